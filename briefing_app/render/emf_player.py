"""Enhanced metafiles (MS-EMF) played on a canvas: the records that programs in use write."""

from __future__ import annotations

import struct
from collections.abc import Callable

from briefing_app.model.drawing import Colour, Gradient, GradientShape, Outline, Solid
from briefing_app.render.emf_bitmaps import alpha_blend, block_transfer, set_dib, stretch_dib
from briefing_app.render.emf_objects import (
    create_brush,
    create_font,
    create_pattern_brush,
    create_pen,
    create_pen_of_kinds,
    delete,
    select,
)
from briefing_app.render.emf_reading import Action, EmfPlayer, box_of, longs, piece, points_of
from briefing_app.render.metafile_canvas import Canvas, Point
from briefing_app.render.metafile_state import Box, Clip, Matrix, colour_ref

_GLYPHS, _OPAQUE, _CLIPPED = 0x10, 0x02, 0x04
_NO_RECTANGLE, _SMALL_LETTERS = 0x100, 0x200
_LONGEST_TEXT = 10_000
_REGION_AND, _REGION_COPY = 1, 5
_ACROSS, _DOWN = 0, 1


# ---------------------------------------------------------------------------------------- reading
def _poly(act: Callable[[Canvas, list[Point]], None], *, small: bool) -> Action:
    """Return how a record of points is played (MS-EMF 2.3.5.16 and others): bounds, count."""

    def played(player: EmfPlayer, data: bytes) -> None:
        (count,) = struct.unpack_from("<I", data, 16)
        act(player.canvas, points_of(data, 20, count, small=small))

    return played


def _polypoly(*, small: bool, closed: bool) -> Action:
    """Return how a record of several figures is played (MS-EMF 2.3.5.28)."""

    def played(player: EmfPlayer, data: bytes) -> None:
        figures, points = struct.unpack_from("<II", data, 16)
        counts = longs(data, 24, figures)
        flat = points_of(data, 24 + 4 * figures, points, small=small)
        found, place = [], 0
        for count in counts:
            found.append(flat[place : place + count])
            place += count
        if closed:
            player.canvas.polygons(found)
        else:
            for figure in found:
                player.canvas.polyline(figure)

    return played


def _polydraw(player: EmfPlayer, data: bytes, *, small: bool) -> None:
    """Draw lines and curves in turn (MS-EMF 2.3.5.22)."""
    (count,) = struct.unpack_from("<I", data, 16)
    points = points_of(data, 20, count, small=small)
    kinds = data[20 + count * (4 if small else 8) :][:count]
    place = 0
    while place < len(kinds):
        kind = kinds[place] & 6
        if kind == 4:
            player.canvas.beziers_to(points[place : place + 3])
            place += 2
        elif kind == 2:
            player.canvas.line_to(points[place : place + 1])
        else:
            player.canvas.move_to(points[place])
        if place < len(kinds) and kinds[place] & 1 and player.canvas.in_path:
            player.canvas.path.append(("Z", ()))
        place += 1


# ------------------------------------------------------------------------------------------ state
def _set(name: str, convert: Callable[[int], object]) -> Action:
    """Return how a record of one number sets a field of the state."""

    def played(player: EmfPlayer, data: bytes) -> None:
        (value,) = struct.unpack_from("<I", data)
        setattr(player.canvas.now, name, convert(value))

    return played


def _set_origin(player: EmfPlayer, data: bytes, name: str) -> None:
    x, y = struct.unpack_from("<ii", data)
    setattr(player.canvas.now, name, (float(x), float(y), *getattr(player.canvas.now, name)[2:]))


def _set_extent(player: EmfPlayer, data: bytes, name: str) -> None:
    wide, high = struct.unpack_from("<ii", data)
    if not wide or not high:
        raise ValueError("an extent of nothing")
    kept = getattr(player.canvas.now, name)[:2]
    setattr(player.canvas.now, name, (*kept, float(wide), float(high)))


def _scale_extent(player: EmfPlayer, data: bytes, name: str) -> None:
    above_x, below_x, above_y, below_y = struct.unpack_from("<4i", data)
    x, y, wide, high = getattr(player.canvas.now, name)
    if not all((above_x, below_x, above_y, below_y)):
        raise ValueError("a scale of nothing")
    setattr(player.canvas.now, name, (x, y, wide * above_x / below_x, high * above_y / below_y))


