from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink

from briefing_app.excel.cell_values import label, missing_mark, to_value
from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.model.cell_value import Missing, MissingKind

Parse = Callable[..., WorkbookContent]
MakeBook = Callable[..., bytes]
Rewrite = Callable[[bytes, Mapping[str, Callable[[bytes], bytes] | None]], bytes]
HEAD = ["Item", "2019", "2020"]


def with_results(results: Mapping[str, str]) -> Callable[[bytes], bytes]:
    """Return an edit of a sheet part that stores results in formula cells, by address."""

    def edit(xml: bytes) -> bytes:
        text = xml.decode()
        for address, result in results.items():
            start = text.index(f'<c r="{address}"')
            end = text.index("</c>", start)
            cell = text[start:end].replace("<v></v>", "").replace("<v/>", "").replace("<v />", "")
            text = text[:start] + cell + f"<v>{result}</v>" + text[end:]
        return text.encode()

    return edit


def test_every_kind_of_value_is_kept_apart(parse: Parse) -> None:
    rows = [
        ["Item", "Figure"],
        ["number", 12], ["error", "#DIV/0!"], ["none", "n/a"], ["dash", "–"], ["dots", ".."],
        ["kept back", "(D)"], ["zero", 0], ["blank", None], ["word", "estimate"], ["true", True],
        ["one", 1.5], ["two", 2.5], ["three", 3.5],
    ]  # fmt: skip
    (table,) = parse({"Data": rows}).tables
    found = dict(zip(table.columns[0].values, table.columns[1].values, strict=True))
    assert found == {
        "number": 12.0,
        "error": Missing(MissingKind.ERROR, "#DIV/0!"),
        "none": Missing(MissingKind.NOT_AVAILABLE, "n/a"),
        "dash": Missing(MissingKind.NOT_AVAILABLE, "–"),
        "dots": Missing(MissingKind.NOT_AVAILABLE, ".."),
        "kept back": Missing(MissingKind.SUPPRESSED, "(D)"),
        "zero": 0.0,
        "blank": Missing(MissingKind.BLANK),
        "word": "estimate",
        "true": True,
        "one": 1.5,
        "two": 2.5,
        "three": 3.5,
    }
    assert found["true"] is True


