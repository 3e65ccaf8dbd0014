# ruff: noqa: INP001 - a script, no package
"""Draws docs/pictures: a real run in a terminal, cut to the stretches named below, and the chain of the training.

`python docs/make_pictures.py` runs the program and writes the pictures, for light and dark pages. No font, script or address
from outside is in them.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from rich.style import Style
from rich.text import Text

from exercise_sim.render.graph.svg import svg
from exercise_sim.render.paint import CYAN, GREEN, GREY, MAGENTA, ORANGE, RED
from exercise_sim.scenario.graph import graph_of
from exercise_sim.scenario.load import load

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "run.svg"
CHAIN = ROOT / "docs" / "pictures" / "chain.svg"
COMMAND = ["exercise-sim", "run", "scenarios/central-asia-stabilisation.yaml", "--seed", "2"]
STRETCHES = (
    ("── D, Tuesday", 4),
    ("INJECT. False story", 2),
    ("Done in time, as expected upon 'False story", 1),
    ("Votes (", 3),
    ("Threat to the region reaches conflict", 1),
    ("══ Ending", 3),
    ("Threat to the region", 9),
    ("Objectives", 2),
    ("The threat at its", 3),
    ("Why it took", 3),
    ("Send the draft back", 2),
)
"""What is shown: so many entries, from the first one with this text after the stretch before. An entry may go on in indented lines."""

COLUMNS = 80
WIDE, HIGH, SIZE = 8.4, 19, 14  # of a character, of a line, of the font, in pixels
EDGE = 18
COLOURS = {  # on light ground, on dark ground
    "ground": ("#fbfbfa", "#16181d"),
    "frame": ("#d5d5d0", "#343842"),
    "text": ("#24262b", "#d6d8dd"),
    "dim": ("#6e727a", "#8b909b"),
    "green": ("#1a7431", "#6fce85"),
    "cyan": ("#0b6a88", "#67c6e3"),
    "magenta": ("#8a2a86", "#dd92da"),
    "red": ("#b3261e", "#f28b82"),
    "yellow": ("#8f5f00", "#e2b93b"),
}
TERMINAL = {RED: "red", GREEN: "green", ORANGE: "yellow", MAGENTA: "magenta", CYAN: "cyan", GREY: "dim"}


def main() -> None:
    """Runs, cuts, draws, writes."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(list(shown(told()))), "utf-8")
    CHAIN.write_text(chain(), "utf-8")


def chain() -> str:
    """The chain of the training, as `exercise-sim graph` draws it."""
    return svg(graph_of(load(ROOT / "scenarios" / "central-asia-stabilisation.yaml").scenario))


def told() -> list[Text]:
    """The lines of the run, as a terminal shows them."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {
        **os.environ,
        "PATH": path,
        "FORCE_COLOR": "1",
        "TERM": "xterm",
        "COLORTERM": "truecolor",
        "COLUMNS": str(COLUMNS),
        "PYTHONIOENCODING": "utf-8",
    }
    environment.pop("NO_COLOR", None)
    done = subprocess.run(  # noqa: S603 - our own command
        COMMAND, cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8"
    )
    return [Text.from_ansi(line) for line in done.stdout.splitlines()]


def shown(lines: list[Text]) -> Iterator[Text]:
    """The prompt and the stretches, with dots where something is left out."""
    yield Text(f"$ {' '.join(COMMAND)}", "bold")
    told, place = list(entries(lines)), 0
    for text, count in STRETCHES:
        first = next((number for number in range(place, len(told)) if text in _words(told[number])), None)
        if first is None:
            raise LookupError(f"the run has no entry with '{text}' any more")
        yield from [Text("...", "dim")] if first > place else []
        place = first + count
        yield from (line for entry in told[first:place] for line in entry)
    yield Text("...", "dim")


def entries(lines: list[Text]) -> Iterator[list[Text]]:
    """The lines in groups: one that begins an entry, and the indented ones in which it goes on."""
    group: list[Text] = []
    for line in lines:
        if group and not line.plain.startswith(" " * 10):
            yield group
            group = []
        group.append(line)
    yield group


def _words(entry: list[Text]) -> str:
    return " ".join(" ".join(line.plain for line in entry).split())


def drawn(lines: list[Text]) -> str:
    """The picture as SVG text."""
    width, height = round(COLUMNS * WIDE + 2 * EDGE), len(lines) * HIGH + 2 * EDGE
    rows = "\n".join(
        row for number, line in enumerate(lines) for row in _row(line, EDGE + HIGH * number + SIZE)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">\n'
        f"<title>A run of exercise-sim in a terminal</title>\n<style>\n{_style()}\n</style>\n"
        f'<rect class="ground" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>\n{rows}\n</svg>\n'
    )


def _style() -> str:
    light, dark = ("\n".join(_rules(ground)) for ground in (0, 1))
    font = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    return f"text {{ font: {SIZE}px {font}; white-space: pre; }}\n.bold {{ font-weight: bold; }}\n{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}"


def _rules(ground: int) -> Iterator[str]:
    for name, pair in COLOURS.items():
        if name == "ground":
            yield f".ground {{ fill: {pair[ground]}; stroke: {COLOURS['frame'][ground]}; }}"
        elif name != "frame":
            yield f".{name} {{ fill: {pair[ground]}; }}"


def _row(line: Text, y: int) -> Iterator[str]:
    column = 0
    for text, style in _pieces(line):
        if text.strip():
            blanks = len(text) - len(text.lstrip())
            bare = text.strip()
            x, length = EDGE + (column + blanks) * WIDE, len(bare) * WIDE
            yield (
                f'<text class="{_classes(style)}" x="{x:.1f}" y="{y}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs">{escape(bare)}</text>'
            )
        column += len(text)


def _pieces(line: Text) -> Iterator[tuple[str, Style]]:
    """Stretches of one style; signs beyond ASCII stand alone, because fonts disagree on their width."""
    styles = [Style.null()] * len(line.plain)
    for span in line.spans:
        style = span.style if isinstance(span.style, Style) else Style.parse(span.style)
        styles[span.start : span.end] = [one + style for one in styles[span.start : span.end]]
    begin = 0
    for place in range(1, len(line.plain) + 1):
        if (
            place == len(line.plain)
            or styles[place] != styles[begin]
            or _apart(line.plain[place - 1], line.plain[place])
        ):
            yield line.plain[begin:place], Style.parse(str(line.style)) + styles[begin]
            begin = place


def _apart(before: str, sign: str) -> bool:
    return before != sign and not (before.isascii() and sign.isascii())


def _classes(style: Style) -> str:
    shade = style.color.triplet.hex if style.color and style.color.triplet else ""
    named = "dim" if style.dim else TERMINAL.get(shade, "text")
    return f"{named} bold" if style.bold else named


if __name__ == "__main__":
    main()
