"""Writes random scenarios: valid ones, small, with everything of the language that the slow evaluator knows.

The frame first (groups, resources, values), then step by step down the file, then what the end of the run releases.
"""

from typing import Any

from tests.slow_model.dice import Dice, chance, pick, some
from tests.slow_model.reading import selected
from tests.slow_model.waiting import LAGS, Written, join, reference

Data = dict[str, Any]

TIMES = ("30m", "1h", "1h", "2h", "4h")
MEMBERS = {"states": "abcd", "routes": "pqrs"}
MOODS = ("calm", "tense", "grave")


class Writer:
    """Writes one scenario with the given dice."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.names = [f"s{n + 1}" for n in range(dice.whole(3, 14))]
        self.written: list[Written] = []
        self.named_endings: list[str] = []
        self.data: Data = {
            "scenario": "random",
            "title": "A random chain",
            "start": "2024-03-12 09:00 +03:00",
            "source": "assumption",
            "bodies": {"staff": {"title": "Staff", "seat": True}},
        }

    def write(self) -> Data:
        self.frame()
        wants_endings = chance(self.dice, 50)
        if wants_endings:
            self.named_endings = some(self.dice, ("no_go", "agreed"), self.dice.whole(0, 2))
        self.data["chain"] = {}
        for name in self.names:
            self.data["chain"][name] = self.step(name)
            self.after_step()
        self.after_chain()
        if wants_endings:
            self.data["endings"] = self.endings()
            self.tail()
        return self.data

    def after_step(self) -> None:
        """For writers that know more than the chain."""

    def after_chain(self) -> None:
        """The same, once all steps stand."""

    @property
    def above(self) -> list[Written]:
        """The steps written so far."""
        return [one for one in self.written if one.is_step]

    # --- the frame -------------------------------------------------------------------------------------------

    def frame(self) -> None:
        if chance(self.dice, 30):
            self.data["end"] = pick(self.dice, ("6h", "12h", "1d", "3d"))
        self.data["groups"] = {
            group: {letter: {"kind": pick(self.dice, "xz")} for letter in letters[: self.dice.whole(1, 4)]}
            for group, letters in some(self.dice, tuple(MEMBERS.items()), self.dice.whole(0, 2))
        }
        self.data["resources"] = {}
        if chance(self.dice, 50):
            self.data["resources"]["cell"] = {"slots": self.dice.whole(1, 2)}
        if chance(self.dice, 30):
            self.data["resources"]["fuel"] = {"stock": self.dice.whole(3, 9)}
        if chance(self.dice, 40):
            self.data["resources"]["lift"] = {"flow": f"{pick(self.dice, (24, 35, 50, 7))} a day"}
        self.data["variables"] = {"mood": "calm", "strength": 0}

    def condition(self) -> str:
        if chance(self.dice, 50):
            return f"mood {pick(self.dice, ('is', 'is not'))} {pick(self.dice, MOODS[:2])}"
        return f"strength at least {self.dice.whole(0, 3)}"

    # --- one step --------------------------------------------------------------------------------------------

    def step(self, name: str) -> Data:
        fields: Data = {}
        group, members = self.members(fields)
        if self.written and chance(self.dice, 75):
            fields["after"] = join(self.dice, self.written, group)
        if self.written and chance(self.dice, 15):
            fields["if"] = self.condition()
        if self.written and chance(self.dice, 6):
            fields["wait_for"] = self.condition()
        if chance(self.dice, 65):
            fields["takes"] = pick(self.dice, TIMES)
        self.uses(fields)
        kind = pick(self.dice, ("work", "work", "options", "options", "outcomes"))
        if kind != "work":
            self.choices(name, fields, kind)
        self.when_done(name, fields)
        forward = [o for o, its in fields.get(kind, {}).items() if not {"back_to", "redo"} & set(its)]
        self.written.append(Written(name, group, tuple(members), tuple(forward), "takes" in fields))
        return fields

    def members(self, fields: Data) -> tuple[str | None, list[str]]:
        if not self.data["groups"] or chance(self.dice, 55):
            return None, []
        group = pick(self.dice, list(self.data["groups"]))
        fields["for_each"] = group
        if chance(self.dice, 30):
            its = pick(self.dice, list(self.data["groups"][group].values()))
            fields["for_each"] = f"{group} where kind is {its['kind']}"
        return selected(self.data, fields["for_each"])

    def uses(self, fields: Data) -> None:
        if not self.data["resources"] or chance(self.dice, 55):
            return
        chosen = some(self.dice, list(self.data["resources"].items()), self.dice.whole(1, 2))
        fields["uses"] = {name: self.units(its) for name, its in chosen}

    def units(self, its: Data) -> int:
        if chance(self.dice, 8):
            return 0
        return self.dice.whole(1, its.get("slots") or min(its.get("stock") or 4, 4))

    # --- what its end brings ---------------------------------------------------------------------------------

    def choices(self, name: str, fields: Data, kind: str) -> None:
        """Two options or outcomes that go on, and often one or two that go back."""
        its: Data = {forward: self.effects() for forward in ("adopt", "refuse")}
        if chance(self.dice, 45):
            its["again"] = {
                **self.effects(),
                **self.way_back(name, fields),
                "then": pick(self.dice, ("adopt", "refuse")),
            }
            if chance(self.dice, 25):
                its["afresh"] = {**self.way_back(name, fields), "then": pick(self.dice, ("again", "refuse"))}
        for forward in ("adopt", "refuse"):
            if self.named_endings and chance(self.dice, 12):
                its[forward]["ends"] = pick(self.dice, self.named_endings)
        for option in its.values():
            if chance(self.dice, 20 if kind == "options" else 8):
                option["takes"] = pick(self.dice, TIMES)
        order = some(self.dice, list(its), len(its))
        fields[kind] = {option: its[option] for option in order}
        self.deciding(fields, kind, order)

    def deciding(self, fields: Data, kind: str, order: list[str]) -> None:
        if kind == "outcomes":
            share = 100 // len(order) / 100
            for option in order[1:]:
                fields[kind][option]["chance"] = share
            return
        fields.update({"by": "staff", "question": "What now?", "usual": pick(self.dice, order)})
        if chance(self.dice, 45):
            fields.update({"within": pick(self.dice, TIMES), "otherwise": pick(self.dice, order)})

    def effects(self) -> Data:
        found: Data = {}
        if chance(self.dice, 25):
            found["set"] = {"mood": pick(self.dice, MOODS)}
        if chance(self.dice, 25):
            found["add"] = {"strength": self.dice.whole(1, 2)}
        return found

    def way_back(self, name: str, fields: Data) -> Data:
        """Going back to itself, mostly up, sometimes elsewhere; the loop takes time by its decider, its wait or its target."""
        word = pick(self.dice, ("back_to", "back_to", "redo"))
        targets = [self.target(name) for _ in range(pick(self.dice, (1, 1, 1, 2)))]
        way: Data = {
            word: targets[0] if len(set(targets)) == 1 else targets,
            "at_most": self.dice.whole(1, 3),
        }
        above = self.above[-1] if self.above else None
        through_work = (
            above is not None
            and above.takes_time
            and "after" not in fields
            and (word, targets) == ("back_to", [above.name])
        )
        if chance(self.dice, 25) or not ("takes" in fields or through_work):
            way["wait"] = pick(self.dice, LAGS)
        return way

    def target(self, name: str) -> str:
        kind = pick(self.dice, ("up", "up", "up", "itself", "any"))
        if kind == "itself" or not self.above:
            return name
        return pick(self.dice, self.above).name if kind == "up" else pick(self.dice, self.names)

    def when_done(self, name: str, fields: Data) -> None:
        its = self.effects() if chance(self.dice, 30) else {}
        leads_to_ending = any(
            "ends" in o for o in {**fields.get("options", {}), **fields.get("outcomes", {})}.values()
        )
        if not leads_to_ending and chance(self.dice, 8):
            its.update(self.way_back(name, fields))
        if its:
            fields["when_done"] = its

    # --- the end of the run ----------------------------------------------------------------------------------

    def endings(self) -> Data:
        """Those that an outcome names, and up to two with `when`."""
        ends = [its.get("ends") for its in self.deeds()]
        found: Data = {name: {} for name in self.named_endings if name in ends}
        for name in ("success", "failure")[: max(self.dice.whole(0, 2), 1 - len(found))]:
            condition = f"strength at least {self.dice.whole(2, 5)}" if chance(self.dice, 25) else None
            late = self.written[len(self.written) // 2 :]
            found[name] = {"when": condition or reference(self.dice, pick(self.dice, late), None)}
        return {name: found[name] for name in some(self.dice, list(found), len(found))}

    def deeds(self) -> list[Data]:
        """Everything written that may have effects: options and outcomes."""
        return [
            option
            for step in self.data["chain"].values()
            for option in {**step.get("options", {}), **step.get("outcomes", {})}.values()
        ]

    def tail(self) -> None:
        """Steps after the ending; they look only at the ending and at each other."""
        if chance(self.dice, 60) or len(self.names) > 12:
            return
        endings = [
            "ending",
            "ending",
            "1h after ending",
            *(f"ending.{name}" for name in self.data["endings"]),
        ]
        self.data["chain"]["hot_wash"] = {"after": pick(self.dice, endings), "takes": pick(self.dice, TIMES)}
        if chance(self.dice, 50):
            after = pick(self.dice, ("hot_wash", "hot_wash begins", "30m after hot_wash"))
            self.data["chain"]["report"] = {"takes": "1h"} | (
                {"after": after} if chance(self.dice, 60) else {}
            )
