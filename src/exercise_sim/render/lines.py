"""One line of the log as data: when, who, what, before it is laid out in columns."""

from dataclasses import dataclass, field

from exercise_sim.render.amounts import listed

MOST_NAMES = 6
"""How many names stand in a row before the rest is counted."""


@dataclass(slots=True)
class Line:
    """One thing that is told: when, in which phase, who, with which mark, in which words. `more` are the clauses that follow, `items` the
    points below it."""

    at: int
    mark: str
    text: str
    phase: str = ""
    body: str = ""
    more: list[str] = field(default_factory=list)
    key: tuple[object, ...] = ()
    label: str = ""
    members: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)

    def told(self, arrow: str) -> str:
        """The whole sentence; `arrow` is the sign before what is made."""
        what = f"{self.label}: {listed(self.members, MOST_NAMES)}" if self.members else self.label
        text = self.text.replace("{what}", what).replace(
            "{steps}", listed(list(dict.fromkeys(self.steps)), MOST_NAMES)
        )
        return "; ".join([text, *self.more]).replace("; makes ", f" {arrow} ")
