"""All errors at once: what is wrong in one place hides nothing that is wrong in another, and brings nothing else with it."""

from textwrap import dedent

import pytest

from exercise_sim.scenario.load import load_text
from exercise_sim.scenario.problems import ScenarioError

HEAD = "scenario: test\ntitle: A test\nstart: 2024-03-12 09:00\nsource: assumption\n"


def told(text: str, head: str = HEAD) -> list[str]:
    """Every error of a file, as it reads for people, without its place."""
    with pytest.raises(ScenarioError) as caught:
        load_text(head + dedent(text), "x.yaml")
    return [problem.message for problem in caught.value.problems if problem.severity == "error"]


def test_a_misspelt_word_is_taken_for_the_nearest():
    """What stands behind it is looked at, and so is all that reads it; if it cannot be that word, nothing more is said of it."""
    assert told("""
        bodies: {council: {}}
        chain:
          a: {taks: 2h, by: council, optons: {go: {then: x}, stay: {}}, usual: goo}
          b: {after: a.stray, needs: draft}
    """) == [
        "'taks' is not a word of the language here",
        "'optons' is not a word of the language here",
        "'go' can always be taken, so 'x' never stands in its place",
        "'a' has no option or outcome 'x'",
        "'a' has no option 'goo'",
        "'a' has no option or outcome 'stray'",
        "nobody makes the document 'draft'",
    ]


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        ("a: {maks: x}, b: {needs: x}", []),
        ("a: {akes: a paper}, b: {needs: a paper}", []),
        ("a: {outcomes: {x: {}, z: {chance: 0.1, retour: b, wait: 1h, at_most: 1}}}", []),
        ("a: {outcom: [x, z]}, b: {after: a.x}", []),
        ("a: {dauer: 3h, options: [x, z]}, b: {after: a.x}", []),
        ("a: {frage: So, options: [x, z]}, b: {by: j}", ["there is no body 'j'"]),
        ("a: {for_each: [], takes: its.length, by: j of its.x}", []),
        ("a: {uses: [r], keeps: {r: until b}}, b: {}", []),
        ("a: {vote: {of: gg, carried: 3}, options: [x, z], otherwise: q}", []),
        ("a: {vote: {of: gg, carried: {q: 1}, foo: 1}, options: [x, z], otherwise: x}", ["there is no group 'gg'", "'a' has no option 'q'"]),
        ("a: 5, b: {after: a.x}, c: {after: d}", ["there is no step 'd'"]),
        ("a: {takes: [], options: {x: {redo: b}, z: {}}, usual: z}, b: {by: j}", ["there is no body 'j'"]),
        ("a: {after: [1]}, b: {after: c}, c: {after: b}, d: {by: j}", ["there is no body 'j'"]),
        ("a: {kind: foo, after: bb, uses: {r: 1}}, b: {after: a}",
         ["there is no step 'bb'", "there is no resource 'r'"]),
        ("a: {options: {x: {wieght: 1, set: {v: 1}}, z: {weight: w}}, usual: q}",
         ["there is no variable or resource 'v'", "'a' has no option 'q'"]),
    ],
)  # fmt: skip
def test_nothing_follows_from_what_is_not_understood(chain, said):
    """Only what would be wrong in any case is told beside the first error."""
    found = told(f"chain: {{{chain}}}")
    marks = ("there is no", "has no option", "nobody", "circle", "keeps")
    assert [one for one in found if any(mark in one for mark in marks)] == said
    assert len(found) - len(said) in (1, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "chain: {a: {takes: 007, by: j}, b: {after: c}}",
            ["a number with a zero in front", "there is no body 'j'", "there is no step 'c'"],
        ),
        ("chain: {a: {takes: 1h}, b: {text: Step (one, two), by: j}, c: {after: b.x}, d: {by: k}}", [
            "the comma cuts this text in two", "there is no body 'k'"]),
        ("chain: {a: {takes: 1h}, a: {takes: soon}, b: {after: a.x}, c: {by: k}}", [
            "'a' stands here twice: first in line 5", "there is no body 'k'"]),
        ("bodies: {k: {}}\nchain: {a: {by: k, question: So, options: {yes: {}, no: {}}, usual: ja}, b: {by: l}}", [
            "'yes' is ambiguous as a name: put it in quotes", "'no' is ambiguous as a name: put it in quotes",
            "'a' has no option 'ja'", "there is no body 'l'"]),
        ("chain: {a: &x {takes: soon}, b: {after: a.x}, c: {by: k}}",
         ["a text without quotes cannot begin with &", "there is no body 'k'"]),
        ("tilte: x\nchain: {a: {by: k}}", ["'tilte' is not a word of the language here", "there is no body 'k'"]),
        ("surprises: {offer: {at: 3h}}\nchain: {a: {after: offer}, b: {by: k}}",
         ["'surprises' is not a word of the language here", "there is no body 'k'"]),
        ("bodies: [k]\nchain: {a: {by: k}, b: {after: c}}",
         ["names with something behind each are expected here, such as {name: value}, not [k]"]),
    ],
)  # fmt: skip
def test_after_a_trap_the_rest_is_read(text, said):
    """Where the reading is sound, a trap of YAML hides nothing but the place where it stands."""
    assert told(text) == said


