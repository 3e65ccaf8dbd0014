"""Tabletop crisis-response exercises from one YAML scenario: the public names. Everything else is inside.

A name is imported when it is first asked for, so that a command pays only for what it uses.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from exercise_sim.engine.compile import compile_plan
    from exercise_sim.engine.deciders import decider_for, run_through
    from exercise_sim.engine.replaying import play
    from exercise_sim.engine.session import Asked, Ended, Reached, Session
    from exercise_sim.scenario.load import examine as check
    from exercise_sim.scenario.load import load
    from exercise_sim.scenario.problems import ScenarioError

__all__ = [
    "Asked",
    "Ended",
    "Reached",
    "ScenarioError",
    "Session",
    "check",
    "compile_plan",
    "decider_for",
    "load",
    "play",
    "run_through",
]

_PLACES: Final = {
    "Asked": "engine.session:Asked",
    "Ended": "engine.session:Ended",
    "Reached": "engine.session:Reached",
    "ScenarioError": "scenario.problems:ScenarioError",
    "Session": "engine.session:Session",
    "check": "scenario.load:examine",
    "compile_plan": "engine.compile:compile_plan",
    "decider_for": "engine.deciders:decider_for",
    "load": "scenario.load:load",
    "play": "engine.replaying:play",
    "run_through": "engine.deciders:run_through",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'exercise_sim' has no attribute '{name}'")
    module, _, inner = _PLACES[name].partition(":")
    value = globals()[name] = getattr(import_module(f"exercise_sim.{module}"), inner)
    return value


def __dir__() -> list[str]:
    return __all__
