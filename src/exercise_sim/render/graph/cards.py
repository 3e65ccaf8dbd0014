"""The card of one step: what stands on it, line by line, how large it is, and where lines leave it and come in.

Offsets in pixels from the card's top left corner. Lines leave at multiples of 8 and 4 more, and come in at multiples of 8,
so that a line that leaves one card never lies on one that comes into the next.
"""

from dataclasses import dataclass, field
from typing import Literal

from exercise_sim.render.graph.lettering import wrapped
from exercise_sim.render.graph.words import (
    CLASSES,
    WORDS,
    arriving,
    consequences,
    join_word,
    limit,
    times,
    waiting,
    with_chance,
)
from exercise_sim.scenario.graph import Branch, Graph, Node
from exercise_sim.scenario.links import Gate

Style = Literal["title", "meta", "asked", "option", "note", "end"]
SIZES: dict[str, float] = {"title": 12.5, "meta": 10.5, "asked": 11, "option": 11, "note": 10, "end": 10}
HEIGHTS: dict[str, int] = {"title": 16, "meta": 14, "asked": 14, "option": 15, "note": 13, "end": 13}
BOLD = ("title", "end")
WIDE = 222
EDGE = 10
STRIP = 15
SLOT = 8
STACK = 3
"""How far each of the two cards under one that there are several of looks out."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: where its baseline begins, and how it is written."""

    x: float
    y: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Strip:
    """The mark of a join on the left of a card: from which height to which, at which depth, and its word."""

    depth: int
    top: int
    bottom: int
    text: str


@dataclass(slots=True)
class Card:
    """A step on paper. `exits` are heights by branch (None: the step itself), `entries` by the number of the edge."""

    node: Node
    lines: list[Line] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    marks: list[tuple[float, Branch]] = field(default_factory=list)
    exits: dict[str | None, int] = field(default_factory=dict)
    entries: dict[int, int] = field(default_factory=dict)
    strips: list[Strip] = field(default_factory=list)
    left: float = EDGE
    height: int = 0

    @property
    def room(self) -> int:
        """The height of the card with those that lie under it."""
        return self.height + (2 * STACK if self.node.several else 0)


def card_of(node: Node, graph: Graph, order: dict[int, float]) -> Card:
    """The card of a node. `order` says for each edge that leads to it from how far up it comes."""
    return _Writing(node, graph, order).card


class _Writing:
    def __init__(self, node: Node, graph: Graph, order: dict[int, float]) -> None:
        self.node, self.graph, self.order = node, graph, order
        self.card = Card(node, left=EDGE + STRIP * _depth(node.gate))
        self.y = 6.0
        self._head()
        for branch in node.branches:
            self._branch(branch)
        self._say(limit(node), "note")
        self._coming_in()
        self.card.height = max(int(self.y) + 8, self._lowest() + 12, 36)

    def _head(self) -> None:
        node = self.node
        self._say(node.title, "title")
        self.card.exits[None] = _slot(19)
        self._say(times(node.several) if node.several else "", "meta")
        for line in arriving(node) if node.kind == "inject" else [node.takes]:
            self._say(line, "meta")
        if node.kind == "ending":
            self._say(CLASSES[node.class_], "meta")
            self._say(node.condition and WORDS["when"].format(condition=node.condition), "note")
            return
        self._say(node.condition and WORDS["if"].format(condition=node.condition), "note")
        self._say(node.wait_for and WORDS["wait_for"].format(condition=node.wait_for), "note")
        self._say(WORDS["after_end"] if node.after_end else "", "note")
        for number in _edges(node.gate):
            self._say(waiting(self.graph.edges[number], self.graph), "note")
        if node.done:
            self._say(consequences(node.done, self.graph), "end" if node.done.ends else "note")
        self._say(node.question, "asked")
        self._say(WORDS["vote"].format(voters=times(node.voters)) if node.voters else "", "meta")

    def _branch(self, branch: Branch) -> None:
        self.card.rules.append(self.y + 4)
        self.y += 5
        top = self.y
        self._say(with_chance(branch), "option", indent=14)
        self.card.marks.append((top + 11, branch))
        self.card.exits[branch.name] = _slot(top + 11)
        self._say(consequences(branch, self.graph), "end" if branch.ends else "note", indent=14)

    def _say(self, text: str, style: Style, indent: float = 0) -> None:
        left = self.card.left + indent
        for line in wrapped(
            text, WIDE - EDGE - left - (6 if indent else 0), SIZES[style], bold=style in BOLD
        ):
            self.y += HEIGHTS[style]
            self.card.lines.append(Line(left, self.y, line, style))

    # --- what comes in

    def _coming_in(self) -> None:
        if self.node.gate:
            self._gate(self.node.gate, 2 * SLOT, _depth(self.node.gate) - 1)

    def _gate(self, gate: Gate, top: int, depth: int) -> int:
        """Places the inputs of a join from `top` downwards and returns the height below them."""
        if len(gate.items) == 1:
            return self._item(gate.items[0], top, depth, SLOT)
        step = 2 * SLOT if len(gate.items) == 2 else SLOT  # two lines alone give the mark's word no room
        for item in sorted(gate.items, key=self._height):
            top = self._item(item, top, depth - 1, step)
        heights = [self.card.entries[number] for number in _edges(gate)]
        self.card.strips.append(Strip(depth, min(heights) - 7, max(heights) + 7, join_word(gate)))
        return max(heights) + 2 * SLOT

    def _item(self, item: int | Gate, top: int, depth: int, step: int) -> int:
        if isinstance(item, Gate):
            return self._gate(item, top, depth)
        self.card.entries[item] = top
        return top + step

    def _height(self, item: int | Gate) -> float:
        """From how far up an input comes, on the whole."""
        if isinstance(item, Gate):
            return sum(map(self._height, item.items)) / len(item.items)
        return self.order[item]

    def _lowest(self) -> int:
        return max([*self.card.exits.values(), *self.card.entries.values()])


def _edges(gate: Gate | None) -> list[int]:
    if gate is None:
        return []
    return [number for item in gate.items for number in (_edges(item) if isinstance(item, Gate) else [item])]


def _depth(gate: Gate | int | None) -> int:
    """How many joins lie one in the other."""
    if not isinstance(gate, Gate):
        return 0
    return (len(gate.items) > 1) + max(map(_depth, gate.items))


def _slot(y: float) -> int:
    """The nearest height at which a line may leave."""
    return round((y - SLOT / 2) / SLOT) * SLOT + SLOT // 2
