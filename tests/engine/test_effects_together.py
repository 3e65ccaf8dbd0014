"""M18 and M11: several effects on one step, targets by other names, new durations, what going back forgets. Minutes worked out by hand."""

import pytest
from tests.support import ask, begin, begun, done, play, story

from exercise_sim.engine.events import StepBegan, StepDelayed, StepResumed
from exercise_sim.engine.session import Ended, Reached

LIFE = ("begun", "done", "passed over", "cut off", "ended")


def told(text, *, of="x", words=LIFE, choose=None):
    """What becomes of one step, in one line."""
    return ", ".join(line.replace(f" {of}", "") for line in story(play(text, choose), *words, of=of))


def test_delays_add_up():
    """Of a step that waits, that stands aside, and that is under way."""
    text = """
        chain: {lead: {takes: 1h}, x: {takes: 1h}}
        injects:
          one: {at: D 00:10, effects: {delay: {x: 1h}}}
          two: {at: D 00:20, effects: {delay: {x: 30m}}}
          three: {at: D 02:00, effects: {delay: {x: 15m}}}
          four: {at: D 03:00, effects: {delay: {x: 20m}}}
    """
    # Released at 60; aside until 60 + 60 + 30 = 150, then 165; ends at 225, then at 245.
    assert told(text) == "165 begun, 245 done"


def test_factors_multiply():
    """Before the work, and of what remains; halves are rounded up."""
    text = """
        chain: {lead: {takes: 1h}, x: {takes: 10m}}
        injects:
          one: {at: D 00:10, effects: {rescale: {x: 1.5}}}
          two: {at: D 00:20, effects: {rescale: {x: 3}}}
          three: {at: D 01:10, effects: {rescale: {x: 0.5}}}
    """
    # 45 minutes from 60; 35 remain at 70, half of them is 17.5.
    assert told(text) == "60 begun, 88 done"


def test_delay_and_rescale_come_in_that_order():
    """In one effect the delay comes first, so that a factor takes it in: 120 remain, 180 with the delay, 270 rescaled."""
    text = (
        "chain: {x: {takes: 3h}}\ninjects: {s: {at: D 01:00, effects: {rescale: {x: 1.5}, delay: {x: 1h}}}}"
    )
    assert told(text) == "0 begun, 330 done"


def test_a_step_that_is_held_twice_goes_on_when_both_holds_are_over():
    """Under way: 150 minutes remain at minute 30; it stands until minute 180."""
    text = """
        chain: {x: {takes: 3h}}
        injects:
          one: {at: D 00:30, effects: {hold: x, until: D 02:00}}
          two: {at: D 01:00, effects: {hold: x, until: D 03:00}}
    """
    assert told(text) == "0 begun, 330 done"
    assert story(play(text), "resumed") == ["180 resumed x: under way after 150"]


def test_a_delay_runs_on_during_a_hold():
    """A step that waits: released at 60, the delay is over at 120, the hold at 100 or at 180; the later one counts."""
    text = "chain: {lead: {takes: 1h}, x: {}}\ninjects: {s: {at: D 00:10, effects: {delay: {x: 1h}, hold: x, until: %s}}}"
    assert told(text % "90m") == "120 begun, 120 done"
    assert told(text % "170m") == "180 begun, 180 done"


def test_delay_and_rescale_of_what_is_held():
    """120 minutes remain at 60; 150 with the delay, 300 rescaled; they run from 240 on."""
    text = """
        chain: {x: {takes: 3h}}
        injects:
          one: {at: D 01:00, effects: {hold: x, until: D 04:00}}
          two: {at: D 02:00, effects: {delay: {x: 30m}, rescale: {x: 2}}}
    """
    assert told(text) == "0 begun, 540 done"


@pytest.mark.parametrize(
    ("until", "ends"),
    [
        ("answer", 180),
        ("2h after answer", 300),
        ("answer begins", 120),
        ("relief", 150),
        ("D 03:20", 200),
        ("40m", 100),
        ("never.yes", 180),  # it can come no more when the other outcome is drawn
        ("skipped", 120),
    ],
)
def test_when_a_hold_is_over(until, ends):
    """With a reference, a lag behind it, an inject, a time, a length of time, or when that cannot come any more: x has 60 minutes left at 60."""
    text = """
        variables: {fair: false}
        chain:
          start: {}
          x: {takes: 2h, after: start}
          lead: {takes: 2h, after: start}
          answer: {takes: 1h, after: lead}
          never: {takes: 1h, after: lead, outcomes: {"no": {}, "yes": {chance: 0}}}
          skipped: {after: lead, if: fair is true}
        injects:
          storm: {at: D 01:00, effects: {hold: x, until: %s}}
          relief: {at: D 02:30}
    """
    assert told(text % until) == f"0 begun, {ends + 60} done"


