"""Whether a condition holds now: a test of a value, a reference that is met, or several of them.

Only asked, never remembered; who asks when is the run's.
"""

from tests.slow_model.instances import Clock, Condition, Mixed
from tests.slow_model.joins import View
from tests.slow_model.levels import stage_of, value_now
from tests.slow_model.texts import compared, holds, number


def is_true(condition: Condition | None, view: View) -> bool:
    """Whether it holds on the facts of this view; what is not given holds."""
    if condition is None:
        return True
    if isinstance(condition, str):
        return is_so(condition, view)
    if isinstance(condition, Mixed):
        parts = [is_true(part, view) for part in condition.inputs]
        return (
            not parts[0] if condition.word == "not" else all(parts) if condition.word == "all" else any(parts)
        )
    if isinstance(condition, Clock):
        return (view.facts.now >= condition.minute) == condition.after
    return view.value(condition) == "met"


def is_so(text: str, view: View) -> bool:
    """Whether a comparison of a variable or a gauge is true now."""
    name, test, wanted = compared(text)
    gauge = next((one for one in view.facts.chain.gauges if one.name == name), None)
    if gauge is None:
        rates = {name: server.amount for name, server in view.facts.servers.items()}
        return holds(text, {**view.facts.variables, **view.facts.units, **rates})
    value = value_now(gauge, view.facts)
    if test in ("is", "is not"):
        return (stage_of(gauge, value) == wanted) is (test == "is")
    if wanted not in gauge.stages:
        return value >= number(wanted) if test == "at least" else value <= number(wanted)
    if test == "at least":
        return value >= gauge.stages[wanted]
    higher = [least for least in gauge.stages.values() if least > gauge.stages[wanted]]
    return not higher or value < min(higher)
