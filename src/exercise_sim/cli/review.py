"""`exercise-sim review RECORD...`: what was decided, what other answers would have led to, luck and choice, where the time went.

Exit 0: reviewed; 1: reviewed as far as the record is whole and the same; 2: bad input.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final

from exercise_sim.analysis.debrief import Debrief, Reviewer
from exercise_sim.analysis.peers import Peers, peers
from exercise_sim.cli.files import STANDARD, WholeFile, same_file
from exercise_sim.cli.given import Refused, choices_of, policy_of
from exercise_sim.cli.numbers import columns, whole
from exercise_sim.cli.output import complain, paint_for
from exercise_sim.cli.progress import Bar
from exercise_sim.cli.reopening import UNUSABLE, Reopened, looked_at, record_in
from exercise_sim.cli.resuming import other_program
from exercise_sim.cli.screen import Screen
from exercise_sim.engine.events import EXCON
from exercise_sim.render.close import marking
from exercise_sim.render.paint import wrapped
from exercise_sim.render.problems import format_problems
from exercise_sim.render.records import damage_lines, head_line, standing_line
from exercise_sim.render.review.lens import Lens
from exercise_sim.render.review.sentences import PARTS, REVIEW
from exercise_sim.render.review.side_by_side import class_lines, legend, luck_text, parting_text
from exercise_sim.render.review.terminal import debrief_lines
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.problems import ScenarioError

RUNS: Final = 200
"""How many runs tell luck from choice, if nobody says."""
MOST_RUNS: Final = 100_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "records", metavar="RECORD", nargs="+", help="the record of an exercise; several: side by side"
    )
    parser.add_argument(
        "--html",
        metavar="FILE",
        help="write it as one page too, which needs no network ('-': standard output)",
    )
    parser.add_argument("--view", metavar="SEAT", help="tell only what this seat decided and could know")
    parser.add_argument(
        "--policy",
        metavar="NAME",
        help="what answers where nobody's answer carries over (that of the record)",
    )
    parser.add_argument(
        "--runs",
        type=_runs,
        metavar="N",
        default=RUNS,
        help=f"runs that tell luck from choice ({RUNS}; 0: none)",
    )
    parser.add_argument("--plain", action="store_true", help="no colours, no signs beyond ASCII")
    parser.add_argument("--width", type=columns, metavar="N", help="columns of the text (those of the terminal)")  # fmt: skip


def _runs(text: str) -> int:
    number = whole(text)
    if not 0 <= number <= MOST_RUNS:
        raise argparse.ArgumentTypeError(REVIEW["runs_bound"].format(text=text))
    return number


def call(arguments: argparse.Namespace) -> int:
    """Reviews, tells it, and returns the exit status."""
    stream = sys.stderr if arguments.html == STANDARD else sys.stdout
    screen = Screen(paint_for(stream, width=arguments.width, plain=arguments.plain), stream)
    about = arguments.records[0]
    try:
        for about in arguments.records:
            if arguments.html and same_file(arguments.html, about):
                raise Refused(REVIEW["over_record"])
        about = arguments.records[0]
        if len(arguments.records) == 1:
            return _one(arguments, screen)
        return _class(arguments, screen)
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        complain(format_problems(errors, error.lines, width=screen.paint.width))
    except UNUSABLE as error:
        complain(COMMAND["refused"].format(file=about, error=error))
    return 2


def _one(arguments: argparse.Namespace, screen: Screen) -> int:
    again = looked_at(record_in(arguments.records[0]))
    start = again.record.head.start
    if arguments.view is not None and arguments.view not in start.seats:
        raise Refused(REVIEW["no_seat"].format(seat=arguments.view, seats=", ".join(start.seats)))
    with ExitStack() as files:
        page = WholeFile(files, arguments.html)
        view = None if arguments.view == EXCON else arguments.view
        lens = Lens(_debrief(arguments, again), view)
        head = [*_head(lens, again)]
        screen.say(marking(screen.paint))
        screen.lines(screen.paint("title", part) for part in wrapped(head[0], screen.paint.width))
        screen.tell(*head[1:])
        screen.lines(debrief_lines(screen.paint, lens))
        if arguments.html:
            from exercise_sim.render.review.page import page_of

            page.write(page_of(lens, head, arguments.records[0]))
            screen.say("")
            screen.tell(*_made(arguments))
        screen.say(marking(screen.paint))
    return _status(again)


def _class(arguments: argparse.Namespace, screen: Screen) -> int:
    if arguments.view is not None:
        raise Refused(REVIEW["view_of_class"])
    reopened = [looked_at(record_in(path)) for path in arguments.records]
    _same_exercise(arguments.records, reopened)
    with ExitStack() as files:
        page = WholeFile(files, arguments.html)
        debriefs = [_debrief(arguments, again, alone=False) for again in reopened]
        found = peers(debriefs)
        lenses = [Lens(one, None) for one in debriefs]
        head = [*_class_head(lenses, found, arguments.records, reopened)]
        screen.say(marking(screen.paint))
        screen.lines(screen.paint("title", part) for part in wrapped(head[0], screen.paint.width))
        screen.tell(*head[1:])
        screen.lines(class_lines(screen.paint, lenses[0], found))
        if arguments.html:
            from exercise_sim.render.review.page import class_page_of

            page.write(class_page_of(lenses[0], found, head))
            screen.say("")
            screen.tell(*_made(arguments))
        screen.say(marking(screen.paint))
    return max(map(_status, reopened))


def _made(arguments: argparse.Namespace) -> list[str]:
    return [REVIEW["made"].format(path=arguments.html)] if arguments.html != STANDARD else []


def _debrief(arguments: argparse.Namespace, again: Reopened, *, alone: bool = True) -> Debrief:
    policy = arguments.policy or again.record.head.start.policy
    decider = policy_of(again.plan, policy, choices_of(again.plan, again.loaded.choose, []))
    reviewer = Reviewer(again.plan, again.loaded.scenario, again.record, again.replay, policy, decider)
    bar = Bar()
    try:
        return reviewer.debrief(
            arguments.runs if alone else 0,
            lambda part, done, of: bar.show(PARTS[part], done, of),
            otherwise=alone,
        )
    finally:
        bar.clear()


def _head(lens: Lens, again: Reopened) -> Iterator[str]:
    """What is reviewed, for whom, and how far."""
    record, plan, replay = again.record, again.plan, again.replay
    yield REVIEW["title"].format(title=plan.title)
    seat = lens.names.seat(lens.view) if lens.view else ""
    yield REVIEW["of_seat" if seat else "everything"].format(seat=seat)
    yield head_line(plan, record)
    now = replay.session.now if replay.parted is None else replay.log[-1].at if replay.log else 0
    yield standing_line(plan, replay.log, now)
    yield from damage_lines(record)
    if replay.parted is not None:
        yield from other_program(record.head.opening.program)
        yield REVIEW["parted"].format(event=replay.parted.event)
    if not lens.debrief.finished:
        yield REVIEW["not_finished"].format(policy=lens.debrief.policy)


def _class_head(
    lenses: list[Lens], found: Peers, names: list[str], reopened: list[Reopened]
) -> Iterator[str]:
    yield REVIEW["title"].format(title=lenses[0].plan.title)
    yield REVIEW["everything"]
    yield REVIEW["class"].format(count=len(lenses))
    for place, (lens, again) in enumerate(zip(lenses, reopened, strict=True)):
        yield legend(lens, place, names[place])
        yield from damage_lines(again.record)
    yield luck_text(found)
    yield parting_text(lenses[0], found)


def _same_exercise(names: list[str], reopened: list[Reopened]) -> None:
    """Refuses records of which the times and choices mean different things."""
    first = reopened[0].record.head.start
    for name, again in zip(names, reopened, strict=True):
        start = again.record.head.start
        if start.scenario != first.scenario:
            raise Refused(
                REVIEW["different"].format(
                    one=names[0], first=first.scenario, other=name, second=start.scenario
                )
            )
        if (start.digest, start.variants) != (first.digest, first.variants):
            raise Refused(REVIEW["different_text"].format(scenario=first.scenario, one=names[0], other=name))


def _status(again: Reopened) -> int:
    """1 where the record is damaged, or does not give the same log."""
    record = again.record
    return 1 if again.replay.parted or record.damage or record.torn else 0