def test_nothing_is_held_until_what_is_there():
    """The hold would be over already."""
    text = "chain: {lead: {}, x: {takes: 2h}}\ninjects: {s: {at: D 01:00, effects: {hold: x, until: lead}}}"
    assert story(play(text), "held", "resumed") == []
    assert told(text) == "0 begun, 120 done"


def test_nothing_is_held_until_a_lag_that_is_over_in_this_minute():
    """`1h after lead` is over at 60, where the work that brings the hold ends."""
    text = """
        chain: {lead: {}, go: {after: lead, takes: 1h, when_done: {hold: x, until: 1h after lead}}, x: {after: lead, takes: 1h}}
    """
    assert story(play(text), "held", "resumed") == []
    assert done(play(text)) == {"lead": 0, "go": 60, "x": 60}


def test_the_limit_of_a_question_stands_during_a_hold_and_goes_on_then():
    """Asked at 0 with a limit at 60; held from 30 to 90, so that 30 minutes are left: it lapses at 120."""
    session = begin("""
        chain: {x: {by: staff, question: Well?, options: [go, stop], usual: go, within: 1h, otherwise: stop}}
        injects: {s: {at: D 00:30, effects: {hold: x, until: 1h}}}
    """)
    ask(session, "x")
    assert session.advance(until=60) == Reached(60)
    assert [question.limit for question in session.open_questions] == [None]
    assert session.advance(until=100) == Reached(100)
    assert [question.limit for question in session.open_questions] == [120]
    session.advance(until=200)
    assert story(session, "lapsed") == ["120 lapsed x: stop"]


def test_what_is_decided_during_a_hold_is_carried_out_after_it():
    """Decided at minute 40, carried out from minute 90 on, for an hour."""
    text = """
        chain: {x: {by: staff, question: Well?, options: {go: {takes: 1h}}, usual: go, thinks: 40m}}
        injects: {s: {at: D 00:30, effects: {hold: x, until: 1h}}}
    """
    assert story(play(text), "decided", "done") == ["40 decided x: go", "150 done x: go"]


def test_a_delayed_question_takes_no_answer_before_and_its_limit_is_later():
    """Asked at 0 with a limit at 60, delayed by 2 h at 30: an answer at 40 arrives at 150; the limit is 180."""
    session = begin("""
        chain: {x: {by: staff, question: Well?, options: [go, stop], usual: go, within: 1h, otherwise: stop}}
        injects: {s: {at: D 00:30, effects: {delay: {x: 2h}}}}
    """)
    question = ask(session, "x").question
    session.advance(until=40)
    assert session.open_questions[0].limit == 180
    session.answer(question, "go")
    assert isinstance(session.advance(), Ended)
    assert story(session, "decided", "lapsed") == ["150 decided x: go"]


def test_a_delayed_question_that_nobody_answers_lapses_later():
    """At minute 180 instead of 60."""
    session = begin("""
        chain: {x: {by: staff, question: Well?, options: [go, stop], usual: go, within: 1h, otherwise: stop}}
        injects: {s: {at: D 00:30, effects: {delay: {x: 2h}}}}
    """)
    ask(session, "x")
    session.advance(until=500)
    assert story(session, "lapsed") == ["180 lapsed x: stop"]


def test_what_stands_aside_is_asked_again_for_its_wait_but_not_for_its_if():
    """Its `if` held at minute 0; at minute 90 only its condition counts, which holds then."""
    text = """
        variables: {fair: true, calm: false}
        chain:
          start: {}
          x: {after: start, if: fair is true, wait_for: calm is true}
        injects:
          one: {at: D 00:10, effects: {delay: {x: 80m}, set: {fair: false}}}
          two: {at: D 00:20, effects: {set: {calm: true}}}
    """
    assert told(text) == "90 begun, 90 done"


