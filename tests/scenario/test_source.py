"""The author's file: what is read, what is refused and where, and that every place is where it says."""

import json
import os

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_sim.scenario.files import MOST_BYTES, read_source
from exercise_sim.scenario.problems import Place, Problem, ScenarioError
from exercise_sim.scenario.source import Source, parse_source

SAMPLE = """\
# a comment, and another one  # inside
scenario: aralia
title: "Stabilisation of <host>"   # the colon: inside a comment
start: 2024-03-12 09:00 +03:00
share: 80%
chain:
  request: {by: president, takes: 30m .. 2h, at: D+1 06:00}
  mandate:
    by: council
    question: Adopt the (final) draft?
    options:
      - adopt
      - 'send back'
    text: |
      One line
        and another: with signs # {in} it
    after: [request, "mandate.adopt", 3, -1.5]
  ende: {título: 日本語 text, e: ~, über: 😀 smile}
"""


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        parse_source(text, "x.yaml")
    return caught.value.problems


def spans(problems) -> list[tuple[int, int, int]]:
    return [(it.place.line, it.place.column, it.place.end_column) for it in problems if it.place]


def behind(source: Source, place: Place) -> str:
    return source.lines[place.line - 1][place.column - 1 :]


# --- values ---------------------------------------------------------------------------------------------------

VALUES = {
    "null": None,
    "~": None,
    "": None,
    "true": True,
    "False": False,
    "TRUE": True,
    "tRUE": "tRUE",
    "12": 12,
    "-3": -3,
    "+5": 5,
    "0": 0,
    "0x1F": 31,
    "0o17": 15,
    "0b11": "0b11",
    "1_000": "1_000",
    "1.5": 1.5,
    ".5": 0.5,
    "1e3": 1000.0,
    "999999999999999": 999999999999999,
    "0.3333333333333333": 0.3333333333333333,
    "12:30": "12:30",
    "07:05": "07:05",
    "2024-03-12 09:00": "2024-03-12 09:00",
    "D+1 06:00": "D+1 06:00",
    "1h .. 4h": "1h .. 4h",
    "<host>": "<host>",
    "C# and x#4": "C# and x#4",
    "'no'": "no",
    '"0755"': "0755",
    "''": "",
    "yesterday": "yesterday",
    "=": "=",
}


@pytest.mark.parametrize(("word", "value"), VALUES.items(), ids=repr)
def test_words_mean_what_the_core_types_of_yaml_1_2_say(word, value):
    """An unquoted word is null, a truth, a number or text by YAML 1.2, never by YAML 1.1."""
    read = parse_source(f"a: {word}\n", "x.yaml").data["a"]
    assert (type(read), read) == (type(value), value)


def test_names_are_texts():
    """A name that looks like a number, a truth or a date is read as its letters."""
    source = parse_source("2024: a\n1.50: b\ntrue: c\n12:30: d\n'no': e\n007: f\n", "x.yaml")
    assert source.data == {"2024": "a", "1.50": "b", "true": "c", "12:30": "d", "no": "e", "007": "f"}


def test_the_tree_is_plain_data():
    """Block and bracket style, quotes, block texts and lists give the same plain tree."""
    source = parse_source(SAMPLE, "x.yaml")
    assert source.warnings == ()
    assert source.data == {
        "scenario": "aralia",
        "title": "Stabilisation of <host>",
        "start": "2024-03-12 09:00 +03:00",
        "share": "80%",
        "chain": {
            "request": {"by": "president", "takes": "30m .. 2h", "at": "D+1 06:00"},
            "mandate": {
                "by": "council",
                "question": "Adopt the (final) draft?",
                "options": ["adopt", "send back"],
                "text": "One line\n  and another: with signs # {in} it\n",
                "after": ["request", "mandate.adopt", 3, -1.5],
            },
            "ende": {"título": "日本語 text", "e": None, "über": "😀 smile"},
        },
    }


# --- dangers --------------------------------------------------------------------------------------------------

