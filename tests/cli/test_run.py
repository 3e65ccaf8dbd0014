"""`exercise-sim run`: what it tells, what it writes, and its exit status."""

import io
import json
import shlex
import time

import pytest
from rich.cells import cell_len
from tests.support import HEAD, SCENARIOS, loaded

from exercise_sim.cli import main

SMALL = """
bodies: {council: {title: Grand Council, seat: true}, staff: {title: Staff, seat: true}}
variables: {mood: calm}
chain:
  draft: {title: Drafting, by: staff, takes: 1h .. 9h, makes: draft decision}
  mandate:
    title: Extraordinary session
    by: council
    needs: draft decision
    question: Adopt the draft?
    options:
      adopt: {text: So be it, weight: 1}
      again: {text: Not yet, weight: 1, back_to: draft, at_most: 2, then: refuse}
      refuse: {text: Never, ends: refused}
    usual: adopt
  sitting: {title: Sitting, takes: 30m, outcomes: {granted: {text: Permitted}, denied: {text: Forbidden, chance: 10%}}}
endings: {settled: {title: It is settled, class: success, when: sitting}, refused: {title: It was refused, class: failure}}
objectives: {quick: {title: A quick decision, from: draft begins, to: mandate, ratings: {P: 1d, S: 2d, M: 3d}}}
policies: {stern: {choose: {mandate: refuse}}}
variants:
  slow: {title: A slow draft, set: {chain.draft.takes: 20h}}
"""


