"""Words that several commands take alike, each with its one help text."""

import argparse


def add_variant(parser: argparse.ArgumentParser) -> None:
    """`--variant NAME`, as often as one likes."""
    parser.add_argument(
        "--variant",
        action="append",
        default=[],
        metavar="NAME",
        help="a variant of the file (may be repeated)",
    )