def _world(data: bytes) -> Matrix:
    a, b, c, d, e, f = struct.unpack_from("<6f", data)
    return a, b, c, d, e, f


def _modify_world(player: EmfPlayer, data: bytes) -> None:
    (mode,) = struct.unpack_from("<I", data, 24)
    player.canvas.now.move_world(_world(data), mode)


# ---------------------------------------------------------------------------------- paths and clips
def _begin_path(player: EmfPlayer, _: bytes) -> None:
    player.canvas.path, player.canvas.in_path = [], True


def _end_path(player: EmfPlayer, _: bytes) -> None:
    player.canvas.in_path = False


def _abort_path(player: EmfPlayer, _: bytes) -> None:
    player.canvas.path, player.canvas.in_path = [], False


def _close_figure(player: EmfPlayer, _: bytes) -> None:
    if player.canvas.in_path and player.canvas.path:
        player.canvas.path.append(("Z", ()))


def _paint_path(*, fill: bool, stroke: bool) -> Action:
    def played(player: EmfPlayer, _: bytes) -> None:
        canvas = player.canvas
        canvas.in_path = False
        if canvas.path:
            canvas.draw(canvas.path, fill=fill, stroke=stroke)
        canvas.path = []

    return played


def _clip_path(player: EmfPlayer, data: bytes) -> None:
    (mode,) = struct.unpack_from("<I", data)
    canvas = player.canvas
    if mode not in {_REGION_AND, _REGION_COPY}:
        raise ValueError("a way to join clips that is not known")
    canvas.clip_to(canvas.path, afresh=mode == _REGION_COPY, even_odd=canvas.now.even_odd)
    canvas.path = []


def _clip_region(player: EmfPlayer, data: bytes) -> None:
    """Clip to a region (MS-EMF 2.3.2.2); its rectangles are in device units (2.2.24)."""
    size, mode = struct.unpack_from("<II", data)
    canvas = player.canvas
    if mode == _REGION_COPY and size == 0:
        canvas.now.clip = Clip()
        return
    if mode not in {_REGION_AND, _REGION_COPY}:
        raise ValueError("a way to join clips that is not known")
    boxes = _region(canvas, data, 8)
    if mode == _REGION_COPY:
        canvas.now.clip = Clip()
    if len(boxes) == 1:
        canvas.now.clip = canvas.now.clip.within(boxes[0])
        return
    canvas.clip_to(_outline_of(boxes), afresh=False, even_odd=False)


def _region(canvas: Canvas, data: bytes, place: int) -> list[Box]:
    (count,) = struct.unpack_from("<I", data, place + 8)
    if place + 32 + 16 * count > len(data):
        raise ValueError("more rectangles than the record holds")
    return [canvas.device_box(box_of(data, place + 32 + 16 * n)) for n in range(count)]


def _outline_of(boxes: list[Box]) -> list[tuple[str, tuple[float, ...]]]:
    found: list[tuple[str, tuple[float, ...]]] = []
    for left, top, right, bottom in boxes:
        found += [
            ("M", (left, top)), ("L", (right, top)), ("L", (right, bottom)), ("L", (left, bottom)),
            ("Z", ()),
        ]  # fmt: skip
    return found


# ------------------------------------------------------------------------------------------ shapes
def _round_rectangle(player: EmfPlayer, data: bytes) -> None:
    across, down = struct.unpack_from("<ii", data, 16)
    player.canvas.rounded(box_of(data), across, down)


def _arc(kind: str) -> Action:
    def played(player: EmfPlayer, data: bytes) -> None:
        ax, ay, bx, by = box_of(data, 16)
        player.canvas.arc(box_of(data), (ax, ay), (bx, by), kind)

    return played


def _pixel(player: EmfPlayer, data: bytes) -> None:
    x, y, colour = struct.unpack_from("<iiI", data)
    ((at_x, at_y),) = player.canvas.device([(x, y)])
    dot = player.canvas.now.picture[0]
    box = _outline_of([(at_x, at_y, at_x + dot, at_y + dot)])
    player.canvas.add(Outline(tuple(box), Solid(colour_ref(colour))))


