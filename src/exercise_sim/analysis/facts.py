"""What one run reached: a single walk over the log as the run keeps it. A pure function; nothing is counted over runs here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from exercise_sim.engine.session import Noting

LONG: Final = 24 * 60
"""From so many minutes on, a stretch in which nothing happens and nobody is asked is an idle gap: a day."""

STORM: Final = 60
"""Injects that come within so many minutes come together: an hour."""

Result = tuple[int, str]
"""A step's node, and the option or outcome to which it came."""


@dataclass(slots=True)
class Facts:
    """Steps are told by their node. `came` are results of decisions and of chance; `injects` came in that minute.

    `asked` are the steps that came to their question, or to what chance decides; `back` says how often each result went back; `gaps`
    are the idle gaps as (minutes, the node that ended it: -1 for none). `stages` are those to which a gauge rose, as (gauge, place). `waiting` are the steps that waited when it stalled.
    """

    begun: set[int] = field(default_factory=set)
    injects: dict[int, int] = field(default_factory=dict)
    passed: set[int] = field(default_factory=set)
    cut: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    came: set[Result] = field(default_factory=set)
    back: Counter[tuple[int, str | None]] = field(default_factory=Counter)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    stages: set[tuple[int, int]] = field(default_factory=set)
    ending: str = ""
    minute: int = 0
    waiting: tuple[str, ...] = ()

    @property
    def storm(self) -> int:
        """How many injects came together at most: within STORM minutes."""
        minutes = sorted(self.injects.values())
        return max((sum(first <= one <= first + STORM for one in minutes) for first in minutes), default=0)


def facts_of(log: Iterable[Noting]) -> Facts:
    """The facts of one run."""
    found, last, questions = Facts(), 0, 0
    for _, kind, at, node, _, data in log:
        if kind in ("gauge", "stage"):  # what moves all the time ends no gap
            if kind == "stage" and data[2]:
                found.stages.add((data[0], data[1]))
            continue
        if at != last:
            if at - last >= LONG and not questions and not found.ending:
                found.gaps.append((at - last, node))
            last = at
        if kind == "begun":
            found.begun.add(node)
        elif kind != "done":
            questions += _OPENS.get(kind, 0)
            _note(found, kind, at, node, data)
    return found


_OPENS: Final = {"asked": 1, "decided": -1, "lapsed": -1, "withdrawn": -1}
"""By how much an event changes the number of open questions."""


def _note(found: Facts, kind: str, at: int, node: int, data: tuple[Any, ...]) -> None:
    match kind:
        case "decided" | "lapsed":
            found.came.add((node, str(data[0])))
        case "drawn":
            found.asked.add(node)
            found.came.add((node, str(data[0])))
        case "asked":
            found.asked.add(node)
        case "came":
            found.injects[node] = at
        case "passed_over":
            found.passed.add(node)
        case "cut_off":
            found.cut.add(node)
        case "went_back":
            found.back[node, data[0]] += 1
        case "ended":
            ending, _, _, waiting = data
            found.ending, found.minute = str(ending), at
            found.waiting = tuple(name for name, _ in waiting)
        case _:
            pass
