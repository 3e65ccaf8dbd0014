"""A decider that tries things out: any option that is offered, any vote, in good time or at the last moment (M13, M14).

What it takes is drawn from streams of its own, named by the question (Rule 4): no draw of the run moves.
"""

from typing import Final

from exercise_sim.engine.asking import Question
from exercise_sim.engine.codes import EXPECT
from exercise_sim.engine.deciders import Answer, keys_of
from exercise_sim.engine.luck import Luck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import LONGEST_ANSWER, Session

EVEN: Final = 1 << 32
"""How many numbers a stream has, each as likely as the next."""


class AtRandom:
    """Takes options uniformly; the votes of one question from their positions, or uniformly, one time in two each.

    One answer in eight to a question with a limit comes in the last minute that counts, one too late. `taken` is what it answered,
    by the keys that choose it again.
    """

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self.taken: dict[str, str] = {}

    def decide(self, question: Question, session: Session) -> Answer | None:
        if question.voted and not question.voter:
            return None
        option = self._option(question, session)
        expected = session.plan.nodes[question.node].kind == EXPECT  # once in a run, so its key has no number
        self.taken[question.element if expected else keys_of(question)[0]] = option
        return Answer(option, self._after(question, session), "at random")

    def _option(self, question: Question, session: Session) -> str:
        if question.voter and self._drawn(question, f"{question.element} votes explored", 2):
            return session.leanings.leaning(question)
        name = f"{question.element} of {question.voter} explored"
        return question.options[self._drawn(question, name, len(question.options))]

    def _after(self, question: Question, session: Session) -> int:
        """The minutes until the answer: the deliberation, those to the limit, or one more."""
        if question.limit is not None:
            when = self._drawn(question, f"{question.element} of {question.voter} when explored", 8)
            if when < 2:
                return min(question.limit - session.now + when, LONGEST_ANSWER)
        return min(session.leanings.deliberation(question), LONGEST_ANSWER)

    def _drawn(self, question: Question, name: str, count: int) -> int:
        """A whole number from 0 to below `count`, each as likely as the next."""
        return self._luck.u32(name, question.occurrence) * count // EVEN


def hand_at_random(plan: Plan, luck: Luck, length: int) -> dict[str, str]:
    """When a trainer gives what comes by hand alone, by the keys that choose it again: each one time in two, in the first `length` minutes."""
    given = {}
    for node, inject in plan.injects.items():
        name = plan.nodes[node].name
        if inject.by_hand and luck.u32(f"{name} given explored", 1) < EVEN // 2:
            given[name] = f"{luck.u32(f'{name} when explored', 1) * length // EVEN}m"
    return given
