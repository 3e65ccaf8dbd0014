"""The chain as a flowchart of Mermaid: its grammar is kept, whatever the texts are."""

import re
from html import unescape

import pytest
from tests.render.graph.drawing import SMALL, graph
from tests.render.graph.hostile import HOSTILE
from tests.support import SCENARIOS

from exercise_sim.render.graph.mermaid import mermaid, quoted
from exercise_sim.scenario.graph import graph_of
from exercise_sim.scenario.load import load

# Mermaid's flow.jison, as far as we use it: a text stands in quotes and holds no sign but these.
TEXT = r'"(?:[^\x00-\x7f]|[A-Za-z0-9 .,:()\'/+%?!-]|#\d+;|<br/>)*"'
ID = r"[nj]\d+"
LINES = re.compile(
    rf"flowchart TB|accTitle: .+|subgraph p\d+\[{TEXT}\]|end"
    rf"|{ID}(?:\[{TEXT}\]|\(\[{TEXT}\]\)|\{{\{{{TEXT}\}}\}}|\[\[{TEXT}\]\]|\[/{TEXT}/\]|>{TEXT}\]|\(\({TEXT}\)\)|\(\(\({TEXT}\)\)\))"
    rf"|{ID} (?:-->|-\.->)(?:\|{TEXT}\|)? {ID}"
    r"|classDef \w+ fill:#\w{6},stroke:#\w{6},color:#\w{6}|class n\d+(?:,n\d+)* \w+|linkStyle \d+(?:,\d+)* stroke:#\w{6}"
)


def test_a_small_chain():
    """Phases as subgraphs, shapes by kind, an `any` as a point of its own, outcomes on their arrows, ways back dashed."""
    assert [line for line in mermaid(graph(), ("early",)).splitlines() if not line.startswith("class")] == [
        "flowchart TB",
        "accTitle: A test#59; variant: early",
        'subgraph p0["Draft"]',
        'n0["Drafting<br/>Grand Council<br/>1h .. 3h .. 9h"]',
        'n1{{"Extraordinary session<br/>Grand Council<br/>Adopt the draft?"}}',
        "end",
        'subgraph p1["Consent"]',
        'n2[/"Consent<br/>Office of \u2026<br/>\u00d72 states<br/>2h"/]',
        'n3(["Ready"])',
        'n4["Plan<br/>Grand Council<br/>1h<br/>if mandate is adopt"]',
        "end",
        'subgraph p2["Endings"]',
        'n5((("It is settled<br/>success")))',
        'n6((("It was refused<br/>failure")))',
        "end",
        'j0(("any"))',
        "n0 --> n1",
        'n1 -->|"So be it"| n2',
        "j0 --> n3",
        'n2 -->|"Granted#59; after first of Consent"| j0',
        'n1 -->|"2h after Extraordinary session begins"| j0',
        'n1 -->|"So be it"| n4',
        "n3 --> n4",
        "n4 -.-> n5",
        'n1 -.->|"Not yet#59; back to Drafting, after 6 h, at most 2\u00d7"| n0',
        'n1 -->|"Never"| n6',
        "linkStyle 8 stroke:#c2410c",
    ]


@pytest.mark.parametrize("text", [SMALL, HOSTILE], ids=["small", "hostile"])
def test_every_line_is_one_of_the_grammar(text):
    """No text of an author's can end its quotes or begin anything."""
    assert [line for line in mermaid(graph(text)).splitlines() if not LINES.fullmatch(line)] == []


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_shipped_scenarios_keep_the_grammar(path):
    """Each line, and as many subgraphs are closed as opened."""
    lines = mermaid(graph_of(load(path).scenario)).splitlines()
    assert [line for line in lines if not LINES.fullmatch(line)] == []
    assert sum(line.startswith("subgraph") for line in lines) == lines.count("end")


@pytest.mark.parametrize(
    "text",
    [
        'a "b" <c> & #59; `d` *e* _f_ \\ | ; {x} [y]',
        "1. list",
        "- list",
        "12) list",
        "+ list",
        "1.5 h",
        "ä 漢",
    ],
)
def test_signs_are_written_by_their_number(text):
    """Read back as HTML does, it is the text again; nothing in it begins a list of Markdown."""
    written = quoted(text)
    assert unescape(written.replace("#", "&#")) == text
    assert not re.match(r"\d*[.)+-] ", written)
