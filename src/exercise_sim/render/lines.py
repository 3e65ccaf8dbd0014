"""One line of the log as data: when, who, what, before it is laid out in columns.

A line can be said of several members of one step, or of many steps at once: then it names them as briefly as they can be named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from exercise_sim.render.amounts import listed
from exercise_sim.render.sentences import SAY

MOST_NAMES = 6
"""How many names stand in a row before the rest is counted."""
MOST_STEPS = 5
"""How many steps are named where many share a fate."""


@dataclass(slots=True)
class Line:
    """One thing that is told: when, in which phase, who, with which mark, in which words.

    `text` may hold {what}: the step `label` with its `members`. `steps` are many steps that share a fate, by label, each with its
    members; they stand in {steps}. `made` are documents, `more` the clauses that follow, `items` the points
    below it, `below` what stands under those.
    """

    at: int
    mark: str
    text: str
    phase: str = ""
    body: str = ""
    label: str = ""
    elements: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    steps: dict[str, list[str]] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def told(self, arrow: str) -> str:
        """The whole sentence; `arrow` is the sign before what is made."""
        what = f"{self.label} ({_members(self.members)})" if self.members else self.label
        text = self.text.replace("{what}", what).replace("{members}", listed(self.members, MOST_NAMES))
        made = f" {arrow} {', '.join(self.made)}" if self.made and "{made}" not in text else ""
        text = text.replace("{made}", ", ".join(self.made))
        lost = [SAY["fall_away"]] if self.steps and "{steps}" not in text else []
        return "; ".join([text + made, *lost, *self.more]).replace("{steps}", brief(self.steps))

    def who(self) -> str:
        """The body, or how many there are."""
        bodies = list(dict.fromkeys(self.bodies))
        return SAY["bodies"].format(count=len(bodies)) if len(bodies) > 1 else self.body

    def add_step(self, label: str, member: str) -> None:
        """One more step that shares the fate; a member of it counts once."""
        members = self.steps.setdefault(label, [])
        if member not in members:
            members.append(member)


def _members(names: list[str]) -> str:
    """Members in brackets, without an 'and': the sentence around them has its own."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return SAY["and_more"].format(names=", ".join(names[: MOST_NAMES - 1]), count=len(names) - MOST_NAMES + 1)


def together(titles: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Steps as (label, member), by label."""
    found: dict[str, list[str]] = {}
    for label, member in titles:
        found.setdefault(label, []).append(member)
    return found


def brief(steps: Mapping[str, list[str]]) -> str:
    """Many steps in one breath: the members of one together, the first few by name, and how many they are where that cannot be seen.

    `Loading`, `Loading (A, B, C)`, `Loading (A, B) and Arrival (A)`, `12 steps, among them Loading (3) and Arrival (3)`.
    """
    count = sum(map(len, steps.values()))
    most = 2 if len(steps) > 1 else MOST_NAMES
    named = [_one(label, members, most) for label, members in steps.items()]
    if len(named) > MOST_STEPS:
        return SAY["many_steps"].format(count=count, steps=listed(named[: MOST_STEPS - 1]))
    if any(len(members) > 2 for members in steps.values()) and len(named) > 1:
        return SAY["some_steps"].format(count=count, steps=listed(named))
    return listed(named)


def _one(label: str, members: list[str], most: int) -> str:
    """A step with its members: by name up to `most` of them (a single step has room for the first of more), else how many there are."""
    named = [member for member in members if member]
    if not named:
        return label
    many = len(named) > most and most < MOST_NAMES
    return f"{label} ({len(named) if many else _members(named)})"
