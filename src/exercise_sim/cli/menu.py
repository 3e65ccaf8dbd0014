"""The numbers on the screen: which answer to which question each stands for, as long as one of its questions is open."""

from collections.abc import Iterable

from exercise_sim.cli.typed import Choice
from exercise_sim.engine.asking import Question


class Menu:
    """Numbers that stay what they are while any question is open; from 1 again when none is."""

    def __init__(self) -> None:
        self.numbers: dict[int, Choice] = {}
        self.shown: dict[str, dict[str, int]] = {}
        self._next = 1

    def keep(self, open_questions: Iterable[Question]) -> None:
        """Forgets the numbers of questions that are no longer asked."""
        ids = {question.id for question in open_questions}
        self.shown = {name: numbers for name, numbers in self.shown.items() if name in ids}
        self.numbers = {
            number: choice for number, choice in self.numbers.items() if choice.question.id in ids
        }
        if not self.numbers:
            self._next = 1

    def renew(self, open_questions: Iterable[Question]) -> None:
        """The same numbers for the same questions, as another plan has them."""
        now = {question.id: question for question in open_questions}
        self.numbers = {
            number: choice._replace(question=now[choice.question.id])
            for number, choice in self.numbers.items()
            if choice.question.id in now
        }

    def add(self, question: Question) -> dict[str, int]:
        """The numbers of a question that is put for the first time."""
        numbers = {option: self._next + place for place, option in enumerate(question.options)}
        self._next += len(numbers)
        self.shown[question.id] = numbers
        self.numbers |= {number: Choice(question, option) for option, number in numbers.items()}
        return numbers
