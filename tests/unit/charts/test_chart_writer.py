from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing_app.charts.chart_check import check_chart
from briefing_app.charts.chart_writer import ChartStyle, can_chart, write_chart
from briefing_app.charts.families import FAMILIES
from briefing_app.charts.workbook_cells import parse_reference
from briefing_app.errors import NOWHERE
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.chart_spec import (
    ChartKind,
    ChartSpec,
    Decoration,
    Mark,
    Measure,
    SegmentLabels,
    Series,
)
from briefing_app.model.geometry import cm
from briefing_app.typeset.metrics import Metrics

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write

NS = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
}
ODD_NAMES = [
    "R&D",
    "<b>bold</b>",
    "“Quote\" and 'tick'",
    "😀 emoji",
    "</a:t>",
    "机械设备制造",
    "المملكة العربية السعودية",
    "two\nlines\tand a tab",
    "A name of two hundred characters " * 6,
    "",
    " ",
    "_x0041_",
    "\x07bell",
    "2024",
]
NAMES = st.sampled_from(ODD_NAMES) | st.text(max_size=12)
NUMBERS = (
    st.floats(-1e15, 1e15, allow_nan=False)
    | st.integers(-999, 999).map(lambda n: n / 10)
    | st.sampled_from([0.0, 1e15, 1e-9, -1e-9, 5e-324, float("inf"), float("nan")])
)
VALUES = NUMBERS | st.sampled_from(list(MissingKind)).map(lambda kind: Missing(kind, "n/a"))
CODES = st.sampled_from(
    [
        "General",
        "0",
        "0.0",
        "#,##0",
        "0%",
        "€ #,##0.0",
        "0.0,,",
        "#,##0;(#,##0)",
        'bad"',
        '"about "0',
    ]
)


AMOUNTS = (
    st.floats(0, 1e15)
    | st.integers(0, 999).map(lambda n: n / 10)
    | st.sampled_from([0.0, 1e-9, 5e-324, Missing(MissingKind.BLANK, "")])
)
DAYS = st.integers(45_000, 47_000).map(float) | st.sampled_from([61.0, Missing(MissingKind.BLANK)])
KIND_VALUES: dict[ChartKind, st.SearchStrategy[Any]] = {
    ChartKind.MARIMEKKO: AMOUNTS,
    ChartKind.MARIMEKKO_UNITS: AMOUNTS,
    ChartKind.BUTTERFLY: AMOUNTS,
    ChartKind.STACKED_WATERFALL: AMOUNTS,
    ChartKind.GANTT: DAYS,
    ChartKind.BULLET: AMOUNTS,
    ChartKind.FULL_COLUMN: AMOUNTS,
    ChartKind.FULL_BAR: AMOUNTS,
    ChartKind.PARETO: AMOUNTS,
}
ROWS = {
    ChartKind.WATERFALL: 1,
    ChartKind.HISTOGRAM: 1,
    ChartKind.PARETO: 1,
    ChartKind.BUTTERFLY: 2,
    ChartKind.GANTT: 2,
    ChartKind.SCATTER: 2,
    ChartKind.BUBBLE: 3,
}
"""How many series a kind has, where it is not any number."""


