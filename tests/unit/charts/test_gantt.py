from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from lxml import etree

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark
from briefing_app.model.geometry import cm

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

TASKS = ("Analysis", "Decision", "Roll-out")
HEAD = 2
"""Rows of years and months above the tasks."""


def _day(year: int, month: int, day: int) -> int:
    return (date(year, month, day) - date(1899, 12, 30)).days


STARTS = (_day(2025, 1, 13), _day(2025, 3, 3), _day(2025, 3, 10))
ENDS = (_day(2025, 2, 28), None, _day(2025, 12, 19))


@pytest.fixture
def spec(series: MakeSeries) -> ChartSpec:
    return ChartSpec(
        ChartKind.GANTT,
        TASKS,
        (series("Start", *STARTS), series("End", *ENDS)),
        groups=("Design", "Design", "Build"),
    )


@pytest.fixture
def plan(write: Write, spec: ChartSpec) -> ReadBack:
    return write(spec)


def test_bars_last_from_the_first_day_to_the_end_of_the_last(plan: ReadBack) -> None:
    low = _day(2025, 1, 1)
    assert plan.column("From") == [low, low, *STARTS]
    assert plan.column("Design")[HEAD:] == [47, 0, 0]
    assert plan.column("Build")[HEAD:] == [0, 0, 285]
    assert plan.vals("//c:valAx/c:scaling/c:min") == [str(low)]
    assert plan.vals("//c:valAx/c:scaling/c:max") == [str(_day(2026, 1, 1))]


def test_tasks_and_dates_are_the_inputs(plan: ReadBack) -> None:
    rows = [[cell.value for cell in row[:4]] for row in plan.sheet.iter_rows(max_row=4)]
    assert rows[0] == ["", "Start", "End", "Group"]
    assert rows[1] == ["Analysis", datetime(2025, 1, 13), datetime(2025, 2, 28), "Design"]  # noqa: DTZ001
    assert rows[2][2:] == [None, "Design"]


def test_a_task_without_an_end_is_a_diamond(plan: ReadBack) -> None:
    assert plan.column("Milestone")[HEAD:] == [0, 1, 0]
    assert plan.column("Mark")[HEAD:] == [None, "◆", None]
    assert "chart-value-missing" not in plan.codes()


def test_dates_stand_where_they_have_room(plan: ReadBack) -> None:
    assert plan.column("Dates (right)")[HEAD:] == ["13 Jan – 28 Feb", "3 Mar", None]
    assert plan.column("Dates (left)")[HEAD:] == [None, None, "10 Mar – 19 Dec"]


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "13. Jan – 28. Feb"), ("zh", "1月13日 – 2月28日")]
)
def test_dates_follow_the_language(
    write: Write, spec: ChartSpec, language: str, shown: str
) -> None:
    assert write(replace(spec, language=language)).column("Dates (right)")[HEAD] == shown


def test_the_ruler_has_months_of_their_own_lengths(plan: ReadBack) -> None:
    days = [plan.column(f"Period {n}")[1] for n in range(1, 13)]
    assert days == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert plan.column("Period 1")[0] == 365
    names = [plan.column(f"Period {n} (name)")[1] for n in (1, 2, 12)]
    assert names == ["Jan", "Feb", "Dec"]


def test_the_legend_shows_the_groups_counted_from_either_end(plan: ReadBack) -> None:
    """LibreOffice counts from the end, so what is hidden is the same from there."""
    count = len(plan.find("//c:ser"))
    hidden = {int(v) for v in plan.vals("//c:legendEntry/c:idx")}
    assert hidden == {count - 1 - n for n in hidden}
    shown = [n for n in range(count) if n not in hidden]
    names = [plan.find("//c:ser")[n].findtext("{*}tx//{*}v") for n in shown]
    assert names == ["Design", "Build"]


def test_one_group_needs_no_legend(write: Write, spec: ChartSpec) -> None:
    chart = write(replace(spec, groups=()))
    assert not chart.find("//c:legend")
    assert chart.column("Days")[HEAD:] == [47, 0, 285]


