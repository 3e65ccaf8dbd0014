"""The slow evaluator's gauges: hand-worked chains (the page: Gauges). `1 an hour` is one unit every sixty minutes."""

from tests.slow_model.playing import lines, play

HEAD = "start: 2024-03-12 00:00\n"


def told(text: str, *words: str) -> list[str]:
    """The lines of a log that say one of these words."""
    return [said for said in play(HEAD + text) if said.split()[1] in words]


def test_a_gauge_comes_to_a_mark_in_the_first_whole_minute():
    """7 a day from 0: 1 after 205.7 minutes, 2 after 411.4; nothing is rounded on the way."""
    text = """
gauges: {water: {stages: {low: 0, one: 1, two: 2}, rises: 7 a day}}
chain: {a: {takes: 1d}}
"""
    assert told(text, "stage") == lines("206 stage water: one: rises\n412 stage water: two: rises")


def test_a_falling_gauge_leaves_a_stage_when_it_has_gone_below_it():
    """From 42 at one a minute: 40 in minute 2 is still the stage, 39 in minute 3 is not."""
    text = """
gauges: {water: {starts: 42, stages: {low: 0, high: 40}, falls: 60 an hour}}
chain: {a: {takes: 10m}}
"""
    assert told(text, "stage") == ["3 stage water: low: falls"]


def test_at_most_ceases_in_the_first_minute_in_which_the_value_is_above():
    """In minute 600 it is at 10, and `at most 10` still holds; in minute 601 it does not."""
    text = """
gauges: {water: {stages: {low: 0}, rises: 1 an hour}}
chain: {a: {takes: 3h}, b: {wait_for: {not: water at most 10}}}
"""
    assert told(text, "begun")[-1] == "601 begun b"


def test_rates_add_up_and_hold_from_the_minute_in_which_their_conditions_do():
    """1 an hour up to minute 180 (3), then 2 less: 0 in minute 360, where it stands; from 600 on up again: 1 in minute 660."""
    text = """
gauges: {water: {stages: {low: 0, one: 1}, rises: 1 an hour, falls: {2 an hour: mood is grave}}}
variables: {mood: calm}
chain:
  a: {takes: 3h, when_done: {set: {mood: grave}}}
  b: {takes: 7h, when_done: {set: {mood: calm}}}
  c: {takes: 2h}
"""
    assert told(text, "stage") == lines("""
        60 stage water: one: rises
        301 stage water: low: falls
        660 stage water: one: rises
    """)


def test_the_highest_is_not_passed_and_the_fall_begins_there():
    """From 1 up to 3 in minute 120, where it stands; from minute 300 down by 1 an hour: below 2 in minute 361."""
    text = """
gauges: {water: {starts: 1, stages: {low: 0, high: 2}, rises: 1 an hour, falls: {2 an hour: a}, highest: 3}}
chain: {a: {takes: 5h}, b: {takes: 9h}}
"""
    assert told(text, "stage") == lines("60 stage water: high: rises\n361 stage water: low: falls")


def test_an_effect_jumps_at_once_past_several_stages_and_all_are_reached():
    """One event tells where it came to; who waits for a stage below goes on, too; later falls do not undo it."""
    text = """
gauges: {water: {stages: {low: 0, high: 2, flood: 8}, highest: 10}}
chain:
  a: {takes: 1h, when_done: {add: {water: 50}}}
  b: {takes: 1h, when_done: {add: {water: -99}}}
  c: {after: [b, water reaches high]}
  d: {after: 3h after water reaches flood}
"""
    assert told(text, "stage", "begun") == lines("""
        0 begun a
        60 stage water: flood: rises
        60 begun b
        120 stage water: low: falls
        120 begun c
        240 begun d
    """)


def test_ends_count_before_the_mark_of_the_same_minute():
    """At minute 120 it would be at 2; work that ends then takes one away first."""
    text = """
gauges: {water: {stages: {low: 0, high: 2}, rises: 1 an hour}}
chain: {a: {takes: 2h, when_done: {add: {water: -1}}}, b: {after: water reaches high}}
"""
    assert told(text, "stage", "begun") == lines("""
        0 begun a
        180 stage water: high: rises
        180 begun b
    """)


def test_an_inject_on_a_stage_comes_in_that_minute_and_an_ending_stops_the_gauge():
    """Gauges come to marks before injects; after the ending the value stays, so the step behind the ending sees it."""
    text = """
gauges: {water: {stages: {low: 0, high: 2, flood: 3}, rises: 1 an hour}}
chain: {a: {takes: 5h}, wash: {after: ending, takes: 9h}, seen: {after: wash, if: water reaches flood}}
injects: {one: {at: water reaches high}}
endings: {done: {when: one}}
"""
    assert told(text, "stage", "came", "ended", "begun", "passed_over") == lines("""
        0 begun a
        120 stage water: high: rises
        120 came one
        120 ended done
        120 begun wash
        660 passed_over seen
    """)


def test_a_run_goes_on_for_a_gauge_only_where_somebody_waits_for_it():
    """Nobody: it ends with a. An inject on a value: it goes on to the mark. An `if` waits for nothing."""
    gauge = "gauges: {water: {stages: {low: 0, high: 2}, rises: 1 an hour}}\n"
    assert told(gauge + "chain: {a: {takes: 1h}}", "ended") == ["60 ended completed"]
    assert told(gauge + "chain: {a: {takes: 1h, if: water at most 5}}", "ended") == ["60 ended completed"]
    waiting = gauge + "chain: {a: {takes: 1h}, b: {after: one}}\ninjects: {one: {at: water at least 4}}"
    assert told(waiting, "stage", "came", "ended") == lines("""
        120 stage water: high: rises
        240 came one
        240 ended completed
    """)


def test_a_run_goes_on_for_a_gauge_that_switches_the_one_for_which_somebody_waits():
    """Water rises only once wind is strong, at 180; b waits for water, which is high 120 minutes later."""
    text = """
gauges:
  wind: {stages: {weak: 0, strong: 3}, rises: 1 an hour}
  water: {stages: {low: 0, high: 2}, rises: {1 an hour: wind is strong}}
chain: {a: {takes: 1h}, b: {after: water reaches high}}
"""
    assert told(text, "begun", "ended") == ["0 begun a", "300 begun b", "300 ended completed"]


def test_two_that_drive_each_other_to_and_fro_keep_no_run_going_for_ever():
    """It falls at 1 and rises below it, in every minute; b waits for what never comes. The thousandth mark is the last one."""
    text = """
gauges: {water: {starts: 1, stages: {low: 0, high: 50}, rises: {60 an hour: {not: water at least 1}}, falls: {60 an hour: water at least 1}}}
chain: {a: {}, b: {after: water reaches high}}
"""
    assert told(text, "ended") == ["1000 ended stalled"]


def test_stages_are_compared_as_the_author_reads_them():
    """`at most crisis` holds at the stage and below; `is` only at it."""
    text = """
gauges: {threat: {starts: 12, stages: {tension: 10, crisis: 20, conflict: 30}, rises: 2 an hour}}
chain:
  a: {takes: 5h}
  b: {if: threat at most crisis}
  c: {if: threat is tension}
  d: {if: threat at least crisis}
  e: {takes: 5h}
  f: {if: threat at most crisis}
"""
    assert told(text, "begun", "passed_over") == lines("""
        0 begun a
        300 begun b
        300 passed_over c
        300 begun d
        300 begun e
        600 passed_over f
    """)
