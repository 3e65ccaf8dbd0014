"""A scenario made ready to be played on, and made ready anew when an inject is written while it runs."""

from exercise_sim.cli.given import choices_of, policy_of
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import Decider
from exercise_sim.engine.plan import Plan
from exercise_sim.records.stage import Pairs, Stage
from exercise_sim.scenario.attached import at_hand
from exercise_sim.scenario.load import Loaded, load_text


def stage_of(loaded: Loaded, policy: str, written: Pairs = ()) -> Stage:
    """The stage of a scenario, in which these injects were written. Its decider raises Refused for a policy that it does not have."""

    def decides(plan: Plan) -> Decider:
        return policy_of(plan, policy, choices_of(plan, loaded.choose, []))

    def anew(others: Pairs) -> Stage:
        source, variants = loaded.source, loaded.variants
        files = at_hand(loaded.attached, source.name)  # real names, too, which a record does not hold
        again = load_text(source.text, source.name, variants, others, judged=False, attached=files)
        return stage_of(again, policy, others)

    unseen = tuple(one.path for one in loaded.attached if one.text is None)
    return Stage(
        loaded.scenario, compile_plan(loaded.scenario, loaded.digest), decides, written, unseen, anew
    )
