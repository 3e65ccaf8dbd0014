"""Quantiles: right against scipy, the same one by one and in blocks, and never another number on another machine."""

import pickle
import subprocess
import sys
from decimal import localcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.tables.make_pert_table import TABLE, pert_table

from exercise_sim.engine.quantiles import (
    lognormal_points,
    normal_score,
    pert_points,
    quantiles,
    triangular_points,
)
from exercise_sim.scenario.durations import Duration, parse_duration

GRID = np.arange(1025) / 1024
FINE = np.linspace(0, 1, 20001)
MIDDLE = (FINE >= 0.01) & (FINE <= 0.99)
INNER = (FINE >= 1 / 1024) & (FINE <= 1023 / 1024)
MODES = [0, 1, 20, 39, 100, 250, 333, 500, 501, 800, 961, 999, 1000]  # in thousandths of the range
LONG = 5_256_000  # ten years, so that whole minutes do not blur the errors


def minutes(text, *us):
    """The minutes that some draws give."""
    return [quantiles(parse_duration(text)).minutes(u) for u in us]


def errors(points, exact, scale):
    """The distance of the lines between points (in 1/64 minute) from the exact quantiles, in shares of a scale."""
    return np.abs(np.interp(FINE, GRID, np.array(points) / 64) - exact) / scale


def mean(points):
    """The mean of the lines between points, in minutes."""
    return np.mean((np.array(points)[1:] + np.array(points)[:-1]) / 2) / 64


def test_the_committed_table_is_what_its_script_makes():
    """Every cell is scipy's quantile times 2^30 within one, what rounding allows."""
    committed = np.frombuffer(TABLE.read_bytes(), "<u4").reshape(33, 1025).astype(int)
    assert np.abs(committed - pert_table().astype(int)).max() <= 1


