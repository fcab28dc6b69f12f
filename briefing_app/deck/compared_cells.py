"""The cells of a comparison: heads as fields of equals, what is compared by at the left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing_app.charts.palette import Colour, Palette, ink_on
from briefing_app.deck.table_layout import COMPARED_INSET, PADDING_X, TableLayout
from briefing_app.deck.table_rules import ROW_RULE_PT, exact_pitch, is_tall, rule, solid_fill
from briefing_app.deck.text_body import RunFormat, is_right_to_left, paragraph_end, run
from briefing_app.model.chart_spec import TableSpec
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join

# CT_TableCellProperties and CT_TextParagraphProperties (ECMA-376-1, 21.1.3.17 and 21.1.2.2.7).
_CELL_PROPERTIES = Element("a:tcPr", "lnL lnR lnT lnB fill")
_PARAGRAPH = Element("a:pPr", "lnSpc")
_GAP_PT = 4.0


@dataclass(frozen=True, slots=True)
class _Look:
    spec: TableSpec
    palette: Palette
    style: RunFormat
    padding: int

    def cell(self, value: str, row: int, column: int) -> Xml:
        head = row == 0 and column > 0
        paragraph, text = self._text(value, head=head, bold=head or column == 0)
        return Xml(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{paragraph}{text}</a:p></a:txBody>"
            f"{self._properties(value, row, column)}</a:tc>"
        )

    def _text(self, value: str, *, head: bool, bold: bool) -> tuple[Xml, Xml]:
        from_right = is_right_to_left(value)
        ink = solid_fill(ink_on(self._ground(value), self.palette)) if head else NOTHING
        style = replace(self.style, fill=ink)
        paragraph = _PARAGRAPH(
            {"algn": "r" if from_right else None, "rtl": 1 if from_right else None},
            lnSpc=exact_pitch(style.size_pt) if is_tall(value) else NOTHING,
        )
        return paragraph, run(value, style, bold=bold) if value else paragraph_end(style)

    def _ground(self, value: str) -> Colour:
        return self.palette.focus if value in self.spec.focus_heads else self.palette.total

    def _properties(self, value: str, row: int, column: int) -> Xml:
        head = row == 0 and column > 0
        gap = rule("L", _GAP_PT, self.palette.background if head else None)
        return _CELL_PROPERTIES(
            {
                "marL": PADDING_X + COMPARED_INSET if column else 0,
                "marR": PADDING_X,
                "marT": self.padding,
                "marB": self.padding,
                "anchor": "ctr" if row == 0 else None,
            },
            lnL=gap,
            lnR=rule("R", 0, None),
            lnT=rule("T", 0, None),
            lnB=rule("B", ROW_RULE_PT, self.palette.grid if row else None),
            fill=solid_fill(self._ground(value)) if head else Xml("<a:noFill/>"),
        )


def compared_rows(
    spec: TableSpec, layout: TableLayout, palette: Palette, style: RunFormat
) -> list[Xml]:
    """Return the ``a:tr`` of a comparison."""
    look = _Look(spec, palette, style, layout.padding)
    texts = zip((spec.header, *spec.rows), layout.heights, strict=True)
    return [
        Xml(
            f'<a:tr h="{height}">'
            + join(look.cell(text, number, column) for column, text in enumerate(cells))
            + "</a:tr>"
        )
        for number, (cells, height) in enumerate(texts)
    ]
