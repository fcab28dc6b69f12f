"""The worksheet of a Marimekko: the table, then what the slices look up in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.charts.chart_sheet import ChartSheet, cell, fixed
from briefing_app.charts.marimekko_plan import SLICES, Block, Plan


@dataclass(frozen=True, slots=True)
class Cells:
    """Numbers of the columns that hold what is drawn."""

    first: int
    """Of the first series among the inputs."""
    width: int
    whole: int
    left: int
    middle: int
    categories: int
    slices: tuple[int, ...]


def sheet_of(plan: Plan) -> tuple[ChartSheet, Cells]:
    """Return the worksheet with the table and the slices, and where its cells are."""
    frame, blocks = plan.frame, plan.blocks
    sheet = ChartSheet([frame.input_columns()[0]])
    count, last = len(blocks), len(blocks) - 1
    width = -1
    if not plan.full:
        width = sheet.input("Width", [b.width for b in blocks], plan.widths.code)
    first = len(sheet.columns)
    sheet.columns += frame.input_columns()[1:]
    end = len(sheet.columns) - 1
    rows = range(count)
    whole = sheet.helper(
        "Sum",
        [b.whole for b in blocks],
        [f"SUM({cell(first, r)}:{cell(end, r)})" for r in rows],
        frame.spec.number_format,
    )
    width = whole if plan.full else width
    total = f"SUM({fixed(width, count)})"
    left = sheet.helper(
        "Left border",
        [b.left for b in blocks],
        ["0", *(f"ROUND(SUM({_down_to(width, r - 1)})/{total}*{SLICES},0)" for r in rows[1:])],
    )
    middle = sheet.helper(
        "Middle",
        [b.middle for b in blocks],
        [f"({cell(left, r)}+{cell(left, r + 1) if r < last else SLICES})/2+1.5" for r in rows],
    )
    categories, slices = _slices(plan, sheet, (first, whole, left))
    return sheet, Cells(first, width, whole, left, middle, categories, slices)


def _slices(
    plan: Plan, sheet: ChartSheet, columns: tuple[int, int, int]
) -> tuple[int, tuple[int, ...]]:
    """Add the slices and return the columns of their names and of their heights by series.

    columns: of the first series, of the sums, of the left borders.
    """
    frame, blocks, count = plan.frame, plan.blocks, len(plan.blocks)
    first, whole, left = columns
    of = blocks_of_slices(blocks)
    number = sheet.helper(
        "Column of slice",
        [None, *(float(n + 1) for n in of), None],
        _found(left, count),
    )
    categories = sheet.helper(
        "Slice",
        [None, *(frame.spec.categories[n] or None for n in of), None],
        _named(number, count),
    )
    heights = [plan.heights(block) for block in blocks]
    slices = tuple(
        sheet.helper(
            f"{name} (slices)",
            [None, *(heights[b][n] for b in of), None],
            ["", *_slice_formulas(first + n, whole if plan.full else -1, count, number), ""],
            "0.0%" if plan.full else frame.format_of(n),
        )
        for n, name in enumerate(frame.names)
    )
    return categories, slices


def _down_to(column: int, row: int) -> str:
    first = cell(column, 0)
    return f"{first[:-1]}${first[-1]}:{cell(column, row)}"


def blocks_of_slices(blocks: Sequence[Block]) -> list[int]:
    """Return for each slice the number of the column that it belongs to, as MATCH finds it."""
    borders = [block.left for block in blocks]
    return [bisect_right(borders, n + 0.5) - 1 for n in range(SLICES)]


@lru_cache(maxsize=64)
def _found(left: int, count: int) -> tuple[str, ...]:
    """Return the formulas of the column of each slice."""
    borders = fixed(left, count)
    return ("", *(f"MATCH({n}-0.5,{borders},1)" for n in range(1, SLICES + 1)), "")


@lru_cache(maxsize=64)
def _named(number: int, count: int) -> tuple[str, ...]:
    """Return the formulas of the name of each slice."""
    names = fixed(0, count)
    return ("", *(f'INDEX({names},{cell(number, n)})&""' for n in range(1, SLICES + 1)), "")


@lru_cache(maxsize=256)
def _slice_formulas(column: int, whole: int, count: int, number: int) -> tuple[str, ...]:
    found = fixed(column, count)
    return tuple(
        f"INDEX({found},{cell(number, n)})"
        + (f"/INDEX({fixed(whole, count)},{cell(number, n)})" if whole >= 0 else "")
        for n in range(1, SLICES + 1)
    )


def height_formula(plan: Plan, cells: Cells, row: int, below: int) -> str:
    """Return the expression of the height of the first parts of a column together."""
    height = f"SUM({cell(cells.first, row)}:{cell(cells.first + below - 1, row)})"
    whole = cell(cells.whole, row)
    return f"IF({whole}=0,0,{height}/{whole})" if plan.full else height


def middle_formula(plan: Plan, cells: Cells, row: int, n: int) -> str:
    """Return the expression of the middle of a segment."""
    below = height_formula(plan, cells, row, n) if n else "0"
    return f"({below}+{height_formula(plan, cells, row, n + 1)})/2"
