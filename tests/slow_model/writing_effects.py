"""Writes random scenarios in which steps are delayed, rescaled, held, cancelled and passed over, at all moments."""

from tests.slow_model.dice import chance, pick
from tests.slow_model.waiting import LAGS, reference
from tests.slow_model.writing import TIMES, Data
from tests.slow_model.writing_injects import HOURS, InjectWriter

PHASES = ("Planning", "Deployment")
FACTORS = (0.5, 1.5, 2, 0.3, 1.6)


class EffectWriter(InjectWriter):
    """Writes one scenario with effects on steps."""

    has_flows = False  # whose own time the page treats apart

    def frame(self) -> None:
        super().frame()
        if not self.has_flows:
            self.data["resources"].pop("lift", None)

    def step(self, name: str) -> Data:
        fields = super().step(name)
        if chance(self.dice, 20):
            fields["phase"] = pick(self.dice, PHASES)
        return fields

    def after_chain(self) -> None:
        """Effects are given when all steps stand, so that they may name any of them."""
        super().after_chain()
        for inject in self.injects.values():
            if chance(self.dice, 50):
                self.touches(inject["effects"], "")
        for name, step in self.data["chain"].items():
            for its in {**step.get("options", {}), **step.get("outcomes", {})}.values():
                if chance(self.dice, 15):
                    self.touches(its, name)
            if chance(self.dice, 8):
                self.touches(step.setdefault("when_done", {}), name)

    def touches(self, its: Data, actor: str) -> None:
        """One effect on one or two things (but for the acting step), sometimes two effects."""
        kinds = ("delay", "delay", "rescale", "hold", "hold", "cancel", "pass_over", "takes")
        for kind in {
            pick(self.dice, kinds): 0,
            **({pick(self.dice, kinds): 0} if chance(self.dice, 25) else {}),
        }:
            targets = list(dict.fromkeys(self.touched() for _ in range(pick(self.dice, (1, 1, 1, 2)))))
            targets = [one for one in targets if one != actor]
            if kind == "takes":
                self.duration(its)
            elif not targets:
                continue
            elif kind == "delay":
                its["delay"] = {one: pick(self.dice, TIMES) for one in targets}
            elif kind == "rescale":
                its["rescale"] = {one: pick(self.dice, FACTORS) for one in targets}
            else:
                its[kind] = targets
                if kind == "hold":
                    its["until"] = self.until()

    def duration(self, its: Data) -> None:
        timed = [name for name, step in self.data["chain"].items() if "takes" in step]
        if timed and chance(self.dice, 50):
            its["set"] = {**its.get("set", {}), f"{pick(self.dice, timed)}.takes": pick(self.dice, TIMES)}
        elif timed:
            sign = pick(self.dice, ("", "-"))
            its["add"] = {
                **its.get("add", {}),
                f"{pick(self.dice, timed)}.takes": sign + pick(self.dice, TIMES),
            }

    def touched(self) -> str:
        """A step, one member's step, a phase or a member."""
        step = pick(self.dice, self.above)
        kind = pick(self.dice, ("step", "step", "step", "member's", "phase", "member"))
        if kind == "member's" and step.members:
            return f"{step.name} of {pick(self.dice, step.members)}"
        if kind == "member" and step.members:
            return pick(self.dice, step.members)
        phase = self.data["chain"][step.name].get("phase")
        return phase if kind == "phase" and phase else step.name

    def until(self) -> str:
        kind = pick(self.dice, ("length", "time", "reference", "reference", "lag"))
        if kind == "length":
            return pick(self.dice, LAGS)
        if kind == "time":
            return f"D {pick(self.dice, HOURS)}"
        text = reference(self.dice, pick(self.dice, self.written), None)
        plain = text.partition(" after ")[2] or text
        if plain[0].isdigit():
            return "1d"
        return plain if kind == "reference" else f"{pick(self.dice, LAGS)} after {plain}"
