"""Timelines and tiles as shapes: nothing collides, nothing leaves its place, all is measured."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing_app.charts.palette import Palette, palette_of
from briefing_app.deck.drawn_shapes import Drawn, DrawnLine, DrawnShape, group_xml
from briefing_app.deck.drawn_text import Gauge
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.deck.text_body import RunFormat
from briefing_app.deck.tile_shapes import Tiles
from briefing_app.deck.timeline_axis import periods, spread
from briefing_app.deck.timeline_shapes import Timeline
from briefing_app.model.exhibit_spec import (
    Judgement,
    Tile,
    TilesSpec,
    TimelineEvent,
    TimelineSpec,
)
from briefing_app.model.geometry import Box, cm
from briefing_app.ooxml.elements import Xml
from briefing_app.typeset.metrics import Metrics

WIDE, TALL = Box(cm(1), cm(5), cm(31), cm(7)), Box(cm(2), cm(4), cm(8), cm(16))
WORDS = "Act on shared rules for large models and their makers".split()
NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


@pytest.fixture(scope="module")
def palette(template: TemplateProfile) -> Palette:
    return palette_of(template.theme.colours)


@pytest.fixture(scope="module")
def gauge(template: TemplateProfile, metrics: Metrics) -> Gauge:
    return Gauge(template.theme.minor, metrics)


def overlap(one: Box, other: Box) -> bool:
    apart = one.right <= other.x or other.right <= one.x
    return not (apart or one.bottom <= other.y or other.bottom <= one.y)


def texts_of(drawn: Drawn) -> list[DrawnShape]:
    return [s for s in drawn.shapes if isinstance(s, DrawnShape) and s.texts]


def check(drawn: Drawn, box: Box, gauge: Gauge) -> None:
    """Texts stand apart and in their place; each is as high as its box allows."""
    texts = texts_of(drawn)
    for one, other in itertools.combinations(texts, 2):
        assert not overlap(one.box, other.box), (one.name, other.name)
    for shape in texts:
        inner = shape.box
        assert box.x <= inner.x
        assert inner.right <= box.right + 1
        assert box.y <= inner.y
        assert inner.bottom <= box.bottom + 1
        assert gauge.height(shape.texts, inner.width_pt) <= inner.height_pt + 0.1
        assert max(map(gauge.widest_word, shape.texts)) <= inner.width_pt + 0.1


@st.composite
def events(draw: st.DrawFn) -> tuple[TimelineEvent, ...]:
    days = sorted(draw(st.lists(st.integers(690_000, 740_000), min_size=1, max_size=9)))
    lengths = draw(st.lists(st.integers(1, 10), min_size=len(days), max_size=len(days)))
    return tuple(
        TimelineEvent(day, f"{day}", " ".join(WORDS[:length]), WORDS[0] * (length % 2))
        for day, length in zip(days, lengths, strict=True)
    )


@pytest.mark.parametrize("box", [WIDE, TALL])
@given(found=events())
def test_labels_of_a_timeline_never_collide(
    found: tuple[TimelineEvent, ...], box: Box, palette: Palette, gauge: Gauge
) -> None:
    drawn = Timeline(TimelineSpec(found), box, palette, gauge).drawn()
    if not drawn.findings:
        check(drawn, box, gauge)
    events_shown = [s for s in texts_of(drawn) if s.name.startswith("Event ")]
    assert len(events_shown) == len(found)


def test_events_stand_true_to_distance(palette: Palette, gauge: Gauge) -> None:
    days = (736_000.0, 736_500.0, 738_000.0)
    spec = TimelineSpec(tuple(TimelineEvent(day, str(day), "Event") for day in days))
    drawn = Timeline(spec, WIDE, palette, gauge).drawn()
    marks = [s for s in drawn.shapes if isinstance(s, DrawnShape) and s.preset == "ellipse"]
    first, second, third = (mark.box.x + mark.box.cx / 2 for mark in marks)
    assert (third - first) / (second - first) == pytest.approx(2000 / 500, rel=1e-3)


def test_type_is_no_larger_than_a_page_allows(palette: Palette, gauge: Gauge) -> None:
    spec = TimelineSpec((TimelineEvent(736_000.0, "2016", "Event"),))
    for most in (14.0, 11.0):
        drawn = Timeline(spec, WIDE, palette, gauge, most).drawn()
        (label,) = (shape for shape in texts_of(drawn) if shape.name == "Event 1")
        assert {text.size_pt for text in label.texts} == {most}


def test_lines_to_labels_do_not_cross(palette: Palette, gauge: Gauge) -> None:
    spec = TimelineSpec(
        tuple(TimelineEvent(736_000.0 + d, "date", "An event") for d in (0, 5, 9, 12, 700))
    )
    drawn = Timeline(spec, WIDE, palette, gauge).drawn()
    lines = [s for s in drawn.shapes if isinstance(s, DrawnLine) and s.name.startswith("Line")]
    for row in {line.start[1] for line in lines}:
        side = [line for line in lines if line.start[1] == row]
        assert sorted(side, key=lambda line: line.start[0]) == sorted(
            side, key=lambda line: (line.end[0], line.start[0])
        )


def test_what_does_not_fit_is_said(palette: Palette, gauge: Gauge) -> None:
    long = " ".join(WORDS * 6)
    spec = TimelineSpec(tuple(TimelineEvent(736_000.0 + n, "d", long) for n in range(20)))
    drawn = Timeline(spec, WIDE, palette, gauge).drawn()
    assert [finding.code for finding in drawn.findings] == ["timeline-too-full"]


@given(
    wanted=st.lists(st.floats(-50, 900), min_size=1, max_size=8).map(sorted),
    width=st.floats(1, 60),
)
def test_boxes_are_spread_within_their_room(wanted: Sequence[float], width: float) -> None:
    room, gap = 800.0, 10.0
    places = spread(wanted, width, gap, room)
    assert min(places) >= -1e-6
    assert max(places) + width <= room + 1e-6
    for one, other in itertools.pairwise(places):
        assert other - one >= width + gap - 1e-6


def test_boxes_with_room_stay_where_they_belong() -> None:
    assert spread([10.0, 200.0, 500.0], 50.0, 10.0, 800.0) == [10.0, 200.0, 500.0]


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (738_500.0, 738_700.0, ["Dec 2022", "Jan 2023", "Feb"]),
        (736_000.0, 736_900.0, ["2016", "2017", "2018"]),
        (690_000.0, 738_000.0, ["1880", "1890", "1900"]),
    ],
)
def test_periods_are_months_or_as_many_years_as_there_is_room(
    first: float, last: float, names: list[str]
) -> None:
    found = periods(first, last, "en")
    shown = [period.name for period in found]
    assert all(name in shown for name in names[1:]), shown
    assert len(found) <= 15
    assert found[0].since <= first
    assert last <= found[-1].until
    for one, other in itertools.pairwise(found):
        assert one.until == other.since


@given(
    count=st.integers(1, 8),
    label=st.integers(1, 10),
    figure=st.sampled_from(["7", "1,234 bn", "−12.5%"]),
    box=st.sampled_from([WIDE, TALL]),
)
def test_tiles_stand_apart_with_figures_of_one_size(
    count: int, label: int, figure: str, box: Box, palette: Palette, gauge: Gauge
) -> None:
    tile = Tile(figure, " ".join(WORDS[:label]), "+1%", Judgement.BETTER)
    drawn = Tiles(TilesSpec((tile,) * count), box, palette, gauge).drawn()
    if not drawn.findings:
        check(drawn, box, gauge)
    assert len({shape.texts[0].size_pt for shape in texts_of(drawn)}) == 1
    colours = {shape.texts[-1].colour for shape in texts_of(drawn)}
    assert colours == {palette.positive}


def test_tiles_take_the_columns_that_hold_them(palette: Palette, gauge: Gauge) -> None:
    spec = TilesSpec((Tile("9,120", "Trade, $ bn", "+310"),) * 8)
    small = Box(cm(1), cm(4), cm(12.5), cm(9))
    drawn = Tiles(spec, small, palette, gauge).drawn()
    assert drawn.findings == ()
    assert len(texts_of(drawn)) == 8
    check(drawn, small, gauge)


def test_tiles_that_do_not_fit_are_left_out_and_said(palette: Palette, gauge: Gauge) -> None:
    spec = TilesSpec((Tile("9,120", " ".join(WORDS * 2), "+310"),) * 8)
    small = Box(cm(1), cm(4), cm(12.5), cm(9))
    drawn = Tiles(spec, small, palette, gauge).drawn()
    (finding,) = drawn.findings
    assert finding.code == "tiles-too-full"
    held = len(texts_of(drawn))
    assert 1 <= held < 8
    assert f"holds {held} of 8" in finding.message
    check(drawn, small, gauge)


def test_details_give_way_before_events_do(palette: Palette, gauge: Gauge) -> None:
    detail = " ".join(WORDS * 8)
    spec = TimelineSpec(
        tuple(TimelineEvent(736_000.0 + 400 * n, "2016", "Event", detail) for n in range(6))
    )
    drawn = Timeline(spec, WIDE, palette, gauge).drawn()
    (finding,) = drawn.findings
    assert "details" in finding.message
    check(drawn, WIDE, gauge)


def test_a_group_names_its_shapes_and_marks_what_decorates(palette: Palette, gauge: Gauge) -> None:
    spec = TimelineSpec((TimelineEvent(736_000.0, "2016", "Event", "Detail", focus=True),))
    drawn = Timeline(spec, WIDE, palette, gauge).drawn()
    head = Xml('<p:cNvPr id="4" name="Exhibit"/>')
    group = group_xml(drawn, 4, head, Xml(""), RunFormat("en"), "topic:a#exhibit")
    spaces = 'xmlns:a="{a}" xmlns:p="{p}"'.format(**NAMESPACES)
    root = etree.fromstring(group.replace("<p:grpSp>", f"<p:grpSp {spaces}>", 1))
    names = [node.get("name") for node in root.iterfind(".//p:cNvPr", NAMESPACES)]
    ids = [node.get("id") for node in root.iterfind(".//p:cNvPr", NAMESPACES)]
    assert len(set(names)) == len(names) == len(set(ids))
    for shape in root.iterfind("p:sp", NAMESPACES):
        text = "".join(map(str, shape.itertext())).strip()
        assert (b"decorative" in etree.tostring(shape)) == (not text)
    assert drawn.alt_text == "Timeline: 2016 Event."
