"""Going back, being used up, and loops that would not end (M5)."""

import pytest
from tests.scenario.checks.telling import told, warned

TARGETS = """
groups: {{units: {{u: {{chief: v}}, v: {{chief: u}}}}}}
variables: {{lead: u}}
chain:
  draft: {{takes: 1h}}
  load: {{for_each: units, takes: 1h}}
  some: {{for_each: units where chief is v, takes: 1h}}
  last: {{{0}, options: {{on_with_it: {{}}, back: {{{1}, at_most: 1, then: on_with_it}}}}, usual: on_with_it}}
"""


@pytest.mark.parametrize(
    ("each", "effect"),
    [
        ("kind: work", "back_to: draft"), ("kind: work", "back_to: [draft, load of u]"), ("kind: work", "redo: load"), ("kind: work", "back_to: last, wait: 2h"),
        ("for_each: units", "back_to: load"), ("for_each: units", "redo: load of its.chief"), ("for_each: units where chief is v", "back_to: some"),
    ],
)  # fmt: skip
def test_steps_can_be_gone_back_to(each, effect):
    """Plain steps, those of a member, those of the same member."""
    assert told(TARGETS.format(each, effect)) == []


@pytest.mark.parametrize(
    ("each", "effect", "said"),
    [
        ("kind: work", "back_to: drft", "back_to: there is no step 'drft' (did you mean 'draft'?)"),
        ("kind: work", "redo: [draft, x y]", "redo.1: 'x y' names no step to go back to (write the name of a step, like 'draft' or 'transit of corridor')"),
        ("kind: work", "back_to: last.back", "back_to: 'last.back': only whole steps are gone back to (write 'last')"),
        ("kind: work", "back_to: first of load", "back_to: 'first of load': only whole steps are gone back to (write 'load')"),
        ("kind: work", "back_to: load of lead", "back_to: the variable 'lead' cannot stand behind 'of' here (only 'after' looks a variable up; name a member)"),
        ("kind: work", "back_to: ending", "back_to: nobody can go back to the ending"),
        ("for_each: units", "back_to: some", "back_to: there is no 'some' for 'v', so it could not go back"),
        ("for_each: units", "back_to: some of its.chief", "back_to: there is no 'some of its.chief' for 'u', so it could not go back"),
    ],
)  # fmt: skip
def test_a_target_that_does_not_exist_is_told(each, effect, said):
    """For the members who would have nothing to go back to, too."""
    assert told(TARGETS.format(each, effect)) == [f"chain.last.options.back.{said}"]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("options: {go: {}, back: {back_to: s, at_most: 1}}, usual: go", None),
        ("options: {go: {}, back: {back_to: s, at_most: 1, then: go}}, usual: back", None),
        ("options: {go: {}, back: {back_to: s, at_most: 1, then: gone}}, usual: go", "options.back.then: 'a' has no option or outcome 'gone' (did you mean 'go'?)"),
        ("options: {go: {}, back: {back_to: s, then: go}}, usual: go",
         "options.back.then: 'back' can always be taken, so 'go' never stands in its place (add 'at_most: 1', or take 'then' out)"),
        ("options: {go: {}, back: {back_to: s, at_most: 1}}, usual: back",
         "options.back.at_most: 'back' can be used up, and does not say what comes then (add 'then: ...', the one that stands in its place then)"),
        ("options: {go: {at_most: 1, then: back}, back: {at_most: 2}}, usual: go",
         "options.back.at_most: 'back' can be used up, and does not say what comes then (add 'then: ...', the one that stands in its place then)"),
        ("outcomes: {go: {}, back: {chance: 0.1, back_to: s, at_most: 1}}",
         "outcomes.back.at_most: 'back' can be used up, and does not say what comes then (add 'then: ...', the one that stands in its place then)"),
        ("options: {go: {at_most: 1, then: back}, back: {at_most: 2, then: go}}, usual: go",
         "options.go.then: they stand for each other in a circle: go -> back -> go (one of them must always be possible)"),
        ("when_done: {redo: s, at_most: 1}", None),
        ("when_done: {redo: s}", "when_done: 'a' goes back whenever it is done, and would never be over (add 'at_most: 1': after that the step is done)"),
        ("when_done: {makes: paper, at_most: 1}", "when_done.at_most: 'at_most' counts how often it goes back, and it does not"),
    ],
)  # fmt: skip
def test_something_always_stands(step, said):
    """What can be used up names what comes then, wherever something has to come."""
    found = told(f"chain: {{s: {{takes: 1h}}, a: {{{step}}}}}")
    assert found == ([f"chain.a.{said}"] if said else [])


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("options: {go: {}, back: {back_to: s}}, usual: go", None),
        ("options: {go: {}, back: {back_to: s}}, usual: back", "options.back: 'back' goes back and is what is usually decided"),
        ("options: {go: {}, back: {back_to: s}}, usual: go, within: 1h, otherwise: back", "options.back: 'back' goes back and stands when nobody decides"),
        ("options: {go: {}, back: {redo: s, weight: 2}}, usual: go", "options.back: 'back' goes back and only such options have a weight"),
        ("options: {go: {at_most: 1, then: back}, back: {redo: s}}, usual: go", "options.go: 'go' goes back and is what is usually decided"),
        ("options: {go: {}, back: {back_to: s}}, vote: {of: units, carried: {back: 1}}, otherwise: go", "options.back: 'back' goes back whenever a vote carries it"),
        ("outcomes: {go: {}, back: {chance: 1, back_to: s}}", "outcomes.back: 'back' goes back whatever chance draws"),
        ("outcomes: {go: {}, back: {chance: 0.1, back_to: s}}, when_done: {add: {a.back: 0.1}}",
         "outcomes.back: 'back' goes back with a chance that effects may raise"),
    ],
)  # fmt: skip
def test_what_is_surely_taken_cannot_go_back_for_ever(step, why):
    """A run ends whoever decides. A person may send a draft back as often as he likes."""
    found = told(f"groups: {{units: {{u: {{}}}}}}\nchain: {{s: {{takes: 1h}}, a: {{{step}}}}}")
    assert found == (
        [f"chain.a.{why}, so it may go round for ever (add 'at_most: ...' and 'then: ...')"] if why else []
    )


