"""Tables on slides: the grid, merged cells, and what each cell inherits from the table's style.

ECMA-376-1, 21.1.3. Colours and texts stay XML nodes: whoever draws the table reads them with the
colours of its slide. Positions are row and column, from 0; lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefing_app.ooxml.names import tag
from briefing_app.ooxml.table_styles import (
    PARTS,
    CellText,
    StylePart,
    TableStyle,
    fill_holder,
    table_style,
)

_EMU_PER_POINT = 12_700
_INSETS = {"marL": 91_440, "marT": 45_720, "marR": 91_440, "marB": 45_720}
_SIDES = {"left": "a:lnL", "right": "a:lnR", "top": "a:lnT", "bottom": "a:lnB"}
_DIAGONALS = {"tl2br": "a:lnTlToBr", "tr2bl": "a:lnBlToTr"}
_PEN_FILLS = ("a:noFill", "a:solidFill", "a:gradFill", "a:pattFill")
_MOST_CELLS = 20_000
_LARGEST_EMU = 500_000_000


@dataclass(frozen=True, slots=True)
class Edge:
    """A border as someone wants it. line: an a:ln (or a:lnL …) or a:lnRef; rank: who says so."""

    line: etree._Element
    rank: tuple[int, bool, float]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, or several merged into one.

    rows, columns: how many it spans; text: its a:txBody; style: how the table's style sets its
    text; fill: an a:fillRef or the element that holds a fill; insets: left, top, right, bottom;
    anchor, vertical: as in files; diagonals: lines from corner to corner (``tl2br``, ``tr2bl``).
    """

    row: int
    column: int
    rows: int
    columns: int
    text: etree._Element | None
    style: CellText
    fill: etree._Element | None
    insets: tuple[float, float, float, float]
    anchor: str = "t"
    anchor_centre: bool = False
    vertical: str = "horz"
    diagonals: tuple[tuple[str, etree._Element], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table. widths, heights: as written, before rows grow with their text.

    across: the horizontal stretches of border by (line from 0, column), along: the vertical ones
    by (row, line from 0). right_to_left: the first column stands at the right.
    """

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[TableCell, ...]
    across: Mapping[tuple[int, int], Edge]
    along: Mapping[tuple[int, int], Edge]
    background: etree._Element | None = None
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class _Grid:
    """The size of a table, and which parts of its style it shows."""

    rows: int
    columns: int
    first_row: bool
    last_row: bool
    first_column: bool
    last_column: bool
    banded_rows: bool
    banded_columns: bool
    style: TableStyle


_Region = tuple[int, int, int, int]


def _number(text: str | None, default: int = 0) -> int:
    try:
        value = int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
    return min(max(value, 0), _LARGEST_EMU)


def _on(node: etree._Element | None, name: str) -> bool:
    return node is not None and node.get(name, "0") in {"1", "true", "on"}


def _regions(grid: _Grid, row: int, column: int) -> Iterator[tuple[str, _Region]]:
    """Yield the parts that a cell is in, with rows and columns of each (the ends excluded)."""
    rows, columns = grid.rows, grid.columns
    top, bottom = int(grid.first_row), rows - int(grid.last_row)
    left, right = int(grid.first_column), columns - int(grid.last_column)
    yield "wholeTbl", (0, rows, 0, columns)
    if grid.banded_columns and left <= column < right and top <= row < bottom:
        yield f"band{1 + (column - left) % 2}V", (top, bottom, column, column + 1)
    if grid.banded_rows and top <= row < bottom:
        yield f"band{1 + (row - top) % 2}H", (row, row + 1, 0, columns)
    at_top, at_bottom = grid.first_row and row == 0, grid.last_row and row == rows - 1
    at_left = grid.first_column and column == 0
    at_right = grid.last_column and column == columns - 1
    for name, here, region in (
        ("lastCol", at_right, (0, rows, columns - 1, columns)),
        ("firstCol", at_left, (0, rows, 0, 1)),
        ("lastRow", at_bottom, (rows - 1, rows, 0, columns)),
        ("firstRow", at_top, (0, 1, 0, columns)),
    ):
        if here:
            yield name, region
    for name, here in (
        ("seCell", at_bottom and at_right),
        ("swCell", at_bottom and at_left),
        ("neCell", at_top and at_right),
        ("nwCell", at_top and at_left),
    ):
        if here:
            yield name, (row, row + 1, column, column + 1)


def _parts(grid: _Grid, row: int, column: int) -> list[tuple[str, StylePart, _Region]]:
    return [
        (name, grid.style.parts[name], region)
        for name, region in _regions(grid, row, column)
        if name in grid.style.parts
    ]


def _paints(line: etree._Element) -> bool:
    if line.tag == tag("a:lnRef"):
        return line.get("idx", "0") != "0"
    return line.find(tag("a:noFill")) is None


def _edge(line: etree._Element, rank: int) -> Edge:
    painted = _paints(line)
    width = float(_number(line.get("w"), _EMU_PER_POINT)) if painted else 0.0
    return Edge(line, (rank, painted, width))


def _own_edge(properties: etree._Element | None, name: str) -> Edge | None:
    """Return a border that the cell itself sets; a line without a paint leaves it to the style."""
    line = None if properties is None else properties.find(tag(name))
    if line is None or all(line.find(tag(fill)) is None for fill in _PEN_FILLS):
        return None
    return _edge(line, len(PARTS))


def _style_edge(
    parts: list[tuple[str, StylePart, _Region]], side: str, row: int, column: int
) -> Edge | None:
    for name, part, (top, bottom, left, right) in reversed(parts):
        outer = {"top": row == top, "bottom": row == bottom - 1,
                 "left": column == left, "right": column == right - 1}[side]  # fmt: skip
        inside = "insideH" if side in {"top", "bottom"} else "insideV"
        line = part.borders.get(side if outer else inside)
        if line is not None:
            return _edge(line, PARTS.index(name))
    return None


def _cell(
    grid: _Grid, node: etree._Element, place: tuple[int, int], span: tuple[int, int]
) -> TableCell:
    properties = node.find(tag("a:tcPr"))
    parts = _parts(grid, *place)
    style, fill = CellText(), fill_holder(properties)
    for _, part, _ in reversed(parts):
        style = style.over(part.text)
        fill = part.fill if fill is None else fill
    said = {} if properties is None else {str(k): str(v) for k, v in properties.attrib.items()}
    left, top, right, bottom = (
        _number(said.get(name), default) / _EMU_PER_POINT for name, default in _INSETS.items()
    )
    diagonals = tuple(
        (name, edge.line)
        for name, wanted in _DIAGONALS.items()
        if (edge := _own_edge(properties, wanted)) is not None
    )
    return TableCell(
        *place, *span, node.find(tag("a:txBody")), style, fill, (left, top, right, bottom),
        said.get("anchor", "t"), _on(properties, "anchorCtr"), said.get("vert", "horz"),
        diagonals,
    )  # fmt: skip


def _cells(rows: list[list[etree._Element]], columns: int) -> Iterator[
    tuple[etree._Element, tuple[int, int], tuple[int, int]]
]:  # fmt: skip
    """Yield each cell that shows, with its place and what it spans; none overlaps another."""
    taken: set[tuple[int, int]] = set()
    for row, nodes in enumerate(rows):
        for column, node in enumerate(nodes[:columns]):
            if (row, column) in taken:
                continue
            wide = min(max(_number(node.get("gridSpan"), 1), 1), columns - column)
            high = min(max(_number(node.get("rowSpan"), 1), 1), len(rows) - row)
            covered = {(row + r, column + c) for r in range(high) for c in range(wide)}
            if covered & taken:
                high = wide = 1
                covered = {(row, column)}
            taken |= covered
            yield node, (row, column), (high, wide)


def _keep(edges: dict[tuple[int, int], Edge], at: tuple[int, int], edge: Edge | None) -> None:
    """Let the stronger of two borders stand: the cell's own, a line, the wider, the later one."""
    known = edges.get(at)
    if edge is not None and (known is None or edge.rank >= known.rank):
        edges[at] = edge


def _borders(
    grid: _Grid, rows: list[list[etree._Element]], spans: Mapping[tuple[int, int], tuple[int, int]]
) -> tuple[dict[tuple[int, int], Edge], dict[tuple[int, int], Edge]]:
    across: dict[tuple[int, int], Edge] = {}
    along: dict[tuple[int, int], Edge] = {}
    for (top, left), (high, wide) in spans.items():
        first = rows[top][left].find(tag("a:tcPr"))
        for row in range(top, top + high):
            for column in range(left, left + wide):
                node = rows[row][column] if column < len(rows[row]) else rows[top][left]
                own = node.find(tag("a:tcPr"))
                parts = _parts(grid, row, column)
                for side, outer, edges, at in (
                    ("top", row == top, across, (row, column)),
                    ("bottom", row == top + high - 1, across, (row + 1, column)),
                    ("left", column == left, along, (row, column)),
                    ("right", column == left + wide - 1, along, (row, column + 1)),
                ):
                    if outer:
                        said = _own_edge(first, _SIDES[side]) or _own_edge(own, _SIDES[side])
                        _keep(edges, at, said or _style_edge(parts, side, row, column))
    return across, along


def _grid(node: etree._Element, styles: etree._Element | None, rows: int, columns: int) -> _Grid:
    properties = node.find(tag("a:tblPr"))
    identity = None if properties is None else properties.findtext(tag("a:tableStyleId"))
    own = None if properties is None else properties.find(tag("a:tableStyle"))
    style = table_style(identity or "", styles)
    if own is not None:
        wrapper = etree.Element(tag("a:tblStyleLst"))
        copy = etree.SubElement(wrapper, tag("a:tblStyle"), styleId="OWN")
        copy.extend(etree.fromstring(etree.tostring(own)))
        style = table_style("OWN", wrapper)
    return _Grid(
        rows,
        columns,
        first_row=_on(properties, "firstRow"),
        last_row=_on(properties, "lastRow"),
        first_column=_on(properties, "firstCol"),
        last_column=_on(properties, "lastCol"),
        banded_rows=_on(properties, "bandRow"),
        banded_columns=_on(properties, "bandCol"),
        style=style,
    )


def read_table(node: etree._Element, styles: etree._Element | None) -> Table:
    """Return the table that an a:tbl describes; nothing in it raises.

    styles: the root of the table styles part, or None.
    """
    columns = tuple(
        _number(column.get("w")) / _EMU_PER_POINT for column in node.iter(tag("a:gridCol"))
    )
    lines = list(node.iterchildren(tag("a:tr")))[: _MOST_CELLS // max(len(columns), 1)]
    rows = [list(line.iterchildren(tag("a:tc"))) for line in lines]
    grid = _grid(node, styles, len(rows), len(columns))
    found = list(_cells(rows, len(columns)))
    across, along = _borders(grid, rows, {place: span for _, place, span in found})
    properties = node.find(tag("a:tblPr"))
    own = fill_holder(properties)
    return Table(
        columns,
        tuple(_number(line.get("h")) / _EMU_PER_POINT for line in lines),
        tuple(_cell(grid, *cell) for cell in found),
        across,
        along,
        grid.style.background if own is None else own,
        _on(properties, "rtl"),
    )
