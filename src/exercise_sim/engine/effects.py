"""What an outcome or a finished step changes: values, capacities, chances, documents, members (M18).

Going back and ending are the chain's business. `cause` is the number of the event that brought the effect.
"""

from typing import Any

from exercise_sim.engine import asking, back, gauges, leaving, queues, touching, work
from exercise_sim.engine.codes import DONE, UNDER_WAY, WAITING
from exercise_sim.engine.gates import FIRED, give_turn, refresh
from exercise_sim.engine.nodes import Change, Effect
from exercise_sim.engine.state import TURN, Run


def apply(run: Run, effect: Effect, node: int, cause: int) -> None:
    """Makes every change of an effect."""
    for document in effect.makes:
        run.documents[document] += 1
        run.emit("document", node, cause, run.plan.documents[document], run.documents[document])
    for change in effect.changes:
        _CHANGES[change.target](run, change, node, cause)
    for name in effect.drop:
        drop(run, str(run.variables.get(name, name)), cause)
    if effect.touch is not None:
        touching.touch(run, effect.touch, node, cause)
    for inject in effect.fire:
        fire(run, inject, cause)


def _variable(run: Run, change: Change, node: int, cause: int) -> None:
    value = change.value if change.kind == "set" else run.variables[change.name] + change.value
    run.variables[change.name] = value
    run.stirred.add(change.name)
    if change.name in run.plan.heeded:
        run.look = run.busy = True
    seq = run.emit("variable", node, cause, change.name, value)
    if change.name in run.plan.choosing:
        _name_another(run, change.name, seq)


def _name_another(run: Run, variable: str, cause: int) -> None:
    """A variable names another member: whoever waits for that one is released, and whoever has not begun and waits for it in vain waits again."""
    for gate in run.plan.choosing[variable]:
        owner = run.plan.owners[gate]
        refresh(run, gate, cause)
        back.wait_again(run, owner)
        refresh(run, owner, cause)
        if run.status[owner] == WAITING:  # perhaps in vain
            run.touched.append(owner)
    back.hope_anew(run)


def _resource(run: Run, change: Change, node: int, cause: int) -> None:
    resource = change.index[0]
    old = run.resources.capacity(resource)
    new = max(0, int(change.value if change.kind == "set" else old + change.value))
    seq = run.emit("capacity", node, cause, run.plan.resources[resource].name, new)
    if resource in run.plan.heeded:
        run.look = run.busy = True
    queues.change_capacity(run, resource, new, seq)
    serving = run.resources.serving[resource]
    if serving >= 0 and run.status[serving] == UNDER_WAY and run.plan.resources[resource].kind == "flow":
        work.reschedule(run, serving)


def _chance(run: Run, change: Change, node: int, cause: int) -> None:
    place, *nodes = change.index
    for one in nodes:
        chances = run.chances.get(one) or [branch.chance for branch in run.nodes[one].branches]
        new = change.value if change.kind == "set" else chances[place] + change.value
        run.chances[one] = shifted(chances, place, new)
        run.emit("chance", one, cause, run.nodes[one].branches[place].name, run.chances[one][place])


def shifted(chances: list[float], place: int, new: float) -> list[float]:
    """Chances of which one has a new value between 0 and 1, the others shrunk or grown in proportion."""
    new = min(1.0, max(0.0, new))
    rest = sum(chances) - chances[place]
    if rest <= 0:
        # One had it all: what it gives up goes to the first of the others.
        heir = 1 if place == 0 else 0
        return [new if at == place else 1.0 - new if at == heir else 0.0 for at in range(len(chances))]
    return [new if at == place else chance * (1.0 - new) / rest for at, chance in enumerate(chances)]


def drop(run: Run, member: str, cause: int) -> None:
    """Takes a member out of every group: whatever it had still to do is cut off."""
    if member in run.dropped or member not in run.plan.members:
        return
    run.dropped.add(member)
    seq = run.emit("dropped", -1, cause, member)
    asking.leave_votes(run, member)
    for node in run.plan.members[member]:
        if run.status[node] < DONE:
            leaving.cut_off(run, node, seq)


def fire(run: Run, inject: int, cause: int) -> None:
    """An inject has its turn, if it still waits for it: for its time, for something, for a condition or for the trainer."""
    if inject in run.watching or inject in run.ready:
        back.stop(run, inject)
    if run.status[inject] == WAITING:
        give_turn(run, inject, cause)
    tick = run.delayed.get(inject)
    if tick is not None and tick.what == TURN:
        tick.what = FIRED


_CHANGES: dict[str, Any] = {
    "variable": _variable,
    "gauge": gauges.change,
    "resource": _resource,
    "chance": _chance,
    "duration": touching.change_duration,
}
