"""Every word of the picture of a chain that is not the author's, in one table, and the phrases that are made of them."""

from typing import Final

from exercise_sim.render.amounts import length, listed
from exercise_sim.scenario.deeds import Deed
from exercise_sim.scenario.graph import Branch, Graph, Node, Several
from exercise_sim.scenario.links import Edge, Gate

WORDS: Final = {
    "times": "\u00d7{count} {group}",
    "if": "if {condition}",
    "control": "Exercise control",
    "trainer": "by the trainer's hand",
    "met": "done in time",
    "missed": "not done in time",
    "to": "to {bodies}",
    "everyone": "everyone",
    "chance": "chance {chance}",
    "injects": "injects: {count}",
    "wait_for": "waits until {condition}",
    "after_end": "after the end of play",
    "after": "after {what}",
    "vote": "vote of {voters}",
    "limit": "answer within {time}",
    "limit_else": "answer within {time}, else: {option}",
    "ends": "ends: {ending}",
    "back": "back to {steps}",
    "redo": "repeats {steps}",
    "wait": "after {time}",
    "at_most": "at most {count}\u00d7",
    "delay": "delays {what} by {amount}",
    "hold": "holds {what} until {amount}",
    "hold_for": "holds {what} for {amount}",
    "rescale": "{what}: {amount}\u00d7 as long",
    "cancel": "calls off {what}",
    "pass_over": "passes over {what}",
    "fire": "brings {what}",
    "drop": "{what} leaves",
    "its": "the member itself",
    "when": "when {condition}",
    "nobody": "no one acts",
    "endings": "Endings",
    "chain": "Chain",
    "variant": "variant: {name}",
    "steps": "steps: {count}",
    "decisions": "decisions: {count}",
    "phases": "phases: {count}",
    "any": "any",
    "all": "all",
    "of": "{count} of",
    "members": "for each of {members}",
    "by": "by {body}",
    "takes": "takes {time}",
    "needs": "needs: {documents}",
    "makes": "makes: {documents}",
    "ref": "stands for {ref}",
    "source": "source: {source}",
    "edge": "{source} \u2192 {target}",
    "edge_of": "{source}: {branch} \u2192 {target}",
}

LEGEND: Final = {
    "work": "work",
    "milestone": "point without work",
    "question": "somebody is asked",
    "vote": "voted member by member",
    "chance": "chance decides",
    "inject": "comes from outside",
    "several": "one for each member of a group",
    "after": "then",
    "back": "back to, everything from there again",
    "redo": "this step alone again",
    "document": "waits for a document or a condition",
    "join": "goes on with any of them, with all, with some",
    "ends": "ends the exercise",
}
"""What the legend says of each sign, in its order."""

CLASSES: Final = {
    "success": "success",
    "partial": "partly a success",
    "failure": "failure",
    "neutral": "neither success nor failure",
}


def counts(graph: Graph) -> str:
    """How large a chain is."""
    found = {
        "steps": sum(node.kind not in ("ending", "inject") for node in graph.nodes),
        "decisions": sum(node.kind in ("question", "vote") for node in graph.nodes),
        "injects": sum(node.kind == "inject" for node in graph.nodes),
        "phases": len([phase for phase in graph.phases if phase]),
    }
    return ", ".join(WORDS[word].format(count=count) for word, count in found.items() if count)


def times(several: Several) -> str:
    """How many there are."""
    return WORDS["times"].format(count=several.count, group=several.group)


def waiting(edge: Edge, graph: Graph) -> str:
    """What an edge says beyond its line (`after 2h after Draft begins`); empty where the line says it all."""
    reference = edge.reference
    if reference is None or not (reference.lag or reference.count or reference.member or reference.begins):
        return ""
    count = (
        "" if reference.count is None else "first of " if reference.count == 1 else f"{reference.count} of "
    )
    member = f" of {reference.member}" if reference.member else ""
    begins = " begins" if reference.begins else ""
    lag = f"{reference.lag.text} after " if reference.lag else ""
    what = f"{lag}{count}{graph.node(edge.source).title}{member}{begins}"
    return what if reference.lag else WORDS["after"].format(what=what)


