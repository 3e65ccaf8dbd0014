"""The phases that the explanation of the field shows are those that the training has."""

from tests.bench.phases import table
from tests.docs.pages import ROOT


def test_the_table_of_phases_is_what_the_runs_give():
    """Printed by `python -m tests.bench.phases`; nothing of it is written by hand."""
    text = (ROOT / "docs" / "explanation" / "the-field.md").read_text("utf-8")
    shown = text.partition("<!-- phases -->")[2].partition("<!-- end -->")[0]
    assert shown.strip().splitlines() == table()
