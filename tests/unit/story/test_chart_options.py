"""What the options of a chart say, in three languages, and what is not understood."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.chart_spec import ChartSpec, Decoration, Mark, Measure, SegmentLabels
from briefing_app.model.data_table import DataTable
from briefing_app.model.exhibit_options import OPTIONS, option_named, stands_alone
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.decoration_words import number_in
from briefing_app.story.exhibits import MadeExhibit, make_exhibit
from briefing_app.story.plain_text import Wording

Make = Callable[..., DataTable]


def made(
    table: DataTable, kind: str, *options: tuple[str, str], language: str = "en"
) -> MadeExhibit:
    wording = Wording(language, evaluator(), (table,))
    request = ExhibitRequest(kind=kind, options=options)
    return make_exhibit(ChosenExhibit(request, table), wording, message="")


def spec_of(exhibit: MadeExhibit) -> ChartSpec:
    assert isinstance(exhibit.spec, ChartSpec)
    return exhibit.spec


def codes(exhibit: MadeExhibit) -> set[str]:
    return {finding.code for finding in exhibit.findings}


@pytest.fixture
def years(make_table: Make) -> DataTable:
    columns = {"Asia": [1.0, 2.0, 3.0, 4.0], "South Asia": [4.0, 3.0, 2.0, 1.0]}
    return make_table(["2018", "2019", "2020", "2021"], columns)


def test_options_have_names_in_three_languages() -> None:
    assert option_named("Sortierung") == "sort"
    assert option_named("zweite_Achse") == "second axis"
    assert option_named("平均值") == "mean"
    assert option_named("100 % =") == "100%"
    assert option_named("Auswertung") == "summary"
    assert option_named("colour") == "colour"
    assert {option_named(name) for name in OPTIONS} == set(OPTIONS)
    assert stands_alone("Mittelwert")
    assert not stands_alone("sort")


D, M = Decoration, Mark


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("cagr", "", D(M.CAGR)),
        ("cagr", "2018-2021", D(M.CAGR, start="2018", end="2021")),
        ("CAGR", "2018 – 2021", D(M.CAGR, start="2018", end="2021")),
        ("cagr", "South Asia: 2019 to 2021",
         D(M.CAGR, series="South Asia", start="2019", end="2021")),
        ("cagr", "asia", D(M.CAGR, series="Asia")),
        ("difference", "2019-2021 %", D(M.DIFFERENCE, start="2019", end="2021")),
        ("differenz", "2019 bis 2021 absolut",
         D(M.DIFFERENCE, start="2019", end="2021", measure=Measure.ABSOLUTE)),
        ("difference", "x", D(M.DIFFERENCE, measure=Measure.TIMES)),
        ("line", "2.5 Target", D(M.VALUE_LINE, value=2.5, text="Target")),
        ("line", "-3", D(M.VALUE_LINE, value=-3.0)),
        ("mean", "", D(M.MEAN_LINE)),
        ("mean", "Asia", D(M.MEAN_LINE, series="Asia")),
        ("bracket", "2018-2020 Core", D(M.BRACKET, start="2018", end="2020", text="Core")),
        ("break", "", D(M.AXIS_BREAK)),
        ("forecast", "2021", D(M.FORECAST, start="2021")),
        ("footnote", "2020: restated", D(M.FOOTNOTE, start="2020", text="restated")),
        ("脚注", "Asia：without China", D(M.FOOTNOTE, series="Asia", text="without China")),
        ("100% =", "", D(M.HUNDRED_PERCENT)),
        ("connectors", "yes", D(M.CONNECTORS)),
    ],
)  # fmt: skip
def test_decorations_in_words(
    years: DataTable, option: str, value: str, expected: Decoration
) -> None:
    exhibit = made(years, "column", (option, value))
    assert spec_of(exhibit).decorations == (expected,)
    assert not codes(exhibit) & {"option-unknown", "option-value-unknown"}


def test_an_option_may_stand_several_times(years: DataTable) -> None:
    exhibit = made(years, "line", ("line", "1 Low"), ("line", "4 High"), ("cagr", "whole, Asia"))
    assert [(d.mark, d.series, d.text) for d in spec_of(exhibit).decorations] == [
        (Mark.VALUE_LINE, "", "Low"),
        (Mark.VALUE_LINE, "", "High"),
        (Mark.CAGR, "", ""),
        (Mark.CAGR, "Asia", ""),
    ]
    every = spec_of(made(years, "line", ("cagr", "each"), ("footnote", "2018: a; 2019: b")))
    assert [d.series or d.start for d in every.decorations] == [
        "Asia",
        "South Asia",
        "2018",
        "2019",
    ]
    assert spec_of(made(years, "line", ("connectors", "no"))).decorations == ()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("cagr", "2018"),
        ("cagr", "2018-2035"),
        ("difference", "2018-2021 bananas"),
        ("line", "Target"),
        ("bracket", "Core"),
        ("forecast", "2035"),
        ("footnote", "2020"),
        ("connectors", "thick"),
        ("labels", "loud"),
        ("scale", "5-1"),
        ("bins", "many"),
        ("sort", "sideways"),
        ("other", "some"),
    ],
)
def test_what_is_not_understood_is_a_finding(make_table: Make, option: str, value: str) -> None:
    table = make_table(["2018", "2021 A"], {"Asia": [1.0, 2.0], "South Asia": [4.0, 3.0]})
    exhibit = made(table, "column", (option, value))
    (problem,) = [f for f in exhibit.findings if f.code == "option-value-unknown"]
    assert value in problem.message
    assert spec_of(exhibit).decorations == ()


def test_labels_scale_and_totals(years: DataTable) -> None:
    spec = spec_of(made(years, "stacked column", ("labels", "both"), ("totals", "none")))
    assert spec.segment_labels is SegmentLabels.BOTH
    assert not spec.show_totals
    assert spec_of(made(years, "stacked column", ("totals", ""))).show_totals
    assert spec_of(made(years, "column", ("Skala", "0 bis 12,5"), language="de")).limits == (
        0,
        12.5,
    )
    anteil = spec_of(made(years, "stacked column", ("Beschriftung", "Anteil"), language="de"))
    assert anteil.segment_labels is SegmentLabels.SHARE


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1,234.5", "en", 1234.5),
        ("1.234,5", "de", 1234.5),
        ("1.234", "de", 1234.0),
        ("1.234", "en", 1.234),
        ("2,5", "en", 2.5),
        ("2,500", "en", 2500.0),
        ("\u22123", "en", -3.0),
        ("1'000", "de", 1000.0),
        ("..", "en", None),
    ],
)
def test_numbers_as_people_write_them(text: str, language: str, number: float | None) -> None:
    assert number_in(text, language) == number


# --- order and the long tail ------------------------------------------------------------------


@pytest.fixture
def many(make_table: Make) -> DataTable:
    values = [5.0, 1.0, 30.0, 2.0, 20.0, 1.0, 40.0, 3.0]
    return make_table(list("ABCDEFGH"), {"Sales": values})


def test_the_long_tail_is_gathered_last_with_its_sum(many: DataTable) -> None:
    exhibit = made(many, "bar", ("other", "3"))
    spec = spec_of(exhibit)
    assert spec.categories == ("G", "C", "E", "Other")
    assert spec.series[0].values == (40.0, 30.0, 20.0, 12.0)
    assert spec.series[0].addresses[-1] == ""
    (told,) = [f for f in exhibit.findings if f.code == "other-gathered"]
    assert "A, H, D, B, F" in told.message
    assert (
        spec_of(made(many, "bar", ("sonstige", "3 %"), language="de")).categories[-1] == "Sonstige"
    )


def test_a_tail_of_less_than_a_share_is_gathered(many: DataTable) -> None:
    spec = spec_of(made(many, "column", ("other", "4 %")))
    assert spec.categories == ("A", "C", "E", "G", "Other")
    assert spec.series[0].values[-1] == 7.0


def test_what_is_called_other_already_goes_along(make_table: Make) -> None:
    table = make_table(["Rest", "A", "B", "C"], {"Sales": [9.0, 5.0, 2.0, 1.0]})
    spec = spec_of(made(table, "bar", ("other", "1")))
    assert (spec.categories, spec.series[0].values) == (("A", "Rest"), (5.0, 12.0))


def test_small_series_are_gathered_over_time(make_table: Make) -> None:
    parts = {
        name: [size, size] for name, size in zip("ABCDE", (9.0, 1.0, 8.0, 2.0, 3.0), strict=True)
    }
    spec = spec_of(made(make_table(["2019", "2020"], parts), "stacked column", ("other", "2")))
    assert [s.name for s in spec.series] == ["A", "C", "Other"]
    assert spec.series[-1].values == (6.0, 6.0)


def test_rates_are_not_gathered(make_table: Make) -> None:
    table = make_table(list("ABC"), {"Margin": [0.5, 0.6, 0.7]}, number_format="0%")
    exhibit = made(table, "bar", ("other", "1"))
    assert len(spec_of(exhibit).categories) == 3
    assert "other-not-gathered" in codes(exhibit)


def test_a_pie_of_many_slices_gathers_the_small_ones_unless_told_not_to(
    make_table: Make,
) -> None:
    table = make_table([f"N{n}" for n in range(12)], {"Sales": [float(n + 1) for n in range(12)]})
    assert len(spec_of(made(table, "pie")).categories) == 7
    assert len(spec_of(made(table, "pie", ("other", "none"))).categories) == 12


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("ascending", "BAC"), ("down", "CAB"), ("name", "ABC"), ("none", "BAC"), ("Second", "ACB")],
)
def test_categories_are_sorted_as_asked(make_table: Make, sort: str, expected: str) -> None:
    columns = {"First": [1.0, 2.0, 9.0], "Second": [1.0, 3.0, 2.0]}
    table = make_table(list("BAC"), columns)
    spec = spec_of(made(table, "column", ("sort", sort)))
    assert "".join(spec.categories) == expected


def test_options_name_labels_as_they_stand_in_the_data(years: DataTable) -> None:
    words = {"Asia": "Asien", "South Asia": "Südasien"}
    options = (
        ("cagr", "South Asia 2018-2020"),
        ("mean", "Asia"),
        ("cagr", "jede"),
        ("focus", "Asia"),
    )
    wording = Wording("de", evaluator(), (years,), words)
    request = ExhibitRequest(kind="column", options=options)
    exhibit = make_exhibit(ChosenExhibit(request, years), wording, message="")
    spec = spec_of(exhibit)
    assert [s.name for s in spec.series] == ["Asien", "Südasien"]
    assert [(d.mark, d.series) for d in spec.decorations] == [
        (Mark.CAGR, "Südasien"),
        (Mark.MEAN_LINE, "Asien"),
        (Mark.CAGR, "Asien"),
        (Mark.CAGR, "Südasien"),
    ]
    assert spec.focus == ("Asien",)
    assert not codes(exhibit) & {"option-value-unknown", "option-name-unknown"}


def test_columns_are_named_as_they_stand_in_the_data(make_table: Make) -> None:
    table = make_table(["A", "B"], {"Rate": [1.0, 2.0], "Size": [5.0, 4.0]})
    words = {"Size": "Größe", "Rate": "Quote"}
    for kind, option in (("marimekko units", ("widths", "Size")), ("column", ("sort", "Size"))):
        request = ExhibitRequest(kind=kind, options=(option,))
        wording = Wording("de", evaluator(), (table,), words)
        exhibit = make_exhibit(ChosenExhibit(request, table), wording, message="")
        assert isinstance(exhibit.spec, ChartSpec)
        assert not codes(exhibit) & {"option-name-unknown", "option-value-unknown"}
