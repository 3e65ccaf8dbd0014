"""The slow evaluator's injects: hand-worked chains (the page: Injects)."""

import pytest
from tests.slow_model.board import Answers
from tests.slow_model.evaluator import evaluate
from tests.slow_model.playing import line, lines, play
from yaml import safe_load

HEAD = "start: 2024-03-12 00:00\n"


def told(text: str, *words: str, answers: Answers | None = None, drawn: object = None) -> list[str]:
    """The lines of a log that say one of these words."""
    entries = play(HEAD + text, answers, drawn)
    return [said for said in entries if said.split()[1] in words]


def test_an_inject_comes_at_its_time_and_is_done_for_those_that_wait():
    """In that minute, in part 1, before anybody begins."""
    text = """
chain: {a: {takes: 2h}, b: {after: offer, takes: 1h}, c: {after: a}}
injects: {offer: {at: 'D 02:00'}}
"""
    assert play(HEAD + text) == lines("""
        0 begun a
        120 done a
        120 came offer
        120 begun b
        120 begun c
        120 done c
        180 done b
        180 ended completed
    """)


def test_a_reference_must_be_met_and_a_lag_runs():
    """Passed over is not enough; who waits for an inject that cannot come is cut off, and that inject is not told."""
    text = """
variables: {mood: calm}
chain: {a: {takes: 1h}, b: {if: mood is grave}, c: {after: two}, d: {after: one, takes: 1h}}
injects: {one: {at: 30m after a}, two: {at: b}}
"""
    assert told(text, "came", "cut_off", "begun") == [
        "0 begun a",
        "60 cut_off c",
        "90 came one",
        "90 begun d",
    ]


@pytest.mark.parametrize(("luck", "minute"), [("shortest", 120), ("longest", 300)])
def test_a_lag_drawn_by_chance(luck, minute):
    """The script says which end of the range is drawn."""
    text = "chain: {a: {takes: 1h}}\ninjects: {one: {at: 1h .. 4h after a}}\n"
    assert told(text, "came", drawn={("one lag", 1): luck}) == [f"{minute} came one"]


def test_a_condition_gives_the_turn_in_part_four_and_it_stays_given():
    """At 60 the value is 2 for those who ask; before the next round's injects it falls again, and the inject comes all the same."""
    text = """
variables: {strength: 0}
chain:
  a: {takes: 1h, when_done: {set: {strength: 2}}}
  b: {when_done: {set: {strength: 0}}}
injects: {seen: {at: strength at least 2}}
"""
    assert told(text, "came", "begun", "done") == [
        "0 begun a",
        "60 done a",
        "60 begun b",
        "60 done b",
        "60 came seen",
    ]


def test_unless_and_chance_are_asked_when_the_turn_comes():
    """`unless` first; either keeps it away, and cuts off who waits for it."""
    text = """
chain: {a: {takes: 1h}, b: {takes: 9h}, c: {after: one}}
injects: {one: {at: 'D 02:00', unless: a, chance: 0.5}, two: {at: 'D 02:00', chance: 0.5}, three: {at: 'D 00:30', unless: a}}
"""
    assert told(text, "came", "stayed_away", "cut_off", drawn={("two", 1): "stays_away"}) == lines("""
        30 came three
        120 stayed_away one: unless
        120 stayed_away two: chance
        120 cut_off c
    """)


def test_an_effect_fires_and_the_first_in_the_file_comes_first():
    """In the same part 1, 5, whatever their own turns; once."""
    text = """
chain: {a: {takes: 9h}}
injects: {up: {at: 'D 05:00'}, one: {at: 'D 01:00', effects: {fire: [down, up]}}, down: {at: trainer}}
"""
    assert told(text, "came") == ["60 came one", "60 came up", "60 came down"]


