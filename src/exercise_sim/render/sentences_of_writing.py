"""Every sentence about an inject that exercise control writes on the spot, in a table, so that it can be put into another language."""

from typing import Final

WRITING: Final = {
    "written": "Written: {inject}. It comes by your hand: 'inject {name}', or 'inject {name} in 2h'.",
    "written_timed": "Written: {inject}. It is on the list, and comes by itself.",
    "written_to": "To {bodies}",
    "written_to_nobody": "To exercise control only",
    "written_by": "by {channel}",
    "written_from": "from {sender}",
    "written_does": "what it does: {words}",
    "written_nothing": "it does nothing but be heard",
    "written_unseen": " Whether it names real places could not be looked up: {files} is not beside the scenario.",
    "which_write": (
        "Name the inject, say to whom and by which way, and what they hear: write bridge to staff by telephone: The bridge is closed. "
        "Behind it, in braces, what it does: {delay: {movement: 6h}}"
    ),
    "write_head": "'{text}' cannot stand before the colon: write NAME to BODY by WAY from SENDER: what they hear.",
    "write_empty": "Nobody and nothing is named behind '{word}'.",
    "write_twice": "'{word}' stands there twice. A way or a sender with such a word in it goes into braces: write NAME {{to: ..., from: ..., text: ...}}",
    "write_text": "What they hear is missing, between the colon and the braces.",
    "write_braces": "Braces stand at the very end, around what it does; what is heard has none.",
    "write_form": "'{word}' is no effect; it goes into the other form, with everything in braces: write NAME {{{word}: ..., text: ...}}",
    "write_effects": "'{word}' is an effect, and stands under effects: write NAME {{text: ..., effects: {{{word}: ...}}}}",
    "bad_name": "'{name}' is no name for an inject: letters, digits and underscores, a letter first.",
    "time_gone": "{moment} has come already; it is {now}. Leave 'at' out, and give it by hand.",
    "another_past": "With this inject what has happened so far would have come another way{what}. Leave out its time (it comes by your hand then), or what it does; or write it into the scenario, and begin anew.",
    "its_time": ": it would have come already",
    "parts_at": ", from {moment} on (there stands now: {event})",
    "written_already": "There is an inject '{name}' already; take another name ('back' takes back what you wrote).",
    "bad_write": "This is no inject: {message}{hint}.",
    "write_hint": " ({hint})",
}
"""What was understood, and what cannot be written."""
