"""The figures of a deck are found again in their own table, or a person is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.errors import NOWHERE
from briefing_app.facts.cells import CellOf, fingerprint
from briefing_app.facts.exhibit_cells import in_full, printed_cell
from briefing_app.facts.expressions import evaluator
from briefing_app.facts.figures_again import FiguresAgain
from briefing_app.facts.labels import TableLabels
from briefing_app.model.cell_value import BLANK, Missing, MissingKind, Value
from briefing_app.model.data_table import DataTable
from briefing_app.model.deck_record import (
    DeckRecord,
    ExhibitNow,
    FigureNow,
    RecordedExhibit,
    RecordedSlide,
    RecordedValue,
    Status,
)
from briefing_app.model.slide_plan import BoundFigure

MakeGrid = Callable[..., DataTable]
FOUND = (Status.SAME, Status.MOVED, Status.CHANGED)

names = st.lists(
    st.sampled_from([f"Name {i}" for i in range(9)]), min_size=1, max_size=6, unique=True
)


def record_of(table: DataTable, *formulas: str) -> DeckRecord:
    """Return what a deck of one slide says that shows a table and prints formulas."""
    labels = TableLabels(table)
    cells = [
        CellOf(labels, row, column)
        for row in range(table.row_count)
        for column in range(len(table.value_columns))
    ]
    figures = tuple(
        BoundFigure(cell.binding(), in_full(cell.value), printed_cell(cell, "", "en"))
        for cell in cells
    )
    exhibit = RecordedExhibit(
        "a#exhibit", table.workbook.name, table.cells.sheet, table.cells.address,
        table.name or table.title, "", figures,
    )  # fmt: skip
    texts = [evaluator()(f"{{{formula}}}", [table], "en", NOWHERE) for formula in formulas]
    values = tuple(RecordedValue("a#title", text.text, text.values[0]) for text in texts)
    return DeckRecord(
        "en", (("Data.xlsx", "ab" * 32),), (RecordedSlide("1", (), (exhibit,), values),)
    )


def again(record: DeckRecord, tables: Sequence[DataTable]) -> tuple[ExhibitNow, list[FigureNow]]:
    found = FiguresAgain(record, {"Data.xlsx": tables}, evaluator())
    (slide,) = record.slides
    exhibit = found.exhibit(slide.exhibits[0])
    values = [found.value(value) for value in slide.values]
    assert exhibit is not None
    return exhibit, [value for value in values if value is not None]


def grid(
    make_grid: MakeGrid, rows: Sequence[str], columns: Sequence[str], mark: str = "", **more: object
) -> DataTable:
    """Return a table whose cells say where they belong, wherever they stand."""
    values: dict[tuple[str, ...], list[Value]] = {
        (column,): [f"{row}/{column}{mark}" for row in rows] for column in columns
    }
    return make_grid([(row,) for row in rows], values, **more)


@given(data=st.data(), before=st.tuples(names, names), after=st.tuples(names, names))
def test_never_a_wrong_cell(
    make_grid: MakeGrid,
    data: st.DataObject,
    before: tuple[list[str], list[str]],
    after: tuple[list[str], list[str]],
) -> None:
    """Whatever was inserted, deleted, reordered, renamed or doubled: a found cell is the cell."""
    title = data.draw(st.sampled_from(["Sales", ""]))
    record = record_of(grid(make_grid, *before, title=title))
    mark = data.draw(st.sampled_from(["", "@2"]))
    rows, columns = list(after[0]), after[1]
    if data.draw(st.booleans()):
        rows[0] = "Renamed"
    if data.draw(st.booleans()):
        rows.append(rows[0])
    tables = []
    there = data.draw(st.booleans())
    if there:
        top = data.draw(st.integers(3, 9)) if title else 3
        tables.append(grid(make_grid, rows, columns, mark, title=title, top=top))
    twins = [("Data", "Costs"), ("Data (2)", title), ("Data (2)", "Costs")]
    twins += [("Data", title)] if there else []
    for sheet, name in data.draw(st.lists(st.sampled_from(twins), max_size=2)):
        top = 40 + 20 * len(tables)
        tables.insert(0, grid(make_grid, *before, "twin", title=name, sheet=sheet, top=top))
    exhibit, _ = again(record, tables)
    for figure, was in zip(exhibit.figures, record.slides[0].exhibits[0].figures, strict=True):
        row, column = was.cell.row_path[0], was.cell.column_path[0]
        if figure.status in FOUND:
            assert figure.shown_now == f"{row}/{column}{mark}"
            assert (figure.status is Status.CHANGED) == bool(mark)
            assert rows.count(row) == 1 or (not mark and figure.cell == figure.cell_now)
        if figure.status is Status.LOST and there:
            # Lost is what has no labels any more, or stood in a table that has too few of them.
            assert row not in rows or column not in columns or not exhibit.table.now


@given(st.permutations([f"Row {i}" for i in range(5)]), st.integers(3, 40), st.data())
def test_a_table_that_grew_and_moved_is_found_whole(
    make_grid: MakeGrid, rows: list[str], top: int, data: st.DataObject
) -> None:
    record = record_of(grid(make_grid, [f"Row {i}" for i in range(5)], ["2022", "2023"]))
    at = data.draw(st.integers(0, 5))
    now = [*rows[:at], "New", *rows[at:]]
    columns = data.draw(st.permutations(["2022", "2023", "2024"]))
    exhibit, _ = again(record, [grid(make_grid, now, columns, top=top)])
    assert exhibit.table.now
    assert {f.status for f in exhibit.figures} <= {Status.SAME, Status.MOVED}
    for figure in exhibit.figures:
        moved = figure.cell != figure.cell_now
        assert (figure.status is Status.MOVED) == moved


def test_a_deleted_table_is_not_taken_for_its_twin(make_grid: MakeGrid) -> None:
    """The twin moves up to the very place: only its title and its values tell."""
    sales = make_grid([("A",), ("B",)], {("2023",): [1.0, 2.0]}, title="Sales")
    costs = make_grid([("A",), ("B",)], {("2023",): [7.0, 8.0]}, title="Costs")
    exhibit, (value,) = again(record_of(sales, "A[2023]"), [costs])
    assert {f.status for f in exhibit.figures} == {Status.AMBIGUOUS}
    assert exhibit.table.candidates == ("Data!A3:B5",)
    assert value.status is Status.AMBIGUOUS


def test_the_next_edition_keeps_its_title_but_for_the_year(make_grid: MakeGrid) -> None:
    old = make_grid([("A",), ("B",)], {("Now",): [1.0, 2.0]}, title="Sales 2023")
    new = make_grid([("A",), ("B",)], {("Now",): [3.0, 4.0]}, title="Sales 2024", top=5)
    exhibit, (value,) = again(record_of(old, "A / B | 0%"), [new])
    assert [f.status for f in exhibit.figures] == [Status.CHANGED] * 2
    assert (value.status, value.was, value.shown_now) == (Status.CHANGED, "50%", "75%")
    assert (value.cell, value.cell_now) == ("Data!B4:B5", "Data!B6:B7")


def test_two_tables_that_fit_alike_are_asked_for(make_grid: MakeGrid) -> None:
    old = grid(make_grid, ["A", "B"], ["x"])
    new = [grid(make_grid, ["A", "B"], ["x"], "@2", top=top) for top in (3, 20)]
    exhibit, (value,) = again(record_of(old, "A[x]"), new)
    assert exhibit.table.candidates == ("Data!A3:B5", "Data!A20:B22")
    assert exhibit.figures[0].candidates == ("Data!B4", "Data!B21")
    assert value.status is Status.AMBIGUOUS
    unchanged, _ = again(record_of(old), [old, new[1]])
    assert {f.status for f in unchanged.figures} == {Status.SAME}


def test_a_renamed_worksheet_is_followed_where_the_values_agree(make_grid: MakeGrid) -> None:
    old = grid(make_grid, ["A", "B", "C"], ["x"])
    same = grid(make_grid, ["A", "B", "C"], ["x"], sheet="Renamed")
    other = grid(make_grid, ["A", "B", "C"], ["x"], "@2", sheet="Renamed")
    assert {f.status for f in again(record_of(old), [same])[0].figures} == {Status.MOVED}
    assert {f.status for f in again(record_of(old), [other])[0].figures} == {Status.AMBIGUOUS}


def test_a_range_that_was_asked_for_is_no_second_table(make_grid: MakeGrid) -> None:
    old = grid(make_grid, ["A", "B"], ["x", "y"])
    part = grid(make_grid, ["A", "B"], ["x"])
    assert {f.status for f in again(record_of(old), [part, old])[0].figures} == {Status.SAME}


@pytest.mark.parametrize(
    ("formula", "status", "shown"),
    [
        ("sum('2023')", Status.CHANGED, "6.0"),
        ("last(A)", Status.CHANGED, "9.0"),
        ("A['2023']", Status.MOVED, "1.0"),
        ("A['2023'] + B['2023']", Status.MOVED, "3.0"),
    ],
)
def test_a_formula_is_computed_from_the_grown_table(
    make_grid: MakeGrid, formula: str, status: Status, shown: str
) -> None:
    old = make_grid([("A",), ("B",)], {("2023",): [1.0, 2.0]})
    new = make_grid(
        [("C",), ("A",), ("B",)], {("2023",): [3.0, 1.0, 2.0], ("2024",): [5.0, 9.0, 6.0]}
    )
    _, (value,) = again(record_of(old, formula), [new])
    assert (value.status, value.shown_now) == (status, shown)


def test_a_label_that_is_gone_is_lost_with_what_is_nearest(make_grid: MakeGrid) -> None:
    old = make_grid([("Germany",), ("France",), ("Italy",)], {("2023",): [1.0, 2.0, 3.0]})
    new = make_grid([("Germany total",), ("France",), ("Italy",)], {("2023",): [1.0, 2.0, 3.0]})
    exhibit, (value,) = again(record_of(old, "Germany['2023']"), [new])
    assert [f.status for f in exhibit.figures] == [Status.LOST, Status.SAME, Status.SAME]
    assert exhibit.figures[0].candidates == ("Data!B4 ('Germany total', '2023')",)
    assert value.status is Status.LOST
    assert value.candidates == exhibit.figures[0].candidates
    assert "Germany" in value.why


def test_a_value_that_cannot_be_computed_any_more_changed(make_grid: MakeGrid) -> None:
    old = make_grid([("A",), ("B",)], {("2023",): [1.0, 2.0]})
    new = make_grid([("A",), ("B",)], {("2023",): [1.0, 0.0]})
    _, (value,) = again(record_of(old, "A['2023'] / B['2023']"), [new])
    assert (value.status, value.shown_now) == (Status.CHANGED, "")
    assert "divides by zero" in value.why


def test_a_change_that_is_not_printed_is_said_to_be_one(make_grid: MakeGrid) -> None:
    old = make_grid([("A",)], {("2023",): [1.01]})
    new = make_grid([("A",)], {("2023",): [1.02]})
    exhibit, (value,) = again(record_of(old, "A['2023']"), [new])
    assert exhibit.figures[0].unseen
    assert value.unseen
    assert value.status is exhibit.figures[0].status is Status.CHANGED


def test_a_workbook_that_was_not_given_is_not_compared(make_grid: MakeGrid) -> None:
    record = record_of(make_grid([("A",)], {("x",): [1.0]}), "A[x]")
    found = FiguresAgain(record, {"Other.xlsx": []}, evaluator())
    assert found.exhibit(record.slides[0].exhibits[0]) is None
    assert found.value(record.slides[0].values[0]) is None


def test_texts_without_an_exhibit_find_their_cells(make_grid: MakeGrid) -> None:
    old = make_grid([("A",), ("B",)], {("x",): [1.0, 2.0]}, title="Sales")
    record = record_of(old, "A[x]", "B[x]")
    (slide,) = record.slides
    record = replace(record, slides=(replace(slide, exhibits=()),))
    new = make_grid([("A",), ("B",)], {("x",): [1.0, 2.0]}, title="Sales", top=6)
    found = FiguresAgain(record, {"Data.xlsx": [new]}, evaluator())
    now = [found.value(value) for value in record.slides[0].values]
    assert [value.cell_now for value in now if value] == ["Data!B7", "Data!B8"]
    (table,) = found.tables_of_texts()
    assert (table.was, table.now) == ("Data!B4, B5", "Data!B7, B8")


def test_labels_that_always_stood_twice_are_no_doubt_while_nothing_changes(
    make_grid: MakeGrid,
) -> None:
    rows = [("A",), ("A",), ("B",)]
    old = make_grid(rows, {("x",): [0.0, 0.0, 1.0]})
    twin = make_grid(rows, {("x",): [0.0, 0.0, 2.0]}, top=20)
    same, _ = again(record_of(old), [old])
    assert {f.status for f in same.figures} == {Status.SAME}
    same, _ = again(record_of(old), [old, twin])
    assert {f.status for f in same.figures} == {Status.SAME}
    # A third one came, or one of them changed: now nobody can tell which is which.
    more = make_grid([("A",), *rows], {("x",): [0.0, 0.0, 0.0, 1.0]})
    changed = make_grid(rows, {("x",): [0.0, 5.0, 1.0]})
    statuses = [f.status for f in again(record_of(old), [more])[0].figures]
    assert statuses == [Status.AMBIGUOUS, Status.AMBIGUOUS, Status.MOVED]
    statuses = [f.status for f in again(record_of(old), [changed])[0].figures]
    assert statuses == [Status.SAME, Status.AMBIGUOUS, Status.SAME]


def test_footnote_marks_that_came_or_went_do_not_matter(make_grid: MakeGrid) -> None:
    old = make_grid([("A",), ("B",)], {("x",): [1.0, 2.0]})
    marked = make_grid([("B",), ("A 1)",)], {("X*",): [2.0, 1.0]})
    exhibit, _ = again(record_of(old), [marked])
    assert [f.cell_now for f in exhibit.figures] == ["Data!B5", "Data!B4"]
    assert {f.status for f in exhibit.figures} == {Status.MOVED}


@pytest.mark.parametrize(
    "other",
    [2.0, "1.0", True, BLANK, Missing(MissingKind.ERROR, "#N/A"), Missing(MissingKind.SUPPRESSED)],
)
def test_fingerprints_differ_where_values_do(other: Value) -> None:
    assert fingerprint(1.0) == fingerprint(1.0)
    assert fingerprint(other) != fingerprint(1.0)
