"""Writes random scenarios with everything: gauges that rise and fall, recurring work, and whatever the other families know.

The stages of a gauge are there from the first step on, for joins and conditions; its rates are written at the end, when all steps stand.
"""

from dataclasses import replace
from typing import Any

from tests.slow_model.dice import chance, pick, some
from tests.slow_model.waiting import Written, reference
from tests.slow_model.writing import Data
from tests.slow_model.writing_effects import EffectWriter

STAGES = ("tension", "crisis", "conflict")
RATES = (
    "6 a day",
    "35 a day",
    "1 an hour",
    "2 an hour",
    "5 an hour",
    "7 an hour",
    "1 every 45m",
    "60 an hour",
    "240 a day",
)
EVERY = ("1h", "90m", "2h", "3h", "6h")


class WholeWriter(EffectWriter):
    """Writes one scenario in which the situation moves and work is done again and again."""

    def frame(self) -> None:
        super().frame()
        self.data["gauges"] = {
            name: self.gauge() for name in ("threat", "water")[: pick(self.dice, (0, 1, 1, 1, 2))]
        }
        for name, its in self.data["gauges"].items():
            for stage in its["stages"]:
                self.written.append(Written(f"{name} reaches {stage}", None, (), (), False, is_step=False))
        self.recurring: list[str] = []

    def gauge(self) -> Data:
        levels = sorted(
            {pick(self.dice, (0, 5, 8, 10, 12, 15, 20, 22.5, 30)) for _ in range(self.dice.whole(1, 3))}
        )
        its: Data = {"stages": dict(zip(STAGES, levels, strict=False))}
        its["starts"] = pick(self.dice, (0, 3, 5, 8, 10, 14, 20))
        if chance(self.dice, 35):
            its["highest"] = max(its["starts"], levels[-1], 1) + pick(self.dice, (0, 0, 2, 5))
        if chance(self.dice, 25):
            its["lowest"] = pick(self.dice, (-5, min(its["starts"], levels[0])))
            its["lowest"] = min(its["lowest"], its["starts"], levels[0])
        return its

    # --- what looks at them ----------------------------------------------------------------------------------

    def condition(self) -> object:
        if self.data["gauges"] and chance(self.dice, 40):
            return self.level()
        return super().condition()

    def level(self) -> str:
        """A test of the value or the stage of a gauge."""
        name = pick(self.dice, list(self.data["gauges"]))
        stages = list(self.data["gauges"][name]["stages"])
        kind = pick(self.dice, ("is", "is not", "at least", "at most", "number", "number", "reaches"))
        if kind == "number":
            return f"{name} {pick(self.dice, ('at least', 'at most'))} {pick(self.dice, (4, 6, 9, 10, 12, 18, 25))}"
        return f"{name} {kind} {pick(self.dice, stages)}"

    def effects(self) -> Data:
        found = super().effects()
        if self.data["gauges"] and chance(self.dice, 15):
            name = pick(self.dice, list(self.data["gauges"]))
            if chance(self.dice, 25):
                found["set"] = {**found.get("set", {}), name: pick(self.dice, (0, 4, 10, 20, 12.5))}
            else:
                found["add"] = {
                    **found.get("add", {}),
                    name: pick(self.dice, (1, 3, 5, 10, -2, -5, -10, 0.5)),
                }
        return found

    # --- recurring work --------------------------------------------------------------------------------------

    def step(self, name: str) -> Data:
        above = self.above[-1] if self.above else None
        fields = super().step(name)
        if above is not None and above.recurs and "after" not in fields:
            fields["after"] = reference(self.dice, above, fields.get("for_each"))
        ends = fields.get("when_done", {})
        if (
            "question" in fields
            or "outcomes" in fields
            or {"back_to", "redo"} & set(ends)
            or not chance(self.dice, 25)
        ):
            return fields
        fields["every"] = pick(self.dice, EVERY)
        self.recurring.append(name)
        self.written[-1] = replace(self.written[-1], recurs=True)
        return fields

    def after_chain(self) -> None:
        for name in self.recurring:
            if chance(self.dice, 75):
                others = [one for one in self.written if one.name != name]
                its = self.data["chain"][name]
                group = its.get("for_each", "").partition(" where ")[0] or None
                if others:
                    text = reference(self.dice, pick(self.dice, others[len(others) // 3 :] or others), group)
                    its["until"] = text
        super().after_chain()
        for its in self.data["gauges"].values():
            for word, often in (("rises", 85), ("falls", 45)):
                if chance(self.dice, often):
                    its[word] = self.rates()

    def rates(self) -> Any:
        """A rate alone, rates with their conditions, or the long form."""
        form = pick(self.dice, ("alone", "alone", "one", "one", "two", "list"))
        if form == "alone":
            return pick(self.dice, RATES)
        if form == "list":
            return [{"by": pick(self.dice, RATES)}, {"by": pick(self.dice, RATES), "while": self.condition()}]
        return {by: self.condition() for by in some(self.dice, RATES, 1 if form == "one" else 2)}
