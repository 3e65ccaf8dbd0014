"""Decisions, chance and votes: what they must say, and what cannot stand together (M13, M14, M15)."""

import pytest
from tests.scenario.checks.telling import HEAD, told, warned

from exercise_sim.scenario.model import validate


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("options: [go, stay], usual: go, thinks: 1h, within: 2h, otherwise: stay", None),
        ("options: [go, stay], outcomes: [yes_go, stop], usual: go",
         "outcomes: 'a' has options and outcomes (options are asked of somebody, outcomes are drawn by chance: make two steps of it)"),
        ("question: Go?", "question: 'a' has 'question', but no options to decide between (add 'options: {...}')"),
        ("thinks: 1h", "thinks: 'a' has 'thinks', but no options to decide between (add 'options: {...}')"),
        ("outcomes: [go, stay], usual: go", "usual: 'a' has 'usual', but no options to decide between (outcomes are drawn by chance and asked of nobody)"),
        ("options: [go, stay]", "a: 'a' does not say what is usually decided (add 'usual: go', or another: the option that you hold for usual)"),
        ("options: [go, stay], usual: gone", "usual: 'a' has no option 'gone' (did you mean 'go'?)"),
        ("options: [go, stay], usual: go, within: 1h",
         "within: 'a' has a limit, and does not say what stands after it (add 'otherwise: ...', the option that stands when the limit runs out)"),
        ("options: [go, stay], usual: go, within: 1h, otherwise: sty", "otherwise: 'a' has no option 'sty' (did you mean 'stay'?)"),
        ("options: [go, stay], usual: go, within: 0m, otherwise: go", "within: 'a' leaves no time to answer (a limit is at least 1m)"),
        ("options: [go, stay], usual: go, otherwise: stay", "otherwise: 'a' has no limit, so 'otherwise' never stands (add 'within: ...', or take 'otherwise' out)"),
        ("options: {go: {chance: 0.5}, stay: {}}, usual: go",
         "options.go.chance: 'go' is decided by somebody, it has no chance (write 'weight' for how the policy 'weighted' decides, or 'outcomes' if chance decides)"),
        ("outcomes: {go: {weight: 2}, stay: {}}", "outcomes.go.weight: 'go' is drawn by chance (write 'chance')"),
        ("options: {go: {wait: 1h}, stay: {}}, usual: go",
         "options.go.wait: 'wait' says how long something waits that is reopened, and nothing is (to let time pass, write 'takes')"),
        ("options: {go: {ends: wonn}, stay: {}}, usual: go", "options.go.ends: there is no ending 'wonn' (did you mean 'won'?)"),
        ("options: {go: {ends: stalled}, stay: {}}, usual: go", "options.go.ends: 'stalled' comes by itself, nobody can lead to it (name an ending of your own)"),
        ("options: {go: {ends: won, back_to: s, at_most: 1, then: stay}, stay: {}}, usual: stay",
         "options.go.ends: this goes back and ends the exercise at once (take one of them out)"),
    ],
)  # fmt: skip
def test_a_decision_says_what_it_needs(step, said):
    """One thing is wrong with each, and it is told at its word."""
    found = told(f"chain: {{s: {{takes: 1h}}, a: {{{step}}}}}\nendings: {{won: {{}}}}")
    assert [problem.removeprefix("chain.").removeprefix("a.") for problem in found] == (
        [said] if said else []
    )


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ("{granted: {chance: 0.85}, none: {chance: 12%}, refused: {chance: 0.03}}", None),
        ("{granted: {}, refused: {chance: 1}}", None),
        ("{granted: {chance: 0.8}, refused: {chance: 0.3}}", "the chances of 'granted' and 'refused' add up to 1.1 (they can add up to 1 at most)"),
        ("{granted: {chance: 0}, refused: {chance: 0}}", "every outcome of 'a' has the chance 0"),
    ],
)  # fmt: skip
def test_chances_add_up_to_one_at_most(outcomes, said):
    """What is missing goes to the first outcome; rounding is forgiven."""
    assert told(f"chain: {{a: {{outcomes: {outcomes}}}}}") == ([f"chain.a.outcomes: {said}"] if said else [])


@pytest.mark.parametrize(
    ("chance", "value"), [("12.5%", 0.125), ("0.5%", 0.005), ("99.9%", 0.999), ("5 %", 0.05), ("100%", 1.0)]
)
def test_a_percentage_may_have_decimals(chance, value):
    """Chances, shares of votes, what is added: each is exactly the number that it says."""
    step = validate(
        {
            **HEAD,
            "groups": {"g": {"a": {}}},
            "chain": {
                "a": {"outcomes": {"x": {}, "z": {"chance": chance, "add": {"x.y": chance}}}},
                "b": {
                    "options": {"x": {}},
                    "vote": {"of": "g", "carried": {"x": chance}, "positions": {"a": {"x": chance}}},
                },
            },
        }
    ).chain
    outcome, vote = step["a"].outcomes["z"], step["b"].vote
    assert vote is not None
    needed = vote.carried["x"]
    assert (outcome.chance, outcome.add["x.y"], vote.positions["a"]["x"]) == (value, value, value)
    assert needed.numerator / needed.denominator == value


