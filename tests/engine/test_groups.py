"""M6: a step for each member of a group; who is meant by a name inside the group and from outside; members that fall out."""

import pytest
from tests.support import begun, done, lines, play, story

STATES = """
groups:
  states:
    ara: {title: Aralia, march: 1h, rank: 1, role: lead}
    bor: {title: Borlandia, march: 2h, rank: 2, role: support}
    cor: {title: Cordia, march: 3h, rank: 3, role: support}
  units:
    north: {state: bor, through: [bor, cor]}
    south: {state: ara, through: [ara]}
variables: {lead: bor, mood: calm}
chain:
  s: {}
"""
"""Three states, whose marches take 1, 2 and 3 hours; two units, each of one state, on their way through some."""

MARCH = STATES + "  ready: {for_each: states, after: s, takes: its.march}\n"
"""`ready` is done at 60, 120 and 180 minutes, for ara, bor and cor."""

SITTING = STATES + "  sitting: {for_each: states, after: s, takes: its.march, outcomes: [granted, refused]}\n"
"""As `ready`, with an outcome that a test can fix."""

REFUSED = SITTING + "  force: {for_each: states, after: sitting.granted}\n"
"""`force` of a state is cut off at the minute at which its sitting refuses."""


def test_for_each_makes_one_instance_a_member():
    """The instances run side by side, each with its own fields, and bear the name of their member."""
    assert story(play(MARCH), "begun", "done") == lines("""
        0 begun s
        0 done s
        0 begun ready of ara
        0 begun ready of bor
        0 begun ready of cor
        60 done ready of ara
        120 done ready of bor
        180 done ready of cor
    """)


def test_where_selects_members():
    """Only members whose fields fulfil the condition have an instance."""
    session = play(STATES + "  a: {for_each: states where role is support and rank at least 3}\n")
    assert story(session, "begun") == ["0 begun s", "0 begun a of cor"]


def test_a_field_may_stand_wherever_a_value_may():
    """`its.field` in conditions, amounts, chances and changes is the member's own."""
    session = play("""
        groups: {states: {ara: {want: 1, gain: 10, fails: 0}, bor: {want: 2, gain: 20, fails: 1}}}
        resources: {cell: {slots: 2}}
        variables: {strength: 0}
        chain:
          s: {}
          a: {for_each: states, after: s, takes: 1h, uses: {cell: its.want}, when_done: {add: {strength: its.gain}}}
          b: {for_each: states, after: s, if: its.want at least 2}
          c: {for_each: states, after: s, outcomes: {granted: {}, refused: {chance: its.fails}}}
    """)
    assert begun(session) == {
        "s": 0,
        "a of ara": 0,
        "a of bor": 60,
        "b of bor": 0,
        "c of ara": 0,
        "c of bor": 0,
    }
    assert story(session, "variable") == ["60 variable strength: 10", "120 variable strength: 30"]
    assert story(session, "drawn") == ["0 drawn c of ara: granted", "0 drawn c of bor: refused"]


def test_inside_the_group_a_name_means_the_same_member():
    """A step of the same group waits for its own member's instance, with `after` or as the step above."""
    session = play(
        MARCH + "  named: {for_each: states, after: ready, takes: 1h}\n  below: {for_each: states}\n"
    )
    assert {name: minute for name, minute in begun(session).items() if name.startswith(("named", "below"))} == {
        "named of ara": 60, "named of bor": 120, "named of cor": 180,
        "below of ara": 120, "below of bor": 180, "below of cor": 240,
    }  # fmt: skip


def test_a_part_of_the_group_is_the_same_group():
    """Steps for different parts of one group still mean the same member."""
    session = play(MARCH + "  x: {for_each: states where role is support, after: ready}\n")
    assert story(session, "begun", of="x of bor") == ["120 begun x of bor"]
    assert "x of ara" not in begun(session)


def test_a_member_without_an_instance_counts_as_dead_from_the_start():
    """Who waits for the step of a member that was not selected is cut off at minute 0; an `any` goes on without it."""
    session = play(
        STATES
        + """
  some: {for_each: states where role is support, after: s, takes: 1h}
  all_of_it: {for_each: states, after: some}
  either: {for_each: states, after: {any: [some, s]}}
"""
    )
    assert story(session, "cut off") == ["0 cut off all_of_it of ara"]
    assert begun(session)["all_of_it of bor"] == 60
    assert begun(session)["either of ara"] == 0


def test_from_outside_a_name_means_every_member():
    """A step of no group, and one of another group, wait for all members."""
    session = play(MARCH + "  x: {after: ready}\n  z: {for_each: units, after: ready}\n")
    assert {name: begun(session)[name] for name in ("x", "z of north", "z of south")} == {
        "x": 180, "z of north": 180, "z of south": 180,
    }  # fmt: skip


