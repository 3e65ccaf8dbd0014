"""Whether a scenario does what its author expects, run by run (M21)."""

import pytest
from tests.support import loaded

from exercise_sim.analysis.expectations import Assay, Finding, Way, needs_log, ways
from exercise_sim.analysis.trials import trials
from exercise_sim.engine.choices import choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.scenario.expectations import Expectation, parse_shares

CHAIN = """
variables: {strength: 0}
chain:
  draft: {takes: 1h}
  vote: {by: staff, question: Go?, options: {go: {weight: 1}, stay: {weight: 1, ends: over}}, usual: go, thinks: 30m}
  march: {after: vote.go, takes: 2h, when_done: {add: {strength: 5}}}
endings: {over: {}, done: {when: march}}
"""
"""The draft at 60, the vote at 90, the march at 210 where the vote is `go`."""
OBJECTIVES = """
objectives:
  quick: {from: draft, to: march, ratings: {P: 1h, S: 150m, M: 4h}}
  marched: {from: march begins, to: march, ratings: {P: 2h}}
  strong: {measure: strength, ratings: {P: 6, S: 5}}
"""
"""As long as everything goes: from the draft to the march 150 minutes, which is S; a march of 2 hours, P; 5 persons, S."""


def finding(
    entry: str, choose: dict[str, str] | None = None, count: int = 4, policy: str = "usual"
) -> Finding:
    """What these runs say of one expectation."""
    given = loaded(f"{CHAIN}{OBJECTIVES}expect: [{entry}]\n")
    plan = compile_plan(given.scenario)
    assay = Assay(given.scenario, plan, [0])
    log = needs_log(given.scenario.expect)
    for trial in trials(plan, policy, choices(plan, choose or {}), seed=0, count=count, log=log):
        assay.note(trial)
    return assay.findings[0]


def shares(entry: str, choose: dict[str, str] | None = None) -> tuple[int, int, int]:
    """In how many of four runs it held, did not, and said nothing."""
    found = finding(entry, choose)
    return len(found.held), len(found.broken), len(found.silent)


HELD, BROKEN, SILENT = (4, 0, 0), (0, 4, 0), (0, 0, 4)
STAY = {"vote": "stay"}


@pytest.mark.parametrize(
    ("entry", "choose", "came"),
    [
        ("draft to march lasts 2h30m", {}, HELD),
        ("draft to march lasts 2h .. 150m", {}, HELD),
        ("draft to march lasts at most 2h", {}, BROKEN),
        ("draft begins to march begins lasts 90m", {}, HELD),
        ("quick rated P", {}, BROKEN),
        ("quick rated S or better", {}, HELD),
        ("quick rated M", {}, HELD),
        ("quick rated M", STAY, BROKEN),
        ("marched rated P", STAY, SILENT),
        ("{objective: marched, rated: P, not_begun: fails}", STAY, BROKEN),
        ("strong rated S", {}, HELD),
        ("strong rated P", {}, BROKEN),
        ("ends as done", {}, HELD),
        ("ends as done", STAY, BROKEN),
        ("ends as over", STAY, HELD),
        ("strength at least 5", {}, HELD),
        ("strength at least 5", STAY, BROKEN),
        ("vote.go and march", {}, HELD),
        ("march is cut off", STAY, HELD),
        ("before D 03:30", {}, BROKEN),
        ("before D 03:31", {}, HELD),
    ],
)
def test_each_run_is_asked_what_is_expected(entry, choose, came):
    """The time between two steps, a rating, the ending, and what is so at the end."""
    assert shares(entry, choose) == came


@pytest.mark.parametrize(
    ("words", "came"),
    [
        ("", SILENT),
        ("not_begun: does not count", SILENT),
        ("not_begun: fails", BROKEN),
        ("not_begun: holds", HELD),
    ],
)
def test_a_time_that_never_began_does_not_count_unless_it_is_said(words, came):
    """The vote was `stay`, so nobody marched."""
    assert shares(f"{{from: march begins, to: march, lasts: 2h, {words}}}", STAY) == came


def test_a_time_that_began_and_did_not_end_fails():
    """Whatever `not_begun` says."""
    assert shares("{from: draft, to: march, lasts: at most 9d, not_begun: holds}", STAY) == BROKEN


