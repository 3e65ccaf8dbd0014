"""Expectations: what they name exists, and a run can show it (M21)."""

import pytest
from tests.scenario.checks.telling import told, warned

SCENARIO = """
groups: {units: {north: {}, south: {}}}
bodies: {staff: {seat: true}}
variables: {strength: 0, mood: calm}
chain:
  draft: {takes: 1h, makes: draft}
  vote:
    by: staff
    question: Adopt?
    options: {adopt: {add: {strength: 5}}, again: {back_to: draft, at_most: 1, then: adopt}, refuse: {ends: over}}
    usual: adopt
  march: {for_each: units, after: vote.adopt, takes: 1h, if: mood is calm}
endings: {over: {}, done: {when: march}}
objectives: {quick: {from: draft, to: vote, ratings: {P: 2h, S: 3h}}, seen: {observe: Was it so?}, open: {measure: strength}}
policies: {slow: {thinks: 2}}
variants: {late: {set: {chain.draft.takes: 9h}}}
"""


def found(entry: str) -> list[str]:
    """What is wrong with one expectation, without the place of its list."""
    return [line.removeprefix("expect.0") for line in told(f"{SCENARIO}expect: [{entry}]")]


@pytest.mark.parametrize(
    "entry",
    [
        "draft to vote.adopt lasts 2h .. 3h in 80% of runs",
        "draft begins to first of march lasts at most 3h under variant late",
        "ends as over in no run under policy slow",
        "ends as stalled in no run",
        "quick rated S or better in 60% of runs",
        "{objective: quick, rated: P, not_begun: fails}",
        "strength at least 5 and march of north and not vote is refuse",
        "before D+2 in 10% of runs under policy weighted",
        "{holds: march is cut off, choose: {vote: refuse}, variant: [late], share: at most 10%}",
        "{from: draft, to: vote, lasts: 1h, not_begun: fails, source: a guess}",
    ],
)
def test_what_is_sound_is_let_pass(entry):
    """Every form, and every way to run it."""
    assert found(entry) == []


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{}", ": this does not say what is expected (write 'from', 'to' and 'lasts', or 'measure' and 'amounts_to', or 'ending', or 'objective' and 'rated', or 'holds')"),
        ("{share: 80%}", ": this does not say what is expected (write 'from', 'to' and 'lasts', or 'measure' and 'amounts_to', or 'ending', or 'objective' and 'rated', or 'holds')"),
        ("{ending: over, holds: draft}", ": this expects several things at once (write 'from', 'to' and 'lasts', or 'measure' and 'amounts_to', or 'ending', or 'objective' and 'rated', or 'holds')"),
        ("{from: draft, lasts: 2h}", ": this has 'from', but not 'to' (add 'to: ...')"),
        ("{from: draft, to: vote}", ": this has 'from', but not 'lasts' (add 'lasts: ...'; what only has to happen stands behind 'holds')"),
        ("{ending: over, not_begun: fails}", ".not_begun: 'not_begun' speaks of what is measured, and nothing is (take 'not_begun' out)"),
        ("draf to vote lasts 2h", ".from: there is no step 'draf' (did you mean 'draft'?)"),
        ("draft to vote.adpt lasts 2h", ".to: 'vote' has no option or outcome 'adpt' (did you mean 'adopt'?)"),
        ("draft to vote.again lasts 2h", ".to: nothing may wait for 'vote.again': it goes back (wait for another result of 'vote')"),
        ("1h .. 2h after draft to vote lasts 2h", ".from: '1h .. 2h after draft': a measure needs one length of time, not one that chance draws (write it like '2h after ...')"),
        ("draft to ending lasts 2h", ".to: steps are measured, not the ending (name the step that leads to it)"),
        ("ends as ovr", ".ending: there is no ending 'ovr' (did you mean 'over'?)"),
        ("ends as completed", ".ending: there is no ending 'completed' (there are 'over', 'done', 'stalled' and 'out_of_time')"),
        ("quik rated S", ".objective: there is no objective 'quik' (did you mean 'quick'?)"),
        ("seen rated S", ".objective: the program does not rate 'seen': it has no thresholds"),
        ("open rated S", ".objective: the program does not rate 'open': it has no thresholds"),
        ("{objective: quick}", ": this has 'objective', but not 'rated' (add 'rated: ...')"),
        ("strenth at least 5", ".holds: 'strenth' is no variable, step or resource (did you mean 'strength'?)"),
        ("mood at least 5", ".holds: 'mood at least 5': 'mood' starts with 'calm', which is no number"),
        ("2h after draft", ".holds: '2h after draft': at the end of a run nothing is waited for (take the length of time out)"),
        ("ending", ".holds: 'holds' does not look at the ending (write 'ending: ...')"),
        ("march is under way", ".holds: 'march is under way': when a run has ended, nothing is under way (what the ending stops is 'cut off')"),
        ("{holds: [draft, {not: vote is adpt}]}", ".holds.1.not: 'vote' can never be 'adpt' (did you mean 'adopt'?)"),
        ("ends as over under variant lat", ".variant: there is no variant 'lat' (did you mean 'late'?)"),
        ("ends as over under policy slo", ".policy: there is no policy 'slo' (did you mean 'slow'?)"),
        ("{ending: over, choose: {vot: refuse}}", ".choose.vot: there is no step 'vot' (did you mean 'vote'?)"),
        ("{ending: over, choose: {vote: refus}}", ".choose.vote: 'vote' has no option or outcome 'refus' (did you mean 'refuse'?)"),
    ],
)  # fmt: skip
def test_what_no_run_can_show_is_an_error(entry, said):
    """Misspelt names, half an expectation, two at once, what is never so at the end."""
    assert found(entry) == [said]


def test_without_endings_a_chain_can_be_expected_to_be_completed():
    """Then it is the ending that comes by itself."""
    assert told("chain: {a: {}}\nexpect: [ends as completed]") == []


def test_a_time_that_never_comes_is_warned_about():
    """As of an objective."""
    lines = warned("""
        groups: {g: {u: {friend: v}, v: {friend: u}}}
        chain: {s: {}, only: {for_each: g where friend is v}, a: {for_each: g where friend is v, after: only of its.friend}}
        expect: [s to a lasts 2h]
    """)
    assert "expect.0.to: this can never be measured: 'a' never comes" in lines


def test_what_is_expected_counts_as_looked_at():
    """A variable that only an expectation reads is not unused, and an option that only it asks for decides something."""
    lines = warned(
        "variables: {mood: calm}\nchain: {a: {outcomes: {up: {set: {mood: high}}, down: {chance: 10%}}}}\nexpect: [mood is high in 50% of runs]"
    )
    assert lines == []