def test_a_formula_without_a_result_is_missing_and_named(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    rows = [HEAD, ["a", "=1+1", 2], ["b", "=B2*2", 3]]
    content = rewrite(
        make_book({"Data": rows}), {"xl/worksheets/sheet1.xml": with_results({"B2": "2"})}
    )
    read = parse_workbook(content, "book.xlsx")
    (table,) = read.tables
    assert table.columns[1].values == (2.0, Missing(MissingKind.UNCALCULATED, "=B2*2"))
    (finding,) = read.findings
    assert (finding.code, finding.severity) == ("formula-uncalculated", "error")
    assert (finding.place.sheet, finding.place.cell) == ("Data", "B3")


def test_an_uncalculated_cell_outside_all_tables_is_only_a_warning(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    rows = [HEAD, ["a", "=1+1", 2], [None], [None], [None], [None, None, None, "=NOW()"]]
    content = rewrite(
        make_book({"Data": rows}), {"xl/worksheets/sheet1.xml": with_results({"B2": "2"})}
    )
    (finding,) = parse_workbook(content, "book.xlsx").findings
    assert (finding.severity, finding.place.cell) == ("warning", "D6")


def test_a_workbook_that_was_never_calculated_is_said_once(parse: Parse) -> None:
    rows = [HEAD, *([f"r{n}", f"={n}+1", f"={n}*2"] for n in range(2, 40))]
    content = parse({"Data": rows})
    (finding,) = content.findings
    assert finding.code == "workbook-never-calculated"
    assert "76 of 76 formulas" in finding.message
    assert finding.place.cell == "B2"
    (table,) = content.tables
    assert all(isinstance(value, Missing) for value in table.columns[1].values)


def test_many_but_not_nearly_all_are_named_up_to_a_limit(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    rows = [HEAD, *([f"r{n}", f"={n}+1", f"={n}*2"] for n in range(2, 40))]
    done = {f"B{n}": "5" for n in range(2, 40)}
    content = rewrite(make_book({"Data": rows}), {"xl/worksheets/sheet1.xml": with_results(done)})
    findings = parse_workbook(content, "book.xlsx").findings
    assert len(findings) == 21
    assert findings[0].place.cell == "C2"
    assert findings[-1].message.startswith("18 more formulas")


def test_zeros_of_a_program_that_computed_nothing_are_no_results(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    rows = [HEAD, *([f"r{n}", f"={n}+1", n] for n in range(2, 7))]
    zeros = {f"B{n}": "0" for n in range(2, 7)}

    def asks(flag: bytes) -> Callable[[bytes], bytes]:
        return lambda xml: xml.replace(b'fullCalcOnLoad="1"', flag)

    made = make_book({"Data": rows})
    for flag, kind in ((b'fullCalcOnLoad="1"', Missing), (b'fullCalcOnLoad="0"', float)):
        content = rewrite(
            made,
            {"xl/worksheets/sheet1.xml": with_results(zeros), "xl/workbook.xml": asks(flag)},
        )
        (table,) = parse_workbook(content, "book.xlsx").tables
        assert {type(value) for value in table.columns[1].values} == {kind}


def test_a_formula_whose_result_is_an_empty_text_is_blank(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    def empty(xml: bytes) -> bytes:
        return xml.replace(b'<c r="B2">', b'<c r="B2" t="str">')

    content = rewrite(
        make_book({"Data": [HEAD, ["a", '=""', 2]]}), {"xl/worksheets/sheet1.xml": empty}
    )
    read = parse_workbook(content, "book.xlsx")
    assert [finding.code for finding in read.findings] == ["calculation-pending"]
    assert MissingKind.UNCALCULATED not in {
        value.kind for column in read.tables[0].columns for value in column.values
        if isinstance(value, Missing)
    }  # fmt: skip


def test_a_shared_formula_is_told_as_its_own_cell_shows_it(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    def share(xml: bytes) -> bytes:
        text = xml.decode()
        text = text.replace("<f>A2*2</f>", '<f t="shared" ref="B2:B3" si="0">A2*2</f>')
        return text.replace("<f>A3*2</f>", '<f t="shared" si="0"/>').encode()

    rows = [["Year", "2019", "x"], [2001, "=A2*2", 1], [2002, "=A3*2", 2]]
    content = rewrite(make_book({"Data": rows}), {"xl/worksheets/sheet1.xml": share})
    (table,) = parse_workbook(content, "book.xlsx").tables
    texts = [v.text for v in table.columns[1].values if isinstance(v, Missing)]
    assert texts == ["=A2*2", "=A3*2"]


def test_an_array_formula_without_a_result_is_found(parse: Parse) -> None:
    def array(book: Book) -> None:
        book["Data"]["B2"] = ArrayFormula("B2", "=SUM(C2:C2*2)")

    content = parse({"Data": [HEAD, ["a", None, 2], ["b", 1, 2]]}, array)
    assert [finding.place.cell for finding in content.findings] == ["B2"]


def test_the_target_of_a_link_is_no_value(parse: Parse) -> None:
    def link(book: Book) -> None:
        sheet = book["Data"]
        sheet["B2"].hyperlink = Hyperlink(ref="B2", target="https://example.org/")
        sheet["B2"].value = None

    (table,) = parse({"Data": [HEAD, ["a", None, 2], ["b", 4, 5]]}, link).tables
    assert table.columns[1].values[0] == Missing(MissingKind.BLANK)


def test_dates_count_from_1904_where_the_workbook_says_so(parse: Parse) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    def old(book: Book) -> None:
        book.epoch = CALENDAR_MAC_1904
        book["Data"]["A2"] = datetime.datetime(2024, 5, 1)  # noqa: DTZ001

    (table,) = parse({"Data": [["Day", "2019"], [None, 2]]}, old).tables
    assert table.columns[0].values == (datetime.datetime(2024, 5, 1),)  # noqa: DTZ001


def test_rich_text_reads_as_plain_text(parse: Parse) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    def rich(book: Book) -> None:
        book["Data"]["A2"] = CellRichText("North ", TextBlock(InlineFont(b=True), "America"))

    (table,) = parse({"Data": [HEAD, [None, 1, 2]]}, rich).tables
    assert table.columns[0].values == ("North America",)


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        (datetime.time(6), "d", 0.25),
        (datetime.timedelta(hours=36), "n", 1.5),
        (datetime.date(2024, 2, 29), "d", datetime.datetime(2024, 2, 29)),  # noqa: DTZ001
        (float("inf"), "n", Missing(MissingKind.ERROR, "#NUM!")),
        (10**400, "n", Missing(MissingKind.ERROR, "#NUM!")),
        ("a_x000D_\nb", "s", "a\nb"),
        ("#N/A", "e", Missing(MissingKind.ERROR, "#N/A")),
        ("#N/A", "s", "#N/A"),
        ("  ", "s", None),
        (True, "b", True),
        (7, "n", 7.0),
    ],
)
def test_what_openpyxl_hands_over_becomes_a_value(raw: object, kind: str, value: object) -> None:
    found = to_value(raw, kind)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["n/a", "N.A.", "..", "–", "—", "-", ":", "k. A.", "无"])
def test_marks_of_figures_that_are_not_available(text: str) -> None:
    assert missing_mark(text) is MissingKind.NOT_AVAILABLE


@pytest.mark.parametrize("text", ["-5", "nap", "xx", "3..4", "", "A"])
def test_what_is_no_mark(text: str) -> None:
    assert missing_mark(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_as_a_label_reads_back(number: float) -> None:
    assert float(label(number, "General")) == number


def test_labels_of_numbers_have_no_empty_decimals() -> None:
    assert label(2019.0, "General") == "2019"
    assert label(0.125, "0.0%") == "12.5%"
