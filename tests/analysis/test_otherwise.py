"""What another answer would have led to, against what was worked out on paper; and an answer that is the same leads to the same log."""

import pytest
from tests.records.table import NOW, Table, jsonl, play_as_the_policy
from tests.support import SCENARIOS, done, lines, story

from exercise_sim.analysis.decisions import Decision, decisions
from exercise_sim.analysis.otherwise import Played, others
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import Usual
from exercise_sim.engine.session import Session
from exercise_sim.scenario.load import load

TEXT = """
bodies: {council: {title: Council, seat: true}, staff: {title: Staff, seat: true}}
chain:
  draft: {by: staff, takes: 2h}
  mandate:
    by: council
    takes: 1h
    question: Adopt?
    options: {adopt: {}, return: {back_to: draft, at_most: 1, then: adopt}, refuse: {ends: none_at_all}}
    usual: adopt
    thinks: 30m
  pause: {by: council, after: mandate.adopt, question: Pause?, options: {no_pause: {}, pause: {takes: 5h}}, usual: no_pause}
  go: {by: staff, takes: 1h, question: Go?, options: [go, stay], usual: go, thinks: 20m}
  movement: {after: go.go, takes: 10h}
endings: {there: {when: movement, class: success}, none_at_all: {class: failure}, stays: {when: go.stay}}
"""


def played_of(table: Table) -> tuple[Played, tuple[Decision, ...]]:
    """The course of a table, and the decisions in it."""
    kept, log = tuple(table.sitting.kept), table.sitting.session.log
    made = decisions(table.plan, table.head.start.seats, kept, log)
    ledger = tuple(one.entry for one in kept)
    start = table.head.start
    return Played(table.plan, start.seed, 0, ledger, made, table.decider, start.seats), made


@pytest.fixture
def table() -> Table:
    """The council adopts after 45 minutes, pauses after 10; the staff is played by the policy."""
    table = Table(TEXT, "council")
    table.ask()
    table.say("adopt", 45, "it is clear")
    table.ask()
    table.say("pause", 10)
    assert table.ask() == ""
    return table


def test_the_decisions_are_told_in_order(table):
    """Asked at 180 (draft 120, work 60), answered for 225; then the second at 225, for 235, which is carried out in 5 h."""
    _, made = played_of(table)
    assert [(one.question, one.option, one.how, one.asked, one.settled, one.thought, one.reason) for one in made] == [
        ("mandate", "adopt", "answered", 180, 225, 45, "it is clear"),
        ("pause", "pause", "answered", 225, 235, 10, ""),
    ]  # fmt: skip
    assert made[0].took == NOW.took
    assert done(table.sitting.session)["movement"] == 225 + 10 + 300 + 60 + 20 + 600


def test_another_answer_and_the_later_ones_carry_over(table):
    """Sent back at 225, the draft takes 225..345, the work 345..405, the second mandate was never asked before: the policy adopts at 435. Then
    the pause carries over: asked at 435, answered at 445, carried out until 745; then 60 + 20 + 600. On paper 1425, 210 later than 1215."""
    played, made = played_of(table)
    way = played.otherwise(made[0], "return")
    assert (way.ended.ending, way.ended.minute) == ("there", 1425)
    assert done(table.sitting.session)["movement"] == 1215
    assert (way.carried, way.by_policy) == (1, 1)
    assert story(way.session, "decided", "went back") == lines("""
        225 decided mandate: return
        225 went back mandate: return
        435 decided mandate: adopt
        445 decided pause: pause
        825 decided go: go
    """)


def test_an_answer_that_ends_it_leaves_nothing_to_carry_over(table):
    """Refused at 225: the ending comes in that minute."""
    played, made = played_of(table)
    way = played.otherwise(made[0], "refuse")
    assert (way.ended.ending, way.ended.minute, way.carried, way.by_policy) == ("none_at_all", 225, 0, 0)


def test_what_came_before_stays(table):
    """No pause: asked at 225, answered at 235, nothing to carry out: 300 minutes earlier."""
    played, made = played_of(table)
    way = played.otherwise(made[1], "no_pause")
    assert way.ended.minute == 1215 - 300
    assert others(made[1]) == ("no_pause",)


def test_an_option_that_is_not_offered_any_more_does_not_carry_over():
    """Returned twice in truth; had the council adopted at once, nothing is left of the second answer. Had it returned, 'return' is used up and
    what the council said to the second question still carries over."""
    table = Table(TEXT, "council")
    table.ask()
    table.say("return", 0)
    table.ask()
    table.say("adopt", 15)
    table.ask()
    table.say("no_pause")
    table.ask()
    played, made = played_of(table)
    assert others(made[0]) == ("adopt", "refuse")
    assert others(made[1]) == ("refuse",)
    way = played.otherwise(made[0], "adopt")
    # Adopted at 180; the pause is asked then, and its answer carries over: 180 + 60 + 20 + 600.
    assert (way.ended.minute, way.carried, way.by_policy) == (860, 1, 0)


