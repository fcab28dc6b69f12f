"""Labels of data tables, said in another language."""

from __future__ import annotations

from briefing_app.model.cell_range import CellRange
from briefing_app.model.data_table import Column, DataTable, FoundBy, Workbook
from briefing_app.model.labels import said, table_said, words_in
from briefing_app.model.topic import Text

LABELS = (
    ("Asia", Text("Asia", (("de", "Asien"), ("zh", "亚洲")))),
    ("GDP per\nhead", Text("GDP per head", (("de", "BIP pro Kopf"),))),
    ("Asia", Text("Asia", (("de", "Asia!"),))),
    ("Europe", Text("Europe", (("zh", "欧洲"),))),
)
TABLE = DataTable(
    id="Data#1",
    name="",
    cells=CellRange("Data", 1, 1, 3, 2),
    header_rows=1,
    header_cols=1,
    columns=(
        Column(("Region",), ("Asia", "Africa"), ("@", "@"), 1),
        Column(("Sales", "GDP per head"), (1.0, 2.0), ("0", "0"), 2),
    ),
    found_by=FoundBy.BLOCK,
    workbook=Workbook("book.xlsx", "abc"),
    title="Asia",
    unit="Asia",
    column_units=("", "Asia"),
)


def test_the_first_of_two_counts_and_blanks_do_not_matter() -> None:
    words = words_in(LABELS, "de")
    assert said("Asia", words) == "Asien"
    assert said(" GDP \n per head", words) == "BIP pro Kopf"
    assert said("Europe", words) == "Europe"
    assert said("", words) == ""


def test_a_language_without_texts_has_no_words() -> None:
    assert words_in(LABELS, "fr") == {}
    assert table_said(TABLE, {}) is TABLE


def test_headers_texts_title_and_units_are_said_and_figures_kept() -> None:
    table = table_said(TABLE, words_in(LABELS, "de"))
    assert [column.header for column in table.columns] == [("Region",), ("Sales", "BIP pro Kopf")]
    assert table.columns[0].values == ("Asien", "Africa")
    assert table.columns[1].values == (1.0, 2.0)
    assert (table.title, table.unit, table.column_units) == ("Asien", "Asien", ("", "Asien"))
    assert table.cells == TABLE.cells
