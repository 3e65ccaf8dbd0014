"""Command lines as people copy them into a terminal. Words in, one line out."""

import os
import shlex
from collections.abc import Sequence


def typed(words: Sequence[str]) -> str:
    """The words as one line, quoted for the usual shell of this machine."""
    return " ".join(map(_windows, words)) if os.name == "nt" else shlex.join(words)


def _windows(word: str) -> str:
    """Quoted so that the command prompt and PowerShell both pass it on as one word."""
    plain = word and not any(sign in word for sign in " \t#&|<>^()%!'`;,$@{}")
    return word if plain else f'"{word}"'
