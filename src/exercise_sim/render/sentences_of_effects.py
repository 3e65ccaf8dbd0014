"""Every sentence that people read of what effects do to steps: part of the table in `sentences`, and like that only words."""

from typing import Final

TOUCHED: Final = {
    "began_delay": "{what}: started, after {time} of delay",
    "began_hold": "{what}: started, after {time} on hold",
    "delayed_waiting": "begins {time} later: {steps}",
    "delayed_under way": "ends {time} later: {steps}",
    "delayed_asked": "to be answered in {time} at the earliest: {steps}",
    "delayed_limit": "to be answered in {time} at the earliest, and by {limit}: {steps}",
    "rescaled_waiting": "takes {factor} times as long: {steps}",
    "rescaled_under way": "what remains takes {factor} times as long: {steps}",
    "held_until": "on hold until {until}: {steps}",
    "held": "on hold: {steps}",
    "resumed_waiting": "no longer on hold: {steps}",
    "resumed_under way": "goes on, after {time} on hold: {steps}",
    "resumed_asked": "the limit runs again, after {time} on hold: {steps}",
    "resumed_limit": "the limit runs again, after {time} on hold, up to {limit}: {steps}",
    "waived": "to be passed over: {steps}",
    "too_late": "too late to be {effect}: {steps}",
    "duration_set": "now takes {takes}: {steps}",
    "longer": "takes {time} longer: {steps}",
    "shorter": "takes {time} less: {steps}",
    "lag": "{time} after {what}",
}

EFFECTS: Final = {
    "cancel": "cancelled",
    "pass_over": "passed over",
    "hold": "held",
    "delay": "delayed",
    "rescale": "made longer or shorter",
}
"""What an effect that came too late would have done."""
