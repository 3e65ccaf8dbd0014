"""New values in words: of variables (numbers rise and fall), gauges, capacities, chances. Events in, clauses out."""

from exercise_sim.engine.events import CapacityChanged, ChanceChanged, GaugeMoved, VariableChanged
from exercise_sim.render.amounts import number, words
from exercise_sim.render.gauges import Gauges
from exercise_sim.render.naming import Names
from exercise_sim.render.sentences import SAY

Change = VariableChanged | CapacityChanged | ChanceChanged | GaugeMoved


class Changes:
    """Says what changes; remembers the value that each variable has."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._values = dict(names.plan.variables)
        self._gauges = Gauges(names.plan)

    def clause(self, event: Change, *, alone: bool) -> str:
        """The change in a few words (empty where nothing is to be told); where it stands `alone`, a chance says of which step it is."""
        match event:
            case GaugeMoved():
                return self._gauges.clause(event)
            case VariableChanged():
                before, self._values[event.variable] = self._values.get(event.variable), event.value
                text = SAY[_direction(before, event.value)]
                return text.format(variable=words(event.variable), value=self._names.value(event.value))
            case CapacityChanged():
                title = self._names.title(event.resource)
                return SAY["capacity"].format(resource=title, value=number(event.capacity))
            case ChanceChanged():
                return SAY["chance_of" if alone else "chance"].format(
                    what=self._names.title(event.element),
                    outcome=self._names.option(event.element, event.outcome),
                    value=f"{event.chance:.0%}",
                )


def _direction(before: object, after: object) -> str:
    """The sentence for a new value: numbers rise and fall."""
    numbers = [
        value for value in (before, after) if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    if len(numbers) < 2 or numbers[0] == numbers[1]:
        return "changes"
    return "rises" if numbers[1] > numbers[0] else "falls"
