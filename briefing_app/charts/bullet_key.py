"""The key of a bullet chart, drawn with shapes: LibreOffice mixes up the legend of lying bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.charts.bullet_items import Item, Words
from briefing_app.charts.decoration_shapes import Shape, words
from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.palette import Colour, Palette, shade
from briefing_app.charts.plot_area import EDGE_PT

MARK_PT = 2.5
"""Width of the mark of a target."""
_DARKEST, _LIGHTEST, _ONLY = 74, 92, 88
"""Per cent of white of the lowest and the highest band, and of a single one."""
_KEY_PT, _KEY_GAP_PT = 8.0, 14.0


@lru_cache(maxsize=64)
def band_tints(palette: Palette, count: int) -> tuple[Colour, ...]:
    """Return the greys of the bands, the lowest the darkest."""
    white = palette.background
    step = (_LIGHTEST - _DARKEST) / max(count - 1, 1)
    tones = [_ONLY] if count == 1 else [round(_DARKEST + n * step) for n in range(count)]
    return tuple(shade(white.scheme, white.rgb, tone * 1000) for tone in tones)


@dataclass(frozen=True, slots=True)
class Key:
    """An entry. thin: it is a mark; left, top: in points of the frame."""

    shown: str
    fill: Colour
    thin: bool
    left: float
    top: float


def keys_of(frame: Frame, told: Words, items: Sequence[Item]) -> list[Key]:
    """Return the entries of the key, in rows from the upper left."""
    palette, names = frame.palette, frame.names
    focus = set(frame.spec.focus).intersection(frame.spec.categories)
    entries: list[tuple[str, Colour, bool]] = []
    known = [item for item in items if item.measure is not None and item.target]
    if focus or not known:
        entries.append((names[0], palette.total, False))
    else:
        if any(item.met for item in known):
            entries.append((told.met.format(name=names[0]), palette.positive, False))
        if not all(item.met for item in known):
            entries.append((told.missed.format(name=names[0]), palette.negative, False))
    if any(item.target for item in items):
        entries.append((names[1], palette.text, True))
    tints = band_tints(palette, len(names) - 2)
    entries += [(name, tint, False) for name, tint in zip(names[2:], tints, strict=True)]
    return _flowing(frame, [entry for entry in entries if entry[0].strip()])


def _flowing(frame: Frame, entries: Sequence[tuple[str, Colour, bool]]) -> list[Key]:
    size, ruler = frame.least_pt, frame.ruler
    widest = frame.width / 2 - _KEY_PT - _KEY_GAP_PT
    keys: list[Key] = []
    x, y = EDGE_PT, 0.0
    for name, fill, thin in entries:
        shown = ruler.shortened(name, size, widest)
        wide = _KEY_PT + 4.0 + ruler.width(shown, size) + 2.0
        if x + wide > frame.width - EDGE_PT and x > EDGE_PT:
            x, y = EDGE_PT, y + line_height(size) + 2.0
        keys.append(Key(shown, fill, thin, x, y))
        x += wide + _KEY_GAP_PT
    return keys


def key_height(frame: Frame, keys: Sequence[Key]) -> float:
    """Return the height of the key."""
    return keys[-1].top + line_height(frame.least_pt) + 2.0 if keys else 0.0


def key_shapes(frame: Frame, keys: Sequence[Key]) -> list[Shape]:
    """Return the shapes of the key."""
    size = frame.least_pt
    look = frame.look(size, frame.palette.muted)
    high = line_height(size)
    shapes = []
    for key in keys:
        half = MARK_PT / 2 if key.thin else _KEY_PT / 2
        middle = key.left + _KEY_PT / 2
        inset = 0.0 if key.thin else (high - _KEY_PT) / 2
        top, bottom = key.top + inset, key.top + high - inset
        shapes.append(
            Shape("Key", "rect", middle - half, top, middle + half, bottom, fill=key.fill)
        )
        left = key.left + _KEY_PT + 4.0
        right = left + frame.ruler.width(key.shown, size) + 2.0
        shapes.append(words("Key", key.shown, (left, key.top, right, key.top + high), look, "l"))
    return shapes
