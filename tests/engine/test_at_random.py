"""The decider that tries things out: every option, every vote, in time and too late, the same again with the same luck."""

from collections import Counter

from tests.support import of_kind, plan_of

from exercise_sim.engine.at_random import AtRandom
from exercise_sim.engine.choices import choices
from exercise_sim.engine.deciders import run_through
from exercise_sim.engine.events import Decided, LimitLapsed, VoteCast
from exercise_sim.engine.luck import SingleLuck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session

RUNS = 400


def played(plan: Plan, replication: int = 0, seed: int = 1) -> tuple[Session, dict[str, str]]:
    """A run at random, and what was taken in it."""
    luck = SingleLuck(plan.draws, seed, replication)
    session, decider = Session(plan, seed, replication, luck=luck), AtRandom(luck)
    run_through(session, decider)
    return session, decider.taken


def asked(rest: str = "") -> Plan:
    """One question with three options."""
    return plan_of(
        f"chain: {{a: {{by: staff, question: Which?, options: {{left: {{}}, right: {{}}, back: {{}}}}, usual: left{rest}}}}}"
    )


def test_each_option_is_as_likely_as_the_next():
    """A third each; 4 standard deviations of 400 runs are 38."""
    plan = asked()
    counted = Counter(played(plan, number)[1]["a#1"] for number in range(RUNS))
    assert set(counted) == {"left", "right", "back"}
    assert all(abs(count - RUNS / 3) < 38 for count in counted.values())


def test_one_answer_in_eight_comes_at_the_limit_and_one_too_late():
    """The rest comes after the deliberation of an hour; 4 standard deviations are 26."""
    plan = asked(", thinks: 1h, within: 2h, otherwise: left")
    logs = [played(plan, number)[0].log for number in range(RUNS)]
    minutes = Counter(event.at for log in logs for event in of_kind(log, Decided))
    assert set(minutes) == {60, 120}
    assert abs(minutes[120] - RUNS / 8) < 26
    lapsed = [event.at for log in logs for event in of_kind(log, LimitLapsed)]
    assert set(lapsed) == {120}
    assert abs(len(lapsed) - RUNS / 8) < 26


def test_a_vote_is_drawn_from_its_positions_or_from_all_that_can_be_cast():
    """Half the runs follow the positions, in which both adopt; in the rest each of the four votes is as likely as the next."""
    plan = plan_of("""
      groups: {states: {d: {}, e: {}}}
      chain:
        mandate:
          by: staff
          question: Adopt?
          vote: {of: states, carried: {adopt: 2}, positions: {others: {adopt: 1}}}
          options: {adopt: {}, refuse: {}}
          otherwise: refuse
    """)
    cast = Counter(
        tuple(event.vote for event in of_kind(played(plan, number)[0].log, VoteCast))
        for number in range(RUNS)
    )
    assert {vote for votes in cast for vote in votes} == {"adopt", "refuse", "abstain", "absent"}
    # 1/2 + 1/2 * 1/16 of 400 are 212; 4 standard deviations are 40
    assert abs(cast["adopt", "adopt"] - 212) < 40


def test_what_was_taken_is_told_by_the_keys_that_choose_it():
    """One occurrence each."""
    plan = plan_of("""
      chain:
        a: {takes: 1h}
        b: {by: staff, question: Well?, options: {well: {}, again: {back_to: a, at_most: 1, then: well}}, usual: well}
    """)
    taken = next(taken for number in range(RUNS) if len(taken := played(plan, number)[1]) == 2)
    assert taken == {"b#1": "again", "b#2": "well"}


def test_the_same_luck_gives_the_same_run():
    """To the last event, and another seed gives another."""
    plan = asked(", thinks: 1h .. 9h, within: 5h, otherwise: left")
    assert played(plan, 3)[0].log == played(plan, 3)[0].log
    assert [played(plan, number)[1] for number in range(9)] != [
        played(plan, number, 2)[1] for number in range(9)
    ]


def test_no_draw_of_the_run_moves():
    """The work takes as long as in the run that was chosen so."""
    plan = plan_of(
        "chain: {w: {takes: 1h .. 9h}, a: {by: staff, question: Which?, options: {left: {}, right: {}}, usual: left, thinks: 1h .. 9h}}"
    )
    steady = Session(plan, 1, 0)
    while not steady.open_questions:
        steady.advance()
    random, _ = played(plan)
    assert steady.log == random.log[: len(steady.log)]


def test_what_is_expected_upon_an_inject_is_told_by_the_name_of_the_inject():
    """It comes once, so its key has no number; `choices` takes what was told."""
    plan = plan_of("""
        chain: {a: {takes: 1d}}
        injects: {rumour: {at: D 02:00, to: all, text: x, expects: {action: It is answered, within: 6h}}}
    """)
    taken = [played(plan, number)[1] for number in range(20)]
    assert {one["rumour"] for one in taken} == {"met", "missed"}
    assert choices(plan, taken[0]).answers == taken[0]
