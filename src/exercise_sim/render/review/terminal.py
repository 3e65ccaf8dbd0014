"""A debrief on a terminal: decisions, other answers, luck, where the time went. Data in, lines out."""

from collections.abc import Iterator

from exercise_sim.analysis.debrief import Other
from exercise_sim.analysis.decisions import Decision
from exercise_sim.analysis.delays import Delays
from exercise_sim.analysis.levels import Course
from exercise_sim.render.amounts import length
from exercise_sim.render.close import timeline_lines
from exercise_sim.render.courses import course_lines
from exercise_sim.render.objectives import objective_lines
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.records import took_text
from exercise_sim.render.review import fortunes
from exercise_sim.render.review import sentences as table
from exercise_sim.render.review.differences import changes, counts_text, ending_text, instead
from exercise_sim.render.review.lens import Lens, thought
from exercise_sim.render.review.sentences import REVIEW

LEAST_BAR = 12
"""Columns below which a delay ledger has no bar."""


def debrief_lines(paint: Paint, lens: Lens) -> Iterator[str]:
    """All of one debrief, behind its head."""
    debrief = lens.debrief
    yield from _decisions(paint, lens)
    yield from _hands(paint, lens)
    yield from _notes(paint, lens)
    if debrief.told.ended is not None:
        yield from timeline_lines(paint, lens.plan, lens.phases)
        if lens.gauges:
            courses = [Course(lens.plan, debrief.log, gauge.name) for gauge in lens.plan.gauges]
            yield from course_lines(paint, lens.plan, courses, debrief.told.ended)
        yield from objective_lines(paint, lens.objectives(debrief.result))
    yield from _otherwise(paint, lens)
    yield from _luck(paint, lens)
    yield from _delays(paint, lens)


def _title(paint: Paint, name: str) -> Iterator[str]:
    yield ""
    yield paint("title", paint.rule(REVIEW[name]))


def _told(paint: Paint, text: str, indent: int = 0, style: str = "") -> Iterator[str]:
    for part in wrapped(text, paint.width - indent):
        yield " " * indent + (paint(style, part) if style else part)


def _decisions(paint: Paint, lens: Lens) -> Iterator[str]:
    yield from _title(paint, "decisions")
    if not lens.decisions:
        yield REVIEW["no_decisions"]
    for number, one in enumerate(lens.decisions, 1):
        head = REVIEW["asked_vote" if one.voter else "asked"].format(
            number=number, moment=lens.moment(one.asked), seat=lens.seat(one), question=lens.question(one)
        )
        yield from _told(paint, head, 0, "title")
        first, *others = wrapped(f"{decided_text(lens, one)}", paint.width - 5)
        yield f"   {paint.mark('decided' if one.option else 'missed')} {first}"
        yield from (f"     {other}" for other in others)
        for style, text in details(lens, one):
            yield from _told(paint, text, 5, style)


def decided_text(lens: Lens, one: Decision) -> str:
    """What was decided, and when; how long it took in exercise time and on the wall."""
    option = lens.option(one, one.option) if one.option else ""
    end = {"moment": lens.moment(one.settled or 0), "time": thought(one.thought)}
    if one.how == "answered":
        sentence = "answered_at_once" if one.thought == 0 else "answered"
        sentence = "on_its_way" if one.settled is None else sentence
    else:
        sentence = "too_late" if one.how == "lapsed" and one.given is not None else one.how
    text = REVIEW[sentence].format(option=option, **end)
    typed = REVIEW["typed"].format(took=took_text(one.took)) if one.took is not None else ""
    return f"{text}; {typed}" if typed else text


def details(lens: Lens, one: Decision) -> Iterator[tuple[str, str]]:
    """Why, what it teaches, and what else could have been answered; each with its style."""
    if one.reason:
        yield "", REVIEW["because"].format(reason=one.reason)
    if lens.teaches(one):
        yield "good", REVIEW["teaches"].format(text=lens.teaches(one))
    offered = [lens.option(one, name) for name in one.options if name != one.option]
    if offered:
        yield "quiet", REVIEW["offered"].format(options="; ".join(offered))


def _hands(paint: Paint, lens: Lens) -> Iterator[str]:
    if lens.hands:
        yield from _title(paint, "hands")
    for minute, text in lens.hands:
        told = REVIEW["hand"].format(moment=lens.moment(minute), text=text)
        first, *others = wrapped(told, paint.width - 5)
        yield f"   {paint.mark('inject')} {first}"
        yield from (f"     {other}" for other in others)


