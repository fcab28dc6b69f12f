"""Records summed up: the figures, what is left out, and what is said about it."""

from __future__ import annotations

import datetime
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.errors import CallError, ReferenceMissing
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import BLANK, Missing, MissingKind, Value
from briefing_app.model.data_table import Column, DataTable, FoundBy, TableKind, Workbook
from briefing_app.model.finding import Severity
from briefing_app.model.summary import parse_summary
from briefing_app.story.summaries import Summary, summarise

NOT_AVAILABLE = Missing(MissingKind.NOT_AVAILABLE, "n/a")
SUPPRESSED = Missing(MissingKind.SUPPRESSED, "x")
day = datetime.datetime.fromisoformat
ERROR = Missing(MissingKind.ERROR, "#DIV/0!")


def records(
    *columns: tuple[str, Sequence[Value]], number_format: str = "General", first: int = 2
) -> DataTable:
    """Return a list of records whose header stands in the row above ``first``."""
    count = len(columns[0][1])
    made = tuple(
        Column((name,), tuple(values), (number_format,) * count, index)
        for index, (name, values) in enumerate(columns, 1)
    )
    return DataTable(
        id="Data#1",
        name="",
        cells=CellRange("Data", first - 1, 1, first - 1 + count, len(columns)),
        header_rows=1,
        header_cols=1,
        columns=made,
        found_by=FoundBy.BLOCK,
        workbook=Workbook("Orders.xlsx", "ab" * 32),
        source="Ledger",
        row_numbers=tuple(range(first, first + count)),
        kind=TableKind.RECORDS,
    )


def summed(table: DataTable, text: str, language: str = "en") -> Summary:
    return summarise(table, parse_summary(text), language)


def rows_of(summary: Summary) -> dict[Value, tuple[Value, ...]]:
    labels, *figures = summary.table.columns
    return dict(zip(labels.values, zip(*(f.values for f in figures), strict=True), strict=True))


def codes(summary: Summary) -> list[str]:
    return [finding.code for finding in summary.findings]


SALES = records(
    ("Region", ["Asia", "Europe", "Asia", "Africa", "Europe", "Asia"]),
    ("Year", [2020.0, 2020.0, 2021.0, 2021.0, 2021.0, 2020.0]),
    ("Sales", [1.0, 4.0, 2.0, 0.5, 8.0, 3.0]),
)


def test_groups_stand_largest_first() -> None:
    summary = summed(SALES, "sum of Sales by Region")
    assert list(rows_of(summary).items()) == [("Europe", (12.0,)), ("Asia", (6.0,)),
                                              ("Africa", (0.5,))]  # fmt: skip
    table = summary.table
    assert (table.title, table.columns[1].label) == ("Sales by Region", "Sales")
    assert table.computed is not None
    assert table.computed.method == "sum of Sales, 6 records"
    assert table.cells == SALES.cells


def test_a_second_column_becomes_the_series_and_time_stays_in_order() -> None:
    summary = summed(SALES, "sum of Sales by Year and Region")
    assert [column.label for column in summary.table.value_columns] == ["Europe", "Asia", "Africa"]
    assert rows_of(summary) == {2020.0: (4.0, 4.0, BLANK), 2021.0: (8.0, 2.0, 0.5)}


def test_the_rest_is_gathered_where_it_adds_up_and_left_out_where_not() -> None:
    assert rows_of(summed(SALES, "sum of Sales by Region, top 1")) == {
        "Europe": (12.0,), "Other": (6.5,)
    }  # fmt: skip
    assert rows_of(summed(SALES, "count by Region, top 1", "de")) == {"Asia": (3.0,),
                                                                     "Übrige": (3.0,)}  # fmt: skip
    average = summed(SALES, "average of Sales by Region, top 1")
    assert rows_of(average) == {"Europe": (6.0,)}
    assert "summary-groups-left-out" in codes(average)


def test_a_group_named_other_is_gathered_with_the_rest() -> None:
    table = records(("Region", ["Other", "Asia", "Europe"]), ("Sales", [9.0, 2.0, 1.0]))
    assert rows_of(summed(table, "sum of Sales by Region, top 1")) == {
        "Asia": (2.0,), "Other": (10.0,)
    }  # fmt: skip


def test_what_is_missing_is_left_out_and_said_never_zero() -> None:
    table = records(
        ("Region", ["Asia", "Asia", "Asia", "Europe"]),
        ("Sales", [4.0, BLANK, NOT_AVAILABLE, SUPPRESSED]),
    )
    summary = summed(table, "average of Sales by Region")
    assert rows_of(summary) == {"Asia": (4.0,), "Europe": (BLANK,)}
    assert summary.table.computed is not None
    assert summary.table.computed.method == "unweighted average of Sales, 1 record"
    (said,) = [f for f in summary.findings if f.code == "summary-left-out"]
    assert said.severity is Severity.WARNING
    assert "3 records" in said.message
    assert "1 empty, 1 not available, 1 kept back" in said.message


