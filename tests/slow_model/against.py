"""The engine held against the slow evaluator: the same random chain, the same answers, the same log.

python -m tests.slow_model.against FIRST LAST     # seeds FIRST .. LAST-1; prints what differs and exits 1 then
"""

import sys

from tests.slow_model.chains import compare, random_chain, shrunk_repr
from tests.slow_model.evaluator import evaluate

from exercise_sim.engine import events as happened
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.session import Asked, Session
from exercise_sim.scenario.model import validate

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
}


def engine_log(data, answers, drawn):
    """What the engine says of a chain, in the slow evaluator's words."""
    plan = compile_plan(validate({**FRAME, **data}))
    session = Session(plan, 1)
    for node in plan.nodes:
        if node.branches and not node.asked:
            session.fix(node.name, node.branches[0].name)
    for (name, occurrence), outcome in drawn.items():
        if name in plan.by_name:
            session.fix(name, outcome, occurrence)
    _play(session, answers)
    return [entry for event in session.log if (entry := _told(event)) is not None]


def _play(session, answers):
    last = None
    while isinstance(stop := session.advance(), Asked):
        question = stop.question
        if question is last:  # nothing else can happen; only time can go by
            session.advance(until=LONG_AFTER)
            return
        last = question
        key = (question.element, question.occurrence)
        if key in answers:
            option, minutes = answers[key]
            session.answer(question, session.standing(question, option), after=minutes)


def _told(event):
    if isinstance(event, happened.ExerciseEnded):
        return (event.at, "ended", event.ending)
    kind = TOLD.get(type(event))
    if kind is None:
        return None
    outcome = (event.outcome,) if kind in ("done", "went_back") else ()
    return (event.at, kind, event.element, *outcome)


def difference(seed):
    """The first difference between the two on the chain of a seed, in words; None where there is none."""
    data, answers, drawn = random_chain(seed)
    ours, slow = engine_log(data, answers, drawn), evaluate(data, answers, drawn)
    found = compare(_to_the_end(ours), _to_the_end(slow))
    return found and f"seed {seed}\n{shrunk_repr(data)}\nanswers {answers}\ndrawn {drawn}\n{found}"


def _to_the_end(log):
    """The log, without what is cut off after the ending (the page: that is not told)."""
    ended = next((place for place, entry in enumerate(log) if entry[1] == "ended"), len(log))
    return [entry for place, entry in enumerate(log) if place <= ended or entry[1] != "cut_off"]


def main(first, last):
    found = [words for words in map(difference, range(first, last)) if words]
    print(*found[:3], f"{len(found)} of {last - first} differ", sep="\n\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), int(sys.argv[2])))