@pytest.mark.parametrize("chance", ["100.5%", "-1%", "1/8", "1,5%", "%", "1.%", "5", "true", "[1]"])
def test_what_is_no_chance_is_told(chance):
    """From 0% to 100%, or from 0 to 1, and nothing else."""
    (said,) = told(f"chain: {{a: {{outcomes: {{x: {{}}, z: {{chance: '{chance}'}}}}}}}}")
    assert said.startswith("chain.a.outcomes.z.chance: a chance lies between 0 and 1 (or 0% and 100%), not '")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("{u: {risk: 0.2}, v: {risk: 0}}", []),
        ("{u: {risk: 0.2}, v: {}}", ["chance: 'v' of 'g' has no field 'risk' (give them one, or leave these members out with a 'where')"]),
        ("{u: {risk: high}, v: {risk: 2}}", ["chance: a chance is a number from 0 to 1, not 'high' (of 'u')", "chance: a chance is a number from 0 to 1, not 2 (of 'v')"]),
    ],
)  # fmt: skip
def test_chances_in_fields_are_chances_for_every_member(field, said):
    """The member whose field is wrong is named."""
    found = told(
        f"groups: {{g: {field}}}\nchain: {{a: {{for_each: g, outcomes: {{ok: {{}}, bad: {{chance: its.risk}}}}}}}}"
    )
    assert [problem.removeprefix("chain.a.outcomes.bad.") for problem in found] == said


def test_chances_of_a_member_that_add_up_to_too_much_are_told_for_that_member():
    """0.9 and 0.2 are too much for v only."""
    assert told("""
        groups: {g: {u: {risk: 0.1}, v: {risk: 0.2}}}
        chain: {a: {for_each: g, outcomes: {ok: {chance: 0.9}, bad: {chance: its.risk}}}}
    """) == [
        "chain.a.outcomes: the chances of 'ok' and 'bad' add up to 1.1 for 'v' (they can add up to 1 at most)"
    ]


VOTE = """
groups: {{states: {{a: {{}}, b: {{}}, c: {{}}}}}}
chain:
  s: {{takes: 1h}}
  mandate:
    vote: {{of: states, {0}}}
    options: {{adopt: {{}}, refuse: {{}}, return: {{back_to: s, at_most: 1, then: refuse}}}}
    otherwise: refuse
"""


@pytest.mark.parametrize(
    ("vote", "said"),
    [
        ("quorum: 2/3, carried: {return: 1, adopt: all}, positions: {a: {return: 0.5, absent: 0.2}, others: {abstain: 10%}}", None),
        ("carried: {}", "carried: no option of 'mandate' can be carried (write it like '{adopt: majority}')"),
        ("carried: {adpt: 1}", "carried.adpt: 'mandate' has no option 'adpt' (did you mean 'adopt'?)"),
        ("carried: {adopt: 4}", "carried.adopt: 4 votes are needed, and there are only 3 members"),
        ("carried: {adopt: 150%}", "carried.adopt: more than all of the votes are needed (a share is at most 100%)"),
        ("carried: {adopt: 0/2}", "carried.adopt: no share of the votes carries nothing (write a number of votes, such as 1)"),
        ("quorum: 5, carried: {adopt: 1}", "quorum: 5 votes are needed, and there are only 3 members"),
        ("carried: {adopt: 1}, positions: {d: {adopt: 1}}", "positions.d: 'd' does not vote here (there are 'a', 'b', 'c' and 'others')"),
        ("carried: {adopt: 1}, positions: {a: {adpt: 1}}", "positions.a.adpt: 'a' cannot vote 'adpt' (did you mean 'adopt'?)"),
        ("carried: {adopt: 1}, positions: {a: {adopt: 0.8, absent: 0.3}}", "positions.a: the chances of 'a' add up to 1.1 (they can add up to 1 at most)"),
    ],
)  # fmt: skip
def test_a_vote_can_be_counted(vote, said):
    """What carries, who must be there, and how the members lean."""
    assert told(VOTE.format(vote)) == ([f"chain.mandate.vote.{said}"] if said else [])


def test_a_vote_says_what_stands_when_nothing_is_carried():
    """`otherwise` is asked for even where there is no limit."""
    assert told(VOTE.format("carried: {adopt: 1}").replace("otherwise: refuse", "text: A vote")) == [
        "chain.mandate.vote: 'mandate' does not say what stands when no option is carried (add 'otherwise: ...' to the step, the option that stands then)"
    ]


def test_no_option_of_a_vote_is_named_like_silence():
    """`abstain` and `absent` are there in every vote."""
    assert told(VOTE.format("carried: {adopt: 1}").replace("adopt: {}", "adopt: {}, absent: {}")) == [
        "chain.mandate.options.absent: 'absent' is what a member can do in every vote, so no option may bear that name"
    ]


def test_a_question_with_one_option_leaves_nothing_to_decide():
    """Chance may have one outcome; whoever is asked should have a choice."""
    assert warned("chain: {a: {options: [go], usual: go}, b: {outcomes: [go]}}") == [
        "chain.a.options: 'a' leaves nothing to decide: there is one option (name what else could be answered, or make it a step without a question)"
    ]
