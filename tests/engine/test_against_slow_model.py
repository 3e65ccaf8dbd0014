"""The engine and the slow evaluator, which share no code, tell the same story of random chains."""

import pytest
from tests.slow_model.against import difference


@pytest.mark.parametrize("block", range(12))
def test_random_chains_come_out_as_the_slow_evaluator_says(block):
    """Every event, in its order: joins, going back, cutting off, resources, limits, endings (docs/explanation/time-and-ties.md)."""
    for seed in range(block * 30, block * 30 + 30):
        words = difference(seed)
        assert words is None, words


@pytest.mark.parametrize(
    ("family", "first"),
    [
        ("injects", 0),
        ("injects", 30),
        ("effects", 400000),
        ("effects", 400030),
        ("whole", 0),
        ("council", 0),
        ("council", 30),
        ("clock", 0),
        ("leads", 0),
        ("rates", 0),
    ],
)
def test_chains_of_other_families_come_out_so_too(family, first):
    """Injects at all moments, what is expected upon them, the trainer's hand; effects on steps in every state; gauges and recurring work with all of that; votes, capacities that change, and units that are kept; the clock in conditions; variables that name members; rates of flows that change."""
    for seed in range(first, first + 30):
        words = difference(seed, family)
        assert words is None, words


INJECTS_ONCE_DIFFERENT = (
    *(800576, 801661, 801817, 802179),
    *(300002, 300052, 300084, 300089, 300098, 300106, 300130, 300138, 300140),
    *(300258, 300453, 300800, 300825, 301953, 306664),
)
"""Ends that take no time, answers and STARTEX, whose injects come before anybody begins; lags of injects that came; fires that go back."""
EFFECTS_ONCE_DIFFERENT = (
    *(800152, 905418, 914047),
    *(400040, 400167, 400245, 400408, 400445, 400584, 400733),
    *(30, 400711, 401353, 403037, 403087, 403132),
)
"""Lags and times of holds that hold nobody; what may be passed over; work of which nothing is left; delays that add up.

Who hoped for an inject that was given by hand; members dropped in the round; delays of who waits again; durations of the same member; ends of holds."""


@pytest.mark.parametrize("seed", INJECTS_ONCE_DIFFERENT, ids=str)
def test_injects_on_which_the_two_once_differed(seed):
    """Each is a chain of the family of injects."""
    words = difference(seed, "injects")
    assert words is None, words


@pytest.mark.parametrize("seed", EFFECTS_ONCE_DIFFERENT, ids=str)
def test_effects_on_which_the_two_once_differed(seed):
    """Each is a chain of the family of effects."""
    words = difference(seed, "effects")
    assert words is None, words


ONCE_DIFFERENT = (
    *(8945, 30470, 40052, 40073, 40316, 41424, 41527, 43393, 46386, 50902),
    *(100374, 103081, 117081, 127906, 128103, 800724, 2125166),
)


@pytest.mark.parametrize("seed", ONCE_DIFFERENT, ids=str)
def test_chains_on_which_the_two_once_differed(seed):
    """Hopes that end with whoever was to go back; lags; flows asked for late; starved queues; steps repeated alone; members that fall out."""
    words = difference(seed)
    assert words is None, words


WHOLE_ONCE_DIFFERENT = (
    *(161, 207, 274, 365, 1172, 1316, 1570, 1668, 2317, 2326, 2414, 2591, 2938),
    *(3413, 10581, 10866, 11969, 21062, 30751, 31790, 31973, 600505),
    *(
        1214278,
        2017584,
        3008210,
        700063,
        702413,
        705767,
        708396,
        708752,
        711498,
        713907,
        714119,
        716473,
        801402,
        1049795,
    ),
)
"""Minutes for gauges alone; limits of which nothing was left; what keeps a run going; documents of what is passed over; recurring work that is
reopened, repeated, cut off or loses its end; turns that effects gave; counts of members that were passed over."""


@pytest.mark.parametrize("seed", WHOLE_ONCE_DIFFERENT, ids=str)
def test_whole_chains_on_which_the_two_once_differed(seed):
    """Each is a chain of the family with everything."""
    words = difference(seed, "whole")
    assert words is None, words


COUNCIL_ONCE_DIFFERENT = (
    *(1000121, 1001181, 1010583, 1013025, 1020476),
    *(1040789, 1041161, 1041928, 1045479, 1048861, 1048966, 1049381, 6142194),
)
"""Units that are kept, and for whom; openings; minutes that did not end in the slow model; factors without end; votes that a delay moves; what
could only come by what it would bring."""


@pytest.mark.parametrize("seed", COUNCIL_ONCE_DIFFERENT, ids=str)
def test_chains_with_votes_on_which_the_two_once_differed(seed):
    """Each is a chain of the family in which members vote."""
    words = difference(seed, "council")
    assert words is None, words


FLOWS_ONCE_DIFFERENT = (1101865, 1102630, 1103168, 1105882, 1108094, 1115213)
"""Ends in the minute of an effect; flows that stand; lags of holds behind the ending; who has begun and is cut off; lags that may be passed over."""


@pytest.mark.parametrize("seed", FLOWS_ONCE_DIFFERENT, ids=str)
def test_chains_with_flows_on_which_the_two_once_differed(seed):
    """Each is a chain of the family in which flows serve work that is held, delayed and made longer."""
    words = difference(seed, "flows")
    assert words is None, words


LEADS_ONCE_DIFFERENT = (
    *(5100081, 5100102, 5100181, 5100288, 5100448, 5100728, 5101172, 5101180, 5101252, 5101466),
    *(5101707, 5101761, 5101879, 5101921, 5101955, 5110492, 5112198, 5113182, 5113727, 5114255),
    *(5117335, 5118390, 5118631, 5120992, 5123026, 5124289, 5131566, 5150151, 5150774, 5154702),
    *(5156996, 5158049, 5158594, 5203828),
)
"""Who is named no more, and was released or ran; who could only be named by what waits for it; lags that may run anew; openings in vain;
recurring work that ends other recurring work."""


@pytest.mark.parametrize("seed", LEADS_ONCE_DIFFERENT, ids=str)
def test_chains_with_leads_on_which_the_two_once_differed(seed):
    """Each is a chain of the family in which variables name members."""
    words = difference(seed, "leads")
    assert words is None, words


RATES_ONCE_DIFFERENT = (
    5300196,
    5300304,
    5300327,
    5300396,
    5300509,
    5301187,
    5303631,
    5311627,
    5312959,
    7029882,
)
"""Work whose service was over when its flow lost its rate; flows without a rate that kept a run going; lags that are cut off."""


@pytest.mark.parametrize("seed", RATES_ONCE_DIFFERENT, ids=str)
def test_chains_with_rates_on_which_the_two_once_differed(seed):
    """Each is a chain of the family in which the rates of flows change."""
    words = difference(seed, "rates")
    assert words is None, words
