"""Whether a condition holds now: a test of a value, a reference that is met, or several of them.

Only asked, never remembered; who asks when is the run's.
"""

from tests.slow_model.instances import Condition, Mixed
from tests.slow_model.joins import View
from tests.slow_model.texts import holds


def is_true(condition: Condition | None, view: View) -> bool:
    """Whether it holds on the facts of this view; what is not given holds."""
    if condition is None:
        return True
    if isinstance(condition, str):
        return holds(condition, view.facts.variables)
    if isinstance(condition, Mixed):
        parts = [is_true(part, view) for part in condition.inputs]
        return (
            not parts[0] if condition.word == "not" else all(parts) if condition.word == "all" else any(parts)
        )
    return view.value(condition) == "met"
