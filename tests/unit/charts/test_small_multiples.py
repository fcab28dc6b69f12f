from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.geometry import cm
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")


def _panels(*series: Series, **more: object) -> ChartSpec:
    facts: dict[str, Any] = {"number_format": "0.0", **more}
    categories = tuple(facts.pop("categories", YEARS[: len(series[0].values)]))
    return ChartSpec(ChartKind.SMALL_MULTIPLES, categories, series, **facts)


def _texts(chart: ReadBack, header: str) -> list[str]:
    """Return the texts of the labels that stand in columns whose headers begin so."""
    headers = [str(cell.value) for cell in chart.sheet[1]]
    found = [h for h in headers if h.startswith(header) and h.endswith("(text)")]
    return [str(text) for each in found for text in chart.column(each) if text]


def test_each_series_has_a_panel_with_its_name(write: Write, series: MakeSeries) -> None:
    names = ("Asia", "Africa", "Europe", "Oceania")
    chart = write(_panels(*(series(name, 1, 2, 3) for name in names)))
    assert sorted(_texts(chart, "Title")) == sorted(names)
    assert chart.vals("//c:catAx/c:delete") == ["1"]
    assert chart.vals("//c:valAx/c:delete") == ["1"]


def test_points_in_time_are_lines_and_others_columns(write: Write, series: MakeSeries) -> None:
    rows = (series("a", 1, 2, 3, 4), series("b", 4, 3, 2, 1))
    assert write(_panels(*rows)).find("//c:barChart")
    assert not write(_panels(*rows, time=True)).find("//c:barChart")


@given(
    values=st.lists(st.lists(st.floats(-100, 100), min_size=4, max_size=4), min_size=1, max_size=12)
)
def test_every_column_stands_on_its_own_zero_with_its_own_height(
    values: list[list[float]], write: Write
) -> None:
    """Rows of panels are one scale moved up: from foot to top is the value, in every row."""
    spec = _panels(*(Series(f"Panel {n}", tuple(row)) for n, row in enumerate(values)))
    chart = write(spec)
    sheet = Worksheet(chart.parts.workbook)
    rows = len([cell for cell in chart.sheet[1] if str(cell.value).startswith("Base of row")])
    columns = -(-len(values) // rows)
    heights = [sheet.numbers(f"Row {r + 1}") for r in range(rows)]
    pads = [sheet.numbers(f"Under row {r + 1}") for r in range(1, rows)]
    bases = [sheet.numbers(f"Base of row {r + 1}") for r in range(rows)]
    for panel, row in enumerate(values):
        own = rows - 1 - panel // columns
        slot = panel % columns * (len(row) + 1)
        for k, value in enumerate(row):
            at = slot + k
            if own == 0:
                assert heights[0][at] == value
                continue
            under = sum(pads[r - 1][at] + heights[r][at] for r in range(1, own))
            foot = max(heights[0][at], 0.0) + under + pads[own - 1][at]
            zero = bases[own][at]
            assert foot == pytest.approx(zero + min(value, 0.0), abs=1e-6 * zero)
            assert heights[own][at] == abs(value)
            assert pads[own - 1][at] >= 0


@pytest.mark.parametrize("time", [True, False])
def test_what_is_drawn_follows_an_edit(write: Write, series: MakeSeries, *, time: bool) -> None:
    rows = [series(f"Panel {n}", *(n + k for k in range(4))) for n in range(6)]
    sheet = Worksheet(write(_panels(*rows, time=time)).parts.workbook)
    for address in sheet.formulas:
        assert sheet.value(address) == pytest.approx(sheet.stored[address]), address
    before = sheet.column("Row 2")[0]
    sheet.cells["B2"], sheet.cells["B1"] = 50.0, "First of all"
    after = sheet.column("Row 2")[0]
    assert isinstance(before, float)
    assert after == pytest.approx(before + 50.0)
    titles = [text for row in (1, 2) for text in sheet.column(f"Title of row {row} (text)")]
    assert "First of all" in titles
    assert "50.0" in sheet.column("Label of row 2 (text)")


def test_all_values_are_written_where_they_have_room(write: Write, series: MakeSeries) -> None:
    chart = write(_panels(series("a", 1, 2, 3), series("b", 4, 5, 6)))
    assert sorted(_texts(chart, "Label")) == ["1.0", "2.0", "3.0", "4.0", "5.0", "6.0"]
    assert "chart-label-left-out" not in chart.codes()


def test_the_first_and_the_last_come_first(write: Write, series: MakeSeries) -> None:
    years = tuple(str(1990 + n) for n in range(30))
    rows = [series(f"Panel {n}", *(100.0 + n * k for k in range(30))) for n in range(4)]
    chart = write(_panels(*rows, categories=years, time=True))
    assert len(_texts(chart, "Label")) == 8
    assert sorted(set(_texts(chart, "Name"))) == ["1990", "2019"]
    assert "chart-label-left-out" in chart.codes()


def test_the_panel_in_focus_has_its_colour(write: Write, series: MakeSeries) -> None:
    rows = [series(f"Panel {n}", 1, 2, 3) for n in range(3)]
    columns = write(_panels(*rows, focus=("Panel 1",)))
    assert len(columns.find("//c:barChart//c:dPt")) == 3
    lines = write(_panels(*rows, focus=("Panel 1",), time=True))
    assert any(str(cell.value).endswith("(in focus)") for cell in lines.sheet[1])


def test_panels_of_one_scale_take_the_limits(write: Write, series: MakeSeries) -> None:
    rows = (series("a", 1, 2, 3), series("b", 4, 5, 6))
    one, other = (
        float(write(_panels(*rows, limits=limits)).vals("//c:valAx//c:max")[0])
        for limits in ((0.0, 10.0), (0.0, 100.0))
    )
    assert other > one * 5


def test_panels_without_zero_are_told(write: Write, series: MakeSeries) -> None:
    chart = write(_panels(series("a", 100, 101, 102), series("b", 104, 103, 102), time=True))
    assert "chart-axis-not-from-zero" in chart.codes()
    assert "Base of row 1" not in [cell.value for cell in chart.sheet[1]]
    assert "chart-axis-not-from-zero" not in write(_panels(series("a", 100, 101))).codes()


def test_low_panels_go_without_values_before_they_overlap(write: Write, series: MakeSeries) -> None:
    rows = [series(f"Panel {n}", 1, 2, 3) for n in range(12)]
    chart = write(_panels(*rows), cm(9), cm(4))
    assert not _texts(chart, "Label")
    assert len(_texts(chart, "Title")) == 12


def test_names_of_panels_are_never_cut_in_silence(write: Write, series: MakeSeries) -> None:
    rows = [series("A name that is far too long for a panel of this width " * 3, 1, 2, 3)] * 6
    assert "chart-name-shortened" in write(_panels(*rows)).codes()


@pytest.mark.parametrize(
    ("count", "points", "code"),
    [(13, 3, "chart-too-many-panels"), (2, 401, "chart-panel-points")],
)
def test_more_than_fits_is_refused(count: int, points: int, code: str, series: MakeSeries) -> None:
    rows = [series(f"Panel {n}", *range(points)) for n in range(count)]
    finding = can_chart(_panels(*rows, categories=tuple(f"{n}" for n in range(points))))
    assert finding is not None
    assert finding.code == code
