"""The sentences of the frame of an exercise and of the sheet that it hands on; those of the log and its close stand in `sentences`.

Only words live here; what fills the braces is made by whoever tells it.
"""

from typing import Final

FRAME: Final = {
    "director": "Director: {text}",
    "audience": "Training audience: {text}",
    "idea": "Idea: {text}",
    "session": "Session in the room: {session}",
    "jumped": "Session in the room: {session}. Time has jumped here from {moment}",
    "jumps": "Session over: {session}. Time jumps to {moment}",
    "over": "Session over: {session}. It was the last one",
}
"""What `run` says of the frame of an exercise."""

SHEET: Final = {
    "head": "Initial data for the exercise that follows, written at the end of a run by",
    "how": "  {again}",
    "from": "'from' says where a value came from: the event of the log with its minute, or the scenario. A scenario reads a value with 'from initial_data NAME'.",
    "planned": "Planned is, of a step, its likely length as the scenario has it; of an objective, its best threshold.",
    "cut off": "Could not come any more: {what}",
    "under way": "Still under way: {what}",
    "waiting": "Never came: {what}",
    "returned": "Had to be done again: {what}: {outcome}",
    "repeated": "Had to be done again: {what}",
    "lapsed": "Not answered in time: {what}; so this stood: {outcome}",
    "missed": "What was expected upon this inject was not done in time: {what}",
    "unmet": "Rated {rating}: {what}",
    "observed": "For people to rate: {what}: {question}",
    "change": "{what}: {actual} against {planned}; change the rule, what it is given, or the threshold",
    "change_unreached": "{what}: not reached, against {planned}; change the rule, what it is given, or the threshold",
}
"""What stands on the sheet of initial data."""
