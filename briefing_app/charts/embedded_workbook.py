"""The workbook inside a chart part: what *Edit Data* opens.

One worksheet: the categories in column A, the plotted series beside them, then the helper columns
that the drawing needs, set in grey. Helpers are formulas with their results stored, so that the
chart follows when a figure is edited. Nothing else goes in: no properties, no author, no dates.

The parts are the least that ECMA-376-1, 12.3 asks for (workbook, one worksheet, styles).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from briefing_app.files import Inner, write_zip
from briefing_app.model.cell_range import column_letters
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.quick_values import quick
from briefing_app.ooxml.elements import DECLARATION, Element, Xml, document, join, quoted, text

SHEET_NAME = "Data"
LONGEST_CELL = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""

_SML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CT = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CellValue = float | str | None
NOT_AVAILABLE = "#N/A"
"""The result of a formula that gives a line or a point nothing to draw."""


@quick
class SheetColumn:
    """A column of the worksheet: header in row 1, one value per row of its table from row 2 on.

    formulas: empty, or one per value, without the leading ``=``; "" where the cell is an input;
    helper: a column that the drawing needs and nobody should edit.
    """

    header: str
    values: Sequence[CellValue]
    number_format: str = GENERAL
    helper: bool = False
    formulas: Sequence[str] = ()


def plain_number(value: float) -> str:
    """Return a finite number as XML Schema double, the shortest text that reads back the same."""
    digits = repr(value + 0.0)  # adding nothing turns -0.0 into 0.0
    return digits.removesuffix(".0")


def cells_of(column: int, rows: int, start: int = 0) -> str:
    """Return the reference to values of a 0-based column: ``Data!$B$2:$B$6``.

    rows: how many there are; start: the first of them, counted from 0 below the header.
    """
    letters = column_letters(column + 1)
    return f"{SHEET_NAME}!${letters}${start + 2}:${letters}${start + rows + 1}"


def header_of(column: int) -> str:
    """Return the reference to the header of a 0-based column: ``Data!$B$1``."""
    return f"{SHEET_NAME}!${column_letters(column + 1)}$1"


def write_workbook(columns: Sequence[SheetColumn]) -> bytes:
    """Return the workbook as a file, the same bytes for the same columns."""
    return write_zip(workbook_entries(columns))


def workbook_entries(columns: Sequence[SheetColumn]) -> Inner:
    """Return what the workbook holds, to be packed with the deck.

    columns: at least one; they may have different lengths; the numbers finite.
    """
    formats = tuple(dict.fromkeys(column.number_format for column in columns))
    calculated = any(column.formulas for column in columns)
    return (
        ("[Content_Types].xml", _CONTENT_TYPES),
        ("_rels/.rels", _ROOT_RELS),
        ("xl/workbook.xml", _workbook_part(calculated=calculated)),
        ("xl/_rels/workbook.xml.rels", _WORKBOOK_RELS),
        ("xl/worksheets/sheet1.xml", _sheet_part(columns, formats)),
        ("xl/styles.xml", _styles_part(formats)),
    )


def _sheet_part(columns: Sequence[SheetColumn], formats: tuple[str, ...]) -> bytes:
    by_column = [
        _cells(index, column, 2 * formats.index(column.number_format))
        for index, column in enumerate(columns)
    ]
    rows = zip_longest(*by_column, fillvalue="")
    data = "".join([f'<row r="{n}">{"".join(row)}</row>' for n, row in enumerate(rows, 1)])
    return document(
        _WORKSHEET(
            {"xmlns": _SML},
            sheetViews=_FROZEN_HEADER,
            sheetFormatPr=Xml('<sheetFormatPr defaultRowHeight="15"/>'),
            cols=_widths(columns),
            sheetData=Xml(f"<sheetData>{data}</sheetData>"),
        )
    )


def _cells(index: int, column: SheetColumn, first_style: int) -> list[str]:
    """Return the cells of a column from its header down, "" where a cell is empty."""
    letters = column_letters(index + 1)
    style = _FIXED_STYLES + first_style + column.helper
    header = f'<c r="{letters}1" s="{2 if column.helper else 1}"{_inline(column.header)}'
    starts = _starts(letters, style, len(column.values))
    if column.formulas:
        sources = _sources(tuple(column.formulas))
        rows = zip(starts, sources, column.values, strict=True)
        return [header, *[_calculated(*row) for row in rows]]
    return [header, *map(_input, starts, column.values)]


# Columns of one length come again and again in a deck, and so do formulas on their rows.


@lru_cache(maxsize=2048)
def _starts(letters: str, style: int, count: int) -> tuple[str, ...]:
    return tuple(f'<c r="{letters}{row}" s="{style}"' for row in range(2, count + 2))


@lru_cache(maxsize=2048)
def _sources(formulas: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formulas as elements, "" where a cell is an input."""
    return tuple(f"<f>{text(formula)}</f>" if formula else "" for formula in formulas)