# (text, (line, column, end column), words of the message, words of the hint)
DANGERS = [
    # what YAML 1.1 took for truths
    *[
        (f"a: {w}", (1, 4, 4 + len(w)), "write true or false, or put it in quotes", f'"{w}"')
        for w in ("yes", "No", "ON")
    ],
    *[(f"a: {w}", (1, 4, 4 + len(w)), "ambiguous", f'"{w}"') for w in ("off", "y", "N")],
    ("a: [1, no]", (1, 8, 10), "'no' is ambiguous", '"no"'),
    ("a: 1\non: 2", (2, 1, 3), "'on' is ambiguous as a name", '"on":'),
    # numbers
    ("a: 0755", (1, 4, 8), "zero in front", 'write 755, or "0755"'),
    ("a: -007", (1, 4, 8), "zero in front", 'write -7, or "-007"'),
    ("a: 09.30", (1, 4, 9), "zero in front", 'write 9.30, or "09.30"'),
    ("a: .nan", (1, 4, 8), "not a number one can count with", "write a number"),
    ("a: -.INF", (1, 4, 9), "not a number one can count with", "write a number"),
    ("a: 1e999", (1, 4, 9), "too large", '"1e999"'),
    ("a: 1000000000000000", (1, 4, 20), "too long", "in quotes"),
    ("a: " + "9" * 5000, (1, 4, 5004), "too long", "in quotes"),
    ("a: 0x" + "f" * 5000, (1, 4, 5006), "too long", "in quotes"),
    # names
    ("a: 1\nb: 2\na: 3", (3, 1, 2), "'a' stands here twice: first in line 1", "rename"),
    ("a: {b: 1, 'b': 2}", (1, 11, 14), "'b' stands here twice: first in line 1", "rename"),
    ("null: 1", (1, 1, 5), "a name is missing", '"null":'),
    ("a:\n  ~: 1", (2, 3, 4), "a name is missing", '"~":'),
    (": 1", (1, 1, 2), "a name is missing", "name: value"),
    ("[a, b]: 1", (1, 1, 7), "brackets cannot be a name", "in quotes"),
    ("? {a: 1}\n: 2", (1, 3, 9), "brackets cannot be a name", "in quotes"),
    ("a: {{host}}", (1, 5, 11), "brackets cannot be a name", "write <name>"),
    ("a:\n  <<: b", (2, 3, 5), "merge", "write them out"),
    ("? a", (1, 3, 4), "'a' has no value", "name: value"),
    ("\u00a0\u00a0a: 1", (1, 1, 4), "not the ordinary one", "type it anew"),
    # what a scenario does not need
    ("a: &x foo", (1, 4, 10), "cannot begin with &", '"&x foo"'),
    ("a: &x {b: 1}", (1, 4, 13), "cannot begin with &", "write the part out wherever it is needed"),
    ("a: *x", (1, 4, 6), "cannot begin with *", "write it out here"),
    ("a: !!str 5", (1, 4, 11), "cannot begin with !", "leave this word out"),
    ("a: &x\n  b: 1", (1, 4, 6), "cannot begin with &", '"&x"'),
    ("a: [*x, b]", (1, 5, 7), "cannot begin with *", '"*x"'),
    ("a: *bold* text", (1, 4, 15), "cannot begin with *", '"*bold* text"'),
    ("*x : 1", (1, 1, 7), "cannot begin with *", '"*x : 1"'),
    ("a: !important text", (1, 4, 19), "cannot begin with !", '"!important text"'),
    ("a: !!str 5", (1, 4, 11), "cannot begin with !", '"!!str 5"'),
    ("a: !x!z 5", (1, 4, 10), "cannot begin with !", '"!x!z 5"'),
    ("%YAML 1.2\n---\na: 1", (1, 1, 10), "begins with %", "leave the line out"),
    ("%NAME x\n---\na: 1", (1, 1, 8), "begins with %", "leave the line out"),
    ("%YAML 3.0\n---\na: 1", (1, 1, 10), "begins with %", "leave the line out"),
    ("a: 1\n---\nb: 2", (2, 1, 4), "a second scenario begins here", "leave this line out"),
    ("a: " + "[" * 41, (1, 43, 44), "more than 40 levels", ""),
    # texts cut without a word
    ("a: {t: Step (one, two)}", (1, 8, 23), "the comma cuts this text", '"Step (one, two)"'),
    ("a: {t: one, two, three, b: x}", (1, 8, 23), "the comma cuts this text", '"one, two, three"'),
    ("a: {t: Step (one, two: three)}", (1, 8, 30), "the comma cuts this text", '"Step (one, two: three)"'),
    ("a: [Step (one, 2, three), b]", (1, 5, 25), "the comma cuts this text", '"Step (one, 2, three)"'),
    ("a: [Step (one, two), b]", (1, 5, 20), "the comma cuts this text", '"Step (one, two)"'),
    ("a: {b: 1,200}", (1, 8, 13), "the comma cuts this number", "write 1200, or 1.200"),
    ("a: {b: 1,5}", (1, 8, 11), "the comma cuts this number", "write 15, or 1.5"),
    ("a: {b: [c], d}", (1, 13, 14), "'d' has no value", "list in [ ]"),
    ("a: {b, c}", (1, 5, 9), "'b, c' has no value", "list in [ ]"),
    ("a: {b:1}", (1, 5, 8), "'b:1' has no value", "space behind the colon"),
    (
        "a: {host}",
        (1, 4, 10),
        "{host} is not read as a text",
        'write <host>, or put the text in quotes: "{host}"',
    ),
    ("a: {host} rises", (1, 4, 10), "{host} is not read as a text", '"{host} rises"'),
    ("a: {host}, then {land}", (1, 4, 10), "{host} is not read as a text", '"{host}, then {land}"'),
    ("a: {t: {host} rises, b: 1}", (1, 8, 14), "{host} is not read as a text", '"{host} rises"'),
    ("text: Route #4", (1, 7, 15), "the rest of this text is lost", '"Route #4"'),
    ("a: {t: Route #4, b: 1}", (1, 8, 16), "the rest of this text is lost", '"Route #4"'),
    ("a: 😀 é\t#4", (1, 4, 10), "the rest of this text is lost", "space behind the #"),
    ("text: #4 is closed", (1, 7, 19), "this has no value", '"#4 is closed"'),
    # signs that a text may not begin with
    ("a: @x y", (1, 4, 8), "cannot begin with @", '"@x y"'),
    ("a: [`x, y]", (1, 5, 7), "cannot begin with `", '"`x"'),
    ("a: %x", (1, 4, 6), "cannot begin with %", '"%x"'),
    ("a: | foo", (1, 4, 9), "cannot begin with |", '"| foo"'),
    ("a: >x", (1, 4, 6), "cannot begin with >", '">x"'),
    ("a: ? b", (1, 4, 7), "cannot begin with ?", '"? b"'),
    ("a: [- b]", (1, 5, 8), "cannot begin with -", '"- b"'),
    ("a: - b", (1, 4, 7), "a list cannot begin in the line of its name", '"- b"'),
    # colons
    ("a: He said: go", (1, 4, 15), "a colon inside a text", '"He said: go"'),
    ("a: {t: Step: one, b: 1}", (1, 8, 17), "a colon inside a text", '"Step: one"'),
    ("a:b\nc: 1", (1, 1, 4), "this line is no 'name: value'", "space behind the colon"),
    ("a: 1\nb:2\nc: 3", (2, 1, 4), "this line is no 'name: value'", "space behind the colon"),
    ("a: 1\nb\nc: 2", (2, 1, 2), "this line is no 'name: value'", "is indented"),
    # quotes
    ("b: 1\na: 'x\nc: 2", (2, 4, 5), "this quote is never closed", "write it again"),
    ('a: "x', (1, 4, 5), "this quote is never closed", "write it again"),
    ("a:\n  b: 'x\n  c: 'y'\n", (2, 6, 7), "ends only in a later line", "close the quotes"),
    ('a: "b" c', (1, 4, 9), "ends before the line does", "'\"b\" c'"),
    ('a: {t: "b" c, d: 1}', (1, 8, 13), "ends before the line does", "'\"b\" c'"),
    ("a: 'it's'", (1, 4, 10), "ends before the line does", "double quotes"),
    (r'a: "C:\qux"', (1, 7, 8), "means nothing", r"write \\"),
    (r'a: "\ud83d"', (1, 5, 6), "means nothing", r"write \\"),
    (r'a: "\x4"', (1, 5, 6), "means nothing", r"write \\"),
    # brackets
    ("b: 1\na: [1, 2\nc: 3", (2, 4, 5), "the [ is never closed", "write ]"),
    ("a: {b: {c: 1}\nd: 1", (1, 4, 5), "the { is never closed", "write }"),
    ("a: {", (1, 4, 5), "the { is never closed", "write }"),
    ("- [b] c\n- d", (1, 3, 8), "the brackets end before the line does", '"[b] c"'),
    ("a: [b,\n  c] d", (2, 6, 7), "the brackets end before the line does", '"d"'),
    ("a: [b] c", (1, 4, 9), "the brackets end before the line does", '"[b] c"'),
    ("a: {b: 1}}", (1, 10, 11), "one } too many", "delete it"),
    ("a: [x, , y]", (1, 8, 9), "a value is missing before this ,", "write the value"),
    ("a: [{b: 1} {c: 2}]", (1, 12, 13), "a comma is missing before this", "in quotes"),
    # indentation
    ("a:\n\tb: 1", (2, 1, 2), "a tab stands where spaces", "two for each level"),
    ("a: 1\n\tb: 1", (2, 1, 2), "a tab stands where spaces", "two for each level"),
    ("a: |\n\tb", (2, 1, 2), "a tab stands where spaces", "two for each level"),
    ("a: 1\n  b: 2", (2, 3, 4), "indented too far", "line it up"),
    ("a:\n    b: 1\n  c: 2", (3, 3, 4), "does not line up", "here column 1"),
    ("a:\n  - b\n  c: 1", (3, 3, 4), "does not line up", "here column 3"),
    ("  a: 1\nb: 2", (2, 1, 2), "has ended before this line", "column 1"),
    # no mapping at all
    ("", (1, 1, 1), "the file is empty", ""),
    ("# only a comment\n", (1, 1, 1), "the file is empty", ""),
    ("---\n", (2, 1, 1), "the file is empty", ""),
    ("- a\n- b", (1, 1, 4), "a scenario consists of 'name: value' lines", ""),
    ("a text", (1, 1, 7), "a scenario consists of 'name: value' lines", ""),
    # what cannot be seen
    ("a: b\0", (1, 5, 6), "an invisible sign (U+0000)", "delete it"),
    ("a: 1\nb: \x1b[31m", (2, 4, 5), "an invisible sign (U+001B)", "delete it"),
    ("a: b\u2028c", (1, 5, 6), "an invisible sign (U+2028)", "delete it"),
    ("a: b\ufeff", (1, 5, 6), "an invisible sign (U+FEFF)", "delete it"),
    ("a: \ud800", (1, 4, 5), "an invisible sign (U+D800)", "delete it"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), DANGERS, ids=lambda it: repr(it)[:40])
