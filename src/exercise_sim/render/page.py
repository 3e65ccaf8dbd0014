"""The lines of one piece of the log while it is being told: what joins a line, what folds into one, where a clause belongs.

Only lines of the same minute ever meet. Nothing here knows a sentence but by its name in the table.
"""

from dataclasses import dataclass, field

from exercise_sim.engine.events import Event, MemberDropped, StepCutOff
from exercise_sim.engine.nodes import Node
from exercise_sim.render.lines import Line
from exercise_sim.render.sentences import SAY

TAKES_CLAUSES = ("done", "decided", "drawn", "back", "inject")


@dataclass(slots=True)
class Page:
    """The `lines` so far; `current` is the last one to which a document or a change may belong."""

    lines: list[Line] = field(default_factory=list)
    current: Line = field(default_factory=lambda: Line(-1, "note", ""))
    _joinable: dict[tuple[object, ...], Line] = field(default_factory=dict)
    _folded: dict[tuple[int, str], Line] = field(default_factory=dict)
    _dropped: dict[str, int] = field(default_factory=dict)
    _targets: tuple[int, set[str]] = (-1, set())

    def add(self, line: Line) -> Line:
        """One more line."""
        self.lines.append(line)
        if line.mark in TAKES_CLAUSES:
            self.current = line
        return line

    def joins(self, line: Line, step: str) -> None:
        """From now on other members of the step may join the line."""
        self._joinable[line.at, step, line.label, line.mark, line.text] = line

    def join(self, event: Event, node: Node, body: str, mark: str, text: str) -> bool:
        """Whether a line says the same of other members of the step in this minute; the member is then named with them."""
        line = self._joinable.get((event.at, node.step, node.label, mark, text))
        if line is None or line.more or line.made or node.of in line.members:
            return False
        line.members.append(node.of)
        line.bodies.append(body)
        line.elements.append(event.element)
        if mark in TAKES_CLAUSES:
            self.current = line
        return True

    def about(self, event: Event) -> Line | None:
        """The line to which something that a step does in this minute belongs."""
        line = self.current
        return line if line.at == event.at and event.element in line.elements else None

    def because_of(self, element: str, at: int) -> Line | None:
        """The line to which something that is done to others belongs: that of whoever does it, if it is of the same minute."""
        line = self.current
        return line if line.at == at and element in line.elements else None

    def votes(self, event: Event) -> Line | None:
        """The line of the votes of this question in this minute."""
        found = (
            line for line in reversed(self.lines) if line.mark == "vote" and event.element in line.elements
        )
        return next((line for line in found if line.at == event.at), None)

    def fold(self, event: Event, node: Node, mark: str, sentence: str) -> None:
        """One line for all steps of a minute with the same fate, where the last of them stands."""
        if isinstance(event, StepCutOff) and self._dropped.get(node.member) == event.at:
            line = self._folded[event.at, "dropped"]
        else:
            line = self._last(event.at, mark, sentence)
        line.add_step(node.label, node.of)

    def drop(self, event: MemberDropped, member: str) -> None:
        """One line for all members that leave in a minute; what they can do no more is counted there."""
        self._dropped[event.member] = event.at
        line = self._last(event.at, "cut", "dropped")
        line.members.append(member)

    def goes_back(self, at: int, targets: set[str]) -> None:
        """The steps to which something went back in this minute: that they are to be done again is said already."""
        before = self._targets[1] if self._targets[0] == at else set()
        self._targets = (at, before | targets)

    def is_target(self, event: Event) -> bool:
        at, targets = self._targets
        return at == event.at and event.element in targets

    def _last(self, at: int, mark: str, sentence: str) -> Line:
        """The folded line of a minute, moved behind all others."""
        line = self._folded.setdefault((at, sentence), Line(at, mark, SAY[sentence]))
        self.lines = [*(other for other in self.lines if other is not line), line]
        return line