def test_who_is_delayed_before_it_is_released_is_asked_its_if_after_the_delay():
    """At minute 60 the `if` would hold; at minute 120 it does not."""
    text = """
        variables: {fair: true}
        chain: {lead: {takes: 1h}, x: {if: fair is true}}
        injects:
          one: {at: D 00:10, effects: {delay: {x: 1h}}}
          two: {at: D 01:30, effects: {set: {fair: false}}}
    """
    assert told(text) == "120 passed over"


def test_units_are_kept_during_a_hold_and_given_back_when_cancelled():
    """y waits for the desk until x is done at 240, or until x is cancelled at 90."""
    text = """
        resources: {desk: {slots: 1}}
        chain: {start: {}, x: {takes: 2h, uses: {desk: 1}, after: start}, next: {uses: {desk: 1}, after: start}}
        injects: {one: {at: D 01:00, effects: {hold: x, until: 2h}}%s}
    """
    assert told(text % "", of="next") == "240 begun, 240 done"
    cancelled = text % ", two: {at: D 01:30, effects: {cancel: x}}"
    assert told(cancelled, of="next") == "90 begun, 90 done"


def test_a_held_step_that_a_flow_serves_lets_nobody_pass():
    """x is served from 0 to 120, stands from 60 to 180, is done at 240; then y is served for 60 minutes."""
    text = """
        resources: {gate: {flow: 1 an hour}}
        chain: {start: {}, x: {uses: {gate: 2}, after: start}, next: {uses: {gate: 1}, after: start}}
        injects: {s: {at: D 01:00, effects: {%s}}}
    """
    held = text % "hold: x, until: 2h"
    assert (told(held), told(held, of="next")) == ("0 begun, 240 done", "240 begun, 300 done")
    longer = text % "rescale: {x: 1.5}"  # 60 minutes of service are left, then 90
    assert (told(longer), told(longer, of="next")) == ("0 begun, 150 done", "150 begun, 210 done")
    waiting = text % "rescale: {next: 1.5}"
    assert told(waiting, of="next") == "120 begun, 210 done"
    faster = text % "hold: x, until: 2h, set: {gate: 2}"  # one unit is left at 60; half an hour from 180 on
    assert (told(faster), told(faster, of="next")) == ("0 begun, 210 done", "210 begun, 240 done")


def test_going_back_forgets_what_was_done_to_a_step_but_not_a_new_duration():
    """x is delayed, rescaled, and given 30 minutes; reopened at minute 60 it takes 30 minutes from then on."""
    text = """
        chain:
          start: {}
          lead: {takes: 1h, after: start, outcomes: {back: {back_to: x, at_most: 1, then: forth}, forth: {chance: 0}}}
          x: {takes: 2h, after: start}
        injects: {s: {at: D 00:10, effects: {delay: {x: 5h}, rescale: {x: 3}, set: {x.takes: 30m}}}}
    """
    assert told(text) == "0 begun, 60 begun, 90 done"


def test_going_back_ends_a_hold():
    """x is held until minute 600, and reopened at 60; then nothing holds it, and the end of the hold is not due any more."""
    text = """
        chain:
          start: {}
          lead: {takes: 1h, after: start, outcomes: {back: {back_to: x, at_most: 1, then: forth}, forth: {chance: 0}}}
          x: {takes: 2h, after: start}
        injects: {s: {at: D 00:10, effects: {hold: x, until: D 10:00}}}
    """
    assert told(text) == "0 begun, 60 begun, 180 done"
    assert story(play(text), "ended") == ["180 ended completed"]


def test_going_back_forgets_that_a_step_is_to_be_passed_over():
    """x was to be passed over; it is a target of the going back, and waits."""
    text = """
        chain:
          start: {}
          lead: {takes: 1h, outcomes: {back: {back_to: [start, x], at_most: 1, then: forth}, forth: {chance: 0}}}
          x: {}
        injects: {s: {at: D 00:10, effects: {pass_over: x}}}
    """
    assert told(text) == "120 begun, 120 done"


def test_who_only_waits_again_keeps_its_hold():
    """x is held until 300; its input is repeated from 60 on, done at 120. It is not reopened, so it stands until 300."""
    text = """
        chain:
          start: {}
          input: {takes: 1h, after: start}
          x: {}
        injects:
          one: {at: D 00:10, effects: {hold: x, until: D 05:00}}
          two: {at: D 01:30, effects: {redo: input}}
    """
    assert told(text) == "300 begun, 300 done"
    assert told(text, of="input") == "0 begun, 60 done, 90 begun, 150 done"


