"""Reads an author's data into a chain of instances.

Only reading; what a reference means from inside and from outside a group is decided here, once.
"""

from collections.abc import Mapping
from typing import Any

from tests.slow_model.instances import (
    Chain,
    Chosen,
    Clock,
    Condition,
    Document,
    Ending,
    Fields,
    Inject,
    Join,
    Lag,
    Members,
    Mixed,
    Reaches,
    Result,
    RunEnding,
    Several,
    Step,
    WayBack,
    choices,
    goes_back,
    parts,
)
from tests.slow_model.reading_gauges import read_gauges
from tests.slow_model.texts import (
    Reference,
    is_condition,
    is_reference,
    minutes,
    moment,
    names,
    of_clock,
    reference,
)


def selected(data: Fields, for_each: str) -> tuple[str, list[str]]:
    """The group that `for_each` names, and the members that its `where` selects, in the group's order."""
    group, _, condition = for_each.partition(" where ")
    members: Fields = data["groups"][group]
    if not condition:
        return group, list(members)
    key, _, value = condition.partition(" is ")
    return group, [name for name, its in members.items() if str((its or {}).get(key)) == value]


class Reader:
    """Reads one scenario into a chain. `drawn` says of whose lags chance draws the longest (else the shortest)."""

    def __init__(self, data: Fields, drawn: Mapping[tuple[str, int], str] | None = None) -> None:
        self.data, self.drawn = data, drawn or {}
        self.chain: Fields = {name: fields or {} for name, fields in data["chain"].items()}
        self.injects: Fields = data.get("injects") or {}
        self.bare = [step for name in self.chain for step in self._instances(name)]
        self.bare += [(name, None, None) for name in self.injects]
        self.lags: list[Lag] = []

    def read(self) -> Chain:
        steps = tuple(
            self._step(place, name, member, group)
            for place, (name, member, group) in enumerate(self.bare)
            if name in self.chain
        )
        injects = tuple(self._inject(len(steps) + nth, name) for nth, name in enumerate(self.injects))
        joins = [*(step.join for step in steps), *(inject.reference for inject in injects)]
        ways = (*(self._ways_back(step) for step in steps), *((i.way,) if i.way else () for i in injects))
        inputs = tuple(
            frozenset(p.place for p in parts(join) if isinstance(p, Result) and p.place is not None)
            if join
            else frozenset()
            for join in joins
        )
        endings = self._endings()
        untils = {
            (place, its["until"]): self._join(its["until"], speaker)
            for place, (name, member, group) in enumerate(self.bare)
            for speaker in [Step(-1, name, name, member, group, {})]  # nobody waits for its lag
            for _, its in self._makers(name)
            if "hold" in its and is_reference(its["until"])
        }
        gauges = read_gauges(self.data, self._condition)
        return Chain(steps, injects, inputs, ways, tuple(self.lags), endings, untils, gauges)

    def _step(self, place: int, name: str, member: str | None, group: str | None) -> Step:
        fields: Fields = self.chain[name]
        title = name if member is None else f"{name} of {member}"
        plain = Step(place, title, name, member, group, fields)
        asked = {key: self._condition(fields[key], plain) for key in ("if", "wait_for") if key in fields}
        every = minutes(fields["every"]) if "every" in fields else None
        until = self._join(fields["until"], plain) if "until" in fields else None
        voters = tuple(selected(self.data, fields["vote"]["of"])[1]) if "vote" in fields else ()
        keeps = {
            name: self._join(until.removeprefix("until "), plain)
            for name, until in fields.get("keeps", {}).items()
        }
        return Step(
            place,
            title,
            name,
            member,
            group,
            fields,
            self._waits_for(plain),
            asked,
            every,
            until,
            voters,
            keeps,
        )

    def _inject(self, place: int, name: str) -> Inject:
        fields: Fields = self.injects[name]
        speaker = Step(place, name, name, None, None, {})
        at, answer = fields["at"], (fields.get("expects") or {}).get("answer")
        minute = moment(at, self.data["start"]) if isinstance(at, str) and "start" in self.data else None
        return Inject(
            place,
            name,
            fields,
            minute,
            None if at == "trainer" or minute is not None else self._condition(at, speaker),
            self._condition(fields["unless"], speaker) if "unless" in fields else None,
            self._join(answer, speaker) if answer is not None else None,
            self._way_back(speaker, None, fields.get("effects") or {}),
        )

    def _endings(self) -> tuple[Ending, ...]:
        """Endings in file order; the lags they wait for belong to places behind the last inject."""
        found = []
        for nth, (name, fields) in enumerate((self.data.get("endings") or {}).items()):
            when: Any = (fields or {}).get("when")
            if when is not None:
                when = self._condition(when, Step(len(self.bare) + nth, name, name, None, None, {}))
            found.append(Ending(name, when))
        return tuple(found)

    def _condition(self, what: Any, owner: Step) -> Condition:
        """A text, a list (all of it), or a mapping of `all`, `any` or `not`."""
        if isinstance(what, str):
            if clock := of_clock(what):
                return Clock(moment(clock[1], self.data["start"]) or 0, clock[0] == "after")
            return what if is_condition(what) else self._join(what, owner)
        ((word, items),) = what.items() if isinstance(what, dict) else {"all": what}.items()
        return Mixed(
            word, tuple(self._condition(item, owner) for item in ([items] if word == "not" else items))
        )

    def _ways_back(self, step: Step) -> tuple[WayBack, ...]:
        ways = {**choices(step.fields), None: step.fields.get("when_done") or {}}
        found = [self._way_back(step, name, its) for name, its in ways.items()]
        return tuple(way for way in found if way is not None)

    def _way_back(self, speaker: Step, name: str | None, its: Fields) -> WayBack | None:
        if not goes_back(its):
            return None
        return WayBack(
            name, its, self._targets(speaker, its.get("back_to")), self._targets(speaker, its.get("redo"))
        )

    def _targets(self, speaker: Step, what: str | list[str] | None) -> frozenset[int]:
        return frozenset(place for name in names(what) for place in self._target(speaker, reference(name)))

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

    def _waits_for(self, step: Step) -> Join | None:
        """What `after` says, or the step above; and the documents that it needs."""
        after = self._after(step)
        needs = [self._document(document) for document in names(step.fields.get("needs"))]
        if not needs:
            return after
        listed = (
            after.inputs if isinstance(after, Several) and after.count is None else (after,) if after else ()
        )
        return Several(None, (*listed, *needs))

    def _document(self, document: str) -> Document:
        makers = [
            Result(place, outcome)
            for place, (name, _, _) in enumerate(self.bare)
            for outcome, its in self._makers(name)
            if document in names(its.get("makes")) and not (outcome and goes_back(its))
        ]
        return Document(tuple(makers))

    def _makers(self, name: str) -> list[tuple[str | None, Fields]]:
        """What may say that it makes a document: a step, its options, its end; an inject."""
        if name in self.injects:
            return [(None, self.injects[name].get("effects") or {})]
        fields = self.chain[name]
        return [(None, fields), (None, fields.get("when_done") or {}), *choices(fields).items()]

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
        plain: RunEnding | Reaches | Result | Members | Chosen
        if wanted.stage is not None:
            plain = Reaches(wanted.name, wanted.stage)
        elif wanted.name == "ending":
            plain = RunEnding(wanted.outcome)
        else:
            plain = self._results(wanted, owner)
        if wanted.lag is None or wanted.longest is None:
            return plain
        is_long = self.drawn.get((f"{owner.name} lag", 1)) == "longest"
        lag = Lag(owner.place, len(self.lags), wanted.longest if is_long else wanted.lag, plain)
        self.lags.append(lag)
        return lag

    def _results(self, wanted: Reference, owner: Step) -> Result | Members | Chosen:
        places = {member: place for place, (name, member, _) in enumerate(self.bare) if name == wanted.name}
        for_each = self.chain.get(wanted.name, {}).get("for_each")
        group = None if for_each is None else selected(self.data, for_each)[0]

        def result(member: str | None) -> Result:
            return Result(places.get(member), wanted.outcome, wanted.begins)

        if wanted.member is not None and wanted.member in self.data.get("variables", {}):
            members = [member for member in places if member is not None]
            return Chosen(wanted.member, tuple(members), tuple(result(member) for member in members))
        if wanted.member is not None:
            return result(wanted.member)
        if wanted.count is not None:
            return Members(wanted.count, tuple(result(member) for member in places))
        if group is None or group == owner.group:
            return result(owner.member if group is not None else None)
        return Members(None, tuple(result(member) for member in places))
