"""How it ends, what is measured, who decides otherwise, and what people read (M12, M13, M20, M21)."""

import pytest
from tests.scenario.checks.telling import told


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("14d", None),
        ("D+14 09:00", None),
        (
            "D 08:00",
            "'D 08:00' is before the start of the exercise at D 09:00 (write it like 14d, or D+14 09:00)",
        ),
        ("D 09:00", "the exercise would end as it starts (write it like 14d, or D+14 09:00)"),
        ("0m", "the exercise would end as it starts (write it like 14d, or D+14 09:00)"),
        ("D+3651", "'D+3651' is more than ten years after the start (write it like 14d, or D+14 09:00)"),
        ("600w", "'600w' is longer than ten years (write it like 14d, or D+14 09:00)"),
        (
            "soon",
            "'soon' is not a length of time: write it like 30m, 4h, 1h30m, 2d or 1w (write it like 14d, or D+14 09:00)",
        ),
    ],
)
def test_endex_lies_after_startex(end, said):
    """A length of time or a moment, within ten years."""
    assert told(f"end: {end}\nchain: {{a: {{}}}}") == ([f"end: {said}"] if said else [])


@pytest.mark.parametrize(
    ("endings", "said"),
    [
        ("{stalled: {class: failure, title: Stuck}, out_of_time: {class: partial}, completed: {class: success}}", None),
        ("{stalled: {when: a}}", "endings.stalled.when: 'stalled' comes by itself (take 'when' out, or give the ending another name; title, text and class may stand here)"),
    ],
)  # fmt: skip
def test_built_in_endings_come_by_themselves(endings, said):
    """An author may only say how they count, and what they are called."""
    assert told(f"chain: {{a: {{}}}}\nendings: {endings}") == ([said] if said else [])


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ("{from: a, to: b.go, ratings: {P: 24h, S: 36h, M: 48h}}", None),
        ("{from: a begins, to: 2h after b, ratings: {P: 48h, S: 36h}}", None),
        ("{measure: count, at: b, ratings: {P: 2, S: 1.5}}", None),
        ("{margin: a, before: b, ratings: {P: 2h}}", None),
        ("{observe: Was it so, provision: '4.2'}", None),
        ("{from: a, to: c}", "to: there is no step 'c' (there are 'a' and 'b')"),
        ("{from: a, to: ending}", "to: steps are measured, not the ending (name the step that leads to it)"),
        ("{from: 1h .. 2h after a, to: b}", "from: '1h .. 2h after a': a measure needs one length of time, not one that chance draws (write it like '2h after ...')"),
        ("{from: a}", "o: the objective 'o' has 'from', but not 'to' (add 'to: ...')"),
        ("{before: a}", "o: the objective 'o' has 'before', but not 'margin' (add 'margin: ...')"),
        ("{title: Nothing}", "o: the objective 'o' does not say what is measured (write 'from' and 'to', or 'measure', or 'margin' and 'before', or 'observe')"),
        ("{from: a, to: b, measure: count}",
         "o: the objective 'o' measures several things at once (write 'from' and 'to', or 'measure', or 'margin' and 'before', or 'observe')"),
        ("{from: a, to: b, at: a}", "at: 'at' says when a variable is read, and none is measured (add 'measure: ...')"),
        ("{observe: So, ratings: {P: 2}}", "ratings: what is observed is rated by hand (take 'ratings' out)"),
        ("{measure: size}", "measure: there is no variable 'size' (there are 'count' and 'word')"),
        ("{measure: word}", "measure: 'word' starts with 'x', and only a number can be measured"),
        ("{from: a, to: b, ratings: {P: 24h, S: 48h, M: 36h}}",
         "ratings: the thresholds of P, S and M are not in order (each stands further from the best than the one before)"),
        ("{from: a, to: b, ratings: {P: 24h, S: 24h}}",
         "ratings: the thresholds of P, S and M are not in order (each stands further from the best than the one before)"),
        ("{from: a, to: b, ratings: {P: 24, S: 36h}}", "ratings.P: a time is measured, so 'P' is a length of time: 24 has no unit (write it like 24h)"),
        ("{from: a, to: b, ratings: {P: 1h, S: 2.5}}", "ratings.S: a time is measured, so 'S' is a length of time: 2.5 has no unit (write it like 36h)"),
        ("{margin: a, before: b, ratings: {P: 2, S: 1}}", "ratings.P: a time is measured, so 'P' is a length of time: 2 has no unit (write it like 2h)"),
        ("{measure: count, ratings: {P: 5h, S: 3}}", "ratings.P: 'count' is a number, so 'P' is a number without a unit of time (write it like 2000)"),
        ("{measure: count, ratings: {P: 90%, S: 62.5%}}", None),
    ],
)  # fmt: skip
def test_an_objective_measures_one_thing(objective, said):
    """A time between, a variable, a margin, or what an evaluator sees; with thresholds in order."""
    found = told(
        f"variables: {{count: 0, word: x}}\nchain: {{a: {{}}, b: {{outcomes: [go, stop]}}}}\nobjectives: {{o: {objective}}}"
    )
    assert [problem.removeprefix("objectives.").removeprefix("o.") for problem in found] == (
        [said] if said else []
    )


