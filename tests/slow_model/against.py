"""The engine held against the slow evaluator: the same random chain, the same answers, the same log.

python -m tests.slow_model.against FIRST LAST [FAMILY] [--processes N]   # seeds FIRST .. LAST-1; prints what differs and exits 1 then
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter

import yaml
from tests.slow_model.chains import FAMILIES, compare, random_chain, shrunk_repr
from tests.slow_model.counting import features, table
from tests.slow_model.evaluator import EndlessError, Run

from exercise_sim.engine import events as happened
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.loops import LoopError
from exercise_sim.engine.luck import SingleLuck
from exercise_sim.engine.session import Asked, Ended, NotPossible, Session
from exercise_sim.scenario.load import load_text
from exercise_sim.scenario.model import validate
from exercise_sim.scenario.problems import ScenarioError

FRAME = {"scenario": "chain", "title": "Chain", "start": "2024-03-12 00:00"}
LAST_MINUTE = 14_400
"""Ten days after STARTEX: who waits for an answer that never comes is not watched any longer."""
TOLD = {
    happened.StepBegan: "begun",
    happened.QuestionAsked: "asked",
    happened.VoteCast: "voted",
    happened.StepFinished: "done",
    happened.StepWentBack: "went_back",
    happened.StepPassedOver: "passed_over",
    happened.StepCutOff: "cut_off",
    happened.StepReopened: "reopened",
    happened.LimitLapsed: "lapsed",
    happened.InjectCame: "came",
    happened.InjectStayedAway: "stayed_away",
    happened.ActionExpected: "expected",
    happened.ActionCame: "acted",
    happened.ActionMissed: "missed",
    happened.StageChanged: "stage",
    happened.RecurrenceStopped: "stopped",
}
PIECE = 50  # seeds that one process plays at a time
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LONGEST = 2**32 - 1
"""The number of chance that gives the longest of a length of time; 0 gives the shortest."""


class Scripted(SingleLuck):
    """Luck whose lags are the shortest or the longest, as a script says."""

    def __init__(self, plan, drawn):
        super().__init__(plan.draws, 1)
        self.lags = {
            place: LONGEST if drawn.get((draw.name.partition(" lag ")[0] + " lag", 1)) == "longest" else 0
            for place, draw in enumerate(plan.draws)
            if " lag " in draw.name
        }

    def minutes(self, draw, occurrence):
        if draw in self.lags:
            return self._draws[draw].table.minutes(self.lags[draw])
        return super().minutes(draw, occurrence)


def engine_log(data, answers, drawn, hands=()):
    """What the engine says of a chain, in the slow evaluator's words; and whether it stopped at a loop."""
    plan = compile_plan(validate({**FRAME, **data}))
    session = Session(plan, luck=Scripted(plan, drawn))
    for node in plan.nodes:
        if node.id in plan.injects:
            session.fix(node.name, drawn.get((node.name, 1), "comes"))
        elif node.name not in data.get("injects", {}) and node.branches and not node.asked:
            session.fix(node.name, node.branches[0].name)
    for (name, occurrence), outcome in drawn.items():
        if name in plan.by_name and name not in data.get("injects", {}):
            session.fix(name, outcome, occurrence)
    try:
        _play_all(session, answers, hands)
        stops = False
    except LoopError:
        stops = True
    return [entry for event in session.log if (entry := _told(event)) is not None], stops


def _play_all(session, answers, hands):
    for minute, word, name in hands:
        if isinstance(_play(session, answers, minute), Ended):
            return
        try:
            if word.startswith("in "):
                session.prepare(name, session.now + int(word[3:]))
            else:
                (session.inject if word == "inject" else session.skip)(name)
        except NotPossible:
            continue
    _play(session, answers)


def _play(session, answers, until=LAST_MINUTE):
    last = None
    while isinstance(stop := session.advance(until), Asked):
        question = stop.question
        if question is last:  # nothing else can happen; only time can go by
            return session.advance(until=LAST_MINUTE)
        last = question
        of = f" vote of {question.voter}" if question.voter else ""
        key = (question.element + of, question.occurrence)
        if key in answers:
            option, minutes = answers[key]
            session.answer(question, session.standing(question, option), after=minutes)
    return stop


