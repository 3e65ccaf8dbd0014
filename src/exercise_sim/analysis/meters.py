"""Which objectives were ever measured, over many runs. Measuring takes longer than a run, so only some runs are looked at."""

from typing import Final

from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import Measured, measured
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session
from exercise_sim.scenario.model import Scenario

EVERY: Final = 20
"""One run in so many is looked at, whether it reached anything new or not."""

NOT_BEGUN: Final = "not begun"
NOT_REACHED: Final = "not reached"
BACKWARDS: Final = "backwards"
_REASONS: Final = (NOT_BEGUN, NOT_REACHED, BACKWARDS)
"""Why an objective was never measured; of several reasons, the one that came nearest to a measure, which is the last."""


class Meters:
    """`missing` are the objectives that no run has measured, each with the reason; what people observe is none of them."""

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        self._scenario, self._plan = scenario, plan
        self._seen = 0
        rated = [name for name, one in scenario.objectives.items() if one.observe is None]
        self.count = len(rated)
        self.missing: dict[str, str] = dict.fromkeys(rated, NOT_BEGUN)

    def look(self, session: Session, *, new: bool) -> None:
        """Measures a run, if it is `new` in what it reached, or if its turn has come."""
        self._seen += 1
        if self.missing and (new or self._seen % EVERY == 0):
            for one in measured(self._scenario, self._plan, history(self._plan, session.log)):
                if one.name in self.missing:
                    self._take(one)

    def _take(self, one: Measured) -> None:
        if one.value is not None and not one.backwards:
            del self.missing[one.name]
            return
        begun = one.begin is not None or one.unit == "number"
        reason = BACKWARDS if one.backwards else NOT_REACHED if begun else NOT_BEGUN
        self.missing[one.name] = max(self.missing[one.name], reason, key=_REASONS.index)
