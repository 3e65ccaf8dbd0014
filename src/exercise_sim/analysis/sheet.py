"""The sheet of initial data (M22) as plain data: what a run hands to the exercise that follows, each value with where it came from.

Nothing of a scenario's own words is known here: variables, groups, resources, steps, documents and objectives are all there is.
`from` is the event and its minute, or the scenario (or an earlier sheet) where nothing in the run has changed a value.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from exercise_sim.analysis.history import History, StepHistory
from exercise_sim.analysis.measures import Measured
from exercise_sim.analysis.usage import usage
from exercise_sim.engine.events import ActionMissed, DocumentMade, Event, LimitLapsed, MemberDropped
from exercise_sim.engine.nodes import Node
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.cast import Cast, spoken
from exercise_sim.scenario.durations import Duration, parse_duration
from exercise_sim.scenario.initial_data import Origin
from exercise_sim.scenario.sheet import SheetEntry
from exercise_sim.scenario.times import format_moment

Data = dict[str, Any]
SCENARIO = "scenario"
_MIDDLE = {"pert": 1, "triangular": 1}


class Sheet:
    """One run on its sheet. `origins` are the values that the scenario itself has from an earlier sheet."""

    def __init__(
        self, cast: Cast, plan: Plan, told: History, objectives: Iterable[Measured], origins: Iterable[Origin]
    ) -> None:
        self._cast, self._plan, self._told = cast, plan, told
        self._objectives = tuple(objectives)
        self._origins = {origin.path: f"{origin.file}, {origin.name}" for origin in origins}
        self._changes = {change.variable: change for change in told.changes}
        self._dropped = {event.member: event for event in told.log if isinstance(event, MemberDropped)}

    def values(self) -> Data:
        """What the author puts on the sheet, by name; every variable where the author names nothing."""
        entries: Mapping[str, SheetEntry] = self._cast.scenario.initial_data or {
            name: SheetEntry(name) for name in self._cast.scenario.variables
        }
        return {name: self._entry(entry) for name, entry in entries.items()}

    def _entry(self, entry: SheetEntry) -> Data:
        scenario = self._cast.scenario
        if entry.name in scenario.variables:
            return self._shares(entry.name, entry.by) if entry.by else self._variable(entry.name)
        return self._group(entry.name) if entry.name in scenario.groups else self._resource(entry.name)

    def variables(self) -> Data:
        """Every variable as it stands at the end."""
        return {name: self._variable(name) for name in self._cast.scenario.variables}

    def _variable(self, name: str) -> Data:
        change = self._changes.get(name)
        value = change.value if change else self._plan.variables[name]
        titled = {"title": self._cast.member_title(value)} if value in self._cast.fields else {}
        return {"value": value, **titled, "from": self._from(change, ("variables", name))}

    def _shares(self, name: str, by: str) -> Data:
        """What the steps of members have added to a variable, by the member or by a field of it."""
        before = self._plan.variables[name]
        found: dict[str, Data] = {}
        for change in self._told.changes:
            if change.variable == name:
                added, before = change.value - before, change.value
                for key in self._keys(change.element, by):
                    sum_ = found.get(key, {"value": 0})["value"] + added
                    titled = {"title": self._cast.member_title(key)} if key in self._cast.fields else {}
                    found[key] = {"value": sum_, **titled, "from": self._from(change)}
        return found

    def _keys(self, element: str, by: str) -> Iterator[str]:
        number = self._plan.by_name.get(element)
        member = self._plan.nodes[number].member if number is not None else ""
        if member and self._cast.group_of[member] == by:
            yield member
        elif member and by in self._cast.fields[member]:
            yield str(self._cast.fields[member][by])

    def _group(self, group: str) -> Data:
        return {member: self._member(group, member) for member in self._cast.scenario.groups[group]}

    def _member(self, group: str, member: str) -> Data:
        """A member with its fields, whether it still takes part, and what its steps came to."""
        nodes = [self._plan.nodes[number] for number in self._plan.members[member]]
        steps = [(node, self._told.steps[node.name]) for node in nodes if not node.hidden]
        fields = {
            name: {"value": value, "from": self._from(None, ("groups", group, member, name))}
            if not isinstance(value, list) else value
            for name, value in self._cast.fields[member].items() if name != "title"
        }  # fmt: skip
        dropped = self._dropped.get(member)
        ends = [(step.ends[-1], node) for node, step in steps if step.state == "done" and step.ends]
        last = max(ends, key=lambda end: end[0].seq, default=None)
        outcomes = {
            node.step: {"value": step.outcome, "title": _option(node, step.outcome), "from": self._from(step.ends[-1])}
            for node, step in steps if step.state == "done" and step.outcome
        }  # fmt: skip
        return {
            "title": self._cast.member_title(member),
            "takes_part": {"value": dropped is None, "from": self._from(dropped)},
            **({"last_done": {"value": last[1].label, "from": self._from(last[0])}} if last else {}),
            **({"outcomes": outcomes} if outcomes else {}),
            **fields,
        }

    def _resource(self, name: str) -> Data:
        used = usage(self._plan, self._told, name)
        event = self._told.log[used.last - 1] if used.last else None
        days = {f"D+{day}" if day else "D": units for day, units in used.by_day.items()}
        source = self._from(event)
        return {
            "in_all": {"value": used.in_all, "from": source},
            "most_in_a_day": {"value": max(days.values(), default=0), "from": source},
            "per_day": days,
        }

    def documents(self) -> Data:
        """The last version of each document."""
        made = {event.document: event for event in self._told.log if isinstance(event, DocumentMade)}
        return {name: {"version": event.version, "from": self._from(event)} for name, event in made.items()}

    def times(self) -> Data:
        """Every step that began: how long it was likely to take by itself, when it began and ended, how long that was."""
        return {node.name: self._time(node, step) for node, step in self._steps() if step.begins}

    def _steps(self) -> Iterator[tuple[Node, StepHistory]]:
        return ((node, self._told.steps[node.name]) for node in self._plan.nodes if not node.hidden)

    def _time(self, node: Node, step: StepHistory) -> Data:
        began, ended = step.begins[-1], step.ends[-1] if step.ends and step.state == "done" else None
        data = {"title": node.title, "planned_minutes": self._likely(node), "begun": self._moment(began)}
        if ended is not None:
            data |= {"ended": self._moment(ended), "minutes": ended.at - began.at}
        return data | {"from": self._from(ended or began)}

    def _likely(self, node: Node) -> int:
        takes = self._cast.value(self._cast.scenario.chain[node.step].takes, node.member)
        if takes is None:
            return 0
        duration = takes if isinstance(takes, Duration) else parse_duration(takes)
        if duration.kind == "uniform":
            return sum(duration.minutes) // 2
        if duration.kind == "list":
            return sorted(duration.minutes)[(len(duration.minutes) - 1) // 2]
        return duration.minutes[_MIDDLE.get(duration.kind, 0)]

    def objectives(self) -> Data:
        """Every objective that is measured: what was planned (its best threshold), what was, the rating."""
        return {one.name: self._objective(one) for one in self._objectives if one.unit != "observed"}

    def _objective(self, one: Measured) -> Data:
        planned = next(iter(one.thresholds.values()), None)
        data: Data = {
            "title": one.title,
            "unit": one.unit,
            "planned": planned,
            "actual": one.value,
            "rating": one.rating,
        }
        data["provision"] = one.provision or None
        return {word: value for word, value in data.items() if value is not None} | {
            "from": self._measured_at(one)
        }

    def _measured_at(self, one: Measured) -> Data | str:
        """The event at which an objective was met: the last of its minute that is about what it names; the end, if it was not."""
        objective = self._cast.scenario.objectives[one.name]
        if objective.measure is not None:
            return self._from(self._changes.get(objective.measure), ("variables", objective.measure))
        reference = objective.to or objective.margin
        numbers = self._plan.by_step.get(reference.name, ()) if reference else ()
        names = {self._plan.nodes[number].name for number in numbers}
        met = [event for event in self._told.log if event.at == one.end and event.element in names]
        return self._from(met[-1] if met else self._told.log[-1])

    def unmet(self) -> list[Measured]:
        """The objectives that were rated M or U."""
        return [one for one in self._objectives if one.rating in ("M", "U")]

    def observed(self) -> list[Measured]:
        """The objectives that people rate."""
        return [one for one in self._objectives if one.unit == "observed"]

    def unfinished(self) -> Iterator[tuple[str, Node, Data | str]]:
        """Steps that were under way or waited at the end, and those that could not come any more: the state, the step, since when.

        What members lost that take no part any more is said of these members.
        """
        for node, step in self._steps():
            if step.state == "cut off":
                if node.member not in self._dropped:
                    yield "cut off", node, self._from(step.lost)
            elif not step.over and self._cast.scenario.chain[node.step].every is None:
                yield (
                    step.state,
                    node,
                    self._from(step.begins[-1] if step.state == "under way" else self._told.log[-1]),
                )

    def returns(self) -> Iterator[tuple[Node, str, Data | str]]:
        """What had to be done again: the step that said so, with its outcome."""
        for node, step in self._steps():
            yield from ((node, _option(node, event.outcome), self._from(event)) for event in step.returns)

    def lapses(self) -> Iterator[tuple[Node, str, Data | str]]:
        """Questions that nobody answered in time, with what stood then."""
        for event in self._told.log:
            if isinstance(event, LimitLapsed):
                node = self._plan.nodes[self._plan.by_name[event.element]]
                yield node, _option(node, event.option), self._from(event)

    def missed(self) -> Iterator[tuple[Node, Data | str]]:
        """Injects upon which something was expected that was not done in time."""
        for event in self._told.log:
            if isinstance(event, ActionMissed):
                node = next(node for node in self._plan.nodes if node.name == event.element)
                yield node, self._from(event)

    def ending(self) -> Data:
        """How it ended; only the minute to which it came, where it was stopped."""
        ended = self._told.ended
        if ended is None:
            return {"stopped": self._moment(self._told.log[-1])}
        title = next(one.title for one in self._plan.endings if one.name == ended.ending)
        return {
            "value": ended.ending,
            "title": title or spoken(ended.ending),
            "class": ended.class_,
            "from": self._from(ended),
        }

    def measured_at(self, one: Measured) -> Data | str:
        """Where an objective has its value from."""
        return self._measured_at(one)

    def _from(self, event: Event | None, path: tuple[str, ...] = ()) -> Data | str:
        if event is None:
            return self._origins.get(path, SCENARIO)
        return {"event": event.seq, "minute": event.at, "moment": self._moment(event)}

    def _moment(self, event: Event) -> str:
        return format_moment(event.at, self._plan.start)


def _option(node: Node, name: str | None) -> str:
    """What people call an outcome of a step."""
    return next((branch.text for branch in node.branches if branch.name == name), name or "")
