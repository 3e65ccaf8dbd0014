"""Events as plain data, for files and digests, and who may see one. The form of `run --jsonl` is made here and nowhere else."""

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from exercise_sim.engine.events import EXCON, Event
from exercise_sim.engine.telling import NAMES


def as_data(event: Event) -> dict[str, Any]:
    """An event as plain data; `audience` is "all" or the bodies that may see it."""
    data: dict[str, Any] = {
        "seq": event.seq,
        "at": event.at,
        "kind": NAMES[type(event)],
        "element": event.element,
        "cause": event.cause,
    }
    data["audience"] = list(event.audience) or "all"
    for field in fields(event):
        if field.name not in data:
            data[field.name.rstrip("_")] = getattr(event, field.name)
    return data


def sees(seats: Collection[str], event: Event) -> bool:
    """Whether somebody at one of these seats may see an event; exercise control sees every one."""
    return not event.audience or EXCON in seats or not set(seats).isdisjoint(event.audience)
