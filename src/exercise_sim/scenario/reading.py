"""The other files of a scenario read one after the other: `gathered(source, find)` gives its tree with what they add (M22).

Which file may be read is for `attached`; what stands in each for `entries`; what it means for the rest for `checks`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from exercise_sim.scenario.attached import Finder
from exercise_sim.scenario.cast import PLACEHOLDER
from exercise_sim.scenario.entries import names_of, provisions_of, sealed_of
from exercise_sim.scenario.initial_data import Sheet, from_initial_data
from exercise_sim.scenario.others import KINDS, Others
from exercise_sim.scenario.problems import Path, Problem, ScenarioError, nearest
from exercise_sim.scenario.source import Source, read_tree

_HEADS = frozenset(("about", "source"))
"""What else may stand at the top of one, but for initial data, which holds a whole sheet."""


def refuse_other(source: Source) -> None:
    """Raises ScenarioError for a file that is no scenario, but one that a scenario names."""
    kind = next((kind for kind in KINDS if kind in source.data), None)
    if kind is not None and not {"scenario", "title", "chain"} & set(source.data):
        hint = f"name it there behind 'files: {{{kind}: ...}}', and look at the scenario"
        problem = Problem("error", "this file is no scenario, but belongs to one", (kind,), hint, at_key=True)
        raise ScenarioError(source.placed([problem]), source.lines)


def gathered(source: Source, find: Finder) -> Others:
    """The tree of a scenario together with its other files, and what is wrong with those."""
    others = Others(source, dict(source.data))
    files = source.data.get("files")
    for kind in KINDS:
        path = files.get(kind) if isinstance(files, dict) else None
        if isinstance(path, str):  # else the model tells what is wrong with it
            _read(others, kind, path, find)
    if "names" in others.sources:
        _add(others, "names", names_of(others))
    if "provisions" in others.sources:
        _add(others, "provisions", provisions_of(others))
    if "sealed" in others.sources:
        others.sealed = sealed_of(others)
    sheet = others.sources.get("initial_data")
    others.origins = from_initial_data(
        others.tree, Sheet(others.path("initial_data"), sheet.data) if sheet else None, others
    )
    _refuse_variants(others)
    return others


def _read(others: Others, kind: str, path: str, find: Finder) -> None:
    """Reads one file; where that fails, notes why, and that nobody knows what it holds."""
    at_word: Path = ("files", kind)
    try:
        one = find(kind, path)
        others.attached.append(one)
        if one.text is not None:
            others.sources[kind] = _sound(
                read_tree(one.text, _beside(others.source.name, path), f"{kind} file")
            )
            told = others.sources[kind].warnings
            others.problems += [_quoted(one, others.sources[kind].lines, kind) for one in told]
            _check_head(others, kind)
    except ScenarioError as error:
        for problem in error.problems:
            if problem.place is None:  # the file itself cannot be had: that is a mistake of whoever names it
                others.note(f"'{path}': {problem.message}", at_word, problem.hint)
            else:
                others.problems.append(
                    _quoted(replace(problem, file=_beside(others.source.name, path)), error.lines, kind)
                )
        others.sources.pop(kind, None)
        _stand_in(others, kind)


def _sound(source: Source) -> Source:
    if source.errors:
        raise ScenarioError(source.errors, source.lines)
    return source


def _quoted(problem: Problem, lines: tuple[str, ...], kind: str) -> Problem:
    """A problem of another file with its line; real names are shown to nobody who has not opened their file."""
    if kind == "sealed":
        return replace(problem, hint=None, excerpt="")
    assert problem.place is not None  # it has been asked
    return replace(problem, excerpt=lines[problem.place.line - 1] if problem.place.line <= len(lines) else "")


def _beside(scenario: str, path: str) -> str:
    """What messages call another file: its path from where the scenario was named."""
    before = scenario.rpartition("/")
    return f"{before[0]}/{path}" if before[1] else path


def _check_head(others: Others, kind: str) -> None:
    """Refuses a file that holds something else."""
    data = others.sources[kind].data
    known = (kind, *sorted(_HEADS))
    unknown = [word for word in data if word not in known] if kind != "initial_data" else []
    for word in unknown:
        hint = nearest(word, known) or f"known here: {', '.join(known)}"
        others.note_in(kind, f"'{word}' is not a word of this file", (word,), hint, at_key=True)
    if kind not in data:
        if not any(nearest(word, [kind]) for word in unknown):
            others.note_in(kind, f"'{kind}:' is missing in this file", (), f"begin it with '{kind}:'")
        del others.sources[kind]
        _stand_in(others, kind)


def _stand_in(others: Others, kind: str) -> None:
    """Lets nothing be told that only follows from a file that could not be read."""
    if kind == "names":
        words = _placeholders(others.tree)
        known = others.tree.get("names")
        if known is None or isinstance(known, dict):
            others.tree["names"] = dict.fromkeys(words, "?") | (known or {})


def _placeholders(tree: object) -> Iterator[str]:
    """The words in angle brackets of all texts of a tree."""
    if isinstance(tree, str):
        yield from (word for word in PLACEHOLDER.findall(tree) if not word.startswith("its."))
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _placeholders(inner)


def _add(others: Others, word: str, entries: Mapping[str, tuple[Any, Path]]) -> None:
    """Puts entries of a file behind a word of the tree; what stands there already is a clash."""
    own = others.tree.get(word)
    if own is not None and not isinstance(own, dict):
        return  # the model tells what is wrong with it
    source = others.sources[word]
    merged = dict(own or {})
    for name, (entry, path) in entries.items():
        if name in merged:
            line = source.place(path, at_key=True).line
            others.note(
                f"'{name}' stands in {others.path(word)} too (line {line})",
                (word, name),
                "let it stand in one of them",
                at_key=True,
            )
            continue
        merged[name] = entry
        others.places[word, name] = word, path
    others.tree[word] = merged


def _refuse_variants(others: Others) -> None:
    """A variant comes too late to name other files: they are read before it."""
    variants = others.tree.get("variants")
    for name, variant in variants.items() if isinstance(variants, dict) else ():
        values = variant.get("set") if isinstance(variant, dict) else None
        for path in values if isinstance(values, dict) else ():
            if str(path).split(".")[0] == "files":
                hint = "make a second scenario that names it"
                others.note(
                    "a variant cannot name another file", ("variants", name, "set", path), hint, at_key=True
                )
