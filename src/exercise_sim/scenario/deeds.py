"""What an option, an outcome, a finished step or an inject does to steps, injects and members, for whoever draws the chain.

What it does to numbers, variables and documents is no part of it, nor where it leads (back, again, to an ending): a
picture shows that by lines of its own, or not at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.steps import Effects
from exercise_sim.scenario.targets import reading
from exercise_sim.scenario.values import FieldOf, Moment

Word = Literal["delay", "hold", "rescale", "cancel", "pass_over", "fire", "drop"]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done to `what` (titles; `its` is the member that does it); `amount`: by how long, how many times as long, or until when, as the author wrote it (in minutes: for how long)."""

    word: Word
    what: tuple[str, ...]
    amount: str | int = ""


class Deeds:
    """Reads the deeds of one scenario."""

    def __init__(self, cast: Cast) -> None:
        self._scenario, self._cast = cast.scenario, cast

    def of(self, effects: Effects) -> tuple[Deed, ...]:
        """The deeds in the order in which the language lists effects; what is touched alike stands together."""
        return tuple(self._read(effects))

    def _read(self, effects: Effects) -> Iterator[Deed]:
        lists: tuple[tuple[Word, list[str]], ...] = (
            ("cancel", effects.cancel),
            ("pass_over", effects.pass_over),
        )
        for word, names in lists:
            if names:
                yield Deed(word, self._titles(names))
        if effects.hold:
            yield Deed("hold", self._titles(effects.hold), self._until(effects.until))
        yield from self._measured("delay", {key: _written(value) for key, value in effects.delay.items()})
        yield from self._measured(
            "rescale", {key: f"{float(value):.10g}" for key, value in effects.rescale.items()}
        )
        if effects.fire:
            yield Deed("fire", tuple(self._inject(name) for name in effects.fire))
        if effects.drop:
            yield Deed("drop", self._titles(effects.drop))

    def _until(self, end: Moment | Reference | int | None) -> str | int:
        if isinstance(end, Reference):
            titled = self._inject if end.name in self._scenario.injects else self._title
            return end.text.replace(end.name, titled(end.name), 1)
        return end if isinstance(end, int) else end.text if end else ""

    def _measured(self, word: Word, amounts: dict[str, str]) -> Iterator[Deed]:
        for amount in dict.fromkeys(amounts.values()):
            yield Deed(word, self._titles(name for name, its in amounts.items() if its == amount), amount)

    def _titles(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._title, names))

    def _title(self, name: str) -> str:
        target = reading(self._cast, name)
        if target.kind == "member":
            return target.name if target.name.startswith("its") else self._cast.member_title(target.name)
        if target.kind != "step":
            return target.name
        step = self._scenario.chain[target.name]
        title = self._cast.title(target.name, step.title, "")
        return f"{title} of {self._cast.member_title(target.of)}" if target.of else title

    def _inject(self, name: str) -> str:
        return self._cast.title(name, self._scenario.injects[name].title, "")


def _written(takes: object) -> str:
    return f"its.{takes.name}" if isinstance(takes, FieldOf) else str(getattr(takes, "text", takes))
