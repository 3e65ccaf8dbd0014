"""Runs that go on from a record, against what was worked out on paper."""

import pytest
from tests.records.table import NOW, Table

from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.blocks import Job, played
from exercise_sim.analysis.decisions import decisions
from exercise_sim.analysis.onward import replayed, turns
from exercise_sim.records.reading import read

HEAD = """scenario: test
title: A test
start: 2024-03-12 00:00
source: assumption
bodies: {staff: {title: Staff, seat: true}, council: {title: Council, seat: true}}
"""
CHAIN = """
chain:
  request: {takes: 2h}
  march: {after: request begins, takes: 1h .. 9h}
  vote: {after: request, by: staff, takes: 1h .. 2h, question: Go?, options: {go: {takes: 10m}, stay: {takes: 40m}}, usual: go, within: 5h, otherwise: stay}
  then: {after: vote, by: council, question: And then?, options: {a: {takes: 1h}, b: {takes: 2h}}, usual: a}
  last: {after: then, takes: 1h .. 9h}
endings: {done: {when: [march, last], class: success}}
objectives:
  voted: {from: request begins, to: vote}
  marched: {from: request begins, to: march}
  rest: {from: then, to: last}
policies: {other: {choose: {then: b}}}
"""


class Session:
    """A record in which the staff answered after some minutes (let the limit run out: None; has not answered: empty), and what can be made of it."""

    def __init__(self, option="stay", after=25, seed=4):
        self.table = Table(HEAD + CHAIN, "staff", seed=seed)
        assert self.table.ask() == "vote"
        if option is None:
            self.table.sitting.wait(301, NOW)
        elif option:
            self.table.say(option, after)
        if option != "":
            assert not self.table.ask()
        self.record = read(self.table.paper.content)

    @property
    def decision(self):
        return decisions(self.table.plan, ["staff"], self.record.kept, self.table.sitting.session.log)[0]

    def turns(self):
        return turns(self.table.plan, self.record.head.start.seed, 0, self.record.ledger, self.decision)


def columns(course, policy="usual", seed=9, count=256, first=0):
    """The columns of the runs of a course by the names of their quantities."""
    alternative = Alternative("", "test.yaml", HEAD + CHAIN, policy=policy, course=course)
    rows = played(Job(alternative, seed, first, count))
    names = [one.name for one in prepared(alternative).readings.quantities]
    return dict(zip(names, (one.tolist() for one in rows.columns[1:]), strict=True))


@pytest.fixture(scope="module")
def session():
    """Of this seed, the march is under way when the staff is asked."""
    found = Session()
    assert found.turns()[0].past.minute > 120
    return found


def test_the_recorded_answer_comes_first_and_the_others_in_the_same_minute(session):
    """Stay, as it was; then go, in as many minutes."""
    first, second = session.turns()
    assert (first.option, first.how, first.after) == ("stay", "answered", 25)
    assert (second.option, second.how, second.after) == ("go", "", 25)
    assert first.past == second.past


def test_the_past_is_the_same_in_every_run(session):
    """When the vote is over follows from the record alone: the minute of the question, 25 minutes, and those of the option: 40, or 10."""
    first, second = session.turns()
    asked = first.past.minute
    assert set(columns(first)["voted"]) == {asked + 25 + 40}
    assert set(columns(second)["voted"]) == {asked + 25 + 10}


def test_what_is_not_over_is_drawn_among_what_it_may_still_be(session):
    """A march of 1 to 9 hours that is not over at minute m takes m + 1 to 540 minutes, each as likely: on average half of m + 541."""
    first, _ = session.turns()
    asked, found = first.past.minute, columns(first, count=256)["marched"]
    for block in range(1, 8):
        found += columns(first, first=256 * block)["marched"]
    assert min(found) > asked
    assert max(found) <= 540
    spread = (540 - asked) / 12**0.5
    assert abs(sum(found) / len(found) - (asked + 541) / 2) < 4 * spread / len(found) ** 0.5


def test_the_future_is_new_in_each_run_and_the_same_for_all_answers(session):
    """The last step takes 1 to 9 hours anew in each of them, and as long in run K of one answer as in run K of the other."""
    first, second = session.turns()
    one, other = columns(first), columns(second)
    assert len(set(one["rest"])) > 150
    assert one["rest"] == other["rest"]
    assert one["marched"] == other["marched"]


def test_a_limit_that_ran_out_is_the_first_one_and_others_answer_in_its_last_minute():
    """Nobody answered within 5 hours: stay stands, and takes 40 minutes. An answer in the last minute that counts: go, 10 minutes."""
    nobody, *others = Session(None).turns()
    assert (nobody.option, nobody.how) == ("", "lapsed")
    assert [(one.option, one.how, one.after) for one in others] == [("go", "", 300), ("stay", "", 300)]
    asked = nobody.past.minute
    assert set(columns(nobody, count=20)["voted"]) == {asked + 300 + 40}
    assert set(columns(others[0], count=20)["voted"]) == {asked + 300 + 10}


def test_a_question_that_nobody_has_answered_is_answered_at_once():
    """The options in file order, as soon as it is asked; none of them is the record's."""
    go, stay = Session("").turns()
    assert [(one.option, one.how, one.after) for one in (go, stay)] == [("go", "", 0), ("stay", "", 0)]
    assert set(columns(stay, count=20)["voted"]) == {go.past.minute + 40}


def test_what_comes_after_follows_the_policy(session):
    """The council then takes an hour (a), or two (b): ten minutes after the answer, 60 or 120 more, in every run on the same luck."""
    first, _ = session.turns()
    usual, other = columns(first), columns(first, policy="other")
    assert usual["rest"] == other["rest"]
    late = [b - a for a, b in zip(usual["ending"], other["ending"], strict=True)]
    assert set(late) <= {60, *range(60)}  # less where the march is last
    assert 60 in late


def test_blocks_agree_with_runs_alone(session):
    """Run 300 is the same from a block of its own."""
    first, _ = session.turns()
    assert (
        columns(first, first=300, count=1)["ending"][0] == columns(first, first=256, count=100)["ending"][44]
    )


def test_choices_on_other_luck_are_those_of_the_players(session):
    """As played, the answer comes 25 minutes after the question and stay takes 40, whatever the luck; left to the policy, go takes 10."""
    made = decisions(session.table.plan, ["staff"], session.record.kept, session.table.sitting.session.log)
    course = replayed(["staff"], session.record.ledger, made)
    as_played, left = columns(course), columns(course.bare)
    assert {a - b for a, b in zip(as_played["voted"], left["voted"], strict=True)} == {25 + 40 - 10}
    assert len(set(as_played["voted"])) > 30
    assert as_played["rest"] == left["rest"]
