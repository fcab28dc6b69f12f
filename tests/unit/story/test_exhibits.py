"""From a request and a table to a specification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.chart_spec import ChartKind, ChartSpec, TableSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.exhibits import MadeExhibit, make_exhibit
from briefing_app.story.plain_text import Wording

Make = Callable[..., DataTable]


def made(table: DataTable, kind: str = "", **options: str) -> MadeExhibit:
    named = tuple((name.replace("_", " "), value) for name, value in options.items())
    request = ExhibitRequest(kind=kind, options=named)
    wording = Wording("en", evaluator(), (table,))
    return make_exhibit(ChosenExhibit(request, table), wording, message="Asia leads")


def codes(exhibit: MadeExhibit) -> list[str]:
    return [finding.code for finding in exhibit.findings]


def test_bars_are_sorted_longest_first_and_other_last(make_table: Make) -> None:
    table = make_table(["Spain", "Other", "Italy"], {"Sales": [1.0, 9.0, 3.0]})
    spec = made(table, "bar").spec
    assert isinstance(spec, ChartSpec)
    assert spec.categories == ("Italy", "Spain", "Other")
    assert spec.series[0].values == (3.0, 1.0, 9.0)
    kept = made(table, "bar", sort="none", top="2").spec
    assert isinstance(kept, ChartSpec)
    assert kept.categories == ("Spain", "Other")


def test_total_rows_are_no_bars_and_no_segments(make_table: Make) -> None:
    table = make_table(["Asia", "Europe", "Total"], {"2020": [1.0, 2.0, 3.0]}, total_rows=(2,))
    spec = made(table, "bar").spec
    assert isinstance(spec, ChartSpec)
    assert "Total" not in spec.categories


def test_years_across_become_categories(make_table: Make) -> None:
    table = make_table(["Asia", "Europe"], {"2019": [1.0, 2.0], "2020": [2.0, 3.0]})
    spec = made(table, "line", focus="Asia").spec
    assert isinstance(spec, ChartSpec)
    assert spec.time
    assert spec.categories == ("2019", "2020")
    assert [series.name for series in spec.series] == ["Asia", "Europe"]
    assert spec.series[1].values == (2.0, 3.0)
    assert spec.series[1].cells == "Data!B5:C5"
    assert spec.focus == ("Asia",)
    assert spec.unit == "€ m"


def test_the_levels_of_a_waterfall_are_named_or_found_by_arithmetic(make_table: Make) -> None:
    steps = ["Start", "Price", "Volume", "End"]
    adds_up = make_table(steps, {"Change": [10.0, 3.0, -1.0, 12.0]})
    spec = made(adds_up, "waterfall").spec
    assert isinstance(spec, ChartSpec)
    assert spec.kind is ChartKind.WATERFALL
    assert spec.total_categories == (0, 3)
    other = make_table(steps, {"Change": [10.0, 3.0, -1.0, 4.0]})
    named = made(other, "waterfall", totals="start").spec
    assert isinstance(named, ChartSpec)
    assert named.total_categories == (0,)


def test_a_row_that_two_columns_name_is_in_focus_by_the_first(make_table: Make) -> None:
    projects = {"Project": ["Model", "Laboratory"], "People": [7.0, 2.0]}
    table = replace(make_table(["Laos", "Brazil"], projects), header_cols=2)
    for named, rows in (("Laos", (0,)), ("Model", ()), ("", ())):
        spec = made(table, "table", focus=named).spec
        assert isinstance(spec, TableSpec)
        assert spec.focus_rows == rows


def test_a_table_prints_cells_in_their_own_format(make_table: Make) -> None:
    table = make_table(
        ["Asia", "Total"],
        {"Sales": [1234.5, Missing(MissingKind.NOT_AVAILABLE, "n/a")]},
        total_rows=(1,),
    )
    spec = made(table, "table", focus="Asia").spec
    assert isinstance(spec, TableSpec)
    assert spec.rows == (("Asia", "1,234.5"), ("Total", "n/a"))
    assert (spec.numeric, spec.total_rows, spec.focus_rows) == ((False, True), (1,), (0,))


def test_many_columns_are_cut_to_the_latest_and_said(make_table: Make) -> None:
    years = {str(year): [1.0, 2.0] for year in range(2000, 2020)}
    exhibit = made(make_table(["Asia", "Europe"], years), "table")
    assert isinstance(exhibit.spec, TableSpec)
    assert exhibit.spec.header[-1] == "2019"
    assert "columns-left-out" in codes(exhibit)


def test_an_error_value_is_a_finding_that_names_the_cell(make_table: Make) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, Missing(MissingKind.ERROR, "#DIV/0!")]})
    exhibit = made(table, "column")
    (finding,) = [f for f in exhibit.findings if f.code == "error-value"]
    assert finding.place.cell == "B5"
    assert isinstance(exhibit.spec, ChartSpec)
    assert exhibit.spec.series[0].values[1] == Missing(MissingKind.ERROR, "#DIV/0!")


def test_what_is_not_understood_is_said(make_table: Make) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    exhibit = made(table, "colunm", focus="Africa", colour="red")
    assert {"kind-unknown", "option-unknown", "option-name-unknown"} <= set(codes(exhibit))
    unknown = next(f for f in exhibit.findings if f.code == "kind-unknown")
    assert "column" in unknown.remedy


def test_the_choice_of_a_kind_is_told_with_its_reason(make_table: Make) -> None:
    exhibit = made(make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]}))
    (finding,) = [f for f in exhibit.findings if f.code == "kind-chosen"]
    assert "categories to compare" in finding.message


def test_time_runs_forwards_in_a_chart_whatever_the_sheet_says(make_table: Make) -> None:
    table = make_table(["Asia"], {"2021": [3.0], "2020": [2.0], "2019": [1.0]})
    spec = made(table, "line").spec
    assert isinstance(spec, ChartSpec)
    assert spec.categories == ("2019", "2020", "2021")
    assert spec.series[0].values == (1.0, 2.0, 3.0)
