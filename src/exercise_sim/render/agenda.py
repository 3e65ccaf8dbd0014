"""The frame of an exercise as `run` shows it: who and what in the head, and a line of the log where a session of the agenda begins.

Lines only; which time a session plays stands in `scenario.frame`.
"""

from collections.abc import Iterator

from exercise_sim.render.lines import Line
from exercise_sim.render.sheet_sentences import FRAME
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.frame import minutes_of
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.times import format_moment


def frame_lines(cast: Cast) -> Iterator[str]:
    """Who leads, who is trained, and the idea, where the scenario says so."""
    exercise = cast.scenario.exercise
    for word in ("director", "audience", "idea") if exercise else ():
        if text := getattr(exercise, word):
            yield FRAME[word].format(text=cast.text(text, ""))


def session_lines(cast: Cast) -> Iterator[Line]:
    """A line where a session begins, and one where it ends if time jumps there; in the order of time."""
    scenario = cast.scenario
    over = 0
    for name, begin, end in _sessions(cast, scenario):
        before = format_moment(over, scenario.start) if begin > over else ""
        yield Line(
            begin, "session", FRAME["jumped" if before else "session"].format(session=name, moment=before)
        )
        following = _next_begin(cast, begin)
        if end is not None and following != end:
            text = FRAME["jumps" if following is not None else "over"]
            moment = format_moment(following or 0, scenario.start)
            yield Line(end, "session", text.format(session=name, moment=moment))
        over = end or over


def _sessions(cast: Cast, scenario: Scenario) -> Iterator[tuple[str, int, int | None]]:
    for sitting in scenario.exercise.agenda if scenario.exercise else ():
        yield cast.text(sitting.session, ""), *minutes_of(sitting.plays, scenario.start)


def _next_begin(cast: Cast, after: int) -> int | None:
    """The minute at which the session behind the one that begins at a minute does."""
    begins = (begin for _, begin, _ in _sessions(cast, cast.scenario))
    return next((begin for begin in begins if begin > after), None)
