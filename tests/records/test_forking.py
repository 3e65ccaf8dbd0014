"""Another line from a record: it holds what came before a question, and stands there."""

import pytest
from tests.records.table import NOW, TEXT, Table, jsonl, resumed

from exercise_sim.records.forking import asked, forked
from exercise_sim.records.reading import read
from exercise_sim.records.verifying import replay


def played() -> Table:
    """Sent back once, then adopted; the staff goes."""
    table = Table(TEXT, "council", "staff")
    for option in ("return", "adopt", "go"):
        table.ask()
        table.say(option, 15)
    assert table.ask() == ""
    return table


def fork(table: Table, question: str) -> Table:
    """The sitting of a fork before the answer to a question."""
    record = read(table.paper.content)
    again = replay(table.plan, record)
    other = Table(TEXT, "council", "staff")
    lines = forked(
        record, again, asked(table.plan, record, again)[question], "old.record", question, NOW.wall
    )
    other.paper.content = "".join(lines).encode()
    other.sitting = resumed(other.stage, other.paper)
    return other


@pytest.mark.parametrize(("question", "kept"), [("mandate", 0), ("mandate#2", 1), ("go", 2)])
def test_it_stands_before_the_answer(question, kept):
    """The log up to there is the same to the byte; where it comes from stands in its head."""
    table = played()
    other = fork(table, question)
    assert other.ask() == question
    assert len(other.sitting.kept) == kept
    assert jsonl(table.sitting.session).startswith(jsonl(other.sitting.session))
    origin = read(other.paper.content).head.start.forked
    assert (origin.record, origin.question) == ("old.record", question)


def test_answered_alike_it_comes_to_the_same_end():
    """A fork is the session once more, to the byte."""
    table = played()
    other = fork(table, "mandate#2")
    for option in ("adopt", "go"):
        other.ask()
        other.say(option, 15)
    assert other.ask() == ""
    assert jsonl(other.sitting.session) == jsonl(table.sitting.session)


def test_answered_otherwise_the_luck_is_the_same():
    """What does not hang on the answer lasts as long as it did."""
    other = fork(played(), "mandate#2")
    other.ask()
    other.say("refuse", 15)
    assert other.ask() == ""
    assert jsonl(other.sitting.session).count(b"\n") < jsonl(played().sitting.session).count(b"\n")


def test_a_question_whose_limit_ran_out_can_be_gone_back_to():
    """Nobody answered it: the fork stands before whatever was done after it was asked."""
    table = Table(TEXT, "council", "staff")
    table.ask()
    table.sitting.wait(11 * 60, NOW)
    table.ask()
    table.say("adopt")
    table.ask()
    other = fork(table, "mandate")
    assert (other.ask(), len(other.sitting.kept)) == ("mandate", 0)


def test_questions_that_the_players_did_not_know_of_are_no_places():
    """The council knows of its own."""
    table = Table(TEXT, "council")
    table.ask()
    table.say("adopt")
    assert table.ask() == ""
    record = read(table.paper.content)
    assert set(asked(table.plan, record, replay(table.plan, record))) == {"mandate"}
