"""M17: when injects come and stay away, who may wait for them, what is expected upon them, and the trainer's hand."""

import pytest
from tests.support import begin, lines, play, story

from exercise_sim.engine.events import ActionExpected
from exercise_sim.engine.replaying import play as replay
from exercise_sim.engine.session import NotPossible

WORDS = ("came", "stayed away", "acted", "missed")


def of_injects(session):
    return story(session, *WORDS)


def test_an_inject_comes_at_its_time_and_is_done_for_those_that_wait():
    """At a time of the exercise; a step after it begins in the same minute."""
    session = play("""
        chain: {a: {takes: 5h}, b: {after: offer, takes: 1h}}
        injects: {offer: {at: D 02:00, text: We offer.}}
    """)
    assert of_injects(session) == ["120 came offer: We offer."]
    assert "120 begun b" in story(session)


def test_an_inject_comes_after_something_once():
    """A lag after a step; that the step is repeated brings no second one."""
    session = play("""
        chain:
          a: {takes: 1h}
          b: {takes: 2h, outcomes: {again: {back_to: a, at_most: 1, then: go}, go: {chance: 0}}}
        injects: {news: {at: 30m after a}}
    """)
    assert of_injects(session) == ["90 came news"]


def test_a_lag_that_is_gone_back_over_runs_anew():
    """What has not come yet waits again for what is reopened."""
    session = play("""
        chain:
          a: {takes: 1h}
          b: {takes: 1h, outcomes: {again: {back_to: a, at_most: 1, then: go}, go: {chance: 0}}}
        injects: {news: {at: 90m after a}}
    """)
    assert of_injects(session) == ["270 came news"]


def test_what_was_passed_over_brings_no_inject():
    """An inject after a step wants it done; who waits for the inject is cut off then."""
    session = play("""
        variables: {weather: fair}
        chain: {a: {if: weather is storm}, b: {takes: 1h}, c: {after: news}}
        injects: {news: {at: a}}
    """)
    assert of_injects(session) == []
    assert "0 cut off c" in story(session)


def test_a_condition_brings_an_inject_when_it_is_true_for_the_first_time():
    """Once, however often it becomes true."""
    session = play("""
        variables: {strength: 0}
        chain:
          a: {takes: 1h, when_done: {add: {strength: 10}}}
          b: {takes: 1h, when_done: {add: {strength: -10}}}
          c: {takes: 1h, when_done: {add: {strength: 10}}}
        injects: {seen: {at: strength at least 10}}
    """)
    assert of_injects(session) == ["60 came seen"]


def test_unless_keeps_a_contingency_away():
    """It is asked when the turn comes; in the same minute an answer comes first."""
    text = """
        chain: {s: {}, answer: {after: s, takes: %s}, c: {after: s, takes: 9h}, d: {after: reminder}}
        injects: {reminder: {at: D 06:00, unless: answer}}
    """
    assert of_injects(play(text % "6h")) == ["360 stayed away reminder: unless"]
    assert "360 cut off d" in story(play(text % "6h"))
    assert of_injects(play(text % "361m")) == ["360 came reminder"]


def test_chance_is_drawn_once_and_can_be_fixed():
    """Half of all runs have it; `comes` and `stays_away` fix it."""
    text = "chain: {a: {takes: 1h}}\ninjects: {story: {at: D 00:30, chance: 0.5}}"
    came = [bool(story(play(text, seed=seed), "came")) for seed in range(200)]
    assert 70 < sum(came) < 130
    assert of_injects(play(text, {"story": "comes"})) == ["30 came story"]
    assert of_injects(play(text, {"story": "stays_away"})) == ["30 stayed away story: chance"]
    certain = "chain: {a: {takes: 1h}}\ninjects: {story: {at: D 00:30}}"
    assert of_injects(play(certain, {"story": "stays_away"})) == ["30 stayed away story: chance"]


def test_injects_of_one_minute_come_in_file_order_behind_ends_and_before_beginnings():
    """An end of the same minute is seen by `unless`; a step that begins then sees what the injects did."""
    session = play("""
        variables: {count: 0}
        chain: {a: {takes: 1h}, b: {if: count is 2, takes: 1h}}
        injects:
          one: {at: D 01:00, effects: {set: {count: 1}}}
          two: {at: a, effects: {set: {count: 2}}}
    """)
    assert story(session, "came", "variable", "begun") == [
        "0 begun a", "60 came one", "60 variable count: 1", "60 came two", "60 variable count: 2", "60 begun b",
    ]  # fmt: skip