CHAIN = """
groups: {states: {a: {}, b: {}}}
chain:
  s: {takes: 1h}
  mandate: {vote: {of: states, carried: {adopt: 1}}, options: {adopt: {}, return: {back_to: s, at_most: 1, then: adopt}}, otherwise: adopt}
  each: {for_each: states, options: {go: {}, again: {back_to: s}, once: {at_most: 1}}, usual: go}
  sitting: {for_each: states, outcomes: {granted: {}, again: {chance: 0.1, back_to: s, at_most: 2, then: granted}, free: {chance: 0.1, redo: sitting, wait: 1h}}}
"""


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("mandate: adopt", None), ("mandate#2: return", None), ("mandate of b: absent", None), ("mandate#1 of b: return", None), ("each of a: go", None),
        ("each of a#2: again", None), ("each#1: again", None),
        ("mandat: adopt", "there is no step 'mandat' (did you mean 'mandate'?)"),
        ("s: adopt", "nothing is decided at 's'"),
        ("mandate: adpt", "'mandate' has no option or outcome 'adpt' (did you mean 'adopt'?)"),
        ("mandate: absent", "'mandate' has no option or outcome 'absent' (there are 'adopt' and 'return')"),
        ("mandate of c: adopt", "'mandate' has no member and no vote 'c' (there are 'a' and 'b')"),
        ("s of a: adopt", "nothing is decided at 's'"),
        ("mandate#0: adopt", "the first time is #1"),
        ("mandate#1 of b#2: adopt", "one number says which time is meant, here are two (write it like 'mandate', 'mandate#2', 'mandate of e' or 'mandate#2 of e')"),
        ("the mandate: adopt", "'the mandate' is no question (write it like 'mandate', 'mandate#2', 'mandate of e' or 'mandate#2 of e')"),
        ("each: again", "'again' goes back, and would be chosen for ever (give the option an 'at_most', or choose it once: 'each#1: again')"),
        ("each: once", "'once' can be used up, and does not say what comes then (give the option a 'then: ...')"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["policies", "variants"])
