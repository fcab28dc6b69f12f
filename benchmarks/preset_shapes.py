"""Compare our preset shapes with a file of definitions: outlines, fills, text boxes.

    python benchmarks/preset_shapes.py FILE [--limit PERCENT] [NAME...]

FILE: definitions as in ECMA-376's presetShapeDefinitions.xml. Each shape is drawn by both in
several sizes and with several adjustments, its outline is sampled, and the largest distance of a
point of the one from the outline of the other is given in per cent of the shape's shorter side.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil, hypot
from pathlib import Path

from lxml import etree

from briefing_app.model.drawing import Segment
from briefing_app.ooxml.custom_geometry import custom_paths, guides
from briefing_app.ooxml.preset_shapes import PRESETS, preset_paths
from briefing_app.ooxml.shape_formulas import Values, add_guides
from briefing_app.ooxml.shape_outlines import ShapePaths

_SIZES = ((100.0, 100.0), (240.0, 90.0), (70.0, 180.0))
_FACTORS = (0.0, 0.5, 1.6, -0.7)
_STEPS = 24
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Difference:
    """The worst of one shape. outline, text: per cent of the shorter side; flags: what differs."""

    name: str
    outline: float
    text: float
    flags: str
    where: str


def flattened(segments: tuple[Segment, ...]) -> list[tuple[Point, Point]]:
    """Return a path as straight pieces."""
    pieces: list[tuple[Point, Point]] = []
    at = start = (0.0, 0.0)
    for letter, n in segments:
        if letter == "M":
            at = start = (n[0], n[1])
        elif letter == "L":
            pieces.append((at, (n[0], n[1])))
            at = (n[0], n[1])
        elif letter == "Z":
            pieces.append((at, start))
            at = start
        else:
            first = at
            for step in range(1, _STEPS + 1):
                t = step / _STEPS
                u = 1 - t
                a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
                to = (
                    a * first[0] + b * n[0] + c * n[2] + d * n[4],
                    a * first[1] + b * n[1] + c * n[3] + d * n[5],
                )
                pieces.append((at, to))
                at = to
    return [piece for piece in pieces if hypot(piece[1][0] - piece[0][0],
                                               piece[1][1] - piece[0][1]) > 1e-6]  # fmt: skip


def _from_piece(p: Point, piece: tuple[Point, Point]) -> float:
    (x1, y1), (x2, y2) = piece
    dx, dy = x2 - x1, y2 - y1
    t = ((p[0] - x1) * dx + (p[1] - y1) * dy) / (dx * dx + dy * dy)
    t = min(max(t, 0.0), 1.0)
    return hypot(p[0] - x1 - t * dx, p[1] - y1 - t * dy)


def _farthest(one: list[tuple[Point, Point]], other: list[tuple[Point, Point]], step: float
              ) -> float:  # fmt: skip
    worst = 0.0
    for (x1, y1), (x2, y2) in one:
        count = ceil(hypot(x2 - x1, y2 - y1) / step)
        for index in range(count + 1):
            point = (x1 + (x2 - x1) * index / count, y1 + (y2 - y1) * index / count)
            worst = max(worst, min(_from_piece(point, piece) for piece in other))
    return worst


def outline_distance(one: ShapePaths, other: ShapePaths, size: Point) -> float:
    """Return the largest distance between outlines, path by path, in per cent."""
    worst = 0.0
    short = min(size)
    for mine, theirs in zip(one.paths, other.paths, strict=False):
        a, b = flattened(mine.segments), flattened(theirs.segments)
        if not a or not b:
            worst = max(worst, 0.0 if not a and not b else 100.0)
            continue
        distance = max(_farthest(a, b, short / 12), _farthest(b, a, short / 12))
        worst = max(worst, distance / short * 100)
    return worst


def _flags(one: ShapePaths, other: ShapePaths) -> str:
    said = [
        " ".join(f"{path.fill}{'' if path.stroked else '-'}" for path in shape.paths)
        for shape in (one, other)
    ]
    return "" if said[0] == said[1] else f"ours {said[0]} | theirs {said[1]}"


def trials(node: etree._Element) -> Iterator[Mapping[str, float]]:
    """Yield the adjustments to try: the usual ones, then each of them changed."""
    usual: Values = {}
    for child in node.iterchildren("*"):
        if etree.QName(child).localname == "avLst":
            add_guides(usual, guides(child))
    yield usual
    for name, value in usual.items():
        if name in {"hf", "vf"}:
            continue
        for factor in _FACTORS:
            yield {**usual, name: value * factor if value else 25_000 * factor}


def compare(node: etree._Element) -> Difference:
    """Return the worst difference between our shape and a definition."""
    name = etree.QName(node).localname
    worst = Difference(name, 0.0, 0.0, "", "")
    for size in _SIZES:
        for values in trials(node):
            ours, theirs = preset_paths(name, *size, values), custom_paths(node, *size, values)
            outline = outline_distance(ours, theirs, size)
            text = max(abs(a - b) for a, b in zip(ours.text_box, theirs.text_box, strict=True))
            text = text / min(size) * 100
            flags = _flags(ours, theirs)
            if (bool(flags), outline, text) > (bool(worst.flags), worst.outline, worst.text):
                where = f"{size[0]:.0f} x {size[1]:.0f} {dict(values)}"
                worst = Difference(name, outline, max(text, worst.text), flags, where)
            elif text > worst.text:
                worst = Difference(name, worst.outline, text, worst.flags, worst.where)
    return worst


def main() -> None:
    """Print what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--limit", type=float, default=0.5, help="per cent that may differ")
    call = parser.parse_args()
    root = etree.parse(str(call.file)).getroot()
    same, missing = 0, []
    for node in root.iterchildren("*"):
        name = etree.QName(node).localname
        if call.names and name not in call.names:
            continue
        if name not in PRESETS:
            missing.append(name)
            continue
        found = compare(node)
        if found.outline <= call.limit and found.text <= call.limit and not found.flags:
            same += 1
            continue
        print(f"{name}: outline {found.outline:.2f} %, text {found.text:.2f} % {found.flags}"
              f" at {found.where}")  # fmt: skip
    print(f"same: {same}; not drawn: {len(missing)} {' '.join(missing)}")


if __name__ == "__main__":
    main()