def test_a_danger_is_refused_once_with_its_place_and_a_way_out(text, place, message, hint):
    """What YAML would misread is one error, at the exact place, with a hint that shows what to write."""
    (problem,) = problems_of(text)
    assert problem.severity == "error"
    assert spans([problem]) == [place]
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert len(problem.hint or "") < 200
    assert problem.file == "x.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "a: b # comment",
        "a: b  ## comment",
        "a: b #-----",
        "a: 'b' #comment",
        "a: [b] #comment",
        "a: #comment\n  b: 1",
        "#comment\na: b\n#comment",
        "a: (b) # see (c)",
        "a: {q: Pause?, b: 'x, y', c: [d, (e)]}",
        "a: [(b), c), d]",
        "a: {b: , c: 1}",
        "a: D+0 09:00 .. D+1 12:00",
        "a: x-y@z & 50% * 2!",
        "---\na: b\n...\n",
        "\ufeffa: b",
        "a: one text\n  over two lines\nb: 1",
    ],
)
def test_ordinary_yaml_raises_no_alarm(text):
    """Comments, brackets and signs that YAML reads as the author means them are neither errors nor warnings."""
    assert parse_source(text, "x.yaml").warnings == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: Send it (see # 4) back", (1, 4, 16)), ('a: He said "route # 4" aloud', (1, 4, 18))],
)
def test_a_text_that_looks_cut_by_a_comment_is_a_warning(text, place):
    """A bracket or quote that is closed only inside the comment is a guess, and stops nobody."""
    (warning,) = parse_source(text, "x.yaml").warnings
    assert (warning.severity, warning.path, spans([warning])) == ("warning", ("a",), [place])


