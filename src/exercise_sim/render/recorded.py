"""What alternatives of a record are, in words: from which question on they go, and what each of them answers there."""

from exercise_sim.analysis.comparison import Outcome
from exercise_sim.analysis.onward import Replayed, Turn
from exercise_sim.render.compared_sentences import RECORDED
from exercise_sim.render.naming import Names
from exercise_sim.scenario.times import format_moment


def about(outcome: Outcome) -> str:
    """What is to be said of an alternative beside its label."""
    course = outcome.alternative.course
    if isinstance(course, Replayed):
        sentence = "played_too" if course.replies or course.silent or course.opened else "by_policy"
        return RECORDED[sentence].format(policy=outcome.alternative.policy)
    if course is None:
        return outcome.about
    names = Names(outcome.plan)
    option = names.option(_element(outcome, course), course.option) if course.option else ""
    return RECORDED[f"about_{course.how or 'answer'}"].format(option=option)


def origin(outcome: Outcome) -> str:
    """From where on all alternatives go; empty where that is STARTEX."""
    course = outcome.alternative.course
    if not isinstance(course, Turn):
        return ""
    what = Names(outcome.plan).title(_element(outcome, course))
    when = format_moment(course.past.minute, outcome.plan.start)
    return RECORDED["origin"].format(what=what, when=when, policy=outcome.alternative.policy)


def _element(outcome: Outcome, course: Turn) -> str:
    """The step that asks; of a vote, that which is voted on."""
    name = course.question
    while name not in outcome.plan.by_name:
        name = name.rpartition("#" if "#" in name.rpartition(" of ")[2] else " of ")[0]
    return name
