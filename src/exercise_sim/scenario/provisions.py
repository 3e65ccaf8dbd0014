"""What may stand in other files (M22), as parts of the model: the files themselves, the provisions of an algorithm, the entries of a names table.

Pure data. `others` reads the files; `checks.provisions` compares provisions with objectives.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from exercise_sim.scenario.spelling import shown
from exercise_sim.scenario.steps import Part
from exercise_sim.scenario.values import Name, Text


def _id(value: object) -> object:
    """A number that was meant as the name of a provision is told so: 4.10 would be 4.1."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(f'{shown(value)} is read as a number: put it in quotes, like "{value}"')
    return value


ProvisionName = Annotated[Text, BeforeValidator(_id)]


class Provision(Part):
    """One rule of the algorithm that an exercise tests."""

    title: Text = Field(description="What people call it.")
    text: Text | None = Field(None, description="What it says.")
    measure: Text | None = Field(None, description="In words: by what one sees whether it was kept.")
    source: Text | None = Field(
        None,
        description="Where it comes from: a public text, or `assumption`; that of the file, if left out.",
    )


class Files(Part):
    """Other files that belong to a scenario, by their path in its folder or below."""

    names: Text | None = Field(None, description="A table of words that stand in texts as `<host>`.")
    sealed: Text | None = Field(None, description="Real names, which may stand in no text for players.")
    provisions: Text | None = Field(None, description="The provisions of the algorithm.")
    initial_data: Text | None = Field(
        None, description="The sheet that `run --initial-data` of an earlier exercise wrote."
    )


class NameEntry(Part):
    """One name of a table, with all that a series of exercises may want to say of it. Texts read `<id>`, `<id.short>` and `<id.form>`."""

    kind: Literal["state", "org", "body", "place", "person-post"] | None = None
    conv_name: Text
    conv_short: Text | None = None
    forms: dict[Name, Text] = Field(default_factory=dict)
    real_ref: None = None
    classification: Literal["player", "excon"] = "player"

    def words(self, name: str) -> dict[str, str]:
        """Its words, as texts name them; none where players may not read it."""
        if self.classification == "excon":
            return {}
        short = {f"{name}.short": self.conv_short} if self.conv_short else {}
        return {name: self.conv_name} | short | {f"{name}.{form}": text for form, text in self.forms.items()}


class ListedName(NameEntry):
    """The same in a list, with its id."""

    id: Name
