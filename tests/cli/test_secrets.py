"""A seat that is played is shown nothing that its audience may not see: every shipped scenario is walked, every seat of it taken."""

import io
import json
import re
from collections.abc import Iterable
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import pytest
from tests.cli.test_seat import SECRET, SECRETS
from tests.support import SCENARIOS

from exercise_sim.cli import given, main, reopening
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.plan import Plan
from exercise_sim.records.reading import read
from exercise_sim.render.view import known
from exercise_sim.scenario.load import Loaded, load

SEED = "4"
WORDS = ("help", "known", "status", "timeline", "log", "question")


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch):
    """Each shipped scenario is read and checked once for all seats."""
    monkeypatch.setattr(given, "load", lambda path, variants, judged: shipped(Path(path))[0])
    monkeypatch.setattr(
        reopening, "load_text", lambda text, path, variants, written, judged, attached: shipped(Path(path))[0]
    )


@cache
def shipped(path: Path) -> tuple[Loaded, Plan]:
    """A shipped scenario and its plan."""
    loaded = load(path, judged=False)
    return loaded, compile_plan(loaded.scenario, loaded.digest)


def seats(path: Path) -> list[str]:
    """Its seats; of those that stand for members, the first of each kind."""
    kinds: dict[str, str] = {}
    for name, body in shipped(path)[1].bodies.items():
        if body.seat:
            kinds.setdefault(name.partition(" of ")[0], name)
    return list(kinds.values())


def played(path: Path, folder: Path, *who: str, answers: list[str]) -> tuple[str, set[str]]:
    """All that a person at these seats reads while playing and of the record, on lines of one blank between words; and the
    elements of the events that had come before the first answer."""
    (folder / "answers").write_text("\n".join(answers) + "\n", encoding="utf-8")
    words = [word for seat in who for word in ("--as", seat)]
    out = io.StringIO()
    with redirect_stdout(out):
        main(["play", str(path), *words, "--seed", SEED, "--answers", str(folder / "answers"),
              "--record", str(folder / "a.record"), "--width", "4000", "--plain"])  # fmt: skip
        told = main(
            [
                "replay",
                str(folder / "a.record"),
                "--log",
                "--jsonl",
                str(folder / "events"),
                "--width",
                "4000",
                "--plain",
            ]
        )
    assert told == 0
    events = (folder / "events").read_text(encoding="utf-8")
    moves = [kept.entry.place for kept in read((folder / "a.record").read_bytes()).kept if kept.move]
    came = [event for event in map(json.loads, events.splitlines()) if not moves or event["seq"] <= moves[0]]
    (folder / "a.record").unlink()
    return " ".join(f"{out.getvalue()} {events}".split()), {event["element"] for event in came}


def texts(plan: Plan, loaded: Loaded, names: list[str]) -> set[str]:
    """What steps are called, ask, offer and make, as far as it is words of its own."""
    found = set()
    for name in names:
        node = plan.nodes[plan.by_name[name]]
        found |= {node.title, node.question, *(branch.text for branch in node.branches)}
        effects = [node.when_done, *(branch.effect for branch in node.branches)]
        found |= {plan.documents[document] for effect in effects for document in effect.makes}
    return {text for text in found if len(text) > 3}


def told_of(plan: Plan, name: str, seat: str) -> bool:
    """Whether a seat knows of a step, or votes at it for its member."""
    vote = plan.nodes[plan.by_name[name]].vote
    return known(plan, name, seat) or (vote is not None and seat.partition(" of ")[2] in vote.voters)


def frame(loaded: Loaded) -> set[str]:
    """What everyone is told of the exercise: its opening situation, who leads, who is trained, its idea."""
    told = loaded.scenario.exercise
    return {
        loaded.scenario.text or "",
        *((told.director or "", told.audience or "", told.idea or "") if told else ()),
    }


def laid_before(plan: Plan, names: Iterable[str]) -> set[str]:
    """The documents that are laid before whoever is asked at these steps."""
    return {plan.documents[number] for name in names for number in plan.nodes[plan.by_name[name]].knows}


