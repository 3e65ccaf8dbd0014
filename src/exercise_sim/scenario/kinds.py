"""Which spelling each type of the model has; the spellings themselves stand in `spellings`. Tables only."""

from collections.abc import Mapping
from typing import Any, Final

from exercise_sim.scenario import expectations, frame, gauges, provisions, sheet, values
from exercise_sim.scenario.steps import Branches

KINDS: Final[tuple[tuple[Any, str], ...]] = (
    (values.Name, "name"),
    (provisions.ProvisionName, "text"),
    (values.Text, "text"),
    (values.Texts, "texts"),
    (values.Names, "names"),
    (values.Takes, "duration"),
    (values.Minutes, "length"),
    (values.AfterValue, "after"),
    (values.ReferenceValue, "reference"),
    (values.ConditionValue, "condition"),
    (values.SelectionValue, "selection"),
    (values.MemberName, "body"),
    (values.Amount, "amount"),
    (values.Addend, "addend"),
    (values.Value, "value"),
    (values.Plain, "value"),
    (values.Chance, "chance"),
    (values.Share, "share"),
    (values.VotesNeeded, "votes"),
    (values.RateValue, "rate"),
    (values.Until, "until"),
    (frame.StretchValue, "stretch"),
    (sheet.SheetValue, "on_sheet"),
    (values.Factor, "factor"),
    (values.TurnValue, "turn"),
    (values.HoldEnd, "hold_end"),
    (gauges.Drifts, "drifts"),
    (gauges.Level, "number"),
    (gauges.Stages, "stages"),
    (Branches, "branches"),
    (expectations.Expectations, "expectations"),
    (expectations.SpanValue, "span"),
    (expectations.AmountValue, "amounts"),
    (expectations.SharesValue, "shares"),
    (bool, "yes_or_no"),
)
"""The spelling of each type of the model."""

OF_FIELD: Final[Mapping[tuple[str, str], str]] = {
    ("Scenario", "start"): "start",
    ("Scenario", "end"): "end",
    ("Resource", "open"): "hours",
    ("Objective", "ratings"): "ratings",
}
"""Where the type alone says too little."""