def _fill_region(player: EmfPlayer, data: bytes) -> None:
    """Fill a region with a brush (MS-EMF 2.3.5.12), in device units."""
    (handle,) = struct.unpack_from("<I", data, 20)
    player.canvas.save()
    select(player, struct.pack("<I", handle))
    _put_region(player, _region(player.canvas, data, 24))
    player.canvas.restore(-1)


def _put_region(player: EmfPlayer, boxes: list[Box]) -> None:
    paint = player.canvas.fill_paint()
    if paint is not None:
        player.canvas.add(Outline(tuple(_outline_of(boxes)), paint))


def _gradient_fill(player: EmfPlayer, data: bytes) -> None:
    """Fill rectangles from one colour to another (MS-EMF 2.3.5.14); triangles are not known."""
    vertices, figures, mode = struct.unpack_from("<3I", data, 16)
    if mode not in {_ACROSS, _DOWN}:
        raise ValueError("a gradient of triangles")
    corners = longs(data, 28 + 16 * vertices, 2 * figures)
    for first, last in zip(corners[::2], corners[1::2], strict=True):
        if max(first, last) >= vertices:
            raise ValueError("a corner that is not there")
        (x, y, one), (far_x, far_y, two) = (_vertex(data, 28 + 16 * n) for n in (first, last))
        (left, top), (right, low) = player.canvas.device([(x, y), (far_x, far_y)])
        end = (right, top) if mode == _ACROSS else (left, low)
        paint = Gradient(GradientShape.LINEAR, ((0.0, one), (1.0, two)), (left, top), end)
        player.canvas.add(Outline(tuple(_outline_of([(left, top, right, low)])), paint))


def _vertex(data: bytes, place: int) -> tuple[int, int, Colour]:
    """Return a corner of a gradient and its colour (MS-EMF 2.2.26): 16 bits a channel."""
    x, y, red, green, blue = struct.unpack_from("<ii3H", data, place)
    return x, y, Colour(f"{red >> 8:02X}{green >> 8:02X}{blue >> 8:02X}")


# -------------------------------------------------------------------------------------------- text
def _text(*, wide: bool) -> Action:
    """Return how a text is played (MS-EMF 2.3.5.7, 2.3.5.8)."""

    def played(player: EmfPlayer, data: bytes) -> None:
        x, y, count, at, options = struct.unpack_from("<iiIII", data, 28)
        box, (steps_at,) = box_of(data, 48), struct.unpack_from("<I", data, 64)
        if count > _LONGEST_TEXT or options & _GLYPHS:
            raise ValueError("a text of glyph numbers, or too long")
        raw = piece(data, at, count * (2 if wide else 1))
        text = raw.decode("utf-16-le" if wide else "cp1252", "replace")
        steps = longs(piece(data, steps_at, 4 * count), 0, count) if steps_at else ()
        _put_text(player.canvas, text, (x, y), steps, box, options)

    return played


def _put_text(
    canvas: Canvas, text: str, at: Point, steps: tuple[int, ...], box: Box, options: int
) -> None:
    if canvas.in_path:
        raise ValueError("a text as an outline")
    has_box = box[2] > box[0] and box[3] > box[1]
    before = canvas.now.clip
    if options & _OPAQUE and has_box:
        canvas.ground(box)
    if options & _CLIPPED and has_box:
        canvas.clip_to_box(box)
    canvas.text(text, at, steps)
    canvas.now.clip = before


def _small_text(player: EmfPlayer, data: bytes) -> None:
    """Draw a text without places for its letters (MS-EMF 2.3.5.37)."""
    x, y, count, options, _ = struct.unpack_from("<iiIII", data)
    place = 28 if options & _NO_RECTANGLE else 44
    if count > _LONGEST_TEXT or options & _GLYPHS:
        raise ValueError("a text of glyph numbers, or too long")
    small = bool(options & _SMALL_LETTERS)
    raw = data[place : place + count * (1 if small else 2)]
    text = raw.decode("latin-1" if small else "utf-16-le", "replace")
    _put_text(player.canvas, text, (x, y), (), (0.0, 0.0, 0.0, 0.0), options)


