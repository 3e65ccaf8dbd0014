"""The chain in the language of Graphviz: `dot(graph)`. Phases are clusters, options are rows of their step."""

from collections.abc import Iterator, Sequence
from html import escape

from exercise_sim.render.graph.arrows import Arrow, Arrows
from exercise_sim.render.graph.colours import BACK, CARDS
from exercise_sim.render.graph.lettering import wrapped
from exercise_sim.render.graph.words import WORDS, consequences, hover, summary, with_chance
from exercise_sim.scenario.graph import Graph, Node

_ROOM, _SIZE = 200, 11


def dot(graph: Graph, variants: Sequence[str] = ()) -> str:
    """The whole text; `variants` are named in its title."""
    arrows = Arrows(graph)
    title = "; ".join([graph.title, *(WORDS["variant"].format(name=name) for name in variants)])
    rows = [
        "digraph chain {",
        f'graph [rankdir=LR, label={quoted(title)}, labelloc=t, fontsize=20, fontname="Helvetica", newrank=true];',
        f'node [shape=plain, fontname="Helvetica", fontsize={_SIZE}];',
        'edge [fontname="Helvetica", fontsize=9];',
        *_phases(graph, arrows),
        *(f"{join.id} [shape=circle, label={quoted(join.word)}];" for join in arrows.joins),
        *(_arrow(arrow, arrows) for arrow in arrows.list),
        "}",
    ]
    return "\n".join(rows) + "\n"


def quoted(text: str) -> str:
    """A text in quotes, in which nothing has a meaning for Graphviz; lines are parted as they are."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _phases(graph: Graph, arrows: Arrows) -> Iterator[str]:
    for number in sorted({node.phase for node in graph.nodes}):
        title = graph.phases[number] if number < len(graph.phases) else WORDS["endings"]
        nodes = [_node(node, graph, arrows) for node in graph.nodes if node.phase == number]
        head = [f"subgraph cluster_{number} {{", f"label={quoted(title)};", "color=gray;"]
        yield from [*head, *nodes, "}"] if title else nodes


def _node(node: Node, graph: Graph, arrows: Arrows) -> str:
    (fill, stroke), _ = CARDS[node.class_ or node.kind]
    rows = [_row("b", f"<B>{_text(node.title)}</B>", *map(_text, summary(node)))]
    for number, branch in enumerate(node.branches):
        rows.append(_row(f"b{number}", _text(with_chance(branch)), _text(consequences(branch, graph))))
    table = (
        f'<TABLE BGCOLOR="{fill}" COLOR="{stroke}" CELLSPACING="0" CELLPADDING="4">{"".join(rows)}</TABLE>'
    )
    return f"{arrows.ids[node.name]} [label=<{table}>, tooltip={quoted(hover(node))}];"


def _row(port: str, *lines: str) -> str:
    text = "".join(f'{line}<BR ALIGN="LEFT"/>' for line in lines if line)
    return f'<TR><TD PORT="{port}" ALIGN="LEFT">{text}</TD></TR>'


def _text(words: str) -> str:
    return '<BR ALIGN="LEFT"/>'.join(map(escape, wrapped(words, _ROOM, _SIZE)))


def _arrow(arrow: Arrow, arrows: Arrows) -> str:
    source, marks = arrow.source, list[str]()
    if arrow.edge:
        names = [branch.name for branch in arrows.graph.node(arrow.edge.source).branches]
        source += f":b{names.index(arrow.edge.branch)}:e" if arrow.edge.branch in names else ":b:e"
        if arrow.edge.way in ("back", "redo"):
            marks += [f'color="{BACK[0]}"', "style=dashed", "constraint=false"]
        elif arrow.edge.way in ("document", "condition"):
            marks += ["style=dotted"]
        marks += [f"tooltip={quoted(label)}"] if (label := arrows.label(arrow)) else []
    said = f" [{', '.join(marks)}]" if marks else ""
    return f"{source} -> {arrow.target}{said};"
