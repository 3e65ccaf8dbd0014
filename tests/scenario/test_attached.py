"""Which other files are read, which are refused and where that is told, and that a scenario is made again from kept texts (M22)."""

import os

import pytest
from tests.scenario.folder import of, said, written

from exercise_sim.scenario.attached import Attached, attached, digest_of
from exercise_sim.scenario.files import MOST_BYTES
from exercise_sim.scenario.load import load_text
from exercise_sim.scenario.problems import ScenarioError

AT = "s.yaml:6:16"
"""Where the path of names.yaml stands."""
posix = pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone.yaml", "'gone.yaml': there is no such file (did you mean 'names.yaml'?)"),
        ("'../other.yaml'", "'../other.yaml': a path leads to no folder above the scenario's (copy it into the folder of the scenario, or below it)"),
        ("a/../names.yaml", "'a/../names.yaml': a path leads to no folder above the scenario's (copy it into the folder of the scenario, or below it)"),
        ("/etc/hostname", "'/etc/hostname': a path begins in the scenario's folder (write it without the folders above, such as names.yaml)"),
        ("'C:\\names.yaml'", "'C:\\names.yaml': a path begins in the scenario's folder (write it without the folders above, such as names.yaml)"),
        ("'sub\\names.yaml'", "'sub\\names.yaml': a path has / between its folders (write sub/names.yaml)"),
        ("''", "'': no file is named (write its path, such as real-names.yaml)"),
        ("sub", "'sub': this is a folder, not a file (name the scenario file in it)"),
        ("s.yaml", "'s.yaml': this is the scenario itself (name another file, or leave the word out)"),
        ("./sub/../s.yaml", "'./sub/../s.yaml': a path leads to no folder above the scenario's (copy it into the folder of the scenario, or below it)"),
        ("names.yaml/x", "'names.yaml/x': there is no such file"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error_where_it_is_named(tmp_path, path, message):
    """At the path in the scenario, with the reason; nothing outside the scenario's folder is even looked at."""
    (tmp_path / "sub").mkdir()
    (tmp_path.parent / "other.yaml").write_text("names: {host: Aralia}\n", encoding="utf-8")
    file = written(tmp_path, f"{{names: {path}}}", names="names: {host: Aralia}\n")
    found = said(file)
    assert [line.replace("s.yaml:6:17", AT) for line in found] == [f"{AT}: {message}"]


def test_a_name_that_no_file_can_have(tmp_path):
    """A zero byte is one for no system."""
    assert said(written(tmp_path, '{names: "a\\0b"}'))[0].startswith(f"{AT}: 'a")


@posix
def test_links_may_not_lead_outside(tmp_path):
    """Neither a link of the file nor of a folder on the way; one that stays inside is read."""
    home, outside = tmp_path / "home", tmp_path / "outside"
    (home / "sub").mkdir(parents=True)
    outside.mkdir()
    (outside / "names.yaml").write_text("names: {host: Aralia}\n", encoding="utf-8")
    (home / "sub" / "real.yaml").write_text("names: {host: Aralia}\n", encoding="utf-8")
    (home / "out.yaml").symlink_to(outside / "names.yaml")
    (home / "away").symlink_to(outside)
    (home / "in.yaml").symlink_to(home / "sub" / "real.yaml")
    (home / "round.yaml").symlink_to(home / "round.yaml")
    for path in ("out.yaml", "away/names.yaml"):
        assert said(written(home, f"{{names: {path}}}")) == [
            f"{AT}: '{path}': this file lies outside the scenario's folder (copy it into the folder of the scenario, or below it)"
        ]
    assert of(written(home, "{names: in.yaml}")).scenario.names == {"host": "Aralia"}
    assert said(written(home, "{names: round.yaml}"))[0].startswith(f"{AT}: 'round.yaml': ")


@posix
def test_the_scenario_under_another_name_is_itself(tmp_path):
    """A link of either kind to the scenario would include it in itself."""
    file = written(tmp_path, "{names: other.yaml}")
    (tmp_path / "other.yaml").symlink_to(file)
    assert "this is the scenario itself" in said(file)[0]
    (tmp_path / "other.yaml").unlink()
    (tmp_path / "other.yaml").hardlink_to(file)
    assert "this is the scenario itself" in said(file)[0]


@posix
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    """As for the scenario."""
    os.mkfifo(tmp_path / "pipe.yaml")
    assert said(written(tmp_path, "{names: pipe.yaml}"))[0].startswith(
        f"{AT}: 'pipe.yaml': this is a device or a pipe"
    )


def test_what_is_too_large_is_refused(tmp_path):
    """Of a hundred megabytes only the first four are read."""
    file = written(tmp_path, "{names: names.yaml}")
    with (tmp_path / "names.yaml").open("wb") as large:
        large.truncate(100_000_000)
    assert said(file) == [f"{AT}: 'names.yaml': the file is larger than {MOST_BYTES // 1_000_000} MB"]


def test_what_is_no_text_stands_at_its_byte(tmp_path):
    """In the other file, with its line and column; a mark of byte order is none."""
    file = written(tmp_path, "{names: names.yaml}")
    (tmp_path / "names.yaml").write_bytes(b"names:\n  host: \xff\n")
    assert said(file) == [
        "names.yaml:2:9: byte 16 of the file is not UTF-8 text (save the file in the encoding UTF-8)"
    ]
    (tmp_path / "names.yaml").write_bytes(b"\xef\xbb\xbfnames: {host: Aralia}\r\n")
    assert said(file) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names.yaml:1:1: the file is empty"),
        ("# nothing\n", "names.yaml:1:1: the file is empty"),
        ("- Aralia\n", "names.yaml:1:1: a names file consists of 'name: value' lines"),
        ("names: {host: yes}\n", "names.yaml:1:15: 'yes' is ambiguous: write true or false, or put it in quotes (as a text: \"yes\")"),
        ("names: {host: A, host: B}\n", "names.yaml:1:18: 'host' stands here twice: first in line 1 (delete one, or rename it)"),
        ("nams: {host: A}\n", "names.yaml:1:1: 'nams' is not a word of this file (did you mean 'names'?)"),
        ("sealed: [A]\n", "names.yaml:1:1: 'sealed' is not a word of this file (known here: names, about, source)"),
        ("names: {host: A}\nprovisions: {}\n", "names.yaml:2:1: 'provisions' is not a word of this file (known here: names, about, source)"),
        ("names: &x {host: A}\n", "names.yaml:1:8: a text without quotes cannot begin with &"),
    ],
)  # fmt: skip
def test_the_same_rules_of_yaml_hold(tmp_path, text, message):
    """And what is wrong stands in the other file; nothing that only follows from it is told."""
    file = written(tmp_path, "{names: names.yaml}", "chain: {a: {title: <host>}}\n", names=text)
    found = said(file)
    assert found[0].startswith(message)
    assert not any("nothing is named" in line for line in found)


