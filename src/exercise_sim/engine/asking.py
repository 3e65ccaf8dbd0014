"""Questions: what is asked of whom, the votes that are cast, and what comes of them (M13 to M16).

A decision that is voted on asks each member too; whoever holds the chair (or the exercise control) may settle it without a
vote. Nothing here knows who answers, or how.
"""

from typing import NamedTuple

from exercise_sim.engine.clock import ENDS, LIMIT, Tick
from exercise_sim.engine.codes import ASKED
from exercise_sim.engine.nodes import Branch, Node, VotePlan
from exercise_sim.engine.state import ANSWERED, LAPSES, Run

ABSTAIN, ABSENT = "abstain", "absent"


class Question(NamedTuple):
    """What is asked: of `body`, or of one `voter` of it. `options` can be answered; `limit` is the last minute that counts.

    `id` names it for good: `mandate`, at its second asking `mandate#2`, the vote of a member `mandate of e`. `knows` lists the documents
    that are laid before whoever answers, as (document, version).
    """

    id: str
    node: int
    element: str
    occurrence: int
    body: str
    text: str
    options: tuple[str, ...]
    asked_at: int
    limit: int | None
    voter: str = ""
    voted: bool = False
    knows: tuple[tuple[str, int], ...] = ()


class Open:
    """A decision that is waiting: its question, its votes, the ticks of its limit and of answers on their way."""

    __slots__ = ("asked", "ballots", "coming", "limit", "not_before", "question", "votes")

    def __init__(self, question: Question, asked: int) -> None:
        self.question, self.asked = question, asked
        self.votes: dict[str, int] = {}
        self.ballots: dict[str, Question] = {}
        self.limit: Tick | None = None
        self.coming: dict[str, Tick] = {}
        self.not_before = 0  # the minute from which on answers arrive

    def awaits(self, question: Question) -> bool:
        """Whether this question, or this ballot, is asked and nobody has answered it."""
        voter = question.voter
        asked = self.ballots.get(voter) if voter else self.question
        same = asked is question or (
            asked is not None and asked._replace(limit=None) == question._replace(limit=None)
        )
        return same and voter not in self.votes and voter not in self.coming


def ask(run: Run, node: int) -> None:
    """Opens the question of a node whose work is done."""
    plan = run.nodes[node]
    run.status[node] = ASKED
    occurrence = run.asks[node] = run.asks.get(node, 0) + 1
    limit = run.now + plan.within if plan.within is not None else None
    options = offered(run, node)
    name = plan.name if occurrence == 1 else f"{plan.name}#{occurrence}"
    question = Question(
        name, node, plan.name, occurrence, plan.body, plan.question, options, run.now, limit, "",
        plan.vote is not None, _knows(run, plan) if plan.knows else (),
    )  # fmt: skip
    entry = Open(question, run.emit("asked", node, run.cause[node], limit, options, occurrence))
    run.open[node] = entry
    run.reported.append(question)
    if plan.vote is not None:
        _ballots(run, entry, plan.vote)
        run.to_count.append(node)
        run.busy = True
    if limit is not None:
        entry.limit = Tick(LAPSES, node)
        run.schedule(entry.limit, LIMIT + node, limit)


def _ballots(run: Run, entry: Open, vote: VotePlan) -> None:
    asked = entry.question
    for voter in vote.voters:
        if voter in run.dropped:
            continue
        ballot = Question(
            f"{asked.id} of {voter}", asked.node, asked.element, asked.occurrence, asked.body, asked.text,
            (*asked.options, ABSTAIN, ABSENT), asked.asked_at, asked.limit, voter, True, asked.knows,
        )  # fmt: skip
        entry.ballots[voter] = ballot
        run.reported.append(ballot)


def _knows(run: Run, plan: Node) -> tuple[tuple[str, int], ...]:
    """The documents that are laid before whoever answers, with their versions."""
    made = run.documents
    return tuple((run.plan.documents[number], made[number]) for number in plan.knows if made[number])


def offered(run: Run, node: int) -> tuple[str, ...]:
    """The options that can still be taken."""
    row = run.rows[node]
    if not row.counted:
        return row.options
    return tuple(
        branch.name for place, branch in enumerate(row.branches) if not exhausted(run, node, place, branch)
    )


def exhausted(run: Run, node: int, place: int, branch: Branch) -> bool:
    """Whether a branch was taken as often as it may be."""
    return bool(branch.effect.at_most) and run.taken.get((node, place), 0) >= branch.effect.at_most


def standing(run: Run, node: int, place: int) -> int:
    """The branch that stands in the place of one: itself, or what its `then` names once it is used up."""
    row = run.rows[node]
    branches = row.branches
    for _ in branches if row.counted else ():
        if branches[place].then < 0 or not exhausted(run, node, place, branches[place]):
            break
        place = branches[place].then
    return place


