"""Warnings about what comes before what in any case: times that run backwards (M20), units that are kept too long (M9), holds that cannot end (M11).

One instance needs another if it could not come without it; what may be gone back to has no order of its own.
"""

from collections.abc import Iterator

from exercise_sim.scenario.cast import instance
from exercise_sim.scenario.checks.coming import Coming
from exercise_sim.scenario.checks.exclusive import reopened
from exercise_sim.scenario.checks.places import references_at
from exercise_sim.scenario.checks.resources import raised
from exercise_sim.scenario.checks.stores import Store, store_instances, stores
from exercise_sim.scenario.checks.survey import Deed, Survey
from exercise_sim.scenario.checks.trees import Instance, Trees, leaves
from exercise_sim.scenario.model import Objective
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.targets import instances

MOST_LOOKED_AT = 40
"""For how many instances it is looked up what cannot come without them: each takes a look at the whole chain."""


class Order:
    """What cannot come without what."""

    def __init__(self, survey: Survey, trees: Trees, coming: Coming) -> None:
        self._survey, self._trees, self._coming = survey, trees, coming
        self._without: dict[Instance, set[Instance]] = {}

    def needs(self, one: Instance, other: Instance) -> bool:
        """Whether an instance could not come without another; no where it can never come, or where too much has been asked."""
        if other not in self._without:
            if len(self._without) >= MOST_LOOKED_AT:
                return False
            self._without[other] = Coming(self._survey, self._trees, without=[other]).instances
        return one in self._coming.instances and one not in self._without[other]


def judge_order(survey: Survey, trees: Trees, coming: Coming) -> None:
    """Every objective that measures a time, whatever is kept, and whatever is held."""
    order = Order(survey, trees, coming)
    timed = [(name, one) for name, one in survey.scenario.objectives.items() if _span(one)]
    loose = reopened(survey, trees) if timed else set()
    for name, objective in timed:
        _judge_time(survey, order, name, objective, loose)
    if any(step.keeps for step in survey.chain.values()):
        _judge_keeps(survey, trees, order)
    for deed in survey.deeds:
        if deed.effects.hold and isinstance(deed.effects.until, Reference):
            _judge_hold(survey, order, deed, deed.effects.until)


def _judge_hold(survey: Survey, order: Order, deed: Deed, until: Reference) -> None:
    """What is held until something that comes only after it would stand for good."""
    ends = _meant(survey, until) if until.stage is None and not until.begins else []
    for text in deed.effects.hold if ends else ():
        held = [
            one
            for member in survey.cast.members(deed.step)
            for one in instances(survey.cast, text, deed.step, member)
        ]
        held = [one for one in held if one[0] not in _begun(survey)]
        stuck = next((one for one in held if all(end == one or order.needs(end, one) for end in ends)), None)
        if stuck is not None:
            survey.warning(
                f"'{instance(*stuck)}' may be held for ever: '{until.text}' comes only after it",
                (*deed.path, "until"),
                "let the hold end with something else, or at a time",
            )
            return


def _begun(survey: Survey) -> set[str]:
    """The steps whose beginning alone something waits for: what comes after that can come while they are held."""
    return {
        reference.name
        for step in survey.elements.values()
        for reference, _ in references_at(step.after, ())
        if reference.begins
    }


def _span(objective: Objective) -> tuple[Reference, Reference] | None:
    """The reference that should come first, and the one that should come later."""
    if objective.from_ is not None and objective.to is not None:
        return objective.from_, objective.to
    if objective.margin is not None and objective.before is not None:
        return objective.margin, objective.before
    return None


def _judge_time(survey: Survey, order: Order, name: str, objective: Objective, loose: set[str]) -> None:
    span = _span(objective)
    assert span is not None
    first, last = span
    if loose & {first.name, last.name} or not all(map(_plain, span)):
        return
    if first.name == last.name:
        backwards = last.begins and not first.begins and first.member == last.member
    else:
        backwards = all(
            order.needs(one, other) for one in _meant(survey, first) for other in _meant(survey, last)
        )
    if backwards:
        words = ("from", "to") if objective.from_ is not None else ("margin", "before")
        message = f"'{name}' can measure no time: '{last.text}' always comes before '{first.text}'"
        survey.warning(message, ("objectives", name, words[0]), f"exchange '{words[0]}' and '{words[1]}'")


def _plain(reference: Reference) -> bool:
    """Whether it means steps themselves: no lag behind them, not the first ones, no stage of a gauge."""
    return reference.lag is None and reference.count is None and reference.stage is None


def _meant(survey: Survey, reference: Reference) -> list[Instance]:
    members = survey.cast.members(reference.name)
    return [(reference.name, one) for one in members if reference.member in (None, one)]


def _judge_keeps(survey: Survey, trees: Trees, order: Order) -> None:
    known = stores(survey)
    using = list(_using(survey, known))
    told: set[tuple[str, str]] = set()
    for keeper, store, kept, text in using:
        until = survey.chain[keeper[0]].keeps.get(text)
        tree = trees.reference(until, *keeper) if until is not None else None
        ends = {leaf.instance for leaf in leaves(tree)}
        for other, same, need, _ in using if ends else ():
            if (
                same != store
                or other == keeper
                or need + kept <= known[store].amount
                or store in raised(survey)
            ):
                continue
            if (keeper[0], other[0]) in told or order.needs(keeper, other):
                continue
            if any(order.needs(end, other) or end == other for end in ends):
                told.add((keeper[0], other[0]))
                names = instance(*keeper), instance(*other)
                survey.warning(
                    f"'{names[1]}' may wait for ever: '{names[0]}' keeps '{text}' until '{until.text if until else ''}', which comes only after it",
                    ("chain", keeper[0], "keeps", text),
                    "let it be kept until something earlier, or let there be more of it",
                    at_key=True,
                )


def _using(survey: Survey, known: dict[str, Store]) -> Iterator[tuple[Instance, str, int, str]]:
    """Who uses which slots, how many, and under which name."""
    for name, step in survey.chain.items():
        for text, amount in step.uses.items():
            meant = store_instances(survey, survey.asker(name), text, ())
            for member, store in meant.items():
                if store in known and known[store].kind == "slots":
                    yield (name, member), store, int(survey.cast.value(amount, member)), text
