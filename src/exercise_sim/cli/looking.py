"""The words at the prompt that only look: help, log, status, timeline, known, save. Nothing here changes a session."""

from collections.abc import Callable, Iterable, Sequence

from exercise_sim.cli.telling import Telling
from exercise_sim.engine.asking import Question
from exercise_sim.engine.events import Event
from exercise_sim.engine.ledger import Noted
from exercise_sim.records.sitting import Sitting
from exercise_sim.render.gauges import Situation
from exercise_sim.render.knowing import Knowing, on_their_way
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.prompts import DONE, HELP, HELP_CONTROL
from exercise_sim.render.view import seen, view_of


class Looking:
    """What can be looked at of a sitting; of a log to be `read`, only that."""

    def __init__(
        self, sitting: Sitting, paint: Paint, say: Callable[[str], None],
        *, path: str, situation: str, read: Sequence[Event] | None,
    ) -> None:  # fmt: skip
        self._sitting, self._paint, self._say = sitting, paint, say
        self._path, self._situation, self._read = path, situation, read
        self.words: dict[str, Callable[[Telling], None]] = {
            "help": self._help, "log": self._log, "status": self._status,
            "timeline": self._timeline, "known": self._known, "save": self._save,
        }  # fmt: skip

    @property
    def log(self) -> Sequence[Event]:
        """What the seats may see."""
        return seen(self._sitting.plan, self._whole, view_of(self._sitting.seats))

    @property
    def _whole(self) -> Sequence[Event]:
        return self._sitting.session.log if self._read is None else self._read

    @property
    def _now(self) -> int:
        if self._read is None:
            return self._sitting.session.now
        return self._read[-1].at if self._read else 0

    @property
    def _mine(self) -> tuple[Question, ...]:
        return self._sitting.mine if self._read is None else ()

    def lines(self, text: str) -> None:
        """A sentence, broken into lines."""
        self._tell(wrapped(text, self._paint.width))

    def _help(self, telling: Telling) -> None:
        told = (*HELP_CONTROL, *HELP) if self._sitting.conducted else HELP
        width = max(len(word) for word, _ in told)
        for word, meaning in told:
            first, *others = wrapped(meaning, self._paint.width - width - 4)
            self._say(f"  {self._paint('title', padded(word, width))}  {first}")
            self._tell(" " * (width + 4) + other for other in others)

    def _log(self, telling: Telling) -> None:
        telling.again(self._whole)

    def _status(self, telling: Telling) -> None:
        names, ledger = Names(self._sitting.plan), self._sitting.session.ledger
        coming = on_their_way(names, self.log, ledger, self._now, self._sitting.seats)
        self._tell(self._knowing().status(self._mine, coming))

    def _timeline(self, telling: Telling) -> None:
        self._tell(self._knowing().timeline())

    def _known(self, telling: Telling) -> None:
        ledger = self._sitting.session.ledger
        notes = [(entry.minute, entry.text) for entry in ledger if isinstance(entry, Noted)]
        stands = Situation(self._sitting.plan, self.log, view_of(self._sitting.seats)).at(self._now)
        situation = [text for text in (self._situation, *stands) if text]
        self._tell(self._knowing().known(situation, self._mine, notes))

    def _save(self, telling: Telling) -> None:
        self.lines(DONE["saved"].format(path=self._path))

    def _knowing(self) -> Knowing:
        return Knowing(self._paint, self._sitting.plan, self.log, self._now)

    def _tell(self, lines: Iterable[str]) -> None:
        for text in lines:
            self._say(text)
