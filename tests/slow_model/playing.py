"""Plays a small YAML text on the slow evaluator and writes its log as lines, for tests to read."""

from typing import Any

import yaml
from tests.slow_model.board import Answers, Drawn, Entry
from tests.slow_model.evaluator import evaluate


def line(entry: Entry) -> str:
    """`60 done mandate: adopt`, or without the outcome where there is none."""
    minute, word, name, *outcome = entry
    return f"{minute} {word} {name}" + "".join(f": {said}" for said in outcome if said is not None)


def play(text: str, answers: Answers | None = None, drawn: Drawn | None = None) -> list[str]:
    """The log of the scenario's text, one line an entry."""
    data: dict[str, Any] = yaml.safe_load(text)
    return [line(entry) for entry in evaluate(data, answers or {}, drawn or {})]


def lines(text: str) -> list[str]:
    """The lines of an expected log."""
    return [said.strip() for said in text.strip().splitlines()]