def test_a_new_duration_keeps_the_luck():
    """A step of 2 h .. 4 h draws the same number in 4 h .. 8 h; what was worked already is taken off."""
    text = "chain: {x: {takes: 2h .. 4h}}\ninjects: {s: {at: D 01:00, effects: {%s}}}"
    plain = done(play(text % "set: {x.takes: 2h .. 4h}"))["x"]
    assert 120 <= plain <= 240
    again = play("chain: {x: {takes: 4h .. 8h}}\ninjects: {s: {at: D 01:00}}")
    assert done(play(text % "set: {x.takes: 4h .. 8h}"))["x"] == done(again)["x"]


@pytest.mark.parametrize(
    ("effect", "ends"),
    [
        ("set: {x.takes: 5h}", 300),
        ("set: {x.takes: 30m}", 60),  # an hour was worked already
        ("add: {x.takes: 2h}", 300),
        ("add: {x.takes: -90m}", 90),
        ("add: {x.takes: -5h}", 60),
        ("set: {x.takes: 5h}, add: {x.takes: -1h}", 240),
        ("rescale: {x: 2}", 300),
    ],
)
def test_new_durations_of_work_under_way(effect, ends):
    """x takes 3 h, of which one is over."""
    assert (
        told(f"chain: {{x: {{takes: 3h}}}}\ninjects: {{s: {{at: D 01:00, effects: {{{effect}}}}}}}")
        == f"0 begun, {ends} done"
    )


def test_a_new_duration_takes_the_factors_of_the_work_along():
    """Of 10 h, 4 are over; twice as long, 12 remain; with 5 h instead of 10 it is twice the one that remains."""
    text = """
        chain: {x: {takes: 10h}}
        injects: {s: {at: D 04:00, effects: {rescale: {x: 2}}}, t: {at: D 04:00, effects: {set: {x.takes: 5h}}}}
    """
    assert told(text) == "0 begun, 360 done"


GROUP = """
groups: {{units: {{a: {{pal: b}}, b: {{pal: a}}}}}}
chain:
  start: {{}}
  plan: {{phase: Planning, after: start, takes: 1h}}
  move: {{phase: Movement, for_each: units, takes: 1h}}
  unload: {{for_each: units, takes: 1h}}
  close: {{phase: End}}
  other: {{after: start, takes: 30m, when_done: {{{0}}}}}
"""


@pytest.mark.parametrize(
    ("effect", "begins"),
    [
        ("delay: {move: 1h}", (120, 120, 180, 180)),
        ("delay: {move of a: 1h}", (120, 60, 180, 120)),
        ("delay: {Movement: 1h}", (120, 120, 240, 240)),
        ("delay: {b: 1h}", (60, 120, 120, 240)),
        ("delay: {b: 1h, move of b: 30m}", (60, 150, 120, 270)),
    ],
)
def test_targets(effect, begins):
    """A step, one member's step, a phase, a member; what is named twice is delayed twice."""
    at = begun(play(GROUP.format(effect)))
    assert (at["move of a"], at["move of b"], at["unload of a"], at["unload of b"]) == begins


def test_inside_a_group_a_step_means_the_same_members():
    """`unload` in an effect of `move of a` is `unload of a`; `its.pal` names the other one."""
    text = """
        groups: {units: {a: {pal: b, late: 1h}, b: {pal: a, late: 2h}}}
        chain:
          move: {for_each: units, takes: 1h, when_done: {delay: {%s}}}
          unload: {for_each: units}
    """
    at = begun(play(text % "unload: its.late"))
    assert (at["unload of a"], at["unload of b"]) == (120, 180)
    # b hears of a's delay when it is released already: both end in minute 60, a first.
    at = begun(play(text % "unload of its.pal: its.late"))
    assert (at["unload of a"], at["unload of b"]) == (180, 120)


def test_of_a_phase_only_what_is_left_is_touched_and_nothing_is_told_of_the_rest():
    """The plan is over; it is not told to be too late."""
    text = (
        GROUP.format("")
        .replace("takes: 30m", "takes: 90m")
        .replace("when_done: {}", "when_done: {delay: {Planning: 1h, Movement: 1h}}")
    )
    assert story(play(text), "too late", "delayed") == [
        "90 delayed move of a: 60 under way", "90 delayed move of b: 60 under way", "90 delayed unload of a: 60 waiting", "90 delayed unload of b: 60 waiting",
    ]  # fmt: skip


