"""Measure a native table: column widths, row heights and type size, and split what is too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.finding import Finding, warning
from briefing_app.model.geometry import EMU_PER_CM, EMU_PER_PT, Box, cm, pt
from briefing_app.ooxml.theme import FontSet
from briefing_app.typeset.line_breaks import break_lines
from briefing_app.typeset.metrics import Metrics, TextStyle

SIZES_PT = (12.0, 11.5, 11.0, 10.5, 10.0)
"""Type sizes to try; a table that does not fit at the last is split over slides."""

ROW_HEIGHT = cm(0.6)
PADDING_X = cm(0.15)
PADDING_Y = cm(0.06)
_AIR = 1.02
"""Measured widths grow by this much, since renderers differ by a little."""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table as it is set: widths and heights in EMU (the first height is the header's).

    figures_fit: no figure is wider than its column, so that none is broken over lines.
    """

    widths: tuple[int, ...]
    heights: tuple[int, ...]
    size_pt: float
    figures_fit: bool = True

    @property
    def height(self) -> int:
        """Return the height of the whole table in EMU."""
        return sum(self.heights)


def _style(fonts: FontSet, size_pt: float, *, bold: bool) -> TextStyle:
    return TextStyle(
        fonts.latin, size_pt, bold=bold,
        east_asian=fonts.east_asian, complex_script=fonts.complex_script,
    )  # fmt: skip


def _natural_widths(spec: TableSpec, fonts: FontSet, size_pt: float, metrics: Metrics) -> list[int]:
    bold, regular = _style(fonts, size_pt, bold=True), _style(fonts, size_pt, bold=False)
    totals = set(spec.total_rows)
    widths: list[int] = []
    for column, head in enumerate(spec.header):
        # A header may wrap between words, a figure may not.
        words = max((metrics.width(word, bold) for word in head.split()), default=0.0)
        texts = max(
            (
                metrics.width(cells[column], bold if row in totals else regular)
                for row, cells in enumerate(spec.rows)
            ),
            default=0.0,
        )
        if spec.longest:
            texts = max(texts, metrics.width(spec.longest[column], bold))
        whole = metrics.width(head, bold) if not spec.numeric[column] else words
        widths.append(pt(max(words, texts, whole) * _AIR) + 2 * PADDING_X)
    return widths


