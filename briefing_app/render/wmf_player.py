"""Windows metafiles, the older kind (MS-WMF), played on a canvas; arguments come last one first."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from briefing_app.model.drawing import Outline, PictureFill, Solid
from briefing_app.render.emf_reading import Brush
from briefing_app.render.metafile_bitmaps import (
    changes_for,
    dib_picture,
    dib_size,
    header_and_palette,
    paint_bitmap,
    paint_pattern,
)
from briefing_app.render.metafile_canvas import Canvas, Point
from briefing_app.render.metafile_state import Box, Clip, Font, Pen, colour_ref

_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_WINDOW_ORIGIN, _WINDOW_EXTENT = 0x020B, 0x020C
_NULL_BRUSH, _HATCHED = 1, 2
_OPAQUE, _CLIPPED = 2, 4
_MOST_OBJECTS = 4_096
# Character sets (MS-WMF 2.1.1.5) as codecs.
_CODECS = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 2: "latin-1",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A region object, as the box around it."""

    box: Box


WmfObject = Pen | Brush | Font | Region | None


@dataclass(slots=True)
class WmfPlayer:
    """What playing one file keeps. objects: by their place, None where nothing is known."""

    canvas: Canvas
    objects: dict[int, WmfObject] = field(default_factory=dict)

    def keep(self, made: WmfObject) -> None:
        """Keep a new object in the first free place (MS-WMF 3.1.4.1)."""
        if len(self.objects) >= _MOST_OBJECTS:
            raise ValueError("too many objects")
        place = next(n for n in range(len(self.objects) + 1) if n not in self.objects)
        self.objects[place] = made


Action = Callable[[WmfPlayer, bytes], None]


