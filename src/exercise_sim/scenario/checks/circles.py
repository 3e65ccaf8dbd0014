"""Steps that wait for each other in a circle, through `after` or the documents that they need (M5: `after` is free of circles); who fires what it waits for.

Steps are settled one by one, as soon as all that they wait for is settled (of a document, one way to come by it). What is never
settled stands in a circle, or behind one.
"""

from collections.abc import Iterator

from exercise_sim.scenario.cast import instance
from exercise_sim.scenario.checks.places import entries_at
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.checks.trees import Instance, Trees, leaves
from exercise_sim.scenario.problems import Path


class _Waits:
    """What each instance waits for: `after` (all of them), and ways to each document it needs (any of them, whole)."""

    def __init__(self, trees: Trees) -> None:
        self.after: dict[Instance, tuple[Instance, ...]] = {}
        self.needs: dict[Instance, list[list[tuple[Instance, ...]]]] = {}
        for one in trees.instances():
            self.after[one] = tuple(dict.fromkeys(leaf.instance for leaf in leaves(trees.after(*one))))
            ways = trees.needs(*one).values()
            self.needs[one] = [
                [tuple(leaf.instance for leaf in leaves(way)) for way in each] for each in ways if each
            ]

    def of(self, one: Instance) -> Iterator[Instance]:
        yield from self.after[one]
        for ways in self.needs[one]:
            for way in ways:
                yield from way

    def unsettled(self, one: Instance, settled: set[Instance]) -> Instance | None:
        """One that keeps an instance from being settled; None where nothing does."""
        for other in self.after[one]:
            if other not in settled:
                return other
        for ways in self.needs[one]:
            missing = [next((other for other in way if other not in settled), None) for way in ways]
            if None not in missing:
                return missing[0]
        return None


def check_circles(survey: Survey, trees: Trees) -> None:
    """Every circle, told once. Where no steps stand in one, none of their instances do; then nobody looks at those."""
    if _in_order(trees.before):
        return
    waits = _Waits(trees)
    settled = _settled(waits)
    told: set[frozenset[str]] = set()
    for one in waits.after:
        if one in settled:
            continue
        circle = _circle(waits, one, settled)
        if frozenset(step for step, _ in circle) not in told:
            told.add(frozenset(step for step, _ in circle))
            _tell(survey, waits, circle)


def check_firing(survey: Survey, trees: Trees) -> None:
    """Whoever fires an inject does not wait for it, nor is brought by it: it comes once, so it would never come that way."""
    fired = {name: set(others) for name, others in trees.before.items()}
    for deed in survey.deeds:
        for inject, _ in entries_at(deed.effects.fire, deed.path):
            fired.setdefault(inject, set()).add(deed.step)
    for deed in survey.deeds:
        for inject, path in entries_at(deed.effects.fire, (*deed.path, "fire")):
            if inject in survey.scenario.injects and inject in _behind(fired, deed.step):
                survey.error(
                    _brings(trees, deed.step, inject),
                    path,
                    "an inject comes once, so what waits for it cannot bring it; take it out, or name another one",
                )


def _brings(trees: Trees, step: str, inject: str) -> str:
    if step == inject:
        return f"'{inject}' fires itself"
    if inject in _behind(trees.before, step):
        return f"'{step}' fires '{inject}', for which it waits itself"
    return f"'{step}' fires '{inject}', by which it may be fired itself"


def _behind(before: dict[str, set[str]], step: str) -> set[str]:
    """A step and all that it waits for, directly or by others."""
    found, work = {step}, [step]
    while work:
        more = before.get(work.pop(), set()) - found
        found |= more
        work += more
    return found


def _in_order(before: dict[str, set[str]]) -> bool:
    """Whether the steps can be put in an order in which each stands behind all that it waits for."""
    behind: dict[str, list[str]] = {}
    for one, others in before.items():
        for other in others:
            behind.setdefault(other, []).append(one)
    missing = {one: len(others) for one, others in before.items()}
    work = [one for one, count in missing.items() if not count]
    for one in work:
        for other in behind.get(one, ()):
            missing[other] -= 1
            if not missing[other]:
                work.append(other)
    return len(work) == len(before)


def _settled(waits: _Waits) -> set[Instance]:
    behind: dict[Instance, list[Instance]] = {}
    for one in waits.after:
        for other in waits.of(one):
            behind.setdefault(other, []).append(one)
    settled: set[Instance] = set()
    work = list(reversed(waits.after))
    while work:
        one = work.pop()
        if one not in settled and waits.unsettled(one, settled) is None:
            settled.add(one)
            work.extend(behind.get(one, ()))
    return settled


def _circle(waits: _Waits, one: Instance, settled: set[Instance]) -> list[Instance]:
    """The circle to which an unsettled instance leads, its first step in file order at the front."""
    way: list[Instance] = []
    following: Instance | None = one
    while following is not None and following not in way:
        way.append(following)
        following = waits.unsettled(following, settled)
    circle = way[way.index(following) :] if following in way else way
    order = list(waits.after)
    first = min(range(len(circle)), key=lambda place: order.index(circle[place]))
    return circle[first:] + circle[:first]


def _tell(survey: Survey, waits: _Waits, circle: list[Instance]) -> None:
    steps = [step for step, _ in circle]
    plain = len(set(steps)) == len(steps)
    names = steps if plain else [instance(*one) for one in circle]
    chain = " -> ".join((*names, names[0]))
    path = _place(survey, waits, circle)
    if path[-1] == "needs" and len(circle) == 1:
        survey.error(f"'{names[0]}' needs a document that only it makes itself", path)
        return
    message = (
        f"'{names[0]}' waits for itself"
        if len(circle) == 1
        else "these steps wait for each other in a circle"
    )
    default = next(
        (
            step
            for step in steps
            if step in survey.chain and survey.chain[step].after is None and not survey.chain[step].needs
        ),
        None,
    )
    hint = "an arrow means 'waits for'"
    if default:
        hint += f"; '{default}' has no 'after', so it waits for the step above it"
    survey.error(f"{message}: {chain}", path, hint, at_key=True)


def _place(survey: Survey, waits: _Waits, circle: list[Instance]) -> Path:
    """Where the first step of a circle says what it waits for."""
    step = survey.elements[circle[0][0]]
    after = circle[1 % len(circle)] in waits.after[circle[0]]
    word = "after" if after and step.after is not None else "needs" if not after else None
    place = survey.path(circle[0][0])
    if circle[0][0] in survey.scenario.injects:
        return (*place, "at")
    return (*place, word) if word else place
