"""One run of a plan with everything that people may do: a policy or answers at random, silence, injects given, prepared and taken out.

What is done hangs on the dice and on what the session asks, never on its log: the same seed gives the same run with and without it.
"""

import random
from contextlib import suppress

from exercise_sim.engine.at_random import AtRandom
from exercise_sim.engine.deciders import Weighted, decider_for, respond
from exercise_sim.engine.luck import SingleLuck
from exercise_sim.engine.replaying import play
from exercise_sim.engine.session import Asked, Ended, NotPossible, Session


def run(plan, seed, *, log=True):
    """A session that was played to its end, and that end."""
    dice = random.Random(seed)
    session = Session(plan, seed, log=log)
    decider = _decider(plan, seed, dice)
    busy = dice.random() < 0.5
    if busy and dice.random() < 0.3:
        _fix(session, dice)
    silent = dice.choice((0.0, 0.0, 0.3))
    last = None
    while not isinstance(stop := session.advance(_until(session, dice) if busy else None), Ended):
        if isinstance(stop, Asked):
            asked = session.open_questions if stop.question is last else (stop.question,)
            for question in asked:  # all that are open, where nothing else can happen
                if (stop.question is last or dice.random() >= silent) and question in session.open_questions:
                    respond(session, decider, question)
        last = stop.question if isinstance(stop, Asked) else None
        if busy and dice.random() < 0.3:
            _meddle(session, dice)
    return session, stop


def _decider(plan, seed, dice):
    kind = dice.choice(("at random", "at random", "usual", "weighted", *plan.policies))
    if kind == "at random":
        return AtRandom(SingleLuck(plan.draws, seed))
    return Weighted() if kind == "weighted" else decider_for(plan, kind, {})


def _until(session, dice):
    """Mostly none; else a minute soon, or that of the next thing."""
    if dice.random() < 0.7:
        return None
    return session.due if dice.random() < 0.3 else session.now + dice.choice((1, 30, 60, 600, 5000))


def _fix(session, dice):
    for node in session.plan.nodes:
        if node.branches and not node.asked and dice.random() < 0.5:
            with suppress(NotPossible):
                session.fix(node.name, dice.choice(node.branches).name, dice.choice((0, 1)))


def _meddle(session, dice):
    """One thing that a trainer may do, or try."""
    waiting = session.waiting_injects or ("nothing",)
    name, deed = dice.choice(waiting), dice.choice(("give", "give", "skip", "prepare", "note"))
    with suppress(NotPossible):
        if deed == "give":
            session.inject(name, "trainer")
        elif deed == "skip":
            session.skip(name, "trainer")
        elif deed == "prepare":
            session.prepare(name, session.now + dice.choice((1, 60, 1000)), "trainer")
        else:
            session.note("seen", "trainer")


def again(session):
    """The session once more, from its ledger alone, and its end."""
    repeated = play(session.plan, session.seed, session.ledger)
    until = None
    while isinstance(stop := repeated.advance(until), Asked):
        until = session.now  # time went by while somebody was asked
    return repeated, stop if isinstance(stop, Ended) else repeated.advance()