def test_low_rows_leave_room_for_the_names_of_months(write: Write, series: MakeSeries) -> None:
    many = ChartSpec(
        ChartKind.GANTT,
        tuple(f"Task {n}" for n in range(40)),
        (
            series("Start", *(STARTS[0] + 5 * n for n in range(40))),
            series("End", *(STARTS[0] + 9 * n + 20 for n in range(40))),
        ),
    )
    chart = write(many, cm(24), cm(8))
    first = next(n for n, value in enumerate(chart.column("From")) if value is not None)
    assert first > 0
    moved = chart.vals(f"//c:ser//c:dLbl[c:idx/@val='{first}']//c:manualLayout/c:y")
    assert moved
    assert all(float(up) < 0 for up in moved)


def test_a_task_that_ends_before_it_starts_is_said(
    write: Write, spec: ChartSpec, series: MakeSeries
) -> None:
    wrong = replace(spec, series=(spec.series[0], series("End", *ENDS[:2], STARTS[2] - 5)))
    chart = write(wrong)
    assert "chart-gantt-order" in chart.codes()
    assert chart.column("Milestone")[HEAD:] == [0, 1, 1]


def test_the_alternative_text_tells_tasks_and_dates(plan: ReadBack) -> None:
    assert "Analysis: 13 Jan – 28 Feb" in plan.parts.alt_text
    assert "Decision: 3 Mar" in plan.parts.alt_text


def test_what_is_no_plan_is_refused(spec: ChartSpec, series: MakeSeries) -> None:
    def code(asked: ChartSpec) -> str:
        finding = can_chart(asked)
        return finding.code if finding else ""

    three = (*spec.series, series("x", 1, 2, 3))
    assert code(replace(spec, series=three)) == "chart-gantt-series"
    tiny = (series("Start", 5, 6, 7), spec.series[1])
    assert code(replace(spec, series=tiny)) == "chart-gantt-dates"
    none = (series("Start", None, None, None), spec.series[1])
    assert code(replace(spec, series=none)) == "chart-gantt-dates"
    long = (series("Start", 61, *STARTS[1:]), spec.series[1])
    assert code(replace(spec, series=long)) == "chart-gantt-span"
    count = 61
    many = replace(
        spec,
        categories=("a",) * count,
        series=(series("Start", *[STARTS[0]] * count), series("End", *[ENDS[0]] * count)),
        groups=(),
    )
    assert code(many) == "chart-gantt-tasks"
    assert code(spec) == ""


def test_a_value_line_is_a_day(write: Write, spec: ChartSpec) -> None:
    day = Decoration(Mark.VALUE_LINE, value=float(_day(2025, 7, 2)), text="Today")
    chart = write(replace(spec, decorations=(day,)))
    shapes = etree.fromstring(chart.parts.user_shapes)
    across = [float(node.text or "") for node in shapes.iter("{*}x")][:2]
    left, width = (float(chart.vals(f"//c:plotArea/c:layout//c:{v}")[0]) for v in ("x", "w"))
    assert across == pytest.approx([left + width * 182 / 365] * 2, abs=1e-4)
    assert "chart-decoration-left-out" not in chart.codes()
    other = replace(day, value=float(_day(2031, 1, 1)))
    assert not write(replace(spec, decorations=(other,))).parts.user_shapes


def test_dates_keep_clear_of_the_line(write: Write, spec: ChartSpec) -> None:
    day = Decoration(Mark.VALUE_LINE, value=float(ENDS[0] or 0) + 10, text="Today")
    chart = write(replace(spec, decorations=(day,)))
    assert chart.column("Dates (left)")[HEAD:] == [None, "3 Mar", None]
    assert "chart-label-left-out" in chart.codes()


def test_a_group_that_is_new_keeps_its_bar(plan: ReadBack) -> None:
    """The last group takes what belongs to none of the others."""
    sheet = openpyxl.load_workbook(BytesIO(plan.parts.workbook)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    design, build = (heads.index(name) + 1 for name in ("Design", "Build"))
    own = column_letters(design)
    assert f"EXACT(D2,{own}$1)" in str(sheet.cell(2 + HEAD, design).value)
    assert f"NOT(OR(EXACT(D2,{own}$1)))" in str(sheet.cell(2 + HEAD, build).value)
