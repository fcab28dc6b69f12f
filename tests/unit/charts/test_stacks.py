from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.stack_parts import sums_of
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.geometry import EMU_PER_PT, cm

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write

YEARS = ("2022", "2023", "2024")
HEIGHT = cm(12)
NS = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


def _spec(kind: ChartKind, *series: Series, **more: object) -> ChartSpec:
    facts: dict[str, object] = {"number_format": "0.0", **more}
    return ChartSpec(kind, YEARS, series, **facts)  # type: ignore[arg-type]


@pytest.fixture
def three(series: MakeSeries) -> tuple[Series, ...]:
    return (
        series("Services", 30, 34, 36),
        series("Goods", 22, 20, 21),
        series("Other", 8, 9, 0.1),
    )


def test_totals_over_columns_are_a_line_that_draws_nothing(
    write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_spec(ChartKind.STACKED_COLUMN, *three))
    total = "//c:lineChart/c:ser[c:tx//c:v='Total']"
    assert len(chart.find(f"{total}/c:spPr/a:ln/a:noFill")) == 1
    assert chart.vals(f"{total}/c:dLbls/c:dLblPos") == ["t"]
    assert [n.get("b") for n in chart.find(f"{total}/c:dLbls/c:txPr//a:defRPr")] == ["1"]
    assert chart.column("Total") == [60, 63, 57.1]


def test_names_stand_beside_the_last_column(write: Write, three: tuple[Series, ...]) -> None:
    chart = write(_spec(ChartKind.STACKED_COLUMN, *three))
    named = "//c:lineChart/c:ser[c:dLbls/c:dLbl/c:showSerName/@val='1']"
    assert [n.text for n in chart.find(f"{named}/c:tx//c:v")] == ["Services", "Goods", "Other"]
    assert chart.vals(f"{named}/c:dLbls/c:dLbl/c:idx") == ["2", "2", "2"]
    assert not chart.find("//c:legend")
    # Each name's point is the middle of its segment.
    assert chart.column("Services (name)") == [None, None, 18]
    assert chart.column("Goods (name)") == [None, None, 46.5]


def test_names_that_would_touch_are_moved_apart(write: Write, series: MakeSeries) -> None:
    rows = [series("Base", 50, 50, 50), *(series(f"Small {n}", 9, 9, 0.2) for n in range(4))]
    chart = write(_spec(ChartKind.STACKED_COLUMN, *rows))
    layout = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:h")[0])
    low, high = (float(chart.vals(f"//c:valAx//c:{end}")[0]) for end in ("min", "max"))
    places = []
    for line in chart.find("//c:lineChart/c:ser[c:dLbls/c:dLbl/c:showSerName/@val='1']"):
        middle = float(line.findtext("c:val//c:v", "", NS))
        move = line.find(".//c:manualLayout/c:y", NS)
        down = 0.0 if move is None else float(move.get("val", "0"))
        places.append(((high - middle) / (high - low) * layout + down) * HEIGHT / EMU_PER_PT)
    assert len(places) == 5
    for lower, upper in pairwise(places):
        assert lower - upper >= 11.0 * 1.2 - 0.1


def test_a_segment_missing_in_the_last_column_brings_a_legend(
    write: Write, series: MakeSeries
) -> None:
    spec = _spec(ChartKind.STACKED_COLUMN, series("A", 1, 2, 3), series("B", 1, 2, None))
    chart = write(spec)
    assert len(chart.find("//c:legend")) == 1
    # The total is a helper and has no entry.
    assert chart.vals("//c:legendEntry/c:idx") == ["2"]


def test_small_segments_have_no_label_and_it_is_said(
    write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_spec(ChartKind.STACKED_COLUMN, *three))
    assert chart.vals("//c:barChart/c:ser[3]//c:dLbl[c:delete]/c:idx") == ["2"]
    finding = next(f for f in chart.parts.findings if f.code == "chart-label-left-out")
    assert "1 of 9" in finding.message


