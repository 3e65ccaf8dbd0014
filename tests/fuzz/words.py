"""Values for the fields of a scenario, drawn so that most of them mean something in it: its names, and times and numbers to the edge."""

LENGTHS = ("0m", "1m", "30m", "1h", "2h", "6h", "1d", "90m", "1.5h", "1h30m", "3d", "2w")
HUGE = ("10000d", "100000w", "9999999h", "0.1m", "0.0001h", "1000000000d")
NUMBERS = (0, 1, 2, 3, 5, 10, 40, 100)
ODD_NUMBERS = (-1, -10, 0.5, 1e-9, 1e15, 10**18, -(10**18), 0.1, 99.999999, 1e308, 2**53, -0.0, 1e-300)
MOMENTS = ("D 09:00", "D 10:00", "D 12:30", "D 20:00", "D+1", "D+1 06:00", "D+2 12:30", "D+30")
ODD_MOMENTS = ("D", "D 00:30", "D-1", "D+999999", "D+3600", "D 23:59")
RATES = ("6 a day", "24 a day", "1 an hour", "1 every 4h", "100 a day", "1440 a day", "7 a day")
ODD_RATES = ("0.5 a day", "100000 a day", "1 every 1m", "1 every 1000d", "1000000000 an hour", "0 a day")


