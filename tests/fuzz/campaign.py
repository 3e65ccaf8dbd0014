"""One input after the other: made, tried, counted; findings are kept, the first few of each fault."""

import random
from collections import Counter

from tests.fuzz import chains, commands, growth, seeds, texts, trees
from tests.fuzz.trial import attempt, examined_alike

from exercise_sim.scenario.source import read_tree

KINDS = {
    "bytes": 6,
    "nested": 1,
    "text of a small one": 10,
    "text of a shipped one": 6,
    "tree of a small one": 16,
    "tree of a shipped one": 5,
    "grown from a small one": 20,
    "grown from a shipped one": 3,
    "random chain": 30,
}
KEPT = 3
"""How many inputs of one fault are kept."""
LARGE = "central-asia-stabilisation.yaml"


class Campaign:
    """Inputs of one seed; `folder` is where they are read from, `keep` where findings go (None: nowhere)."""

    def __init__(self, seed, folder, keep=None):
        self.seed, self.folder, self.keep = seed, folder, keep
        self.counts, self.words, self.marks = Counter(), Counter(), Counter()
        self.commands = Counter()
        for name, text in seeds.beside().items():
            (folder / name).write_text(text, encoding="utf-8")

    def one(self, number):
        """Makes and tries one input; returns what was found."""
        kind, content = made(self.seed, number)
        path = self.folder / "input.yaml"
        path.write_bytes(content)
        if self.keep:
            (self.keep / f"current-{self.seed}.yaml").write_bytes(content)
        outcome = attempt(path, number, runs=1 if len(content) > 40_000 else 2)
        findings = list(outcome.findings)
        if number % 10 == 0:
            findings.append(examined_alike(path, outcome.word != "refused"))
        findings += self._commands(path, number, loaded=outcome.word == "loaded")
        self.counts[kind] += 1
        self.words[kind, outcome.word] += 1
        found = [finding for finding in findings if finding is not None]
        for finding in found:
            self._keep(finding, kind, number, content)
        return found

    def _commands(self, path, number, *, loaded):
        if number % 6 and not (loaded and number % 3 == 0):
            return
        lines = commands.lines(path, number, self.folder)
        words = lines[number // 6 % len(lines)]
        self.commands[words[0]] += 1
        yield commands.inside(words)
        if number % 60 == 0:
            words = lines[number // 60 % len(lines)]
            self.commands[f"process {words[0]}"] += 1
            yield commands.outside(words)
        if number % 3000 == 0:
            yield commands.outside(["schema"])

    def _keep(self, finding, kind, number, content):
        mark = f"{finding.sort}: {finding.mark}"
        self.marks[mark] += 1
        if self.keep and self.marks[mark] <= KEPT:
            name = "".join(sign if sign.isalnum() else "-" for sign in mark)[:80]
            stem = self.keep / f"{name}-{self.seed}-{number}"
            stem.with_suffix(".yaml").write_bytes(content)
            stem.with_suffix(".txt").write_text(f"{kind}\n{mark}\n{finding.told}", encoding="utf-8")

    def report(self):
        """Counts by kind, the share that loaded, commands, and faults."""
        told = []
        for kind in KINDS:
            total = self.counts[kind] or 1
            loaded, loops = self.words[kind, "loaded"], self.words[kind, "loops"]
            told.append(
                f"  {kind:24} {self.counts[kind]:7} inputs, {(loaded + loops) / total:4.0%} loaded, {loops} loop"
            )
        told.append(
            f"  commands: {', '.join(f'{word} {count}' for word, count in sorted(self.commands.items()))}"
        )
        told += [f"  FOUND {count:5} {mark}" for mark, count in self.marks.most_common()]
        return "\n".join(told)


def made(seed, number):
    """The kind and the bytes of an input: the same for the same seed and number."""
    dice = random.Random(f"{seed}:{number}")
    kind = dice.choices(list(KINDS), list(KINDS.values()))[0]
    return kind, content(dice, kind)


def content(dice, kind):
    """The bytes of an input of this kind."""
    if kind == "bytes":
        return texts.noise(dice)
    if kind == "nested":
        return texts.nested(dice)
    if kind == "random chain":
        return growth.written(chains.chain(dice)).encode()
    text = dice.choice(seeds.small()) if "small" in kind else _shipped(dice)
    if kind.startswith("text"):
        return texts.mutated(dice, text)
    tree = read_tree(text, "seed").data
    if kind.startswith("grown"):
        return growth.written(growth.grown(dice, tree, 8 if "small" in kind else 3)).encode()
    return growth.written(trees.mutated(dice, tree)).encode()


def _shipped(dice):
    known = seeds.shipped()
    names = [name for name in known for _ in range(1 if name == LARGE else 4)]
    return known[dice.choice(names)]
