"""How the frozen records of a plan are pickled, so that a plan can be sent to other processes.

By its fields, and made again from them: what `dataclasses` does of its own sets the fields of a frozen record, which compiled classes refuse.
"""

import copyreg
from dataclasses import fields, is_dataclass
from typing import Any

from exercise_sim.engine import clauses, nodes, plan, rows


def packable() -> None:
    """Sees to it that all records of which a plan is made can be pickled."""
    for room in (clauses, nodes, plan, rows):
        for one in vars(room).values():
            if isinstance(one, type) and is_dataclass(one) and one.__module__ == room.__name__:
                copyreg.pickle(one, _packed)


def _packed(record: Any) -> tuple[type, tuple[Any, ...]]:
    return type(record), tuple(getattr(record, field.name) for field in fields(record))