def _share(natural: Sequence[int], numeric: Sequence[bool], total: int) -> tuple[int, ...]:
    """Share a width out: figures keep what they need, texts wrap; what is over is spread."""
    over = total - sum(natural)
    if over >= 0:
        widths = [width + over // len(natural) for width in natural]
    else:
        texts = [w for w, is_number in zip(natural, numeric, strict=True) if not is_number]
        room = total - (sum(natural) - sum(texts))
        if texts and room > min(sum(texts), total) // 4:
            shares = iter(_fair_shares(texts, room))
            pairs = zip(natural, numeric, strict=True)
            widths = [w if is_number else next(shares) for w, is_number in pairs]
        else:
            widths = _fair_shares(natural, total)
    widths[0] += total - sum(widths)
    return tuple(widths)


def _fair_shares(natural: Sequence[int], room: int) -> list[int]:
    """Return widths within a room: who needs little has it, the others have equal shares."""
    widths = [0] * len(natural)
    for place, index in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        widths[index] = min(natural[index], room // (len(natural) - place))
        room -= widths[index]
    return widths


def _row_height(
    cells: Sequence[str], widths: Sequence[int], style: TextStyle, metrics: Metrics
) -> int:
    lines = max(
        (
            len(break_lines(text, style, (width - 2 * PADDING_X) / EMU_PER_PT, metrics))
            for text, width in zip(cells, widths, strict=True)
        ),
        default=1,
    )
    line = max(metrics.line_height(style, text) for text in cells) if cells else 0.0
    return max(ROW_HEIGHT, pt(max(1, lines) * line) + 2 * PADDING_Y)


def layout_table(
    spec: TableSpec, box: Box, fonts: FontSet, metrics: Metrics, size_pt: float
) -> TableLayout:
    """Return widths and heights of a table in a box at a size; it may be higher than the box."""
    natural = _natural_widths(spec, fonts, size_pt, metrics)
    widths = _share(natural, spec.numeric, box.cx)
    bold, regular = _style(fonts, size_pt, bold=True), _style(fonts, size_pt, bold=False)
    totals = set(spec.total_rows)
    heights = [_row_height(spec.header, widths, bold, metrics)]
    heights += [
        _row_height(cells, widths, bold if row in totals else regular, metrics)
        for row, cells in enumerate(spec.rows)
    ]
    columns = zip(widths, natural, spec.numeric, strict=True)
    figures_fit = all(width >= need for width, need, is_number in columns if is_number)
    return TableLayout(widths, tuple(heights), size_pt, figures_fit)


def fitted_table(spec: TableSpec, box: Box, fonts: FontSet, metrics: Metrics) -> TableLayout:
    """Return the table at the largest size that fits; at the least size when none does."""
    layout = layout_table(spec, box, fonts, metrics, SIZES_PT[0])
    for size_pt in SIZES_PT[1:]:
        if layout.height <= box.cy and layout.figures_fit:
            break
        layout = layout_table(spec, box, fonts, metrics, size_pt)
    return layout


def table_findings(layout: TableLayout, box: Box) -> tuple[Finding, ...]:
    """Return what does not fit of a table that was set as small as may be, to be placed."""
    findings: list[Finding] = []
    if layout.height > box.cy:
        over = (layout.height - box.cy) / EMU_PER_CM
        findings.append(
            warning(
                "table-too-high",
                f"The table is {max(over, 0.1):.1f} cm higher than its place.",
                "Shorten the long texts in its cells.",
            )
        )
    if not layout.figures_fit:
        findings.append(
            warning(
                "table-too-wide",
                "The table has more columns than there is room for; figures break over lines.",
                "Name a narrower range in the exhibit's Data, or choose a shorter number format.",
            )
        )
    return tuple(findings)


def _rows(spec: TableSpec, first: int, last: int) -> TableSpec:
    """Return the table with the rows from first up to, not including, last."""
    return replace(
        spec,
        rows=spec.rows[first:last],
        addresses=spec.addresses[first:last],
        total_rows=tuple(row - first for row in spec.total_rows if first <= row < last),
        focus_rows=tuple(row - first for row in spec.focus_rows if first <= row < last),
    )


def split_rows(
    spec: TableSpec, box: Box, fonts: FontSet, metrics: Metrics
) -> tuple[TableSpec, ...]:
    """Return the table whole when it fits, else in parts of even length, each with the header."""
    layout = fitted_table(spec, box, fonts, metrics)
    if layout.height <= box.cy or len(spec.rows) < 2:
        return (spec,)
    style = _style(fonts, layout.size_pt, bold=True)
    longest = [
        max(texts, key=lambda text: metrics.width(text, style))
        for texts in zip(*spec.rows, strict=True)
    ]
    spec = replace(spec, longest=tuple(longest))
    room = box.cy - layout.heights[0]
    parts, used = 1, 0
    for height in layout.heights[1:]:
        if used and used + height > room:
            parts, used = parts + 1, 0
        used += height
    # Even parts look better than a last slide with one row, as long as each still fits.
    count = -(-len(spec.rows) // parts)
    starts = range(0, len(spec.rows), count)
    even = tuple(_rows(spec, start, start + count) for start in starts)
    if all(sum(layout.heights[1 + s : 1 + s + count]) <= room for s in starts):
        return even
    return _greedy(spec, layout, room)


def _greedy(spec: TableSpec, layout: TableLayout, room: int) -> tuple[TableSpec, ...]:
    found: list[TableSpec] = []
    start, used = 0, 0
    for row, height in enumerate(layout.heights[1:]):
        if row > start and used + height > room:
            found.append(_rows(spec, start, row))
            start, used = row, 0
        used += height
    return (*found, _rows(spec, start, len(spec.rows)))
