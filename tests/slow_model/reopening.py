"""Going back: which steps belong to the reopened set R.

Only the set; the run takes its steps back.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from tests.slow_model.coming import is_released
from tests.slow_model.instances import entries
from tests.slow_model.joins import View


def reopened(start: AbstractSet[int], view: Callable[[AbstractSet[int]], View]) -> frozenset[int]:
    """R, grown from the targets and the step that decided; `view` shows the facts without the results of a set."""
    found = set(start)
    now = view(frozenset())
    steps = now.facts.chain.steps
    grew = True
    while grew:
        without = view(frozenset(found))
        joining = {
            step.place
            for step in steps
            if step.place not in found
            and is_released(now, step.place)
            and any(now.released(entry) and not without.released(entry) for entry in entries(step.join))
        }
        grew = bool(joining)
        found |= joining
    return frozenset(found)
