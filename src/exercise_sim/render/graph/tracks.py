"""The tracks of one channel: wires that run side by side in it, ordered so that few cross, none on another.

A channel is upright or level; a wire runs in it from its first to its last touch. Nothing is known here of cards or pixels.
"""

from dataclasses import dataclass, field

GAP = 0.02
"""How far apart two wires must be to share a track, in rows."""


@dataclass(slots=True)
class Wire:
    """What one net does in a channel: where it is touched from the `near` side (left or above) and from the `far` side."""

    near: list[float] = field(default_factory=list)
    far: list[float] = field(default_factory=list)

    @property
    def first(self) -> float:
        return min([*self.near, *self.far])

    @property
    def last(self) -> float:
        return max([*self.near, *self.far])

    def spans(self, place: float) -> bool:
        """Whether something that crosses the channel at a place crosses this wire."""
        return self.first < place < self.last


def crossings(near: Wire, far: Wire) -> int:
    """How often two wires cross when the one lies on the near side of the other."""
    return sum(map(near.spans, far.near)) + sum(map(far.spans, near.far))


def tracks(wires: list[Wire]) -> list[int]:
    """The track of each wire, from 0 on the near side."""
    order = _ordered(wires)
    found = [0] * len(wires)
    for place, wire in enumerate(order):
        below = [found[other] for other in order[:place] if _meet(wires[other], wires[wire])]
        found[wire] = 1 + max(below, default=-1)
    return found


def _meet(one: Wire, other: Wire) -> bool:
    return one.first <= other.last + GAP and other.first <= one.last + GAP


def _ordered(wires: list[Wire]) -> list[int]:
    """The wires in an order in which no exchange of neighbours saves a crossing."""
    order = sorted(range(len(wires)), key=lambda number: (wires[number].first, wires[number].last))
    for _ in wires:
        changed = False
        for place in range(len(order) - 1):
            near, far = wires[order[place]], wires[order[place + 1]]
            if crossings(far, near) < crossings(near, far):
                order[place : place + 2] = order[place + 1], order[place]
                changed = True
        if not changed:
            break
    return order
