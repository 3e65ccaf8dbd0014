"""M23: gauges move in straight lines, come to marks at whole minutes, switch their rates, jump, and are waited for.

All values are worked out by hand; `6 a day` is one unit every four hours.
"""

import pytest
from tests.support import begin, lines, plan_of, play, story, the_end

from exercise_sim.engine.luck import BlockLuck
from exercise_sim.engine.replaying import play as replay
from exercise_sim.engine.session import Asked

THREAT = "stages: {tension: 0, crisis: 40, conflict: 70}"


def of_gauges(session, *words):
    return story(session, "gauge", "stage", *words)


def test_a_gauge_rises_in_a_straight_line_and_is_told_at_startex_and_at_each_stage():
    """From 20 at 6 a day: 40 after 20 x 240 minutes."""
    session = play(f"""
        gauges: {{threat: {{starts: 20, {THREAT}, rises: 6 a day}}}}
        chain: {{a: {{takes: 5d}}}}
    """)
    assert of_gauges(session) == ["0 gauge threat: 20 at 6 a day", "4800 stage threat rises to crisis"]


def test_a_mark_is_reached_in_the_first_whole_minute():
    """7 a day from 0 to 1: 1440 / 7 is 205.7, so minute 206; and 2 at 411.4, so minute 412, not 2 x 206."""
    session = play("""
        gauges: {water: {stages: {low: 0, one: 1, two: 2}, rises: 7 a day}}
        chain: {a: {takes: 1d}}
    """)
    assert of_gauges(session)[1:] == ["206 stage water rises to one", "412 stage water rises to two"]


def test_a_stage_is_left_in_the_first_whole_minute_in_which_the_value_lies_below_it():
    """From 42 at 1440 a day, one a minute: 40 in minute 2 is still the stage, 39 in minute 3 is not."""
    session = play(f"""
        gauges: {{threat: {{starts: 42, {THREAT}, falls: 1440 a day}}}}
        chain: {{a: {{takes: 10m}}}}
    """)
    assert of_gauges(session) == ["0 gauge threat: 42 at -1440 a day", "3 stage threat falls to tension"]


def test_decimals_are_exact():
    """0.1 added ten times makes 1, and not a little less."""
    steps = ", ".join(f"s{n}: {{takes: 1m, when_done: {{add: {{water: 0.1}}}}}}" for n in range(10))
    session = play(f"""
        gauges: {{water: {{stages: {{low: 0, one: 1}}}}}}
        chain: {{{steps}, over: {{after: water reaches one}}}}
    """)
    assert "10 stage water rises to one" in of_gauges(session)
    assert the_end(session).ending == "completed"


def test_rates_add_up_and_are_switched_by_what_happens():
    """+6 always and -20 while the movement has begun: -14 from minute 2880 on, at 32."""
    session = play(f"""
        gauges: {{threat: {{starts: 20, {THREAT}, rises: 6 a day, falls: {{20 a day: movement begins}}}}}}
        chain: {{request: {{takes: 2d}}, movement: {{takes: 1d}}}}
    """)
    assert of_gauges(session) == ["0 gauge threat: 20 at 6 a day", "2880 gauge threat: 32 at -14 a day"]


def test_a_rate_of_a_list_may_have_a_condition_or_none():
    """The long form of rates; conditions on a variable and on the clock are asked when they may change."""
    session = play("""
        variables: {alarm: false}
        gauges:
          water: {stages: {low: 0}, rises: [{by: 1 an hour}, {by: 1 an hour, while: after D 02:00}, {by: 2 an hour, while: alarm is true}]}
        chain: {a: {takes: 3h, when_done: {set: {alarm: true}}}, b: {takes: 1h}}
    """)
    assert of_gauges(session) == lines("""
        0 gauge water: 0 at 24 a day
        120 gauge water: 2 at 48 a day
        180 gauge water: 4 at 96 a day
    """)