def join_word(gate: Gate) -> str:
    """How many inputs of a join are waited for: `any`, `all`, `2 of`."""
    if gate.kind == "all":
        return WORDS["all"]
    return WORDS["any"] if gate.count == 1 else WORDS["of"].format(count=gate.count)


def with_chance(branch: Branch) -> str:
    """What an option or outcome is called, with its chance where it has one."""
    text = branch.text or WORDS[branch.name]
    return f"{text} ({branch.chance})" if branch.chance else text


def summary(node: Node) -> list[str]:
    """Who acts, for how many, how long, on which condition: a line each."""
    if node.kind == "ending":
        return [CLASSES[node.class_]]
    if node.kind == "inject":
        return arriving(node)
    lines = [node.body, times(node.several) if node.several else "", node.takes, node.question]
    lines += [node.condition and WORDS["if"].format(condition=node.condition)]
    lines += [WORDS["after_end"] if node.after_end else ""]
    return [line for line in lines if line]


def arriving(node: Node) -> list[str]:
    """Of an inject: when it comes beside what leads to it, how likely, and to whom; a line each."""
    told = [WORDS["trainer"] if node.takes == "trainer" else node.takes]
    told.append(WORDS["chance"].format(chance=node.chance) if node.chance else "")
    bodies = WORDS["everyone"] if node.body == "all" else node.body
    told.append(WORDS["to"].format(bodies=bodies) if bodies else "")
    return [one for one in told if one]


def consequences(branch: Branch, graph: Graph) -> str:
    """What an outcome does to the chain, and where it leads beside going on: back, again, to an ending."""
    told = list(map(done, branch.deeds))
    for word, names in (("back", branch.back), ("redo", branch.redo)):
        if names:
            told.append(WORDS[word].format(steps=" and ".join(graph.node(name).title for name in names)))
    if branch.wait:
        told.append(WORDS["wait"].format(time=length(branch.wait)))
    if branch.at_most:
        told.append(WORDS["at_most"].format(count=branch.at_most))
    if branch.ends:
        told.append(WORDS["ends"].format(ending=branch.ends))
    return ", ".join(told)


def done(deed: Deed) -> str:
    """What is done to steps, injects or members; no more than three are named."""
    lasting = isinstance(deed.amount, int)
    amount = length(deed.amount) if isinstance(deed.amount, int) else deed.amount
    what = listed([WORDS["its"] if one == "its" else one for one in deed.what], 3)
    return WORDS["hold_for" if lasting else deed.word].format(what=what, amount=amount)


def limit(node: Node) -> str:
    """Until when an answer has to come, and what stands otherwise; empty for a question without a limit."""
    if node.limit is None:
        return ""
    minutes, option = node.limit
    text = next((branch.text for branch in node.branches if branch.name == option), option)
    word = WORDS["limit_else"] if option else WORDS["limit"]
    return word.format(time=length(minutes), option=text)


def hover(node: Node) -> str:
    """Everything that is known of a step, as lines."""
    lines = [f"{node.title} ({node.name.split()[-1]})", node.text, node.question]
    if node.kind == "inject":
        return "\n".join(line for line in (*lines, *arriving(node)) if line)
    if node.body:
        lines.append(WORDS["by"].format(body=node.body))
    if node.several:
        lines.append(WORDS["members"].format(members=", ".join(node.several.titles)))
    for word, text in (("takes", node.takes), ("ref", node.ref), ("source", node.source)):
        if text:
            lines.append(WORDS[word].format(**{"time" if word == "takes" else word: text}))
    for word, documents in (("needs", node.needs), ("makes", node.makes)):
        if documents:
            lines.append(WORDS[word].format(documents=", ".join(documents)))
    return "\n".join(line for line in lines if line)


def edge_title(edge: Edge, graph: Graph) -> str:
    """From where to where an edge leads."""
    source, target = graph.node(edge.source), graph.node(edge.target)
    branch = next((one.text for one in source.branches if one.name == edge.branch), "")
    word = WORDS["edge_of"] if branch else WORDS["edge"]
    return word.format(source=source.title, branch=branch, target=target.title)


def lane(node: Node) -> str:
    """Whose lane a step stands in."""
    return WORDS["control"] if node.kind == "inject" else node.body or WORDS["nobody"]
