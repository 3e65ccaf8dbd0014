"""The list of injects as exercise control reads it: what can come, when, to whom, and what has become of it. Data in, lines out."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from exercise_sim.engine.events import ExerciseEnded, InjectCame, InjectStayedAway
from exercise_sim.engine.ledger import Prepared
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session
from exercise_sim.render.amounts import listed, number
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.prompts import INJECTS
from exercise_sim.scenario.graph import condition_text
from exercise_sim.scenario.injects import Inject
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.times import format_moment
from exercise_sim.scenario.values import Moment, Trainer


class Fate(NamedTuple):
    """What has become of an inject: `state` is came, unless_away, chance_away, skipped_away, cut, prepared, waits; since (or at) `minute`."""

    state: str
    minute: int = 0

    @property
    def waits(self) -> bool:
        """Whether it can still be given or taken out."""
        return self.state in ("waits", "prepared")


def fates(session: Session) -> dict[str, Fate]:
    """What has become of each inject in a session, in the order of the file."""
    plan, log = session.plan, session.log
    ended = any(isinstance(event, ExerciseEnded) for event in log)
    waiting = () if ended else session.waiting_injects
    names = [plan.nodes[node].name for node in plan.injects]
    found = {name: Fate("waits" if name in waiting else "cut") for name in names}
    for entry in session.ledger:  # what was laid down last stands
        if isinstance(entry, Prepared) and entry.inject in waiting:
            found[entry.inject] = Fate("prepared", entry.at)
    for event in log:
        if event.element in found:
            match event:
                case InjectCame():
                    found[event.element] = Fate("came", event.at)
                case InjectStayedAway(why=why):
                    found[event.element] = Fate(f"{why}_away", event.at)
                case _:
                    pass
    return found


def inject_lines(
    paint: Paint, plan: Plan, injects: Mapping[str, Inject], fates: Mapping[str, Fate]
) -> Iterator[str]:
    """Two lines an inject: its name and title; then what has become of it, when it is planned, and to whom it goes."""
    names = Names(plan)
    yield paint("title", INJECTS["title"])
    for name, fate in fates.items():
        mark = paint.mark("inject" if fate.state == "came" else "none" if fate.waits else "passed")
        row = INJECTS["row"].format(name=name, title=names.title(name))
        first, *others = wrapped(row, paint.width - 4)
        yield f"  {mark} {paint('title', first)}"
        yield from (f"    {paint('title', other)}" for other in others)
        told = "; ".join([_fate(plan, injects[name], fate), *_planned(names, name, injects[name], fate)])
        yield from (f"      {part}" for part in wrapped(told, paint.width - 6))


def _fate(plan: Plan, inject: Inject, fate: Fate) -> str:
    state = "waits_hand" if fate.state == "waits" and isinstance(inject.at, Trainer) else fate.state
    return INJECTS[state].format(moment=format_moment(fate.minute, plan.start))


def _planned(names: Names, name: str, inject: Inject, fate: Fate) -> Iterator[str]:
    """When it comes by itself, as the author wrote it, as long as it may still come; and to whom."""
    if fate.state == "waits":
        yield from _when(inject)
        if inject.chance != 1:
            yield INJECTS["chance"].format(chance=f"{number(100 * inject.chance)} %")
        if inject.unless is not None:
            yield INJECTS["unless"].format(condition=condition_text(inject.unless))
    to = [names.seat(one) for one in names.plan.injects[names.node(name).id].to]
    yield INJECTS["to"].format(bodies=listed(to)) if to else INJECTS["control_only"]


def _when(inject: Inject) -> Iterator[str]:
    if isinstance(inject.at, Moment):
        yield INJECTS["at"].format(moment=inject.at.text)
    elif isinstance(inject.at, Reference):
        text = inject.at.text
        yield text if " after " in text else INJECTS["after"].format(what=text)
    elif not isinstance(inject.at, Trainer):
        yield INJECTS["on"].format(condition=condition_text(inject.at))
