"""What the benchmark's slides say: distinct data and labels on each, the same for every engine.

Nothing is random and nothing depends on the machine: each figure and word follows from a checksum
of its place. The engines get the slides as plain values (the JavaScript one as JSON), so that none
pays for making them up.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

CATEGORIES, SERIES, MESSAGES = 5, 4, 3
NUMBER_FORMAT = "#,##0.0"
UNIT = "€ m"

_PLACES = (
    "Aarhus", "Bergen", "Córdoba", "Dresden", "Espoo", "Fukuoka", "Genoa", "Haifa", "Izmir",
    "Jaipur", "Kraków", "Lagos", "Mumbai", "Nantes", "Osaka", "Porto", "Quito", "Rabat",
)  # fmt: skip
_LINES = (
    "Pumps", "Valves", "Filters", "Sensors", "Motors", "Drives", "Cables", "Meters", "Seals",
    "Tools", "Service", "Licences", "Rentals", "Spares",
)  # fmt: skip
_REASONS = (
    "orders from the public sector came in earlier than planned",
    "two large customers moved their spending into the second half",
    "prices held while volumes fell in the smaller accounts",
    "the new plant reached its full output in the spring",
    "currency took away a third of what volumes had added",
    "service contracts were renewed for three years and not for one",
    "the sales force was moved to where the orders are",
)


@dataclass(frozen=True, slots=True)
class BenchmarkSeries:
    """One series of a stacked column: a value for each category."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkMessage:
    """A key message: heading in bold, text below."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ChartSlide:
    """One slide: title, standfirst, stacked column, key messages, source line."""

    number: int
    title: str
    standfirst: str
    categories: tuple[str, ...]
    series: tuple[BenchmarkSeries, ...]
    messages: tuple[BenchmarkMessage, ...]
    source: str


def figure(*place: int) -> int:
    """Return a number that looks drawn by lot and is the same everywhere."""
    return zlib.crc32(",".join(map(str, place)).encode())


def _several(words: Sequence[str], count: int, *place: int) -> tuple[str, ...]:
    """Return so many different words."""
    start = figure(*place) % len(words)
    return tuple(words[(start + step) % len(words)] for step in range(count))


def chart_slide(number: int) -> ChartSlide:
    """Return the slide of a number, from 1."""
    places = _several(_PLACES, CATEGORIES, number, 1)
    lines = _several(_LINES, SERIES, number, 2)
    reasons = _several(_REASONS, MESSAGES, number, 3)
    growth = [figure(number, 4, n) % 300 / 10 for n in range(MESSAGES)]
    return ChartSlide(
        number=number,
        title=f"{places[0]} gains {growth[0]} % as {lines[0].lower()} lead in area {number}",
        standfirst=f"Revenue of area {number} by site and product line, {UNIT}",
        categories=tuple(f"{place} {number}" for place in places),
        series=tuple(
            BenchmarkSeries(
                f"{line} {number}",
                tuple(10 + figure(number, s, c) % 9000 / 10 for c in range(CATEGORIES)),
            )
            for s, line in enumerate(lines)
        ),
        messages=tuple(
            BenchmarkMessage(
                f"{line} up {growth[n]} %", f"In area {number} {line.lower()} grew: {reasons[n]}."
            )
            for n, line in enumerate(lines[:MESSAGES])
        ),
        source=f"Annual report {2000 + number % 25}, table {number}",
    )


def chart_slides(count: int) -> tuple[ChartSlide, ...]:
    """Return so many slides, no two of them alike."""
    return tuple(chart_slide(number) for number in range(1, count + 1))


def as_json(slides: Sequence[ChartSlide]) -> str:
    """Return slides for an engine that is not written in Python."""
    return json.dumps([asdict(slide) for slide in slides], ensure_ascii=False)
