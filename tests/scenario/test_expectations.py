"""What must hold in a share of runs, as an author writes it (M21): sentences, spans, shares."""

import pytest
from pydantic import ValidationError
from tests.scenario.checks.telling import HEAD
from tests.support import loaded

from exercise_sim.scenario.expectations import (
    EVERY_RUN,
    Expectation,
    Shares,
    Span,
    in_words,
    parse_shares,
    parse_span,
)
from exercise_sim.scenario.load import load_text
from exercise_sim.scenario.model import validate
from exercise_sim.scenario.problems import ScenarioError

DAY = 1440


def read(*entries: object) -> list[Expectation]:
    """The expectations of these entries."""
    return validate({**HEAD, "chain": {"a": {}}, "expect": list(entries)}).expect


def refused(*entries: object) -> str:
    """What the model says of the first entry that it refuses."""
    with pytest.raises(ValidationError) as raised:
        read(*entries)
    return str(raised.value.errors()[0]["msg"]).removeprefix("Value error, ")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("a to b.c lasts 2h .. 30h in 80% of runs", {"from": "a", "to": "b.c", "lasts": "2h .. 30h", "share": "80%"}),
        ("a to b lasts at most 3h", {"from": "a", "to": "b", "lasts": "at most 3h"}),
        ("first of a begins to 2h after b lasts 4h in 9% of the runs", {"from": "first of a begins", "to": "2h after b", "lasts": "4h", "share": "9%"}),
        ("ends as over in 60% of runs", {"ending": "over", "share": "60%"}),
        ("ends as over in every run", {"ending": "over", "share": "100%"}),
        ("ends as over in no run", {"ending": "over", "share": "at most 0%"}),
        ("ends as over in at most 10% of runs under policy bold", {"ending": "over", "share": "at most 10%", "policy": "bold"}),
        ("strength at least 20 in 10% .. 20% of runs", {"holds": "strength at least 20", "share": "10% .. 20%"}),
        ("quick rated P in 60% of runs", {"objective": "quick", "rated": "P", "share": "60%"}),
        ("quick rated S or better", {"objective": "quick", "rated": "S"}),
        ("b.c", {"holds": "b.c"}),
        ("b.c and before D+2 06:00 under variant early", {"holds": "b.c and before D+2 06:00", "variant": "early"}),
        ("mood is calm under policy bold under variant early", {"holds": "mood is calm", "variant": "early", "policy": "bold"}),
        ("  ends\n  as   over ", {"ending": "over"}),
    ],
)  # fmt: skip
def test_a_sentence_means_the_same_as_its_long_form(sentence, words):
    """Word for word; line breaks and blanks do not count."""
    assert read(sentence) == read(words)


def test_without_a_share_it_is_expected_in_every_run():
    """Under the policy `usual`, the file as it is."""
    (one,) = read("ends as over")
    assert (one.shares, one.policy, one.variant) == (EVERY_RUN, "usual", [])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2h .. 30h", Span(120, 1800)),
        ("2h..3h", Span(120, 180)),
        ("at most 30h", Span(0, 1800)),
        ("at least 1d", Span(DAY, 3650 * DAY)),
        ("24h", Span(DAY, DAY)),
    ],
)
def test_a_span_holds_both_its_ends(text, span):
    """In minutes; one length alone means exactly that, and nothing lasts longer than ten years."""
    assert parse_span(text) == span
    assert span.holds(span.low)
    assert span.holds(span.high)
    assert not span.holds(span.high + 1)


@pytest.mark.parametrize(
    ("value", "shares"),
    [
        ("80%", Shares(0.8, 1.0)),
        ("at least 80 %", Shares(0.8, 1.0)),
        ("at most 2.5%", Shares(0.0, 0.025)),
        ("20% .. 40%", Shares(0.2, 0.4)),
        (0.8, Shares(0.8, 1.0)),
        (1, Shares(1.0, 1.0)),
    ],
)
def test_a_share_alone_is_the_least(value, shares):
    """`at most` turns it round, two bound it on both sides; each bound itself is within."""
    assert parse_shares(value) == shares
    assert shares.holds(shares.low)
    assert shares.holds(shares.high)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("whenever it suits", "'whenever it suits' is no expectation; write it like 'request to decision lasts"),
        ({"lasts": "soon"}, "'soon' is not a length of time"),
        ({"lasts": "3h .. 2h"}, "'3h .. 2h' ends before it begins: write 2h .. 3h"),
        ({"lasts": 30}, "30 does not say how long it lasts; write it like 2h .. 30h, at most 30h or at least 2h"),
        ({"share": "120%"}, "a share of runs lies between 0% and 100%, and '120%' does not; write it like 80%"),
        ({"share": 80}, "a share of runs lies between 0% and 100%, and 80 does not; write it like 80%"),
        ({"share": "most"}, "'most' is no share of runs; write it like 80%, at most 10% or 20% .. 40%"),
        ({"share": True}, "True is no share of runs; write it like"),
        ({"share": "40% .. 20%"}, "'40% .. 20%' begins with the larger share: write 20% .. 40%"),
        ({"share": float("nan")}, "a share of runs lies between 0% and 100%, and nan does not"),
        ({"from": "a b c"}, "'a b c' is not a reference"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_how_to_write_it(entry, said):
    """In an author's words."""
    assert refused(entry).startswith(said)


def test_a_condition_is_told_as_one_line():
    """As a sentence says it, whichever way it was written."""
    (one,) = read({"holds": {"any": ["mood is calm", {"not": "b.c"}, ["a", "before D+2"]]}})
    assert one.holds is not None
    assert in_words(one.holds) == "mood is calm or not b.c or a and before D+2"


def test_every_error_is_told_at_once_at_its_place():
    """Whichever entry it stands in: a sentence that cannot be read, a misspelt word, a time, a name, and what the checks find."""
    text = """
scenario: t
title: T
start: 09:00
source: assumption
chain: {draft: {takes: 1h}}
endings: {over: {when: draft}}
expect:
  - draft lasting long
  - {endings: over}
  - {from: draft, to: draft, lasts: soon}
  - ends as ovr
  - {ending: over, share: 200%}
  - draft to draft lasts long in 80% of runs
"""
    with pytest.raises(ScenarioError) as raised:
        load_text(text, "t.yaml")
    told = [
        (problem.place.line, problem.place.column, problem.message, problem.hint)
        for problem in raised.value.problems
        if problem.place
    ]
    assert [(line, column) for line, column, *_ in told] == [
        (9, 5),
        (10, 6),
        (11, 37),
        (12, 5),
        (13, 27),
        (14, 5),
    ]
    assert told[1][2:] == ("'endings' is not a word of the language here", "did you mean 'ending'?")
    assert told[3][2:] == ("there is no ending 'ovr'", "did you mean 'over'?")


def test_an_expectation_is_part_of_a_sound_scenario():
    """Loaded with its place: five lines of head, the chain, `expect`, and then the entry."""
    given = loaded("chain: {a: {}}\nexpect:\n  - a in every run\n")
    place = given.source.place(("expect", 0))
    assert (place.line, place.column) == (8, 5)
