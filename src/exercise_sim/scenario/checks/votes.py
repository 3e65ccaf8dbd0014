"""Votes: who votes, what carries, and how the members lean (M15)."""

from exercise_sim.scenario.checks.chances import ROUNDING
from exercise_sim.scenario.checks.survey import Survey, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.steps import Step, Vote
from exercise_sim.scenario.values import Threshold

SILENT = ("abstain", "absent")
"""What a member can do instead of voting for an option."""


def check_votes(survey: Survey) -> None:
    """Every vote on options."""
    for name, step in survey.chain.items():
        if step.vote is None or not step.options:
            continue
        path: Path = ("chain", name, "vote")
        voters = survey.members(step.vote.of)
        if step.otherwise is None:
            hint = "add 'otherwise: ...' to the step, the option that stands then"
            survey.error(
                f"'{name}' does not say what stands when no option is carried", path, hint, at_key=True
            )
        for option in step.options:
            if option in SILENT:
                message = f"'{option}' is what a member can do in every vote, so no option may bear that name"
                survey.error(message, ("chain", name, "options", option), at_key=True)
        _check_threshold(survey, step.vote.quorum, len(voters), (*path, "quorum"))
        _check_carried(survey, name, step, step.vote, len(voters))
        _check_positions(survey, step, step.vote, voters, (*path, "positions"))


def _check_carried(survey: Survey, name: str, step: Step, vote: Vote, voters: int) -> None:
    path: Path = ("chain", name, "vote", "carried")
    if not vote.carried:
        survey.error(
            f"no option of '{name}' can be carried",
            path,
            f"write it like '{{{next(iter(step.options))}: majority}}'",
            at_key=True,
        )
    for option, needed in vote.carried.items():
        if option not in step.options:
            survey.error(
                f"'{name}' has no option '{option}'",
                (*path, option),
                suggestion(option, step.options),
                at_key=True,
            )
        _check_threshold(survey, needed, voters, (*path, option))
        if needed.kind == "share" and needed.numerator == 0:
            survey.error(
                "no share of the votes carries nothing", (*path, option), "write a number of votes, such as 1"
            )


def _check_threshold(survey: Survey, needed: Threshold | None, voters: int, path: Path) -> None:
    if needed is None or not voters:
        return
    if needed.kind == "count" and needed.numerator > voters:
        survey.error(f"{needed.numerator} votes are needed, and there are only {voters} members", path)
    elif needed.kind == "share" and needed.numerator > needed.denominator:
        survey.error("more than all of the votes are needed", path, "a share is at most 100%")


def _check_positions(survey: Survey, step: Step, vote: Vote, voters: tuple[str, ...], path: Path) -> None:
    if "others" in voters:
        survey.error(
            "a member is named 'others', and 'others' stands for whoever is not named",
            path,
            "give it another name",
            at_key=True,
        )
    known = (*step.options, *SILENT)
    for voter, chances in vote.positions.items():
        if voters and voter not in voters and voter != "others":
            survey.error(
                f"'{voter}' does not vote here",
                (*path, voter),
                suggestion(voter, (*voters, "others")),
                at_key=True,
            )
        for option in chances:
            if option not in known:
                survey.error(
                    f"'{voter}' cannot vote '{option}'",
                    (*path, voter, option),
                    suggestion(option, known),
                    at_key=True,
                )
        if sum(chances.values()) > 1 + ROUNDING:
            message = f"the chances of '{voter}' add up to {sum(chances.values()):g}"
            survey.error(message, (*path, voter), "they can add up to 1 at most", at_key=True)


def results(step: Step) -> frozenset[str]:
    """What a step can come to at all: its outcomes or options, and of a vote only what it carries, or what stands otherwise."""
    if step.vote is None or not step.options:
        return frozenset(step.branches)
    found = {key for key in (*step.vote.carried, step.otherwise) if key in step.options}
    work = list(found)
    while work:
        following = step.options[work.pop()].then
        if following in step.options and following not in found:
            found.add(following)
            work.append(following)
    return frozenset(found)


def positions_of(step: Step, vote: Vote, voter: str) -> dict[str, float]:
    """How a member may vote: the chance of each option, abstain and absent; what is missing to 1 goes to the first option."""
    given = vote.positions.get(voter, vote.positions.get("others", {}))
    chances = {option: given.get(option, 0.0) for option in (*step.options, *SILENT)}
    chances[next(iter(chances))] += max(0.0, 1.0 - sum(chances.values()))
    return chances