def test_members_that_are_cut_off_fall_out():
    """From outside, every member still in: the last of the others is enough."""
    session = play(REFUSED + "  x: {after: force}\n", {"sitting of cor": "refused"})
    assert story(session, "cut off") == ["180 cut off force of cor"]
    assert begun(session)["x"] == 180


def test_a_member_that_falls_out_last_lets_the_others_go_on():
    """The join is met in the minute in which the last missing member falls out, not before and not never."""
    session = play(
        SITTING + "  force: {for_each: states, after: sitting.granted}\n  x: {after: force}\n",
        {"sitting of ara": "refused"},
    )
    assert story(session, "cut off") == ["60 cut off force of ara"]
    assert begun(session)["x"] == 180


def test_no_member_left_cuts_off():
    """When every member is cut off there is nobody to wait for any more."""
    session = play(REFUSED + "  x: {after: force}\n", {"sitting": "refused"})
    assert story(session, "cut off") == lines("""
        60 cut off force of ara
        120 cut off force of bor
        180 cut off force of cor
        180 cut off x
    """)


def test_an_outcome_of_a_group_means_the_members_who_can_have_it():
    """`sitting.granted` from outside waits for those that granted; a refusal falls out; all refusals cut off."""
    text = SITTING + "  x: {after: sitting.granted}\n"
    assert begun(play(text, {"sitting of bor": "refused"}))["x"] == 180
    assert begun(play(text, {"sitting of cor": "refused"}))["x"] == 180
    assert story(play(text, {"sitting": "refused"}), "cut off") == ["180 cut off x"]


def test_members_that_are_passed_over_count_as_over():
    """From outside, a member that was passed over is no obstacle; if all were, the step goes on at once."""
    passing = (
        STATES
        + "  a: {for_each: states, after: s, if: its.rank at least %d, takes: its.march}\n  x: {after: a}\n"
    )
    assert begun(play(passing % 2))["x"] == 180
    assert begun(play(passing % 9))["x"] == 0


@pytest.mark.parametrize(
    ("after", "minute"),
    [
        ("first of ready", 60),
        ("2 of ready", 120),
        ("3 of ready", 180),
        ("first of ready begins", 0),
        ("1h after first of ready", 120),
    ],
)
def test_first_of_and_n_of_wait_for_so_many_members(after, minute):
    """`first of` is met by the first member, `n of` by the n-th."""
    assert begun(play(MARCH + f"  x: {{after: {after}}}\n"))["x"] == minute


def test_first_of_passes_over_members_that_fell_out():
    """Members that are cut off are not counted; fewer than n that can come cut the step off."""
    text = REFUSED + "  one: {after: first of force}\n  two: {after: 2 of force}\n"
    session = play(text, {"sitting of ara": "refused", "sitting of bor": "refused"})
    assert begun(session)["one"] == 180
    assert story(session, "cut off", of="two") == ["120 cut off two"]


def test_first_of_goes_on_when_all_others_were_passed_over():
    """Where every member still in was passed over, so is what waits for the first of them: the chain goes on."""
    text = (
        STATES
        + "  a: {for_each: states, after: s, if: its.rank at least %d, takes: its.march}\n  x: {after: first of a}\n"
    )
    assert begun(play(text % 9))["x"] == 0
    assert begun(play(text % 3))["x"] == 180


def test_first_of_goes_on_when_those_still_in_were_passed_over():
    """One member is cut off and falls out; the others are passed over one by one, and then so is what waits for them."""
    text = (
        SITTING
        + "  force: {for_each: states, after: sitting.granted, if: its.rank at least 9}\n"
        + "  x: {after: first of force}\n  z: {after: 2 of force}\n"
    )
    session = play(text, {"sitting of ara": "refused"})
    assert (begun(session)["x"], begun(session)["z"]) == (180, 180)


@pytest.mark.parametrize(
    ("after", "minute"), [("ready of bor", 120), ("ready of bor begins", 0), ("1h after ready of bor", 180)]
)
def test_one_member_can_be_named(after, minute):
    """`ready of bor` is one instance, from wherever it is named."""
    assert begun(play(MARCH + f"  x: {{after: {after}}}\n"))["x"] == minute


def test_a_field_may_name_the_member():
    """`ready of its.state` is the instance of the member that the field names; of several, each of them."""
    session = play(
        MARCH
        + "  x: {for_each: units, after: ready of its.state}\n  z: {for_each: units, after: ready of its.through}\n"
    )
    assert {name: minute for name, minute in begun(session).items() if name[0] in "xz"} == {
        "x of north": 120, "x of south": 60, "z of north": 180, "z of south": 60,
    }  # fmt: skip


