"""Rule 1: scenario, seed and ledger determine the log; a part of a ledger gives a part of the log; the log is only a sink."""

import random
from functools import cache

import pytest
from tests.slow_model.chains import random_chain
from tests.support import SCENARIOS, ask, begin, plan_of, play

from exercise_sim.engine.choices import choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import Weighted, decider_for
from exercise_sim.engine.events import StepFinished
from exercise_sim.engine.ledger import Answered, Fixed, Noted
from exercise_sim.engine.luck import BlockLuck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.replaying import LedgerError
from exercise_sim.engine.replaying import play as replay
from exercise_sim.engine.session import Asked, Ended, Session
from exercise_sim.scenario.load import load
from exercise_sim.scenario.model import validate

FILES = pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)


@cache
def shipped(path) -> Plan:
    """The plan of a shipped scenario."""
    return compile_plan(load(path).scenario)


def played_by_people(plan: Plan, seed: int) -> Session:
    """A session in which people mostly answer what is usual, sooner or later, take notes, and sometimes let the clock run."""
    people = random.Random(seed)
    session = Session(plan, seed)
    while True:
        until = None if people.random() < 0.6 else session.now + people.randrange(1, 2000)
        if isinstance(session.advance(until), Ended):
            return session
        if people.random() < 0.3:
            session.note(f"noticed at {session.now}", by="evaluator")
        for question in session.open_questions:
            if people.random() < 0.7 and question in session.open_questions:
                usual = WEIGHTED.decide(question, session)
                option = usual.option if usual and people.random() < 0.9 else people.choice(question.options)
                session.answer(question, option, "somebody", people.choice((0, 0, 5, 60, 700)), "because")


WEIGHTED = Weighted()


def to_the_end(session: Session, minute: int) -> Session:
    """The session, run on to the minute at which another one of the same ledger ended; what is asked is left open."""
    for _ in range(1000):
        if not isinstance(session.advance(minute), Asked):
            return session
    raise AssertionError(f"it does not end: {session.open_questions}")


@FILES
@pytest.mark.parametrize("seed", range(6))
def test_the_same_ledger_gives_the_same_log(path, seed):
    """People's answers, applied at the same places, lead to the same events, to the last field."""
    session = played_by_people(shipped(path), seed)
    again = to_the_end(replay(shipped(path), seed, session.ledger), session.now)
    assert again.log == session.log
    assert again.ledger == session.ledger


