"""Rule 6: why it came when it came, as a walk over causes."""

import pytest
from tests.support import ROOT, play, the_end

from exercise_sim.analysis.causes import Link, by_clock, critical_path, longest
from exercise_sim.engine.compile import compile_plan
from exercise_sim.scenario.load import load


def path(text: str, choose: dict[str, str] | None = None, until: int | None = None) -> tuple[Link, ...]:
    """The critical path of a run."""
    session = play(text, choose, until=until)
    return critical_path(session.plan, session.log)


def test_the_path_leads_from_startex_to_the_ending_by_what_released_each_step():
    """At a join the last one to come is on it; the others are not."""
    links = path("""
        chain:
          a: {takes: 1h}
          short: {after: a, takes: 1h}
          long: {after: a, takes: 3h}
          end_point: {after: [short, long], takes: 30m}
        endings: {over: {when: end_point}}
    """)
    assert [(link.element, link.began, link.ended) for link in links] == [
        ("a", 0, 60),
        ("long", 60, 240),
        ("end_point", 240, 270),
    ]


def test_the_links_lie_end_to_end():
    """Each is ready when the one before it ended: no minute is told twice, none is missing."""
    links = path("""
        resources: {cell: {slots: 1}}
        chain:
          s: {takes: 10m}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          queued: {after: s, takes: 1h, uses: {cell: 1}}
          lagging: {after: 2h after queued, takes: 1h}
        endings: {over: {when: lagging}}
    """)
    assert [(link.element, link.ready, link.began, link.ended) for link in links] == [
        ("s", 0, 0, 10), ("holder", 10, 10, 70), ("queued", 70, 70, 130), ("lagging", 130, 250, 310),
    ]  # fmt: skip


def test_in_the_queue_the_path_goes_through_who_held_the_unit():
    """The step that gave it back is what was waited for."""
    links = path("""
        resources: {cell: {slots: 1}}
        chain: {s: {}, holder: {after: s, takes: 1h, uses: {cell: 1}}, queued: {after: s, takes: 1h, uses: {cell: 1}}}
        endings: {over: {when: queued}}
    """)
    assert [(link.element, link.wait) for link in links] == [
        ("s", "after"),
        ("holder", "after"),
        ("queued", "queue"),
    ]


def test_opening_hours_are_waited_for():
    """Ready at 0, begun at six: the wait is told with its kind."""
    (link,) = path(
        "resources: {cell: {slots: 1, open: 06:00-20:00}}\nchain: {a: {takes: 1h, uses: {cell: 1}}}\nendings: {over: {when: a}}"
    )
    assert (link.ready, link.began, link.ended, link.wait) == (0, 360, 420, "opening hours")


def test_deliberation_is_told_apart_from_work():
    """The time between question and decision is a part of the link."""
    (link,) = path(
        "chain: {a: {by: staff, takes: 1h, thinks: 20m, question: Well?, options: {go: {takes: 10m, ends: over}}, usual: go}}\nendings: {over: {}}"
    )
    assert (link.began, link.ended, link.thought, link.outcome, link.back) == (0, 90, 20, "go", False)


def test_rework_is_on_the_path_each_time():
    """First the turn that went back, then the one that did not."""
    links = path("""
        chain:
          draft: {takes: 1h}
          mandate: {by: staff, takes: 30m, question: Well?, options: {adopt: {}, again: {back_to: draft, wait: 2h, at_most: 1, then: adopt}}, usual: adopt}
        endings: {over: {when: mandate}}
    """, {"mandate#1": "again"})  # fmt: skip
    assert [(link.element, link.ready, link.began, link.ended, link.back) for link in links] == [
        ("draft", 0, 0, 60, False), ("mandate", 60, 60, 90, True), ("draft", 90, 210, 270, False), ("mandate", 270, 270, 300, False),
    ]  # fmt: skip


def test_there_is_no_path_while_the_exercise_goes_on():
    """Nothing has come about yet."""
    assert path("chain: {a: {takes: 1h}, b: {takes: 1h}}", until=70) == ()


LATE = """
end: 10h
chain:
  a: {takes: 1h}
  b: {takes: %s}
endings: {over: {when: b}%s}
"""
"""Work that the end of the time may find under way."""