@pytest.fixture
def file(tmp_path):
    """Writes a scenario, SMALL or another text, and gives its path."""

    def write(text: str = SMALL, name: str = "small.yaml"):
        head = "".join(f"{key}: {value}\n" for key, value in HEAD.items() if f"\n{key}:" not in f"\n{text}")
        path = tmp_path / name
        path.write_text(head + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def run(capsys):
    """Runs the command in this process: its exit status, what it wrote, and its complaints."""

    def call(*words: object) -> tuple[int, str, str]:
        try:
            status = main(["run", *map(str, words)])
        except SystemExit as leaving:
            status = leaving.code
        out, err = capsys.readouterr()
        return status, out, err

    return call


def events(text: str) -> list[dict]:
    """The events of a JSONL text."""
    return [json.loads(line) for line in text.splitlines()]


# --- what it tells


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
    (again,) = (line for line in out.splitlines() if line.startswith("  exercise-sim run"))
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


def test_what_is_chosen_stands_over_the_variant_and_the_policy(file, run):
    """In this order."""
    path = file(SMALL + "  again: {choose: {mandate#1: again}}\n")
    options = [
        event["option"]
        for event in events(
            run(path, "--seed", 3, "--variant", "again", "--choose", "mandate#1=refuse", "--jsonl", "-")[1]
        )
        if event["kind"] == "decided"
    ]
    assert options == ["refuse"]


# --- exit status


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
        (("--seed", "-1"), "--seed takes"),
        (("--seed", str(2**64)), "--seed takes"),
        (("--seed", "1", "--replication", "-1"), "--replication takes"),
        (("--replication", str(2**48)), "--replication takes"),
        (("--seed", "one"), "invalid int value"),
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


def test_an_output_over_the_scenario_itself_is_refused(file, run):
    """A slip of the hand does not cost the file."""
    path = file()
    before = path.read_bytes()
    for option in ("--jsonl", "--json"):
        status, _, err = run(path, option, path.parent / "." / path.name)
        assert status == 2
        assert option in err
    assert path.read_bytes() == before


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


# --- what it writes


def test_jsonl_is_one_event_a_line(file, run, tmp_path):
    """Numbered from 1, each with minute, kind, element, cause and audience; UTF-8 with plain line ends."""
    target = tmp_path / "log.jsonl"
    status, out, _ = run(
        file(SMALL.replace("So be it", "So be it — \u2014 да")), "--seed", 3, "--jsonl", target
    )
    assert status == 0
    assert "It is settled" in out
    raw = target.read_bytes()
    assert b"\r" not in raw
    found = events(raw.decode())
    assert [event["seq"] for event in found] == list(range(1, len(found) + 1))
    assert all(list(event)[:6] == ["seq", "at", "kind", "element", "cause", "audience"] for event in found)
    assert (found[0]["kind"], found[0]["at"], found[0]["audience"]) == ("startex", 0, "all")
    assert (found[-1]["kind"], found[-1]["ending"], found[-1]["class"]) == ("ended", "settled", "success")
    assert {event["audience"][0] for event in found if event["element"] == "mandate"} == {"council"}


def test_jsonl_to_the_standard_output_moves_the_log_to_the_standard_error(file, run):
    """So that a pipe carries nothing but events."""
    _, out, err = run(file(), "--seed", 3, "--jsonl", "-")
    assert len(events(out)) > 5
    assert "It is settled" in err


def test_json_is_the_run_in_numbers(file, run, tmp_path):
    """Scenario, digest, seed, ending and its minute, the minute at which each step was finished, objectives with their rating."""
    target = tmp_path / "summary.json"
    run(file(), "--seed", 3, "--replication", 2, "--variant", "slow", "--json", target)
    data = json.loads(target.read_text(encoding="utf-8"))
    assert data["digest"] == loaded((file()).read_text(encoding="utf-8")).digest
    assert (data["scenario"], data["seed"], data["replication"]) == ("test", 3, 2)
    assert (data["variants"], data["policy"]) == (["slow"], "usual")
    assert (data["ending"], data["class"], data["ended_at"]) == ("settled", "success", 1230)
    assert data["finished"] == {"draft": 1200, "mandate": 1200, "sitting": 1230}
    assert data["objectives"] == {"quick": {"value": 1200, "unit": "minutes", "rating": "P"}}


def test_json_of_a_run_that_was_stopped_has_no_ending(file, run):
    """What has not come is null or missing, not 0."""
    data = json.loads(run(file(), "--seed", 3, "--variant", "slow", "--until", "30m", "--json", "-")[1])
    assert (data["ending"], data["class"], data["ended_at"], data["finished"]) == (None, None, None, {})


def test_json_says_the_same_as_jsonl(file, run):
    """The minutes of the summary are those of the log."""
    path = file()
    for seed in range(5):
        log = events(run(path, "--seed", seed, "--policy", "weighted", "--jsonl", "-")[1])
        data = json.loads(run(path, "--seed", seed, "--policy", "weighted", "--json", "-")[1])
        assert data["ended_at"] == log[-1]["at"]
        assert data["finished"] == {event["element"]: event["at"] for event in log if event["kind"] == "done"}


def test_both_may_be_written_at_once(file, run, tmp_path):
    """One to a file, one to the standard output."""
    target = tmp_path / "log.jsonl"
    _, out, _ = run(file(), "--seed", 3, "--json", "-", "--jsonl", target)
    assert json.loads(out)["ended_at"] == events(target.read_text(encoding="utf-8"))[-1]["at"]


# --- the seat


SECRET = """
end: 2d
bodies: {council: {title: Grand Council, seat: true}, spy: {title: Hidden Hand, seat: true}, staff: {title: Staff}}
variables: {trust_level: 5}
chain:
  s: {}
  plot: {title: Poisonous plot, by: spy, after: s, takes: 1h, makes: black letter, when_done: {add: {trust_level: -1}}}
  gate: {title: Trapdoor, by: spy, takes: 1h, outcomes: {opened: {text: Ajar}, shut: {text: Bolted}}}
  treason: {title: Treachery, by: spy, after: gate, takes: 90h}
  session: {title: Session, by: council, after: s, takes: 1h, question: Adopt?, options: {adopt: {text: Aye}}, usual: adopt}
  lost: {title: Lost hope, by: council, after: gate.shut}
  report: {title: Report, after: session}
endings: {over: {title: Over, when: treason}}
"""
SECRETS = (
    "plot",
    "poison",
    "black letter",
    "trust",
    "hidden hand",
    "spy",
    "gate",
    "trapdoor",
    "ajar",
    "opened",
    "treason",
    "treacher",
)


def test_a_seat_reads_nothing_that_it_may_not_see(file, run):
    """Not in the text, not in the events, not in the summary; what is its own, and what everyone sees, it reads."""
    path = file(SECRET)
    text = run(path, "--seed", 3, "--view", "council", "--width", 200)[1]
    log = run(path, "--seed", 3, "--view", "council", "--jsonl", "-")[1]
    summary = run(path, "--seed", 3, "--view", "council", "--json", "-")[1]
    for told in (text, log, summary):
        assert [secret for secret in SECRETS if secret in told.lower()] == []
    assert [
        word
        for word in ("Grand Council", "Session", "Aye", "Lost hope", "Report", "STARTEX")
        if word not in text
    ] == []
    assert set(json.loads(summary)["finished"]) == {"s", "session", "report"}


def test_without_a_view_everything_is_told(file, run):
    """The exercise control sees it all: otherwise the test above would prove nothing."""
    text = run(file(SECRET), "--seed", 3, "--width", 200)[1].lower()
    assert [
        word
        for word in (
            "poisonous plot",
            "black letter",
            "trust level",
            "hidden hand",
            "trapdoor",
            "ajar",
            "treachery",
        )
        if word not in text
    ] == []


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_events_of_a_seat_are_those_addressed_to_it(path, run):
    """Every event of a view is public or names the seat."""
    body = next(iter(loaded(path.read_text(encoding="utf-8")).scenario.bodies))
    found = events(run(path, "--seed", 1, "--view", body, "--jsonl", "-")[1])
    assert found
    assert all(event["audience"] == "all" or body in event["audience"] for event in found)


# --- the look


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_no_line_is_wider_than_the_screen(path, width, run):
    """All but the line to repeat the run, which is there to be copied whole."""
    for seed in (1, 2):
        _, out, _ = run(path, "--seed", seed, "--width", width, "--policy", "weighted")
        wide = [
            line
            for line in out.splitlines()
            if cell_len(line) > width and not line.startswith("  exercise-sim run")
        ]
        assert wide == []


def test_signs_of_double_width_are_counted_as_two(file, run):
    """Titles without blanks are broken where they reach the edge of the screen."""
    title = "\u975e\u5e38\u4f1a\u8b70" * 20
    _, out, _ = run(
        file(SMALL.replace("title: Drafting", f"title: {title}").replace("A quick decision", title)),
        "--seed",
        1,
        "--width",
        60,
    )
    assert [
        line for line in out.splitlines() if cell_len(line) > 60 and not line.startswith("  exercise-sim run")
    ] == []
    assert out.count("\u975e\u5e38") >= 20


def test_plain_is_ascii_without_colours(file, run):
    """Where the author's own words are."""
    _, out, _ = run(file(), "--seed", 3, "--plain")
    assert out.isascii()
    assert "\x1b" not in out


def test_redirected_there_are_no_colours(file, run):
    """Whoever reads a file does not read escape codes; the signs stay."""
    _, out, _ = run(file(), "--seed", 3)
    assert "\x1b" not in out
    assert not out.isascii()


# --- the pace


def test_paced_the_log_comes_with_the_clock(file, run, monkeypatch):
    """At 600 exercise seconds a second an hour takes six seconds; between events it waits, and never goes back."""
    clock = [100.0]
    slept = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(time, "sleep", sleep)
    _, out, _ = run(file("chain: {a: {takes: 1h}, b: {takes: 30m}}\n"), "--seed", 1, "--pace", 600)
    assert slept == pytest.approx([6.0, 3.0])
    assert out == run(file("chain: {a: {takes: 1h}, b: {takes: 30m}}\n"), "--seed", 1)[1]


def test_paced_each_minute_is_written_as_soon_as_it_is_told(file, monkeypatch):
    """Whoever watches a pipe or a projector sees it at once."""

    class Watched(io.StringIO):
        flushed: list[str] = []  # noqa: RUF012  # one of them

        def flush(self) -> None:
            self.flushed.append(self.getvalue())

    watched = Watched()
    monkeypatch.setattr("sys.stdout", watched)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    main(["run", str(file("chain: {a: {takes: 1h}, b: {takes: 30m}}\n")), "--seed", "1", "--pace", "6000"])
    parts = [text for text in watched.flushed if "D 01:00" in text and "D 01:30" not in text]
    assert parts
