"""The commands. Each file parses its words, calls the rooms below, and prints; nothing is worked out here."""

from exercise_sim.cli.main import main

__all__ = ["main"]
