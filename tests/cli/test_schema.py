"""`exercise-sim schema`: the JSON Schema of the language, on the standard output."""

import json

from tests.support import ROOT, command

from exercise_sim.scenario.schema import json_schema


def test_it_prints_the_schema_and_nothing_else():
    """Byte for byte what is committed, whatever the console's encoding."""
    ran = command("schema", code=0, env={"PYTHONIOENCODING": "cp1252"})
    assert json.loads(ran.stdout) == json_schema()
    assert ran.stdout == (ROOT / "docs" / "reference" / "scenario.schema.json").read_text("utf-8")
    assert ran.stderr == ""
