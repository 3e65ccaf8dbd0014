"""`exercise-sim run`: what it tells, its words, and its exit status."""

import shlex

import pytest
from tests.cli.small import SMALL, events


def test_a_run_is_told_from_startex_to_the_close(file, run):
    """Head, log and close: times, bodies, documents with versions, the decision and by whom, the ending, objectives, path, seed."""
    status, out, err = run(file(), "--seed", 3, "--width", 100)
    assert (status, err) == (0, "")
    said = ("A test", "seed 3", "D 00:00", "Grand Council", "Drafting", "draft decision v1", "Adopt the draft?", "So be it", "'usual'",
            "Permitted", "It is settled", "success", "A quick decision", "up to 1 d", "--seed 3")  # fmt: skip
    assert [word for word in said if word not in out] == []


def test_an_exercise_marking_stands_at_head_and_foot(file, run):
    """Nobody who finds a page of it may take it for real."""
    _, out, _ = run(file(), "--seed", 3)
    told = out.splitlines()
    assert told[0].strip() == told[-1].strip() == "EXERCISE   EXERCISE   EXERCISE"


def test_the_seed_is_drawn_and_printed_with_the_line_that_repeats_the_run(file, run):
    """Typed again, the line gives the same text."""
    path = file()
    _, out, _ = run(
        path,
        "--replication",
        4,
        "--variant",
        "slow",
        "--policy",
        "weighted",
        "--choose",
        "sitting=denied",
        "--until",
        "D+2 06:00",
    )
    again, *_ = (line for line in out.splitlines() if line.startswith("  exercise-sim run"))
    words = shlex.split(again)
    assert words[:3] == ["exercise-sim", "run", str(path)]
    assert run(*words[2:])[1] == out


def test_two_seeds_are_drawn_apart(file, run):
    """Without `--seed` the second run is another one."""
    path = file(SMALL.replace("1h .. 9h", "1h .. 999h"))
    assert run(path, "--quiet")[1] != run(path, "--quiet")[1]


def test_the_same_words_give_the_same_text(file, run):
    """And another seed, replication, variant, policy or choice another one."""
    path = file(SMALL.replace("1h .. 9h", "1h .. 999h"))
    base = run(path, "--seed", 5)
    assert run(path, "--seed", 5) == base
    others = [("--seed", 6), ("--seed", 5, "--replication", 1), ("--seed", 5, "--variant", "slow"), ("--seed", 5, "--policy", "stern"),
              ("--seed", 5, "--choose", "mandate#1=again")]  # fmt: skip
    assert len({run(path, *words)[1] for words in others} | {base[1]}) == 6


def test_quiet_tells_only_the_close(file, run):
    """Head, ending and what is below it."""
    _, out, _ = run(file(), "--seed", 3, "--quiet")
    assert "It is settled" in out
    assert "D 00:00" not in out.split("It is settled")[0]


def test_until_stops_at_a_time(file, run):
    """A length of time or a moment; nothing later is told, the ending least of all; that is no failure."""
    for when in ("30m", "D 00:30"):
        status, out, _ = run(file(), "--seed", 3, "--until", when, "--jsonl", "-")
        assert status == 0
        assert [event["kind"] for event in events(out)] == ["startex", "begun"]
    assert "D 00:30" in run(file(), "--seed", 3, "--until", "30m")[1]


def test_a_policy_decides(file, run):
    """One of the file, or one that is built in."""
    assert "Never" in run(file(), "--seed", 3, "--policy", "stern")[1]
    decided = {
        tuple(
            event["option"]
            for event in events(run(file(), "--seed", seed, "--policy", "weighted", "--jsonl", "-")[1])
            if event["kind"] == "decided"
        )
        for seed in range(6)
    }
    assert len(decided) > 1


def test_a_variant_is_applied_and_named(file, run):
    """Its name stands in the head; several may be given."""
    _, out, _ = run(file(), "--seed", 3, "--variant", "slow")
    assert "slow" in out.splitlines()[2]
    assert "20 h" in out


