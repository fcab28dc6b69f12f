"""What is stacked in the slots of a bullet chart: measure, target and bands, as formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing_app.charts.axes import Scale
from briefing_app.charts.bullet_items import Item, Number, Words
from briefing_app.charts.bullet_key import band_tints
from briefing_app.charts.chart_sheet import ChartSheet, cell
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import plain_number
from briefing_app.charts.palette import Colour

SLOTS = 5
"""Slots of an item: empty, band, measure, band, empty."""
BANDED, MIDDLE = (1, 2, 3), 2


@dataclass
class Bullet:
    """A bullet chart while it is being made."""

    frame: Frame
    words: Words
    items: Sequence[Item]
    sheet: ChartSheet
    shares: bool
    scale: Scale
    mark: float
    """Half the width of a target's mark, in units."""
    end: float
    """Where the labels begin."""
    bands: Sequence[str]


@dataclass(frozen=True, slots=True)
class Cells:
    """Addresses of an item's cells: as drawn, on the scale of the chart."""

    measure: str
    start: str
    end: str
    limits: tuple[str, ...]


def item_columns(made: Bullet) -> list[Cells]:
    """Add what is drawn of each item: measure, mark of the target, limits of the bands."""
    sheet, items, rows = made.sheet, made.items, range(2, len(made.items) + 2)
    code = "0%" if made.shares else made.frame.format_of(0)
    by = ["/C" + str(row) if made.shares else "" for row in rows]
    half = plain_number(made.mark)
    measure = sheet.helper(
        "Measure drawn",
        [item.measure or 0.0 for item in items],
        [f"N(B{row}){over}" for row, over in zip(rows, by, strict=True)],
        code,
    )
    starts, ends = zip(*(_mark(made, item) for item in items), strict=True)
    target = [f"C{row}{over}" for row, over in zip(rows, by, strict=True)]
    start = sheet.helper(
        "Target from", starts, [f"IF(N({c})>0,MAX(0,{c}-{half}),0)" for c in target], code
    )
    end = sheet.helper("Target to", ends, [f"IF(N({c})>0,{c}+{half},0)" for c in target], code)
    limits: list[int] = []
    for n, name in enumerate(made.bands):
        letter = cell(3 + n, 0)[:-1]
        first = f"N({letter}{{row}}){{over}}"
        before = [f",{cell(limits[-1], row - 2)}" if limits else "" for row in rows]
        formulas = [
            f"MAX({first.format(row=row, over=over)}{other})"
            for row, over, other in zip(rows, by, before, strict=True)
        ]
        values = [item.limits[n] for item in items]
        limits.append(sheet.helper(f"{name} drawn", values, formulas, code))
    return [
        Cells(
            cell(measure, n),
            cell(start, n),
            cell(end, n),
            tuple(cell(limit, n) for limit in limits),
        )
        for n in range(len(items))
    ]


def _mark(made: Bullet, item: Item) -> tuple[float, float]:
    if not item.target:
        return 0.0, 0.0
    return max(0.0, item.target - made.mark), item.target + made.mark


_Piece = tuple[Number, str]
_EMPTY: _Piece = (None, "")


_Value = Callable[["Bullet", "Item", "Cells"], _Piece]


@dataclass(frozen=True, slots=True)
class Layer:
    """A series: its name, colour, and what it is in each slot of an item."""

    header: str
    fill: Colour | None
    pieces: Sequence[_Piece]
    measure: bool = False


def layers_of(made: Bullet, cells: Sequence[Cells]) -> list[Layer]:
    """Return the layers: below zero, the measure before the target, bands, target, and beyond."""
    palette = made.frame.palette
    focus = set(made.frame.spec.focus).intersection(made.frame.spec.categories)
    good = palette.total if focus else palette.positive
    bad = palette.total if focus else palette.negative
    greys = band_tints(made.frame.palette, len(made.bands))
    name = made.frame.names[0]
    layers = [
        Layer(f"{name} below zero", bad, _pieces(made, cells, _negative), measure=True),
        Layer(
            made.words.missed.format(name=name), bad, _pieces(made, cells, _missed), measure=True
        ),
        Layer(made.words.met.format(name=name), good, _pieces(made, cells, _met), measure=True),
    ]
    for n, band in enumerate(made.bands):
        layers.append(Layer(f"{band} before", greys[n], _band_pieces(made, cells, n, beyond=False)))
    layers.append(Layer("Space before target", None, _spaces(made, cells)))
    layers.append(
        Layer(made.frame.names[1], palette.text, _pieces(made, cells, _target, wide=True))
    )
    layers.append(Layer(f"{name} beyond", good, _pieces(made, cells, _beyond), measure=True))
    if any(item.target is None for item in made.items):
        plain = palette.total
        layers.append(
            Layer(f"{name} without target", plain, _pieces(made, cells, _plain), measure=True)
        )
    for n, band in enumerate(made.bands):
        layers.append(Layer(f"{band} beyond", greys[n], _band_pieces(made, cells, n, beyond=True)))
    return [layer for layer in layers if any(piece[1] for piece in layer.pieces)]


