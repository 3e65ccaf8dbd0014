"""The runs of a comparison as lines of a table (`--csv`)."""

import csv
import io
from collections.abc import Sequence

from exercise_sim.analysis.blocks import Rows
from exercise_sim.analysis.comparison import Comparison
from exercise_sim.cli.files import Output
from exercise_sim.render.compared_data import table_head, table_lines


class Table:
    """The runs as lines of a table, written as they come."""

    def __init__(self, comparison: Comparison, output: Output) -> None:
        self._comparison, self._output, self._begun = comparison, output, False

    def add(self, rows: Sequence[Rows]) -> None:
        """The runs of one block."""
        text = io.StringIO()
        lines = csv.writer(text, lineterminator="\n")
        if not self._begun:
            lines.writerow(table_head(self._comparison))
            self._begun = True
        lines.writerows(table_lines(self._comparison, rows))
        self._output.write(text.getvalue())
