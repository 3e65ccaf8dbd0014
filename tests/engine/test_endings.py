"""M12: named endings, what ENDEX lets through, what runs on after the ending, and the two endings that are built in."""

import pytest
from tests.support import ask, begin, lines, plan_of, play, story, the_end

from exercise_sim.engine.session import Ended, Reached


def test_an_ending_with_when_is_reached_in_the_minute_in_which_it_holds():
    """Everything stops: what is under way is left open, what waits never comes."""
    session = play("""
        chain:
          s: {}
          a: {after: s, takes: 1h}
          b: {after: s, takes: 2h}
          c: {after: b}
        endings: {success: {when: a, class: success}}
    """)
    assert story(session) == lines("""
        0 begun s
        0 done s
        0 begun a
        0 begun b
        60 done a
        60 ended success
    """)
    assert (the_end(session).class_, the_end(session).open, the_end(session).waiting) == (
        "success",
        ("b",),
        (),
    )


def test_the_session_says_how_it_ended():
    """The stop carries the name, the class and the minute, now and whenever it is asked again."""
    session = begin("chain: {a: {takes: 1h}}\nendings: {failed: {when: a, class: failure}}")
    assert session.advance() == session.advance() == Ended("failed", "failure", 60)


def test_an_outcome_may_name_an_ending():
    """Its `ends` is reached as soon as it is taken; an option's own time comes first."""
    session = play("""
        chain:
          s: {}
          other: {after: s, takes: 5h}
          mandate:
            by: staff
            after: s
            question: Adopt?
            options: {adopt: {}, refuse: {takes: 1h, ends: no_operation}}
            usual: refuse
        endings: {no_operation: {class: failure}}
    """)
    assert story(session, "done", "ended") == ["0 done s", "60 done mandate: refuse", "60 ended no_operation"]
    assert the_end(session).open == ("other",)


def test_when_done_may_name_an_ending():
    """A step that is done may end the exercise."""
    assert story(
        play("chain: {a: {takes: 1h, when_done: {ends: over}}, b: {}}\nendings: {over: {}}"), "ended"
    ) == ["60 ended over"]


def test_of_several_endings_in_one_minute_the_first_in_the_file_wins():
    """Where two conditions hold, the order of the file decides."""
    text = "chain: {a: {takes: 1h}}\nendings: {%s: {when: a}, %s: {when: a}}"
    assert the_end(play(text % ("one", "two"))).ending == "one"
    assert the_end(play(text % ("two", "one"))).ending == "two"


def test_an_ending_that_an_outcome_named_comes_before_those_with_when():
    """What was decided is stronger than what has come about."""
    session = play("""
        chain: {a: {takes: 1h, when_done: {ends: named}}}
        endings: {noticed: {when: a}, named: {}}
    """)
    assert the_end(session).ending == "named"


def test_of_two_named_endings_the_first_stands():
    """Both come in one minute; the earlier step in the file called first."""
    session = play("""
        chain:
          s: {}
          a: {after: s, takes: 1h, when_done: {ends: first_one}}
          b: {after: s, takes: 1h, when_done: {ends: second_one}}
        endings: {second_one: {}, first_one: {}}
    """)
    assert the_end(session).ending == "first_one"


@pytest.mark.parametrize(
    ("when", "minute"),
    [
        ("strength at least 2", 120),
        ("after D 01:30", 90),
        ("a and strength at least 2", 120),
        ("{any: [strength at least 9, after D 02:30]}", 150),
        ("mandate.adopt", 120),
        ("not before D 00:45", 45),
    ],
)
def test_an_ending_may_wait_for_any_condition(when, minute):
    """A variable, a moment of the clock, an outcome."""
    session = play(f"""
        variables: {{strength: 0}}
        chain:
          s: {{}}
          a: {{after: s, takes: 1h, when_done: {{add: {{strength: 1}}}}}}
          mandate: {{by: staff, takes: 1h, after: a, question: Adopt?, options: {{adopt: {{add: {{strength: 1}}}}}}, usual: adopt}}
          long: {{after: s, takes: 9h}}
        endings: {{over: {{when: {when}}}}}
    """)
    assert story(session, "ended") == [f"{minute} ended over"]


def test_an_ending_is_tested_before_anything_begins():
    """A condition that holds at STARTEX ends the exercise before its first step."""
    assert story(play("variables: {mood: calm}\nchain: {a: {}}\nendings: {over: {when: mood is calm}}")) == [
        "0 ended over"
    ]


def test_at_endex_the_exercise_is_out_of_time():
    """Work under way is logged as open, and nothing begins any more."""
    session = play("""
        end: 2h
        chain: {s: {}, a: {after: s, takes: 3h}, b: {after: s, takes: 2h}, c: {}}
        endings: {success: {when: a}}
    """)
    assert story(session) == lines("""
        0 begun s
        0 done s
        0 begun a
        0 begun b
        120 done b
        120 ended out_of_time
    """)
    assert (the_end(session).class_, the_end(session).open) == ("failure", ("a",))


def test_what_ends_in_the_minute_of_endex_counts():
    """And the ending that it leads to wins over `out of time`."""
    assert (
        the_end(play("end: 2h\nchain: {a: {takes: 2h}}\nendings: {success: {when: a}}")).ending == "success"
    )
    assert (
        the_end(
            play("end: 1h\nchain: {a: {takes: 1h, when_done: {ends: named}}}\nendings: {named: {}}")
        ).ending
        == "named"
    )