def check_parts(session: Session, seed: int) -> None:
    """Holds about twelve parts of a session's ledger against the same parts of its log."""
    for number in range(0, len(session.ledger), max(1, len(session.ledger) // 12)):
        entry = session.ledger[number]
        part = replay(session.plan, seed, session.ledger[:number])
        for _ in range(100):
            if part.place >= entry.place:
                break
            part.advance(entry.minute)
        assert part.log == session.log[: entry.place]
        assert part.ledger == session.ledger[:number]


@FILES
def test_a_part_of_the_ledger_gives_a_part_of_the_log(path):
    """After n entries the log is what it was when the next one was applied: nothing that came later shows in it."""
    check_parts(played_by_people(shipped(path), 3), 3)


@pytest.mark.parametrize("block", range(4))
def test_random_chains_are_replayed_too(block):
    """Whatever a scenario is made of: the whole ledger gives the whole log, a part a part, and no log the same minutes."""
    for seed in range(block * 50, block * 50 + 50):
        plan = compile_plan(validate(random_chain(seed)[0]))
        session = played_by_people(plan, seed)
        again = to_the_end(replay(plan, seed, session.ledger), session.now)
        assert again.log == session.log, f"random chain {seed}"
        check_parts(session, seed)
        told, silent = (play(plan, seed=seed, log=log) for log in (True, False))
        assert (silent.over_at(), silent.place) == (told.over_at(), told.place), f"random chain {seed}"


@FILES
def test_another_answer_forks_the_log_at_its_place(path):
    """What went before it is the same; undo is the ledger without its last entry."""
    session = played_by_people(shipped(path), 1)
    answers = [number for number, entry in enumerate(session.ledger) if isinstance(entry, Answered)]
    number = answers[len(answers) // 2]
    entry = session.ledger[number]
    fork = replay(shipped(path), 1, (*session.ledger[:number], entry._replace(after=entry.after + 3)))
    while not isinstance(fork.advance(), Asked | Ended):
        pass
    assert fork.log[: entry.place] == session.log[: entry.place]


@FILES
def test_fixed_outcomes_are_part_of_the_ledger(path):
    """A run of a policy with choices can be repeated from its ledger alone."""
    plan = shipped(path)
    drawn = next(node for node in plan.nodes if node.branches and not node.asked)
    session = play(plan, {drawn.name: drawn.branches[-1].name}, seed=2)
    again = replay(plan, 2, session.ledger)
    again.advance()
    assert again.log == session.log


@FILES
@pytest.mark.parametrize("policy", ["usual", "weighted"])
def test_without_a_log_the_run_is_the_same(path, policy):
    """The same minutes, the same places in the ledger: the log is a sink that nobody reads while the run goes on."""
    for seed in range(5):
        told, silent = (play(shipped(path), policy=policy, seed=seed, log=log) for log in (True, False))
        assert silent.log == ()
        assert silent.over_at() == told.over_at()
        assert (silent.place, silent.now, silent.ledger) == (told.place, told.now, told.ledger)
        assert silent.advance() == told.advance()


@FILES
def test_the_minutes_of_a_run_are_those_of_its_log(path):
    """What a run keeps for statistics is what its log says."""
    session = play(shipped(path), policy="weighted", seed=4)
    last = {event.element: event.at for event in session.log if isinstance(event, StepFinished)}
    kept = session.over_at()
    assert {name: kept[name] for name in last if kept.get(name) is not None} == last


@FILES
@pytest.mark.parametrize("policy", ["usual", "weighted"])
def test_a_block_of_replications_gives_the_logs_of_single_runs(path, policy):
    """Drawn together or alone, replication 17 is replication 17."""
    plan = shipped(path)
    luck = BlockLuck(plan.draws, 5, 13, 8)
    for replication in range(13, 21):
        alone = play(plan, policy=policy, seed=5, replication=replication)
        in_block = play(plan, policy=policy, seed=5, replication=replication, luck=luck.at(replication))
        assert in_block.log == alone.log


@FILES
def test_another_seed_or_replication_gives_another_log(path):
    """Each has its own chance."""
    logs = [
        play(shipped(path), seed=seed, replication=replication).log
        for seed, replication in ((1, 0), (2, 0), (1, 1))
    ]
    assert len(set(logs)) == 3


@FILES
def test_sessions_of_one_plan_do_not_touch_each_other(path):
    """Two of them, stepped in turns, give what each gives alone."""
    plan = shipped(path)
    first, second = Session(plan, 1), Session(plan, 2)
    decider = decider_for(plan, "usual", choices(plan, {}).answers)
    running = [first, second]
    while running:
        for session in list(running):
            stop = session.advance()
            if isinstance(stop, Ended):
                running.remove(session)
            elif isinstance(stop, Asked) and (answer := decider.decide(stop.question, session)):
                session.answer(stop.question, answer.option, answer.by, answer.after, answer.note)
    assert first.log == play(plan, seed=1).log
    assert second.log == play(plan, seed=2).log


SMALL = """
chain:
  draft: {takes: 1h}
  mandate: {by: staff, question: Adopt?, options: {adopt: {}, refuse: {}}, usual: adopt}
  plan: {after: mandate.adopt, takes: 1h}
"""


def test_a_replayed_session_stands_where_its_last_entry_was_applied():
    """It has not gone on: the next answer can be another one."""
    session = begin(SMALL)
    question = ask(session, "mandate").question
    session.advance(until=100)
    session.note("still talking")
    again = replay(session.plan, 0, session.ledger)
    assert (again.now, again.place, again.open_questions) == (100, session.place, (question,))


def test_a_note_before_the_start_is_replayed_before_the_start():
    """Nothing has happened yet, and nothing happens by it."""
    session = begin(SMALL)
    session.note("all present")
    again = replay(session.plan, 0, session.ledger)
    assert (again.now, again.place, again.ledger) == (0, 0, (Noted(0, 0, "", "all present"),))


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (Answered(60, 5, "mandat", "adopt", ""), "question 'mandat' is not open"),
        (Answered(60, 5, "mandate", "approve", ""), "'approve' cannot be answered"),
        (Answered(60, 4, "mandate", "adopt", ""), "at minute 60 the log has 5 events, not 4"),
        (Answered(60, 40, "mandate", "adopt", ""), "at minute 60 the log has 5 events, not 40"),
        (Answered(30, 5, "mandate", "adopt", ""), "at minute 30 the log has 2 events, not 5"),
        (Answered(-5, 2, "mandate", "adopt", ""), "at minute -5"),
        (Noted(60, 99, "", "late"), "not 99"),
        (Fixed(60, 5, "draft", "adopt"), "'draft' cannot be fixed"),
    ],
)
def test_a_ledger_that_does_not_fit_is_refused_with_the_entry_that_does_not(entry, why):
    """A ledger of another scenario, seed or version is not bent until it fits."""
    plan = plan_of(SMALL)
    with pytest.raises(LedgerError, match="entry 2 of the ledger does not fit") as caught:
        replay(plan, 0, (Noted(0, 0, "", "all present"), entry))
    assert why in str(caught.value)


def test_after_the_ending_a_ledger_goes_on():
    """Answers and notes after the ending are replayed like all others."""
    session = begin(
        "chain: {a: {takes: 1h}, wash: {by: staff, after: ending, question: Well?, options: [good, poor], usual: good}}\nendings: {over: {when: a}}"
    )
    question = ask(session, "wash").question
    session.note("hot wash", by="staff")
    session.answer(question, "poor", after=30)
    session.advance()
    again = replay(session.plan, 0, session.ledger)
    again.advance()
    assert again.log == session.log
