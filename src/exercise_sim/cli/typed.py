"""What a typed line means: a word that the desk knows, or an answer with its time and its reason. Text in, data out.

Raises NotUnderstood, whose text says what can be typed instead.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from exercise_sim.engine.asking import Question
from exercise_sim.render.amounts import listed
from exercise_sim.render.prompts import WRONG
from exercise_sim.scenario.durations import parse_minutes
from exercise_sim.scenario.problems import nearest
from exercise_sim.scenario.times import Start, format_moment, parse_moment

WORDS: Final = (
    "help", "log", "status", "timeline", "known", "question", "note", "vote", "wait", "back", "save", "quit",
)  # fmt: skip
CONTROL_WORDS: Final = ("run", "injects", "inject", "skip", "write")
"""What only exercise control can type."""
SHORT: Final = {
    "?": "help",
    "h": "help",
    "questions": "question",
    "exit": "quit",
    "q": "quit",
    "undo": "back",
}
MOST_LETTERS: Final = 2000
SHOWN: Final = 40
"""How many letters of what was not understood are repeated."""

_REASON: Final = re.compile(r"^(.*?)(?:(?:^|\s+)because\s+|\s*:\s+)(.*)$")
_NUMBER: Final = re.compile(r"[0-9]{1,6}")


class NotUnderstood(Exception):
    """A line means nothing here."""


class Given(NamedTuple):
    """An answer: to which question, which option, how many minutes it takes, and why."""

    question: Question
    option: str
    after: int
    note: str


class Choice(NamedTuple):
    """What a number stands for."""

    question: Question
    option: str


def word_of(
    line: str, numbers: Mapping[int, "Choice"], words: Collection[str] = WORDS
) -> tuple[str, str] | None:
    """A word that the desk knows, and what stands behind it; None where it is an answer. With a slash it is never an answer."""
    first, _, rest = line.partition(" ")
    name = first.removeprefix("/").lower()
    word = SHORT.get(name, name)
    if word not in words:
        return None
    same = [number for number, choice in numbers.items() if choice.option.lower() == name]
    if same and not first.startswith("/"):
        raise NotUnderstood(WRONG["two_meanings"].format(word=name, number=same[0]))
    return word, rest.strip()


def answer_of(line: str, numbers: Mapping[int, Choice], ballots: Mapping[str, Question]) -> Given:
    """The answer that a line gives; `numbers` are those on the screen, `ballots` single votes by their member."""
    of_fair_length(line)
    reason = _REASON.match(line)
    head, note = (reason[1].strip(), reason[2].strip()) if reason else (line, "")
    choice, time = _choice(head, line, numbers, ballots)
    if reason is None:
        time, note = _timed(time)
    return Given(*choice, minutes_of(time) if time else 0, note)


def of_fair_length(line: str) -> str:
    """The line, if it is one that somebody could have typed."""
    if len(line) > MOST_LETTERS:
        raise NotUnderstood(WRONG["long"].format(count=f"{len(line):,}", most=f"{MOST_LETTERS:,}"))
    return line


def _timed(text: str) -> tuple[str, str]:
    """A length of time and what stands behind it, which is the reason; all of it as the time where it begins with none."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        time = " ".join(words[:count])
        try:
            parse_minutes(time)
        except ValueError:
            continue
        return time, " ".join(words[count:])
    return text, ""


def minutes_of(text: str) -> int:
    """A length of time."""
    try:
        return parse_minutes(text)
    except ValueError as error:
        raise NotUnderstood(WRONG["time"].format(error=error)) from None


def moment_of(text: str, start: Start, now: int) -> int:
    """The minute of a time of the exercise such as `D+1 06:00`, not before now."""
    try:
        minute = parse_moment(text[:1].upper() + text[1:], start)
    except ValueError as error:
        raise NotUnderstood(str(error)) from None
    if minute < now:
        told = WRONG["wait_behind"].format(moment=format_moment(minute, start), now=format_moment(now, start))
        raise NotUnderstood(told)
    return minute


def length_of(text: str, start: Start, now: int) -> int:
    """The minutes that `2h` means, or `until D+1 06:00`."""
    text = text.removeprefix("until ").strip()
    return moment_of(text, start, now) - now if text.startswith(("D", "d")) else minutes_of(text)


def _choice(
    head: str, line: str, numbers: Mapping[int, Choice], ballots: Mapping[str, Question]
) -> tuple[Choice, str]:
    """What is chosen, and the words behind it."""
    if not numbers:
        raise NotUnderstood(WRONG["nothing_asked"].format(text=short(line)))
    texts = [choice for choice in numbers.values() if choice.option.lower() == head.lower()]
    if "=" in head and not texts:
        return _named(head, numbers, ballots)
    first, _, time = head.partition(" ")
    if _NUMBER.fullmatch(first):
        if int(first) not in numbers:
            raise NotUnderstood(WRONG["no_number"].format(number=first, numbers=_range(numbers)))
        return numbers[int(first)], time.strip()
    found = [choice for choice in numbers.values() if choice.option.lower() == first.lower()]
    if len(found) > 1:
        ways = listed([f"{choice.question.id}={choice.option}" for choice in found])
        raise NotUnderstood(WRONG["ambiguous"].format(name=first, ways=ways))
    if not found:
        raise NotUnderstood(_no_option(first, line, numbers))
    return found[0], time.strip()


def _named(head: str, numbers: Mapping[int, Choice], ballots: Mapping[str, Question]) -> tuple[Choice, str]:
    """`mandate=adopt`, or the vote of a member: `kestria=return`."""
    key, _, rest = head.partition("=")
    key = " ".join(key.split())
    option, _, time = rest.strip().partition(" ")
    asked = {choice.question.id: choice.question for choice in numbers.values()}
    question = asked.get(key) or ballots.get(key) or ballots.get(key.rpartition(" of ")[2])
    if question is None:
        hint = nearest(key, [*asked, *ballots]) or listed([*asked, *ballots])
        raise NotUnderstood(WRONG["no_question"].format(name=short(key), hint=hint))
    if option not in question.options:
        raise NotUnderstood(_no_option(option, head, numbers, question.options))
    return Choice(question, option), time.strip()


def _no_option(name: str, line: str, numbers: Mapping[int, Choice], options: tuple[str, ...] = ()) -> str:
    known = options or tuple(dict.fromkeys(choice.option for choice in numbers.values()))
    hint = nearest(name, known if options else [*known, *WORDS])
    if hint is None and not options:
        return WRONG["not_understood"].format(text=short(line), numbers=_range(numbers))
    return WRONG["no_option"].format(
        name=short(name), hint=hint or listed(list(known)), numbers=_range(numbers)
    )


def _range(numbers: Mapping[int, Choice]) -> str:
    first, last = min(numbers), max(numbers)
    return str(first) if first == last else f"{first} to {last}"


def short(text: str) -> str:
    """The beginning of what was typed."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
