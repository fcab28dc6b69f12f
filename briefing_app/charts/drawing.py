"""What every family of chart is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from briefing_app.charts.chart_elements import Fonts, Look
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import Ruler
from briefing_app.charts.number_labels import LabelFormat
from briefing_app.charts.palette import Colour, Palette, ink_on, shade
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.chart_spec import ChartSpec

Row = tuple[float | None, ...]


@dataclass(frozen=True)
class Frame:
    """A chart to be drawn. width, height: of its frame in points; sizes: of labels in points.

    values: one row per series, one number per category, None where there is none.
    """

    spec: ChartSpec
    width: float
    height: float
    palette: Palette
    fonts: Fonts
    ruler: Ruler
    numbers: LabelFormat
    label_pt: float
    least_pt: float
    over: float = 0.0
    """Points above the values, their labels and totals that are kept free for decorations."""
    beside: float = 0.0
    """Points at the right, or beyond the ends of bars, that are kept free for decorations."""
    reach: tuple[float, ...] = ()
    """Values that decorations stand at; the axis of values must include them."""
    crossed: bool = False
    """A line of a decoration may run behind labels, which then hide it."""

    @cached_property
    def values(self) -> tuple[Row, ...]:
        """Return the numbers by series; what is missing or not finite is None."""
        return tuple(
            tuple(v if isinstance(v, float | int) and isfinite(v) else None for v in series.values)
            for series in self.spec.series
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the series."""
        return tuple(series.name for series in self.spec.series)

    @cached_property
    def limits(self) -> tuple[float, float]:
        """Return lowest and highest value; there must be one."""
        known = [v for row in self.values for v in row if v is not None]
        known += self.reach
        return min(known), max(known)

    @property
    def limits_with_zero(self) -> tuple[float, float]:
        """Return lowest and highest value or zero."""
        low, high = self.limits
        return min(low, 0.0), max(high, 0.0)

    @cached_property
    def value_texts(self) -> tuple[list[str], ...]:
        """Return by series a text to measure for each value, "" where there is none."""
        return tuple(self.numbers.quick_texts(row) for row in self.values)

    @property
    def all_value_texts(self) -> list[str]:
        """Return the texts of all values."""
        return [shown for row in self.value_texts for shown in row if shown]

    @property
    def sizes(self) -> tuple[float, float]:
        """Return the preferred and the least size of labels."""
        return self.label_pt, self.least_pt

    def look(self, size_pt: float, colour: Colour | None = None, *, bold: bool = False) -> Look:
        """Return how a label is set, in the text colour unless another is given."""
        hides = self.palette.background if self.crossed and colour is None else None
        return Look(self.fonts, size_pt, colour or self.palette.text, bold, hides)

    def look_on(self, fill: Colour, size_pt: float) -> Look:
        """Return how a label is set on a fill, which hides a line that runs behind the label."""
        hides = fill if self.crossed else None
        return Look(self.fonts, size_pt, ink_on(fill, self.palette), box=hides)

    def format_of(self, series: int) -> str:
        """Return the number format of a series in the workbook."""
        own = self.spec.series[series].number_format
        return own if own != GENERAL else self.spec.number_format

    def input_columns(self) -> list[SheetColumn]:
        """Return the plotted table: the categories and one column per series."""
        names = SheetColumn("", self.spec.categories)
        return [
            names,
            *(
                SheetColumn(series.name, row, self.format_of(n))
                for n, (series, row) in enumerate(zip(self.spec.series, self.values, strict=True))
            ),
        ]


def colours_of(frame: Frame) -> tuple[tuple[Colour, ...], frozenset[int]]:
    """Return the colour of each series, and the categories to be set in the focus colour.

    With a focus, it takes the focus colour and the rest greys. A focus that names a category counts
    where there is a single series. Without a focus, series take the palette's order.
    """
    spec, palette = frame.spec, frame.palette
    count = len(spec.series)
    wanted = set(spec.focus)
    inside = [n for n, series in enumerate(spec.series) if series.name in wanted]
    if count == 1:
        marked = frozenset(n for n, name in enumerate(spec.categories) if name in wanted)
        partly = bool(marked) and len(marked) < len(spec.categories)
        return (
            palette.neutral if partly else palette.series[0],
        ), marked if partly else frozenset()
    if not inside or len(inside) == count:
        return tuple(palette.series[n % len(palette.series)] for n in range(count)), frozenset()
    greys = (palette.greys[n % len(palette.greys)] for n in range(count))
    tints = _focus_tints(palette.focus)
    return (
        tuple(
            tints[inside.index(n) % len(tints)] if n in inside else next(greys)
            for n in range(count)
        ),
        frozenset(),
    )


def _focus_tints(focus: Colour) -> tuple[Colour, ...]:
    if not focus.scheme:
        return (focus,)
    tints = ((60_000, 40_000), (75_000, 0), (40_000, 60_000))
    return focus, *(shade(focus.scheme, focus.rgb, mod, off) for mod, off in tints)
