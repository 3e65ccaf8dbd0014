"""The facts of a run at one moment: the present turn of every step, running lags, values, what was taken.

Only facts, and plain questions about one fact; what follows from them is worked out elsewhere, anew each time.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from tests.slow_model.instances import Chain, Fields, Join

State = Literal[
    "waiting", "granted", "working", "asked", "executing", "done", "passed over", "cut off", "stopped"
]


@dataclass
class Ballot:
    """What one member is asked in a vote, and what it said: a vote on its way (with the minute in which it arrives), or one that was cast."""

    reported: bool = False
    answer: tuple[str, int] | None = None
    vote: str | None = None


@dataclass
class Turn:
    """The present turn of one step. A reopened step gets a fresh one. Minutes; None: not (yet).

    An inject has one, too: it waits, is done when it has come, and cut off when it does not come any more.
    """

    state: State = "waiting"
    if_was_true: bool = False
    wait_until: int | None = None
    request: tuple[int, int] | None = None  # (number in the queue, minute in which it was made)
    begun_at: int | None = None
    ends_at: int | None = None  # of the work, or of the execution of the option
    asked_at: int | None = None
    question: int | None = None  # number of the question in the order of asking
    reported: bool = False
    answer: tuple[str, int] | None = None  # (option, minute in which it arrives)
    outcome: str | None = None
    put_off: int = 0  # minutes of delays that have not begun to run
    factors: Fraction = Fraction(1)  # of the work
    holds: frozenset[int] = frozenset()
    left: int | None = None  # of work that stands
    own_end: int | None = None  # of work: when its own time is over, though a flow may serve it longer
    round_of_rest: int | None = None  # in which nothing was left of the work any more
    limit_left: int | None = None  # of a limit that stands
    let_go_at_limit: bool = False  # a hold ended when nothing was left of its limit
    not_before: int = 0  # the minute before which no answer arrives
    to_pass: bool = False
    by_hand: int | None = None  # the minute for which the trainer has laid an inject down
    given: bool = False  # an inject whose turn came by an effect or by its condition
    limit: int | None = None  # the last minute in which what an inject expects counts
    late: bool = False
    ballots: "dict[str, Ballot]" = field(default_factory=dict)  # of a vote that is open, by voter
    again: "Turn | None" = None  # of recurring work that is done: its next time

    def waits_again(self) -> "Turn":
        """The turn of one whose join is undone before it began: what was done to it stays, what was running does not."""
        return Turn(put_off=self.put_off, factors=self.factors, holds=self.holds, to_pass=self.to_pass)

    @property
    def life(self) -> "Turn":
        """The turn that works and asks for units now: of recurring work that was done, its next time."""
        return self if self.again is None else self.again

    @property
    def expects(self) -> bool:
        """Whether an inject that has come still waits for what it expects."""
        return self.limit is not None and self.outcome is None

    @property
    def in_hand(self) -> bool:
        """Begun and not over."""
        return self.state in ("granted", "working", "asked", "executing")

    @property
    def over(self) -> bool:
        """Done or passed over; cut off is told apart."""
        return self.state in ("done", "passed over")

    @property
    def out(self) -> bool:
        """Never coming again: cut off, or stopped by the end of the run."""
        return self.state in ("cut off", "stopped")


@dataclass
class LagRun:
    """A lag: the minute since which what it lags behind is met, and whether its time is over."""

    since: int | None = None
    over: bool = False


@dataclass
class Hold:
    """A hold: who brought it, and until when (a minute, or what a join says)."""

    owner: int
    minute: int | None
    until: Join | None
    over: bool = False


@dataclass
class Server:
    """A flow: the exact moment at which it is free, and the place it serves or served last. With `left`, it stands."""

    amount: int  # units it serves
    per: int  # in so many minutes
    free: Fraction = Fraction(0)
    serves: int | None = None
    left: Fraction | None = (
        None  # units of a service that stands: of somebody who is held, or for want of a rate
    )
    held: bool = False

    @property
    def rate(self) -> Fraction:
        """Units a minute."""
        return Fraction(self.amount, self.per)

    @property
    def moves(self) -> bool:
        """Whether it serves, or may."""
        return self.left is None and self.amount > 0

    def units_left(self, now: int) -> Fraction:
        """What it has still to serve."""
        return max(self.free - now, Fraction(0)) * self.rate if self.left is None else self.left

    def serve(self, units: Fraction, now: int) -> None:
        """From now on it has so much to serve; where it is held, or has no rate, that stands."""
        stands = self.held or not self.amount
        self.left = units if stands and units else None
        if not stands:
            self.free = now + units / self.rate


@dataclass
class Level:
    """A gauge: its value in a minute and its rate since then, the stages it has come to, and the stage last told."""

    value: Fraction
    since: int = 0
    rate: Fraction = Fraction(0)
    reached: frozenset[str] = frozenset()
    stage: str | None = None


@dataclass
class Facts:
    """Everything that is so at this moment."""

    chain: Chain
    variables: dict[str, Any]
    turns: list[Turn]
    lags: dict[int, LagRun]
    servers: dict[str, Server]
    now: int = 0
    gauges: dict[str, Level] = field(default_factory=dict)
    passable: frozenset[int] = frozenset()  # the steps that an effect may pass over
    durations: dict[int, int] = field(default_factory=dict)  # of work, where an effect changed it
    holds: list[Hold] = field(default_factory=list)
    taken: list[tuple[int, str | None]] = field(
        default_factory=list
    )  # outcomes; None: its `when_done` went back
    units: dict[str, int] = field(
        default_factory=dict
    )  # of each resource that is no flow: its slots, or what is left of a stock
    dropped: list[str] = field(default_factory=list)  # members
    kept: frozenset[tuple[int, str]] = frozenset()  # slots that steps keep though they are done, by resource
    keeps_over: frozenset[tuple[int, str]] = (
        frozenset()
    )  # of which what they are kept until is over, begun or not
    ceased: set[int] = field(default_factory=set)  # recurring work that has heard that its end is there
    ended: str | None = None
    final: AbstractSet[int] = frozenset()  # places of results that stand for good, as the last part 2 found
    fallen: frozenset[int] = frozenset()  # the steps that were cut off by the last part 2
    in_vain: frozenset[tuple[int, str]] = (
        frozenset()
    )  # holds, by who brings them and until what: found in the last part 2

    def has_come(self, place: int) -> bool:
        """Whether this is an inject that has come (and is in C at most for what it expects)."""
        return place >= len(self.chain.steps) and self.turns[place].state == "done"

    def can_take(self, place: int, outcome: str | None, fields: Fields) -> bool:
        """Whether `at_most` leaves another time for this outcome (None: for going back by `when_done`)."""
        at_most = fields.get("at_most")
        return at_most is None or self.taken.count((place, outcome)) < at_most