@pytest.mark.parametrize("mode", MODES)
def test_pert_is_the_beta_distribution(mode):
    """Within 0.01 % of the range from P1 to P99 and in the mean, 0.3 % but for the first and last thousandth."""
    points = pert_points((0, mode * LONG // 1000, LONG), range(1025))
    shape = 1 + 4 * (mode * LONG // 1000) / LONG
    error = errors(points, stats.beta.ppf(FINE, shape, 6 - shape) * LONG, LONG)
    assert error[MIDDLE].max() < 0.0001
    assert error[INNER].max() < 0.003
    assert error.max() < 0.14
    assert mean(points) == pytest.approx((4 * mode * LONG // 1000 + LONG) / 6, abs=0.0001 * LONG)
    assert (points[0], points[1024]) == (0, 64 * LONG)


def test_points_are_the_nearest_64th_of_a_minute():
    """Where the mode falls on a row of the table (1/4 of the range), nothing but rounding parts a point from the beta."""
    exact = 64 * 240 * stats.beta.ppf(GRID, 2, 4)
    assert np.abs(pert_points((0, 60, 240), range(1025)) - exact).max() < 0.5001


@pytest.mark.parametrize("mode", MODES)
def test_triangular_is_the_triangular_distribution(mode):
    """Within 0.003 % of the range from P1 to P99, 0.06 % but for the first and last thousandth, 0.8 % there."""
    points = triangular_points((0, mode * LONG // 1000, LONG), range(1025))
    error = errors(points, stats.triang.ppf(FINE, (mode * LONG // 1000) / LONG, scale=LONG), LONG)
    assert error[MIDDLE].max() < 0.00003
    assert error[INNER].max() < 0.0006
    assert error.max() < 0.008
    assert (points[0], points[1024]) == (0, 64 * LONG)


@pytest.mark.parametrize(("times", "cut"), [(2, 0.001), (3, 0.003), (10, 0.05)])
def test_lognormal_has_its_median_and_p90(times, cut):
    """Within 0.2 % of the exact quantile from P1 to P99; the cut at P0.1 and P99.9 lowers the mean by a known share."""
    median = 1000
    points = lognormal_points((median, times * median), range(1025))
    sigma = np.log(times) / stats.norm.ppf(0.9)
    exact = stats.lognorm.ppf(np.clip(FINE, 0.001, 0.999), sigma, scale=median)
    assert errors(points, exact, exact)[MIDDLE].max() < 0.002
    assert points[512] == 64 * median
    assert points[1024] / 64 == pytest.approx(stats.lognorm.ppf(0.999, sigma, scale=median), rel=1e-4)
    assert points[0] / 64 == pytest.approx(stats.lognorm.ppf(0.001, sigma, scale=median), abs=1 / 64)
    assert 0 < 1 - mean(points) / stats.lognorm.mean(sigma, scale=median) < cut


def test_normal_scores_have_seven_digits():
    """Wichura's algorithm against scipy's quantiles, cut at P0.1 and P99.9."""
    exact = np.clip(stats.norm.ppf(GRID), stats.norm.ppf(0.001), stats.norm.ppf(0.999))
    assert np.abs(exact - [normal_score(i) for i in range(1025)]).max() < 4e-7


def test_every_minute_of_a_range_is_equally_likely():
    """Between 2h and 7h lie 301 minutes; each has its 301st part of the draws, the first and last included."""
    us = np.arange(0, 2**32, 2**32 // 30100, dtype=np.uint64)
    drawn = quantiles(parse_duration("2h .. 7h")).minutes_block(us)
    assert drawn.tolist() == (stats.randint.ppf((us + 1) / 2**32, 120, 421)).astype(int).tolist()
    assert set(np.bincount(drawn - 120)[:-1]) <= {100, 101}


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("4h", [240, 240, 240, 240, 240]),
        ("1m .. 4m", [1, 2, 3, 4, 4]),
        ("one of 5h, 2h, 3h, 2h", [120, 120, 180, 300, 300]),
        ("triangular 0m .. 30m .. 60m", [0, 21, 30, 39, 60]),  # 30 x sqrt(2 x 1/4) = 21.2
        (
            "triangular 0m .. 0m .. 60m",
            [0, 8, 18, 30, 60],
        ),  # 60 x (1 - sqrt(3/4)) = 8.04, 60 x (1 - sqrt(1/2)) = 17.6
        ("0m .. 0m .. 100m", [0, 6, 13, 24, 100]),  # 100 x (1 - (1 - u) ^ (1/5)) = 5.6, 12.9, 24.2
        ("0m .. 100m .. 100m", [0, 76, 87, 94, 100]),  # its mirror image: 75.8, 87.1, 94.4
    ],
)
def test_quarters_worked_by_hand(text, drawn):
    """The draws at 0, 1/4, 1/2, 3/4 and almost 1, worked out on paper."""
    assert minutes(text, 0, 2**30, 2**31, 3 * 2**30, 2**32 - 1) == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("1h .. 3h .. 48h", [60, 60, 62, 127, 512, 859, 1217, 2042, 2880]),
        ("1h .. 40h .. 48h", [60, 60, 497, 1297, 2162, 2473, 2662, 2851, 2880]),
        ("triangular 1h .. 3h .. 48h", [60, 60, 78, 221, 929, 1511, 2007, 2708, 2880]),
        ("median 4h, p90 12h", [17, 17, 17, 68, 240, 432, 720, 2347, 3394]),
        ("2h .. 7h", [120, 120, 120, 141, 270, 346, 390, 419, 420]),
    ],
)
def test_draws_never_change(text, drawn):
    """These minutes were drawn once and stand for ever: saved sessions depend on them."""
    us = (0, 1, 0x400000, 0x12345678, 0x80000000, 0xC0FFEE00, 0xE6666666, 0xFF000000, 0xFFFFFFFF)
    assert minutes(text, *us) == drawn


@st.composite
def durations(draw):
    """Any duration, with lengths from minutes to ten years."""
    kind = draw(st.sampled_from(["fixed", "uniform", "pert", "triangular", "lognormal", "list"]))
    lengths = st.integers(0, draw(st.sampled_from([5, 3000, LONG])))
    if kind == "lognormal":
        median = draw(st.integers(1, 100_000))
        return Duration(kind, (median, median + draw(st.integers(1, 2 * median))), "")
    size = {"fixed": 1, "uniform": 2, "list": 7}.get(kind, 3)
    given = sorted(
        draw(
            st.lists(lengths, min_size=size, max_size=size, unique=kind in {"uniform", "pert", "triangular"})
        )
    )
    return Duration(kind, tuple(given), "")


DRAWS = st.lists(
    st.integers(0, 2**32 - 1) | st.sampled_from([0, 1, 2**22 - 1, 2**22, 2**32 - 1]), min_size=1, max_size=20
)


@settings(deadline=None)
@given(duration=durations(), us=DRAWS, width=st.sampled_from([np.uint32, np.uint64]))
def test_a_block_gives_the_minutes_of_single_draws(duration, us, width):
    """Bit for bit, for every kind and both widths of numpy's integers, in order."""
    table = quantiles(duration)
    assert table.minutes_block(np.array(us, width)).tolist() == [table.minutes(u) for u in us]


@pytest.mark.parametrize("text", ["1h .. 3h .. 48h", "triangular 0m .. 30m .. 1h", "median 4h, p90 12h"])
def test_a_block_rounds_as_single_draws_do(text):
    """Half minutes go up in both: with 4,000 draws some lie within 1/64 minute of every kind of half."""
    us = np.arange(0, 2**32, 2**32 // 4001, dtype=np.uint64)
    table = quantiles(parse_duration(text))
    assert table.minutes_block(us).tolist() == [table.minutes(u) for u in us.tolist()]


@settings(deadline=None)
@given(duration=durations(), us=DRAWS)
def test_more_luck_never_takes_less_time(duration, us):
    """Minutes never fall as the draw grows, and stay between low and high, which the ends reach."""
    drawn = [quantiles(duration).minutes(u) for u in (0, *sorted(us), 2**32 - 1)]
    assert drawn == sorted(drawn)
    assert (drawn[0], drawn[-1]) == (duration.low, duration.high)


def test_a_table_travels_to_another_process():
    """A worker that gets a table by pickle draws the same minutes."""
    table = quantiles(parse_duration("1h .. 3h .. 48h"))
    assert pickle.loads(pickle.dumps(table)).minutes(0x12345678) == table.minutes(0x12345678)


def test_the_caller_s_decimal_settings_do_not_matter():
    """A program that counts in three digits gets the same lognormal."""
    normal = lognormal_points((240, 720), range(1025))
    normal_score.cache_clear()
    with localcontext() as context:
        context.prec = 3
        assert lognormal_points((240, 720), range(1025)) == normal


def test_a_single_run_needs_no_numpy():
    """Single draws import neither numpy nor scipy: they would cost more than the run."""
    code = (
        "import sys; from exercise_sim.engine.quantiles import quantiles; from exercise_sim.engine.streams import Streams;"
        "from exercise_sim.scenario.durations import parse_duration as d;"
        "quantiles(d('1h .. 3h .. 48h')).minutes(Streams(1).u32('x')); print('numpy' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )
