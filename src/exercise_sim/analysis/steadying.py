"""Takes out of the values of many runs what the luck of their draws explains: control variates, by regression.

That a series happened to draw long readiness times is luck of the series, and no news of the alternatives. How long they were drawn is known, and so is
how long they are on average (`controls`). So what a regression on them explains is taken off, and the mean of what is left has the same expectation and less spread:

    S. S. Lavenberg and P. D. Welch, "A perspective on the use of control variables to increase the efficiency of Monte Carlo simulations",
    Management Science 27 (1981), 322-335; B. L. Nelson, "Control variate remedies", Operations Research 38 (1990), 974-992.

Which draws matter is found in the runs themselves. Coefficients that were fitted to the very runs that they correct would promise too much; so the
runs are dealt into PARTS, and each part is corrected by what was fitted to the other ones (`cross-fitting`):

    V. Chernozhukov, D. Chetverikov, M. Demirer, E. Duflo, C. Hansen, W. Newey and J. Robins, "Double/debiased machine learning for treatment
    and structural parameters", The Econometrics Journal 21 (2018), C1-C68.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from exercise_sim.analysis.controls import Controls

LEAST: Final = 200
"""Fewer runs are left as they are."""
FITTED: Final = 4096
"""Runs to which coefficients are fitted at most: the first ones."""
PARTS: Final = 5
SURE: Final = 3.5
"""Standard errors that a correlation must have for its column to be taken. By luck alone one in two thousand has as much."""
SHARE: Final = 20
"""Runs for each column that is taken, at least."""
CHUNK: Final = 2**14
"""Runs that are corrected at a time."""

Values = NDArray[Any]


def explained(values: Values, controls: Controls) -> Values:
    """What the draws explain of each value. Its expectation is 0, whatever the values are; it is 0 throughout where nothing is found."""
    found = np.zeros(len(values))
    fitted = min(FITTED, controls.most)
    if len(values) < LEAST or fitted < LEAST:
        return found
    for part, (columns, coefficients) in enumerate(_fits(values[:fitted], controls)):
        for begin in range(0, len(values) if columns else 0, CHUNK):
            own = slice(begin + (part - begin) % PARTS, begin + CHUNK, PARTS)
            drawn = controls.some(columns, begin, min(begin + CHUNK, len(values)))
            found[own] = drawn[own.start - begin :: PARTS] @ coefficients
    return found


def _fits(values: Values, controls: Controls) -> Iterator[tuple[list[int], Values]]:
    """For each part, what the runs outside it say: the columns that go with the values more than luck would have it, and their coefficients."""
    drawn = controls.all(len(values))
    others = [np.flatnonzero(np.arange(len(values)) % PARTS != part) for part in range(PARTS)]
    centred = np.zeros((PARTS, len(values)), np.float32)
    for part, rows in enumerate(others):
        centred[part, rows] = values[rows] - values[rows].mean()
    spreads = np.sqrt(np.square(centred).sum(axis=1))
    for rows, spread, together in zip(others, spreads, centred @ drawn, strict=True):
        taken = _taken(np.abs(together) / spread, len(rows)) if spread else np.zeros(0, np.intp)
        table = np.column_stack([np.ones(len(rows)), drawn[np.ix_(rows, taken)].astype(np.float64)])
        yield taken.tolist(), np.linalg.lstsq(table, values[rows], rcond=None)[0][1:]


def _taken(errors: Values, runs: int) -> NDArray[np.intp]:
    """The columns whose correlation has enough standard errors: the strongest of them, where there are too many."""
    strongest = np.argsort(-errors, kind="stable")[: runs // SHARE]
    return np.sort(strongest[errors[strongest] > SURE])