def place_of(run: Run, question: Question, option: str) -> int:
    """The number of an answer: the place of its option, then abstain and absent."""
    return (*run.rows[question.node].options, ABSTAIN, ABSENT).index(option)


def announce(run: Run, question: Question, place: int, by: str, minutes: int, note: str) -> None:
    """Puts an answer on its way that arrives after some minutes."""
    entry = run.open[question.node]
    tick = entry.coming[question.voter] = Tick(ANSWERED, question.node, (question, place, by, note))
    run.schedule(tick, ENDS + question.node, run.now + minutes)


def cast(run: Run, question: Question, place: int, by: str) -> bool:
    """Counts a vote. Returns whether it was the last one."""
    entry = run.open[question.node]
    entry.votes[question.voter] = place
    vote = (*run.rows[question.node].options, ABSTAIN, ABSENT)[place]
    run.emit("voted", question.node, entry.asked, question.voter, vote, by)
    return complete(run, question.node)


def leave_votes(run: Run, member: str) -> None:
    """A member that takes no further part is not waited for in any vote; what it cast stays cast."""
    for node, entry in run.open.items():
        if member in entry.ballots and member not in entry.votes:
            run.forget(entry.coming.pop(member, None))
            ballot = entry.ballots.pop(member)
            run.reported = [question for question in run.reported if question != ballot]
            run.to_count.append(node)
            run.busy = True


def complete(run: Run, node: int) -> bool:
    """Whether a vote is open and nobody is left to cast one."""
    return node in run.open and len(run.open[node].votes) == len(run.open[node].ballots)


def tally(run: Run, node: int) -> int:
    """The option that the votes carry; `otherwise` where they carry none, or too few are present."""
    plan, entry = run.nodes[node], run.open[node]
    assert plan.vote is not None
    options = len(plan.branches)
    present = [place for place in entry.votes.values() if place <= options]
    if present and len(present) >= plan.vote.quorum:
        for option, need in plan.vote.carried:
            if carries(need.kind, need.numerator, need.denominator, present, option, options):
                return option
    return plan.otherwise


def carries(
    kind: str, numerator: int, denominator: int, present: list[int], option: int, abstain: int
) -> bool:
    """Whether an option is carried by the votes of those present."""
    votes = present.count(option)
    if kind == "all":
        return votes > 0 and all(place in (option, abstain) for place in present)
    if kind == "count":
        return votes >= numerator
    needed = numerator * len(present)
    return votes * denominator > needed if kind == "more than" else votes * denominator >= needed > 0


def close(run: Run, node: int) -> Open:
    """Takes a question off the table, with everything that was on its way to it."""
    entry: Open = run.open.pop(node)
    run.forget(entry.limit)
    for tick in entry.coming.values():
        run.forget(tick)
    if run.reported:
        run.reported = [question for question in run.reported if question.node != node]
    return entry


def withdraw(run: Run, node: int, cause: int) -> None:
    """Withdraws the question of a node, if it has one."""
    if node in run.open:
        entry = close(run, node)
        run.emit("withdrawn", node, cause, entry.question.id)


def put_off(run: Run, node: int, minutes: int) -> None:
    """No answer arrives in the next so many minutes, after those for which that is so already; the limit is so much later."""
    entry: Open = run.open[node]
    entry.not_before = max(entry.not_before, run.now) + minutes
    for voter, tick in entry.coming.items():
        # What arrives then anyway, too, so that those of one minute keep their order.
        if run.due(tick) <= entry.not_before:
            run.forget(tick)
            late = entry.coming[voter] = Tick(ANSWERED, node, tick.brings)
            run.schedule(late, ENDS + node, entry.not_before)
    if entry.question.limit is not None:
        set_limit(run, node, entry.question.limit + minutes)


def set_limit(run: Run, node: int, limit: int | None) -> None:
    """A question has another limit from now on; None for none, as long as it stands."""
    entry: Open = run.open[node]
    run.forget(entry.limit)
    entry.limit = None
    if limit is not None:
        entry.limit = Tick(LAPSES, node)
        run.schedule(entry.limit, LIMIT + node, limit)
    entry.question = entry.question._replace(limit=limit)
    entry.ballots = {voter: ballot._replace(limit=limit) for voter, ballot in entry.ballots.items()}
    run.reported = [one._replace(limit=limit) if one.node == node else one for one in run.reported]


def earliest(run: Run, question: Question) -> int:
    """The minute before which no answer arrives."""
    entry: Open = run.open[question.node]
    return max(run.now, entry.not_before)
