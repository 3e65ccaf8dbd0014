"""When a few steps of a run began and ended: read from the log as the run notes it, or from how the run stands at its end.

The same as `history` says of these steps, for whoever reads thousands of runs; a test holds the two equal.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exercise_sim.engine.codes import CUT, DONE, PASSED
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Noting, Session


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


def from_log(noted: Sequence[Noting], slots: Mapping[int, int]) -> tuple[dict[int, Moments], Changes]:
    """The moments of some nodes, and the changes of all variables.

    `slots` says under which node the events of each are noted: what recurs, and what an inject expects, has hidden nodes of its own.
    """
    found = {node: Moments() for node in slots.values()}
    changes: Changes = {}
    for _, kind, at, node, _, data in noted:
        if kind == "variable":
            changes.setdefault(data[0], []).append((at, data[1]))
        elif node in slots:
            _note(found[slots[node]], kind, at, data)
    return found, changes


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


def from_state(session: Session, plan: Plan, nodes: Collection[int]) -> dict[int, Moments]:
    """The moments of these nodes in a run in which nothing went back: what is over was over once. Beginnings are not known."""
    run = session.seen
    assert not run.returned, "what ended before it was reopened stands in the log only"
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
    return found
