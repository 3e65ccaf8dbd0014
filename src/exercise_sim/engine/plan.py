"""What a scenario becomes before it runs: a frozen plan of integer ids, tuples and tables (Rule 7).

No text of the author is interpreted after this, and no callable of the author exists. A *node* is one step of one member (or of
the scenario itself), or a hidden one: a lag that a step waits for, units that are kept longer, the end of play.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal

from exercise_sim.engine.quantiles import Quantiles
from exercise_sim.scenario.times import Start

# Kinds of nodes.
STEP: Final = 0
LAG: Final = 1
KEEP: Final = 2
END: Final = 3

# What an input asks of its node; a number of 0 or more asks for the outcome with that place.
OVER: Final = -1
BEGINS: Final = -2

# Kinds of gates. ALL and ANY join what the author listed; EVERY and SOME join the members of a group, where dead ones fall out.
# CHOICE follows the one input that a variable names; STRICT does not take "passed over" for an answer.
ALL: Final = 0
ANY: Final = 1
EVERY: Final = 2
SOME: Final = 3
CHOICE: Final = 4
STRICT: Final = 5


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a gate waits for: a node with what is asked of it (`gate` is -1), or another gate (`node` is -1)."""

    node: int
    asks: int
    gate: int = -1


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
class Draw:
    """A duration that chance draws: the name of its stream, and the table that turns a number into minutes."""

    name: str
    table: Quantiles


@dataclass(frozen=True, slots=True)
class Time:
    """How long something lasts: `fixed` minutes, or the draw with the number `draw` when that is not -1."""

    fixed: int
    draw: int = -1


NO_TIME: Final = Time(0)


@dataclass(frozen=True, slots=True)
class Change:
    """A new value (`set`) or an amount to add, for a variable, a resource's capacity or an outcome's chance."""

    kind: Literal["set", "add"]
    target: Literal["variable", "resource", "chance"]
    name: str
    index: tuple[int, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class Effect:
    """What an outcome or a finished step does. `back_to` and `redo` hold nodes, `ends` an ending's number or -1."""

    changes: tuple[Change, ...] = ()
    drop: tuple[str, ...] = ()
    makes: tuple[int, ...] = ()
    back_to: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()
    wait: int = 0
    at_most: int = 0
    ends: int = -1
    goes_back: bool = False

    @property
    def empty(self) -> bool:
        return not (self.changes or self.drop or self.makes or self.goes_back or self.ends >= 0)


@dataclass(frozen=True, slots=True)
class Branch:
    """An option or an outcome. `then` is the place of what stands for it once `at_most` is used up, or -1."""

    name: str
    text: str
    effect: Effect
    takes: Time = NO_TIME
    chance: float = 0.0
    weight: float | None = None
    then: int = -1
    teaches: str = ""


@dataclass(frozen=True, slots=True)
class VotePlan:
    """Who votes on a question, and what carries it. `positions` has one row of chances a voter, over the options, abstain, absent."""

    voters: tuple[str, ...]
    titles: tuple[str, ...]
    quorum: int
    carried: tuple[tuple[int, "Carries"], ...]
    positions: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Carries:
    """The number of votes that carries an option: `count`, a `share` (at least) or `more than` a share of those present, or `all`."""

    kind: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Use:
    """Units of a resource that a node asks for; `until` is the hidden node that gives them back, or -1 for the node's own end."""

    resource: int
    amount: int
    until: int = -1


@dataclass(frozen=True, slots=True)
class Node:
    """Everything the engine knows of one step of one member.

    `title` is what people call it; `label` leaves out the member, whose own title is `of` (empty where the label needs none).
    """

    id: int
    kind: int
    name: str
    step: str
    member: str
    title: str
    label: str
    of: str
    phase: str
    body: str
    work: str
    takes: Time
    uses: tuple[Use, ...]
    condition: Any
    wait_for: Any
    branches: tuple[Branch, ...]
    asked: bool
    question: str
    usual: int
    otherwise: int
    within: int | None
    thinks: Time
    vote: VotePlan | None
    when_done: Effect
    knows: tuple[int, ...]
    seen_by: tuple[str, ...]
    ref: str
    owner: int

    @property
    def hidden(self) -> bool:
        return self.kind != STEP


@dataclass(frozen=True, slots=True)
class Posts:
    """Whom a node tells, by gate: when it is over, when it begins, and for each of its branches."""

    over: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    branch: tuple[tuple[int, ...], ...] = ()

    @property
    def every(self) -> tuple[int, ...]:
        return tuple(
            dict.fromkeys((*self.over, *self.begins, *(gate for gates in self.branch for gate in gates)))
        )


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
    """A compiled scenario. `end` is the minute of ENDEX or None; `needs` the count that each gate starts with.

    `settling` and `passing` hold the nodes whose end, or passing over, may make something impossible. `initial` are the gates to
    look at in minute 0; `region` says for each of the `reopeners` what its going back could reopen (`reopenable`: any of them); `setters` and `choosing` name,
    for a variable on which a CHOICE looks, the nodes that can change it and the gates that follow it; `owners` the node at the end of each gate; `telling` the nodes on which an ending looks;
    `epilogue` the nodes that wait for the end of play, and what follows them; `every` all gates that a
    node feeds; `many_ways` the gates that a plain count does not settle; `returning` the nodes that may go back; `targets` says what a reopener
    goes back to by name; `steering` the gates that follow
    a variable which a node can change; `frail` the steps that wait for a
    node by more than lists; `late` the nodes that have such; `counting` the nodes with a condition in joins that count.
    """

    scenario: str
    title: str
    digest: str
    nodes: tuple[Node, ...]
    gates: tuple[Gate, ...]
    posts: tuple[Posts, ...]
    draws: tuple[Draw, ...]
    resources: tuple[ResourcePlan, ...]
    documents: tuple[str, ...]
    variables: dict[str, Any]
    endings: tuple[EndingPlan, ...]
    bodies: dict[str, BodyPlan]
    members: dict[str, tuple[int, ...]]
    start: Start
    end: int | None
    by_step: dict[str, tuple[int, ...]]
    by_name: dict[str, int]
    end_node: int
    reopeners: tuple[int, ...]
    region: tuple[frozenset[int], ...]
    reopenable: frozenset[int]
    needs: tuple[int, ...]
    initial: tuple[int, ...]
    settling: frozenset[int]
    passing: frozenset[int]
    setters: dict[str, tuple[int, ...]]
    choosing: dict[str, tuple[int, ...]]
    owners: tuple[int, ...]
    telling: frozenset[int]
    epilogue: frozenset[int]
    every: tuple[tuple[int, ...], ...]
    steering: dict[int, tuple[int, ...]]
    frail: tuple[tuple[int, ...], ...]
    late: frozenset[int]
    counting: frozenset[int]
    falling: tuple[tuple[int, ...], ...]
    hanging: frozenset[int]
    readers: dict[str, tuple[str, ...]]
    policies: dict[str, PolicyPlan]

    def declares(self, ending: str) -> bool:
        """Whether an ending is one of the author's (or the end of a chain without endings)."""
        return any(one.name == ending and one.declared for one in self.endings)
