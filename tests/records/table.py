"""A sitting whose record lies in memory, and how a test looks at it. No rule of records is worked out here."""

import json
from collections.abc import Callable, Mapping

from tests.support import loaded

from exercise_sim.engine.choices import choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.data import as_data
from exercise_sim.engine.deciders import Decider, decider_for
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session
from exercise_sim.records.head import Start, head_lines, head_of, text_of
from exercise_sim.records.reading import read
from exercise_sim.records.sitting import Moment, Sitting
from exercise_sim.records.stage import Pairs, Stage
from exercise_sim.records.verifying import replay
from exercise_sim.scenario.load import Loaded, load_text

NOW = Moment("2024-03-12T09:00:00+00:00", 2.5)

TEXT = """
bodies: {council: {title: Council, seat: true}, staff: {title: Staff, seat: true}}
chain:
  request: {by: staff, takes: 1h .. 2h .. 5h, makes: request}
  mandate:
    by: council
    takes: 1h
    question: Adopt?
    options: {adopt: {makes: decision}, return: {back_to: request, at_most: 2, then: refuse}, refuse: {ends: no_operation}}
    usual: adopt
    thinks: 10m .. 30m .. 2h
    within: 10h
    otherwise: return
  go: {by: staff, takes: 2h .. 4h, question: Go?, options: [go, stay], usual: go}
  movement: {by: staff, after: go.go, takes: 5h .. 9h}
endings: {there: {when: movement, class: success}, no_operation: {class: failure}, stays: {when: go.stay}}
"""
"""Two bodies that decide; a decision that goes back; three endings."""


class Paper:
    """Keeps a record in memory, until its disk is `full`."""

    def __init__(self) -> None:
        self.content = b""
        self.full = False

    def append(self, text: str) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        self.content += text.encode()


class Table:
    """A plan, its sitting and its record."""

    def __init__(
        self, text: str | Loaded = TEXT, *seats: str, seed: int = 1, policy: str = "usual", choose: Mapping[str, str] | None = None
    ) -> None:  # fmt: skip
        given = loaded(text) if isinstance(text, str) else text
        self.stage = stage_of(given, policy, choose or {})
        self.plan, self.decider = self.stage.plan, self.stage.decider
        self.chosen = choices(self.plan, choose or {})
        start = Start(
            scenario=self.plan.scenario, digest=self.plan.digest, seats=list(seats), policy=policy, variants=[], seed=seed,
            replication=0, wall=NOW.wall,
        )  # fmt: skip
        self.head = head_of("0.1.0", [text_of("scenario", "test.yaml", given.source.text)], start)
        self.paper = Paper()
        self.paper.content = "".join(head_lines(self.head)).encode()
        self.sitting = Sitting(self.stage, self.head, self.paper)
        self.sitting.fix(self.chosen, NOW)

    def reload(self) -> None:
        """The sitting once more, out of what stands on the paper."""
        self.sitting = resumed(self.stage, self.paper)

    def ask(self) -> str:
        """Goes on, and gives the id of the oldest question for the seats; empty at the end."""
        ended = self.sitting.go(NOW)
        return "" if ended else self.sitting.mine[0].id

    def say(self, option: str, after: int = 0, note: str = "") -> None:
        """Answers the oldest question."""
        self.sitting.answer(self.sitting.mine[0], option, after, note, NOW)


def stage_of(given: Loaded, policy: str, choose: Mapping[str, str], written: Pairs = ()) -> Stage:
    """A scenario to be played on."""

    def anew(others: Pairs) -> Stage:
        text, files = given.source.text, given.attached
        again = load_text(text, "test.yaml", given.variants, others, judged=False, attached=files)
        return stage_of(again, policy, choose, others)

    def decides(plan: Plan) -> Decider:
        return decider_for(plan, policy, choices(plan, choose).answers)

    return Stage(given.scenario, compile_plan(given.scenario, given.digest), decides, written, (), anew)


def resumed(stage: Stage, paper: Paper) -> Sitting:
    """A sitting out of a record that is whole and gives the same log."""
    record = read(paper.content)
    stage = stage.with_those_of(record.ledger)
    again = replay(stage.plan, record)
    assert again.parted is None, again.parted
    sitting = Sitting(stage, record.head, paper)
    sitting.resume(again, record)
    return sitting


def jsonl(session: Session) -> bytes:
    """A log as `run --jsonl` writes it."""
    return "".join(json.dumps(as_data(event), ensure_ascii=False) + "\n" for event in session.log).encode()


def play_as_the_policy(table: Table, between: Callable[[], None] = lambda: None) -> Session:
    """Plays to the end: people answer what the policy would answer; `between` is done before every answer."""
    while table.ask():
        between()
        table.sitting.go(NOW)
        question = table.sitting.mine[0]
        answer = table.decider.decide(question, table.sitting.session)
        if answer is None:
            table.sitting.let_vote(question, NOW)
        else:
            table.sitting.answer(question, answer.option, answer.after, answer.note, NOW)
    return table.sitting.session
