"""A session with people in it: what they do is on the disk first, can be taken back, and never disturbs the rest."""

import pytest
from tests.records.table import NOW, TEXT, Table, jsonl
from tests.support import play

from exercise_sim.engine.ledger import Answered, Noted, Waited
from exercise_sim.engine.replaying import play as replay_of
from exercise_sim.engine.session import Ended, NotPossible, Reached
from exercise_sim.records.keeping import NotKept
from exercise_sim.records.reading import read
from exercise_sim.scenario.problems import ScenarioError

BUSY = """
bodies: {council: {title: Council, seat: true}, staff: {title: Staff, seat: true}}
chain:
  ask: {by: council, question: Which?, options: [left, right], usual: left, within: 20h, otherwise: right}
  hidden: {by: staff, after: ask begins, takes: 2h}
  seen: {by: staff, after: ask begins, takes: 5h, seen_by: all}
  second: {by: council, after: ask begins, takes: 8h, question: And?, options: [yes_please, no_thanks], usual: yes_please}
  third: {by: staff, after: ask begins, takes: 7h, question: Whether?, options: [so, otherwise_so], usual: so}
"""
"""The council is asked at minute 0; unseen work ends at 120, seen work at 300, the staff decides at 420, a second question comes at 480."""

VOTE = """
groups: {states: {a: {}, b: {}, c: {}}}
bodies: {council: {title: Council, seat: true}, state: {title: State, seat: true, for_each: states}}
chain:
  mandate:
    by: council
    question: Adopt?
    vote: {of: states, carried: {return: 1, adopt: all}, positions: {b: {return: 1}}}
    options: {adopt: {}, return: {}}
    usual: adopt
    otherwise: return
    thinks: 30m
"""
"""Three members vote; b always leans to send it back."""

TOGETHER = """
bodies: {staff: {title: Staff, seat: true}, other: {title: Other}}
chain:
  s: {}
  a: {by: staff, after: s, question: A?, options: [one, two], usual: one}
  b: {by: other, after: s, question: B?, options: [one, two], usual: one}
"""
"""Two bodies are asked in one minute."""


# --- who is asked


def test_only_the_seats_are_asked_and_the_rest_plays_by_its_policy():
    """With everybody deciding as the policy would, the log is that of a run, but for the names of those who decided."""
    table = Table(TEXT, "council")
    assert table.ask() == "mandate"
    table.say("adopt", table.sitting.session.leanings.deliberation(table.sitting.mine[0]))
    assert table.ask() == ""
    ran = play(TEXT, seed=1)
    assert jsonl(table.sitting.session).replace(b'"by": "council"', b'"by": "usual"') == jsonl(ran)


def test_a_question_of_the_same_minute_is_answered_before_a_person_is_heard():
    """The minute in which somebody is asked is played whole: what is asked of others then has its answer in the ledger first."""
    table = Table(TOGETHER, "staff")
    assert table.ask() == "a"
    assert [entry.question for entry in table.sitting.session.ledger] == ["b"]


def test_a_seat_that_stands_for_a_member_votes():
    """It is asked for its own vote; the others lean as their positions say."""
    table = Table(VOTE, "state of a")
    assert table.ask() == "mandate of a"
    assert table.sitting.mine[0].options == ("adopt", "return", "abstain", "absent")
    table.say("adopt")
    assert table.ask() == ""
    by = {entry.question: (entry.option, entry.by) for entry in table.sitting.session.ledger}
    assert by == {
        "mandate of a": ("adopt", "state of a"), "mandate of b": ("return", "usual"), "mandate of c": ("adopt", "usual"),
    }  # fmt: skip


def test_a_body_that_is_played_settles_a_vote_or_lets_its_members_vote():
    """Until then no vote is cast; single ones can be."""
    table = Table(VOTE, "council", "state of a")
    assert table.ask() == "mandate"
    assert table.sitting.session.ledger == ()
    question = table.sitting.mine[0]
    ballot = table.sitting.ballots(question)[1]
    assert ballot.voter == "b"
    table.sitting.answer(ballot, "abstain", 0, "", NOW)
    assert table.ask() == "mandate"
    table.sitting.let_vote(question, NOW)
    assert table.ask() == ""
    assert jsonl(table.sitting.session).count(b'"voted"') == 3
    table.sitting.back(2, NOW)
    assert table.ask() == "mandate"
    table.say("return")
    assert table.ask() == ""
    assert b'"voted"' not in jsonl(table.sitting.session)


