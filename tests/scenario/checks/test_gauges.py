"""Gauges: their stages and bounds, and what is said of them in conditions, effects, objectives and expectations (M23)."""

import pytest
from tests.scenario.checks.telling import WITHOUT_SOURCE, told, warned

CHAIN = "chain: {a: {takes: 1h}, b: {if: threat is crisis}}"


def gauge(words: str) -> str:
    """A scenario with one gauge."""
    return f"gauges: {{threat: {{{words}}}}}\n{CHAIN}\n"


STAGES = "stages: {tension: 0, crisis: 40, conflict: 70}, rises: 6 a day"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("stages: {tension: 0, conflict: 70, crisis: 40}", "gauges.threat.stages.crisis: the stages of 'threat' do not rise: 'crisis' (40) stands behind 'conflict' (70) (write them from the lowest to the highest)"),
        ("stages: {tension: 0, crisis: 0}", "gauges.threat.stages.crisis: the stages of 'threat' do not rise: 'crisis' (0) stands behind 'tension' (0) (write them from the lowest to the highest)"),
        (f"{STAGES}, starts: -1", "gauges.threat.starts: 'threat' cannot start at -1: it never falls below 0"),
        (f"{STAGES}, starts: 120, highest: 100", "gauges.threat.starts: 'threat' cannot start at 120: it never rises above 100"),
        (f"{STAGES}, lowest: 10, starts: 10, highest: 10", "gauges.threat.highest: 'threat' has no room to move: it never falls below 10 ('highest' stands above 'lowest')"),
        (f"{STAGES}, seen_by: stuff", "gauges.threat.seen_by: there is no body 'stuff'"),
        (f"{STAGES}, falls: {{1 a day: c begins}}", "gauges.threat.falls.1 a day: there is no step 'c' (there are 'a' and 'b')"),
        (f"{STAGES}, falls: {{1 a day: ending}}", "gauges.threat.falls.1 a day: with the ending every gauge stops (name the step that leads to it)"),
        (f"{STAGES}, falls: {{1 a day: threat reaches konflict}}", "gauges.threat.falls.1 a day: 'threat' has no stage 'konflict' (did you mean 'conflict'?)"),
    ],
)  # fmt: skip
def test_what_no_gauge_can_be(words, said):
    """Stages that do not rise, a start out of bounds, rates on what does not exist."""
    assert told(gauge(words)) == [said]


@pytest.mark.parametrize("rate", ["5 a fortnight", "5m", "0 a day", "-3 a day", "1.5 a day"])
def test_a_rate_is_whole_units_in_a_time(rate):
    """With a unit of time; nothing negative, for that is what `falls` is for."""
    (said,) = told(gauge(f"stages: {{crisis: 0}}, rises: {rate}"))
    assert said.startswith("gauges.threat.rises: ")


