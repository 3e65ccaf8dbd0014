"""Votes told: who voted how, and what came of it. Events of one question in, words out."""

from collections.abc import Sequence

from exercise_sim.engine.asking import ABSENT, ABSTAIN
from exercise_sim.engine.events import VoteCast
from exercise_sim.engine.nodes import Carries, VotePlan
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import listed
from exercise_sim.render.naming import Names
from exercise_sim.render.sentences import SAY

CHOSEN = "choice"
"""What the engine calls whoever answers what was chosen for a run."""


def by_whom(plan: Plan, by: str) -> str:
    """Who answered: a body, a policy, or what was chosen for this run."""
    if by == CHOSEN:
        return SAY["by_choice"]
    if by in plan.bodies:
        return SAY["by"].format(by=plan.bodies[by].title)
    return SAY["by_policy"].format(by=by)


def head(plan: Plan, votes: Sequence[VoteCast], on: str = "") -> str:
    """The words above the votes: on which question (empty: it stands right above), and who gave them, where that is one for all."""
    givers = {vote.by for vote in votes}
    by = by_whom(plan, *givers) if len(givers) == 1 else ""
    return SAY[f"votes{'_on' if on else ''}{'_by' if by else ''}"].format(question=on, by=by)


def points(names: Names, votes: Sequence[VoteCast]) -> list[str]:
    """What was voted, each with everyone who voted so, by name."""
    several = len({vote.by for vote in votes}) > 1
    found: dict[str, list[str]] = {}
    for vote in votes:
        by = f" ({by_whom(names.plan, vote.by)})" if several and vote.by == CHOSEN else ""
        found.setdefault(vote.vote, []).append(_voter(names, vote) + by)
    element = votes[0].element
    return [
        SAY["vote"].format(option=_text(names, element, option), voters=listed(voters))
        for option, voters in found.items()
    ]


def result(names: Names, element: str, option: str, votes: Sequence[VoteCast]) -> str:
    """Why an option was carried, or why it stands though it was not."""
    plan = names.node(element).vote
    assert plan is not None
    present = sum(vote.vote != ABSENT for vote in votes)
    count = sum(vote.vote == option for vote in votes)
    if present < plan.quorum or not present:
        return SAY["no_quorum"].format(present=present, needed=max(plan.quorum, 1))
    need = _need(names, element, option, plan)
    if not count or need is None:
        return SAY["not_carried"]
    return SAY["by_vote"].format(count=count, votes=len(votes), needed=_needed(need, present))


def _need(names: Names, element: str, option: str, plan: VotePlan) -> Carries | None:
    branches = names.node(element).branches
    return next((need for place, need in plan.carried if branches[place].name == option), None)


def _needed(need: Carries, present: int) -> str:
    """How many votes carry an option when so many are present."""
    if need.kind == "all":
        return SAY["all_present"]
    if need.kind == "count":
        return str(need.numerator)
    share = present * need.numerator
    return str(share // need.denominator + 1 if need.kind == "more than" else -(-share // need.denominator))


def _voter(names: Names, vote: VoteCast) -> str:
    plan = names.node(vote.element).vote
    assert plan is not None
    return plan.titles[plan.voters.index(vote.voter)]


def _text(names: Names, element: str, option: str) -> str:
    return SAY.get(f"vote_{option}", option) if option in (ABSENT, ABSTAIN) else names.option(element, option)
