"""The log told: every kind of event has its line; what belongs together is said together."""

from tests.support import play

from exercise_sim.render.lines import Line
from exercise_sim.render.narrator import Narrator
from exercise_sim.render.sentences import CLASSES, CLOSE, SAY
from exercise_sim.render.view import seen


def tell(text: str, choose: dict[str, str] | None = None, policy: str = "usual") -> list[Line]:
    """The lines of a whole run."""
    session = play(text, choose, policy)
    return Narrator(session.plan).tell(session.log)


def told(text: str, choose: dict[str, str] | None = None, policy: str = "usual") -> list[str]:
    """Their sentences, after minute and mark."""
    return [f"{line.at} {line.mark} {line.told('->')}" for line in tell(text, choose, policy)]


def test_work_is_told_when_it_begins_and_when_it_is_done():
    """With the time that it took; a point where branches meet is one line."""
    assert told("chain: {draft_text: {takes: 90m}, meet: {}}") == [
        "0 start STARTEX. A test", "0 begin Draft text: started", "90 done Draft text: done in 1 h 30 min", "90 done Meet",
        "90 end ENDING: Completed",
    ]  # fmt: skip


def test_what_is_made_and_changed_is_said_with_it():
    """Documents with their versions, variables (numbers rise and fall), capacities."""
    lines = told("""
        resources: {cell: {title: Drafting cell, slots: 1}}
        variables: {unity: 100}
        chain: {a: {takes: 1h, makes: [note, list], when_done: {add: {unity: -2, cell: 1}}}}
    """)
    assert (
        lines[2]
        == "60 done A: done in 1 h -> note v1, list v1; unity falls to 98; the capacity of Drafting cell is now 2"
    )


def test_what_waited_says_how_long_and_for_what():
    """The queue, opening hours, a condition."""
    lines = told("""
        resources: {cell: {title: Drafting cell, slots: 1}, desk: {title: Front desk, slots: 1, open: 06:00-20:00}}
        variables: {mood: calm}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          queued: {after: s, takes: 1h, uses: {cell: 1}}
          morning: {after: s, takes: 1h, uses: {desk: 1}}
          patient: {after: s, wait_for: mood is grave, takes: 1h}
          news: {after: 2h after s, when_done: {set: {mood: grave}}}
    """)
    assert "0 queued Queued: ready, waiting for Drafting cell" in lines
    assert "60 begin Queued: started, after 1 h in the queue for Drafting cell" in lines
    assert "360 begin Morning: started, after 6 h of waiting until Front desk opened" in lines
    assert "0 queued Patient: ready, waiting for: mood is grave" in lines
    assert "120 begin Patient: started, after 2 h of waiting for: mood is grave" in lines


def test_a_condition_is_said_where_it_and_the_resource_came_in_one_minute():
    """Whoever waited for its condition did not stand in the queue."""
    lines = told("""
        variables: {v: 0}
        resources: {r: {slots: 1}}
        chain:
          hog: {takes: 2h, uses: {r: 1}, when_done: {add: {v: 1}}}
          b: {after: 0m after hog begins, wait_for: v at least 1, uses: {r: 1}, takes: 30m}
    """)
    assert "120 begin B: started, after 2 h of waiting for: v at least 1" in lines


def test_a_seat_is_not_told_a_condition():
    """It may look at what is exercise control's."""
    session = play("""
        variables: {secret: 0}
        chain:
          a: {takes: 2h, when_done: {add: {secret: 1}}}
          b: {by: staff, after: 0m after a begins, wait_for: secret at least 1, takes: 1h}
          c: {by: staff, wait_for: secret at least 9}
        endings: {over: {when: c}}
    """)
    seat = [
        line.told("->")
        for line in Narrator(session.plan, "staff").tell(seen(session.plan, session.log, "staff"))
    ]
    assert "B: ready, waiting until its condition is met" in seat
    assert "B: started, after 2 h of waiting until its condition was met" in seat
    lines = Narrator(session.plan, "staff").tell(seen(session.plan, session.log, "staff"))
    assert lines[-1].items == ["C: waiting"]
    assert not any(
        "secret" in text or "'Over'" in text for line in lines for text in [line.told("->"), *line.items]
    )


def test_a_question_is_told_with_its_options_and_its_limit():
    """By their texts, as points below it; what stands without an answer below those."""
    (line,) = [
        line
        for line in tell("""
            chain:
              a: {by: staff, question: What now?, options: {go: {text: Go on}, stop: {text: Stop it}}, usual: go, within: 2h, otherwise: stop}
        """)
        if line.mark == "asked"
    ]
    assert (line.told("->"), line.items, line.below, line.body) == (
        "Question: What now?",
        ["Go on", "Stop it"],
        ["To be answered by D 02:00; if not: Stop it"],
        "Staff",
    )


