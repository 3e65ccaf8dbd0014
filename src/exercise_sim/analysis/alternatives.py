"""What a comparison compares: a scenario's text with variants, values and a policy, and what becomes of it before it runs."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache

from exercise_sim.analysis.readings import Readings, readings_of
from exercise_sim.engine.choices import Choices, choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.load import Loaded, load_text
from exercise_sim.scenario.references import parse_reference

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing to compare. `label` is what people read; `sets` are paths with the text of their values, `choose` keys with options.

    `milestones` are references that are read beside what the scenario itself asks for.
    """

    label: str = field(compare=False)
    file: str = field(compare=False)
    text: str = field(repr=False)
    variants: tuple[str, ...] = ()
    sets: Pairs = ()
    policy: str = "usual"
    choose: Pairs = ()
    milestones: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A name for all that decides its runs (but for the seed): the same for the same runs."""
        parts = [self.text, self.variants, self.sets, self.policy, self.choose, self.milestones]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An alternative that can run."""

    loaded: Loaded
    plan: Plan
    chosen: Choices
    readings: Readings


@lru_cache(maxsize=64)
def prepared(alternative: Alternative) -> Prepared:
    """The plan of an alternative. The last ones are kept: a process that plays block after block compiles each of them once.

    Raises ScenarioError for a text with errors, BadChoice for what cannot be chosen.
    """
    loaded = load_text(
        alternative.text, alternative.file, alternative.variants, alternative.sets, judged=False
    )
    plan = compile_plan(loaded.scenario, loaded.digest)
    wanted = {**loaded.choose, **dict(alternative.choose)}
    chosen = choices(plan, dict(sorted(wanted.items(), key=lambda pair: " of " in pair[0])))
    milestones = [parse_reference(text) for text in alternative.milestones]
    return Prepared(loaded, plan, chosen, readings_of(plan, Cast(loaded.scenario), milestones))