@pytest.mark.parametrize("classed", ["", ", out_of_time: {class: partial}"])
def test_to_the_end_of_the_time_the_path_leads_through_what_was_under_way(classed):
    """ENDEX comes by the clock and nothing released it: the walk begins at the work, whether or not the author classed that ending."""
    links = path(LATE % ("20h", classed))
    assert [(link.element, link.ready, link.ended, link.open) for link in links] == [
        ("a", 0, 60, False),
        ("b", 60, 600, True),
    ]


def test_of_several_under_way_the_one_that_began_last_is_on_the_path():
    """It stands at the end of the longest way."""
    links = path("""
        end: 10h
        chain: {a: {takes: 1h}, long: {after: a, takes: 5d}, b: {after: a, takes: 2h}, late: {after: b, takes: 5d}}
        endings: {over: {when: late}}
    """)
    assert [link.element for link in links] == ["a", "b", "late"]


def test_where_nothing_was_under_way_the_path_ends_with_the_last_work():
    """What came after that waited for its time."""
    links = path("end: 10h\nchain: {a: {takes: 1h}, b: {after: 3d after a}}\nendings: {over: {when: b}}")
    assert [(link.element, link.ended, link.open) for link in links] == [("a", 60, False)]


def test_a_question_that_nobody_answered_in_time_is_on_the_path():
    """From the question to the end of the time somebody had to decide."""
    links = path(
        "end: 10h\nchain: {a: {by: staff, takes: 1h, thinks: 5d, question: Well?, options: {go: {}}, usual: go}}\nendings: {over: {when: a}}"
    )
    assert [(link.element, link.began, link.ended, link.thought, link.open) for link in links] == [
        ("a", 0, 600, 540, True)
    ]


def test_an_ending_at_a_moment_of_the_author_comes_by_the_clock_too():
    """As ENDEX does; an ending that something brought does not, however long after."""
    moment = play("chain: {a: {takes: 1h}, b: {takes: 9d}}\nendings: {late: {when: after D+2 00:00}}")
    assert by_clock(moment.plan, moment.log)
    assert [(link.element, link.ended) for link in critical_path(moment.plan, moment.log)] == [
        ("a", 60),
        ("b", 2880),
    ]
    lag = play("chain: {a: {takes: 1h}, b: {takes: 9d}}\nendings: {late: {when: 2h after a}}")
    assert not by_clock(lag.plan, lag.log)
    assert [link.element for link in critical_path(lag.plan, lag.log)] == ["a"]


def test_in_the_queue_for_a_flow_the_path_says_how_long_the_one_before_was_served():
    """Its work goes on: only its part of the resource is on the path."""
    links = path("""
        resources: {lift: {flow: 24 a day}}
        chain:
          s: {}
          early: {after: s, takes: 2d, uses: {lift: 6}}
          second: {after: s, takes: 3d, uses: {lift: 6}}
        endings: {over: {when: second}}
    """)
    assert [(link.element, link.began, link.ended, link.served, link.behind) for link in links] == [
        ("s", 0, 0, (), ""),
        ("early", 0, 360, ("lift",), ""),
        ("second", 360, 4680, (), "early"),
    ]


def test_after_a_beginning_the_path_does_not_claim_the_work_that_began():
    """The lag is what was waited for."""
    links = path(
        "chain: {a: {takes: 5d}, b: {after: 2h after a begins, takes: 1h}}\nendings: {over: {when: b}}"
    )
    assert [(link.element, link.ready, link.began, link.ended) for link in links] == [
        ("a", 0, 0, 0),
        ("b", 0, 120, 180),
    ]


@pytest.mark.parametrize("policy", ["usual", "weighted", "bold", "cautious"])
def test_in_the_training_the_path_accounts_for_every_minute(policy):
    """From STARTEX on each link is ready when the one before it ended, up to the ending; by the clock as well."""
    loaded = load(ROOT / "scenarios" / "central-asia-stabilisation.yaml")
    plan = compile_plan(loaded.scenario)
    for replication in range(12):
        session = play(plan, policy=policy, seed=1, replication=replication)
        links = critical_path(plan, session.log)
        assert links[0].ready == 0
        assert [link.ready for link in links[1:]] == [link.ended for link in links[:-1]]
        assert links[-1].ended == the_end(session).at


def test_the_longest_links_come_first():
    """By the time from being ready to the end."""
    links = path(
        "chain: {a: {takes: 1h}, b: {takes: 3h}, c: {takes: 2h}, d: {takes: 10m}}\nendings: {over: {when: d}}"
    )
    assert [link.element for link in longest(links)] == ["b", "c", "a"]
    assert [link.element for link in longest(links, 1)] == ["b"]
