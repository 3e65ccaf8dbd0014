"""M18 and M11: every effect in every state of the table in docs/explanation/time-and-ties.md, the minutes worked out by hand.

In each case the inject `storm` comes at minute 60 and touches `x`, which is in the state that the case is about. Told is what becomes
of `x` from then on, and of `behind`, which waits for it.
"""

import pytest
from tests.support import play, story

FRAME = """
resources: {{desk: {{slots: 1}}, gate: {{flow: 4 an hour}}}}
variables: {{weather: bad}}
chain: {{start: {{}}, {state}, behind: {{after: x}}}}
injects: {{storm: {{at: D 01:00, effects: {{{effect}}}}}}}
"""

STATES = {
    # Without the storm, x begins at minute 120 and ends at minute 180, in the first three.
    "waiting": "lead: {takes: 2h}, x: {takes: 1h}",
    "in the queue": "lead: {takes: 2h, uses: {desk: 1}}, x: {takes: 1h, uses: {desk: 1}, after: start}",
    "waiting for its condition": "lead: {takes: 2h}, x: {takes: 1h, after: start, wait_for: lead is done}",
    # It is reopened at minute 30, and looked at again at minute 150.
    "standing aside": "x: {}, lead: {takes: 30m, outcomes: {back: {back_to: x, wait: 2h, at_most: 1, then: forth}, forth: {chance: 0}}}",
    # It ends at minute 180.
    "under way": "x: {takes: 3h}",
    # It is decided at minute 30; what was decided takes until minute 150.
    "carrying out": "x: {takes: 30m, question: Well?, options: {go: {takes: 2h}}, usual: go}",
    # It is served until minute 120; its own time is over at minute 60.
    "served by a flow": "x: {takes: 1h, uses: {gate: 8}}",
    # It is asked at minute 30; the answer comes at minute 130.
    "asked": "x: {takes: 30m, question: Well?, options: {go: {}, stop: {}}, usual: go, thinks: 100m, within: 2h, otherwise: stop}",
    # It is asked at minute 30; the votes come at minute 130.
    "voted on": "x: {takes: 30m, question: Well?, options: {go: {}, stop: {}}, usual: go, thinks: 100m, within: 2h, otherwise: stop, vote: {of: lords, carried: {go: majority}}}",
    # It is over at minute 30, or at once.
    "done": "x: {takes: 30m}",
    "passed over": "x: {if: weather is fair}",
    "cut off": "lead: {outcomes: {one: {}, two: {chance: 0}}}, x: {after: lead.two}",
}

DELAY, RESCALE, HOLD = "delay: {x: 3h}", "rescale: {x: 1.5}", "hold: x, until: D 04:00"
CANCEL, PASS_OVER, REDO = "cancel: x", "pass_over: x", "redo: x"
CUT = "60 cut off x, 60 cut off behind"
PASSED = "60 passed over x, 60 begun behind"

