"""What a style sheet (18.8) says of cells that matters for their values: formats and indents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing_app.ooxml.package import Package
from briefing_app.ooxml.spreadsheet import S, whole_number


@dataclass(frozen=True, slots=True)
class CellStyle:
    """The format of cells.

    format_id: number of a format that Excel knows (18.8.30); code: the format code where the
    file gives one, else ""; indent: level of indentation.
    """

    format_id: int = 0
    code: str = ""
    indent: int = 0


def cell_styles(package: Package, part: str) -> tuple[CellStyle, ...]:
    """Return the cell formats by index (``cellXfs``); one plain format where there are none.

    part: name of the styles part, "" when there is none. Raises FileDamaged and FileUnsafe.
    """
    styles = tuple(_styles(package, part)) if part else ()
    return styles or (CellStyle(),)


def _styles(package: Package, part: str) -> Iterator[CellStyle]:
    root = package.tree(part)
    codes = {
        node.get("numFmtId", ""): node.get("formatCode", "")
        for node in root.iterfind(f"{{{S}}}numFmts/{{{S}}}numFmt")
    }
    for node in root.iterfind(f"{{{S}}}cellXfs/{{{S}}}xf"):
        number = node.get("numFmtId", "0")
        alignment = node.find(f"{{{S}}}alignment")
        indent = alignment.get("indent", "0") if alignment is not None else "0"
        yield CellStyle(
            whole_number(number, 0),
            codes.get(number, ""),
            whole_number(indent, 0),
        )
