"""What effects do to steps, compiled: names resolved to nodes, the ends of holds, the streams of delays (M11, M18).

Used only while a scenario is compiled. What becomes of it in a run is the business of `touching`.
"""

from collections.abc import Iterable
from typing import TypeVar

from exercise_sim.engine.draws import Draws
from exercise_sim.engine.nodes import Time, Touch, Until
from exercise_sim.engine.numbering import Numbering
from exercise_sim.scenario.cast import Cast, instance
from exercise_sim.scenario.durations import Duration, parse_duration
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.steps import Effects
from exercise_sim.scenario.targets import instances, reading
from exercise_sim.scenario.times import parse_moment
from exercise_sim.scenario.values import FieldOf, Moment

Given = TypeVar("Given")


class Touches:
    """Compiles what the effects of one scenario do to its steps."""

    def __init__(self, cast: Cast, numbers: Numbering, draws: Draws) -> None:
        self._cast, self._numbers, self._draws = cast, numbers, draws

    def of(self, effects: Effects, name: str, member: str, place: int) -> Touch | None:
        """What an effect of a step or inject does to steps; `place` is that of its branch, or -1. None where it does nothing."""
        named = (*effects.cancel, *effects.pass_over, *effects.hold, *effects.delay, *effects.rescale)
        if not named:
            return None
        full = instance(name, member)
        branches = self._cast.scenario.chain[name].branches if place >= 0 else ()
        who = f"{full} {list(branches)[place]}" if branches else full
        return Touch(
            cancel=self._nodes(effects.cancel, name, member),
            pass_over=self._nodes(effects.pass_over, name, member),
            hold=self._nodes(effects.hold, name, member),
            until=self._until(effects, self._numbers.ids[full], place),
            delay=tuple(
                (node, self._delay(takes, member, f"{who} delay {self._name(node)}"))
                for node, takes in self._each(effects.delay.items(), name, member)
            ),
            rescale=tuple(self._each(effects.rescale.items(), name, member)),
            named=frozenset(
                self._nodes([one for one in named if reading(self._cast, one).kind == "step"], name, member)
            ),
        )

    def _nodes(self, texts: Iterable[str], name: str, member: str) -> tuple[int, ...]:
        """The nodes that some texts name, each once, in file order."""
        return tuple(sorted({node for node, _ in self._each(((text, None) for text in texts), name, member)}))

    def _each(self, given: Iterable[tuple[str, Given]], name: str, member: str) -> list[tuple[int, Given]]:
        """The nodes that some texts name, each with what was given with the text, in file order."""
        found = [
            (self._numbers.ids[instance(*one)], value)
            for text, value in given
            for one in instances(self._cast, text, name, member)
        ]
        return sorted(found, key=lambda pair: pair[0])

    def _delay(self, takes: Duration | FieldOf, member: str, stream: str) -> Time:
        if isinstance(takes, FieldOf):
            takes = parse_duration(self._cast.value(takes, member))
        return self._draws.time(takes, stream)

    def _name(self, node: int) -> str:
        slot = self._numbers.slots[node]
        return instance(slot.name, slot.member)

    def _until(self, effects: Effects, owner: int, place: int) -> Until:
        match effects.until:
            case Moment(text):
                return Until(minute=parse_moment(text, self._cast.scenario.start), text=text)
            case Reference(text=text):
                return Until(node=self._numbers.untils.get((owner, place), -1), text=text)
            case int(minutes):
                return Until(span=minutes)
            case _:
                return Until()
