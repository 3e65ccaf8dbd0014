"""Documents: whatever is needed or known is made by somebody, in a way that can come (M24)."""

from exercise_sim.scenario.checks.places import entries_at
from exercise_sim.scenario.checks.survey import Survey, goes_back, suggestion
from exercise_sim.scenario.checks.trees import Trees
from exercise_sim.scenario.problems import Path


def check_documents(survey: Survey, trees: Trees) -> None:
    """Every `needs` and `knows`."""
    for name, step in survey.chain.items():
        for word, texts in (("needs", step.needs), ("knows", step.knows)):
            for text, path in entries_at(texts, ("chain", name, word)):
                for member in survey.cast.members(name):
                    if _told(survey, trees, member, text, path, strict=word == "needs"):
                        break


def _told(survey: Survey, trees: Trees, member: str, text: str, path: Path, *, strict: bool) -> bool:
    """Whether something was wrong with a document for one member (and one telling is enough)."""
    document = survey.cast.text(text, member)
    makers = trees.makers.get(document)
    if not makers:
        survey.error(
            f"nobody makes the document '{document}'",
            path,
            suggestion(document, trees.makers) or "a step makes it with 'makes'",
        )
    elif strict and all(
        maker.branch and goes_back(survey.chain[maker.step].branches[maker.branch]) for maker in makers
    ):
        maker = makers[0]
        survey.error(
            f"'{document}' is made only by '{maker.step}.{maker.branch}', which goes back, so nothing can wait for it",
            path,
            "let a step make it that is done",
        )
    else:
        return False
    return True
