"""`python -m tests.docs.refresh [PAGE...]`: writes the real output of every console example into the pages.

A mark `<!-- show: ... -->` above an example says which lines stay; the others become a line of three dots.
"""

import sys
import tempfile
from pathlib import Path

from tests.docs.examples import cut, told
from tests.docs.pages import Example, name, pages


def refreshed(page: Path) -> str:
    """The text of a page with outputs as they are now."""
    outputs: dict[int, tuple[Example, list[str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for one in told(page, Path(folder) / "exercise"):
            if one.example.language == "console":
                show = one.example.marks.get("show")
                lines = cut(one.said, show) if show else one.said
                _, written = outputs.setdefault(one.example.first, (one.example, []))
                written += [f"$ {one.command}", *(line.rstrip() for line in lines)]
    text = page.read_text("utf-8").splitlines()
    for first, (example, written) in sorted(outputs.items(), reverse=True):
        text[first : example.last] = written
    return "\n".join(text) + "\n"


def main(wanted: list[str]) -> None:
    """Refreshes the pages that were named, or all."""
    for page in pages():
        if not wanted or name(page) in wanted:
            new = refreshed(page)
            if new != page.read_text("utf-8"):
                page.write_text(new, "utf-8")
                print(f"{name(page)}: written anew")


if __name__ == "__main__":
    main(sys.argv[1:])
