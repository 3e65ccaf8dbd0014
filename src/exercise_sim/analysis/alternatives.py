"""What a comparison compares: a scenario's text with variants, values and a policy, and what becomes of it before it runs."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from functools import lru_cache

from exercise_sim.analysis.onward import Course
from exercise_sim.analysis.readings import Readings, readings_of
from exercise_sim.engine.choices import Choices, choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.attached import Attached
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.load import Loaded, load_text
from exercise_sim.scenario.references import parse_reference

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing to compare. `label` is what people read; `sets` are paths with the text of their values, `choose` keys with options.

    `course` is what people did in a record, where its runs go on from one;
    `milestones` are references that are read beside what the scenario itself asks for; `attached` the other files that the text names.
    """

    label: str = field(compare=False)
    file: str = field(compare=False)
    text: str = field(repr=False)
    variants: tuple[str, ...] = ()
    sets: Pairs = ()
    policy: str = "usual"
    choose: Pairs = ()
    milestones: tuple[str, ...] = ()
    attached: tuple[Attached, ...] = field(default=(), repr=False)
    course: Course | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """A name for all that decides its runs (but for the seed): the same for the same runs."""
        others = [(one.kind, one.path, one.digest) for one in self.attached]
        parts = [self.text, self.variants, self.sets, self.policy, self.choose, self.milestones, others]
        if self.course is not None:
            parts.append(repr(self.course))
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]

    @property
    def plain(self) -> "Alternative":
        """The same without what decides in it: alternatives that agree in this share one plan."""
        return replace(self, policy="usual", choose=(), course=None)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An alternative that can run."""

    loaded: Loaded
    plan: Plan
    chosen: Choices
    readings: Readings


def prepared(alternative: Alternative) -> Prepared:
    """The plan of an alternative, with what is chosen in it.

    Raises ScenarioError for a text with errors, BadChoice for what cannot be chosen.
    """
    loaded, plan, readings = _compiled(alternative.plain)
    wanted = {**loaded.choose, **dict(alternative.choose)}
    chosen = choices(plan, dict(sorted(wanted.items(), key=lambda pair: " of " in pair[0])))
    return Prepared(loaded, plan, chosen, readings)


@lru_cache(maxsize=64)
def _compiled(alternative: Alternative) -> tuple[Loaded, Plan, Readings]:
    """The last ones are kept: a process that plays block after block compiles each of them once."""
    loaded = load_text(
        alternative.text,
        alternative.file,
        alternative.variants,
        alternative.sets,
        judged=False,
        attached=alternative.attached,
    )
    plan = compile_plan(loaded.scenario, loaded.digest)
    milestones = [parse_reference(text) for text in alternative.milestones]
    return loaded, plan, readings_of(plan, Cast(loaded.scenario), milestones)
