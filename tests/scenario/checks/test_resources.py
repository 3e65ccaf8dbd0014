"""Resources and lengths of time: what is declared, used and kept, with amounts that are there (M9)."""

import pytest
from tests.scenario.checks.telling import told, warned

BASE = """
groups:
  units: {{u: {{men: 3, depot: d, time: 2h}}, v: {{men: 9, depot: e, time: soon}}, w: {{depot: [d, e], time: 3}}}}
  depots: {{d: {{}}, e: {{}}}}
resources:
  cell: {{slots: 2}}
  fuel: {{stock: 5}}
  lift: {{flow: 30 a day}}
  ramp: {{for_each: depots, slots: 4}}
  crew: {{for_each: units where men at least 5, slots: 4}}
chain:
  call: {{takes: 1h}}
  load: {{{0}}}
"""


@pytest.mark.parametrize(
    "step",
    [
        "uses: {cell: 2, fuel: 5, lift: 100}", "uses: {ramp of d: 1}", "for_each: depots, uses: {ramp: 4}", "uses: {cell: 1}, keeps: {cell: until call}",
        "for_each: units where men at most 9, uses: {ramp of its.depot: 1, lift: its.men}", "uses: {cell: 1}, keeps: {cell: until ending}", "uses: {cell: 0}",
        "for_each: units where men is 3, takes: its.time",
    ],
)  # fmt: skip
def test_what_exists_can_be_used(step):
    """Plain resources, those of members, amounts and times in fields."""
    assert told(BASE.format(step)) == []


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("uses: {cel: 1}", "uses.cel: there is no resource 'cel' (did you mean 'cell'?)"),
        ("uses: {cell: 3}", "uses.cell: 3 of 'cell' are needed, and there are only 2 (it would wait for ever)"),
        ("uses: {fuel: 6}", "uses.fuel: 6 of 'fuel' are needed, and there are only 5 (it would wait for ever)"),
        ("uses: {lift: 1000000}", "uses.lift: 'lift' would need more than ten years for 1000000"),
        ("uses: {cell of d: 1}", "uses.cell of d: there is one 'cell' for all (write 'cell')"),
        ("uses: {ramp: 1}", "uses.ramp: there is one 'ramp' for each member of 'depots' (say whose, like 'ramp of ...')"),
        ("uses: {ramp of x: 1}", "uses.ramp of x: 'depots' has no member 'x' (there are 'd' and 'e')"),
        ("uses: {crew of u: 1}", "uses.crew of u: there is no 'crew' of 'u' (it is for units where men at least 5)"),
        ("for_each: units where men is 3, uses: {crew: 1}", "uses.crew: there is no 'crew' of 'u' (it is for units where men at least 5)"),
        ("for_each: units, uses: {lift: its.men}", "uses.lift: 'w' of 'units' has no field 'men' (give them one, or leave these members out with a 'where')"),
        ("for_each: units, uses: {ramp of its.depot: 1}", "uses.ramp of its.depot: the field 'depot' of 'w' is a list; one member is needed here"),
        ("for_each: units where depot is e, uses: {cell: its.time}", "uses.cell: a whole number of at least 0 is needed, not 'soon' (of 'v')"),
        ("uses: {cell: its.men}", "uses.cell: 'its.men' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"),
        ("for_each: depots, uses: {ramp: 1, ramp of d: 1}", "uses.ramp of d: 'ramp' and 'ramp of d' are the same resource (name it once)"),
        ("keeps: {cell: until call}", "keeps.cell: 'load' keeps 'cell', but does not use it (add 'uses: {cell: 1}')"),
        ("uses: {fuel: 1}, keeps: {fuel: until call}", "keeps.fuel: only slots can be kept; 'fuel' is not given back"),
        ("uses: {cell: 1}, keeps: {cell: until cal}", "keeps.cell: there is no step 'cal' (did you mean 'call'?)"),
        ("uses: {cell: 1}, keeps: {cell: until 2h after call}",
         "keeps.cell: '2h after call': units are kept until a step is over, no time can stand here (let a step wait for that time, and name it)"),
        ("for_each: units where men is 9, takes: its.time", "takes: the field 'time' of 'v': 'soon' is not a length of time: write it like 30m, 4h, 1h30m, 2d or 1w"),
        ("takes: its.time", "takes: 'its.time' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told(step, said):
    """The resource, whose it is, the amount, and until when it is kept."""
    assert told(BASE.format(step)) == [f"chain.load.{said}"]


def test_a_need_that_something_may_fill_is_a_warning():
    """Where an effect adds to a resource, the step may wait for it."""
    text = "resources: {cell: {slots: 2}}\nchain: {a: {when_done: {add: {cell: 1}}}, b: {uses: {cell: 3}}}"
    assert warned(text) == [
        "chain.b.uses.cell: 3 of 'cell' are needed, and at first there are 2 (it waits until something adds to them)"
    ]
    assert told(text.replace("cell: 1", "cell: -1")) == [
        "chain.b.uses.cell: 3 of 'cell' are needed, and there are only 2 (it would wait for ever)"
    ]


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        ("{slots: 1, open: 06:00-24:00}", None),
        ("{}", "resources.r: the resource 'r' says neither slots, stock nor flow (slots are held and given back, a stock is used up, a flow serves at a rate)"),
        ("{slots: 1, flow: 3 a day}", "resources.r: the resource 'r' is slots and flow at once (slots are held and given back, a stock is used up, a flow serves at a rate)"),
        ("{slots: 1, open: always}", "resources.r.open: 'always' are not opening hours: write them like 06:00-24:00 or, over midnight, 22:00-06:00"),
        ("{for_each: g, slots: its.places}", "resources.r.slots: a whole number of at least 0 is needed, not -1 (of 'm')"),
        ("{slots: its.places}", "resources.r.slots: 'its.places' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"),
    ],
)  # fmt: skip
def test_a_resource_is_of_one_kind(resource, said):
    """Exactly one of slots, stock and flow, with hours that can be read."""
    text = f"groups: {{g: {{m: {{places: -1}}}}}}\nresources: {{r: {resource}}}\nchain: {{a: {{}}}}"
    assert told(text) == ([said] if said else [])


def test_nobody_thinks_for_more_than_a_year():
    """An answer may cost a year at most, also where a policy thinks longer."""
    text = "chain: {a: {options: [go, stay], usual: go, thinks: 0m .. TIME}}\npolicies: {slow: {thinks: 3}}"
    assert told(text.replace("TIME", "100d")) == []
    assert told(text.replace("TIME", "60w")) == ["chain.a.thinks: nobody thinks for more than a year"]
    assert told(text.replace("TIME", "40w")) == [
        "policies.slow.thinks: under 'slow' the deliberation of 'a' may take more than a year"
    ]
