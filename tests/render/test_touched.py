"""What effects do to steps, told: in the line of whoever does it, or in a line of its own; on the critical path; to a seat."""

from tests.render.test_narrator import told
from tests.render.test_path import told as path
from tests.support import begin, play

from exercise_sim.engine.events import StepHeld
from exercise_sim.render.questions import open_questions
from exercise_sim.render.view import seen


def test_what_an_inject_does_is_said_in_its_line():
    """The same done to several at once is said once; what becomes impossible has a line of its own."""
    lines = told("""
        chain: {lead: {takes: 3h}, move: {takes: 2h}, rest: {takes: 1h}, parade: {}}
        injects:
          storm: {at: D 01:00, effects: {hold: lead, until: D 02:00, delay: {move: 2h, rest: 2h}, rescale: {move: 1.5}, cancel: parade, set: {move.takes: 4h}, add: {rest.takes: -30m}}}
    """)
    assert lines[2:5] == [
        "60 inject INJECT. Storm; now takes 4h: Move; takes 30 min less: Rest; on hold until D 02:00: Lead; begins 2 h later: Move and Rest; takes 1.5 times as long: Move",
        "60 cut No longer possible: Parade",
        "120 note Goes on, after 1 h on hold: Lead",
    ]  # fmt: skip


def test_a_beginning_says_how_long_it_was_delayed_or_on_hold():
    """From its turn on."""
    lines = told("""
        chain: {lead: {takes: 1h}, move: {takes: 1h}, rest: {takes: 1h}}
        injects:
          storm: {at: D 00:30, effects: {delay: {move: 2h}, hold: rest, until: relief}}
          relief: {at: D 06:00}
    """)
    assert "180 begin Move: started, after 2 h of delay" in lines
    assert "360 inject INJECT. Relief; no longer on hold: Rest" in lines
    assert "360 begin Rest: started, after 2 h on hold" in lines


def test_of_what_a_hold_waits_is_said_by_its_title():
    """Outcomes, beginnings and lags."""
    text = """
        chain: {{lead: {{takes: 3h}}, talks: {{title: The talks, outcomes: {{won: {{text: They were won}}, lost: {{chance: 0}}}}}}}}
        injects: {{storm: {{at: D 01:00, effects: {{hold: lead, until: {0}}}}}, relief: {{at: D 05:00}}}}
    """
    assert "60 inject INJECT. Storm; on hold until The talks: They were won: Lead" in told(
        text.format("talks.won")
    )
    assert "60 inject INJECT. Storm; on hold until 2h after Relief: Lead" in told(
        text.format("2h after relief")
    )
    assert "60 inject INJECT. Storm; on hold until The talks begins: Lead" in told(
        text.format("talks begins")
    )


def test_questions_say_their_new_limit():
    """Delayed, held and going on."""
    lines = told("""
        chain: {ask: {by: staff, question: Well?, options: [go, stop], usual: go, thinks: 9h, within: 2h, otherwise: stop}}
        injects:
          storm: {at: D 01:00, effects: {delay: {ask: 1h}}}
          calm: {at: D 01:30, effects: {hold: ask, until: 1h}}
    """)
    assert "60 inject INJECT. Storm; to be answered in 1 h at the earliest, and by D 03:00: Ask" in lines
    assert "90 inject INJECT. Calm; on hold until D 02:30: Ask" in lines
    assert "150 note The limit runs again, after 1 h on hold, up to D 04:00: Ask" in lines


def test_what_comes_too_late_and_what_is_to_be_passed_over_is_told():
    """Each in a few words."""
    lines = told("""
        chain: {lead: {}, wait: {takes: 3h}, move: {}}
        injects: {storm: {at: D 01:00, effects: {pass_over: [lead, move], delay: {lead: 1h}}}}
    """)
    assert (
        "60 inject INJECT. Storm; too late to be passed over: Lead; to be passed over: Move; too late to be delayed: Lead"
        in lines
    )


def test_a_decision_that_touches_steps_says_so():
    """As with what it changes."""
    lines = told("""
        chain: {ask: {by: staff, question: Well?, options: {go: {rescale: {move: 0.5}}}, usual: go}, move: {takes: 2h}}
    """)
    assert "0 decided Decision: Go (policy 'usual'); takes 0.5 times as long: Move" in lines


def test_the_way_through_a_run_knows_holds_and_delays():
    """What was waited for, and what of the work was none."""
    lines = path("""
        chain: {lead: {takes: 2h}, move: {takes: 1h}, rest: {takes: 1h}, last: {takes: 1h}}
        injects:
          storm: {at: D 01:00, effects: {hold: lead, until: 30m, delay: {lead: 15m, move: 2h}}}
          calm: {at: D 01:10, effects: {hold: rest, until: D 10:00}}
        endings: {over: {when: last}}
    """)
    assert lines == [
        "Why it took 12 h",
        "D 00:00 Lead took 2 h 45 min (30 min of it on hold) (15 min of it delayed)",
        "D 02:45 Move waited 2 h because it was delayed and took 1 h",
        "D 05:45 Rest waited 4 h 15 min on hold and took 1 h",
        "D 11:00 Last took 1 h",
        "Together: 5 h 45 min of work and 6 h 15 min of waiting.",
    ]


def test_a_seat_does_not_learn_what_ends_a_hold_if_that_is_a_secret():
    """That its work stands it sees; on a step that it does not know, not until what."""
    session = play(
        """
        bodies: {staff: {seat: true}, spy: {seat: true}}
        chain: {work: {by: staff, takes: 2h}, plot: {by: spy, after: storm}}
        injects: {storm: {at: D 01:00, effects: {hold: work, until: plot}}}
    """.replace("after: storm", "after: storm, takes: 1h")
    )
    (own,) = [event for event in seen(session.plan, session.log, "staff") if isinstance(event, StepHeld)]
    assert (own.element, own.until) == ("work", "")
    (all_,) = [event for event in session.log if isinstance(event, StepHeld)]
    assert all_.until == "plot"


def test_an_open_question_has_its_present_limit():
    """Asked with a limit at 120; delayed to 180; none on hold; then what was left."""
    session = begin("""
        chain: {ask: {by: staff, question: Well?, options: [go, stop], usual: go, within: 2h, otherwise: stop}}
        injects:
          storm: {at: D 01:00, effects: {delay: {ask: 1h}}}
          calm: {at: D 01:30, effects: {hold: ask, until: 1h}}
    """)
    limits = []
    for minute in (30, 70, 100, 160):
        while session.now < minute:
            session.advance(until=minute)
        limits += [event.limit for event in open_questions(session.log)]
    assert limits == [120, 180, None, 240]
    assert [session.earliest(question) for question in session.open_questions] == [160]
