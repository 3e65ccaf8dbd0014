"""M10: work that begins again and again, what ends it, who may wait for it, and that it keeps no run going."""

import pytest
from tests.support import lines, play, story

from exercise_sim.scenario.load import ScenarioError


def test_it_begins_again_a_fixed_time_after_its_last_beginning_until_something_comes():
    """Each time with its effects; at the minute in which its end comes it does not begin any more."""
    session = play("""
        variables: {reports: 0}
        chain:
          a: {takes: 1h}
          report: {after: a, takes: 30m, every: 2h, until: b, makes: report, when_done: {add: {reports: 1}}}
          b: {after: a, takes: 6h}
    """)
    assert story(session, "begun", "made", "stopped", of="report") == lines("""
        60 begun report
        90 made report v1
        180 begun report
        210 made report v2
        300 begun report
        330 made report v3
        420 stopped report
    """)
    assert story(session)[-1] == "420 ended completed"
    assert story(session, "variable")[-1] == "330 variable reports: 3"


def test_work_under_way_stops():
    """What ends it ends the work that is going on; its units go back."""
    session = play("""
        resources: {desk: {slots: 1}}
        chain:
          a: {takes: 1h}
          report: {after: a, takes: 30m, every: 2h, until: b, uses: {desk: 1}}
          b: {after: a, takes: 130m}
          c: {after: b, takes: 1h, uses: {desk: 1}}
    """)
    assert "190 stopped report" in story(session, "stopped")
    assert "190 begun c" in story(session)


def test_work_longer_than_its_interval_begins_again_at_once():
    """Never two at a time."""
    session = play("chain: {a: {takes: 3h}, report: {after: a begins, takes: 90m, every: 1h, until: a}}")
    assert story(session, "begun", of="report") == ["0 begun report", "90 begun report"]


def test_it_keeps_no_run_going():
    """When nothing else can come, the run ends, work under way or not."""
    session = play("chain: {a: {takes: 5h}, report: {after: a begins, every: 2h, takes: 90m}}")
    assert story(session)[-1] == "300 ended completed"
    assert story(session, "begun", of="report") == ["0 begun report", "120 begun report", "240 begun report"]


def test_who_waits_for_its_units_is_served():
    """As long as somebody waits for what it holds, its work counts."""
    session = play("""
        resources: {desk: {slots: 1}}
        chain:
          a: {takes: 2h}
          report: {after: a begins, takes: 1h, every: 119m, uses: {desk: 1}}
          b: {after: a, takes: 1h, uses: {desk: 1}}
    """)
    assert story(session, "begun") == [
        "0 begun a", "0 begun report", "119 begun report", "179 begun b", "239 begun report",
    ]  # fmt: skip
    assert story(session)[-1] == "239 ended completed"


def test_the_first_one_can_be_waited_for():
    """By `first of`; later ones change nothing for those who wait."""
    session = play("""
        chain:
          a: {takes: 1h}
          report: {after: a begins, takes: 10m, every: 20m, until: a}
          b: {after: first of report, takes: 5m}
    """)
    assert story(session, "begun", of="b") == ["10 begun b"]


def test_it_is_passed_over_where_its_end_came_first():
    """Nothing is done even once; in the same minute too."""
    session = play(
        "chain: {a: {takes: 1h}, b: {after: a, takes: 1h}, report: {after: b, every: 2h, until: a}}"
    )
    assert story(session, of="report") == ["120 passed over report"]
    session = play("chain: {a: {takes: 1h}, report: {after: a, every: 2h, until: a}}")
    assert story(session, of="report") == ["60 passed over report"]


def test_it_stops_where_its_end_can_never_come():
    """As a hold does: nobody waits for ever."""
    session = play("""
        chain:
          a: {takes: 5h, outcomes: {good: {}, bad: {chance: 0}}}
          b: {after: a.bad}
          report: {after: a begins, every: 2h, until: b}
          c: {after: a, takes: 9h}
    """)
    assert story(session, "begun", "stopped", of="report") == [
        "0 begun report", "120 begun report", "240 begun report", "300 stopped report",
    ]  # fmt: skip


def test_going_back_begins_it_anew():
    """What is reopened loses its next time; it is released again with the step before it."""
    session = play("""
        chain:
          a: {takes: 1h}
          report: {after: a, every: 3h, until: c}
          b: {after: a, takes: 2h, outcomes: {again: {back_to: a, at_most: 1, then: go}, go: {chance: 0}}}
          c: {after: b.go, takes: 4h}
    """)
    assert story(session, "begun", of="report") == [
        "60 begun report", "240 begun report", "420 begun report",
    ]  # fmt: skip


