"""What a moment tells of the draws before it, and the luck of what comes after."""

import pytest
from tests.support import plan_of

from exercise_sim.engine.hindsight import Known, Later, Past, known, lead_to
from exercise_sim.engine.ledger import Answered
from exercise_sim.engine.luck import SingleLuck
from exercise_sim.engine.session import Session

TEXT = """
chain:
  request: {takes: 1h .. 2h}
  march: {after: request begins, takes: 1h .. 9h}
  draft: {after: request, takes: 1h .. 2h}
  vote: {by: staff, question: Go?, options: [go, stay], usual: go}
  after_it: {after: vote, takes: 1h .. 9h}
injects: {story: {at: 10m .. 20m after request begins, chance: 0.5, text: A story.}}
endings: {done: {when: [march, after_it], class: success}}
"""
TOP = 1 << 32


class Fixed:
    """Chance that always gives the same number."""

    def __init__(self, plan, number):
        self._draws, self._number = plan.draws, number

    def minutes(self, draw, occurrence):
        return self._draws[draw].table.minutes(self._number)

    def u32(self, name, occurrence):
        return self._number


@pytest.fixture
def plan():
    return plan_of(TEXT)


@pytest.fixture
def past(plan):
    """A session of a seed in which the march is still under way when the question is put."""
    for seed in range(100):
        session = Session(plan, seed)
        session.advance()
        march = SingleLuck(plan.draws, seed).u32("march takes", 1)
        if 60 + (march * 481 >> 32) > session.now + 60:
            return Past(seed, 0, (), session.now, session.place)
    raise AssertionError("a march is long in most seeds")


def test_what_has_ended_is_seen_and_what_is_under_way_has_a_least_number(plan, past):
    """Of a march of 60 to 540 minutes (481 lengths, each as likely) that is not over at minute m, all from m + 1 on are left: the numbers from
    (m + 1 - 60) / 481 of them all on."""
    found = known(plan, past)
    assert {name for name, _ in found.seen} == {
        "request takes", "march takes", "draft takes", "story lag 10m .. 20m after request begins", "story chance",
    }  # fmt: skip
    assert found.least == {("march takes", 1): -(-((past.minute + 1 - 60) * TOP) // 481)}


def test_what_comes_later_is_drawn_anew_and_the_past_is_not(plan, past):
    """With the smallest number, the march ends in the next minute; with the largest, after nine hours. What was over takes as long as it took."""
    names = [one.name for one in plan.draws]
    found, old = known(plan, past), SingleLuck(plan.draws, past.seed)
    for number, march, later in ((0, past.minute + 1, 60), (TOP - 1, 540, 540)):
        luck = Later(plan.draws, found, Fixed(plan, number))
        assert luck.minutes(names.index("march takes"), 1) == march
        assert luck.minutes(names.index("after_it takes"), 1) == later
        assert luck.minutes(names.index("draft takes"), 1) == old.minutes(names.index("draft takes"), 1)
        assert luck.minutes(names.index("draft takes"), 2) == (60 if number == 0 else 120)
        assert luck.u32("story chance", 1) == old.u32("story chance", 1)
        assert luck.u32("another chance", 1) == number


def test_any_luck_leads_to_the_same_log(plan, past):
    """Whatever is drawn for what was not seen, the log up to the moment is that of the record, to the last number."""
    session = Session(plan, past.seed)
    lead_to(session, past)
    found = known(plan, past)
    lucks = (SingleLuck(plan.draws, 77, replication) for replication in range(50))
    for fresh in (Fixed(plan, 0), Fixed(plan, TOP - 1), *lucks):
        luck = Later(plan.draws, found, fresh)
        other = Session(plan, 77, luck=luck)
        lead_to(other, past)
        assert other.log == session.log


def test_answers_before_the_moment_belong_to_it():
    """A second question is met with the first one answered; the time between is seen."""
    plan = plan_of("""
chain:
  early: {by: staff, question: One?, options: [a, b], usual: a}
  work: {takes: 1h .. 9h}
  late: {by: staff, question: Two?, options: [a, b], usual: a}
endings: {done: {when: late, class: success}}
""")
    session = Session(plan, 3)
    session.advance()
    entry = Answered(0, session.place, "early", "b", "staff", 30)
    session.answer(session.open_questions[0], "b", "staff", 30)
    session.advance()
    past = Past(3, 0, (entry,), session.now, session.place)
    assert past.minute == 30 + SingleLuck(plan.draws, 3).minutes(0, 1)
    found = known(plan, past)
    assert found == Known({("work takes", 1): SingleLuck(plan.draws, 3).u32("work takes", 1)}, {})