def test_totals_beside_bars_are_texts_of_cells(write: Write, three: tuple[Series, ...]) -> None:
    chart = write(_spec(ChartKind.STACKED_BAR, *three))
    last = "//c:barChart/c:ser[last()]"
    assert len(chart.find(f"{last}/c:spPr/a:noFill")) == 1
    assert set(chart.vals(f"{last}/c:dLbls/c:dLbl/c:dLblPos")) == {"inBase"}
    assert [n.text for n in chart.find(f"{last}//c15:dlblRangeCache//c:v")] == [
        "60.0",
        "63.0",
        "57.1",
    ]
    assert chart.column("Total") == ["60.0", "63.0", "57.1"]
    assert not chart.find("//c:lineChart")


def test_no_totals_when_none_are_wanted(write: Write, three: tuple[Series, ...]) -> None:
    for kind in (ChartKind.STACKED_COLUMN, ChartKind.STACKED_BAR):
        chart = write(_spec(kind, *three, show_totals=False))
        assert "Total" not in [cell.value for cell in chart.sheet[1]]


def test_mixed_signs_put_the_total_on_the_stack(write: Write, series: MakeSeries) -> None:
    spec = _spec(ChartKind.STACKED_COLUMN, series("A", 5, -6, 7), series("B", -2, 3, -4))
    chart = write(spec)
    assert chart.column("Total position") == [5, 3, 7]
    assert chart.column("Total") == ["3.0", "−3.0", "3.0"]
    assert "chart-stack-negative" in chart.codes()


def test_a_stack_of_one_is_a_column(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(ChartKind.STACKED_COLUMN, series("A", 1, 2, 3)))
    assert chart.vals("//c:grouping") == ["clustered"]
    assert chart.vals("//c:dLblPos") == ["outEnd"]


def test_a_total_without_a_part_is_said(write: Write, series: MakeSeries) -> None:
    spec = _spec(ChartKind.STACKED_COLUMN, series("A", 1, None, 3), series("B", 1, 2, 3))
    assert "chart-total-incomplete" in write(spec).codes()


def test_a_category_without_any_value_has_no_total(write: Write, series: MakeSeries) -> None:
    spec = _spec(ChartKind.STACKED_COLUMN, series("A", 1, None, 3), series("B", 1, None, 3))
    chart = write(spec)
    assert chart.column("Total") == [2, None, 6]
    assert "chart-total-incomplete" not in chart.codes()


def test_sums_know_what_is_missing() -> None:
    sums = sums_of([(1.0, None, 0.5), (-2.0, None, 0.25)])
    assert sums.totals == (-1.0, None, 0.75)
    assert sums.above[0] == 1.0
    assert sums.below[0] == -2.0


@given(
    rows=st.lists(st.lists(st.floats(0, 1000), min_size=3, max_size=3), min_size=2, max_size=8),
    width=st.integers(6, 30),
    height=st.integers(4, 14),
)
def test_labels_fit_their_segments(
    rows: list[list[float]], width: int, height: int, write: Write
) -> None:
    base = Series("Base", (1.0, 1.0, 1.0))
    more = (Series(f"S{n}", tuple(row)) for n, row in enumerate(rows))
    chart = write(_spec(ChartKind.STACKED_COLUMN, base, *more), cm(width), cm(height))
    layout = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:h")[0])
    low, high = (float(chart.vals(f"//c:valAx//c:{end}")[0]) for end in ("min", "max"))
    unit = layout * cm(height) / EMU_PER_PT / (high - low)
    for n in range(1, len(rows) + 2):
        bars = f"//c:barChart/c:ser[{n}]"
        left_out = set(chart.vals(f"{bars}/c:dLbls/c:dLbl[c:delete]/c:idx"))
        usual = [
            float(node.get("sz", "0")) for node in chart.find(f"{bars}/c:dLbls/c:txPr//a:defRPr")
        ]
        for point in chart.find(f"{bars}/c:val//c:pt") if usual else []:
            index = point.get("idx", "")
            own = chart.find(f"{bars}/c:dLbls/c:dLbl[c:idx/@val='{index}']//a:defRPr")
            size = float(own[0].get("sz", "0")) if own else usual[0]
            if index not in left_out:
                assert 800 <= size <= 1100
                assert float(point[0].text or "0") * unit >= size / 100
