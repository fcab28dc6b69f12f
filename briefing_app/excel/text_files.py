"""Text files with separated values (.csv, .tsv): encoding, separator, decimal sign, cells.

RFC 4180 describes the quotes; all else is told by nobody and found by what is consistent.
"""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import charset_normalizer

from briefing_app.errors import FileDamaged, Place
from briefing_app.excel.number_in_text import decimal_sign
from briefing_app.model.cell_range import MAX_COLUMN, MAX_ROW
from briefing_app.ooxml.sheet_cells import Band, IsoMoment, Raw, Segment, SheetCells
from briefing_app.progress import Progress

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What clients' machines write: Western, Central European, Cyrillic, Chinese, Japanese, Korean.
_CODE_PAGES = ["cp1252", "cp1250", "cp1251", "gb18030", "big5", "cp932", "cp949", "mac_roman"]
_SEPARATORS = ",;\t|"
_LOOKED_AT = 200  # rows that the separator is judged by
_SAMPLE = 1 << 17
_ROWS_AT_ONCE = 4096
_LONGEST_FIELD = 1 << 20
GENERAL_STYLE, DATE_STYLE, TIME_STYLE = 0, 1, 2
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?", re.ASCII)
_WHOLE = r"(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:%s\d{3})+)?"
_NUMBERS = {
    decimal: re.compile(
        rf"[-+]?{_WHOLE % re.escape(group)}(?:{re.escape(decimal)}\d+)?(?:[eE][-+]?\d{{1,3}})?",
        re.ASCII,
    )
    for decimal, group in ((".", ","), (",", "."))
}


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A text file as a sheet. sure: whether its encoding is certain."""

    cells: SheetCells
    encoding: str
    separator: str
    decimal: str
    sure: bool


def is_separated(content: bytes) -> bool:
    """Return whether text is rows of at least two values each, most of them alike."""
    encoding, _ = encoding_of(content[:_SAMPLE])
    return _separator(content[:_SAMPLE].decode(encoding, "replace"))[1] > 0


def encoding_of(content: bytes) -> tuple[str, bool]:
    """Return (encoding, whether it is certain): by its mark, UTF-8, else what fits best."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding, True
    if _is_utf8(content):
        return "utf-8", True
    best = charset_normalizer.from_bytes(content[:_SAMPLE], cp_isolation=_CODE_PAGES).best()
    return (best.encoding if best else "cp1252"), False


def _is_utf8(content: bytes) -> bool:
    """Return whether bytes are UTF-8, but for a character that their end may cut."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _SAMPLE):
            decoder.decode(content[start : start + _SAMPLE])
    except UnicodeDecodeError:
        return False
    return True


def read_text(content: bytes, place: Place, progress: Progress) -> TextSheet:
    """Return the cells of a text file; raises FileDamaged, and Cancelled."""
    if not content.strip():
        raise FileDamaged("The file is empty.", remedy="Copy or download it again.", place=place)
    encoding, sure = encoding_of(content)
    separator, _ = _separator(content[:_SAMPLE].decode(encoding, "replace"))
    try:
        sample = list(islice(_rows(content, encoding, separator), _LOOKED_AT))
        fields = [field for row in sample for field in row if field[:1] in _STARTS]
        decimal = decimal_sign(fields) or ("," if separator == ";" else ".")
        bands = list(_bands(_rows(content, encoding, separator), decimal, place, progress))
    except (csv.Error, UnicodeError) as cause:
        raise FileDamaged(
            f"The values cannot be told apart ({cause}).",
            remedy="Open the file in Excel, check it and save it as .xlsx.",
            place=place,
        ) from cause
    return TextSheet(SheetCells(bands), encoding, separator, decimal, sure)


_STARTS = frozenset("0123456789-+.,")


def _separator(sample: str) -> tuple[str, int]:
    """Return (separator, how many rows agree on the number of values), by what is consistent."""
    best: tuple[int, int, str] = (0, 0, ",")
    for separator in _SEPARATORS:
        if separator not in sample:
            continue
        try:
            rows = [row for row in islice(csv.reader(io.StringIO(sample, newline=""),
                    delimiter=separator), _LOOKED_AT) if row]  # fmt: skip
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows[:-1] or rows)
        width, agree = max(
            widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0)
        )
        if width > 1 and agree * 2 >= len(rows) - 1:
            best = max(best, (agree, width, separator))
    return best[2], best[0]


def _rows(content: bytes, encoding: str, separator: str) -> Iterator[list[str]]:
    """Yield the rows, decoded as they are needed; bytes that mean nothing become marks."""
    csv.field_size_limit(_LONGEST_FIELD)
    stream = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    yield from csv.reader(stream, delimiter=separator)


def _bands(
    rows: Iterator[list[str]], decimal: str, place: Place, progress: Progress
) -> Iterator[Band]:
    first = 1
    while chunk := list(islice(rows, _ROWS_AT_ONCE)):
        progress.tell("Reading the rows", first)
        width = max(map(len, chunk))
        if width > MAX_COLUMN or first + len(chunk) > MAX_ROW + 1:
            raise FileDamaged(
                "The file has more rows or columns than a worksheet.",
                remedy="Split the file.",
                place=place,
            )
        columns = {}
        for column in range(width):
            fields = [row[column] if column < len(row) else "" for row in chunk]
            segment = _segment(fields, decimal)
            if segment is not None:
                columns[column + 1] = segment
        yield Band(range(first, first + len(chunk)), columns)
        first += len(chunk)


def _segment(fields: Sequence[str], decimal: str) -> Segment | None:
    known = {field: _value(field, decimal) for field in set(fields)}
    values = [known[field] for field in fields]
    if values.count(None) == len(values):
        return None
    styles = [
        (TIME_STYLE if len(value.text) > 10 else DATE_STYLE) if isinstance(value, IsoMoment) else 0
        for value in values
    ]
    return Segment(values, styles[0] if len(set(styles)) == 1 else styles)


def _value(field: str, decimal: str) -> Raw | None:
    """Return what a field holds. Numbers with leading zeros are names, and stay text."""
    bare = field.strip()
    if not bare:
        return None
    if bare[0] in _STARTS:
        if _NUMBERS[decimal].fullmatch(bare) and bare[-1] not in "+-":
            group = "," if decimal == "." else "."
            number = float(bare.replace(group, "").replace(decimal, "."))
            return number if abs(number) < float("inf") else field
        if _ISO.fullmatch(bare) and _is_date(bare):
            return IsoMoment(bare.replace(" ", "T"))
    return field.replace("\r\n", "\n").replace("\r", "\n")


def _is_date(text: str) -> bool:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.year >= 1900
