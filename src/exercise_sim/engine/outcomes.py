"""What a step can lead to, compiled: options and outcomes, their effects, votes (M13, M15, M18).

Used only while a scenario is compiled.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from exercise_sim.engine.codes import AGAIN, OVER
from exercise_sim.engine.conditions import Clauses
from exercise_sim.engine.draws import Draws
from exercise_sim.engine.nodes import NO_TIME, Branch, Carries, Change, Effect, Time, VotePlan
from exercise_sim.engine.numbering import Numbering
from exercise_sim.engine.touches import Touches
from exercise_sim.scenario.cast import Cast, instance, spoken
from exercise_sim.scenario.durations import Duration, parse_duration
from exercise_sim.scenario.injects import Inject
from exercise_sim.scenario.references import parse_reference
from exercise_sim.scenario.steps import Effects, Step
from exercise_sim.scenario.values import FieldOf, Length, Threshold, addend

_NO_EFFECT = Effect()


class Outcomes:
    """Compiles the branches, effects and votes of one scenario."""

    def __init__(
        self,
        cast: Cast,
        numbers: Numbering,
        resources: dict[str, int],
        documents: dict[str, int],
        draws: Draws,
        clauses: Clauses,
    ) -> None:
        self._cast, self._ids, self._resources = cast, numbers.ids, resources
        self._numbers = numbers
        self._touches = Touches(cast, numbers, draws)
        self._documents, self._draws, self._clauses = documents, draws, clauses
        self._endings = list(cast.scenario.endings)
        self._nothing = Effects()

    def time(self, value: Duration | FieldOf | None, name: str, member: str) -> Time:
        """How long something takes; a field of the member is read as a duration."""
        if isinstance(value, FieldOf):
            value = parse_duration(self._cast.value(value, member))
        return self._draws.time(value, name) if value is not None else NO_TIME

    def branches(self, step: Step, name: str, member: str) -> tuple[Branch, ...]:
        """The options or outcomes of a step, in file order."""
        places = {key: place for place, key in enumerate(step.branches)}
        chances = self._chances(step, member)
        return tuple(
            Branch(
                name=key,
                text=self._cast.text(branch.text, member) or spoken(key),
                effect=self._effect(branch, name, member, (), places[key]),
                takes=self.time(branch.takes, f"{instance(name, member)} {key} takes", member),
                chance=chance,
                weight=branch.weight,
                then=places.get(branch.then or "", -1),
                teaches=self._cast.text(branch.teaches, member),
            )
            for (key, branch), chance in zip(step.branches.items(), chances, strict=True)
        )

    def _chances(self, step: Step, member: str) -> list[float]:
        if not step.outcomes:
            return [0.0] * len(step.options)
        chances = [
            self._cast.value(branch.chance, member) if branch.chance is not None else None
            for branch in step.outcomes.values()
        ]
        return filled_up([None if chance is None else float(chance) for chance in chances])

    def when_done(self, step: Step, name: str, member: str) -> Effect:
        """What happens when the step is done, the documents it makes included."""
        if step.when_done is None and not step.makes:
            return _NO_EFFECT
        return self._effect(step.when_done or self._nothing, name, member, tuple(step.makes))

    def of_inject(self, name: str, inject: Inject) -> Effect:
        """What an inject does, once a run."""
        if inject.effects is None:
            return _NO_EFFECT
        return replace(self._effect(inject.effects, name, "", ()), at_most=1)

    def deeds(self) -> Iterator[tuple[int, int, Effects]]:
        """Everything that may happen: the node that does it, by what (OVER, or the place of an outcome), and the effects."""
        for name, step in self._cast.scenario.chain.items():
            for member in self._cast.members(name):
                node = self._ids[instance(name, member)]
                for place, branch in enumerate(step.branches.values()):
                    yield node, place, branch
                if step.when_done is not None:
                    yield node, OVER, step.when_done
        for name, inject in self._cast.scenario.injects.items():
            if inject.effects is not None:
                yield self._ids[name], OVER, inject.effects

    def _effect(
        self, effects: Effects, name: str, member: str, makes: tuple[str, ...], place: int = -1
    ) -> Effect:
        """What an outcome (by its place), a finished step or an inject (-1) does."""
        changes = [self._change("set", key, value, name, member) for key, value in effects.set.items()]
        changes += [self._change("add", key, value, name, member) for key, value in effects.add.items()]
        return Effect(
            changes=tuple(changes),
            touch=self._touches.of(effects, name, member, place),
            drop=tuple(self._cast.value(one, member) for one in effects.drop),
            makes=tuple(self._documents[self._cast.text(text, member)] for text in (*makes, *effects.makes)),
            back_to=self._targets(effects.back_to, name, member),
            redo=self._targets(effects.redo, name, member),
            fire=tuple(sorted(self._ids[one] for one in effects.fire)),
            goes_back=bool(effects.back_to or effects.redo),
            wait=effects.wait,
            at_most=effects.at_most or 0,
            ends=self._endings.index(effects.ends) if effects.ends else -1,
        )

    def _targets(self, names: list[str], step: str, member: str) -> tuple[int, ...]:
        nodes: list[int] = []
        for name in names:
            reference = parse_reference(name)
            nodes += self._clauses.nodes(reference.name, reference.member, step, member)
        return tuple(dict.fromkeys(nodes))

    def _change(self, kind: Any, key: str, value: object, name: str, member: str) -> Change:
        given = self._cast.value(value, member)
        plain, _, of = key.partition(" of ")
        if plain in self._cast.scenario.variables:
            return Change(kind, "variable", plain, (), given)
        if plain in self._cast.scenario.gauges:
            gauged = self._clauses.gauged
            return Change(kind, "gauge", plain, (gauged.place(plain),), gauged.units(plain, given))
        full = instance(plain, self._cast.value(of, member)) if of else plain
        if full in self._resources or instance(plain, member) in self._resources:
            return Change(
                kind,
                "resource",
                full,
                (self._resources.get(full, self._resources.get(instance(plain, member), 0)),),
                given,
            )
        step, _, outcome = plain.partition(".")
        if outcome == "takes" and outcome not in self._cast.scenario.chain[step].outcomes:
            return self._duration(kind, key, value, name, member)
        place = list(self._cast.scenario.chain[step].outcomes).index(outcome)
        nodes = self._clauses.nodes(step, of or None, name, member)
        return Change(kind, "chance", key, (place, *nodes), given)

    def _duration(self, kind: Any, key: str, value: object, name: str, member: str) -> Change:
        """Another duration of a step; its draws keep the name of the old one, and so their luck."""
        plain, _, of = key.partition(" of ")
        step = plain.partition(".")[0]
        nodes = self._clauses.nodes(step, of or None, name, member)
        nodes += tuple(again for again, slot in self._numbers.of_kind(AGAIN) if slot.owner in nodes)
        given = self._cast.value(value, member)
        if kind == "add":
            length = given if isinstance(given, Length) else addend(given)
            assert isinstance(length, Length)
            return Change("add", "duration", f"{length.minutes:+d}", nodes, length.minutes)
        duration = parse_duration(given)
        times = tuple(self._draws.time(duration, f"{self._stream(node)} takes") for node in nodes)
        return Change("set", "duration", duration.text, nodes, times)

    def _stream(self, node: int) -> str:
        """How the draws of a step's work are named, and of its repetitions."""
        slot = self._numbers.slots[node]
        name = instance(slot.name, slot.member)
        return f"{name} again" if slot.kind == AGAIN else name

    def vote(self, step: Step, member: str) -> VotePlan | None:
        """Who votes, and what carries."""
        if step.vote is None:
            return None
        voters = tuple(voter for voter in self._cast.selected(step.vote.of) if voter)
        options = list(step.options)
        return VotePlan(
            voters=voters,
            titles=tuple(self._cast.member_title(voter) for voter in voters),
            quorum=_present(step.vote.quorum, len(voters)),
            carried=tuple(
                (options.index(key), Carries(need.kind, need.numerator, need.denominator))
                for key, need in step.vote.carried.items()
            ),
            positions=tuple(_positions(step, voter, options) for voter in voters),
        )


def _present(quorum: Threshold | None, voters: int) -> int:
    """How many members must be present: the smallest whole number that fulfils the quorum."""
    if quorum is None:
        return 0
    if quorum.kind == "all":
        return voters
    if quorum.kind == "count":
        return quorum.numerator
    if quorum.kind == "more than":
        return voters * quorum.numerator // quorum.denominator + 1
    return -(-voters * quorum.numerator // quorum.denominator)


def _positions(step: Step, voter: str, options: list[str]) -> tuple[float, ...]:
    assert step.vote is not None
    given = step.vote.positions.get(voter, step.vote.positions.get("others", {}))
    return tuple(filled_up([given.get(name) for name in (*options, "abstain", "absent")], blank=0.0))


def filled_up(chances: list[float | None], blank: float = 0.0) -> list[float]:
    """Chances that add up to 1: what is missing goes to the first one."""
    known = [blank if chance is None else chance for chance in chances]
    missing = 1.0 - sum(known)
    return [known[0] + max(missing, 0.0), *known[1:]]
