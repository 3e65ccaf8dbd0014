"""A run told whole: head, log, close, and its forms for machines. Text out of a log; nothing is printed here."""

import json
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from exercise_sim.analysis.causes import by_clock, critical_path
from exercise_sim.analysis.history import history
from exercise_sim.analysis.levels import Course
from exercise_sim.analysis.measures import Measured, measured
from exercise_sim.analysis.sheet import Sheet
from exercise_sim.analysis.timeline import phases
from exercise_sim.engine.data import as_data
from exercise_sim.engine.events import Event
from exercise_sim.engine.plan import Plan
from exercise_sim.render.agenda import frame_lines, session_lines
from exercise_sim.render.close import ending_lines, marking, repeat_lines, timeline_lines
from exercise_sim.render.courses import course_lines
from exercise_sim.render.gauges import Situation
from exercise_sim.render.log import LogSheet
from exercise_sim.render.naming import Names
from exercise_sim.render.narrator import Narrator
from exercise_sim.render.objectives import objective_lines
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.path import path_lines
from exercise_sim.render.questions import question_lines
from exercise_sim.render.sentences import CLOSE
from exercise_sim.render.sheet import sheet_text
from exercise_sim.render.view import seen
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.load import Loaded
from exercise_sim.scenario.times import format_moment


