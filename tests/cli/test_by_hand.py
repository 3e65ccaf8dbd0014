"""The trainer's hand, prepared with `--choose`: which inject comes when, and what comes of what it expects."""

import pytest

TEXT = """
scenario: by_hand
title: By hand
start: 2024-03-12 00:00
source: assumption
bodies: {staff: {title: Staff}}
chain: {work: {by: staff, takes: 2d}}
injects:
  rumour: {at: trainer, to: [staff], text: A column is on the road., expects: {action: It is checked, within: 4h, takes: 9h}}
  storm: {at: D+1 06:00, to: [staff], text: It storms.}
endings: {over: {class: success, when: work}}
"""


def _told(out: str) -> list[str]:
    signs = ("INJECT", "Done in time", "Not done in time")
    return [" ".join(line.split())[:34] for line in out.splitlines() if any(sign in line for sign in signs)]


def test_several_injects_are_given_each_at_its_time(file, run):
    """Also one that has a time of its own, and in any order."""
    _, out, err = run(
        file(TEXT), "--seed", 1, "--choose", "storm=D 20:00", "--choose", "rumour=D+1 01:00", "--width", 100
    )
    assert err == ""
    assert [line.split(".")[0] for line in _told(out)][:2] == [
        "D 20:00 ✉ Staff INJECT",
        "D+1 01:00 ✉ Staff INJECT",
    ]


def test_of_one_inject_both_can_be_said_when_it_comes_and_what_comes_of_it(file, run):
    """What is chosen to be done in time is, even where it would have taken longer; what is missed shows at the limit."""
    words = ("--seed", 1, "--width", 100, "--choose", "rumour=5h", "--choose")
    _, done, _ = run(file(TEXT), *words, "rumour=met")
    _, missed, _ = run(file(TEXT), *words, "rumour=missed")
    assert [line[:20] for line in _told(done)][:2] == ["D 05:00 ✉ Staff INJE", "D 09:00 ✓ Done in ti"]
    assert [line[:20] for line in _told(missed)][:2] == ["D 05:00 ✉ Staff INJE", "D 09:00 ! Not done i"]


@pytest.mark.parametrize(
    ("one", "other"), [("2h", "3h"), ("2h", "stays_away"), ("stays_away", "met"), ("met", "missed")]
)
def test_what_contradicts_itself_is_refused(file, run, one, other):
    """An inject cannot come twice, nor stay away and be answered."""
    status, out, err = run(file(TEXT), "--choose", f"rumour={one}", "--choose", f"rumour={other}")
    assert (status, out) == (2, "")
    assert f"--choose fixes 'rumour' twice: {one}, {other}" in err


def test_what_was_prepared_in_vain_is_named_once(file, run):
    """An inject that nobody gives does not come because something was chosen for its answer."""
    _, _, err = run(file(TEXT), "--seed", 1, "--choose", "rumour=met", "--quiet")
    assert err == "Never asked, so not chosen: rumour\n"


def test_a_stop_while_an_action_is_expected_names_the_words_that_tick_it(file, run):
    """In the place of the options of a question."""
    _, out, err = run(file(TEXT), "--seed", 1, "--choose", "rumour=5h", "--until", "6h")
    assert err == ""
    assert "--choose rumour=met" in out
    assert "--choose rumour=missed" in out