def _pieces(
    made: Bullet, cells: Sequence[Cells], value: _Value, *, wide: bool = False
) -> list[_Piece]:
    """Return the pieces of all slots; only the middle one, or all with bands, have any."""
    found: list[_Piece] = []
    for item, own in zip(made.items, cells, strict=True):
        piece = value(made, item, own)
        places = BANDED if wide else (MIDDLE,)
        found.extend(piece if k in places else _EMPTY for k in range(SLOTS))
    return found


def _negative(_: Bullet, item: Item, own: Cells) -> _Piece:
    return min(0.0, item.measure or 0.0), f"MIN(0,{own.measure})"


def _missed(made: Bullet, item: Item, own: Cells) -> _Piece:
    """Return the measure that does not reach its target, up to the mark."""
    start, end = _mark(made, item)
    missed = item.measure is not None and bool(item.target) and item.measure < _middle(start, end)
    value = max(0.0, min(item.measure or 0.0, start)) if missed else 0.0
    reached = f"{own.measure}>=({own.start}+{own.end})/2"
    return value, f"IF(OR({own.end}=0,{reached}),0,MAX(0,MIN({own.measure},{own.start})))"


def _met(made: Bullet, item: Item, own: Cells) -> _Piece:
    """Return the measure that reaches its target, up to the mark."""
    start, end = _mark(made, item)
    met = item.measure is not None and bool(item.target) and item.measure >= _middle(start, end)
    reached = f"{own.measure}>=({own.start}+{own.end})/2"
    formula = f"IF(AND({own.end}>0,{reached}),MAX(0,MIN({own.measure},{own.start})),0)"
    return max(0.0, min(item.measure or 0.0, start)) if met else 0.0, formula


def _middle(start: float, end: float) -> float:
    return (start + end) / 2


def _target(made: Bullet, item: Item, own: Cells) -> _Piece:
    start, end = _mark(made, item)
    return end - start, f"{own.end}-{own.start}"


def _beyond(made: Bullet, item: Item, own: Cells) -> _Piece:
    end = _mark(made, item)[1]
    value = max(0.0, (item.measure or 0.0) - end) if end else 0.0
    return value, f"IF({own.end}>0,MAX(0,{own.measure}-{own.end}),0)"


def _plain(made: Bullet, item: Item, own: Cells) -> _Piece:
    value = max(0.0, item.measure or 0.0) if not _mark(made, item)[1] else 0.0
    return value, f"IF({own.end}>0,0,MAX(0,{own.measure}))"


def _spaces(made: Bullet, cells: Sequence[Cells]) -> list[_Piece]:
    """Return what is empty before the target, behind the last band and the measure."""
    found: list[_Piece] = []
    for item, own in zip(made.items, cells, strict=True):
        start = _mark(made, item)[0]
        last, last_cell = (item.limits[-1], own.limits[-1]) if item.limits else (0.0, "0")
        for k in range(SLOTS):
            if k not in BANDED:
                found.append(_EMPTY)
                continue
            covered = (item.measure or 0.0) if k == MIDDLE else 0.0
            cover = f",{own.measure}" if k == MIDDLE else ""
            value = max(0.0, start - max(last, covered, 0.0))
            found.append((value, f"MAX(0,{own.start}-MAX(0,{last_cell}{cover}))"))
    return found


def _band_pieces(made: Bullet, cells: Sequence[Cells], n: int, *, beyond: bool) -> list[_Piece]:
    """Return what is seen of a band before or beyond the target; the measure covers it."""
    found: list[_Piece] = []
    for item, own in zip(made.items, cells, strict=True):
        start, end = _mark(made, item)
        low = item.limits[n - 1] if n else 0.0
        low_cell = own.limits[n - 1] if n else "0"
        for k in range(SLOTS):
            if k not in BANDED:
                found.append(_EMPTY)
                continue
            covered = (item.measure or 0.0) if k == MIDDLE else 0.0
            cover = f",{own.measure}" if k == MIDDLE else ""
            if beyond:
                value = max(0.0, item.limits[n] - max(low, end, covered))
                formula = f"MAX(0,{own.limits[n]}-MAX({low_cell},{own.end}{cover}))"
            else:
                value = max(0.0, min(item.limits[n], start) - max(low, covered))
                low_end = f"MAX({low_cell}{cover})"
                formula = f"MAX(0,MIN({own.limits[n]},{own.start})-{low_end})"
            found.append((value, formula))
    return found