TABLE = {
    "waiting": {
        DELAY: "300 begun x, 360 done x, 360 begun behind",
        RESCALE: "120 begun x, 210 done x, 210 begun behind",
        HOLD: "240 begun x, 300 done x, 300 begun behind",
        CANCEL: CUT,
        PASS_OVER: "60 waived x, 120 passed over x, 120 begun behind",
        REDO: "120 begun x, 180 done x, 180 begun behind",
    },
    "in the queue": {
        DELAY: "240 begun x, 300 done x, 300 begun behind",
        RESCALE: "120 begun x, 210 done x, 210 begun behind",
        HOLD: "240 begun x, 300 done x, 300 begun behind",
        CANCEL: CUT,
        PASS_OVER: PASSED,
        REDO: "120 begun x, 180 done x, 180 begun behind",
    },
    "waiting for its condition": {
        DELAY: "240 begun x, 300 done x, 300 begun behind",
        RESCALE: "120 begun x, 210 done x, 210 begun behind",
        HOLD: "240 begun x, 300 done x, 300 begun behind",
        CANCEL: CUT,
        PASS_OVER: PASSED,
        REDO: "120 begun x, 180 done x, 180 begun behind",
    },
    "standing aside": {
        DELAY: "330 begun x, 330 done x, 330 begun behind",
        RESCALE: "150 begun x, 150 done x, 150 begun behind",
        HOLD: "240 begun x, 240 done x, 240 begun behind",
        CANCEL: CUT,
        PASS_OVER: PASSED,
        REDO: "150 begun x, 150 done x, 150 begun behind",
    },
    "under way": {
        DELAY: "360 done x, 360 begun behind",
        RESCALE: "240 done x, 240 begun behind",  # of 120 minutes that remain, 180
        HOLD: "360 done x, 360 begun behind",  # 120 minutes remain
        CANCEL: CUT,
        PASS_OVER: PASSED,
        REDO: "60 reopened x, 60 begun x, 240 done x, 240 begun behind",
    },
    "carrying out": {
        DELAY: "330 done x: go, 330 begun behind",
        RESCALE: "195 done x: go, 195 begun behind",  # of 90 minutes that remain, 135
        HOLD: "330 done x: go, 330 begun behind",  # 90 minutes remain
        CANCEL: CUT,
        PASS_OVER: PASSED,
        REDO: "60 reopened x, 60 begun x, 90 asked x, 210 done x: go, 210 begun behind",
    },
    "served by a flow": {
        DELAY: "300 done x, 300 begun behind",
        RESCALE: "150 done x, 150 begun behind",  # of 60 minutes of service that remain, 90
        HOLD: "300 done x, 300 begun behind",  # 60 minutes of service remain
        CANCEL: CUT,
        PASS_OVER: PASSED,
        REDO: "60 reopened x, 60 begun x, 180 done x, 180 begun behind",
    },
    "asked": {
        DELAY: "240 done x: go, 240 begun behind",
        RESCALE: "60 too late x: rescale, 130 done x: go, 130 begun behind",
        HOLD: "130 done x: go, 130 begun behind",
        CANCEL: "60 withdrawn x, 60 cut off x, 60 cut off behind",
        PASS_OVER: "60 withdrawn x, 60 passed over x, 60 begun behind",
        REDO: "60 withdrawn x, 60 reopened x, 60 begun x, 90 asked x, 190 done x: go, 190 begun behind",
    },
    "voted on": {
        DELAY: "240 voted x: a go, 240 voted x: b go, 240 done x: go, 240 begun behind",
        RESCALE: "60 too late x: rescale, 130 voted x: a go, 130 voted x: b go, 130 done x: go, 130 begun behind",
        HOLD: "130 voted x: a go, 130 voted x: b go, 130 done x: go, 130 begun behind",
        CANCEL: "60 withdrawn x, 60 cut off x, 60 cut off behind",
        PASS_OVER: "60 withdrawn x, 60 passed over x, 60 begun behind",
        REDO: "60 withdrawn x, 60 reopened x, 60 begun x, 90 asked x, 190 voted x: a go, 190 voted x: b go, 190 done x: go, 190 begun behind",
    },
    "done": {
        DELAY: "60 too late x: delay",
        RESCALE: "60 too late x: rescale",
        HOLD: "60 too late x: hold",
        CANCEL: "60 too late x: cancel",
        PASS_OVER: "60 too late x: pass_over",
        REDO: "60 reopened x, 60 begun x, 90 done x",
    },
    "passed over": {
        DELAY: "60 too late x: delay",
        RESCALE: "60 too late x: rescale",
        HOLD: "60 too late x: hold",
        CANCEL: "60 too late x: cancel",
        PASS_OVER: "60 too late x: pass_over",
        REDO: "60 reopened x, 60 passed over x",
    },
    "cut off": {
        DELAY: "60 too late x: delay",
        RESCALE: "60 too late x: rescale",
        HOLD: "60 too late x: hold",
        CANCEL: "60 too late x: cancel",
        PASS_OVER: "60 too late x: pass_over",
        REDO: "",
    },
}

CASES = [
    (state, effect, expected) for state, effects in TABLE.items() for effect, expected in effects.items()
]


@pytest.mark.parametrize(("state", "effect", "expected"), CASES)
def test_every_effect_in_every_state(state, effect, expected):
    """What becomes of x, and of who waits for it, from the minute of the storm on."""
    text = "groups: {lords: {a: {}, b: {}}}" + FRAME.format(state=STATES[state], effect=effect)
    words = (
        "begun", "done", "passed over", "cut off", "reopened", "asked", "withdrawn", "voted", "waived", "too late",
    )  # fmt: skip
    told = [line for line in story(play(text), *words) if int(line.split()[0]) >= 60]
    assert (
        ", ".join(line for line in told if " x" in line or ("behind" in line and "done" not in line))
        == expected
    )
