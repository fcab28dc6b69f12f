"""Frames between the window and its engine: a JSON header, and bytes beside it where there are any.

A frame is two lengths (four bytes each, most significant first), the header as JSON in UTF-8, and
the payload as it is: pixels of a picture, mostly. Never pickle.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import IO

JsonObject = dict[str, object]
_LENGTHS = struct.Struct(">LL")
LARGEST_HEADER = 256 << 20
LARGEST_PAYLOAD = 256 << 20


@dataclass(frozen=True, slots=True)
class Frame:
    """A header, and the bytes that it speaks of."""

    header: JsonObject
    payload: bytes = b""


def packed(frame: Frame) -> bytes:
    """Return a frame as bytes for the pipe; raises ValueError for what JSON cannot say."""
    header = json.dumps(frame.header, allow_nan=False, separators=(",", ":")).encode("ascii")
    return _LENGTHS.pack(len(header), len(frame.payload)) + header + frame.payload


def read_frame(source: IO[bytes]) -> Frame:
    """Read one frame; raises EOFError at the end and ValueError for what is no frame."""
    long_header, long_payload = _LENGTHS.unpack(_exactly(source, _LENGTHS.size))
    if long_header > LARGEST_HEADER or long_payload > LARGEST_PAYLOAD:
        raise ValueError("a frame is too large")
    header = json.loads(_exactly(source, long_header))
    if not isinstance(header, dict):
        raise ValueError("a frame's header is no object")  # noqa: TRY004 - the content is wrong
    return Frame(header, _exactly(source, long_payload))


def _exactly(source: IO[bytes], count: int) -> bytes:
    data = source.read(count)
    if len(data) < count:
        raise EOFError
    return data
