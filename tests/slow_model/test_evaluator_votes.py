"""The slow evaluator's votes and capacities, worked out by hand from the page and from M9 and M15."""

import pytest
from tests.slow_model.playing import lines, play
from tests.slow_model.voting import is_carried

COUNCIL = """
    groups: {states: {a: {}, b: {}, c: {}}}
    chain:
      mandate:
        takes: 1h
        options: {adopt: {}, refuse: {}, postpone: {}}
        otherwise: postpone
        vote: {of: states, carried: {refuse: 1, adopt: all}, quorum: 2}
"""


def votes(**said):
    """What the members say: an option, or an option and the minutes that it takes."""
    return {
        (f"mandate vote of {voter}", 1): one if isinstance(one, tuple) else (one, 0)
        for voter, one in said.items()
    }


def test_the_last_vote_brings_the_result():
    """In the minute in which it arrives."""
    assert play(COUNCIL, votes(a="adopt", b=("adopt", 60), c=("abstain", 30))) == lines("""
        0 begun mandate
        60 asked mandate
        60 voted mandate: a: adopt
        90 voted mandate: c: abstain
        120 voted mandate: b: adopt
        120 done mandate: adopt
        120 ended completed
    """)


@pytest.mark.parametrize(
    ("said", "result"),
    [("refuse adopt adopt", "refuse"), ("adopt adopt absent", "adopt"), ("adopt absent absent", "postpone"), ("abstain abstain abstain", "postpone")],
)  # fmt: skip
def test_what_carries_is_tested_in_order_and_needs_a_quorum(said, result):
    """One refusal is enough; consensus is of those present; one present of three is no quorum."""
    log = play(COUNCIL, votes(**dict(zip("abc", said.split(), strict=True))))
    assert f"60 done mandate: {result}" in log


@pytest.mark.parametrize(
    ("need", "present", "carried"),
    [
        (2, "xx..", True), (2, "x...", False), ("majority", "xx..", False), ("majority", "xx.", True), ("2/3", "xx.", True),
        ("2/3", "x.", False), ("60%", "xxx..", True), ("60%", "x.", False), ("all", "xx", True), ("all", "x.", False), ("60%", "", False),
    ],
)  # fmt: skip
def test_how_many_are_enough(need, present, carried):
    """A share is of those present, and exactly it is enough; a majority is more than half."""
    assert is_carried("x", need, present) is carried


def test_who_has_not_voted_by_the_limit_is_absent():
    """Two of three voted: a quorum, and consensus."""
    text = COUNCIL.replace("quorum: 2}", "quorum: 2}\n        within: 2h")
    log = play(text, votes(a="adopt", c=("adopt", 30), b=("refuse", 240)))
    assert log[-3:] == ["180 lapsed mandate", "180 done mandate: adopt", "180 ended completed"]


def test_whoever_is_out_is_not_waited_for():
    """Its vote is not counted when it has left; with the last of those who are left, or at once, there is a result."""
    text = COUNCIL + "      exit: {after: mandate begins, takes: 3h, when_done: {drop: [b]}}\n"
    log = play(text, votes(a="adopt", c="adopt", b=("refuse", 240)))
    assert log[-3:] == ["180 done exit", "180 done mandate: adopt", "180 ended completed"]


def test_a_delay_keeps_votes_back():
    """One that would arrive within the next three hours arrives at their end."""
    text = COUNCIL + "      storm: {after: mandate begins, takes: 90m, when_done: {delay: {mandate: 3h}}}\n"
    log = play(text, votes(a=("adopt", 60), b="adopt", c=("adopt", 300)))
    assert lines("60 voted mandate: b: adopt\n270 voted mandate: a: adopt\n360 voted mandate: c: adopt") == [
        one for one in log if "voted" in one
    ]


def test_a_question_can_be_settled_without_a_vote():
    """By whoever holds the chair."""
    log = play(COUNCIL, {**votes(a="adopt"), ("mandate", 1): ("postpone", 30)})
    assert log[-2:] == ["90 done mandate: postpone", "90 ended completed"]


def test_slots_that_are_taken_away_are_not_taken_from_anybody():
    """The first goes on; the second begins when there is a slot again."""
    log = play("""
        resources: {cell: {slots: 1}}
        chain:
          news: {takes: 30m, when_done: {set: {cell: 0}}}
          first: {after: news begins, takes: 1h, uses: {cell: 1}}
          more: {after: news, takes: 2h, when_done: {add: {cell: 1}}}
          second: {after: first, takes: 1h, uses: {cell: 1}}
    """)
    assert [one for one in log if "second" in one or "first" in one] == lines("""
        0 begun first
        60 done first
        150 begun second
        210 done second
    """)


def test_a_stock_is_set_and_added_to():
    """What is left is 1 after the first; two more are enough for the second."""
    log = play("""
        resources: {fuel: {stock: 4}}
        chain:
          first: {takes: 1h, uses: {fuel: 3}}
          second: {takes: 1h, uses: {fuel: 3}}
          supply: {after: first, takes: 5h, when_done: {add: {fuel: 2}}}
    """)
    assert "360 begun second" in log
