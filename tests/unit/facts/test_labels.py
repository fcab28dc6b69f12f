"""Labels match by what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.facts.axis import bare_key, label_key
from briefing_app.facts.labels import TableLabels, column_paths, row_paths
from briefing_app.model.bound_text import BoundText
from briefing_app.model.cell_value import BLANK
from briefing_app.model.data_table import DataTable

MakeGrid = Callable[..., DataTable]
Fill = Callable[..., BoundText]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("REVENUE", "revenue"),
        (" Net\u00a0 sales\n(total) ", "net sales (total)"),
        ("ＧＤＰ", "gdp"),
        ("2019–20", "2019-20"),
        ("Côte d’Ivoire", "côte d'ivoire"),
        ("STRASSE", "straße"),
    ],
)
def test_labels_that_say_the_same(written: str, meant: str) -> None:
    assert label_key(written) == label_key(meant)


@pytest.mark.parametrize(
    "written", ["Germany 1)", "Germany*", "Germany [a]", "Germany¹", "Germany (2) **", "Germany†"]
)
def test_footnote_marks_are_not_part_of_a_label(written: str) -> None:
    assert bare_key(written) == "germany"


def test_a_label_that_is_a_mark_stays_one() -> None:
    assert bare_key("*") == "*"
    assert bare_key("GDP 2024") == "gdp 2024"
    assert bare_key("Revenue (net)") == "revenue (net)"


def test_a_mark_tells_two_labels_apart(make_grid: MakeGrid) -> None:
    axis = TableLabels(make_grid([("A",), ("A*",), ("B*",)], {("x",): [1.0, 2.0, 3.0]})).rows
    assert axis.find(("A",)).indexes == (0,)
    assert axis.find(("a*",)).indexes == (1,)
    assert axis.find(("B",)).indexes == (2,)
    both = TableLabels(make_grid([("A 1)",), ("A*",)], {("x",): [1.0, 2.0]})).rows
    assert both.find(("A",)).is_double


def test_paths_skip_levels_and_headings_stand_for_what_is_below(economies: DataTable) -> None:
    labels = TableLabels(economies)
    assert labels.rows.find(("France",)).indexes == (1,)
    assert labels.rows.find(("Europe", "Germany")).indexes == (0,)
    assert labels.rows.find(("Germany",)).is_double
    europe = labels.rows.find(("Europe",))
    assert (europe.indexes, europe.leaf) == ((0, 1), False)
    assert labels.columns.find(("GDP 2024",)).indexes == (1,)
    assert labels.columns.find(("Population", "2024")).indexes == (3,)
    assert labels.rows.find(("Asia", "France")).indexes == ()


def test_row_paths_fill_down_what_a_merged_cell_leaves_blank(make_grid: MakeGrid) -> None:
    table = make_grid(
        [("A", "x"), (BLANK, "y"), ("B", BLANK), (BLANK, BLANK), (BLANK, "z"), (2024.0, "t")],
        {("n", ""): [1.0] * 6},
    )
    assert row_paths(table) == (("A", "x"), ("A", "y"), ("B",), (), ("B", "z"), ("2024", "t"))
    assert column_paths(table) == (("n",),)


def test_a_table_without_row_labels_has_columns_alone(make_grid: MakeGrid) -> None:
    table = make_grid([(), ()], {("x",): [1.0, 2.0]})
    labels = TableLabels(table)
    assert labels.rows.paths == ((), ())
    assert labels.rows.find(("x",)).indexes == ()
    assert labels.columns.find(("x",)).indexes == (0,)


def test_the_unit_that_the_reader_took_out_of_a_header_may_be_written(make_grid: MakeGrid) -> None:
    table = make_grid([("A",)], {("GDP",): [1.0], ("People",): [2.0]})
    told = TableLabels(replace(table, column_units=("", "US$", "")))
    assert told.columns.find(("GDP (US$)",)).indexes == (0,)
    assert told.columns.find(("GDP (€)",)).indexes == ()
    assert told.column_units == ("US$", "")
    whole = TableLabels(replace(table, unit="m people"))
    assert whole.columns.find(("People (m people)",)).indexes == (1,)


@pytest.fixture
def indented(make_grid: MakeGrid) -> DataTable:
    rows = ["World", "Europe", "Germany", "Bavaria", "France", "Asia", "China", "Germany"]
    blank = [BLANK] * 1
    values = [100.0, 60.0, 40.0, 9.0, 20.0, *blank, 30.0, 10.0]
    table = make_grid([(row,) for row in rows], {("2024",): values}, total_rows=(0,))
    return replace(table, row_levels=(0, 1, 2, 3, 2, 1, 2, 2))


def test_indented_rows_have_paths(indented: DataTable) -> None:
    axis = TableLabels(indented).rows
    assert axis.paths[3] == ("World", "Europe", "Germany", "Bavaria")
    assert axis.find(("Germany",)).is_double
    assert axis.find(("Asia", "Germany")).indexes == (7,)
    europe = axis.find(("Europe",))
    assert (europe.indexes, europe.leaf) == ((1,), True)
    # Asia holds no figure of its own: it stands for what is below it.
    asia = axis.find(("Asia",))
    assert (asia.indexes, asia.leaf) == ((6, 7), False)


def test_parts_are_not_added_to_their_wholes(indented: DataTable, fill: Fill) -> None:
    assert fill("{sum('2024') | 0}", indented).text == "100"
    assert fill("{sum(Asia) | 0}", indented).text == "40"
    assert fill("{sum('2024'['Europe > x':'France']) | 0}", indented).text == ""
    assert fill("{sum('2024'['Bavaria':'China']) | 0}", indented).text == "59"


def test_an_item_stands_among_its_peers(indented: DataTable, fill: Fill) -> None:
    assert fill("{rank('China', '2024')}", indented).text == "2"
    assert fill("{rank('France', '2024')}", indented).text == "3"
    assert fill("{share('France', '2024')}", indented).text == "20.0%"
    assert fill("{rank('Europe', '2024')}", indented).text == "1"
