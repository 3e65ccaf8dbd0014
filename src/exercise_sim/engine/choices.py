"""What is fixed before a run: results, single votes, single occurrences, and how chance falls (M13).

mandate=adopt    mandate of e=return    mandate#2=adopt    sitting of e=refused    armed_group=D+1 06:00
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from exercise_sim.engine.asking import ABSENT, ABSTAIN
from exercise_sim.engine.nodes import Node
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session
from exercise_sim.scenario.injects import ANSWERS, COMES, STAYS_AWAY
from exercise_sim.scenario.problems import nearest
from exercise_sim.scenario.times import parse_point

_KEY = re.compile(
    r"(?P<step>[A-Za-z]\w*)(?:\s*#(?P<first>\d{1,4}))?(?:\s+of\s+(?P<member>[A-Za-z]\w*))?(?:\s*#(?P<last>\d{1,4}))?"
)


class BadChoice(Exception):
    """Something cannot be chosen; the text says what, and what can."""


@dataclass(slots=True)
class Choices:
    """`answers` go to whoever decides; `given` are injects by hand with their minutes; `fixed` are (element, outcome, occurrence) of chance."""

    answers: dict[str, str] = field(default_factory=dict)
    given: list[tuple[str, int]] = field(default_factory=list)
    fixed: list[tuple[str, str, int]] = field(default_factory=list)

    def fix(self, session: Session) -> None:
        """Fixes the chance of a session that has not begun."""
        for element, outcome, occurrence in self.fixed:
            session.fix(element, outcome, occurrence)
        for inject, minute in self.given:
            session.prepare(inject, minute, "choice")

    def unused(self, session: Session, used: Container[str]) -> list[str]:
        """What was fixed and never came to be asked; `used` are the keys of answers that were given."""
        never = [
            f"{element}#{occurrence}" if occurrence else element
            for element, _, occurrence in self.fixed
            if session.times_decided(element) < max(1, occurrence)
        ]
        never += [inject for inject, _ in self.given if not session.times_decided(inject)]
        return list(dict.fromkeys([key for key in self.answers if key not in used] + never))


def choices(plan: Plan, wanted: Mapping[str, str] | Iterable[tuple[str, str]]) -> Choices:
    """What keys and options fix; of an inject, one key may say when it is given and what comes of it. Raises BadChoice for what does not exist."""
    found = Choices()
    for key, option in wanted.items() if isinstance(wanted, Mapping) else wanted:
        _add(plan, found, " ".join(key.split()), option)
    return found


def meant(plan: Plan, key: str, option: str) -> set[tuple[str, ...]]:
    """What a choice fixes: two choices that share one of these say the same thing twice."""
    one = choices(plan, {key: option})
    named = [name for name, _ in one.given] + [element for element, _, _ in one.fixed]
    inject = next((name for name in named if plan.by_name[name] in plan.injects), "")
    if not inject:
        return {(*one.answers, *(f"{element}#{occurrence}" for element, _, occurrence in one.fixed))}
    what = ("when", "upon") if option == STAYS_AWAY else ("upon",) if one.answers else ("when",)
    return {(inject, part) for part in what}


def _add(plan: Plan, found: Choices, key: str, option: str) -> None:
    match = _KEY.fullmatch(key)
    if not match:
        raise BadChoice(
            f"'{key}' cannot be chosen; write it like mandate=adopt, mandate#2=adopt or 'mandate of e=return'"
        )
    step, member = match["step"], match["member"] or ""
    numbers = [int(number) for number in (match["first"], match["last"]) if number is not None]
    if len(numbers) > 1 or 0 in numbers:
        raise BadChoice(f"'{key}': write one number, from 1 on, such as mandate#2")
    occurrence = numbers[0] if numbers else 0
    inject = plan.by_name.get(step)
    if inject in plan.injects:
        _add_inject(plan, found, plan.nodes[plan.by_name[step]], key, option)
        return
    nodes = [plan.nodes[number] for number in plan.by_step.get(step, ())]
    if not nodes:
        raise BadChoice(f"there is no step '{step}' in this scenario{_hint(step, plan.by_step)}")
    voter = _voter(nodes, member)
    if member and not voter:
        nodes = [node for node in nodes if node.member == member]
        if not nodes:
            raise BadChoice(f"'{step}' has no member and no vote '{member}'")
    _known_option(nodes[0], key, option, voter)
    if nodes[0].asked:
        found.answers[_spelled(step, occurrence, member, voter)] = option
    else:
        found.fixed += [(node.name, option, occurrence) for node in nodes]


def _add_inject(plan: Plan, found: Choices, node: Node, key: str, option: str) -> None:
    """That an inject comes or stays away, or is given at a time; that what is expected upon it is done or missed, which means that it comes."""
    expects = plan.injects[node.id].expects
    ticked = ANSWERS if expects >= 0 and plan.nodes[expects].asked else ()
    known = [COMES, STAYS_AWAY, *ticked]
    minute = _minute(plan, option)
    if key == node.name and minute is not None:
        found.given.append((node.name, minute))
        return
    if key != node.name or option not in known:
        hint = f"'{key}' cannot be '{option}'; write {node.name}={' or '.join(known)}, or a time at which it is given"
        raise BadChoice(
            hint if key == node.name else f"'{node.name}' comes once, for all: write {node.name}=..."
        )
    found.fixed.append((node.name, STAYS_AWAY if option == STAYS_AWAY else COMES, 0))
    if option in ticked:
        found.answers[node.name] = option


def _minute(plan: Plan, text: str) -> int | None:
    """The minute of a time of the exercise (`D+1 06:00`), or so long after STARTEX (`30h`); None for no such text."""
    try:
        return parse_point(text, plan.start)
    except ValueError:
        return None


def _voter(nodes: list[Node], member: str) -> bool:
    vote = nodes[0].vote
    return bool(member and vote and not nodes[0].member and member in vote.voters)


def _known_option(node: Node, key: str, option: str, voter: bool) -> None:
    names = [branch.name for branch in node.branches] + ([ABSTAIN, ABSENT] if voter else [])
    if not node.branches:
        raise BadChoice(f"nothing is decided at '{node.step}'")
    if option not in names:
        raise BadChoice(f"'{key}' cannot be '{option}'; it can be: {', '.join(names)}{_hint(option, names)}")


def _spelled(step: str, occurrence: int, member: str, voter: bool) -> str:
    number = f"#{occurrence}" if occurrence else ""
    if voter:
        return f"{step}{number} of {member}"
    return f"{step} of {member}{number}" if member else f"{step}{number}"


def _hint(name: str, known: Mapping[str, object] | list[str]) -> str:
    hint = nearest(name, known)
    return f" ({hint})" if hint else ""
