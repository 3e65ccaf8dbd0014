"""The use of resources over time as strips of a terminal: how many units are in use, how many steps wait, on average, hour by hour."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.loads import Course, Load, Loads
from exercise_sim.engine.plan import ResourcePlan
from exercise_sim.render.amounts import listed, number, short
from exercise_sim.render.driven_sentences import LOADS
from exercise_sim.render.expectations import counted
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.scenario.times import day_of, format_moment

MOST: Final = 6
"""Resources that are drawn at most; of more, those for which most is waited."""
_ALTERNATIVES: Final = 4
_FEW: Final = 0.005
"""A mean below this is nothing."""
_EIGHTHS, _DIGITS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
_WIDEST, _INDENT, _BEHIND, _DAYS = 96, 15, 22, (1, 2, 5, 10, 20, 50, 100)

Found = Mapping[Alternative, Loads]


class Strips:
    """Loads of some alternatives, ready to be drawn: those resources that anybody waits for, up to the last minute at which anything is in use."""

    def __init__(self, found: Found) -> None:
        self.loads = [(one.label, loads, loads.loads) for one, loads in found.items()]
        self.first = next(iter(found.values()))
        self.minutes = max((_last(loads, each) for _, loads, each in self.loads), default=0)
        waits: dict[str, float] = {}
        for _, loads, each in self.loads:
            for load in each:
                name = load.resource.name
                waits[name] = max(waits.get(name, 0), sum(load.waiting.mean) * loads.grid.step)
        self.waited = sorted((name for name in waits if waits[name] >= 1), key=lambda name: -waits[name])
        self.free = [name for name in waits if waits[name] < 1]

    def of(self, name: str) -> list[tuple[str, Loads, Load]]:
        """A resource under each alternative that has it, by label."""
        return [
            (label, loads, load)
            for label, loads, each in self.loads
            for load in each
            if load.resource.name == name
        ]

    def title(self, name: str) -> str:
        """A resource with its capacity."""
        return titled(self.of(name)[0][2].resource)


def titled(resource: ResourcePlan) -> str:
    """A resource with its kind and capacity."""
    per = {1440: LOADS["day"], 60: LOADS["hour"]}.get(resource.per) or short(resource.per)
    told = LOADS[resource.kind].format(amount=number(resource.amount), per=per)
    return f"{resource.title} ({told})"


def _last(loads: Loads, each: Sequence[Load]) -> int:
    """The minute of the last look at which anything is in use or waited for."""
    cells = [
        cell
        for load in each
        for course in ((load.waiting,) if load.resource.kind == "stock" else (load.use, load.waiting))
        for cell, mean in enumerate(course.mean)
        if mean >= _FEW
    ]
    return loads.grid.step * max(cells, default=0)


def busiest(course: Course) -> int:
    """The place of the largest mean, the first one."""
    return max(range(len(course.mean)), key=lambda place: course.mean[place], default=0)


def loads_lines(paint: Paint, found: Found) -> Iterator[str]:
    """The section; nothing where there are no resources."""
    if not found:
        return
    strips = Strips(found)
    runs = counted("runs_each" if len(found) > 1 else "runs", strips.first.runs)
    yield ""
    yield from (paint("title", line) for line in wrapped(LOADS["head"].format(runs=runs), paint.width))
    if not strips.waited:
        yield from (f"  {line}" for line in wrapped(LOADS["nobody"], paint.width - 2))
        return
    yield from (f"  {paint('quiet', line)}" for line in wrapped(LOADS["how"], paint.width - 2))
    width = min(_WIDEST, max(20, paint.width - _INDENT - _BEHIND))
    for name in strips.waited[:MOST]:
        yield f"  {strips.title(name)}"
        yield from _resource(paint, strips, name, width)
    yield from _axis(paint, strips, width)
    rest = [strips.title(name) for name in strips.waited[MOST:]]
    for sentence, names in (("more", rest), ("free", [strips.title(name) for name in strips.free])):
        if names:
            text = LOADS[sentence].format(names=listed(names))
            yield from (f"  {paint('quiet', line)}" for line in wrapped(text, paint.width - 2))


def _resource(paint: Paint, strips: Strips, name: str, width: int) -> Iterator[str]:
    shown = strips.of(name)[:_ALTERNATIVES]
    most = max(max(load.waiting.mean) for _, _, load in shown)
    for label, loads, load in shown:
        full = max(load.resource.amount, *load.use.p90, 1)
        if len(strips.loads) > 1:
            yield f"    {label}"
        for sentence, course, top in (("use", load.use, full), ("waiting", load.waiting, most)):
            kind = "left" if sentence == "use" and load.resource.kind == "stock" else sentence
            strip = _strip(paint, course, loads, strips.minutes, top, width)
            peak = busiest(course)
            told = LOADS["peak"].format(
                mean=number(round(course.mean[peak], 2)), p90=number(course.p90[peak])
            )
            yield f"      {LOADS[kind]:<8} {strip}  {paint('quiet', told)}".rstrip()


def _strip(paint: Paint, course: Course, loads: Loads, last: int, top: float, width: int) -> str:
    """A line of blocks, the mean of the looks in each."""
    signs = _DIGITS if paint.ascii_only else _EIGHTHS
    cells = last // loads.grid.step + 1
    found = []
    for place in range(width):
        begin = place * cells // width
        part = course.mean[begin : max(begin + 1, (place + 1) * cells // width)]
        mean = sum(part) / len(part) if part else 0.0
        found.append(signs[0] if mean < _FEW or not top else signs[min(8, max(1, round(8 * mean / top)))])
    return "".join(found)


def _axis(paint: Paint, strips: Strips, width: int) -> Iterator[str]:
    """The beginnings of days below the strips."""
    plan = strips.first.plan
    days = day_of(strips.minutes, plan.start)[0]
    step = next((one for one in _DAYS if days / one <= width / 8), days or 1)
    line, told, free = [paint.mark("rule")] * width, [" "] * (width + 12), 0
    for day in range(0, days + 1, step):
        minute = max(0, day * 1440 - plan.start.minute)
        place = minute * width // max(1, strips.minutes + 1)
        text = f"D+{day}" if day else "D"
        if free <= place and place + len(text) <= width:
            line[place] = "+" if paint.ascii_only else "┴"
            told[place : place + len(text)] = text
            free = place + len(text) + 2
    before = " " * _INDENT
    yield f"{before}{paint('quiet', ''.join(line))}"
    yield f"{before}{paint('quiet', ''.join(told).rstrip())}"


def when(loads: Loads, course: Course) -> str:
    """When a course is at its highest."""
    return format_moment(loads.grid.step * busiest(course), loads.plan.start)
