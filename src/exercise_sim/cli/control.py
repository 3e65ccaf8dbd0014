"""What only exercise control can do at the desk: list the injects, write one, give one now or at a time, take one out.

What a typed name or time means stands here; what it does is the sitting's, sentences are `render`'s.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from exercise_sim.cli.typed import NotUnderstood, minutes_of, moment_of, short
from exercise_sim.cli.written import NewInject, inject_of, wrong_with
from exercise_sim.records.sitting import AnotherPast, Moment, Sitting
from exercise_sim.render.amounts import listed
from exercise_sim.render.conducting import Fate, fates, inject_lines
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint
from exercise_sim.render.prompts import DONE, WRONG
from exercise_sim.render.records import event_words
from exercise_sim.render.sentences_of_writing import WRITING
from exercise_sim.scenario.injects import Inject
from exercise_sim.scenario.problems import ScenarioError, nearest
from exercise_sim.scenario.times import format_moment, parse_moment
from exercise_sim.scenario.values import Trainer

_WHEN: Final = re.compile(r"(?:(at|until)\s+)?(D.*)|(?:in|after)\s+(.*)|(now)?", re.IGNORECASE)


class Control:
    """The hand of exercise control in a sitting."""

    def __init__(self, sitting: Sitting, paint: Paint, say: Callable[[str], None]) -> None:
        self._sitting, self._paint, self._say = sitting, paint, say
        self.words = {"write": self.write, "inject": self.inject, "skip": self.skip}

    @property
    def _injects(self) -> Mapping[str, Inject]:
        """The injects as they were written, in the file and on the spot."""
        return self._sitting.stage.scenario.injects

    @property
    def _names(self) -> Names:
        return Names(self._sitting.plan)

    def listed(self) -> None:
        """Shows the injects, and what has become of each."""
        if not self._injects:
            raise NotUnderstood(WRONG["no_injects"])
        for text in inject_lines(self._paint, self._sitting.plan, self._injects, self._fates()):
            self._say(text)

    def write(self, rest: str, moment: Moment) -> str:
        """Puts an inject on the list that stands in no file; what was done, in a sentence. Raises as `inject`."""
        if self._sitting.over:
            raise NotUnderstood(WRONG["is_over"])
        new = inject_of(rest)
        if new.name in self._injects:
            raise NotUnderstood(WRITING["written_already"].format(name=short(new.name)))
        self._refuse_gone(new.words.get("at"))
        try:
            self._sitting.write(new.name, new.text, moment)
        except ScenarioError as error:
            raise wrong_with(new, error) from None
        except AnotherPast as error:
            raise NotUnderstood(self._another_past(error)) from None
        return self._told(new)

    def _refuse_gone(self, at: object) -> None:
        """Refuses a time of its own that has come already."""
        session, start = self._sitting.session, self._sitting.plan.start
        try:
            minute = parse_moment(at, start) if isinstance(at, str) else None
        except ValueError:  # no time, or none that there is
            return
        if minute is not None and 0 <= minute <= session.now and session.place:
            told = {"moment": format_moment(minute, start), "now": format_moment(session.now, start)}
            raise NotUnderstood(WRITING["time_gone"].format(**told))

    def _told(self, new: NewInject) -> str:
        """What was understood: how it comes, to whom, by which way, from whom, and what it does."""
        inject, names = self._injects[new.name], self._names
        title, by_hand = names.title(new.name), isinstance(inject.at, Trainer)
        said = [WRITING["written" if by_hand else "written_timed"].format(inject=title, name=new.name)]
        to = [names.seat(one) for one in names.plan.injects[names.node(new.name).id].to]
        said.append(WRITING["written_to"].format(bodies=listed(to)) if to else WRITING["written_to_nobody"])
        if inject.channel:
            said.append(WRITING["written_by"].format(channel=inject.channel))
        if inject.from_:
            said.append(WRITING["written_from"].format(sender=inject.from_))
        does = new.words.get("effects")
        said.append(
            WRITING["written_does"].format(words=", ".join(does)) if does else WRITING["written_nothing"]
        )
        unseen = self._sitting.stage.unseen
        seen = WRITING["written_unseen"].format(files=listed(list(unseen))) if unseen else ""
        return f"{said[0]} {'; '.join(said[1:])}.{seen}"

    def _another_past(self, error: AnotherPast) -> str:
        event = error.event
        if event is None:
            return WRITING["another_past"].format(what=WRITING["its_time"])
        told = WRITING["parts_at"].format(
            moment=self._moment(event.at), event=event_words(self._names, event)
        )
        return WRITING["another_past"].format(what=told)

    def inject(self, rest: str, moment: Moment) -> str:
        """Gives an inject, now or at a time; what was done, in a sentence. Raises NotUnderstood, NotPossible, NotKept."""
        name, _, when = rest.partition(" ")
        name = self._waiting(name, "which_inject")
        at = self._minute(when.strip())
        self._sitting.give(name, at, moment)
        if at is None:
            return DONE["given"].format(inject=self._names.title(name))
        return DONE["prepared"].format(inject=self._names.title(name), moment=self._moment(at))

    def skip(self, rest: str, moment: Moment) -> str:
        """Takes an inject out; what was done, in a sentence. Raises as `inject`."""
        name = self._waiting(rest, "which_skip")
        self._sitting.skip(name, moment)
        return DONE["skipped"].format(inject=self._names.title(name))

    def _fates(self) -> dict[str, Fate]:
        return fates(self._sitting.session)

    def _waiting(self, name: str, needed: str) -> str:
        """The inject of this name, if it can still come."""
        if not self._injects:
            raise NotUnderstood(WRONG["no_injects"])
        if self._sitting.over:
            raise NotUnderstood(WRONG["is_over"])
        found = self._fates()
        still = [one for one, fate in found.items() if fate.waits]
        if not name:
            raise NotUnderstood(WRONG[needed].format(name=next(iter(still or found))))
        if name not in found:
            hint = nearest(name, found) or WRONG["injects_list"]
            raise NotUnderstood(WRONG["no_inject"].format(name=short(name), hint=hint))
        if not found[name].waits:
            state = {"came": "came_already", "cut": "cut_already"}.get(found[name].state, "away_already")
            title, minute = self._names.title(name), self._moment(found[name].minute)
            raise NotUnderstood(WRONG[state].format(inject=title, moment=minute))
        return name

    def _minute(self, text: str) -> int | None:
        """The minute that is meant by `at D+1 06:00` or `in 2h`; None for now."""
        match, now = _WHEN.fullmatch(text), self._sitting.session.now
        if match is None:
            raise NotUnderstood(WRONG["bad_when"].format(text=short(text)))
        if match[2]:
            minute = moment_of(match[2], self._sitting.plan.start, now)
        elif match[3]:
            minute = now + minutes_of(match[3])
        else:
            return None
        return minute if minute > now else None

    def _moment(self, minute: int) -> str:
        return format_moment(minute, self._sitting.plan.start)