def test_a_decision_says_what_was_taken_and_by_whom():
    """By a policy, chosen for this run, by nobody in time; the end of the step is not told twice."""
    text = "chain: {a: {by: staff, thinks: 10m, question: Well?, options: {go: {text: Go on, makes: order}, stop: {}}, usual: go, within: %s, otherwise: stop}}"
    assert told(text % "1h")[2:-1] == ["10 decided Decision: Go on (policy 'usual') -> order v1"]
    assert told(text % "1h", {"a": "stop"})[2:-1] == ["10 decided Decision: Stop (chosen for this run)"]
    assert told(text % "5m")[2:-1] == ["5 decided No answer in time, so this stands: Stop"]


TWO = """
chain:
  s: {}
  publish: {title: Publish, by: staff, after: s, thinks: 1h, question: Shall we publish it?, options: {go: {text: Go on}, stay: {text: No thanks}}, usual: go, within: %s, otherwise: stay}
  warn: {title: Warn, by: staff, after: s, thinks: 30m, question: Shall we warn them?, options: {go: {text: Go on}, stay: {text: No thanks}}, usual: stay}
"""
"""Two questions of one body that are open together."""


def test_an_answer_names_its_question_where_that_does_not_stand_right_above():
    """Or where the body was asked something else besides; one that lapses as well."""
    assert [line for line in told(TWO % "5h") if " decided " in line] == [
        "30 decided Decision on 'Warn': No thanks (policy 'usual')",
        "60 decided Decision on 'Publish': Go on (policy 'usual')",
    ]
    assert "40 decided No answer on 'Publish' in time, so this stands: No thanks" in told(TWO % "40m")


def test_votes_name_their_question_where_that_does_not_stand_right_above():
    """The decision below the votes then need not."""
    lines = told("""
        groups: {states: {ara: {title: Aralia}, bor: {title: Borlandia}}}
        chain:
          s: {}
          work: {after: s, takes: 10m}
          mandate: {title: Session, by: staff, after: s, thinks: 1h, question: Well?, vote: {of: states, carried: {adopt: all}}, options: {adopt: {text: So be it}, refuse: {}}, usual: adopt, within: 1d, otherwise: refuse}
    """)
    assert [line for line in lines if line.startswith("60 ")][:2] == [
        "60 vote Votes on 'Session' (policy 'usual'):",
        "60 decided Decision: So be it (by vote: 2 of 2, needed all present)",
    ]


def test_what_is_told_from_a_time_on_names_the_questions_from_before():
    """They do not stand on the page."""
    session = play(
        "chain: {a: {title: The line, by: staff, thinks: 1h, question: Well?, options: {go: {}}, usual: go}}"
    )
    narrator = Narrator(session.plan)
    narrator.pass_by(event for event in session.log if event.at < 60)
    lines = narrator.tell(event for event in session.log if event.at >= 60)
    assert lines[0].told("->") == "Decision on 'The line': Go (policy 'usual')"


def test_the_same_said_of_several_members_is_said_once():
    """In one minute, with their titles."""
    lines = told(
        "groups: {states: {ara: {title: Aralia}, bor: {title: Borlandia}}}\nchain: {march: {for_each: states, takes: 1h}}"
    )
    assert lines[1:3] == [
        "0 begin March (Aralia, Borlandia): started",
        "60 done March (Aralia, Borlandia): done in 1 h",
    ]


def test_going_back_is_told_with_what_is_to_be_done_again():
    """Where it goes back to, what follows from there, and that the second turn is one."""
    lines = told("""
        chain:
          draft: {takes: 1h, makes: draft}
          visa: {takes: 10m}
          mandate: {title: The session, by: staff, question: Well?, options: {adopt: {}, again: {text: Send it back, back_to: draft, at_most: 1, then: adopt}}, usual: adopt}
    """, {"mandate#1": "again"})  # fmt: skip
    assert [line for line in lines if line.startswith("70")] == [
        "70 done Visa: done in 10 min", "70 asked Question: Well?", "70 decided Decision: Send it back (chosen for this run)", "70 back The session: back to Draft",
        "70 back To be done again: Visa", "70 begin Draft: started again",
    ]  # fmt: skip
    assert "130 done Draft: done in 1 h -> draft v2" in lines


def test_what_is_passed_over_cut_off_and_dropped_is_named():
    """Steps by their titles, members by theirs."""
    lines = told("""
        groups: {states: {ara: {title: Aralia}, bor: {title: Borlandia}}}
        chain:
          s: {outcomes: {granted: {text: Permitted}, refused: {}}, when_done: {drop: bor}}
          odd: {title: An odd step, after: s, if: s is refused}
          dead: {title: A dead end, after: s.refused}
          march: {for_each: states, after: 1h after s}
    """)
    assert "0 drawn S: Permitted" in lines
    assert "0 cut No longer taking part: Borlandia; with that, no longer possible: March (Borlandia)" in lines
    assert "0 passed Passed over: An odd step" in lines
    assert "0 cut No longer possible: A dead end" in lines


