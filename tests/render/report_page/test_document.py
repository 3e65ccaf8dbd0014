"""The report as a page: whole by itself, bounded, escaped, and with the numbers of the comparison."""

import re
from html.parser import HTMLParser

import pytest
from tests.analysis.test_on_paper import comparison
from tests.support import loaded

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.notable import retold
from exercise_sim.analysis.watched import Watch
from exercise_sim.render.report_page.document import LARGEST, Shown, page_of

TEXT = """
chain:
  s: {phase: "Before <b x>& after"}
  draft: {phase: Work, title: "The <i draft>", after: s, takes: 1h .. 9h}
  end: {phase: Work, after: draft, takes: 1h}
objectives: {it: {title: "In <i time> & done", from: s, to: end, ratings: {P: 4h, S: 8h}}}
endings: {over: {title: "All <i over>", class: success, when: end}}
variants: {quick: {title: "A <i quick> draft", set: {chain.draft.takes: 1h .. 5h}}}
"""
EMPTY = {"meta", "rect", "line", "path", "br"}


class Tags(HTMLParser):
    """The elements that are open, and all that were."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attributes):
        """One more."""
        self.seen.append((tag, dict(attributes)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        """One that closes itself."""
        self.seen.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        """It closes the last one."""
        assert self.open.pop() == tag


def page(text=TEXT, variants=("", "quick"), runs=100, cut=""):
    """A page of some alternatives."""
    texts = loaded(text).source.text
    alternatives = [
        Alternative(name or "as <it> is", "a&b.yaml", texts, variants=(name,) if name else ())
        for name in variants
    ]
    found = comparison(*alternatives, seed=1, count=runs)
    quantity = next(one for one in found.first.quantities if one.name == "it")
    watch = Watch(alternatives[0], 1, quantity)
    for _ in range(runs):
        watch.watch()
    told = [retold(watch, "median", 3)]
    return page_of(Shown(found, watch.driven, told, {"median": "run <3>"}, 1, "A <test>", (), cut))


def test_the_page_is_well_formed_and_needs_nothing_from_outside():
    """No script, no address, no picture or style from elsewhere."""
    text, tags = page(), Tags()
    tags.feed(text)
    assert tags.open == []
    assert {tag for tag, _ in tags.seen} & {"script", "link", "img", "iframe", "object"} == set()
    assert not re.search(r"https?:|url\(|@import|\bon[a-z]+=", text)


def test_what_the_author_wrote_is_escaped():
    """Titles, labels, phases, endings, file and command."""
    text = page()
    for word in ("<i time>", "<i draft>", "<i over>", "<test>", "<i quick>", "<it>", "<b x>", "run <3>"):
        assert word not in text
    for word in ("In &lt;i time&gt; &amp; done", "The &lt;i draft&gt;", "a&amp;b.yaml", "run &lt;3&gt;"):
        assert word in text


def test_it_holds_every_part():
    """Head, endings, curves, differences, what drives it, one run."""
    text = page(cut="Partial: half of it")
    for word in (
        "Partial: half of it",
        "2 alternatives, 100 runs each (seed 1)",
        "How it ends",
        "P up to 4 h, S 8 h",
        "shorter on average",
        "What drives it",
        "how long it takes",
        "The critical path",
        "replication 3",
    ):
        assert word in text
    assert text.count('class="curve a') == 3 * 4  # in three pictures two lines, and two in the legend


def test_the_same_comparison_makes_the_same_page():
    """To the byte: it knows no clock."""
    assert page() == page()


@pytest.mark.parametrize("runs", [1, 2, 40])
def test_few_runs_and_a_single_alternative_make_a_page(runs):
    """Nothing to compare it with, and hardly anything to say."""
    text, tags = page(variants=("",), runs=runs), Tags()
    tags.feed(text)
    assert tags.open == []
    assert "What each alternative changes" not in text


def test_a_scenario_without_chance_makes_a_page_without_curves():
    """All runs come in the same minute."""
    text = page(TEXT.replace("1h .. 9h", "2h").replace("1h .. 5h", "1h"), variants=("",), runs=40)
    assert 'class="curve' not in text
    assert "Nothing moves it more than luck would." in text


def test_what_has_no_room_is_named():
    """A hundred and twenty objectives of two alternatives are more than a page holds: it stays below its limit and names the rest."""
    many = ", ".join(f"o{place}: {{title: Objective {place}, from: s, to: end}}" for place in range(120))
    text = page(TEXT.replace("objectives: {", f"objectives: {{{many}, "), runs=40)
    assert len(text.encode()) <= LARGEST
    assert "<h3>In &lt;i time&gt;" in text
    assert "There is no room here for: " in text
    assert "Objective 119" in text
