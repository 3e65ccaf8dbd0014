"""What stands in the file and does nothing: never named, never read, or changing nothing."""

from collections.abc import Iterator

from exercise_sim.scenario.checks.places import conditions_at, references_at
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.conditions import Comparison
from exercise_sim.scenario.measured import parse_measured
from exercise_sim.scenario.model import BUILT_IN_ENDINGS


def judge_unused(survey: Survey) -> None:
    """Bodies, groups, resources, variables, endings, policies and variants."""
    scenario = survey.scenario
    _tell(
        survey,
        "bodies",
        scenario.bodies,
        set(_bodies(survey)),
        "nobody of the name '{}' acts or sees anything",
    )
    _tell(survey, "groups", scenario.groups, set(_groups(survey)), "nothing is there for the members of '{}'")
    resources = {text.partition(" ")[0] for step in scenario.chain.values() for text in step.uses}
    _tell(survey, "resources", scenario.resources, resources, "no step uses '{}'")
    _tell(
        survey, "variables", scenario.variables, set(_variables(survey)), "nothing looks at the variable '{}'"
    )
    _tell(survey, "endings", scenario.endings, set(_endings(survey)), "nothing leads to the ending '{}'")
    _judge_ways(survey)


def _tell(survey: Survey, kind: str, names: object, used: set[str], said: str) -> None:
    assert isinstance(names, dict)
    for name in names:
        if name not in used:
            survey.warning(said.format(name), (kind, name), at_key=True)


def _bodies(survey: Survey) -> Iterator[str]:
    for step in survey.chain.values():
        if step.by is not None:
            yield step.by.name
        for seat in step.seen_by:
            yield seat.partition(" of ")[0]
    for gauge in survey.scenario.gauges.values():
        yield from (seat.partition(" of ")[0] for seat in gauge.seen_by)
    for inject in survey.scenario.injects.values():
        for seat in inject.to:
            yield seat.partition(" of ")[0]
        if inject.expects and inject.expects.by:
            yield inject.expects.by.name


def _groups(survey: Survey) -> Iterator[str]:
    scenario = survey.scenario
    yield from (entry.name for entry in scenario.initial_data.values())
    for things in (scenario.bodies, scenario.resources, scenario.chain):
        for thing in things.values():
            if thing.for_each is not None:
                yield thing.for_each.group
    for step in scenario.chain.values():
        if step.vote is not None:
            yield step.vote.of.group


def _variables(survey: Survey) -> Iterator[str]:
    scenario = survey.scenario
    for step in scenario.chain.values():
        for condition in (step.if_, step.wait_for):
            yield from (one.subject for one, _ in conditions_at(condition, ()) if isinstance(one, Comparison))
        yield from (one.member for one, _ in references_at(step.after, ()) if one.member)
        yield from (until.member for until in step.keeps.values() if until.member)
    for inject in scenario.injects.values():
        for condition in (inject.condition, inject.unless):
            yield from (one.subject for one, _ in conditions_at(condition, ()) if isinstance(one, Comparison))
    for gauge in scenario.gauges.values():
        for drift in gauge.drifts:
            asked = conditions_at(drift.when, ())
            yield from (one.subject for one, _ in asked if isinstance(one, Comparison))
    for ending in scenario.endings.values():
        yield from (one.subject for one, _ in conditions_at(ending.when, ()) if isinstance(one, Comparison))
    for expectation in scenario.expect:
        looked = conditions_at(expectation.holds, ())
        yield from (one.subject for one, _ in looked if isinstance(one, Comparison))
    measures = [one.measure for one in scenario.objectives.values()]
    measures += [one.measure for one in scenario.expect]
    yield from (parse_measured(measure).name for measure in measures if measure)
    yield from (one for deed in survey.deeds for one in deed.effects.drop)
    yield from (entry.name for entry in scenario.initial_data.values())


def _endings(survey: Survey) -> Iterator[str]:
    declared = survey.scenario.endings
    yield from (name for name, ending in declared.items() if ending.when is not None)
    yield from (deed.effects.ends for deed in survey.deeds if deed.effects.ends)
    yield from (
        name for name in BUILT_IN_ENDINGS if name != "completed" or not set(declared) - set(BUILT_IN_ENDINGS)
    )


def _judge_ways(survey: Survey) -> None:
    """Policies and variants that are no other way at all."""
    weighted = any(branch.weight for step in survey.chain.values() for branch in step.options.values())
    for name, policy in survey.scenario.policies.items():
        if not policy.choose and policy.thinks == 1 and policy.others == "usual":
            survey.warning(f"the policy '{name}' decides like 'usual'", ("policies", name), at_key=True)
        if policy.others == "weighted" and not weighted:
            hint = "give the options a 'weight'"
            survey.warning(
                "no option has a weight, so 'weighted' decides like 'usual'",
                ("policies", name, "others"),
                hint,
            )
    for name, variant in survey.scenario.variants.items():
        if not (variant.set or variant.choose or variant.with_):
            survey.warning(f"the variant '{name}' changes nothing", ("variants", name), at_key=True)
