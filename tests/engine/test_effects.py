"""M13 and M18 as far as they are here: what options, outcomes and finished steps set, add and drop; M24: documents."""

import pytest
from tests.support import ask, begin, begun, lines, play, story


def test_set_gives_a_value_and_add_adds():
    """From an option, an outcome, a finished step; numbers may be negative or broken."""
    session = play("""
        variables: {strength: 10, mood: calm, open: false}
        chain:
          a: {when_done: {add: {strength: 2.5}}}
          b: {by: staff, question: Well?, options: {go: {set: {mood: grave, open: true}}}, usual: go}
          c: {outcomes: {granted: {add: {strength: -4}}, refused: {chance: 0}}}
          d: {when_done: {set: {strength: 1}}}
    """)
    assert story(session, "variable") == lines("""
        0 variable strength: 12.5
        0 variable mood: grave
        0 variable open: True
        0 variable strength: 8.5
        0 variable strength: 1
    """)


def test_set_comes_before_add():
    """Where one effect has both, the new value is added to."""
    assert story(play("variables: {count: 5}\nchain: {a: {when_done: {add: {count: 1}, set: {count: 10}}}}"), "variable") == [
        "0 variable count: 10", "0 variable count: 11",
    ]  # fmt: skip


def test_effects_of_one_minute_come_in_file_order():
    """Two steps that end together add and set in the order of the file."""
    text = "variables: {count: 5}\nchain: {s: {}, %s: {after: s, takes: 1h, when_done: {set: {count: 0}}}, %s: {after: s, takes: 1h, when_done: {add: {count: 1}}}}"
    assert story(play(text % ("a", "b")), "variable") == ["60 variable count: 0", "60 variable count: 1"]


def test_effects_come_when_the_step_is_done_not_when_it_is_decided():
    """An option that takes time to carry out has its effect at the end of it."""
    session = play("""
        variables: {count: 0}
        chain: {a: {by: staff, question: Well?, options: {go: {takes: 1h, add: {count: 1}, makes: order}}, usual: go}}
    """)
    assert story(session, "decided", "variable", "made") == [
        "0 decided a: go",
        "60 made order v1",
        "60 variable count: 1",
    ]


# --- documents


PAPERS = """
bodies: {council: {seat: true}, staff: {seat: true}}
chain:
  s: {}
  draft: {by: staff, after: s, takes: 1h, makes: draft decision}
  map: {by: staff, after: s, takes: 2h, makes: [map, list]}
  mandate:
    by: council
    needs: [draft decision, map]
    after: s
    question: Adopt?
    options: {adopt: {makes: decision}, again: {back_to: draft, at_most: 1, then: adopt}}
    usual: adopt
  order: {needs: decision, after: s}
"""


def test_making_a_document_makes_its_next_version():
    """Version 1, and after rework version 2; a step may make several, an option its own."""
    assert story(play(PAPERS, {"mandate#1": "again"}), "made") == lines("""
        60 made draft decision v1
        120 made map v1
        120 made list v1
        180 made draft decision v2
        180 made decision v1
    """)


def test_a_step_cannot_begin_without_the_documents_it_needs():
    """It waits for each of them, beside what stands behind `after`."""
    assert begun(play(PAPERS))["mandate"] == 120


def test_a_document_is_needed_strictly():
    """If the step that makes it is passed over or never takes the option, what needs it is cut off: no way round."""
    assert story(play(PAPERS.replace("takes: 1h, makes", "if: s is cut off, makes")), "cut off") == [
        "0 cut off mandate", "0 cut off order",
    ]  # fmt: skip
    text = PAPERS.replace("adopt: {makes: decision}", "adopt: {makes: decision}, refuse: {}")
    assert story(play(text, {"mandate": "refuse"}), "cut off") == ["120 cut off order"]


