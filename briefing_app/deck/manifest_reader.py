"""The manifest of a finished deck, read as what it says of its figures; nobody vouches for it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_app.deck.manifest import NAMESPACE
from briefing_app.errors import CallError
from briefing_app.model.cell_range import CellRange, parse_cell
from briefing_app.model.deck_record import (
    DeckRecord,
    RecordedExhibit,
    RecordedSlide,
    RecordedValue,
)
from briefing_app.model.slide_plan import Binding, BoundFigure, BoundValue, Provenance
from briefing_app.ooxml.names import Rel
from briefing_app.ooxml.package import ROOT, Package
from briefing_app.ooxml.xml_reader import Node

_M = f"{{{NAMESPACE}}}"


def read_manifest(package: Package) -> DeckRecord | None:
    """Return what a deck says it was made from, None for one without a manifest.

    What is malformed in it is left out. Raises FileDamaged.
    """
    for main in package.related(ROOT, Rel.OFFICE_DOCUMENT):
        for part in package.related(main, Rel.CUSTOM_XML):
            root = package.tree(part)
            if root.tag == f"{_M}manifest":
                return _record(root)
    return None


def _record(root: Node) -> DeckRecord:
    sources = dict.fromkeys(
        (node.get("workbook", ""), node.get("sha256", "")) for node in root.iter(f"{_M}source")
    )
    slides = tuple(map(_slide, root.iterchildren(f"{_M}slide")))
    return DeckRecord(root.get("language", "en"), tuple(sources), slides)


def _slide(node: Node) -> RecordedSlide:
    texts = {shape.get("key", ""): shape.text or "" for shape in node.iterchildren(f"{_M}shape")}
    return RecordedSlide(
        creation_id=node.get("creationId", ""),
        sources=tuple(map(_source, node.iterchildren(f"{_M}source"))),
        exhibits=tuple(map(_exhibit, filter(_has_range, node.iterchildren(f"{_M}exhibit")))),
        values=tuple(_value(value, texts) for value in node.iterchildren(f"{_M}value")),
    )


def _has_range(node: Node) -> bool:
    return _is_range(node.get("cells", ""))


def _has_address(node: Node) -> bool:
    return _is_range(node.get("address", ""))


def _is_range(address: str) -> bool:
    try:
        CellRange.parse("", address)
    except CallError:
        return False
    return True


def _exhibit(node: Node) -> RecordedExhibit:
    return RecordedExhibit(
        shape=node.get("shape", ""),
        workbook=node.get("workbook", ""),
        sheet=node.get("sheet", ""),
        cells=node.get("cells", ""),
        table=node.get("table", ""),
        number_format=node.get("format", ""),
        figures=tuple(_figures(node)),
    )


def _figures(node: Node) -> Iterator[BoundFigure]:
    rows, columns = (
        {line.get("at", ""): _texts(line, "label") for line in node.iterchildren(f"{_M}{tag}")}
        for tag in ("row", "column")
    )
    for figure in node.iterchildren(f"{_M}figure"):
        address = figure.get("at", "")
        try:
            row, column = map(str, parse_cell(address))
        except CallError:
            continue
        cell = Binding(
            workbook=node.get("workbook", ""),
            sheet=node.get("sheet", ""),
            address=address,
            row_path=rows.get(row, ()),
            column_path=columns.get(column, ()),
            value_fingerprint=figure.get("fingerprint", ""),
            table=node.get("table", ""),
        )
        value = figure.get("value", "")
        yield BoundFigure(cell, value, figure.get("shown", value))


def _value(node: Node, texts: dict[str, str]) -> RecordedValue:
    shape = node.get("shape", "")
    start, end = _whole(node, "start"), _whole(node, "end")
    bound = BoundValue(
        start=start,
        end=end,
        formula=node.get("formula", ""),
        value=node.get("value", ""),
        origins=tuple(map(_source, node.iterchildren(f"{_M}source"))),
        cells=tuple(map(_cell, filter(_has_address, node.iterchildren(f"{_M}cell")))),
    )
    return RecordedValue(shape, texts.get(shape, "")[start:end], bound)


def _source(node: Node) -> Provenance:
    return Provenance(node.get("workbook", ""), node.get("sha256", ""), node.get("cells", ""))


def _cell(node: Node) -> Binding:
    return Binding(
        workbook=node.get("workbook", ""),
        sheet=node.get("sheet", ""),
        address=node.get("address", ""),
        row_path=_texts(node, "row"),
        column_path=_texts(node, "column"),
        value_fingerprint=node.get("fingerprint", ""),
        table=node.get("table", ""),
    )


def _texts(node: Node, tag: str) -> tuple[str, ...]:
    return tuple(label.text or "" for label in node.iterchildren(f"{_M}{tag}"))


def _whole(node: Node, name: str) -> int:
    written = node.get(name, "")
    return int(written) if written.isascii() and written.isdigit() else 0
