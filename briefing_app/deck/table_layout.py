"""Measure a native table: column widths, row heights and type size, and split what is too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.deck.cell_marks import mark_width
from briefing_app.deck.decimal_alignment import margins
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.finding import Finding, warning
from briefing_app.model.geometry import EMU_PER_CM, EMU_PER_PT, Box, cm, pt
from briefing_app.ooxml.theme import FontSet
from briefing_app.typeset.line_breaks import break_lines
from briefing_app.typeset.metrics import Metrics, TextStyle

SIZES_PT = (12.0, 11.5, 11.0, 10.5, 10.0)
"""Type sizes to try; a table that does not fit at the last is split over slides."""
_LARGE_PT = (16.0, 15.0, 14.0, 13.0)
"""Sizes of a table that has a slide for itself and few rows."""
MOST_PT, MOST_COMPARED_PT = 14.0, 16.0
_MOST_GROWTH = 1.15
"""How much higher than its type a table may grow, when lines break that did not before."""
_FILLED = 0.88
"""Air in rows and large type fill at most this share of a table's place."""

ROW_HEIGHT = cm(0.6)
PADDING_X = cm(0.15)
PADDING_Y = cm(0.06)
COMPARED_PADDING_Y, _MOST_COMPARED_AIR = cm(0.16), cm(0.4)
_MOST_AIR = cm(0.25)
COMPARED_INSET = cm(0.15)
"""Texts that are read across need more air than figures."""
_AIR = 1.02
"""Measured widths grow by this much, since renderers differ by a little."""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table as it is set: widths and heights in EMU (the first height is the header's).

    figures_fit: no figure is wider than its column, so that none is broken over lines; margins:
    what each cell of a row keeps free at its right, so that decimal marks stand in line.
    """

    widths: tuple[int, ...]
    heights: tuple[int, ...]
    size_pt: float
    figures_fit: bool = True
    margins: tuple[tuple[int, ...], ...] = ()
    padding: int = PADDING_Y
    """What each cell keeps free above and below its text, in EMU."""

    @property
    def height(self) -> int:
        """Return the height of the whole table in EMU."""
        return sum(self.heights)


def _style(fonts: FontSet, size_pt: float, *, bold: bool) -> TextStyle:
    return TextStyle(
        fonts.latin, size_pt, bold=bold,
        east_asian=fonts.east_asian, complex_script=fonts.complex_script,
    )  # fmt: skip


def _natural_widths(
    spec: TableSpec,
    fonts: FontSet,
    size_pt: float,
    metrics: Metrics,
    kept: Sequence[Sequence[int]],
) -> list[int]:
    bold, regular = _style(fonts, size_pt, bold=True), _style(fonts, size_pt, bold=False)
    widths: list[int] = []
    for column, head in enumerate(spec.header):
        # A header may wrap between words, a figure may not.
        words = _in_two_lines(head, bold, metrics)
        texts = max(
            (
                metrics.width(cells[column], bold if _is_bold(spec, row, column) else regular)
                + mark_width(spec, row, column, regular, metrics)
                + kept[row][column] / EMU_PER_PT
                for row, cells in enumerate(spec.rows)
            ),
            default=0.0,
        )
        if spec.longest:
            texts = max(texts, metrics.width(spec.longest[column], bold))
        whole = metrics.width(head, bold) if not spec.numeric[column] else words
        widths.append(pt(max(words, texts, whole) * _AIR) + 2 * PADDING_X)
    return widths


def _is_bold(spec: TableSpec, row: int, column: int) -> bool:
    """Return whether a cell is set in bold: totals, and what a comparison is made by."""
    return row in spec.total_rows or (spec.compares and column == 0)


def _in_two_lines(head: str, style: TextStyle, metrics: Metrics) -> float:
    """Return the least width in which a header takes two lines at most, in points."""
    words = head.split()
    return min(
        (
            max(metrics.width(" ".join(part), style) for part in (words[:cut], words[cut:]))
            for cut in range(len(words))
        ),
        default=0.0,
    )


def _margins(
    spec: TableSpec, fonts: FontSet, size_pt: float, metrics: Metrics
) -> tuple[tuple[int, ...], ...]:
    """Return what each cell keeps free at its right, in EMU, by rows."""
    bold, regular = _style(fonts, size_pt, bold=True), _style(fonts, size_pt, bold=False)
    styles = [bold if row in spec.total_rows else regular for row in range(len(spec.rows))]
    columns = [
        margins(texts, styles, spec.language, metrics) if is_number else (0.0,) * len(texts)
        for texts, is_number in zip(zip(*spec.rows, strict=True), spec.numeric, strict=True)
    ]
    return tuple(tuple(pt(free) for free in row) for row in zip(*columns, strict=True))


def _compared(natural: Sequence[int], total: int) -> tuple[int, ...]:
    """Return widths of a comparison: what is compared by as narrow as may be, the others equal."""
    first = max(min(natural[0], total * 24 // 100), total * 12 // 100)
    other = (total - first) // (len(natural) - 1)
    return (total - other * (len(natural) - 1), *(other,) * (len(natural) - 1))


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


def _room_pt(width: int) -> float:
    """Return the room that is counted on in a column; what needs more may break elsewhere.

    Its longest word was given that much, and is not cut for what rounding to EMU takes.
    """
    return (width - 2 * PADDING_X) / EMU_PER_PT / _AIR + 1 / EMU_PER_PT


def _row_height(
    cells: Sequence[str],
    widths: Sequence[int],
    style: TextStyle,
    metrics: Metrics,
    padding: int = PADDING_Y,
) -> int:
    lines = max(
        (
            len(break_lines(text, style, _room_pt(width), metrics))
            for text, width in zip(cells, widths, strict=True)
        ),
        default=1,
    )
    line = max(metrics.line_height(style, text) for text in cells) if cells else 0.0
    return max(ROW_HEIGHT, pt(max(1, lines) * line) + 2 * padding)


def _beside_marks(
    spec: TableSpec, row: int, widths: Sequence[int], style: TextStyle, metrics: Metrics
) -> list[int]:
    """Return the widths that a row's texts have beside the marks in their cells."""
    if not spec.marks:
        return list(widths)
    return [
        width - pt(mark_width(spec, row, column, style, metrics))
        for column, width in enumerate(widths)
    ]


def layout_table(
    spec: TableSpec, box: Box, fonts: FontSet, metrics: Metrics, size_pt: float
) -> TableLayout:
    """Return widths and heights of a table in a box at a size; it may be higher than the box."""
    kept = _margins(spec, fonts, size_pt, metrics)
    natural = _natural_widths(spec, fonts, size_pt, metrics, kept)
    if spec.compares:
        widths, padding = _compared(natural, box.cx), COMPARED_PADDING_Y
    else:
        widths, padding = _share(natural, spec.numeric, box.cx), PADDING_Y
    bold, regular = _style(fonts, size_pt, bold=True), _style(fonts, size_pt, bold=False)
    inset = COMPARED_INSET * spec.compares
    # What is compared by stands at the very left.
    inner = [width - inset * (column > 0) for column, width in enumerate(widths)]
    heights = [_row_height(spec.header, inner, bold, metrics, padding)]
    for row, cells in enumerate(spec.rows):
        style = bold if row in spec.total_rows else regular
        beside = _beside_marks(spec, row, inner, regular, metrics)
        height = _row_height(cells, beside, style, metrics, padding)
        if spec.compares:
            height = max(height, _row_height(cells[:1], inner[:1], bold, metrics, padding))
        heights.append(height)
    columns = zip(widths, natural, spec.numeric, strict=True)
    figures_fit = all(width >= need for width, need, is_number in columns if is_number)
    return TableLayout(widths, tuple(heights), size_pt, figures_fit, kept, padding)


def fitted_table(
    spec: TableSpec,
    box: Box,
    fonts: FontSet,
    metrics: Metrics,
    most_pt: float = SIZES_PT[0],
) -> TableLayout:
    """Return the table at the largest size that fits; at the least size when none does.

    most_pt: the largest size of type; one above the usual is taken where the table then still
    leaves some of its place free, and figures need no more lines for it. Rows have more air where
    there is room.
    """
    layout = layout_table(spec, box, fonts, metrics, SIZES_PT[0])
    if layout.height <= box.cy and layout.figures_fit:
        layout = _enlarged(spec, layout, box, (fonts, metrics), most_pt)
        return _aired(layout, box, _MOST_COMPARED_AIR if spec.compares else _MOST_AIR)
    sizes: tuple[float, ...] = SIZES_PT[1:]
    if ROW_HEIGHT * (len(spec.rows) + 1) > box.cy:
        sizes = sizes[-1:]  # rows have a least height: no size is small enough
    for size_pt in sizes:
        layout = layout_table(spec, box, fonts, metrics, size_pt)
        if layout.height <= box.cy and layout.figures_fit:
            break
    return layout


def _enlarged(
    spec: TableSpec,
    layout: TableLayout,
    box: Box,
    how: tuple[FontSet, Metrics],
    most_pt: float,
) -> TableLayout:
    """Return a table at the largest of the large sizes at which it stands well in its place."""
    for size_pt in (size for size in _LARGE_PT if size <= most_pt):
        larger = layout_table(spec, box, *how, size_pt)
        calm = spec.compares or _is_calm(larger, layout)
        if calm and larger.figures_fit and larger.height <= box.cy * _FILLED:
            return larger
    return layout


def _is_calm(larger: TableLayout, usual: TableLayout) -> bool:
    """Return whether rows grew with their type, and not by lines that break only now."""
    growth = larger.size_pt / usual.size_pt
    return larger.height <= usual.height * growth * _MOST_GROWTH


def _aired(layout: TableLayout, box: Box, most: int) -> TableLayout:
    """Return a table with more air in its rows, as far as there is room and it looks well."""
    spare = max(0, round(box.cy * _FILLED) - layout.height) // len(layout.heights)
    more = min(spare // 2, most)
    heights = tuple(height + 2 * more for height in layout.heights)
    return replace(layout, heights=heights, padding=layout.padding + more)


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
        marks=spec.marks[first:last],
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