def test_an_answer_in_the_minute_of_endex_counts():
    """It arrives as an end of work does."""
    session = play("""
        end: 2h
        chain: {a: {by: staff, question: Adopt?, options: {adopt: {ends: success}}, usual: adopt, thinks: 2h}}
        endings: {success: {}}
    """)
    assert story(session, "ended") == ["120 ended success"]


def test_endex_may_be_a_day_and_time():
    """`D+1 06:00` is that moment of the exercise clock."""
    assert plan_of("start: 09:00\nend: D+1 06:00\nchain: {a: {}}").end == 21 * 60


def test_after_endex_only_the_end_follows():
    """A step with a condition on the clock does not begin at ENDEX either."""
    session = play("end: 2h\nchain: {s: {}, a: {wait_for: after D 02:00}}\nendings: {success: {when: a}}")
    assert story(session) == ["0 begun s", "0 done s", "120 ended out_of_time"]


AFTERWARDS = """
end: 2h
resources: {room: {slots: 1}}
chain:
  s: {}
  a: {after: s, takes: %s, uses: {room: 1}}
  wash: {after: ending, takes: 1h, uses: {room: 1}}
  report: {after: wash, takes: 3h}
  praise: {after: ending.success, takes: 10m}
  letter: {after: 30m after ending.out_of_time, takes: 10m}
endings: {success: {when: a}, out_of_time: {class: neutral}}
"""


def test_steps_after_the_ending_run_on_to_their_end():
    """The hot wash and what follows it, ENDEX or not; units of stopped work are free for them."""
    session = play(AFTERWARDS % "3h")
    assert story(session, "begun", "done", "ended") == lines("""
        0 begun s
        0 done s
        0 begun a
        120 ended out_of_time
        120 begun wash
        150 begun letter
        160 done letter
        180 done wash
        180 begun report
        360 done report
    """)


def test_one_ending_may_be_waited_for():
    """`ending.success` is met by that ending only."""
    session = play(AFTERWARDS % "1h")
    assert story(session, "ended") == ["60 ended success"]
    assert "60 begun praise" in story(session, "begun")
    assert story(session, "begun", of="letter") == []


def test_questions_are_withdrawn_at_the_ending():
    """Nobody can answer any more."""
    session = begin(
        "end: 2h\nchain: {a: {by: staff, question: Adopt?, options: {adopt: {}}, usual: adopt}}\nendings: {success: {when: a}}"
    )
    ask(session, "a")
    assert session.advance(until=120) == Ended("out_of_time", "failure", 120)
    assert session.open_questions == ()
    assert story(session, "withdrawn") == ["120 withdrawn a"]


def test_a_question_after_the_ending_can_be_answered():
    """The hot wash may ask, too; the exercise is over when that is answered."""
    session = begin("""
        chain: {a: {takes: 1h}, wash: {by: staff, after: ending, question: How was it?, options: {good: {}, poor: {}}, usual: good}}
        endings: {success: {when: a}}
    """)
    session.answer(ask(session, "wash").question, "poor")
    assert session.advance() == Ended("success", "neutral", 60)
    assert story(session, "done", of="wash") == ["60 done wash: poor"]


def test_the_author_classifies_what_is_built_in():
    """`stalled` and `out_of_time` are failures, unless the author says otherwise."""
    chain = "variables: {mood: calm}\nchain: {a: {takes: 1h}, b: {wait_for: mood is grave}}\n"
    assert the_end(play(chain)).class_ == "failure"
    assert the_end(play(chain + "endings: {stalled: {class: partial}}")).class_ == "partial"
    assert (
        the_end(play("end: 30m\n" + chain + "endings: {out_of_time: {class: success}}")).class_ == "success"
    )


def test_an_ending_of_the_authors_is_told_from_one_that_is_not():
    """The plan knows which endings the author declared; `completed` is nobody's failure."""
    plan = plan_of("chain: {a: {}}\nendings: {over: {when: a}, stalled: {}}")
    assert [plan.declares(name) for name in ("over", "stalled", "out_of_time", "completed")] == [
        True,
        True,
        False,
        True,
    ]


def test_completed_is_the_end_of_a_chain_without_endings():
    """Where the author names endings, a chain that runs out of steps has reached none of them."""
    assert the_end(play("chain: {a: {takes: 1h}}")).ending == "completed"
    assert (
        the_end(
            play("chain: {a: {takes: 1h, outcomes: [granted, refused]}}\nendings: {over: {when: a.refused}}")
        ).ending
        == "stalled"
    )


def test_completed_does_not_wait_for_what_follows_the_ending():
    """A hot wash after the ending is no step that could have come before it."""
    assert story(play("chain: {a: {takes: 1h}, wash: {after: ending, takes: 30m}}"), "ended") == [
        "60 ended completed"
    ]


def test_a_run_that_was_stopped_has_not_ended():
    """`until` only looks at the clock."""
    session = begin("chain: {a: {takes: 1h}}")
    assert session.advance(until=30) == Reached(30)
    assert story(session, "ended") == []


def test_what_waits_for_the_ending_is_held_by_nothing_that_cannot_come_any_more():
    """The whole phase is held until c, which the ending stops: the hot wash begins all the same."""
    session = play("""
        chain:
          a: {phase: Work, takes: 1h, when_done: {hold: Work, until: c}}
          b: {after: a begins, takes: 2h}
          c: {after: b, takes: 3h}
          hot_wash: {after: ending, takes: 1h}
        injects: {stop: {at: D 01:30, text: Stop., effects: {ends: enough}}}
        endings: {enough: {class: success}}
    """)
    assert story(session, "begun", of="hot_wash") == ["90 begun hot_wash"]
