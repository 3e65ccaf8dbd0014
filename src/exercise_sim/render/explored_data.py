"""What an exploration found, as plain data for other programs: names of the scenario, no sentences."""

import json
from collections.abc import Callable
from typing import Any

from exercise_sim.analysis.exploring import Exploration
from exercise_sim.analysis.facts import Result
from exercise_sim.analysis.findings import Findings
from exercise_sim.analysis.repeating import Example
from exercise_sim.engine.plan import Plan


def explored_as_json(
    exploration: Exploration, findings: Findings, variants: tuple[str, ...], line: Callable[[Example], str]
) -> str:
    """The findings as JSON; `line` makes the command that repeats an example."""
    plan = exploration.plan
    data = {
        "scenario": plan.scenario,
        "digest": plan.digest,
        "seed": exploration.seed,
        "variants": list(variants),
        "runs": {"steered": exploration.steered, "random": exploration.random, "wanted": exploration.runs},
        "sound": not findings.failures,
        "reached": {kind: {"found": one.found, "of": one.of} for kind, one in findings.reached.items()},
        "ended": dict(findings.came),
        "never": _never(exploration, findings),
        "stalled": [
            {"waiting": list(one.waiting), "runs": one.runs, "example": _example(one.example, line)}
            for one in findings.stalls
        ],
        "notes": _notes(plan, findings, line),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _never(exploration: Exploration, findings: Findings) -> dict[str, Any]:
    plan, asked = exploration.plan, exploration.coverage.asked

    def results(found: tuple[Result, ...], word: str) -> list[dict[str, Any]]:
        return [{"step": plan.nodes[node].name, word: name, "asked": asked[node]} for node, name in found]

    why = {"dead end": findings.dead_ends, "passed over": findings.passed, "waited": findings.waited}
    return {
        "steps": [
            {"step": plan.nodes[node].name, "why": key} for key, nodes in why.items() for node in nodes
        ],
        "options": results(findings.options, "option"),
        "outcomes": results(findings.outcomes, "outcome"),
        "injects": [plan.nodes[node].name for node in findings.injects],
        "endings": list(findings.endings),
        "objectives": [{"objective": name, "why": reason} for name, reason in findings.untold.items()],
    }


def _notes(plan: Plan, findings: Findings, line: Callable[[Example], str]) -> dict[str, Any]:
    def name(node: int) -> str | None:
        return plan.nodes[node].name if node >= 0 else None

    return {
        "out_of_time": {"runs": findings.late, "example": _example(findings.late_example, line)},
        "loops": [
            {"step": name(node), "result": result, "runs": runs}
            for (node, result), runs in findings.loops.items()
        ],
        "never_better": [
            {"step": name(one.node), "option": one.option, "than": one.than, "equal": one.equal}
            for one in findings.rivals
        ],
        "votes": [
            {"step": name(one.node), "kind": one.kind, "option": one.option} for one in findings.ballots
        ],
        "gaps": [
            {"until": name(node), "longest": gap.longest, "runs": gap.runs} for node, gap in findings.gaps
        ],
        "storm": {"injects": findings.storm[0], "runs": findings.storm[1]},
        "seats": list(findings.seats),
        "stages": [
            {"gauge": plan.gauges[gauge].name, "stage": plan.gauges[gauge].stages[place].name}
            for gauge, place in findings.stages
        ],
    }


def _example(example: Example | None, line: Callable[[Example], str]) -> dict[str, Any] | None:
    if example is None:
        return None
    choose = dict(example.choose)
    return {"replication": example.replication, "choose": choose, "command": line(example)}
