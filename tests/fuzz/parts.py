"""Parts of a scenario, made of the words of its tree: injects, gauges, objectives, expectations, the fields of a step."""

from tests.fuzz.words import Words


def inject(words):
    """An inject that comes at a time, after something, on a condition or by hand."""
    made = {
        "at": words.one(
            words.moment, words.moment, words.reference, words.reference, words.comparison, "trainer"
        )
    }
    if words.may(75):
        made["effects"] = words.effects()
    if words.may(20):
        made["chance"] = words.chance()
    if words.may(20):
        made["unless"] = words.condition()
    if words.may(20):
        made["expects"] = words.one(
            {"answer": words.reference(), "within": words.length()},
            {"action": "Something is done", "within": words.length(), "chance": words.chance()},
            {"action": "It is said", "within": words.length(), "takes": words.duration()},
        )
        made["to"] = [words.dice.choice(words.bodies)]
    return made


def gauge(words):
    """A gauge of two to four stages."""
    stages = {"calm": 0, "tense": 20, "grave": 60, "lost": 100}
    made = {"starts": words.dice.choice((0, 10, 50, words.number())), "stages": stages}
    for way in ("rises", "falls"):
        if words.may(70):
            made[way] = words.one(
                words.rate,
                {words.rate(): words.condition()},
                [{"by": words.rate(), "while": words.condition()}, {"by": words.rate()}],
            )
    if words.may(40):
        made["highest"] = words.dice.choice((100, 60, 20, words.number()))
    if words.may(20):
        made["lowest"] = words.number()
    return made


def objective(words):
    """Something to be achieved, measured in one of the ways that there are."""
    times = {"P": "1h", "S": "6h", "M": "1d"}
    made = [
        {"from": words.reference(), "to": words.reference(), "ratings": times},
        {"margin": words.reference(), "before": words.reference(), "ratings": times},
        {"observe": "Was it so?"},
    ]
    if words.gauges:
        name = words.dice.choice(list(words.gauges))
        stage = words.dice.choice(words.gauges[name] or ["none"])
        made += [
            {"measure": f"peak of {name}", "ratings": {"P": 10, "S": 50, "M": 90}, "at": words.reference()},
            {"measure": f"time of {name} at {stage}", "ratings": times},
        ]
    return words.dice.choice(made)


def expectation(words):
    """A sentence behind `expect`."""
    share = words.dice.choice(("in 80% of runs", "in every run", "in no run", "in at most 10% of runs"))
    return words.one(
        f"{words.reference()} to {words.reference()} lasts {words.length()} .. 1000d {share}",
        f"ends as {words.dice.choice(words.endings or ['completed'])} {share}",
        f"{words.comparison()} {share}",
    )


STEP = {
    "takes": Words.duration,
    "after": Words.join,
    "if": Words.condition,
    "wait_for": Words.condition,
    "every": lambda words: words.dice.choice(("1h", "6h", "1d", "1m", "1000d")),
    "until": Words.reference,
    "within": Words.length,
    "thinks": Words.duration,
    "uses": lambda words: {words.dice.choice(words.resources or ["nothing"]): words.whole()},
    "keeps": lambda words: {words.dice.choice(words.resources or ["nothing"]): f"until {words.reference()}"},
    "for_each": lambda words: words.dice.choice(words.groups or ["nothing"]),
    "makes": lambda words: words.dice.choice(words.documents),
    "needs": lambda words: words.dice.choice(words.documents),
    "phase": lambda words: words.dice.choice(["Phase", *words.phases]),
    "outcomes": lambda words: {"good": {}, "bad": {"chance": words.chance(), **words.effects(1)}},
}
