"""What decisions are worth, for people: which choice is best how often, and what the others cost. Regrets in, lines out."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.readings import SCALE
from exercise_sim.analysis.regrets import Regret, Regrets
from exercise_sim.render.amounts import listed, number
from exercise_sim.render.compared_sentences import COMBINATIONS, DECIDE, DECISIONS
from exercise_sim.render.expectations import counted, percent
from exercise_sim.render.gaps import amount
from exercise_sim.render.paint import Paint, padded, wrapped

MOST: Final = 10
"""Combinations that are shown."""
_CELL, _LEAST = 10, 16


class Regretted:
    """Tells the regrets of one comparison; `left` are decisions that are not varied because there would be too many combinations."""

    def __init__(
        self, paint: Paint, comparison: Comparison, regrets: Regrets, called: str, left: Sequence[str] = ()
    ) -> None:
        self._paint, self._comparison, self._regrets = paint, comparison, regrets
        self._called, self._left = called, left
        plan = comparison.first.plan
        self._nodes = {step: plan.nodes[plan.by_step[step][0]] for step in regrets.decisions}
        options = (option for options in regrets.decisions.values() for option in options)
        self._name = min(max(map(len, options)) + 6, paint.width - 3 * _CELL)

    def lines(self, title: str, seed: int) -> Iterator[str]:
        """Everything."""
        regrets, paint = self._regrets, self._paint
        many = len(self._comparison.outcomes)
        head = DECIDE["head"].format(
            title=title,
            combinations=COMBINATIONS[many > 1].format(count=number(many)),
            decisions=DECISIONS[len(regrets.decisions) > 1].format(count=len(regrets.decisions)),
            runs=counted("runs_each", self._comparison.runs),
            seed=seed,
        )
        yield from (paint("title", line) for line in wrapped(head, paint.width))
        good = DECIDE["more" if regrets.quantity.more_is_better else "less"]
        yield from wrapped(DECIDE["of"].format(what=f"'{self._called}'", good=good), paint.width)
        yield from self._told_left()
        if not regrets.counted:
            yield DECIDE["none"]
            return
        if regrets.missed:
            share = percent(regrets.missed / self._comparison.runs)
            yield from wrapped(DECIDE["missed"].format(share=share), paint.width)
        yield from self._options()
        yield from self._combinations()
        yield ""
        yield from (paint("quiet", line) for line in wrapped(DECIDE["how"], paint.width))

    def _told_left(self) -> Iterator[str]:
        if self._left:
            varied = listed([*self._regrets.decisions])
            example = ",".join([*self._regrets.decisions][:1] + [*self._left][:1])
            told = DECIDE["not_all"].format(varied=varied, left=listed([*self._left]), example=example)
            yield from (self._paint("bad", line) for line in wrapped(told, self._paint.width))

    def _options(self) -> Iterator[str]:
        yield from ("", self._paint("title", DECIDE["options"]))
        yield self._heads()
        for step, options in self._regrets.decisions.items():
            yield f"  {self._nodes[step].label}"
            for option in options:
                yield self._row(f"    {option}", self._regrets.of(step, option))

    def _combinations(self) -> Iterator[str]:
        if len(self._regrets.decisions) < 2:
            return
        yield from ("", self._paint("title", DECIDE["together"]))
        yield self._heads()
        for place, regret in self._regrets.combinations[:MOST]:
            choose = self._comparison.outcomes[place].alternative.choose
            lines = [
                *wrapped(", ".join(f"{step}={option}" for step, option in choose), self._paint.width - 2)
            ]
            if len(lines) == 1 and len(lines[0]) < self._name - 2:
                yield self._row(f"  {lines[0]}", regret)
            else:
                yield from (f"  {line}" for line in lines)
                yield self._row("", regret)

    def _heads(self) -> str:
        heads = "".join(f"{DECIDE[name]:>{_CELL}}" for name in ("best", "costs", "never"))
        return self._paint("quiet", f"{' ' * self._name}{heads}")

    def _row(self, label: str, regret: Regret) -> str:
        quantity = self._regrets.quantity
        best = percent(regret.best / regret.counted)
        cost = amount(quantity, regret.cost) if regret.cost is not None else ""
        never = percent(regret.never / regret.counted) if regret.never else ""
        return f"{padded(label, self._name)}{best:>{_CELL}}{cost:>{_CELL}}{never:>{_CELL}}".rstrip()


def regrets_as_data(comparison: Comparison, regrets: Regrets, left: Sequence[str]) -> dict[str, Any]:
    """The same for other programs: costs in minutes or numbers, shares from 0 to 1."""
    return {
        "of": regrets.quantity.name,
        "counted": regrets.counted,
        "not_varied": list(left),
        "decisions": {
            step: {option: _record(regrets, regrets.of(step, option)) for option in options}
            for step, options in regrets.decisions.items()
        },
        "combinations": [
            {"choose": dict(comparison.outcomes[place].alternative.choose), **_record(regrets, regret)}
            for place, regret in regrets.combinations
        ],
    }


def _record(regrets: Regrets, regret: Regret) -> dict[str, Any]:
    cost = None if regret.cost is None else regret.cost / SCALE[regrets.quantity.unit]
    shares = {"best": regret.best, "never": regret.never}
    return {"cost": cost} | {
        name: many / regret.counted if regret.counted else None for name, many in shares.items()
    }