class Words:
    """The names of one scenario's tree, and values made of them with some dice."""

    def __init__(self, dice, tree):
        self.dice, self.tree = dice, tree
        self.odd = dice.choice((0, 0, 3, 12))
        chain, injects = self.part("chain"), self.part("injects")
        self.steps, self.injects = list(chain), list(injects)
        self.many = [n for n, step in chain.items() if isinstance(step, dict) and "for_each" in step]
        self.elements = [*self.steps, *self.injects] or ["nothing"]
        self.groups = list(self.part("groups"))
        self.members = [m for group in self.part("groups").values() if isinstance(group, dict) for m in group]
        self.resources, self.variables = list(self.part("resources")), list(self.part("variables"))
        self.gauges = {
            name: list(its.get("stages") or {"none": 0})
            for name, its in self.part("gauges").items()
            if isinstance(its, dict) and isinstance(its.get("stages") or {}, dict)
        }
        self.endings, self.bodies = list(self.part("endings")), list(self.part("bodies")) or ["staff"]
        self.results = [
            f"{name}.{result}"
            for name, step in chain.items()
            if isinstance(step, dict)
            for kind in ("options", "outcomes")
            if isinstance(named := step.get(kind), dict | list)
            for result in named
        ]
        self.phases = [step["phase"] for step in chain.values() if isinstance(step, dict) and "phase" in step]
        self.documents = ["a paper", "a letter"]

    def part(self, word):
        its = self.tree.get(word)
        return its if isinstance(its, dict) else {}

    def may(self, percent):
        return self.dice.random() * 100 < percent

    def one(self, *choices):
        """The value of one of these makers (or the choice itself)."""
        chosen = self.dice.choice(choices)
        return chosen() if callable(chosen) else chosen

    # --- small values ----------------------------------------------------------------------------------------

    def number(self):
        return self.dice.choice(ODD_NUMBERS if self.may(self.odd) else NUMBERS)

    def whole(self):
        return self.dice.choice((0, 1, 1, 2, 3, 5, 60, 10**9) if self.may(self.odd) else (1, 1, 2, 3))

    def length(self):
        return self.dice.choice(HUGE if self.may(self.odd) else LENGTHS)

    def duration(self):
        few, some, many = self.dice.choice(
            (("1h", "2h", "4h"), ("0m", "1m", "2m"), ("30m", "1h", "9999h"), ("1m", "1m", "1m"))
        )
        return self.one(
            self.length, self.length, f"{few} .. {many}", f"{few} .. {some} .. {many}", f"one of {few}, {many}",
            f"triangular {few} .. {some} .. {many}", "median 4h, p90 12h", "median 1m, p90 30h",
        )  # fmt: skip

    def signed(self):
        return self.one(self.length, lambda: f"-{self.length()}")

    def moment(self):
        return self.dice.choice(ODD_MOMENTS if self.may(self.odd) else MOMENTS)

    def rate(self):
        return self.dice.choice(ODD_RATES if self.may(self.odd) else RATES)

    def chance(self):
        return self.dice.choice((0, 0.5, 1, "20%", "0%", "100%", 0.001, 1e-12, 0.999999999))

    def clock(self):
        return self.dice.choice(("06:00-22:00", "00:00-24:00", "22:00-06:00", "12:00-12:01", "23:59-24:00"))

    def scalar(self):
        """Anything, for places where it hardly fits."""
        return self.one(
            self.number, self.length, self.moment, self.reference, True, False, None, "", " ", "x" * 300, "all", [], {},
            "its", "its.kind", "ending", "trainer", "9" * 40, [[]], {"any": []}, "from initial_data a.b", "<host>",
        )  # fmt: skip

    # --- references and conditions ---------------------------------------------------------------------------

    def element(self):
        return self.dice.choice(self.elements)

    def step(self):
        return self.dice.choice(self.steps or ["nothing"])

    def member(self):
        return self.dice.choice(self.members or ["nobody"])

    def crossing(self):
        if not self.gauges:
            return self.element()
        name = self.dice.choice(list(self.gauges))
        return f"{name} reaches {self.dice.choice(self.gauges[name] or ['none'])}"

    def reference(self):
        if self.may(8):
            return self.one("ending", self.crossing, self.crossing)
        name = self.dice.choice(self.results) if self.results and self.may(35) else self.element()
        if name in self.many or self.may(self.odd):
            name = self.one(f"first of {name}", f"2 of {name}", f"{name} of {self.member()}", name)
        name += " begins" if self.may(15) and name.split()[-1] in self.steps else ""
        return f"{self.duration()} after {name}" if self.may(20) else name

    def join(self, deep=2):
        if deep == 0 or self.may(50):
            return self.reference()
        several = [self.join(deep - 1) for _ in range(self.dice.choice((1, 2, 2, 3)))]
        return self.one(several, {"any": several}, {"2 of": several}, {"all": several}, {"1 of": several})

    def comparison(self):
        return self.one(
            *[lambda: f"{self.dice.choice(self.variables)} {self.dice.choice(('is', 'is not'))} early"] * bool(self.variables),
            *[lambda: f"{self.dice.choice(self.variables)} at least {self.number()}"] * bool(self.variables),
            *[lambda: f"{self.dice.choice(self.resources)} at most {self.number()}"] * bool(self.resources),
            *[lambda: f"{self.dice.choice(list(self.gauges))} at least {self.number()}"] * bool(self.gauges),
            *[lambda: f"{self.step()} is {self.dice.choice(('done', 'cut off', 'under way', 'waiting', 'over', 'passed over'))}"] * 2,
            lambda: f"before {self.moment()}", lambda: f"after {self.moment()}", self.reference, self.crossing,
        )  # fmt: skip

    def condition(self, deep=2):
        if deep == 0 or self.may(60):
            return self.comparison()
        inner = [self.condition(deep - 1) for _ in range(self.dice.choice((1, 2, 2, 3)))]
        return self.one({"all": inner}, {"any": inner}, {"not": inner[0]}, inner)

    # --- effects ---------------------------------------------------------------------------------------------

    def target(self):
        """What an effect may touch: a step, a member's step, a phase, a member."""
        return self.one(
            self.step, self.step, self.step,
            *[lambda: f"{self.dice.choice(self.many)} of {self.member()}"] * bool(self.many),
            *[self.member] * bool(self.members), lambda: self.dice.choice(self.phases or [self.step()]),
        )  # fmt: skip

    def targets(self):
        return self.one(self.target, self.target, lambda: [self.target(), self.target()])

    def amounts(self, word):
        """For `set` and `add`: a variable, gauge, capacity, chance or duration with a value."""
        key = self.one(
            *[lambda: self.dice.choice(self.variables)] * (2 * bool(self.variables)),
            *[lambda: self.dice.choice(list(self.gauges))] * (2 * bool(self.gauges)),
            *[lambda: self.dice.choice(self.resources)] * bool(self.resources),
            *[lambda: self.dice.choice(self.results)] * bool(self.results),
            lambda: f"{self.step()}.takes",
        )  # fmt: skip
        if key.endswith(".takes"):
            return {key: self.signed() if word == "add" else self.duration()}
        if key in self.results:
            return {key: self.dice.choice((0.1, -0.2, 1, 0, 0.5))}
        return {key: self.number()}

    def effects(self, most=3):
        """Effects of every kind, mostly one or two at once."""
        found = {}
        for _ in range(self.dice.randint(1, most)):
            found.update(self.effect())
        return found

    def effect(self):
        """One effect, with what it needs beside it."""
        needed = {"fire": self.injects, "drop": self.members, "ends": self.endings}
        kind = self.dice.choice([kind for kind in EFFECTS if needed.get(kind, True) or self.may(self.odd)])
        if kind in ("set", "add"):
            return {kind: self.amounts(kind)}
        if kind in ("cancel", "pass_over"):
            return {kind: self.targets()}
        if kind == "hold":
            until = self.one(self.length, self.length, self.moment, self.reference)
            return {"hold": self.targets(), "until": until}
        if kind == "delay":
            return {kind: {self.target(): self.duration()}}
        if kind == "rescale":
            return {kind: {self.target(): self.dice.choice((0.5, 0.9, 1.6, 2, 10, 0.001, 1000))}}
        if kind == "fire":
            return {kind: self.dice.choice(self.injects or ["nothing"])}
        if kind == "drop":
            return {kind: self.member()}
        if kind == "ends":
            return {kind: self.dice.choice(self.endings or ["nothing"])}
        if kind == "makes":
            return {kind: self.dice.choice(self.documents)}
        return {
            kind: self.one(self.step, self.step, lambda: [self.step(), self.step()]),
            "at_most": self.dice.choice((1, 1, 2, 3, 10)),
            "wait": self.dice.choice(LENGTHS[1:]),
        }


EFFECTS = (
    *("set", "add", "add", "cancel", "pass_over", "hold", "hold", "delay", "delay", "rescale", "rescale"),
    *("fire", "drop", "back_to", "redo", "redo", "ends", "makes"),
)
