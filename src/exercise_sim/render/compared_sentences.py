"""The sentences of `compare`, apart from those of a single run, so that they too can be put into another language.

Only words live here, as in `sentences`.
"""

from typing import Final

COMPARE: Final = {
    "head": "{title}: {alternatives}, {runs} (seed {seed})",
    "head_one": "{title}: {runs} (seed {seed})",
    "partial": "Partial: {done} of {planned} runs of each alternative are in it.",
    "unlooked": "Partial: all runs are in it, but not all of them were looked at for what drives the result.",
    "nothing": "No block of runs was done.",
    "died": "Worker processes died again and again.",
    "as_it_is": "as it is",
    "endings": "How it ends",
    "ending": "{ending} ({class})",
    "share": "{share}",
    "interval": "({low} .. {high})",
    "the_end": "The exercise ends",
    "from_startex": "from STARTEX",
    "bounds": "{letter} {bound}",
    "never": "never",
    "never_in": "in {share} of runs never",
    "never_at_all": "Never reached in any run: {names}",
    "unbegun_in": "in {share} of runs not begun; these do not count",
    "unbegun": "not begun in any run",
    "same": "the same in every run: {names}",
    "same_all": "the same in every run of all alternatives",
    "none_both": "in no pair of runs did both come to it",
    "mean_minutes": "{change} {than} on average ({low} .. {high})",
    "one_pair": "{change} {than} in the one pair of runs",
    "no_difference": "no difference shown: {change} on average ({low} .. {high})",
    "p80_within": "P80 within",
    "p80": "P80 {change} ({low} .. {high})",
    "met_more": "{letter} met in {change} more of 100 runs ({low} .. {high})",
    "met_less": "{letter} met in {change} fewer of 100 runs ({low} .. {high})",
    "pairs": "times over the {share} of pairs in which both came to it",
    "longer": "longer",
    "shorter": "shorter",
    "later": "later",
    "earlier": "earlier",
    "more": "more",
    "less": "less",
    "curve": "Share of runs by when: {what}",
    "curve_number": "Share of runs with at most: {what}",
    "curve_key": "each step of height is an eighth of the runs",
    "curve_key_ascii": "0 to 9: tenths of the runs, * all of them",
    "more_alternatives": "and {count} more alternatives, which stand in --json and --csv",
    "rounded_one": "Times are rounded; --json has them to the minute. Intervals are of 95 %.",
    "rounded": "Times are rounded; --json has them to the minute. Intervals are of 95 %. Differences are to '{first}', run by run on the same luck{steadied}.",
    "steadied": ", freed of what chance happened to draw long or short",
    "folded": "More than a million runs: kept as histograms of whole minutes, so shares, means and quantiles are exact as ever. Intervals of a difference of quantiles come from sections of 16,384 runs, and mean differences are those of the plain pairs.",
    "found": "{found} of {all} runs were taken from the store",
    "damaged": "{count} blocks of the store were damaged and played again",
    "unkept": "the store takes nothing more ({error}); the results do not suffer",
    "within": "within {share} %",
    "precision": "P80 of '{what}' is known {reached} in every alternative (asked for: {asked} %).",
    "imprecise": "P80 of '{what}' is known only {reached} after {runs} runs of each, which is the most (asked for: {asked} %).",
    "no_precision": "P80 of '{what}' is never reached under '{name}': no number of runs makes it more precise.",
}
"""What `compare` says of alternatives."""

RECORDED: Final = {
    "answer": "{question}={option}",
    "silent": "{question} unanswered",
    "policy": "{label} + policy {policy}",
    "as_played": "as played",
    "as_usual": "policy {policy}",
    "about_answer": "{option}",
    "about_answered": "{option} (as in the record)",
    "about_voted": "{option} (as voted in the record)",
    "about_lapsed": "no answer in time (as in the record)",
    "origin": "From the question '{what}' at {when} on. What was done and seen before it stands; what comes after it, chance and the policy '{policy}' decide.",
    "played_too": "what the players did in the record, in as many minutes, on other luck; the policy '{policy}' decides the rest",
    "by_policy": "what the policy '{policy}' decides in their place",
    "alone": "a record is compared by itself, with --at, --policy, --of and --milestone: leave out {words}",
    "run_alone": "a record has its scenario and its variants, and is run to its end: leave out {words}",
    "choose_at": "of a record, --choose names one answer to the question of --at, such as --at form --choose form=session",
    "not_asked": "'{name}' was not asked in this record ({hint})",
    "only_one": "'{name}' has one answer only, so there is nothing to compare",
    "parted": "this record cannot be followed up to there: it goes another way at event {event} (see: {replay})",
    "damaged": "line {line} of this record is not what was written, and nothing behind it counts; {lost}",
    "lost_question": "'{name}' was not asked before it ({hint})",
    "lost_end": "without its end it cannot be compared, but --at a question before that line can",
    "changed": "the scenario in this record is not the one that was played: its digest is another",
    "over_record": "{option} would be written over the record itself",
}
"""What `compare` says of a record."""

