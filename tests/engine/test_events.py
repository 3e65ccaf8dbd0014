"""Rule 6: every event says what released it, with which kind of wait, and who may see it."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, fields
from itertools import pairwise

import pytest
from tests.support import SCENARIOS, Event, play, story

from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.events import EVERYONE, StepBegan, StepCutOff, StepPassedOver
from exercise_sim.engine.telling import KINDS, NAMES
from exercise_sim.scenario.load import load


def told(event: Event) -> str:
    """An event as `done a`."""
    return f"{NAMES[type(event)]} {event.element}".strip()


def causes(session, *kinds: str) -> Mapping[str, str]:
    """What released each event of these kinds (the last of each element): `{"begun c": "done b"}`."""
    log = session.log
    return {
        told(event): told(log[event.cause - 1])
        for event in log
        if NAMES[type(event)] in kinds and event.cause
    }


def waits(session) -> dict[str, str]:
    """The kind of wait that was over when each step began."""
    return {event.element: event.wait for event in session.log if isinstance(event, StepBegan)}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("policy", ["usual", "weighted"])
def test_events_are_numbered_from_1_and_caused_by_earlier_ones(path, policy):
    """No number is missing, time does not run back, and a cause always lies before its effect."""
    log = play(compile_plan(load(path).scenario), policy=policy, seed=1).log
    assert [event.seq for event in log] == list(range(1, len(log) + 1))
    assert all(before.at <= after.at for before, after in pairwise(log))
    assert all(0 <= event.cause < event.seq for event in log)
    assert all(log[event.cause - 1].at <= event.at for event in log if event.cause)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_walk_over_causes_leads_to_startex(path):
    """Only STARTEX, and the end of the time, come from nowhere."""
    log = play(compile_plan(load(path).scenario), policy="weighted", seed=2).log
    assert {told(event) for event in log if not event.cause} <= {"startex", "ended"}


def test_every_kind_of_event_has_one_name():
    """The names are those of the log file, and no two kinds share one."""
    assert len(set(KINDS.values())) == len(KINDS)
    assert {KINDS[name] for name in NAMES.values()} == set(KINDS.values())


def test_events_are_frozen_and_flat():
    """What happened is not changed; it holds numbers, texts and tuples of them."""
    event = play("chain: {a: {}}").log[1]
    with pytest.raises(FrozenInstanceError):
        event.at = 5
    assert [field.name for field in fields(event)] == ["seq", "at", "element", "cause", "audience", "wait"]


def test_at_a_join_the_last_input_is_the_cause():
    """It is the one that was waited for."""
    session = play(
        "chain: {s: {}, a: {after: s, takes: 2h}, b: {after: s, takes: 1h}, c: {after: [a, b]}, d: {after: a or b}}"
    )
    assert causes(session, "begun") == {
        "begun s": "startex", "begun a": "done s", "begun b": "done s", "begun c": "done a", "begun d": "done b",
    }  # fmt: skip


def test_the_life_of_a_step_is_a_chain_of_causes():
    """Begun, asked, decided, done; each by the one before."""
    session = play(
        "chain: {a: {takes: 1h, by: staff, question: Well?, options: {go: {takes: 1h}}, usual: go}}"
    )
    assert causes(session, "begun", "asked", "decided", "done", "ended") == {
        "begun a": "startex", "asked a": "begun a", "decided a": "asked a", "done a": "decided a", "ended": "done a",
    }  # fmt: skip


def test_what_an_effect_brings_is_caused_by_the_step():
    """A document, a variable, a capacity, a dropped member and what is cut off with it."""
    session = play("""
        groups: {states: {ara: {}, bor: {}}}
        resources: {cell: {slots: 1}}
        variables: {count: 0}
        chain:
          s: {takes: 1h, makes: note, when_done: {add: {count: 1, cell: 1}, drop: bor}}
          a: {for_each: states}
    """)
    assert causes(session, "document", "variable", "capacity", "dropped", "cut_off") == {
        "document s": "done s", "variable s": "done s", "capacity s": "done s", "dropped": "done s", "cut_off a of bor": "dropped",
    }  # fmt: skip


def test_going_back_causes_what_is_reopened():
    """And the rework begins because of it."""
    session = play("""
        chain:
          draft: {takes: 1h}
          mandate: {by: staff, question: Well?, options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}, usual: adopt}
    """, {"mandate#1": "again"})  # fmt: skip
    again = [event for event in session.log if isinstance(event, StepBegan) and event.element == "draft"][1]
    assert (told(session.log[again.cause - 1]), again.wait) == ("went_back mandate", "rework")
    assert causes(session, "reopened", "went_back") == {
        "reopened draft": "went_back mandate",
        "went_back mandate": "decided mandate",
    }


def test_waits_are_told_apart():
    """After what came before, in the queue, for opening hours, for its condition, for rework."""
    session = play("""
        resources: {cell: {slots: 1}, desk: {slots: 1, open: 06:00-20:00}}
        variables: {mood: calm}
        chain:
          s: {}
          plain: {after: s, takes: 1h, uses: {cell: 1}}
          queued: {after: s, takes: 1h, uses: {cell: 1}}
          morning: {after: s, uses: {desk: 1}}
          patient: {after: s, wait_for: mood is grave}
          news: {after: 2h after s, when_done: {set: {mood: grave}}}
    """)
    assert waits(session) == {
        "s": "after", "plain": "after", "queued": "queue", "morning": "opening hours", "patient": "condition", "news": "after",
    }  # fmt: skip


def test_what_ended_a_wait_is_its_cause():
    """The step that gave the unit back, the change that made the condition true."""
    session = play("""
        resources: {cell: {slots: 1}}
        variables: {mood: calm}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          queued: {after: s, takes: 1h, uses: {cell: 1}}
          patient: {after: s, wait_for: mood is grave}
          news: {after: 2h after s, when_done: {set: {mood: grave}}}
    """)
    assert causes(session, "begun")["begun queued"] == "done holder"
    assert causes(session, "begun")["begun patient"] == "variable news"


def test_a_step_that_is_passed_over_or_cut_off_says_by_whom():
    """Passed over: what had released it. Cut off: what settled it."""
    session = play("""
        chain:
          s: {takes: 1h, outcomes: [granted, refused]}
          a: {after: s.refused}
          b: {after: s, if: s is cut off}
    """)
    (cut,) = (event for event in session.log if isinstance(event, StepCutOff))
    (passed,) = (event for event in session.log if isinstance(event, StepPassedOver))
    assert (told(session.log[cut.cause - 1]), cut.blocker) == ("done s", "s")
    assert told(session.log[passed.cause - 1]) == "done s"


def test_an_ending_is_caused_by_what_it_waited_for():
    """Not by whatever else happened in that minute."""
    session = play("""
        chain: {s: {}, a: {after: s, takes: 1h}, b: {after: s, takes: 1h}}
        endings: {over: {when: a}}
    """)
    assert causes(session, "ended") == {"ended": "done a"}


# --- audience


SEEN = """
groups: {states: {ara: {}, bor: {}}}
bodies: {president: {seat: true}, council: {seat: true}, staff: {seat: true}, office: {for_each: states}}
variables: {count: 0}
chain:
  open_step: {takes: 1m}
  private: {by: president, takes: 1m, when_done: {add: {count: 1}}}
  shared: {by: president, seen_by: [council, office of bor], takes: 1m}
  public: {by: president, seen_by: all, takes: 1m}
  paper: {by: staff, makes: draft, takes: 1m}
  reader: {by: council, needs: draft, question: Well?, options: {go: {}}, usual: go}
  each: {by: office, for_each: states, seen_by: staff}
  each_public: {by: office, for_each: states, seen_by: office}
