"""What stands in the segments of a stack: values, shares or both, where they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing_app.charts import placement_findings as said
from briefing_app.charts.chart_elements import (
    label_range,
    no_label,
    other_labels,
    range_label,
    value_label,
    value_labels,
)
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import even_sizes, size_within
from briefing_app.charts.palette import Colour
from briefing_app.charts.plot_area import EDGE_PT, PlotArea
from briefing_app.charts.segment_texts import segment_formula, segment_text
from briefing_app.charts.stack_parts import Stack
from briefing_app.model.chart_spec import SegmentLabels
from briefing_app.model.finding import Finding
from briefing_app.ooxml.elements import NOTHING, Xml, join

DIGIT_HEIGHT = 1.05
"""Height that a number needs in its segment, per point of its size."""

_Sizes = list[list[float | None]]
"""By series and category: the size of a label, 0 for one left out, None where is no segment."""


@dataclass(frozen=True, slots=True)
class SegmentTexts:
    """The labels of one series: its ``c:dLbls``, and the extension that names their cells."""

    labels: Xml = NOTHING
    extension: Xml = NOTHING


def segment_labels(
    stack: Stack, area: PlotArea, columns: list[SheetColumn]
) -> tuple[list[SegmentTexts], tuple[Finding, ...]]:
    """Return the labels of each series, and what is said of those left out.

    Shares are texts of cells, which are added to the columns of the workbook. So are the values in
    stacks of 100 %, where the shares are what is drawn.
    """
    frame = stack.frame
    count = len(frame.values)
    mixed = stack.labels is not frame.spec.segment_labels
    if stack.crossed and not area.label_pt:
        return [SegmentTexts()] * count, ()
    if not area.label_pt:
        # An axis stands for totals that have no room; segments that have room say what they are.
        area = replace(area, label_pt=frame.label_pt)
        if not any(_fitting_sizes_of_all(stack, area)):
            return [SegmentTexts()] * count, ()
    findings = said.shares_of_mixed_signs(shown=mixed)
    if stack.labels is SegmentLabels.VALUE and not stack.full:
        fits = [_fitting_sizes(stack, area, n, frame.value_texts[n]) for n in range(count)]
        sizes, usual, left_out = _even(fits, area)
        code = frame.numbers.written(negative=frame.limits[0] < 0)
        labels = [
            SegmentTexts(_values_of_series(stack, row, code, usual, fill))
            for row, fill in zip(sizes, stack.colours, strict=True)
        ]
        return labels, (*findings, *left_out)
    shown, fits, plain = _cell_texts(stack, area)
    sizes, _, left_out = _even(fits, area)
    labels = [
        _texts_of_series(stack, n, shown[n], sizes[n], plain[n], columns) for n in range(count)
    ]
    known = sum(size is not None for row in fits for size in row)
    without = sum(map(sum, plain))
    return labels, (*findings, *said.shares_left_out(without, known), *left_out)


def _fitting_sizes_of_all(stack: Stack, area: PlotArea) -> Iterator[float | None]:
    """Yield the sizes of all labels."""
    value = stack.labels is SegmentLabels.VALUE
    for n, texts in enumerate(stack.frame.value_texts if value else _cell_texts(stack, area)[0]):
        yield from _fitting_sizes(stack, area, n, texts)


def _even(fits: _Sizes, area: PlotArea) -> tuple[_Sizes, float, tuple[Finding, ...]]:
    """Return the sizes made alike, the usual one, and what is said of labels left out."""
    flat = even_sizes([size for row in fits for size in row if size is not None], area.label_pt)
    sizes = iter(flat)
    even = [[None if size is None else next(sizes) for size in row] for row in fits]
    return even, max(flat, default=0.0), said.labels_left_out(flat.count(0.0), len(flat))


def _fitting_sizes(
    stack: Stack, area: PlotArea, n: int, texts: Sequence[str]
) -> list[float | None]:
    """Return for each segment the largest size of its label, 0 for none; None: no segment."""
    frame = stack.frame
    most, least = area.label_pt, frame.least_pt
    across = size_within(DIGIT_HEIGHT, area.bar - 1.0, most, least) if area.lying else area.bar
    sizes: list[float | None] = []
    for category, (value, shown) in enumerate(zip(frame.values[n], texts, strict=True)):
        if not value or not shown:
            sizes.append(None if not value else 0.0)
            continue
        length = abs(stack.on_axis(value, category)) * area.unit
        natural = frame.ruler.number_width(shown, 1.0)
        if area.lying:
            sizes.append(min(across, size_within(natural, length - EDGE_PT, most, least)))
        else:
            high = size_within(DIGIT_HEIGHT, length - 1.0, most, least)
            sizes.append(min(high, size_within(natural, across - EDGE_PT, most, least)))
    return sizes


def _values_of_series(
    stack: Stack, sizes: Sequence[float | None], code: str, usual: float, fill: Colour
) -> Xml:
    """Return the ``c:dLbls`` of values. sizes: per point, 0 or None for no label."""
    if not any(sizes):
        return NOTHING
    frame = stack.frame
    points = [
        value_label(n, code, frame.look_on(fill, size), "ctr") if size else no_label(n)
        for n, size in enumerate(sizes)
        if size != usual
    ]
    return value_labels(code, frame.look_on(fill, usual), "ctr", join(points))


# --- texts of cells ---------------------------------------------------------------------------


def _cell_texts(stack: Stack, area: PlotArea) -> tuple[list[list[str]], _Sizes, list[list[bool]]]:
    """Return the texts by series, their sizes, and where there is room for the value alone."""
    shown, fits, plain = [], [], []
    for n, row in enumerate(stack.frame.values):
        full = [_text(stack, stack.labels, value, k) for k, value in enumerate(row)]
        sizes = _fitting_sizes(stack, area, n, full)
        alone = [False] * len(row)
        if stack.labels is SegmentLabels.BOTH and 0.0 in sizes:
            short = [_text(stack, SegmentLabels.VALUE, value, k) for k, value in enumerate(row)]
            for k, size in enumerate(_fitting_sizes(stack, area, n, short)):
                if size and not sizes[k]:
                    sizes[k], full[k], alone[k] = size, short[k], True
        shown.append(full)
        fits.append(sizes)
        plain.append(alone)
    return shown, fits, plain


def _text(stack: Stack, labels: SegmentLabels, value: float | None, category: int) -> str:
    if not value:
        return ""
    return segment_text(labels, value, stack.sums.totals[category] or value, stack.frame.numbers)


def _texts_of_series(
    stack: Stack,
    n: int,
    shown: Sequence[str],
    sizes: Sequence[float | None],
    plain: Sequence[bool],
    columns: list[SheetColumn],
) -> SegmentTexts:
    """Return labels that print texts of cells, which follow the values."""
    frame = stack.frame
    if not any(sizes):
        return SegmentTexts()
    texts = [text if size else "" for text, size in zip(shown, sizes, strict=True)]
    formulas = [
        segment_formula(
            SegmentLabels.VALUE if plain[k] else stack.labels,
            stack.cell(n, k),
            f"SUM({stack.ranges[k]})",
            frame.numbers,
        )
        if text
        else ""
        for k, text in enumerate(texts)
    ]
    cells = [text or None for text in texts]
    header = f"{frame.names[n]} (label)"
    columns.append(SheetColumn(header, cells, helper=True, formulas=formulas))
    fill = stack.colours[n]
    points = [
        range_label(k, text, frame.look_on(fill, sizes[k] or 0.0), "ctr")
        for k, text in enumerate(texts)
        if text
    ]
    usual = frame.look_on(fill, max(size or 0.0 for size in sizes))
    return SegmentTexts(other_labels(points, usual, "ctr"), label_range(len(columns) - 1, texts))