def test_a_group_with_an_error_has_no_figure_and_names_the_cell() -> None:
    table = records(("Region", ["Asia", "Europe", "Asia"]), ("Sales", [4.0, 1.0, ERROR]))
    summary = summed(table, "sum of Sales by Region")
    assert rows_of(summary)["Europe"] == (1.0,)
    (figure,) = rows_of(summary)["Asia"]
    assert isinstance(figure, Missing)
    assert figure.kind is MissingKind.ERROR
    (said,) = [f for f in summary.findings if f.code == "summary-error-values"]
    assert (said.severity, said.place.cell) == (Severity.ERROR, "B4")


def test_an_error_as_a_group_is_no_group() -> None:
    table = records(("Region", ["Asia", ERROR]), ("Sales", [4.0, 1.0]))
    summary = summed(table, "sum of Sales by Region")
    assert rows_of(summary) == {"Asia": (4.0,)}
    (said,) = [f for f in summary.findings if f.code == "summary-error-values"]
    assert said.place.cell == "A3"


def test_totals_in_the_list_are_not_counted_again() -> None:
    table = records(("Region", ["Asia", "Europe", "Total"]), ("Sales", [1.0, 2.0, 3.0]))
    summary = summed(replace(table, total_rows=(2,)), "sum of Sales by Region")
    assert rows_of(summary) == {"Europe": (2.0,), "Asia": (1.0,)}
    assert "summary-totals" in codes(summary)
    assert summary.table.computed is not None
    assert summary.table.computed.formulas[0][0] == 'SUMIFS(Data!B2:B3, Data!A2:A3, "Europe")'


def test_blank_labels_are_a_group_except_in_time() -> None:
    table = records(("Region", ["Asia", BLANK]), ("Year", [2020.0, BLANK]), ("Sales", [1.0, 5.0]))
    assert rows_of(summed(table, "sum of Sales by Region")) == {
        "Not stated": (5.0,), "Asia": (1.0,)
    }  # fmt: skip
    dated = records(
        ("Date", [day("2020-05-01"), BLANK]),
        ("Sales", [1.0, 5.0]),
    )
    by_year = summed(dated, "sum of Sales by year of Date")
    assert rows_of(by_year) == {2020.0: (1.0,)}
    assert "summary-left-out" in codes(by_year)


def test_labels_that_differ_in_case_and_blanks_are_one_group() -> None:
    table = records(("Region", ["Asia", "asia ", "Asia"]), ("Sales", [1.0, 2.0, 4.0]))
    summary = summed(table, "sum of Sales by Region")
    assert rows_of(summary) == {"Asia": (7.0,)}


@pytest.mark.parametrize(
    ("part", "labels"),
    [
        ("year", [2023.0, 2024.0]),
        ("quarter", ["Q3 2023", "Q4 2023", "Q1 2024"]),
        (
            "month",
            [day("2023-09-01"), day("2023-10-01"), day("2023-11-01"), day("2023-12-01"),
             day("2024-01-01")],
        ),
    ],
)  # fmt: skip
def test_dates_are_grouped_by_their_part_without_gaps(part: str, labels: list[Value]) -> None:
    days = [
        day("2024-01-31T23:59"),
        day("2023-09-01"),
    ]
    table = records(("Date", days), ("Sales", [1.0, 5.0]))
    summary = summed(table, f"sum of Sales by {part} of Date")
    assert list(summary.table.columns[0].values) == labels
    figures = [v for v in summary.table.columns[1].values if v != BLANK]
    assert figures == [5.0, 1.0]


def test_year_alone_means_the_only_column_of_dates() -> None:
    table = records(("Date", [day("2020-05-01")] * 2), ("Sales", [1.0, 5.0]))
    assert rows_of(summed(table, "sum of Sales by Year")) == {2020.0: (6.0,)}


def test_names_of_periods_stand_in_order_of_time() -> None:
    periods: list[Value] = ["Q1 2024", "Q4 2023", "Q2 2024"]
    table = records(("Quarter", periods), ("Sales", [1.0, 5.0, 2.0]))
    labels = summed(table, "sum of Sales by Quarter").table.columns[0].values
    assert labels == ("Q4 2023", "Q1 2024", "Q2 2024")


def test_a_sum_of_rates_and_an_average_say_what_they_are() -> None:
    table = records(("Region", ["Asia", "Europe"]), ("Share", [0.1, 0.2]), number_format="0%")
    assert "summary-sum-of-rates" in codes(summed(table, "sum of Share by Region"))
    average = summed(table, "average of Share by Region")
    assert "summary-unweighted" in codes(average)
    assert average.table.columns[1].label == "Average Share"


