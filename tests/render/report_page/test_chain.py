"""The chain on the page, shaded by criticality."""

import re

from tests.support import loaded

from exercise_sim.analysis.criticality import Critical
from exercise_sim.render.report_page.chain import chain

TEXT = """
bodies: {staff: {title: Staff, seat: true}, council: {title: Council}}
groups: {states: {a: {}, b: {}}}
chain:
  s: {phase: Before, title: "The <b start> & all", by: staff}
  draft: {phase: Work, by: staff, takes: 1h}
  consent: {by: council, for_each: states, takes: 1h}
  note: {by: staff, after: draft, takes: 1h}
  end: {after: [consent, note], takes: 1h}
injects: {rumour: {at: trainer, text: A rumour.}, story: {at: "D 01:00", text: A story.}}
endings: {over: {when: end}}
"""


def drawn(**shares):
    """The picture, with these shares of runs in percent."""
    steps = {name: Critical(name, share / 100, 60) for name, share in shares.items()}
    return "".join(chain(loaded(TEXT).scenario, steps))


def test_steps_stand_by_phase_and_body_in_the_order_of_the_chain():
    """Two phases; the staff drafts in the first column and notes in the second; the end comes behind both. Titles are escaped."""
    text = drawn(draft=50)
    assert re.findall("<h4>(.*?)</h4>", text) == ["Before", "Work"]
    assert "The &lt;b start&gt; &amp; all" in text
    work = text.partition("<h4>Work</h4>")[2]
    assert re.findall("<i>(.*?)</i>", work) == ["Staff", "Council", "no one acts"]
    places = dict(re.findall(r'grid-area:1/(\d)">(\w+)', work))
    assert places == {"2": "Draft", "3": "Consent", "4": "End"}
    assert 'style="--columns:3"' in text
    assert work.count("grid-area:1/3") == 2


def test_a_step_is_shaded_by_its_share_and_tells_it():
    """Never, below 10, from 10, from 33, from 67, from 95 percent; the bounds belong to what begins with them."""
    text = drawn(s=9.9, draft=10, consent=66.9, note=94.9, end=95)
    found = re.findall(r'class="k(\d)" style="[^"]*">(.*?)</span>', text)
    shades = {name.split("<")[0]: shade for shade, name in found}
    assert (shades["Draft"], shades["Consent"]) == ("2", "3")
    assert (shades["Note"], shades["End"]) == ("4", "5")
    assert 'class="k1" style="grid-area:1/2">The &lt;b start&gt; &amp; all<b>9.9' in text
    assert 'class="k0" style="grid-area:1/2">Draft</span>' in drawn(end=100)


def test_injects_are_shown_only_where_they_are_on_it():
    """The story is, the rumour never is; endings are not shown."""
    text = drawn(story=5)
    assert "Story" in text
    assert "Rumour" not in text
    assert "Over" not in text
