"""Reads an author's data into a chain of instances.

Only reading; what a reference means from inside and from outside a group is decided here, once.
"""

from typing import Any

from tests.slow_model.instances import (
    Chain,
    Ending,
    Fields,
    Join,
    Lag,
    Members,
    Result,
    RunEnding,
    Several,
    Step,
    WayBack,
    choices,
    goes_back,
    parts,
)
from tests.slow_model.texts import Reference, is_condition, reference


def selected(data: Fields, for_each: str) -> tuple[str, list[str]]:
    """The group that `for_each` names, and the members that its `where` selects, in the group's order."""
    group, _, condition = for_each.partition(" where ")
    members: Fields = data["groups"][group]
    if not condition:
        return group, list(members)
    key, _, value = condition.partition(" is ")
    return group, [name for name, its in members.items() if str((its or {}).get(key)) == value]


class Reader:
    """Reads one scenario into a chain."""

    def __init__(self, data: Fields) -> None:
        self.data = data
        self.chain: Fields = {name: fields or {} for name, fields in data["chain"].items()}
        self.bare = [step for name in self.chain for step in self._instances(name)]
        self.lags: list[Lag] = []

    def read(self) -> Chain:
        steps = []
        for place, (name, member, group) in enumerate(self.bare):
            title = name if member is None else f"{name} of {member}"
            plain = Step(place, title, name, member, group, self.chain[name])
            join = self._after(plain)
            steps.append(Step(place, title, name, member, group, self.chain[name], join))
        joins = [() if s.join is None else parts(s.join) for s in steps]
        ways = tuple(self._ways_back(step) for step in steps)
        inputs = tuple(
            frozenset(p.place for p in join if isinstance(p, Result) and p.place is not None)
            for join in joins
        )
        endings = self._endings()
        return Chain(tuple(steps), inputs, ways, tuple(self.lags), endings)

    def _endings(self) -> tuple[Ending, ...]:
        """Endings in file order; the lags they wait for belong to places behind the last step."""
        found = []
        for nth, (name, fields) in enumerate((self.data.get("endings") or {}).items()):
            when: Any = (fields or {}).get("when")
            if isinstance(when, str) and not is_condition(when):
                when = self._join(when, Step(len(self.bare) + nth, name, name, None, None, {}))
            found.append(Ending(name, when))
        return tuple(found)

    def _ways_back(self, step: Step) -> tuple[WayBack, ...]:
        ways = {**choices(step.fields), None: step.fields.get("when_done") or {}}
        return tuple(
            WayBack(name, its, self._targets(step, its.get("back_to")), self._targets(step, its.get("redo")))
            for name, its in ways.items()
            if goes_back(its)
        )

    def _targets(self, speaker: Step, names: str | list[str] | None) -> frozenset[int]:
        named = [names] if isinstance(names, str) else names or []
        return frozenset(place for name in named for place in self._target(speaker, reference(name)))

    def _target(self, speaker: Step, wanted: Reference) -> list[int]:
        found = self._results(wanted, speaker)
        results = found.inputs if isinstance(found, Members) else (found,)
        return [result.place for result in results if result.place is not None]

    def _instances(self, name: str) -> list[tuple[str, str | None, str | None]]:
        for_each = self.chain[name].get("for_each")
        if for_each is None:
            return [(name, None, None)]
        group, members = selected(self.data, for_each)
        return [(name, member, group) for member in members]

    def _after(self, step: Step) -> Join | None:
        after = step.fields.get("after")
        if after is not None:
            return self._join(after, step)
        above = list(self.chain).index(step.step) - 1
        return None if above < 0 else self._join(list(self.chain)[above], step)

    def _join(self, what: Any, owner: Step) -> Join:
        if isinstance(what, str):
            return self._input(reference(what), owner)
        if isinstance(what, list):
            return Several(None, tuple(self._join(item, owner) for item in what))
        ((word, items),) = what.items()
        count = None if word == "all" else 1 if word == "any" else int(word.removesuffix(" of"))
        return Several(count, tuple(self._join(item, owner) for item in items))

    def _input(self, wanted: Reference, owner: Step) -> Join:
        plain = RunEnding(wanted.outcome) if wanted.name == "ending" else self._results(wanted, owner)
        if wanted.lag is None:
            return plain
        lag = Lag(owner.place, len(self.lags), wanted.lag, plain)
        self.lags.append(lag)
        return lag

    def _results(self, wanted: Reference, owner: Step) -> Result | Members:
        places = {member: place for place, (name, member, _) in enumerate(self.bare) if name == wanted.name}
        for_each = self.chain[wanted.name].get("for_each")
        group = None if for_each is None else selected(self.data, for_each)[0]

        def result(member: str | None) -> Result:
            return Result(places.get(member), wanted.outcome, wanted.begins)

        if wanted.member is not None:
            return result(wanted.member)
        if wanted.count is not None:
            return Members(wanted.count, tuple(result(member) for member in places))
        if group is None or group == owner.group:
            return result(owner.member if group is not None else None)
        return Members(None, tuple(result(member) for member in places))
