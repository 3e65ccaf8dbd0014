"""A scenario out of the text in a test: its plan, a session, and its log as lines that a test can read.

Only what several tests share; no rule of the language is worked out here.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import dedent
from typing import Any, TypeVar

from exercise_sim.engine.choices import choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import decider_for, run_through
from exercise_sim.engine.events import (
    ActionCame,
    CapacityChanged,
    ChanceChanged,
    Decided,
    DocumentMade,
    DurationChanged,
    EffectTooLate,
    Event,
    ExerciseEnded,
    GaugeMoved,
    InjectCame,
    InjectStayedAway,
    LimitLapsed,
    MemberDropped,
    OutcomeDrawn,
    StageChanged,
    StepBegan,
    StepDelayed,
    StepFinished,
    StepHeld,
    StepQueued,
    StepRescaled,
    StepResumed,
    StepWentBack,
    VariableChanged,
    VoteCast,
)
from exercise_sim.engine.luck import Luck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Asked, Session
from exercise_sim.engine.telling import NAMES
from exercise_sim.scenario.load import Loaded, load_text

Kind = TypeVar("Kind", bound=Event)

ROOT = Path(__file__).resolve().parent.parent
SCENARIOS = sorted(
    path
    for path in (ROOT / "scenarios").glob("*.yaml")
    if re.search(r"^scenario:", path.read_text(encoding="utf-8"), re.MULTILINE)
)
"""The shipped scenarios; what other files they name stands beside them."""

HEAD = {
    "scenario": "test",
    "title": "A test",
    "start": "2024-03-12 00:00",
    "source": "assumption",
    "bodies": "{staff: {title: Staff, seat: true}}",
}
"""What every scenario needs and few tests are about. STARTEX is midnight, so that D 01:00 is minute 60."""

STEPS = ("begun", "done", "passed over", "cut off", "went back", "reopened", "asked", "lapsed", "ended")
"""The words of a story that tell only the life of the steps."""


def loaded(text: str, variant: str | Sequence[str] = ()) -> Loaded:
    """The sound scenario of a text, which may leave out what stands in HEAD."""
    given = dedent(text)
    head = [
        f"{key}: {value}\n" for key, value in HEAD.items() if not re.search(rf"^{key}:", given, re.MULTILINE)
    ]
    return load_text("".join(head) + given, "test.yaml", variant)


def plan_of(text: str, variant: str | Sequence[str] = ()) -> Plan:
    """The plan of a text."""
    return compile_plan(loaded(text, variant).scenario)


def begin(text: str | Plan, seed: int = 0) -> Session:
    """A session of a text that nobody has touched yet."""
    return Session(text if isinstance(text, Plan) else plan_of(text), seed)


def play(
    text: str | Plan,
    choose: Mapping[str, str] | None = None,
    policy: str = "usual",
    seed: int = 0,
    replication: int = 0,
    *,
    until: int | None = None,
    log: bool = True,
    luck: Luck | None = None,
) -> Session:
    """A session that was run to its end (or to a minute), a policy answering what `choose` does not fix."""
    plan = text if isinstance(text, Plan) else plan_of(text)
    session = Session(plan, seed, replication, log=log, luck=luck)
    chosen = choices(plan, choose or {})
    chosen.fix(session)
    run_through(session, decider_for(plan, policy, chosen.answers), until)
    return session


def ask(session: Session, question: str) -> Asked:
    """Lets a session go on until the question with this id is asked."""
    while True:
        stop = session.advance()
        assert isinstance(stop, Asked), f"'{question}' was never asked; the session stopped with {stop}"
        if stop.question.id == question:
            return stop


def command(*words: object, code: int | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """`exercise-sim` with these words, as a process of its own without our terminal's settings; `env` adds to its environment."""
    program = shutil.which("exercise-sim", path=str(Path(sys.executable).parent))
    assert program, "the package is not installed beside this Python"
    kept = {key: value for key, value in os.environ.items() if key not in TERMINAL}
    given = {
        "capture_output": True,
        "encoding": "utf-8",
        "timeout": 60,
        "stdin": subprocess.DEVNULL,
    } | options
    given["env"] = kept | options.get("env", {})
    ran = subprocess.run([program, *map(str, words)], check=False, **given)
    assert code is None or ran.returncode == code, ran.stderr or ran.stdout
    return ran


