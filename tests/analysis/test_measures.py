"""M20: what is measured from the log, and how it is rated."""

import pytest
from tests.support import loaded, play

from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import Measured, measured, rating
from exercise_sim.engine.compile import compile_plan

CHAIN = """
groups: {units: {north: {time: 1h}, south: {time: 3h}, west: {time: 5h}}}
variables: {strength: 0, mood: calm}
chain:
  s: {takes: 10m}
  draft: {after: s, takes: 50m}
  mandate:
    by: staff
    takes: 30m
    question: Adopt?
    options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}, refuse: {ends: over}}
    usual: adopt
  march: {for_each: units, after: mandate.adopt, takes: its.time, when_done: {add: {strength: 100}}}
  skipped: {after: s, if: mood is grave}
  never: {after: mandate.refuse}
  report: {after: march, takes: 1h}
endings: {done: {when: report}, over: {}}
"""
"""s 10, draft 60, mandate 90 (returned once: 170), the marches 60, 180 and 300 minutes later, the report after the last of them."""


def measure(objective: str, choose: dict[str, str] | None = None, until: int | None = None) -> Measured:
    """What this objective gives."""
    given = loaded(f"{CHAIN}objectives: {{it: {{{objective}}}}}\n")
    plan = compile_plan(given.scenario)
    (found,) = measured(given.scenario, plan, history(plan, play(plan, choose, until=until).log))
    return found


def value(objective: str, choose: dict[str, str] | None = None, until: int | None = None) -> object:
    """Its value."""
    return measure(objective, choose, until).value


@pytest.mark.parametrize(
    ("objective", "minutes"),
    [
        ("from: s, to: mandate", 80),
        ("from: s begins, to: mandate", 90),
        ("from: draft begins, to: mandate begins", 50),
        ("from: draft, to: mandate.adopt", 30),
        ("from: 20m after s, to: mandate", 60),
        ("from: mandate.adopt, to: march", 300),
        ("from: mandate.adopt, to: first of march", 60),
        ("from: mandate.adopt, to: 2 of march", 180),
        ("from: mandate.adopt, to: march of south", 180),
        ("from: first of march, to: march", 240),
    ],
)
def test_a_time_runs_from_one_reference_to_another(objective, minutes):
    """A bare name is the end of a step, of a group the end of its last member."""
    assert (value(objective), measure(objective).unit) == (minutes, "minutes")


def test_it_runs_from_the_first_to_the_last():
    """Of a step that was done again, `from` takes the first time, `to` the last."""
    again = {"mandate#1": "again"}
    assert value("from: draft, to: mandate", again) == 170 - 60
    assert value("from: s, to: draft", again) == 140 - 10
    assert value("from: draft begins, to: draft begins", again) == 90 - 10
    assert value("from: mandate begins, to: mandate.adopt", again) == 170 - 60


def test_what_was_never_reached_is_untrained():
    """The time began, and did not end: U, without a value."""
    found = measure("from: s, to: report, ratings: {P: 1h, S: 2h, M: 3h}", {"mandate": "refuse"})
    assert (found.value, found.rating, found.begin, found.end) == (None, "U", 10, None)


@pytest.mark.parametrize("begins", ["never", "mandate.refuse", "march of west"])
def test_what_never_began_is_not_assessed(begins):
    """Nobody can be blamed for what did not come about."""
    found = measure(
        f"from: {begins}, to: report, ratings: {{P: 1h, S: 2h, M: 3h}}", {"mandate": "again"}, until=100
    )
    assert (found.value, found.rating) == (None, None)


def test_while_the_exercise_goes_on_what_has_not_come_is_not_judged():
    """At minute 100 the report is still to come: no value, and no letter yet; what is there already has both."""
    found = measure("from: s, to: report, ratings: {P: 9h, S: 10h, M: 11h}", until=100)
    assert (found.value, found.rating) == (None, None)
    assert value("from: s, to: march", until=300) is None
    found = measure("from: s, to: draft, ratings: {P: 9h, S: 10h, M: 11h}", until=100)
    assert (found.value, found.rating) == (50, "P")


def test_members_that_were_cut_off_fall_out():
    """The last of those still in counts."""
    given = loaded("""
        groups: {units: {north: {time: 1h}, south: {time: 3h}}}
        chain:
          s: {}
          permit: {for_each: units, after: s, outcomes: [granted, refused]}
          march: {for_each: units, after: permit.granted, takes: its.time}
        objectives: {it: {from: s, to: march}}
    """)
    plan = compile_plan(given.scenario)
    (found,) = measured(given.scenario, plan, history(plan, play(plan, {"permit of south": "refused"}).log))
    assert found.value == 60


