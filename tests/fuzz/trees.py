"""Mutations of a scenario's tree that know its language: a field set or left out, a step, inject or gauge put in, parts swapped."""

import copy

from tests.fuzz.parts import STEP, expectation, gauge, inject, objective
from tests.fuzz.words import Words


def mutated(dice, tree):
    """The tree after one to four changes."""
    tree = copy.deepcopy(tree)
    for _ in range(dice.choice((1, 1, 2, 2, 3, 4))):
        dice.choice(CHANGES)(Words(dice, tree), tree)
    return tree


def _steps(words):
    return [step for step in words.part("chain").values() if isinstance(step, dict)]


def _results(words):
    found = []
    for step in _steps(words):
        for kind in ("options", "outcomes"):
            its = step.get(kind)
            if isinstance(its, dict):
                for name in its:
                    if not isinstance(its[name], dict):
                        its[name] = {}
                    found.append(its[name])
    return found


def _entries(words, part):
    return [one for one in words.part(part).values() if isinstance(one, dict)]


def _any_of(words, found):
    return words.dice.choice(found) if found else {}


def set_of_step(words, tree):
    """A field of a step."""
    step = _any_of(words, _steps(words))
    field = words.dice.choice(list(STEP))
    step[field] = STEP[field](words)
    if field == "every" and "until" not in step:
        step["until"] = words.reference()
    if field == "within" and "options" in step:
        step["otherwise"] = words.dice.choice(list(step["options"]) or ["nothing"])


def set_of_result(words, tree):
    """An effect, time or chance of an option or outcome, or of what is done at a step's end."""
    result = _any_of(words, _results(words))
    if not result and words.may(50):
        result = _any_of(words, _steps(words)).setdefault("when_done", {})
    if not isinstance(result, dict) or words.may(20):
        return
    if words.may(70):
        result.update(words.effects())
    else:
        field = words.dice.choice(("takes", "chance", "weight", "then", "at_most"))
        result[field] = words.one(words.duration, words.chance, words.number, words.step, words.whole)


def when_done(words, tree):
    """What happens when a step is done."""
    _any_of(words, _steps(words))["when_done"] = words.effects()


def new_inject(words, tree):
    """One more inject, with effects mostly."""
    injects = tree.get("injects")
    if not isinstance(injects, dict):
        injects = tree["injects"] = {}
    injects[f"inject_{len(injects) + 1}"] = inject(words)


def set_of_inject(words, tree):
    """A field of an inject."""
    its = _any_of(words, _entries(words, "injects"))
    its.update(inject(words)) if words.may(50) else its.update({"effects": words.effects()})


def new_step(words, tree):
    """One more step, somewhere in the file."""
    chain = words.part("chain")
    made = {"takes": words.duration(), "after": words.join()}
    kind = words.dice.choice(("work", "work", "options", "outcomes", "every"))
    if kind == "options":
        made |= {"by": words.dice.choice(words.bodies), "question": "What now?", "usual": "go_on"}
        made["options"] = {"go_on": words.effects(1) if words.may(40) else {}, "turn": words.effects()}
    if kind == "outcomes":
        made["outcomes"] = {"good": {}, "bad": {"chance": words.chance(), **words.effects()}}
    if kind == "every":
        made |= {"every": words.dice.choice(("1h", "6h", "1d", "1m")), "until": words.reference()}
    if words.groups and words.may(25):
        made["for_each"] = words.dice.choice(words.groups)
    if words.resources and words.may(25):
        made["uses"] = {words.dice.choice(words.resources): words.whole()}
    place = words.dice.randint(0, len(chain))
    items = list(chain.items())
    items.insert(place, (f"step_{len(chain) + 1}", made))
    if isinstance(tree.get("chain"), dict):
        tree["chain"] = dict(items)


def new_gauge(words, tree):
    """One more gauge, with rates that conditions switch."""
    gauges = tree.setdefault("gauges", {})
    if isinstance(gauges, dict):
        gauges[f"gauge_{len(gauges) + 1}"] = gauge(words)


def set_of_gauge(words, tree):
    """A field of a gauge."""
    its = _any_of(words, _entries(words, "gauges"))
    field = words.dice.choice(("starts", "rises", "falls", "lowest", "highest", "stages"))
    its[field] = gauge(words).get(field, words.number())


def set_of_resource(words, tree):
    """A kind, rate or opening of a resource."""
    its = _any_of(words, _entries(words, "resources"))
    kind = words.dice.choice(("slots", "stock", "flow", "open"))
    if kind != "open":
        for other in ("slots", "stock", "flow"):
            its.pop(other, None)
    its[kind] = words.clock() if kind == "open" else words.rate() if kind == "flow" else words.whole()


