"""Random chains with their scripts of answers and draws; how a failing one is shown; the first difference of two logs.

`random_chain` gives the same chain for the same seed; `chains` is the hypothesis strategy over the same writer.
"""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import yaml
from hypothesis import strategies as st
from tests.slow_model.dice import Dice, Drawn, Seeded, chance, pick
from tests.slow_model.hands import Hand
from tests.slow_model.reading import selected
from tests.slow_model.writing import Writer
from tests.slow_model.writing_clock import ClockWriter
from tests.slow_model.writing_council import CouncilWriter, FlowWriter
from tests.slow_model.writing_effects import EffectWriter
from tests.slow_model.writing_injects import InjectWriter
from tests.slow_model.writing_leads import LeadWriter
from tests.slow_model.writing_rates import RateWriter
from tests.slow_model.writing_whole import WholeWriter

Data = dict[str, Any]
Answers = dict[tuple[str, int], tuple[str, int]]
Draws = dict[tuple[str, int], str]
Case = tuple[Data, Answers, Draws, list[Hand]]

FAMILIES: dict[str, type[Writer]] = {
    "chains": Writer,
    "injects": InjectWriter,
    "effects": EffectWriter,
    "whole": WholeWriter,
    "council": CouncilWriter,
    "flows": FlowWriter,
    "clock": ClockWriter,
    "leads": LeadWriter,
    "rates": RateWriter,
}
"""What random chains are written of; each knows what the one before knows."""

OCCURRENCES = 5  # a later question stays unanswered, a later draw gives the first outcome
COSTS = (0, 0, 0, 30, 60, 60, 120, 240)  # minutes


def random_chain(seed: int, family: str = "chains") -> Case:
    """A scenario, its answers, its draws, and what the trainer does: the same for the same seed."""
    return written(Seeded(seed), family)


@st.composite
def chains(draw: st.DrawFn, family: str = "chains") -> Case:
    """Any random chain, which hypothesis makes smaller where it fails."""
    return written(Drawn(draw), family)


def written(dice: Dice, family: str) -> Case:
    """A chain drawn with these dice. A question without a limit mostly gets its answer."""
    data = FAMILIES[family](dice).write()
    answers: Answers = {}
    draws: Draws = {}
    for name, step in data["chain"].items():
        silent = 12 if "within" in step else 2
        for instance in instances(data, name):
            for nth in range(1, OCCURRENCES + 1):
                if "vote" in step:
                    answers.update(votes(dice, data, name, instance, nth))
                if "options" in step and not chance(dice, 90 if "vote" in step else silent):
                    answers[instance, nth] = (pick(dice, list(step["options"])), pick(dice, COSTS))
                if "outcomes" in step:
                    draws[instance, nth] = pick(dice, list(step["outcomes"]))
    hands = [
        hand for name in data.get("injects", {}) for hand in from_outside(dice, data, name, answers, draws)
    ]
    return data, answers, draws, sorted(hands)


def votes(dice: Dice, data: Data, name: str, instance: str, nth: int) -> Answers:
    """What the members say when a question is put to them; mostly the same, and mostly at once."""
    step = data["chain"][name]
    common = pick(dice, list(step["options"]))
    found: Answers = {}
    for voter in selected(data, step["vote"]["of"])[1]:
        if not chance(dice, 8):
            said = common if chance(dice, 65) else pick(dice, [*step["options"], "abstain", "absent"])
            found[f"{instance} vote of {voter}", nth] = (said, pick(dice, (*COSTS, 60, 90, 240, 360)))
    return found


def from_outside(dice: Dice, data: Data, name: str, answers: Answers, draws: Draws) -> list[Hand]:
    """What the script says of an inject: its chance, its lag, whether what it expects is done; and the trainer's hand."""
    inject = data["injects"][name]
    if "chance" in inject:
        draws[name, 1] = pick(dice, ("comes", "comes", "stays_away"))
    if ".." in str(inject["at"]):
        draws[f"{name} lag", 1] = pick(dice, ("shortest", "longest"))
    if "action" in inject.get("expects", {}) and not chance(dice, 25):
        answers[name, 1] = (pick(dice, ("met", "met", "missed")), pick(dice, COSTS))
    often = 70 if inject["at"] == "trainer" else 15
    if not chance(dice, often):
        return []
    word = pick(dice, ("inject", "inject", "skip", "in 30", "in 90", "in 240"))
    first = (30 * dice.whole(0, 20), word, name)
    again = (
        [(first[0] + 30, pick(dice, ("in 30", "in 120", "inject", "skip")), name)] if chance(dice, 25) else []
    )
    return [first, *again]


def instances(data: Data, step: str) -> list[str]:
    """Names of the step's instances, such as `readiness of b`."""
    for_each = data["chain"][step].get("for_each")
    if for_each is None:
        return [step]
    return [f"{step} of {member}" for member in selected(data, for_each)[1]]


def standing(data: Data, instance: str, option: str, offered: Sequence[str]) -> str:
    """The option to give for a scripted one: itself, or, where it is used up and not offered, what stands in its place."""
    options = data["chain"][instance.partition(" of ")[0]]["options"]
    while option not in offered:
        option = options[option]["then"]
    return option


def shrunk_repr(data: Data) -> str:
    """The scenario as YAML, without its frame and without what is empty."""
    frame = ("scenario", "title", "start", "source", "bodies")
    shown = {key: value for key, value in data.items() if key not in frame and value}
    return yaml.safe_dump(shown, sort_keys=False, allow_unicode=True, default_flow_style=None, width=110)


def compare(ours: Sequence[tuple[Any, ...]], slow: Sequence[tuple[Any, ...]]) -> str | None:
    """The first difference in words, with the entries before it; None where the logs are equal."""
    for place, (mine, theirs) in enumerate(zip_longest(ours, slow)):
        if mine != theirs:
            before = "".join(f"  {entry}\n" for entry in slow[max(0, place - 5) : place])
            return f"entry {place + 1} differs, after\n{before}engine:     {_said(mine)}\nslow model: {_said(theirs)}"
    return None


def _said(entry: tuple[Any, ...] | None) -> str:
    return "nothing more" if entry is None else str(entry)
