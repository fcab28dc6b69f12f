"""Small workbooks from which the fuzzer starts; each is for other parts of the reader."""

from __future__ import annotations

from briefing_app.files import write_zip
from tests.fuzz.mutations import entries_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_HEAD = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>2019</v></c>'
    '<c r="C1"><v>2020</v></c><c r="D1" t="inlineStr"><is><t>Share (%)</t></is></c></row>'
)


def _row(number: int) -> str:
    return (
        f'<row r="{number}" spans="1:4"><c r="A{number}" t="s"><v>{1 + number % 3}</v></c>'
        f'<c r="B{number}" s="1"><v>{number * 1.5}</v></c>'
        f'<c r="C{number}"><f>B{number}*2</f><v>{number * 3}</v></c>'
        f'<c r="D{number}" s="2"><f t="shared" si="0"/><v>0.{number}</v></c></row>'
    )


_SHARED = (
    '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="3"><v>45000</v></c><c r="C2" t="e">'
    '<v>#N/A</v></c><c r="D2"><f t="shared" ref="D2:D9" si="0">[1]X!A1</f><v>1</v></c></row>'
)
_STRINGS = (
    f'<sst xmlns="{_MAIN}" count="4"><si><t>Region</t></si><si><t>Europe</t></si>'
    '<si><r><t>A</t></r><r><t xml:space="preserve">sia </t></r></si><si><t>Total</t></si></sst>'
)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"><alignment indent="1"/></xf>'
    '<xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
_TABLE = (
    f'<table xmlns="{_MAIN}" id="1" name="Sales" displayName="Sales" ref="A1:D9" '
    'totalsRowCount="1"><tableColumns><tableColumn id="1" name="Region"/></tableColumns></table>'
)
_NAMES = (
    '<definedNames><definedName name="Part">Data!$A$1:$C$9</definedName>'
    '<definedName name="_xlnm.Print_Area" localSheetId="0">Data!$A$1:$D$9</definedName>'
    "</definedNames>"
)


def _relations(*pairs: tuple[str, str]) -> bytes:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'.encode()


def _sheet(rows: str, before: str = "", after: str = "") -> bytes:
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_R}"><dimension ref="A1:D9"/>{before}<sheetData>'
        f"{rows}</sheetData>{after}</worksheet>"
    ).encode()


def workbook() -> bytes:
    """Return a workbook of three sheets with a table, names, styles, texts and a hidden sheet."""
    rows = _HEAD + _SHARED + "".join(map(_row, range(3, 10)))
    merged = '<mergeCells><mergeCell ref="A12:C12"/></mergeCells>'
    filtered = '<autoFilter ref="A1:D9"><filterColumn colId="0"/></autoFilter>'
    notes = '<row r="12"><c r="A12" t="str"><v>Source: the shop</v></c></row>'
    hidden = '<cols><col min="3" max="3" width="0"/></cols>'
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{_RELS}"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}sheet.main+xml"/></Types>'
    )
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
        for number, (name, state) in enumerate(
            (("Data", ""), ("Other", ""), ("Gone", ' state="hidden"')), 1
        )
    )
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><workbookPr/><sheets>{listed}</sheets>{_NAMES}'
        '<calcPr fullCalcOnLoad="1"/></workbook>'
    )
    sheets = [("worksheet", f"sheet{number}.xml") for number in (1, 2, 3)]
    return write_zip(
        [
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", _relations(("officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", book.encode()),
            ("xl/_rels/workbook.xml.rels",
             _relations(*sheets, ("sharedStrings", "strings.xml"), ("styles", "styles.xml"))),
            ("xl/sheet1.xml", _sheet(rows + notes, "", filtered + merged)),
            ("xl/_rels/sheet1.xml.rels", _relations(("table", "table1.xml"))),
            ("xl/table1.xml", _TABLE.encode()),
            ("xl/sheet2.xml", _sheet(_HEAD + "".join(map(_row, range(2, 6))), hidden)),
            ("xl/sheet3.xml", _sheet(_HEAD)),
            ("xl/strings.xml", _STRINGS.encode()),
            ("xl/styles.xml", _STYLES.encode()),
        ]
    )  # fmt: skip


def long_workbook() -> bytes:
    """Return the same with enough rows that they are read by patterns."""
    parts = dict(entries_of(workbook()))
    rows = _HEAD + _SHARED + "".join(map(_row, range(3, 75)))
    parts["xl/sheet1.xml"] = _sheet(rows)
    return write_zip(parts.items())


def seeds() -> dict[str, bytes]:
    """Return the files from which the fuzzer starts, by name."""
    text = "Region;2019;2020\nEurope;1,5;2\nAsia;3;n/a\nTotal;4,5;2\n"
    return {
        "book.xlsx": workbook(),
        "long.xlsx": long_workbook(),
        "book.csv": text.encode(),
        "quoted.csv": b'"Region, all",2019\r\n"a ""b""\nc",1.5\r\n(x),<0.1\r\n',
    }
