"""What is stacked: the values, their sums, and where they stand in the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum

from briefing_app.charts.drawing import Frame, Row, colours_of
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.palette import Colour
from briefing_app.charts.plot_area import GAP_WIDTH
from briefing_app.charts.segment_texts import share_numbers
from briefing_app.charts.shared_scale import values_shown
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import Mark, SegmentLabels

SHARE_CODE = "0%"


@dataclass(frozen=True, slots=True)
class Sums:
    """Per category: the sum, None where there is no value; the parts above and below zero."""

    totals: Row
    above: tuple[float, ...]
    below: tuple[float, ...]


def sums_of(values: Sequence[Row]) -> Sums:
    """Return the sums over the series for each category."""
    columns = [[v for v in column if v is not None] for column in zip(*values, strict=True)]
    return Sums(
        tuple(fsum(column) if column else None for column in columns),
        tuple(fsum(v for v in column if v > 0) for column in columns),
        tuple(fsum(v for v in column if v < 0) for column in columns),
    )


@dataclass(frozen=True)
class Stack:
    """Stacks to be drawn, one for each category of the frame.

    full: each stack is 100 % high; first: 0-based column of the first series in the workbook, the
    others follow; gap: between stacks, in per cent of a bar; cap: the longest slot in points, 0 for
    the usual one; below: points kept free under the names of standing stacks; given: the colours
    of the series, () for the usual ones; unnamed: the legend shows no name for the totals;
    named_at: column of the first series' name, 0 for the one of its values; turned: names of
    stacks that do not fit under them are turned, and left out where not even that has room;
    crossed: lines may pass through the stacks.
    """

    frame: Frame
    lying: bool = False
    full: bool = False
    first: int = 1
    gap: int = GAP_WIDTH
    cap: float = 0.0
    below: float = 0.0
    given: tuple[Colour, ...] = ()
    unnamed: bool = False
    named_at: int = 0
    turned: bool = False
    crossed: bool = False

    @cached_property
    def sums(self) -> Sums:
        """Return the sums of the values."""
        return sums_of(self.frame.values)

    @cached_property
    def colours(self) -> tuple[Colour, ...]:
        """Return the colour of each series; series of one name share it."""
        if self.given:
            return self.given
        frame, names = self.frame, self.frame.names
        each = {series.name: series for series in frame.spec.series}
        if len(each) == len(names):
            return colours_of(frame)[0]
        spec = replace(frame.spec, series=tuple(each.values()))
        found = dict(zip(each, colours_of(replace(frame, spec=spec))[0], strict=True))
        return tuple(found[name] for name in names)

    @property
    def ends(self) -> tuple[float, float]:
        """Return the lowest and the highest end of a stack, on the axis, and zero."""
        if self.full:
            return 0.0, 1.0
        reach = self.frame.reach
        return min(0.0, *reach, *self.sums.below), max(0.0, *reach, *self.sums.above)

    @property
    def shown_ends(self) -> tuple[float, float]:
        """Return the ends of what the axis shows, which may be shared with other charts."""
        return self.ends if self.full else values_shown(self.frame, *self.ends)

    def share(self, value: float, category: int) -> float:
        """Return a value as part of its stack; 0 for a stack of nothing."""
        return value / whole if (whole := self.sums.totals[category]) else 0.0

    @cached_property
    def shares(self) -> tuple[Row, ...]:
        """Return the values as parts of their stacks."""
        return tuple(
            tuple(None if v is None else self.share(v, k) for k, v in enumerate(row))
            for row in self.frame.values
        )

    def on_axis(self, value: float, category: int) -> float:
        """Return a value in the units of the axis."""
        return self.share(value, category) if self.full else value

    @cached_property
    def labels(self) -> SegmentLabels:
        """Return what segments say; stacks with parts below zero have no shares to show."""
        return SegmentLabels.VALUE if any(self.sums.below) else self.frame.spec.segment_labels

    @cached_property
    def totals_shown(self) -> bool:
        """Return whether totals are wanted; stacks that are given in per cent need none."""
        spec, numbers = self.frame.spec, self.frame.numbers
        if not self.full:
            return spec.show_totals
        if any(decoration.mark is Mark.HUNDRED_PERCENT for decoration in spec.decorations):
            return True
        printed = {numbers.text(total) for total in self.sums.totals if total is not None}
        return spec.show_totals and not (
            "%" in f"{spec.number_format}{spec.unit}" and len(printed) < 2
        )

    @cached_property
    def axis_frame(self) -> Frame:
        """Return the frame that a shown axis takes its numbers from."""
        if not self.full:
            return self.frame
        return replace(self.frame, numbers=share_numbers(self.frame.spec.language))

    # --- in the workbook

    def header(self, series: int) -> int:
        """Return the 0-based column whose header names a series."""
        return (self.named_at or self.first) + series

    def cell(self, series: int, category: int) -> str:
        """Return the address of a value."""
        return f"{column_letters(self.first + series + 1)}{category + 2}"

    def cells(self, category: int) -> str:
        """Return the range whose sum is the total of a stack."""
        last = len(self.frame.values) - 1
        return f"{self.cell(0, category)}:{self.cell(last, category)}"

    def share_columns(self) -> list[SheetColumn]:
        """Return the columns of shares, which stacks of 100 % are drawn from."""
        return [
            SheetColumn(
                f"{name} (share)",
                row,
                SHARE_CODE,
                helper=True,
                formulas=[
                    "" if share is None else self._share_formula(n, k)
                    for k, share in enumerate(row)
                ],
            )
            for n, (name, row) in enumerate(zip(self.frame.names, self.shares, strict=True))
        ]

    def _share_formula(self, series: int, category: int) -> str:
        whole = f"SUM({self.cells(category)})"
        return f"IF({whole}=0,0,{self.cell(series, category)}/{whole})"

    @cached_property
    def ranges(self) -> list[str]:
        """Return the range of each stack."""
        return [self.cells(n) for n in range(len(self.frame.spec.categories))]