def test_an_ending_says_what_is_open_and_who_waited_for_whom():
    """Out of time, or stalled."""
    late = tell(
        "end: 1h\nchain: {a: {title: Long work, takes: 2h}}\nendings: {over: {when: a}, out_of_time: {title: Time is up, text: So it ends.}}"
    )[-1]
    assert (late.told("->"), late.below) == (
        "ENDING: Time is up",
        ["So it ends.", "Still under way: Long work"],
    )
    stalled = tell(
        "resources: {fuel: {title: Fuel for all, stock: 1}}\nchain: {a: {uses: {fuel: 1}}, b: {title: The flight, uses: {fuel: 1}}, c: {title: The landing}}"
    )[-1]
    assert (stalled.told("->"), stalled.items) == (
        "Nothing more can happen:",
        ["The flight: waiting for Fuel for all", "The landing: waiting for The flight"],
    )


def test_a_stalled_run_says_which_ending_was_hoped_for_and_what_it_waited_for():
    """What was no longer possible, since when and by which result; else what the ending asks."""
    lost = tell("""
        chain:
          a: {title: The vote, takes: 1h, outcomes: {x: {text: For}, z: {text: Against, chance: 0%}}}
          c: {after: a.z}
          d: {title: The march, after: [a, c]}
        endings: {e: {title: All there, when: d}}
    """)[-1]
    assert (lost.told("->"), lost.items) == (
        "No ending was reached:",
        ["'All there' waited for The march, no longer possible since D 01:00 (The vote: For)"],
    )
    asked = tell("""
        variables: {strength: 0}
        chain: {a: {takes: 1h}, b: {if: strength at least 1}, c: {by: staff, after: a, question: Well?, options: {go: {text: Go on, ends: gone}, stay: {}}, usual: stay}}
        endings: {one: {when: strength at least 2000}, two: {when: b}, gone: {title: All gone}}
    """)[-1]
    assert asked.items == [
        "'One' waited for: strength at least 2,000",
        "'Two' waited for B, passed over at D 01:00",
        "'All gone' waited for: C: Go on",
    ]


def test_a_step_that_waits_for_its_condition_says_which():
    """In the words of the author, with titles."""
    stalled = tell("""
        variables: {v: 0}
        resources: {lift: {title: The lift, slots: 1}}
        groups: {states: {ara: {title: Aralia}, bor: {title: Borlandia}}}
        chain:
          a: {title: First, takes: 1h, outcomes: {x: {text: For}, z: {text: Against, chance: 0%}}}
          b: {after: a, wait_for: v at least 5}
          c: {after: a, wait_for: a is z or lift at least 2}
          d: {after: a, wait_for: {not: a is done}}
          e: {after: a, wait_for: [before D+1 00:00, b begins]}
          f: {after: a, wait_for: a.z and 2 of g}
          g: {for_each: states, after: f}
    """)[-1]
    assert stalled.items == [
        "B: waiting for v at least 5",
        "C: waiting for First is Against or The lift at least 2",
        "D: waiting for not: First is done",
        "E: waiting for before D+1 00:00 and B begins",
        "F: waiting for First: Against and 2 of G",
        "G (Aralia): waiting for F",
        "G (Borlandia): waiting for F",
    ]


def test_a_withdrawn_question_and_a_changed_chance_are_told():
    """Nothing that happens is passed over in silence."""
    lines = told("""
        end: 1h
        chain:
          s: {when_done: {add: {sitting.refused: 0.25}}}
          sitting: {takes: 5h, outcomes: {granted: {}, refused: {text: Refusal}}}
          a: {by: staff, after: s, question: Well?, options: {go: {}}, usual: go, thinks: 5h}
        endings: {over: {when: a}}
    """)
    assert "0 note Sitting: the chance of 'Refusal' is now 25%" in lines
    assert any("withdrawn" in line for line in lines)


def test_phase_and_body_stand_with_the_line():
    """For the columns of the log."""
    lines = tell(
        "bodies: {staff: {title: Joint Staff}}\nchain: {a: {phase: Request, by: staff, takes: 1h}, b: {takes: 1h}}"
    )
    assert [(line.told("->"), line.phase, line.body) for line in lines[1:5]] == [
        ("Phase begins: Request", "Request", ""),
        ("A: started", "Request", "Joint Staff"),
        ("A: done in 1 h", "Request", "Joint Staff"),
        ("B: started", "Request", ""),
    ]


