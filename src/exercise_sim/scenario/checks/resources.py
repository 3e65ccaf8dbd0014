"""Resources: each is of one kind, steps use what exists, and never need more than there can be (M9)."""

from exercise_sim.scenario.checks.fields import is_amount, of_member, values_of
from exercise_sim.scenario.checks.joins import check_ending
from exercise_sim.scenario.checks.references import check_reference
from exercise_sim.scenario.checks.stores import Store, store_instances, stores
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.durations import LONGEST
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.spelling import shown
from exercise_sim.scenario.times import parse_open_hours
from exercise_sim.scenario.values import FieldOf, Length


def check_resources(survey: Survey) -> None:
    """What is declared, what is used, what is kept."""
    for name in survey.scenario.resources:
        _check_declared(survey, name)
    known = stores(survey)
    for name in survey.chain:
        _check_uses(survey, name, known)
        _check_keeps(survey, name)


def _check_declared(survey: Survey, name: str) -> None:
    resource, path = survey.scenario.resources[name], ("resources", name)
    kinds = [kind for kind in ("slots", "stock", "flow") if getattr(resource, kind) is not None]
    if len(kinds) != 1:
        hint = "slots are held and given back, a stock is used up, a flow serves at a rate"
        said = f"is {' and '.join(kinds)} at once" if kinds else "says neither slots, stock nor flow"
        survey.error(f"the resource '{name}' {said}", path, hint, at_key=True)
    for kind in ("slots", "stock"):
        amount, at = getattr(resource, kind), (*path, kind)
        if isinstance(amount, FieldOf):
            _check_amounts(
                survey, values_of(survey, survey.asker_of(resource.for_each), amount, at), amount, at
            )
    if resource.open is not None:
        try:
            parse_open_hours(resource.open)
        except ValueError as error:
            survey.error(str(error), (*path, "open"))


def _check_amounts(survey: Survey, values: dict[str, object], value: object, path: Path) -> bool:
    wrong = next((member for member, amount in values.items() if not is_amount(amount)), None)
    if wrong is not None:
        message = (
            f"a whole number of at least 0 is needed, not {shown(values[wrong])}{of_member(value, wrong)}"
        )
        survey.error(message, path)
    return wrong is None


def _check_uses(survey: Survey, name: str, known: dict[str, Store]) -> None:
    asker = survey.asker(name)
    used: dict[str, dict[str, str]] = {member: {} for member in asker.members}
    for text, amount in survey.chain[name].uses.items():
        path: Path = ("chain", name, "uses", text)
        amounts = values_of(survey, asker, amount, path)
        if not _check_amounts(survey, amounts, amount, path):
            continue
        for member, store in store_instances(survey, asker, text, path).items():
            if store in used[member]:
                message = f"'{used[member][store]}' and '{text}' are the same resource"
                survey.error(message, path, "name it once", at_key=True)
            used[member][store] = text
            if store in known and member in amounts:
                _check_need(survey, store, known[store], amounts[member], path)


def _check_need(survey: Survey, name: str, store: Store, need: int, path: Path) -> None:
    if store.kind == "flow":
        if need * store.per > LONGEST * store.amount:
            survey.error(f"'{name}' would need more than ten years for {need}", path)
    elif need > store.amount and str(path[-1]).partition(" ")[0] in raised(survey):
        message = f"{need} of '{name}' are needed, and at first there are {store.amount}"
        survey.warning(message, path, "it waits until something adds to them")
    elif need > store.amount:
        message = f"{need} of '{name}' are needed, and there are only {store.amount}"
        survey.error(message, path, "it would wait for ever")


def raised(survey: Survey) -> set[str]:
    """The plain names of what effects may raise."""
    return {
        text.partition(" ")[0]
        for deed in survey.deeds
        for text in (
            *deed.effects.set,
            *(
                key
                for key, more in deed.effects.add.items()
                if isinstance(more, FieldOf | Length) or more > 0
            ),
        )
    }


def _check_keeps(survey: Survey, name: str) -> None:
    step, asker = survey.chain[name], survey.asker(name)
    for text, until in step.keeps.items():
        path: Path = ("chain", name, "keeps", text)
        resource = survey.scenario.resources.get(text.partition(" ")[0])
        if text not in step.uses:
            survey.error(
                f"'{name}' keeps '{text}', but does not use it",
                path,
                f"add 'uses: {{{text}: 1}}'",
                at_key=True,
            )
        elif resource is not None and resource.slots is None:
            survey.error(f"only slots can be kept; '{text}' is not given back", path, at_key=True)
        if until.lag is not None:
            survey.error(
                f"'{until.text}': units are kept until a step is over, no time can stand here",
                path,
                "let a step wait for that time, and name it",
            )
        if until.name == "ending":
            check_ending(survey, until, path)
        else:
            check_reference(survey, asker, until, path, variable=True)