def test_what_chance_decides_can_be_chosen(file, run):
    """An outcome is fixed like an option."""
    assert "Forbidden" in run(file(), "--seed", 3, "--choose", "sitting=denied")[1]
    assert "Permitted" in run(file(), "--seed", 3, "--choose", "sitting=granted")[1]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("--variant", "hesitant"), ["again", "adopt"]),
        (("--variant", "hesitant", "--policy", "stern"), ["again", "refuse"]),
        (("--variant", "hesitant", "--choose", "mandate#1=refuse"), ["refuse"]),
    ],
)
def test_what_is_chosen_stands_over_the_variant_and_that_over_the_policy(file, run, words, options):
    """In this order."""
    path = file(SMALL + "  hesitant: {choose: {mandate#1: again}}\n")
    told = events(run(path, "--seed", 3, *words, "--jsonl", "-")[1])
    assert [event["option"] for event in told if event["kind"] == "decided"] == options


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("chain: {a: {takes: 1h}}", 0),
        ("chain: {a: {takes: 1h}}\nendings: {over: {when: a, class: failure}}", 0),
        ("variables: {mood: calm}\nchain: {a: {takes: 1h}, b: {wait_for: mood is grave}}", 1),
        (
            "variables: {mood: calm}\nchain: {a: {takes: 1h}, b: {wait_for: mood is grave}}\nendings: {stalled: {class: neutral}}",
            0,
        ),
        ("end: 30m\nchain: {a: {takes: 1h}}", 1),
        ("end: 30m\nchain: {a: {takes: 1h}}\nendings: {out_of_time: {class: partial}}", 0),
        ("chain: {a: {takes: 1h, after: nothing}}", 2),
        ("chain: [", 2),
    ],
)
def test_the_exit_status_says_how_it_ended(file, run, text, status):
    """0 an ending of the author's, 1 stalled or out of time where the author did not class that, 2 bad input."""
    assert run(file(text + "\n"), "--seed", 1)[0] == status


def test_errors_of_the_file_stand_at_their_place_and_nothing_is_run(file, run):
    """File, line and column on the standard error, with the word that was probably meant; nothing on the standard output."""
    path = file(SMALL.replace("needs: draft decision", "need: draft decision"))
    status, out, err = run(path)
    assert (status, out) == (2, "")
    assert f"{path}:" in err
    assert "'need'" in err
    assert "needs" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--variant", "slo"), "slow"),
        (("--policy", "sterm"), "stern"),
        (("--policy", "nothing"), "usual, weighted, stern"),
        (("--view", "councl"), "council"),
        (("--choose", "mandat=adopt"), "mandate"),
        (("--choose", "mandate=adpt"), "adopt, again, refuse"),
        (("--choose", "mandate"), "STEP=OPTION"),
        (("--choose", "=adopt"), "STEP=OPTION"),
        (("--choose", "mandate="), "STEP=OPTION"),
        (("--choose", "draft=done"), "nothing is decided at 'draft'"),
        (("--until", "tomorrow"), "--until"),
        (("--until", "30"), "no unit"),
        (("--until", "D-1 06:00"), "--until"),
        (("--from", "tomorrow"), "--from"),
        (("--from", "30"), "no unit"),
        (("--from", "D-1 06:00"), "--from"),
        (("--from", "06:00"), "'D+1 06:00', in quotes"),
        (("--from", "2h", "--until", "1h"), "--from lies behind --until"),
        (("--seed", "-1"), "--seed takes"),
        (("--seed", str(2**64)), "--seed takes"),
        (("--seed", "1", "--replication", "-1"), "--replication takes"),
        (("--replication", str(2**48)), "--replication takes"),
        (("--seed", "one"), "argument --seed: 'one' is no whole number"),
        (("--seed", "1.5"), "argument --seed: '1.5' is no whole number"),
        (("--seed", "9" * 5000), "is no whole number"),
        (("--replication", "1e3"), "argument --replication: '1e3' is no whole number"),
        (("--width", "wide"), "argument --width: 'wide' is no whole number"),
        (("--width", "0"), "'0' is no number of columns"),
        (("--width", str(10**12)), "is no number of columns"),
        (
            ("--choose", "mandate=adopt", "--choose", "mandate=again"),
            "--choose fixes 'mandate' twice: adopt, again",
        ),
        (("--choose", "mandate#2=adopt", "--choose", "mandate #2=adopt"), "twice"),
        (("--choose", "sitting=granted", "--choose", "sitting=denied"), "twice"),
        (("--pace", "0"), "exercise seconds per second"),
        (("--pace", "nan"), "exercise seconds per second"),
        (("--pace", "fast"), "exercise seconds per second"),
        (("--jsonl", "-", "--json", "-"), "cannot both"),
        (("--colour",), "unrecognized"),
    ],
)
def test_words_that_do_not_fit_are_refused(file, run, words, message):
    """Exit 2, one clear sentence with what would fit, nothing told, nothing written."""
    status, out, err = run(file(), *words)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_a_variant_that_is_not_there_is_a_mistake_of_the_command(file, run):
    """Not of a line of the file: one sentence, with the nearest name or all there are."""
    path = file()
    assert (
        run(path, "--variant", "slo")[2]
        == f"{path}: error: there is no variant 'slo' in this scenario (did you mean 'slow'?)\n"
    )
    assert "(there are: slow)" in run(path, "--variant", "nosuch")[2]
    bare = file(SMALL.split("variants:")[0], "bare.yaml")
    assert "(it has none)" in run(bare, "--variant", "slow")[2]