@pytest.mark.parametrize(
    "condition",
    ["threat is crisis", "threat is not crisis", "threat at least 40.5", "threat at most conflict", "threat reaches conflict", "2h after threat reaches crisis"],
)  # fmt: skip
def test_every_form_of_a_condition_on_a_gauge(condition):
    """Stages by name, numbers, crossings, lags behind them."""
    assert told(f"gauges: {{threat: {{{STAGES}}}}}\nchain: {{a: {{takes: 1h, wait_for: {condition}}}}}") == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("threat is konflict", "'threat' has no stage 'konflict' (did you mean 'conflict'?)"),
        ("threat at least konflict", "'threat' has no stage 'konflict' (did you mean 'conflict'?)"),
        ("threat is 40", "'threat is 40': a gauge is at a stage, or at least, or at most, at a number (write 'threat is tension', or 'threat at least 40')"),
        ("threat of b is crisis", "'threat of b is crisis': 'threat' is not one for each member (write 'threat')"),
        ("thread is crisis", "'thread' is no variable, step or resource (did you mean 'threat'?)"),
        ("threat reaches 40", "'threat reaches 40' is not a condition; write it like 'warning is early', 'strength at least 2000', 'before D+2 06:00' or 'mandate.adopt'"),
        ("anger reaches crisis", "there is no gauge 'anger' (there is 'threat')"),
    ],
)  # fmt: skip
def test_a_condition_on_what_a_gauge_is_not(condition, said):
    """With the nearest name."""
    text = f"gauges: {{threat: {{{STAGES}}}}}\nchain: {{a: {{takes: 1h, wait_for: {condition}}}}}"
    assert [line.partition(": ")[2] for line in told(text)] == [said]


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ("add: {threat: much}", "add.threat: a number is expected, not 'much'"),
        ("set: {threat: crisis}", "set.threat: 'threat' is a gauge, it takes a number and not 'crisis'"),
        ("add: {threat of b: 1}", "add.threat of b: there is one 'threat' for all (write 'threat')"),
        ("add: {treat: 1}", "add.treat: there is no variable or resource 'treat' (did you mean 'threat'?)"),
    ],
)
def test_an_effect_on_a_gauge_is_a_number(effect, said):
    """A stage is none."""
    text = f"gauges: {{threat: {{{STAGES}}}}}\nchain: {{a: {{takes: 1h, if: threat is crisis, when_done: {{{effect}}}}}}}"
    assert [line.removeprefix("chain.a.when_done.") for line in told(text)] == [said]


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ("measure: peak of threat, ratings: {P: 50, S: 80}", []),
        ("measure: time of threat at crisis, ratings: {P: 0h, S: 1d}", []),
        ("measure: threat, at: threat reaches crisis, ratings: {P: 50}", []),
        ("from: threat reaches crisis, to: threat reaches conflict, ratings: {P: 5h}", []),
        ("measure: peak of thread", ["measure: 'peak of thread': there is no gauge 'thread' (did you mean 'threat'?)"]),
        ("measure: peak of level", ["measure: 'peak of level': there is no gauge 'level' (there is 'threat')"]),
        ("measure: thread", ["measure: there is no variable or gauge 'thread' (did you mean 'threat'?)"]),
        ("measure: time of threat at konflict", ["measure: 'threat' has no stage 'konflict' (did you mean 'conflict'?)"]),
        ("measure: time of threat at crisis, ratings: {P: 5}", ["ratings.P: a time is measured, so 'P' is a length of time: 5 has no unit (write it like 5h)"]),
        ("measure: peak of threat, ratings: {P: 5h}", ["ratings.P: 'peak of threat' is a number, so 'P' is a number without a unit of time (write it like 2000)"]),
    ],
)  # fmt: skip
def test_what_an_objective_measures_of_a_gauge(objective, said):
    """Its value, its peak, its time at a stage; nothing else."""
    text = f"variables: {{level: 0}}\n{gauge(STAGES)}objectives: {{it: {{{objective}}}}}"
    assert [line.removeprefix("objectives.it.") for line in told(text)] == said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("peak of threat at most 80 in 90% of runs", []),
        ("time of threat at conflict at most 12h in 90% of runs", []),
        ("threat at most 60 in 90% of runs", []),
        ("{measure: threat, amounts_to: 10 .. 20.5}", []),
        ("peak of thread at most 80", [".measure: 'peak of thread': there is no gauge 'thread' (did you mean 'threat'?)"]),
        ("{measure: peak of threat}", [": this has 'measure', but not 'amounts_to' (add 'amounts_to: ...')"]),
        ("{measure: time of threat at crisis, amounts_to: 3}", [": this has 'measure', but not 'lasts' (add 'lasts: ...'; what only has to happen stands behind 'holds')"]),
        ("peak of threat at most many", [".amounts_to: 'many' is no number; write it like at most 80, at least 10 or 10 .. 80"]),
        ("peak of threat 30 .. 20", [".amounts_to: '30 .. 20' begins with the larger number: write 20 .. 30"]),
    ],
)  # fmt: skip
def test_what_is_expected_of_a_gauge(entry, said):
    """Sentences and the long form."""
    assert [
        line.replace("expect.0", "").removeprefix("0") for line in told(f"{gauge(STAGES)}expect: [{entry}]")
    ] == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("stages: {crisis: 0}", ["gauges.threat: 'threat' never moves: it has no rates, and no effect changes it"]),
        ("stages: {crisis: 0, conflict: 50}, starts: 40, falls: 1 a day", ["gauges.threat.stages.conflict: 'threat' never reaches 'conflict': it starts at 40 and never rises"]),
        ("stages: {crisis: 0, conflict: 150}, highest: 100, rises: 1 a day", ["gauges.threat.stages.conflict: 'threat' never reaches 'conflict': it never rises above 100"]),
        (STAGES, []),
    ],
)  # fmt: skip
def test_a_gauge_that_cannot_do_what_it_says_is_worth_a_warning(words, said):
    """Only where it is certain."""
    assert warned(gauge(words)) == said


def test_a_gauge_at_which_nothing_looks_is_worth_a_warning():
    """A rate that hangs on its own value is not enough; an objective is."""
    alone = f"gauges: {{threat: {{{STAGES}, falls: {{1 a day: threat is conflict}}}}}}\nchain: {{a: {{takes: 1h}}}}\n"
    assert warned(alone) == ["gauges.threat: nothing looks at the gauge 'threat'"]
    assert warned(f"{alone}objectives: {{it: {{measure: peak of threat}}}}") == []


def test_the_numbers_of_a_gauge_want_a_source():
    """As those of a step do."""
    said = "gauges.threat: the gauge 'threat' has numbers without a source (add 'source: ...' here, or one for the whole scenario; 'source: assumption' is an honest one)"
    text = f"gauges: {{threat: {{{STAGES}{{source}}}}}}\nchain: {{a: {{if: threat is crisis}}}}\n"
    assert warned(text.replace("{source}", ""), head=WITHOUT_SOURCE) == [said]
    assert warned(text.replace("{source}", ", source: a guess"), head=WITHOUT_SOURCE) == []


def test_a_stage_may_always_come_for_whoever_waits_for_it():
    """With `any`, it is enough though the other way can never be taken."""
    assert warned(f"""
        gauges: {{threat: {{{STAGES}}}}}
        groups: {{g: {{x: {{}}}}}}
        chain:
          a: {{takes: 1h}}
          b: {{after: {{any: [a, threat reaches crisis]}}}}
          c: {{after: threat reaches conflict}}
        """) == ["groups.g: nothing is there for the members of 'g'"]
