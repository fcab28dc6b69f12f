"""A native table as PowerPoint's own graphic frame, set in the house style."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing_app.charts.palette import Colour, Palette
from briefing_app.deck.table_layout import PADDING_X, PADDING_Y, TableLayout
from briefing_app.deck.text_body import RunFormat, is_right_to_left, run
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.geometry import pt
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join, leaf
from briefing_app.typeset.faces import EM
from briefing_app.typeset.metrics import SINGLE_LINE

# CT_Table, CT_TableCell, CT_TableCellProperties (ECMA-376-1, 21.1.3).
_TABLE = Element("a:tbl", "tblPr tblGrid rows")
_CELL_PROPERTIES = Element("a:tcPr", "lnL lnR lnT lnB fill")
_PARAGRAPH = Element("a:pPr", "lnSpc")
# Letters whose fonts are higher than Latin ones: in a table some viewers set their lines wider
# apart than measured, and the table would outgrow its place; so the pitch is written there.
_TALL = re.compile("[\u0590-\u1dff\u2e80-\ufdff\ufe70-\uffef\U00010000-\U0010ffff]")
_HEADER_RULE_PT, _ROW_RULE_PT = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class _Row:
    """How one row is set."""

    bold: bool
    fill: Xml
    above: Xml
    below: Xml


def solid_fill(colour: Colour, alpha: int = 0) -> Xml:
    """Return a solid fill; alpha: opacity in thousandths of a per cent, 0 for opaque."""
    changes = join(
        leaf(f"a:{name}", value)
        for name, value in (
            ("lumMod", colour.lum_mod),
            ("lumOff", colour.lum_off),
            ("alpha", alpha),
        )
        if value
    )
    kind, value = ("schemeClr", colour.scheme) if colour.scheme else ("srgbClr", colour.rgb)
    return Xml(f'<a:solidFill><a:{kind} val="{value}">{changes}</a:{kind}></a:solidFill>')


def _rule(side: str, width_pt: float, colour: Colour | None) -> Xml:
    if colour is None:
        return Xml(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>')
    return Xml(f'<a:ln{side} w="{pt(width_pt)}">{solid_fill(colour)}</a:ln{side}>')


def _exact_pitch(size_pt: float) -> Xml:
    """Return single line spacing in points (ECMA-376-1, 21.1.2.2.12), as rows are measured."""
    return Xml(f'<a:lnSpc><a:spcPts val="{round(size_pt * SINGLE_LINE / EM * 100)}"/></a:lnSpc>')


def _cell(value: str, style: RunFormat, row: _Row, *, numeric: bool) -> Xml:
    from_right = is_right_to_left(value)
    paragraph = _PARAGRAPH(
        {"algn": "r" if numeric or from_right else None, "rtl": 1 if from_right else None},
        lnSpc=_exact_pitch(style.size_pt) if _TALL.search(value) else NOTHING,
    )
    properties = _CELL_PROPERTIES(
        {
            "marL": PADDING_X,
            "marR": PADDING_X,
            "marT": PADDING_Y,
            "marB": PADDING_Y,
            "anchor": "ctr",
        },
        lnL=_rule("L", 0, None),
        lnR=_rule("R", 0, None),
        lnT=row.above,
        lnB=row.below,
        fill=row.fill,
    )
    text = run(value, style, bold=row.bold)
    return Xml(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{paragraph}{text}</a:p></a:txBody>"
        f"{properties}</a:tc>"
    )


def _rows(spec: TableSpec, palette: Palette) -> list[_Row]:
    none = Xml("<a:noFill/>")
    tint = solid_fill(palette.focus, alpha=12_000)
    rule = _rule("B", _ROW_RULE_PT, palette.grid)
    header_rule = _rule("B", _HEADER_RULE_PT, palette.text)
    total_above = _rule("T", _HEADER_RULE_PT, palette.text)
    no_top = _rule("T", 0, None)
    rows = [_Row(True, none, no_top, header_rule)]
    for row in range(len(spec.rows)):
        total = row in spec.total_rows
        before_total = row + 1 in spec.total_rows
        above = total_above if total else no_top
        if row == 0:
            above = Xml(header_rule.replace("lnB", "lnT"))
        below = Xml(total_above.replace("lnT", "lnB")) if before_total else rule
        rows.append(_Row(total, tint if row in spec.focus_rows else none, above, below))
    return rows


def table_xml(spec: TableSpec, layout: TableLayout, palette: Palette, style: RunFormat) -> Xml:
    """Return the ``a:tbl``: no vertical rules, a header rule, light row rules, totals in bold."""
    grid = join(Xml(f'<a:gridCol w="{width}"/>') for width in layout.widths)
    texts = (spec.header, *spec.rows)
    rows = [
        Xml(
            f'<a:tr h="{height}">'
            + join(
                _cell(value, style, row, numeric=numeric)
                for value, numeric in zip(cells, spec.numeric, strict=True)
            )
            + "</a:tr>"
        )
        for cells, row, height in zip(texts, _rows(spec, palette), layout.heights, strict=True)
    ]
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
