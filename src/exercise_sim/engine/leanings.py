"""What an open question would be answered by chance, by the author's weights, by what is usual; and how long that takes.

Nothing of a run is changed here; deciders choose among these answers.
"""

from exercise_sim.engine import asking, stream_names
from exercise_sim.engine.asking import Question
from exercise_sim.engine.codes import EXPECT
from exercise_sim.engine.luck import chosen
from exercise_sim.engine.state import Run


class Leanings:
    """The answers that a run holds ready for its open questions."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def deliberation(self, question: Question) -> int:
        """How many minutes a body deliberates on a question in simulation."""
        node = self._run.nodes[question.node]
        return self._run.minutes(node.thinks, question.occurrence)

    def until_limit(self, question: Question) -> int | None:
        """For an action that exercise control is asked for, the minutes up to its limit; None for every other question."""
        if self._run.nodes[question.node].kind != EXPECT or question.limit is None:
            return None
        return question.limit - self._run.now

    def leaning(self, question: Question) -> str:
        """The vote that chance draws from a voter's positions; an option that is used up gives way to its `then`."""
        node = self._run.nodes[question.node]
        assert node.vote is not None
        chances = node.vote.positions[node.vote.voters.index(question.voter)]
        number = self._run.luck.u32(stream_names.vote_of(node.name, question.voter), question.occurrence)
        place = chosen(chances, number)
        if place < len(node.branches):
            return node.branches[asking.standing(self._run, node.id, place)].name
        return (asking.ABSTAIN, asking.ABSENT)[place - len(node.branches)]

    def weighted(self, question: Question) -> str | None:
        """The option that the author's weights and chance pick among those offered; None where none has a weight."""
        node = self._run.nodes[question.node]
        weights = [
            branch.weight or 0.0 if branch.name in question.options else 0.0 for branch in node.branches
        ]
        if not sum(weights):
            return None
        number = self._run.luck.u32(stream_names.choice_of(node.name), question.occurrence)
        return node.branches[chosen([weight / sum(weights) for weight in weights], number)].name

    def usual(self, question: Question) -> str | None:
        """The option that the author holds for usual, or what stands in its place once it is used up; None where none is named."""
        node = self._run.nodes[question.node]
        if node.kind == EXPECT:
            return self.weighted(question)
        place = asking.standing(self._run, node.id, node.usual) if node.usual >= 0 else -1
        return node.branches[place].name if place >= 0 else None
