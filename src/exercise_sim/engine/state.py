"""The state of one run: flat lists by node and gate, the clock, the log. It has no rules; the rooms above it have.

Read by everything above, written by the room whose rule it is: `gates` joins, `queues` resources, `back` going back,
`reach` cutting off, `asking` questions, `chain` the life of a step.
"""

from collections.abc import Callable
from typing import Any, Final

from simpy.core import Environment
from simpy.events import Event

from exercise_sim.engine.luck import Luck
from exercise_sim.engine.plan import Node, Plan

# The states of a node, in the order of its life.
WAITING: Final = 0
RELEASED: Final = 1
UNDER_WAY: Final = 2
ASKED: Final = 3
DONE: Final = 4
PASSED: Final = 5
CUT: Final = 6

# Kinds of things that are due in a minute, in the written order (docs/explanation/time-and-ties.md).
ENDS: Final = 0 << 20
LIMIT: Final = 1 << 20
CAPACITY: Final = 2 << 20
INJECT: Final = 3 << 20
ENDEX: Final[Any] = 4 << 20


# What a tick says when it is due.
WORKED: Final = "worked"
CARRIED: Final = "carried"
WAITED: Final = "waited"
ANSWERED: Final = "answered"
LAPSES: Final = "lapses"
OPENING: Final = "opening"
LOOK: Final = "look"
END: Final = "end"


class Tick(Event):
    """One thing that is due: an event of SimPy's agenda whose priority is its kind and place in the file."""

    __slots__ = ("brings", "node", "order", "what")

    def __init__(
        self, order: Any, what: str, node: int, callbacks: list[Callable[["Tick"], None]], brings: Any = None
    ) -> None:
        # Not Event.__init__: nobody waits for a tick but the run itself.
        self.callbacks = callbacks
        self.order, self.what, self.node, self.brings = order, what, node, brings
        self._ok = True


AT_ONCE = Tick(0, "", -1, [])
"""Stands for the tick of work that takes no time."""


class Run:
    """Everything that changes while a plan runs. Minutes are whole minutes from STARTEX."""

    __slots__ = (
        "asked_at",
        "asks",
        "began_at",
        "begun",
        "callbacks",
        "called",
        "cause",
        "chances",
        "clock",
        "cover",
        "delayed",
        "documents",
        "doomed",
        "dropped",
        "ended",
        "ended_at",
        "endex",
        "ending",
        "final",
        "fixed",
        "fuse",
        "hanging",
        "hoping",
        "live",
        "log",
        "look",
        "luck",
        "moments",
        "need",
        "nodes",
        "now",
        "open",
        "outcome",
        "over_at",
        "plan",
        "queue",
        "ready",
        "released_at",
        "reported",
        "resources",
        "seq",
        "stale",
        "status",
        "taken",
        "tick",
        "to_count",
        "told",
        "touched",
        "turn",
        "value",
        "variables",
        "wait",
        "watching",
        "work_until",
        "zero",
    )  # fmt: skip

    def __init__(
        self, plan: Plan, luck: Luck, log: list[Any] | None, due: Callable[["Run", Tick], None]
    ) -> None:
        nodes = len(plan.nodes)
        self.plan, self.luck, self.log = plan, luck, log
        self.nodes: tuple[Node, ...] = plan.nodes
        self.clock = Environment()
        self.callbacks: list[Callable[[Tick], None]] = [lambda tick: due(self, tick)]
        self.now = 0  # minute of the exercise clock
        self.seq = 0  # number of the last event
        # By node: where it stands, how it ended, and since when.
        self.status = [WAITING] * nodes
        self.outcome = [-1] * nodes
        self.begun = [False] * nodes
        self.turn = [0] * nodes
        self.released_at = [0] * nodes
        self.began_at = [-1] * nodes
        self.work_until = [0] * nodes
        self.over_at = [-1] * nodes
        self.cause = [0] * nodes
        self.wait = [""] * nodes
        self.tick: list[Tick | None] = [None] * nodes
        self.final = [False] * nodes
        self.doomed = [False] * nodes  # waits, and could come by a going back only
        # By gate: how many inputs are missing, and the value of inner gates.
        self.need = list(plan.needs)
        self.value = [0] * len(plan.gates)
        # Nodes that something is to be done with.
        self.ready: list[int] = []
        self.watching: list[int] = []
        self.moments: dict[
            int, int
        ] = {}  # how many moments of the clock are on the agenda for a watching node
        self.asked_at = 0  # number of the last event when conditions were last asked
        self.zero: list[int] = []
        self.queue: list[int] = []
        self.touched: list[int] = []
        # What lives by goings back (`reach`): steps that wait, results that others wait for, and all that may be covered.
        self.hoping: set[int] = set()
        self.hanging: set[int] = set()
        self.cover: set[int] | frozenset[int] = plan.reopenable
        self.stale = False  # whether less may be hoped for than when it was last asked
        self.delayed: dict[int, Tick] = {}
        self.fuse: dict[int, tuple[int, int]] = {}
        self._nothing_asked()

    def _nothing_asked(self) -> None:
        """Nothing is asked, drawn, changed or ended yet."""
        plan = self.plan
        # Questions, choices and chance.
        self.open: dict[int, Any] = {}
        self.reported: list[Any] = []
        self.asks: dict[int, int] = {}
        self.to_count: list[int] = []  # votes of which somebody fell out
        self.taken: dict[tuple[int, int], int] = {}
        self.fixed: dict[tuple[str, int], int] = {}
        self.chances: dict[int, list[float]] = {}
        # The situation.
        self.variables = dict(plan.variables)
        self.documents = [0] * len(plan.documents)
        self.dropped: set[str] = set()
        self.told: set[int] = set()  # nodes of which it is told already that they are cut off
        self.resources: Any = None
        # The end.
        self.live = 0
        self.look = True
        self.endex = False
        self.called: tuple[int, int] | None = None
        self.ending = -1
        self.ended = False
        self.ended_at = -1

    def emit(self, kind: str, element: int, cause: int, *data: Any) -> int:
        """The number of the event that is hereby in the log."""
        self.seq += 1
        if self.log is not None:
            self.log.append((self.seq, kind, self.now, element, cause, data))
        return self.seq

    def minutes(self, node: int, time: Any, occurrence: int) -> int:
        """How long something of a node lasts, this time."""
        draw: int = time.draw
        return time.fixed if draw < 0 else self.luck.minutes(draw, occurrence)

    def schedule(self, tick: Tick, minute: int) -> None:
        """Puts a tick on the agenda; it is live until it is due or forgotten."""
        self.clock.schedule(tick, tick.order, minute - self.clock.now)
        self.live += 1

    def forget(self, tick: Tick | None) -> None:
        """A tick that is not to happen: it stays on the agenda and says nothing."""
        if tick is not None and tick.what:
            tick.what = ""
            self.live -= 1

    def over(self, node: int) -> bool:
        """Whether a node is done, was passed over, or was cut off."""
        return self.status[node] >= DONE

    def capacity(self, resource: int) -> int:
        """The capacity of a resource now: its slots, what is left of a stock, its units in the time of its rate."""
        capacity: int = self.resources.capacity(resource)
        return capacity