def _told(event):
    if isinstance(event, happened.ExerciseEnded):
        return (event.at, "ended", event.ending)
    kind = TOLD.get(type(event))
    if kind is None:
        return None
    if kind == "stage":
        return (event.at, kind, event.gauge, event.stage, "rises" if event.rising else "falls")
    outcome = (event.outcome,) if kind in ("done", "went_back") else ()
    if kind == "voted":
        outcome = (event.voter, event.vote)
    if kind == "acted":
        outcome = ("in time" if event.in_time else "late",)
    if kind == "stayed_away":
        outcome = (event.why,)
    return (event.at, kind, event.element, *outcome)


def difference(seed, family="chains"):
    """The first difference between the two on the chain of a seed, in words; None where there is none."""
    return tried(seed, family)[1]


def tried(seed, family):
    """What came up in the chain of a seed (None: it is not sound, and was not played), and the first difference in words, or None."""
    case = random_chain(seed, family)
    data, *script = case
    if family != "chains" and not sound(data):
        return None, None
    found, run = held(case)
    words = found and f"seed {seed} of {family}\n{shrunk_repr(data)}\nscript {script}\n{found}"
    return features(data, run.log, run.touched), words


def sound(data):
    """Whether the checks find no error in a scenario."""
    try:
        load_text(
            yaml.dump(
                {key: its for key, its in data.items() if its or key == "chain"},
                Dumper=DUMPER,
                sort_keys=False,
            ),
            "chain.yaml",
            judged=False,
        )
    except ScenarioError:
        return False
    return True


def parting(case):
    """The first difference between the two on a chain, with what went before; None where there is none."""
    return held(case)[0]


def held(case):
    """The first difference, and the slow evaluator's run. Where they stop at a loop, only what went before is compared."""
    ours, we_stop = engine_log(*case)
    run = Run(*case[:3])
    run.last_minute = LAST_MINUTE
    try:
        run.play(case[3])
        stops = False
    except EndlessError:
        stops = True
    ours, slow = _to_the_end(ours), _to_the_end(run.log)
    shortest = min(len(ours), len(slow)) if stops or we_stop else None
    found = compare(ours[:shortest], slow[:shortest])
    if stops != we_stop and not found:
        found = "only the engine stops at a loop" if we_stop else "only the slow model stops at a loop"
    return found, run


def _to_the_end(log):
    """The log, without what is cut off after the ending (the page: that is not told)."""
    ended = next((place for place, entry in enumerate(log) if entry[1] == "ended"), len(log))
    return [entry for place, entry in enumerate(log) if place <= ended or entry[1] != "cut_off"]


def piece(what):
    """What came up in a piece of a range, in how many chains; and what differs."""
    family, first, last = what
    counts, played, found = Counter(), 0, []
    for seed in range(first, last):
        came_up, words = tried(seed, family)
        played += came_up is not None
        counts.update(came_up or ())
        found += [words] if words else []
    return counts, played, found


def main(first, last, family="chains", processes=1):
    """Plays a range in pieces, in so many processes; says what came up and what differs."""
    begun = time.perf_counter()
    pieces = [(family, start, min(start + PIECE, last)) for start in range(first, last, PIECE)]
    counts, played, found = Counter(), 0, []
    with multiprocessing.Pool(processes) as pool:
        for nth, (more, some, words) in enumerate(pool.imap(piece, pieces), 1):
            print(
                f"\r{nth} of {len(pieces)} pieces, {len(found)} differ ", end="", file=sys.stderr, flush=True
            )
            counts.update(more)
            played += some
            found += words
            if words:
                print(*words, sep="\n\n", flush=True)
    print(file=sys.stderr)
    seconds = time.perf_counter() - begun
    print(table(counts, played), f"{played / seconds:.0f} chains a second", sep="\n\n")
    print(f"{len(found)} of {played} differ")
    return 1 if found else 0


if __name__ == "__main__":
    reader = argparse.ArgumentParser(prog="python -m tests.slow_model.against")
    reader.add_argument("first", type=int, help="the first seed")
    reader.add_argument("last", type=int, help="the first seed that is not played any more")
    reader.add_argument("family", nargs="?", choices=list(FAMILIES), default="chains")
    reader.add_argument("--processes", type=int, default=1, help="how many play at the same time")
    raise SystemExit(main(**vars(reader.parse_args())))
