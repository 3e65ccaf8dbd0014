"""A reference compiled for many runs: the minute at which it was first, or last, met (M20), out of the moments of a few nodes.

The same as `measures.Times` finds in a history; a test holds the two equal.
"""

from dataclasses import dataclass

from exercise_sim.analysis.moments import Found, Moments
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.cast import Cast, instance
from exercise_sim.scenario.references import Reference

FIRST = 0
LAST = -1


@dataclass(frozen=True, slots=True)
class Met:
    """When a reference is met. `which` is FIRST or LAST, `lag` in minutes, `count` how many of the members (0: all).

    `inject`: what is asked of an inject (came, met, missed); `gauge` and `stage`: that a gauge reaches a stage; empty for a step.
    """

    nodes: tuple[int, ...]
    begins: bool
    outcome: str | None
    lag: int
    count: int
    which: int
    inject: str = ""
    gauge: str = ""
    stage: str = ""

    @property
    def in_log_only(self) -> bool:
        """Whether the state at the end of a run does not say it."""
        return self.begins or bool(self.inject or self.gauge)

    def minute(self, found: Found) -> int | None:
        """The minute, or None where it never was (or, for the last one, no longer is)."""
        if self.inject or self.gauge:
            minute: int | None
            if self.gauge:
                minute = found.course(self.gauge).reached(self.stage)
            else:
                minute = getattr(found.moments[self.nodes[0]], self.inject)
            return None if minute is None else minute + self.lag
        came: list[int] = []
        missing = False
        for node in self.nodes:
            one = found.moments[node]
            at = self._of(one)
            if at is not None:
                came.append(at)
            elif not one.state or one.state == "begun":
                missing = True  # it may still come: only who fell out, or was passed over, is not waited for
        if self.count:
            came.sort()
            return came[self.count - 1] + self.lag if len(came) >= self.count else None
        return max(came) + self.lag if came and not missing else None

    def _of(self, one: Moments) -> int | None:
        if self.begins:
            return one.begins[self.which] if one.begins else None
        if self.which == LAST:
            if one.state != "done" or self.outcome not in (None, one.ends[-1][1]):
                return None
            return one.ends[-1][0]
        for minute, outcome in one.ends:
            if self.outcome in (None, outcome):
                return minute
        return None


def met(cast: Cast, plan: Plan, reference: Reference, which: int) -> Met:
    """A reference of an objective, compiled."""
    lag = reference.lag.low if reference.lag is not None else 0
    if reference.stage is not None:
        return Met((), False, None, lag, 0, which, gauge=reference.name, stage=reference.stage)
    if reference.name in cast.scenario.injects:
        node = plan.by_name[reference.name]
        return Met((node,), False, None, lag, 0, which, reference.outcome or "came")
    members = (reference.member,) if reference.member is not None else cast.members(reference.name)
    names = [instance(reference.name, member) for member in members]
    return Met(
        tuple(plan.by_name[name] for name in names if name in plan.by_name),
        reference.begins,
        reference.outcome,
        lag,
        reference.count or 0,
        which,
    )