def test_periods_with_very_different_numbers_of_records_are_said() -> None:
    table = records(("Year", [2019.0, 2020.0, 2020.0, 2020.0]), ("Sales", [1.0] * 4))
    assert "summary-uneven" in codes(summed(table, "sum of Sales by Year"))


def test_more_groups_than_can_be_read_are_cut() -> None:
    names: list[Value] = [f"Town {n}" for n in range(500)]
    table = records(("Town", names), ("Sales", [float(n) for n in range(500)]))
    summary = summed(table, "sum of Sales by Town")
    assert summary.table.row_count == 21
    assert rows_of(summary)["Other"] == (float(sum(range(480))),)


def test_too_large_a_sum_is_an_error_and_no_crash() -> None:
    table = records(("Region", ["Asia"] * 3), ("Sales", [1.7e308] * 3))
    assert rows_of(summed(table, "sum of Sales by Region")) == {
        "Asia": (Missing(MissingKind.ERROR, "#NUM!"),)
    }


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("sum of Sale by Region", ReferenceMissing, "Did you mean “Sales”"),
        ("sum of Sales by Nothing", ReferenceMissing, "“Region”, “Year”, “Sales”"),
        ("sum of Region by Year", CallError, "Columns with figures: “Year”, “Sales”"),
        ("sum of Sales by Region and Region", CallError, "two different columns"),
        ("sum of Sales by month of Region", CallError, "Columns with dates: none"),
    ],
)
def test_a_request_that_does_not_fit_lists_what_is_there(
    text: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as caught:
        summed(SALES, text)
    assert said in str(caught.value)


# --- beside a plain recomputation --------------------------------------------------------------

_LABELS = st.sampled_from(
    ["Asia", "asia", " Asia", "Europe", "12", "012", "", "x" * 300]
) | st.just(BLANK)
_FIGURES: st.SearchStrategy[Value] = st.floats(-1e12, 1e12) | st.sampled_from(
    [BLANK, NOT_AVAILABLE, "text"]
)
_RECORDS = st.lists(st.tuples(_LABELS, st.sampled_from([2019.0, 2020.0]), _FIGURES), min_size=1)


def plainly(rows: Sequence[tuple[Value, Value, Value]], how: str) -> dict[tuple[str, Value], float]:
    """Return the figures by group, recomputed record by record with fractions."""
    groups: dict[tuple[str, Value], list[float]] = {}
    for label, year, value in rows:
        name = " ".join(label.split()).lower() if isinstance(label, str) else ""
        members = groups.setdefault((name or "not stated", year), [])
        if isinstance(value, float):
            members.append(value)
    of: dict[str, Callable[[list[float]], float]] = {
        "sum": lambda v: float(sum(map(Fraction, v), Fraction(0))),
        "average": lambda v: math.fsum(v) / len(v),
        "min": min,
        "max": max,
        "median": lambda v: float(statistics.median(v)),
    }
    return {key: of[how](values) for key, values in groups.items() if values}


@given(_RECORDS, st.sampled_from(["sum", "average", "min", "max", "median"]), st.randoms())
def test_figures_are_those_of_a_plain_recomputation_in_any_order(
    rows: list[tuple[Value, Value, Value]], how: str, chance: object
) -> None:
    rows = [*rows, ("Asia", 2019.0, 1.5), ("Europe", 2020.0, 2.5)]
    expected = plainly(rows, how)
    first = _figures(rows, how)
    assert first == expected
    assert _figures(rows[::-1], how) == expected


def _figures(
    rows: Sequence[tuple[Value, Value, Value]], how: str
) -> dict[tuple[str, Value], float]:
    labels, years, values = zip(*rows, strict=True)
    table = records(("Name", labels), ("Year", years), ("Sales", values))
    made = summed(table, f"{how} of Sales by Name and Year").table
    return {
        (_name(label), float(column.label)): value
        for column in made.value_columns
        for label, value in zip(made.columns[0].values, column.values, strict=True)
        if isinstance(value, float)
    }


def _name(label: Value) -> str:
    return f"{label:.0f}" if isinstance(label, float) else str(label).lower()


@given(_RECORDS, st.integers(1, 4))
def test_what_is_gathered_keeps_the_whole(rows: list[tuple[Value, Value, Value]], top: int) -> None:
    rows = [*rows, ("Asia", 2019.0, 1.5)]
    labels, _, values = zip(*rows, strict=True)
    table = records(("Name", labels), ("Sales", values))
    counted = summed(table, f"count by Name, top {top}").table.columns[1].numbers
    assert sum(number or 0.0 for number in counted) == len(rows)
    sums = summed(table, f"sum of Sales by Name, top {top}").table.columns[1].numbers
    whole = math.fsum(value for value in values if isinstance(value, float))
    assert math.fsum(n for n in sums if n is not None) == pytest.approx(whole, rel=1e-9, abs=1e-3)