def test_a_time_that_ended_before_it_began_does_not_count():
    """It measures nothing, as of an objective."""
    assert shares("march to draft lasts at most 9d") == SILENT


def test_a_time_runs_from_the_first_to_the_last():
    """The draft at 60, sent back at 90, again at 150, adopted at 180: two hours from the first draft to the last vote."""
    given = loaded("""
        chain:
          draft: {takes: 1h}
          vote: {by: staff, question: Go?, options: {go: {}, again: {back_to: draft, at_most: 1, then: go}}, usual: again, thinks: 30m}
        expect: [draft to vote lasts 2h]
    """)
    plan = compile_plan(given.scenario)
    assay = Assay(given.scenario, plan, [0])
    for trial in trials(plan, "usual", choices(plan, {}), seed=0, count=1):
        assay.note(trial)
    assert assay.findings[0].held == [0]


def test_the_times_of_the_runs_have_a_median_and_a_range():
    """All runs take the same here: 30 minutes of deliberation and two hours of march."""
    assert finding("draft to march lasts 1h").spread == (150, 150, 150)
    assert finding("quick rated S").spread == (150, 150, 150)
    assert finding("strong rated S").spread is None
    assert finding("ends as done").spread is None


def of(held: int, broken: int, share: object, silent: int = 0) -> Finding:
    """A finding of so many runs, those that held first."""
    expectation = Expectation.model_validate({"ending": "over", "share": share})
    numbers = iter(range(held + broken + silent))
    parts = [[next(numbers) for _ in range(many)] for many in (held, broken, silent)]
    return Finding(0, expectation, *parts)


@pytest.mark.parametrize(
    ("held", "broken", "share", "passed"),
    [
        (4, 1, "80%", True),
        (79, 21, "80%", False),
        (5, 0, "100%", True),
        (499, 1, "100%", False),
        (1, 9, "at most 10%", True),
        (2, 8, "at most 10%", False),
        (3, 7, "20% .. 40%", True),
        (5, 5, "20% .. 40%", False),
        (0, 0, "at most 10%", False),
        (0, 0, "80%", False),
    ],
)
def test_the_share_that_held_decides(held, broken, share, passed):
    """The bound itself is within; what no run could show has not been shown."""
    assert of(held, broken, share).passed is passed


def test_the_share_is_of_the_runs_that_count():
    """4 of 5, though 95 said nothing."""
    assert of(4, 1, "80%", silent=95).share == 0.8


@pytest.mark.parametrize(
    ("held", "broken", "share", "witness"),
    [(3, 2, "80%", 3), (3, 2, "at most 10%", 0), (3, 2, "50%", None), (0, 0, "80%", None)],
)
def test_the_witness_stands_against_what_is_expected(held, broken, share, witness):
    """The first run that did not hold; where it held too often, the first that did; none where nothing failed, or none counts."""
    assert of(held, broken, share).witness == witness


def test_every_way_is_played_once():
    """Expectations under the same variant, policy and choices share their runs; the order is that of the file."""
    given = loaded(
        CHAIN
        + "variants: {late: {set: {chain.draft.takes: 9h}}}\n"
        + "expect: [ends as done, ends as over under policy weighted, draft, {ending: over, choose: {vote: stay}}, ends as done under variant late]\n"
    )
    assert ways(given.scenario.expect) == {
        Way((), "usual", ()): [0, 2],
        Way((), "weighted", ()): [1],
        Way((), "usual", (("vote", "stay"),)): [3],
        Way(("late",), "usual", ()): [4],
    }


def test_only_what_is_measured_needs_a_log():
    """How a run ended can be seen from its end."""
    assert needs_log(loaded(f"{CHAIN}{OBJECTIVES}expect: [quick rated S]\n").scenario.expect)
    assert needs_log(loaded(f"{CHAIN}expect: [draft to vote lasts 1h, draft]\n").scenario.expect)
    assert not needs_log(loaded(f"{CHAIN}expect: [ends as done, draft]\n").scenario.expect)


def test_a_share_and_its_bound_are_rounded_alike():
    """0.07 of 100 runs is 7 of them, to the last bit."""
    for percent in range(101):
        assert parse_shares(f"{percent}%").holds(percent / 100)
