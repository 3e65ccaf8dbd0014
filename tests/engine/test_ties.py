"""Rule 5: what happens when several things happen in one minute (docs/explanation/time-and-ties.md, One minute)."""

from tests.support import ask, begin, lines, play, story


def test_ends_of_work_come_in_file_order():
    """Whichever began first."""
    session = play("chain: {s: {}, b: {after: 30m after s, takes: 30m}, a: {after: s, takes: 1h}}")
    assert story(session, "done") == ["0 done s", "60 done b", "60 done a"]


def test_members_end_in_the_order_of_the_group():
    """All members of a step stand where the step stands."""
    session = play("""
        groups: {states: {cor: {time: 30m}, ara: {time: 30m}, bor: {time: 30m}}}
        chain: {a: {for_each: states, takes: its.time}, b: {for_each: states, takes: 1h}}
    """)
    assert story(session, "done", of="")[:3] == ["30 done a of cor", "30 done a of ara", "30 done a of bor"]


def test_ends_come_before_limits():
    """Work that ends in the minute of a limit is done before the limit runs out."""
    session = begin("""
        chain:
          s: {}
          q: {by: staff, after: s, question: Well?, options: {go: {}, stop: {}}, usual: go, within: 1h, otherwise: stop}
          work: {after: s, takes: 1h}
    """)
    session.advance(until=0)
    session.advance(until=60)
    assert story(session, "done", "lapsed") == [
        "0 done s",
        "60 done work",
        "60 lapsed q: stop",
        "60 done q: stop",
    ]


def test_limits_run_out_in_file_order():
    """Two questions of different age with one limit."""
    session = begin("""
        chain:
          s: {}
          late: {by: staff, after: 30m after s, question: Well?, options: {go: {}}, usual: go, within: 30m, otherwise: go}
          early: {by: staff, after: s, question: Well?, options: {go: {}}, usual: go, within: 1h, otherwise: go}
    """)
    for _ in range(4):
        session.advance(until=60)
    assert story(session, "lapsed") == ["60 lapsed late: go", "60 lapsed early: go"]


def test_what_an_end_causes_happens_before_the_next_end():
    """The question is asked, the outcome drawn, the effects made, before the next work ends."""
    session = play("""
        variables: {count: 0}
        chain:
          s: {}
          a: {after: s, takes: 1h, outcomes: {granted: {add: {count: 1}}, refused: {chance: 0}}}
          b: {after: s, takes: 1h, when_done: {add: {count: 10}}}
    """)
    assert [line for line in story(session, "drawn", "done", "variable") if line.startswith("60")] == lines("""
        60 drawn a: granted
        60 done a: granted
        60 variable count: 1
        60 done b
        60 variable count: 11
    """)


def test_cutting_off_comes_after_all_ends_and_before_beginnings():
    """What one end kills and another would have released is decided when both are known."""
    session = play("""
        chain:
          s: {}
          a: {after: s, takes: 1h, outcomes: [granted, refused]}
          b: {after: s, takes: 1h, outcomes: [granted, refused]}
          x: {after: a.refused or b.granted}
          y1: {after: a.refused}
    """)
    assert [line for line in story(session, "drawn", "cut off", "begun") if line.startswith("60")] == lines("""
        60 drawn a: granted
        60 drawn b: granted
        60 cut off y1
        60 begun x
    """)


def test_who_falls_out_is_settled_after_all_that_is_due():
    """The refusal that frees `fly` is not counted yet when the review of the same minute goes back: `fly` is not reopened."""
    session = play(
        """
        groups: {states: {a: {}, b: {}}}
        chain:
          s: {}
          plan: {after: s, takes: 30m}
          vote: {for_each: states, after: s, takes: 1h, outcomes: [granted, refused]}
          fly: {after: [vote.granted, plan], takes: 1h}
          review: {after: plan, takes: 30m, outcomes: {fine: {}, wrong: {back_to: plan, at_most: 1, then: fine}}}
        """,
        {"vote of b": "refused", "review#1": "wrong"},
    )
    assert story(session, "done", "reopened", "begun")[5:] == lines("""
        30 done plan
        30 begun review
        60 done vote of a: granted
        60 done vote of b: refused
        60 reopened plan
        60 begun plan
        90 done plan
        90 begun fly
        90 begun review
        120 done review: fine
        150 done fly
    """)


def test_endings_are_tested_after_all_ends_and_before_beginnings():
    """What ends in the minute of the ending is done; what would have begun has not."""
    session = play("""
        chain: {s: {}, a: {after: s, takes: 1h}, b: {after: s, takes: 1h}, c: {after: a}}
        endings: {over: {when: a}}
    """)
    assert [line for line in story(session) if line.startswith("60")] == [
        "60 done a",
        "60 done b",
        "60 ended over",
    ]


def test_beginnings_come_in_file_order():
    """Not in the order in which they were released."""
    session = play(
        "chain: {s: {}, c: {after: b}, d: {after: a}, a: {after: s, takes: 1h}, b: {after: s, takes: 1h}}"
    )
    assert [line for line in story(session, "begun") if line.startswith("60")] == ["60 begun c", "60 begun d"]


