"""Metafiles (EMF, WMF, packed ones too) as things to paint.

A metafile is a list of drawing instructions; here they are read, within limits, and nothing else
is done with them. What is not known is left out and counted.
"""

from __future__ import annotations

import struct
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefing_app.model.drawing import Group, Item, Outline, Picture
from briefing_app.render.emf_player import (
    EMF_ACTIONS,
    EMF_COMMENT,
    EMF_SILENT,
)
from briefing_app.render.emf_reading import EmfPlayer, emf_frame, emf_records
from briefing_app.render.metafile_canvas import Canvas, Measure, TooLong
from briefing_app.render.metafile_state import MM_ANISOTROPIC, Box, picture_of
from briefing_app.render.wmf_player import (
    WMF_ACTIONS,
    WMF_SILENT,
    WmfPlayer,
    wmf_records,
    wmf_window,
)

_EMF, _WMF, _PACKED = "image/x-emf", "image/x-wmf", "application/gzip"
METAFILES = frozenset({_EMF, _WMF, _PACKED})
"""Media types, as :func:`pictures.picture_type` finds them, that are played here."""
_MOST_BYTES = 64 << 20
_MOST_RECORDS = 300_000
_MOST_KEPT = 32
_WORTH_SAYING = 0.05
_WRONG = (ValueError, ArithmeticError, LookupError, struct.error)
_PLUS, _PLUS_HEADER = b"EMF+", 0x4001


@dataclass(frozen=True, slots=True)
class Played:
    """A metafile's drawing. frame: what is shown of it, left, top, right, bottom, as in items.

    left_out: instructions that could not be painted; all: how many there were.
    """

    items: tuple[Item, ...]
    frame: Box
    left_out: int = 0
    all: int = 0
    cut_short: bool = False

    @property
    def complaint(self) -> str:
        """Return what to say about what is missing, "" when too little is missing to say it."""
        if self.cut_short:
            return "a metafile that is too long; only its beginning is painted"
        if self.left_out > _WORTH_SAYING * self.all:
            return f"{self.left_out} of {self.all} instructions of a metafile"
        return ""


class Metafiles:
    """Metafiles played, the least used dropped first."""

    def __init__(self, measure: Measure) -> None:
        """Take what measures a text, in ems."""
        self._measure = measure
        self._kept: OrderedDict[str, Played | None] = OrderedDict()

    def get(self, picture: Picture) -> Played | None:
        """Return a metafile's drawing, None for what is none or shows nothing that is known."""
        if picture.digest in self._kept:
            self._kept.move_to_end(picture.digest)
            return self._kept[picture.digest]
        found = play(picture.data, self._measure)
        self._kept[picture.digest] = found
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return found


def play(data: bytes, measure: Measure) -> Played | None:
    """Return the drawing of a metafile, None for what is none or shows nothing that is known."""
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data)
    if len(data) > _MOST_BYTES:
        return None
    try:
        found = _play_emf(data, measure) if data[40:44] == b" EMF" else _play_wmf(data, measure)
    except _WRONG:  # of the header: there is nothing to begin with
        return None
    return None if found is None or (found.left_out and not found.items) else found


def placed(played: Played, target: Box, cuts: Box, shown: Box) -> Group:
    """Return a drawing in its place.

    target: x, y, width, height of the part that is left when cuts (left, top, right, bottom, 0 to
    1, below 0 for room around) are cut away; shown: the same, what may be painted on.
    """
    left, top, right, bottom = played.frame
    across = target[2] / (1 - cuts[0] - cuts[2]) / (right - left)
    down = target[3] / (1 - cuts[1] - cuts[3]) / (bottom - top)
    x = target[0] - (cuts[0] * (right - left) + left) * across
    y = target[1] - (cuts[1] * (bottom - top) + top) * down
    inner = Group(played.items, (across, 0.0, 0.0, down, x, y))
    return Group((inner,), clip=Outline(_box_outline(shown)))


def _box_outline(box: Box) -> tuple[tuple[str, tuple[float, ...]], ...]:
    x, y, wide, high = box
    return (
        ("M", (x, y)), ("L", (x + wide, y)), ("L", (x + wide, y + high)), ("L", (x, y + high)),
        ("Z", ()),
    )  # fmt: skip


def _unpacked(data: bytes) -> bytes:
    """Return what is in a gzip file (emz, wmz), no more than a metafile may have."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, _MOST_BYTES)
    except zlib.error:
        return b""


def _play_emf(data: bytes, measure: Measure) -> Played | None:
    frame, per_mm = emf_frame(data)
    if frame[2] <= frame[0] or frame[3] <= frame[1]:
        return Played((), (0.0, 0.0, 1.0, 1.0))
    canvas = Canvas(measure)
    canvas.now.per_mm = per_mm
    canvas.now.picture, frame = picture_of(frame)
    player, only_plus = EmfPlayer(canvas), False

    def perform(kind: int, contents: bytes) -> bool:
        nonlocal only_plus
        if kind == EMF_COMMENT:
            only_plus = only_plus or _is_only_plus(contents)
            return not (only_plus and contents[4:8] == _PLUS)
        if kind not in EMF_ACTIONS:
            return kind in EMF_SILENT
        EMF_ACTIONS[kind](player, contents)
        return True

    return _performed(emf_records(data), perform, canvas, frame)


def _is_only_plus(comment: bytes) -> bool:
    """Return whether a comment begins EMF+ drawings that have no EMF twin (MS-EMFPLUS 2.3.3.3)."""
    if comment[4:8] != _PLUS or len(comment) < 12:
        return False
    kind, flags = struct.unpack_from("<HH", comment, 8)
    return bool(kind == _PLUS_HEADER and not flags & 1)


def _play_wmf(data: bytes, measure: Measure) -> Played | None:
    window = wmf_window(data)
    if window is None:
        return None
    canvas = Canvas(measure)
    wide, high = abs(window[2]), abs(window[3])
    canvas.now.map_mode, canvas.now.window = MM_ANISOTROPIC, window
    canvas.now.viewport = (0.0, 0.0, wide, high)
    canvas.now.picture, frame = picture_of((0.0, 0.0, wide, high))
    player = WmfPlayer(canvas)

    def perform(kind: int, contents: bytes) -> bool:
        if kind not in WMF_ACTIONS:
            return kind in WMF_SILENT
        WMF_ACTIONS[kind](player, contents)
        return True

    return _performed(wmf_records(data), perform, canvas, frame)


def _performed(
    records: Iterable[tuple[int, bytes]],
    perform: Callable[[int, bytes], bool],
    canvas: Canvas,
    frame: Box,
) -> Played:
    """Play records one after the other; perform: says whether a record is known, or raises."""
    count = left_out = 0
    for kind, contents in records:
        count += 1
        try:
            left_out += not perform(kind, contents)
        except TooLong:
            return Played(canvas.items(), frame, left_out, count, cut_short=True)
        except _WRONG:
            left_out += 1
        if count >= _MOST_RECORDS:
            return Played(canvas.items(), frame, left_out, count, cut_short=True)
    return Played(canvas.items(), frame, left_out, count)
