"""The frame of an exercise: its sessions follow each other in exercise time, none over another (M25)."""

from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.frame import minutes_of
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.times import format_moment, parse_point


def check_frame(survey: Survey) -> None:
    """Every session of the agenda: within the exercise, of some length, behind the one before it."""
    exercise = survey.scenario.exercise
    before: tuple[str, int | None] | None = None
    for place, sitting in enumerate(exercise.agenda if exercise else ()):
        path: Path = ("exercise", "agenda", place, "plays")
        times = _times(survey, place, path)
        if times is None:
            before = None
            continue
        if before is not None:
            _check_order(survey, before, times[0], path)
        before = sitting.session, times[1]


def _times(survey: Survey, place: int, path: Path) -> tuple[int, int | None] | None:
    """The minutes of a session (None for the ending); None where they are none, which is noted."""
    exercise, start = survey.scenario.exercise, survey.scenario.start
    assert exercise is not None  # or it would have no sessions
    plays = exercise.agenda[place].plays
    try:
        begin, end = minutes_of(plays, start)
    except ValueError as error:
        survey.error(str(error), path)
        return None
    if end is not None and end <= begin:
        survey.error(
            "this session ends before it has played anything", path, "the later time stands behind '..'"
        )
        return None
    endex = _endex(survey)
    if endex is not None and begin >= endex:
        survey.error(
            f"this session begins when the exercise is over: ENDEX is at {format_moment(endex, start)}", path
        )
        return None
    return begin, end


def _check_order(survey: Survey, before: tuple[str, int | None], begin: int, path: Path) -> None:
    name, end = before
    if end is None:
        hint = "only the last session plays until the ending"
        survey.error(f"the session before this one, '{name}', plays until the ending", path, hint)
    elif begin < end:
        moment = format_moment(end, survey.scenario.start)
        survey.error(
            f"this session begins before '{name}' is over, at {moment}",
            path,
            "sessions stand in the order of exercise time, and none plays what another has played",
        )


def _endex(survey: Survey) -> int | None:
    """The minute of ENDEX; None where there is none, or none that can be read (which is told elsewhere)."""
    text = survey.scenario.end
    try:
        if text is None:
            return None
        return parse_point(text, survey.scenario.start)
    except ValueError:
        return None


def judge_frame(survey: Survey) -> None:
    """Seats without a role text; only where the exercise has a frame, for then it is meant for a room."""
    if survey.scenario.exercise is None:
        return
    for name, body in survey.scenario.bodies.items():
        if body.seat and body.role is None:
            survey.warning(
                f"whoever plays '{name}' is not told what to do",
                ("bodies", name),
                "add 'role: ...': what this seat has to know",
                at_key=True,
            )