def test_an_inject_goes_back_and_stays_done():
    """Its target and what follows are reopened; who waits for the inject is not."""
    text = """
chain: {a: {takes: 2h}, b: {takes: 2h}, c: {after: hit, takes: 1h}}
injects: {hit: {at: 'D 03:00', effects: {back_to: a}}}
"""
    assert told(text, "came", "reopened", "begun") == lines("""
        0 begun a
        120 begun b
        180 came hit
        180 reopened a
        180 reopened b
        180 begun a
        180 begun c
        300 begun b
    """)


@pytest.mark.parametrize(
    ("takes", "said"),
    [
        ("30m", ["60 expected story", "60 acted story: in time"]),
        ("3h", ["60 expected story", "180 acted story: in time"]),
        ("181m", ["60 expected story", "180 missed story", "181 acted story: late"]),
    ],
)
def test_an_answer_is_met_missed_or_late(takes, said):
    """At once, where it is there; in the minute of the limit ends come first."""
    text = f"""
chain: {{s: {{}}, a: {{after: s, takes: {takes}}}, b: {{after: story.met}}, c: {{after: story.missed}}}}
injects: {{story: {{at: 'D 01:00', expects: {{answer: a, within: 2h}}}}}}
"""
    assert told(text, "expected", "acted", "missed") == said
    lost = "b" if "missed" in said[1] else "c"
    assert [one.split()[2] for one in told(text, "cut_off")] == [lost]


def test_an_action_is_asked_for():
    """An answer on its way counts in the minute of the limit; none at all is missed."""
    text = "chain: {a: {takes: 9h}}\ninjects: {story: {at: 'D 01:00', expects: {action: Deny, within: 2h}}}\n"
    words = ("asked", "lapsed", "acted", "missed")
    assert told(text, *words, answers={("story", 1): ("met", 120)}) == [
        "60 asked story",
        "180 acted story: in time",
    ]
    assert told(text, *words) == ["60 asked story", "180 lapsed story", "180 missed story"]


def test_the_trainers_hand_and_what_it_keeps_going():
    """Given whatever the condition says, taken out for good; a run that stands still does not wait for it."""
    text = """
chain: {a: {takes: 2h}, b: {after: one}, c: {after: two}, d: {after: three}}
injects: {one: {at: trainer, unless: a begins}, two: {at: trainer}, three: {at: trainer}}
"""
    data = safe_load(HEAD + text)
    hands = [(30, "inject", "one"), (60, "skip", "two"), (500, "inject", "three")]
    assert [line(entry) for entry in evaluate(data, {}, {}, hands)] == lines("""
        0 begun a
        30 came one
        30 begun b
        30 done b
        60 stayed_away two: skipped
        60 cut_off c
        120 done a
        120 ended stalled
    """)


def test_what_the_trainer_has_laid_down_comes_then_and_not_before():
    """Whatever its own time, condition or what fires it says; what is laid down last stands, and the run goes on for it."""
    text = """
chain: {a: {takes: 2h}}
injects: {one: {at: 'D 01:00', unless: a begins}, two: {at: trainer}, three: {at: a}, four: {at: 'D 02:00', effects: {fire: three}}}
"""
    data = safe_load(HEAD + text)
    hands = [(30, "in 90", "one"), (30, "in 300", "two"), (60, "in 100", "two"), (60, "in 180", "three")]
    assert [line(entry) for entry in evaluate(data, {}, {}, hands)] == lines("""
        0 begun a
        120 done a
        120 came one
        120 came four
        160 came two
        240 came three
        240 ended completed
    """)


def test_documents_and_members_that_leave():
    """An inject makes what a step needs; who is dropped is cut off, under way or not."""
    text = """
groups: {g: {p: {}, q: {}}}
chain: {a: {for_each: g, takes: 3h}, b: {after: a, needs: paper}}
injects: {one: {at: 'D 01:00', effects: {drop: p}}, two: {at: 'D 04:00', effects: {makes: paper}}}
"""
    assert told(text, "came", "cut_off", "begun", "done") == lines("""
        0 begun a of p
        0 begun a of q
        60 came one
        60 cut_off a of p
        180 done a of q
        240 came two
        240 begun b
        240 done b
    """)
