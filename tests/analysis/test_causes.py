"""Rule 6: why it came when it came, as a walk over causes."""

from tests.support import play

from exercise_sim.analysis.causes import Link, critical_path, longest


def path(text: str, choose: dict[str, str] | None = None, until: int | None = None) -> tuple[Link, ...]:
    """The critical path of a run."""
    return critical_path(play(text, choose, until=until).log)


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


def test_there_is_no_path_to_the_end_of_the_time():
    """ENDEX comes by the clock; nothing released it."""
    assert path("end: 1h\nchain: {a: {takes: 2h}}\nendings: {over: {when: a}}") == ()


def test_the_longest_links_come_first():
    """By the time from being ready to the end."""
    text = (
        "chain: {a: {takes: 1h}, b: {takes: 3h}, c: {takes: 2h}, d: {takes: 10m}}\nendings: {over: {when: d}}"
    )
    session = play(text)
    assert [link.element for link in longest(session.plan, critical_path(session.log))] == ["b", "c", "a"]
    assert [link.element for link in longest(session.plan, critical_path(session.log), 1)] == ["b"]