def test_the_answer_of_a_lag_switches_a_rate():
    """Six hours after the request."""
    session = play("""
        gauges: {water: {stages: {low: 0}, rises: {1 an hour: 6h after request}}}
        chain: {request: {takes: 1h}, b: {takes: 9h}}
    """)
    assert of_gauges(session) == ["0 gauge water: 0 at 0 a day", "420 gauge water: 0 at 24 a day"]


def test_a_gauge_stands_still_at_its_lowest_and_at_its_highest():
    """From 1 at 1 an hour up to 3, which it reaches in minute 120; then the fall of 2 an hour (net -1) down to 0 in minute 480."""
    session = play("""
        gauges: {water: {starts: 1, stages: {low: 0, high: 2}, rises: 1 an hour, falls: {2 an hour: a}, highest: 3}}
        chain: {a: {takes: 5h}, b: {takes: 9h}}
    """)
    assert of_gauges(session) == lines("""
        0 gauge water: 1 at 24 a day
        60 stage water rises to high
        120 gauge water: 3 at 0 a day
        300 gauge water: 3 at -24 a day
        361 stage water falls to low
        480 gauge water: 0 at 0 a day
    """)


def test_an_effect_jumps_at_once_and_never_beyond_the_bounds():
    """+50 from 1 ends at the highest; past two stages there is one crossing; -99 ends at the lowest."""
    session = play("""
        gauges: {water: {starts: 1, stages: {low: 0, high: 2, flood: 8}, highest: 10}}
        chain:
          a: {takes: 1h, when_done: {add: {water: 50}}}
          b: {takes: 1h, when_done: {add: {water: -99}}}
          c: {takes: 1h, when_done: {set: {water: 2.5}}}
          high: {after: water reaches high}
    """)
    assert of_gauges(session, "begun") == lines("""
        0 gauge water: 1 at 0 a day
        0 begun a
        60 gauge water: 10 at 0 a day
        60 stage water rises to flood
        60 begun b
        60 begun high
        120 gauge water: 0 at 0 a day
        120 stage water falls to low
        120 begun c
        180 gauge water: 2.5 at 0 a day
        180 stage water rises to high
    """)


def test_a_jump_at_the_bound_takes_up_the_rate_again():
    """At its lowest it stands; lifted, it falls again."""
    session = play("""
        gauges: {water: {starts: 1, stages: {low: 0}, falls: 1 an hour}}
        chain: {a: {takes: 2h, when_done: {add: {water: 3}}}, b: {takes: 1h}}
    """)
    assert of_gauges(session)[1:] == ["60 gauge water: 0 at 0 a day", "120 gauge water: 3 at -24 a day"]


def test_two_gauges_switch_each_other():
    """Water rises until pressure is high (minute 120), which rises only while water is low (below 1 until minute 60): so it stands."""
    session = play("""
        gauges:
          water: {stages: {low: 0, high: 1}, rises: {1 an hour: pressure is calm}}
          pressure: {stages: {calm: 0, high: 2}, rises: {2 an hour: water is low, 1 an hour: water is high}}
        chain: {a: {takes: 4h}}
    """)
    assert of_gauges(session) == lines("""
        0 gauge water: 0 at 24 a day
        0 gauge pressure: 0 at 48 a day
        60 stage water rises to high
        60 stage pressure rises to high
        60 gauge water: 1 at 0 a day
        60 gauge pressure: 2 at 24 a day
    """)


