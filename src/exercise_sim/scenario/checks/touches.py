"""What effects do to steps: the targets exist, delays and factors can be, and a hold says until when (M11, M18).

What is set, added to, fired or dropped is with the effects.
"""

from collections.abc import Iterator

from exercise_sim.scenario.checks.amounts import durations_of
from exercise_sim.scenario.checks.fields import named_members, values_of
from exercise_sim.scenario.checks.places import entries_at
from exercise_sim.scenario.checks.references import check_member, check_reference
from exercise_sim.scenario.checks.survey import Asker, Deed, Survey, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.targets import Target, phases, reading
from exercise_sim.scenario.times import parse_moment
from exercise_sim.scenario.values import Moment

DONE_TO = {
    "cancel": "cancelled",
    "pass_over": "passed over",
    "hold": "held",
    "delay": "delayed",
    "rescale": "made longer or shorter",
}
"""What each word does to a step, in an author's words."""


def check_touches(survey: Survey) -> None:
    """Everything that is cancelled, passed over, held, delayed or rescaled."""
    for deed in survey.deeds:
        asker = survey.asker(deed.step)
        for word, text, path in targets_at(deed):
            _check_target(survey, asker, deed, word, text, path)
        for text, takes in deed.effects.delay.items():
            path = (*deed.path, "delay", text)
            if any(one.high == 0 for one in durations_of(survey, deed.step, takes, path, tell=True)):
                survey.error("a delay of no time changes nothing", path, "write how long, like 2h")
        for text, times in deed.effects.rescale.items():
            if times == 1:
                message = "1 times as long changes nothing"
                survey.error(message, (*deed.path, "rescale", text), "write a factor like 1.6 or 0.5")
        _check_until(survey, asker, deed)


def targets_at(deed: Deed) -> Iterator[tuple[str, str, Path]]:
    """Each name of something that an effect touches: the word before it, the text, and its place."""
    effects = deed.effects
    for word, names in (("cancel", effects.cancel), ("pass_over", effects.pass_over), ("hold", effects.hold)):
        for text, path in entries_at(names, (*deed.path, word)):
            yield word, text, path
    for word, keys in (("delay", effects.delay), ("rescale", effects.rescale)):
        for text in keys:
            yield word, text, (*deed.path, word, text)


def _check_target(survey: Survey, asker: Asker, deed: Deed, word: str, text: str, path: Path) -> None:
    target = reading(survey.cast, text)
    at_key = word in ("delay", "rescale")
    if target.kind == "unknown":
        _refuse(survey, word, target.name, path, at_key=at_key)
    elif target.kind == "member" and target.name == "its":
        values_of(survey, asker, "its", path)
    elif target.kind == "member" and target.name.startswith("its."):
        named_members(survey, asker, target.name[4:], None, path)
    elif target.kind == "step":
        if target.of:
            check_member(survey, asker, target.name, target.of, path)
        elif target.name == deed.step:
            survey.error(
                f"'{target.name}' is over when this happens, so it cannot be {DONE_TO[word]} by itself",
                path,
                "name another step",
                at_key=at_key,
            )
        elif _is_nobody(survey, asker, target):
            message = f"there is no '{target.name}' for any member of '{deed.step}', so nothing would be {DONE_TO[word]}"
            survey.error(message, path, at_key=at_key)


def _is_nobody(survey: Survey, asker: Asker, target: Target) -> bool:
    """Whether a step of the same group runs for none of those who name it."""
    if asker.group is None or asker.group != survey.group(target.name):
        return False
    return not set(asker.members) & set(survey.cast.members(target.name))


def _refuse(survey: Survey, word: str, name: str, path: Path, *, at_key: bool) -> None:
    kind = survey.kind_of(name)
    if kind:
        message, hint = f"'{name}' is {kind}, and only steps can be {DONE_TO[word]}", None
        if kind == "an inject":
            hint = "an inject that should not come has 'unless'"
    elif "." in name and name.partition(".")[0] in survey.chain:
        step = name.partition(".")[0]
        message, hint = f"'{name}': only whole steps are {DONE_TO[word]}", f"write '{step}'"
    else:
        known = (*survey.chain, *phases(survey.cast), *survey.cast.fields)
        message, hint = f"there is no step, phase or member '{name}'", suggestion(name, known)
    survey.error(message, path, hint, at_key=at_key)


def _check_until(survey: Survey, asker: Asker, deed: Deed) -> None:
    until, path = deed.effects.until, (*deed.path, "until")
    if until is None:
        if deed.effects.hold:
            hint = "add 'until: ...': a reference like '24h after answer', a time like 'D+2 06:00', or a length of time like 12h"
            survey.error("a hold needs its end", (*deed.path, "hold"), hint, at_key=True)
    elif not deed.effects.hold:
        hint = "add 'hold: ...' with the steps that stand until then, or take it out"
        survey.error("'until' says when a hold is over, and nothing is held", path, hint, at_key=True)
    elif isinstance(until, Moment):
        try:
            parse_moment(until.text, survey.scenario.start)
        except ValueError as error:
            survey.error(str(error), path)
    elif isinstance(until, Reference):
        _check_reference(survey, asker, until, path)
    elif until == 0:
        survey.error("a hold for no time holds nothing", path, "write how long, like 12h")


def _check_reference(survey: Survey, asker: Asker, until: Reference, path: Path) -> None:
    if until.name == "ending":
        hint = "to stop a step for good, write 'cancel'"
        survey.error("nothing can be held until the ending: then it could never go on", path, hint)
        return
    known = check_reference(survey, asker, until, path, variable=True)
    if known and until.begins and until.name in survey.scenario.injects:
        survey.error(f"an inject does not begin, it comes: write '{until.name}'", path)
