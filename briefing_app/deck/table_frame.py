"""A native table as PowerPoint's own graphic frame, set in the house style."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.charts.palette import Palette
from briefing_app.deck.cell_marks import is_alone, mark_run
from briefing_app.deck.compared_cells import compared_rows
from briefing_app.deck.table_layout import PADDING_X, PADDING_Y, TableLayout
from briefing_app.deck.table_rules import ROW_RULE_PT, exact_pitch, is_tall, rule, solid_fill
from briefing_app.deck.text_body import RunFormat, is_right_to_left, paragraph_end, run
from briefing_app.model.chart_spec import CellMark, TableSpec
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join, leaf

# CT_Table, CT_TableCell, CT_TableCellProperties (ECMA-376-1, 21.1.3).
_TABLE = Element("a:tbl", "tblPr tblGrid rows")
_CELL_PROPERTIES = Element("a:tcPr", "lnL lnR lnT lnB fill")
_PARAGRAPH = Element("a:pPr", "lnSpc")
_HEADER_RULE_PT = 1.0


@dataclass(frozen=True, slots=True)
class _Row:
    """How one row is set."""

    bold: bool
    fill: Xml
    above: Xml
    below: Xml


def _cell(
    value: str, style: RunFormat, row: _Row, align: str | None, *, margin: int = 0, mark: Xml
) -> Xml:
    from_right = is_right_to_left(value)
    paragraph = _PARAGRAPH(
        {"algn": "r" if from_right else align, "rtl": 1 if from_right else None},
        lnSpc=exact_pitch(style.size_pt) if is_tall(value) else NOTHING,
    )
    properties = _CELL_PROPERTIES(
        {
            "marL": PADDING_X,
            "marR": PADDING_X + margin,
            "marT": PADDING_Y,
            "marB": PADDING_Y,
            "anchor": "ctr",
        },
        lnL=rule("L", 0, None),
        lnR=rule("R", 0, None),
        lnT=row.above,
        lnB=row.below,
        fill=row.fill,
    )
    text = run(value, style, bold=row.bold) if value else paragraph_end(style) if not mark else ""
    return Xml(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{paragraph}{mark}{text}</a:p></a:txBody>"
        f"{properties}</a:tc>"
    )


def _rows(spec: TableSpec, palette: Palette) -> list[_Row]:
    none = Xml("<a:noFill/>")
    tint = solid_fill(palette.focus, alpha=12_000)
    row_rule = rule("B", ROW_RULE_PT, palette.grid)
    header_rule = rule("B", _HEADER_RULE_PT, palette.text)
    total_above = rule("T", _HEADER_RULE_PT, palette.text)
    no_top = rule("T", 0, None)
    rows = [_Row(True, none, no_top, header_rule)]
    for row in range(len(spec.rows)):
        total = row in spec.total_rows
        before_total = row + 1 in spec.total_rows
        above = total_above if total else no_top
        if row == 0:
            above = Xml(header_rule.replace("lnB", "lnT"))
        below = Xml(total_above.replace("lnT", "lnB")) if before_total else row_rule
        rows.append(_Row(total, tint if row in spec.focus_rows else none, above, below))
    return rows


def table_xml(spec: TableSpec, layout: TableLayout, palette: Palette, style: RunFormat) -> Xml:
    """Return the ``a:tbl``: no vertical rules, a header rule, light row rules, totals in bold."""
    grid = join(Xml(f'<a:gridCol w="{width}"/>') for width in layout.widths)
    texts = (spec.header, *spec.rows)
    margins = ((0,) * len(spec.header), *layout.margins)
    aligned = [
        "ctr" if is_alone(spec, column) else "r" if numeric else None
        for column, numeric in enumerate(spec.numeric)
    ]
    no_marks: tuple[CellMark | None, ...] = (None,) * len(spec.header)
    marks = (no_marks, *(spec.marks or (no_marks,) * len(spec.rows)))
    rows = [
        Xml(
            f'<a:tr h="{height}">'
            + join(
                _cell(
                    value,
                    style,
                    row,
                    align,
                    margin=free,
                    mark=mark_run(mark, style, palette) if mark else NOTHING,
                )
                for value, align, free, mark in zip(cells, aligned, kept, marked, strict=True)
            )
            + "</a:tr>"
        )
        for cells, row, height, kept, marked in zip(
            texts, _rows(spec, palette), layout.heights, margins, marks, strict=True
        )
    ]
    if spec.compares:
        rows = compared_rows(spec, layout, palette, style)
    return _TABLE(
        tblPr=Xml('<a:tblPr firstRow="1"/>') if rows else NOTHING,
        tblGrid=Xml(f"<a:tblGrid>{grid}</a:tblGrid>") if grid else leaf("a:tblGrid"),
        rows=join(rows),
    )


_ALT_TEXT = {
    "en": "Table{title}. Columns: {columns}; {rows} rows.",
    "de": "Tabelle{title}. Spalten: {columns}; {rows} Zeilen.",
    "zh": "表格{title}。列：{columns}；共 {rows} 行。",
}


def table_alt_text(spec: TableSpec) -> str:
    """Return the alternative text: the message it serves, then what the table holds."""
    pattern = _ALT_TEXT.get(spec.language, _ALT_TEXT["en"])
    columns = ", ".join(head for head in spec.header if head)
    title = spec.title or spec.unit
    title = title and ("：" if spec.language == "zh" else ": ") + title
    said = pattern.format(title=title, columns=columns, rows=len(spec.rows))
    return f"{spec.message}. {said}" if spec.message else said
