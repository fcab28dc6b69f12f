"""Tables with paths of labels, and texts filled in from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from briefing_app.errors import Place
from briefing_app.facts.expressions import evaluator
from briefing_app.model.bound_text import BoundText
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import BLANK, Missing, MissingKind, Value
from briefing_app.model.data_table import Column, DataTable, FoundBy, Workbook

PLACE = Place("Library.xlsx", "Messages", "D4")
WORKBOOK = Workbook("Data.xlsx", "ab" * 32)
Labels = Sequence[tuple[Value, ...]]
Columns = Mapping[tuple[str, ...], Sequence[Value]]
MakeGrid = Callable[..., DataTable]
Fill = Callable[..., BoundText]


def _make_grid(
    labels: Labels,
    columns: Columns,
    *,
    number_format: str = "#,##0.0",
    unit: str = "",
    title: str = "",
    sheet: str = "Data",
    top: int = 3,
    total_rows: tuple[int, ...] = (),
) -> DataTable:
    rows, heads = len(labels), len(labels[0]) if labels else 1
    made = [
        Column((f"Label {i}",), tuple(row[i] for row in labels), ("General",) * rows, i + 1)
        for i in range(heads)
    ]
    made += [
        Column(header, tuple(values), (number_format,) * rows, index)
        for index, (header, values) in enumerate(columns.items(), start=heads + 1)
    ]
    return DataTable(
        id=f"{sheet}#1",
        name="",
        cells=CellRange(sheet, top, 1, top + max(rows, 1), max(len(made), 1)),
        header_rows=1,
        header_cols=heads,
        columns=tuple(made),
        found_by=FoundBy.BLOCK,
        workbook=WORKBOOK,
        title=title,
        unit=unit,
        total_rows=total_rows,
        row_numbers=tuple(range(top + 1, top + 1 + rows)),
    )


@pytest.fixture(scope="session")
def make_grid() -> MakeGrid:
    """Return what makes a data table of label paths and columns of values."""
    return _make_grid


@pytest.fixture(scope="session")
def accounts() -> DataTable:
    """Return rows of accounts over years, with one of each kind of nothing."""
    return _make_grid(
        [("Revenue",), ("Costs 1)",), ("Profit",), ("Status",)],
        {
            ("2019",): [1000.0, 800.0, 200.0, "on track"],
            ("2020",): [
                1100.0,
                Missing(MissingKind.NOT_AVAILABLE, "n/a"),
                Missing(MissingKind.ERROR, "#DIV/0!"),
                "late",
            ],
            ("2024",): [1234.5, 900.0, Missing(MissingKind.SUPPRESSED, "(D)"), BLANK],
            ("2025",): [Missing(MissingKind.UNCALCULATED), 1.0, 0.0, True],
        },
        unit="€ m",
        title="Accounts",
    )


@pytest.fixture(scope="session")
def economies() -> DataTable:
    """Return countries by continent, two measures by year, with a total row."""
    return _make_grid(
        [("Europe", "Germany"), (BLANK, "France"), ("Asia", "China"), ("Asia", "Germany"),
         ("Total", BLANK)],
        {
            ("GDP", "2019"): [1.0, 2.0, 3.0, 4.0, 10.0],
            ("GDP", "2024"): [2.0, 3.0, 4.0, 3.0, 12.0],
            ("Population", "2019"): [80.0, 60.0, 1300.0, 1.0, 1441.0],
            ("Population", "2024"): [83.0, 65.0, 1400.0, 1.0, 1549.0],
        },
        unit="US$ bn",
        title="Economies",
        total_rows=(4,),
    )  # fmt: skip


@pytest.fixture(scope="session")
def fill() -> Fill:
    """Return what fills one text from tables."""

    def filled(text: str, *tables: DataTable, language: str = "en") -> BoundText:
        return evaluator()(text, tables, language, PLACE)

    return filled
