"""What a data table is, as the choice of a chart asks: how much of what, and what adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing_app.model.data_table import Column
from briefing_app.story.column_meaning import is_rate, tells_end, tells_start, tells_target
from briefing_app.story.column_roles import Cross
from briefing_app.story.exhibit_units import same_measure, unit_by_column
from briefing_app.story.mixed_specs import two_measures

_SUM_TOLERANCE = 0.005
_WHOLE_TOLERANCE = 0.0051
"""Of shares that are rounded to a tenth of a per cent or so."""


@dataclass(frozen=True)
class Shape:
    """A data table by its size and its sums. Counts are of what is no total."""

    data: Cross

    @cached_property
    def rows(self) -> int:
        """Return how many rows there are."""
        return len(self.data.rows)

    @property
    def columns(self) -> int:
        """Return how many measures there are."""
        return len(self.data.measures)

    @cached_property
    def alike(self) -> tuple[Column, ...]:
        """Return the measures that share one axis."""
        return same_measure(self.data.measures, unit_by_column(self.data.table))

    @property
    def over_time(self) -> bool:
        """Return whether rows or columns are points in time."""
        return self.data.time_rows or self.data.time_columns

    @property
    def periods(self) -> int:
        """Return how many points in time there are."""
        across = self.data.time_columns and not self.data.time_rows
        return (self.columns if across else self.rows) if self.over_time else 0

    @property
    def series(self) -> int:
        """Return how many series run over time, or stand over the categories."""
        across = self.data.time_columns and not self.data.time_rows
        return self.rows if across else len(self.alike)

    @property
    def categories(self) -> int:
        """Return how many categories there are."""
        across = self.data.time_columns and not self.data.time_rows
        return self.columns if across else self.rows

    @cached_property
    def lines(self) -> tuple[tuple[float | None, ...], ...]:
        """Return the figures that share one axis, by rows."""
        numbers = [column.numbers for column in self.alike]
        return tuple(tuple(one[row] for one in numbers) for row in self.data.rows)

    @cached_property
    def parts(self) -> tuple[tuple[float | None, ...], ...]:
        """Return the figures by category: for each the parts that a stack would hold."""
        if self.data.time_columns and not self.data.time_rows:
            return tuple(zip(*self.lines, strict=True))
        return self.lines

    @cached_property
    def known(self) -> tuple[float, ...]:
        """Return the figures that there are."""
        return tuple(value for line in self.lines for value in line if value is not None)

    @cached_property
    def has_negatives(self) -> bool:
        """Return whether a figure is below zero."""
        return any(value < 0 for value in self.known)

    @cached_property
    def has_gaps(self) -> bool:
        """Return whether a figure is missing."""
        return any(value is None for line in self.lines for value in line)

    @cached_property
    def is_rates(self) -> bool:
        """Return whether the figures are rates, which do not add up."""
        units = unit_by_column(self.data.table)
        table = self.data.table
        if any(
            is_rate(column.label, units.get(column.index) or table.unit, column.number_formats)
            for column in self.alike
        ):
            return True
        # What has a total adds up, whatever its title says.
        has_total = self.data.total_column is not None or bool(self.data.total_rows)
        return is_rate(table.title) and not has_total

    @cached_property
    def adds_up(self) -> bool:
        """Return whether the measures add up to the total column in every row."""
        total = self.data.total_column
        if total is None:
            return False
        columns = [column.numbers for column in self.data.measures]
        checked = 0
        for row, whole in enumerate(total.numbers):
            numbers = [part for one in columns if (part := one[row]) is not None]
            if whole is None or not numbers:
                continue
            if abs(sum(numbers) - whole) > _SUM_TOLERANCE * max(abs(whole), 1e-12):
                return False
            checked += 1
        return checked > 0

    @cached_property
    def shares(self) -> bool:
        """Return whether the parts of each category are shares that add to 100 %."""
        # Amounts may add to 100 by chance; shares say that they are shares.
        return self.is_rates and len(self.parts) > 0 and all(map(_is_whole, self.parts))

    @cached_property
    def column_is_whole(self) -> bool:
        """Return whether the one measure holds shares that add to 100 %."""
        one = [line[0] for line in self.lines] if self.alike else []
        return self.is_rates and _is_whole(one)

    @property
    def is_summable(self) -> bool:
        """Return whether figures may be added: amounts that are not below zero, or shares."""
        return not self.has_negatives and (not self.is_rates or self.shares)

    @cached_property
    def two_units(self) -> tuple[int, int]:
        """Return how many measures have one unit and how many another."""
        columns, lines = two_measures(self.data)
        return len(columns), len(lines)

    @cached_property
    def has_own_units(self) -> bool:
        """Return whether measures have different units, by what their cells and headers say."""
        if len(self.alike) < self.columns:
            return True
        units = unit_by_column(self.data.table)
        told = {
            (units.get(c.index, ""), is_rate(c.label, units.get(c.index, ""), c.number_formats))
            for c in self.data.measures
        }
        return (
            self.columns == 2
            and len({unit for unit, _ in told}) == len(told) == 2
            and ({rate for _, rate in told} == {True, False})
        )

    @cached_property
    def targets(self) -> int:
        """Return how many measures are targets."""
        return sum(tells_target(column.label) for column in self.alike)

    @cached_property
    def is_plan(self) -> bool:
        """Return whether there are dates on which things start and end."""
        heads = [column.label for column in self.data.dates]
        return any(map(tells_start, heads)) and any(map(tells_end, heads))

    @cached_property
    def levels(self) -> int:
        """Return how many stacks the outer level of the headers makes; 0 where there is one level.

        At least two stacks, one of them of two columns or more.
        """
        outer = [column.header[0] for column in self.alike if len(column.header) > 1]
        several = len(outer) == len(self.alike) and 1 < len(set(outer)) < len(outer)
        return len(set(outer)) if several else 0


def _is_whole(values: Sequence[float | None]) -> bool:
    known = [value for value in values if value is not None]
    if len(known) < 2 or min(known) < 0:
        return False
    whole = sum(known)
    return abs(whole - 1) <= _WHOLE_TOLERANCE or abs(whole - 100) <= 100 * _WHOLE_TOLERANCE
