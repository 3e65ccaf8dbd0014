"""Rule 4, M8 and M13: what is drawn, by which name, and what moves no draw; chances that change."""

import pytest
from tests.support import SCENARIOS, begun, done, lines, plan_of, play, story

from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.effects import shifted
from exercise_sim.engine.events import StepBegan, StepFinished
from exercise_sim.engine.luck import BlockLuck, SingleLuck, chosen
from exercise_sim.engine.outcomes import filled_up
from exercise_sim.scenario.load import load

DRAWN = """
chain:
  a: {takes: 1h .. 9h}
  b: {takes: 1h .. 3h .. 48h}
  c: {takes: 1h .. 9h, outcomes: {granted: {takes: 10m .. 90m}, refused: {chance: 0.4}}}
"""


def lasted(session, name: str) -> int:
    """How long a step lasted."""
    return done(session)[name] - begun(session)[name]


def lengths(session) -> dict[str, int]:
    """How long every step lasted."""
    return {name: lasted(session, name) for name in done(session)}


@pytest.mark.parametrize(
    ("takes", "low", "high"),
    [
        ("2h .. 7h", 120, 420),
        ("1h .. 3h .. 48h", 60, 2880),
        ("triangular 1h .. 3h .. 9h", 60, 540),
        ("one of 2h, 3h, 5h", 120, 300),
        ("median 4h, p90 12h", 16, 3400),
    ],
)
def test_a_duration_is_drawn_between_its_bounds(takes, low, high):
    """In whole minutes, and not always the same."""
    plan = plan_of(f"chain: {{a: {{takes: {takes!r}}}}}")
    minutes = {done(play(plan, seed=1, replication=number))["a"] for number in range(60)}
    assert low <= min(minutes) < max(minutes) <= high


def test_an_empirical_list_gives_only_its_values():
    """Each as likely as the next: of 300, about 100 each."""
    plan = plan_of("chain: {a: {takes: 'one of 2h, 3h, 5h'}}")
    minutes = [done(play(plan, seed=1, replication=number))["a"] for number in range(300)]
    assert set(minutes) == {120, 180, 300}
    assert all(70 <= minutes.count(value) <= 130 for value in (120, 180, 300))


def test_every_draw_has_the_name_of_its_element():
    """Work, an option's own time, deliberation, a lag: each from a stream of its own, one for each member."""
    plan = plan_of("""
        groups: {states: {ara: {time: 1h .. 2h}, bor: {time: 3h}}}
        chain:
          a: {for_each: states, takes: its.time}
          b: {by: staff, takes: 1h .. 2h, thinks: 1h .. 2h, question: Well?, options: {go: {takes: 1h .. 2h}, stop: {takes: 2h}}, usual: go}
          c: {after: 1h .. 2h after b}
    """)
    assert [draw.name for draw in plan.draws] == [
        "a of ara takes",
        "b go takes",
        "b takes",
        "b thinks",
        "c lag 1h .. 2h after b",
    ]


def test_each_occurrence_has_its_own_draw():
    """The second time the same work takes another time; the third again another."""
    plan = plan_of("chain: {a: {takes: 1h .. 99h, when_done: {back_to: a, at_most: 2}}}")
    session = play(plan, seed=3)
    begins = [event.at for event in session.log if isinstance(event, StepBegan)]
    ends = [*begins[1:], done(session)["a"]]
    assert len({end - start for start, end in zip(begins, ends, strict=True)}) == 3


@pytest.mark.parametrize(
    "changed",
    [
        DRAWN.replace("chain:\n", "chain:\n  first_of_all: {takes: 1h .. 9h}\n"),
        DRAWN.replace("  b:", "  between: {takes: 1h .. 9h, outcomes: [up, down]}\n  b:"),
        DRAWN.replace("  a: {takes: 1h .. 9h}\n", "") + "  a: {after: c, takes: 1h .. 9h}\n",
        DRAWN.replace("b: {takes", "b: {after: a, takes"),
        "resources: {cell: {slots: 1}}\n"
        + DRAWN.replace("takes: 1h .. 9h}", "takes: 1h .. 9h, uses: {cell: 1}}"),
    ],
    ids=["a step before", "a step between", "another order", "another join", "a resource"],
)
def test_adding_or_moving_a_step_moves_no_other_draw(changed):
    """The length and outcome of every other step stay what they were."""
    plain, other = play(DRAWN, seed=8), play(changed, seed=8)
    assert {name: lengths(other)[name] for name in "abc"} == lengths(plain)
    assert [line.split(" ", 1)[1] for line in story(other, "drawn") if " c:" in line] == [
        line.split(" ", 1)[1] for line in story(plain, "drawn")
    ]


