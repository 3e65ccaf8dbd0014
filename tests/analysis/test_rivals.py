"""Options that are never better than another, by pairs of runs with the same luck."""

from tests.analysis.exploring import explored
from tests.support import plan_of

from exercise_sim.analysis.rivals import never_better

TEXT = """
variables: {{money: 10}}
chain:
  a: {{by: staff, question: How?, options: {{quick: {{}}, slow: {{takes: 2h{more}}}}}, usual: quick}}
  b: {{takes: 1h .. 9h}}
objectives:
  soon: {{from: a begins, to: b, ratings: {{P: 1h}}}}
  rich: {{measure: money, ratings: {{P: 10}}}}
"""


def rivals(more: str) -> list[tuple[str, str, bool]]:
    """What is found of the two options."""
    return [(one.option, one.than, one.equal) for one in explored(TEXT.format(more=more))[1].rivals]


def test_an_option_that_only_costs_time_is_never_better():
    """With the same luck `b` is two hours later each time, though the luck of others would hide it."""
    assert rivals("") == [("slow", "quick", False)]


def test_an_option_that_is_better_at_something_is_not_told():
    """It costs time and brings money."""
    assert rivals(", add: {money: 5}") == []


def test_options_that_no_objective_tells_apart_are_told_once():
    """The later one as equal to the earlier."""
    text = TEXT.format(more="").replace("takes: 2h", "text: In another way")
    assert [(one.option, one.than, one.equal) for one in explored(text)[1].rivals] == [
        ("slow", "quick", True)
    ]


def test_what_is_not_assessed_or_not_taken_is_not_compared():
    """Only the run that both were taken in, and the objective that both have: 3 against 4."""
    node = plan_of(
        "chain: {a: {by: staff, question: How?, options: {left: {}, right: {}}, usual: left}}"
    ).nodes[0]
    scores = {
        "left": [None, {"one": 9.0}, {"two": 3.0}],
        "right": [{"two": 1.0}, {"two": 9.0}, {"one": 0.0, "two": 4.0}],
    }
    assert [(one.option, one.than) for one in never_better(node, scores)] == [("left", "right")]
    assert list(never_better(node, {"left": [{"one": 1.0}], "right": [{"two": 1.0}]})) == []


def test_not_to_reach_an_objective_is_worse_than_any_time():
    """To stop costs nothing, and the objective that began is never reached."""
    text = TEXT.format(more="").replace("takes: 2h", "ends: over") + "endings: {over: {}, well: {when: b}}\n"
    assert [(one.option, one.than, one.equal) for one in explored(text)[1].rivals] == [
        ("slow", "quick", False)
    ]
