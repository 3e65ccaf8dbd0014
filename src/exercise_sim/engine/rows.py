"""What a run reads of a node at every turn, laid out flat when the plan is made: the node, whom it tells, and what needs no look.

Everything here follows from the rest of the plan; it is a matter of speed only.
"""

from dataclasses import dataclass

from exercise_sim.engine.clauses import Clause
from exercise_sim.engine.nodes import Branch, Effect, Node, Posts


@dataclass(frozen=True, slots=True)
class Row:
    """A node at work. `over`, `begins` and `branch` are the gates it tells; the rest says what has to be seen to.

    `asks`: it has conditions; `counted`: branches are counted, or it may go back; `settling`, `passing`, `telling`:
    as in the plan; `late`: somebody waits for it otherwise than by a list; `effects`: what each branch (the last: none) does, in order;
    `goings`: the effects that go back, each with the place of its branch (-1: when the step is done); `losses`: for each branch (the
    last: none) the gates that wait for another one.
    """

    kind: int
    over: tuple[int, ...]
    begins: tuple[int, ...]
    branch: tuple[tuple[int, ...], ...]
    fixed: int
    draw: int
    asks: bool
    uses: bool
    asked: bool
    branches: tuple[Branch, ...]
    chances: tuple[float, ...]
    stream: str
    options: tuple[str, ...]
    counted: bool
    settling: bool
    passing: bool
    telling: bool
    late: bool
    effects: tuple[tuple[Effect, ...], ...]
    goings: tuple[tuple[int, Effect], ...]
    losses: tuple[tuple[int, ...], ...]
    condition: Clause | None
    wait_for: Clause | None


def rows(
    nodes: tuple[Node, ...],
    posts: tuple[Posts, ...],
    *,
    settling: frozenset[int],
    passing: frozenset[int],
    telling: frozenset[int],
    late: frozenset[int],
) -> tuple[Row, ...]:
    """The row of each node."""
    return tuple(
        Row(
            kind=node.kind,
            over=post.over,
            begins=post.begins,
            branch=post.branch,
            fixed=node.takes.fixed,
            draw=node.takes.draw,
            asks=node.condition is not None or node.wait_for is not None,
            uses=bool(node.uses),
            asked=node.asked,
            branches=node.branches,
            chances=tuple(branch.chance for branch in node.branches),
            stream=f"{node.name} outcome",
            options=tuple(branch.name for branch in node.branches),
            counted=node.when_done.goes_back
            or any(branch.effect.at_most or branch.effect.goes_back for branch in node.branches),
            settling=node.id in settling,
            passing=node.id in passing,
            telling=node.id in telling,
            late=node.id in late,
            effects=tuple(
                tuple(effect for effect in effects if not effect.empty)
                for effects in (
                    *((branch.effect, node.when_done) for branch in node.branches),
                    (node.when_done,),
                )
            ),
            losses=tuple(
                tuple(gate for other, gates in enumerate(post.branch) if other != place for gate in gates)
                for place in (*range(len(node.branches)), -1)
            ),
            condition=node.condition,
            wait_for=node.wait_for,
            goings=tuple(
                (place, effect)
                for place, effect in (
                    *((place, branch.effect) for place, branch in enumerate(node.branches)),
                    (-1, node.when_done),
                )
                if effect.goes_back
            ),
        )
        for node, post in zip(nodes, posts, strict=True)
    )
