"""Figures typed as text become numbers, with a finding; names made of digits do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.excel.cell_types import CellType, text_type
from briefing_app.excel.number_in_text import (
    decimal_sign_by_shape,
    mark_in_text,
    number_in_text,
    typed_number,
)
from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.model.finding import Severity
from briefing_app.model.number_text import number_text

Parse = Callable[..., WorkbookContent]
NAMES = ["North", "South", "East", "West", "Centre", "Coast"]


def column(content: WorkbookContent, index: int = 1) -> tuple[Value, ...]:
    (table,) = content.tables
    return table.columns[index].values


def with_texts(parse: Parse, texts: Sequence[object], header: str = "Sales") -> WorkbookContent:
    """Read a table of names, the texts and a column of numbers."""
    rows = [[NAMES[row], text, 21 + row] for row, text in enumerate(texts)]
    return parse({"Data": [["Region", header, "Staff"], *rows]})


def codes(content: WorkbookContent) -> list[str]:
    return [finding.code for finding in content.findings]


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("123 1)", 123, "123"), ("123*", 123, "123"), ("p 12.3", 12.3, "12.3"),
        ("12.3 (e)", 12.3, "12.3"), ("12.3 b", 12.3, "12.3"), ("12.3 [a]", 12.3, "12.3"),
        ("12.3 [11.0–13.5]", 12.3, "12.3"), ("€ 5 m", 5e6, "€5 m"), ("$1.2bn", 1.2e9, "$1.2 bn"),
        ("5 Mio. €", 5e6, "5 Mio. €"), ("3 Milliarden", 3e9, "3 Milliarden"),
        ("1.2万", 12_000, "12,000"), ("▲12", -12, "−12"), ("（12.3）", -12.3, "(12.3)"),
        ("+3.2%", 0.032, "+3.2%"), ("12%", 0.12, "12%"), ("1 234,5", 1234.5, "1,234.5"),
        ("12,34,567", 1_234_567, "1,234,567"), ("EUR 5", 5, "EUR 5"), ("-$5", -5, "−$5"),
        ("1.5e3", 1500, "1.5E+03"),
    ],
)  # fmt: skip
def test_a_typed_number_keeps_how_it_was_typed(text: str, value: float, shown: str) -> None:
    typed = typed_number(text)
    assert typed is not None
    assert typed.value == value
    assert number_text(typed.value, typed.style.number_format).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    "text",
    ["007", "0301234567", "1-2", "2020-01-02", "1.2.2020", "12 km", "5 m", "+49 30 123456",
     "1231)", "12345678901234567", "1e999", "10:30", "1/2", "A1", "Q1", "12 34", "3rd", "v1.2.3"],
)  # fmt: skip
def test_names_made_of_digits_are_no_numbers(text: str) -> None:
    assert typed_number(text) is None


@pytest.mark.parametrize(
    ("texts", "sign"),
    [(["1,234", "87"], "."), (["1.234", "87", "5"], ","), (["1,234", "1234"], ","),
     (["1,234", "5,678"], ""), (["1,234", "87", "12345"], ""), (["1,234", "1.234"], ""), ([], "")],
)  # fmt: skip
def test_what_groups_is_told_by_its_neighbours(texts: list[str], sign: str) -> None:
    assert decimal_sign_by_shape(texts) == sign


@given(st.text(max_size=45))
def test_any_text_is_a_finite_number_a_mark_or_words(text: str) -> None:
    typed = typed_number(text)
    assert typed is None or abs(typed.value) < 1e308
    assert number_in_text(text) == (mark_in_text(text) or (typed.value if typed else None))


@given(
    st.integers(-(10**9), 10**9),
    st.integers(0, 4),
    st.sampled_from(["", " 1)", "*", " (e)", " p", " [a]", "%"]),
)
def test_a_figure_with_anything_hung_on_it_reads_and_shows_itself(
    digits: int, places: int, hung: str
) -> None:
    written = f"{digits / 10**places:.{places}f}"
    typed = typed_number(written + hung, ".")
    assert typed is not None
    assert typed.value == pytest.approx(float(written) / (100 if hung == "%" else 1), rel=1e-15)
    shown = number_text(typed.value, typed.style.number_format).replace("−", "-")
    assert shown == written + ("%" if hung == "%" else "")


def test_typed_figures_become_numbers_and_are_told_once_with_their_cells(parse: Parse) -> None:
    content = with_texts(parse, ["1 234,5", "(12,3)", "n/a", "–", "<0,1", "7,25"])
    assert column(content) == (
        1234.5, -12.3, Missing(MissingKind.NOT_AVAILABLE, "n/a"),
        Missing(MissingKind.NOT_AVAILABLE, "–"), Missing(MissingKind.SUPPRESSED, "<0,1"), 7.25,
    )  # fmt: skip
    (finding,) = (f for f in content.findings if f.code == "number-as-text")
    assert "B2:B3, B7" in finding.message
    assert finding.severity is Severity.WARNING
    assert (finding.place.sheet, finding.place.cell) == ("Data", "A1:C7")


def test_a_few_typed_figures_among_numbers_are_read_too(parse: Parse) -> None:
    content = with_texts(parse, [5, "12.3 (e)", "*", None, 0, "9"])
    assert column(content) == (
        5.0, 12.3, Missing(MissingKind.SUPPRESSED, "*"), Missing(MissingKind.BLANK), 0.0, 9.0,
    )  # fmt: skip


def test_the_decimal_sign_comes_from_the_column_then_the_table_then_the_file(parse: Parse) -> None:
    head = ["Region", "One", "Two"]
    unclear = [["North", "1,234", "5"], ["South", "5,678", "6"], ["East", "2,345", "7"]]
    clear = [["North", "1,5", "5"], ["South", "2,25", "6"], ["East", "3,5", "7"]]
    both = parse({"A": [head, *unclear], "B": [head, *clear]})
    assert both.tables[0].columns[1].values == (1.234, 5.678, 2.345)
    grouped = parse({"A": [head, *[[a, b, f"{b}.50"] for a, b, _ in unclear]]})
    assert grouped.tables[0].columns[1].values == (1234.0, 5678.0, 2345.0)


def test_what_nothing_decides_stays_text_and_is_a_finding(parse: Parse) -> None:
    content = with_texts(parse, ["1,234", "5,678", "2,345"])
    assert column(content) == ("1,234", "5,678", "2,345")
    (finding,) = (f for f in content.findings if f.code == "number-unclear")
    assert "B2:B4" in finding.message
    assert "1,234" in finding.message


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Code", ["12", "13", "14"]),
        ("Postcode", ["10115", "20095", "80331"]),
        ("Phone", ["5551234", "5559876", "5550000"]),
        ("Year", ["2019", "2020", "2021"]),
        ("Founded", ["2019", "2020", "2021"]),
        ("Item", ["007", "012", "113"]),
        ("Item", ["1-2", "1-3", "2-1"]),
        ("Item", ["88721", "90210", "10115"]),
        ("When", ["2020-01-02", "2020-01-03", "2020-02-01"]),
        ("Rank", ["1", "2", "3"]),
    ],
)
def test_codes_years_and_dates_stay_what_they_are(
    parse: Parse, header: str, texts: list[str]
) -> None:
    content = with_texts(parse, texts, header)
    (table,) = content.tables
    assert list(table.columns[1].values) == texts
    assert "number-as-text" not in codes(content)


def test_texts_that_may_be_codes_are_said_to_be_taken_for_some(parse: Parse) -> None:
    assert "number-as-code" in codes(with_texts(parse, ["88721", "90210", "10115"], "Item"))


def test_totals_and_units_follow_from_typed_figures(parse: Parse) -> None:
    rows = [["Item", "2019", "2020"], ["A", "€ 1", "€ 2"], ["B", "€ 3", "€ 4"],
            ["C", "€ 5", "€ 6"], ["Everything", "€ 9", "€ 12"]]  # fmt: skip
    (table,) = parse({"Data": rows}).tables
    assert table.total_rows == (3,)
    assert table.unit == "€"


def test_a_text_file_decides_by_its_own_decimal_sign() -> None:
    text = "Region;A;B\nNorth;1,5;€ 1.234\nSouth;2,5;€ 5.678\nEast;3,5;€ 9.012\n"
    content = parse_workbook(text.encode(), "figures.csv")
    assert column(content, 2) == (1234.0, 5678.0, 9012.0)
    (finding,) = (f for f in content.findings if f.code == "number-as-text")
    assert finding.severity is Severity.INFO


def test_the_typed_figures_of_a_column_are_shown_alike(parse: Parse) -> None:
    (table,) = with_texts(parse, ["1 234,5", "(12,25)", "7", "5 %"]).tables
    grouped = "#,##0.00;(#,##0.00)"
    assert table.columns[1].number_formats == (grouped, grouped, grouped, "0%")


def test_many_scattered_cells_are_named_by_their_columns(parse: Parse) -> None:
    rows = [[f"Place {n}", f"{n}.5" if n % 2 else n, n + 7] for n in range(1, 40)]
    content = parse({"Data": [["Place", "Sales", "Staff"], *rows]})
    (finding,) = (f for f in content.findings if f.code == "number-as-text")
    assert "many cells of B2:B40;" in finding.message


def test_reading_a_table_twice_changes_nothing(parse: Parse) -> None:
    first = with_texts(parse, ["1.5", "2.5", "x"])
    assert first == with_texts(parse, ["1.5", "2.5", "x"])


def test_a_long_table_that_is_only_listed_tells_the_same_finding() -> None:
    lines = [f"Place {n},{n % 90 + 10}%,{n}" for n in range(9_000)]
    text = "\n".join(["Place,Share,Staff", *lines]).encode()
    read, listed = (
        parse_workbook(text, "long.csv", with_cells=with_cells) for with_cells in (True, False)
    )
    assert read.tables[0].columns[1].values[-1] == pytest.approx(8_999 % 90 / 100 + 0.1)
    assert [str(finding) for finding in read.findings] == [str(f) for f in listed.findings]
    assert "B2:B9001" in next(f for f in listed.findings if f.code == "number-as-text").message


@pytest.mark.parametrize("text", ["2019¹", "2019¹)", "2019 1)", "2019¹²"])
def test_a_year_with_a_raised_mark_is_a_year(text: str) -> None:
    assert text_type(text) is CellType.PERIOD


def test_a_raised_mark_with_its_bracket_is_no_part_of_a_figure() -> None:
    read = typed_number("1 234¹²)", ".")
    assert read is not None
    assert read.value == 1234.0
