"""What goes round for ever, and how a run is kept from it: within one minute, again and again, or by work that is put off without end.

Only counted and refused here. An author's error that no check of the file can foresee stops the run with LoopError.
"""

from typing import Final

FUSE: Final = 1000
"""How often a step may begin within one minute before it counts as a loop that takes no time."""
MOST_TIMES: Final = 100_000
"""How often recurring work may come in a run: every hour for more than eleven years."""
LONGEST_WORK: Final = 1000 * 10 * 365 * 24 * 60
"""The most minutes that work may take: the longest duration, ten years, by the largest factor, 1000."""

LARGEST_FACTOR: Final = 10**12
"""Effects may make a step no more times longer, or shorter, than this."""


class LoopError(Exception):
    """The scenario goes round for ever with a `step`, as seen in a `minute`; `why` is the rest of the sentence."""

    def __init__(self, step: str, minute: int, why: str) -> None:
        super().__init__(step, minute, why)
        self.step, self.minute, self.why = step, minute, why

    def __str__(self) -> str:
        return f"'{self.step}' {self.why}"


def no_time(step: str, minute: int) -> LoopError:
    """A step began more than FUSE times in one minute."""
    return LoopError(step, minute, f"began {FUSE} times in one minute: a loop of the scenario takes no time")


def no_end(step: str, minute: int) -> LoopError:
    """Work is put off further than any duration and factor can, since something does so again and again."""
    return LoopError(step, minute, "is put off again and again: its end lies more than 10,000 years ahead")


def no_measure(step: str, minute: int) -> LoopError:
    """Factors without end have come together on a step."""
    return LoopError(step, minute, "is made longer or shorter again and again, without end")


def too_often(step: str, minute: int) -> LoopError:
    """Recurring work came MOST_TIMES, and what keeps the run going is still not over."""
    return LoopError(step, minute, f"began {MOST_TIMES:,} times: what it goes on with never ends")
