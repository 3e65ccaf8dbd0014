"""A short run of the fuzzer, always of the same inputs: nothing breaks, hangs, or differs from its own repetition. CONTRIBUTING.md tells how to run the long one."""

import random

import pytest
from tests.fuzz import growth, seeds, texts
from tests.fuzz.campaign import KINDS, Campaign, made
from tests.fuzz.shrink import shrunk
from tests.fuzz.trial import attempt
from tests.fuzz.watch import TooLong, at_most


@pytest.mark.parametrize("first", range(0, 80, 20))
def test_inputs_that_nobody_would_write_break_nothing(first, tmp_path):
    """Each is refused with errors that have places, or it loads, and every run of it is the same again."""
    campaign = Campaign(7, tmp_path)
    for number in range(first, first + 20):
        assert campaign.one(number) == [], f"python -m tests.fuzz --seed 7 --first {number} --only 1"


def test_the_inputs_are_of_every_kind_and_many_are_sound():
    """Else nothing would be tried out behind the loader."""
    assert {made(7, number)[0] for number in range(60)} == set(KINDS) - {"nested"}


def test_the_same_seed_and_number_give_the_same_input():
    """A finding can be made again from its file's name."""
    assert [made(3, number) for number in (1, 2, 9)] == [made(3, number) for number in (1, 2, 9)]
    assert made(3, 1) != made(4, 1)


def test_a_scenario_whose_run_is_broken_is_found(tmp_path, monkeypatch):
    """The fuzzer itself: what breaks a run, hangs or differs comes out as a finding with its mark."""
    path = tmp_path / "input.yaml"
    path.write_text(seeds.small()[0], encoding="utf-8")
    assert attempt(path, 1).findings == ()

    def broken(plan, seed, *, log=True):
        raise KeyError("x")

    monkeypatch.setattr("tests.fuzz.hand.run", broken)
    (found,) = attempt(path, 1).findings
    assert (found.sort, found.mark.split()[:2]) == ("exception", ["run", "KeyError"])


def test_the_watchdog_breaks_off_what_hangs():
    """In processor time, so that a busy machine makes nothing a finding."""
    with pytest.raises(TooLong), at_most(0.1):
        _for_ever()


def _for_ever():
    while True:
        pass


def test_a_tree_shrinks_to_what_the_fault_needs():
    """Everything else is left out."""
    tree = {"a": {"b": [1, 2, {"c": 3}], "d": 4}, "e": {"f": 5}}
    assert shrunk(tree, lambda one: "'c': 3" in str(one)) == {"a": {"c": 3}}


def test_mutations_of_texts_are_any_bytes():
    """Also such as are no text."""
    dice = random.Random(1)
    assert isinstance(texts.mutated(dice, "a: 1"), bytes)
    assert isinstance(texts.noise(dice), bytes)
    assert growth.sound({"scenario": "x"}) is False