def test_an_inject_behind_a_step_of_no_time_comes_before_the_next_beginnings():
    """A step that took no time ends in the next round, among the ends; the inject that waits for it is due in that round, too."""
    session = play("""
        chain: {a: {takes: 1h}, gate: {}, b: {takes: 1h}}
        injects: {news: {at: gate}}
    """)
    assert story(session, "begun", "came") == ["0 begun a", "60 begun gate", "60 came news", "60 begun b"]


def test_an_effect_fires_an_inject():
    """By an option, by another inject, whatever its own time; it comes once."""
    session = play("""
        chain:
          a: {takes: 1h, by: staff, question: So?, options: {yes_: {fire: [late, never]}}, usual: yes_}
          b: {takes: 9h}
        injects:
          late: {at: D 05:00, effects: {fire: other}}
          never: {at: trainer}
          other: {at: 9h after a}
    """)
    assert of_injects(session) == ["60 came late", "60 came never", "60 came other"]


def test_who_waits_for_what_may_still_be_fired_is_not_cut_off():
    """As long as the step may come that fires it, the inject may."""
    session = play("""
        chain:
          s: {}
          a: {after: s, takes: 1h, outcomes: {bad: {chance: 0}, good: {chance: 1}}}
          b: {after: s, takes: 2h, by: staff, question: So?, options: {fire_: {fire: news}, not_: {}}, usual: not_}
          c: {after: news}
        injects: {news: {at: a.bad}}
    """)
    assert [line for line in story(session) if "cut off" in line] == ["120 cut off c"]


def test_effects_go_back_without_reopening_the_inject():
    """`back_to` of an inject reopens its target and what hangs on it; the inject has come once and for all."""
    session = play("""
        chain: {a: {takes: 2h}, b: {takes: 2h}, c: {after: hit, takes: 1h}}
        injects: {hit: {at: D 03:00, effects: {back_to: a}}}
    """)
    assert of_injects(session) == ["180 came hit"]
    assert story(session, "reopened", "begun", "done") == lines("""
        0 begun a
        120 done a
        120 begun b
        180 reopened a
        180 reopened b
        180 begun a
        180 begun c
        240 done c
        300 done a
        300 begun b
        420 done b
    """)


EXPECTS = """
chain:
  s: {}
  answer: {after: s, takes: %s, outcomes: {good: {}, bad: {chance: 0}}}
  met: {after: story.met}
  missed: {after: story.missed}
injects: {story: {at: D 01:00, expects: {answer: answer, within: 2h}}}
"""


@pytest.mark.parametrize(
    ("takes", "told"),
    [
        ("30m", ["60 came story", "60 acted story: in time"]),  # was there already
        ("2h", ["60 came story", "120 acted story: in time"]),
        ("3h", ["60 came story", "180 acted story: in time"]),  # in the minute of the limit
        ("181m", ["60 came story", "180 missed story", "181 acted story: late"]),
    ],
)
def test_what_is_expected_of_the_chain_is_met_or_missed(takes, told):
    """Within the limit it counts, in its minute too; later it is late."""
    session = play(EXPECTS % takes)
    assert of_injects(session) == told
    missed = "missed" in told[1]
    assert ("done missed" in str(story(session))) is missed
    assert ("cut off missed" in str(story(session))) is not missed
    assert ("done met" in str(story(session))) is not missed


@pytest.mark.parametrize(
    ("to", "by", "of"),
    [("[staff, council]", "", "staff"), ("all", "", ""), ("[staff]", "by: council, ", "council")],
)
def test_an_action_is_expected_of_the_first_whom_the_inject_reaches(to, by, of):
    """Where the author names nobody."""
    text = f"""
        bodies: {{staff: {{}}, council: {{}}}}
        chain: {{a: {{takes: 9h}}}}
        injects: {{story: {{at: D 01:00, to: {to}, expects: {{action: Denied, {by}within: 2h}}}}}}
    """
    assert [event.by for event in play(text).log if isinstance(event, ActionExpected)] == [of]


def test_what_is_chosen_to_be_done_in_time_is():
    """Where it would have taken longer than there is, it comes at the limit; what is chosen to be missed shows there."""
    text = """
        chain: {a: {takes: 9h}}
        injects: {story: {at: D 01:00, expects: {action: Denied, within: 2h, takes: 5h}}}
    """
    assert of_injects(play(text)) == ["60 came story", "180 missed story"]
    assert of_injects(play(text, {"story": "met"})) == ["60 came story", "180 acted story: in time"]
    assert of_injects(play(text, {"story": "missed"})) == ["60 came story", "180 missed story"]