def test_a_delay_draws_from_a_stream_of_its_own():
    """Named by inject and target: another delay, or another order of them, moves none of its draws."""
    text = "chain: {lead: {takes: 1h}, x: {}, z: {}}\ninjects: {s: {at: D 00:10, effects: {delay: {%s}}}}"
    alone = {
        event.element: event.minutes
        for event in play(text % "x: 1h .. 9h").log
        if isinstance(event, StepDelayed)
    }
    both = {
        event.element: event.minutes
        for event in play(text % "z: 1h .. 9h, x: 1h .. 9h").log
        if isinstance(event, StepDelayed)
    }
    assert alone["x"] == both["x"] != both["z"]


def test_after_an_ending_nothing_is_held_any_more():
    """The hold on the epilogue stands, the one on the rest is not due."""
    text = """
        chain:
          lead: {takes: 1h}
          x: {takes: 3h}
          wash: {after: ending, takes: 1h}
        injects: {s: {at: D 00:10, effects: {hold: [x, wash], until: D 05:00}}}
        endings: {over: {when: lead is done, class: success}}
    """
    session = play(text)
    assert begun(session)["wash"] == 300
    assert session.now == 360


def test_who_stalls_on_a_hold_is_named():
    """x is held until an inject that nobody gives; the run ends, and says who waited for what."""
    session = play("""
        chain: {x: {takes: 1h}}
        injects: {s: {at: D 00:10, effects: {hold: x, until: relief}}, relief: {at: trainer}}
        endings: {over: {when: x is done, class: success}}
    """)
    ended = session.log[-1]
    assert (ended.at, ended.ending, ended.waiting) == (10, "stalled", (("x", ("relief",)),))


def test_what_has_begun_and_is_cut_off_has_begun():
    """`x begins` stays met; `x` is dead."""
    text = """
        chain: {start: {}, x: {takes: 3h, after: start}, late: {takes: 2h, after: start}, both: {after: [x begins, late]}, end: {after: x}}
        injects: {s: {at: D 01:00, effects: {cancel: x}}}
    """
    assert story(play(text), "cut off") == ["60 cut off x", "60 cut off end"]
    assert told(text, of="both") == "120 begun, 120 done"


def test_what_has_begun_and_is_passed_over_has_begun():
    """Who waits for its beginning and its end is released by being passed over, once."""
    text = """
        chain: {start: {}, x: {takes: 3h, after: start}, late: {takes: 2h, after: start}, both: {after: [x begins, x, late]}}
        injects: {s: {at: D 01:00, effects: {pass_over: x}}}
    """
    assert told(text, of="both") == "120 begun, 120 done"


def test_who_may_be_passed_over_by_an_effect_keeps_hope_alive():
    """2 of three steps, one of which was passed over: since the others may be, too, the joint is waited for, and released with the last."""
    text = """
        variables: {fair: false}
        chain:
          start: {}
          p: {after: start, if: fair is true}
          q: {after: start, takes: 2h}
          r: {after: start, takes: 3h}
          x: {after: {2 of: [p, q, r]}}
        injects: {s: {at: D 01:00, effects: {pass_over: [q, r]}}}
    """
    assert told(text) == "60 begun, 60 done"


def test_order_within_one_effect():
    """What is cancelled is not passed over, what is passed over is not held; each is told."""
    text = "chain: {x: {takes: 3h}}\ninjects: {s: {at: D 01:00, effects: {%s}}}"
    words = ("cut off", "passed over", "held", "too late")
    assert story(play(text % "pass_over: x, cancel: x"), *words) == [
        "60 cut off x",
        "60 too late x: pass_over",
    ]
    assert story(play(text % "hold: x, until: 1h, pass_over: x"), *words) == [
        "60 passed over x",
        "60 too late x: hold",
    ]


def test_every_event_of_an_effect_has_the_inject_for_its_cause():
    """And the beginning after a hold has what ended it; after a delay, what released it."""
    session = play("""
        chain: {lead: {takes: 1h}, x: {}, z: {takes: 1h}, w: {}}
        injects:
          s: {at: D 00:10, effects: {hold: x, until: relief, delay: {z: 1h}, cancel: w}}
          relief: {at: D 02:00}
    """)
    log = session.log
    came = {event.element: event.seq for event in log if type(event).__name__ == "InjectCame"}
    assert {type(event).__name__ for event in log if event.cause == came["s"]} == {
        "StepHeld",
        "StepDelayed",
        "StepCutOff",
    }
    resumed = next(event for event in log if isinstance(event, StepResumed))
    begins = {event.element: event for event in log if isinstance(event, StepBegan)}
    assert (resumed.cause, begins["x"].cause, begins["x"].wait) == (came["relief"], came["relief"], "hold")
    assert (begins["z"].wait, log[begins["z"].cause - 1].element) == ("delay", "x")