"""


def audience(kind: str, element: str) -> set[str]:
    """Who may see the (last) event of a kind; empty for everyone."""
    return set([event.audience for event in play(SEEN).log if told(event) == f"{kind} {element}"][-1])


def test_what_nobody_does_is_seen_by_everyone():
    """STARTEX, the ending, steps without a body."""
    log = play(SEEN).log
    assert {event.audience for event in log if not event.element} == {EVERYONE}
    assert audience("begun", "open_step") == set()


def test_a_step_is_seen_by_the_body_that_acts_and_by_whom_it_is_shown_to():
    """`seen_by` adds bodies; `all` is everyone."""
    assert audience("begun", "private") == {"president"}
    assert audience("done", "shared") == {"president", "council", "office of bor"}
    assert audience("done", "public") == set()


def test_a_question_and_its_decision_are_seen_by_the_body():
    """Nobody else knows that it was asked."""
    assert audience("asked", "reader") == audience("decided", "reader") == {"council"}


def test_a_document_is_seen_by_who_needs_it_too():
    """It is laid before them."""
    assert audience("document", "paper") == {"staff", "council"}
    assert audience("done", "paper") == {"staff"}


def test_the_bodies_of_members_see_their_own():
    """One body for each member; a body for each member named in `seen_by` of the same group is the member's own."""
    assert audience("begun", "each of ara") == {"office of ara", "staff"}
    assert audience("begun", "each_public of ara") == {"office of ara"}


@pytest.mark.parametrize("whose", ["", "by: staff", "by: staff, seen_by: all"])
def test_values_of_the_engine_are_seen_by_the_exercise_control_only(whose):
    """Variables, capacities and chances are no knowledge of the players, whoever's step changed them."""
    session = play(f"""
        resources: {{cell: {{slots: 1}}}}
        variables: {{count: 0}}
        chain:
          a: {{{whose}{", " if whose else ""}when_done: {{add: {{count: 1, cell: 1, b.refused: 0.5}}}}}}
          b: {{outcomes: [granted, refused]}}
    """)
    changes = [event for event in session.log if NAMES[type(event)] in ("variable", "capacity", "chance")]
    assert [event.audience for event in changes] == [("excon",)] * 3


def test_the_story_of_a_small_run_is_complete():
    """Every kind of event that the life of a step has is told, in the order in which it happened."""
    words = ("queued", "begun", "drawn", "done", "made")
    session = play(
        "resources: {cell: {slots: 1, open: 06:00-20:00}}\nchain: {a: {takes: 1h, uses: {cell: 1}, makes: note, outcomes: [granted]}}"
    )
    assert story(session, *words) == [
        "0 queued a: cell", "360 begun a", "420 drawn a: granted", "420 done a: granted", "420 made note v1",
    ]  # fmt: skip
