"""Rows of a native table are as high as others will set them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_app.charts.palette import palette_of
from briefing_app.deck.table_frame import table_xml
from briefing_app.deck.table_layout import PADDING_X, ROW_HEIGHT, layout_table
from briefing_app.deck.text_body import RunFormat
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.geometry import EMU_PER_PT, Box
from briefing_app.typeset.metrics import TextStyle

if TYPE_CHECKING:
    from briefing_app.deck.template_profile import TemplateProfile
    from briefing_app.typeset.metrics import Metrics

WORD = "Assigned"
PALETTE = palette_of({"dk1": "000000", "lt1": "FFFFFF"})


def spec_of(*rows: tuple[str, ...], header: tuple[str, ...]) -> TableSpec:
    return TableSpec(header, rows, (False,) * len(header))


def test_empty_cells_are_as_high_as_the_others(template: TemplateProfile, metrics: Metrics) -> None:
    """Without a size of its own an empty paragraph is as high as 18-point text, and so the row."""
    spec = spec_of(("a", ""), ("", ""), header=("", "Sales"))
    box = Box(0, 0, 4_000_000, 2_000_000)
    layout = layout_table(spec, box, template.theme.minor, metrics, 11.0)
    xml = table_xml(spec, layout, PALETTE, RunFormat("en", 11.0))
    ends = re.findall(r'<a:endParaRPr lang="en-GB" sz="1100"', xml)
    assert len(ends) == 4
    assert len(re.findall(r"<a:p>", xml)) == 6
    assert len(re.findall(r"<a:r>", xml)) == 2


def test_a_row_is_high_enough_where_a_text_only_just_fits(
    template: TemplateProfile, metrics: Metrics
) -> None:
    """Others measure a little wider, break the text, and the table would outgrow its place."""
    fonts = template.theme.minor
    style = TextStyle(fonts.latin, 11.0, bold=True)
    just = round(metrics.width(f"{WORD} {WORD}", style) * EMU_PER_PT) + 2 * PADDING_X
    heights = []
    for share in (1.0, 1.01, 1.05):
        box = Box(0, 0, round(just * share), 2_000_000)
        spec = spec_of((WORD,), header=(f"{WORD} {WORD}",))
        heights.append(layout_table(spec, box, fonts, metrics, 11.0).heights[0])
    assert heights[0] == heights[1] > heights[2] == ROW_HEIGHT


def test_a_column_as_wide_as_its_figures_asks_for_does_not_cut_them(
    template: TemplateProfile, metrics: Metrics
) -> None:
    fonts, value = template.theme.minor, "1,234,567.8"
    spec = TableSpec(("a",), ((value,),), (True,))
    for tenths in range(80, 112):
        width = metrics.width(value, TextStyle(fonts.latin, tenths / 10))
        box = Box(0, 0, round(width * 1.02 * EMU_PER_PT) + 2 * PADDING_X, 2_000_000)
        layout = layout_table(spec, box, fonts, metrics, tenths / 10)
        assert layout.figures_fit
        assert layout.heights == (ROW_HEIGHT, ROW_HEIGHT)
