"""The state of one run: flat lists by node and gate, the clock, the log. It has no rules; the rooms above it have.

Read by everything above, written by the room whose rule it is: `gates` joins, `queues` resources, `back` going back,
`reach` cutting off, `asking` questions, `chain` the life of a step.
"""

from collections.abc import Sequence
from heapq import heapify, heappush
from typing import TYPE_CHECKING, Any, Final

from exercise_sim.engine import loops
from exercise_sim.engine.clock import Clock, Tick
from exercise_sim.engine.codes import DONE, VALUES, WAITING, Log
from exercise_sim.engine.luck import Luck
from exercise_sim.engine.nodes import Node, Time
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.rows import Row

if TYPE_CHECKING:  # a compiled run reads what has a type as a field of a record
    from exercise_sim.engine.asking import Open
    from exercise_sim.engine.marks import Hold, Mark
    from exercise_sim.engine.queues import Desk

# What a tick says when it is due.
WAITED: Final = "waited"
ANSWERED: Final = "answered"
LAPSES: Final = "lapses"
OPENING: Final = "opening"
LOOK: Final = "look"
END: Final = "end"
TURN: Final = "turn"
MARKS: Final = "marks"
MISSES: Final = "misses"
GAUGE_MOVES: Final = "gauge moves"
GAUGE_LOOKS: Final = "gauge looks"
RESUMES: Final = "resumes"
HELD: Final = "held"
GIVES: Final = "gives"
RECURS: Final = "recurs"
STOPS: Final = "stops"

AT_ONCE: Final = -1
"""Stands in `Run.tick` for work that takes no time."""
STANDING: Final = -2
"""Stands in `Run.tick` for work that does not go on, because it is held, or what serves it stands still."""


