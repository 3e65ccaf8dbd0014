"""M9: what is used up, what is served at a rate, and what a new rate changes."""

import pytest
from tests.support import begun, done, lines, play, story, the_end


def at(session, *names: str) -> list[int]:
    """The minutes at which these steps began."""
    return [begun(session)[name] for name in names]


def test_a_stock_is_used_up():
    """What was taken never comes back: the third finds too little, and the log names what it waited for."""
    session = play("""
        resources: {fuel: {stock: 10}}
        chain:
          a: {takes: 1h, uses: {fuel: 4}}
          b: {takes: 1h, uses: {fuel: 4}}
          c: {takes: 1h, uses: {fuel: 4}}
    """)
    assert story(session, "begun", "ended") == ["0 begun a", "60 begun b", "120 ended stalled"]
    assert the_end(session).waiting == (("c", ("fuel",)),)


def test_a_stock_can_be_refilled():
    """`add` to a stock adds to what is left; whoever waited takes it in the same minute."""
    session = play("""
        resources: {fuel: {stock: 5}}
        chain:
          s: {}
          a: {after: s, takes: 1h, uses: {fuel: 4}}
          b: {after: 1m after s, takes: 1h, uses: {fuel: 4}}
          supply: {after: 2h after s, when_done: {add: {fuel: 3}}}
    """)
    assert story(session, "capacity") == ["120 capacity fuel: 4"]
    assert at(session, "b") == [120]


def test_a_flow_serves_one_after_the_other():
    """30 a day are 48 minutes each: five last four hours, and the next begins when they are served."""
    session = play("""
        resources: {airlift: {flow: 30 a day}}
        chain:
          s: {}
          a: {after: s, uses: {airlift: 5}}
          b: {after: s, uses: {airlift: 5}}
    """)
    assert story(session, "begun", "done") == lines("""
        0 begun s
        0 done s
        0 begun a
        240 done a
        240 begun b
        480 done b
    """)


def test_the_step_lasts_the_longer_of_its_work_and_its_service():
    """`takes` is the least; the flow is free for the next when it has served, not when the step is done."""
    session = play("""
        resources: {airlift: {flow: 30 a day}}
        chain:
          s: {}
          long: {after: s, takes: 24h, uses: {airlift: 5}}
          short: {after: s, takes: 1h, uses: {airlift: 5}}
    """)
    assert (begun(session)["short"], done(session)["short"], done(session)["long"]) == (240, 480, 1440)


def test_the_rounding_of_a_rate_is_cumulative():
    """35 a day is not 41 minutes each: the 35th ends after exactly one day, the first at the first whole minute."""
    members = ", ".join(f"m{number}: {{}}" for number in range(1, 36))
    session = play(f"""
        groups: {{flights: {{{members}}}}}
        resources: {{airlift: {{flow: 35 a day}}}}
        chain: {{fly: {{for_each: flights, uses: {{airlift: 1}}}}}}
    """)
    minutes = done(session)
    assert [minutes[f"fly of m{number}"] for number in (1, 2, 7, 34, 35)] == [42, 83, 288, 1399, 1440]


def test_one_request_of_many_units_ends_when_they_would_one_by_one():
    """Seven at 35 a day take 288 minutes, alone or together."""
    session = play(
        "resources: {airlift: {flow: 35 a day}}\nchain: {fly: {uses: {airlift: 7}}, more: {uses: {airlift: 28}}}"
    )
    assert done(session) == {"fly": 288, "more": 1440}


def test_a_flow_that_stood_idle_makes_up_for_nothing():
    """Service begins with the request: an hour without work is lost."""
    session = play(
        "resources: {airlift: {flow: 24 a day}}\nchain: {s: {takes: 90m}, fly: {uses: {airlift: 2}}}"
    )
    assert done(session)["fly"] == 210


@pytest.mark.parametrize(("rate", "minute"), [("48 a day", 150), ("12 a day", 420), ("24 a day", 240)])
def test_a_new_rate_serves_what_is_left(rate, minute):
    """Of four at 24 a day one is served after an hour; the other three go on at the new rate."""
    amount = rate.split()[0]
    session = play(f"""
        resources: {{airlift: {{flow: 24 a day}}}}
        chain:
          s: {{}}
          fly: {{after: s, uses: {{airlift: 4}}}}
          change: {{after: 1h after s, when_done: {{set: {{airlift: {amount}}}}}}}
          next: {{after: 5m after s, uses: {{airlift: 1}}}}
    """)
    assert done(session)["fly"] == minute
    assert begun(session)["next"] == minute


def test_a_rate_may_be_added_to():
    """`add` changes the units in the time of the rate, and never below 0."""
    session = play("""
        resources: {airlift: {flow: 24 a day}}
        chain:
          s: {}
          more: {after: 1h after s, when_done: {add: {airlift: 24}}}
          none: {after: 2h after s, when_done: {add: {airlift: -100}}}
    """)
    assert story(session, "capacity") == ["60 capacity airlift: 48", "120 capacity airlift: 0"]


def test_a_rate_of_nothing_serves_nobody_until_it_rises():
    """Work under way stands still, and goes on when there is a rate again."""
    session = play("""
        resources: {airlift: {flow: 24 a day}}
        chain:
          s: {}
          fly: {after: s, uses: {airlift: 4}}
          stop: {after: 1h after s, when_done: {set: {airlift: 0}}}
          resume: {after: 3h after s, when_done: {set: {airlift: 24}}}
          next: {after: 5m after s, uses: {airlift: 1}}
    """)
    assert done(session)["fly"] == 360
    assert done(session)["next"] == 420