LIMITS = """
bodies: {council: {title: Council, seat: true}}
chain:
  early: {by: council, question: Early?, options: [a, b], usual: a, within: 2h, otherwise: b}
  late: {by: council, after: early, takes: 1h, question: Late?, options: {c: {}, d: {takes: 4h}}, usual: c, within: 3h, otherwise: d}
endings: {there: {when: late}}
"""


def test_silence_carries_over_too():
    """Both limits run out: at 120, and (asked at 180) at 360. Had the first been answered with a in the same minute, the second still lapses."""
    table = Table(LIMITS, "council")
    table.ask()
    table.sitting.wait(120, NOW)
    table.ask()
    table.sitting.wait(180, NOW)
    table.ask()
    played, made = played_of(table)
    assert [(one.how, one.option, one.settled) for one in made] == [
        ("lapsed", "b", 120),
        ("lapsed", "d", 360),
    ]
    first = played.otherwise(made[0], "a")
    assert (first.ended.minute, first.carried, first.by_policy) == (600, 1, 0)
    second = played.otherwise(made[1], "c")
    assert (second.ended.minute, second.carried, second.by_policy) == (360, 0, 0)


def test_a_question_that_the_end_took_away_is_left_as_long_again():
    """Nobody answers the first question, asked at 60 and taken away by the ending at 600. On another course, with the second one (asked at
    0 and answered at 30) the other way, the end comes at 960: the policy answers at 60 + 540, for which the players had let it wait."""
    text = """
    bodies: {council: {title: Council, seat: true}, staff: {title: Staff, seat: true}}
    chain:
      way: {by: staff, question: Which?, options: [short, long], usual: short}
      ask: {by: council, after: 1h after way begins, question: Well?, options: [so, not_so], usual: so}
      quick: {after: way.short, takes: 570m}
      slow: {after: way.long, takes: 930m}
    endings: {there: {when: {any: [quick, slow]}, class: success}}
    """
    table = Table(text, "council", "staff")
    assert table.ask() == "way"
    table.say("short", 30)
    while table.sitting.go(NOW) is None:
        table.sitting.wait(1000, NOW)
    played, made = played_of(table)
    assert [(one.question, one.how, one.settled) for one in made] == [
        ("way", "answered", 30),
        ("ask", "withdrawn", 600),
    ]
    way = played.otherwise(made[0], "long")
    assert (way.ended.minute, way.carried, way.by_policy) == (960, 0, 1)
    assert story(way.session, "decided") == lines("""
        30 decided way: long
        600 decided ask: so
    """)


def test_a_tick_of_exercise_control_is_said_again_and_counts_as_no_answer_of_the_players():
    """The inject of 60 is ticked as missed at 90, which delays the movement by 1 h; with the other answer, too: 120 + 600 + 60 = 780
    against 180 + 600 + 60 = 840. One that it let run out (at 400, for 100) runs out again."""
    text = """
    bodies: {council: {title: Council, seat: true}}
    chain:
      ask: {by: council, takes: 2h, question: Well?, options: {so: {}, slow: {takes: 1h}}, usual: so}
      movement: {takes: 10h}
    injects:
      call: {at: D 01:00, expects: {action: Do it, within: 3h}}
      late: {at: call.missed, effects: {delay: {movement: 1h}}}
      second: {at: D 06:40, expects: {action: And that, within: 100m}}
      later: {at: second.missed}
    """
    table = Table(text, "council", "excon")
    sitting = table.sitting
    sitting.go(NOW)
    sitting.wait(90, NOW)  # stops at 60, where the call is asked
    sitting.wait(30, NOW)
    table.say("missed")
    sitting.wait(None, NOW, asked=True)
    table.say("so")
    while sitting.go(NOW) is None:
        sitting.wait(None, NOW, asked=True)
    played, made = played_of(table)
    assert [(one.question, one.how, one.option, one.settled, one.tick) for one in made] == [
        ("call", "answered", "missed", 90, True),
        ("ask", "answered", "so", 120, False),
        ("second", "lapsed", "missed", 500, True),
    ]
    assert done(sitting.session)["movement"] == 780
    way = played.otherwise(made[1], "slow")
    assert (way.ended.minute, way.carried, way.by_policy) == (840, 0, 0)
    assert story(way.session, "missed") == lines("""
        90 missed call
        500 missed second
    """)


