from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.line_labels import _crosses
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write

YEARS = tuple(str(year) for year in range(2019, 2025))


def _line(*series: Series, **more: object) -> ChartSpec:
    facts: dict[str, Any] = {"number_format": "0.0", "time": True, **more}
    return ChartSpec(ChartKind.LINE, YEARS, series, **facts)


def test_a_few_points_are_labelled_from_zero(write: Write, series: MakeSeries) -> None:
    chart = write(_line(series("Share", 2.1, 3.4, 4.2, 5.8, 8.9, 11.3)))
    assert chart.vals("//c:valAx/c:delete") == ["1"]
    assert chart.vals("//c:valAx//c:min") == ["0"]
    assert chart.vals("//c:dLbl/c:idx") == [str(n) for n in range(6)]
    assert set(chart.vals("//c:dLbl/c:dLblPos")) <= {"t", "b", "l", "r"}


def test_the_end_of_each_line_carries_name_and_value(write: Write, series: MakeSeries) -> None:
    spec = _line(series("Germany", 2, 3, 4, 6, 9, 11), series("France", 1, 1, 2, 3, 4, 5))
    chart = write(spec)
    last = "//c:ser/c:dLbls/c:dLbl[c:idx/@val='5']"
    assert chart.vals(f"{last}/c:showSerName") == ["1", "1"]
    assert chart.vals(f"{last}/c:showVal") == ["1", "1"]
    assert chart.vals(f"{last}/c:dLblPos") == ["r", "r"]
    assert [node.text for node in chart.find(f"{last}/c:separator")] == [" ", " "]
    assert not chart.find("//c:legend")


def test_many_points_get_an_axis_and_names_only(write: Write, series: MakeSeries) -> None:
    years = tuple(str(year) for year in range(1990, 2025))
    rows = [series(name, *(n * f for n in range(35))) for name, f in (("A", 2), ("B", 3))]
    chart = write(ChartSpec(ChartKind.LINE, years, tuple(rows), number_format="0", time=True))
    assert chart.vals("//c:valAx/c:delete") == ["0"]
    assert chart.vals("//c:dLbl/c:showVal") == ["0", "0"]
    assert chart.vals("//c:dLbl/c:showSerName") == ["1", "1"]
    assert chart.vals("//c:marker/c:symbol") == ["none", "none"]


def test_a_flat_line_has_an_axis_that_does_not_start_at_zero(
    write: Write, series: MakeSeries
) -> None:
    chart = write(_line(series("Index", 100, 102, 101, 104, 107, 109)))
    assert float(chart.vals("//c:valAx//c:min")[0]) > 0
    assert chart.vals("//c:valAx/c:delete") == ["0"]
    assert "chart-axis-not-from-zero" in chart.codes()


def test_close_line_ends_are_moved_apart(write: Write, series: MakeSeries) -> None:
    rows = [series(f"Line {n}", *range(5), 5 + n / 100) for n in range(5)]
    chart = write(_line(*rows))
    moves = sorted(float(v) for v in chart.vals("//c:dLbl/c:layout/c:manualLayout/c:y"))
    assert len(moves) >= 4
    assert len(set(moves)) == len(moves)


def test_a_line_that_ends_early_is_named_there_or_in_a_legend(
    write: Write, series: MakeSeries
) -> None:
    clear = write(_line(series("A", 9, 9, 9, 9, 9, 9), series("B", 1, 2, 3, None, None, None)))
    assert clear.vals("//c:ser[2]//c:dLbl/c:idx") == ["2"]
    crossed = write(_line(series("A", 3, 3, 3, 3, 3, 3), series("B", 1, 2, 3, None, None, None)))
    assert len(crossed.find("//c:legend")) == 1


def test_gaps_stay_gaps(write: Write, series: MakeSeries) -> None:
    chart = write(_line(series("A", 1, None, 3, 4, 5, 6)))
    assert [n.get("idx") for n in chart.find("//c:val//c:pt")] == ["0", "2", "3", "4", "5"]
    assert not chart.find("//c:dLbl[c:idx/@val='1']")


def test_the_focus_line_is_bolder(write: Write, series: MakeSeries) -> None:
    rows = (series("A", *range(6)), series("B", *range(3, 9)))
    chart = write(_line(*rows, focus=("B",)))
    widths = [int(node.get("w", "0")) for node in chart.find("//c:ser/c:spPr/a:ln")]
    assert widths[1] > widths[0]


def test_lines_share_a_scale_that_is_given(write: Write, series: MakeSeries) -> None:
    rows = (series("A", 2, 3, 4, 6, 9, 11), series("B", 1, 1, 2, 3, 4, 5))
    labelled = write(_line(*rows, limits=(0.0, 40.0)))
    assert labelled.vals("//c:valAx/c:delete") == ["1"]
    assert labelled.vals("//c:valAx//c:max") == ["40"]
    flat = [
        write(_line(series("A", *values), limits=(80.0, 120.0)))
        for values in ((100, 102, 101, 104, 107, 109), (118, 119, 117, 116, 118, 117))
    ]
    for end in ("min", "max"):
        one, other = (chart.vals(f"//c:valAx//c:{end}") for chart in flat)
        assert one == other
    assert "chart-beyond-limits" not in flat[0].codes()


def test_a_line_beyond_a_shared_scale_widens_it(write: Write, series: MakeSeries) -> None:
    chart = write(_line(series("A", 2, 3, 4, 6, 9, 50), limits=(0.0, 40.0)))
    assert chart.vals("//c:valAx//c:max") == ["50"]
    assert "chart-beyond-limits" in chart.codes()


def test_the_label_of_a_rising_start_stands_on_top(write: Write, series: MakeSeries) -> None:
    chart = write(_line(series("A", 1, 2, 3, 4, 5, 6)))
    assert chart.vals("//c:dLbl[c:idx/@val='0']/c:dLblPos") == ["t"]


POINT = st.tuples(st.floats(0, 100), st.floats(0, 100))


@given(st.floats(0, 99), st.floats(0, 100), st.floats(1, 100), st.floats(0, 100))
def test_a_line_crosses_a_box_if_one_of_its_points_is_inside(
    x1: float, y1: float, width: float, y2: float
) -> None:
    rect = (40.0, 40.0, 60.0, 60.0)
    one, other = (x1, y1), (x1 + width, y2)
    inside = any(
        40 < x1 + width * t < 60 and 40 < y1 + (y2 - y1) * t < 60
        for t in (n / 200 for n in range(201))
    )
    if inside:
        assert _crosses(rect, one, other)
