from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.errors import BriefingError, Cancelled, FileDamaged
from briefing_app.excel.number_in_text import decimal_sign, number_in_text
from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.progress import Progress

ENGLISH = 'Region,Date,2020,2021\nEurope,2020-01-31,"1,234.5",2\nAsia,2020-02-28,3.25,n/a\n'
GERMAN = "Region;Datum;2020;2021\nKöln;31.01.2020;1.234,5;2\nZürich;28.02.2020;3,25;–\n"


def columns(content: WorkbookContent) -> list[tuple[Value, ...]]:
    (table,) = content.tables
    return [column.values for column in table.columns]


def test_an_english_file_is_read() -> None:
    content = parse_workbook(ENGLISH.encode(), "sales.csv")
    assert content.tables[0].cells.sheet == "sales"
    assert columns(content)[1:] == [
        (datetime.datetime(2020, 1, 31), datetime.datetime(2020, 2, 28)),  # noqa: DTZ001
        (1234.5, 3.25),
        (2.0, Missing(MissingKind.NOT_AVAILABLE, "n/a")),
    ]
    assert [finding.code for finding in content.findings] == ["text-file"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_german_file_is_read_in_any_encoding(encoding: str) -> None:
    head, *rows = GERMAN.splitlines(keepends=True)
    content = parse_workbook((head + "".join(rows) * 9).encode(encoding), "umsatz.csv")
    (table,) = content.tables
    assert table.columns[0].values[:2] == ("Köln", "Zürich")
    assert 1234.5 in table.columns[2].values
    codes = [finding.code for finding in content.findings]
    assert ("text-encoding" in codes) == (encoding == "cp1252")
    assert "“,”" in content.findings[0].message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("地区,数值\n北京市朝阳区,12\n上海市浦东新区,15\n广州市,17\n", "gb18030"),
     ("Город;Число\nМосква;12\nСанкт-Петербург;15\nНижний Новгород;3\n", "cp1251")],
)  # fmt: skip
def test_other_scripts_are_recognised(text: str, encoding: str) -> None:
    content = parse_workbook((text * 4).encode(encoding), "a.csv")
    assert content.tables[0].columns[0].values[0] == text.splitlines()[1][:-3].rstrip(";,")


def test_quotes_tabs_line_breaks_and_leading_zeros() -> None:
    text = 'Code\tText\tValue\n007\t"a\tb\nc ""d"""\t1\n008\t"x"\t2\n'
    content = parse_workbook(text.encode(), "a.tsv")
    assert columns(content) == [("007", "008"), ('a\tb\nc "d"', "x"), (1.0, 2.0)]


def test_text_under_the_name_of_a_workbook_is_read_and_said() -> None:
    content = parse_workbook(GERMAN.encode(), "export.xls")
    assert len(content.tables) == 1
    assert content.findings[0].code == "file-misnamed"


def test_a_long_text_file_is_found_to_its_last_row() -> None:
    rows = "".join(f"r{n},{n},{n / 4}\n" for n in range(9000))
    content = parse_workbook(f"Name,A,B\n{rows}".encode(), "a.csv", with_cells=False)
    assert content.tables[0].cells.address == "A1:C9001"


def test_a_field_without_end_is_damage() -> None:
    with pytest.raises(FileDamaged):
        parse_workbook(b'a,b\n"' + b"x" * (2 << 20), "a.csv")


def test_reading_text_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        parse_workbook(ENGLISH.encode(), "a.csv", (), Progress(cancelled=lambda: True))


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xls", "a.tsv"]))
def test_any_bytes_give_a_content_or_a_clear_error(content: bytes, name: str) -> None:
    try:
        parse_workbook(content, name)
    except BriefingError as problem:
        assert problem.remedy  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "hint", "number"),
    [
        ("1 234,5", "", 1234.5), ("1\u202f234", ",", 1234.0), ("(12.3)", "", -12.3),
        ("1,234", "", 1234.0), ("1,234", ",", 1.234), ("1.234", ".", 1.234), ("1.234", ",", 1234.0),
        ("12 %", "", 0.12), ("−5", "", -5.0), ("5-", "", -5.0), ("€ 5", "", 5.0), ("1e3", "", 1000),
        ("1'234.5", "", 1234.5), ("12", ",", 12.0), ("1 2", "", None), ("(12", "", None),
        ("-(3)", "", None), ("1,23,456", "", 123456.0), ("abc", "", None), ("", "", None),
        ("12 apples", "", None), ("1.2.3", "", None),
    ],
)  # fmt: skip
def test_numbers_typed_as_text(text: str, hint: str, number: float | None) -> None:
    assert number_in_text(text, hint) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [("n/a", MissingKind.NOT_AVAILABLE), ("–", MissingKind.NOT_AVAILABLE),
     ("..", MissingKind.NOT_AVAILABLE), ("x", MissingKind.SUPPRESSED),
     ("<0.1", MissingKind.SUPPRESSED)],
)  # fmt: skip
def test_marks_in_place_of_numbers(text: str, kind: MissingKind) -> None:
    assert number_in_text(text) == Missing(kind, text)


@pytest.mark.parametrize(
    ("texts", "sign"),
    [(["1,5", "2"], ","), (["1.234,5"], ","), (["1,234"], ""), (["1.5", "1,5"], ""),
     (["1.234.567"], ","), (["0.123"], "."), (["12.345,6", "7,25"], ","), ([], "")],
)  # fmt: skip
def test_the_decimal_sign_is_the_one_that_all_agree_on(texts: list[str], sign: str) -> None:
    assert decimal_sign(texts) == sign


@given(st.floats(-1e12, 1e12).map(lambda value: round(value, 2)))
def test_a_number_written_with_groups_reads_back(value: float) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert number_in_text(english, ".") == number_in_text(german, ",") == value
    assert number_in_text(english.replace(",", "\u00a0"), ".") == value


def test_a_label_of_thousands_of_digits_is_no_number() -> None:
    """Python refuses to make a number of so many; found by the fuzzer."""
    digits = "7" * 5000
    content = f"{digits},2019\n{digits},1\nb,2\nc,3\n".encode()
    assert parse_workbook(content, "data.csv").workbook.name == "data.csv"
