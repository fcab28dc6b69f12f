"""Marks are characters before the text of a cell, measured with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_app.charts.palette import palette_of
from briefing_app.deck.table_frame import table_xml
from briefing_app.deck.table_layout import layout_table, split_rows
from briefing_app.deck.text_body import RunFormat
from briefing_app.model.chart_spec import CellMark, TableSpec, Tone
from briefing_app.model.geometry import Box

if TYPE_CHECKING:
    from briefing_app.deck.template_profile import TemplateProfile
    from briefing_app.typeset.metrics import Metrics

PALETTE = palette_of({"dk1": "000000", "lt1": "FFFFFF", "accent1": "0B3C6F"})
BOX = Box(0, 0, 6_000_000, 3_000_000)
BALL = CellMark("●", Tone.FOCUS, alone=True)
ARROW = CellMark("▲", Tone.POSITIVE)
BAR = CellMark("█" * 16, Tone.FOCUS, 0.6, alone=True)


def xml_of(spec: TableSpec, template: TemplateProfile, metrics: Metrics) -> str:
    layout = layout_table(spec, BOX, template.theme.minor, metrics, 12.0)
    return table_xml(spec, layout, PALETTE, RunFormat("en", 12.0))


def test_a_ball_is_centred_and_an_arrow_stands_before_its_figure(
    template: TemplateProfile, metrics: Metrics
) -> None:
    spec = TableSpec(
        ("Name", "Fit", "Change"), (("A", "", "+4"),), (False, False, True),
        marks=((None, BALL, ARROW),),
    )  # fmt: skip
    cells = re.findall(r"<a:tc>.*?</a:tc>", xml_of(spec, template, metrics))
    assert 'algn="ctr"' in cells[1]
    assert 'algn="ctr"' in cells[4]
    assert re.findall(r"<a:t>([^<]*)</a:t>", cells[4]) == ["●"]
    assert re.findall(r"<a:t>([^<]*)</a:t>", cells[5]) == ["▲", "\u2002", "+4"]
    assert 'algn="r"' in cells[5]
    assert "Segoe UI Symbol" in cells[4]


def test_a_bar_is_smaller_and_has_its_room(template: TemplateProfile, metrics: Metrics) -> None:
    without = TableSpec(("Name", "", "X"), (("A", "", "1"),), (False, False, True))
    spec = TableSpec(
        ("Name", "", "X"), (("A", "", "1"),), (False, False, True), marks=((None, BAR, None),)
    )
    fonts = template.theme.minor
    narrow = Box(0, 0, 2_600_000, 3_000_000)
    plain = layout_table(without, narrow, fonts, metrics, 12.0)
    marked = layout_table(spec, narrow, fonts, metrics, 12.0)
    assert marked.widths[1] - plain.widths[1] > 500_000
    assert 'sz="700"' in table_xml(spec, marked, PALETTE, RunFormat("en", 12.0))


def test_marks_go_with_their_rows_when_a_table_is_split(
    template: TemplateProfile, metrics: Metrics
) -> None:
    count = 60
    rows = tuple((f"Row {n}", "") for n in range(count))
    marks = tuple((None, CellMark("●" if n % 2 else "○", Tone.FOCUS)) for n in range(count))
    spec = TableSpec(("Name", "Fit"), rows, (False, False), marks=marks)
    parts = split_rows(spec, BOX, template.theme.minor, metrics)
    assert len(parts) > 1
    assert sum((part.marks for part in parts), ()) == marks
    assert all(len(part.marks) == len(part.rows) for part in parts)
