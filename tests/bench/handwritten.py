"""The training with its usual choices as a hand-written SimPy model: the engine's oracle and its measure.

In the way SimPy's documentation teaches: a process for every activity, joined by events; resources for what is scarce; loops for
what is done again; interrupts for what touches work under way. Written from the scenario's text, not from the engine; only chance is shared, so that
minutes can be compared.
"""

from collections.abc import Mapping

from simpy import Environment
from tests.bench.handwritten_cast import AFRESH, ENDEX
from tests.bench.handwritten_frame import Steps
from tests.bench.handwritten_injects import Injects

from exercise_sim.engine.luck import Luck
from exercise_sim.engine.plan import Plan


class Training(Injects):
    """One run of the training, to be played once."""

    def __init__(self, luck: Luck, draws: Mapping[str, int]) -> None:
        super().__init__(luck, draws)
        self.process(self.endex())
        self.threat()
        self.injects()
        self.request_and_center()
        self.draft_and_session()
        self.notification_and_consent()
        self.formation_and_routes()
        self.movement()
        self.assistance_and_end()

    def endex(self) -> Steps:
        yield self.env.timeout(ENDEX)
        self.end("out_of_time")

    def play(self) -> None:
        """Plays it to its ending, and what follows the ending on a clock of its own, because everything else has stopped."""
        self.env.run(until=self.ending)
        self.ended_at = self.env.now
        self.settle()
        self.env = Environment(self.ended_at)
        self.process(self.after_play())
        self.env.run()

    def after_play(self) -> Steps:
        yield self.env.timeout(30)
        self.over("hot_wash")
        yield self.env.timeout(self.minutes("after_action_report takes"))
        self.over("after_action_report")


def numbers(plan: Plan) -> dict[str, int]:
    """The number of each duration by the name of its stream; of one that is set anew later on, too."""
    found: dict[str, int] = {}
    for number, draw in enumerate(plan.draws):
        found[draw.name + AFRESH if draw.name in found else draw.name] = number
    return found