def wmf_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield function and arguments of each record (MS-WMF 2.3)."""
    place = (22 if data.startswith(_PLACEABLE) else 0) + 18
    while place + 6 <= len(data):
        words, kind = struct.unpack_from("<IH", data, place)
        if words < 3 or place + 2 * words > len(data) or kind == 0:
            return
        yield kind, data[place + 6 : place + 2 * words]
        place += 2 * words


def wmf_window(data: bytes) -> Box | None:
    """Return the window as origin and extents: of the placeable header, else of the first records.

    MS-WMF 2.3.2.3: the header's box is what is shown.
    """
    if data.startswith(_PLACEABLE) and len(data) >= 22:
        left, top, right, bottom = struct.unpack_from("<4h", data, 6)
        if left != right and top != bottom:
            return (left, top, right - left, bottom - top)
    origin = (0.0, 0.0)
    for kind, arguments in wmf_records(data):
        if kind == _WINDOW_ORIGIN and len(arguments) >= 4:
            y, x = struct.unpack_from("<hh", arguments)
            origin = (x, y)
        elif kind == _WINDOW_EXTENT and len(arguments) >= 4:
            high, wide = struct.unpack_from("<hh", arguments)
            if wide and high:
                return (*origin, wide, high)
    return None


# ---------------------------------------------------------------------------------------- reading
def _shorts(data: bytes, count: int, place: int = 0) -> tuple[float, ...]:
    """Return so many numbers, the last argument first."""
    return tuple(map(float, struct.unpack_from(f"<{count}h", data, place)[::-1]))


def _box(data: bytes, place: int = 0) -> Box:
    left, top, right, bottom = _shorts(data, 4, place)
    return left, top, right, bottom


def _point(data: bytes) -> Point:
    x, y = _shorts(data, 2)
    return x, y


def _points(data: bytes, place: int, count: int) -> list[Point]:
    flat = struct.unpack_from(f"<{2 * count}h", data, place)
    return list(zip(map(float, flat[::2]), map(float, flat[1::2]), strict=True))


def _set(name: str, convert: Callable[[int], object], form: str = "<H") -> Action:
    def played(player: WmfPlayer, data: bytes) -> None:
        setattr(player.canvas.now, name, convert(struct.unpack_from(form, data)[0]))

    return played


# ------------------------------------------------------------------------------------------ state
def _window_origin(player: WmfPlayer, data: bytes) -> None:
    player.canvas.now.window = (*_point(data), *player.canvas.now.window[2:])


def _move_window(player: WmfPlayer, data: bytes) -> None:
    (x, y), (left, top, wide, high) = _point(data), player.canvas.now.window
    player.canvas.now.window = (left + x, top + y, wide, high)


def _window_extent(player: WmfPlayer, data: bytes) -> None:
    wide, high = _point(data)
    if wide and high:
        player.canvas.now.window = (*player.canvas.now.window[:2], wide, high)


def _scale_window(player: WmfPlayer, data: bytes) -> None:
    above_x, below_x, above_y, below_y = _shorts(data, 4)
    left, top, wide, high = player.canvas.now.window
    if not all((above_x, below_x, above_y, below_y)):
        raise ValueError("a scale of nothing")
    wide, high = wide * below_x / above_x, high * below_y / above_y
    player.canvas.now.window = (left, top, wide, high)


def _select(player: WmfPlayer, data: bytes) -> None:
    found = player.objects.get(struct.unpack_from("<H", data)[0])
    now = player.canvas.now
    if isinstance(found, Pen):
        now.pen = found
    elif isinstance(found, Brush):
        now.brush, now.hatch = found.paint, found.hatch
    elif isinstance(found, Font):
        now.font = found


def _select_clip(player: WmfPlayer, data: bytes) -> None:
    found = player.objects.get(struct.unpack_from("<H", data)[0])
    player.canvas.now.clip = Clip()
    if isinstance(found, Region):
        player.canvas.clip_to_box(found.box)


def _create_pen(player: WmfPlayer, data: bytes) -> None:
    style, width, _, colour = struct.unpack_from("<HhhI", data)
    player.keep(Pen(style, float(abs(width)), Solid(colour_ref(colour))))


def _create_brush(player: WmfPlayer, data: bytes) -> None:
    style, colour, hatch = struct.unpack_from("<HIH", data)
    paint = None if style == _NULL_BRUSH else Solid(colour_ref(colour))
    player.keep(Brush(paint, hatch if style == _HATCHED else -1))


def _create_font(player: WmfPlayer, data: bytes) -> None:
    """Make a font (MS-WMF 2.2.1.2)."""
    height, _, angle, _, weight = struct.unpack_from("<5h", data)
    italic, underline, strike, charset = struct.unpack_from("<4B", data, 10)
    name = data[18:50].partition(b"\0")[0].decode(_CODECS.get(charset, "cp1252"), "replace")
    player.keep(
        Font(
            float(height),
            float(angle),
            weight,
            bool(italic),
            bool(underline),
            bool(strike),
            name,
            charset,
        )
    )


def _create_pattern(player: WmfPlayer, data: bytes) -> None:
    """Make a brush of a bitmap (MS-WMF 2.3.4.8)."""
    try:
        header, pixels = _split(data[4:])
        wide, high = dib_size(header)
        box = (0.0, 0.0, float(wide), float(high))
        player.keep(Brush(PictureFill(dib_picture(header, pixels), box, tiled=True)))
    except ValueError:
        player.keep(None)  # later objects count on its place
        raise


def _create_region(player: WmfPlayer, data: bytes) -> None:
    left, top, right, bottom = struct.unpack_from("<4h", data, 14)
    player.keep(Region((left, top, right, bottom)))


def _create_unknown(player: WmfPlayer, _: bytes) -> None:
    player.keep(None)


def _delete(player: WmfPlayer, data: bytes) -> None:
    player.objects.pop(struct.unpack_from("<H", data)[0], None)


# ------------------------------------------------------------------------------------------ shapes
def _polygon(player: WmfPlayer, data: bytes) -> None:
    (count,) = struct.unpack_from("<H", data)
    player.canvas.polygons([_points(data, 2, count)])


def _polyline(player: WmfPlayer, data: bytes) -> None:
    (count,) = struct.unpack_from("<H", data)
    player.canvas.polyline(_points(data, 2, count))


def _polypolygon(player: WmfPlayer, data: bytes) -> None:
    (figures,) = struct.unpack_from("<H", data)
    counts = struct.unpack_from(f"<{figures}H", data, 2)
    found, place = [], 2 + 2 * figures
    for count in counts:
        found.append(_points(data, place, count))
        place += 4 * count
    player.canvas.polygons(found)


def _arc(kind: str) -> Action:
    def played(player: WmfPlayer, data: bytes) -> None:
        end_y, end_x, start_y, start_x = struct.unpack_from("<4h", data)
        player.canvas.arc(_box(data, 8), (start_x, start_y), (end_x, end_y), kind)

    return played


def _rounded(player: WmfPlayer, data: bytes) -> None:
    across, down = _point(data)
    player.canvas.rounded(_box(data, 4), across, down)


def _pixel(player: WmfPlayer, data: bytes) -> None:
    colour, y, x = struct.unpack_from("<Ihh", data)
    corners = player.canvas.device([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)])
    outline = (("M", corners[0]), *(("L", one) for one in corners[1:]), ("Z", ()))
    player.canvas.add(Outline(outline, Solid(colour_ref(colour))))


# -------------------------------------------------------------------------------------------- text
def _text_out(player: WmfPlayer, data: bytes) -> None:
    (count,) = struct.unpack_from("<h", data)
    padded = count + count % 2
    y, x = struct.unpack_from("<hh", data, 2 + padded)
    player.canvas.text(_decoded(player, data[2 : 2 + count]), (x, y))


def _text_out_with_steps(player: WmfPlayer, data: bytes) -> None:
    """Draw a text (MS-WMF 2.3.3.5)."""
    y, x, count, options = struct.unpack_from("<hhhH", data)
    canvas, place, before = player.canvas, 8, player.canvas.now.clip
    box: Box | None = None
    if options & (_OPAQUE | _CLIPPED):
        left, top, right, bottom = struct.unpack_from("<4h", data, place)
        box, place = (left, top, right, bottom), place + 8
    raw = data[place : place + max(count, 0)]
    place += count + count % 2
    steps: tuple[int, ...] = ()
    if count > 0 and place + 2 * count <= len(data):
        steps = struct.unpack_from(f"<{count}h", data, place)
    if box is not None and options & _OPAQUE:
        canvas.ground(box)
    if box is not None and options & _CLIPPED:
        canvas.clip_to_box(box)
    canvas.text(_decoded(player, raw), (x, y), steps)
    canvas.now.clip = before


def _decoded(player: WmfPlayer, raw: bytes) -> str:
    return raw.decode(_CODECS.get(player.canvas.now.font.charset, "cp1252"), "replace")


# ----------------------------------------------------------------------------------------- bitmaps
def _split(packed: bytes) -> tuple[bytes, bytes]:
    """Return header with palette, and pixels, of a packed bitmap."""
    length = header_and_palette(packed)
    return packed[:length], packed[length:]


def _put(player: WmfPlayer, packed: bytes, operation: int, target: Box, source: Box, *,
         from_bottom: bool) -> None:  # fmt: skip
    header, pixels = _split(packed)
    size = dib_size(header)
    left, top, wide, high = source
    if from_bottom and high > 0:
        top = size[1] - top - high
    picture = dib_picture(header, pixels, changes_for(operation))
    paint_bitmap(player.canvas, picture, size, target, (left, top, wide, high))


def _pattern_transfer(player: WmfPlayer, data: bytes) -> None:
    operation, high, wide, y, x = struct.unpack_from("<I4h", data)
    paint_pattern(player.canvas, (x, y, wide, high), operation)


def _block_transfer(player: WmfPlayer, data: bytes) -> None:
    """Play DIBBitBlt (MS-WMF 2.3.1.2); the form without a bitmap is a word longer."""
    if len(data) <= 18:
        operation, _, _, _, high, wide, y, x = struct.unpack_from("<I7h", data)
        paint_pattern(player.canvas, (x, y, wide, high), operation)
        return
    operation, top, left, high, wide, y, x = struct.unpack_from("<I6h", data)
    target, source = (x, y, wide, high), (left, top, wide, high)
    _put(player, data[16:], operation, target, source, from_bottom=False)


def _stretched_transfer(player: WmfPlayer, data: bytes) -> None:
    """Play DIBStretchBlt (MS-WMF 2.3.1.3)."""
    if len(data) <= 22:
        operation, _, _, _, _, _, down, across, y, x = struct.unpack_from("<I9h", data)
        paint_pattern(player.canvas, (x, y, across, down), operation)
        return
    operation, high, wide, top, left, down, across, y, x = struct.unpack_from("<I8h", data)
    target, source = (x, y, across, down), (left, top, wide, high)
    _put(player, data[20:], operation, target, source, from_bottom=False)


def _stretched_bitmap(player: WmfPlayer, data: bytes) -> None:
    """Play StretchDIB (MS-WMF 2.3.1.6)."""
    operation, _, high, wide, top, left, down, across, y, x = struct.unpack_from("<IH8h", data)
    target, source = (x, y, across, down), (left, top, wide, high)
    _put(player, data[22:], operation, target, source, from_bottom=True)


def _bitmap_to_device(player: WmfPlayer, data: bytes) -> None:
    """Play SetDIBToDev (MS-WMF 2.3.1.5)."""
    _, _, _, top, left, high, wide, y, x = struct.unpack_from("<3H6h", data)
    target, source = (x, y, wide, high), (left, top, wide, high)
    _put(player, data[18:], 0x00CC0020, target, source, from_bottom=True)


WMF_ACTIONS: dict[int, Action] = {
    0x001E: lambda player, _: player.canvas.save(),
    0x0127: lambda player, data: player.canvas.restore(struct.unpack_from("<h", data)[0]),
    0x0102: _set("back_opaque", lambda value: value == 2),
    0x0104: _set("raster_operation", int),
    0x0106: _set("even_odd", lambda value: value == 1),
    0x0108: _set("letter_spacing", float, "<h"),
    0x012E: _set("text_align", int),
    0x0201: _set("back_colour", colour_ref, "<I"),
    0x0209: _set("text_colour", colour_ref, "<I"),
    _WINDOW_ORIGIN: _window_origin,
    _WINDOW_EXTENT: _window_extent,
    0x020F: _move_window,
    0x0410: _scale_window,
    0x0213: lambda player, data: player.canvas.line_to([_point(data)]),
    0x0214: lambda player, data: player.canvas.move_to(_point(data)),
    0x0415: lambda player, data: player.canvas.clip_out(_box(data)),
    0x0416: lambda player, data: player.canvas.clip_to_box(_box(data)),
    0x0418: lambda player, data: player.canvas.ellipse(_box(data)),
    0x041B: lambda player, data: player.canvas.rectangle(_box(data)),
    0x041F: _pixel,
    0x061C: _rounded,
    0x0817: _arc("arc"),
    0x081A: _arc("pie"),
    0x0830: _arc("chord"),
    0x0324: _polygon,
    0x0325: _polyline,
    0x0538: _polypolygon,
    0x0521: _text_out,
    0x0A32: _text_out_with_steps,
    0x02FA: _create_pen,
    0x02FB: _create_font,
    0x02FC: _create_brush,
    0x0142: _create_pattern,
    0x01F9: _create_unknown,
    0x00F7: _create_unknown,
    0x06FF: _create_region,
    0x012D: _select,
    0x012C: _select_clip,
    0x01F0: _delete,
    0x061D: _pattern_transfer,
    0x0940: _block_transfer,
    0x0B41: _stretched_transfer,
    0x0F43: _stretched_bitmap,
    0x0D33: _bitmap_to_device,
}
"""How each record is played. May raise ValueError, ArithmeticError or struct.error."""
WMF_SILENT = frozenset({0x0103, 0x0107, 0x020A, 0x020D, 0x020E, 0x0211, 0x0220, 0x0234, 0x0231,
                        0x0035, 0x0037, 0x0139, 0x0149, 0x0412, 0x0436, 0x0626})  # fmt: skip
"""Records that paint nothing and change nothing that is painted here."""