@st.composite
def specs(draw: st.DrawFn) -> ChartSpec:
    """Return any specification that can be a chart, and some that cannot."""
    kind = draw(st.sampled_from(list(FAMILIES)))
    count = 2 if kind is ChartKind.SLOPE else draw(st.integers(1, 9) | st.sampled_from([1, 40]))
    categories = tuple(draw(st.lists(NAMES, min_size=count, max_size=count)))
    rows = ROWS.get(kind) or draw(st.integers(1, 5) | st.just(12))
    values = KIND_VALUES.get(kind, VALUES)
    series = tuple(
        Series(
            draw(NAMES),
            tuple(draw(st.lists(values, min_size=count, max_size=count))),
            draw(CODES),
        )
        for _ in range(rows)
    )
    return ChartSpec(
        kind,
        categories,
        series,
        title=draw(NAMES),
        unit=draw(NAMES),
        number_format=draw(CODES),
        language=draw(st.sampled_from(["en", "de", "zh"])),
        time=draw(st.booleans()),
        focus=tuple(draw(st.lists(st.sampled_from([*categories, series[0].name]), max_size=2))),
        total_categories=tuple(draw(st.lists(st.integers(0, count - 1), max_size=3, unique=True))),
        show_totals=draw(st.booleans()),
        message=draw(NAMES),
        segment_labels=draw(st.sampled_from(list(SegmentLabels))),
        trend=draw(st.booleans()),
        groups=draw(st.just(()) | st.just(tuple(name[:2] for name in categories))),
        widths=tuple(draw(st.lists(st.floats(0, 1e6), min_size=count, max_size=count)))
        if kind is ChartKind.MARIMEKKO_UNITS
        else (),
        stacks=_stacks(draw, kind, rows),
        line_series=tuple(draw(st.lists(st.sampled_from([s.name for s in series]), max_size=2))),
        second_axis=draw(st.booleans()),
        bins=draw(st.integers(0, 30)),
        limits=draw(st.none() | st.tuples(st.floats(-1e6, 0), st.floats(0, 1e6))),
        decorations=tuple(draw(st.lists(_decorations(categories, series), max_size=3))),
    )


def _decorations(
    categories: tuple[str, ...], series: tuple[Series, ...]
) -> st.SearchStrategy[Decoration]:
    """Return marks that mostly name what is there."""
    names = st.sampled_from(["", *categories, *(each.name for each in series)])
    return st.builds(
        Decoration,
        mark=st.sampled_from(list(Mark)),
        series=names,
        start=names,
        end=names,
        measure=st.sampled_from(list(Measure)),
        value=st.none() | st.floats(-1e15, 1e15),
        text=NAMES,
    )


def _stacks(draw: st.DrawFn, kind: ChartKind, rows: int) -> tuple[str, ...]:
    """Return the names of stacks for the kinds that have them."""
    if kind is ChartKind.STACKED_CLUSTERED or (
        kind is ChartKind.COMBINATION and draw(st.booleans())
    ):
        return tuple(draw(st.lists(st.sampled_from(ODD_NAMES), min_size=rows, max_size=rows)))
    return ()


@given(spec=specs(), width=st.integers(3, 32), height=st.integers(2, 15))
def test_any_chart_is_sound(
    spec: ChartSpec, width: int, height: int, style: ChartStyle, metrics: Metrics
) -> None:
    if can_chart(spec) is not None:
        return
    parts = write_chart(spec, cm(width), cm(height), style, metrics)
    assert check_chart(parts.chart_xml, parts.workbook, NOWHERE) == ()
    assert parts.alt_text
    _compare_with_openpyxl(parts.chart_xml, parts.workbook)


def _compare_with_openpyxl(chart: bytes, workbook: bytes) -> None:
    """Hold every stored value to its cell, read by a library that is not ours."""
    sheet = openpyxl.load_workbook(BytesIO(workbook), data_only=True)["Data"]
    for node in etree.fromstring(chart).iter("{*}f"):
        cells = parse_reference(node.text or "")
        assert cells is not None
        held = [sheet.cell(r, cells.left).value for r in range(cells.top, cells.bottom + 1)]
        cache = node.getnext()
        assert cache is not None
        stored = {int(p.get("idx", "-1")): p.findtext("{*}v") for p in cache.iter("{*}pt")}
        for n, value in enumerate(held):
            if n not in stored:
                assert value in (None, "", 0, "#N/A")
            elif isinstance(value, int | float):
                assert float(stored[n] or "") == value
            else:
                # Excel reads _x005F_ as "_" (ECMA-376-1, 22.9.2.19), openpyxl leaves it.
                shown = str(value or "").replace("_x005F_", "_")
                assert (stored[n] or "").strip() == shown.strip()


@given(spec=specs())
def test_the_same_input_gives_the_same_bytes(
    spec: ChartSpec, style: ChartStyle, metrics: Metrics
) -> None:
    if can_chart(spec) is None:
        one = write_chart(spec, cm(20), cm(12), style, metrics)
        assert one == write_chart(spec, cm(20), cm(12), style, metrics)


