"""Makes the committed table of PERT quantiles, `engine/pert_table.bin`; run by hand, needs scipy.

Row k (0..32) belongs to the mode fraction f = k/64, column i (0..1024) to the probability i/1024. A cell is the quantile
of the beta distribution with alpha = 1 + 4f and beta = 1 + 4(1 - f) on 0..1, times 2^30, rounded, as a little-endian
unsigned 32-bit integer. Modes above the middle are the mirror image. The formula is the PERT estimate of Malcolm, Roseboom,
Clark and Fazar, "Application of a Technique for Research and Development Program Evaluation", Operations Research 7 (1959),
in the form of D. Vose, "Risk Analysis" (modified PERT with lambda = 4).
"""

from pathlib import Path

import numpy as np
from scipy.stats import beta

ROWS, CELLS, ONE = 32, 1024, 2**30
TABLE = Path(__file__).parents[2] / "src/exercise_sim/engine/pert_table.bin"


def pert_table():
    """The whole table as integers, shape (33, 1025)."""
    probabilities = np.arange(CELLS + 1) / CELLS
    modes = np.arange(ROWS + 1)[:, None] / (2 * ROWS)
    return np.rint(beta.ppf(probabilities, 1 + 4 * modes, 5 - 4 * modes) * ONE).astype("<u4")


if __name__ == "__main__":
    TABLE.write_bytes(pert_table().tobytes())
