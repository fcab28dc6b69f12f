"""Heads at the ends of open lines, and the line cut back for them (ECMA-376-1, 20.1.8.38)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from briefing_app.model.drawing import Segment
from briefing_app.ooxml.arrow_heads import arrow_head

Point = tuple[float, float]
LineEnd = tuple[str, str, str]
"""Kind, width and length, as ``arrow_head`` takes them."""


def stretches(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Return the stretches of an outline; each begins with its own ``M``."""
    found: list[list[Segment]] = []
    for segment in segments:
        if segment[0] == "M" or not found:
            found.append([])
        found[-1].append(segment)
    return found


def _points(segments: Sequence[Segment]) -> list[Point]:
    """Return all points of a stretch in order, those of the controls included."""
    return [
        (numbers[index], numbers[index + 1])
        for _, numbers in segments
        for index in range(0, len(numbers) - 1, 2)
    ]


def _direction(points: Sequence[Point]) -> Point:
    """Return the way in which a line reaches the last of its points."""
    x, y = points[-1]
    for px, py in reversed(points[:-1]):
        if hypot(x - px, y - py) > 1e-6:
            return (x - px, y - py)
    return (1.0, 0.0)


def _moved_last(segments: list[Segment], by: Point) -> list[Segment]:
    """Return a stretch whose last point is moved, with the control before it."""
    command, numbers = segments[-1]
    dx, dy = by
    ends = (numbers[-2] + dx, numbers[-1] + dy)
    if command == "C":
        control = (numbers[2] + dx, numbers[3] + dy)
        return [*segments[:-1], (command, (*numbers[:2], *control, *ends))]
    return [*segments[:-1], (command, ends)]


def _moved_first(segments: list[Segment], by: Point) -> list[Segment]:
    """Return a stretch whose first point is moved, with the control after it."""
    dx, dy = by
    x, y = segments[0][1][:2]
    begin: Segment = (segments[0][0], (x + dx, y + dy))
    if len(segments) > 1 and segments[1][0] == "C":
        numbers = segments[1][1]
        curve: Segment = ("C", (numbers[0] + dx, numbers[1] + dy, *numbers[2:]))
        return [begin, curve, *segments[2:]]
    return [begin, *segments[1:]]


def _back(direction: Point, cut: float) -> Point:
    """Return the way back from the tip of a line."""
    far = hypot(*direction) or 1.0
    return (-direction[0] * cut / far, -direction[1] * cut / far)


def with_ends(
    segments: Sequence[Segment], width_pt: float, head: LineEnd | None, tail: LineEnd | None
) -> tuple[tuple[Segment, ...], list[tuple[bool, tuple[Segment, ...]]]]:
    """Return a line cut back for its heads, and the outline of each head.

    head stands where the line begins, tail where it ends, as in files; each outline with whether
    it is filled with the line's paint, else it is stroked with its pen. Closed stretches have none.
    """
    line: list[Segment] = []
    heads: list[tuple[bool, tuple[Segment, ...]]] = []
    for stretch in stretches(segments):
        points = _points(stretch)
        if stretch[-1][0] == "Z" or len(points) < 2:
            line += stretch
            continue
        most = 0.45 * sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
        drawn = stretch
        if tail is not None:
            way = _direction(points)
            outline, cut = arrow_head(*tail, width_pt, points[-1], way)
            heads.append((tail[0] != "arrow", outline))
            drawn = _moved_last(drawn, _back(way, min(cut, most)))
        if head is not None:
            way = _direction(points[::-1])
            outline, cut = arrow_head(*head, width_pt, points[0], way)
            heads.append((head[0] != "arrow", outline))
            drawn = _moved_first(drawn, _back(way, min(cut, most)))
        line += drawn
    return tuple(line), [entry for entry in heads if entry[1]]
