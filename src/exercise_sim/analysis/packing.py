"""Rows as bytes that know whether they are whole, for whoever keeps them or sends them.

A line with the checksum of all that follows, a line that says which replications they are, and the columns as they are.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import numpy as np

from exercise_sim.analysis.blocks import Rows


def digest(content: bytes) -> str:
    """The checksum (SHA-256) of some bytes."""
    return hashlib.sha256(content).hexdigest()


def packed(rows: Rows) -> bytes:
    """The bytes of some rows."""
    head = json.dumps({"first": rows.first, "count": rows.count}).encode() + b"\n"
    body = head + b"".join(column.tobytes() for column in rows.columns)
    return digest(body).encode() + b"\n" + body


def unpacked(content: bytes, types: Iterable[np.dtype[Any]], first: int) -> Rows | None:
    """The rows that begin with a replication; None where the bytes are not as they were made, or those of others."""
    checksum, _, body = content.partition(b"\n")
    if digest(body).encode() != checksum:
        return None
    head, _, data = body.partition(b"\n")
    told = json.loads(head)
    columns, place = [], 0
    for kind in types:
        columns.append(np.frombuffer(data, kind, told["count"], place))
        place += kind.itemsize * told["count"]
    if place != len(data) or told["first"] != first:
        return None
    return Rows(told["first"], tuple(columns))
