"""The slow evaluator's recurring work: hand-worked chains (the page: Recurring work)."""

from tests.slow_model.playing import lines, play

HEAD = "start: 2024-03-12 00:00\n"


def told(text: str, name: str) -> list[str]:
    """The lines of a log about one step."""
    return [said for said in play(HEAD + text) if said.split(maxsplit=2)[2].startswith(name)]


def test_it_begins_again_after_its_last_beginning_and_stops_where_its_end_comes():
    """In the minute of its end it does not begin; each time has its effects."""
    text = """
variables: {reports: 0}
chain:
  a: {takes: 1h}
  report: {after: a, takes: 30m, every: 2h, until: b, when_done: {add: {reports: 1}}}
  b: {after: a, takes: 6h}
  c: {if: reports at least 3}
"""
    assert told(text, "report") == lines("""
        60 begun report
        90 done report
        180 begun report
        210 done report
        300 begun report
        330 done report
        420 stopped report
    """)
    assert "420 begun c" in play(HEAD + text)


def test_work_longer_than_its_interval_begins_again_when_it_is_over():
    """Never two at a time; it keeps no run going."""
    text = "chain: {a: {takes: 3h}, report: {after: a begins, takes: 2h, every: 1h}}"
    assert [said for said in told(text, "report") if "begun" in said] == [
        "0 begun report",
        "120 begun report",
    ]
    assert play(HEAD + text)[-1] == "180 ended completed"


def test_its_first_time_stops_too_and_is_passed_over():
    """a ends while the first report is written: it is not finished, and who waits for the first one goes on."""
    text = """
chain:
  a: {takes: 1h}
  report: {after: a begins, takes: 2h, every: 3h, until: a}
  b: {after: first of report}
"""
    assert told(text, "report") == ["0 begun report", "60 passed_over report"]
    assert "60 begun b" in play(HEAD + text)


def test_it_is_passed_over_where_its_end_was_there_before():
    """Nothing is done even once."""
    text = "chain: {a: {takes: 1h}, b: {takes: 1h}, report: {after: b, every: 2h, until: a}}"
    assert told(text, "report") == ["120 passed_over report"]


def test_its_own_work_ends_before_it_stops_in_the_same_minute():
    """The stop stands behind the end of its own work, also where what ends it stands above."""
    above = "chain: {a: {takes: 1h}, report: {after: a begins, takes: 1h, every: 3h, until: a}}"
    below = "chain: {report: {takes: 1h, every: 3h, until: a}, a: {after: report begins, takes: 1h}}"
    for text in (above, below):
        assert told(text, "report") == ["0 begun report", "60 done report", "60 stopped report"]


def test_it_stops_in_part_two_where_its_end_can_never_come():
    """b is cut off when a ended otherwise."""
    text = """
chain:
  a: {takes: 5h, outcomes: {good: {}, bad: {chance: 0}}}
  b: {after: a.bad}
  report: {after: a begins, every: 2h, until: b}
  c: {after: a, takes: 9h}
"""
    assert told(text, "report")[-2:] == ["240 done report", "300 stopped report"]


def test_who_waits_for_its_units_keeps_the_run_going():
    """b waits for the desk; when nobody waits any more, the run ends."""
    text = """
resources: {desk: {slots: 1}}
chain:
  a: {takes: 2h}
  report: {after: a begins, takes: 1h, every: 119m, uses: {desk: 1}}
  b: {after: a, takes: 1h, uses: {desk: 1}}
"""
    assert [said for said in play(HEAD + text) if "begun" in said or "ended" in said] == lines("""
        0 begun a
        0 begun report
        119 begun report
        179 begun b
        239 begun report
        239 ended completed
    """)


def test_what_it_does_not_hold_keeps_no_run_going():
    """b waits for fuel that nobody has; the report uses none of it."""
    text = """
resources: {fuel: {stock: 1}}
chain:
  a: {takes: 2h, uses: {fuel: 1}}
  report: {after: a begins, takes: 3h, every: 1h}
  b: {after: a, uses: {fuel: 1}}
"""
    assert play(HEAD + text)[-1] == "180 ended stalled"


def test_effects_come_too_late_but_for_what_stops_it_and_for_new_durations():
    """A delay at 90 does nothing; from then on it takes 1h; at 210 it is cancelled in the middle of its work."""
    text = """
chain:
  a: {takes: 9h}
  report: {after: a begins, takes: 30m, every: 1h}
injects:
  one: {at: 'D 01:10', effects: {delay: {report: 4h}, set: {report.takes: 50m}}}
  two: {at: 'D 02:30', effects: {cancel: report}}
"""
    assert told(text, "report") == lines("""
        0 begun report
        30 done report
        60 begun report
        110 done report
        120 begun report
        150 stopped report
    """)


def test_going_back_and_repeating_begin_it_anew():
    """At 180 it is repeated: its times count from there, and those from before are forgotten."""
    text = """
chain:
  a: {takes: 9h}
  report: {after: a begins, every: 4h}
injects: {one: {at: 'D 03:00', effects: {redo: report}}}
"""
    assert [said for said in told(text, "report") if "begun" in said] == [
        "0 begun report",
        "180 begun report",
        "420 begun report",
    ]
