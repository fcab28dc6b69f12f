"""Number tiles as native shapes: a figure, what it is, and how it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing_app.charts.palette import Colour, Palette
from briefing_app.deck.drawn_shapes import Drawn, DrawnLine, DrawnShape, DrawnText, around
from briefing_app.deck.drawn_text import Gauge
from briefing_app.model.exhibit_spec import Judgement, Tile, TilesSpec
from briefing_app.model.finding import warning
from briefing_app.model.geometry import Box, pt

_FIGURES = (48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 18.0)
_TEXTS = (14.0, 13.0, 12.0, 11.0, 10.0)
_GUTTER, _PAD, _RULE = 22.0, 9.0, 2.0
_LARGE = 28.0
"""A figure of this size leads a page."""
_NARROWEST, _MOST_ROW_GAP = 76.0, 40.0
"""Lengths in points."""
_ALT = {"en": "Key figures", "de": "Kennzahlen", "zh": "关键数字"}


@dataclass(frozen=True, slots=True)
class Tiles:
    """Sets tiles side by side, in rows of equal tiles. box: their place on the slide, in EMU."""

    spec: TilesSpec
    box: Box
    palette: Palette
    gauge: Gauge

    def drawn(self) -> Drawn:
        """Return the shapes, with a finding when not all tiles fit into the place."""
        count = len(self.spec.tiles)
        held = next((n for n in range(count, 1, -1) if self._first(n).fit()), 1)
        drawn = self._first(held).all_drawn()
        if held == count and self.fit():
            return drawn
        over = warning(
            "tiles-too-full",
            f"The place holds {held} of {count} figures with their labels.",
            "Shorten the labels, or show fewer figures.",
        )
        return replace(drawn, findings=(over,))

    def _first(self, count: int) -> Tiles:
        return replace(self, spec=replace(self.spec, tiles=self.spec.tiles[:count]))

    def fit(self) -> bool:
        """Return whether all tiles fit into the place."""
        return self._set()[3]

    def all_drawn(self) -> Drawn:
        """Return the shapes of all tiles, whether they fit or not."""
        columns, wide, sizes, _ = self._set()
        rows = -(-len(self.spec.tiles) // columns)
        high = max(self._height(tile, sizes, wide) for tile in self.spec.tiles)
        spare = (self.box.height_pt - high * rows) / max(1, rows - 1)
        gap = min(_MOST_ROW_GAP, max(_GUTTER, spare))
        shapes = tuple(self._shapes(columns, wide, high, gap, sizes))
        return Drawn(shapes, around(shapes, self.box), tiles_alt_text(self.spec))

    def _set(self) -> tuple[int, float, tuple[float, float], bool]:
        """Return columns, width, sizes and whether all fits: what looks best at a good size."""
        tried = [(columns, *self._in_columns(columns)) for columns in self._choices()]
        large = (one for one in tried if one[3] and one[2][0] >= _LARGE)
        return next(large, max(tried, key=lambda one: (one[3], one[2])))

    def _in_columns(self, columns: int) -> tuple[float, tuple[float, float], bool]:
        rows = -(-len(self.spec.tiles) // columns)
        wide = (self.box.width_pt - _GUTTER * (columns - 1)) / columns
        room = (self.box.height_pt - _GUTTER * (rows - 1)) / rows
        return wide, *self._sizes(wide, room)

    def _choices(self) -> list[int]:
        """Return in how many columns the tiles may stand, what looks best first."""
        count = len(self.spec.tiles)
        across = max(1, int((self.box.width_pt + _GUTTER) // (_NARROWEST + _GUTTER)))
        best = count if count <= 4 else -(-count // 2)
        # A high place is filled by rows, not by one line at its top.
        if self.box.height_pt > self.box.width_pt * (0.45 if count == 4 else 0.8):
            best = min(best, 2)
        others = sorted(range(1, count + 1), key=lambda columns: abs(columns - best))
        return [columns for columns in others if columns <= across] or [1]

    def _sizes(self, wide: float, room: float) -> tuple[tuple[float, float], bool]:
        """Return the largest sizes of figures and texts that fit, and whether they do."""
        for figure in _FIGURES:
            for text in _TEXTS:
                if text * 1.5 > figure:
                    continue
                sizes = figure, text
                parts = [self._texts(tile, sizes) for tile in self.spec.tiles]
                one_line = all(self.gauge.width(part[0]) <= wide for part in parts)
                words = max(self.gauge.widest_word(t) for part in parts for t in part[1:])
                heights = (self._height(tile, sizes, wide) for tile in self.spec.tiles)
                if one_line and words <= wide and max(heights) <= room:
                    return sizes, True
        return (_FIGURES[-1], _TEXTS[-1]), False

    def _height(self, tile: Tile, sizes: tuple[float, float], wide: float) -> float:
        return _RULE + _PAD + self.gauge.height(self._texts(tile, sizes), wide)

    def _texts(self, tile: Tile, sizes: tuple[float, float]) -> tuple[DrawnText, ...]:
        figure, text = sizes
        palette = self.palette
        texts = [
            DrawnText(tile.figure, figure, self._lead(tile), bold=True),
            DrawnText(tile.label, text, palette.text, before_pt=2.0),
        ]
        if tile.change:
            colours = {Judgement.BETTER: palette.positive, Judgement.WORSE: palette.negative}
            change = colours.get(tile.judgement, palette.muted)
            bold = tile.judgement is not Judgement.NONE
            texts.append(DrawnText(tile.change, text, change, bold=bold, before_pt=3.0))
        return tuple(texts)

    def _lead(self, tile: Tile) -> Colour:
        some = any(other.focus for other in self.spec.tiles)
        return self.palette.focus if tile.focus or not some else self.palette.total

    def _shapes(
        self, columns: int, wide: float, high: float, gap: float, sizes: tuple[float, float]
    ) -> Iterator[DrawnShape | DrawnLine]:
        for number, tile in enumerate(self.spec.tiles):
            row, column = divmod(number, columns)
            x = self.box.x + pt(column * (wide + _GUTTER))
            y = self.box.y + pt(row * (high + gap))
            rule = Box(x, y, pt(wide), pt(_RULE))
            yield DrawnShape(f"Rule {number + 1}", rule, "rect", self._lead(tile))
            top = y + pt(_RULE + _PAD)
            words = Box(x, top, pt(wide), pt(high - _RULE - _PAD))
            yield DrawnShape(f"Figure {number + 1}", words, texts=self._texts(tile, sizes))


def tiles_alt_text(spec: TilesSpec) -> str:
    """Return the alternative text: the message, then each figure with its label and change."""
    chinese = spec.language == "zh"
    parts = (
        f"{tile.label} {tile.figure}" + (f" ({tile.change})" if tile.change else "")
        for tile in spec.tiles
    )
    name = _ALT.get(spec.language, _ALT["en"])
    title = spec.title and ("：" if chinese else ", ") + spec.title
    said = f"{name}{title}: {'; '.join(parts)}."
    return f"{spec.message}. {said}" if spec.message else said