def test_a_rate_of_nothing_for_good_ends_as_stalled():
    """Work that is served no more is under way for ever: nothing is due, and the run ends."""
    session = play("""
        resources: {airlift: {flow: 24 a day}}
        chain:
          s: {}
          fly: {after: s, uses: {airlift: 4}}
          stop: {after: 1h after s, when_done: {set: {airlift: 0}}}
    """)
    assert story(session, "ended") == ["60 ended stalled"]
    assert the_end(session).open == ("fly",)


def test_a_new_rate_does_not_shorten_the_work_itself():
    """`takes` is not the flow's business."""
    session = play("""
        resources: {airlift: {flow: 24 a day}}
        chain:
          s: {}
          fly: {after: s, takes: 3h, uses: {airlift: 4}}
          change: {after: 1h after s, when_done: {set: {airlift: 240}}}
    """)
    assert done(session)["fly"] == 180


def test_stopped_work_frees_the_flow():
    """When the step that is being served is reopened elsewhere, the next one is served from that minute on."""
    session = play(
        """
        resources: {airlift: {flow: 24 a day}}
        groups: {units: {north: {}, south: {}}}
        chain:
          s: {}
          fly: {for_each: units, after: s, uses: {airlift: 10}}
          out: {after: 1h after s, when_done: {drop: north}}
        """
    )
    assert (begun(session)["fly of south"], done(session)["fly of south"]) == (60, 660)


def test_a_flow_and_slots_together():
    """The slot is held until the slower of the two is over."""
    session = play("""
        resources: {airlift: {flow: 24 a day}, ramp: {slots: 1}}
        chain:
          s: {}
          a: {after: s, takes: 5h, uses: {airlift: 2, ramp: 1}}
          b: {after: s, takes: 1h, uses: {airlift: 2, ramp: 1}}
          c: {after: s, takes: 1h, uses: {airlift: 2}}
    """)
    assert at(session, "a", "b", "c") == [0, 300, 420]
    assert done(session)["b"] == 420


def test_who_waited_for_a_condition_has_not_waited_for_the_flow():
    """35 a day are 41.14 minutes each: asked for in minute 42, the late one is served from 42 to 83.14, and not from 41.14 on."""
    session = play("""
        variables: {mood: calm}
        resources: {lift: {flow: 35 a day}}
        chain:
          s: {}
          early: {after: s, uses: {lift: 1}}
          late: {after: s, wait_for: mood is grave, uses: {lift: 1}}
          news: {after: early, when_done: {set: {mood: grave}}}
    """)
    assert (begun(session)["late"], done(session)["late"]) == (42, 84)


EMPTY = """
resources: {fuel: {stock: 5}}
chain:
  move: {takes: 1h}
  haul: {takes: 10h, uses: {fuel: 5}}
"""


def test_an_ending_sees_what_work_leaves_of_a_stock():
    """It is tested in the round after that in which the work began."""
    session = play(f"{EMPTY}\nendings: {{dry: {{when: fuel at most 0}}}}")
    assert story(session, "begun", "ended") == ["0 begun move", "60 begun haul", "60 ended dry"]


def test_a_rate_sees_what_work_leaves_of_a_stock():
    """The gauge rises from the beginning of the work on: five units an hour, from minute 60 to the first stage."""
    session = play(
        f"{EMPTY}\ngauges: {{need: {{starts: 0, stages: {{high: 10}}, rises: {{5 an hour: fuel at most 0}}}}}}"
    )
    assert story(session, "stage") == ["180 stage need rises to high"]


def test_what_a_flow_has_served_ends_where_it_was_to_end_whatever_comes_in_that_minute():
    """Nothing is left of it: so it ends in its place among the others, and no factor counts any more."""
    session = play("""
        resources: {lift: {flow: 24 a day}}
        chain:
          start: {}
          news: {after: start, takes: 2h, when_done: {rescale: {load: 2}}}
          load: {after: start, takes: 2h, uses: {lift: 1}}
          check: {after: start, takes: 2h}
    """)
    assert story(session, "done")[-3:] == ["120 done news", "120 done load", "120 done check"]


def test_who_waits_for_a_flow_that_stands_keeps_no_run_going():
    """The flow stands with one until the other, and that waits for it."""
    session = play("""
        resources: {lift: {flow: 24 a day}}
        chain:
          one: {uses: {lift: 5}}
          news: {after: one begins, takes: 1h, when_done: {hold: one, until: other}}
          other: {after: one begins, uses: {lift: 1}}
    """)
    assert story(session, "ended") == ["60 ended stalled"]


RATE = """
resources: {lift: {flow: 24 a day}}
chain:
  start: {}
"""
"""One unit an hour."""


def test_work_that_was_served_ends_though_the_flow_stands_by_then():
    """Its unit was served at 60; its own work goes on to 300, while nothing is lifted from 120 on."""
    session = play(
        RATE
        + "  load: {after: start, uses: {lift: 1}, takes: 5h}\n  storm: {after: 2h after start, when_done: {set: {lift: 0}}}\n"
    )
    assert done(session)["load"] == 300


def test_a_service_that_is_over_in_the_minute_is_over():
    """The storm comes first in that minute, and finds nothing left to lift."""
    session = play(
        RATE
        + "  storm: {after: start, takes: 2h, when_done: {set: {lift: 0}}}\n  load: {after: start, uses: {lift: 2}}\n  rest: {after: start, takes: 9h}\n"
    )
    assert done(session)["load"] == 120


def test_who_waits_for_a_flow_without_a_rate_keeps_no_run_going():
    """`more` would have been lifted from 300 on; from 60 on nothing is."""
    session = play(
        RATE
        + "  load: {after: start, uses: {lift: 5}}\n  more: {after: start, uses: {lift: 1}}\n  storm: {after: 1h after start, when_done: {set: {lift: 0}}}\n"
    )
    assert (the_end(session).ending, the_end(session).at) == ("stalled", 60)