def test_an_action_is_ticked_or_missed():
    """Chance ticks it in simulation; whoever controls the exercise can."""
    text = """
        chain: {a: {takes: 9h}}
        injects: {story: {at: D 01:00, expects: {action: Denied, within: 2h, takes: 30m, chance: %s}}}
    """
    assert of_injects(play(text % 1)) == ["60 came story", "90 acted story: in time"]
    assert of_injects(play(text % 0)) == ["60 came story", "180 missed story"]
    assert of_injects(play(text % 0, {"story": "met"})) == ["60 came story", "90 acted story: in time"]
    came = [bool(story(play(text % 0.5, seed=seed), "acted")) for seed in range(100)]
    assert 30 < sum(came) < 70


def test_the_trainer_gives_and_takes_out():
    """By hand it comes whatever its time and condition; what was taken out is cut off. The ledger repeats both."""
    text = """
        chain: {a: {takes: 9h}, b: {after: surprise, takes: 1h}, c: {after: other}}
        injects: {surprise: {at: trainer}, other: {at: D 05:00, unless: before D+1}}
    """
    session = begin(text)
    session.advance(60)
    assert session.waiting_injects == ("surprise", "other")
    session.inject("surprise", "trainer")
    session.skip("other", "trainer")
    with pytest.raises(NotPossible, match="no inject that still waits"):
        session.inject("surprise")
    session.advance()
    assert of_injects(session) == ["60 came surprise", "60 stayed away other: skipped"]
    assert "60 begun b" in story(session)
    assert "60 cut off c" in story(session)
    again = replay(session.plan, 0, session.ledger)
    again.advance()
    assert again.log == session.log


def test_the_trainers_hand_can_be_prepared():
    """At a time of the exercise, for any inject, whatever its own time says."""
    text = "chain: {a: {takes: 9h}}\ninjects: {surprise: {at: trainer}, other: {at: D 05:00, unless: before D+1}}"
    session = play(text, {"surprise": "D 02:00", "other": "90m"})
    assert of_injects(session) == ["90 came other", "120 came surprise"]
    again = replay(session.plan, 0, session.ledger)
    again.advance()
    assert again.log == session.log


def test_what_is_prepared_comes_then_and_not_before():
    """Its own time, its condition and what fires it give way to the hand; what is laid down last stands; given now, it comes now."""
    text = """
        chain: {a: {takes: 9h, when_done: {}}, b: {after: ending}}
        injects:
          timed: {at: D 01:00}
          fired: {at: D 08:00}
          firing: {at: D 02:00, effects: {fire: fired}}
          looking: {at: after D 03:00}
    """
    late = {"timed": "D 04:00", "fired": "D 05:00", "looking": "D 06:00"}
    assert of_injects(play(text, late)) == [
        "120 came firing",
        "240 came timed",
        "300 came fired",
        "360 came looking",
    ]
    session = begin(text)
    session.advance(30)
    session.prepare("timed", 300)
    session.prepare("timed", 240)
    session.prepare("firing", 200)
    session.inject("firing")
    session.prepare("looking", 400)
    session.skip("looking")
    session.advance()
    assert of_injects(session) == [
        "30 came firing",
        "30 came fired",
        "30 stayed away looking: skipped",
        "240 came timed",
    ]
    again = replay(session.plan, 0, session.ledger)
    again.advance()
    assert again.log == session.log


def test_a_run_does_not_wait_for_what_was_prepared_and_came_or_was_taken_out_before():
    """Nor for one that cannot come any more: each ends with its work."""
    text = """
        chain: {a: {takes: 1h, outcomes: {so: {}, not_so: {chance: 0}}}, b: {after: a.not_so}}
        injects: {one: {at: trainer}, two: {at: trainer}, three: {at: b}}
    """
    session = begin(text)
    session.advance(10)
    for name in ("one", "two", "three"):
        session.prepare(name, 500)
    session.inject("one")
    session.skip("two")
    session.advance()
    assert of_injects(session) == ["10 came one", "10 stayed away two: skipped"]
    assert story(session)[-1].startswith("60 ended")


def test_what_is_prepared_for_a_time_behind_the_ending_never_comes():
    """The ending stops it, also while the hot wash goes on."""
    text = """
        chain: {a: {takes: 1h}, wash: {after: ending, takes: 9h}}
        endings: {there: {when: a}}
        injects: {surprise: {at: trainer}}
    """
    session = play(text, {"surprise": "D 02:00"})
    assert of_injects(session) == []
    assert story(session)[-1] == "600 done wash"


