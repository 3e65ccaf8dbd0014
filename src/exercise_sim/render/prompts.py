"""Every sentence that people read while they play, and of records, in tables, so that they can be put into another language.

Only words live here; what fills the braces is made by whoever tells it.
"""

from typing import Final

BRIEFING: Final = {
    "you": "You are: {seats}",
    "all": "You sit at every seat: {seats}",
    "others": "Everybody else follows the policy '{policy}'.",
    "nobody": "Nobody else has anything to decide.",
    "situation": "Situation",
    "role": "Your role",
    "role_of": "{seat}: {role}",
    "objectives": "What is to be achieved",
    "decide": "What you decide",
    "how": (
        "You are asked whatever is yours to decide, with the answers that are open to you; nothing else has to be ordered. "
        "The exercise clock stands while you think: an answer costs only the time that you name with it."
    ),
    "how_conducted": (
        "You are asked whatever is yours to decide, with the answers that are open to you. "
        "An answer costs only the time of the exercise that you name with it."
    ),
    "control": "Exercise control",
    "control_how": (
        "You see everything, and you hold the exercise clock: it stands until you let it go on, with 'run' to the next question, "
        "with 'wait 2h' for so long. 'injects' lists what can come from outside; 'inject NAME' and 'skip NAME' give it and take it out by hand; 'write' makes one of your own. "
        "You are asked whether what is expected upon an inject has been done, where only you can see that."
    ),
    "answer": "To answer, type a number or a name; then, if you like, the time that it takes, and why:",
    "example": "1 45m because the text is clear",
    "help": "'help' lists what else you can type.",
    "kept": "Everything you do is kept at once in {path}",
    "holds": "That file holds the whole scenario, also what you are not to see yet: open it after the exercise.",
    "resumed": "You go on at {moment}, after {answers}. 'log' tells what has happened so far.",
    "answers": "{count} answers",
    "one_answer": "1 answer",
    "no_answers": "no answers",
    "torn": "The last line of the record was not written to its end; what was typed last may have to be typed again.",
}
"""What is said before play, and when it goes on."""

SEATS: Final = {
    "ask": "Which seat do you take? Type its number or name; 'all' takes every one.",
    "control": "The trainer's seat is 'excon', exercise control: it sees everything, holds the clock and gives the injects.",
    "watch": "Seats from which one can only watch: {seats}",
    "there_are": "there are: {names}",
    "number": "type 1, or a name",
    "numbers": "type 1 to {last}, or a name",
    "unknown": "There is no seat '{name}' ({hint}).",
    "prompt": "seat> ",
    "none": "nobody can be played in this scenario: no body has 'seat: true'",
    "no_seat": "'{name}' is no seat: the body cannot be played ({hint})",
}
"""How a seat is chosen."""

ASKED: Final = {
    "head": "{moment} {seat} is asked",
    "vote_head": "{moment} {seat} votes",
    "before_you": "Laid before you: {documents}",
    "limit": "To be answered by {limit} (in {time}); if not: {option}",
    "no_limit": "There is no limit to answer by.",
    "votes": "It is put to the vote of {members}. A number says what the body comes to; 'vote' lets the members vote as they lean, and '{words}' casts one vote.",
    "again": "You were asked this before; this is number {count}.",
    "more": "{count} questions are open. Answer any of them, or let time pass: 'wait 2h', or 'wait' until something happens.",
    "met": "It has been done",
    "missed": "It has not, and does not count any more",
    "tick_limit": "To be said by {limit} (in {time}); if not, it counts as not done.",
    "tick": "Expected upon the inject '{inject}'",
    "tick_of": "Expected of {by} upon the inject '{inject}'",
    "abstain": "Abstain",
    "absent": "Stay away",
}
"""A question, as it is put to a seat."""

DONE: Final = {
    "on_its_way": "On its way: {option}, at {moment}.",
    "too_late": "That is behind the limit, {limit}: it will come too late. 'back' takes it back.",
    "voting": "The members vote.",
    "voted": "Cast for {member}: {option}.",
    "taken_back": "Taken back: {what}.",
    "waited": "Time has passed: it is {moment}.",
    "wait_stopped": "It is {moment}; you are asked, so the clock stops here.",
    "noted": "Noted at {moment}.",
    "given": "Given: {inject}.",
    "prepared": "Laid down: {inject} will be given at {moment}.",
    "skipped": "Taken out: {inject}.",
    "written": "Written on the spot: {inject}.",
    "the_written": "that the inject '{inject}' was written",
    "the_given": "the inject '{inject}'",
    "the_prepared": "that '{inject}' is given at {moment}",
    "the_skipped": "that '{inject}' is taken out",
    "stands": "The clock stands at {moment}: 'run' lets it go on to the next question, 'wait 2h' for so long.",
    "stands_now": "The clock stands at {moment}.",
    "the_wait": "the waiting at {moment}",
    "the_answer": "{option} ({question})",
    "the_vote": "the vote on {question}",
    "saved": "Everything is on the disk already: {path}",
    "over": "The exercise is over. 'back' takes the last answer back, 'log' tells it all again, 'quit' leaves.",
    "left": "Kept in {path}",
    "go_on": "To go on:",
    "replay": "To see it again:",
    "review": "To see what each choice cost, and what was luck:",
    "fork": "To try another way from a question:",
    "interrupt": "Everything you did is kept. Type 'quit' to leave (or Ctrl-C once more).",
    "used_up": "{file}: the answers end here; the record is kept.",
}
"""What is said of what a person did."""

