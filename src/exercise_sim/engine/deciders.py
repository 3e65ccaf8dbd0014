"""Who answers when no person does: small rules, each a function of the question and the session (Rule 2, M13).

A decider with no rule for a question raises NoRule; it never takes the first option silently.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from exercise_sim.engine.asking import Question
from exercise_sim.engine.choices import choices
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Asked, Ended, Reached, Session
from exercise_sim.scenario.injects import MET


class Answer(NamedTuple):
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


def stretched(minutes: int, factor: float) -> int:
    """Deliberation that takes `factor` times as long, in whole minutes."""
    return minutes if factor == 1.0 else round(minutes * factor)


@dataclass(frozen=True, slots=True)
class Usual:
    """Answers what the author holds for usual. `factor` stretches deliberation."""

    name: str = "usual"
    factor: float = 1.0

    def decide(self, question: Question, session: Session) -> Answer | None:
        after = stretched(session.leanings.deliberation(question), self.factor)
        if question.voter:
            return Answer(session.leanings.leaning(question), after, self.name)
        if question.voted:
            return None
        option = session.leanings.usual(question)
        if option is None:
            raise NoRule(self.name, question.id)
        limit = session.leanings.until_limit(question)
        # An action that is expected takes what it takes; that it is missed shows at its limit.
        if limit is not None:
            after = session.leanings.deliberation(question) if option == MET else limit
        return Answer(option, after, self.name)


@dataclass(frozen=True, slots=True)
class Weighted:
    """Answers by the author's weights; what is usual where there are none."""

    name: str = "weighted"
    factor: float = 1.0

    def decide(self, question: Question, session: Session) -> Answer | None:
        usual = Usual(self.name, self.factor)
        left = question.voted or session.leanings.until_limit(question) is not None
        option = None if left else session.leanings.weighted(question)
        if option is None:
            return usual.decide(question, session)
        return Answer(option, stretched(session.leanings.deliberation(question), self.factor), self.name)


@dataclass(slots=True)
class Choosing:
    """Answers what was chosen beforehand, by the id of the question; everything else is left to another decider.

    Where what was chosen can be taken no more, its name is the note of the answer that stands for it: its `then`, or what the other
    decider says where it has none. Keys are `mandate`, `mandate#2` (one occurrence) and, for a vote, `mandate of e`, `mandate#2 of e`.
    """

    choices: Mapping[str, str]
    others: Decider
    name: str = "choice"
    factor: float = 1.0
    used: set[str] = field(default_factory=set)

    def decide(self, question: Question, session: Session) -> Answer | None:
        key = next((key for key in keys_of(question) if key in self.choices), None)
        if key is None:
            return self.others.decide(question, session)
        self.used.add(key)
        wanted = self.choices[key]
        option = session.standing(question, wanted)
        if option not in question.options:
            answer = self.others.decide(question, session)
            return answer and answer._replace(note=wanted)
        after = stretched(session.leanings.deliberation(question), self.factor)
        limit = session.leanings.until_limit(question)
        if limit is not None:  # what is chosen to be done in time is, and what is missed shows at its limit
            after = min(after, limit) if option == MET else limit
        return Answer(option, after, self.name, "" if option == wanted else wanted)


def keys_of(question: Question) -> tuple[str, ...]:
    """The names by which a question can be chosen, the most exact one first."""
    of = f" of {question.voter}" if question.voter else ""
    step = question.element.split(" of ")[0]
    exact = (f"{question.element}#{question.occurrence}{of}", f"{question.element}{of}")
    loose = (f"{step}#{question.occurrence}{of}", f"{step}{of}")
    return tuple(dict.fromkeys((*exact, *loose)))


def decider_for(plan: Plan, policy: str, choose: Mapping[str, str]) -> Decider:
    """The decider of a policy of the plan (or `usual`, `weighted`), with answers that were chosen beforehand before it.

    Raises KeyError for a policy that does not exist.
    """
    if policy == "usual":
        decider: Decider = Usual()
    elif policy == "weighted":
        decider = Weighted()
    else:
        declared = plan.policies[policy]
        others: Decider = (Weighted if declared.weighted else Usual)(policy, declared.factor)
        decider = Choosing(choices(plan, declared.choose).answers, others, policy, declared.factor)
    return Choosing(choose, decider) if choose else decider


def run_through(session: Session, decider: Decider, until: int | None = None) -> Ended | Reached:
    """Runs a session to its end, or to a minute, a decider answering everything."""
    while True:
        stop = session.advance(until)
        if not isinstance(stop, Asked):
            return stop
        respond(session, decider, stop.question)


def respond(session: Session, decider: Decider, question: Question) -> None:
    """Lets a decider answer one question."""
    answer = decider.decide(question, session)
    if answer is not None:
        session.answer(question, answer.option, answer.by, answer.after, answer.note)
