"""What votes can come to at all: options that no votes carry, and votes that come to the same whatever is cast. Functions of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from exercise_sim.engine.asking import carries
from exercise_sim.engine.nodes import Node, VotePlan
from exercise_sim.engine.plan import Plan


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is odd about the vote of a step. `kind`: `option` "cannot pass" or the vote "cannot fail" to come to it, or it is "certain" in simulation."""

    node: int
    kind: str
    option: str


def odd_ballots(plan: Plan) -> Iterator[Ballot]:
    """Everything odd about every vote, in file order."""
    for node in plan.nodes:
        if node.vote is not None:
            yield from _odd(node, node.vote)


def _odd(node: Node, vote: VotePlan) -> Iterator[Ballot]:
    names = [branch.name for branch in node.branches]
    voters, abstain = len(vote.voters), len(names)
    # Nothing helps an option more than that everybody votes for it, and nothing less than that nobody votes at all.
    alone = {place: carried(node, vote, [place] * voters) for place in (*range(abstain), abstain)}
    if {*alone.values(), node.otherwise} == {node.otherwise}:
        yield Ballot(node.id, "cannot fail", names[node.otherwise])
        return
    for place, _ in vote.carried:
        if alone[place] != place:
            yield Ballot(node.id, "cannot pass", names[place])
    certain = [row.index(1.0) for row in vote.positions if 1.0 in row]
    if len(certain) == voters:
        cast = [place for place in certain if place <= abstain]
        yield Ballot(node.id, "certain", names[carried(node, vote, cast)])


def carried(node: Node, vote: VotePlan, present: list[int]) -> int:
    """The place of the option to which the votes of those present come, as the vote is counted."""
    if present and len(present) >= vote.quorum:
        for place, need in vote.carried:
            if carries(need.kind, need.numerator, need.denominator, present, place, len(node.branches)):
                return place
    return node.otherwise