def test_who_waits_for_the_trainer_is_not_cut_off_and_keeps_no_run_going():
    """The run ends when nothing else can come."""
    session = play("chain: {a: {takes: 1h}, b: {after: surprise}}\ninjects: {surprise: {at: trainer}}")
    assert story(session)[-1] == "60 ended stalled"


def test_an_inject_with_a_time_keeps_the_run_going():
    """It is scheduled, so it can still come."""
    session = play("chain: {a: {takes: 1h}}\ninjects: {late: {at: D 05:00}}")
    assert of_injects(session) == ["300 came late"]


def test_what_is_expected_some_time_after_something():
    """An answer may lag behind a step; that the step is repeated later brings nothing more, and keeps no run going."""
    session = play("""
        chain:
          a: {takes: 1h}
          b: {takes: 3h}
          c: {takes: 1h, outcomes: {again: {back_to: a, at_most: 1, then: go}, go: {chance: 0}}}
        injects: {story: {at: D 00:30, expects: {answer: 2h after a, within: 9h}}}
    """)
    assert of_injects(session) == ["30 came story", "180 acted story: in time"]
    assert story(session)[-1] == "600 ended completed"


def test_what_comes_at_startex_comes_before_anybody_begins():
    """What an inject of minute 0 sets is seen by the first step."""
    session = play("""
        variables: {v: 0}
        chain: {a: {if: v is 1, takes: 1h}}
        injects: {opening: {at: D 00:00, effects: {set: {v: 1}}}}
    """)
    assert story(session, "came", "begun", "passed over") == ["0 came opening", "0 begun a"]


@pytest.mark.parametrize("chain", ["{a: {}, b: {takes: 1h}}", "{a: {takes: 1h}, m: {}, b: {takes: 1h}}"])
def test_an_inject_whose_turn_comes_by_an_end_comes_before_anybody_begins(chain):
    """Also where the end took no time, in the round in which it ended."""
    session = play(f"""
        chain: {chain}
        injects: {{news: {{at: {"m" if "m:" in chain else "a"}}}}}
    """)
    told = story(session, "came", "begun")
    assert told[told.index(next(line for line in told if "came" in line)) + 1].endswith("begun b")


def test_an_inject_whose_turn_comes_by_an_answer_comes_before_anybody_begins():
    """An answer is settled by rounds, and their first part is what is due."""
    session = begin("""
        endings: {refused: {class: failure}}
        chain:
          a: {by: staff, question: So?, options: {good: {}, bad: {ends: refused}}, usual: good}
          b: {takes: 1h}
        injects: {news: {at: a}}
    """)
    question = session.advance().question
    session.answer(question, "bad")
    assert story(session, "came", "begun", "ended") == ["0 begun a", "0 came news", "0 ended refused"]


def test_an_inject_that_came_keeps_no_run_going_by_its_lag():
    """It was fired while it still lagged behind a step; another one stays away, and nobody watches for what it expects."""
    session = play("""
        chain: {a: {takes: 1h}, b: {takes: 1h, when_done: {fire: late}}}
        injects:
          late: {at: 50h after a}
          never: {at: D 02:00, unless: a, expects: {answer: 50h after a, within: 1h}}
    """)
    assert of_injects(session) == ["120 came late", "120 stayed away never: unless"]
    assert story(session)[-1] == "120 ended completed"


def test_an_inject_may_be_fired_by_who_goes_back():
    """What waits for it is cut off only when nobody goes back any more."""
    session = play("""
        chain:
          s: {outcomes: {good: {chance: 1}, bad: {chance: 0}}}
          a: {takes: 1h, outcomes: {go: {chance: 1}, again: {chance: 0, back_to: a, at_most: 1, then: go, fire: news}}}
          b: {after: news}
        injects: {news: {at: s.bad}}
    """)
    assert [line for line in story(session) if "cut off" in line] == ["60 cut off b"]


def test_the_chance_of_an_inject_can_be_fixed_for_its_one_occurrence():
    """What is said of one occurrence goes before what is said of every one."""
    session = begin("chain: {a: {takes: 1h}}\ninjects: {story: {at: D 00:30, chance: 0.5}}")
    session.fix("story", "comes")
    session.fix("story", "stays_away", 1)
    session.advance()
    assert of_injects(session) == ["30 stayed away story: chance"]


def test_a_turn_that_an_effect_gave_is_not_taken_away():
    """Both have their turn by a; `late` by its effect, too: going back to a does not take that away."""
    session = play("""
        chain: {a: {takes: 1h, when_done: {fire: late}}, b: {takes: 1h}}
        injects:
          back: {at: a, text: Once more., effects: {back_to: a}}
          late: {at: a, text: Now.}
    """)
    assert "60 came late: Now." in story(session, "came")
