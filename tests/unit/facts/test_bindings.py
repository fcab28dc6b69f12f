"""A bound cell is found by its labels wherever it moves, and never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.facts.bindings import Ambiguous, Found, Lost, Moved, find_again, finder
from briefing_app.facts.cells import CellOf, fingerprint
from briefing_app.facts.labels import TableLabels
from briefing_app.model.cell_value import BLANK, Missing, MissingKind, Value
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import Binding

MakeGrid = Callable[..., DataTable]

names = st.lists(
    st.sampled_from([f"Name {i}" for i in range(12)]), min_size=1, max_size=8, unique=True
)


def _grid(make_grid: MakeGrid, rows: list[str], columns: list[str], **more: object) -> DataTable:
    """Return a table whose cells say where they belong, wherever they stand."""
    values: dict[tuple[str, ...], list[Value]] = {
        (column,): [f"{row}/{column}" for row in rows] for column in columns
    }
    return make_grid([(row,) for row in rows], values, **more)


def _bound(table: DataTable, row: int, column: int) -> Binding:
    return CellOf(TableLabels(table), row, column).binding()


@given(st.tuples(names, names), st.tuples(names, names), st.integers(0, 30), st.data())
def test_inserted_deleted_and_reordered_rows_and_columns(
    make_grid: MakeGrid,
    before: tuple[list[str], list[str]],
    after: tuple[list[str], list[str]],
    down: int,
    data: st.DataObject,
) -> None:
    (rows, columns), (rows_now, columns_now) = before, after
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(columns) - 1))
    binding = _bound(_grid(make_grid, rows, columns), row, column)
    sheet = data.draw(st.sampled_from(["Data", "Figures"]))
    now = _grid(make_grid, rows_now, columns_now, sheet=sheet, top=3 + down)
    again = find_again(binding, [now])
    if rows[row] in rows_now and columns[column] in columns_now:
        place = CellOf(
            TableLabels(now), rows_now.index(rows[row]), columns_now.index(columns[column])
        )
        assert isinstance(again, Found | Moved)
        assert again.unchanged
        assert again.binding == place.binding()
        stays = (sheet, place.address) == ("Data", binding.address)
        assert isinstance(again, Found) == stays
    else:
        assert again == Lost()


@given(names, st.data())
def test_a_label_that_came_twice_is_never_guessed(
    make_grid: MakeGrid, rows: list[str], data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(rows) - 1))
    at = data.draw(st.integers(0, len(rows)))
    binding = _bound(_grid(make_grid, rows, ["x"]), row, 0)
    now = _grid(make_grid, [*rows[:at], rows[row], *rows[at:]], ["x"])
    again = find_again(binding, [now])
    assert isinstance(again, Ambiguous)
    assert len(again.candidates) == 2


def test_a_copied_worksheet_does_not_confuse(make_grid: MakeGrid) -> None:
    table = _grid(make_grid, ["A", "B"], ["x"])
    copy = _grid(make_grid, ["A", "B"], ["x"], sheet="Data (2)")
    binding = _bound(table, 1, 0)
    assert isinstance(find_again(binding, [copy, table]), Found)
    other = _grid(make_grid, ["A", "B"], ["x"], sheet="Other")
    assert isinstance(find_again(binding, [copy, other]), Ambiguous)


def test_the_tables_name_tells_equal_labels_apart(make_grid: MakeGrid) -> None:
    first = _grid(make_grid, ["A"], ["x"], title="Sales")
    second = _grid(make_grid, ["A"], ["x"], title="Costs", top=20)
    binding = _bound(second, 0, 0)
    assert isinstance(find_again(binding, [first, second]), Found)
    further = _grid(make_grid, ["A"], ["x"], title="Costs", top=40)
    assert isinstance(find_again(binding, [first, further]), Moved)
    # The name went to another worksheet and the labels stayed: a person must say.
    elsewhere = _grid(make_grid, ["A"], ["x"], title="Costs", sheet="New")
    assert isinstance(find_again(binding, [first, elsewhere]), Ambiguous)


def test_equal_tables_are_told_apart_while_nothing_moves(make_grid: MakeGrid) -> None:
    first = make_grid([("A",)], {("x",): [1.0]})
    second = make_grid([("A",)], {("x",): [2.0]}, top=20)
    binding = _bound(second, 0, 0)
    assert isinstance(find_again(binding, [first, second]), Found)
    same = make_grid([("A",)], {("x",): [2.0]})
    assert isinstance(find_again(binding, [same, second]), Ambiguous)
    moved = make_grid([("A",)], {("x",): [2.0]}, top=21)
    assert isinstance(find_again(binding, [first, moved]), Ambiguous)


def test_footnote_marks_that_came_or_went_do_not_matter(make_grid: MakeGrid) -> None:
    binding = _bound(make_grid([("A",), ("B",)], {("x",): [1.0, 2.0]}), 0, 0)
    marked = make_grid([("B",), ("A 1)",)], {("X*",): [2.0, 1.0]})
    again = find_again(binding, [marked])
    assert isinstance(again, Moved)
    assert again.binding.address == "B5"


def test_a_changed_value_is_said(make_grid: MakeGrid) -> None:
    binding = _bound(make_grid([("A",)], {("x",): [1.0]}), 0, 0)
    again = find_again(binding, [make_grid([("A",)], {("x",): [1.5]})])
    assert isinstance(again, Found)
    assert not again.unchanged


def test_many_bindings_share_one_reading(make_grid: MakeGrid) -> None:
    table = _grid(make_grid, ["A", "B"], ["x", "y"])
    find = finder([table])
    bindings = [_bound(table, row, column) for row in range(2) for column in range(2)]
    assert all(find(binding) == Found(binding, unchanged=True) for binding in bindings)
    assert find(replace(bindings[0], row_path=("C",))) == Lost()


@pytest.mark.parametrize(
    "other",
    [2.0, "1.0", True, BLANK, Missing(MissingKind.ERROR, "#N/A"), Missing(MissingKind.SUPPRESSED)],
)
def test_fingerprints_differ_where_values_do(other: Value) -> None:
    assert fingerprint(1.0) == fingerprint(1.0)
    assert fingerprint(other) != fingerprint(1.0)
