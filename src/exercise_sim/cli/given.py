"""What the words of `run` mean for a scenario: its variants, seed, seat, times and choices. Words that do not fit it are Refused."""

import argparse
from collections.abc import Collection, Mapping
from itertools import combinations
from pathlib import Path

from exercise_sim.cli.files import same_file
from exercise_sim.engine.choices import Choices, choices, meant
from exercise_sim.engine.deciders import Decider, decider_for
from exercise_sim.engine.plan import Plan
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.load import Loaded, load
from exercise_sim.scenario.problems import ScenarioError, nearest
from exercise_sim.scenario.times import parse_point


class Refused(Exception):
    """The words of the command do not fit the scenario; the text says why."""


def scenario_of(arguments: argparse.Namespace) -> Loaded:
    """The scenario with its variants. Raises ScenarioError for what is wrong with the file, Refused for a variant that it does not have."""
    try:
        return load(arguments.file, arguments.variant, judged=False)
    except ScenarioError:
        if arguments.variant:
            known = load(arguments.file, judged=False).scenario.variants
            for name in arguments.variant:
                if name not in known:
                    raise Refused(unknown("variant", name, known)) from None
        raise


def seed_of(arguments: argparse.Namespace) -> int:
    """The seed that was given, or one drawn by the machine."""
    if not 0 <= arguments.replication < 2**48:
        raise Refused(COMMAND["bad_replication"])
    if arguments.seed is not None:
        return checked(arguments.seed)
    import secrets

    return secrets.randbelow(1_000_000)


def checked(seed: int) -> int:
    """The seed that was given, if it can be one."""
    if not 0 <= seed < 2**64:
        raise Refused(COMMAND["bad_seed"])
    return seed


def seat_of(plan: Plan, name: str | None) -> str | None:
    """The body whose view is told; None for everything."""
    if name is None or name in plan.bodies:
        return name
    raise Refused(unknown("body", name, plan.bodies))


def unknown(kind: str, name: str, known: Collection[str]) -> str:
    """That a scenario has no such thing, with the nearest name or all there are."""
    hint = nearest(name, known)
    if hint is None:
        hint = COMMAND["there_are"].format(names=", ".join(known)) if known else COMMAND["there_is_none"]
    return COMMAND["unknown"].format(kind=kind, name=name, hint=hint)


def times_of(plan: Plan, arguments: argparse.Namespace) -> tuple[int, int | None]:
    """The first minute that is told, and the one at which the run stops (None: at its end)."""
    first = _time(plan, "--from", getattr(arguments, "from")) or 0
    until = _time(plan, "--until", arguments.until)
    if until is not None and until < first:
        raise Refused(COMMAND["from_behind_until"])
    return first, until


def _time(plan: Plan, option: str, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return parse_point(text, plan.start)
    except ValueError as error:
        told = COMMAND["bad_time"].format(option=option, error=error)
        raise Refused(told + (COMMAND["moment"] if ":" in text or "-" in text else "")) from None


def choices_of(plan: Plan, by_variants: Mapping[str, str], given: list[str]) -> Choices:
    """What variants and the command fix; of one key, the command. What names a member comes last: it says more."""
    pairs = [_pair(text) for text in given]
    seen: dict[tuple[str, ...], str] = {}
    for key, option in pairs:
        for what in sorted(meant(plan, key, option)):
            if what in seen:
                raise Refused(COMMAND["twice"].format(key=key, options=f"{seen[what]}, {option}"))
            seen[what] = option
    keys = dict(pairs)
    wanted = [(key, option) for key, option in by_variants.items() if key not in keys] + pairs
    return choices(plan, sorted(wanted, key=lambda pair: " of " in pair[0]))


def policy_of(plan: Plan, policy: str, chosen: Choices) -> Decider:
    """What decides: a policy by its name, after what was chosen."""
    try:
        return decider_for(plan, policy, chosen.answers)
    except KeyError:
        raise Refused(unknown("policy", policy, ["usual", "weighted", *plan.policies])) from None


def _pair(text: str) -> tuple[str, str]:
    key, sign, option = text.partition("=")
    if not sign or not key.strip() or not option.strip():
        raise Refused(COMMAND["bad_choice"].format(text=text))
    return " ".join(key.split()), option.strip()


def check_outputs(arguments: argparse.Namespace, loaded: Loaded) -> None:
    """Refuses outputs that would be written over each other, over the scenario, or over a file that it names; and a sheet of what a seat sees."""
    given = {option: path for option, path in _outputs(arguments).items() if path}
    for (one, path), (other, second) in combinations(given.items(), 2):
        if same_file(path, second):
            raise Refused(COMMAND["one_output"].format(one=one, other=other, path=second))
    folder = Path(arguments.file).parent
    for option, path in given.items():
        if same_file(path, arguments.file):
            raise Refused(COMMAND["over_scenario"].format(option=option))
        for file in loaded.attached:
            if same_file(path, str(folder / file.path)):
                raise Refused(COMMAND["over_other"].format(option=option, path=file.path))
    if arguments.initial_data and arguments.view:
        raise Refused(COMMAND["sheet_of_a_seat"])


def _outputs(arguments: argparse.Namespace) -> dict[str, str | None]:
    return {"--jsonl": arguments.jsonl, "--json": arguments.json, "--initial-data": arguments.initial_data}
