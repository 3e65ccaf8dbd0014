"""What an author may say of a step: its work, what it waits for, what is decided at its end.

Pure data, each field with the words of the reference (docs/reference/language.md is made from them). No rule
that needs a second step lives here: that is `checks`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from exercise_sim.scenario.values import (
    Addend,
    AfterValue,
    Amount,
    Chance,
    ConditionValue,
    Factor,
    HoldEnd,
    MemberName,
    Minutes,
    Names,
    Plain,
    ReferenceValue,
    SelectionValue,
    Share,
    Takes,
    Text,
    Texts,
    Until,
    Value,
    VotesNeeded,
)


def no_entries() -> list[Any]:
    """An empty list. (`list` itself pydantic would take apart at every start, to see whether it wants arguments.)"""
    return []


class Part(BaseModel):
    """A part of a scenario: frozen, and no word in it that the language does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)


class Effects(Part):
    """What an option, an outcome or a finished step does."""

    set: dict[str, Value] = Field(
        default_factory=dict,
        description="Give a variable, a gauge, a resource's capacity, an outcome's chance or a step's duration (`movement.takes`) a new value.",
    )
    add: dict[str, Addend] = Field(
        default_factory=dict,
        description="Add to a variable, a gauge, a resource's capacity, an outcome's chance or a step's duration (`movement.takes`); it may be negative, such as `-2h`.",
    )
    cancel: Names = Field(
        default_factory=no_entries,
        description="Steps that are cut off, and stopped if they are under way: a step, `step of member`, a phase or a member.",
    )
    pass_over: Names = Field(
        default_factory=no_entries,
        description="Steps that are passed over: at their turn, or now if they are under way. The chain goes on.",
    )
    hold: Names = Field(
        default_factory=no_entries,
        description="Steps that stand still until `until`: what is under way keeps its units and goes on later.",
    )
    until: HoldEnd | None = Field(
        None,
        description="When a `hold` is over: a reference (`24h after rival_offer`), a time (`D+2 06:00`), or a length of time (`12h`).",
    )
    delay: dict[str, Takes] = Field(
        default_factory=dict,
        description="Steps that begin later, or end later if they are under way, and by how much: `{draft: 2h .. 4h}`.",
    )
    rescale: dict[str, Factor] = Field(
        default_factory=dict,
        description="Steps whose work takes longer or shorter, and how many times as long: `{movement: 1.6}`.",
    )
    fire: Names = Field(
        default_factory=no_entries, description="Injects that come now, if they have not come yet."
    )
    drop: Names = Field(
        default_factory=no_entries,
        description="Members that leave every group: what they had still to do is cut off. `its` is the member itself.",
    )
    makes: Texts = Field(
        default_factory=no_entries, description="Documents of which this makes the next version."
    )
    back_to: Names = Field(
        default_factory=no_entries,
        description="Steps to go back to: each is reopened with everything that was released through it.",
    )
    redo: Names = Field(
        default_factory=no_entries,
        description="Steps to repeat alone: steps after them that have not begun wait again.",
    )
    wait: Minutes = Field(0, description="How long what is reopened waits before it is taken up again.")
    at_most: int | None = Field(None, ge=1, le=1000, description="How often this can be taken in one run.")
    ends: str | None = Field(None, description="The ending that this leads to.")


class Outcome(Effects):
    """One way in which a step can end: an option that is asked, or an outcome that chance draws."""

    text: Text | None = Field(None, description="What people read; the name, if left out.")
    takes: Takes | None = Field(None, description="How long carrying it out takes, after it was decided.")
    chance: Chance | None = Field(
        None, description="Of an outcome: its chance. What is missing to 1 goes to the first outcome."
    )
    weight: float | None = Field(
        None, ge=0, le=1e9, description="Of an option: its weight under the policy `weighted`."
    )
    then: str | None = Field(None, description="What stands in its place once `at_most` is used up.")
    teaches: Text | None = Field(None, description="A sentence for the debrief: what this choice teaches.")
    source: Text | None = Field(None, description="Where its numbers come from.")


