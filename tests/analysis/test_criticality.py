"""How often something lies on the critical path, and where the time goes."""

from tests.support import plan_of, play

from exercise_sim.analysis.causes import critical_path
from exercise_sim.analysis.criticality import Critical, Paths, Spent

TEXT = """
    chain:
      s: {}
      a: {after: s, by: staff, takes: ONE}
      b: {after: s, takes: 3h}
      end: {after: [a, b], takes: 1h}
    endings: {over: {when: end}}
"""


def test_shares_and_means_by_hand():
    """Of three runs, `a` decides in one (5 h); `b` in two (3 h); the end in all. What takes no time is not told."""
    paths = Paths(plan_of(TEXT.replace("ONE", "1h")))
    for hours in (1, 2, 5):
        session = play(TEXT.replace("ONE", f"{hours}h"))
        paths.add(critical_path(session.plan, session.log), session.now)
    assert paths.critical == (
        Critical("end", 1, 60),
        Critical("b", 2 / 3, 180),
        Critical("a", 1 / 3, 300),
    )
    # Nobody's work: the end in every run, and `b` in two: (3 * 60 + 2 * 180) / 3 minutes.
    assert paths.spent == (Spent("", "work", 180), Spent("staff", "work", 100))
    assert sum(one.minutes for one in paths.spent) == (4 + 4 + 6) * 60 / 3


def test_the_members_of_a_step_count_as_one_by_hand():
    """Of two members the slower is on the path: 2 h of the first in one run, 3 h of the other in the other. As steps: in both, 2.5 h on average."""
    text = """
    groups: {states: {a: {needs: ONE}, b: {needs: 2h}}}
    chain:
      s: {}
      consent: {for_each: states, after: s, takes: its.needs}
      end: {after: consent, takes: 1h}
    endings: {over: {when: end}}
    """
    paths = Paths(plan_of(text.replace("ONE", "1h")))
    for hours in (1, 3):
        session = play(text.replace("ONE", f"{hours}h"))
        paths.add(critical_path(session.plan, session.log), session.now)
    assert {one.element: one.share for one in paths.critical} == {
        "end": 1,
        "consent of a": 0.5,
        "consent of b": 0.5,
    }
    assert paths.steps == {"end": Critical("end", 1, 60), "consent": Critical("consent", 1, 150)}