def test_a_seat_sees_what_happens_to_its_own_work_and_no_secrets():
    """That its work is delayed or held; not that something is to come later, takes longer, or is to be passed over."""
    session = play("""
        chain: {x: {by: staff, takes: 3h}, z: {by: staff}}
        injects: {s: {at: D 01:00, effects: {hold: [x, z], until: 1h, delay: {x: 1h, z: 1h}, rescale: {x: 2}, pass_over: z, set: {x.takes: 4h}}}}
    """)
    seen = [f"{type(event).__name__} {event.element}" for event in session.log if "staff" in event.audience]
    assert seen == [
        "StepBegan x",
        "StepHeld x",
        "StepDelayed x",
        "StepResumed x",
        "StepFinished x",
        "StepPassedOver z",
    ]


@pytest.mark.parametrize(
    ("effect", "fates"),
    [
        ("pass_over: x", ["60 passed over x", "60 cut off strict", "60 begun behind", "120 begun either", "120 begun both"]),
        ("cancel: x", ["60 cut off x", "60 cut off strict", "60 cut off behind", "60 cut off both", "120 begun either"]),
    ],
)  # fmt: skip
def test_what_waits_for_a_step_that_is_taken_out_under_way(effect, fates):
    """For its outcome, for its end, for its end or another one, for both."""
    text = """
        chain:
          start: {}
          x: {takes: 3h, after: start, outcomes: {good: {}, bad: {chance: 0}}}
          other: {takes: 2h, after: start}
          strict: {after: x.good}
          behind: {after: x}
          either: {after: {any: [x.good, other]}}
          both: {after: [x, other]}
        injects: {s: {at: D 01:00, effects: {%s}}}
    """
    told_ = story(play(text % effect), "begun", "passed over", "cut off")
    assert [line for line in told_ if int(line.split()[0]) >= 60] == fates


def test_cancelling_recurring_work_stops_it():
    """After its first time, at 10; it would begin again at 60 and 120."""
    text = """
        chain: {start: {}, x: {takes: 10m, every: 1h, until: close, after: start}, close: {takes: 3h, after: start}}
        injects: {s: {at: D 01:30, effects: {%s}}}
    """
    assert [line for line in story(play(text % "cancel: x"), "begun") if " x" in line] == [
        "0 begun x",
        "60 begun x",
    ]
    ends = [line for line in story(play(text % "set: {x.takes: 30m}"), "done") if " x" in line]
    assert ends == ["10 done x", "70 done x", "150 done x"]
    assert story(play(text % "hold: x, until: 3h"), "too late", "held") == ["90 too late x: hold"]


def test_a_hold_until_what_was_there_and_is_repeated_ends_when_it_is_there_again():
    """The draft was ready at 60 and is repeated from 70 to 130: a march that is held at 90 until the draft goes on then, and not never."""
    text = """
        chain:
          draft: {takes: 1h}
          review: {takes: 10m, by: staff, question: Good?, options: {again: {redo: draft, at_most: 1, then: fine}, fine: {}}, usual: again}
          march: {after: draft begins, takes: 5h}
        injects: {storm: {at: D 01:30, effects: {hold: march, until: draft}}}
    """
    assert done(play(text))["march"] == 5 * 60 + (130 - 90)


def test_a_member_that_was_called_off_is_out_with_the_cutting_off_of_the_round():
    """So `patrol` has its turn, and is passed over, in part 4: as late as `walk` begins; `report` follows in the next round."""
    session = play("""
        groups: {units: {b: {}, c: {}}}
        chain:
          start: {}
          guard: {for_each: units, after: start, takes: 4h, every: 6h, until: news}
          patrol: {after: first of guard, every: 90m, until: news}
          report: {after: {all: [first of patrol]}}
          walk: {after: news}
        injects:
          news: {at: D 00:30, effects: {cancel: c}}
    """)
    assert story(session, "begun")[-2:] == ["30 begun walk", "30 begun report"]