def hidden(path: Path, seat: str) -> set[str]:
    """The texts of steps of which a seat knows nothing, where no step that it knows, and nothing public, has the same words."""
    loaded, plan = shipped(path)
    steps = [node.name for node in plan.nodes if not node.hidden]
    secret = texts(plan, loaded, [name for name in steps if not told_of(plan, name, seat)])
    public = texts(plan, loaded, [name for name in steps if told_of(plan, name, seat)])
    public |= {plan.title, *frame(loaded), *(body.title for body in plan.bodies.values())}
    public |= {body.role or "" for body in loaded.scenario.bodies.values()}
    public |= {document for document, readers in plan.readers.items() if seat in readers}
    public |= laid_before(plan, [name for name in steps if told_of(plan, name, seat)])
    public |= {one.title or name for name, one in loaded.scenario.objectives.items()}
    public |= {node.phase for node in plan.nodes}
    public |= {one.title for one in plan.endings} | {resource.title for resource in plan.resources}
    everything = " | ".join(public).lower()
    return {text for text in secret if text.lower() not in everything}


def spoken(told: str, texts: Iterable[str]) -> list[str]:
    """Those of the texts that stand in what was told, as whole words."""
    lower = told.lower()
    plain = {" ".join(text.lower().split()): text for text in texts}
    return [
        text
        for words, text in plain.items()
        if words in lower and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", lower)
    ]


CASES = [(path, seat) for path in SCENARIOS for seat in seats(path)]
TAKEN = pytest.mark.parametrize(("path", "seat"), CASES, ids=[f"{path.stem}, {seat}" for path, seat in CASES])


@TAKEN
def test_a_seat_reads_nothing_that_is_not_for_it(path, seat, tmp_path):
    """In briefing, log, questions, records, and what every word of the desk tells, from the first question to the last.

    Nothing of steps that it does not know; no teaching note, no source, no value of exercise control.
    """
    loaded, plan = shipped(path)
    told, came = played(path, tmp_path, seat, answers=[*WORDS, "1", "known", "status", *["1"] * 4, *WORDS])
    assert spoken(told, hidden(path, seat)) == []
    notes = [branch.teaches for node in plan.nodes for branch in node.branches if branch.teaches]
    sources = [
        step.source for step in loaded.scenario.chain.values() if step.source and len(step.source) > 12
    ]
    assert [note for note in notes if note in told] == []
    assert [source for source in sources if source in told] == []
    assert [word for word in ("chance of", "weight", "is now", "rises to", "falls to") if word in told] == []
    until = told.partition("> 1 ")[0]
    assert spoken(until, ahead(path, seat, came, until)) == []


def ahead(path: Path, seat: str, came: set[str], told: str) -> set[str]:
    """The texts of steps of which nothing had come yet, where nothing that had come, and nothing public, has the same words."""
    loaded, plan = shipped(path)
    steps = [node.name for node in plan.nodes if not node.hidden]
    voted = {
        name
        for name in steps
        if plan.nodes[plan.by_name[name]].vote and plan.nodes[plan.by_name[name]].question in told
    }
    known_now = texts(plan, loaded, sorted((came | voted) & set(steps))) | laid_before(
        plan, (came | voted) & set(steps)
    )
    known_now |= {*frame(loaded), *(body.title for body in plan.bodies.values())}
    known_now |= {node.phase for node in plan.nodes} | {
        body.role or "" for body in loaded.scenario.bodies.values()
    }
    known_now |= {one.title or name for name, one in loaded.scenario.objectives.items()}
    everything = " | ".join(known_now).lower()
    return {text for text in texts(plan, loaded, steps) if text.lower() not in everything}


def test_the_secrets_of_a_small_scenario_stay_secret(file, tmp_path):
    """As under `--view`: nothing of the hidden hand, of its documents and of exercise control's values; the rest is told."""
    told = played(file(SECRET), tmp_path, "council", answers=[*WORDS, "adopt", *WORDS])[0].lower()
    assert [secret for secret in SECRETS if secret in told] == []
    assert [word for word in ("grand council", "aye", "lost hope", "report") if word not in told] == []
    everything = played(file(SECRET), tmp_path, "council", "spy", answers=[*WORDS, "adopt", *WORDS])[
        0
    ].lower()
    assert [word for word in ("poisonous plot", "trapdoor", "treachery") if word not in everything] == []
    assert "trust" not in everything
