"""What effects do to steps, injects and members, as a picture of the chain says it."""

import pytest
from tests.support import loaded

from exercise_sim.render.graph.words import done
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.deeds import Deeds
from exercise_sim.scenario.graph import graph_of

TEXT = """
groups: {states: {a: {title: Arvia}, b: {}}}
chain:
  s: {title: The session, phase: Session}
  move: {title: March, for_each: states, takes: 2d, after: s, phase: Movement}
  unload: {takes: 1h, after: move}
injects:
  storm: {title: A storm, at: D+1 06:00, effects: {EFFECTS}}
  rumour: {at: trainer}
"""


@pytest.mark.parametrize(
    ("effects", "told"),
    [
        ("delay: {move: 2h .. 4h}", ["delays March by 2h .. 4h"]),
        ("delay: {move of a: 2h, unload: 2h, s: 1h}", ["delays March of Arvia and Unload by 2h", "delays The session by 1h"]),
        ("hold: move of b, until: D+2 06:00", ["holds March of B until D+2 06:00"]),
        ("hold: [move, unload], until: 12h", ["holds March and Unload for 12 h"]),
        ("hold: move, until: 24h after s", ["holds March until 24h after The session"]),
        ("hold: move, until: rumour", ["holds March until Rumour"]),
        ("rescale: {move: 1.5}", ["March: 1.5\u00d7 as long"]),
        ("cancel: Movement, drop: b", ["calls off Movement", "B leaves"]),
        ("pass_over: unload, fire: rumour", ["passes over Unload", "brings Rumour"]),
        ("cancel: [s, move of a, move of b, unload]", ["calls off The session, March of Arvia, March of B and 1 more"]),
        ("add: {threat: 3}", []),
    ],
)  # fmt: skip
def test_each_effect_on_the_chain_is_told_with_titles(effects, told):
    """What is touched alike stands together; a number or variable is no part of the chain."""
    text = TEXT.replace("{EFFECTS}", f"{{{effects}}}")
    if "threat" in effects:
        text += "variables: {threat: 0}\n"
    chain = loaded(text).scenario
    inject = chain.injects["storm"]
    deeds = Deeds(Cast(chain)).of(inject.effects)
    assert list(map(done, deeds)) == told
    assert graph_of(chain).node("storm").done.deeds == deeds


def test_a_member_that_leaves_by_its_own_step_is_no_name():
    """`its` is whoever does it, once for all members."""
    text = "groups: {states: {a: {}, b: {}}}\nchain: {s: {}, home: {for_each: states, takes: 1h, when_done: {drop: its}}}"
    assert list(map(done, graph_of(loaded(text).scenario).node("home").done.deeds)) == [
        "the member itself leaves"
    ]