def test_without_a_title_the_rest_is_checked():
    """What is missing at the top says nothing about the chain."""
    assert told("chain: {a: {by: k}}", "scenario: 5\nstart: noon\n") == [
        "'title' is missing",
        "5 is no name: letters, digits and underscores, a letter first",
        "'noon' is not a start: write it like 2024-03-12 09:00, 2024-03-12 09:00 +03:00 or 09:00",
        "there is no body 'k'",
    ]


def test_a_mended_file_has_no_variants_of_its_own_errors():
    """A variant is told only for what it brings itself, wherever the file is wrong."""
    assert told("chain: {a: {taks: 1h, by: k}}\nvariants: {v: {set: {chain.a.takes: soon}}, w: {set: {chain.b.takes: 1h}}}") == [
        "'taks' is not a word of the language here",
        "there is no body 'k'",
        "in the variant 'v': 'soon' is not a length of time: write it like 30m, 4h, 1h30m, 2d or 1w",
        "the variant 'w' sets 'chain.b.takes', which this file does not have",
    ]  # fmt: skip


def test_a_word_with_nothing_behind_it_is_told():
    """An empty field is a mistake of the pen wherever it stands, but an option may be empty: it does nothing more."""
    words = ("takes", "after", "by", "if", "wait_for", "kind", "within", "uses", "makes", "title", "thinks")
    for word in words:
        assert told(f"chain: {{a: {{{word}: }}}}") == [f"nothing stands behind '{word}'"]
    assert told("chain: {a: , b: {seen_by: [~]}}\ngroups:\nvariables: {v: ~}\nendings: {e: }") == [
        "nothing stands behind 'a'",
        "an entry of this list is empty",
        "nothing stands behind 'groups'",
        "nothing stands behind 'v'",
        "nothing stands behind 'e'",
    ]
    load_text(f"{HEAD}chain: {{a: {{outcomes: {{x: , z: ~}}}}}}", "x.yaml")


@pytest.mark.parametrize("word", ["options", "outcomes"])
@pytest.mark.parametrize("value", ["{}", "[]"])
def test_a_choice_between_nothing_is_told(word, value):
    """Who writes options or outcomes names at least one."""
    assert told(f"chain: {{a: {{{word}: {value}}}}}") == [
        "there is nothing to choose from: name what can come, such as {adopt: {}, refuse: {}}"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bodies: [k, 1]", "names with something behind each are expected here, such as {name: value}, not [k, 1]"),
        ("resources: {r: {slots: true}}", "a whole number of at least 0 is expected, not true"),
        ("resources: {r: {stock: {a: [1, 2.50]}}}", "a whole number of at least 0 is expected, not {a: [1, 2.5]}"),
        ("variables: {v: true}\nendings: {e: {when: v at least 1}}", "'v at least 1': 'v' starts with true, which is no number"),
        ("endings: {e: {when: a is true}}", "'a' can never be 'true'"),
        ("endings: {e: {class: true}}", "true is not one of 'success', 'partial', 'failure' or 'neutral'"),
        ("end: {x: [1]}", "write it like 14d or D+14 09:00"),
    ],
)  # fmt: skip
def test_a_message_shows_what_the_author_wrote(text, said):
    """Values are spelt as in the file, not as a programming language spells them."""
    assert told(f"chain: {{a: {{}}}}\n{text}") == [said]


@pytest.mark.parametrize(
    ("value", "said"),
    [("true", "'true' is not a length of time"), ("[True, 1h]", "'true' is not a length of time")],
)
def test_a_length_of_time_that_is_none_is_shown_as_it_was_written(value, said):
    """In lists too."""
    assert told(f"chain: {{a: {{takes: {value}}}}}")[0].startswith(said)
