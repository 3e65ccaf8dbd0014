"""Writes random scenarios with injects, and with what belongs to them: documents, members that leave, conditions on references.

Injects are written between the steps: each looks only at what is written already, and steps below may wait for it.
"""

from tests.slow_model.dice import chance, pick, some
from tests.slow_model.waiting import LAGS, Written, reference
from tests.slow_model.writing import TIMES, Data, Writer

MOST_INJECTS = 4
HOURS = ("09:00", "09:30", "10:00", "11:00", "12:00", "14:00", "18:00", "23:00")
SPANS = ("30m .. 2h", "1h .. 4h", "2h .. 3h")


class InjectWriter(Writer):
    """Writes one scenario in which something comes from outside."""

    def write(self) -> Data:
        self.injects: Data = {}
        self.made: list[str] = []  # documents that nobody needs yet
        super().write()
        order = some(self.dice, list(self.injects), len(self.injects))
        self.data["injects"] = {name: self.injects[name] for name in order}
        return self.data

    def after_step(self) -> None:
        if len(self.injects) < MOST_INJECTS and chance(self.dice, 25):
            self.inject(f"i{len(self.injects) + 1}")

    def after_chain(self) -> None:
        """Injects that nobody could name before: those that are fired, and what is expected of steps further down."""
        for inject in self.injects.values():
            if "expects" in inject and not inject["expects"]:
                inject["expects"] = {
                    "answer": reference(self.dice, pick(self.dice, self.above), None),
                    "within": pick(self.dice, TIMES),
                }
        for name, inject in self.injects.items():
            others = [its for its in self.deeds() if its is not inject.get("effects")]
            if others and chance(self.dice, 25):
                does = pick(self.dice, others)
                does["fire"] = [*does.get("fire", []), name]

    def deeds(self) -> list[Data]:
        """Options, outcomes, and the effects of injects."""
        found = super().deeds()
        for inject in self.injects.values():
            found.append(inject.setdefault("effects", {}))
        return found

    # --- one inject ------------------------------------------------------------------------------------------

    def inject(self, name: str) -> None:
        its: Data = {"at": self.turn()}
        outcomes: tuple[str, ...] = ()
        if chance(self.dice, 20):
            its["unless"] = self.condition()
        if chance(self.dice, 25):
            its["chance"] = 0.5
        if chance(self.dice, 40):
            its["expects"], outcomes = self.expects()
        its["effects"] = self.deed()
        self.injects[name] = its
        self.written.append(Written(name, None, (), outcomes, takes_time=False, is_step=False))

    def turn(self) -> object:
        kind = pick(self.dice, ("time", "after", "after", "after", "condition", "mixed", "trainer"))
        if kind == "time":
            return pick(self.dice, ("D ", "D ", "D+1 ")) + pick(self.dice, HOURS)
        if kind == "after":
            text = reference(self.dice, pick(self.dice, self.written), None)
            plain = text.partition(" after ")[2] or text
            return f"{pick(self.dice, SPANS)} after {plain}" if chance(self.dice, 20) else text
        if kind == "mixed":
            first = reference(self.dice, pick(self.dice, self.written), None)
            return {
                pick(self.dice, ("all", "any")): [first.partition(" after ")[2] or first, super().condition()]
            }
        return super().condition() if kind == "condition" else "trainer"

    def expects(self) -> tuple[Data, tuple[str, ...]]:
        """What is expected, and what others may wait for. An answer from below stays open here, and nobody waits for it."""
        kind = pick(self.dice, ("action", "above", "below"))
        if kind == "below":
            return {}, ()
        its: Data = {"within": pick(self.dice, TIMES)}
        if kind == "action":
            its["action"] = "Something is done"
        else:
            its["answer"] = reference(self.dice, pick(self.dice, self.written), None)
        return its, ("met", "missed")

    def deed(self) -> Data:
        """What an inject does: one thing in a few goes back, some end the run."""
        found = self.effects()
        if chance(self.dice, 25):
            word = pick(self.dice, ("back_to", "back_to", "redo"))
            found[word] = self.target(pick(self.dice, self.names))
            if chance(self.dice, 25):
                found["wait"] = pick(self.dice, LAGS)
        elif self.named_endings and chance(self.dice, 8):
            found["ends"] = pick(self.dice, self.named_endings)
        if chance(self.dice, 12):
            found["makes"] = [self.document()]
        return found

    # --- what steps have beside it ---------------------------------------------------------------------------

    def effects(self) -> Data:
        found = super().effects()
        members = [member for group in self.data["groups"].values() for member in group]
        if members and chance(self.dice, 5):
            found["drop"] = [pick(self.dice, members)]
        if chance(self.dice, 8):
            found["set"] = {**found.get("set", {}), "strength": self.dice.whole(0, 3)}
        return found

    def condition(self) -> object:
        """A test of a value, or a reference (without a lag)."""
        if not self.written or chance(self.dice, 55):
            return super().condition()
        text = reference(self.dice, pick(self.dice, self.written), None)
        plain = text.partition(" after ")[2] or text
        if chance(self.dice, 20):
            return {pick(self.dice, ("all", "any")): [plain, super().condition()]}
        return {"not": plain} if chance(self.dice, 15) else plain

    def step(self, name: str) -> Data:
        """A step as before, that may need a document made above it, or make one."""
        made = list(self.made)
        fields = super().step(name)
        if made and chance(self.dice, 30):
            fields["needs"] = [pick(self.dice, made)]
            self.made = [one for one in self.made if one not in fields["needs"]]
        elif "for_each" not in fields and chance(self.dice, 8):
            fields["makes"] = [self.document()]
        return fields

    def document(self) -> str:
        """A new document, or the next version of one that nobody needs yet."""
        if self.made and chance(self.dice, 40):
            return pick(self.dice, self.made)
        self.documents = getattr(self, "documents", 0) + 1
        self.made.append(f"paper {self.documents}")
        return self.made[-1]
