"""How long the phases of the training take in 200 runs, beside the deployment of January 2022 and the rows of the step table.

    python -m tests.bench.phases

Prints the table that stands in docs/explanation/the-field.md.
"""

from collections.abc import Iterator, Mapping
from statistics import quantiles

from tests.support import ROOT, plan_of, play

from exercise_sim import compile_plan, load

SEEDS = 200
HOUR = 60
CASES = ("", "january_2022")
"""The variants that are run; the first is the scenario as it is."""
AIR = "main body by air, from the open airfield on (P21)"
LAND = "rail and road, from handing over to the last arrival (P22)"
PHASES = {
    "request to decision": "2 .. 6",
    "decision to first arrival": "6 .. 18",
    "decision to last authorisation": "30 .. 36",
    "decision to main body closed": "48 .. 108",
    "end announced to withdrawal complete": "about 192",
    AIR: "",
    LAND: "",
}
"""What the one case took, in hours; of a row of the step table, nothing."""
ROWS = {
    AIR: "24h .. 72h .. 168h",
    LAND: "24h .. 72h .. 240h",
}
"""What the step table gives for the whole of a phase: low, likely, high."""


def phases(
    over: Mapping[str, int], by_air: tuple[str, ...], by_land: tuple[str, ...]
) -> Iterator[tuple[str, int]]:
    """The phases of one run that came to an end, in minutes."""
    if "termination" not in over:
        return
    decision = over["decision"]
    yield "request to decision", decision - over["request"]
    yield "decision to first arrival", min(_of(over, "advance_party")) - decision
    yield "decision to last authorisation", max(_of(over, "authorised")) - decision
    yield "decision to main body closed", max(_of(over, "arrived")) - decision
    yield "end announced to withdrawal complete", over["termination"] - over["operation_review"]
    flown = [minute for step in by_air for minute in _of(over, step)]
    if flown:
        yield AIR, max(flown) - over["airfield_open"]
    driven = [
        minute - over[f"handing_over of {name.split(' of ')[1]}"]
        for step in by_land
        for name, minute in over.items()
        if name.startswith(f"{step} of ")
    ]
    if driven:
        yield LAND, max(driven)


def _of(over: Mapping[str, int], step: str) -> list[int]:
    return [minute for name, minute in over.items() if name.startswith(f"{step} of ")]


def measured(variant: str) -> dict[str, list[float]]:
    """The hours of each phase, one for each run."""
    loaded = load(ROOT / "scenarios" / "central-asia-stabilisation.yaml", variant or ())
    plan = compile_plan(loaded.scenario)
    by_air, by_land = (("by_air",), ("by_rail", "by_road"))
    if variant:
        by_air, by_land = (("by_air", "heavy_by_air"), ("by_road",))
    found: dict[str, list[float]] = {}
    for seed in range(SEEDS):
        session = play(plan, loaded.choose, seed=seed, log=False)
        for phase, minutes in phases(session.over_at(), by_air, by_land):
            found.setdefault(phase, []).append(minutes / HOUR)
    return found


def table() -> list[str]:
    """The lines of the table: of each phase the hours that one run in ten, in two, and nine in ten stay below."""
    cases = [measured(variant) for variant in CASES]
    head = [
        "hours",
        "January 2022",
        "row of the step table",
        "as it is",
        *(f"`{case}`" for case in CASES[1:]),
    ]
    rows = [
        [
            phase,
            took,
            _row(ROWS[phase]) if phase in ROWS else "",
            *(_spread(case.get(phase, [])) for case in cases),
        ]
        for phase, took in PHASES.items()
    ]
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def _row(takes: str) -> str:
    """What a row of the step table comes to, drawn as often."""
    plan = plan_of(f"chain: {{row: {{takes: {takes}}}}}")
    return _spread([play(plan, seed=seed, log=False).over_at()["row"] / HOUR for seed in range(SEEDS)])


def _spread(hours: list[float]) -> str:
    tenths = quantiles(hours, n=10)
    return f"{tenths[0]:.0f} .. {tenths[4]:.0f} .. {tenths[8]:.0f}"


if __name__ == "__main__":
    print(*table(), sep="\n")