WRONG: Final = {
    "not_understood": "'{text}' is not understood here. Answer with {numbers}, or type 'help'.",
    "nothing_asked": "'{text}' is not understood here: nobody is asked anything any more. Type 'help'.",
    "two_meanings": "'{word}' is an answer here, and a word of this desk too. Type {number} for the answer, '/{word}' for the word.",
    "no_number": "There is no answer {number}; there are {numbers}.",
    "ambiguous": "'{name}' can be answered to several questions; use its number, or {ways}.",
    "no_option": "'{name}' is no answer here ({hint}). Answer with {numbers}, or type 'help'.",
    "no_question": "No question '{name}' is open ({hint}).",
    "time": "{error} (the time that it takes stands behind the answer: 1 45m)",
    "long": "This is {count} letters long; at most {most} are taken.",
    "empty_note": "Type what is to be noted behind it: note the text is unclear",
    "no_count": "'{text}' is no number of answers to take back, such as: back 2",
    "wait_behind": "{moment} has gone by already; it is {now}.",
    "no_inject": "There is no inject '{name}' ({hint}).",
    "injects_list": "'injects' lists them",
    "no_injects": "This scenario has no injects; 'write' makes one of your own ('help' shows how).",
    "which_inject": "Name the inject, and when it is to be given if not now: inject {name} at D+1 06:00, or: inject {name} in 2h",
    "which_skip": "Name the inject that is to be taken out: skip {name}",
    "bad_when": "'{text}' is no time for an inject: write 'at D+1 06:00' or 'in 2h' behind its name, or nothing for now.",
    "came_already": "'{inject}' came at {moment}; an inject comes once.",
    "away_already": "'{inject}' stayed away at {moment}, so it cannot come any more.",
    "cut_already": "'{inject}' cannot come any more: what it hangs on has become impossible.",
    "is_over": "The exercise is over. 'back' goes back into it.",
    "run_open": "'{question}' is open: answer it, or let time pass all the same with 'wait 2h'.",
    "no_wait": "Time passes by itself as long as nobody here is asked.",
    "no_vote": "'vote' opens the one vote that is put to you, or 'vote QUESTION' one of several; put to you are: {names}.",
    "none": "none",
    "no_question_open": "Nothing is asked here now.",
    "not_kept": "The record cannot be written ({error}). Nothing was changed; make room, or 'quit': what was done before is kept.",
    "reading_only": "This record is open for reading only: log, status, timeline, known, help, quit.",
}
"""What a person typed in vain."""

HELP: Final = (
    ("1", "the first answer; 'adopt' its name; 'mandate=adopt' says to which question"),
    ("1 45m", "... which takes 45 minutes of the exercise's time"),
    ("1 because ...", "... with your reason, for the debrief; also '1 45m because ...'"),
    ("wait 2h", "let time pass; 'wait' until something happens; 'wait D+1 06:00'"),
    ("vote", "let the members of a body vote, as they lean"),
    ("question", "what you are asked, once more"),
    ("known", "what you know: documents, situation, your notes"),
    ("status", "what is under way, and who waits for what"),
    ("log", "everything that happened so far, as far as you may see it"),
    ("timeline", "the phases as bars"),
    ("note ...", "write something down for the debrief"),
    ("back", "take your last answer back; 'back 3' the last three"),
    ("save", "where it is kept (it is always kept)"),
    ("quit", "leave; it can be gone on with"),
)
"""What can be typed, and what it does."""

HELP_CONTROL: Final = (
    ("run", "let the exercise go on to the next question, or to its end"),
    ("injects", "what can come from outside: name, when, what has become of it"),
    ("inject NAME", "give an inject now; 'inject NAME at D+1 06:00', 'inject NAME in 2h'"),
    ("skip NAME", "take an inject out: it does not come"),
    (
        "write NAME ...",
        "an inject of your own: 'write bridge to staff: The bridge is closed. {delay: {movement: 6h}}'; what it does in braces, or nothing",
    ),
    ("1", "... to what is expected upon an inject: it has been done ('NAME=met')"),
)
"""What exercise control can type beside that."""