def test_what_reaches_a_stage_stays_met_when_the_gauge_falls_below_it():
    """A step after the crossing that comes to its turn later still begins; the condition `is` looks at the value now."""
    session = play(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain:
          a: {{takes: 2h, when_done: {{set: {{threat: 5}}}}}}
          b: {{after: [threat reaches crisis, a], if: threat is tension, takes: 1h}}
          c: {{after: a, if: threat reaches crisis}}
          d: {{after: a, if: threat is crisis}}
    """)
    assert story(session, "begun", "passed over") == [
        "0 begun a",
        "120 passed over d",
        "120 begun b",
        "120 begun c",
    ]


def test_stages_up_to_the_start_are_reached_at_startex():
    """At 50 the crisis was reached in minute 0, the conflict not."""
    session = play(f"""
        gauges: {{threat: {{starts: 50, {THREAT}}}}}
        chain: {{a: {{after: threat reaches crisis, takes: 1h}}, b: {{takes: 1h, if: threat at least conflict}}}}
    """)
    assert story(session, "begun", "passed over") == ["0 begun a", "60 passed over b"]
    (stage,) = [event for event in session.log if event.element == "a" and event.cause == 2]
    assert stage.at == 0  # the event that told of the gauge at STARTEX released it


def test_numbers_in_conditions_are_marks():
    """`at least 41` holds from minute 60 on; `at most 41`, falling from 43 at 2 an hour, from minute 60 on."""
    session = play(
        f"""
        gauges:
          threat: {{starts: 40, {THREAT}, rises: 1 an hour}}
          fear: {{starts: 43, stages: {{none: 0}}, falls: 2 an hour}}
        chain:
          a: {{wait_for: threat at least 41}}
          b: {{after: [], wait_for: fear at most 41}}
    """.replace("after: [], ", "after: start, ").replace("a: {wait", "start: {takes: 0m}\n          a: {wait")
    )
    assert story(session, "begun") == ["0 begun start", "60 begun a", "60 begun b"]


@pytest.mark.parametrize(
    ("condition", "minute"),
    [
        ("threat at most 41", 0),
        ("threat at most 39.99", None),
        ("threat at least crisis", 0),
        ("threat at most crisis", 0),
        ("threat at most tension", None),
        ("threat is crisis", 0),
        ("threat is not crisis", 1800),
        ("threat at least 40.1", 6),
        ("threat at least conflict", 1800),
        ("threat reaches conflict", 1800),
        ("not threat at most 41", 61),
    ],
)
def test_conditions_on_a_gauge(condition, minute):
    """From 40 at 1 an hour: above 41 in minute 61, 40.1 in minute 6, 70 in minute 1800."""
    session = play(f"""
        end: 3d
        gauges: {{threat: {{starts: 40, {THREAT}, rises: 1 an hour}}}}
        chain: {{a: {{wait_for: {condition}}}}}
    """)
    assert story(session, "begun") == ([] if minute is None else [f"{minute} begun a"])


def test_a_lag_runs_from_a_crossing():
    """Crisis in minute 60, six hours later the step."""
    session = play(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain: {{a: {{after: 6h after threat reaches crisis}}}}
    """)
    assert story(session, "begun") == ["420 begun a"]


def test_an_inject_comes_at_a_crossing_and_at_a_number_in_the_same_minute():
    """`at` a stage is among what is due; `at` a condition is found in part 4 and comes in the next round."""
    session = play(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain: {{a: {{takes: 2h}}}}
        injects: {{number: {{at: threat at least 40}}, stage: {{at: threat reaches crisis}}}}
    """)
    assert story(session, "came") == ["60 came stage", "60 came number"]


def test_an_inject_may_be_unless_a_gauge():
    """Asked when its time comes."""
    session = play(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain: {{a: {{takes: 3h}}}}
        injects: {{one: {{at: D 00:59, unless: threat is crisis}}, two: {{at: D 01:00, unless: threat is crisis}}}}
    """)
    assert story(session, "came", "stayed away") == ["59 came one", "60 stayed away two: unless"]


def test_an_ending_may_look_at_a_crossing_or_at_the_value():
    """The first that holds in the minute, in file order."""
    for when, minute in (("threat reaches conflict", 1860), ("threat at least 41.5", 150)):
        session = play(f"""
            gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
            chain: {{a: {{takes: 3d}}}}
            endings: {{bad: {{when: {when}}}}}
        """)
        assert (the_end(session).ending, the_end(session).at) == ("bad", minute)


