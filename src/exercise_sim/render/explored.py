"""What an exploration found, as text: what was reached, how the runs ended, what is wrong, and what is worth a look."""

from collections.abc import Callable, Iterable, Iterator

from exercise_sim.analysis.facts import Result
from exercise_sim.analysis.findings import Findings, Stall
from exercise_sim.analysis.repeating import Example
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import length, listed, number
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.sentences import EXPLORE
from exercise_sim.render.sentences_of_gauges import GAUGE

MOST_GAPS = 5
"""How many idle gaps are told before the rest is counted."""
MOST_SEATS = 8

Asked = Callable[[int], int]
"""In how many runs a step came to its question, or to what chance decides."""
Line = Callable[[Example], str]
"""The command that repeats an example."""


class Explored:
    """Tells findings of one plan; `line` makes the commands to copy, and `titles` are the objectives'."""

    def __init__(
        self, plan: Plan, findings: Findings, asked: Asked, line: Line, titles: dict[str, str]
    ) -> None:
        self._plan, self._found, self._asked, self._line = plan, findings, asked, line
        self._names, self._titles = Names(plan), titles

    def lines(self, paint: Paint) -> Iterator[str]:
        """Everything behind the head."""
        yield from ("", paint("title", EXPLORE["reached"]), *self._reached())
        yield from ("", paint("title", EXPLORE["how_ended"]), *self._came())
        for title, style, mark, points in (
            ("wrong", "bad", "cut", self._wrong()),
            ("notes", "", "vote", self._notes()),
        ):
            told = list(points)
            if told:
                yield from ("", paint("title", EXPLORE[title]))
            for text, command in told:
                yield from _point(paint, style, mark, text, command)
        yield ""
        yield paint("bad" if self._found.failures else "good", self._verdict())

    def _verdict(self) -> str:
        count = self._found.failures
        if count > 1:
            return EXPLORE["failed"].format(count=count)
        return EXPLORE["failed_one"] if count else EXPLORE["sound"]

    def _reached(self) -> Iterator[str]:
        for kind, one in self._found.reached.items():
            yield "  " + EXPLORE["of"].format(
                kind=EXPLORE[kind].ljust(10), found=f"{one.found:6,}", of=number(one.of)
            )

    def _came(self) -> Iterator[str]:
        titles = {ending.name: ending.title for ending in self._plan.endings}
        width = max((len(titles[name]) for name in self._found.came), default=0)
        for name, runs in self._found.came.items():
            yield "  " + EXPLORE["share"].format(ending=titles[name].ljust(width), runs=f"{runs:8,}")

    def _wrong(self) -> Iterator[tuple[str, str]]:
        """What fails, each with the command that shows it, where there is one."""
        found = self._found
        for key, nodes in (
            ("dead_ends", found.dead_ends),
            ("passed", found.passed),
            ("waited", found.waited),
        ):
            if nodes:
                yield (
                    EXPLORE[key].format(steps=self._steps(self._plan.nodes[node].name for node in nodes)),
                    "",
                )
        yield from ((text, "") for text in self._never(found.options, "never_asked", "never_taken"))
        yield from ((text, "") for text in self._never(found.outcomes, "never_due", "never_drawn"))
        if found.injects:
            names = (self._plan.nodes[node].name for node in found.injects)
            yield EXPLORE["never_came"].format(injects=self._names.brief(names)), ""
        for ending in self._plan.endings:
            if ending.name in found.endings:
                yield EXPLORE["never_ended"].format(ending=ending.title), ""
        yield from map(self._stalled, found.stalls)
        for name, why in found.untold.items():
            yield EXPLORE[why].format(objective=self._titles.get(name, name)), ""

    def _never(self, found: tuple[Result, ...], unasked: str, asked: str) -> Iterator[str]:
        """The results of one step together."""
        for node in dict.fromkeys(node for node, _ in found):
            runs = self._asked(node)
            result = self._result(node, *(name for other, name in found if other == node))
            yield EXPLORE[asked if runs else unasked].format(runs=number(runs), result=result)

    def _result(self, node: int, *results: str) -> str:
        name = self._plan.nodes[node].name
        told = listed([self._names.option(name, one) for one in results])
        return EXPLORE["result"].format(what=self._names.title(name), option=told)

    def _steps(self, names: Iterable[str]) -> str:
        """Every one of them: who is to mend them needs them all."""
        return listed([self._names.title(name) for name in names])

    def _stalled(self, stall: Stall) -> tuple[str, str]:
        text = EXPLORE["stalled" if stall.waiting else "stalled_empty"]
        told = text.format(runs=number(stall.runs), steps=self._names.brief(stall.waiting))
        return told, self._line(stall.example) if stall.example else EXPLORE["no_again"]

    def _notes(self) -> Iterator[tuple[str, str]]:
        """What fails nothing."""
        found = self._found
        if found.late:
            text = EXPLORE["late"].format(runs=number(found.late))
            yield text, self._line(found.late_example) if found.late_example else EXPLORE["no_again"]
        for (node, option), runs in found.loops.items():
            yield self._loop(node, option, runs), ""
        for text in (*self._rivals(), *self._ballots(), *self._gaps()):
            yield text, ""
        if found.stages:
            stages = [
                GAUGE["reaches"].format(gauge=gauge.title, stage=gauge.stages[place].title)
                for gauge, place in ((self._plan.gauges[number], place) for number, place in found.stages)
            ]
            yield EXPLORE["stages"].format(stages=listed(stages)), ""
        if found.storm[0]:
            most, runs = found.storm
            yield EXPLORE["storm"].format(count=most, runs=number(runs)), ""
        if found.seats:
            seats = [self._plan.bodies[name].title for name in found.seats]
            yield EXPLORE["seats"].format(seats=listed(seats, MOST_SEATS)), ""

    def _loop(self, node: int, option: str | None, runs: int) -> str:
        if option is None:
            what = self._names.title(self._plan.nodes[node].name)
            return EXPLORE["loop_done"].format(runs=number(runs), what=what)
        return EXPLORE["loop"].format(runs=number(runs), result=self._result(node, option))

    def _rivals(self) -> Iterator[str]:
        """Members of one step that share a rival are told together."""
        together: dict[tuple[str, str, str, bool], list[str]] = {}
        for one in self._found.rivals:
            node = self._plan.nodes[one.node]
            option, than = (self._names.option(node.name, name) for name in (one.option, one.than))
            together.setdefault((node.step, option, than, one.equal), []).append(node.name)
        for (_, option, than, equal), names in together.items():
            sentence = EXPLORE["equal" if equal else "worse"]
            yield sentence.format(what=self._names.brief(names), option=option, than=than)

    def _ballots(self) -> Iterator[str]:
        for one in self._found.ballots:
            name = self._plan.nodes[one.node].name
            what, option = self._names.title(name), self._names.option(name, one.option)
            yield EXPLORE[one.kind].format(what=what, option=option)

    def _gaps(self) -> Iterator[str]:
        gaps = self._found.gaps
        for node, gap in gaps[:MOST_GAPS]:
            what = self._names.title(self._plan.nodes[node].name) if node >= 0 else ""
            sentence = EXPLORE["idle" if what else "idle_to_end"]
            yield sentence.format(time=length(gap.longest), what=what, runs=number(gap.runs))
        if len(gaps) > MOST_GAPS:
            yield EXPLORE["more_idle"].format(count=len(gaps) - MOST_GAPS)


def _point(paint: Paint, style: str, mark: str, text: str, command: str) -> Iterator[str]:
    """One point in lines, and below it the command, which stays whole."""
    first, *others = wrapped(text, paint.width - 4)
    yield f"  {paint(style, paint.mark(mark)) if style else paint.mark(mark)} {first}"
    yield from (f"    {line}" for line in others)
    if command:
        yield f"    {command}"
