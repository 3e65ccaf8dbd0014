"""What every check works with: the scenario, its cast, the basket of findings, and who it is that names something.

No rule of the language lives here. A check reads a survey and adds to its findings; it never raises, however wrong the scenario is.
"""

from collections.abc import Container, Iterable, Sized
from dataclasses import dataclass
from functools import cached_property

from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.conditions import Comparison, comparisons_in
from exercise_sim.scenario.injects import as_step
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.problems import Findings, Path, nearest
from exercise_sim.scenario.steps import Effects, Step
from exercise_sim.scenario.values import Selection


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever names something: a step, body or resource that there is once for each of `members` of a `group`.

    Outside groups `group` is None and `members` is `("",)`. `step` is empty where it is no step.
    """

    step: str = ""
    group: str | None = None
    members: tuple[str, ...] = ("",)


NOBODY = Asker()
"""Who asks for an objective or an ending."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What comes at the end of a step: the effects of an option or outcome (`branch`), or of `when_done` (None); or of an inject (`once`)."""

    step: str
    branch: str | None
    effects: Effects
    path: Path
    once: bool = False


class Survey:
    """One scenario under examination."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.findings = Findings()
        self.cast = Cast(_with_sound_groups(scenario))
        self._askers: dict[str, Asker] = {}
        injects = {name: as_step(inject) for name, inject in scenario.injects.items()}
        self.elements: dict[str, Step] = (
            {**self.scenario.chain, **injects} if injects else self.scenario.chain
        )

    def path(self, element: str) -> Path:
        """Where a step or an inject stands in the file."""
        return ("injects" if element in self.scenario.injects else "chain", element)

    @property
    def chain(self) -> dict[str, Step]:
        return self.scenario.chain

    def error(self, message: str, path: Path, hint: str | None = None, *, at_key: bool = False) -> None:
        """Notes something that makes the scenario unusable."""
        self.findings.error(message, path, hint, at_key=at_key)

    def warning(self, message: str, path: Path, hint: str | None = None, *, at_key: bool = False) -> None:
        """Notes something for the author to judge."""
        self.findings.warning(message, path, hint, at_key=at_key)

    def members(self, selection: Selection | None) -> tuple[str, ...]:
        """The members of a selection; `("",)` where nothing is selected."""
        return self.cast.selected(sound(selection))

    def asker(self, step: str) -> Asker:
        """A step, as somebody who names something."""
        found = self._askers.get(step)
        if found is None:
            found = self._askers[step] = Asker(step, self.group(step), self.cast.members(step))
        return found

    def asker_of(self, selection: Selection | None) -> Asker:
        """A body or resource, as somebody who names something."""
        return Asker("", selection.group if selection else None, self.members(selection))

    def group(self, step: str) -> str | None:
        """The group that a step runs for; None outside groups, and for a step that does not exist."""
        return self.cast.group(step) if step in self.chain else None

    def kind_of(self, name: str) -> str | None:
        """What a name means that is no step: `a variable`, `a resource`; None where it means nothing."""
        scenario = self.scenario
        kinds: dict[str, Container[str]] = {
            "a step": scenario.chain,
            "an inject": scenario.injects,
            "a gauge": scenario.gauges,
            "a variable": scenario.variables,
            "a resource": scenario.resources,
            "a body": scenario.bodies,
            "a group": scenario.groups,
            "a member": self.cast.fields,
            "an ending": scenario.endings,
        }
        return next((kind for kind, names in kinds.items() if name in names), None)

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """Everything that can come at the end of any step, or with any inject, in file order."""
        found = []
        for name, step in self.chain.items():
            for kind, branches in (("options", step.options), ("outcomes", step.outcomes)):
                found += [
                    Deed(name, branch, outcome, ("chain", name, kind, branch))
                    for branch, outcome in branches.items()
                ]
            if step.when_done is not None:
                found.append(Deed(name, None, step.when_done, ("chain", name, "when_done")))
        for name, inject in self.scenario.injects.items():
            if inject.effects is not None:
                found.append(Deed(name, None, inject.effects, ("injects", name, "effects"), once=True))
        return tuple(found)


def goes_back(effects: Effects) -> bool:
    """Whether something reopens or repeats steps instead of being done."""
    return bool(effects.back_to or effects.redo)


def sound(selection: Selection | None) -> Selection | None:
    """A selection whose `where` can be asked: one that cannot counts as the whole group (and is told as an error)."""
    if selection is None or all(isinstance(simple, Comparison) for simple in comparisons_in(selection.where)):
        return selection
    return Selection(selection.group, None, selection.text)


def _with_sound_groups(scenario: Scenario) -> Scenario:
    changed = {
        name: step.model_copy(update={"for_each": sound(step.for_each)})
        for name, step in scenario.chain.items()
        if sound(step.for_each) is not step.for_each
    }
    return scenario.model_copy(update={"chain": {**scenario.chain, **changed}}) if changed else scenario


def listed(names: Iterable[str]) -> str:
    """`'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`, or the first three `and 4 more`."""
    quoted = [f"'{name}'" for name in names]
    if len(quoted) > 4:
        return f"{', '.join(quoted[:3])} and {len(quoted) - 3} more"
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def have(names: Sized) -> str:
    """`has` or `have`, behind that many names."""
    return "has" if len(names) == 1 else "have"


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest known name, or all of them where there are few; None where there are none."""
    names = list(known)
    if close := nearest(name, names):
        return close
    return f"there {'is' if len(names) == 1 else 'are'} {listed(names)}" if 0 < len(names) <= 4 else None
