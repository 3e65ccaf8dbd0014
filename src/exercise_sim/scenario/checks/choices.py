"""Decisions and chance: what is asked has options, what is drawn has outcomes, and something always stands (M13, M14).

How often a branch can be taken, and where the run goes when it is used up, is with the returns; votes and chances have their own rooms.
"""

from exercise_sim.scenario.checks.survey import Survey, goes_back, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.steps import Step

_OF_DECISIONS = ("question", "usual", "vote", "thinks", "within", "otherwise")


def check_choices(survey: Survey) -> None:
    """Every step with options or outcomes, and those that say something of a decision without being one."""
    for name, step in survey.chain.items():
        path: Path = ("chain", name)
        if step.options and step.outcomes:
            hint = "options are asked of somebody, outcomes are drawn by chance: make two steps of it"
            survey.error(f"'{name}' has options and outcomes", (*path, "outcomes"), hint, at_key=True)
        if step.options:
            _check_decision(survey, name, step, path)
        else:
            _check_no_decision(survey, name, step, path)
        _check_words_of_branches(survey, step, path)


def _check_decision(survey: Survey, name: str, step: Step, path: Path) -> None:
    for word, option in (("usual", step.usual), ("otherwise", step.otherwise)):
        if option is not None and option not in step.options:
            survey.error(
                f"'{name}' has no option '{option}'", (*path, word), suggestion(option, step.options)
            )
    if step.usual is None and step.vote is None:
        hint = f"add 'usual: {next(iter(step.options))}', or another: the option that you hold for usual"
        survey.error(f"'{name}' does not say what is usually decided", path, hint, at_key=True)
    if step.within is not None and step.otherwise is None:
        hint = "add 'otherwise: ...', the option that stands when the limit runs out"
        survey.error(
            f"'{name}' has a limit, and does not say what stands after it",
            (*path, "within"),
            hint,
            at_key=True,
        )
    if step.within == 0:
        survey.error(f"'{name}' leaves no time to answer", (*path, "within"), "a limit is at least 1m")
    if step.otherwise is not None and step.within is None and step.vote is None:
        hint = "add 'within: ...', or take 'otherwise' out"
        survey.error(
            f"'{name}' has no limit, so 'otherwise' never stands", (*path, "otherwise"), hint, at_key=True
        )


def _check_no_decision(survey: Survey, name: str, step: Step, path: Path) -> None:
    for word in _OF_DECISIONS:
        if getattr(step, word) is not None:
            hint = (
                "outcomes are drawn by chance and asked of nobody"
                if step.outcomes
                else "add 'options: {...}'"
            )
            survey.error(
                f"'{name}' has '{word}', but no options to decide between", (*path, word), hint, at_key=True
            )


def _check_words_of_branches(survey: Survey, step: Step, path: Path) -> None:
    for option, branch in step.options.items():
        if branch.chance is not None:
            hint = "write 'weight' for how the policy 'weighted' decides, or 'outcomes' if chance decides"
            survey.error(
                f"'{option}' is decided by somebody, it has no chance",
                (*path, "options", option, "chance"),
                hint,
                at_key=True,
            )
    for outcome, branch in step.outcomes.items():
        if branch.weight is not None:
            survey.error(
                f"'{outcome}' is drawn by chance",
                (*path, "outcomes", outcome, "weight"),
                "write 'chance'",
                at_key=True,
            )


def check_branches(survey: Survey) -> None:
    """What every branch says of going back, ending, and what stands in its place."""
    for deed in survey.deeds:
        effects, path = deed.effects, deed.path
        if effects.wait and not goes_back(effects):
            hint = (
                "to let time pass, write 'takes'" if deed.branch else "let the next step wait: '2h after ...'"
            )
            survey.error(
                "'wait' says how long something waits that is reopened, and nothing is",
                (*path, "wait"),
                hint,
                at_key=True,
            )
        if effects.ends is not None:
            _check_ends(survey, effects.ends, path)
            if goes_back(effects):
                survey.error(
                    "this goes back and ends the exercise at once",
                    (*path, "ends"),
                    "take one of them out",
                    at_key=True,
                )


def _check_ends(survey: Survey, ending: str, path: Path) -> None:
    endings = survey.scenario.endings
    if ending in ("stalled", "out_of_time"):
        survey.error(
            f"'{ending}' comes by itself, nobody can lead to it",
            (*path, "ends"),
            "name an ending of your own",
        )
    elif ending not in endings:
        hint = suggestion(ending, endings) or f"declare it: 'endings: {{{ending}: {{}}}}'"
        survey.error(f"there is no ending '{ending}'", (*path, "ends"), hint)
