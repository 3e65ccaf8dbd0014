"""What is told before play: what is to be achieved, and nothing that would give away what comes."""

from io import StringIO

from rich.console import Console
from tests.support import loaded

from exercise_sim.engine.compile import compile_plan
from exercise_sim.render.briefing import briefing
from exercise_sim.render.paint import Paint

TEXT = """
chain:
  request: {by: staff, takes: 2h, seen_by: all}
  session: {by: staff, takes: 8h, seen_by: all}
  mediation: {by: staff, after: offer, takes: 1h, seen_by: all}
injects: {offer: {at: 3h after request, to: [staff], text: We offer.}}
objectives:
  decided: {title: Decided in time, from: request, to: session, ratings: {P: 9h}}
  answered: {title: The offer was answered, from: offer, to: mediation, ratings: {P: 6h}}
"""


def test_no_objective_speaks_of_an_inject_to_come():
    """That an offer will have to be answered is learnt when it comes."""
    given = loaded(TEXT)
    plan = compile_plan(given.scenario)
    paint = Paint(Console(file=StringIO(), width=100), width=100, ascii_only=True)
    told = "\n".join(briefing(paint, given.scenario, plan, ("staff",), "usual"))
    assert "Decided in time" in told
    assert "offer" not in told.lower()