def test_a_document_that_several_make_is_there_with_the_first():
    """Any of them makes it; one that is passed over or cut off is no obstacle."""
    text = """
        variables: {mood: calm}
        chain:
          s: {}
          long: {after: s, takes: 2h, makes: report}
          short: {after: s, takes: %s, makes: report}
          gone: {after: s, if: mood is grave, makes: report}
          reader: {after: s, needs: report}
    """
    assert begun(play(text % "1h"))["reader"] == 60
    assert begun(play(text % "3h"))["reader"] == 120
    assert story(play(text % "1h"), "made") == ["60 made report v1", "120 made report v2"]


def test_a_document_of_a_member_bears_its_name():
    """A placeholder makes one document a member, and its reader needs its own."""
    session = play("""
        groups: {states: {ara: {title: Aralia, time: 1h}, bor: {title: Borlandia, time: 2h}}}
        chain:
          write: {for_each: states, takes: its.time, makes: note of <its.title>}
          sign: {for_each: states, after: first of write, needs: note of <its.title>}
    """)
    assert story(session, "made") == ["60 made note of Aralia v1", "120 made note of Borlandia v1"]
    assert (begun(session)["sign of ara"], begun(session)["sign of bor"]) == (60, 120)


@pytest.mark.parametrize(
    ("knows", "laid"),
    [
        ("", (("draft decision", 1), ("map", 1))),
        ("knows: list", (("list", 1),)),
        ("knows: [draft decision, order]", (("draft decision", 1),)),
    ],
)
def test_what_is_laid_before_whom(knows, laid):
    """`knows`, or else what the step needs, in the version that is there; what was not made yet is not laid before anyone."""
    text = (
        PAPERS.replace("question: Adopt?", f"{knows}\n    question: Adopt?")
        + "  late: {after: 9h after s, makes: order}\n"
    )
    assert ask(begin(text), "mandate").question.knows == laid


def test_the_second_reading_has_the_second_version():
    """After rework the question lies beside the new draft."""
    session = begin(PAPERS)
    session.answer(ask(session, "mandate").question, "again")
    assert ask(session, "mandate#2").question.knows == (("draft decision", 2), ("map", 1))


def test_work_of_which_nothing_was_left_already_ends_where_it_was_to_end():
    """Half of nothing: c ends in the round in which b does, and not one later; so d and e begin together."""
    session = play("""
        chain:
          a: {takes: 1h}
          b: {after: a, when_done: {rescale: {c: 0.5}}}
          c: {after: a}
          d: {after: b}
          e: {after: c}
    """)
    assert story(session, "begun", "done")[-6:-2] == ["60 done b", "60 done c", "60 begun d", "60 begun e"]


def test_no_delay_keeps_what_is_to_be_passed_over():
    """b is to be passed over at its turn; the inject that releases it delays it, too."""
    session = play("""
        chain:
          a: {takes: 1h}
          b: {after: late, takes: 1h}
          c: {after: a, takes: 9h}
        injects:
          early: {at: D 00:30, text: One., effects: {pass_over: b}}
          late: {at: D 02:00, text: Two., effects: {delay: {b: 1h}}}
    """)
    assert "120 passed over b" in story(session)


def test_a_count_of_members_is_dead_once_one_is_passed_over_and_the_others_are_met_and_too_few():
    """Of two members one is passed over at 90; when the other is met at 180, not all can be passed any more."""
    session = play("""
        groups: {states: {x: {}, z: {}}}
        chain:
          a: {takes: 1h}
          vote: {for_each: states, after: a, takes: 2h}
          c: {after: 2 of vote, takes: 1h}
          d: {after: a, takes: 9h}
        injects: {i: {at: D 01:30, text: Gone., effects: {pass_over: vote of x}}}
    """)
    assert "180 cut off c" in story(session)


def test_a_hold_that_stops_an_execution_at_its_very_end_does_not_bring_the_choice_again():
    """The execution of `go` would be over at 120; b holds it in that minute for 2 h. Then `go` is done, and nothing is drawn anew."""
    session = play("""
        chain:
          b: {takes: 2h, when_done: {hold: c, until: 2h}}
          c: {after: b begins, takes: 1h, outcomes: {go: {takes: 1h}, stay: {chance: 0}}}
    """)
    assert story(session, "drawn", "done", of="c") == ["60 drawn c: go", "240 done c: go"]
