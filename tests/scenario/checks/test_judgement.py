"""Warnings: what is possible, but hardly meant. A good scenario has none."""

import pytest
from tests.scenario.checks.telling import WITHOUT_SOURCE, told, warned
from tests.support import SCENARIOS

from exercise_sim.scenario.checks import check_scenario
from exercise_sim.scenario.load import load

SMALL = "groups: {g: {u: {kind: x}, v: {}}}\nchain: {s: {for_each: g}, only: {for_each: g where kind is x}, "


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_shipped_scenario_has_no_problem(path):
    """What an author may take for an example is not even doubtful."""
    assert check_scenario(load(path).scenario) == []


def test_warnings_wait_for_a_sound_scenario():
    """As long as something is wrong, what is only doubtful is not told."""
    text = "variables: {unused: x}\nchain: {a: {after: STEP}}"
    assert told(text.replace("STEP", "b"), "warning") == []
    assert warned(text.replace("after: STEP", "text: x")) == [
        "variables.unused: nothing looks at the variable 'unused'"
    ]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("for_each: g, after: [s, only]", "'a' can never come for 'v': there is no 'only' for it"),
        ("for_each: g, after: {any: [s, only]}", None),
        ("after: [s, only]", None),
        ("for_each: g where kind is x, after: only", None),
    ],
)
def test_a_step_that_can_never_come_for_a_member(step, said):
    """It waits for the same member's step, and there is none; `any` may go on with another."""
    hint = "write 'any: [...]' if something else will do, or leave these members out with a 'where'"
    assert warned(f"{SMALL}a: {{{step}}}}}") == ([f"chain.a.after: {said} ({hint})"] if said else [])


def test_only_the_root_of_what_never_comes_is_told():
    """What waits for a step that never comes is not told as well."""
    assert (
        len(warned(f"{SMALL}a: {{for_each: g, after: [s, only]}}, b: {{for_each: g}}, c: {{for_each: g}}}}"))
        == 1
    )


def test_an_objective_that_can_never_be_measured():
    """Its step never comes for anybody, or its variable never changes."""
    found = warned("""
        groups: {g: {u: {friend: v}, v: {friend: u}}}
        variables: {strength: 2}
        chain: {s: {}, only: {for_each: g where friend is v}, a: {for_each: g where friend is v, after: only of its.friend}}
        objectives: {late: {from: s, to: a}, strong: {measure: strength}}
    """)
    assert found[1:] == [
        "objectives.late.to: 'late' can never be measured: 'a' never comes",
        "objectives.strong.measure: nothing ever changes 'strength', which 'strong' measures",
    ]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("options: [go, stay], usual: go", "options: whatever comes of 'a', all goes on the same (let a step wait for one of them, or give one an effect)"),
        ("outcomes: [fine, rain]", "outcomes: whatever comes of 'a', all goes on the same (let a step wait for one of them, or give one an effect)"),
        ("options: {go: {}, stay: {takes: 1h}}, usual: go", None),
        ("options: {go: {}, stay: {makes: paper}}, usual: go", None),
        ("options: {back: {back_to: s, at_most: 1, then: go}, go: {}}, usual: back", "usual: the usual option of 'a' goes back (in every run it is taken at least once)"),
        ("outcomes: {go: {chance: 0.5}, stay: {chance: 0.2, takes: 1h}}",
         "outcomes: the chances of 'a' add up to 0.7 (what is missing goes to 'go'; write all chances, or leave out its own)"),
    ],
)  # fmt: skip
def test_a_decision_that_decides_nothing(step, said):
    """Where all options lead to the very same thing; one that lets the chain go on is fine if another differs."""
    assert warned(f"chain: {{s: {{takes: 1h}}, a: {{{step}}}}}") == ([f"chain.a.{said}"] if said else [])


@pytest.mark.parametrize("use", ["b: {after: a.go}", "b: {if: a is go}", "b: {wait_for: a.go}"])
def test_a_decision_that_somebody_looks_at_decides_something(use):
    """By waiting for it or by asking about it."""
    assert warned(f"chain: {{a: {{options: [go, stay], usual: go}}, {use}}}") == []


def test_a_decision_of_nobody():
    """Where there are bodies, one of them should be asked."""
    assert warned(
        "bodies: {x: {}}\nchain: {s: {by: x}, a: {options: {go: {}, stay: {takes: 1h}}, usual: go}}"
    ) == ["chain.a: 'a' asks nobody (say whom with 'by')"]