class Run:
    """Everything that changes while a plan runs. Minutes are whole minutes from STARTEX."""

    __slots__ = (
        "agenda",
        "asked_at",
        "asks",
        "backers",
        "begun",
        "busy",
        "called",
        "carried",
        "cause",
        "chances",
        "clock",
        "cover",
        "delayed",
        "documents",
        "doomed",
        "drawn",
        "dropped",
        "ended",
        "ended_at",
        "endex",
        "ending",
        "final",
        "fixed",
        "fuse",
        "gauges",
        "hanging", "heard", "holds",
        "hoping",
        "last",
        "lengths",
        "live",
        "log",
        "look",
        "loose",
        "luck",
        "marks",
        "minutes_of",
        "moments",
        "need",
        "nodes",
        "now",
        "open",
        "outcome",
        "over_at",
        "plan", "prepared", "queue",
        "ready",
        "released_at",
        "reported",
        "resources",
        "returned",
        "rows",
        "seq",
        "sinking",
        "soon",
        "stale",
        "status",
        "stirred",
        "taken",
        "tick",
        "to_count",
        "told",
        "touched",
        "turn",
        "value",
        "variables",
        "wait",
        "wakeful",
        "watching",
        "work_until",
        "zero",
    )  # fmt: skip

    def __init__(self, plan: Plan, luck: Luck, log: Log) -> None:
        nodes = len(plan.nodes)
        self.plan, self.luck, self.heard = plan, luck, log if isinstance(log, list) else None
        self.log: list[Any] | None = [] if log is not False else None
        self.minutes_of = luck.minutes
        self.nodes: tuple[Node, ...] = plan.nodes
        self.rows: Sequence[Row] = plan.rows
        self.clock = Clock()
        self.agenda = self.clock.agenda
        self.soon = False  # whether something may stand on the agenda of the present minute
        self.now = 0  # minute of the exercise clock
        self.seq = 0  # number of the last event
        # By node: where it stands, how it ended, and since when.
        self.status = [WAITING] * nodes
        self.outcome = [-1] * nodes
        self.begun = [False] * nodes
        self.returned = False  # whether anything went back; before that, nobody's turns are counted
        self.turn = [0] * nodes
        self.released_at = [0] * nodes
        self.work_until = [0] * nodes
        self.over_at = [-1] * nodes
        self.cause = [0] * nodes
        self.wait = ["after"] * nodes
        # The event by which work began that is on the agenda (AT_ONCE: it takes no time), and what it carries out.
        self.tick = [0] * nodes
        self.carried: dict[int, int] = {}
        self.final = [False] * nodes
        self.doomed = [False] * nodes  # waits, and could come by a going back only
        # By gate: how many inputs are missing, and the value of inner gates.
        self.need = list(plan.needs)
        self.value = [0] * len(plan.gates)
        self.loose: set[int] = set()  # gates whose count may be too low
        # Nodes that something is to be done with.
        self.ready: list[int] = []
        self.watching: list[int] = []
        self.wakeful = False  # whether one of them looks at something that is not noted in `stirred`
        # Variables and gauges (their numbers, negative) that have changed since conditions were asked.
        self.stirred: set[str | int] = set()
        # How many moments of the clock are on the agenda for a watching node.
        self.moments: dict[int, int] = {}
        self.asked_at = 0  # number of the last event when conditions were last asked
        self.zero: list[int] = []
        self.queue: list[int] = []
        self.touched: list[int] = []
        # What lives by goings back (`reach`): steps that wait, results that others wait for, and all that may be covered.
        self.hoping: set[int] = set()
        self.hanging: set[int] = set()
        self.cover: frozenset[int] = plan.covered(plan.reopeners)
        self.sinking: frozenset[int] = plan.sinking(
            plan.reopeners
        )  # of that, what surely goes with its targets
        self.backers: frozenset[int] = (
            frozenset()
        )  # whose going back alone keeps all that hopes alive, where that is plain
        self.stale = False  # whether less may be hoped for than when it was last asked
        self.delayed: dict[int, Tick] = {}
        self.last: dict[int, int] = {}  # when recurring work last began
        self.fuse: dict[int, tuple[int, int]] = {}
        self._nothing_asked()

    def _nothing_asked(self) -> None:
        """Nothing is asked, drawn, changed or ended yet."""
        plan = self.plan
        # Questions, choices and chance.
        self.open: dict[int, Open] = {}
        self.reported: list[Any] = []
        self.asks: dict[int, int] = {}
        self.to_count: list[int] = []  # votes of which somebody fell out
        self.taken: dict[tuple[int, int], int] = {}
        self.fixed: dict[tuple[str, int], int] = {}
        self.chances: dict[int, list[float]] = {}
        # What effects did to steps (`marks`), and the ends of holds by the hidden node that brings them.
        self.marks: dict[int, Mark] = {}
        self.holds: dict[int, list[Hold]] = {}
        self.lengths: dict[int, tuple[Time, int]] = {}  # new durations, with the minutes added to them
        self.drawn: dict[int, int] = {}  # how often an effect has drawn a delay
        self.prepared: dict[int, Tick] = {}  # injects that the trainer will give at a minute
        # The situation.
        self.variables = dict(plan.variables)
        self.documents = [0] * len(plan.documents)
        self.dropped: set[str] = set()
        self.told: set[int] = set()  # nodes of which it is told already that they are cut off
        self.resources: Desk  # from STARTEX on
        self.gauges: Any = None
        # The end.
        self.live = 0
        self.look = True
        self.busy = True  # whether a round has to see to more than beginnings
        self.endex = False
        self.called: tuple[int, int] | None = None
        self.ending = -1
        self.ended = False
        self.ended_at = -1

    def emit(self, kind: str, element: int, cause: int, *data: Any) -> int:
        """The number of the event that is hereby in the log."""
        self.seq += 1
        if self.log is not None and (self.heard is None or self.heard[element] or kind in VALUES):
            self.log.append((self.seq, kind, self.now, element, cause, data))
        return self.seq

    def minutes(self, time: Time, occurrence: int) -> int:
        """How long something lasts, this time."""
        return time.fixed if time.draw < 0 else self.minutes_of(time.draw, occurrence)

    def touch(self, node: int) -> None:
        """Something became of a node that may make something else impossible."""
        self.touched.append(node)
        self.busy = True

    def work(self, node: int, event: int, minute: int) -> None:
        """Work of a node goes on until a minute; `event` is the number of the one that brought it, and its mark on the agenda."""
        if minute > self.now:
            if minute - self.now > loops.LONGEST_WORK:
                raise loops.no_end(self.nodes[node].name, self.now)
            self.tick[node] = event
            heappush(self.agenda, (minute, node, event, event))
            self.live += 1
        else:
            self.tick[node] = AT_ONCE
            self.zero.append(node)

    def schedule(self, tick: Tick, order: int, minute: int) -> None:
        """Puts a tick on the agenda; it is live until it is due or forgotten."""
        self.clock.put(minute, order, tick)
        self.live += 1
        if minute <= self.now:
            self.soon = self.busy = True

    def _clear_agenda(self) -> None:
        """Takes off what will say nothing, once most of the agenda is that: what is put off again and again would fill it."""
        if len(self.agenda) > 64 + 2 * self.live:
            self.agenda[:] = [one for one in self.agenda if self.says_something(one[1], one[3])]
            heapify(self.agenda)

    def says_something(self, order: int, entry: Any) -> bool:
        return bool(entry.what) if isinstance(entry, Tick) else self.tick[order] == entry

    def due(self, tick: Tick) -> int:
        """The minute of a tick that stands on the agenda."""
        self._clear_agenda()
        return next(minute for minute, _, _, entry in self.agenda if entry is tick)

    def ends(self, node: int) -> int:
        """The minute in which work of a node ends that stands on the agenda."""
        self._clear_agenda()
        mark = self.tick[node]
        return next(minute for minute, order, _, entry in self.agenda if order == node and entry == mark)

    def forget(self, tick: Tick | None) -> None:
        """A tick that is not to happen: it stays on the agenda and says nothing."""
        if tick is not None and tick.what:
            tick.what = ""
            self.live -= 1

    def stop_work(self, node: int) -> None:
        """Work of a node does not come to its end."""
        self.live -= self.tick[node] > 0
        self.tick[node] = 0
        self.carried.pop(node, None)

    def lasts(self, node: int) -> bool:
        """Whether what became of a node is out of the reach of any going back: an inject that has come, a stage that was reached."""
        return self.rows[node].lasting and self.status[node] == DONE

    def over(self, node: int) -> bool:
        """Whether a node is done, was passed over, or was cut off."""
        return self.status[node] >= DONE

    def capacity(self, resource: int) -> int:
        """The capacity of a resource now: its slots, what is left of a stock, its units in the time of its rate."""
        return self.resources.capacity(resource)

    def level(self, gauge: int) -> int:
        """The value of a gauge now, in its units."""
        units: int = self.gauges.level(gauge, self.now)
        return units
