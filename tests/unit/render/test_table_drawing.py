"""Tables as things to paint."""

from __future__ import annotations

from lxml import etree

from briefing_app.model.drawing import (
    Colour,
    Group,
    Item,
    Outline,
    Paint,
    Solid,
    Stroke,
    TextRun,
    Typeface,
)
from briefing_app.model.text_body import SetParagraph, SetRun, TextBody
from briefing_app.ooxml.names import A, tag
from briefing_app.ooxml.table_styles import CellText
from briefing_app.render.table_drawing import Rectangle, TableMeans, table_items
from briefing_app.usecases.shipped_files import load_metrics

_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
_FACE = Typeface("Arial")


def _fill(node: etree._Element, _: Rectangle) -> Paint | None:
    return None if node.find(tag("a:noFill")) is not None else Solid(Colour("ABCDEF"))


def _stroke(node: etree._Element) -> Stroke | None:
    return Stroke(Solid(Colour("000000")), int(node.get("w", "0")) / 12_700)


def _text(node: etree._Element, style: CellText) -> TextBody:
    run = SetRun("".join(t.text or "" for t in node.iter(tag("a:t"))), 10, _FACE, Colour("000000"))
    return TextBody((SetParagraph((run,)),))


def _items(rows: str, properties: str = "") -> tuple[Item, ...]:
    node = etree.fromstring(
        f'<a:tbl xmlns:a="{A}"><a:tblPr {properties}><a:tableStyleId>{_GRID}</a:tableStyleId>'
        f'</a:tblPr><a:tblGrid><a:gridCol w="1270000"/><a:gridCol w="635000"/></a:tblGrid>{rows}'
        "</a:tbl>"
    )
    return table_items(node, 10, 20, None, TableMeans(_fill, _stroke, _text, load_metrics()))


def _cell(text: str, properties: str = "") -> str:
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody>"
        f"{properties}</a:tc>"
    )


def _levels(items: tuple[Item, ...]) -> list[float]:
    """Return the heights of level lines."""
    found = set()
    for item in items:
        if isinstance(item, Outline) and item.stroke is not None:
            (_, one), (_, two) = item.segments
            if one[1] == two[1]:
                found.add(one[1])
    return sorted(found)


def test_neighbouring_borders_with_one_pen_are_one_line() -> None:
    items = _items(f'<a:tr h="254000">{_cell("a")}{_cell("b")}</a:tr>')
    lines = [item for item in items if isinstance(item, Outline) and item.stroke is not None]
    assert len(lines) == 2 + 3
    assert (("M", (10, 20)), ("L", (160, 20))) in [line.segments for line in lines]


def test_rows_grow_with_their_text_and_push_the_others_down() -> None:
    short, long = (
        _levels(_items(f'<a:tr h="254000">{_cell(text)}{_cell("b")}</a:tr>'
                       f'<a:tr h="254000">{_cell("c")}{_cell("d")}</a:tr>'))
        for text in ("a", "many words " * 12)
    )  # fmt: skip
    assert short == [20, 40, 60]
    assert long[1] > 60
    assert long[2] - long[1] == 20


def test_text_stands_in_its_cell_with_the_cells_own_insets() -> None:
    near, far = (
        next(item for item in _items(f'<a:tr h="254000">{_cell("a", said)}{_cell("")}</a:tr>')
             if isinstance(item, Group))
        for said in ('<a:tcPr marL="0"/>', '<a:tcPr marL="254000"/>')
    )  # fmt: skip
    assert list(near.matrix) == [1, 0, 0, 1, 10, 20]
    one, two = near.items[0], far.items[0]
    assert isinstance(one, TextRun)
    assert isinstance(two, TextRun)
    assert two.x - one.x == 20


def test_a_table_from_right_to_left_begins_at_the_right() -> None:
    row = f'<a:tr h="254000">{_cell("a")}{_cell("b")}</a:tr>'
    groups = [item for item in _items(row, 'rtl="1"') if isinstance(item, Group)]
    assert [group.matrix[4] for group in groups] == [60, 10]
