"""The chain in the language of Graphviz."""

import re
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
from tests.render.graph.drawing import SMALL, graph
from tests.render.graph.hostile import HOSTILE
from tests.support import SCENARIOS

from exercise_sim.render.graph.dot import dot
from exercise_sim.scenario.graph import graph_of
from exercise_sim.scenario.load import load

QUOTED = r'"(?:[^"\\]|\\.)*"'
PORT = r"[nj]\d+(?::b\d*:e)?"
LINES = re.compile(
    rf"digraph chain \{{|(?:graph|node|edge) \[.*\];|subgraph cluster_\d+ \{{|label={QUOTED};|color=gray;|\}}"
    rf"|n\d+ \[label=<(?P<html><TABLE .*</TABLE>)>, tooltip={QUOTED}\];|j\d+ \[shape=circle, label={QUOTED}\];"
    rf"|{PORT} -> [nj]\d+(?: \[(?:(?:color|tooltip)={QUOTED}|style=\w+|constraint=false|, )+\])?;"
)


def test_arrows_leave_the_row_of_their_option():
    """A step without options has one row; ways back are dashed and pull nothing out of its place."""
    arrows = [line for line in dot(graph()).splitlines() if " -> " in line]
    assert arrows == [
        "n0:b:e -> n1;",
        'n1:b0:e -> n2 [tooltip="So be it"];',
        "j0 -> n3;",
        'n2:b0:e -> j0 [tooltip="Granted; after first of Consent"];',
        'n1:b:e -> j0 [tooltip="2h after Extraordinary session begins"];',
        'n1:b0:e -> n4 [tooltip="So be it"];',
        "n3:b:e -> n4;",
        "n4:b:e -> n5 [style=dotted];",
        'n1:b1:e -> n0 [color="#c2410c", style=dashed, constraint=false, tooltip="Not yet; back to Drafting, after 6 h, at most 2\u00d7"];',
        'n1:b2:e -> n6 [tooltip="Never"];',
    ]


@pytest.mark.parametrize("text", [SMALL, HOSTILE], ids=["small", "hostile"])
def test_every_line_is_one_of_the_language(text):
    """Quotes are closed, tables are whole, whatever an author writes."""
    for line in dot(graph(text), ("early",)).splitlines():
        match = LINES.fullmatch(line)
        assert match, line
        if match["html"]:
            ET.fromstring(match["html"])


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
@pytest.mark.parametrize("text", [SMALL, HOSTILE], ids=["small", "hostile"])
def test_graphviz_takes_it(text):
    """Without a word."""
    ran = subprocess.run(
        ["dot", "-Tplain"], input=dot(graph(text)), capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_graphviz_takes_what_is_shipped(path):
    """Without a word."""
    text = dot(graph_of(load(path).scenario))
    ran = subprocess.run(["dot", "-Tplain"], input=text, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