# --- letting time pass


def test_time_passes_until_something_happens_that_the_seat_may_see():
    """Not at 120, when others end their work unseen, but at 300."""
    table = Table(BUSY, "council")
    table.ask()
    assert table.sitting.wait(None, NOW) == Reached(300)
    assert table.sitting.session.now == 300


def test_time_passes_as_long_as_one_says_and_stops_where_one_is_asked():
    """An hour is an hour; of ten, eight pass until the second question. What others decide meanwhile is decided."""
    table = Table(BUSY, "council")
    table.ask()
    table.sitting.wait(60, NOW)
    assert table.sitting.session.now == 60
    table.sitting.wait(600, NOW)
    assert table.sitting.session.now == 480
    assert [question.id for question in table.sitting.mine] == ["ask", "second"]
    assert [entry.question for entry in table.sitting.session.ledger if isinstance(entry, Answered)] == [
        "third"
    ]


def test_a_limit_may_run_out_while_one_waits():
    """At minute 1200 what stands is `right`; the waiting is over when nobody is asked any more."""
    table = Table(BUSY, "council")
    table.ask()
    table.sitting.wait(480, NOW)
    table.sitting.answer(table.sitting.mine[1], "no_thanks", 0, "", NOW)
    table.ask()
    assert isinstance(table.sitting.wait(None, NOW), Ended)
    assert b'"lapsed", "element": "ask"' in jsonl(table.sitting.session)


def test_where_nothing_can_happen_no_time_passes():
    """Waiting for nothing is refused, and leaves everything as it was."""
    table = Table("chain: {ask: {by: staff, question: Q, options: [a, b], usual: a}}", "staff")
    table.ask()
    before = table.paper.content
    with pytest.raises(NotPossible, match="nothing else can happen"):
        table.sitting.wait(None, NOW)
    assert (table.paper.content, table.sitting.session.now) == (before, 0)


def test_waiting_is_kept_and_can_be_taken_back():
    """Saved and loaded, the clock stands where it stood; `back` takes the waiting back with what was decided meanwhile."""
    table = Table(BUSY, "council")
    table.ask()
    table.sitting.wait(450, NOW)
    table.reload()
    assert table.ask() == "ask"
    assert table.sitting.session.now == 450
    (taken,) = table.sitting.back(1, NOW)
    assert isinstance(taken.entry, Waited)
    assert table.ask() == "ask"
    assert (table.sitting.session.now, table.sitting.session.ledger) == (0, ())


# --- taking back


def test_what_was_taken_back_leaves_no_trace_in_the_session():
    """Three answers given and two taken back are as one answer given; the record of it gives the same again."""
    table, other = Table(TEXT, "council", "staff"), Table(TEXT, "council", "staff")
    for option in ("return", "return", "adopt"):
        table.ask()
        table.say(option, 30)
    table.ask()
    assert [kept.entry.option for kept in table.sitting.back(2, NOW)] == ["return", "adopt"]
    other.ask()
    other.say("return", 30)
    for one in (table, other):
        assert one.ask() == "mandate#2"
    assert jsonl(table.sitting.session) == jsonl(other.sitting.session)
    table.reload()
    assert table.ask() == "mandate#2"
    for one in (table, other):
        one.say("adopt")
        assert one.ask() == "go"
        one.say("go", 10)
        assert one.ask() == ""
    assert jsonl(table.sitting.session) == jsonl(other.sitting.session)
    assert read(table.paper.content).undone == 2


def test_one_can_take_back_as_many_as_there_are():
    """All of them; one more is refused, and so is none."""
    table = Table(TEXT, "council")
    table.ask()
    with pytest.raises(NotPossible, match="nothing was done yet"):
        table.sitting.back(1, NOW)
    table.say("return")
    table.ask()
    for moves in (0, 2, -1):
        with pytest.raises(NotPossible, match="only one thing can be taken back"):
            table.sitting.back(moves, NOW)
    table.sitting.back(1, NOW)
    assert table.ask() == "mandate"


