"""Makes a case smaller while it stays interesting: entries of the scenario, then of the script, go one by one.

python -m tests.slow_model.shrinking SEED [FAMILY]     # prints the smallest chain on which engine and slow evaluator still differ
"""

import copy
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tests.slow_model.chains import Case, shrunk_repr

Path = tuple[Any, ...]


def shrunk(case: Case, is_interesting: Callable[[Case], bool]) -> Case:
    """The case without everything that can go; `is_interesting` holds of it, as of the case given."""
    smaller = True
    while smaller:
        smaller = False
        for path in list(paths(case)):
            without = cut(case, path)
            if without is not None and is_interesting(without):
                case, smaller = without, True
    return case


def paths(what: Any, at: Path = ()) -> Iterator[Path]:
    """The places of all entries, the largest first, from the end of each list."""
    if isinstance(what, dict):
        entries: list[tuple[Any, Any]] = list(what.items())
    elif isinstance(what, list | tuple):
        entries = list(enumerate(what))
    else:
        return
    for key, inside in reversed(entries):
        if not isinstance(what, tuple):
            yield (*at, key)
        yield from paths(inside, (*at, key)) if not isinstance(inside, tuple) or not at else ()


def cut(case: Case, path: Path) -> Case | None:
    """The case without one entry; None where that is gone already."""
    without = copy.deepcopy(case)
    holder: Any = without
    try:
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    return without


def main(seed: int, family: str = "chains") -> None:
    """Prints the smallest chain on which the two still differ."""
    from tests.slow_model.against import parting, random_chain, sound

    def differs(case: Case) -> bool:
        try:
            return sound(case[0]) and parting(case) is not None
        except Exception as error:  # noqa: BLE001 - a smaller case that nobody can read is no case
            return crashed is not None and type(error) is crashed

    crashed = None
    case = random_chain(seed, family)
    try:
        parting(case)
    except Exception as error:  # noqa: BLE001 - the shrunk case is to fail in the same way
        crashed = type(error)
    data, *script = shrunk(case, differs)
    print(shrunk_repr(data), *script, sep="\n")
    print(parting((data, *script)))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