def _input(start: str, value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"{start}{_inline(value)}"
    return f"{start}><v>{plain_number(value)}</v></c>"


def _calculated(start: str, source: str, value: CellValue) -> str:
    if not source:
        return _input(start, value)
    if value is None:
        return f'{start} t="str">{source}<v></v></c>'
    if isinstance(value, str):
        kind = "e" if value == NOT_AVAILABLE else "str"
        return f'{start} t="{kind}">{source}<v>{_string(value)}</v></c>'
    return f"{start}>{source}<v>{plain_number(value)}</v></c>"


def _inline(value: str) -> str:
    """Return the rest of a cell that holds a text."""
    return f' t="inlineStr"><is><t xml:space="preserve">{_string(value)}</t></is></c>'


# Excel reads _x0041_ in a string as the character of that number (ECMA-376-1, 22.9.2.19).
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def _string(value: str) -> Xml:
    return text(_ESCAPE.sub("_x005F_", value) if "_x" in value else value)


def _widths(columns: Sequence[SheetColumn]) -> Xml:
    """Return column widths in characters; the first column gets room for the category names."""
    longest = max((len(str(value)) for value in columns[0].values), default=0)
    first = min(48, max(12, longest + 2))
    rest = f'<col min="2" max="{len(columns)}" width="14" customWidth="1"/>'
    return Xml(
        f'<cols><col min="1" max="1" width="{first}" customWidth="1"/>'
        f"{rest if len(columns) > 1 else ''}</cols>"
    )


@lru_cache(maxsize=2)
def _workbook_part(*, calculated: bool) -> bytes:
    """Return the workbook part; with formulas, Excel is told to calculate when it opens it."""
    sheets = f'<sheets><sheet name="{SHEET_NAME}" sheetId="1" r:id="rId1"/></sheets>'
    calc = '<calcPr calcId="191029" fullCalcOnLoad="1"/>' if calculated else ""
    return document(Xml(f'<workbook xmlns="{_SML}" xmlns:r="{_REL}">{sheets}{calc}</workbook>'))


_FIXED_STYLES = 3
"""Cell formats before those of the number formats: plain, header, header of a helper."""
_FIRST_FORMAT_ID = 164
"""Number format ids below are Excel's own (ECMA-376-1, 18.8.30)."""


@lru_cache(maxsize=256)
def _styles_part(formats: tuple[str, ...]) -> bytes:
    """Return the styles: each number format twice, in black for inputs and in grey for helpers."""
    ids = {code: _FIRST_FORMAT_ID + n for n, code in enumerate(formats) if code != GENERAL}
    listed = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{quoted(code)}"/>' for code, number in ids.items()
    )
    xfs = [_xf(0, 0), _xf(0, 1), _xf(0, 2)]
    xfs += [_xf(ids.get(code, 0), font) for code in formats for font in (0, 2)]
    return document(
        _STYLES(
            {"xmlns": _SML},
            numFmts=Xml(f'<numFmts count="{len(ids)}">{listed}</numFmts>' if ids else ""),
            fonts=_FONTS,
            fills=_FILLS,
            borders=_BORDERS,
            cellStyleXfs=Xml(f'<cellStyleXfs count="1">{_xf(0, 0, inner=True)}</cellStyleXfs>'),
            cellXfs=Xml(f'<cellXfs count="{len(xfs)}">{join(xfs)}</cellXfs>'),
            cellStyles=_CELL_STYLES,
        )
    )


def _xf(number_format: int, font: int, *, inner: bool = False) -> Xml:
    shown = ' applyNumberFormat="1"' if number_format else ""
    shown += ' applyFont="1"' if font else ""
    parent = "" if inner else ' xfId="0"'
    ids = f'numFmtId="{number_format}" fontId="{font}" fillId="0" borderId="0"'
    return Xml(f"<xf {ids}{parent}{shown}/>")


_WORKSHEET = Element("worksheet", "sheetPr dimension sheetViews sheetFormatPr cols sheetData")
_STYLES = Element(
    "styleSheet", "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles"
)
_FROZEN_HEADER = Xml(
    '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" '
    'activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
)
_FONTS = Xml(
    '<fonts count="3"><font><sz val="11"/><color rgb="FF000000"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><color rgb="FF000000"/><name val="Calibri"/></font>'
    '<font><sz val="11"/><color rgb="FF7F7F7F"/><name val="Calibri"/></font></fonts>'
)
_FILLS = Xml(
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
)
_BORDERS = Xml(
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
)
_CELL_STYLES = Xml(
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
_CONTENT_TYPES = (
    DECLARATION + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_CT}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CT}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_CT}.styles+xml"/></Types>'
).encode()
_ROOT_RELS = (
    DECLARATION
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
).encode()
_WORKBOOK_RELS = (
    DECLARATION
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_REL}/styles" Target="styles.xml"/>'
    "</Relationships>"
).encode()
