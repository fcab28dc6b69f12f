from __future__ import annotations

from collections.abc import Callable

from briefing_app.excel.workbook_reader import WorkbookContent

Parse = Callable[..., WorkbookContent]

LEGEND = [
    ["Variables"],
    ["gdppc", "Real GDP per capita in 2011 US$, multiple benchmarks"],
    ["pop", "Population, mid-year (thousands)"],
    ["Source", "Statistics office"],
]
SERIES = [["Country", 2019, 2020], ["Chad", 1.5, 2.5], ["Mali", 3.5, 4.5]]


def test_a_legend_on_another_sheet_says_unit_and_source(parse: Parse) -> None:
    first, second = parse({"Legend": LEGEND, "gdppc": SERIES, "pop": SERIES}).tables
    assert (first.unit, second.unit) == ("2011 US$", "thousands")
    assert first.source == second.source == "Statistics office"


def test_a_legend_says_the_units_of_columns(parse: Parse) -> None:
    rows = [["Country", "Year", "gdppc", "pop"], ["Chad", 2019, 1.5, 2.5], ["Mali", 2019, 3, 4]]
    (table,) = parse({"Data": rows, "Legend": LEGEND}).tables
    assert table.column_units == ("", "", "2011 US$", "thousands")


def test_what_the_table_says_itself_goes_first(parse: Parse) -> None:
    rows = [["GDP (EUR m)"], *SERIES, ["Source: own survey"]]
    legend = [["Unit", "persons"], ["Source", "Office"]]
    (table,) = parse({"Data": rows, "Legend": legend}).tables
    assert (table.unit, table.source) == ("EUR m", "own survey")


def test_of_two_units_for_everything_none_is_taken(parse: Parse) -> None:
    legend = [["Unit", "persons"], ["Unit", "EUR"], ["Source", "A"], ["Source", "B"]]
    (table,) = parse({"Data": SERIES, "Legend": legend}).tables
    assert (table.unit, table.source) == ("", "")
    (table,) = parse({"Data": SERIES, "Legend": legend[1:3]}).tables
    assert (table.unit, table.source) == ("EUR", "A")
