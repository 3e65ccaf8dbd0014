"""The engine held against the slow evaluator: the same random chain, the same answers, the same log.

python -m tests.slow_model.against FIRST LAST [FAMILY]     # seeds FIRST .. LAST-1; prints what differs and exits 1 then
"""

import sys
from collections import Counter

import yaml
from tests.slow_model.chains import compare, random_chain, shrunk_repr
from tests.slow_model.counting import features, table
from tests.slow_model.evaluator import Run, evaluate

from exercise_sim.engine import events as happened
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.luck import SingleLuck
from exercise_sim.engine.session import Asked, Ended, NotPossible, Session
from exercise_sim.scenario.load import load_text
from exercise_sim.scenario.model import validate
from exercise_sim.scenario.problems import ScenarioError

FRAME = {"scenario": "chain", "title": "Chain", "start": "2024-03-12 00:00"}
LONG_AFTER = 10_000_000
TOLD = {
    happened.StepBegan: "begun",
    happened.QuestionAsked: "asked",
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
}
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
    """What the engine says of a chain, in the slow evaluator's words."""
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
    for minute, word, name in hands:
        if isinstance(_play(session, answers, minute), Ended):
            break
        try:
            if word.startswith("in "):
                session.prepare(name, session.now + int(word[3:]))
            else:
                (session.inject if word == "inject" else session.skip)(name)
        except NotPossible:
            continue
    _play(session, answers)
    return [entry for event in session.log if (entry := _told(event)) is not None]


def _play(session, answers, until=None):
    last = None
    while isinstance(stop := session.advance(until), Asked):
        question = stop.question
        if question is last:  # nothing else can happen; only time can go by
            return session.advance(until=LONG_AFTER)
        last = question
        key = (question.element, question.occurrence)
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
    outcome = (event.outcome,) if kind in ("done", "went_back") else ()
    if kind == "acted":
        outcome = ("in time" if event.in_time else "late",)
    if kind == "stayed_away":
        outcome = (event.why,)
    return (event.at, kind, event.element, *outcome)


def difference(seed, family="chains"):
    """The first difference between the two on the chain of a seed, in words; None where there is none."""
    case = random_chain(seed, family)
    data, *script = case
    if family != "chains" and not sound(data):
        return None
    found = parting(case)
    return found and f"seed {seed} of {family}\n{shrunk_repr(data)}\nscript {script}\n{found}"


def sound(data):
    """Whether the checks find no error in a scenario."""
    try:
        load_text(
            yaml.safe_dump({key: its for key, its in data.items() if its or key == "chain"}, sort_keys=False),
            "chain.yaml",
        )
    except ScenarioError:
        return False
    return True


def parting(case):
    """The first difference between the two on a chain, with what went before; None where there is none."""
    return compare(_to_the_end(engine_log(*case)), _to_the_end(evaluate(*case)))


def _to_the_end(log):
    """The log, without what is cut off after the ending (the page: that is not told)."""
    ended = next((place for place, entry in enumerate(log) if entry[1] == "ended"), len(log))
    return [entry for place, entry in enumerate(log) if place <= ended or entry[1] != "cut_off"]


def main(first, last, family="chains"):
    counts = Counter()
    cases = [(seed, random_chain(seed, family)) for seed in range(first, last)]
    played = [(seed, case) for seed, case in cases if sound(case[0])]
    for _, (data, answers, drawn, hands) in played:
        run = Run(data, answers, drawn)
        counts.update(features(data, run.play(hands), run.touched))
    found = [words for seed, _ in played if (words := difference(seed, family))]
    print(table(counts, len(played)), *found[:3], f"{len(found)} of {len(played)} differ", sep="\n\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
