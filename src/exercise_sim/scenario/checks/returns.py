"""Going back: the targets exist, and what can be used up says what stands in its place (M5).

Whether a loop can ever end, and whether it takes time, is with the loops.
"""

from collections.abc import Iterator

from exercise_sim.scenario.checks.places import entries_at
from exercise_sim.scenario.checks.references import check_member, unknown_step
from exercise_sim.scenario.checks.survey import Asker, Deed, Survey, goes_back, listed, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import Reference, parse_reference
from exercise_sim.scenario.steps import Outcome, Step


def check_returns(survey: Survey) -> None:
    """Every `back_to`, `redo`, `at_most` and `then`."""
    for deed in survey.deeds:
        asker = survey.asker(deed.step)
        for word, names in (("back_to", deed.effects.back_to), ("redo", deed.effects.redo)):
            for name, path in entries_at(names, (*deed.path, word)):
                _check_target(survey, asker, name, path)
        if deed.branch is None and not deed.once:
            _check_when_done(survey, deed)
        if deed.once and deed.effects.at_most is not None:
            message = "an inject comes once, so 'at_most' says nothing here"
            survey.error(message, (*deed.path, "at_most"), "take it out", at_key=True)
    for name in survey.chain:
        _check_exhaustion(survey, name)


def _check_target(survey: Survey, asker: Asker, text: str, path: Path) -> None:
    try:
        target = parse_reference(text)
    except ValueError:
        survey.error(
            f"'{text}' names no step to go back to",
            path,
            "write the name of a step, like 'draft' or 'transit of corridor'",
        )
        return
    if target.name == "ending":
        survey.error("nobody can go back to the ending", path)
    elif target.name not in survey.chain:
        message, hint = unknown_step(survey, target.name, target.outcome)
        survey.error(message, path, hint)
    elif target.outcome or target.count is not None or target.begins or target.lag is not None:
        survey.error(f"'{text}': only whole steps are gone back to", path, f"write '{target.name}'")
    else:
        if target.member is not None:
            check_member(survey, asker, target.name, target.member, path)
        _check_there(survey, asker, target, path)


def targets(deed: Deed) -> Iterator[str]:
    """The steps that something goes back to; what names none is told elsewhere."""
    for name in (*deed.effects.back_to, *deed.effects.redo):
        try:
            yield parse_reference(name).name
        except ValueError:
            continue


def _check_there(survey: Survey, asker: Asker, target: Reference, path: Path) -> None:
    """A member for whom there is no such step could not go back, and would be done instead."""
    members = survey.cast.members(target.name)
    if target.member is None and asker.group is not None and asker.group == survey.group(target.name):
        lacking = [member for member in asker.members if member not in members]
    elif target.member is not None and target.member.startswith("its."):
        fields = survey.cast.fields
        named = {member: fields[member].get(target.member[4:]) for member in asker.members if member}
        lacking = [
            member for member, one in named.items() if one is not None and not set(_list(one)) & set(members)
        ]
    else:
        lacking = []
    if lacking:
        survey.error(f"there is no '{target.text}' for {listed(lacking)}, so it could not go back", path)


def _list(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else [str(value)]


def _check_when_done(survey: Survey, deed: Deed) -> None:
    if goes_back(deed.effects) and deed.effects.at_most is None:
        hint = "add 'at_most: 1': after that the step is done"
        survey.error(
            f"'{deed.step}' goes back whenever it is done, and would never be over",
            deed.path,
            hint,
            at_key=True,
        )
    if not goes_back(deed.effects) and deed.effects.at_most is not None:
        survey.error(
            "'at_most' counts how often it goes back, and it does not", (*deed.path, "at_most"), at_key=True
        )


def _check_exhaustion(survey: Survey, name: str) -> None:
    step = survey.chain[name]
    kind = "options" if step.options else "outcomes"
    replacing = {branch.then for branch in step.branches.values()}
    for key, branch in step.branches.items():
        path: Path = ("chain", name, kind, key)
        if branch.then is not None:
            _check_then(survey, name, key, branch, path)
        elif branch.at_most is not None and (key in replacing or _must_stand(step, key)):
            hint = "add 'then: ...', the one that stands in its place then"
            survey.error(
                f"'{key}' can be used up, and does not say what comes then",
                (*path, "at_most"),
                hint,
                at_key=True,
            )


def _must_stand(step: Step, key: str) -> bool:
    """Whether something has to stand for a branch even when it is used up: chance draws it, a vote or a limit leads to it."""
    return bool(step.outcomes) or step.vote is not None or key in (step.usual, step.otherwise)


def _check_then(survey: Survey, name: str, key: str, branch: Outcome, path: Path) -> None:
    branches = survey.chain[name].branches
    assert branch.then is not None
    if branch.at_most is None:
        hint = "add 'at_most: 1', or take 'then' out"
        survey.error(
            f"'{key}' can always be taken, so '{branch.then}' never stands in its place",
            (*path, "then"),
            hint,
            at_key=True,
        )
    if branch.then not in branches:
        survey.error(
            f"'{name}' has no option or outcome '{branch.then}'",
            (*path, "then"),
            suggestion(branch.then, branches),
        )
        return
    circle = _followed(branches, key)
    if circle and circle[-1] == circle[0] and min(circle, key=list(branches).index) == key:
        hint = "one of them must always be possible"
        survey.error(f"they stand for each other in a circle: {' -> '.join(circle)}", (*path, "then"), hint)


def _followed(branches: dict[str, Outcome], key: str) -> list[str]:
    """A branch and what stands in its place, one after the other, until the first or one comes again."""
    found = [key]
    following = branches[key].then
    while following in branches and following not in found:
        found.append(following)
        following = branches[following].then
    return [*found, following] if following == key else found if len(found) > 1 else []


def last_of(branches: dict[str, Outcome], key: str) -> str:
    """The branch that stands in the end, when one and all that stand in its place are used up."""
    found = {key}
    while (
        (following := branches[key].then) in branches
        and branches[key].at_most is not None
        and following not in found
    ):
        key = following
        found.add(key)
    return key