def test_an_ending_by_a_gauge_in_the_minute_of_endex_counts():
    """Gauges come to their marks before ENDEX."""
    session = play(f"""
        end: 1h
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain: {{a: {{takes: 3d}}}}
        endings: {{bad: {{when: threat reaches crisis}}}}
    """)
    assert the_end(session).ending == "bad"


def test_an_end_of_work_comes_before_a_mark_in_the_same_minute():
    """What the end takes away keeps the gauge from its mark: 40 - 10 is no crisis. What it adds is there at once."""
    session = play(f"""
        end: 2h
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain: {{a: {{takes: 1h, when_done: {{add: {{threat: -10}}}}}}, b: {{after: threat reaches crisis}}}}
    """)
    assert of_gauges(session) == ["0 gauge threat: 39 at 24 a day", "60 gauge threat: 30 at 24 a day"]


def test_a_gauge_for_which_nobody_waits_keeps_no_run_going():
    """The chain is over after an hour; that the crisis would come is no reason to go on."""
    session = play(f"""
        gauges: {{threat: {{starts: 20, {THREAT}, rises: 6 a day}}}}
        chain: {{a: {{takes: 1h}}, b: {{if: threat at least 40, takes: 1h}}}}
        injects: {{never: {{at: trainer, unless: threat at least 40}}}}
    """)
    assert (the_end(session).ending, the_end(session).at) == ("completed", 60)


@pytest.mark.parametrize(
    "waiting",
    [
        "chain: {a: {takes: 1h}, b: {after: threat reaches crisis}}",
        "chain: {a: {takes: 1h}, b: {after: 1h after threat reaches crisis}}",
        "chain: {a: {takes: 1h}, b: {wait_for: threat at least 40}}",
        "chain: {a: {takes: 1h}, b: {wait_for: 1h after threat reaches crisis}}",
        "chain: {a: {takes: 1h}, b: {after: news}}\ninjects: {news: {at: threat reaches crisis}}",
        "chain: {a: {takes: 1h}}\ninjects: {news: {at: threat at least 40}}",
        "chain: {a: {takes: 1h}}\nendings: {bad: {when: threat reaches crisis}}",
        "chain: {a: {takes: 1h}}\nendings: {bad: {when: threat at least crisis}}",
        "chain: {a: {takes: 1h}}\nendings: {bad: {when: 1h after threat reaches crisis}}",
        "chain: {a: {takes: 1h}}\nendings: {bad: {when: anger reaches high}}",
    ],
)
def test_a_run_goes_on_to_a_mark_for_which_somebody_waits(waiting):
    """A step, an inject or an ending, a lag between, or a gauge for which they wait and whose rate looks at this one."""
    session = play(f"""
gauges:
  threat: {{starts: 20, {THREAT}, rises: 6 a day}}
  anger: {{stages: {{low: 0, high: 1}}, rises: {{1 an hour: threat is crisis}}}}
{waiting}
    """)
    assert the_end(session).at >= 4800
    assert the_end(session).ending in ("completed", "bad")


def test_a_hold_may_last_until_a_stage_is_reached():
    """The step stands aside until the crisis, in minute 4800, though nothing else happens until then."""
    session = play(f"""
        gauges: {{threat: {{starts: 20, {THREAT}, rises: 6 a day}}}}
        chain:
          a: {{takes: 1h, when_done: {{hold: b, until: threat reaches crisis}}}}
          b: {{takes: 1h}}
    """)
    assert story(session, "begun") == ["0 begun a", "4800 begun b"]


def test_a_run_goes_on_to_the_time_at_which_a_rate_begins():
    """Nothing moves before D+1; the step waits for what comes then."""
    session = play(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: {{1 an hour: after D+1}}}}}}
        chain: {{a: {{after: threat reaches crisis}}}}
    """)
    assert story(session, "begun") == ["1500 begun a"]


def test_a_run_stalls_where_no_gauge_comes_to_a_mark_any_more():
    """The threat has come to its highest; who waits for the conflict waits in vain."""
    session = play(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour, highest: 50}}}}
        chain: {{a: {{takes: 1h}}, b: {{after: threat reaches conflict}}}}
    """)
    assert (the_end(session).ending, the_end(session).at) == ("stalled", 60)
    assert the_end(session).waiting == (("b", ("threat reaches conflict",)),)


