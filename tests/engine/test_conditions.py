"""M19: conditions are data, asked all on one snapshot of the minute before anything begins."""

import pytest
from tests.support import begun, lines, play, story

STATE = """
groups:
  states: {ara: {rank: 1, through: [bor, cor]}, bor: {rank: 2, through: []}, cor: {rank: 3, through: [cor]}}
resources: {cell: {slots: 2}}
variables: {mood: calm, strength: 3, share: 0.5, ready: true, lead: bor}
chain:
  s: {}
  fork: {after: s, takes: 10m, outcomes: [granted, refused]}
  skipped: {after: s, if: mood is grave}
  dead: {after: fork.refused}
  work: {after: s, takes: 5h}
  later: {after: 9h after s}
  ready_of: {for_each: states, after: s, if: its.rank at least 2, takes: 20m}
  part: {for_each: states, after: fork, outcomes: {granted: {}, refused: {chance: 0}}}
"""
"""At minute 60: `fork` granted, `skipped` passed over, `dead` cut off, `work` under way, `later` waiting."""


def truth(condition: str) -> bool:
    """The answer at minute 60."""
    return "x" in begun(play(f"{STATE}  x: {{after: 1h after s, if: {condition}}}\n"))


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("mood is calm", True), ("mood is grave", False), ("mood is not grave", True), ("mood is not calm", False),
        ("strength is 3", True), ("strength is 4", False), ("strength at least 3", True), ("strength at least 4", False),
        ("strength at most 3", True), ("strength at most 2", False), ("share at least 0.5", True), ("share at most 0.25", False),
        ("ready is true", True), ("ready is false", False), ("ready is not true", False), ("lead is bor", True),
    ],
)  # fmt: skip
def test_variables_are_compared(condition, answer):
    """`is`, `is not`, `at least`, `at most`; numbers, words, true and false."""
    assert truth(condition) is answer


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("fork is done", True), ("fork is over", True), ("fork is granted", True), ("fork is refused", False),
        ("fork is not refused", True), ("skipped is passed over", True), ("skipped is over", True), ("skipped is done", False),
        ("dead is cut off", True), ("dead is over", True), ("work is under way", True), ("work is over", False),
        ("later is waiting", True), ("later is not over", True),
    ],
)  # fmt: skip
def test_steps_are_in_a_state(condition, answer):
    """Waiting, under way, done, passed over, cut off, over; or over with an outcome."""
    assert truth(condition) is answer


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("fork", True), ("fork.granted", True), ("fork.refused", False), ("work", False), ("work begins", True), ("later begins", False),
        ("skipped", False), ("skipped begins", False), ("dead", False), ("ready_of", True), ("2 of ready_of", True),
        ("first of part.granted", True), ("part.granted of bor", True), ("part.refused", False), ("3 of part.granted", True),
    ],
)  # fmt: skip
def test_a_reference_is_true_once_it_is_met(condition, answer):
    """The grammar of `after`; what was passed over or cut off is not met (`skipped is over` asks for less)."""
    assert truth(condition) is answer


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("before D 01:01", True), ("before D 01:00", False), ("after D 01:00", True), ("after D 01:01", False), ("before D+2", True),
    ],
)  # fmt: skip
def test_the_clock_is_compared_with_moments(condition, answer):
    """`before` a moment, and from that moment on `after` it."""
    assert truth(condition) is answer


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("cell is 2", True), ("cell at least 3", False),
        ("mood is calm and strength is 3", True), ("mood is calm and strength is 4", False),
        ("mood is grave or strength is 3", True), ("mood is grave or strength is 4", False),
        ("not mood is grave", True), ("not work", True),
        ("[mood is calm, strength is 3]", True), ("[mood is calm, strength is 4]", False),
        ("{any: [mood is grave, strength is 3]}", True), ("{all: [mood is calm, {not: work}]}", True),
        ("{not: {any: [work, mood is grave]}}", True), ("{not: [mood is calm, strength is 3]}", False),
    ],
)  # fmt: skip
def test_conditions_combine(condition, answer):
    """`all` (or a list), `any`, `not`, one inside the other."""
    assert truth(condition) is answer


def test_a_members_fields_are_looked_up():
    """`its.rank`; a list is whatever it holds; the member of the step is `its`."""
    session = play(
        STATE
        + """
  ranked: {for_each: states, after: s, if: its.rank at least 2}
  through: {for_each: states, after: s, if: its.through is cor}
  leads: {for_each: states, after: s, if: lead is its}
"""
    )
    assert [name for name in begun(session) if name.startswith(("ranked", "through", "leads"))] == [
        "ranked of bor", "ranked of cor", "through of ara", "through of cor", "leads of bor",
    ]  # fmt: skip


def test_inside_a_group_a_step_is_the_members_own():
    """From outside it is every member still in."""
    session = play("""
        groups: {states: {ara: {}, bor: {}}}
        chain:
          sitting: {for_each: states, outcomes: [granted, refused]}
          own: {for_each: states, after: sitting, if: sitting is granted}
          every: {after: sitting, if: sitting is granted}
          one: {after: sitting, if: sitting of bor is refused}
    """, {"sitting of bor": "refused"})  # fmt: skip
    assert story(session, "passed over") == ["0 passed over own of bor", "0 passed over every"]
    assert "one" in begun(session)


def test_all_conditions_are_asked_on_one_snapshot():
    """What begins in this minute changes nothing for the others of this minute: both see the mood as it was."""
    session = play("""
        variables: {mood: calm}
        chain:
          s: {takes: 1h}
          one: {after: s, if: mood is calm, when_done: {set: {mood: grave}}}
          two: {after: s, if: mood is calm}
          three: {after: one, if: mood is calm}
    """)
    assert story(session, "begun", "passed over") == lines("""
        0 begun s
        60 begun one
        60 begun two
        60 passed over three
    """)


def test_what_begins_in_the_minute_does_not_count_yet():
    """`one begins` is not met for a condition that is asked in the same round."""
    session = play("""
        chain:
          s: {takes: 1h}
          one: {after: s, takes: 1h}
          two: {after: s, if: one begins}
          three: {after: 1m after s, if: one begins}
    """)
    assert story(session, "passed over") == ["60 passed over two"]


def test_what_ended_in_the_minute_counts():
    """Ends of work come before conditions."""
    session = play("""
        variables: {mood: calm}
        chain:
          s: {}
          asks: {after: 1h after s, if: mood is grave}
          turns: {after: s, takes: 1h, when_done: {set: {mood: grave}}}
    """)
    assert story(session, "begun", of="asks") == ["60 begun asks"]


def test_wait_for_may_wait_for_the_clock():
    """A moment comes by itself, with nothing else due in that minute."""
    session = play(
        "chain: {s: {}, a: {wait_for: after D+1 06:00}, b: {after: s, wait_for: fork is done or after D 03:00}, fork: {after: b}}"
    )
    assert begun(session) == {"s": 0, "a": 1800, "b": 180, "fork": 180}


def test_wait_for_may_wait_for_anything_that_changes():
    """An outcome, a capacity, a step that is cut off, a beginning."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          news: {after: s, takes: 1h, outcomes: [granted, refused], when_done: {add: {cell: 1}}}
          gone: {after: news.refused}
          a: {after: s, wait_for: news.granted}
          b: {after: s, wait_for: cell at least 2}
          c: {after: s, wait_for: gone is cut off}
          d: {after: s, wait_for: e begins}
          e: {after: 2h after s, takes: 1h}
    """)
    assert {name: begun(session)[name] for name in "abcd"} == {"a": 60, "b": 60, "c": 60, "d": 120}
