"""Tables: what cells inherit, and whose border stands."""

from __future__ import annotations

from lxml import etree

from briefing_app.ooxml.names import A
from briefing_app.ooxml.table_shapes import Edge, Table, TableCell, read_table

_MEDIUM_2 = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"


def _table(rows: str, flags: str = 'firstRow="1" bandRow="1"', style: str = _MEDIUM_2) -> Table:
    columns = '<a:gridCol w="1270000"/>' * 3
    return read_table(
        etree.fromstring(
            f'<a:tbl xmlns:a="{A}"><a:tblPr {flags}><a:tableStyleId>{style}</a:tableStyleId>'
            f"</a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
        ),
        None,
    )


def _rows(*rows: str) -> str:
    return "".join(f'<a:tr h="381000">{row}</a:tr>' for row in rows)


_PLAIN = "<a:tc/>" * 3


def _at(table: Table, row: int, column: int) -> TableCell:
    return next(c for c in table.cells if (c.row, c.column) == (row, column))


def _fill(cell: TableCell) -> str:
    assert cell.fill is not None
    return etree.tostring(cell.fill[0][0], encoding="unicode").partition(" xmlns")[0] + (
        "".join(f" {e.get('val')}" for e in cell.fill.iter() if e.get("val"))
    )


def _width(edge: Edge) -> int:
    return int(edge.line.get("w", "0"))


def test_bands_begin_below_the_header_row() -> None:
    table = _table(_rows(_PLAIN, _PLAIN, _PLAIN))
    fills = [_fill(_at(table, row, 0)) for row in range(3)]
    assert [fill.split(" ", 1)[1] for fill in fills] == [
        "accent1",
        "accent1 40000",
        "accent1 20000",
    ]
    assert _at(table, 0, 0).style.bold
    assert _at(table, 1, 0).style.bold is None


def test_the_rule_below_the_header_stands_over_the_lines_between_rows() -> None:
    table = _table(_rows(_PLAIN, _PLAIN, _PLAIN))
    assert _width(table.across[1, 0]) == 38_100
    assert _width(table.across[2, 0]) == 12_700


def test_a_line_of_the_cell_stands_over_the_style_and_over_no_line_of_its_neighbour() -> None:
    line = '<a:{0} w="{1}">{2}</a:{0}>'
    painted = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'
    upper = f"<a:tc><a:tcPr>{line.format('lnB', 50800, painted)}</a:tcPr></a:tc>" * 3
    lower = f"<a:tc><a:tcPr>{line.format('lnT', 0, '<a:noFill/>')}</a:tcPr></a:tc>" * 3
    table = _table(_rows(_PLAIN, upper, lower))
    assert _width(table.across[2, 1]) == 50_800
    only_none = _table(_rows(_PLAIN, _PLAIN, lower))
    assert only_none.across[2, 1].line.find(f"{{{A}}}noFill") is not None


def test_merged_cells_have_no_lines_inside() -> None:
    table = _table(
        _rows(
            _PLAIN,
            '<a:tc rowSpan="2" gridSpan="2"/><a:tc hMerge="1"/><a:tc/>',
            '<a:tc vMerge="1"/><a:tc hMerge="1" vMerge="1"/><a:tc/>',
        )
    )
    merged = _at(table, 1, 0)
    assert (merged.rows, merged.columns) == (2, 2)
    assert (2, 0) not in table.across
    assert (1, 1) not in table.along
    assert (2, 2) in table.across
    assert (1, 2) in table.along
    assert len(table.cells) == 3 + 2 + 1


def test_cells_that_would_overlap_stand_alone() -> None:
    table = _table(_rows('<a:tc/><a:tc rowSpan="2"/><a:tc/>', '<a:tc gridSpan="3"/><a:tc/><a:tc/>'))
    assert (_at(table, 1, 0).rows, _at(table, 1, 0).columns) == (1, 1)


def test_a_span_that_leaves_the_table_ends_with_it() -> None:
    table = _table(_rows('<a:tc gridSpan="99" rowSpan="99"/><a:tc/><a:tc/>', _PLAIN))
    assert [(c.rows, c.columns) for c in table.cells] == [(2, 3)]


def test_a_style_in_the_file_stands_over_the_one_we_know() -> None:
    styles = etree.fromstring(
        f'<a:tblStyleLst xmlns:a="{A}"><a:tblStyle styleId="{_MEDIUM_2.lower()}"><a:wholeTbl>'
        '<a:tcTxStyle i="on"/><a:tcStyle/></a:wholeTbl></a:tblStyle></a:tblStyleLst>'
    )
    node = etree.fromstring(
        f'<a:tbl xmlns:a="{A}"><a:tblPr><a:tableStyleId>{_MEDIUM_2}</a:tableStyleId></a:tblPr>'
        f'<a:tblGrid><a:gridCol w="1"/></a:tblGrid>{_rows("<a:tc/>")}</a:tbl>'
    )
    cell = read_table(node, styles).cells[0]
    assert cell.style.italic
    assert cell.fill is None


def test_a_style_that_nobody_knows_says_nothing() -> None:
    table = _table(_rows(_PLAIN), style="{00000000-0000-0000-0000-000000000000}")
    assert table.across == {}
    assert all(cell.fill is None for cell in table.cells)