def test_one_for_each_member():
    """Each member has its own times and its own end."""
    session = play("""
        groups: {states: {x: {wait: 1h}, z: {wait: 2h}}}
        chain:
          a: {for_each: states, takes: its.wait}
          report: {for_each: states, after: a begins, every: 40m, until: a}
    """)
    assert story(session, "begun", of="report of x") == ["0 begun report of x", "40 begun report of x"]
    assert story(session, "begun", of="report of z") == [
        "0 begun report of z", "40 begun report of z", "80 begun report of z",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        ("a: {takes: 1h, until: b}, b: {takes: 1h}", "this is done once"),
        ("a: {takes: 1h, every: 2h}, b: {takes: 1h}", "'a' is never over for good"),
        ("a: {takes: 1h, every: 2h}, b: {after: a}", "write 'first of a'"),
        ("a: {takes: 1h, every: 2h, outcomes: [x, z]}", "cannot have 'outcomes'"),
        ("a: {takes: 1h, every: 0m}", "at least 1"),
        ("a: {takes: 1h, every: 1h, until: a}", "cannot end itself"),
        ("a: {takes: 1h}, b: {takes: 1h, every: 1h, when_done: {back_to: a, at_most: 1}}", "neither go back"),
    ],
)
def test_what_cannot_be(chain, said):
    """Errors of the author, with what to write."""
    with pytest.raises(ScenarioError, match=said):
        play(f"chain: {{{chain}}}")


def test_its_first_time_stops_too():
    """What ends it comes in the middle of the first time: that is passed over, and nobody waits for it for ever."""
    session = play("""
        chain:
          a: {takes: 1h}
          report: {after: a begins, takes: 2h, every: 3h, until: a}
          b: {after: first of report, takes: 1h}
    """)
    assert story(session, of="report") == ["0 begun report", "60 passed over report"]
    assert story(session)[-1] == "120 ended completed"


def test_what_ends_it_when_it_begins_stops_it_in_file_order_with_other_ends():
    """In the round after the one in which d began: in the place of the report, before d ends."""
    session = play("""
        chain:
          report: {takes: 30m, every: 1h, until: d begins}
          a: {after: report begins, takes: 2h}
          d: {after: a}
    """)
    assert story(session, "begun", "done", "stopped")[-4:] == [
        "120 begun report", "120 begun d", "120 stopped report", "120 done d",
    ]  # fmt: skip


def test_repeating_it_forgets_its_next_time():
    """From 180 on every four hours, and not at 240 as well."""
    session = play("""
        chain:
          a: {takes: 9h}
          report: {after: a begins, every: 4h}
        injects: {one: {at: D 03:00, text: Again., effects: {redo: report}}}
    """)
    assert story(session, "begun", of="report") == [
        "0 begun report", "180 begun report", "420 begun report",
    ]  # fmt: skip


def test_what_is_reopened_recurs_anew_though_it_had_stopped():
    """b stops it at 60; gone back to at 120 with b, it goes on until b comes again."""
    session = play("""
        chain:
          a: {takes: 10m}
          report: {after: a, every: 20m, until: b}
          b: {after: a, takes: 50m}
          c: {after: b, takes: 1h, outcomes: {again: {back_to: a, at_most: 1, then: go}, go: {chance: 0}}}
    """)
    assert story(session, "begun", "stopped", of="report") == [
        "10 begun report", "30 begun report", "50 begun report", "60 stopped report",
        "130 begun report", "150 begun report", "170 begun report", "180 stopped report",
    ]  # fmt: skip


def test_what_it_does_not_hold_keeps_no_run_going():
    """b waits for fuel that nobody has any more; the report holds none."""
    session = play("""
        resources: {fuel: {stock: 1}}
        chain:
          a: {takes: 2h, uses: {fuel: 1}}
          report: {after: a begins, takes: 3h, every: 1h}
          b: {after: a, uses: {fuel: 1}}
    """)
    assert story(session)[-1] == "180 ended stalled"


def test_a_document_that_it_would_have_made_is_not_there_where_it_is_passed_over():
    """Who needs the report cannot begin, and is cut off."""
    session = play("""
        chain:
          a: {takes: 1h}
          report: {after: a, makes: report, every: 1h, until: a}
          reading: {after: a, needs: report}
          b: {after: a, takes: 1h}
    """)
    assert story(session, of="reading") == ["60 cut off reading"]


def test_it_is_not_passed_over_where_what_ends_it_was_taken_back():
    """At 240 both a, which ends it, and the report are repeated: it begins anew, until a is over again."""
    session = play("""
        chain:
          start: {takes: 10m}
          a: {after: start begins, takes: 1h}
          report: {after: start, every: 30m, until: a}
          b: {after: a, takes: 3h, outcomes: {again: {redo: [a, report], at_most: 1, then: go}, go: {chance: 0}}}
    """)
    assert story(session, "begun", "passed over", of="report") == [
        "10 begun report", "40 begun report", "240 begun report", "270 begun report",
    ]  # fmt: skip
