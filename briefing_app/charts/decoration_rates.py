"""Growth of several series in a column beside their names, in place of an arrow for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts.decoration_additions import Additions, PlacedLabel
from briefing_app.charts.decoration_basis import LINES, basis_of
from briefing_app.charts.decoration_figures import Figure, cagr_word, growth_figure
from briefing_app.charts.decoration_lines import names_at
from briefing_app.charts.decoration_periods import years_between
from briefing_app.charts.decoration_shapes import line
from briefing_app.charts.drawing import Frame, colours_of
from briefing_app.charts.label_placement import line_height, spread
from briefing_app.charts.palette import contrast
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.side_names import side_names
from briefing_app.model.chart_spec import ChartKind, Decoration, Mark
from briefing_app.model.number_text import EN_DASH

_KINDS = frozenset({ChartKind.LINE, ChartKind.STACKED_COLUMN})
_GAP_PT = 8.0
_MOST_SHARE = 0.2
"""Share of the width that the column may take."""
_READABLE = 4.5


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates of growth by series. head: what stands over them, line by line."""

    decorations: tuple[Decoration, ...]
    series: tuple[int, ...]
    figures: tuple[Figure, ...]
    head: tuple[str, ...]


def rates_of(frame: Frame) -> Rates | None:
    """Return the rates of two series or more over the same time; None where they are not that."""
    spec = frame.spec
    asked = [d for d in dict.fromkeys(spec.decorations) if d.mark is Mark.CAGR and d.series]
    spans = {(d.start, d.end) for d in asked}
    lines = any(d.mark in (Mark.VALUE_LINE, Mark.MEAN_LINE) for d in spec.decorations)
    if spec.kind not in _KINDS or len(asked) < 2 or len(spans) > 1 or lines:
        return None
    if spec.kind not in LINES and side_names(frame) is None:
        return None
    names = spec.categories
    start, end = (asked[0].start or names[0]), (asked[0].end or names[-1])
    if start not in names or end not in names or not {d.series for d in asked} <= set(frame.names):
        return None
    ends = names.index(start), names.index(end)
    years = years_between(names, *ends, time=spec.time)
    figures = [_figure(frame, d, ends, years) for d in asked] if years else []
    known = tuple(figure for figure in figures if figure is not None)
    if not years or len(known) < len(asked):
        return None
    head = (cagr_word(frame.numbers), f"{start}{EN_DASH}{end}")
    rates = Rates(tuple(asked), tuple(frame.names.index(d.series) for d in asked), known, head)
    return rates if rates_width(frame, rates) <= frame.width * _MOST_SHARE else None


def _figure(
    frame: Frame, decoration: Decoration, ends: tuple[int, int], years: float | None
) -> Figure | None:
    basis = basis_of(frame, decoration.series)
    if basis is None or years is None:
        return None
    first, last = (basis.values[n] for n in ends)
    if first is None or last is None or min(first, last) <= 0:
        return None
    cells = (basis.cells[ends[0]], basis.cells[ends[1]])
    return growth_figure((first, last), cells, years, frame.numbers, named=False)


def rates_width(frame: Frame, rates: Rates) -> float:
    """Return the points at the right that the column takes."""
    texts = [*rates.head, *(figure.text for figure in rates.figures)]
    return frame.ruler.widest(texts, frame.label_pt, bold=True) * 1.03 + _GAP_PT + EDGE_PT


def head_height(frame: Frame, rates: Rates) -> float:
    """Return the points above the values that the head of the column takes."""
    return len(rates.head) * line_height(frame.label_pt) + EDGE_PT


def add_rates(adding: Additions, rates: Rates, top: float) -> None:
    """Add the column. top: where the room above the values begins."""
    frame, high = adding.frame, line_height(adding.frame.label_pt)
    width = rates_width(frame, rates)
    left = _left(adding, width)
    middle = left + (width - _GAP_PT) / 2
    bold = frame.look(frame.label_pt, frame.palette.text, bold=True)
    for n, words in enumerate(rates.head):
        adding.labels.append(PlacedLabel((middle, top + (n + 0.5) * high), words, bold))
    under = top + len(rates.head) * high + 1.0
    start, end = (left, under), (left + width - _GAP_PT, under)
    adding.shapes.append(line(Mark.CAGR.value, start, end, frame.palette.muted))
    colours = colours_of(frame)[0]
    for number, figure, y in zip(rates.series, rates.figures, _heights(adding, rates), strict=True):
        ink = colours[number] if frame.spec.kind in LINES else frame.palette.text
        clear = contrast(ink, frame.palette.background) >= _READABLE
        look = frame.look(frame.label_pt, ink if clear else frame.palette.text, bold=True)
        adding.labels.append(
            PlacedLabel((middle, max(y, under + high / 2)), figure.text, look, figure)
        )


def _left(adding: Additions, width: float) -> float:
    """Return where the column begins: behind the names of the series."""
    frame, inner = adding.frame, adding.area.inner
    last = frame.width - width + _GAP_PT
    side = side_names(frame) if frame.spec.kind not in LINES else None
    return min(inner.left + inner.width + side.width + _GAP_PT, last) if side else last


def _heights(adding: Additions, rates: Rates) -> Sequence[float]:
    """Return where the rates stand in the frame: as high as the names of their series."""
    frame, inner = adding.frame, adding.area.inner
    names = names_at(adding, always=True)
    high = line_height(frame.label_pt)
    wanted = [names[n] for n in rates.series]
    placed = spread(wanted, [high] * len(wanted), -high / 2, inner.height)
    return [inner.top + y for y in placed]
