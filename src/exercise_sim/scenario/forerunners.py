"""Which steps come before a step in any case, because of what stands behind its `after`: `forerunners(chain, makers)`.

Of the members of a group nothing is known here: a step stands for all of them.
"""

from collections.abc import Mapping
from itertools import pairwise

from exercise_sim.scenario.references import After, Join, Reference
from exercise_sim.scenario.steps import Step


def forerunners(chain: Mapping[str, Step], makers: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """For each step those that its `after` surely leaves behind; `makers` says which steps make each document, as `needs` spells it.

    What those before it need counts, what the step itself needs does not.
    """
    above = {name: Reference(before) for before, name in pairwise(chain)}
    found: dict[str, set[str]] = {name: set() for name in chain}
    changed = True
    while changed:  # mostly once: a step rarely waits for one that stands below it
        changed = False
        for name, step in chain.items():
            surely = _of_after(step.after or above.get(name), found)
            surely |= {one for text in step.needs for one in _of_any(makers.get(text, set()), found)}
            if not surely <= found[name]:
                found[name] |= surely
                changed = True
    return {name: _of_after(step.after or above.get(name), found) for name, step in chain.items()}


def _of_after(after: After | None, found: Mapping[str, set[str]]) -> set[str]:
    if after is None:
        return set()
    if isinstance(after, Join):
        each = [_of_after(item, found) for item in after.items]
        return set.union(*each) if after.kind == "all" else set.intersection(*each)
    return {after.name} | found.get(after.name, set())


def _of_any(names: set[str], found: Mapping[str, set[str]]) -> set[str]:
    """What comes before each of several steps, one of which is waited for."""
    return set.intersection(*({name} | found.get(name, set()) for name in names)) if names else set()