def _spec(*series: Series, categories: tuple[str, ...] = ("a", "b"), **more: object) -> ChartSpec:
    facts: dict[str, Any] = {"kind": ChartKind.COLUMN, **more}
    return ChartSpec(categories=categories, series=series, **facts)


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (_spec(Series("x", ()), categories=()), "chart-empty"),
        (_spec(categories=("a",)), "chart-without-numbers"),
        (_spec(Series("x", (Missing(MissingKind.BLANK),) * 2)), "chart-without-numbers"),
        (_spec(Series("x", (float("nan"), float("inf")))), "chart-without-numbers"),
        (_spec(*[Series("x", (1.0, 2.0))] * 256), "chart-too-many-series"),
        (_spec(Series("x", (1.0,))), "chart-uneven"),
        (_spec(*[Series("x", (1.0, 2.0))] * 2, kind=ChartKind.WATERFALL), "chart-waterfall-series"),
        (_spec(Series("x", (1e300, 2.0))), "chart-too-large"),
        (
            _spec(Series("x", (1.0,) * 32_001), categories=("a",) * 32_001),
            "chart-too-many-categories",
        ),
    ],
)
def test_what_cannot_be_a_chart_is_said(spec: ChartSpec, code: str) -> None:
    finding = can_chart(spec)
    assert finding is not None
    assert finding.code == code


def test_the_part_says_what_powerpoint_wants_to_know(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(series("x", 1, 2)))
    assert chart.vals("/c:chartSpace/c:date1904") == ["0"]
    assert chart.vals("/c:chartSpace/c:roundedCorners") == ["0"]
    assert chart.vals("//c:autoTitleDeleted") == ["1"]
    assert chart.vals("//c:plotVisOnly") == ["1"]
    assert chart.vals("//c:autoUpdate") == ["0"]
    workbook = chart.find("/c:chartSpace/c:externalData")[0]
    assert list(workbook.attrib.values()) == ["rId1"]
    assert not chart.find("//c:title")


def test_text_carries_language_and_fonts_of_all_scripts(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(series("x", 1, 2), language="de"))
    for properties in chart.find("//a:defRPr"):
        assert properties.get("lang") == "de-DE"
        faces = [
            properties.find(f"a:{name}", {"a": properties.nsmap["a"]})
            for name in ("latin", "ea", "cs")
        ]
        assert [face is not None and face.get("typeface") for face in faces] == [
            "Calibri",
            "Microsoft YaHei",
            "Arial",
        ]


def test_number_formats_reach_the_workbook_and_the_labels(write: Write) -> None:
    spec = _spec(Series("x", (1.0, 2.0), "0.00"), Series("y", (1.0, 2.0)), number_format="#,##0.0")
    chart = write(spec)
    assert chart.sheet["B2"].number_format == "0.00"
    assert chart.sheet["C2"].number_format == "#,##0.0"
    assert {n.get("formatCode") for n in chart.find("//c:dLbls/c:numFmt")} == {"#,##0.0"}
    assert [n.text for n in chart.find("//c:numCache/c:formatCode")] == ["0.00", "#,##0.0"]


def test_the_workbook_holds_the_plotted_table_only(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(series("x", 1, 2), title="Secret title", message="Secret message"))
    assert [[cell.value for cell in row] for row in chart.sheet.iter_rows()] == [
        ["", "x"],
        ["a", 1],
        ["b", 2],
    ]
    assert b"Secret" not in chart.parts.workbook


def test_general_gives_way_where_readers_would_print_it_differently(
    write: Write, series: MakeSeries
) -> None:
    spec = ChartSpec(ChartKind.COLUMN, ("A", "B"), (series("Sales", 32855758176.9515, 1.0),))
    (code,) = write(spec).find("//c:ser/c:dLbls/c:numFmt")
    assert code.get("formatCode") == "#,##0"
    short = ChartSpec(ChartKind.COLUMN, ("A", "B"), (series("Sales", 2.5, 1.0),))
    (code,) = write(short).find("//c:ser/c:dLbls/c:numFmt")
    assert code.get("formatCode") == "General"