def test_a_warning_of_another_file_is_told_too(tmp_path):
    """At its place."""
    file = written(tmp_path, "{names: names.yaml}", names="names:\n  host: Aralia (old # new)\n")
    assert said(file, "warning")[0].startswith("names.yaml:2:9: is this text cut off?")


def test_the_digest_covers_every_other_file(tmp_path):
    """A scenario with none keeps the digest of its text alone."""
    alone = digest_of("text", [])
    assert alone == "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"
    one, other = attached("names", "n.yaml", "names: {a: b}"), attached("names", "n.yaml", "names: {a: c}")
    assert len({alone, digest_of("text", [one]), digest_of("text", [other]), digest_of("text ", [one])}) == 4
    assert digest_of("text", [one]) != digest_of("text", [attached("names", "m.yaml", "names: {a: b}")])


def test_a_scenario_is_made_again_from_kept_texts(tmp_path):
    """Without the disk, and with the same digest; a file that was changed or taken away meanwhile changes nothing."""
    file = written(
        tmp_path,
        "{names: names.yaml, sealed: real.yaml}",
        names="names: {host: Aralia}\n",
        real="sealed: [Realand]\n",
    )
    first = of(file)
    assert [one.path for one in first.attached] == ["names.yaml", "real.yaml"]
    for other in ("names.yaml", "real.yaml"):
        (tmp_path / other).unlink()
    again = load_text(first.source.text, "elsewhere/s.yaml", attached=first.attached)
    assert (again.digest, again.scenario, again.attached) == (first.digest, first.scenario, first.attached)


