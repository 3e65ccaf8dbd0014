"""The small numbers that stand in plans and runs: kinds of nodes and gates, what is asked of a node, and where it stands."""

from typing import Final

# Kinds of nodes: a step; a lag before something; units that are kept longer; the end of play; an inject, the action that is
# expected upon it, and what marks that as done; the end of a hold; the repetitions of recurring work; a gauge that reaches a stage; what
# ends recurring work.
STEP: Final = 0
LAG: Final = 1
KEEP: Final = 2
END: Final = 3
INJECT: Final = 4
EXPECT: Final = 5
MARK: Final = 6
UNTIL: Final = 7
AGAIN: Final = 8
CROSSING: Final = 9
STOP: Final = 10

# The states of a node, in the order of its life.
WAITING: Final = 0
RELEASED: Final = 1
UNDER_WAY: Final = 2
ASKED: Final = 3
DONE: Final = 4
PASSED: Final = 5
CUT: Final = 6

# What an input asks of its node; a number of 0 or more asks for the outcome with that place.
OVER: Final = -1
BEGINS: Final = -2

# Kinds of gates. ALL and ANY join what the author listed; EVERY and SOME join the members of a group, where dead ones fall out.
# CHOICE follows the one input that a variable names; STRICT does not take "passed over" for an answer.
ALL: Final = 0
ANY: Final = 1
EVERY: Final = 2
SOME: Final = 3
CHOICE: Final = 4
STRICT: Final = 5

Log = bool | list[bool]
"""Which events a run keeps: all, none, or those of some nodes (by their numbers) and of VALUES."""
VALUES: Final = frozenset({"variable", "gauge", "stage"})
"""Kinds of events that tell of values, whoever changed them."""