INJECTS: Final = {
    "title": "Injects",
    "row": "{name}  {title}",
    "at": "at {moment}",
    "on": "on {condition}",
    "after": "after {what}",
    "chance": "with a chance of {chance}",
    "unless": "unless {condition}",
    "to": "to {bodies}",
    "control_only": "to exercise control only",
    "came": "came at {moment}",
    "unless_away": "not needed at {moment}",
    "chance_away": "left out by chance at {moment}",
    "skipped_away": "taken out by hand at {moment}",
    "cut": "cannot come any more",
    "prepared": "will be given by hand at {moment}",
    "waits": "still to come",
    "waits_hand": "comes only by your hand",
}
"""The list of injects, for exercise control."""

KNOWING: Final = {
    "now": "It is {moment}",
    "running": "Under way, as far as you know",
    "since": "{what} ({who}), since {moment}",
    "since_alone": "{what}, since {moment}",
    "nothing_runs": "nothing that you know of",
    "waits": "Waiting",
    "waits_you": "you: {question}",
    "waits_you_limit": "you: {question} (until {limit})",
    "waits_other": "{who} is asked: {question}",
    "waits_for": "{what}: for {resources}",
    "waits_condition": "{what}: until its condition is met",
    "on_its_way": "your answer '{option}' arrives at {moment}",
    "theirs_on_its_way": "the answer '{option}' is given, and arrives at {moment}",
    "documents": "Documents",
    "document": "{document} v{version}, {moment}",
    "document_by": "{document} v{version}, {who}, {moment}",
    "no_documents": "none has reached you yet",
    "messages": "Messages",
    "message": "{moment} {text}",
    "message_from": "{moment} {sender}: {text}",
    "gone": "No longer taking part",
    "notes": "Your notes",
    "no_timeline": "No phase has begun that you know of.",
}
"""What a seat knows."""

RECORD: Final = {
    "exists": "there is a file of this name already; a record is never written over (go on with it: play --resume)",
    "cannot_write": "the record cannot be written: {error}",
    "name_one": "(name another place: --record FILE)",
    "cannot_read": "the record cannot be read: {error}",
    "in_use": "another process is playing in this record; leave there first",
    "read_only": "this record may not be written to; copy it, or take another line from it with 'fork'",
    "no_terminal": "there is no terminal to ask you at; give your answers in a file: --answers FILE",
    "file_or_resume": "name a scenario to play, or a record to go on with: --resume RECORD",
    "not_with_resume": "{option} stands in the record already: it cannot be given with --resume",
    "other_scenario": "This is not the scenario that the record was played in: its text has changed.",
    "other_program": "The record was written by version {old} of the program; this is {new}.",
    "parted": "This record does not give the same log any more. They part at event {event}{moment}: {now}.",
    "parted_at": "Up to there {entries} of {count} entries were done again; entry {number} no longer fits.",
    "parted_end": "All entries were done again; the end is another one.",
    "now_event": "now it is {event}",
    "hidden": "something that this seat may not see",
    "costs": "{time} of exercise time",
    "now_nothing": "now nothing comes there",
    "reading_only": "It is open for reading only. To go on from what is whole and the same, take another line from it:",
    "damaged": "Line {line} of the record is damaged, so it counts up to line {whole} only{behind}.",
    "behind": "; {count} lines stand behind it",
    "behind_one": "; one line stands behind it",
    "torn": "The last line was not written to its end, and does not count.",
    "same_so_far": "The log is the same all the same, as far as it goes.",
    "same": "The same log again: {events} events, to the last letter.",
    "digest": "Digest of the log: {digest}",
    "head": "{title}: seed {seed}, played by {seats}; the rest by the policy '{policy}'",
    "all_seats": "every seat",
    "undone": "{count} entries were taken back and stand in the file still.",
    "undone_one": "1 entry was taken back and stands in the file still.",
    "ended": "Ended at {moment}: {ending} ({class})",
    "stands": "Stands at {moment}",
    "answers": "What was decided",
    "answered": "{question}: {option}",
    "voted": "{question}: {voter}: {option}",
    "by_person": "{seat}, {took} to decide",
    "reason": "because {note}",
    "took": "{seconds} s",
    "took_minutes": "{minutes} min {seconds:02d} s",
    "none": "nothing yet",
    "forked": "{path} holds {entries} of its {count} entries, and stands {where}.",
    "at_question": "before the answer to '{question}'",
    "at_end": "at its end",
    "no_question": "nobody was asked '{name}' in this record ({hint})",
    "asked_were": "asked were: {names}",
    "nobody_asked": "nobody was asked anything",
    "over_record": "--jsonl would be written over the record itself",
    "view_or_all": "--view and --all do not go together",
    "same_file": "the new record would be written over the old one",
}
"""What is said of records."""
