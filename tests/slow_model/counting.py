"""Counts what happened in the chains that were played: a case that never comes up is not held by any range of seeds.

Features are read off the scenario and its log; `table` shows in how many chains each came up.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.slow_model.board import Entry

OWN = ("delay", "rescale", "hold", "cancel", "pass_over", "drop", "fire", "makes", "redo", "back_to", "ends")


def features(data: dict[str, Any], log: list[Entry], touched: set[str]) -> set[str]:
    """What came up: words of the log, turns and words of injects that came, what came after a hand, effects with the states they found."""
    found = {f"told: {entry[1]}" for entry in log} | {f"effect: {one}" for one in touched}
    came = {entry[2] for entry in log if entry[1] == "came"}
    for name in came:
        found |= set(of_inject(data["injects"][name]))
    found |= {f"inject stayed away: {entry[3]}" for entry in log if entry[1] == "stayed_away"}
    found |= {f"expected action or answer: {entry[3]}" for entry in log if entry[1] == "acted"}
    return found


def of_inject(its: dict[str, Any]) -> Iterator[str]:
    """The kind of its turn, and what it does."""
    at = its["at"]
    if not isinstance(at, str):
        yield "inject came: condition of several parts"
    elif at == "trainer":
        yield "inject came: at the trainer's hand or fired"
    elif at.startswith("D"):
        yield "inject came: at a time"
    elif " is " in at or " at " in at:
        yield "inject came: on a condition"
    else:
        yield "inject came: after a lag drawn" if ".." in at else "inject came: after something"
    for word in OWN:
        if word in (its.get("effects") or {}):
            yield f"inject that came: {word}"


def table(counts: Counter[str], chains: int) -> str:
    """One line a feature, the most frequent first."""
    lines = [
        f"{count:>7}  {feature}"
        for feature, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]
    return "\n".join([f"{chains:>7}  chains played", *lines])
