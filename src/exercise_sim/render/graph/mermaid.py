"""The chain as a flowchart of Mermaid: `mermaid(graph)`. Phases are subgraphs; whoever shows it lays it out."""

import re
from collections.abc import Iterator, Sequence

from exercise_sim.render.graph.arrows import Arrow, Arrows
from exercise_sim.render.graph.colours import BACK, CARDS
from exercise_sim.render.graph.words import WORDS, summary
from exercise_sim.scenario.graph import Graph, Node

_SHAPES = {
    "work": ("[", "]"),
    "milestone": ("([", "])"),
    "question": ("{{", "}}"),
    "vote": ("[[", "]]"),
    "chance": ("[/", "/]"),
    "inject": (">", "]"),
    "ending": ("(((", ")))"),
}
_PLAIN = frozenset(" .,:()'/+%?!-")
_LIST = re.compile(r"(\d*)([.)+-])(?= )")
"""How a list of Markdown begins; a text that begins so is none."""


def mermaid(graph: Graph, variants: Sequence[str] = ()) -> str:
    """The whole text; `variants` are named in its title."""
    arrows = Arrows(graph)
    told = [graph.title, *(WORDS["variant"].format(name=name) for name in variants)]
    rows = ["flowchart TB", f"accTitle: {quoted('; '.join(told))}", *_phases(graph, arrows)]
    rows += [f'{join.id}(("{quoted(join.word)}"))' for join in arrows.joins]
    rows += [_arrow(arrow, arrows) for arrow in arrows.list]
    rows += _styles(graph, arrows)
    return "\n".join(rows) + "\n"


def quoted(text: str) -> str:
    """A text that Mermaid takes for nothing but text: what could be a sign of its grammar, or of Markdown, by its number."""
    listed = _LIST.match(text)
    head = f"{listed[1]}#{ord(listed[2])};" if listed else ""
    return head + "".join(map(_sign, text[len(listed[0]) :] if listed else text))


def _sign(sign: str) -> str:
    return sign if sign.isalnum() or sign in _PLAIN or not sign.isascii() else f"#{ord(sign)};"


def _phases(graph: Graph, arrows: Arrows) -> Iterator[str]:
    for number in sorted({node.phase for node in graph.nodes}):
        title = graph.phases[number] if number < len(graph.phases) else WORDS["endings"]
        if title:
            yield f'subgraph p{number}["{quoted(title)}"]'
        yield from (_node(node, arrows) for node in graph.nodes if node.phase == number)
        if title:
            yield "end"


def _node(node: Node, arrows: Arrows) -> str:
    opening, closing = _SHAPES[node.kind]
    text = "<br/>".join(map(quoted, [node.title, *summary(node)]))
    return f'{arrows.ids[node.name]}{opening}"{text}"{closing}'


def _arrow(arrow: Arrow, arrows: Arrows) -> str:
    way = arrow.edge.way if arrow.edge else "after"
    line = "-->" if way in ("after", "ends") else "-.->"
    label = arrows.label(arrow)
    said = f'|"{quoted(label)}"|' if label else ""
    return f"{arrow.source} {line}{said} {arrow.target}"


def _styles(graph: Graph, arrows: Arrows) -> Iterator[str]:
    for name, ((fill, stroke), _) in CARDS.items():
        members = [arrows.ids[node.name] for node in graph.nodes if (node.class_ or node.kind) == name]
        if members:
            yield f"classDef {name}Card fill:{fill},stroke:{stroke},color:#1f2329"
            yield f"class {','.join(members)} {name}Card"
    back = [
        str(number)
        for number, arrow in enumerate(arrows.list)
        if arrow.edge and arrow.edge.way in ("back", "redo")
    ]
    if back:
        yield f"linkStyle {','.join(back)} stroke:{BACK[0]}"
