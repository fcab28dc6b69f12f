"""Enhanced metafiles (MS-EMF) as records, and the numbers in them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from briefing_app.model.drawing import Paint
from briefing_app.render.metafile_canvas import Canvas, Point
from briefing_app.render.metafile_state import Box, Font, Pen

_EOF = 14


@dataclass(frozen=True, slots=True)
class Brush:
    """A brush object: what it fills with, and its hatch style or -1."""

    paint: Paint | None
    hatch: int = -1


EmfObject = Pen | Brush | Font


@dataclass(slots=True)
class EmfPlayer:
    """What playing one file keeps. objects: by their handles."""

    canvas: Canvas
    objects: dict[int, EmfObject] = field(default_factory=dict)


Action = Callable[[EmfPlayer, bytes], None]


def emf_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield type and contents, without the first eight bytes, of each record (MS-EMF 2.3)."""
    place = 0
    while place + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, place)
        if size < 8 or size % 4 or place + size > len(data):
            return
        yield kind, data[place + 8 : place + size]
        if kind == _EOF:
            return
        place += size


def emf_frame(data: bytes) -> tuple[Box, tuple[float, float]]:
    """Return the picture's frame in device units, and device units to the millimetre (2.2.9).

    Raises ValueError or struct.error for a header that makes no sense.
    """
    bounds = struct.unpack_from("<4i", data, 8)
    frame = struct.unpack_from("<4i", data, 24)
    wide, high, across_mm, down_mm = struct.unpack_from("<4i", data, 72)
    if min(wide, high, across_mm, down_mm) <= 0:
        raise ValueError("a device without size")
    across, down = wide / across_mm, high / down_mm
    left, top, right, bottom = (
        side / 100 * per for side, per in zip(frame, (across, down) * 2, strict=True)
    )
    if right <= left or bottom <= top:
        left, top, right, bottom = map(float, bounds)
    return (left, top, right, bottom), (across, down)


def points_of(data: bytes, place: int, count: int, *, small: bool) -> list[Point]:
    """Return points of two or four bytes a number; raises ValueError where too few are there."""
    size = 4 if small else 8
    if count < 0 or place + count * size > len(data):
        raise ValueError("more points than the record holds")
    flat = struct.unpack_from(f"<{count * 2}{'h' if small else 'i'}", data, place)
    return list(zip(map(float, flat[::2]), map(float, flat[1::2]), strict=True))


def longs(data: bytes, place: int, count: int) -> tuple[int, ...]:
    """Return so many numbers of four bytes; raises ValueError where too few are there."""
    if place + 4 * count > len(data):
        raise ValueError("more numbers than the record holds")
    return struct.unpack_from(f"<{count}I", data, place)


def box_of(data: bytes, place: int = 0) -> Box:
    """Return a rectangle (MS-WMF 2.2.2.19 RectL)."""
    left, top, right, bottom = struct.unpack_from("<4i", data, place)
    return float(left), float(top), float(right), float(bottom)


def piece(data: bytes, at: int, length: int) -> bytes:
    """Return a piece of a record; places count from the record's start, eight bytes before."""
    if length and (at < 8 or at - 8 + length > len(data)):
        raise ValueError("a piece outside the record")
    return data[at - 8 : at - 8 + length] if length else b""