@pytest.mark.parametrize(
    ("vote", "possible"),
    [
        ("carried: {adopt: all}", True),
        ("carried: {adopt: all}, positions: {u: {refuse: 1}}", False),
        ("carried: {adopt: all, refuse: 1}, positions: {u: {refuse: 1}}", True),
        ("carried: {adopt: 2}, positions: {u: {refuse: 1}}", True),
        ("carried: {adopt: 2}, positions: {others: {refuse: 1}, u: {}}", False),
        ("carried: {adopt: majority}, positions: {others: {refuse: 1}, u: {}}", False),
        ("carried: {adopt: majority}, positions: {others: {refuse: 0.9, absent: 0.1}, u: {}}", True),
        ("carried: {adopt: 1}, quorum: 2, positions: {others: {absent: 1}, u: {}}", False),
    ],
)
def test_a_vote_whose_members_carry_nothing(vote, possible):
    """As they lean, an option can be carried, if every chance falls its way."""
    found = warned(f"""
        groups: {{g: {{u: {{}}, v: {{}}, w: {{}}}}}}
        chain: {{a: {{vote: {{of: g, {vote}}}, options: {{adopt: {{}}, refuse: {{takes: 1h}}}}, otherwise: refuse}}}}
    """)
    expected = "chain.a.vote.positions: as the members lean, no option of 'a' can be carried (in simulation it always comes to 'refuse')"
    assert found == ([] if possible else [expected])


def test_a_word_that_no_variable_ever_has():
    """A slip in a condition would pass a step over in every run; values that variants set count."""
    text = """
        variables: {warning: late, other: x}
        chain: {a: {if: warning is erly}, b: {if: other is not z1, when_done: {set: {warning: early}}}}
        variants: {v: {set: {variables.other: z1}}}
    """
    assert warned(text) == ["chain.a.if: 'warning' never is 'erly' (did you mean 'early'?)"]


def test_numbers_name_their_source():
    """One warning for each step, resource and objective; a source of the whole scenario is enough."""
    text = """
        resources: {r: {slots: 1}, q: {slots: 1, source: a book}}
        variables: {size: 2, sum: 0, word: x}
        chain:
          a: {takes: 1h, uses: {r: 1, q: 1}}
          b: {takes: 1h, thinks: 2h, options: {go: {weight: 2}, stay: {takes: 1h}}, usual: go}
          c: {takes: 1h, source: a book}
          d: {outcomes: {good: {}, bad: {chance: 0.2, ends: e, source: a book}}, if: [size is 2, sum is 0, word is x]}
          f: {after: [2h after d, d]}
          g: {}
        endings: {e: {}}
        objectives: {o: {from: a, to: b, ratings: {P: 1h}}, p: {from: a, to: b}}
    """
    hint = "(add 'source: ...' here, or one for the whole scenario; 'source: assumption' is an honest one)"
    assert warned(text) == []
    assert warned(text, WITHOUT_SOURCE) == [
        f"resources.r: the resource 'r' has numbers without a source {hint}",
        f"chain.a: 'a' has numbers without a source {hint}",
        f"chain.b: 'b' has numbers without a source {hint}",
        f"chain.f: 'f' has numbers without a source {hint}",
        f"objectives.o: the objective 'o' has numbers without a source {hint}",
        f"variables: this has numbers without a source {hint}",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bodies: {x: {}}", "bodies.x: nobody of the name 'x' acts or sees anything"),
        ("groups: {g: {u: {}}}", "groups.g: nothing is there for the members of 'g'"),
        ("resources: {r: {slots: 1}}", "resources.r: no step uses 'r'"),
        ("variables: {size: 1}", "variables.size: nothing looks at the variable 'size'"),
        ("endings: {won: {class: success}}", "endings.won: nothing leads to the ending 'won'"),
        ("endings: {stalled: {class: success}, out_of_time: {}, completed: {}}", None),
        ("endings: {completed: {}, won: {when: a}}", "endings.completed: nothing leads to the ending 'completed'"),
        ("policies: {p: {title: P}}", "policies.p: the policy 'p' decides like 'usual'"),
        ("policies: {p: {thinks: 2}}", None),
        ("policies: {p: {others: weighted}}", "policies.p.others: no option has a weight, so 'weighted' decides like 'usual' (give the options a 'weight')"),
        ("variants: {w: {title: W}}", "variants.w: the variant 'w' changes nothing"),
    ],
)  # fmt: skip
def test_what_does_nothing_is_told(text, said):
    """It may be a slip in a name elsewhere."""
    assert warned(f"{text}\nchain: {{a: {{}}}}") == ([said] if said else [])


@pytest.mark.parametrize(
    ("use", "variables"),
    [
        ("a: {for_each: g}, b: {after: a of lead}", "lead: u"),
        ("a: {for_each: g}, b: {when_done: {drop: lead}}", "lead: u"),
        ("a: {for_each: g, if: lead is u}", "lead: u"),
        ("a: {for_each: g, wait_for: {any: [size at least 1, a of u]}}", "size: 1"),
    ],
)
def test_variables_are_looked_at_in_many_places(use, variables):
    """Behind `of`, in `drop`, and in conditions however deep."""
    assert warned(f"groups: {{g: {{u: {{}}, v: {{}}}}}}\nvariables: {{{variables}}}\nchain: {{{use}}}") == []