def test_a_gauge_that_goes_to_and_fro_for_ever_keeps_no_run_going_for_ever():
    """It rises below 50 and falls from there on, one a minute: at 50 every other minute, and the conflict never comes."""
    session = play(f"""
        gauges: {{threat: {{starts: 49, {THREAT}, rises: {{1440 a day: not threat at least 50}}, falls: {{1440 a day: threat at least 50}}}}}}
        chain: {{a: {{after: threat reaches conflict}}}}
    """)
    assert (the_end(session).ending, the_end(session).at) == ("stalled", 1000)


def test_a_crossing_keeps_alive_who_waits_for_it_with_something_else():
    """It can always still come: `any` is not dead when the other input is, and an `all` waits."""
    session = play(
        f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain:
          a: {{outcomes: {{yes: {{chance: 0}}, "no": {{chance: 1}}}}}}
          b: {{after: {{any: [a.yes, threat reaches crisis]}}}}
    """.replace("{yes:", '{"yes":').replace("a.yes", "a.yes")
    )
    assert story(session, "begun", "cut off") == ["0 begun a", "60 begun b"]


def test_after_the_ending_gauges_stand_still():
    """The hot wash still runs; the crisis that would have come is not told, and a condition sees the value of the end."""
    session = play(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain:
          a: {{takes: 30m}}
          wash: {{after: ending, takes: 5h, when_done: {{add: {{threat: 20}}}}}}
          paper: {{if: threat at least 40, takes: 1h}}
        endings: {{over: {{when: a}}}}
    """)
    assert of_gauges(session, "passed over") == ["0 gauge threat: 39 at 24 a day", "330 passed over paper"]


def test_a_going_back_takes_nothing_of_a_gauge_back():
    """The jump of the first turn stays, the crossing too; the second turn adds again."""
    session = play(f"""
        gauges: {{threat: {{starts: 38, {THREAT}}}}}
        chain:
          a: {{takes: 1h, when_done: {{add: {{threat: 2}}}}}}
          b: {{after: [a, threat reaches crisis], outcomes: {{again: {{back_to: a, at_most: 1, then: go}}, go: {{chance: 0}}}}}}
    """)
    assert of_gauges(session, "begun") == lines("""
        0 gauge threat: 38 at 0 a day
        0 begun a
        60 gauge threat: 40 at 0 a day
        60 stage threat rises to crisis
        60 begun b
        60 begun a
        120 gauge threat: 42 at 0 a day
        120 begun b
    """)


def test_an_effect_may_take_its_amount_from_a_field():
    """Each member adds its own, decimals included."""
    session = play("""
        groups: {cities: {u: {harm: 1.5}, v: {harm: 2}}}
        gauges: {damage: {stages: {none: 0, some: 3}}}
        chain: {hit: {for_each: cities, takes: 1h, when_done: {add: {damage: its.harm}}}}
    """)
    assert of_gauges(session)[1:] == [
        "60 gauge damage: 1.5 at 0 a day",
        "60 gauge damage: 3.5 at 0 a day",
        "60 stage damage rises to some",
    ]


def test_below_its_first_stage_a_gauge_has_none():
    """It is told as empty; every condition on a stage is false."""
    session = play("""
        gauges: {water: {starts: 5, stages: {high: 5}, falls: 1 an hour}}
        chain: {a: {takes: 2h}, b: {if: water is high}}
    """)
    assert of_gauges(session, "passed over")[1:] == ["1 stage water falls to ", "120 passed over b"]