def test_what_is_chosen_can_be_decided(kind, choice, said):
    """Steps, members, votes, occurrences and options: the same for policies and variants."""
    key, where = choice.partition(":")[0], "in the variant 'p': " if kind == "variants" else ""
    assert told(f"{CHAIN}{kind}: {{p: {{choose: {{{choice}}}}}}}") == (
        [f"{kind}.p.choose.{key}: {where}{said}"] if said else []
    )


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("sitting: again", None),
        ("sitting of a: granted", None),
        ("sitting#1: free", None),
        (
            "sitting: free",
            "'free' goes back, and would be chosen for ever (give the option an 'at_most', or choose it once: 'sitting#1: free')",
        ),
        ("sitting of c: granted", "'sitting' has no member and no vote 'c' (there are 'a' and 'b')"),
    ],
)
def test_a_variant_may_fix_chance(choice, said):
    """For all members or for one, always or at one occurrence; a policy may not."""
    key = choice.partition(":")[0]
    assert told(f"{CHAIN}variants: {{p: {{choose: {{{choice}}}}}}}") == (
        [f"variants.p.choose.{key}: in the variant 'p': {said}"] if said else []
    )
    assert told(f"{CHAIN}policies: {{p: {{choose: {{{choice}}}}}}}") == [
        f"policies.p.choose.{key}: chance decides 'sitting' (a variant may fix it; a policy decides only what is asked)"
    ]


def test_built_in_policies_keep_their_names():
    """`usual` and `weighted` mean the same in every scenario."""
    assert told("chain: {a: {}}\npolicies: {usual: {thinks: 2}}") == [
        "policies.usual: the policy 'usual' is built in (give yours another name)"
    ]


def test_variants_build_on_variants_without_a_circle():
    """A circle is named whole, once."""
    assert told(
        "chain: {a: {}}\nvariants: {one: {with: two}, two: {with: [six]}, six: {with: one}, ten: {with: [one, old]}}"
    ) == [
        "variants.one.with: the variants build on each other in a circle: one -> two -> six -> one",
        "variants.ten.with: there is no variant 'old' (there are 'one', 'two', 'six' and 'ten')",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Help for <host>, <b>now</b>, a < b, x <y z>, 3<4, <br>", None),
        ("Help for <hots>", "nothing is named <hots> (did you mean 'host'?)"),
        ("Help for <its.title>", "<its.title> stands for a field of a member, and this is for no member"),
    ],
)
def test_every_word_in_angle_brackets_is_a_name(text, said):
    """Marks of HTML and lone signs are ordinary text."""
    expected = [f"chain.a.question: {said}"] if said else []
    assert (
        told(f"names: {{host: Aralia}}\nchain: {{a: {{question: '{text}', options: [go, stay], usual: go}}}}")
        == expected
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<its.title> of <its.size>", None),
        ("<its.sie>", "'u' and 'v' have no field 'sie' for <its.sie> (did you mean 'its.size'?)"),
        (
            "<its.odd>",
            "'u' has no field 'odd' for <its.odd> (give them one, or leave these members out with a 'where')",
        ),
        ("<size>", "nothing is named <size> (did you mean 'its.size'?)"),
    ],
)
def test_inside_a_group_texts_have_fields(text, said):
    """`<its.title>` is always there: the member's name stands in where it has no title."""
    expected = [f"chain.a.title: {said}"] if said else []
    assert (
        told(
            f"groups: {{g: {{u: {{size: 1}}, v: {{size: 2, odd: x}}}}}}\nchain: {{a: {{for_each: g, title: {text}}}}}"
        )
        == expected
    )


def test_every_text_is_read():
    """Titles, documents, roles, what an option teaches, and those of the frame."""
    found = told("""
        title: <q>
        text: <q>
        groups: {g: {u: {title: <q>}}}
        bodies: {x: {title: <q>, role: <q>}}
        resources: {r: {title: <q>, slots: 1}}
        chain:
          a: {title: <q>, text: <q>, phase: <q>, makes: [<q>, y2], options: {go: {text: <q>, teaches: <q>, makes: <q>}, stay: {}}, usual: go}
        endings: {e: {title: <q>, text: <q>}}
        policies: {p: {title: <q>}}
        objectives: {o: {observe: <q>, title: <q>, provision: <q>}}
        variants: {v: {title: <q>}}
    """)
    assert len(found) == 20
    assert all("nothing is named <q>" in problem for problem in found)
