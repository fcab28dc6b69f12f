"""Metafiles as things to paint: what each kind of record draws, and what damaged ones do."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.drawing import (
    Colour,
    Gradient,
    GradientShape,
    Group,
    Item,
    Outline,
    Pattern,
    PictureFill,
    Solid,
    TextRun,
    Typeface,
)
from briefing_app.render.metafiles import Played, placed, play
from tests.unit.render.metafile_pieces import (
    GREEN,
    NO_BRUSH,
    NO_PEN,
    RED,
    RED_BRUSH,
    bitmap,
    emf,
    emf_record,
    wmf,
    wmf_record,
)


def measure(text: str, face: Typeface) -> float:
    """Return half an em a letter."""
    return len(text) / 2


def played(data: bytes) -> Played:
    found = play(data, measure)
    assert found is not None
    return found


def within(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield from within(item.items)
        else:
            yield item


def only(data: bytes) -> Item:
    (found,) = played(data).items
    return found


def outline(data: bytes) -> Outline:
    found = only(data)
    assert isinstance(found, Outline)
    return found


def corners(shape: Outline) -> tuple[float, float, float, float]:
    """Return the box around the points of an outline."""
    xs = [x for _, said in shape.segments for x in said[::2]]
    ys = [y for _, said in shape.segments for y in said[1::2]]
    return tuple(round(one, 6) for one in (min(xs), min(ys), max(xs), max(ys)))  # type: ignore[return-value]


RECTANGLE = emf_record(43, "4i", 100, 100, 300, 200)


def test_a_rectangle_has_the_brush_and_the_pen_that_were_chosen() -> None:
    pen = emf_record(38, "IIiiI", 2, 0, 4, 0, GREEN) + emf_record(37, "I", 2)
    found = outline(emf(RED_BRUSH, pen, RECTANGLE))
    assert found.fill == Solid(Colour("FF0000"))
    assert found.stroke is not None
    assert (found.stroke.paint, found.stroke.width) == (Solid(Colour("00FF00")), 4.0)
    assert corners(found) == (100, 100, 300, 200)


def test_the_frame_is_what_is_shown() -> None:
    found = played(emf(RECTANGLE, frame=(1000, 500, 3000, 1500)))
    assert found.frame == (0.0, 0.0, 200.0, 100.0)
    (shape,) = found.items
    assert isinstance(shape, Outline)
    assert corners(shape) == (0, 50, 200, 150)  # the device's corner lies at 100, 50
    group = placed(found, (10.0, 20.0, 40.0, 20.0), (0.0, 0.0, 0.0, 0.0), (10.0, 20.0, 40.0, 20.0))
    (inner,) = group.items
    assert isinstance(inner, Group)
    a, b, c, d, e, f = inner.matrix
    assert (e, f, a * 200 + e, d * 100 + f) == pytest.approx((10, 20, 50, 40))
    assert (b, c) == (0, 0)


def test_devices_that_count_in_small_units_make_no_large_pictures() -> None:
    pen = emf_record(38, "IIiiI", 2, 0, 100, 0, GREEN) + emf_record(37, "I", 2)
    body = region((0, 0, 50_000, 50_000))
    clip = emf_record(75, "II", len(body), 5, tail=body)
    drawn = emf_record(43, "4i", 20_000, 0, 90_000, 40_000)
    found = played(emf(pen, clip, drawn, frame=(0, 0, 1_000_000, 500_000)))
    assert found.frame == (0.0, 0.0, 1000.0, 500.0)
    (group,) = found.items
    assert isinstance(group, Group)
    (shape,) = group.items
    assert isinstance(shape, Outline)
    assert shape.stroke is not None
    assert group.clip is not None
    assert (corners(shape), shape.stroke.width) == ((200, 0, 900, 400), 1.0)
    assert corners(group.clip) == (0, 0, 500, 500)


def test_what_is_cut_away_makes_the_rest_larger() -> None:
    target = (0.0, 0.0, 100.0, 100.0)
    (inner,) = placed(played(emf(RECTANGLE)), target, (0.5, 0.0, 0.0, 0.0), target).items
    assert isinstance(inner, Group)
    assert inner.matrix == pytest.approx((0.2, 0, 0, 0.2, -100, 0))


def test_window_and_viewport_map_points() -> None:
    mapping = (
        emf_record(17, "I", 8),
        emf_record(10, "ii", -100, -50),
        emf_record(9, "ii", 200, 100),
        emf_record(12, "ii", 10, 20),
        emf_record(11, "ii", 400, 400),
    )
    found = outline(emf(*mapping, emf_record(43, "4i", -100, -50, 0, 0)))
    assert corners(found) == (10, 20, 210, 220)


def test_metric_units_count_upwards() -> None:
    found = outline(emf(emf_record(17, "I", 3), emf_record(43, "4i", 0, 0, 1000, -500)))
    assert corners(found) == (0, 0, 100, 50)  # hundredths of a millimetre at ten pixels each


def test_the_world_transform_comes_first_and_widens_pens() -> None:
    pen = emf_record(38, "IIiiI", 2, 0, 3, 0, GREEN) + emf_record(37, "I", 2)
    move = emf_record(35, "6f", 2, 0, 0, 2, 10, 10)
    then = emf_record(36, "6fI", 1, 0, 0, 1, 5, 0, 2)
    found = outline(emf(pen, move, then, emf_record(43, "4i", 0, 0, 10, 10)))
    assert corners(found) == (20, 10, 40, 30)
    assert found.stroke is not None
    assert found.stroke.width == 6.0


def test_a_state_that_was_saved_comes_back() -> None:
    change = emf_record(33) + emf_record(37, "I", 0x80000005) + emf_record(34, "i", -1)
    assert outline(emf(RED_BRUSH, change, RECTANGLE)).fill == Solid(Colour("FF0000"))


def test_figures_of_small_numbers_are_one_shape() -> None:
    points = struct.pack("<16h", 0, 0, 90, 0, 90, 90, 0, 90, 30, 30, 60, 30, 60, 60, 30, 60)
    figures = emf_record(91, "4iII2I", 0, 0, 0, 0, 2, 8, 4, 4, tail=points)
    found = outline(emf(RED_BRUSH, NO_PEN, figures))
    assert [letter for letter, _ in found.segments].count("Z") == 2
    assert found.even_odd


def test_a_path_is_filled_as_a_whole() -> None:
    curve = struct.pack("<6h", 10, 0, 20, 10, 20, 20)
    path = (
        emf_record(59),
        emf_record(27, "ii", 0, 0),
        emf_record(88, "4iI", 0, 0, 0, 0, 3, tail=curve),
        emf_record(54, "ii", 0, 20),
        emf_record(61),
        emf_record(60),
        emf_record(62, "4i", 0, 0, 0, 0),
    )
    found = outline(emf(RED_BRUSH, *path))
    assert found.segments == (
        ("M", (0.0, 0.0)), ("C", (10.0, 0.0, 20.0, 10.0, 20.0, 20.0)), ("L", (0.0, 20.0)),
        ("Z", ()),
    )  # fmt: skip
    assert found.stroke is None


@pytest.mark.parametrize(
    ("kind", "closing"), [(45, ""), (46, "Z"), (47, "Z")], ids=["arc", "chord", "pie"]
)
def test_arcs_run_against_the_clock(kind: int, closing: str) -> None:
    arc = emf_record(kind, "8i", 0, 0, 200, 200, 200, 100, 100, 0)
    found = outline(emf(RED_BRUSH, arc))
    assert found.segments[0] == ("M", (200.0, 100.0))  # from three o'clock up to twelve
    assert found.segments[1][1][4:] == pytest.approx((100, 0))
    assert (found.segments[-1][0] == "Z") == bool(closing)
    assert (found.fill is not None) == bool(closing)


def test_an_ellipse_touches_its_box() -> None:
    found = outline(emf(RED_BRUSH, NO_PEN, emf_record(42, "4i", 100, 50, 300, 150)))
    assert corners(found) == (100, 50, 300, 150)


def test_hatches_are_patterns_on_the_background() -> None:
    hatched = emf_record(39, "IIII", 1, 2, RED, 4) + emf_record(37, "I", 1)
    ground = emf_record(25, "I", GREEN)
    found = outline(emf(hatched, ground, NO_PEN, RECTANGLE))
    assert found.fill == Pattern("cross", Colour("FF0000"), Colour("00FF00"))


def region(*boxes: tuple[int, int, int, int]) -> bytes:
    head = struct.pack("<4I4i", 32, 1, len(boxes), 16 * len(boxes), 0, 0, 0, 0)
    return head + b"".join(struct.pack("<4i", *box) for box in boxes)


def test_a_region_is_filled_with_its_own_brush() -> None:
    body = region((10, 20, 30, 40), (50, 20, 60, 40))
    brush = emf_record(39, "IIII", 2, 0, GREEN, 0)
    filled = emf_record(71, "4iII", 0, 0, 0, 0, len(body), 2, tail=body)
    one, two = played(emf(RED_BRUSH, brush, filled, NO_PEN, RECTANGLE)).items
    assert isinstance(one, Outline)
    assert isinstance(two, Outline)
    assert (corners(one), one.fill) == ((10, 20, 60, 40), Solid(Colour("00FF00")))
    assert two.fill == Solid(Colour("FF0000"))  # the brush of before is back


def test_a_clip_of_several_rectangles_is_one_outline() -> None:
    body = region((10, 20, 30, 40), (50, 20, 60, 40))
    clip = emf_record(75, "II", len(body), 5, tail=body)
    group = only(emf(clip, RED_BRUSH, RECTANGLE))
    assert isinstance(group, Group)
    assert group.clip is not None
    assert corners(group.clip) == (10, 20, 60, 40)


@pytest.mark.parametrize(("mode", "end"), [(0, (110.0, 20.0)), (1, (10.0, 70.0))])
def test_a_gradient_runs_from_corner_to_corner(mode: int, end: tuple[float, float]) -> None:
    corner = struct.pack("<ii4H", 10, 20, 0xFF00, 0, 0, 0)
    other = struct.pack("<ii4H", 110, 70, 0, 0, 0xFF00, 0)
    record = emf_record(
        118, "4i3I", 0, 0, 0, 0, 2, 1, mode, tail=corner + other + struct.pack("<II", 0, 1)
    )
    stops = ((0.0, Colour("FF0000")), (1.0, Colour("0000FF")))
    found = outline(emf(record))
    assert found.fill == Gradient(GradientShape.LINEAR, stops, (10.0, 20.0), end)
    assert corners(found) == (10, 20, 110, 70)


def font(height: int = -40, angle: int = 0, weight: int = 400, family: str = "Georgia") -> bytes:
    name = family.encode("utf-16-le").ljust(64, b"\0")
    made = emf_record(82, "I5i8B", 3, height, 0, angle, 0, weight, *[0] * 8, tail=name)
    return made + emf_record(37, "I", 3) + emf_record(18, "I", 1)


def text_out(text: str, x: int, y: int, step: int = 0) -> bytes:
    raw = text.encode("utf-16-le")
    raw += bytes(-len(raw) % 4)
    steps = struct.pack(f"<{len(text)}I", *[step] * len(text)) if step else b""
    return emf_record(
        84, "4iIffiiIII4iI", 0, 0, 0, 0, 1, 1, 1, x, y, len(text), 76, 0, 0, 0, 0, 0,
        76 + len(raw) if step else 0, tail=raw + steps,
    )  # fmt: skip


def written(data: bytes) -> tuple[TextRun, tuple[float, float]]:
    """Return the one text of a metafile, and where its corner lies."""
    group = only(data)
    assert isinstance(group, Group)
    (run,) = group.items
    assert isinstance(run, TextRun)
    return run, group.matrix[4:]


def test_a_text_has_its_font_and_the_width_of_its_steps() -> None:
    run, at = written(emf(font(), emf_record(22, "I", 24), text_out("Ab c", 50, 60, 30)))
    assert (run.text, run.size, run.width, run.baseline) == ("Ab c", 40, 120, 0)
    assert (run.face.latin, run.face.bold, at) == ("Georgia", False, (50, 60))


@pytest.mark.parametrize(("align", "x"), [(24, 0.0), (24 | 6, -40.0), (24 | 2, -80.0)])
def test_a_text_is_aligned_by_what_it_measures(align: int, x: float) -> None:
    run, _ = written(emf(font(), emf_record(22, "I", align), text_out("Abcd", 50, 60)))
    assert (run.x, run.width) == (x, 80)


def test_a_text_at_its_top_stands_below_the_point() -> None:
    run, _ = written(emf(font(), text_out("Abcd", 50, 60)))
    assert 30 < run.baseline < 40


def test_a_turned_text_turns_against_the_clock() -> None:
    group = only(emf(font(angle=900), emf_record(22, "I", 24), text_out("Up", 50, 60)))
    assert isinstance(group, Group)
    assert group.matrix == pytest.approx((0, -1, 1, 0, 50, 60))


def test_an_opaque_text_covers_what_lies_behind() -> None:
    opaque = emf_record(18, "I", 2) + emf_record(25, "I", GREEN)
    group = only(emf(font(), opaque, text_out("Abcd", 50, 60)))
    assert isinstance(group, Group)
    ground, run = group.items
    assert isinstance(ground, Outline)
    assert ground.fill == Solid(Colour("00FF00"))
    assert isinstance(run, TextRun)


def test_clips_cut_each_other() -> None:
    clips = emf_record(30, "4i", 0, 0, 200, 200) + emf_record(30, "4i", 100, 50, 400, 400)
    group = only(emf(clips, RED_BRUSH, RECTANGLE))
    assert isinstance(group, Group)
    assert group.clip is not None
    assert corners(group.clip) == (100, 50, 200, 200)


def test_a_clip_that_leaves_nothing_shows_nothing() -> None:
    clips = emf_record(30, "4i", 0, 0, 10, 10) + emf_record(30, "4i", 100, 50, 400, 400)
    assert played(emf(clips, RED_BRUSH, RECTANGLE)).items == ()


def test_a_clip_ends_with_its_state() -> None:
    clip = emf_record(33) + emf_record(30, "4i", 0, 0, 10, 10) + emf_record(34, "i", -1)
    assert outline(emf(clip, RED_BRUSH, RECTANGLE)).fill is not None


def stretch_dib(target: tuple[int, ...], source: tuple[int, ...]) -> bytes:
    header, pixels = bitmap(4, 4)
    x, y, across, down = target
    return emf_record(
        81, "4i6i6I2i", 0, 0, 0, 0, x, y, *source, 80, len(header), 80 + len(header), len(pixels),
        0, 0x00CC0020, across, down, tail=header + pixels,
    )  # fmt: skip


def test_a_bitmap_lies_in_its_place_and_only_its_part_is_shown() -> None:
    group = only(emf(stretch_dib((100, 50, 200, 100), (0, 1, 4, 2))))
    assert isinstance(group, Group)
    assert group.matrix == (200.0, 0.0, 0.0, 100.0, 100.0, 50.0)
    (fill,) = group.items
    assert isinstance(fill, PictureFill)
    assert fill.picture.media_type == "image/bmp"
    assert fill.picture.data[:2] == b"BM"
    assert fill.source == (0, 0.25, 0, 0.25)


def test_a_height_below_nothing_turns_a_bitmap_over() -> None:
    group = only(emf(stretch_dib((100, 150, 200, -100), (0, 0, 4, 4))))
    assert isinstance(group, Group)
    assert group.matrix == (200, 0, 0, -100, 100, 150)


def test_opacity_of_single_pixels_stays() -> None:
    header, pixels = bitmap(2, 2, 32)
    blend = emf_record(
        114, "4i4i4B2i6fII4I2i", 0, 0, 0, 0, 0, 0, 100, 100, 0, 0, 255, 1, 0, 0, 1, 0, 0, 1, 0, 0,
        0, 0, 108, len(header), 108 + len(header), len(pixels), 2, 2, tail=header + pixels,
    )  # fmt: skip
    group = only(emf(blend))
    assert isinstance(group, Group)
    (fill,) = group.items
    assert isinstance(fill, PictureFill)
    assert fill.picture.media_type == "image/png"


def test_a_block_without_a_bitmap_is_painted_with_the_brush() -> None:
    block = emf_record(
        76, "4i4iI2i6fII4I", 0, 0, 0, 0, 10, 20, 30, 40, 0x00F00021, 0, 0, *[0] * 6, *[0] * 6
    )
    found = outline(emf(RED_BRUSH, block))
    assert (corners(found), found.fill) == ((10, 20, 40, 60), Solid(Colour("FF0000")))


def test_what_is_not_known_is_left_out_and_said() -> None:
    found = played(emf(RED_BRUSH, emf_record(97, "I", 1), RECTANGLE))
    assert (len(found.items), found.left_out) == (1, 1)
    assert found.complaint == "1 of 6 instructions of a metafile"


def test_a_few_unknown_among_many_are_not_worth_a_word() -> None:
    found = played(emf(RED_BRUSH, emf_record(97, "I", 1), *[RECTANGLE] * 40))
    assert (found.left_out, found.complaint) == (1, "")


def test_drawings_of_the_newest_kind_alone_are_none() -> None:
    plus = b"EMF+" + struct.pack("<HHIIIIII", 0x4001, 0, 28, 16, 0xDBC01002, 0, 96, 96)
    assert play(emf(emf_record(70, "I", len(plus), tail=plus)), measure) is None


def test_an_empty_metafile_is_an_empty_picture() -> None:
    found = played(emf())
    assert (found.items, found.complaint) == ((), "")


# ----------------------------------------------------------------------------------- the older kind
WMF_RED = wmf_record(0x02FC, "HIH", 0, RED, 0)
WMF_BOX = wmf_record(0x041B, "4h", 200, 300, 100, 100)


def chosen(place: int) -> bytes:
    return wmf_record(0x012D, "H", place)


def test_an_old_metafile_fills_the_box_of_its_header() -> None:
    found = played(wmf(WMF_RED, chosen(0), WMF_BOX))
    assert found.frame == (0.0, 0.0, 1000.0, 500.0)
    (shape,) = found.items
    assert isinstance(shape, Outline)
    assert (corners(shape), shape.fill) == ((100, 100, 300, 200), Solid(Colour("FF0000")))


def test_without_such_a_header_the_first_window_counts() -> None:
    window = wmf_record(0x020B, "hh", 10, 20) + wmf_record(0x020C, "hh", 100, 200)
    found = played(wmf(window, WMF_RED, chosen(0), wmf_record(0x041B, "4h", 60, 120, 10, 20),
                       box=None))  # fmt: skip
    assert found.frame == (0.0, 0.0, 200.0, 100.0)
    (shape,) = found.items
    assert isinstance(shape, Outline)
    assert corners(shape) == (0, 0, 100, 50)


def test_a_new_object_takes_the_first_place_that_is_free() -> None:
    green = wmf_record(0x02FC, "HIH", 0, GREEN, 0)
    pen = wmf_record(0x02FA, "HhhI", 5, 0, 0, 0)
    records = (WMF_RED, pen, wmf_record(0x01F0, "H", 0), green, chosen(0), chosen(1), WMF_BOX)
    (shape,) = played(wmf(*records)).items
    assert isinstance(shape, Outline)
    assert (shape.fill, shape.stroke) == (Solid(Colour("00FF00")), None)


def test_an_old_text_is_read_in_its_character_set() -> None:
    name = b"Arial".ljust(32, b"\0")
    made = wmf_record(0x02FB, "5h8B", -40, 0, 0, 0, 700, 0, 0, 0, 204, 0, 0, 0, 0, tail=name)
    clear = wmf_record(0x0102, "H", 1)
    raw = "Да".encode("cp1251")
    text = wmf_record(0x0521, "h", len(raw), tail=raw + struct.pack("<hh", 60, 50))
    run, at = written(wmf(made, chosen(0), clear, text))
    assert (run.text, run.size, run.face.bold, at) == ("Да", 40, True, (50, 60))


def test_an_old_bitmap_is_a_picture() -> None:
    header, pixels = bitmap()
    values = (0x00CC0020, 0, 2, 2, 0, 0, 100, 200, 10, 20)
    record = wmf_record(0x0F43, "IH8h", *values, tail=header + pixels)
    group = only(wmf(record))
    assert isinstance(group, Group)
    assert group.matrix == (200, 0, 0, 100, 20, 10)


def test_packed_metafiles_are_unpacked() -> None:
    assert played(gzip.compress(emf(RED_BRUSH, RECTANGLE))).items
    assert play(b"\x1f\x8b" + bytes(20), measure) is None


# --------------------------------------------------------------------------------------- wild input
PIECES = [
    RED_BRUSH, NO_PEN, NO_BRUSH, RECTANGLE, font(), text_out("Abc", 1, 2, 3), emf_record(33),
    emf_record(34, "i", -1), emf_record(59), emf_record(60), emf_record(64), emf_record(67, "I", 5),
    stretch_dib((1, 2, 3, 4), (0, 0, 4, 4)), emf_record(35, "6f", 1, 0, 0, 1, 0, 0),
    emf_record(17, "I", 8), emf_record(9, "ii", 5, 5), emf_record(86, "4iI4h", *[1] * 9),
    emf_record(47, "8i", *range(8)), emf_record(75, "II", 0, 5), emf_record(29, "4i", 1, 2, 3, 4),
]  # fmt: skip
OLD_PIECES = [
    WMF_RED, chosen(0), WMF_BOX, wmf_record(0x01F0, "H", 0), wmf_record(0x001E),
    wmf_record(0x0127, "h", -1), wmf_record(0x020C, "hh", 7, 7),
    wmf_record(0x0817, "8h", *range(8)),
    wmf_record(0x0538, "3H8h", 2, 2, 2, *range(8)), wmf_record(0x06FF, "11h", *range(11)),
    wmf_record(0x012C, "H", 0), wmf_record(0x0A32, "hhhH", 1, 2, 3, 6, tail=bytes(20)),
]  # fmt: skip


def damaged(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    found = bytearray(data)
    for place, value in changes:
        found[place % len(found)] = value
    return bytes(found)


CHANGES = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=12)


@given(st.lists(st.sampled_from(PIECES), max_size=12), CHANGES, st.integers(0, 2000))
def test_damaged_metafiles_end_in_a_drawing_or_in_nothing(
    pieces: list[bytes], changes: list[tuple[int, int]], length: int
) -> None:
    data = damaged(emf(*pieces), changes)
    for one in (data, data[:length]):
        found = play(one, measure)
        assert found is None or all(isinstance(item, Outline | Group) for item in found.items)


@given(st.lists(st.sampled_from(OLD_PIECES), max_size=12), CHANGES, st.integers(0, 2000))
def test_damaged_old_metafiles_end_in_a_drawing_or_in_nothing(
    pieces: list[bytes], changes: list[tuple[int, int]], length: int
) -> None:
    data = damaged(wmf(*pieces), changes)
    for one in (data, data[:length]):
        found = play(one, measure)
        assert found is None or all(isinstance(item, Outline | Group) for item in found.items)


@given(st.binary(max_size=400))
def test_anything_at_all_ends_in_a_drawing_or_in_nothing(data: bytes) -> None:
    for start in (b"", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", emf()[:88]):
        found = play(start + data, measure)
        assert found is None or found.left_out <= found.all


def test_more_instructions_than_anybody_needs_are_cut_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("briefing_app.render.metafiles._MOST_RECORDS", 20)
    found = played(emf(RED_BRUSH, *[RECTANGLE] * 50))
    assert found.cut_short
    assert "too long" in found.complaint
    assert len(list(within(found.items))) == 17