def test_a_session_that_is_not_over_goes_on_by_the_policy(table):
    """The council has adopted at 225 and left; the policy does not pause, at once: 225 + 60 + 20 + 600."""
    table.sitting.back(1, NOW)
    played, made = played_of(table)
    assert [one.how for one in made] == ["answered", "open"]
    way = played.gone_on()
    assert (way.ended.minute, way.by_policy) == (905, 1)
    assert played.otherwise(made[0], "refuse").ended.minute == 225
    assert others(made[1]) == ()


VOTE = """
bodies: {council: {title: Council, seat: true}}
groups: {states: {a: {}, b: {}, c: {}}}
chain:
  mandate:
    by: council
    takes: 1h
    question: Adopt?
    vote: {of: states, carried: {refuse: 2, adopt: 1}, positions: {a: {refuse: 0.5}}}
    options: {adopt: {takes: 2h}, refuse: {}}
    usual: adopt
    otherwise: adopt
    thinks: 30m
endings: {there: {when: mandate}}
"""


def test_a_vote_that_was_opened_is_one_decision():
    """The members vote after the chair had waited 10 minutes: their deliberation of 30 follows, so it is settled at 100. The chair could have
    refused: then nothing is carried out."""
    table = Table(VOTE, "council")
    table.ask()
    table.sitting.wait(10, NOW)
    table.sitting.let_vote(table.sitting.mine[0], NOW)
    table.ask()
    played, made = played_of(table)
    assert [(one.how, one.option, one.settled) for one in made] == [("voted", "adopt", 100)]
    assert table.sitting.session.now == 220
    assert played.otherwise(made[0], "refuse").ended.minute == 100


def test_a_vote_by_hand_is_the_member_s_own():
    """The seat casts one vote, then opens the others."""
    table = Table(VOTE, "council")
    table.ask()
    ballot = next(one for one in table.sitting.session.open_questions if one.voter == "a")
    table.sitting.answer(ballot, "refuse", 0, "", NOW)
    table.sitting.let_vote(table.sitting.mine[0], NOW)
    table.ask()
    _, made = played_of(table)
    assert [(one.question, one.how, one.option) for one in made] == [
        ("mandate", "voted", "adopt"),
        ("mandate of a", "answered", "refuse"),
    ]


HANDS = """
bodies: {council: {title: Council, seat: true}}
chain:
  ask: {by: council, question: Go?, options: {go: {}, wait: {takes: 4h}}, usual: go}
  way: {after: ask, takes: 10h}
injects: {storm: {at: trainer, effects: {delay: {way: 3h}}}, rain: {at: trainer, effects: {delay: {way: 1h}}}, sun: {at: D 09:00}}
endings: {there: {when: way}}
"""


def test_what_was_given_by_hand_keeps_its_minute():
    """In truth: go at 0, the storm by hand at 120 and the sun taken out, the rain prepared for 900: the way ends at 600 + 180, before any rain. Had the council
    waited, the way would begin at 240 + 180 (delayed while it waits), so that the rain of 900 delays it, too: 420 + 600 + 60."""
    plan = Table(HANDS, "council").plan
    session = Session(plan)
    session.advance()
    session.answer(session.open_questions[0], "go", "council")
    session.advance(120)
    session.inject("storm", "trainer")
    session.prepare("rain", 900, "trainer")
    session.skip("sun", "trainer")
    session.advance()
    made = (Decision("ask", "ask", 1, "", "council", ("go", "wait"), 0, 0, None, "answered", "go", 0, 0),)
    assert done(session)["way"] == 780
    played = Played(plan, 0, 0, session.ledger, made, Usual(), ("council",))
    way = played.otherwise(made[0], "wait")
    assert done(way.session)["way"] == 1080
    assert story(way.session, "came") == ["120 came storm", "900 came rain"]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seats", [1, 99])
def test_the_same_answer_leads_to_the_same_log(path, seats):
    """Whoever sits there, each decision of a shipped scenario taken once more as it was gives the log of the session, to the byte."""
    loaded = load(path, judged=False)
    plan = compile_plan(loaded.scenario, loaded.digest)
    every = [name for name, body in plan.bodies.items() if body.seat][:seats]
    table = Table(loaded, *every, seed=4, choose=loaded.choose)
    want = jsonl(play_as_the_policy(table))
    played, made = played_of(table)
    assert made or seats == 1
    for one in made:
        if one.how == "answered":
            way = played.otherwise(one, one.option)
            assert way.by_policy == 0
            got = [line for line in jsonl(way.session).splitlines() if b'"decided"' not in line]
            assert got == [line for line in want.splitlines() if b'"decided"' not in line]