def test_after_the_end_too():
    """The end is taken back with the last answer; going on ends it again."""
    table = Table(TEXT, "council")
    table.ask()
    table.say("refuse")
    assert table.ask() == ""
    assert read(table.paper.content).over.ending == "no_operation"
    table.sitting.back(1, NOW)
    assert read(table.paper.content).over is None
    assert table.ask() == "mandate"


# --- keeping it


def test_an_answer_is_on_the_disk_before_anything_else_happens():
    """With its reason, when it was given, and how long the person took; what the policy answers follows before the next question."""
    table = Table(TEXT, "council")
    table.ask()
    table.say("adopt", 30, "it is clear")
    kept = read(table.paper.content).kept[-1]
    assert kept.entry == Answered(
        table.sitting.session.now, 6, "mandate", "adopt", "council", 30, "it is clear"
    )
    assert (kept.beside.wall, kept.beside.took, kept.move) == (NOW.wall, 2.5, True)
    table.ask()
    last = read(table.paper.content).kept[-1]
    assert (last.entry.question, last.entry.by, last.move) == ("go", "usual", False)


def test_a_note_is_kept_and_is_nothing_to_take_back():
    """It stands in the ledger at its minute."""
    table = Table(TEXT, "council")
    table.ask()
    table.sitting.note("the lawyers are late", "council", NOW)
    table.reload()
    assert [entry.text for entry in table.sitting.session.ledger if isinstance(entry, Noted)] == [
        "the lawyers are late"
    ]
    assert table.sitting.moves == 0


def test_on_a_full_disk_nothing_is_done():
    """Whatever is tried leaves session and record as they were; with room again, it goes on as if nothing had been."""
    table, other = Table(TEXT, "council"), Table(TEXT, "council")
    for one in (table, other):
        one.ask()
    table.paper.full = True
    before = (jsonl(table.sitting.session), table.paper.content)
    for attempt in (
        lambda: table.say("adopt"),
        lambda: table.sitting.note("x", "council", NOW),
        lambda: table.sitting.wait(60, NOW),
    ):
        with pytest.raises(NotKept, match="No space left"):
            attempt()
        assert (jsonl(table.sitting.session), table.paper.content) == before
        assert [question.id for question in table.sitting.mine] == ["mandate"]
    table.paper.full = False
    for one in (table, other):
        one.say("adopt", 5)
        assert one.ask() == ""
    assert table.paper.content == other.paper.content


def test_on_a_full_disk_nothing_is_taken_back():
    """The answer stands."""
    table = Table(TEXT, "council")
    table.ask()
    table.say("return")
    table.ask()
    table.paper.full = True
    with pytest.raises(NotKept):
        table.sitting.back(1, NOW)
    assert table.sitting.moves == 1
    assert [question.id for question in table.sitting.mine] == ["mandate#2"]


def test_an_answer_that_cannot_be_given_changes_nothing():
    """An option that is not offered, a time that is not sound."""
    table = Table(TEXT, "council")
    table.ask()
    before = table.paper.content
    for option, after in (("nothing", 0), ("adopt", -1), ("adopt", 10**9)):
        with pytest.raises(NotPossible):
            table.say(option, after)
    assert (table.paper.content, table.sitting.moves) == (before, 0)


# --- exercise control

HAND = """
bodies: {council: {title: Council, seat: true}, cell: {title: Cell, seat: true}}
chain:
  ask: {by: council, question: Which?, options: [left, right], usual: left, thinks: 2h}
  work: {by: cell, takes: 9h}
injects:
  story: {at: D 06:00, to: [council]}
  group: {at: trainer, to: [cell], expects: {action: Do it, within: 3h}, effects: {delay: {work: 1h}}}
"""
"""The council is asked at minute 0 and decides at 120; the work ends at 660; the story comes at 360."""


def hand(*seats: str) -> Table:
    """A table at which exercise control sits, gone on to where the clock stands."""
    table = Table(HAND, *seats, "excon")
    table.sitting.go(NOW)
    return table


