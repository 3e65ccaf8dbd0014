"""What a scenario becomes before it runs: a frozen plan of integer ids, tuples and tables (Rule 7).

No text of the author is interpreted after this, and no callable of the author exists. Its nodes stand in `nodes`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from exercise_sim.engine.clauses import Clause
from exercise_sim.engine.codes import OVER
from exercise_sim.engine.nodes import Draw, Node, Posts
from exercise_sim.engine.rows import Row
from exercise_sim.scenario.times import Start


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a gate waits for: a node with what is asked of it (`gate` is -1), or another gate (`node` is -1)."""

    node: int
    asks: int
    gate: int = -1


NEVER: Final = Input(-1, OVER)
"""An input that can never be met: a member for which the step does not exist."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A join. Gates 0..N-1 belong to the nodes of the same number; the others feed a `parent`.

    `count` is how many inputs ANY and SOME need. `variable` and `keys` serve CHOICE: the input whose key is the variable's value.
    """

    kind: int
    inputs: tuple[Input, ...]
    count: int
    parent: int
    variable: str = ""
    keys: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourcePlan:
    """Something scarce: `slots`, `stock` or `flow` (then `amount` units every `per` minutes)."""

    name: str
    title: str
    kind: Literal["slots", "stock", "flow"]
    amount: int
    per: int = 0
    hours: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class InjectPlan:
    """What an inject is beside its node: what it says, to whom (empty: to exercise control only), and what is expected upon it.

    `unless` is a compiled condition or None; `expects` the node of the expected action or -1, `answer` that action in words, `by` who should take it;
    `by_hand`: it comes only when the trainer gives it, or something fires it.
    """

    text: str
    to: tuple[str, ...]
    sender: str
    channel: str
    category: str
    controller: str
    unless: Clause | None
    chance: float
    expects: int
    answer: str
    by: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A named stage of a gauge: it holds from `level` units on; `crossing` is the node that says that it was reached."""

    name: str
    title: str
    level: int
    crossing: int


@dataclass(frozen=True, slots=True)
class RatePlan:
    """That a gauge moves by so many `units` a minute (it falls where they are negative), always or while a condition holds."""

    units: int
    when: Clause | None


@dataclass(frozen=True, slots=True)
class GaugePlan:
    """A gauge, counted in units of which `scale` make 1: every level and every rate is a whole number of them.

    `marks` are the levels to which it comes, the stages among them. `asking` are the nodes that wait for a condition which looks at it; `ending`:
    an ending looks at its value. `seen` are the gauges at which its rates look, `moments` the
    minutes at which those change by the clock. `seen_by` are the bodies that see its stages (none: everybody).
    """

    name: str
    title: str
    scale: int
    starts: int
    lowest: int
    highest: int | None
    stages: tuple[StagePlan, ...]
    rates: tuple[RatePlan, ...]
    marks: tuple[int, ...]
    asking: frozenset[int]
    ending: bool
    seen: frozenset[int]
    moments: tuple[int, ...]
    seen_by: tuple[str, ...]

    def shown(self, units: int, times: int = 1) -> int | float:
        """So many `times` some units, as the number that people read."""
        whole, rest = divmod(units * times, self.scale)
        return units * times / self.scale if rest else whole

    def stage(self, units: int) -> int:
        """The place of the highest stage that is reached, or -1."""
        return sum(stage.level <= units for stage in self.stages) - 1


@dataclass(frozen=True, slots=True)
class EndingPlan:
    """A way to end; `when` is a compiled condition or None."""

    name: str
    title: str
    text: str
    class_: str
    when: Any = None
    declared: bool = True


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """Somebody who acts, once for each member where the author said so."""

    name: str
    title: str
    seat: bool


@dataclass(frozen=True, slots=True)
class PolicyPlan:
    """A named way to decide: what it chooses, whether the rest is `weighted`, and the factor of its deliberation."""

    choose: dict[str, str]
    weighted: bool
    factor: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled scenario. `end` is the minute of ENDEX or None.

    *Numbers.* `by_step` and `by_name` give the nodes of a step, and of an instance; `members` those of a member; `readers` the bodies
    that each document is laid before; `injects` what is to be known of an inject beside its node; `draws`, `resources`, `documents` and `endings` are counted as the nodes name them.

    *Joins.* `posts` say whom a node tells, `every` all of them together, `rows` the same flat; `needs` the count that each gate starts
    with; `owners` the node at the end of each gate. `initial` are the nodes released in minute 0, `doubtful` those of which some can never come.
    `choosing`, `setters` and `steering` tie the variables that name a member to the gates that follow them and the nodes that set them.

    *What can be lost.* `frail` says who waits for a node otherwise than by lists, `late` the nodes that have such; `counting` those that may be passed over where a number is
    waited for; `falling` the gates over groups out of which a node may fall, `hanging` the nodes whose result others wait to be final.

    *Going back.* `region` says what each of the `reopeners` (`able`, as a set) could reopen;
    `repeats` whether any repeats a step alone; `targeted` who goes back to a step by name, `straight` what is reopened with it for certain; `swayed` what follows a variable, `wavering` the lags that do.

    *The end.* `telling` are the nodes on which an ending, or a rate of a gauge, looks (`ends`: an ending alone), `heeded` the variables and resources; `epilogue` waits for the end of
    play; `recurring` are the nodes of further times of recurring work, which keep no run going; `idling` are lags, each with
    the end of a hold that waits for it, which keep a run going only while somebody is held.
    """

    scenario: str
    title: str
    digest: str
    nodes: tuple[Node, ...]
    gates: tuple[Gate, ...]
    posts: tuple[Posts, ...]
    rows: tuple[Row, ...]
    draws: tuple[Draw, ...]
    resources: tuple[ResourcePlan, ...]
    documents: tuple[str, ...]
    variables: dict[str, Any]
    endings: tuple[EndingPlan, ...]
    injects: dict[int, InjectPlan]
    gauges: tuple[GaugePlan, ...]
    bodies: dict[str, BodyPlan]
    members: dict[str, tuple[int, ...]]
    start: Start
    end: int | None
    by_step: dict[str, tuple[int, ...]]
    by_name: dict[str, int]
    end_node: int
    reopeners: tuple[int, ...]
    able: frozenset[int]
    swayed: frozenset[int]
    wavering: frozenset[int]
    targeted: dict[int, tuple[int, ...]]
    region: tuple[frozenset[int], ...]
    needs: tuple[int, ...]
    initial: tuple[int, ...]
    doubtful: tuple[int, ...]
    setters: dict[str, tuple[int, ...]]
    choosing: dict[str, tuple[int, ...]]
    owners: tuple[int, ...]
    telling: frozenset[int]
    ends: frozenset[int]
    heeded: frozenset[str | int]
    epilogue: frozenset[int]
    recurring: tuple[int, ...]
    idling: tuple[tuple[int, int], ...]
    every: tuple[tuple[int, ...], ...]
    steering: dict[int, tuple[int, ...]]
    frail: tuple[tuple[int, ...], ...]
    late: frozenset[int]
    counting: frozenset[int]
    falling: tuple[tuple[int, ...], ...]
    hanging: frozenset[int]
    repeats: bool
    straight: dict[int, frozenset[int]]
    readers: dict[str, tuple[str, ...]]
    policies: dict[str, PolicyPlan]
    covers: dict[tuple[int, ...], frozenset[int]] = field(default_factory=dict, repr=False)
    behinds: dict[tuple[int, ...], frozenset[int]] = field(default_factory=dict, repr=False)
    marked: dict[int, Row] = field(default_factory=dict, repr=False)

    def covered(self, reopeners: Iterable[int]) -> frozenset[int]:
        """What some of the `reopeners` could reopen by going back."""
        key = tuple(reopeners)
        if key not in self.covers:
            self.covers[key] = frozenset().union(*(self.region[node] for node in key))
        return self.covers[key]

    @property
    def restful(self) -> int:
        """How much of what is on the agenda at most keeps no run going: the work and the next time of what recurs, and lags of holds."""
        return 2 * len(self.recurring) + len(self.idling)

    def with_mark(self, node: int) -> Row:
        """The row of a node that says that there is more to look at when it has its turn and when it begins."""
        if node not in self.marked:
            self.marked[node] = replace(self.rows[node], touched=True, plain=False, special=True)
        return self.marked[node]

    def behind(self, targets: Iterable[int]) -> frozenset[int]:
        """Some steps that are gone back to, and what waits for them by lists alone."""
        key = tuple(targets)
        if key not in self.behinds:
            self.behinds[key] = frozenset().union(*(self.straight[target] for target in key))
        return self.behinds[key]

    def sinking(self, reopeners: Iterable[int]) -> frozenset[int]:
        """What surely is reopened by one or another going back of some of the `reopeners`, but for themselves."""
        effects = ((node, effect) for node in reopeners for _, effect in self.rows[node].goings)
        return self.behind(target for node, effect in effects for target in effect.back_to if target != node)

    def declares(self, ending: str) -> bool:
        """Whether an ending is one of the author's (or the end of a chain without endings)."""
        return any(one.name == ending and one.declared for one in self.endings)