def _notes(paint: Paint, lens: Lens) -> Iterator[str]:
    if lens.notes:
        yield from _title(paint, "notes")
    for note in lens.notes:
        who = lens.names.seat(note.by)
        yield from _told(
            paint, REVIEW["note"].format(moment=lens.moment(note.minute), who=who, text=note.text), 2
        )


def _otherwise(paint: Paint, lens: Lens) -> Iterator[str]:
    yield from _title(paint, "otherwise")
    tried = [(number, one, lens.debrief.others[one.question]) for number, one in enumerate(lens.decisions, 1)]
    if not any(others for _, _, others in tried):
        yield REVIEW["no_otherwise"]
        return
    yield from _told(paint, REVIEW["otherwise_how"].format(policy=lens.debrief.policy), 0, "quiet")
    for number, one, others in tried:
        for other in others:
            yield from _told(paint, f"{number}. {instead(lens, one, other)}", 0, "title")
            yield from _changes(paint, lens, other)


def _changes(paint: Paint, lens: Lens, other: Other) -> Iterator[str]:
    found = changes(lens, other)
    end = ending_text(lens, other)
    same = not found and other.result.ended == lens.debrief.result.ended
    yield from _told(paint, REVIEW["same"] if same else end, 3)
    for change in found:
        mark = paint.mark("rise" if change.better else "fall") if change.better is not None else " "
        style = {True: "good", False: "bad", None: ""}[change.better]
        first, *others = wrapped(change.text, paint.width - 5)
        yield f"   {paint(style, mark) if style else mark} {first}"
        yield from (f"     {text}" for text in others)
    yield from _told(paint, counts_text(other), 3, "quiet")


def _luck(paint: Paint, lens: Lens) -> Iterator[str]:
    luck = lens.debrief.luck
    if luck is None:
        if not lens.debrief.finished:
            yield from _title(paint, "luck")
            yield from _told(paint, REVIEW["no_luck"])
        return
    yield from _title(paint, "luck")
    yield from _told(paint, REVIEW["luck_how"].format(runs=luck.runs, policy=lens.debrief.policy), 0, "quiet")
    for one in lens.fortunes():
        yield from _told(paint, f"{one.quantity.title}: {fortunes.mine_text(one)}", 0, "title")
        yield from _told(paint, fortunes.among_text(one), 3)
        for text in fortunes.sentences(one):
            yield from _told(paint, text, 3)
    yield from _told(paint, REVIEW["spread_key"], 0, "quiet")
    yield paint("title", REVIEW["endings"])
    for title, same, policy, mine in lens.endings():
        shares = REVIEW["ending_share"].format(
            ending=title, same=fortunes.hundredths(same, luck.runs), policy=fortunes.hundredths(policy, luck.runs)
        )  # fmt: skip
        yield from _told(paint, shares + (REVIEW["this_one"] if mine else ""), 3)


def _delays(paint: Paint, lens: Lens) -> Iterator[str]:
    yield from _title(paint, "delays")
    found = lens.delays()
    if not found:
        yield REVIEW["no_delays"]
        return
    yield from _told(paint, REVIEW["delays_how"], 0, "quiet")
    for one in found:
        text = REVIEW["delay"].format(title=lens.title(one), time=length(one.end - one.begin))
        yield from _told(paint, text, 0, "title")
        yield from _parts(paint, {table.KINDS[kind]: minutes for kind, minutes in one.kinds.items()}, one)
        if one is found[-1]:
            yield f"  {REVIEW['ball']}"
            yield from _parts(paint, lens.holders(one), one)


def _parts(paint: Paint, parts: dict[str, int], one: Delays) -> Iterator[str]:
    """One row for each part: its name, its time, its share as a bar."""
    whole = max(1, one.end - one.begin)
    name = min(max([len(text) for text in (*parts, *table.KINDS.values())]), 34)
    time = max([len(length(minutes)) for minutes in parts.values()], default=0)
    room = paint.width - 3 - name - 1 - time - 2
    for text, minutes in parts.items():
        bar = (
            paint("done", paint.mark("bar") * max(1, round(room * minutes / whole)))
            if room >= LEAST_BAR
            else ""
        )
        yield f"   {padded(text, name)} {length(minutes):>{time}}  {bar}".rstrip()
