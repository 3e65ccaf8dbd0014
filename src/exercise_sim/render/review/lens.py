"""What a debrief may show to whom: everything to exercise control, its own decisions and what it could know to a seat. And its terms.

The terminal and the page read a debrief through this, so that nothing is hidden in one form and shown in the other.
"""

from collections.abc import Iterator

from exercise_sim.analysis.debrief import Debrief, Gauged, Result
from exercise_sim.analysis.decisions import Decision
from exercise_sim.analysis.delays import Delays
from exercise_sim.analysis.fortune import Fortune
from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import Measured
from exercise_sim.analysis.timeline import Span, phases
from exercise_sim.engine.events import EXCON
from exercise_sim.engine.ledger import Hand, Noted, Prepared
from exercise_sim.engine.plan import EndingPlan
from exercise_sim.render.amounts import length
from exercise_sim.render.asked import ABSENCES
from exercise_sim.render.briefing import told_of
from exercise_sim.render.injects import awaited
from exercise_sim.render.naming import Names
from exercise_sim.render.review.sentences import HANDS, REVIEW
from exercise_sim.render.sentences import CLASSES
from exercise_sim.render.view import seen
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.times import format_moment


class Lens:
    """One debrief as a seat may see it; all of it where `view` is None."""

    def __init__(self, debrief: Debrief, view: str | None) -> None:
        self.debrief, self.view = debrief, view
        self.plan, self.names = debrief.plan, Names(debrief.plan)
        self._cast = Cast(debrief.scenario)

    # --- what is shown

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of the players, or of the seat."""
        return tuple(one for one in self.debrief.decisions if self.view in (None, one.seat))

    @property
    def notes(self) -> tuple[Noted, ...]:
        return tuple(one for one in self.debrief.notes if self.view in (None, one.by))

    @property
    def hands(self) -> tuple[tuple[int, str], ...]:
        """What exercise control did by hand and said of expected actions, each with its minute; a seat is not told of it."""
        if self.view is not None:
            return ()
        found = [(one.minute, self._hand(one)) for one in self.debrief.hands if one.by == EXCON]
        found += [
            (one.asked if one.settled is None else one.settled, self._tick(one)) for one in self.debrief.ticks
        ]
        return tuple(sorted(found, key=lambda pair: pair[0]))

    def _hand(self, hand: Hand) -> str:
        sentence = HANDS[type(hand).__name__.lower()]
        at = self.moment(hand.at) if isinstance(hand, Prepared) else ""
        return sentence.format(inject=self.names.title(hand.inject), moment=at)

    def _tick(self, one: Decision) -> str:
        action, _ = awaited(self.names, one.element)
        said = (
            f"tick_{one.option}" if one.how == "answered" and one.settled is not None else f"tick_{one.how}"
        )
        text = HANDS[said].format(action=action, inject=self.names.title(one.element))
        return f"{text}; {REVIEW['because'].format(reason=one.reason)}" if one.reason else text

    @property
    def phases(self) -> tuple[Span, ...]:
        """When each phase was under way, as far as it can be known."""
        log = seen(self.plan, self.debrief.log, self.view)
        return phases(self.plan, history(self.plan, log))

    @property
    def gauges(self) -> bool:
        """Whether the numbers of gauges are shown: they are those of exercise control."""
        return self.view is None and bool(self.plan.gauges)

    def objectives(self, result: Result) -> tuple[Measured, ...]:
        """The objectives of a run; to a seat, those of which it was told before the exercise."""
        return tuple(one for one in result.objectives if self._shows(one.name))

    def fortunes(self) -> tuple[Fortune, ...]:
        luck = self.debrief.luck
        return tuple(one for one in luck.fortunes if self._shows(one.quantity.name)) if luck else ()

    def delays(self) -> tuple[Delays, ...]:
        return tuple(one for one in self.debrief.delays if not one.name or self._shows(one.name))

    def _shows(self, objective: str) -> bool:
        known = self.debrief.scenario.objectives[objective]
        return self.view is None or told_of(self.plan, known, (self.view,))

    def holders(self, delays: Delays) -> dict[str, int]:
        """Who had the ball for how long; to a seat, itself and all others."""
        found: dict[str, int] = {}
        for body, minutes in delays.bodies.items():
            named = self.names.seat(body) if body else ""
            if self.view is not None and body and body != self.view:
                named = REVIEW["others_had"]
            found[named] = found.get(named, 0) + minutes
        idle = sum(one.minutes for one in delays.pieces if not one.body and one.kind in _WITHOUT)
        rest = found.pop("", 0)
        found |= {REVIEW["nobody_named"]: rest - idle} if rest > idle else {}
        return dict(sorted(found.items(), key=lambda pair: -pair[1])) | (
            {REVIEW["nobody"]: idle} if idle else {}
        )

    # --- its terms

    def moment(self, minute: int) -> str:
        return format_moment(minute, self.plan.start)

    def question(self, one: Decision) -> str:
        """What was asked, or the title of its step."""
        return self.names.node(one.element).question or self.names.title(one.element)

    def option(self, one: Decision, name: str) -> str:
        return ABSENCES.get(name) or self.names.option(one.element, name)

    def teaches(self, one: Decision) -> str:
        """The author's lesson of what was chosen."""
        branches = self.names.node(one.element).branches
        return next((branch.teaches for branch in branches if branch.name == one.option), "")

    def seat(self, one: Decision) -> str:
        return self.names.member(one.voter) if one.voter else self.names.seat(one.seat)

    def ending(self, name: str, *, own: bool = False) -> str:
        """What people call an ending; to a seat that did not come to it, only whether it is a success."""
        ending = self._ending(name)
        if self.view is not None and not own and name != self.debrief.result.ended.ending:
            return CLASSES[ending.class_]
        return f"{ending.title} ({CLASSES[ending.class_]})"

    def _ending(self, name: str) -> EndingPlan:
        return next(one for one in self.plan.endings if one.name == name)

    def endings(self) -> Iterator[tuple[str, int, int, bool]]:
        """Each ending with how often it came with the same and with the policy's choices, and whether it is this one."""
        luck = self.debrief.luck
        if luck is None:
            return
        found: dict[str, list[int]] = {}
        mine = self.ending(luck.ending)
        for counts, place in ((luck.endings, 0), (luck.policy_endings, 1)):
            for name, count in counts.items():
                found.setdefault(self.ending(name), [0, 0])[place] += count
        for title, (same, policy) in sorted(found.items(), key=lambda pair: -sum(pair[1])):
            yield title, same, policy, title == mine

    def title(self, delays: Delays) -> str:
        """Of the objective that a delay ledger is of."""
        if not delays.name:
            return REVIEW["to_ending"]
        objective = self.debrief.scenario.objectives[delays.name]
        return self._cast.text(objective.title, "") or delays.name.replace("_", " ").capitalize()

    def gauged(self, result: Result) -> tuple[Gauged, ...]:
        return result.gauges if self.gauges else ()

    def stage(self, gauge: Gauged, stage: str) -> str:
        plan = next(one for one in self.plan.gauges if one.name == gauge.name)
        return next(one.title for one in plan.stages if one.name == stage)


_WITHOUT = ("waiting", "queueing", "held", "delayed")


def thought(minutes: int | None) -> str:
    """How long a decision took."""
    return length(minutes or 0)
