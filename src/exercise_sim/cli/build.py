"""Which program this is: its version, with a digest of the code that plays. Another build may play otherwise."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def build() -> str:
    """Such as `0.1.0 (5d41402abc4b)`: the same for the same code, on every machine."""
    from importlib.metadata import version

    package = Path(__file__).resolve().parent.parent
    code = hashlib.sha256()
    for room in ("scenario", "engine", "analysis"):
        for path in sorted((package / room).rglob("*.py")):
            code.update(path.read_bytes())
    return f"{version('exercise-sim')} ({code.hexdigest()[:12]})"
