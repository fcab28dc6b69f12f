"""Exhibits of texts: comparisons, timelines and tiles from a data table."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import BLANK, Value
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.exhibit_spec import Judgement, TilesSpec, TimelineSpec
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.event_dates import event_date
from briefing_app.story.exhibits import MadeExhibit, make_exhibit
from briefing_app.story.plain_text import Wording
from briefing_app.story.text_exhibits import MOST_TILES, in_language

Make = Callable[..., DataTable]


def texts(make_table: Make, *columns: tuple[str, list[Value]], labels: int = 1) -> DataTable:
    rows = len(columns[0][1])
    made = tuple(
        Column((head,), tuple(values), ("General",) * rows, index)
        for index, (head, values) in enumerate(columns, start=1)
    )
    table = make_table(["x"] * rows, {})
    cells = CellRange("Data", 3, 1, 3 + rows, len(columns))
    return replace(table, columns=made, header_cols=labels, cells=cells, unit="")


def shown(table: DataTable, kind: str, language: str = "en", **options: str) -> MadeExhibit:
    request = ExhibitRequest(kind=kind, options=tuple(options.items()))
    wording = Wording(language, evaluator(), (table,))
    return make_exhibit(ChosenExhibit(request, table), wording, message="Two ways")


def codes(exhibit: MadeExhibit) -> list[str]:
    return [finding.code for finding in exhibit.findings]


def day(text: str) -> float:
    return float(datetime.date.fromisoformat(text).toordinal())


@pytest.mark.parametrize(
    ("written", "middle", "en", "de", "zh"),
    [
        (2023.0, "2023-06-30", "2023", "2023", "2023年"),
        ("2023", "2023-06-30", "2023", "2023", "2023年"),
        ("July 2025", "2025-07-16", "July 2025", "Juli 2025", "2025年7月"),
        ("Juli 2025", "2025-07-16", "July 2025", "Juli 2025", "2025年7月"),
        ("2025年7月", "2025-07-16", "July 2025", "Juli 2025", "2025年7月"),
        ("2025-07", "2025-07-16", "July 2025", "Juli 2025", "2025年7月"),
        ("20 August 2025", "2025-08-20", "20 Aug 2025", "20. Aug 2025", "2025年8月20日"),
        ("August 20, 2025", "2025-08-20", "20 Aug 2025", "20. Aug 2025", "2025年8月20日"),
        ("20.8.2025", "2025-08-20", "20 Aug 2025", "20. Aug 2025", "2025年8月20日"),
        ("Q3 2024", "2024-08-15", "Q3 2024", "Q3 2024", "2024年第3季度"),
        ("since 2019", "2019-06-30", "since 2019", "since 2019", "since 2019"),
    ],
)
def test_dates_are_found_and_printed_in_each_language(
    written: Value, middle: str, en: str, de: str, zh: str
) -> None:
    for language, printed in (("en", en), ("de", de), ("zh", zh)):
        date = event_date(written, "General", language)
        assert date is not None
        assert date.text.replace("\N{NO-BREAK SPACE}", " ") == printed
        assert abs(date.day - day(middle)) <= 1.5


@pytest.mark.parametrize("written", ["soon", "", 12.5, 99.0, "30 February 2024", True, BLANK])
def test_what_tells_no_date_is_no_date(written: Value) -> None:
    assert event_date(written, "General", "en") is None


def test_a_timeline_is_in_order_and_a_span_stands_in_its_middle(make_table: Make) -> None:
    table = texts(
        make_table,
        (
            "Date",
            ["2020\N{EN DASH}2024", datetime.datetime.fromisoformat("2019-05-02"), "never", "2021"],
        ),
        ("Event", ["Span", "First", "Lost", "Second"]),
        ("Detail", ["", "with a detail", "", ""]),
    )
    exhibit = shown(table, "timeline", focus="Second")
    spec = exhibit.spec
    assert isinstance(spec, TimelineSpec)
    assert [event.event for event in spec.events] == ["First", "Second", "Span"]
    assert [event.focus for event in spec.events] == [False, True, False]
    assert spec.events[0].detail == "with a detail"
    assert spec.addresses[0] == ("A5", "B5", "C5")
    assert codes(exhibit) == ["timeline-date"]
    assert exhibit.findings[0].place.cell == "A6"


def test_a_timeline_without_any_date_is_a_table(make_table: Make) -> None:
    table = texts(make_table, ("Date", ["soon"]), ("Event", ["Something"]))
    exhibit = shown(table, "Zeitstrahl")
    assert isinstance(exhibit.spec, TableSpec)
    assert codes(exhibit) == ["timeline-date"]


def test_a_comparison_sets_two_or_three_columns_side_by_side(make_table: Make) -> None:
    table = texts(make_table, ("By", ["Aim"]), ("China", ["Share"]), ("US", ["Win"]))
    spec = shown(table, "对比", focus="US").spec
    assert isinstance(spec, TableSpec)
    assert spec.compares
    assert spec.header == ("", "China", "US")
    assert spec.focus_heads == ("US",)
    assert spec.rows == (("Aim", "Share", "Win"),)


@pytest.mark.parametrize("count", [2, 5])
def test_other_widths_are_no_comparison(make_table: Make, count: int) -> None:
    columns: list[tuple[str, list[Value]]] = [(f"C{number}", ["text"]) for number in range(count)]
    exhibit = shown(texts(make_table, *columns), "comparison")
    assert isinstance(exhibit.spec, TableSpec)
    assert not exhibit.spec.compares
    assert codes(exhibit) == ["exhibit-data-unfit"]


def test_columns_in_other_languages_stand_for_their_own(make_table: Make) -> None:
    table = texts(
        make_table,
        ("Date", ["2023"]), ("Event", ["Act"]), ("Ereignis (de)", ["Gesetz"]),
        ("Sales (m)", ["x"]), ("Sold (de)", [3.0]),
    )  # fmt: skip
    assert [c.label for c in in_language(table, "en").columns] == [
        "Date", "Event", "Sales (m)", "Sold (de)",
    ]  # fmt: skip
    german = in_language(table, "de")
    assert [c.label for c in german.columns] == ["Date", "Ereignis", "Sales (m)", "Sold (de)"]
    assert german.columns[1].values == ("Gesetz",)


def test_tiles_have_figure_label_and_change(make_table: Make) -> None:
    table = texts(
        make_table,
        ("Region", ["Asia", "Africa"]), ("People", [4.8, 1.5]), ("Change", [0.2, "-3 %"]),
    )  # fmt: skip
    spec = shown(replace(table, unit="bn"), "tiles", good="down").spec
    assert isinstance(spec, TilesSpec)
    first, second = spec.tiles
    assert (first.figure, first.label, first.change) == ("4.8\N{NO-BREAK SPACE}bn", "Asia", "+0.2")
    assert second.change == "\N{MINUS SIGN}3\N{NO-BREAK SPACE}%"
    assert (first.judgement, second.judgement) == (Judgement.WORSE, Judgement.BETTER)
    assert spec.unit == ""


def test_changes_have_no_colour_unless_somebody_says_what_is_good(make_table: Make) -> None:
    table = texts(make_table, ("R", ["Asia"]), ("P", [4.8]), ("Change", [0.2]))
    spec = shown(table, "key figures").spec
    assert isinstance(spec, TilesSpec)
    assert spec.tiles[0].judgement is Judgement.NONE


def test_more_tiles_than_a_page_holds_are_left_out_and_said(make_table: Make) -> None:
    labels: list[Value] = [f"R{number}" for number in range(12)]
    table = texts(make_table, ("R", labels), ("P", [1.0] * 12))
    exhibit = shown(table, "tiles")
    assert isinstance(exhibit.spec, TilesSpec)
    assert len(exhibit.spec.tiles) == MOST_TILES
    assert "exhibit-data-unfit" in codes(exhibit)
