"""The delay ledger, against times worked out on paper."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import SCENARIOS, loaded, play

from exercise_sim.analysis.delays import Delays, delays_of_ending, delays_of_objective
from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import measured
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.session import Session
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.load import Loaded, load


def ledger(text: str | Loaded, objective: str = "", choose=None, **options) -> Delays | None:
    """The delay ledger of an objective of a run, or of its ending."""
    found = loaded(text) if isinstance(text, str) else text
    plan = compile_plan(found.scenario)
    session = play(plan, choose, **options)
    told = history(plan, session.log)
    if not objective:
        return delays_of_ending(plan, told.log, told)
    ones = {one.name: one for one in measured(found.scenario, plan, told)}
    return delays_of_objective(Cast(found.scenario), plan, told, found.scenario.objectives[objective], ones[objective])  # fmt: skip


WORK = """
bodies: {council: {title: Council, seat: true}, staff: {title: Staff}}
resources: {desk: {slots: 1}}
chain:
  request: {by: staff, takes: 1h}
  other: {by: staff, after: request, takes: 5h, uses: {desk: 1}}
  draft: {by: staff, after: request, takes: 2h, uses: {desk: 1}}
  session:
    by: council
    after: draft
    takes: 30m
    question: Adopt?
    options: {adopt: {takes: 20m}, return: {back_to: draft, at_most: 1, then: adopt}}
    usual: adopt
    thinks: 45m
  movement: {after: 3h after session.adopt, kind: move, takes: 10h}
endings: {there: {when: movement, class: success}}
objectives:
  decision: {from: request begins, to: session.adopt}
  way: {from: session, to: movement}
  counted: {measure: 1h of nothing}