class Vote(Part):
    """How a body decides member by member."""

    of: SelectionValue = Field(description="The members who vote: a group, all of it or `states where ...`.")
    quorum: VotesNeeded | None = Field(
        None, description="How many must be present: a number, `all`, or a share such as 2/3."
    )
    carried: dict[str, VotesNeeded] = Field(
        description="What carries each option, tested in this order: a number of votes, `majority` or a share of those present, or `all` (nobody present objects)."
    )
    positions: dict[str, dict[str, Share]] = Field(
        default_factory=dict,
        description="Chances of each member over the options, `abstain` and `absent`; `others` stands for whoever is not named. What is missing to 1 goes to the first option.",
    )
    source: Text | None = Field(None, description="Where the positions come from.")


def _branches(value: object) -> object:
    """A list of names, or names without anything behind them, is short for outcomes that do nothing more."""
    if isinstance(value, dict | list) and not value:
        raise ValueError(
            "there is nothing to choose from: name what can come, such as {adopt: {}, refuse: {}}"
        )
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return {item: {} for item in value}
    if isinstance(value, dict):
        return {
            key: ({"text": item} if isinstance(item, str) else {} if item is None else item)
            for key, item in value.items()
        }
    return value


Branches = Annotated[dict[str, Outcome], BeforeValidator(_branches)]


class Step(Part):
    """One step of the chain: work, a question or chance at its end, or just a point where branches meet."""

    title: Text | None = Field(None, description="What people read; made from the name, if left out.")
    text: Text | None = Field(None, description="A sentence about the step, for those who follow it.")
    phase: Text | None = Field(
        None, description="The phase that begins here; the steps below belong to it until another is named."
    )
    by: MemberName | None = Field(None, description="The body that acts.")
    kind: Literal["work", "move", "decide", "wait"] | None = Field(
        None, description="How its time counts: `work` (default), `move`, `decide`, `wait`."
    )
    for_each: SelectionValue | None = Field(
        None, description="One instance for each member of a group, or of a part of it."
    )
    after: AfterValue | None = Field(None, description="What it waits for; the step above, if left out.")
    needs: Texts = Field(default_factory=no_entries, description="Documents it cannot begin without.")
    if_: ConditionValue | None = Field(
        None,
        alias="if",
        description="Asked once, when its turn comes: if not, the step is passed over and the chain goes on.",
    )
    wait_for: ConditionValue | None = Field(None, description="A condition it waits for.")
    takes: Takes | None = Field(None, description="How long the work takes; nothing, if left out.")
    every: Minutes | None = Field(
        None,
        ge=1,
        description="Recurring work: it begins again that long after its last beginning, until `until`. It keeps no run going.",
    )
    until: ReferenceValue | None = Field(None, description="What ends recurring work.")
    uses: dict[str, Amount] = Field(
        default_factory=dict, description="Resources it needs, and how many units."
    )
    keeps: dict[str, Until] = Field(
        default_factory=dict,
        description="Units that are given back only later: `{aircraft: until unloading}`.",
    )
    makes: Texts = Field(
        default_factory=no_entries, description="Documents of which it makes the next version."
    )
    question: Text | None = Field(None, description="What the body is asked, once the work is done.")
    options: Branches = Field(
        default_factory=dict, description="What can be answered: asked of a person, or of the policy."
    )
    outcomes: Branches = Field(default_factory=dict, description="What chance draws: asked of nobody.")
    usual: str | None = Field(None, description="The option that the author holds for usual.")
    vote: Vote | None = Field(None, description="The options are voted on, member by member.")
    thinks: Takes | None = Field(None, description="Deliberation in simulation; people take what they take.")
    within: Minutes | None = Field(None, description="The limit of the answer, from the question on.")
    otherwise: str | None = Field(
        None, description="The option that stands when the limit runs out, or no option is carried."
    )
    when_done: Effects | None = Field(None, description="What happens when the step is done.")
    knows: Texts = Field(
        default_factory=no_entries,
        description="Documents that are laid before the body with the question; what the step `needs`, if left out.",
    )
    seen_by: Names = Field(
        default_factory=no_entries,
        description="Bodies that see this step beside the one that acts; `all` for everyone.",
    )
    ref: Text | None = Field(
        None, description="The provision, or the row of a step table, that this step stands for."
    )
    source: Text | None = Field(
        None, description="Where its numbers come from: a source, `assumption`, or `calibrated ...`."
    )

    @property
    def branches(self) -> dict[str, Outcome]:
        """Its options or its outcomes, in the order of the file."""
        return self.options or self.outcomes


FieldValue = Plain | list[Plain]
Fields = dict[str, Any]