def test_a_chance_that_may_go_back_any_number_of_times_is_a_warning():
    """It ends some day, but nobody knows when."""
    assert warned(
        "chain: {s: {takes: 1h}, a: {outcomes: {go: {}, back: {chance: 0.1, back_to: s}}}, b: {after: a.go}}"
    ) == [
        "chain.a.outcomes.back: 'back' may go back any number of times (add 'at_most: ...' and 'then: ...')"
    ]


@pytest.mark.parametrize(
    ("s", "a", "back", "endless"),
    [
        ("text: x", "text: x", "text: x", True),
        ("takes: 0m", "takes: 0m", "wait: 0m", True),
        ("takes: 1m", "text: x", "text: x", False),
        ("text: x", "takes: 0m .. 1m", "text: x", False),
        ("text: x", "thinks: 1m", "text: x", False),
        ("text: x", "text: x", "wait: 1m", False),
        ("text: x", "text: x", "takes: 1m", False),
        ("text: x", "after: 1m after s", "text: x", False),
        ("text: x", "text: x", "at_most: 1", False),
        ("wait_for: after D+1 00:00", "text: x", "text: x", False),
    ],
)
def test_a_loop_takes_time(s, a, back, endless):
    """By a step, a lag, deliberation, a wait; or it can be taken only so often."""
    found = told(f"""
        chain: {{s: {{{s}}}, a: {{{a}, options: {{go: {{}}, back: {{back_to: s, {back}}}}}, usual: go}}}}
    """)
    expected = "chain.a.options.back: this loop takes no time, so it may go round for ever within one minute"
    assert [problem.split(" (")[0] for problem in found] == ([expected] if endless else [])


def test_only_the_steps_of_the_loop_count():
    """What takes time beside the loop does not slow it down."""
    assert len(told("""
        chain: {s: {}, beside: {takes: 5h}, a: {after: s, options: {go: {}, back: {back_to: s}}, usual: go}}
    """)) == 1  # fmt: skip


def test_a_loop_through_a_decision_that_takes_time_takes_time():
    """What the decision between comes to is carried out first."""
    assert (
        told("""
        chain:
          s: {}
          way: {options: {here: {takes: 1h}, there: {takes: 2h}}, usual: here}
          a: {options: {go: {}, back: {back_to: s}}, usual: go}
    """)
        == []
    )
