"""What the training says at its end about how to reach this and that is true: every row of it is run."""

import re
import shlex
from collections.abc import Iterator

import pytest
from tests.support import ROOT, done, play, the_end

from exercise_sim import Session, compile_plan, load
from exercise_sim.engine.events import Decided, OutcomeDrawn
from exercise_sim.engine.plan import Plan

FILE = ROOT / "scenarios" / "central-asia-stabilisation.yaml"
ROW = re.compile(r"#   (?P<what>\S.*?)  +(?P<how>--.*?)  -> (?P<sign>.*)")
_PLANS: dict[str, tuple[Plan, dict[str, str]]] = {}


def rows() -> Iterator[tuple[str, str, str]]:
    """What is reached, the words of one way to it, and the sign by which it is known."""
    _, _, listed = FILE.read_text(encoding="utf-8").partition("# ---- How to reach it")
    for line in listed.splitlines():
        if match := ROW.fullmatch(line):
            yield from ((match["what"], how, match["sign"]) for how in match["how"].split(", or "))


ROWS = list(rows())


def run(how: str) -> Session:
    """The run of such words; with seed 4 where they name none."""
    words = shlex.split(how)
    given = list(zip(words[::2], words[1::2], strict=True))
    options = dict(given)
    variant = options.get("--variant", "")
    if variant not in _PLANS:
        loaded = load(FILE, variant or ())
        _PLANS[variant] = compile_plan(loaded.scenario), loaded.choose
    plan, choose = _PLANS[variant]
    chosen = {key: option for word, text in given if word == "--choose" for key, option in [text.split("=")]}
    seed = int(options.get("--seed", "4"))
    return play(plan, {**choose, **chosen}, options.get("--policy", "usual"), seed)


def signs(session: Session) -> set[str]:
    """The decisions and outcomes of a run (`mandate=return`), its steps that were done, its ending."""
    decided = {f"{event.element}={event.option}" for event in session.log if isinstance(event, Decided)}
    drawn = {f"{event.element}={event.outcome}" for event in session.log if isinstance(event, OutcomeDrawn)}
    return decided | drawn | set(done(session)) | {the_end(session).ending}


@pytest.mark.parametrize(("what", "how", "sign"), ROWS, ids=[f"{what}: {how}" for what, how, _ in ROWS])
def test_it_is_reached(what, how, sign):
    """By a seed, a choice, a policy or a variant, as the list says."""
    assert set(sign.split(" and ")) <= signs(run(how)), what


def test_every_ending_is_reached():
    """No ending of the training is without a way to it in the list."""
    assert set(load(FILE).scenario.endings) <= {sign for _, _, sign in ROWS}