def test_at_exercise_controls_seat_the_clock_stands_until_it_lets_time_pass():
    """So many minutes, to the next thing that happens, to the next question of a seat, or to the end."""
    table = hand()
    sitting = table.sitting
    assert (sitting.session.now, sitting.go(NOW), sitting.session.now) == (0, None, 0)
    assert sitting.wait(90, NOW) == Reached(90)
    sitting.wait(None, NOW)
    assert sitting.session.now == 120
    sitting.give("group", None, NOW)
    assert [question.id for question in sitting.mine] == ["group"]
    sitting.wait(None, NOW, asked=True)
    assert sitting.session.now == 720
    assert isinstance(sitting.go(NOW), Ended)
    assert sitting.over


def test_what_exercise_control_does_is_on_the_paper_at_once_and_goes_on_after_a_reload():
    """After each move the record alone gives the same session; each move is taken back alone."""
    table = hand()

    def same() -> None:
        before = (table.sitting.session.now, table.sitting.session.ledger, jsonl(table.sitting.session))
        table.reload()
        table.sitting.go(NOW)
        assert (
            table.sitting.session.now,
            table.sitting.session.ledger,
            jsonl(table.sitting.session),
        ) == before

    moves = (
        lambda: table.sitting.give("group", 60, NOW),
        lambda: table.sitting.skip("story", NOW),
        lambda: table.sitting.wait(61, NOW),
        lambda: table.say("met"),
        lambda: table.sitting.wait(60, NOW),
    )
    logs = []
    for move in moves:
        logs.append(jsonl(table.sitting.session))
        move()
        table.sitting.go(NOW)
        same()
    assert [type(entry).__name__ for entry in table.sitting.session.ledger] == [
        "Answered", "Prepared", "Skipped", "Waited", "Waited", "Answered", "Waited", "Waited",
    ]  # fmt: skip  # the first is the policy's
    for log in reversed(logs):
        table.sitting.back(1, NOW)
        same()
        assert jsonl(table.sitting.session) == log


def test_a_prefix_of_what_exercise_control_did_gives_the_prefix_of_the_log():
    """Whatever is taken off the end of the ledger."""
    table = hand("council")
    table.sitting.give("group", 60, NOW)
    table.sitting.skip("story", NOW)
    table.say("right", 30)
    table.sitting.wait(None, NOW, asked=True)
    table.say("missed")
    table.sitting.wait(None, NOW, asked=True)
    whole, ledger = table.sitting.session.log, table.sitting.session.ledger
    for count in range(len(ledger)):
        log = replay_of(table.plan, 1, ledger[:count]).log
        assert log == whole[: len(log)]


def test_what_cannot_be_kept_is_not_given():
    """A full disk leaves the session as it was."""
    table = hand()
    table.paper.full = True
    before = jsonl(table.sitting.session), table.sitting.session.ledger
    for act in (
        lambda: table.sitting.give("group", None, NOW),
        lambda: table.sitting.give("group", 60, NOW),
        lambda: table.sitting.skip("story", NOW),
    ):
        with pytest.raises(NotKept):
            act()
        assert (jsonl(table.sitting.session), table.sitting.session.ledger) == before
    with pytest.raises(NotPossible):
        table.sitting.give("stroy", None, NOW)


def test_an_inject_that_cannot_be_kept_is_not_written():
    """The disk is full: plan, list of injects and record are as before, and with room it can be written again."""
    table = hand("council")
    plan, before = table.sitting.plan, table.paper.content
    table.paper.full = True
    with pytest.raises(NotKept):
        table.sitting.write("storm", "{at: trainer, text: It rains}", NOW)
    assert table.sitting.plan.injects.keys() == plan.injects.keys()
    assert table.paper.content == before
    table.paper.full = False
    table.sitting.write("storm", "{at: trainer, text: It rains}", NOW)
    assert "storm" in table.sitting.session.waiting_injects
    table.reload()
    assert "storm" in table.sitting.session.waiting_injects


def test_an_inject_that_is_none_changes_nothing():
    """What an author would be told is told; the session goes on."""
    table = hand("council")
    with pytest.raises(ScenarioError, match="there is no body 'stff'"):
        table.sitting.write("storm", "{at: trainer, to: [stff]}", NOW)
    assert "storm" not in table.sitting.plan.by_name
    assert table.sitting.session.ledger == ()
