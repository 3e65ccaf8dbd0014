"""Which lines get which colour: those of one result the same, those that run side by side different ones where it can be."""

from collections import defaultdict
from itertools import combinations

from exercise_sim.render.graph.wires import Net, Wiring

Result = tuple[str, str | None]
"""A step and its option or outcome; None for the step itself."""
NEAR = 2
"""How many tracks apart lines are still mistaken for each other."""


def hues(wiring: Wiring, count: int) -> dict[Result, int]:
    """The number of the colour of each result, out of `count`; of those equally good the one used least."""
    beside = _beside(wiring)
    found: dict[Result, int] = {}
    used = [0] * count
    for route in wiring.routes:
        result = route.net[:2]
        if result not in found:
            taken = [found[other] for other in beside[result] if other in found]
            found[result] = min(range(count), key=lambda hue: (taken.count(hue), used[hue], hue))
            used[found[result]] += 1
    return found


def _beside(wiring: Wiring) -> dict[Result, list[Result]]:
    """The results whose lines run near those of each, once for every channel in which they do."""
    channels: dict[tuple[str, int], list[tuple[Net, int]]] = defaultdict(list)
    for name, laid in (("upright", wiring.upright), ("level", wiring.level)):
        for (channel, net), track in laid.items():
            channels[name, channel].append((net, track))
    found: dict[Result, list[Result]] = defaultdict(list)
    for nets in channels.values():
        for (one, track), (other, other_track) in combinations(nets, 2):
            if abs(track - other_track) <= NEAR:
                found[one[:2]].append(other[:2])
                found[other[:2]].append(one[:2])
    return found
