"""The screen of somebody who plays: text goes out at once, and whoever leaves is told how to go on."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from exercise_sim.cli.again import program
from exercise_sim.cli.desk import Desk
from exercise_sim.cli.typist import Typist
from exercise_sim.engine.events import Event
from exercise_sim.records.sitting import Sitting
from exercise_sim.render.commands import typed
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.prompts import DONE


class Screen:
    """A stream, in the columns that it has."""

    def __init__(self, paint: Paint, stream: TextIO) -> None:
        self.paint, self._stream = paint, stream

    def say(self, text: str) -> None:
        """One line, as it is."""
        print(text, file=self._stream, flush=True)

    def lines(self, lines: Iterable[str]) -> None:
        """Lines as they are."""
        for line in lines:
            self.say(line)

    def tell(self, *sentences: str) -> None:
        """Sentences, each broken into lines."""
        for sentence in sentences:
            self.lines(wrapped(sentence, self.paint.width))


def sit_down(
    sitting: Sitting, screen: Screen, typist: Typist, path: str, *, tell_from: int = 0, read: Sequence[Event] | None = None,
) -> int:  # fmt: skip
    """Plays at a desk until the person leaves, and says how to go on; the exit status."""
    desk = Desk(sitting, screen.paint, typist, screen.say, path=path, read=read)
    ended = desk.run(tell_from=tell_from)
    screen.say("")
    screen.tell(DONE["left"].format(path=path))
    if read is None and ended is None:
        _line(screen, "go_on", ["play", "--resume", path])
    elif read is None:
        _line(screen, "replay", ["replay", path])
        _line(screen, "review", ["review", path])
        _line(screen, "fork", ["fork", path, "--at", "QUESTION", "--record", "NEW"])
    return 0


def _line(screen: Screen, sentence: str, words: list[str]) -> None:
    screen.tell(DONE[sentence])
    screen.say(f"  {typed([program(), *words])}")