def test_a_named_member_that_is_cut_off_cuts_off():
    """A named member does not fall out: troops whose state refused must not fly."""
    session = play(
        SITTING + "  x: {for_each: units, after: sitting.granted of its.state}\n",
        {"sitting of bor": "refused"},
    )
    assert story(session, "cut off") == ["120 cut off x of north"]
    assert begun(session)["x of south"] == 60


def test_a_variable_may_name_the_member():
    """`ready of lead` is the instance of the member whose name the variable holds."""
    assert begun(play(MARCH + "  x: {after: ready of lead}\n"))["x"] == 120


@pytest.mark.parametrize(("member", "minute"), [("ara", 90), ("bor", 120), ("cor", 180)])
def test_the_variable_is_looked_up_until_the_step_begins(member, minute):
    """At minute 90 another member takes the lead: one that is done already lets the step begin at once."""
    text = (
        MARCH
        + f"  change: {{after: 90m after s, when_done: {{set: {{lead: {member}}}}}}}\n  x: {{after: ready of lead}}\n"
    )
    assert begun(play(text))["x"] == minute


def test_after_the_beginning_the_variable_matters_no_more():
    """A step that has begun stays begun when another member takes the lead."""
    text = (
        MARCH
        + "  change: {after: 150m after s, when_done: {set: {lead: cor}}}\n  x: {after: ready of lead, takes: 2h}\n"
    )
    assert story(play(text), of="x") == ["120 begun x", "240 done x"]


def test_a_lead_that_is_cut_off_cuts_off_only_when_nobody_can_take_it():
    """While a step may still name another member there is hope; then there is not."""
    text = (
        REFUSED
        + "  change: {after: 4h after s, if: mood is %s, when_done: {set: {lead: cor}}}\n  x: {after: force of lead}\n"
    )
    assert begun(play(text % "calm", {"sitting of bor": "refused"}))["x"] == 240
    assert story(play(text % "grave", {"sitting of bor": "refused"}), "cut off", of="x") == ["240 cut off x"]
    alone = play(REFUSED + "  x: {after: force of lead}\n", {"sitting of bor": "refused"})
    assert story(alone, "cut off", of="x") == ["120 cut off x"]


def test_a_dropped_member_leaves_every_group():
    """What it had still to do is cut off, under way or not; what it has done stays done."""
    session = play(
        MARCH
        + """
  march: {for_each: states, after: ready, takes: 2h}
  out: {after: 150m after s, when_done: {drop: bor}}
  x: {after: march}
"""
    )
    assert story(session, "dropped", "cut off") == ["150 dropped bor", "150 cut off march of bor"]
    assert done(session)["ready of bor"] == 120
    assert begun(session)["x"] == 300


def test_a_member_may_drop_itself_and_a_variable_may_name_who_is_dropped():
    """`drop: its` is the member of the step, `drop: lead` the member in the variable."""
    text = (
        STATES
        + "  out: {for_each: states where rank is 3, after: s, when_done: {drop: its}}\n  x: {for_each: states, after: 1h after s}\n"
    )
    assert story(play(text), "dropped", "cut off") == ["0 dropped cor", "0 cut off x of cor"]
    text = STATES + "  out: {after: s, when_done: {drop: lead}}\n  x: {for_each: states, after: 1h after s}\n"
    assert story(play(text), "dropped", "cut off") == ["0 dropped bor", "0 cut off x of bor"]


def test_a_dropped_member_gives_its_units_back():
    """Work that is cut off holds nothing."""
    session = play("""
        groups: {states: {ara: {}, bor: {}}}
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          a: {for_each: states, after: s, takes: 5h, uses: {cell: 1}}
          out: {after: 1h after s, when_done: {drop: ara}}
    """)
    assert begun(session)["a of bor"] == 60


def test_bodies_and_resources_may_be_one_per_member():
    """Each member's step is done by its own body and queues for its own resource; `of its.state` names another member's."""
    session = play("""
        groups:
          states: {ara: {}, bor: {}}
          units: {north: {state: bor}, south: {state: bor}, west: {state: ara}}
        bodies: {staff: {}, office: {for_each: states}}
        resources: {staging: {slots: 1, for_each: states}}
        chain:
          s: {by: staff}
          load: {by: office of its.state, for_each: units, after: s, takes: 1h, uses: {staging of its.state: 1}}
          check: {by: office, for_each: states, after: 30m after s, takes: 1h, uses: {staging: 1}}
    """)
    assert {name: minute for name, minute in begun(session).items() if name != "s"} == {
        "load of north": 0, "load of south": 60, "load of west": 0, "check of ara": 60, "check of bor": 120,
    }  # fmt: skip
    bodies = {node.name: node.body for node in session.plan.nodes}
    assert bodies["load of north"] == "office of bor"
    assert bodies["check of ara"] == "office of ara"
