"""What the checks say can never come never comes, whatever chance draws (M3, M4)."""

from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scenario.checks.specimens import HEAD

from exercise_sim.analysis.history import history
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.loops import LoopError
from exercise_sim.engine.session import Session
from exercise_sim.scenario.model import validate
from exercise_sim.scenario.problems import Problem
from exercise_sim.scenario.verdict import Verdict


def chain(random: Random) -> dict[str, dict[str, Any]]:
    """A few steps that wait for each other in all ways, some of them decided by chance."""
    steps: dict[str, dict[str, Any]] = {}

    def reference() -> str:
        name = random.choice(list(steps))
        return (
            f"{name}.{random.choice('xz')}" if "outcomes" in steps[name] and random.random() < 0.8 else name
        )

    for number in range(random.randint(5, 10)):
        step: dict[str, Any] = {"takes": random.choice(["1h", "1h .. 3h"])}
        if steps:
            lists = [[reference(), reference()], {"any": [reference(), reference()]}, reference()]
            step["after"] = random.choice([*lists, lists[:2]])
            if random.random() < 0.15:
                step["if"] = f"{random.choice(list(steps))} is done"
        if random.random() < 0.15:
            step["wait_for"] = f"s{random.randrange(5)}"
        if random.random() < 0.5:
            step["outcomes"] = {"x": {}, "z": {"chance": 0.4}}
            if steps and random.random() < 0.2:
                back = {random.choice(["redo", "back_to"]): random.choice(list(steps))}
                step["outcomes"]["q"] = {"chance": 0.2, "at_most": 2, "then": "x", **back}
        steps[f"s{number}"] = step
    return steps


def never(problems: list[Problem]) -> set[str]:
    """The steps of which it is said that they cannot come."""
    found = {str(problem.path[1]) for problem in problems if "can never both come" in problem.message}
    for problem in problems:
        if "none of them can come" in problem.message:
            found |= set(problem.message.partition(": ")[2].split(" -> "))
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_what_can_never_come_never_comes(random):
    """Neither a list that asks for two results of one decision nor a circle through `wait_for` is ever passed."""
    data = {**HEAD, "chain": chain(random)}
    problems = Verdict(data).problems
    told = never(problems)
    errors = [one for one in problems if one.severity == "error" and "can never both" not in one.message]
    if errors or not told:
        return
    plan = compile_plan(validate(data))
    for replication in range(8):
        session = Session(plan, 1, replication)
        try:
            session.advance()
        except LoopError:
            return
        steps = history(plan, session.log).steps
        came = [name for name in told if name in steps and steps[name].state in ("done", "passed over")]
        assert not came
