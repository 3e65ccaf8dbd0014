"""`exercise-sim run --view`: a seat reads what it may see, in every form, and nothing else."""

import json

import pytest
from tests.cli.small import events
from tests.support import SCENARIOS

from exercise_sim import load

SECRET = """
end: 2d
bodies: {council: {title: Grand Council, seat: true}, spy: {title: Hidden Hand, seat: true}, staff: {title: Staff}}
variables: {trust_level: 5}
chain:
  s: {}
  plot: {title: Poisonous plot, by: spy, after: s, takes: 1h, makes: black letter, when_done: {add: {trust_level: -1}}}
  gate: {title: Trapdoor, by: spy, takes: 1h, outcomes: {opened: {text: Ajar}, shut: {text: Bolted}}}
  treason: {title: Treachery, by: spy, after: gate, takes: 90h}
  session: {title: Session, by: council, after: s, takes: 1h, question: Adopt?, options: {adopt: {text: Aye}}, usual: adopt}
  lost: {title: Lost hope, by: council, after: gate.shut}
  report: {title: Report, after: session}
endings: {over: {title: Over, when: treason}}
objectives: {caught: {title: The plot is found, from: plot, to: treason, ratings: {P: 1h, S: 2h, M: 3h}}}
"""


SECRETS = (
    "plot",
    "poison",
    "black letter",
    "trust",
    "hidden hand",
    "spy",
    "gate",
    "trapdoor",
    "ajar",
    "opened",
    "treason",
    "treacher",
)


def test_a_seat_reads_nothing_that_it_may_not_see(file, run):
    """Not in the text, not in the events, not in the summary; what is its own, and what everyone sees, it reads."""
    path = file(SECRET)
    text = run(path, "--seed", 3, "--view", "council", "--width", 200)[1]
    log = run(path, "--seed", 3, "--view", "council", "--jsonl", "-")[1]
    summary = run(path, "--seed", 3, "--view", "council", "--json", "-")[1]
    for told in (text, log, summary):
        assert [secret for secret in SECRETS if secret in told.lower()] == []
    assert [
        word
        for word in ("Grand Council", "Session", "Aye", "Lost hope", "Report", "STARTEX")
        if word not in text
    ] == []
    assert json.loads(summary)["objectives"] == {}
    assert set(json.loads(summary)["finished"]) == {"s", "session", "report"}


def test_without_a_view_everything_is_told(file, run):
    """The exercise control sees it all: otherwise the test above would prove nothing."""
    text = run(file(SECRET), "--seed", 3, "--width", 200)[1].lower()
    assert [
        word
        for word in (
            "poisonous plot",
            "black letter",
            "trust level",
            "hidden hand",
            "trapdoor",
            "ajar",
            "treachery",
        )
        if word not in text
    ] == []


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_events_of_a_seat_are_those_addressed_to_it(path, run):
    """Every event of a view is public or names the seat."""
    body = next(iter(load(path).scenario.bodies))
    found = events(run(path, "--seed", 1, "--view", body, "--jsonl", "-")[1])
    assert found
    assert all(event["audience"] == "all" or body in event["audience"] for event in found)
