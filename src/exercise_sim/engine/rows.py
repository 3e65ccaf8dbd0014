"""What a run reads of a node at every turn, laid out flat when the plan is made: the node, whom it tells, and what needs no look.

Everything here follows from the rest of the plan; it is a matter of speed only.
"""

from dataclasses import dataclass
from typing import Final

from exercise_sim.engine.clauses import Clause, watched
from exercise_sim.engine.codes import AGAIN, CROSSING, EXPECT, INJECT, MARK
from exercise_sim.engine.nodes import Branch, Effect, Node, Posts, Use
from exercise_sim.engine.stream_names import outcome_of

Heard = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Who hears of something: the steps that wait for it alone, those that wait for a list with it, and other gates."""
NOBODY: Final[Heard] = ((), (), ())


# What follows the work of a node: it tells whom it tells, and no more; it ends; it asks; chance decides; a lag is over; a further time of recurring work ends.
TELLS: Final = 0
ENDS: Final = 1
ASKS: Final = 2
DRAWS: Final = 3
LAGS: Final = 4
RECURS: Final = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A node at work. `plain`: it begins by going to work, and no more; `ends`: what follows its work; `over`, `begins` and `branch` are who hears of it; the rest says what has to be seen to.

    `asks`: it has conditions; `special`: that, or it asks for units; `counted`: branches are counted, or it may go back; `settling`, `passing`: its end, or its being
    passed over, may make something impossible; `telling`: an ending looks at it; `late`: somebody waits for it otherwise than by a list; `effects`: what each branch (the last: none) does, in order;
    `goings`: the effects that go back, each with the place of its branch (-1: when the step is done); `losses`: for each branch (the
    last: none) the gates that wait for another one; `lasting`: what became of it is never taken back;
    `every`: the minutes from one beginning of recurring work to the next, or 0; `skips`: it may be passed over;
    `touched`: an effect did something to it in this run (`marks`).
    """

    kind: int
    plain: bool
    ends: int
    over: Heard
    begins: Heard
    branch: tuple[Heard, ...]
    fixed: int
    draw: int
    special: bool
    asks: bool
    uses: tuple[Use, ...]
    flows: bool
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
    watches: str | int | None
    lasting: bool
    every: int
    skips: bool
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Sets:
    """The nodes of a plan with some property, as in the plan; `heard`: whose beginning somebody looks at; `flows`: the flows among the resources; `skipped`: what may be passed over."""

    settling: frozenset[int]
    passing: frozenset[int]
    telling: frozenset[int]
    late: frozenset[int]
    heard: frozenset[int]
    alone: frozenset[int]
    listed: frozenset[int]
    flows: frozenset[int]
    skipped: frozenset[int]
    owners: tuple[int, ...]


def rows(nodes: tuple[Node, ...], posts: tuple[Posts, ...], sets: Sets) -> tuple[Row, ...]:
    """The row of each node. `sets.alone` are the steps that wait for one thing alone, `sets.listed` the other steps."""
    return tuple(_row(node, post, sets) for node, post in zip(nodes, posts, strict=True))


def _row(node: Node, post: Posts, sets: Sets) -> Row:
    branches, settling, late = node.branches, node.id in sets.settling, node.id in sets.late
    telling, passing = node.id in sets.telling, node.id in sets.passing
    counted = bool(_goings(node)) or any(branch.effect.at_most for branch in branches)
    effects = _effects(node)
    busy = bool(node.kind or node.uses or telling or node.every)
    return Row(
        kind=node.kind,
        plain=not (busy or post.begins or node.id in sets.heard),
        ends=_ends(node, busy or counted or settling or late or any(effects)),
        over=_heard(post.over, sets),
        begins=_heard(post.begins, sets),
        branch=tuple(_heard(gates, sets) for gates in post.branch),
        fixed=node.takes.fixed,
        draw=node.takes.draw,
        condition=node.condition,
        wait_for=node.wait_for,
        watches=watched(node.wait_for),
        asks=node.condition is not None or node.wait_for is not None,
        special=node.condition is not None or node.wait_for is not None or bool(node.uses),
        uses=node.uses,
        flows=any(use.resource in sets.flows for use in node.uses),
        asked=node.asked,
        branches=branches,
        chances=tuple(branch.chance for branch in branches),
        stream=outcome_of(node.name),
        options=tuple(branch.name for branch in branches),
        counted=counted,
        settling=settling,
        passing=passing,
        telling=telling,
        late=late,
        effects=effects,
        goings=_goings(node),
        every=node.every,
        lasting=node.kind in (INJECT, EXPECT, MARK, CROSSING),
        losses=_losses(node, post, sets),
        skips=node.id in sets.skipped,
    )


def _losses(node: Node, post: Posts, sets: Sets) -> tuple[tuple[int, ...], ...]:
    """For each branch (the last: none) the gates that wait for another one; of several that one step waits for, one."""
    waiting = [(place, sets.owners[gate], gate) for place, gates in enumerate(post.branch) for gate in gates]
    places = range(len(node.branches))
    if not waiting:
        return ((),) * (len(places) + 1)
    return tuple(
        tuple({owner: gate for at, owner, gate in waiting if at != place}.values()) for place in (*places, -1)
    )


def _ends(node: Node, busy: bool) -> int:
    if node.kind:
        return RECURS if node.kind == AGAIN else LAGS
    if node.branches:
        return ASKS if node.asked else DRAWS
    return ENDS if busy else TELLS


def _heard(gates: tuple[int, ...], sets: Sets) -> Heard:
    return (
        tuple(gate for gate in gates if gate in sets.alone),
        tuple(gate for gate in gates if gate in sets.listed),
        tuple(gate for gate in gates if gate not in sets.alone and gate not in sets.listed),
    )


def _effects(node: Node) -> tuple[tuple[Effect, ...], ...]:
    each = [(branch.effect, node.when_done) for branch in node.branches]
    return tuple(tuple(effect for effect in one if not effect.empty) for one in (*each, (node.when_done,)))


def _goings(node: Node) -> tuple[tuple[int, Effect], ...]:
    each = [*enumerate(branch.effect for branch in node.branches), (-1, node.when_done)]
    return tuple((place, effect) for place, effect in each if effect.goes_back)
