"""Who answers when no person does: small rules, each a function of the question and the session (Rule 2, M13).

A decider with no rule for a question raises NoRule; it never takes the first option silently.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from exercise_sim.engine.asking import Question
from exercise_sim.engine.session import Asked, Ended, Session


@dataclass(frozen=True, slots=True)
class Answer:
    """What a decider says: the option, and how many minutes it took."""

    option: str
    after: int = 0
    by: str = ""
    note: str = ""


class Decider(Protocol):
    """Answers questions. None leaves a decision to the votes of its members."""

    def decide(self, question: Question, session: Session) -> Answer | None:
        """The answer to a question, or None where the members' votes decide."""


class NoRule(Exception):
    """A decider has no rule for a question."""

    def __init__(self, policy: str, question: str) -> None:
        super().__init__(policy, question)
        self.policy, self.question = policy, question

    def __str__(self) -> str:
        return f"the policy '{self.policy}' has no answer to '{self.question}': name its usual option, or choose one"


@dataclass(frozen=True, slots=True)
class Usual:
    """Answers what the author holds for usual. `factor` stretches deliberation."""

    name: str = "usual"
    factor: float = 1.0

    def decide(self, question: Question, session: Session) -> Answer | None:
        after = round(session.deliberation(question) * self.factor)
        if question.voter:
            return Answer(session.leaning(question), after, self.name)
        if question.voted:
            return None
        option = session.usual(question)
        if option is None:
            raise NoRule(self.name, question.id)
        return Answer(option, after, self.name)


@dataclass(frozen=True, slots=True)
class Weighted:
    """Answers by the author's weights; what is usual where there are none."""

    name: str = "weighted"
    factor: float = 1.0

    def decide(self, question: Question, session: Session) -> Answer | None:
        usual = Usual(self.name, self.factor)
        option = None if question.voted else session.weighted(question)
        if option is None:
            return usual.decide(question, session)
        return Answer(option, round(session.deliberation(question) * self.factor), self.name)


@dataclass(frozen=True, slots=True)
class Choosing:
    """Answers what was chosen beforehand, by the id of the question; everything else is left to another decider.

    Keys are `mandate`, `mandate#2` (one occurrence) and, for a vote, `mandate of e`, `mandate#2 of e`.
    """

    choices: Mapping[str, str]
    others: Decider
    name: str = "choice"
    factor: float = 1.0

    def decide(self, question: Question, session: Session) -> Answer | None:
        option = next((self.choices[key] for key in keys_of(question) if key in self.choices), None)
        if option is None:
            return self.others.decide(question, session)
        after = round(session.deliberation(question) * self.factor)
        return Answer(session.standing(question, option), after, self.name)


def keys_of(question: Question) -> tuple[str, ...]:
    """The names by which a question can be chosen, the most exact one first."""
    of = f" of {question.voter}" if question.voter else ""
    step = question.element.split(" of ")[0]
    exact = (f"{question.element}#{question.occurrence}{of}", f"{question.element}{of}")
    loose = (f"{step}#{question.occurrence}{of}", f"{step}{of}")
    return tuple(dict.fromkeys((*exact, *loose)))


CHOICE_KEY = re.compile(r"(?P<step>[A-Za-z]\w*)(?:\s+of\s+(?P<early>[A-Za-z]\w*))?(?:#(?P<occurrence>\d{1,4}))?(?:\s+of\s+(?P<member>[A-Za-z]\w*))?")


def run_through(session: Session, decider: Decider) -> Ended:
    """Runs a session to its end, a decider answering everything."""
    while True:
        stop = session.advance()
        if isinstance(stop, Ended):
            return stop
        assert isinstance(stop, Asked)
        respond(session, decider, stop.question)


def respond(session: Session, decider: Decider, question: Question) -> None:
    """Lets a decider answer one question."""
    answer = decider.decide(question, session)
    if answer is not None:
        session.answer(question, answer.option, answer.by, answer.after, answer.note)
