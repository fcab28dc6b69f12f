"""Every kind of chart from a table that holds what it needs, and a table where one does not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.families import FAMILIES
from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.cell_value import BLANK, Value
from briefing_app.model.chart_spec import ChartKind, ChartSpec, TableSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.chart_specs import chart_spec
from briefing_app.story.column_roles import cross, without_common_headers
from briefing_app.story.exhibit_wish import Wish
from briefing_app.story.exhibits import MadeExhibit, make_exhibit
from briefing_app.story.plain_text import Wording

Make = Callable[..., DataTable]
NAMES = ["Asia", "Europe", "Africa", "Oceania"]
ONE = [40.0, 30.0, 20.0, 10.0]


def made(table: DataTable, kind: str, *options: tuple[str, str]) -> MadeExhibit:
    wording = Wording("en", evaluator(), (table,))
    request = ExhibitRequest(kind=kind, options=options)
    return make_exhibit(ChosenExhibit(request, table), wording, message="")


def spec_of(table: DataTable, kind: ChartKind, *options: tuple[str, str]) -> ChartSpec:
    """Return the specification, whether or not the kind can be drawn yet."""
    wish = Wish(table, options, "Sales", "", "en", "", ExhibitRequest().place, {})
    spec, _ = chart_spec(kind, wish, cross(without_common_headers(table)[0]))
    assert spec is not None
    return spec


def codes(exhibit: MadeExhibit) -> list[str]:
    return [finding.code for finding in exhibit.findings]


def with_units(table: DataTable, *units: str) -> DataTable:
    return replace(table, column_units=("", *units))


def with_headers(table: DataTable, *headers: tuple[str, ...]) -> DataTable:
    columns = [replace(c, header=h) for c, h in zip(table.columns[1:], headers, strict=True)]
    return replace(table, columns=(table.columns[0], *columns))


def day(text: str) -> Value:
    return datetime.datetime.fromisoformat(text)


@pytest.fixture
def regions(make_table: Make) -> DataTable:
    years = {"2019": ONE, "2020": [45.0, 28.0, 22.0, 9.0], "2021": [50.0, 25.0, 25.0, 8.0]}
    return make_table(NAMES, years)


@pytest.fixture
def unlike(make_table: Make) -> DataTable:
    columns = {"Income": [5.0, 40.0, 2.0, 35.0], "Life": [70.0, 80.0, 62.0, 81.0], "People": ONE}
    return with_units(make_table(NAMES, columns), "$ k", "years", "million")


def test_points_have_two_measures_of_whatever_units(unlike: DataTable) -> None:
    scatter = spec_of(unlike, ChartKind.SCATTER)
    assert [(s.name, s.unit) for s in scatter.series] == [("Income", "$ k"), ("Life", "years")]
    assert (scatter.categories, scatter.unit) == (tuple(NAMES), "")
    other = spec_of(unlike, ChartKind.SCATTER, ("series", "People, Life"))
    assert [s.name for s in other.series] == ["People", "Life"]
    bubble = spec_of(unlike, ChartKind.BUBBLE)
    assert [s.name for s in bubble.series] == ["Income", "Life", "People"]


def test_points_without_a_figure_are_left_out_and_groups_come_from_a_column_of_texts(
    make_table: Make,
) -> None:
    columns = {
        "Group": ["South", "North", "South", "North"],
        "Income": [5.0, BLANK, 2.0, 35.0],
        "Life": [70.0, 80.0, 62.0, 81.0],
    }
    table = make_table(NAMES, columns)
    spec = spec_of(table, ChartKind.SCATTER)
    assert spec.categories == ("Asia", "Africa", "Oceania")
    assert spec.groups == ("South", "South", "North")
    assert spec_of(table, ChartKind.SCATTER, ("groups", "none")).groups == ()
    labels = spec_of(replace(table, header_cols=2), ChartKind.SCATTER)
    assert labels.categories == ("Asia", "Africa", "Oceania")


def test_a_bullet_knows_its_measure_its_target_and_its_limits_by_their_headers(
    make_table: Make,
) -> None:
    columns = {"Good": [9.0] * 4, "Plan": [8.0] * 4, "Poor": [3.0] * 4, "Actual": ONE}
    spec = spec_of(make_table(NAMES, columns), ChartKind.BULLET)
    assert [s.name for s in spec.series] == ["Actual", "Plan", "Poor", "Good"]
    plain = spec_of(make_table(NAMES, {"This": ONE, "That": ONE}), ChartKind.BULLET)
    assert [s.name for s in plain.series] == ["This", "That"]


def test_a_histogram_has_the_observations_that_there_are(make_table: Make) -> None:
    table = make_table([f"N{n}" for n in range(5)], {"Growth": [1.0, BLANK, 3.0, 4.0, 5.0]})
    spec = spec_of(table, ChartKind.HISTOGRAM, ("bins", "7"))
    assert spec.series[0].values == (1.0, 3.0, 4.0, 5.0)
    assert (len(spec.categories), spec.bins) == (4, 7)


def test_boxes_are_columns_or_the_groups_of_a_column(make_table: Make) -> None:
    by_columns = spec_of(make_table(["1", "2"], {"A": [1.0, 2.0], "B": [3.0, BLANK]}),
                         ChartKind.BOX_PLOT)  # fmt: skip
    assert [(s.name, s.values) for s in by_columns.series] == [("A", (1.0, 2.0)),
                                                              ("B", (3.0, BLANK))]  # fmt: skip
    labels = ["Asia", "Europe", "Asia", "Europe", "Asia"]
    grouped = spec_of(make_table(labels, {"Growth": [1.0, 2.0, 3.0, 4.0, 5.0]}),
                      ChartKind.BOX_PLOT)  # fmt: skip
    assert [s.name for s in grouped.series] == ["Asia", "Europe"]
    assert grouped.series[0].values == (1.0, 3.0, 5.0)
    assert grouped.series[1].values == (2.0, 4.0, BLANK)
    assert grouped.series[1].addresses == ("B5", "B7", "")


def test_a_plan_has_starts_ends_and_milestones(make_table: Make) -> None:
    columns = {
        "Phase": ["Design", "Design", "Build"],
        "End": [day("2024-03-01"), BLANK, day("2024-09-30")],
        "Start": [day("2024-01-01"), day("2024-02-01"), day("2024-03-01")],
        "Go live": [BLANK, BLANK, day("2024-10-01")],
    }
    spec = spec_of(make_table(["Plan", "Approve", "Make"], columns), ChartKind.GANTT)
    assert spec.categories == ("Plan", "Approve", "Make", "Make: Go live")
    assert [s.name for s in spec.series] == ["Start", "End"]
    assert spec.series[0].values == (45292.0, 45323.0, 45352.0, 45566.0)
    assert spec.series[1].values == (45352.0, BLANK, 45565.0, BLANK)
    assert spec.groups == ("Design", "Design", "Build", "Build")


def test_rows_without_dates_head_the_tasks_below_them(make_table: Make) -> None:
    columns = {"Start": [BLANK, day("2024-01-01")], "Days": [BLANK, 10.0]}
    spec = spec_of(make_table(["Phase 1", "Plan"], columns), ChartKind.GANTT)
    assert (spec.categories, spec.groups) == (("Plan",), ("Phase 1",))
    assert spec.series[1].values == (45302.0,)


def test_a_heat_map_stands_as_the_table_does(regions: DataTable) -> None:
    spec = spec_of(regions, ChartKind.HEAT_MAP)
    assert [s.name for s in spec.series] == NAMES
    assert spec.categories == ("2019", "2020", "2021")


@pytest.mark.parametrize("kind", [ChartKind.DUMBBELL, ChartKind.BUTTERFLY])
def test_pairs_are_the_first_and_the_last_period(regions: DataTable, kind: ChartKind) -> None:
    spec = spec_of(regions, kind)
    assert [s.name for s in spec.series] == ["2019", "2021"]
    assert spec.categories == tuple(NAMES)
    other = spec_of(regions, kind, ("series", "2020, 2021"))
    assert [s.name for s in other.series] == ["2020", "2021"]


def test_a_slope_goes_from_the_first_to_the_last_period(
    regions: DataTable, make_table: Make
) -> None:
    across = spec_of(regions, ChartKind.SLOPE, ("series", "Africa, Asia"))
    assert across.categories == ("2019", "2021")
    assert [(s.name, s.values) for s in across.series] == [("Africa", (20.0, 25.0)),
                                                           ("Asia", (40.0, 50.0))]  # fmt: skip
    down = make_table(
        ["2021", "2020", "2019"], {"Asia": [3.0, 2.0, 1.0], "Africa": [6.0, 5.0, 4.0]}
    )
    spec = spec_of(down, ChartKind.SLOPE)
    assert spec.categories == ("2019", "2021")
    assert spec.series[0].values == (1.0, 3.0)


def test_a_marimekko_in_units_has_widths(unlike: DataTable) -> None:
    spec = spec_of(unlike, ChartKind.MARIMEKKO_UNITS, ("widths", "people"), ("series", "Income"))
    assert spec.widths == tuple(ONE)
    assert [s.name for s in spec.series] == ["Income"]
    wrong = made(unlike, "marimekko units", ("widths", "Peple"))
    assert "option-name-unknown" in codes(wrong)


def test_a_combination_draws_the_rate_as_a_line_on_its_own_axis(make_table: Make) -> None:
    table = make_table(["2019", "2020"], {"Margin": [0.1, 0.2], "Sales": [5.0, 6.0]})
    table = replace(
        table,
        columns=(table.columns[0], replace(table.columns[1], number_formats=("0%",) * 2),
                 table.columns[2]),
    )  # fmt: skip
    spec = spec_of(table, ChartKind.COMBINATION)
    assert [s.name for s in spec.series] == ["Sales", "Margin"]
    assert (spec.line_series, spec.second_axis) == (("Margin",), True)
    assert [s.number_format for s in spec.series] == ["#,##0.0", "0%"]
    one_axis = spec_of(table, ChartKind.COMBINATION, ("second axis", "no"))
    assert not one_axis.second_axis


def test_a_combination_of_one_unit_has_one_axis(make_table: Make) -> None:
    table = make_table(NAMES, {"Sales": ONE, "Target": [35.0] * 4, "Last year": [30.0] * 4})
    spec = spec_of(table, ChartKind.COMBINATION)
    assert (spec.line_series, spec.second_axis) == (("Target",), False)
    named = spec_of(table, ChartKind.COMBINATION, ("lines", "Last year"))
    assert named.line_series == ("Last year",)
    assert not named.second_axis


def test_stacks_stand_side_by_side_by_two_levels_of_headers(make_table: Make) -> None:
    table = make_table(NAMES, {"a": ONE, "b": ONE, "c": ONE, "d": ONE})
    two = with_headers(table, ("2023", "Bolts"), ("2023", "Nuts"), ("2024", "Bolts"),
                       ("2024", "Nuts"))  # fmt: skip
    spec = spec_of(two, ChartKind.STACKED_CLUSTERED)
    assert spec.stacks == ("2023", "2023", "2024", "2024")
    assert [s.name for s in spec.series] == ["Bolts", "Nuts", "Bolts", "Nuts"]
    asked = spec_of(table, ChartKind.STACKED_CLUSTERED, ("stacks", "Plan: a, b; Actual: c, d"))
    assert asked.stacks == ("Plan", "Plan", "Actual", "Actual")


@pytest.mark.parametrize("kind", [ChartKind.PIE, ChartKind.DOUGHNUT, ChartKind.PARETO])
def test_parts_of_one_measure_stand_largest_first(make_table: Make, kind: ChartKind) -> None:
    spec = spec_of(make_table(["Other", "B", "A"], {"Sales": [9.0, 3.0, 5.0]}), kind)
    assert spec.categories == ("A", "B", "Other")
    assert len(spec.series) == 1


def test_a_pie_of_several_years_shows_the_latest(regions: DataTable) -> None:
    exhibit = made(regions, "pie")
    assert isinstance(exhibit.spec, ChartSpec)
    assert exhibit.spec.series[0].name == "2021"
    assert "measures-left-out" in codes(exhibit)


def test_a_stacked_waterfall_finds_its_levels_in_every_part(make_table: Make) -> None:
    columns = {"A": [5.0, 2.0, 7.0], "B": [3.0, -1.0, 2.0]}
    spec = spec_of(make_table(["Start", "More", "End"], columns), ChartKind.STACKED_WATERFALL)
    assert spec.total_categories == (0, 2)
    assert len(spec.series) == 2


def test_a_chart_of_the_measure_that_is_asked_for_whatever_its_unit(unlike: DataTable) -> None:
    spec = spec_of(unlike, ChartKind.COLUMN, ("series", "Life"))
    assert [s.name for s in spec.series] == ["Life"]
    assert spec.unit == "years"


@pytest.mark.parametrize(
    "kind", ["scatter", "bubble", "gantt", "stacked clustered column", "butterfly", "dumbbell",
             "combination", "bullet", "marimekko units", "slope"],
)  # fmt: skip
def test_what_the_table_does_not_give_is_said_and_becomes_a_table(
    make_table: Make, kind: str
) -> None:
    if ChartKind(kind) not in FAMILIES:
        pytest.skip("not drawn yet")
    exhibit = made(make_table(["A", "B"], {"Sales": [1.0, 2.0]}), kind)
    assert isinstance(exhibit.spec, TableSpec)
    (problem,) = [finding for finding in exhibit.findings if finding.code == "chart-data"]
    assert problem.severity == "error"
    assert problem.remedy


@pytest.mark.parametrize("kind", [kind for kind in ChartKind if kind in FAMILIES])
@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"A": [BLANK, BLANK]},
        {"A": [1.0, 2.0]},
        {"A": [-1.0, 2.0], "B": [BLANK, 5.0]},
        {"2019": [1.0, 2.0], "2020": [3.0, 4.0], "Total": [4.0, 6.0]},
        {
            "Start": [day("2024-01-01"), BLANK],
            "End": [day("2023-01-01"), BLANK],
            "Note": ["x", "y"],
        },
    ],
    ids=["nothing", "blanks", "one", "two", "years", "dates"],
)
def test_no_table_breaks_any_kind(
    make_table: Make, kind: ChartKind, columns: dict[str, list[Value]]
) -> None:
    for labels in (["A", "B"], ["2019", "2020"], [BLANK, BLANK]):
        exhibit = made(make_table(labels, columns), kind.value)
        if isinstance(exhibit.spec, ChartSpec):
            assert can_chart(exhibit.spec) is None
            count = len(exhibit.spec.categories)
            assert {len(s.values) for s in exhibit.spec.series} == {count}
            assert all(len(s.addresses) in (0, count) for s in exhibit.spec.series)
