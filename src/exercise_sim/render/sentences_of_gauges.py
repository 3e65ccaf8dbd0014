"""Every sentence that is said of gauges, in one table, as in `sentences`."""

from typing import Final

GAUGE: Final = {
    "reaches": "{gauge} reaches {stage}",
    "falls_back": "{gauge} falls back to {stage}",
    "below": "{gauge} falls below {stage}",
    "rising": "rising {rate} a day",
    "falling": "falling {rate} a day",
    "steady": "steady",
    "moves": "{gauge} is at {value}, now {motion}",
    "bound": "{gauge} is at {value} and can go no further",
    "jumps": "{gauge} rises to {value}",
    "drops": "{gauge} falls to {value}",
    "stays": "{gauge} stays at {value}",
    "stands": "{gauge}: {stage}",
    "stands_at": "{gauge}: {stage} ({value}, {motion})",
    "stands_bare": "{gauge}: {value}, {motion}",
    "no_stage": "below {stage}",
    "way": "{gauge} moved on for {time}",
    "way_to": "{gauge} took {time} to come to {stage}",
    "peak": "Peak {value} at {moment}",
    "at_end": "{value} at the end ({stage})",
    "at_end_bare": "{value} at the end",
    "time_at": "{stage} or above for {time}",
}
