"""The slow evaluator's endings, ENDEX and runs that cannot go on: hand-worked chains."""

from tests.slow_model.playing import lines, play


def test_endex_comes_to_an_open_question():
    """A question that stays open keeps the run until ENDEX, which ends it out of time."""
    log = play("{end: 2h, chain: {council: {options: {adopt: {}}}}}")
    assert log == lines("""
        0 begun council
        0 asked council
        120 ended out_of_time
    """)


def test_what_ends_in_the_minute_of_endex_counts_and_its_ending_wins():
    """Work that ends at ENDEX is done, and the ending it leads to wins over out of time; nothing begins any more."""
    text = """
        end: 2h
        chain: {work: {takes: 2h}, next: {takes: 1h}}
        endings: {success: {when: WHEN}}
    """
    assert play(text.replace("WHEN", "work")) == lines("""
        0 begun work
        120 done work
        120 ended success
    """)
    assert play(text.replace("WHEN", "next")) == lines("""
        0 begun work
        120 done work
        120 ended out_of_time
    """)


def test_an_ending_that_an_outcome_named_comes_first():
    """It wins over one above it with `when`; what can no longer come is cut off before endings are tested."""
    text = """
        chain: {council: {options: {adopt: {}, refuse: {ends: no_go}}}, plan: {after: council.adopt}}
        endings: {success: {when: council}, no_go: {}}
    """
    assert play(text, {("council", 1): ("refuse", 60)}) == lines("""
        0 begun council
        0 asked council
        60 done council: refuse
        60 cut_off plan
        60 ended no_go
    """)


def test_endings_with_when_come_in_file_order():
    """Conditions and references are tested in file order; the first that is true ends the run."""
    log = play("""
        variables: {strength: 0}
        chain: {move: {takes: 1h, when_done: {add: {strength: 2}}}}
        endings: {weak: {when: strength at least 3}, strong: {when: strength at least 2}, moved: {when: move}}
    """)
    assert log == ["0 begun move", "60 done move", "60 ended strong"]


def test_after_an_ending_only_what_waits_for_it_runs_on():
    """Everything stops but steps after `ending` and what follows them, which run on beyond ENDEX; `ending.x` of another is cut off."""
    log = play("""
        end: 3h
        chain:
          work: {takes: 2h}
          long: {after: work begins, takes: 10h}
          next: {after: work}
          hot_wash: {after: ending, takes: 4h}
          report: {takes: 1h}
          medals: {after: ending.success}
          excuses: {after: 1h after ending.failure}
        endings: {success: {when: long}, failure: {when: work}}
    """)
    assert log == lines("""
        0 begun work
        0 begun long
        120 done work
        120 ended failure
        120 begun hot_wash
        120 cut_off medals
        180 begun excuses
        180 done excuses
        360 done hot_wash
        360 begun report
        420 done report
    """)


def test_what_waits_for_another_ending_is_cut_off_in_the_minute_of_the_ending():
    """An ending makes the minute unquiet: the next round cuts off what can no longer come, though nothing else happened."""
    text = """
        end: 2h
        chain: {work: {takes: 3h}, medals: {after: ending.success}}
        endings: {success: {when: work}}
    """
    assert play(text) == ["0 begun work", "120 ended out_of_time", "120 cut_off medals"]


def test_a_run_that_cannot_go_on_is_stalled_at_once():
    """Nothing due, no question, no ending: stalled in that minute, before ENDEX; the hot wash follows this ending too."""
    log = play("""
        end: 2d
        variables: {mood: calm}
        chain:
          work: {takes: 1h}
          patient: {wait_for: mood is tense}
          hot_wash: {after: ending, takes: 30m}
        endings: {success: {when: patient}}
    """)
    assert log == lines("""
        0 begun work
        60 done work
        60 ended stalled
        60 begun hot_wash
        90 done hot_wash
    """)


def test_a_run_with_endings_is_never_completed():
    """Every step is over, but the scenario names endings and none was reached: stalled."""
    log = play("{chain: {work: {if: v is 1}}, variables: {v: 0}, endings: {success: {when: work}}}")
    assert log == ["0 passed_over work", "0 ended stalled"]