def test_all_problems_come_at_once_in_the_order_of_the_text():
    """One reading tells all: problems before a fatal one, that one, and the warnings, by line."""
    text = "a: no\nb: (x # y)\nc: {d: 08, e: &f g}\na: 1\nh: [1\n"
    problems = problems_of(text)
    assert spans(problems) == [(1, 4, 6), (2, 4, 6), (3, 8, 10), (3, 15, 19), (4, 1, 2), (5, 4, 5)]
    assert [it.severity for it in problems] == ["error", "warning", "error", "error", "error", "error"]
    assert [it.path for it in problems[:5]] == [("a",), ("b",), ("c", "d"), ("c", "e"), ("a",)]


def test_the_error_carries_the_lines():
    """Whoever shows the error needs no second reading of the file."""
    with pytest.raises(ScenarioError) as caught:
        parse_source("a: 1\r\nb: no\rc: 2", "x.yaml")
    assert caught.value.lines == ("a: 1", "b: no", "c: 2")


def test_what_follows_from_a_problem_is_not_told_again():
    """A bracket lost to a comment is that comment's fault; one told only as a guess does not hide the bracket."""
    assert [it.message[:24] for it in problems_of("a: {b: Route #4}\nc: 1")] == ["the rest of this text is"]
    assert [it.severity for it in problems_of("a: {b: (x # 4)}\nc: 1")] == ["error", "warning"]


