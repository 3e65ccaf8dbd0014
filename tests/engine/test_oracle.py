"""The engine against the hand-written model of the training: two programs that share chance and nothing else."""

from collections import Counter
from collections.abc import Iterator

import pytest
from simpy import Environment, Event, PriorityResource, Process
from simpy.resources.resource import PriorityRequest
from tests.bench.handwritten import Training, numbers
from tests.bench.handwritten_cast import DAY, PARLIAMENTS
from tests.bench.handwritten_frame import Steps
from tests.support import ROOT

from exercise_sim.engine.codes import DONE
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import Usual, run_through
from exercise_sim.engine.luck import BlockLuck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Ended, Session
from exercise_sim.scenario.load import load

SEEDS = (1, 2, 3)
REPLICATIONS = 120


INJECTS, BEGINNINGS = 2, 3
"""When things happen within a minute: after everything that SimPy does by itself."""


def later(env: Environment, priority: int) -> Event:
    """An event of this minute, which happens after all those with a smaller number."""
    event = Event(env)
    event._ok, event._value = True, None
    env.schedule(event, priority)
    return event


class FileOrder(PriorityResource):
    """A queue that grants at the end of a minute, to those who asked first, and of one minute in the order of the file.

    SimPy's own grants in the order in which its agenda comes to those who ask; docs/explanation/time-and-ties.md says the file's.
    """

    def __init__(self, env: Environment, capacity: int = 1) -> None:
        super().__init__(env, capacity)
        self.env = env

    def request(self) -> PriorityRequest:
        return super().request((self.env.now, self.env.active_process.place))

    def _trigger_put(self, get_event: Event | None) -> None:
        later(self.env, BEGINNINGS).callbacks.append(self._grant)

    def _grant(self, _: Event) -> None:
        for _waiting in list(self.put_queue):
            super()._trigger_put(None)


class Oracle(Training):
    """The hand-written model, with queues in file order: its processes are made in that order. Injects come when a minute's work has ended."""

    queue = FileOrder
    made = 0

    def process(self, steps: Steps) -> Process:
        process = super().process(steps)
        self.made += 1
        process.place = self.made
        return process

    def turn(self) -> Steps:
        yield later(self.env, INJECTS)

    def no_time(self) -> Steps:
        yield later(self.env, BEGINNINGS)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(load(ROOT / "scenarios" / "central-asia-stabilisation.yaml").scenario)


@pytest.fixture(scope="module")
def pairs(plan: Plan) -> list[tuple[Session, Ended, Oracle]]:
    """Each replication played twice: by the engine with its ending, and by the model."""
    return [pair for seed in SEEDS for pair in _played(plan, seed)]


def _played(plan: Plan, seed: int) -> Iterator[tuple[Session, Ended, Oracle]]:
    luck, draws = BlockLuck(plan.draws, seed, 0, REPLICATIONS), numbers(plan)
    for replication in range(REPLICATIONS):
        session = Session(plan, seed, replication, log=False, luck=luck.at(replication))
        ended = run_through(session, Usual())
        assert isinstance(ended, Ended)
        model = Oracle(luck.at(replication), draws)
        model.play()
        yield session, ended, model


def test_every_step_is_over_in_the_minute_in_which_the_hand_written_model_ends_it(pairs) -> None:
    """For the usual policy, the same steps are over in both, and each in the same minute."""
    for session, _, model in pairs:
        assert session.over_at() == model.over_at, (session.seed, session.replication)


def test_every_run_ends_as_the_hand_written_model_ends(pairs) -> None:
    """The ending is the same, and its minute."""
    for session, ended, model in pairs:
        assert (ended.ending, ended.minute) == (model.ending.value, model.ended_at), session.replication


def test_strength_and_unity_are_those_of_the_hand_written_model(pairs) -> None:
    """The variables that objectives measure come out the same."""
    for session, _, model in pairs:
        variables = session._run.variables
        told = variables["strength"], variables["unity"]
        assert told == (model.strength, model.unity), session.replication


def test_every_inject_comes_in_the_minute_in_which_that_of_the_hand_written_model_comes(pairs) -> None:
    """The same injects come in both, and each in the same minute."""
    for session, _, model in pairs:
        assert _came(session) == model.came, (session.seed, session.replication)


def test_the_threat_ends_as_that_of_the_hand_written_model(pairs) -> None:
    """The gauge has the same value in the end, exactly: it was turned round in the same minutes."""
    for session, ended, model in pairs:
        units = session._run.gauges.level(0, ended.minute)
        scale = session.plan.gauges[0].scale
        assert units * DAY == model.level * scale, (session.seed, session.replication)


def _came(session: Session) -> dict[str, int]:
    """The minute in which each inject came."""
    run = session._run
    return {
        session.plan.nodes[node].name: run.over_at[node]
        for node in session.plan.injects
        if run.status[node] == DONE
    }


def test_the_comparison_meets_what_the_usual_policy_can_meet(pairs) -> None:
    """Among the replications are drafts returned, a mission, no consensus, limited participation of either state that asks for it,
    written accession, brackets in the text, parliaments without a quorum, refusals by both kinds of state, a lead that passes on, a gap
    that is filled, permits refused, and runs in which the crisis escalates."""
    met = Counter(found for _, ended, model in pairs for found in (ended.ending, *_met(model)))
    in_session = {"return", "mission", "no_consensus", "without_kestria", "without_dervania", "accession"}
    elsewhere = {"brackets", "no quorum", "government", "parliament", "lead", "gap", "permit"}
    assert in_session | elsewhere | {"stabilised", "escalated"} <= set(met)


def test_every_inject_comes_in_some_replication(pairs, plan: Plan) -> None:
    """Only two stay away from all of them: the offer that is repeated if nobody answers, and what a trainer gives."""
    injects = {plan.nodes[node].name for node in plan.injects}
    assert {name for _, _, model in pairs for name in model.came} == injects - {
        "offer_again",
        "host_withdraws",
    }


def _met(model: Oracle) -> Iterator[str]:
    yield from model.begun
    over = model.over_at
    for state, event in model.refused.items():
        if event.triggered and state != model.dropped:
            yield "parliament" if state in PARLIAMENTS else "government"
    for state in PARLIAMENTS:
        if over.get(f"sitting of {state}", 0) > over.get(f"submission of {state}", 0):
            yield "no quorum"
    if any(name.startswith("way_round") for name in over):
        yield "permit"
    if "advance_party of hal_advance" in over:
        yield "lead"
    if model.gap_filled and "border_incident" not in model.came:
        yield "gap"
