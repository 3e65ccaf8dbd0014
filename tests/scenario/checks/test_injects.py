"""Injects: what may stand behind `expects` (M17)."""

from tests.scenario.checks.telling import told

TEXT = """
bodies: {{staff: {{}}}}
chain: {{request: {{takes: 1h}}, reply: {{by: staff}}}}
injects: {{plea: {{at: request, to: [staff], expects: {{{0}, within: 6h}}}}}}
"""


def test_an_answer_that_is_expected_may_lag():
    """A time after something of the chain is something of the chain."""
    assert told(TEXT.format("answer: reply")) == []
    assert told(TEXT.format("answer: 2h after reply")) == []


def test_an_action_takes_no_longer_than_an_answer_may():
    """A year: 366 days. Of an answer of the chain, the limit may lie further."""
    said = "injects.plea.expects"
    assert told(TEXT.format("action: It is denied, takes: 366d")) == []
    assert told(TEXT.format("action: It is denied, takes: 1d .. 367d")) == [
        f"{said}.takes: nobody takes more than a year for an action"
    ]
    text = TEXT.replace("6h", "367d")
    assert told(text.format("action: It is denied")) == [
        f"{said}.within: an action is expected within a year at most"
    ]
    assert told(text.format("answer: reply")) == []