def test_stages_are_for_everybody_and_numbers_for_exercise_control():
    """Unless the author says who sees its stages."""
    text = """
        bodies: {{staff: {{seat: true}}, council: {{seat: true}}}}
        gauges: {{water: {{stages: {{low: 0, high: 1}}, rises: 1 an hour{seen}}}}}
        chain: {{a: {{by: staff, takes: 2h}}, b: {{by: council}}}}
    """
    for seen, audience in (("", ()), (", seen_by: council", ("council",))):
        log = play(text.format(seen=seen)).log
        told = [(type(event).__name__, event.audience) for event in log if hasattr(event, "gauge")]
        assert told == [("GaugeMoved", ("excon",)), ("StageChanged", audience)]


LIVELY = f"""
    end: 6d
    gauges:
      threat: {{starts: 20, {THREAT}, rises: {{6 a day: not move begins, 11 a day: news.missed}}, falls: {{20 a day: move begins}}}}
      trust: {{starts: 10, stages: {{low: 0, high: 12}}, rises: {{3 a day: threat is tension}}, highest: 15}}
    chain:
      ask: {{takes: 2h .. 9h .. 40h}}
      vote: {{by: staff, question: Go?, options: {{go: {{add: {{trust: 1.25}}}}, stay: {{add: {{threat: 3}}}}}}, usual: go, thinks: 1h .. 30h}}
      move: {{takes: 1d .. 3d}}
      alarm: {{after: threat reaches crisis, takes: 3h}}
    injects: {{news: {{at: 5h .. 20h after ask, effects: {{add: {{threat: 7}}}}, expects: {{answer: move begins, within: 8h}}}}}}
    endings: {{calm: {{when: [move, threat is tension]}}, lost: {{when: threat reaches conflict}}}}
"""


def test_a_run_with_gauges_is_the_same_to_the_byte_without_its_log_in_blocks_and_replayed():
    """Rule 1: log on or off, luck drawn alone or in blocks, and the ledger played again."""
    plan = plan_of(LIVELY)
    block = BlockLuck(plan.draws, 0, 0, 20)
    for replication in range(20):
        alone = play(plan, replication=replication)
        dark = play(plan, replication=replication, log=False)
        drawn = play(plan, replication=replication, luck=block.at(replication))
        assert (dark.place, dark.now) == (alone.place, alone.now)
        assert drawn.log == alone.log
        again = replay(plan, 0, alone.ledger, replication)
        again.advance()
        assert again.log == alone.log


def test_an_open_question_does_not_stop_a_gauge_for_which_somebody_waits():
    """The question is reported once; then time goes on to the crossing."""
    session = begin(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain:
          a: {{by: staff, question: Go?, options: {{go: {{}}, stay: {{}}}}, usual: go}}
          b: {{after: threat reaches crisis, by: staff, question: And now?, options: {{go: {{}}, stay: {{}}}}, usual: go}}
    """)
    first, second = session.advance(), session.advance()
    assert isinstance(first, Asked)
    assert isinstance(second, Asked)
    assert (first.question.node, second.question.node, session.now) == (0, 1, 60)


def test_a_session_may_be_let_go_to_any_minute():
    """`until` stops between marks; the value is that of the minute."""
    session = begin(f"""
        gauges: {{threat: {{starts: 39, {THREAT}, rises: 1 an hour}}}}
        chain: {{a: {{takes: 3h}}}}
    """)
    session.advance(until=30)
    assert (
        session.seen.level(0) == session.plan.gauges[0].scale * 39 + 30 * session.plan.gauges[0].scale // 60
    )


def test_what_is_held_until_a_stage_goes_on_when_the_ending_stops_the_gauge():
    """Behind the ending no stage is reached any more, so nothing is waited for."""
    session = play(f"""
        gauges: {{threat: {{starts: 0, {THREAT}}}}}
        chain:
          a: {{takes: 1h, when_done: {{hold: hot_wash, until: threat reaches crisis}}}}
          hot_wash: {{after: 1h after ending, takes: 1h}}
        endings: {{over: {{when: a}}}}
    """)
    assert story(session, "begun")[-1] == "120 begun hot_wash"
