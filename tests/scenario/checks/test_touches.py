"""What effects do to steps (M11, M18): targets, delays, factors, holds and their ends, new durations."""

import pytest
from tests.scenario.checks.telling import told, warned

BASE = """
groups:
  units: {{u: {{pal: v, late: 2h, often: 3}}, v: {{pal: u, late: soon, often: 4}}}}
variables: {{strength: 0}}
bodies: {{staff: {{}}}}
chain:
  request: {{phase: Planning}}
  draft: {{takes: 2h}}
  move: {{phase: Movement, for_each: units, takes: 1h}}
  close: {{phase: The end, {0}}}
injects: {{storm: {{at: D+1, effects: {{{1}}}}}}}
"""


def errors(effects):
    """What is wrong with the effects of an inject."""
    return [line.removeprefix("injects.storm.effects.") for line in told(BASE.format("", effects))]


@pytest.mark.parametrize(
    "effects",
    [
        "cancel: draft", "pass_over: [draft, move of u]", "hold: [Planning, v], until: 3h", "hold: The end, until: 24h after request",
        "hold: draft, until: D+2 06:00", "hold: move, until: first of move begins", "delay: {draft: 2h .. 4h, Movement: 30m}", "rescale: {u: 1.6, draft: 50%}",
        "set: {draft.takes: 2h .. 7h, move.takes of u: 4h}", "add: {draft.takes: -30m, move.takes: 2h}",
    ],
)  # fmt: skip
def test_what_exists_can_be_touched(effects):
    """Steps, one member's step, phases by their text, members; with everything that a hold may wait for."""
    assert errors(effects) == []


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ("cancel: draf", "cancel: there is no step, phase or member 'draf' (did you mean 'draft'?)"),
        ("delay: {Plannin: 2h}", "delay.Plannin: there is no step, phase or member 'Plannin' (did you mean 'Planning'?)"),
        ("hold: [draft, strength], until: 2h", "hold.1: 'strength' is a variable, and only steps can be held"),
        ("rescale: {staff: 2}", "rescale.staff: 'staff' is a body, and only steps can be made longer or shorter"),
        ("cancel: storm", "cancel: 'storm' is an inject, and only steps can be cancelled (an inject that should not come has 'unless')"),
        ("pass_over: draft.done", "pass_over: 'draft.done': only whole steps are passed over (write 'draft')"),
        ("delay: {move of w: 2h}", "delay.move of w: 'units' has no member 'w' (there are 'u' and 'v')"),
        ("delay: {draft of u: 2h}", "delay.draft of u: 'draft' is not one for each member, so there is no 'draft of u' (write 'draft')"),
        ("delay: {draft: 0m}", "delay.draft: a delay of no time changes nothing (write how long, like 2h)"),
        ("delay: {draft: its.late}", "delay.draft: 'its.late' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"),
        ("rescale: {draft: 1}", "rescale.draft: 1 times as long changes nothing (write a factor like 1.6 or 0.5)"),
        ("rescale: {draft: 0}", "rescale.draft: a factor lies above 0 and is at most 1000, not 0"),
        ("hold: draft", "hold: a hold needs its end (add 'until: ...': a reference like '24h after answer', a time like 'D+2 06:00', or a length of time like 12h)"),
        ("until: 3h", "until: 'until' says when a hold is over, and nothing is held (add 'hold: ...' with the steps that stand until then, or take it out)"),
        ("hold: draft, until: reqest", "until: there is no step 'reqest' (did you mean 'request'?)"),
        ("hold: draft, until: ending", "until: nothing can be held until the ending: then it could never go on (to stop a step for good, write 'cancel')"),
        ("hold: draft, until: storm begins", "until: an inject does not begin, it comes: write 'storm'"),
        ("hold: draft, until: D 01:00", "until: 'D 01:00' is before the start of the exercise at D 09:00"),
        ("hold: draft, until: 0h", "until: a hold for no time holds nothing (write how long, like 12h)"),
        ("set: {draft.takes: soon}", "set.draft.takes: 'soon' is not a length of time: write it like 30m, 4h, 1h30m, 2d or 1w"),
        ("add: {draft.takes: 2}", "add.draft.takes: 2 is no length of time to add: write it like 2h or -30m"),
        ("add: {strength: 2h}", "add.strength: no length of time can be added to 'strength' (only the duration of a step can, like 'draft.takes')"),
        ("add: {draft.takes: two}", "add.draft.takes: a number is expected, not 'two'"),
        ("add: {draft.takes: -2hr5}", "add.draft.takes: '2hr5' ends with a number without its unit: write 2hr5m"),
        ("set: {draft: 3h}", "set.draft: 'draft' is a step; it has no value of its own (name its duration, 'draft.takes')"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(effects, said):
    """With the nearest name, or what could be meant."""
    assert errors(effects) == [said]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("when_done: {delay: {close: 1h}}", "'close' is over when this happens, so it cannot be delayed by itself (name another step)"),
        ("for_each: units, when_done: {delay: {move: its.late}}", "the field 'late' of 'v': 'soon' is not a length of time: write it like 30m, 4h, 1h30m, 2d or 1w"),
        ("for_each: units, when_done: {cancel: its.late}", "the field 'late' of 'u' names '2h', which is no member of any group (there are 'u' and 'v')"),
        ("for_each: units where often is 3, when_done: {add: {move.takes: its.often}}", "3 is no length of time to add: write it like 2h or -30m (of 'u')"),
        ("when_done: {cancel: its}", "'its' means the member itself, and this is for no member (name the member)"),
    ],
)  # fmt: skip
def test_effects_of_steps(step, said):
    """A step that touches itself; fields of members."""
    assert said in [line.partition(": ")[2] for line in told(BASE.format(step, ""))]


def test_inside_a_group_fields_can_be_used():
    """`its` is the member, `its.pal` another one, `its.late` a time."""
    step = "for_each: units where often is 3, when_done: {delay: {move: its.late}, cancel: [its, its.pal, move of its.pal]}"
    assert told(BASE.format(step, "")) == []


def test_a_step_that_no_member_has_is_told():
    """Inside a group a name means the same member's step."""
    text = """
        groups: {units: {u: {kind: air}, v: {kind: land}}}
        chain: {fly: {for_each: units where kind is air}, drive: {for_each: units where kind is land, when_done: {cancel: fly}}}
    """
    assert told(text) == [
        "chain.drive.when_done.cancel: there is no 'fly' for any member of 'drive', so nothing would be cancelled"
    ]


def test_a_hold_until_what_comes_only_after_it_is_warned_of():
    """Held until itself, or until what waits for it; something else in an `any` is another way."""
    text = "chain: {{draft: {{takes: 2h}}, session: {{}}, open: {{after: {{any: [draft, storm]}}}}}}\ninjects: {{storm: {{at: D+1, effects: {{hold: draft, until: {0}}}}}}}"
    hint = "(let the hold end with something else, or at a time)"
    said = "injects.storm.effects.until: 'draft' may be held for ever: '{0}' comes only after it " + hint
    assert warned(text.format("session")) == [said.format("session")]
    assert warned(text.format("draft")) == [said.format("draft")]
    assert warned(text.format("2h after session")) == [said.format("2h after session")]
    assert warned(text.format("draft begins")) == []
    assert warned(text.format("open")) == []


def test_an_option_that_touches_steps_does_something():
    """No warning that all goes on the same."""
    text = """
        bodies: {staff: {seat: true}}
        chain: {ask: {by: staff, question: Well?, options: {wait: {delay: {draft: 1h}}, go: {}}, usual: go}, draft: {}}
    """
    assert warned(text) == []