class Report:
    """One run and how it is told. With a `view`, nothing that this body may not see is in any of its forms."""

    def __init__(
        self,
        loaded: Loaded,
        plan: Plan,
        log: tuple[Event, ...],
        paint: Paint,
        view: str | None,
        seed: int,
        replication: int,
        policy: str,
    ) -> None:
        self._loaded, self._plan, self._paint, self._view = loaded, plan, paint, view
        self.seed, self._replication, self._policy = seed, replication, policy
        self._cast = Cast(loaded.scenario)
        self._log = seen(plan, log, view)
        self._told = history(plan, self._log)

    def head_and_log(self, *, quiet: bool, first: int = 0) -> Iterator[tuple[int, list[str]]]:
        """What is told, with the minute from which on it can be told; nothing of the log from before the minute `first`."""
        yield first, list(self._head(first))
        if quiet:
            return
        plan = self._plan
        sheet = LogSheet(
            self._paint,
            plan.start,
            [body.title for body in plan.bodies.values()],
            [node.phase for node in plan.nodes],
            self._log[-1].at if self._log else 0,
            Situation(plan, self._log, self._view),
        )
        narrator = Narrator(plan, self._view)
        sessions = deque(line for line in session_lines(self._cast) if line.at >= first)
        for minute, events in groupby(self._log, key=lambda event: event.at):
            while sessions and sessions[0].at <= minute:
                yield sessions[0].at, list(sheet.lay([sessions.popleft()]))
            if minute >= first:
                yield minute, list(sheet.lay(narrator.tell(events)))
            else:  # it has to know since when something waits
                narrator.pass_by(events)
        if not self._log or self._log[-1].at < first:
            yield first, ["", CLOSE["nothing"].format(moment=format_moment(first, plan.start))]

    def _head(self, first: int) -> Iterator[str]:
        paint, scenario = self._paint, self._loaded.scenario
        yield marking(paint)
        yield paint("title", self._plan.title)
        for text in frame_lines(self._cast):
            yield from wrapped(text, paint.width)
        if scenario.text:
            yield from wrapped(self._cast.text(scenario.text, ""), paint.width)
        told = [self._fixed(), CLOSE["policy"].format(policy=self._policy)]
        told += [self._variant(name) for name in self._loaded.variants]
        told += [CLOSE["view"].format(view=self._plan.bodies[self._view].title)] if self._view else []
        told += [CLOSE["told_from"].format(moment=format_moment(first, self._plan.start))] if first else []
        yield from (paint("quiet", part) for part in wrapped("; ".join(told), paint.width))

    def _fixed(self) -> str:
        """The numbers that fix all chance."""
        told = CLOSE["seed"].format(seed=self.seed)
        again = CLOSE["replication"].format(replication=self._replication)
        return f"{told}, {again}" if self._replication else told

    def _variant(self, name: str) -> str:
        title = self._loaded.scenario.variants[name].title
        return CLOSE["variant_title" if title else "variant"].format(variant=name, title=title)

    def close(self, again: str, go_on: str, now: int) -> Iterator[str]:
        """What stands below the log, with the commands that repeat it and that go on. A seat sees the ending; the rest is the exercise control's."""
        paint, plan = self._paint, self._plan
        yield from ending_lines(paint, plan, self._told.ended, now)
        if self._told.ended is None:
            yield from question_lines(paint, plan, self._log)
        elif self._view is None:
            yield from timeline_lines(paint, plan, phases(plan, self._told))
            yield from course_lines(paint, plan, self._courses(), self._told.ended)
            yield from objective_lines(paint, self._objectives())
            links = critical_path(plan, self._log)
            clock = by_clock(plan, self._log)
            yield from path_lines(paint, plan, links, self._told.ended.at, by_clock=clock)
        yield from repeat_lines(paint, self._fixed(), again, "" if self._told.ended else go_on)
        yield marking(paint)

    def _objectives(self) -> tuple[Measured, ...]:
        return measured(self._loaded.scenario, self._plan, self._told)

    def _courses(self) -> list[Course]:
        return [Course(self._plan, self._log, gauge.name) for gauge in self._plan.gauges]

    def jsonl(self) -> Iterator[tuple[int, str]]:
        """Every event as its minute and one line of JSON, its fields in a fixed order."""
        for event in self._log:
            yield event.at, json.dumps(as_data(event), ensure_ascii=False) + "\n"

    def summary(self) -> str:
        """The run in numbers, as JSON."""
        ended = self._told.ended
        finished = {
            step.name: step.ends[-1].at
            for step in self._told.steps.values()
            if step.state == "done" and step.ends
        }
        data: dict[str, Any] = {
            "scenario": self._plan.scenario,
            "digest": self._plan.digest,
            "seed": self.seed,
            "replication": self._replication,
            "variants": list(self._loaded.variants),
            "policy": self._policy,
            "ending": ended.ending if ended else None,
            "class": ended.class_ if ended else None,
            "ended_at": ended.at if ended else None,
            "finished": finished,
            "gauges": self._gauges(),
            "objectives": {
                one.name: {"value": one.value, "unit": one.unit, "rating": one.rating}
                for one in self._seen_objectives()
            },
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def sheet(self, again: str, chosen: Mapping[str, str]) -> str:
        """The sheet of initial data, as YAML; `again` is the command that repeats the run, `chosen` what it fixes."""
        run = {
            "scenario": self._plan.scenario,
            "title": self._plan.title,
            "digest": self._plan.digest,
            "seed": self.seed,
            "replication": self._replication,
            "policy": self._policy,
            "variants": list(self._loaded.variants),
            "choose": dict(chosen),
        }
        sheet = Sheet(self._cast, self._plan, self._told, self._objectives(), self._loaded.origins)
        return sheet_text(sheet, Names(self._plan), run, again)

    def _gauges(self) -> dict[str, dict[str, Any]]:
        """How each gauge stood at the end, its peak, and its minutes at each stage or above; for exercise control."""
        ended = self._told.ended
        if ended is None or self._view is not None:
            return {}
        return {
            course.gauge.name: {
                "value": course.value(ended.at),
                "stage": course.stage(ended.at) or None,
                "peak": course.peak(ended.at),
                "minutes": {one.name: course.minutes(one.name, ended.at) for one in course.gauge.stages},
            }
            for course in self._courses()
        }

    def _seen_objectives(self) -> tuple[Measured, ...]:
        return () if self._view else self._objectives()
