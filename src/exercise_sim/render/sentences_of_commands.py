"""What commands complain of, in one table, as in `sentences`."""

from typing import Final

COMMAND: Final = {
    "refused": "{file}: error: {error}",
    "no_whole": "'{text}' is no whole number",
    "no_runs": "'{text}' is no number of runs from 1 to {most}",
    "no_columns": "'{text}' is no number of columns from 1 to {most}",
    "no_rate": "'{text}' is no number of exercise seconds per second, such as 600",
    "bad_replication": "--replication takes a whole number from 0 to 281474976710655",
    "bad_seed": "--seed takes a whole number from 0 to 18446744073709551615",
    "bad_time": "{option}: {error}",
    "moment": "; for a moment of the exercise write 'D+1 06:00', in quotes",
    "from_behind_until": "--from lies behind --until: nothing would be told",
    "bad_choice": "--choose takes STEP=OPTION, such as mandate=adopt, not '{text}'",
    "twice": "--choose fixes '{key}' twice: {options}",
    "unknown": "there is no {kind} '{name}' in this scenario ({hint})",
    "there_are": "there are: {names}",
    "there_is_none": "it has none",
    "one_output": "{one} and {other} cannot both be written to '{path}'",
    "at_of_scenario": "--at names a question of a record, and this is a scenario",
    "over_scenario": "{option} would be written over the scenario itself",
    "over_other": "{option} would be written over '{path}', which the scenario names",
    "sheet_of_a_seat": "--initial-data holds what exercise control knows, so it does not go with --view",
}