LOOKING: Final = "resources over time"
PROGRESS: Final = "{rate} runs a second, {left} left"

WORDS: Final = {
    "too_many_alternatives": "that makes {count} alternatives; at most {most} can be compared",
    "bad_sweep": "{option} takes one thing and its values, such as {option} draft=2h,4h, not '{text}'",
    "decide_alone": "--decide makes the alternatives by itself: leave out other files, --variant, --policy, --set and --choose",
    "decide_html": "--html tells of alternatives, not of --decide: name those that you want with --choose",
    "too_many_combinations": "that makes {count} combinations; at most {most} can be compared: name fewer decisions",
    "no_decisions": "this scenario asks nobody anything, so nothing can be decided",
    "bad_reference": "{option}: {error}",
    "no_precision": "'{text}' is no precision such as 2%",
    "no_workers": "'{text}' is no number of processes from 1 to {most}",
    "dask_workers": "--workers counts processes of this machine, and --dask takes the workers of a cluster: leave one of them out",
    "precision_of": "--precision says how well the P80 of one objective is to be known: name it with --of",
}
"""Why words of the command are refused."""

CLUSTER: Final = {
    "no_dask": "--dask needs Dask, which is not installed here: pip install 'exercise-sim[dask]'",
    "address": "no Dask cluster at '{address}' ({reason}): give the address that 'dask scheduler' shows when it starts, such as tcp://10.0.0.1:8786",
    "no_answer": "no scheduler answered within {seconds} seconds",
    "no_workers": "the Dask cluster at {address} has no workers: start some with 'dask worker {address} --nworkers=-1 --nthreads 1'",
    "silent": "the workers of the Dask cluster at {address} do not answer within {seconds} seconds",
    "nothing": "worker {worker} has no exercise-sim, or another one: install there the version that is here",
    "build": "worker {worker} has exercise-sim {there}, and this is {here}: install the same on both sides, and start the worker again",
    "more": "; and {count} more workers",
    "python": "{count} of {all} workers run Python {python}, and this is {here}: the numbers are the same, but Dask may fail where versions differ",
    "gone": "The cluster went away: {why}.",
}
"""What `compare --dask` says of a cluster."""

STORE: Final = {
    "format": "the store {path} has another form ({held}, this program writes {wanted}): take another folder",
    "version": "the store {path} was made by version {held}, and this is {wanted}: take another folder",
    "seed": "the store {path} holds runs of seed {held}, and {wanted} was asked for: take another folder",
    "block": "the store {path} holds blocks of {held} runs, this program plays {wanted}: take another folder",
    "file": "the store {path} holds runs of another text of {file}: take another folder",
    "not_empty": "{path} is not empty and no store: take another folder",
    "no_manifest": "{path} cannot be read as what a store says of itself",
}
"""Why a store is refused."""

DECIDE: Final = {
    "head": "{title}: {combinations} of {decisions}, {runs} (seed {seed})",
    "not_all": "Too many combinations for all decisions: varied are {varied}. As the policy decides: {left}. Name those that you want: --decide {example}",
    "of": "What is looked at: {what} ({good} is better). Each run is compared with the best that any combination made of the same luck.",
    "none": "In no run did any combination come to it.",
    "missed": "In {share} of runs no combination came to it; these do not count.",
    "options": "Which choice is best, how often, and what the others cost",
    "best": "best in",
    "costs": "costs",
    "never": "never",
    "together": "The combinations that are best most often",
    "how": "'best in': with this choice, some combination does as well as the best. 'costs': how much worse the best combination with it is, on average. 'never': in so many runs no combination with it comes to it, though another one does.",
    "less": "less",
    "more": "more",
}
"""What `compare --decide` says of decisions."""

DECISIONS: Final = ("1 decision", "{count} decisions")
COMBINATIONS: Final = ("1 combination", "{count} combinations")
ALTERNATIVES: Final = ("1 alternative", "{count} alternatives")