def test_a_seat_has_something_to_do():
    """Whoever takes a seat acts in a step; and somebody of all the seats is asked something."""
    text = "bodies: {x: {seat: true}, w: {seat: true}}\nchain: {a: {by: x, seen_by: w, STEP}}"
    asked = "options: {go: {}, stay: {takes: 1h}}, usual: go"
    idle = "bodies.w: whoever plays 'w' has nothing to do (let a step be 'by' it, or an inject expect something of it)"
    assert warned(text.replace("STEP", asked)) == [idle]
    expects = "injects: {i: {at: D 10:00, TO, text: Well, expects: {action: Said, within: 1h, BY}}}"
    for to, by in (("to: w", "takes: 1h"), ("to: x", "by: w")):
        assert warned(f"{text.replace('STEP', asked)}\n{expects.replace('TO', to).replace('BY', by)}") == []
    assert warned(text.replace("STEP", "takes: 1h")) == [
        idle,
        "bodies: no seat is asked anything, so nobody can play (give a step of one of them a question and options)",
    ]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("a: {after: s, wait_for: b}, b: {after: s, wait_for: a}", ["a: these steps wait for each other, so none of them can come: a -> b -> a"]),
        ("a: {after: s, wait_for: c is done}, b: {after: a}, c: {after: b}", ["a: these steps wait for each other, so none of them can come: a -> c -> b -> a"]),
        ("a: {after: s, wait_for: [c, s]}, b: {after: a}, c: {after: b}, d: {after: c}, e: {wait_for: d}",
         ["a: these steps wait for each other, so none of them can come: a -> c -> b -> a"]),
        ("a: {after: s, wait_for: {any: [c, s]}}, c: {after: a}", []),
        ("a: {after: s, wait_for: not c}, c: {after: a}", []),
        ("a: {after: s, if: s is done, wait_for: c}, c: {after: a}", []),
        ("a: {after: s, wait_for: c is waiting}, c: {after: a}", []),
        ("a: {after: s, wait_for: after D+1 00:00}, c: {after: a, if: a is done}", []),
        ("a: {for_each: g, after: s, wait_for: b}, b: {for_each: g, after: s, wait_for: a}",
         ["a: these steps wait for each other, so none of them can come: a of u -> b of u -> a of u"]),
    ],
)  # fmt: skip
def test_steps_that_wait_for_each_other_are_told(steps, said):
    """`wait_for` makes circles as `after` does, but what it asks may become true in more ways than one."""
    found = warned(f"groups: {{g: {{u: {{}}, v: {{}}}}}}\nchain: {{s: {{for_each: g}}, {steps}}}")
    expected = [f"chain.{one.replace(':', '.wait_for:', 1)} (an arrow means 'waits for')" for one in said]
    assert found == expected


def test_a_circle_through_an_inject_is_told_at_its_condition():
    """An inject waits with `at` as a step does with `wait_for`."""
    (found,) = (
        one
        for one in warned(
            "chain: {s: {}, b: {after: offer}}\ninjects: {offer: {at: b is under way, text: Hear.}}"
        )
        if "each other" in one
    )
    assert found.startswith("injects.offer.at: these steps wait for each other, so none of them can come: ")


VOTE = """
    groups: {{g: {{u: {{}}, v: {{}}}}}}
    chain:
      m: {{vote: {{of: g, carried: {{adopt: 1}}}}, otherwise: refuse, options: {{adopt: {{}}, refuse: {{takes: 1h}}, amend: {{}}, again: {{redo: m, at_most: 1, then: late}}, late: {{}}}}}}
      {0}
"""


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("a: {after: m.amend}", "chain.a.after: 'a' can never come: no vote can come to 'm.amend'"),
        ("a: {after: m, wait_for: m.amend}", "chain.a.wait_for: 'a' can never come: nothing can make its 'wait_for' true"),
        ("a: {after: m, wait_for: m is amend}", "chain.a.wait_for: 'a' can never come: nothing can make its 'wait_for' true"),
        ("a: {after: m.adopt}", None),
        ("a: {after: m.refuse}", None),
        ("a: {after: {any: [m.amend, m.adopt]}}", None),
    ],
)  # fmt: skip
def test_a_vote_comes_only_to_what_it_carries(step, said):
    """What no vote carries, what does not stand otherwise, and what follows neither of them, is never its result."""
    found = [one.partition(" (")[0] for one in warned(VOTE.format(step))]
    assert found == ([said] if said else [])
    then = VOTE.format("a: {after: m.late}").replace("{adopt: 1}", "{again: 1, adopt: 1}")
    assert [one for one in warned(then) if "never come" in one] == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("count is 5", "'count' can never be true"),
        ("count at least 5", "'count at least 5' can never be true (it can be '0' and '3')"),
        ("count at most 2", None),
        ("count is 3", None),
        ("flag is true", "'flag is true' can never be true (it can be 'false')"),
        ("word is not early", "'word is not early' can never be true (it can be 'early')"),
        ("not word is early", None),
        ("not count at least 5", None),
        ("more at least 5", None),
        ("varied is 7", None),
        ("word is late", "'word' never is 'late' (there is 'early')"),
    ],
)
@pytest.mark.parametrize("place", ["if", "wait_for"])
def test_what_nothing_can_make_true_is_told(condition, said, place):
    """A variable holds what it starts with, what is set, and what a variant gives it; what is added to may come to anything."""
    found = warned(f"""
        variables: {{count: 0, flag: false, word: early, more: 0, varied: 0}}
        chain: {{a: {{takes: 1h, when_done: {{set: {{count: 3}}, add: {{more: 1}}}}}}, b: {{{place}: {condition}}}}}
        variants: {{v: {{set: {{variables.varied: 7}}}}}}
    """)
    told_of = [one for one in found if one.startswith(f"chain.b.{place}")]
    assert len(told_of) == bool(said)
    assert said is None or "count is 5" in told_of[0] or told_of[0] == f"chain.b.{place}: {said}"