TERMINAL = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "TERM",
)
"""What the terminal of whoever runs the tests would change."""


def lines(text: str) -> list[str]:
    """The lines of a story that a test expects."""
    return [line.strip() for line in text.strip().splitlines()]


def story(session: Session, *words: str, of: str = "") -> list[str]:
    """The log as lines such as `60 done mandate: adopt`: of the life of the steps, or of these words; of one element with `of`."""
    wanted = words or STEPS
    told = [(_word(event), event) for event in session.log if not of or event.element == of]
    return [f"{event.at} {word} {_rest(event)}" for word, event in told if word in wanted]


def retold(events: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Events of a JSONL log as short lines, all of them but numbers of events and audiences."""
    for event in events:
        told = {
            key: value
            for key, value in event.items()
            if key not in ("seq", "at", "kind", "element", "cause", "audience")
        }
        rest = ", ".join(
            f"{key} {_short(value)}" for key, value in told.items() if value not in (None, "", [])
        )
        yield f"{event['at']} {event['kind']} {event['element']}{' | ' if rest else ''}{rest}".rstrip()


def _short(value: Any) -> str:
    return " ".join(_short(one) for one in value) if isinstance(value, list) else str(value)


def begun(session: Session) -> dict[str, int]:
    """The minute at which each step (last) began."""
    return {event.element: event.at for event in session.log if isinstance(event, StepBegan)}


def done(session: Session) -> dict[str, int]:
    """The minute at which each step was (last) done."""
    return {event.element: event.at for event in session.log if isinstance(event, StepFinished)}


def the_end(session: Session) -> ExerciseEnded:
    """The event that ended the exercise."""
    (ended,) = (event for event in session.log if isinstance(event, ExerciseEnded))
    return ended


def of_kind(log: Iterable[Event], kind: type[Kind]) -> list[Kind]:
    """The events of one kind."""
    return [event for event in log if isinstance(event, kind)]


def _word(event: Event) -> str:
    """Its kind in words; of a document, that it was made."""
    kind = NAMES[type(event)].replace("_", " ")
    return "made" if kind == "document" else kind


def _rest(event: Event) -> str:
    rest = _RESTS[type(event)](event) if type(event) in _RESTS else ""
    return f"{event.element}: {rest}" if rest and type(event) in _WITH_STEP else rest or event.element


_RESTS: dict[type[Event], Callable[[Any], str]] = {
    StepFinished: lambda event: event.outcome or "",
    StepWentBack: lambda event: event.outcome or "",
    OutcomeDrawn: lambda event: event.outcome,
    Decided: lambda event: event.option,
    LimitLapsed: lambda event: event.option,
    VoteCast: lambda event: f"{event.voter} {event.vote}",
    StepQueued: lambda event: ", ".join(event.resources),
    DocumentMade: lambda event: f"{event.document} v{event.version}",
    VariableChanged: lambda event: f"{event.variable}: {event.value}",
    CapacityChanged: lambda event: f"{event.resource}: {event.capacity}",
    ChanceChanged: lambda event: f"{event.element}.{event.outcome}: {event.chance:g}",
    MemberDropped: lambda event: event.member,
    DurationChanged: lambda event: f"{event.word} {event.takes}",
    StepDelayed: lambda event: f"{event.minutes} {event.state}",
    StepRescaled: lambda event: f"{event.factor:g} {event.state}",
    StepHeld: lambda event: f"{event.state} until {event.until if event.end is None else event.end}",
    StepResumed: lambda event: f"{event.state} after {event.stood}",
    EffectTooLate: lambda event: event.effect,
    ExerciseEnded: lambda event: event.ending,
    InjectCame: lambda event: event.text,
    InjectStayedAway: lambda event: event.why,
    GaugeMoved: lambda event: f"{event.gauge}: {event.value:g} at {event.rate:g} a day",
    StageChanged: lambda event: f"{event.gauge} {'rises' if event.rising else 'falls'} to {event.stage}",
    ActionCame: lambda event: "in time" if event.in_time else "late",
}
_WITH_STEP = (
    InjectCame, InjectStayedAway, ActionCame, StepFinished, StepWentBack, OutcomeDrawn, Decided, LimitLapsed, VoteCast, StepQueued,
    DurationChanged, StepDelayed, StepRescaled, StepHeld, StepResumed, EffectTooLate,
)  # fmt: skip
