"""Writes random scenarios with everything, and votes: members that are asked one by one, quorums, what carries; and resources that
grow and shrink, and are kept."""

from tests.slow_model.dice import chance, pick, some
from tests.slow_model.reading import selected
from tests.slow_model.waiting import reference
from tests.slow_model.writing import Data
from tests.slow_model.writing_whole import WholeWriter

OPEN = ("06:00-22:00", "10:00-12:00", "09:30-18:00", "11:00-24:00", "00:00-10:00")
NEEDS = (1, 1, 2, "all", "all", "majority", "2/3", "60%")


class CouncilWriter(WholeWriter):
    """Writes one scenario in which members vote."""

    def frame(self) -> None:
        super().frame()
        for its in self.data["resources"].values():
            if chance(self.dice, 35):
                its["open"] = pick(self.dice, OPEN)
        if not self.data["groups"]:
            self.data["groups"]["states"] = {
                name: {"kind": pick(self.dice, "xz")} for name in "abcd"[: self.dice.whole(1, 4)]
            }

    def countable(self) -> list[str]:
        """The resources of which there are so many units; a flow has a rate."""
        return [name for name, its in self.data["resources"].items() if "flow" not in its]

    def condition(self) -> object:
        """As before, or a test of what there is of a resource."""
        if not self.countable() or chance(self.dice, 88):
            return super().condition()
        return f"{pick(self.dice, self.countable())} {pick(self.dice, ('at least', 'at most'))} {self.dice.whole(0, 3)}"

    def effects(self) -> Data:
        """As before, or another capacity; of a stock, more or less of it."""
        found = super().effects()
        if self.countable() and chance(self.dice, 12):
            name = pick(self.dice, self.countable())
            word = pick(self.dice, ("set", "add"))
            least = 0 if word == "set" else -2
            found[word] = {**found.get(word, {}), name: self.dice.whole(least, 3)}
        return found

    def after_chain(self) -> None:
        """Some steps keep what they hold until another one is over."""
        super().after_chain()
        for step in self.written:
            its = self.data["chain"].get(step.name, {})
            slots = [
                name
                for name, units in its.get("uses", {}).items()
                if units and "slots" in self.data["resources"][name]
            ]
            if not slots or step.recurs or not chance(self.dice, 35):
                continue
            others = [
                one
                for one in self.written
                if one.name != step.name and (one.is_step or chance(self.dice, 20))
            ]
            if others:
                text = reference(
                    self.dice,
                    pick(self.dice, others),
                    its.get("for_each", "").partition(" where ")[0] or None,
                )
                its["keeps"] = {pick(self.dice, slots): f"until {text.partition(' after ')[2] or text}"}

    def touched(self) -> str:
        """As before; more often a question that is put to the vote."""
        voted = [name for name, step in self.data["chain"].items() if "vote" in step]
        return pick(self.dice, voted) if voted and chance(self.dice, 35) else super().touched()

    def deciding(self, fields: Data, kind: str, order: list[str]) -> None:
        """As before; often the question is put to the vote."""
        super().deciding(fields, kind, order)
        if kind != "options" or not chance(self.dice, 60):
            return
        group = pick(self.dice, list(self.data["groups"]))
        of = group
        if chance(self.dice, 20):
            its = pick(self.dice, list(self.data["groups"][group].values()))
            of = f"{group} where kind is {its['kind']}"
        carried = some(self.dice, order, self.dice.whole(1, len(order)))
        fields["vote"] = {"of": of, "carried": {option: pick(self.dice, NEEDS) for option in carried}}
        if chance(self.dice, 30):
            fields["vote"]["quorum"] = self.dice.whole(1, len(selected(self.data, of)[1]))
        fields.setdefault("otherwise", pick(self.dice, order))
        fields.pop("usual")


class FlowWriter(CouncilWriter):
    """Writes one scenario with everything, in which flows serve work that is held, delayed and made longer."""

    has_flows = True