@pytest.mark.parametrize(
    ("steps", "told_of"),
    [
        ("a: {uses: {r: 1}, keeps: {r: until c}}, b: {uses: {r: 1}}, c: {takes: 1h}", "b"),
        ("a: {uses: {r: 1}, keeps: {r: until c}}, c: {uses: {r: 1}}", "c"),
        ("a: {uses: {r: 1}, keeps: {r: until c}}, b: {after: s, uses: {r: 1}}, c: {after: [a, b]}", "b"),
        ("b: {uses: {r: 1}}, a: {uses: {r: 1}, keeps: {r: until c}}, c: {takes: 1h}", None),
        ("a: {uses: {r: 1}, keeps: {r: until c}}, c: {takes: 1h}, b: {uses: {r: 1}}", None),
        ("a: {uses: {two: 1}, keeps: {two: until c}}, b: {uses: {two: 1}}, c: {takes: 1h}", None),
        (
            "a: {uses: {r: 1}, keeps: {r: until c}}, b: {after: a, uses: {r: 1}}, c: {after: {any: [a, b]}}",
            None,
        ),
    ],
)
def test_what_is_kept_until_whoever_waits_for_it_is_told(steps, told_of):
    """Units that come back only after a step that needs them never come back."""
    found = warned(f"resources: {{r: {{slots: 1}}, two: {{slots: 2}}}}\nchain: {{s: {{}}, {steps}}}")
    found = [one for one in found if "keeps" in one]
    assert len(found) == bool(told_of)
    assert not told_of or found[0].startswith(
        f"chain.a.keeps.r: '{told_of}' may wait for ever: 'a' keeps 'r' until 'c', which comes only after it"
    )


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ("{from: b, to: a}", "o.from: 'o' can measure no time: 'a' always comes before 'b' (exchange 'from' and 'to')"),
        ("{from: b begins, to: a}", "o.from: 'o' can measure no time: 'a' always comes before 'b begins' (exchange 'from' and 'to')"),
        ("{from: b, to: b begins}", "o.from: 'o' can measure no time: 'b begins' always comes before 'b' (exchange 'from' and 'to')"),
        ("{margin: b, before: a}", "o.margin: 'o' can measure no time: 'a' always comes before 'b' (exchange 'margin' and 'before')"),
        ("{from: each, to: a}", "o.from: 'o' can measure no time: 'a' always comes before 'each' (exchange 'from' and 'to')"),
        ("{from: b, to: each}", None),
        ("{from: a, to: b}", None),
        ("{from: a begins, to: a}", None),
        ("{margin: a, before: b}", None),
        ("{from: side, to: b}", None),
        ("{from: b, to: 9h after a}", None),
        ("{from: back, to: again}", None),
    ],
)  # fmt: skip
def test_a_time_that_runs_backwards_is_told(objective, said):
    """What always comes first cannot be the end of a time; what may be gone back to has no order."""
    found = warned(f"""
        groups: {{g: {{u: {{}}, v: {{}}}}}}
        chain:
          a: {{takes: 1h}}
          b: {{takes: 1h}}
          each: {{for_each: g, after: b}}
          side: {{after: a}}
          again: {{after: b}}
          back: {{outcomes: {{go: {{}}, no_go: {{chance: 0.1, back_to: again, at_most: 1, then: go, wait: 1h}}}}}}
        objectives: {{o: {objective}}}
    """)
    assert found == ([f"objectives.{said}"] if said else [])
