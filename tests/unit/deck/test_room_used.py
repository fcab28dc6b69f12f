"""Exhibits and summaries use the room they have: larger type and air, measured, never clipped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.palette import palette_of
from briefing_app.deck import table_layout
from briefing_app.deck.drawn_shapes import DrawnLine, DrawnShape
from briefing_app.deck.drawn_text import Gauge
from briefing_app.deck.lay_out import lay_out
from briefing_app.deck.slide_writer import SlideWriter
from briefing_app.deck.table_layout import (
    MOST_COMPARED_PT,
    MOST_PT,
    SIZES_PT,
    TableLayout,
    fitted_table,
)
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.deck.timeline_shapes import Timeline
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.exhibit_spec import TimelineEvent, TimelineSpec
from briefing_app.model.geometry import Box, cm
from briefing_app.model.slide_plan import (
    LaidOutSlide,
    PlannedExhibit,
    PlannedSlide,
    PlannedText,
    Role,
    SlideKind,
    SlidePlan,
    SlotFill,
)
from briefing_app.ooxml.theme import FontSet
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.shipped_files import load_template

BOX = Box(cm(1.27), cm(5.45), cm(31.3), cm(10.8))
YEARS = ("Region", "2019", "2020", "2021")


def figures(rows: int) -> TableSpec:
    cells = tuple((f"Region {n}", "1,234.5", "2,345.6", "3.4") for n in range(rows))
    return TableSpec(YEARS, cells, (False, True, True, True))


COMPARED = TableSpec(
    ("", "China", "United States"),
    tuple((name, "A global public good", "A race to win") for name in ("Aim", "View", "Tools")),
    (False, False, False),
    compares=True,
)


def test_a_small_table_is_set_larger_and_fills_its_place(
    template: TemplateProfile, metrics: Metrics
) -> None:
    layout = fitted_table(figures(7), BOX, template.theme.minor, metrics, MOST_PT)
    assert layout.size_pt == MOST_PT
    assert 0.6 <= layout.height / BOX.cy <= 0.9
    compared = fitted_table(COMPARED, BOX, template.theme.minor, metrics, MOST_COMPARED_PT)
    assert compared.size_pt == MOST_COMPARED_PT
    assert 0.5 <= compared.height / BOX.cy <= 0.9


def test_a_dense_table_is_as_it_was(template: TemplateProfile, metrics: Metrics) -> None:
    dense = fitted_table(figures(15), BOX, template.theme.minor, metrics, MOST_PT)
    assert dense == fitted_table(figures(15), BOX, template.theme.minor, metrics)
    assert dense.size_pt <= SIZES_PT[0]


@given(rows=st.integers(1, 40), columns=st.integers(1, 12), words=st.integers(1, 9))
def test_larger_type_never_leaves_the_place(
    rows: int, columns: int, words: int, template: TemplateProfile, metrics: Metrics
) -> None:
    row = ("word " * words, *("1,234,567.8",) * columns)
    spec = TableSpec(("Head",) * (columns + 1), (row,) * rows, (False, *(True,) * columns))
    usual = fitted_table(spec, BOX, template.theme.minor, metrics)
    large = fitted_table(spec, BOX, template.theme.minor, metrics, MOST_PT)
    assert (large.height <= BOX.cy) == (usual.height <= BOX.cy)
    assert large.figures_fit == usual.figures_fit
    assert sum(large.widths) == BOX.cx


def test_lines_that_would_break_keep_the_usual_size(
    template: TemplateProfile, metrics: Metrics
) -> None:
    """Larger type is no gain where every row of it needs a second line."""
    narrow = Box(0, 0, cm(7.5), cm(12))
    row = ("Population of the region", "1,234.5")
    spec = TableSpec(("Head", "2020"), (row,) * 4, (False, True))
    layout = fitted_table(spec, narrow, template.theme.minor, metrics, MOST_PT)
    assert layout.size_pt < MOST_PT
    assert layout.heights[1] < cm(1.2)


@pytest.mark.parametrize("beside", [False, True])
def test_a_table_beside_messages_keeps_to_their_size(
    beside: bool, template: TemplateProfile, metrics: Metrics
) -> None:
    slide = PlannedSlide(
        "t", SlideKind.TOPIC, "T",
        messages=(PlannedText("Text"),) * beside, exhibit=PlannedExhibit("t#data", figures(4)),
    )  # fmt: skip
    laid_out = lay_out(SlidePlan("Deck", (slide,), ()), template, metrics)
    writer = SlideWriter.of(template, metrics, "en", clean=True)
    xml = writer.write(laid_out.slides[0], 1).slide_xml.decode()
    assert ('sz="1400"' in xml.partition("<a:tbl>")[2].partition("</a:tbl>")[0]) != beside


def summary(count: int, words: int) -> PlannedSlide:
    lines = tuple(PlannedText("word " * words, f"Headline {n} of topic") for n in range(count))
    return PlannedSlide("summary", SlideKind.SUMMARY, "Summary", messages=lines)


def messages_of(slide: LaidOutSlide) -> SlotFill:
    return next(fill for fill in slide.fills if fill.role is Role.MESSAGES)


@pytest.mark.parametrize(("count", "words", "supported"), [(8, 12, True), (9, 60, False)])
def test_a_summary_supports_its_headlines_where_all_of_it_fits(
    count: int, words: int, supported: bool, template: TemplateProfile, metrics: Metrics
) -> None:
    slides = lay_out(SlidePlan("D", (summary(count, words),), ()), template, metrics).slides
    assert len(slides) == 1
    shown = messages_of(slides[0]).paragraphs
    assert len(shown) == count
    assert {bool(line.text) for line in shown} == {supported}


def test_a_few_lines_of_a_summary_are_moved_apart(
    template: TemplateProfile, metrics: Metrics
) -> None:
    few, many = (
        messages_of(
            lay_out(SlidePlan("D", (summary(count, 60),), ()), template, metrics).slides[0]
        ).before_pt
        for count in (9, 16)
    )
    assert few > 10
    assert many < few


def test_the_unit_is_said_below_a_standfirst_that_leaves_it_out(
    template: TemplateProfile, metrics: Metrics
) -> None:
    spec = replace(figures(3), unit="€ m")
    title = PlannedText("Sales by region, € m, 2019")
    slide = PlannedSlide(
        "t", SlideKind.TOPIC, "Sales grow", standfirst="All regions sell more",
        exhibit=PlannedExhibit("t#data", spec, title=title),
    )  # fmt: skip

    def standfirst(shown: PlannedSlide) -> list[str]:
        laid_out = lay_out(SlidePlan("Deck", (shown,), ()), template, metrics).slides[0]
        found = next(fill for fill in laid_out.fills if fill.role is Role.STANDFIRST)
        return [text.text for text in found.paragraphs]

    assert standfirst(slide) == ["All regions sell more", title.text]
    told = replace(slide, standfirst="Sales in € m")
    assert standfirst(told) == ["Sales in € m"]
    long = replace(slide, standfirst="All of the regions sell more than they did before " * 4)
    assert title.text not in standfirst(long)


def test_a_title_without_a_unit_is_said_where_a_layout_has_no_place_for_it(
    template: TemplateProfile, metrics: Metrics
) -> None:
    slide = PlannedSlide(
        "t", SlideKind.TOPIC, "Sales grow", standfirst="All regions sell more",
        exhibit=PlannedExhibit("t#data", figures(3), title=PlannedText("Outlets by region")),
    )  # fmt: skip

    def standfirst(shown: PlannedSlide) -> list[str]:
        laid_out = lay_out(SlidePlan("Deck", (shown,), ()), template, metrics).slides[0]
        found = next(fill for fill in laid_out.fills if fill.role is Role.STANDFIRST)
        return [text.text for text in found.paragraphs]

    assert standfirst(slide) == ["All regions sell more", "Outlets by region"]
    for told in (
        replace(slide, standfirst="Outlets by region: all of them"),
        replace(slide, title="Outlets by region grow"),
    ):
        assert standfirst(told) == [told.standfirst]


def test_labels_of_a_timeline_read_from_the_left_and_it_stands_in_the_middle(
    template: TemplateProfile, metrics: Metrics
) -> None:
    gauge, palette = Gauge(template.theme.minor, metrics), palette_of(template.theme.colours)
    events = tuple(
        TimelineEvent(day, "July 2025", "An action plan of the government", detail="Concrete steps")
        for day in (738_900.0, 739_450.0, 739_450.0)
    )
    drawn = Timeline(TimelineSpec(events), BOX, palette, gauge).drawn()
    labels = [s for s in drawn.shapes if isinstance(s, DrawnShape) and s.name.startswith("Event")]
    assert {label.align for label in labels} == {"l"}
    assert {text.size_pt for label in labels for text in label.texts} == {14.0}
    stems = [s for s in drawn.shapes if isinstance(s, DrawnLine) and s.name.startswith("Stem")]
    for label, stem in zip(labels, stems, strict=True):
        assert stem.start[0] == stem.end[0] < label.box.x
        assert label.box.right <= BOX.right
    tops = [s.box.y for s in drawn.shapes if isinstance(s, DrawnShape)]
    above, below = min(tops) - BOX.y, BOX.bottom - drawn.box.bottom
    assert 0.5 <= above / below <= 1.5


def test_the_second_page_of_a_radar_uses_its_height() -> None:
    page = next(
        layout
        for layout in load_template("radar-a4").layouts
        if layout.name == "Radar continuation, two exhibits"
    )
    upper, lower, source, foot = (
        page.slot(role)
        for role in (Role.EXHIBIT, Role.SECOND_EXHIBIT, Role.SOURCE, Role.PAGE_NUMBER)
    )
    assert upper is not None
    assert lower is not None
    assert source is not None
    assert foot is not None
    assert abs(upper.box.cy - lower.box.cy) < cm(1)
    assert upper.box.cy + lower.box.cy > cm(29.7) * 0.65
    assert foot.box.y - source.box.bottom < cm(0.7)


def test_what_is_compared_by_stands_on_one_line(
    template: TemplateProfile, metrics: Metrics
) -> None:
    """Its column is as wide as its longest name in bold, and nothing else moves it to the right."""
    for name in ("人工智能定位", "Instruments of power"):
        spec = replace(COMPARED, rows=(("A", "B", "C"), (name, "B", "C")))
        layout = fitted_table(spec, BOX, template.theme.minor, metrics, MOST_COMPARED_PT)
        first, second = layout.heights[1:]
        assert second == pytest.approx(first, rel=0.06)


def test_a_table_that_no_size_makes_fit_is_set_twice_at_most(
    template: TemplateProfile, metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[float] = []
    set_at = table_layout.layout_table

    def noted(
        spec: TableSpec, box: Box, fonts: FontSet, measured: Metrics, size_pt: float
    ) -> TableLayout:
        sizes.append(size_pt)
        return set_at(spec, box, fonts, measured, size_pt)

    monkeypatch.setattr(table_layout, "layout_table", noted)
    layout = fitted_table(figures(400), BOX, template.theme.minor, metrics)
    assert layout.size_pt == min(table_layout.SIZES_PT)
    assert len(sizes) == 2
