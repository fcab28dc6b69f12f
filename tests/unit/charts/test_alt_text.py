from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.model.chart_spec import ChartKind, ChartSpec

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write

YEARS = ("2022", "2023", "2024")


def test_the_message_comes_first_then_the_figures(write: Write, series: MakeSeries) -> None:
    spec = ChartSpec(
        ChartKind.COLUMN,
        YEARS,
        (series("Revenue", 1, 9, 5),),
        title="Revenue",
        unit="€ m",
        number_format="0.0",
        message="Revenue fell in 2024.",
    )
    assert write(spec).parts.alt_text == (
        "Revenue fell in 2024. Column chart: Revenue (€ m). 2022 to 2024, 3 categories. "
        "Revenue: 1.0 at 2022, 5.0 at 2024; highest 9.0 at 2023, lowest 1.0 at 2022."
    )


def test_stacks_tell_their_total_in_german(write: Write, series: MakeSeries) -> None:
    rows = (series("Waren", 1, 2, 3), series("Dienste", 4, 5, 6.5), series("Rest", 1, 1, 1))
    spec = ChartSpec(
        ChartKind.STACKED_COLUMN, YEARS, rows, number_format="0.0", language="de", title="Umsatz"
    )
    text = write(spec).parts.alt_text
    assert text.startswith("Gestapeltes Säulendiagramm: Umsatz. 2022 bis 2024, 3 Kategorien.")
    assert "Waren: 1,0 bei 2022, 3,0 bei 2024." in text
    assert text.endswith("Summe: 6,0 bei 2022, 10,5 bei 2024.")


def test_a_waterfall_tells_its_largest_steps_in_chinese(write: Write, series: MakeSeries) -> None:
    spec = ChartSpec(
        ChartKind.WATERFALL,
        ("期初", "价格", "成本", "期末"),
        (series("利润", 100, 12.5, -16.5, None),),
        title="利润",
        unit="亿元",
        number_format="0.0",
        language="zh",
        message="利润下降。",
        total_categories=(0, 3),
    )
    assert write(spec).parts.alt_text == (
        "利润下降。瀑布图：利润（亿元）。期初至期末，共4个类别。从100.0（期初）到96.0（期末）；"
        "最大增加+12.5（价格），最大减少−16.5（成本）。"
    )


def test_many_series_are_counted_and_long_names_clipped(write: Write, series: MakeSeries) -> None:
    rows = tuple(series(f"Series {n} " + "x" * 100, 1, 2, 3) for n in range(9))
    text = write(ChartSpec(ChartKind.LINE, YEARS, rows)).parts.alt_text
    assert "3 more series" in text
    assert "x" * 61 not in text
