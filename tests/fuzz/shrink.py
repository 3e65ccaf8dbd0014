"""The smallest scenario with the same fault: python -m tests.fuzz.shrink FILE SEED [COMMAND]. Leaves out parts of the tree for as long as the fault stays."""

import copy
import sys
import tempfile
from pathlib import Path

import yaml
from tests.fuzz import commands, growth, seeds
from tests.fuzz.trial import attempt


def shrunk(tree, same):
    """The tree without all that can be left out, one part after the other, while `same(tree)` holds."""
    while True:
        smaller = next((one for one in _smaller(tree) if same(one)), None)
        if smaller is None:
            return tree
        tree = smaller


def _smaller(tree):
    """Trees with one part less, the largest parts first."""
    places = sorted(_places(tree), key=lambda place: -len(str(_at(tree, place))))
    for place in places:
        one = copy.deepcopy(tree)
        del _at(one, place[:-1])[place[-1]]
        yield one
        if isinstance(_at(tree, place), dict | list) and len(_at(tree, place)) == 1:
            one = copy.deepcopy(tree)
            inner = _at(tree, place)
            _at(one, place[:-1])[place[-1]] = copy.deepcopy(
                next(iter(inner.values() if isinstance(inner, dict) else inner))
            )
            yield one


def _places(tree, before=()):
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield (*before, key)
        if isinstance(tree[key], dict | list):
            yield from _places(tree[key], (*before, key))


def _at(tree, place):
    for key in place:
        tree = tree[key]
    return tree


def _of(path, seed, folder, word):
    found = [commands.inside(words) for words in commands.lines(path, seed, folder) if words[0] == word]
    return [finding for finding in found if finding is not None]


def main():
    path, seed, commanded = Path(sys.argv[1]), int(sys.argv[2]), "".join(sys.argv[3:])
    with tempfile.TemporaryDirectory() as folder:
        for name, text in seeds.beside().items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        tried = Path(folder) / "input.yaml"

        def marks(tree):
            tried.write_text(growth.written(tree), encoding="utf-8")
            found = (
                [attempt(tried, seed, runs=4).findings]
                if not commanded
                else [_of(tried, seed, Path(folder), commanded)]
            )
            return {(finding.sort, finding.mark) for findings in found for finding in findings}

        tree = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        wanted = marks(tree)
        print(wanted, file=sys.stderr)
        if wanted:
            print(growth.written(shrunk(tree, lambda one: marks(one) == wanted)))


if __name__ == "__main__":
    main()
