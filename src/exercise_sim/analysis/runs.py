"""The runs of one alternative, each by its replication: whoever needs one, for a row or for its log, plays it here."""

from functools import lru_cache

from exercise_sim.analysis.alternatives import Alternative, Prepared, prepared
from exercise_sim.analysis.onward import Onward, Turn
from exercise_sim.analysis.playing import Look, Player, Trial
from exercise_sim.engine.codes import Log
from exercise_sim.engine.deciders import decider_for
from exercise_sim.engine.hindsight import Known, Past, known


class Runs:
    """Plays an alternative with one seed."""

    def __init__(self, alternative: Alternative, ready: Prepared, seed: int) -> None:
        self._chosen, self._player = ready.chosen, Player(ready.plan, seed)
        self._decider = decider_for(ready.plan, alternative.policy, ready.chosen.answers)
        course = alternative.course
        self._onward = None
        if course is not None:
            seen = _known(alternative.plain, course.past) if isinstance(course, Turn) else Known({})
            self._onward = Onward(ready.plan, course, seed, self._decider, seen)

    def play(self, replication: int, *, log: Log = True, look: Look | None = None) -> Trial:
        """A run to its end; with as much of its log as `log` says. `look` looks at it as it goes.

        Raises NoRule where the policy has no answer, LoopError for a run that goes round for ever.
        """
        if self._onward is None:
            return self._player.play(replication, self._decider, self._chosen, log=log, look=look)
        session, ended = self._onward.play(replication, self._player.luck(replication), log=log, look=look)
        return Trial(replication, session, ended)


@lru_cache(maxsize=8)
def _known(plain: Alternative, past: Past) -> Known:
    """What a past tells of chance: the last ones are kept for the next blocks, and for the other answers to the same question."""
    return known(prepared(plain).plan, past)