def test_of_a_file_with_errors_these_come_first(file, run):
    """Whatever the variant; and a variant's own errors stand at their lines."""
    wrong = file(SMALL.replace("needs: draft decision", "need: draft decision"))
    assert "'need'" in run(wrong, "--variant", "nosuch")[2]
    own = file(SMALL + "  bad: {set: {chain.draught.takes: 20h}}\n", "own.yaml")
    assert f"{own}:" in run(own, "--variant", "bad")[2]
    assert "draught" in run(own, "--variant", "bad")[2]


def test_what_was_chosen_in_vain_is_told(file, run):
    """Never asked, or overruled each time by what says more."""
    path = file()
    _, _, err = run(
        path,
        "--seed",
        3,
        "--choose",
        "mandate=refuse",
        "--choose",
        "mandate#1=adopt",
        "--choose",
        "mandate#2=refuse",
    )
    assert err.splitlines() == [
        "Never asked, so not chosen: mandate#2",
        "Overruled each time by a choice that says more: mandate",
    ]
    assert run(path, "--seed", 3, "--choose", "mandate=adopt")[2] == ""


def test_a_choice_for_one_member_stands_over_one_for_all_in_any_order(file, run):
    """For chance as for answers: what names a member says more."""
    path = file(
        """
groups: {states: {ara: {title: Aralia}, bor: {title: Borlandia}}}
chain: {sitting: {for_each: states, takes: 30m, outcomes: {granted: {}, denied: {chance: 10%}}}}
"""
    )
    words = [("--choose", "sitting=granted"), ("--choose", "sitting of bor=denied")]
    for first, second in (words, words[::-1]):
        told = events(run(path, "--seed", 3, *first, *second, "--jsonl", "-")[1])
        drawn = {event["element"]: event["outcome"] for event in told if event["kind"] == "drawn"}
        assert drawn == {"sitting of ara": "granted", "sitting of bor": "denied"}


def test_a_loop_without_time_that_only_shows_in_the_run_is_an_error(file, run):
    """No hang, no traceback: the step is named."""
    text = (
        SMALL.replace("  draft:", "  start_point: {}\n  draft:")
        .replace("1h .. 9h", "0m .. 1m")
        .replace("at_most: 2", "at_most: 1000")
    )
    status, _, err = run(file(text), "--seed", 1, "--choose", "mandate=again")
    assert status in (0, 2)
    assert "Traceback" not in err