def test_players_keep_no_real_names(tmp_path):
    """What they keep has the digest of the sealed file and not its text, and still makes the scenario, with the same digest."""
    first = of(written(tmp_path, "{sealed: real.yaml}", real="sealed: [Realand]\n"))
    kept = [one.for_players() for one in first.attached]
    assert "Realand" not in repr(kept)
    assert load_text(first.source.text, "s.yaml", attached=kept).digest == first.digest
    assert attached("names", "n.yaml", "x").for_players().text == "x"


def test_a_text_that_was_not_kept_is_missed_where_it_is_named(tmp_path):
    """And nothing is looked for on the disk."""
    first = of(written(tmp_path, "{names: names.yaml}", names="names: {host: Aralia}\n"))
    with pytest.raises(
        ScenarioError, match=r"s.yaml:6:16: error: 'names.yaml': the text of this file was not kept"
    ):
        load_text(first.source.text, str(tmp_path / "s.yaml"))


def test_a_kept_text_that_was_changed_has_another_digest(tmp_path):
    """Its digest is worked out anew, whatever the record says."""
    first = of(written(tmp_path, "{names: names.yaml}", names="names: {host: Aralia}\n"))
    (one,) = first.attached
    forged = Attached(one.kind, one.path, "names: {host: Other}\n", one.digest)
    assert load_text(first.source.text, "s.yaml", attached=[forged]).digest != first.digest


def test_a_variant_cannot_name_another_file(tmp_path):
    """It comes too late."""
    text = "chain: {a: {}}\nvariants: {v: {set: {files.names: other.yaml}}}\n"
    file = written(tmp_path, "{names: names.yaml}", text, names="names: {host: Aralia}\n")
    assert said(file) == [
        "s.yaml:8:22: a variant cannot name another file (make a second scenario that names it)"
    ]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            "names.yaml",
            "names with something behind each are expected here, such as {name: value}, not 'names.yaml'",
        ),
        ("{name: names.yaml}", "'name' is not a word of the language here (did you mean 'names'?)"),
        ("{names: [a.yaml]}", "a text is expected here, not [a.yaml]"),
    ],
)
def test_the_block_is_looked_at_as_any_other(tmp_path, files, message):
    """Unknown words, and what is no path."""
    assert message in said(written(tmp_path, files))[0]


def test_another_file_is_no_scenario(tmp_path):
    """Whoever checks one by itself is told so, in one sentence."""
    file = tmp_path / "p.yaml"
    file.write_text('provisions: {"1": {title: A}}\n', encoding="utf-8")
    assert said(file) == [
        "p.yaml:1:1: this file is no scenario, but belongs to one (name it there behind 'files: {provisions: ...}', and look at the scenario)"
    ]


def test_the_line_of_the_other_file_is_shown(tmp_path):
    """Not the line of the scenario with the same number."""
    from exercise_sim.render.problems import format_problems
    from exercise_sim.scenario.load import examine

    file = written(tmp_path, "{names: names.yaml}", names="names:\n  host: [x]\n")
    text = format_problems(*examine(file))
    assert "    host: [x]\n" in text
    assert "title: A test" not in text
