"""Names: none means two things where both could stand, and each can be written where it is needed.

The parsers have refused names that are words of the grammar; here names are compared with each other.
"""

import re

from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import NAME

_WORD = re.compile(rf"{NAME}(?:\.{NAME})?")
EXCON = "excon"
"""Exercise control, as it stands in logs and takes a seat."""
STATES = ("waiting", "under way", "done", "passed over", "cut off", "over")
"""What a condition may say of any step."""

MOST_STEPS = 50_000
"""The most instances of steps that a scenario may have: more cannot be watched, and would take minutes to check."""


def check_names(survey: Survey) -> None:
    """Members, steps, resources, variables, options, and the words that stand in texts."""
    _check_members(survey)
    _check_clashes(survey)
    _check_branches(survey)
    if EXCON in survey.scenario.bodies:
        survey.error(
            f"'{EXCON}' is exercise control: no body can bear that name",
            ("bodies", EXCON),
            "give it another name",
            at_key=True,
        )
    for name in survey.scenario.names:
        if not _WORD.fullmatch(name) or name.startswith("its."):
            survey.error(
                f"'{name}' cannot stand in a text as <{name}>",
                ("names", name),
                "use letters, digits and underscores",
                at_key=True,
            )


def too_large(survey: Survey) -> bool:
    """Whether there are too many steps to go on; notes it."""
    count = sum(len(survey.cast.members(name)) for name in survey.chain)
    if count > MOST_STEPS:
        survey.error(
            f"these are {count} steps, each counted once for each member; {MOST_STEPS} are the most",
            ("chain",),
            at_key=True,
        )
    return count > MOST_STEPS


def _check_members(survey: Survey) -> None:
    first: dict[str, str] = {}
    for group, members in survey.scenario.groups.items():
        for member in members:
            if member in first:
                survey.error(
                    f"'{member}' is a member of '{first[member]}' and of '{group}'",
                    ("groups", group, member),
                    "a member has one name and one group: give one of them another name",
                    at_key=True,
                )
            first.setdefault(member, group)


def _check_clashes(survey: Survey) -> None:
    """Conditions, effects and `of` look a name up among several kinds: there it must mean one thing."""
    scenario = survey.scenario
    _clash(
        survey,
        {
            "step": scenario.chain,
            "inject": scenario.injects,
            "resource": scenario.resources,
            "variable": scenario.variables,
            "gauge": scenario.gauges,
        },
    )
    _clash(survey, {"member": survey.cast.fields, "variable": scenario.variables})


def _clash(survey: Survey, kinds: dict[str, object]) -> None:
    taken: dict[str, str] = {}
    for kind, names in kinds.items():
        assert hasattr(names, "__iter__")
        for name in names:
            if name in taken:
                survey.error(
                    f"the {kind} '{name}' is named like {'an' if taken[name] == 'inject' else 'a'} {taken[name]}",
                    _place(kind, name),
                    "give one of them another name",
                    at_key=True,
                )
            taken[name] = kind


def _place(kind: str, name: str) -> Path:
    return ("chain" if kind == "step" else f"{kind}s", name)


def _check_branches(survey: Survey) -> None:
    for deed in survey.deeds:
        name = deed.branch
        if name is None:
            continue
        if not re.fullmatch(NAME, name):
            survey.error(
                f"'{name}' cannot be the name of an option or outcome",
                deed.path,
                "use letters, digits and underscores, a letter first; what people read goes behind `text`",
                at_key=True,
            )
        elif name in STATES:
            survey.error(
                f"'{name}' can be said of every step, so no option or outcome may bear that name",
                deed.path,
                at_key=True,
            )
