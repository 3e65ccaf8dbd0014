"""The picture as SVG: whole, by itself, with the author's texts as they are."""

import re
from xml.etree import ElementTree as ET

import pytest
from tests.render.graph.drawing import SMALL, graph
from tests.render.graph.hostile import HOSTILE
from tests.support import SCENARIOS

from exercise_sim.render.graph.svg import svg
from exercise_sim.scenario.graph import graph_of
from exercise_sim.scenario.load import load

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str = SMALL, variants: tuple[str, ...] = ()) -> ET.Element:
    """The picture of a text, read back."""
    return ET.fromstring(svg(graph(text), variants))


def texts(picture: ET.Element, style: str) -> list[str]:
    """The texts that are written in one style."""
    return [one.text or "" for one in picture.iter(f"{SVG}text") if one.get("class") == style]


def hovers(picture: ET.Element) -> list[str]:
    """What the mouse shows."""
    return [one.text or "" for one in picture.iter(f"{SVG}title")]


def test_it_names_the_scenario_its_phases_bodies_and_steps():
    """Title, figures, bands, lanes, cards, and the variant that it shows."""
    picture = drawn(variants=("early",))
    assert texts(picture, "heading") == ["A test"]
    assert "steps: 5, decisions: 1, phases: 2; variant: early" in texts(picture, "legend")
    assert texts(picture, "phase") == ["Draft", "Consent", "Endings"]
    assert texts(picture, "lane") == ["Grand Council", "Office of \u2026", "no one acts", "Grand Council"]
    assert texts(picture, "title") == [
        "Drafting", "Extraordinary session", "Consent", "Ready", "Plan", "It is settled", "It was refused",
    ]  # fmt: skip


def test_the_mouse_tells_more():
    """Of a step all that is known, its members among it; of a line from where to where."""
    told = hovers(drawn())
    assert "Drafting (draft)\nby Grand Council\ntakes 1h .. 3h .. 9h\nmakes: draft" in told
    assert any("for each of Aland, Borland" in one for one in told)
    assert (
        "Extraordinary session: So be it \u2192 Consent\nExtraordinary session: So be it \u2192 Plan" in told
    )
    assert "Extraordinary session: Not yet \u2192 Drafting" in told


def test_a_group_is_drawn_as_several_cards():
    """Two more look out under the one."""
    cards = [one.get("class") for one in drawn().iter(f"{SVG}rect") if one.get("width") == "222"]
    assert cards.count("card chance") == 3
    assert cards.count("card work") == 2


def test_lines_back_are_told_apart_by_more_than_colour():
    """Dashes; what waits for a document or a condition is dotted."""
    classes = [one.get("class", "").split() for one in drawn().iter(f"{SVG}g")]
    nets = [found for found in classes if found[:1] == ["net"] and found[1:2] != ["c0"]]
    assert ["net", "cback", "back"] in nets
    style = svg(graph())
    assert ".back { stroke-dasharray" in style
    assert ".document, .condition { stroke-dasharray" in style


def test_it_is_readable_on_light_and_on_dark_ground():
    """Every class that has a colour has one for each."""
    light, dark = svg(graph()).split("</style>")[0].split("@media (prefers-color-scheme: dark)")
    coloured = re.compile(r"^(\.[^{]+) \{ (?:fill|color|stroke): #", re.MULTILINE)
    assert coloured.findall(dark)
    assert coloured.findall(dark) == coloured.findall(light)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_it_stands_for_itself(path):
    """No address but the name of SVG, no script, nothing that is loaded; the same for the same scenario."""
    scenario = load(path).scenario
    text = svg(graph_of(scenario))
    assert re.findall(r"\w+://[^\s\"'<]+", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|<image|<use|@import|url\(|href", text)
    assert text == svg(graph_of(scenario))


def test_an_authors_text_is_never_taken_for_svg():
    """Whatever signs are in it, it is shown as it was written."""
    picture = drawn(HOSTILE)
    assert "A <b>\"title\"</b> & 'more' #59; `x` *y* \\ end ]] }} |" in " ".join(texts(picture, "heading"))
    assert "<script>alert(1)</script>" in texts(picture, "asked")
    assert not list(picture.iter(f"{SVG}script"))
    assert any("A & <i>B</i>" in told for told in hovers(picture))


def test_the_smallest_chain_has_room_for_its_legend():
    """No sheet is so narrow that words run out of it."""
    picture = drawn("chain: {a: {takes: 1h}}")
    assert float(picture.get("width", "0")) == 720
    assert len(texts(picture, "legend")) == 14
