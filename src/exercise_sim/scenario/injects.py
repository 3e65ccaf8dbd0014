"""What an author may say of an inject: when it comes, to whom, what is expected of whom, what it does (M17).

Pure data, as in `steps`. An inject that has come is to the chain what a step that is done is.
"""

from pydantic import Field

from exercise_sim.scenario.conditions import Condition
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.steps import Effects, Outcome, Part, Step, no_entries
from exercise_sim.scenario.values import (
    ConditionValue,
    MemberName,
    Minutes,
    Moment,
    Names,
    ReferenceValue,
    Share,
    Takes,
    Text,
    Trainer,
    TurnValue,
)

MET, MISSED = "met", "missed"
ANSWERS = (MET, MISSED)
"""What becomes of an expected action; others may wait for `false_story.met` or `false_story.missed`."""


def as_step(inject: "Inject") -> Step:
    """An inject as those see it that wait for it, or look at what comes before what: a step without work, at nobody's hand."""
    return Step.model_construct(
        after=inject.at if isinstance(inject.at, Reference) else None,
        wait_for=inject.condition,
        outcomes={answer: Outcome.model_construct() for answer in ANSWERS} if inject.expects else {},
        makes=inject.effects.makes if inject.effects else [],
    )


class Expected(Part):
    """What the audience should do. Exactly one of `answer` and `action`."""

    answer: ReferenceValue | None = Field(
        None, description="An answer or outcome of the chain: `mediation`, `mandate.adopt`."
    )
    action: Text | None = Field(
        None,
        description="Something that only exercise control can see; whoever controls the inject ticks it.",
    )
    by: MemberName | None = Field(None, description="Of whom it is expected; the first of `to`, if left out.")
    within: Minutes = Field(description="The limit, from the moment at which the inject comes.")
    chance: Share = Field(1.0, description="Of an `action`, in simulation: how likely it comes in time.")
    takes: Takes | None = Field(
        None,
        description="Of an `action`, in simulation: how long it takes; anything up to the limit, if left out.",
    )


COMES, STAYS_AWAY = "comes", "stays_away"
"""How the chance of an inject can be fixed from outside."""


class Inject(Part):
    """Something that reaches the players from outside the chain, once a run."""

    title: Text | None = Field(None, description="What people read; made from the name, if left out.")
    text: Text | None = Field(None, description="What the audience hears or reads.")
    at: TurnValue = Field(
        description="When it comes: a time (`D+1 06:00`), after something (`6h after request`), on a condition (`threat reaches conflict`, `strength at least 1000`), or `trainer`: by hand."
    )
    unless: ConditionValue | None = Field(
        None, description="A contingency: asked when its time comes; if it holds, the inject does not come."
    )
    chance: Share = Field(1.0, description="How likely it comes, drawn once, when its time comes.")
    to: Names = Field(
        default_factory=no_entries,
        description="The bodies that it reaches, or `all`; nobody but exercise control, if left out.",
    )
    from_: Text | None = Field(None, alias="from", description="Who sends it.")
    channel: Text | None = Field(None, description="By which way: telephone, press, report.")
    expects: Expected | None = Field(None, description="What should be done about it, and by when.")
    effects: Effects | None = Field(None, description="What it does to the chain.")
    category: Text | None = Field(
        None, description="Its category on the list of injects: contextual, inject, contingency."
    )
    controller: Text | None = Field(None, description="Who of exercise control answers for it.")
    ref: Text | None = Field(None, description="Its number on the list of injects.")
    source: Text | None = Field(None, description="Where its numbers come from.")

    @property
    def condition(self) -> Condition | None:
        """The condition on which it comes; None where it comes at a time, after something, or by hand."""
        return None if isinstance(self.at, Moment | Trainer | Reference) else self.at