def test_reading_stops_at_a_hundred_problems():
    """A file that is no scenario at all does not fill the screen for ever."""
    problems = problems_of("\n".join(f"a{number}: no" for number in range(1000)))
    assert len(problems) == 101
    assert problems[-1].message == "reading stops here, after 100 problems"


def test_a_file_of_more_than_200000_nodes_is_refused():
    """Size is bounded by names and values, before any tree of them is used."""
    (problem,) = problems_of("a: [" + "b, " * 200_000 + "]")
    assert problem.message == "more than 200000 names and values"


def test_without_the_c_parser_nothing_is_read(monkeypatch):
    """There is one parser everywhere: without it the author is told so, and no other one steps in."""
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    (problem,) = problems_of("a: 1")
    assert "libyaml" in problem.message


# --- places ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "at_key", "place"),
    [
        (("scenario",), False, (2, 11, 17)),
        (("scenario",), True, (2, 1, 9)),
        (("title",), False, (3, 8, 33)),
        (("chain",), False, (6, 1, 6)),  # entries in the lines below: the name stands for them
        (("chain", "request"), False, (7, 12, 60)),
        (("chain", "request", "takes"), False, (7, 35, 44)),
        (("chain", "mandate", "options", 1), False, (13, 9, 20)),
        (("chain", "mandate", "options", 1), True, (13, 9, 20)),  # an item has no name
        (("chain", "mandate", "text"), False, (14, 11, 12)),  # a block text stands at its sign
        (("chain", "mandate", "after", 3), False, (17, 42, 46)),
        (("chain", "ende", "über"), True, (18, 34, 38)),
        (("chain", "ende", "über"), False, (18, 40, 47)),
        (("chain", "mandate", "within"), False, (8, 3, 10)),  # not there: the name that should hold it
        (("chain", "mandate", "by", "x", 3), False, (9, 5, 7)),
        (("nothing",), False, (2, 1, 17)),
        ((), False, (2, 1, 17)),
    ],
)
def test_a_path_has_a_place(path, at_key, place):
    """The place of a value is its own text on its first line; what has none stands at the nearest name."""
    assert spans([Problem("error", "", place=parse_source(SAMPLE, "x").place(path, at_key=at_key))]) == [
        place
    ]


