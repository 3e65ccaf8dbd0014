"""The frame of an exercise in what `run` shows: its head, and where sessions in the room begin and end."""

import io

from rich.console import Console
from tests.support import loaded, play

from exercise_sim.engine.compile import compile_plan
from exercise_sim.render.paint import Paint
from exercise_sim.render.report import Report

TEXT = """
names: {host: Aralia}
exercise:
  director: Chief of Staff
  idea: Help for <host>.
  agenda:
    - {session: Day 1 in <host>, plays: D 00:00 .. D 02:00}
    - {session: Day 2, plays: D 05:00 .. D 06:00}
    - {session: Day 3, plays: D 06:00 .. ending}
chain: {a: {takes: 90m}, b: {takes: 4h}, c: {takes: 3h}}
"""


def shown(text: str, *, first: int = 0, width: int = 140, view: str | None = None) -> list[str]:
    """The head and the log of a run."""
    one = loaded(text)
    plan = compile_plan(one.scenario)
    paint = Paint(Console(file=io.StringIO()), width=width, ascii_only=True)
    report = Report(one, plan, play(plan).log, paint, view, 0, 0, "usual")
    return [
        " ".join(line.split()) for _, lines in report.head_and_log(quiet=False, first=first) for line in lines
    ]


def test_the_head_names_who_and_what():
    """What the frame has; names are filled in, and what is left out is not there."""
    head = shown(TEXT)[:5]
    assert head[2:4] == ["Director: Chief of Staff", "Idea: Help for Aralia."]
    assert not any("audience" in line for line in shown(TEXT))


def test_sessions_stand_in_the_log():
    """Where one begins, and where time jumps; where the next one goes straight on, only that it begins."""
    told = [line for line in shown(TEXT) if "Session" in line or line.startswith("D 0")]
    assert told == [
        "D 00:00 = Session in the room: Day 1 in Aralia",
        "D 00:00 # STARTEX. A test",
        "D 00:00 > A: started",
        "D 01:30 + A: done in 1 h 30 min",
        "D 01:30 > B: started",
        "D 02:00 = Session over: Day 1 in Aralia. Time jumps to D 05:00",
        "D 05:00 = Session in the room: Day 2. Time has jumped here from D 02:00",
        "D 05:30 + B: done in 4 h",
        "D 05:30 > C: started",
        "D 06:00 = Session in the room: Day 3",
        "D 08:30 + C: done in 3 h",
        "D 08:30 # ENDING: Completed",
    ]


def test_what_is_told_from_a_time_on_has_no_earlier_session():
    """And what begins behind the last event is not told at all."""
    told = [line for line in shown(TEXT, first=5 * 60 + 30) if "Session" in line]
    assert told == ["D 06:00 = Session in the room: Day 3"]
    late = TEXT.replace("D 06:00 .. ending", "D+2 .. ending")
    assert not any("Day 3" in line for line in shown(late))


def test_time_jumps_to_the_first_session_too():
    """Where it begins after STARTEX."""
    late = TEXT.replace("D 00:00 .. D 02:00", "D 01:00 .. D 02:00")
    assert "D 01:00 = Session in the room: Day 1 in Aralia. Time has jumped here from D 00:00" in shown(late)


def test_the_last_session_may_end_before_play_does():
    """Then it says that it was the last one."""
    text = TEXT.replace("D 06:00 .. ending", "D 06:00 .. D 07:00")
    assert "D 07:00 = Session over: Day 3. It was the last one" in shown(text)


def test_a_seat_sees_the_sessions_too():
    """They are of the room, and no secret of exercise control."""
    assert any("Day 2" in line for line in shown(TEXT, view="staff"))
