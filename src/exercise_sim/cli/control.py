"""What only exercise control can do at the desk: list the injects, give one now or at a time, take one out.

What a typed name or time means stands here; what it does is the sitting's, sentences are `render`'s.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from exercise_sim.cli.typed import NotUnderstood, minutes_of, moment_of, short
from exercise_sim.records.sitting import Moment, Sitting
from exercise_sim.render.conducting import Fate, fates, inject_lines
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint
from exercise_sim.render.prompts import DONE, WRONG
from exercise_sim.scenario.injects import Inject
from exercise_sim.scenario.problems import nearest
from exercise_sim.scenario.times import format_moment

_WHEN: Final = re.compile(r"(?:(at|until)\s+)?(D.*)|(?:in|after)\s+(.*)|(now)?", re.IGNORECASE)


class Control:
    """The hand of exercise control in a sitting. `injects` are as the author wrote them."""

    def __init__(
        self, sitting: Sitting, paint: Paint, injects: Mapping[str, Inject], say: Callable[[str], None]
    ) -> None:
        self._sitting, self._paint, self._injects, self._say = sitting, paint, injects, say
        self._names = Names(sitting.plan)

    def listed(self) -> None:
        """Shows the injects, and what has become of each."""
        if not self._injects:
            raise NotUnderstood(WRONG["no_injects"])
        for text in inject_lines(self._paint, self._sitting.plan, self._injects, self._fates()):
            self._say(text)

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