def _even_odd(value: int) -> bool:
    return value == 1


EMF_COMMENT = 70
EMF_ACTIONS: dict[int, Action] = {
    2: _poly(Canvas.beziers, small=False),
    3: _poly(lambda canvas, points: canvas.polygons([points]), small=False),
    4: _poly(Canvas.polyline, small=False),
    5: _poly(Canvas.beziers_to, small=False),
    6: _poly(Canvas.line_to, small=False),
    7: _polypoly(small=False, closed=False),
    8: _polypoly(small=False, closed=True),
    9: lambda player, data: _set_extent(player, data, "window"),
    10: lambda player, data: _set_origin(player, data, "window"),
    11: lambda player, data: _set_extent(player, data, "viewport"),
    12: lambda player, data: _set_origin(player, data, "viewport"),
    15: _pixel,
    17: _set("map_mode", int),
    18: _set("back_opaque", lambda value: value == 2),
    19: _set("even_odd", _even_odd),
    20: _set("raster_operation", int),
    22: _set("text_align", int),
    24: _set("text_colour", colour_ref),
    25: _set("back_colour", colour_ref),
    27: lambda player, data: player.canvas.move_to(struct.unpack_from("<ii", data)),
    29: lambda player, data: player.canvas.clip_out(box_of(data)),
    30: lambda player, data: player.canvas.clip_to_box(box_of(data)),
    31: lambda player, data: _scale_extent(player, data, "viewport"),
    32: lambda player, data: _scale_extent(player, data, "window"),
    33: lambda player, _: player.canvas.save(),
    34: lambda player, data: player.canvas.restore(struct.unpack_from("<i", data)[0]),
    35: lambda player, data: player.canvas.now.move_world(_world(data), 4),
    36: _modify_world,
    37: select,
    38: create_pen,
    39: create_brush,
    40: delete,
    42: lambda player, data: player.canvas.ellipse(box_of(data)),
    43: lambda player, data: player.canvas.rectangle(box_of(data)),
    44: _round_rectangle,
    45: _arc("arc"),
    46: _arc("chord"),
    47: _arc("pie"),
    54: lambda player, data: player.canvas.line_to([struct.unpack_from("<ii", data)]),
    55: _arc("to"),
    56: lambda player, data: _polydraw(player, data, small=False),
    57: _set("clockwise", lambda value: value == 2),
    59: _begin_path,
    60: _end_path,
    61: _close_figure,
    62: _paint_path(fill=True, stroke=False),
    63: _paint_path(fill=True, stroke=True),
    64: _paint_path(fill=False, stroke=True),
    67: _clip_path,
    68: _abort_path,
    71: _fill_region,
    74: lambda player, data: _put_region(player, _region(player.canvas, data, 20)),
    75: _clip_region,
    76: lambda player, data: block_transfer(player, data, stretched=False),
    77: lambda player, data: block_transfer(player, data, stretched=True),
    80: set_dib,
    81: stretch_dib,
    82: create_font,
    83: _text(wide=False),
    84: _text(wide=True),
    85: _poly(Canvas.beziers, small=True),
    86: _poly(lambda canvas, points: canvas.polygons([points]), small=True),
    87: _poly(Canvas.polyline, small=True),
    88: _poly(Canvas.beziers_to, small=True),
    89: _poly(Canvas.line_to, small=True),
    90: _polypoly(small=True, closed=False),
    91: _polypoly(small=True, closed=True),
    92: lambda player, data: _polydraw(player, data, small=True),
    93: create_pattern_brush,
    94: create_pattern_brush,
    95: create_pen_of_kinds,
    108: _small_text,
    114: alpha_blend,
    118: _gradient_fill,
}
"""How each record is played. May raise ValueError, ArithmeticError or struct.error."""
EMF_SILENT = frozenset({1, 13, 14, 16, 21, 23, 26, 28, 48, 49, 50, 51, 52, 58, 65, 98, 99, 100, 101,
                        104, 115})  # fmt: skip
"""Records that paint nothing and change nothing that is painted here."""
