"""The sheet of initial data: every value, and where it came from."""

from tests.support import loaded, play

from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import measured
from exercise_sim.analysis.sheet import Sheet
from exercise_sim.engine.compile import compile_plan
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.initial_data import Origin

TEXT = """
names: {host: Aralia}
groups:
  lands: {xa: {title: Xland}, ya: {title: Yland}}
  units: {one: {title: First unit, land: xa, size: 30, ways: [p, q]}, two: {land: xa, size: 20}, three: {land: ya, size: 5}}
resources: {lift: {flow: 24 a day}}
variables: {force: 0, chief: xa, mood: calm}
chain:
  ask: {by: staff, takes: 1h .. 3h, question: Well?, options: {go: {set: {chief: ya}, makes: order}, stay: {}}, usual: go, within: 1h, otherwise: go}
  check: {after: ask.go, for_each: units, outcomes: {fit: {text: Fit for it}, unfit: {chance: 1, drop: its}}}
  move: {after: check.fit, for_each: units, takes: 2h, uses: {lift: 2}, when_done: {add: {force: its.size}}}
  late: {after: ask.stay}
  over: {after: move}
initial_data: {leader: chief, strength: force, by_land: force by land, by_unit: force by units, units: units, flights: lift}
objectives:
  quick: {title: Quick, from: ask begins, to: over, ratings: {P: 1h, S: 2h}, provision: "1"}
  strong: {measure: force, ratings: {P: 20}}
provisions: {"1": {title: Be quick}}
"""
CHOSEN = {"check of one": "fit", "check of two": "unfit", "check of three": "fit"}


def sheet(text: str = TEXT, origins: tuple[Origin, ...] = ()) -> Sheet:
    """The sheet of one run."""
    one = loaded(text)
    plan = compile_plan(one.scenario)
    told = history(plan, play(plan, CHOSEN if "check" in text else {}).log)
    return Sheet(Cast(one.scenario), plan, told, measured(one.scenario, plan, told), origins)


def event(source) -> tuple[int, str]:
    """Where a value is from: minute and moment; the number is that of an event there is."""
    assert source["event"] > 0
    return source["minute"], source["moment"]


def test_variables_stand_with_the_event_that_changed_them_last():
    """One that nothing changed is the scenario's; a member is named."""
    values = sheet().values()
    leader = values["leader"]
    assert (leader["value"], leader["title"]) == ("ya", "Yland")
    assert event(leader["from"])[0] > 0
    assert values["strength"]["value"] == 35
    assert sheet().variables()["mood"] == {"value": "calm", "from": "scenario"}


def test_a_number_is_shared_out_by_member_and_by_field():
    """What the steps of each have added."""
    values = sheet().values()
    assert {name: one["value"] for name, one in values["by_unit"].items()} == {"one": 30, "three": 5}
    assert {name: (one["value"], one["title"]) for name, one in values["by_land"].items()} == {
        "xa": (30, "Xland"),
        "ya": (5, "Yland"),
    }


def test_members_stand_with_fields_and_what_their_steps_came_to():
    """Who was dropped takes no part any more."""
    units = sheet().values()["units"]
    assert units["one"]["title"] == "First unit"
    assert units["one"]["size"] == {"value": 30, "from": "scenario"}
    assert units["one"]["ways"] == ["p", "q"]
    assert units["one"]["takes_part"] == {"value": True, "from": "scenario"}
    assert units["one"]["last_done"]["value"] == "Move"
    assert units["one"]["outcomes"]["check"]["value"] == "fit"
    assert units["one"]["outcomes"]["check"]["title"] == "Fit for it"
    assert units["two"]["takes_part"]["value"] is False
    assert event(units["two"]["takes_part"]["from"])


def test_a_resource_stands_with_what_was_used():
    """In all, by day, and on the day with the most."""
    flights = sheet().values()["flights"]
    assert flights["in_all"]["value"] == flights["most_in_a_day"]["value"] == 4
    assert flights["per_day"] == {"D": 4}


def test_times_are_likely_and_actual():
    """Of steps that began: a span's middle; the minutes that it was under way."""
    times = sheet().times()
    assert times["ask"]["planned_minutes"] == 120
    assert times["move of one"]["planned_minutes"] == 120
    assert times["move of one"]["minutes"] == 120
    assert "late" not in times


def test_documents_have_their_version():
    """The last one."""
    assert sheet().documents()["order"]["version"] == 1


def test_objectives_are_planned_and_actual():
    """With the provision that they test; a time at the event that met it."""
    quick = sheet().objectives()["quick"]
    assert (quick["planned"], quick["rating"], quick["provision"]) == (60, "U", "1 Be quick")
    assert event(quick["from"])[0] == quick["actual"]
    assert sheet().objectives()["strong"]["rating"] == "P"
    assert [one.name for one in sheet().unmet()] == ["quick"]


def test_what_is_left_open_is_told_with_its_state():
    """A member that was dropped has nothing open."""
    found = [(state, node.name) for state, node, _ in sheet().unfinished()]
    assert found == [("cut off", "late")]
    stopped = [(state, node.name) for state, node, _ in sheet(TEXT + "end: 3h1m\n").unfinished()]
    assert ("cut off", "late") in stopped
    assert {state for state, _ in stopped} <= {"cut off", "under way", "waiting"}


def test_without_the_block_every_variable_stands_on_it():
    """So that a scenario that says nothing can be followed too."""
    text = TEXT.replace("initial_data: {leader", "variants: {}\nunused_block: {leader")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("unused_block"))
    assert list(sheet(text).values()) == ["force", "chief", "mood"]


def test_a_value_of_an_earlier_sheet_keeps_its_origin():
    """It came from there, and not from this scenario."""
    origins = (
        Origin(("variables", "mood"), "mood", "last.yaml", "event 3"),
        Origin(("groups", "units", "one", "size"), "a.b", "last.yaml", ""),
    )
    one = sheet(origins=origins)
    assert one.variables()["mood"]["from"] == "last.yaml, mood"
    assert one.values()["units"]["one"]["size"]["from"] == "last.yaml, a.b"


def test_how_it_ended():
    """With its class and its event."""
    ending = sheet().ending()
    assert (ending["value"], ending["class"]) == ("completed", "success")
    assert event(ending["from"])


def test_what_was_expected_in_vain_is_an_open_point():
    """Upon an inject; recurring work is none, for it is never over."""
    text = """
        chain: {a: {takes: 5h}, rounds: {after: a begins, takes: 1h, every: 2h, until: a}}
        injects: {rumour: {at: 1h after a begins, to: [staff], text: They come., expects: {action: It is denied, within: 1h, chance: 0%}}}
    """
    one = sheet(text)
    assert [(node.title, source["minute"]) for node, source in one.missed()] == [("Rumour", 120)]
    assert list(one.unfinished()) == []
