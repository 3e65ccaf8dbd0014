"""Injects told: to whom they came, by which way, what was expected of whom, and whether it was done in time. Events in, a line out."""

from exercise_sim.engine.codes import EXPECT
from exercise_sim.engine.events import (
    ActionCame,
    ActionExpected,
    ActionMissed,
    Decided,
    Event,
    InjectCame,
    InjectStayedAway,
    LimitLapsed,
    QuestionAsked,
    QuestionWithdrawn,
)
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import listed
from exercise_sim.render.lines import Line
from exercise_sim.render.naming import Names
from exercise_sim.render.sentences import SAY
from exercise_sim.scenario.times import format_moment

Told = InjectCame | InjectStayedAway | ActionExpected | ActionCame | ActionMissed
TOLD = (InjectCame, InjectStayedAway, ActionExpected, ActionCame, ActionMissed)
ASKED = (QuestionAsked, Decided, LimitLapsed, QuestionWithdrawn)


def is_tick(plan: Plan, event: Event) -> bool:
    """Whether an event only says that exercise control was asked whether an action came; what comes of it is told anyway."""
    if not isinstance(event, ASKED) or event.element not in plan.by_name:
        return False
    inject = plan.injects.get(plan.by_name[event.element])
    return inject is not None and inject.expects >= 0 and plan.nodes[inject.expects].kind == EXPECT


def awaited(names: Names, element: str) -> tuple[str, str]:
    """What is expected upon an inject, and of whom (or an empty text)."""
    inject = names.plan.injects[names.node(element).id]
    return _named(names, element, inject.answer), names.seat(inject.by) if inject.by else ""


def line(names: Names, event: Told) -> Line:
    """The line that tells what became of an inject, or of what was expected upon it."""
    node = names.node(event.element)
    told = _line(names, event)
    told.elements.append(node.name)
    return told


def _line(names: Names, event: Told) -> Line:
    title = names.title(event.element)
    if isinstance(event, InjectCame):
        return _came(names, event, title)
    if isinstance(event, InjectStayedAway):
        return Line(event.at, "passed", SAY[f"stayed_away_{event.why}"].format(inject=title))
    if isinstance(event, ActionExpected):
        limit = format_moment(event.limit, names.plan.start)
        by = names.seat(event.by) if event.by else ""
        said = SAY["expected_of" if by else "expected"]
        return Line(event.at, "note", said.format(action=_action(names, event), by=by, limit=limit))
    if isinstance(event, ActionMissed):
        return Line(event.at, "missed", SAY["missed"].format(inject=title, action=_of(names, event)))
    said = SAY["acted" if event.in_time else "acted_late"]
    return Line(event.at, "done", said.format(inject=title, action=_of(names, event)))


def _came(names: Names, event: InjectCame, title: str) -> Line:
    """Who hears it stands where the body stands; what is said, behind the title."""
    to = [names.seat(one) for one in names.plan.injects[names.node(event.element).id].to if one != "all"]
    line = Line(event.at, "inject", SAY["came"].format(inject=title))
    line.body = to[0] if len(to) == 1 else ""
    ways = [SAY["from"].format(sender=event.sender)] if event.sender else []
    ways += [SAY["by_channel"].format(channel=event.channel)] if event.channel else []
    ways += [SAY["to"].format(bodies=listed(to))] if len(to) > 1 else []
    line.text += f" ({'; '.join(ways)})" if ways else ""
    line.below += [event.text] if event.text else []
    return line


def _action(names: Names, event: ActionExpected) -> str:
    """What is expected: an answer of the chain by the title of its step, or what the author wrote."""
    return _named(names, event.element, event.action)


def _of(names: Names, event: ActionCame | ActionMissed) -> str:
    inject = names.plan.injects[names.node(event.element).id]
    return _named(names, event.element, inject.answer)


def _named(names: Names, inject: str, action: str) -> str:
    name, _, option = action.partition(".")
    if name not in names.plan.by_name or name == inject:
        return action
    return f"{names.title(name)}: {names.option(name, option)}" if option else names.title(name)