def test_passing_over_comes_before_beginnings_and_what_it_frees_in_the_next_round():
    """A step behind one that was passed over begins after those that begin in this round, wherever it stands."""
    session = play("""
        variables: {mood: calm}
        chain:
          s: {takes: 1h}
          behind: {after: skipped}
          other: {after: s}
          skipped: {after: s, if: mood is grave}
    """)
    assert [line for line in story(session, "begun", "passed over") if line.startswith("60")] == lines("""
        60 passed over skipped
        60 begun other
        60 begun behind
    """)


def test_work_of_no_time_ends_in_the_next_round():
    """All that begins in one round begins before any of it ends."""
    session = play("chain: {s: {takes: 1h}, a: {after: s}, b: {after: s}, c: {after: a}}")
    assert [line for line in story(session) if line.startswith("60")] == lines("""
        60 done s
        60 begun a
        60 begun b
        60 done a
        60 done b
        60 begun c
        60 done c
        60 ended completed
    """)


def test_the_lag_of_a_step_comes_just_before_the_step():
    """A lag that runs out in the minute in which work ends counts as one of the ends, at the place of the step that waits."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          holder: {after: s, takes: 2h, uses: {cell: 1}}
          lagging: {after: 1h after s, takes: 1h, uses: {cell: 1}}
          work: {after: s, takes: 1h}
          following: {after: work, takes: 1h, uses: {cell: 1}}
    """)
    assert story(session, "queued") == ["60 queued lagging: cell", "60 queued following: cell"]


def test_answers_come_at_the_place_of_their_step():
    """An answer on its way is an end of work like others: in file order."""
    session = play("""
        chain:
          s: {}
          a: {after: s, takes: 1h}
          q: {by: staff, after: s, question: Well?, options: {go: {}}, usual: go, thinks: 1h}
          b: {after: s, takes: 1h}
    """)
    assert story(session, "done")[1:] == ["60 done a", "60 done q: go", "60 done b"]


def test_what_comes_from_outside_applies_to_a_quiet_minute_and_settles_it_again():
    """The answer is given after everything else of the minute; what it releases begins in that minute."""
    session = begin("""
        chain:
          s: {}
          q: {by: staff, after: s, question: Well?, options: {go: {}, stop: {}}, usual: go}
          a: {after: q.go}
          z: {after: s}
    """)
    question = ask(session, "q").question
    assert story(session, "done") == ["0 done s", "0 done z"]
    session.answer(question, "go")
    assert story(session, "done") == ["0 done s", "0 done z", "0 done q: go", "0 done a"]


def test_capacity_by_hours_comes_after_ends_and_limits():
    """At opening time a unit that is given back in the same minute is there already."""
    session = play("""
        resources: {cell: {slots: 1, open: 06:00-20:00}}
        chain:
          s: {}
          night: {after: s, takes: 6h}
          early: {after: s, takes: 1h, uses: {cell: 1}}
          same: {after: night, takes: 1h, uses: {cell: 1}}
    """)
    assert [line for line in story(session, "begun", "done") if line.startswith(("360", "420"))] == lines("""
        360 done night
        360 begun early
        420 done early
        420 begun same
    """)


def test_requests_of_one_round_stand_in_file_order():
    """Not in the order in which their steps were released in that minute."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          x: {after: two, takes: 1h, uses: {cell: 1}}
          w: {after: one, takes: 1h, uses: {cell: 1}}
          one: {after: s, takes: 1h}
          two: {after: s, takes: 1h}
    """)
    assert story(session, "begun", of="x") == ["60 begun x"]
    assert story(session, "begun", of="w") == ["120 begun w"]


def test_steps_are_passed_over_in_file_order():
    """Not in the order in which they were released in that minute."""
    session = play("""
        variables: {mood: calm}
        chain:
          s: {}
          x: {after: two, if: mood is grave}
          w: {after: one, if: mood is grave}
          one: {after: s, takes: 1h}
          two: {after: s, takes: 1h}
    """)
    assert story(session, "passed over") == ["60 passed over x", "60 passed over w"]


def test_what_needs_units_and_what_needs_none_begin_in_one_order():
    """Granted or not in need of anything: in file order."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain: {s: {}, a: {after: s, uses: {cell: 1}}, b: {after: s}}
    """)
    assert story(session, "begun") == ["0 begun s", "0 begun a", "0 begun b"]


def test_a_step_whose_condition_came_true_asks_with_the_others_of_its_round():
    """In file order, though it was ready long before."""
    session = play("""
        resources: {cell: {slots: 1}}
        variables: {mood: calm}
        chain:
          s: {}
          news: {after: s, takes: 30m, when_done: {set: {mood: grave}}}
          patient: {after: s, wait_for: mood is grave, takes: 1h, uses: {cell: 1}}
          fresh: {after: news, takes: 1h, uses: {cell: 1}}
    """)
    assert story(session, "begun")[2:] == ["30 begun patient", "90 begun fresh"]