def test_a_phase_is_announced_once():
    """Before the first work in it, also where phases overlap."""
    lines = told("""
        chain:
          a: {phase: Request, takes: 1h}
          b: {phase: Draft, takes: 1h}
          c: {phase: Request, after: a, takes: 3h}
        endings: {over: {when: b and c}}
    """)
    assert [line for line in lines if " phase " in line] == [
        "0 phase Phase begins: Request",
        "60 phase Phase begins: Draft",
    ]


WALL = """
groups: {states: {ara: {title: Aralia}, bor: {title: Borlandia}, cor: {title: Cordia}, dor: {title: Dordia}}}
chain:
  s: {by: staff, question: Well?, options: {go: {}, stop: {}}, usual: stop}
  plan_it: {title: Planning, after: s.go}
  march: {title: March, for_each: states, after: s.go, takes: 1h}
  arrive: {title: Arrival, for_each: states, takes: 1h}
  odd: {title: An odd step, after: s, if: s is go}
  other: {title: Another one, for_each: states, after: s, if: s is go}
  rest: {title: Rest, after: s, takes: 1h}
endings: {over: {when: rest}}
"""
"""One answer on which many steps hang."""


def test_around_a_decision_steps_with_one_fate_are_told_in_one_line():
    """Counted, the members of one step together."""
    assert [line for line in told(WALL) if " passed " in line or " cut " in line] == [
        "0 cut No longer possible: 9 steps, namely Planning, March (4) and Arrival (4)",
        "0 passed Passed over: 5 steps, namely An odd step and Another one (4)",
    ]


def test_what_was_done_again_is_asked_again():
    """A second question says that it is one."""
    lines = told("""
        chain:
          draft: {takes: 1h}
          mandate: {by: staff, question: Well?, options: {adopt: {}, again: {text: Again, back_to: draft, at_most: 1, then: adopt}}, usual: again}
    """)
    assert [line for line in lines if " asked " in line] == [
        "60 asked Question: Well?",
        "120 asked Question, asked again: Well?",
    ]


def test_what_was_passed_over_before_starts_for_the_first_time():
    """Going back can open a way that was not taken; then nothing starts again."""
    lines = told("""
        variables: {state: whole}
        chain:
          draft: {takes: 1h}
          mend: {title: Mending, takes: 1h, if: state is broken}
          mandate: {by: staff, question: Well?, options: {adopt: {}, again: {text: Again, set: {state: broken}, back_to: mend, at_most: 1, then: adopt}}, usual: again}
    """)
    assert [line for line in lines if "Mending" in line] == [
        "60 passed Passed over: Mending",
        "60 back Mandate: back to Mending; state is now broken",
        "60 begin Mending: started",
        "120 done Mending: done in 1 h",
    ]


def test_a_seat_is_not_told_where_something_goes_back_to_when_it_may_not_know():
    """The plan knows more than the seat."""
    session = play("""
        bodies: {council: {seat: true}, spy: {title: Spy, seat: true}}
        chain:
          plot: {title: A plot, by: spy, takes: 1h}
          mandate: {title: Session, by: council, question: Well?, options: {adopt: {}, again: {text: Again, back_to: plot, at_most: 1, then: adopt}}, usual: again}
    """)
    back = {
        seat: [
            line.told("->")
            for line in Narrator(session.plan, seat).tell(seen(session.plan, session.log, seat))
            if line.mark == "back"
        ]
        for seat in (None, "council")
    }
    assert back == {None: ["Session: back to A plot"], "council": ["Session: to be done again"]}


def test_a_step_that_goes_back_to_itself_says_when_it_is_done_again():
    """After its wait."""
    lines = told("""
        chain:
          sitting: {title: Sitting, outcomes: {granted: {}, no_quorum: {text: No quorum, chance: 100%, back_to: sitting, wait: 1d, at_most: 1, then: granted}}}
    """)
    assert [line for line in lines if "Sitting" in line] == [
        "0 drawn Sitting: No quorum",
        "0 back Sitting: to be done again in 1 d",
        "1440 begin Sitting: started again",
        "1440 drawn Sitting: Granted",
    ]


def test_the_table_of_sentences_is_whole():
    """Every ending class has its words, and no sentence is empty."""
    assert set(CLASSES) == {"success", "partial", "failure", "neutral"}
    assert all((*SAY.values(), *CLOSE.values(), *CLASSES.values()))


def test_what_was_chosen_and_is_used_up_is_named_with_what_stands_for_it():
    """By the author's words for the option, not by its name."""
    lines = told(
        """
        bodies: {council: {title: Council, seat: true}}
        chain:
          draft: {takes: 1h}
          mandate:
            by: council
            question: Adopt?
            options: {adopt: {}, again: {text: Not yet, back_to: draft, at_most: 1, then: adopt}}
            usual: adopt
        """,
        {"mandate": "again"},
    )
    assert lines[-2] == "120 decided Decision: Adopt (chosen for this run); 'Not yet' can be taken no more"
