"""The graph as plain arrows, for programs that lay it out themselves: joins become points of their own.

An arrow leads from a node or a join to a node or a join. The texts on it are made in `words`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exercise_sim.render.graph.words import consequences, join_word, waiting
from exercise_sim.scenario.graph import Graph
from exercise_sim.scenario.links import Edge, Gate


@dataclass(frozen=True, slots=True)
class Join:
    """A point in which arrows meet, and its word: `any`, `all`, `2 of`."""

    id: str
    word: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one id to another; `edge` is None between a join and what it leads to."""

    source: str
    target: str
    edge: Edge | None = None


class Arrows:
    """All joins and arrows of a graph. Nodes are `n0`, `n1` ... in their order, joins `j0`, `j1` ..."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.ids = {node.name: f"n{number}" for number, node in enumerate(graph.nodes)}
        self.joins: list[Join] = []
        self.list: list[Arrow] = []
        for node in graph.nodes:
            if node.gate:
                self.list += self._inputs(node.gate, self.ids[node.name], outer=True)
        self.list += [
            self._arrow(edge, self.ids[edge.target])
            for edge in graph.edges
            if edge.way in ("back", "redo", "ends")
        ]

    def label(self, arrow: Arrow) -> str:
        """What stands on an arrow: the outcome that it comes from, and what it says beyond leading there."""
        edge = arrow.edge
        if edge is None:
            return ""
        node = self.graph.node(edge.source)
        branch = next((one for one in node.branches if one.name == edge.branch), None)
        told = [branch.text] if branch else []
        done = branch or node.done
        if edge.way in ("back", "redo") and done:
            told.append(consequences(done, self.graph))
        told.append(waiting(edge, self.graph))
        return "; ".join(one for one in told if one)

    def _inputs(self, gate: Gate, target: str, *, outer: bool = False) -> Iterator[Arrow]:
        """The arrows into a join. A node itself waits for all, so that its outermost `all` is no point of its own."""
        if len(gate.items) > 1 and not (outer and gate.kind == "all"):
            self.joins.append(Join(f"j{len(self.joins)}", join_word(gate)))
            yield Arrow(self.joins[-1].id, target)
            target = self.joins[-1].id
        for item in gate.items:
            if isinstance(item, Gate):
                yield from self._inputs(item, target)
            else:
                yield self._arrow(self.graph.edges[item], target)

    def _arrow(self, edge: Edge, target: str) -> Arrow:
        return Arrow(self.ids[edge.source], target, edge)