def test_a_value_without_text_stands_at_its_name():
    """An empty value has nothing to point at but its name."""
    assert parse_source("a: 1\nby:\n", "x").place(("by",)) == Place(2, 1, 3)


def test_a_text_over_several_lines_stands_on_its_first():
    """The place never leaves the line on which the value begins."""
    source = parse_source("a: one text  \n  over two\nb: 'c\n\n  d'\n", "x")
    assert (source.place(("a",)), source.place(("b",))) == (Place(1, 4, 12), Place(3, 4, 6))


def test_placed_fills_in_sorts_and_drops_doubles():
    """Problems found by path come out with file and place, in the order of the text, each once."""
    source = parse_source("a: 1\nb: {c: 2}\n", "x.yaml")
    found = [
        Problem("warning", "second", ("b", "c")),
        Problem("error", "name", ("b", "c"), at_key=True),
        Problem("error", "elsewhere", ("z",), file="names.yaml"),
        Problem("error", "elsewhere", ("y",), file="names.yaml"),
        Problem("error", "first", ("a",)),
        Problem("error", "first", ("a",)),
    ]
    told = [(it.message, it.file, it.place) for it in source.placed(found)]
    assert told == [
        ("elsewhere", "names.yaml", None),  # of another file: its place is not known here
        ("elsewhere", "names.yaml", None),
        ("first", "x.yaml", Place(1, 4, 5)),
        ("name", "x.yaml", Place(2, 5, 6)),
        ("second", "x.yaml", Place(2, 8, 9)),
    ]


def every_path(data, path=()):
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, value in inner:
        yield (*path, part), value
        yield from every_path(value, (*path, part))


letters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
words = st.text(letters, max_size=8)
numbers = st.integers(-(10**14), 10**14) | st.floats(
    allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9
)
trees = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(words, trees, max_size=4), st.sampled_from([None, 1, 4]))
def test_every_place_begins_with_its_value(data, indent):
    """JSON is YAML: whatever tree it holds is read back, and at each place its own JSON text begins."""
    source = parse_source(json.dumps(data, ensure_ascii=False, indent=indent), "x.yaml")
    assert source.data == data
    for path, value in every_path(data):
        if not isinstance(value, dict | list):
            place = source.place(path)
            written = json.dumps(value, ensure_ascii=False)
            assert behind(source, place)[: place.end_column - place.column] == written
        if isinstance(path[-1], str):
            name = source.place(path, at_key=True)
            assert behind(source, name).startswith(json.dumps(path[-1], ensure_ascii=False))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_do_not_depend_on_the_kind_of_line_ends(newline):
    """The same file written on another machine has the same tree and the same places."""
    source = parse_source(SAMPLE.replace("\n", newline), "x.yaml")
    for path, value in every_path(source.data):
        if isinstance(value, str) and "\n" not in value:
            assert behind(source, source.place(path)).lstrip("'\"").startswith(value)


# --- anything at all ------------------------------------------------------------------------------------------

signs = st.sampled_from(
    [*"{}[]:,#&*!|>'\"%@`?-~ \t\n\r\\<=.0Ayé日", "- ", ": ", "\n  ", " #", "---\n", "no", "0x"]
)
edits = st.lists(
    st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 6), st.lists(signs, max_size=3)), max_size=6
)


def told(text: str) -> tuple[bool, tuple[Problem, ...], tuple[str, ...]]:
    try:
        source = parse_source(text, "x.yaml")
    except ScenarioError as error:
        return False, error.problems, error.lines
    return True, source.warnings, source.lines