def set_of_vote(words, tree):
    """What carries, the quorum, a position."""
    vote = _any_of(words, [step["vote"] for step in _steps(words) if isinstance(step.get("vote"), dict)])
    counts = (0, 1, 2, 99, "all", "majority", "2/3", "0%", "100%")
    kind = words.dice.choice(("quorum", "carried", "positions"))
    if kind == "quorum":
        vote["quorum"] = words.dice.choice(counts)
    elif isinstance(vote.get(kind), dict) and vote[kind]:
        key = words.dice.choice(list(vote[kind]))
        vote[kind][key] = words.dice.choice(counts) if kind == "carried" else {"absent": words.chance()}


def set_of_member(words, tree):
    """A field of a member, or one more member."""
    group = _any_of(words, _entries(words, "groups"))
    if words.may(30):
        group[f"member_{len(group) + 1}"] = copy.deepcopy(_any_of(words, [m for m in group.values() if m]))
        return
    its = _any_of(words, [one for one in group.values() if isinstance(one, dict) and one])
    if its:
        its[words.dice.choice(list(its))] = words.one(
            words.number, words.member, words.duration, words.scalar
        )


def set_of_frame(words, tree):
    """The end, an ending's condition, an objective, an expectation, a variable, a policy, a variant."""
    kind = words.dice.choice(("end", "endings", "objectives", "expect", "variables", "variants", "names"))
    if kind == "end":
        tree["end"] = words.one(words.length, words.moment)
    elif kind == "endings":
        its = tree.setdefault("endings", {})
        if isinstance(its, dict):
            its[words.dice.choice([*its, "over", "stalled", "out_of_time"])] = {"when": words.condition()}
    elif kind == "objectives":
        its = tree.setdefault("objectives", {})
        if isinstance(its, dict):
            its[f"objective_{len(its)}"] = objective(words)
    elif kind == "expect":
        its = tree.setdefault("expect", [])
        if isinstance(its, list):
            its.append(expectation(words))
    elif kind == "variants":
        its = tree.setdefault("variants", {})
        if isinstance(its, dict):
            path = f"chain.{words.step()}.takes"
            its[f"variant_{len(its)}"] = {"set": {path: words.duration()}}
    else:
        its = tree.setdefault(kind, {})
        if isinstance(its, dict):
            its[words.dice.choice([*its, "strength"])] = words.one(
                words.number, "early", "0", True, words.scalar
            )


def left_out(words, tree):
    """Any key of any mapping, or entry of a list, is left out."""
    inside = _place(words, tree)
    if inside:
        del inside[words.dice.choice(_keys(inside))]


def any_value(words, tree):
    """Anything stands anywhere."""
    inside = _place(words, tree)
    if inside:
        inside[words.dice.choice(_keys(inside))] = words.scalar()


def fitting_value(words, tree):
    """Another value of the same sort: a number to the edge, a length, a reference, a condition."""
    inside = _place(words, tree)
    if not inside:
        return
    key = words.dice.choice(_keys(inside))
    old = inside[key]
    if isinstance(old, bool):
        inside[key] = not old
    elif isinstance(old, int | float):
        inside[key] = words.number()
    elif isinstance(old, str):
        inside[key] = words.one(
            words.reference, words.length, words.duration, words.element, words.comparison
        )


def swapped(words, tree):
    """Two parts change places."""
    one, other = _place(words, tree), _place(words, tree)
    if one and other:
        key, its = words.dice.choice(_keys(one)), words.dice.choice(_keys(other))
        one[key], other[its] = copy.deepcopy(other[its]), copy.deepcopy(one[key])


def reordered(words, tree):
    """The steps stand in another order."""
    chain = tree.get("chain")
    if isinstance(chain, dict) and len(chain) > 1:
        items = list(chain.items())
        one, other = words.dice.sample(range(len(items)), 2)
        items[one], items[other] = items[other], items[one]
        tree["chain"] = dict(items)


def renamed(words, tree):
    """A name changes, but not where it is named."""
    inside = _place(words, tree)
    if isinstance(inside, dict) and inside:
        key = words.dice.choice(list(inside))
        inside[words.dice.choice((words.element(), "other", "first", "x y", "", "Ä", 7))] = inside.pop(key)


def _place(words, tree):
    """Any mapping or list of the tree that holds something."""
    found, left = [], [tree]
    while left:
        one = left.pop()
        if isinstance(one, dict | list) and one:
            found.append(one)
            left += one.values() if isinstance(one, dict) else one
    return words.dice.choice(found) if found else None


def _keys(inside):
    return list(inside) if isinstance(inside, dict) else list(range(len(inside)))


CHANGES = (
    *(set_of_step,) * 6, *(set_of_result,) * 4, *(when_done,) * 3, *(new_inject,) * 7, *(set_of_inject,) * 3, *(new_step,) * 4,
    *(new_gauge,) * 2, *(set_of_gauge,) * 3, *(set_of_resource,) * 2, set_of_vote, set_of_member, *(set_of_frame,) * 2,
    left_out, any_value, *(fitting_value,) * 2, swapped, reordered, renamed,
)  # fmt: skip
