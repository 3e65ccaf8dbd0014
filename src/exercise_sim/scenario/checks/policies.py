"""Policies and variants: what they choose can be decided, and their names mean one thing (M13, M21).

Values that a variant sets are checked where the variant is applied, as if the author had written them in their places.
"""

import re
from collections.abc import Iterator, Mapping

from exercise_sim.scenario.checks.amounts import LONGEST_THOUGHT, durations_of
from exercise_sim.scenario.checks.loops import endless
from exercise_sim.scenario.checks.returns import last_of
from exercise_sim.scenario.checks.survey import Survey, suggestion
from exercise_sim.scenario.checks.votes import SILENT
from exercise_sim.scenario.injects import ANSWERS, COMES, STAYS_AWAY
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import NAME
from exercise_sim.scenario.times import parse_point

_KEY = re.compile(
    rf"(?P<step>{NAME})(?: ?#(?P<first>\d{{1,4}}))?(?: of (?P<member>{NAME}))?(?: ?#(?P<last>\d{{1,4}}))?"
)
_FORMS = "write it like 'mandate', 'mandate#2', 'mandate of e' or 'mandate#2 of e'"


def check_policies(survey: Survey) -> None:
    """Every policy, and what variants build on. (What a variant chooses is checked with the variant: `check_chosen`.)"""
    for name, policy in survey.scenario.policies.items():
        path: Path = ("policies", name)
        if name in ("usual", "weighted"):
            survey.error(f"the policy '{name}' is built in", path, "give yours another name", at_key=True)
        for key, option in policy.choose.items():
            _check_chosen(survey, key, option, (*path, "choose", key), chance=False)
        _check_deliberation(survey, name, policy.thinks, (*path, "thinks"))
    _check_with(survey)


def check_chosen(survey: Survey, choose: Mapping[str, tuple[str, Path]]) -> None:
    """What a variant and those that it builds on fix in a scenario, each with its place."""
    for key, (option, path) in choose.items():
        _check_chosen(survey, key, option, path, chance=True)


def _check_chosen(survey: Survey, key: str, option: str, path: Path, *, chance: bool) -> None:
    match = _KEY.fullmatch(" ".join(key.split()))
    if match is None:
        survey.error(f"'{key}' is no question", path, _FORMS, at_key=True)
    elif match["step"] in survey.scenario.injects:
        _check_inject(survey, key, match["step"], option, path, chance=chance)
    elif match["step"] not in survey.chain:
        hint = suggestion(match["step"], survey.chain)
        survey.error(f"there is no step '{match['step']}'", path, hint, at_key=True)
    else:
        _check_number(survey, match, path)
        _check_choice(survey, match, option, path, chance=chance)


def _check_inject(survey: Survey, key: str, name: str, option: str, path: Path, *, chance: bool) -> None:
    if chance and key.strip() == name and _is_time(survey, option):
        return
    expects = survey.scenario.injects[name].expects
    known = [*((COMES, STAYS_AWAY) if chance else ()), *(ANSWERS if expects and expects.action else ())]
    if key.strip() != name:
        survey.error(f"'{name}' comes once, for all", path, f"write '{name}'", at_key=True)
    elif option not in known:
        survey.error(f"'{name}' cannot be chosen to be '{option}'", path, suggestion(option, known))


def _is_time(survey: Survey, option: str) -> bool:
    """Whether something says when an inject is given by hand."""
    try:
        parse_point(option, survey.scenario.start)
    except ValueError:
        return False
    return True


def _check_number(survey: Survey, match: "re.Match[str]", path: Path) -> None:
    if match["first"] and match["last"]:
        survey.error("one number says which time is meant, here are two", path, _FORMS, at_key=True)
    elif int(match["first"] or match["last"] or 1) == 0:
        survey.error("the first time is #1", path, at_key=True)


def _check_choice(survey: Survey, match: "re.Match[str]", option: str, path: Path, *, chance: bool) -> None:
    name, member = match["step"], match["member"]
    step = survey.chain[name]
    if not step.branches:
        survey.error(f"nothing is decided at '{name}'", path, at_key=True)
        return
    if step.outcomes and not chance:
        hint = "a variant may fix it; a policy decides only what is asked"
        survey.error(f"chance decides '{name}'", path, hint, at_key=True)
        return
    if member and not _knows(survey, name, member, path):
        return
    voted = bool(member) and survey.group(name) is None
    known = (*step.branches, *(SILENT if voted else ()))
    if option not in known:
        survey.error(f"'{name}' has no option or outcome '{option}'", path, suggestion(option, known))
        return
    if option in step.branches:
        _check_lasting(survey, name, option, path, always=not (match["first"] or match["last"]) and not voted)


def _knows(survey: Survey, name: str, member: str, path: Path) -> bool:
    """Whether there is that member's step, or that member's vote."""
    vote = survey.chain[name].vote
    if survey.group(name) is not None:
        there: tuple[str, ...] = survey.cast.members(name)
    else:
        there = survey.members(vote.of) if vote else ()
    if not there:
        survey.error(f"'{name}' is decided once for all", path, f"write '{name}'", at_key=True)
    elif member not in there:
        survey.error(
            f"'{name}' has no member and no vote '{member}'", path, suggestion(member, there), at_key=True
        )
    return member in there


def _check_lasting(survey: Survey, name: str, option: str, path: Path, *, always: bool) -> None:
    """What is chosen must not be used up without a successor, nor go round for ever."""
    step = survey.chain[name]
    last = step.branches[last_of(step.branches, option)]
    if last.at_most is not None and last.then is None and step.options and step.vote is None:
        survey.error(
            f"'{option}' can be used up, and does not say what comes then",
            path,
            "give the option a 'then: ...'",
        )
    if always and endless(step, option):
        hint = f"give the option an 'at_most', or choose it once: '{name}#1: {option}'"
        survey.error(f"'{option}' goes back, and would be chosen for ever", path, hint)


def _check_deliberation(survey: Survey, name: str, factor: float, path: Path) -> None:
    for step, declared in survey.chain.items():
        longest = max((one.high for one in durations_of(survey, step, declared.thinks, ())), default=0)
        if longest <= LONGEST_THOUGHT < round(longest * factor):
            survey.error(f"under '{name}' the deliberation of '{step}' may take more than a year", path)


def _check_with(survey: Survey) -> None:
    """Every `with`: the variants exist, and none builds on itself."""
    variants = survey.scenario.variants
    order = list(variants)
    for circle in _circles({name: [*variant.with_] for name, variant in variants.items()}):
        first = circle.index(min(circle, key=order.index))
        way = [*circle[first:], *circle[:first], circle[first]]
        survey.error(
            f"the variants build on each other in a circle: {' -> '.join(way)}",
            ("variants", way[0], "with"),
        )
    for name, variant in variants.items():
        for other in variant.with_:
            if other not in variants:
                survey.error(
                    f"there is no variant '{other}'", ("variants", name, "with"), suggestion(other, variants)
                )


def _circles(built_on: dict[str, list[str]]) -> Iterator[list[str]]:
    """The circles among variants, each once: every variant is looked at once, and those it builds on before it."""
    seen: set[str] = set()
    for name, others in built_on.items():
        way: dict[str, Iterator[str]] = {} if name in seen else {name: iter(others)}
        while way:
            one = next(reversed(way))
            other = next(way[one], None)
            if other is None:
                del way[one]
                seen.add(one)
            elif other in way:
                yield list(way)[list(way).index(other) :]
            elif other in built_on and other not in seen:
                way[other] = iter(built_on[other])