def test_a_changed_decision_moves_no_other_draw():
    """Returned once, everything that is done for the first time lasts as long, and chance falls as it did."""
    text = """
        chain:
          draft: {takes: 1h .. 9h}
          mandate: {by: staff, question: Adopt?, options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}, usual: adopt}
          sitting: {takes: 1h .. 9h, outcomes: {granted: {}, refused: {chance: 50%}}}
          plan: {after: sitting, takes: 1h .. 9h}
    """
    for seed in range(8):
        plain, other = play(text, seed=seed), play(text, {"mandate#1": "again"}, seed=seed)
        assert {name: lengths(other)[name] for name in ("sitting", "plan")} == {
            name: lengths(plain)[name] for name in ("sitting", "plan")
        }
        assert [line.split(" ", 1)[1] for line in story(other, "drawn")] == [
            line.split(" ", 1)[1] for line in story(plain, "drawn")
        ]


def test_the_choice_of_weights_has_its_own_names():
    """Under `weighted` the chance that decides for people moves no duration."""
    text = "chain:\n  a: {by: staff, takes: 1h .. 9h, thinks: 1h .. 2h, question: Well?, options: {go: {weight: 1}, stay: {weight: 1}}, usual: go}\n  b: {takes: 1h .. 9h}\n"
    options = set()
    for seed in range(12):
        usual, weighted = play(text, seed=seed), play(text, policy="weighted", seed=seed)
        assert lengths(usual) == lengths(weighted)
        options |= {
            event.outcome
            for event in weighted.log
            if isinstance(event, StepFinished) and event.element == "a"
        }
    assert options == {"go", "stay"}


def test_a_changed_parameter_keeps_its_luck():
    """Twice the range gives twice the time, give or take the rounding, in every replication."""
    for seed in range(20):
        short = lasted(play("chain: {a: {takes: 0h .. 100h}}", seed=seed), "a")
        long = lasted(play("chain: {a: {takes: 0h .. 200h}}", seed=seed), "a")
        assert abs(long - 2 * short) <= 1


def test_a_name_and_nothing_else_fixes_a_draw():
    """The same step in two scenarios lasts as long under the same seed."""
    one = play("scenario: one\nchain: {a: {takes: 1h .. 9h}}", seed=4)
    other = play("scenario: other\nstart: 09:30\nchain: {s: {takes: 5h}, a: {takes: 1h .. 9h}}", seed=4)
    assert lasted(one, "a") == lasted(other, "a")


def test_members_are_drawn_apart():
    """Each instance has its own luck; a new member moves none of the others."""
    text = "groups: {{states: {{{members}}}}}\nchain: {{a: {{for_each: states, takes: 1h .. 99h}}}}"
    three = play(text.format(members="ara: {}, bor: {}, cor: {}"), seed=2)
    four = play(text.format(members="new: {}, ara: {}, bor: {}, cor: {}"), seed=2)
    assert len(set(lengths(three).values())) == 3
    assert {name: lengths(four)[name] for name in lengths(three)} == lengths(three)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_block_of_draws_is_the_single_draws(path):
    """Every duration of a shipped scenario, at its first and third occurrence, for ten replications."""
    plan = compile_plan(load(path).scenario)
    block = BlockLuck(plan.draws, 9, 2, 10)
    for replication in range(2, 12):
        single, drawn = SingleLuck(plan.draws, 9, replication), block.at(replication)
        for number in range(len(plan.draws)):
            assert drawn.minutes(number, 1) == single.minutes(number, 1)
            assert drawn.minutes(number, 3) == single.minutes(number, 3)
        assert drawn.u32("sitting outcome", 1) == single.u32("sitting outcome", 1)


# --- outcomes


def test_missing_chance_goes_to_the_first():
    """What the others leave is the first one's, on top of what it was given; without any, all of it."""
    assert filled_up([None, 0.25, 0.5]) == [0.25, 0.25, 0.5]
    assert filled_up([0.25, 0.25, None]) == [0.75, 0.25, 0.0]
    assert filled_up([None, None]) == [1.0, 0.0]
    assert filled_up([0.5, 0.5]) == [0.5, 0.5]


@pytest.mark.parametrize(
    ("number", "place"),
    [(0, 0), (2**30 - 1, 0), (2**30, 1), (2**31 - 1, 1), (2**31, 2), (2**32 - 1, 2)],
)
def test_outcomes_are_drawn_in_the_order_of_the_file(number, place):
    """A quarter, a quarter, a half: the number picks the stretch of the line on which it lies."""
    assert chosen([0.25, 0.25, 0.5], number) == place


