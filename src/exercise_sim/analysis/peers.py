"""Several records of one exercise side by side: what each was asked and answered, and where their paths part. Pure functions of debriefs."""

from collections.abc import Sequence
from dataclasses import dataclass

from exercise_sim.analysis.debrief import Debrief
from exercise_sim.analysis.decisions import Decision


@dataclass(frozen=True, slots=True)
class Row:
    """One question, and what became of it in each record; None where it was never asked there."""

    question: str
    decisions: tuple[Decision | None, ...]

    @property
    def asked(self) -> Decision:
        """The question as it was asked where it was asked first."""
        return min((one for one in self.decisions if one is not None), key=lambda one: one.asked)

    @property
    def differs(self) -> bool:
        """Whether it was answered in different ways, by those who were asked and have answered."""
        return len({one.option for one in self.decisions if one is not None and one.option}) > 1


@dataclass(frozen=True, slots=True)
class Peers:
    """The debriefs, and a row for each question that anybody was asked, in the order in which they came."""

    debriefs: tuple[Debrief, ...]
    rows: tuple[Row, ...]

    @property
    def parting(self) -> Row | None:
        """The first question that was answered differently."""
        return next((row for row in self.rows if row.differs), None)

    @property
    def same_luck(self) -> bool:
        """Whether chance was the same in all of them."""
        starts = {(one.record.head.start.seed, one.record.head.start.replication) for one in self.debriefs}
        return len(starts) == 1


def peers(debriefs: Sequence[Debrief]) -> Peers:
    """The records side by side."""
    by_question = [{one.question: one for one in debrief.decisions} for debrief in debriefs]
    questions = dict.fromkeys(name for found in by_question for name in found)
    rows = [Row(name, tuple(found.get(name) for found in by_question)) for name in questions]
    return Peers(tuple(debriefs), tuple(sorted(rows, key=lambda row: row.asked.asked)))
