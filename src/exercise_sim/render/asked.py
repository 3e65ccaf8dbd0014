"""A question as it is put to a seat: who is asked, what is laid before them, the answers by number, the limit. Data in, lines out.

Only what whoever answers may know: no weights, no chances, nothing of what an answer leads to.
"""

from collections.abc import Iterator, Mapping

from exercise_sim.engine.asking import ABSENT, ABSTAIN, Question
from exercise_sim.engine.codes import EXPECT
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import length, listed
from exercise_sim.render.injects import awaited
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.prompts import ASKED
from exercise_sim.render.sentences import SAY
from exercise_sim.scenario.injects import MET, MISSED
from exercise_sim.scenario.times import format_moment

ABSENCES = {ABSTAIN: ASKED["abstain"], ABSENT: ASKED["absent"]}
"""What can be voted beside the options."""
TICKS = {MET: ASKED["met"], MISSED: ASKED["missed"]}
"""What exercise control says of an expected action."""
LEAST_TEXT = 24
"""Columns below which the text of an answer has no place beside its name."""


def asked_lines(
    paint: Paint, plan: Plan, question: Question, seat: str, numbers: Mapping[str, int], now: int
) -> Iterator[str]:
    """One question, its options under their `numbers`."""
    names = Names(plan)
    head = ASKED["vote_head" if question.voter else "head"]
    told = head.format(moment=format_moment(now, plan.start), seat=names.seat(seat))
    yield ""
    yield paint("asked", paint.rule(told))
    yield from (paint("title", part) for part in wrapped(question_text(plan, question), paint.width))
    for text in _beside(names, question, now):
        yield from (f"  {paint('quiet', part)}" for part in wrapped(text, paint.width - 2))
    yield from _options(paint, names, question, numbers)


def question_text(plan: Plan, question: Question) -> str:
    """What is asked, or the title of its step."""
    return question.text or plan.nodes[question.node].title


def option_text(names: Names, question: Question, option: str) -> str:
    """What an answer says; abstaining and staying away, and whether something was done, have no text of the author's."""
    if is_tick(names.plan, question):
        return TICKS[option]
    own = ABSENCES.get(option) if question.voter else None
    return own or names.option(question.element, option)


def is_tick(plan: Plan, question: Question) -> bool:
    """Whether exercise control is asked whether something was done that is expected upon an inject."""
    return plan.nodes[question.node].kind == EXPECT


def _beside(names: Names, question: Question, now: int) -> Iterator[str]:
    plan = names.plan
    node = plan.nodes[question.node]
    if is_tick(plan, question):
        _, by = awaited(names, question.element)
        yield ASKED["tick_of" if by else "tick"].format(by=by, inject=names.title(question.element))
    if question.occurrence > 1:
        yield ASKED["again"].format(count=question.occurrence)
    if question.knows:
        documents = [SAY["document"].format(document=one, version=version) for one, version in question.knows]
        yield ASKED["before_you"].format(documents=listed(documents))
    if question.limit is None:
        yield ASKED["no_limit"]
    else:
        sentence = "tick_limit" if is_tick(plan, question) else "limit"
        stands = node.branches[node.otherwise].text
        limit = format_moment(question.limit, plan.start)
        yield ASKED[sentence].format(limit=limit, time=length(question.limit - now), option=stands)
    if node.vote is not None and not question.voter:
        words = f"{node.vote.voters[0]}={question.options[0]}"
        yield ASKED["votes"].format(members=listed(list(node.vote.titles)), words=words)


def _options(paint: Paint, names: Names, question: Question, numbers: Mapping[str, int]) -> Iterator[str]:
    """Number, name and text, side by side where there is room, else the text below."""
    wide = max(len(str(number)) for number in numbers.values())
    name = max(len(option) for option in numbers)
    room = paint.width - 2 - wide - 2 - name - 2
    for option, number in numbers.items():
        text = option_text(names, question, option)
        head = f"  {paint('title', str(number).rjust(wide))}  "
        if room >= LEAST_TEXT:
            first, *others = wrapped(text, room)
            yield f"{head}{padded(option, name)}  {first}".rstrip()
            yield from (" " * (wide + name + 6) + other for other in others)
        else:
            yield f"{head}{option}"
            yield from (" " * (wide + 4) + part for part in wrapped(text, paint.width - wide - 4))
