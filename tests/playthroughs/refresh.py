"""`python -m tests.playthroughs.refresh`: plays everything again and writes the golden playthroughs. Read the difference before you keep it."""

import json
from pathlib import Path

from tests.playthroughs.cases import DIGESTS, GOLDEN, cases, handed_on
from tests.support import ROOT


def files() -> dict[Path, str]:
    """What has to stand in the golden folder: every file with its text."""
    found = {}
    played = cases()
    for case in played:
        if case.story_file:
            found[case.story_file] = case.story
        if case.text_file:
            found[case.text_file] = case.played[0]
    digests = {case.key: case.digest for case in played}
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(digest)}" for key, digest in digests.items())
    found[DIGESTS] = f"{{\n{lines}\n}}\n"
    return found


def main() -> None:
    """Writes what has changed and takes away what nothing plays any more."""
    write(handed_on())  # first: a scenario that follows another one reads it
    wanted = files()
    for path in [path for path in GOLDEN.rglob("*") if path.is_file() and path not in wanted]:
        print("no longer:", path.relative_to(ROOT))
        path.unlink()
    write(wanted)


def write(wanted: dict[Path, str]) -> None:
    """Writes the files that are not as wanted."""
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            print("written:", path.relative_to(ROOT))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
