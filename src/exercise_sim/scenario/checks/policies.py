"""Policies and variants: what they choose can be decided, and their names mean one thing (M13, M21).

Values that a variant sets are checked where the variant is applied, as if the author had written them in their places.
"""

import re
from collections.abc import Mapping

from exercise_sim.scenario.checks.amounts import LONGEST_THOUGHT, durations_of
from exercise_sim.scenario.checks.loops import endless
from exercise_sim.scenario.checks.returns import last_of
from exercise_sim.scenario.checks.survey import Survey, suggestion
from exercise_sim.scenario.checks.votes import SILENT
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import NAME

_KEY = re.compile(
    rf"(?P<step>{NAME})(?: ?#(?P<first>\d{{1,4}}))?(?: of (?P<member>{NAME}))?(?: ?#(?P<last>\d{{1,4}}))?"
)
_FORMS = "write it like 'mandate', 'mandate#2', 'mandate of e' or 'mandate#2 of e'"


def check_policies(survey: Survey) -> None:
    """Every policy and every variant."""
    for name, policy in survey.scenario.policies.items():
        path: Path = ("policies", name)
        if name in ("usual", "weighted"):
            survey.error(f"the policy '{name}' is built in", path, "give yours another name", at_key=True)
        check_chosen(survey, policy.choose, (*path, "choose"), chance=False)
        _check_deliberation(survey, name, policy.thinks, (*path, "thinks"))
    for name, variant in survey.scenario.variants.items():
        check_chosen(survey, variant.choose, ("variants", name, "choose"), chance=True)
        _check_with(survey, name)


def check_chosen(survey: Survey, choose: Mapping[str, str], path: Path, *, chance: bool) -> None:
    """What is chosen beforehand; `chance`: whether outcomes of chance may be."""
    for key, option in choose.items():
        match = _KEY.fullmatch(" ".join(key.split()))
        if match is None:
            survey.error(f"'{key}' is no question", (*path, key), _FORMS, at_key=True)
        elif match["step"] not in survey.chain:
            survey.error(
                f"there is no step '{match['step']}'",
                (*path, key),
                suggestion(match["step"], survey.chain),
                at_key=True,
            )
        else:
            _check_number(survey, match, (*path, key))
            _check_choice(survey, match, option, (*path, key), chance=chance)


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


def _check_with(survey: Survey, name: str) -> None:
    variants = survey.scenario.variants
    for other in variants[name].with_:
        if other not in variants:
            survey.error(
                f"there is no variant '{other}'", ("variants", name, "with"), suggestion(other, variants)
            )
    circle = _circle(survey, name)
    if circle and min(circle, key=list(variants).index) == name:
        survey.error(
            f"the variants build on each other in a circle: {' -> '.join((*circle, name))}",
            ("variants", name, "with"),
        )


def _circle(survey: Survey, name: str) -> list[str]:
    """The way from a variant through those it builds on back to itself; empty where there is none."""
    variants = survey.scenario.variants
    before: dict[str, str] = {}
    work = [name]
    while work:
        one = work.pop()
        for other in variants[one].with_:
            if other == name:
                way = [one]
                while way[0] != name:
                    way.insert(0, before[way[0]])
                return way
            if other in variants and other not in before:
                before[other] = one
                work.append(other)
    return []
