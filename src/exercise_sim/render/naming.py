"""What people call the things of a plan: its steps with their members, options, bodies, members, resources, values. No sentences."""

from collections.abc import Iterable

from exercise_sim.engine.events import EXCON
from exercise_sim.engine.nodes import Node
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import listed, number, words
from exercise_sim.render.gauges import crossing
from exercise_sim.render.lines import brief, together
from exercise_sim.render.sentences import SAY


class Names:
    """The titles of one plan. What has none is called by its name."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._others = {resource.name: resource.title for resource in plan.resources}
        self._others |= {
            plan.nodes[stage.crossing].name: crossing(plan, stage.crossing)
            for gauge in plan.gauges
            for stage in gauge.stages
        }
        self._members = {node.member: node.of for node in reversed(plan.nodes) if node.member and node.of}

    def node(self, element: str) -> Node:
        return self.plan.nodes[self.plan.by_name[element]]

    def title(self, name: str) -> str:
        """Of a step, with its member in brackets, of a resource, or of a stage that is reached."""
        if name not in self.plan.by_name:
            return self._others.get(name, name)
        label, member = self._parts(name)
        return f"{label} ({member})" if member else label

    def brief(self, names: Iterable[str]) -> str:
        """Of many steps and resources, the members of one step together."""
        return brief(together(self._parts(name) for name in names))

    def _parts(self, name: str) -> tuple[str, str]:
        known = name in self.plan.by_name
        return (self.node(name).label, self.node(name).of) if known else (self.title(name), "")

    def option(self, element: str, name: str) -> str:
        """Of an option or an outcome of a step."""
        return next((branch.text for branch in self.node(element).branches if branch.name == name), name)

    def body(self, node: Node | None) -> str:
        """Of the body that does a step; empty where it is nobody's."""
        return self.plan.bodies[node.body].title if node and node.body in self.plan.bodies else ""

    def seat(self, name: str) -> str:
        """Of a body by its name, or of exercise control."""
        if name == EXCON:
            return SAY["excon"]
        return self.plan.bodies[name].title if name in self.plan.bodies else words(name)

    def member(self, name: str) -> str:
        title = self._members.get(name, words(name))
        return title[:1].upper() + title[1:]

    def resources(self, names: Iterable[str]) -> str:
        return listed([self._others.get(name, name) for name in names])

    def value(self, value: object) -> str:
        """Of a variable: a number, yes or no, a member by its title, any other word."""
        if isinstance(value, str):
            return self._members.get(value, words(value))
        return number(value)