def reads_or_refuses(text: str) -> None:
    read, problems, lines = told(text)
    assert read is not any(problem.severity == "error" for problem in problems)
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.place.column <= problem.place.end_column <= len(lines[problem.place.line - 1]) + 2


@given(st.text() | st.lists(signs, max_size=30).map("".join))
@settings(deadline=500)
def test_any_text_is_read_or_refused(text):
    """Whatever the text: a Source or a ScenarioError with places inside the text, and soon."""
    reads_or_refuses(text)


@given(edits)
@settings(deadline=500)
def test_any_damaged_scenario_is_read_or_refused(changes):
    """A scenario with signs lost and strewn in gives a Source or a ScenarioError, never anything else."""
    text = SAMPLE
    for at, lost, put in changes:
        text = text[:at] + "".join(put) + text[at + lost :]
    reads_or_refuses(text)


# --- files ----------------------------------------------------------------------------------------------------


def refused(path) -> Problem:
    with pytest.raises(ScenarioError) as caught:
        read_source(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    return problem


def test_a_file_gives_its_text(tmp_path):
    """UTF-8 with or without a byte order mark, with any line ends, gives the same text."""
    file = tmp_path / "a.yaml"
    for content in (b"a: \xc3\xa9\nb: 1\n", b"\xef\xbb\xbfa: \xc3\xa9\r\nb: 1\r\n", b"a: \xc3\xa9\rb: 1\r"):
        file.write_bytes(content)
        assert read_source(file) == "a: é\nb: 1\n"
        assert read_source(str(file)) == "a: é\nb: 1\n"


def test_a_missing_file_is_told_with_its_likeliest_neighbour(tmp_path):
    """A slip in the name of a file is mended by the name of the nearest one beside it."""
    (tmp_path / "aralia.yaml").write_text("a: 1")
    problem = refused(tmp_path / "aralai.yaml")
    assert (problem.message, problem.hint) == ("there is no such file", "did you mean 'aralia.yaml'?")


@pytest.mark.parametrize("name", ["", "none/of/this.yaml", "a\0b", "-"])
def test_a_name_of_nothing_is_no_file(name, tmp_path, monkeypatch):
    """No name is special, and no name is more than a name."""
    monkeypatch.chdir(tmp_path)
    assert refused(name).message == "there is no such file"


def test_a_folder_is_no_file(tmp_path):
    """Naming the folder of a scenario is told apart from naming nothing."""
    assert refused(tmp_path).message == "this is a folder, not a file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names exist on POSIX only")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    """A pipe that nobody writes to does not hang the program, nor does a device that never ends."""
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe").message == "this is a device or a pipe, not a file"
    assert refused("/dev/zero").message == "this is a device or a pipe, not a file"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "you are not allowed to read this file"),
        (OSError(5, "Input/output error"), "the file cannot be read: Input/output error"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(error, message, tmp_path, monkeypatch):
    """What the machine says is passed on."""

    def refuse(*_):
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert refused(tmp_path / "a.yaml").message == message


def test_a_huge_file_is_refused(tmp_path):
    """A file of 4 MB is read, one byte more is not."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"#" * MOST_BYTES)
    assert len(read_source(file)) == MOST_BYTES
    file.write_bytes(b"#" * (MOST_BYTES + 1))
    assert refused(file).message == "the file is larger than 4 MB"


def test_another_encoding_is_refused_with_the_byte(tmp_path):
    """A file in a Windows code page is told apart, with the first byte that gives it away."""
    file = tmp_path / "a.yaml"
    file.write_bytes("a: é\r\nb: ö".encode() + b"\xfc")
    problem = refused(file)
    assert (problem.message, problem.place) == ("byte 13 of the file is not UTF-8 text", Place(2, 5, 6))


def test_a_file_with_control_signs_is_refused_at_the_first(tmp_path):
    """A file that is no text is told once, with line and column."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\nb: \x00\x00\x07")
    problem = refused(file)
    assert (problem.message, problem.place) == ("an invisible sign (U+0000)", Place(2, 4, 5))
