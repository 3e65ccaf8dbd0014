"""M1 and M2: the life of a step, in one written order, and the three ways in which it can be over."""

from tests.support import begin, lines, play, story

FORK = """
variables: {mood: calm}
chain:
  s: {}
  news: {after: s, takes: 30m, when_done: {set: {mood: grave}}}
"""
"""Everything after `s` can begin at minute 0; at minute 30 the mood turns."""


def test_steps_follow_each_other_in_the_order_of_the_file():
    """The first step begins at STARTEX, every other one after the step above it."""
    session = play("chain: {a: {takes: 1h}, b: {takes: 30m}}")
    assert story(session) == lines("""
        0 begun a
        60 done a
        60 begun b
        90 done b
        90 ended completed
    """)


def test_a_step_without_work_lasts_no_time():
    """A step without `takes` is a point at which branches meet: it begins and is done in one minute."""
    assert story(play("chain: {a: {takes: 1h}, meet: {}, b: {takes: 1h}}"), of="meet") == [
        "60 begun meet",
        "60 done meet",
    ]


def test_a_step_whose_condition_is_false_is_passed_over_and_the_chain_goes_on():
    """`if` is asked when the turn of the step comes; what stands after it goes on in the same minute."""
    session = play("""
        variables: {mood: calm}
        chain: {a: {takes: 1h}, b: {if: mood is grave, takes: 5h}, c: {takes: 1h}}
    """)
    assert story(session) == lines("""
        0 begun a
        60 done a
        60 passed over b
        60 begun c
        120 done c
        120 ended completed
    """)


def test_the_condition_is_asked_when_the_turn_comes_and_not_before():
    """At STARTEX the mood is calm; when the turn of `late` comes it is not."""
    session = play(
        FORK + "  early: {after: s, if: mood is calm}\n  late: {after: 1h after s, if: mood is calm}\n"
    )
    assert story(session, of="early") == ["0 begun early", "0 done early"]
    assert story(session, of="late") == ["60 passed over late"]


def test_the_condition_is_asked_once():
    """A step that was passed over stays so when its condition comes true; one that passed its condition waits on for its resource."""
    session = play(
        """
resources: {cell: {slots: 1}}
"""
        + FORK
        + """
  holder: {after: s, takes: 1h, uses: {cell: 1}}
  grave: {after: s, if: mood is grave}
  calm: {after: s, if: mood is calm, takes: 1h, uses: {cell: 1}}
"""
    )
    assert story(session, of="grave") == ["0 passed over grave"]
    assert story(session, of="calm") == ["60 begun calm", "120 done calm"]


def test_a_step_waits_for_its_condition():
    """`wait_for` keeps a step until it is true; it begins in the minute in which that becomes so."""
    session = play(FORK + "  work: {after: s, wait_for: mood is grave, takes: 1h}\n")
    assert story(session, of="work") == ["30 begun work", "90 done work"]


def test_a_condition_that_was_true_for_a_while_is_not_remembered():
    """`wait_for` is asked when the step is ready: what was true before, and is no longer, does not count."""
    session = play(FORK + "  work: {after: 40m after s, wait_for: mood is calm, takes: 1h}\n")
    assert story(session) == lines("""
        0 begun s
        0 done s
        0 begun news
        30 done news
        40 ended stalled
    """)


def test_if_comes_before_wait_for():
    """A step whose `if` is false is passed over at once, whatever it would have waited for."""
    session = play(FORK + "  work: {after: s, if: mood is grave, wait_for: mood is grave}\n")
    assert story(session, of="work") == ["0 passed over work"]


def test_wait_for_comes_before_resources():
    """Who waits for a condition stands in no queue: a later request is served first."""
    session = play(
        """
resources: {cell: {slots: 1}}
"""
        + FORK
        + """
  holder: {after: s, takes: 1h, uses: {cell: 1}}
  patient: {after: s, wait_for: mood is grave, takes: 1h, uses: {cell: 1}}
  late: {after: 10m after s, takes: 1h, uses: {cell: 1}}
"""
    )
    assert story(session, "begun", of="late") == ["60 begun late"]
    assert story(session, "begun", of="patient") == ["120 begun patient"]


def test_the_question_comes_after_the_work():
    """First the work, then the question, then the step is done with the option that was taken."""
    session = play("""
        chain:
          mandate: {by: staff, takes: 1h, question: Adopt?, options: {adopt: {}, refuse: {}}, usual: adopt, thinks: 20m}
          plan: {after: mandate.adopt}
    """)
    assert story(session, *("begun", "asked", "decided", "done")) == lines("""
        0 begun mandate
        60 asked mandate
        80 decided mandate: adopt
        80 done mandate: adopt
        80 begun plan
        80 done plan
    """)


def test_chance_is_drawn_after_the_work():
    """Outcomes are drawn when the work ends, and asked of nobody."""
    session = play("chain: {sitting: {takes: 1h, outcomes: [granted, refused]}}")
    assert story(session, "begun", "drawn", "done") == lines("""
        0 begun sitting
        60 drawn sitting: granted
        60 done sitting: granted
    """)


def test_when_done_has_happened_before_anything_follows():
    """A step that follows in the same minute sees what `when_done` has changed."""
    session = play("""
        variables: {strength: 0}
        chain: {a: {takes: 1h, when_done: {add: {strength: 5}}}, b: {if: strength at least 5}}
    """)
    assert story(session, "begun", "passed over", of="b") == ["60 begun b"]


def test_the_outcome_takes_effect_before_when_done():
    """What an outcome sets, `when_done` may set otherwise: it comes last."""
    session = play("""
        variables: {mood: calm}
        chain: {a: {outcomes: {granted: {set: {mood: tense}}, refused: {chance: 0}}, when_done: {set: {mood: grave}}}}
    """)
    assert story(session, "variable") == ["0 variable mood: tense", "0 variable mood: grave"]


def test_a_step_that_is_passed_over_does_nothing():
    """It makes no document, changes nothing, asks nobody."""
    session = play("""
        variables: {mood: calm}
        chain:
          a: {if: mood is grave, makes: report, when_done: {set: {mood: grave}}, by: staff, question: Well?, options: [adopt, refuse], usual: adopt}
          b: {}
    """)
    assert story(session, "asked", "made", "variable", "passed over") == ["0 passed over a"]


def test_there_are_three_ways_of_being_over():
    """Done, passed over, cut off: each step ends in one of them, and a condition can tell them apart."""
    session = play("""
        variables: {mood: calm}
        chain:
          a: {takes: 1h, outcomes: [granted, refused]}
          b: {after: a, if: mood is grave}
          c: {after: a.refused}
          told_done: {after: 1h after a, if: a is done and b is passed over and c is cut off}
          told_otherwise: {after: 1h after a, if: a is cut off or b is done or c is passed over}
    """)
    assert story(session, "done", "passed over", "cut off") == lines("""
        60 done a: granted
        60 cut off c
        60 passed over b
        120 passed over told_otherwise
        120 done told_done
    """)


def test_the_clock_is_the_exercise_clock():
    """A session stands at minute 0 before anything, and at the minute of the last thing that happened in the end."""
    session = begin("chain: {a: {takes: 90m}}")
    assert session.now == 0
    assert (session.advance().minute, session.now) == (90, 90)