@pytest.mark.parametrize(
    ("objective", "expected"),
    [
        ("measure: strength", 300),
        ("measure: strength, at: first of march", 100),
        ("measure: strength, at: mandate", 0),
        ("measure: strength, at: 2h after first of march", 200),
    ],
)
def test_a_variable_is_read_at_an_instant_or_at_the_end(objective, expected):
    """What was changed in that minute is in it."""
    assert (value(objective), measure(objective).unit) == (expected, "number")


def test_a_variable_at_an_instant_that_never_came_is_not_reached():
    """There was no such moment."""
    found = measure("measure: strength, at: never, ratings: {P: 300, S: 200, M: 100}")
    assert (found.value, found.rating) == (None, "U")


def test_a_margin_is_how_long_before_an_event_something_came():
    """More is better; what came after it has a negative margin."""
    assert value("margin: mandate, before: first of march") == 60
    assert value("margin: report, before: first of march") == -300
    assert measure("margin: mandate, before: report, ratings: {P: 2h, S: 1h, M: 0h}").rating == "P"
    assert measure("margin: mandate, before: first of march, ratings: {P: 2h, S: 1h, M: 0h}").rating == "S"


def test_a_margin_before_what_never_came_is_not_assessed():
    """And what never came itself, before something that did, is U."""
    assert measure("margin: mandate, before: never, ratings: {P: 2h, S: 1h, M: 0h}").rating is None
    assert measure("margin: never, before: report, ratings: {P: 2h, S: 1h, M: 0h}").rating == "U"


def test_what_is_observed_is_left_to_the_evaluator():
    """It has no value and no rating of ours, but the text of what to look for."""
    found = measure("observe: Were the points settled line by line?, title: Text cleared")
    assert (found.unit, found.value, found.rating, found.observe) == (
        "observed",
        None,
        None,
        "Were the points settled line by line?",
    )


@pytest.mark.parametrize(
    ("minutes", "letter"),
    [(0, "P"), (1440, "P"), (1441, "S"), (2160, "S"), (2880, "M"), (2881, "U"), (None, "U")],
)
def test_of_times_less_is_better(minutes, letter):
    """The first threshold that holds; a value on a threshold holds it."""
    assert rating(minutes, {"P": 1440, "S": 2160, "M": 2880}, more_is_better=False) == letter


@pytest.mark.parametrize(
    ("number", "letter"), [(2000, "P"), (1999, "S"), (1800, "S"), (1000, "M"), (999, "U"), (None, "U")]
)
def test_of_numbers_more_is_better_where_the_thresholds_fall(number, letter):
    """Falling thresholds say so."""
    assert rating(number, {"P": 2000, "S": 1800, "M": 1000}, more_is_better=True) == letter


@pytest.mark.parametrize(
    ("objective", "more"),
    [
        ("from: s, to: report, ratings: {P: 1h, S: 2h, M: 3h}", False),
        ("measure: strength, ratings: {P: 300, S: 200, M: 100}", True),
        ("measure: strength, ratings: {P: 100, S: 200, M: 300}", False),
        ("measure: strength, ratings: {P: 100}", True),
        ("from: s, to: report, ratings: {P: 1h}", False),
        ("margin: mandate, before: report, ratings: {P: 1h}", True),
    ],
)
def test_the_thresholds_say_which_way_is_better(objective, more):
    """Where there is only one, times should be short, numbers and margins large."""
    assert measure(objective).more_is_better is more


def test_a_missing_letter_is_passed_over():
    """P and M alone: nothing is S."""
    assert rating(5, {"P": 3, "M": 8}, more_is_better=False) == "M"


def test_without_ratings_there_is_a_value_and_no_letter():
    """The measure is told; nobody judges it."""
    found = measure("from: s, to: report")
    assert (found.value, found.rating, found.thresholds) == (440, None, {})


def test_objectives_come_in_file_order_with_their_titles():
    """A title is made from the name where the author gave none."""
    given = loaded(
        CHAIN
        + "objectives: {z_last: {from: s, to: report}, a_first: {from: s, to: report, title: Told, provision: '4.2'}}\n"
    )
    plan = compile_plan(given.scenario)
    found = measured(given.scenario, plan, history(plan, play(plan).log))
    assert [(one.name, one.title, one.provision) for one in found] == [
        ("z_last", "Z last", ""),
        ("a_first", "Told", "4.2"),
    ]


@pytest.mark.parametrize("ratings", ["{P: 1h, S: 2h}", "{P: 3h, S: 2h}"])
def test_a_time_whose_end_came_before_its_beginning_is_not_assessed(ratings):
    """It measures nothing: less than no time is not the best time, whichever way the thresholds run. A margin below 0 came too late."""
    found = measure(f"from: mandate, to: draft, ratings: {ratings}")
    assert (found.value, found.rating, found.backwards) == (-30, None, True)
    late = measure("margin: mandate, before: draft, ratings: {P: 1h, S: 0h}")
    assert (late.value, late.rating, late.backwards) == (-30, "U", False)
