"""What is asked when a run stops: each open question, its options by their texts, and the words that choose them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exercise_sim.engine.asking import ABSENT, ABSTAIN
from exercise_sim.engine.events import (
    Decided,
    Event,
    LimitLapsed,
    QuestionAsked,
    QuestionWithdrawn,
    StepDelayed,
    StepHeld,
    StepResumed,
)
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import listed
from exercise_sim.render.commands import typed
from exercise_sim.render.injects import awaited, is_tick
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.sentences import CLOSE
from exercise_sim.scenario.times import format_moment

LEAST_TEXT = 24
"""Columns below which the text of an option has no place beside the words that choose it."""


def question_lines(paint: Paint, plan: Plan, log: Sequence[Event]) -> Iterator[str]:
    """Every question that is asked and not yet answered, with what can be added to the command."""
    names = Names(plan)
    for event in open_questions(log):
        node = names.node(event.element)
        yield ""
        if is_tick(plan, event):
            yield from _tick(paint, names, event)
            continue
        question = CLOSE["open"].format(question=node.question or node.title)
        yield from (paint("asked", part) for part in wrapped(question, paint.width))
        yield from (f"  {paint('quiet', part)}" for part in wrapped(_asked(names, event), paint.width - 2))
        yield f"  {CLOSE['options']}"
        yield from _options(paint, names, event)
        if node.vote is not None and not node.member:
            yield from (f"  {part}" for part in wrapped(_one_vote(names, event), paint.width - 2))


def _tick(paint: Paint, names: Names, event: QuestionAsked) -> Iterator[str]:
    """What exercise control looks for, and the words that say whether it came in time."""
    action, body = awaited(names, event.element)
    assert event.limit is not None
    limit = format_moment(event.limit, names.plan.start)
    told = CLOSE["tick_of" if body else "tick_by"].format(
        body=body, limit=limit, inject=names.title(event.element)
    )
    yield from (paint("asked", part) for part in wrapped(CLOSE["tick"].format(action=action), paint.width))
    yield from (f"  {paint('quiet', part)}" for part in wrapped(told, paint.width - 2))
    yield f"  {CLOSE['tick_options']}"
    yield from (f"    {paint('title', _choose(event.element, option))}" for option in event.options)


def open_questions(log: Sequence[Event]) -> list[QuestionAsked]:
    """What was asked and is neither answered nor withdrawn, each with its present limit."""
    asked: dict[str, QuestionAsked] = {}
    for event in log:
        if isinstance(event, QuestionAsked):
            asked[event.element] = event
        elif isinstance(event, Decided | LimitLapsed | QuestionWithdrawn):
            asked.pop(event.element, None)
        elif isinstance(event, StepDelayed | StepHeld | StepResumed) and event.element in asked:
            limit = None if isinstance(event, StepHeld) else event.limit
            asked[event.element] = replace(asked[event.element], limit=limit)
    return list(asked.values())


def _asked(names: Names, event: QuestionAsked) -> str:
    """Of whom, since when, and until when it can be answered."""
    node, start = names.node(event.element), names.plan.start
    by = "open_by" if names.body(node) else "open_at"
    told = CLOSE[by].format(body=names.body(node), moment=format_moment(event.at, start))
    if event.limit is None:
        return told
    limit, stands = format_moment(event.limit, start), node.branches[node.otherwise].text
    return f"{told}; {CLOSE['open_limit'].format(limit=limit, option=stands)}"


def _options(paint: Paint, names: Names, event: QuestionAsked) -> Iterator[str]:
    """The words and what they mean, side by side where there is room, else one below the other."""
    shown = [(_choose(_key(event), option), names.option(event.element, option)) for option in event.options]
    width = max(len(words) for words, _ in shown)
    room = paint.width - 4 - width - 2
    for words, text in shown:
        if room >= LEAST_TEXT:
            first, *others = wrapped(text, room)
            yield f"    {paint('title', padded(words, width))}  {first}"
            yield from (" " * (6 + width) + other for other in others)
        else:
            yield f"    {paint('title', words)}"
            yield from (f"      {part}" for part in wrapped(text, paint.width - 6))


def _one_vote(names: Names, event: QuestionAsked) -> str:
    vote = names.node(event.element).vote
    assert vote is not None
    words = _choose(f"{_key(event)} of {vote.voters[0]}", event.options[0])
    return CLOSE["one_vote"].format(
        words=words, members=", ".join(vote.voters), others=listed([f"={ABSTAIN}", f"={ABSENT}"])
    )


def _key(event: QuestionAsked) -> str:
    return f"{event.element}#{event.occurrence}" if event.occurrence > 1 else event.element


def _choose(key: str, option: str) -> str:
    return typed(["--choose", f"{key}={option}"])
