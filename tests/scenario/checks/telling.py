"""What the checks say of a scenario out of the text in a test, as lines: `chain.draft.after: there is no step 'x' (hint)`."""

import re
from textwrap import dedent

from exercise_sim.scenario.source import parse_source
from exercise_sim.scenario.verdict import Verdict

HEAD = {"scenario": "test", "title": "A test", "start": "2024-03-12 09:00", "source": "assumption"}
"""What every scenario needs. The text of a test may say something else."""
WITHOUT_SOURCE = {key: value for key, value in HEAD.items() if key != "source"}


def told(text: str, severity: str = "error", head: dict[str, str] = HEAD) -> list[str]:
    """Every problem of one severity."""
    given = dedent(text)
    lines = [
        f"{key}: {value}\n" for key, value in head.items() if not re.search(rf"^{key}:", given, re.MULTILINE)
    ]
    data = parse_source("".join(lines) + given, "test.yaml").data
    return [
        f"{'.'.join(map(str, problem.path))}: {problem.message}"
        + (f" ({problem.hint})" if problem.hint else "")
        for problem in Verdict(data).problems
        if problem.severity == severity
    ]


def warned(text: str, head: dict[str, str] = HEAD) -> list[str]:
    """Every warning; the scenario has no error."""
    assert told(text, head=head) == []
    return told(text, "warning", head)
