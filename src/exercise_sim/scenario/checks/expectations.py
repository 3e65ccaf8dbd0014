"""Expectations: each says one thing that a run can show, of things that exist, under ways that there are (M21)."""

from exercise_sim.scenario.checks.conditions import check_simple
from exercise_sim.scenario.checks.measures import check_amount, check_measured
from exercise_sim.scenario.checks.places import Simple, conditions_at
from exercise_sim.scenario.checks.policies import check_chosen
from exercise_sim.scenario.checks.survey import NOBODY, Survey, suggestion
from exercise_sim.scenario.conditions import Comparison, Happened
from exercise_sim.scenario.expectations import Expectation
from exercise_sim.scenario.measured import parse_measured
from exercise_sim.scenario.model import BUILT_IN_ENDINGS
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import Reference

_FORMS = ({"ending"}, {"objective", "rated"}, {"holds"})
_HOW = "write 'from', 'to' and 'lasts', or 'measure' and 'amounts_to', or 'ending', or 'objective' and 'rated', or 'holds'"


def check_expectations(survey: Survey) -> None:
    """Every expectation."""
    for place, expectation in enumerate(survey.scenario.expect):
        path: Path = ("expect", place)
        _check_form(survey, expectation, path)
        for word, reference in times_of(expectation).items():
            check_measured(survey, reference, (*path, word))
        if expectation.measure is not None:
            check_amount(survey, expectation.measure, (*path, "measure"))
        if expectation.ending is not None:
            _check_ending(survey, expectation.ending, (*path, "ending"))
        if expectation.objective is not None:
            _check_objective(survey, expectation.objective, (*path, "objective"))
        for simple, at in conditions_at(expectation.holds, (*path, "holds")):
            _check_held(survey, simple, at)
        _check_way(survey, expectation, path)


def times_of(expectation: Expectation) -> dict[str, Reference]:
    """The references between which an expectation measures a time, by the author's word."""
    named = {"from": expectation.from_, "to": expectation.to}
    return {word: reference for word, reference in named.items() if reference is not None}


def _check_form(survey: Survey, expectation: Expectation, path: Path) -> None:
    words = set(times_of(expectation))
    words |= {
        word
        for word in ("lasts", "measure", "amounts_to", "ending", "objective", "rated", "holds")
        if getattr(expectation, word) is not None
    }
    forms = _forms(expectation)
    if sum(bool(words & form) for form in forms) != 1:
        said = "expects several things at once" if words else "does not say what is expected"
        survey.error(f"this {said}", path, _HOW)
        return
    form = next(form for form in forms if words & form)
    if missing := min(form - words, default=None):
        hint = f"add '{missing}: ...'"
        if missing == "lasts":
            hint += "; what only has to happen stands behind 'holds'"
        survey.error(f"this has '{min(form & words)}', but not '{missing}'", path, hint)
    if expectation.not_begun != "does not count" and not form & {"lasts", "objective"}:
        message = "'not_begun' speaks of what is measured, and nothing is"
        survey.error(message, (*path, "not_begun"), "take 'not_begun' out", at_key=True)


def _forms(expectation: Expectation) -> tuple[set[str], ...]:
    """The words that stand together. How long something lasts is said of a time between two things, or of a gauge at a stage."""
    if expectation.measure is None and expectation.amounts_to is None:
        return ({"from", "to", "lasts"}, *_FORMS)
    timed = expectation.measure is not None and parse_measured(expectation.measure).timed
    return ({"measure", "lasts" if timed else "amounts_to"}, {"from", "to"}, *_FORMS)


def _check_ending(survey: Survey, name: str, path: Path) -> None:
    declared = survey.scenario.endings
    own = set(declared) - set(BUILT_IN_ENDINGS)
    known = [*declared, *(one for one in BUILT_IN_ENDINGS if one not in declared)]
    if own:
        known.remove("completed")  # it comes only where the author names no ending
    if name not in known:
        survey.error(f"there is no ending '{name}'", path, suggestion(name, known))


def _check_objective(survey: Survey, name: str, path: Path) -> None:
    objectives = survey.scenario.objectives
    if name not in objectives:
        survey.error(f"there is no objective '{name}'", path, suggestion(name, objectives))
    elif objectives[name].ratings is None:
        survey.error(f"the program does not rate '{name}': it has no thresholds", path)


def _check_held(survey: Survey, simple: Simple, path: Path) -> None:
    """A condition that is asked once, when the run has ended."""
    if isinstance(simple, Happened) and simple.reference.name == "ending":
        survey.error("'holds' does not look at the ending", path, "write 'ending: ...'")
        return
    if isinstance(simple, Happened) and simple.reference.lag is not None:
        message = f"'{simple.text}': at the end of a run nothing is waited for"
        survey.error(message, path, "take the length of time out")
    if isinstance(simple, Comparison) and simple.value == "under way":
        message = f"'{simple.text}': when a run has ended, nothing is under way"
        survey.error(message, path, "what the ending stops is 'cut off'")
    check_simple(survey, NOBODY, simple, path)


def _check_way(survey: Survey, expectation: Expectation, path: Path) -> None:
    """The variants, the policy and the choices under which it is expected."""
    scenario = survey.scenario
    for name in expectation.variant:
        if name not in scenario.variants:
            hint = suggestion(name, scenario.variants)
            survey.error(f"there is no variant '{name}'", (*path, "variant"), hint)
    known = ("usual", "weighted", *scenario.policies)
    if expectation.policy not in known:
        hint = suggestion(expectation.policy, known)
        survey.error(f"there is no policy '{expectation.policy}'", (*path, "policy"), hint)
    check_chosen(
        survey, {key: (option, (*path, "choose", key)) for key, option in expectation.choose.items()}
    )
