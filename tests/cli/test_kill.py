"""Kill -9 in the middle of a session: nothing is lost, and it goes on to the same log. (300 times: python -m tests.bench.kill_play)"""

import os

import pytest
from tests.bench.kill_play import CONTROL, SEATS, killed


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_session_that_is_killed_loses_nothing(tmp_path):
    """At twelve points of it, from before its first line to behind its last."""
    assert len(list(killed(12, tmp_path))) == 12


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_session_of_exercise_control_that_is_killed_loses_nothing(tmp_path):
    """Injects given, laid down and taken out, ticks, and time let pass are gone on with as well."""
    assert len(list(killed(16, tmp_path, 2, CONTROL, (*SEATS, "excon")))) == 16
