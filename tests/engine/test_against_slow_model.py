"""The engine and the slow evaluator, which share no code, tell the same story of random chains."""

import pytest
from tests.slow_model.against import difference


@pytest.mark.parametrize("block", range(12))
def test_random_chains_come_out_as_the_slow_evaluator_says(block):
    """Every event, in its order: joins, going back, cutting off, resources, limits, endings (docs/explanation/time-and-ties.md)."""
    for seed in range(block * 30, block * 30 + 30):
        words = difference(seed)
        assert words is None, words
