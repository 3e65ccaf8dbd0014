"""What is said of a record: what it is, whether it gives the same log, where it parts, what was decided in it. Data in, lines out."""

from collections.abc import Iterator

from exercise_sim.engine.codes import INJECT
from exercise_sim.engine.events import Event, ExerciseEnded
from exercise_sim.engine.ledger import Answered, Given, Hand, Prepared, Skipped, Written
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.telling import NAMES
from exercise_sim.records.entries import Kept
from exercise_sim.records.reading import Record
from exercise_sim.records.verifying import Parted
from exercise_sim.render.amounts import length, listed
from exercise_sim.render.asked import ABSENCES, TICKS
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.prompts import DONE, RECORD
from exercise_sim.render.sentences import CLASSES
from exercise_sim.render.view import View, known, seen
from exercise_sim.scenario.times import format_moment


def head_line(plan: Plan, record: Record) -> str:
    """What was played, by whom, with which luck."""
    start = record.head.start
    every = {name for name, body in plan.bodies.items() if body.seat} <= set(start.seats)
    titles = [Names(plan).seat(seat) for seat in start.seats]
    seats = RECORD["all_seats"] if every and len(titles) > 1 else listed(titles)
    return RECORD["head"].format(title=plan.title, seed=start.seed, seats=seats, policy=start.policy)


def damage_lines(record: Record) -> Iterator[str]:
    """What is wrong with the file itself."""
    if record.damage is not None:
        behind = record.damage.behind
        count = "" if not behind else RECORD["behind_one" if behind == 1 else "behind"].format(count=behind)
        yield RECORD["damaged"].format(line=record.damage.line, whole=record.damage.line - 1, behind=count)
    elif record.torn:
        yield RECORD["torn"]


def parted_lines(plan: Plan, record: Record, parted: Parted, view: View) -> Iterator[str]:
    """At which event a record and what is played now part; what happens there now is told to whom it is no secret."""
    now = parted.now
    shown = now is not None and bool(seen(plan, [now], view))
    moment = f" ({format_moment(now.at, plan.start)})" if now is not None and shown else ""
    told = RECORD["now_nothing"] if now is None else RECORD["now_event"].format(event=event_words(Names(plan), now) if shown else RECORD["hidden"])  # fmt: skip
    yield RECORD["parted"].format(event=parted.event, moment=moment, now=told)
    if parted.entry > len(record.kept):
        yield RECORD["parted_end"]
    else:
        entries = parted.entry - 1
        yield RECORD["parted_at"].format(entries=entries, count=len(record.kept), number=parted.entry)


def decision_lines(paint: Paint, plan: Plan, record: Record, view: View) -> Iterator[str]:
    """Every answer that a person gave and did not take back, with the time that it took them and why."""
    names = Names(plan)
    yield paint("title", RECORD["answers"])
    moves = [kept for kept in record.kept if kept.move]
    answers = [kept for kept in moves if isinstance(kept.entry, Answered)]
    shown = [kept for kept in answers if known(plan, _element(plan, kept), view)]
    if view is None:
        shown = [kept for kept in moves if isinstance(kept.entry, Answered | Hand)]
    if not shown:
        yield f"  {RECORD['none']}"
    for kept in shown:
        first, *others = wrapped("; ".join(_moved(names, kept)), paint.width - 4)
        yield f"  {paint.mark('decided' if isinstance(kept.entry, Answered) else 'inject')} {first}"
        yield from (f"    {other}" for other in others)


def standing_line(plan: Plan, log: tuple[Event, ...], now: int) -> str:
    """How it ended, or where it stands."""
    ended = next((event for event in log if isinstance(event, ExerciseEnded)), None)
    if ended is None:
        return RECORD["stands"].format(moment=format_moment(now, plan.start))
    title = next(one.title for one in plan.endings if one.name == ended.ending)
    moment = format_moment(ended.at, plan.start)
    return RECORD["ended"].format(moment=moment, ending=title, **{"class": CLASSES[ended.class_]})


def taken_back(names: Names, seats: tuple[str, ...], kept: Kept) -> str:
    """What was taken back, in words."""
    entry, start = kept.entry, names.plan.start
    match entry:
        case Given() | Skipped() | Written():
            return DONE[f"the_{type(entry).__name__.lower()}"].format(inject=names.title(entry.inject))
        case Prepared(_, _, inject, at):
            return DONE["the_prepared"].format(inject=names.title(inject), moment=format_moment(at, start))
        case Answered():
            element = _element(names.plan, kept)
            title, option = names.title(element), _option(names, element, entry.option)
            if entry.by not in seats:
                return DONE["the_vote"].format(question=title)
            return DONE["the_answer"].format(option=option, question=title)
        case _:
            return DONE["the_wait"].format(moment=format_moment(entry.minute, start))


def _option(names: Names, element: str, option: str) -> str:
    """What was answered: an option by its text, whether something was done, or that a vote was not cast."""
    ticked = TICKS.get(option) if names.node(element).kind == INJECT else None
    return ticked or ABSENCES.get(option) or names.option(element, option)


def _moved(names: Names, kept: Kept) -> Iterator[str]:
    """An answer, or what exercise control did by hand."""
    entry, start = kept.entry, names.plan.start
    if isinstance(entry, Answered):
        yield from _answer(names, kept)
    elif isinstance(entry, Hand):
        moment = format_moment(entry.at, start) if isinstance(entry, Prepared) else ""
        done = DONE[type(entry).__name__.lower()].format(inject=names.title(entry.inject), moment=moment)
        yield f"{format_moment(entry.minute, start)} {done.removesuffix('.')}"


def _answer(names: Names, kept: Kept) -> Iterator[str]:
    entry = kept.entry
    assert isinstance(entry, Answered)
    element = _element(names.plan, kept)
    voter = entry.question.removeprefix(element).rpartition(" of ")[2]
    option = _option(names, element, entry.option)
    who = names.member(voter) if voter and " of " in entry.question.removeprefix(element) else ""
    told = RECORD["voted" if who else "answered"].format(
        question=names.title(element), voter=who, option=option
    )
    yield f"{format_moment(entry.minute, names.plan.start)} {told}"
    if entry.after:
        yield RECORD["costs"].format(time=length(entry.after))
    yield RECORD["by_person"].format(seat=names.seat(entry.by), took=took_text(kept.beside.took or 0.0))
    if entry.note:
        yield RECORD["reason"].format(note=entry.note)


def _element(plan: Plan, kept: Kept) -> str:
    """The step whose question an entry answers."""
    assert isinstance(kept.entry, Answered)
    name = kept.entry.question.partition("#")[0]
    return name if name in plan.by_name else name.rpartition(" of ")[0]


def took_text(seconds: float) -> str:
    """Seconds on the wall."""
    if seconds < 60:
        return RECORD["took"].format(seconds=f"{seconds:g}")
    minutes, rest = divmod(round(seconds), 60)
    return RECORD["took_minutes"].format(minutes=minutes, seconds=rest)


def event_words(names: Names, event: Event) -> str:
    """An event in a few words: its kind, and its step."""
    kind = NAMES[type(event)].replace("_", " ")
    return f"{kind}: {names.title(event.element)}" if event.element else kind
