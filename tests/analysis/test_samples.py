"""Many numbers: the same answers whether they stand as they came or in a histogram."""

import numpy as np
import pytest

from exercise_sim.analysis import samples
from exercise_sim.analysis.samples import Sample, quantile_of


def sample(*parts: list[int]) -> Sample:
    """A sample of these numbers, added part by part."""
    found = Sample()
    for part in parts:
        found.add(np.array(part, np.int32))
    return found


def test_what_is_asked_of_a_few_numbers():
    """Worked out by hand: 1 2 2 3 7; the mean is 3, the squares of the distances 4 1 1 0 16."""
    found = sample([3, 2], [7], [1, 2])
    assert [found.quantile(percent) for percent in (10, 20, 21, 50, 80, 81, 100)] == [1, 1, 2, 2, 3, 7, 7]
    assert (found.count, found.upto(2), found.upto(2.5), found.upto(0)) == (5, 3, 3, 0)
    assert (found.mean(), found.variance()) == (3.0, 22 / 4)
    assert quantile_of(np.array([3, 2, 7, 1, 2]), 80) == 3


def test_folding_changes_nothing(monkeypatch):
    """Numbers that were folded early, late or never give the same, to the last bit."""
    generator = np.random.default_rng(5)
    numbers = generator.integers(-500, 50_000, 5000)
    whole = sample(numbers.tolist())
    monkeypatch.setattr(samples, "KEPT", 100)
    parts = sample(*(part.tolist() for part in np.array_split(numbers, 77)))
    for percent in range(1, 101):
        assert parts.quantile(percent) == whole.quantile(percent) == quantile_of(numbers, percent)
    assert (parts.mean(), parts.variance()) == (whole.mean(), whole.variance())
    assert whole.variance() == pytest.approx(numbers.var(ddof=1))


def test_memory_stays_constant(monkeypatch):
    """What is kept is bounded by the values that there can be, not by how many came."""
    monkeypatch.setattr(samples, "KEPT", 1000)
    found = Sample()
    for _ in range(50):
        found.add(np.arange(600, dtype=np.int32))
        assert found._loose <= 1000
        assert len(found._values) <= 600
    assert (found.count, found.quantile(50)) == (30_000, 299)
