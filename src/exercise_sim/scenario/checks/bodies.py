"""Who acts and who sees (`by`, `seen_by`): every body exists, for every member for whom it is named (M6)."""

from exercise_sim.scenario.checks.fields import one_member
from exercise_sim.scenario.checks.places import entries_at
from exercise_sim.scenario.checks.survey import Asker, Survey, listed, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.values import Member


def check_bodies(survey: Survey) -> None:
    """Every `by` and every `seen_by`."""
    for name, step in survey.chain.items():
        asker = survey.asker(name)
        if step.by is not None:
            _check_acting(survey, asker, step.by, ("chain", name, "by"))
        for seat, path in entries_at(step.seen_by, ("chain", name, "seen_by")):
            if seat != "all":
                _check_seeing(survey, asker, seat, path)


def _check_acting(survey: Survey, asker: Asker, by: Member, path: Path) -> None:
    if not _check_named(survey, by.name, by.of, path):
        return
    selection = survey.scenario.bodies[by.name].for_each
    if selection is None:
        return
    if by.of is None and asker.group != selection.group:
        survey.error(
            f"there is one '{by.name}' for each member of '{selection.group}'",
            path,
            f"say whose, like '{by.name} of ...'",
        )
        return
    chosen = _chosen(survey, asker, by.of, selection.group, path)
    lacking = dict.fromkeys(one for one in chosen if one not in survey.members(selection))
    if lacking:
        survey.error(f"there is no '{by.name}' of {listed(lacking)}", path, f"it is for {selection.text}")


def _check_seeing(survey: Survey, asker: Asker, seat: str, path: Path) -> None:
    name, _, of = seat.partition(" of ")
    if _check_named(survey, name, of or None, path) and of:
        selection = survey.scenario.bodies[name].for_each
        _chosen(survey, asker, of, selection.group if selection else "", path)


def _check_named(survey: Survey, name: str, of: str | None, path: Path) -> bool:
    """Whether there is such a body, one for each member where an `of` stands behind it."""
    body = survey.scenario.bodies.get(name)
    if body is None:
        survey.error(
            f"there is no body '{name}'",
            path,
            suggestion(name, survey.scenario.bodies) or "declare it under 'bodies'",
        )
        return False
    if of is not None and body.for_each is None:
        survey.error(f"there is one '{name}' for all", path, f"write '{name}'")
        return False
    return True


def _chosen(survey: Survey, asker: Asker, of: str | None, group: str, path: Path) -> list[str]:
    """The members whose body it is; a name that is no member is noted."""
    if of is None:
        return list(asker.members)
    if of.startswith("its."):
        return list(one_member(survey, asker, of[4:], group, path).values())
    known = survey.scenario.groups.get(group, {})
    if of not in known:
        survey.error(f"'{group}' has no member '{of}'", path, suggestion(of, known))
        return []
    return [of]