"""
WORK = WORK.replace("  counted: {measure: 1h of nothing}\n", "")


def test_each_minute_on_the_way_has_one_kind():
    """On paper: request 0..60 (staff works); draft queues 60..360, for the desk is taken, and works 360..480; session works 480..510,
    the council decides 510..555 and carries it out 555..575; the lag of 3 h 575..755; the movement 755..1355."""
    found = ledger(WORK)
    assert [(one.begin, one.end, one.kind, one.element, one.body) for one in found.pieces] == [
        (0, 60, "working", "request", "staff"),
        (60, 360, "queueing", "draft", ""),
        (360, 480, "working", "draft", "staff"),
        (480, 510, "working", "session", "council"),
        (510, 555, "deciding", "session", "council"),
        (555, 575, "working", "session", "council"),
        (575, 755, "waiting", "movement", ""),
        (755, 1355, "moving", "movement", ""),
    ]
    assert found.kinds == {"deciding": 45, "waiting": 180, "queueing": 300, "working": 230, "moving": 600}
    assert found.bodies == {"": 1080, "staff": 180, "council": 95}


def test_an_objective_has_its_own_ledger():
    """From the request to the decision only, and from the decision to the movement: the parts of the whole above."""
    assert ledger(WORK, "decision").kinds == {"deciding": 45, "queueing": 300, "working": 230}
    assert ledger(WORK, "way").kinds == {"waiting": 180, "moving": 600}


def test_what_is_done_again_is_redone():
    """Sent back once at 555, which takes no time: the draft (the desk is free) 555..675, the session 675..705, the question 705..750, its execution
    ..770: 215 minutes of redoing on top of the 575 - 20 up to there."""
    found = ledger(WORK, "decision", {"session#1": "return", "session#2": "adopt"})
    assert found.kinds == {"deciding": 45, "queueing": 300, "working": 210, "redoing": 215}
    assert found.end - found.begin == 770


def test_a_wait_for_a_condition_is_waiting_for_others():
    """The step is ready at 60 and waits until 300 for what others set; it is no queue, for it has no resource."""
    text = """
    variables: {free: no_}
    chain:
      one: {takes: 1h}
      two: {after: one, takes: 1h, wait_for: free is yes_}
      others: {after: one, takes: 4h, when_done: {set: {free: yes_}}}
    endings: {there: {when: two}}
    """
    assert ledger(text).kinds == {"waiting": 240, "working": 120}


def test_opening_hours_are_waiting():
    """Ready at 01:00, open from 08:00: seven hours of waiting."""
    text = """
    resources: {cell: {slots: 1, open: 08:00-20:00}}
    chain: {one: {takes: 1h}, two: {takes: 2h, uses: {cell: 1}}}
    endings: {there: {when: two}}
    """
    assert ledger(text).kinds == {"waiting": 420, "working": 180}


def test_holds_and_delays_stand_apart():
    """Work of 10 h from 0 on; at 60 it is held for 2 h, at 300 delayed by 90 min: it ends at 600 + 120 + 90 = 810."""
    text = """
    chain: {work: {by: staff, takes: 10h}}
    injects:
      stop: {at: D 01:00, effects: {hold: work, until: D 03:00}}
      late: {at: D 05:00, effects: {delay: {work: 90m}}}
    endings: {there: {when: work}}
    """
    found = ledger(text)
    assert found.end == 810
    assert found.kinds == {"working": 600, "held": 120, "delayed": 90}
    assert found.bodies == {"staff": 600, "": 210}


@pytest.mark.parametrize("until", ["D 05:00", "news", "other", "1h after other begins"])
def test_a_hold_on_a_step_that_waits_is_held_however_it_ends(until):
    """The first step ends at 60; the second is held from 30 on and stands from 60, when its turn comes, to 300 (at a time, with an
    inject, with a step); then it works 2 h. What ended the hold went on beside it, and counts for nothing."""
    text = f"""
    chain:
      one: {{by: staff, takes: 1h}}
      two: {{by: staff, takes: 2h}}
      early: {{after: one begins, takes: 4h}}
      other: {{after: one begins, takes: 5h}}
    injects: {{stop: {{at: D 00:30, effects: {{hold: two, until: {until.replace("other begins", "early")}}}}}, news: {{at: D 05:00}}}}
    endings: {{there: {{when: two}}}}
    """
    found = ledger(text)
    assert [(one.begin, one.end, one.kind, one.element, one.body) for one in found.pieces] == [
        (0, 60, "working", "one", "staff"),
        (60, 300, "held", "two", ""),
        (300, 420, "working", "two", "staff"),
    ]


@pytest.mark.parametrize("until", ["D 05:00", "news"])
def test_a_hold_counts_from_where_the_step_would_have_begun(until):
    """Its lag of 2 h runs to 180 and is waiting; from there to 300 it is held. With a queue before it, it queues to 30 and is held from there."""
    injects = f"{{stop: {{at: D 00:30, effects: {{hold: two, until: {until}}}}}, news: {{at: D 05:00}}}}"
    lag = f"""
    chain: {{one: {{takes: 1h}}, two: {{after: 2h after one, takes: 2h}}}}
    injects: {injects}
    endings: {{there: {{when: two}}}}
    """
    assert ledger(lag).kinds == {"waiting": 120, "working": 180, "held": 120}
    queue = f"""
    resources: {{desk: {{slots: 1}}}}
    chain: {{one: {{takes: 1h, uses: {{desk: 1}}}}, two: {{after: one begins, takes: 2h, uses: {{desk: 1}}}}}}
    injects: {injects}
    endings: {{there: {{when: two}}}}
    """
    assert ledger(queue).kinds == {"queueing": 30, "working": 120, "held": 270}


@pytest.mark.parametrize("until", ["D 05:00", "news"])
def test_the_first_step_and_one_that_queues_behind_its_hold(until):
    """Held from STARTEX on, a first step is held from 0. One that has to queue when its hold is over is held to 300, then queues to 360."""
    injects = f"{{stop: {{at: D 00:00, effects: {{hold: two, until: {until}}}}}, news: {{at: D 05:00}}}}"
    first = f"chain: {{two: {{takes: 2h}}}}\ninjects: {injects}"
    assert ledger(first).kinds == {"working": 120, "held": 300}
    queue = f"""
    resources: {{desk: {{slots: 1}}}}
    chain: {{one: {{takes: 1h}}, long: {{after: one begins, takes: 6h, uses: {{desk: 1}}}}, two: {{after: one, takes: 2h, uses: {{desk: 1}}}}}}
    injects: {injects}
    endings: {{there: {{when: two}}}}
    """
    found = ledger(queue)
    assert found.kinds == {"queueing": 60, "working": 180, "held": 240}


def test_a_delay_before_the_beginning_is_told_as_one():
    """The second step is delayed by 2 h while it waits: it begins at 60 + 120."""
    text = """
    chain: {one: {takes: 1h}, two: {takes: 1h}}
    injects: {late: {at: D 00:30, effects: {delay: {two: 2h}}}}
    endings: {there: {when: two}}
    """
    assert ledger(text).kinds == {"working": 120, "delayed": 120}


def test_an_inject_at_its_time_is_waited_for():
    """What comes after an inject of 05:00 had to wait for it."""
    text = """
    chain: {one: {takes: 1h}, answer: {after: news, takes: 1h}}
    injects: {news: {at: D 05:00}}
    endings: {there: {when: answer}}
    """
    assert ledger(text).kinds == {"waiting": 300, "working": 60}


def test_a_step_of_the_kind_wait_waits():
    """As the author sorts it: `kind: wait`; a question without an answer in time is deciding."""
    text = """
    chain:
      dry: {kind: wait, takes: 2h}
      ask: {by: staff, question: Now?, options: [now, later], usual: now, thinks: 20h, within: 3h, otherwise: later}
    endings: {there: {when: ask}}
    """
    assert ledger(text).kinds == {"deciding": 180, "waiting": 120}


def test_what_was_not_reached_has_no_ledger():
    """Nothing is made up for an objective whose end never came."""
    text = """
    chain: {one: {takes: 1h}, never: {after: gone, takes: 1h}}
    injects: {gone: {at: trainer}}
    endings: {there: {when: one}}
    objectives: {it: {from: one begins, to: never}}
    """
    assert ledger(text, "it") is None


def test_work_that_the_end_of_time_stops_counts_up_to_there():
    """ENDEX at 3 h, in the middle of the second step."""
    text = """
    end: 3h
    chain: {one: {takes: 1h}, two: {takes: 9h}}
    """
    found = ledger(text)
    assert found.end == 180
    assert found.kinds == {"working": 180}


def whole(found: Delays) -> bool:
    """Whether the pieces lie end to end from the beginning to the end, and their kinds and bodies add up to it."""
    places = [found.begin, *(one.end for one in found.pieces)]
    begins = [one.begin for one in found.pieces]
    assert begins == places[:-1]
    assert places[-1] == found.end or not found.pieces
    total = found.end - found.begin
    return sum(found.kinds.values()) == total == sum(found.bodies.values())


SHIPPED = [load(path, judged=False) for path in SCENARIOS]


@pytest.mark.parametrize("shipped", SHIPPED, ids=[path.stem for path in SCENARIOS])
@settings(max_examples=12, deadline=None)
@given(replication=st.integers(0, 10**6), policy=st.sampled_from(["usual", "weighted"]))
def test_the_parts_add_up_to_the_whole(shipped, replication, policy):
    """In every shipped scenario, whatever chance brings: for each objective and for the ending."""
    plan = compile_plan(shipped.scenario)
    session: Session = play(plan, None, policy, 1, replication)
    told = history(plan, session.log)
    found = [delays_of_ending(plan, told.log, told)]
    for one in measured(shipped.scenario, plan, told):
        objective = shipped.scenario.objectives[one.name]
        found.append(delays_of_objective(Cast(shipped.scenario), plan, told, objective, one))
    assert found[0] is not None
    assert all(whole(one) for one in found if one is not None)
