"""When a few steps of a run began and ended: read from the log as the run notes it, or from how the run stands at its end.

The same as `history` says of these steps, for whoever reads thousands of runs; a test holds the two equal.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from exercise_sim.engine.codes import CUT, DONE, PASSED
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Noting, Session

OVER = ("done", "passed_over", "cut_off")


@dataclass(slots=True)
class Moments:
    """One step of one member: the minutes of its beginnings and of its ends (each with its outcome), and how it stands.

    `state` is the kind of the last event that changed it, empty for one that still waits.
    """

    begins: list[int] = field(default_factory=list)
    ends: list[tuple[int, str | None]] = field(default_factory=list)
    state: str = ""


Changes = dict[str, list[tuple[int, Any]]]
"""The values that each variable took, with their minutes."""


def from_log(noted: Sequence[Noting], nodes: Collection[int]) -> tuple[dict[int, Moments], Changes]:
    """The moments of these nodes, and the changes of all variables."""
    found = {node: Moments() for node in nodes}
    changes: Changes = {}
    for _, kind, at, node, _, data in noted:
        if kind == "variable":
            changes.setdefault(data[0], []).append((at, data[1]))
        elif node in found:
            one = found[node]
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
    return found, changes


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
