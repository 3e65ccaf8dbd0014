"""The frame of an exercise: its agenda and its role texts (M25)."""

import pytest
from tests.scenario.checks.telling import told, warned
from tests.support import loaded

from exercise_sim.scenario.frame import minutes_of, parse_stretch
from exercise_sim.scenario.times import Start

CHAIN = "chain: {a: {takes: 1h}}\n"


def agenda(*plays: str, end: str = "14d") -> str:
    """A scenario that starts at D 09:00, with sessions that play these stretches."""
    lines = "".join(f"    - {{session: S{number}, plays: {text}}}\n" for number, text in enumerate(plays, 1))
    return f"end: {end}\nexercise:\n  agenda:\n{lines}{CHAIN}"


@pytest.mark.parametrize(
    ("plays", "place", "said"),
    [
        (["D+1 12:00 .. D+1 12:00"], 0, "this session ends before it has played anything (the later time stands behind '..')"),
        (["D 08:00 .. D 12:00"], 0, "'D 08:00' is before the start of the exercise at D 09:00"),
        (["D 09:00 .. D+1", "D 20:00 .. ending"], 1, "this session begins before 'S1' is over, at D+1 00:00 (sessions stand in the order of exercise time, and none plays what another has played)"),
        (["D+2 .. D+3", "D 09:00 .. D+1"], 1, "this session begins before 'S1' is over, at D+3 00:00 (sessions stand in the order of exercise time, and none plays what another has played)"),
        (["D 09:00 .. ending", "D+1 .. D+2"], 1, "the session before this one, 'S1', plays until the ending (only the last session plays until the ending)"),
        (["D+14 09:00 .. ending"], 0, "this session begins when the exercise is over: ENDEX is at D+14 09:00"),
        (["D 09:00"], 0, "'D 09:00' is not a stretch of exercise time: write it like D 09:00 .. D+1 12:00, or D+4 .. ending"),
        (["ending .. D+1"], 0, "'ending' is not a day and time of the exercise: write it like D+1 06:00, D 14:30 or D+2"),
        (["D 09:00 .. D+1 25:00"], 0, "'25:00' is not a time of day: write hours and minutes with two digits each, like 09:05"),
        (["D .. D+1"], 0, "'D' is before the start of the exercise at D 09:00"),
    ],
)  # fmt: skip
def test_sessions_follow_each_other(plays, place, said):
    """Each plays some time within the exercise, in order, and none plays what another has played."""
    assert told(agenda(*plays)) == [f"exercise.agenda.{place}.plays: {said}"]


@pytest.mark.parametrize(
    "plays",
    [["D 09:00 .. ending"], ["D+0 09:00 .. D+1", "D+1 .. D+2 06:00", "D+5 .. ending"], ["D+1 .. D+40"]],
)
def test_time_may_jump_between_sessions(plays):
    """Also before the first one, and a session may be planned for longer than play lasts."""
    assert warned(agenda(*plays)) == []


def test_a_bad_end_of_the_exercise_is_told_once():
    """The agenda is then held against no ENDEX."""
    assert told(agenda("D+1 .. ending", end="soon"))[0].startswith("end: 'soon'")


def test_unknown_words_are_told_with_the_nearest():
    """As everywhere in a scenario."""
    said = told(f"exercise: {{directr: Chief, agenda: [{{session: A, play: D .. ending}}]}}\n{CHAIN}")
    assert (
        said[1] == "exercise.directr: 'directr' is not a word of the language here (did you mean 'director'?)"
    )
    assert said[0].startswith(
        "exercise.agenda.0.play: 'play' is not a word of the language here (did you mean 'plays'?)"
    )


def test_every_text_of_the_frame_is_looked_at():
    """A word in angle brackets has to be a name."""
    text = f"""
exercise:
  director: <xa>
  audience: <xb>
  idea: <xc>
  notes: [<xd>, fine]
  agenda: [{{session: <xe>, plays: D 09:00 .. ending, notes: <xf>}}]
{CHAIN}"""
    places = [line.split(":")[0] for line in told(text)]
    assert places == ["exercise.director", "exercise.audience", "exercise.idea", "exercise.notes.0",
                      "exercise.agenda.0.session", "exercise.agenda.0.notes"]  # fmt: skip


SEATS = """
bodies: {staff: {seat: true}, press: {}}
chain: {a: {by: staff, question: Go?, options: [go, stay], usual: go}, b: {after: a.go, by: press}}
"""


def test_a_seat_without_a_role_is_told_where_there_is_a_frame():
    """Only there: it is meant for a room. Whoever is no seat needs none."""
    assert warned(SEATS) == []
    assert warned("exercise: {director: Chief}\n" + SEATS) == [
        "bodies.staff: whoever plays 'staff' is not told what to do (add 'role: ...': what this seat has to know)"
    ]


def test_the_minutes_of_a_stretch():
    """From STARTEX on; the ending has none."""
    start = Start(None, 9 * 60)
    assert minutes_of(parse_stretch("D 10:00 .. D+1"), start) == (60, 15 * 60)
    assert minutes_of(parse_stretch("D+1  ..  ending"), start) == (15 * 60, None)


def test_a_variant_may_change_the_frame():
    """As any other value."""
    text = (
        agenda("D 09:00 .. ending").replace("exercise:\n", "exercise:\n  director: Chief\n")
        + "variants: {other: {set: {exercise.director: Deputy}}}\n"
    )
    assert loaded("start: 2024-03-12 09:00\n" + text, "other").scenario.exercise.director == "Deputy"
