"""Totals of stacks, in bold.

Over columns they are labels of a line that draws nothing. Beside bars, where a line cannot be,
they are labels of a last segment without a fill. Over stacks of 100 % the first says what is
100 %: ``100% = 1,234``.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.charts.chart_elements import (
    INVISIBLE,
    UNNAMED,
    Plotted,
    hidden_line,
    label_range,
    other_labels,
    range_label,
    series_name,
    series_values,
    value_labels,
)
from briefing_app.charts.columns_and_bars import bar_series
from briefing_app.charts.drawing import Row
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.plot_area import PlotArea
from briefing_app.charts.segment_texts import share_numbers
from briefing_app.charts.stack_parts import SHARE_CODE, Stack
from briefing_app.ooxml.elements import Xml


def hundred_percent(stack: Stack) -> str:
    """Return the words before the first total of stacks of 100 %, "" for other stacks."""
    if not stack.full:
        return ""
    return f"{share_numbers(stack.frame.spec.language).text(1.0)} = "


def first_total(stack: Stack) -> int:
    """Return the first category that has a total."""
    return next(n for n, total in enumerate(stack.sums.totals) if total is not None)


def where_total(stack: Stack, formulas: Sequence[str]) -> list[str]:
    """Return the formulas of rows that have a total; the others stay empty, not zero."""
    return [
        formula if total is not None else ""
        for formula, total in zip(formulas, stack.sums.totals, strict=True)
    ]


def totals_over(
    stack: Stack, area: PlotArea, index: int, categories: Xml, columns: list[SheetColumn]
) -> Xml:
    """Return the line whose labels are the totals over columns.

    Where parts lie below zero, a total is not the height of its stack; then the label stands on
    the stack and prints the text of a cell. So it does over stacks of 100 %.
    """
    frame, sums = stack.frame, stack.sums
    code = frame.spec.number_format
    if not any(sums.below) and not stack.full:
        formulas = where_total(stack, [f"SUM({cells})" for cells in stack.ranges])
        columns.append(SheetColumn("Total", sums.totals, code, helper=True, formulas=formulas))
        look = frame.look(area.label_pt, bold=True)
        labels = value_labels(frame.numbers.written(negative=False), look, "t")
        values = series_values(len(columns) - 1, sums.totals, code)
        name = UNNAMED if stack.unnamed else series_name(len(columns) - 1, "Total")
        return hidden_line(index, name, categories, values, labels)
    labels, extension = total_texts(stack, area, "t", columns)
    tops = (1.0,) * len(sums.totals) if stack.full else sums.above
    code = SHARE_CODE if stack.full else code
    places: Row = tuple(
        None if total is None else top for total, top in zip(sums.totals, tops, strict=True)
    )
    own = [] if stack.full else [f'SUMIF({cells},">0")' for cells in stack.ranges]
    formulas = where_total(stack, own) if own else []
    columns.append(SheetColumn("Total position", places, code, helper=True, formulas=formulas))
    column = len(columns) - 1
    values = series_values(column, places, code)
    name = UNNAMED if stack.unnamed else series_name(column, "Total position")
    return hidden_line(index, name, categories, values, labels, extension)


def totals_beside(
    stack: Stack, area: PlotArea, index: int, categories: Xml, columns: list[SheetColumn]
) -> Xml:
    """Return the last segment, thin and without a fill, whose labels are the totals of bars."""
    sums, code = stack.sums, SHARE_CODE if stack.full else stack.frame.spec.number_format
    labels, extension = total_texts(stack, area, "inBase", columns)
    sliver = (area.scale.high - area.scale.low) / 100
    places: Row = tuple(None if total is None else sliver for total in sums.totals)
    columns.append(SheetColumn("Total position", places, code, helper=True))
    values = series_values(len(columns) - 1, places, code)
    # LibreOffice deletes the wrong legend entry of bars, so this one has nothing to show.
    plotted = Plotted(UNNAMED, categories, values)
    return bar_series(index, plotted, INVISIBLE, labels=labels, extension=extension)


def total_texts(
    stack: Stack, area: PlotArea, position: str, columns: list[SheetColumn]
) -> tuple[Xml, Xml]:
    """Return labels that print totals from cells, and the extension that names the cells."""
    frame, words, first = stack.frame, hundred_percent(stack), first_total(stack)
    numbers, look = frame.numbers, frame.look(area.label_pt, bold=True)
    texts = ["" if total is None else numbers.text(total) for total in stack.sums.totals]
    formulas = [numbers.formula(f"SUM({cells})", signed=False) for cells in stack.ranges]
    shifts = [(0.0, 0.0)] * len(texts)
    if words:
        texts[first] = words + texts[first]
        formulas[first] = f'"{words}"&{formulas[first]}'
        if not area.lying:
            # The figure stands over the middle of its column, as the others do.
            wide = frame.ruler.width(words, area.label_pt, bold=True)
            shifts[first] = (-wide / 2 / frame.width, 0.0)
    cells = [shown or None for shown in texts]
    columns.append(SheetColumn("Total", cells, helper=True, formulas=where_total(stack, formulas)))
    points = [
        range_label(n, shown, look, position, shifts[n]) for n, shown in enumerate(texts) if shown
    ]
    return other_labels(points, look, position), label_range(len(columns) - 1, texts)
