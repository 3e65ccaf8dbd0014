"""For all tests: the terminal of whoever runs them changes nothing."""

import pytest
from tests.support import TERMINAL


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch):
    """Takes away what a terminal, or a server that runs tests, tells programs about itself."""
    for name in TERMINAL:
        monkeypatch.delenv(name, raising=False)
