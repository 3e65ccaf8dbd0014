"""One step of one member in a plan, with everything that it can lead to: frozen, without text of the author that is still to be read.

A *node* is such a step, or a hidden one: a lag that a step waits for, units that are kept longer, the end of play.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

from exercise_sim.engine.codes import STEP
from exercise_sim.engine.quantiles import Quantiles


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
    """A new value (`set`) or an amount to add, for a variable, a gauge (in its units), a resource's capacity, an outcome's chance or a step's duration.

    For a duration `index` are its nodes and `name` is what the author wrote; `value` holds the time of each node, or the minutes to add.
    """

    kind: Literal["set", "add"]
    target: Literal["variable", "gauge", "resource", "chance", "duration"]
    name: str
    index: tuple[int, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class Until:
    """When a hold is over: at a `minute`, after a `span` of minutes, or with the hidden `node`; -1 where it is none of these."""

    minute: int = -1
    span: int = -1
    node: int = -1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """What an effect does to steps, by the state in which it finds them: nodes in file order, for `delay` and `rescale` with how much.

    `named`: the nodes that are named as steps, of which it is told when it is too late; phases and members are only what is left of them.
    """

    cancel: tuple[int, ...] = ()
    pass_over: tuple[int, ...] = ()
    hold: tuple[int, ...] = ()
    until: Until = Until()
    delay: tuple[tuple[int, Time], ...] = ()
    rescale: tuple[tuple[int, Fraction], ...] = ()
    named: frozenset[int] = frozenset()

    @property
    def nodes(self) -> tuple[int, ...]:
        """Every node that is touched."""
        timed = (node for pairs in (self.delay, self.rescale) for node, _ in pairs)
        return tuple(dict.fromkeys((*self.cancel, *self.pass_over, *self.hold, *timed)))


@dataclass(frozen=True, slots=True)
class Effect:
    """What an outcome, an inject or a finished step does. `fire`, `back_to` and `redo` hold nodes, `ends` an ending's number or -1."""

    changes: tuple[Change, ...] = ()
    drop: tuple[str, ...] = ()
    touch: Touch | None = None
    makes: tuple[int, ...] = ()
    fire: tuple[int, ...] = ()
    back_to: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()
    wait: int = 0
    at_most: int = 0
    ends: int = -1
    goes_back: bool = False

    @property
    def empty(self) -> bool:
        return not (
            self.changes
            or self.drop
            or self.touch
            or self.makes
            or self.fire
            or self.goes_back
            or self.ends >= 0
        )


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
    every: int = 0

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
