"""When a few steps of a run began and ended: read from the log as the run notes it, or from how the run stands at its end.

The same as `history` says of these steps, for whoever reads thousands of runs; a test holds the two equal.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from exercise_sim.analysis.levels import Course
from exercise_sim.engine.codes import CUT, DONE, PASSED
from exercise_sim.engine.events import Event
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session
from exercise_sim.engine.telling import told


@dataclass(slots=True)
class Moments:
    """One step of one member: the minutes of its beginnings and of its ends (each with its outcome), and how it stands.

    `state` is the kind of the last event that changed it, empty for one that still waits. Of an inject: when it `came`, and when what was
    expected upon it was done in time (`met`) or `missed`.
    """

    begins: list[int] = field(default_factory=list)
    ends: list[tuple[int, str | None]] = field(default_factory=list)
    state: str = ""
    came: int | None = None
    met: int | None = None
    missed: int | None = None


Changes = dict[str, list[tuple[int, Any]]]
"""The values that each variable took, with their minutes."""


@dataclass(slots=True)
class Found:
    """What is known of a run: moments by node, the variables at its end, and its last minute; from its log also their changes, and gauges."""

    plan: Plan
    moments: dict[int, Moments]
    values: Mapping[str, Any]
    ended: int
    changes: Changes = field(default_factory=dict)
    gauges: list[Event] = field(default_factory=list)
    _courses: dict[str, Course] = field(default_factory=dict)

    def course(self, gauge: str) -> Course:
        """How a gauge went, drawn up when it is asked for first."""
        found = self._courses.get(gauge)
        if found is None:
            found = self._courses[gauge] = Course(self.plan, self.gauges, gauge)
        return found

    def value(self, variable: str, minute: int) -> Any:
        """The value of a variable at a minute."""
        changes = reversed(self.changes.get(variable, ()))
        return next((new for at, new in changes if at <= minute), self.plan.variables[variable])


def from_log(session: Session, plan: Plan, slots: Mapping[int, int], ended: int) -> Found:
    """What the log says of some nodes, of all variables and of all gauges.

    `slots` says under which node the events of each are noted: what recurs, and what an inject expects, has hidden nodes of its own.
    """
    moments = {node: Moments() for node in slots.values()}
    found = Found(plan, moments, session.seen.variables, ended)
    for noting in session.noted:
        _, kind, at, node, _, data = noting
        if kind == "variable":
            found.changes.setdefault(data[0], []).append((at, data[1]))
        elif kind in ("gauge", "stage"):
            found.gauges.append(told(plan, noting))
        elif node in slots:
            _note(moments[slots[node]], kind, at, data)
    return found


def _note(one: Moments, kind: str, at: int, data: tuple[Any, ...]) -> None:
    if kind == "begun":
        one.begins.append(at)
        one.state = kind
    elif kind == "done":
        one.ends.append((at, data[0]))
        one.state = kind
    elif kind in ("passed_over", "cut_off"):
        one.state = kind
    elif kind in ("went_back", "reopened"):
        one.state = ""
    elif kind == "came":
        one.came = at
    elif kind == "acted" and data[0]:
        one.met = at
    elif kind == "missed":
        one.missed = at


def slots_of(plan: Plan, nodes: Collection[int]) -> dict[int, int]:
    """Each of these nodes, and every hidden one of the same name, with the node itself."""
    names = {plan.nodes[node].name: node for node in nodes}
    return {node.id: names[node.name] for node in plan.nodes if node.name in names}


def from_state(session: Session, plan: Plan, nodes: Collection[int], ended: int) -> Found:
    """The moments of these nodes in a run in which nothing went back: what is over was over once. Beginnings are not known."""
    run = session.seen
    assert not (nodes and run.returned), "what ended before it was reopened stands in the log only"
    found = {}
    for node in nodes:
        one = found[node] = Moments()
        status = run.status[node]
        if status == DONE:
            place = run.outcome[node]
            branches = plan.nodes[node].branches
            one.ends.append((run.over_at[node], branches[place].name if place >= 0 else None))
            one.state = "done"
        elif status in (PASSED, CUT):
            one.state = "passed_over" if status == PASSED else "cut_off"
    return Found(plan, found, run.variables, ended)
