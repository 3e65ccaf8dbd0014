"""Texts that people read: every `<word>` in them is a name or a field that there is (M25)."""

from collections.abc import Iterator

from exercise_sim.scenario.cast import PLACEHOLDER
from exercise_sim.scenario.checks.fields import ELSEWHERE
from exercise_sim.scenario.checks.places import entries_at
from exercise_sim.scenario.checks.survey import NOBODY, Asker, Survey, have, listed, suggestion
from exercise_sim.scenario.frame import Exercise
from exercise_sim.scenario.injects import Inject
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.steps import Step

_MARKUP = frozenset(
    {"a", "b", "br", "code", "div", "em", "h1", "h2", "h3", "hr", "i", "li", "ol", "p", "pre", "s", "small"}
    | {"span", "strong", "sub", "sup", "u", "ul"}
)
"""Marks of HTML, which may stand in a text as they are."""

Written = tuple[str | None, Asker, Path]


def check_texts(survey: Survey) -> None:
    """Every text of the scenario."""
    for text, asker, path in _texts(survey):
        if text is None or "<" not in text:
            continue
        for word in dict.fromkeys(PLACEHOLDER.findall(text)):
            if word.startswith("its."):
                _check_field(survey, asker, word, path)
            elif word not in survey.scenario.names and not (word.lower() in _MARKUP or f"</{word}>" in text):
                _refuse(survey, asker, word, path)


def _check_field(survey: Survey, asker: Asker, word: str, path: Path) -> None:
    if asker.group is None:
        survey.error(f"<{word}> stands for a field of a member, and this is for no member", path)
        return
    fields = survey.cast.fields
    lacking = [member for member in asker.members if word != "its.title" and word[4:] not in fields[member]]
    if lacking:
        known = dict.fromkeys(f"its.{field}" for member in asker.members for field in fields[member])
        hint = ELSEWHERE if word in known else suggestion(word, known)
        message = f"{listed(lacking)} {have(lacking)} no field '{word[4:]}' for <{word}>"
        survey.error(message, path, hint)


def _refuse(survey: Survey, asker: Asker, word: str, path: Path) -> None:
    known = [*survey.scenario.names]
    if asker.group is not None:
        known += dict.fromkeys(
            f"its.{field}" for member in asker.members for field in survey.cast.fields[member]
        )
    survey.error(f"nothing is named <{word}>", path, suggestion(word, known) or "declare it under 'names'")


def _texts(survey: Survey) -> Iterator[Written]:
    scenario = survey.scenario
    yield scenario.title, NOBODY, ("title",)
    yield scenario.text, NOBODY, ("text",)
    for group, members in scenario.groups.items():
        for member, fields in members.items():
            title = fields.get("title")
            yield title if isinstance(title, str) else None, NOBODY, ("groups", group, member, "title")
    for name, body in scenario.bodies.items():
        asker = survey.asker_of(body.for_each)
        yield body.title, asker, ("bodies", name, "title")
        yield body.role, asker, ("bodies", name, "role")
    for name, resource in scenario.resources.items():
        yield resource.title, survey.asker_of(resource.for_each), ("resources", name, "title")
    for name, step in scenario.chain.items():
        yield from _texts_of_step(survey.asker(name), step, ("chain", name))
    for name, inject in scenario.injects.items():
        yield from _texts_of_inject(inject, ("injects", name))
    for name, gauge in scenario.gauges.items():
        yield gauge.title, NOBODY, ("gauges", name, "title")
        yield gauge.text, NOBODY, ("gauges", name, "text")
    yield from _texts_of_frame(survey)


def _texts_of_inject(inject: Inject, path: Path) -> Iterator[Written]:
    for word, text in (
        ("title", inject.title),
        ("text", inject.text),
        ("from", inject.from_),
        ("channel", inject.channel),
    ):
        yield text, NOBODY, (*path, word)
    if inject.expects is not None:
        yield inject.expects.action, NOBODY, (*path, "expects", "action")
    if inject.effects is not None:
        for document, at in entries_at(inject.effects.makes, (*path, "effects", "makes")):
            yield document, NOBODY, at


def _texts_of_step(asker: Asker, step: Step, path: Path) -> Iterator[Written]:
    for word in ("title", "text", "phase", "question"):
        yield getattr(step, word), asker, (*path, word)
    for word in ("needs", "makes", "knows"):
        for document, at in entries_at(getattr(step, word), (*path, word)):
            yield document, asker, at
    for kind in ("options", "outcomes"):
        for key, branch in getattr(step, kind).items():
            yield branch.text, asker, (*path, kind, key, "text")
            yield branch.teaches, asker, (*path, kind, key, "teaches")
            for document, at in entries_at(branch.makes, (*path, kind, key, "makes")):
                yield document, asker, at
    for document, at in entries_at(
        step.when_done.makes if step.when_done else [], (*path, "when_done", "makes")
    ):
        yield document, asker, at


def _texts_of_exercise(exercise: Exercise | None) -> Iterator[Written]:
    """Of the frame: what everybody reads, and the notes."""
    if exercise is None:
        return
    for word in ("director", "audience", "idea"):
        yield getattr(exercise, word), NOBODY, ("exercise", word)
    for note, at in entries_at(exercise.notes, ("exercise", "notes")):
        yield note, NOBODY, at
    for place, sitting in enumerate(exercise.agenda):
        path: Path = ("exercise", "agenda", place)
        yield sitting.session, NOBODY, (*path, "session")
        for note, at in entries_at(sitting.notes, (*path, "notes")):
            yield note, NOBODY, at


def _texts_of_frame(survey: Survey) -> Iterator[Written]:
    scenario = survey.scenario
    yield from _texts_of_exercise(scenario.exercise)
    for name, provision in scenario.provisions.items():
        for word in ("title", "text", "measure"):
            yield getattr(provision, word), NOBODY, ("provisions", name, word)
    for kind, things, words in (
        ("endings", scenario.endings, ("title", "text")),
        ("policies", scenario.policies, ("title",)),
        ("objectives", scenario.objectives, ("title", "observe", "provision")),
        ("variants", scenario.variants, ("title",)),
    ):
        for name, thing in things.items():
            for word in words:
                yield getattr(thing, word), NOBODY, (kind, name, word)