def test_an_outcome_without_chance_is_never_drawn():
    """Not even at the very end of the line, where sums of fractions fall short."""
    assert chosen([0.0, 1.0], 0) == 1
    assert chosen([1.0, 0.0], 2**32 - 1) == 0
    assert chosen([0.1] * 10, 2**32 - 1) == 9
    assert chosen([*[0.1] * 10, 0.0], 2**32 - 1) == 9
    assert chosen([0.25, 0.25, 0.0], 2**32 - 1) == 1


def test_chances_come_true():
    """Of 1,000 replications, about 50, 250 and 700; three standard deviations are 21, 41 and 43."""
    plan = plan_of("chain: {a: {outcomes: {most: {}, some: {chance: 25%}, few: {chance: 0.05}}}}")
    drawn = [
        story(play(plan, seed=6, replication=number), "drawn")[0].split(": ")[1] for number in range(1000)
    ]
    assert 29 <= drawn.count("few") <= 71
    assert 209 <= drawn.count("some") <= 291
    assert 657 <= drawn.count("most") <= 743


def test_outcomes_are_drawn_under_every_policy():
    """No policy chooses what chance decides."""
    text = """
        chain: {a: {outcomes: {granted: {}, refused: {chance: 0.5}}}, b: {by: staff, question: Well?, options: {go: {weight: 1}, stop: {weight: 1}}, usual: go}}
        policies: {bold: {choose: {b: go}}}
    """
    for seed in range(10):
        assert (
            len(
                {
                    tuple(story(play(text, policy=policy, seed=seed), "drawn"))
                    for policy in ("usual", "weighted", "bold")
                }
            )
            == 1
        )


@pytest.mark.parametrize(
    ("chances", "place", "new", "result"),
    [
        ([0.75, 0.25, 0.0], 1, 0.5, [0.5, 0.5, 0.0]),
        ([0.5, 0.25, 0.25], 0, 0.75, [0.75, 0.125, 0.125]),
        ([0.5, 0.25, 0.25], 0, 0.0, [0.0, 0.5, 0.5]),
        ([0.5, 0.5], 0, 1.5, [1.0, 0.0]),
        ([0.5, 0.5], 0, -0.5, [0.0, 1.0]),
    ],
)
def test_a_changed_chance_shrinks_or_grows_the_others_in_proportion(chances, place, new, result):
    """All of them stay within 0 and 1 and add up to 1."""
    assert shifted(chances, place, new) == result


def test_what_one_that_had_all_gives_up_goes_to_the_first_of_the_others():
    """There is no proportion among nothing."""
    assert shifted([1.0, 0.0, 0.0], 0, 0.75) == [0.75, 0.25, 0.0]
    assert shifted([0.0, 0.0, 1.0], 2, 0.75) == [0.25, 0.0, 0.75]


def test_chances_change_by_set_and_add():
    """From the next draw on; what was drawn stays."""
    session = play("""
        chain:
          first_try: {outcomes: {granted: {}, refused: {chance: 0.5}}, when_done: {set: {next_try.refused: 1.0}, add: {later.refused: 0.25}}}
          next_try: {outcomes: {granted: {}, refused: {}}}
          later: {outcomes: {granted: {}, refused: {chance: 0.75}}}
    """)
    assert story(session, "chance") == ["0 chance next_try.refused: 1", "0 chance later.refused: 1"]
    assert story(session, "drawn")[1:] == ["0 drawn next_try: refused", "0 drawn later: refused"]


def test_the_chance_of_one_member_or_of_all_may_change():
    """Outside the group a bare name means every member; `of bor` means one; inside it is the member's own."""
    session = play("""
        groups: {states: {ara: {}, bor: {}}}
        chain:
          s: {when_done: {add: {sitting.refused: 0.25, sitting.refused of bor: 0.5}}}
          own: {for_each: states, when_done: {set: {sitting.refused: 0.125}}}
          sitting: {for_each: states, outcomes: [granted, refused]}
    """)
    assert story(session, "chance") == lines("""
        0 chance sitting of ara.refused: 0.25
        0 chance sitting of bor.refused: 0.25
        0 chance sitting of bor.refused: 0.75
        0 chance sitting of ara.refused: 0.125
        0 chance sitting of bor.refused: 0.125
    """)


def test_a_new_chance_keeps_its_luck():
    """A higher chance to refuse only adds refusals: no replication that was refused is granted."""
    text = "chain: {{a: {{outcomes: {{granted: {{}}, refused: {{chance: {chance}}}}}}}}}"
    low, high = plan_of(text.format(chance=0.2)), plan_of(text.format(chance=0.6))
    for replication in range(100):
        before, after = (story(play(plan, replication=replication), "drawn") for plan in (low, high))
        assert "refused" not in before[0] or "refused" in after[0]
