"""Charts as people might ask for them, and worse: drawn from a seed, all kinds by turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.families import FAMILIES
from briefing_app.model.cell_value import BLANK
from briefing_app.model.chart_spec import (
    ChartKind,
    ChartSpec,
    Decoration,
    Mark,
    Measure,
    SegmentLabels,
    Series,
)
from tests.deck.chart_decks import Size
from tests.unit.charts.kinds import SHAPES, Cell, Name, Shape, Value, spec_of

SEED = 20_261_124
SIZES: tuple[Size, ...] = ((30.0, 15.0), (30.0, 15.0), (24.0, 12.0), (16.0, 9.0), (12.0, 6.0))
COUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 40)
ROWS = (1, 2, 2, 3, 3, 4, 5, 6, 8, 12)
FORMATS = ("0", "0.0", "#,##0", "#,##0.0", "0%", "0.0%", "€ #,##0.0", "General")
NAMES: dict[str, tuple[str, ...]] = {
    "en": ("North", "South East", "Other", "Maintenance and repair", "R&D", "A", "UK & Ireland"),
    "de": (
        "Nord",
        "Baden-Württemberg",
        "Sonstige",
        "Versicherungsgesellschaften",
        "Forschung und Entwicklung",
        "Öffentliche Hand",
        "Groß- und Einzelhandel",
    ),
    "zh": (
        "华东",
        "机械设备制造",
        "其他",
        "华南",
        "信息传输、软件和信息技术服务业",
        "东北",
        "农业",
    ),
    "ar": ("الرياض", "المنطقة الشرقية", "أخرى", "مكة المكرمة", "الخدمات المالية", "جدة", "عسير"),
    "long": (
        "Consolidated segment of industrial, municipal and agricultural services",
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
        "Short",
        "Other operating income and own work capitalised in the period under review",
    ),
}
SPREADS = ("usual", "usual", "even", "wide", "tiny", "huge", "negative", "zeros", "gaps")
MOST_TRIES = 40


def charts(count: int, seed: int = SEED) -> list[tuple[ChartSpec, Size]]:
    """Return as many charts, each in a frame of its size; the same for the same seed.

    Those of one kind do not depend on which others there are.
    """
    kinds = list(FAMILIES)
    places = (divmod(n, len(kinds)) for n in range(count))
    return [chart(kinds[place], turn, seed) for turn, place in places]


def chart(kind: ChartKind, turn: int, seed: int = SEED) -> tuple[ChartSpec, Size]:
    """Return one chart of a kind and its size."""
    draw = Random(f"{seed} {kind} {turn}")  # noqa: S311 - drawn anew each time, and the same
    return _possible(kind, draw), draw.choice(SIZES)


def _possible(kind: ChartKind, draw: Random) -> ChartSpec:
    """Return a specification that is not refused."""
    for _ in range(MOST_TRIES):
        spec = _drawn(kind, draw)
        if can_chart(spec) is None:
            return spec
    return spec_of(kind)


def _drawn(kind: ChartKind, draw: Random) -> ChartSpec:
    language = draw.choice(("en", "en", "de", "zh"))
    code = draw.choice(FORMATS)
    names = draw.choice((language, language, "ar" if draw.random() < 0.3 else language, "long"))
    shape = SHAPES.get(kind, Shape())
    rows = draw.choice(ROWS) if shape == Shape() else 0
    time = names == language and draw.random() < 0.3
    spec = spec_of(
        kind,
        draw.choice(COUNTS),
        _cell(draw, draw.choice(SPREADS), "%" in code),
        _months(draw) if time else _names(names, draw),
        rows,
    )
    spec = replace(
        spec,
        series=tuple(
            # Days stay days; the rest is printed in the drawn format.
            replace(one, number_format=code if kind is not ChartKind.GANTT else one.number_format)
            for one in spec.series
        ),
        number_format=code if kind is not ChartKind.GANTT else spec.number_format,
        language=language,
        time=time,
        show_totals=draw.random() < 0.8,
        segment_labels=draw.choice(list(SegmentLabels)),
        message="",
    )
    if shape == Shape() and names != "en":
        spec = replace(spec, series=tuple(_renamed(spec, names)))
    if draw.random() < 0.3:
        spec = replace(spec, focus=(draw.choice(spec.series).name,))
    return replace(spec, decorations=tuple(_decorations(spec, draw)))


def _renamed(spec: ChartSpec, names: str) -> Iterator[Series]:
    for n, one in enumerate(spec.series):
        known = NAMES[names]
        again = f" {n // len(known) + 1}" if n >= len(known) else ""
        yield replace(one, name=known[n % len(known)] + again)


def _names(kind: str, draw: Random) -> Name:
    known = list(NAMES[kind])
    draw.shuffle(known)

    def name(column: int) -> str:
        again = f" {column // len(known) + 1}" if column >= len(known) else ""
        return known[column % len(known)] + again

    return name


def _months(draw: Random) -> Name:
    first = draw.choice((1985, 2000, 2014))
    if draw.random() < 0.5:
        return lambda column: str(first + column)
    return lambda column: f"Q{column % 4 + 1} {first + column // 4}"


def _cell(draw: Random, spread: str, share: bool) -> Cell:
    """Return figures of a kind; each is drawn once for its place."""
    known: dict[tuple[int, int], Value] = {}
    scale = {"wide": 1.0, "tiny": 1e-4, "huge": 1e9}.get(spread, 1.0) / (100 if share else 1)

    def figure() -> Value:
        amount = draw.lognormvariate(3.0, 2.2 if spread == "wide" else 0.5) * scale
        if spread == "even":
            return round(scale * 50, 3)
        if spread == "negative" and draw.random() < 0.4:
            return -round(amount, 6)
        if spread == "zeros" and draw.random() < 0.4:
            return 0.0
        if spread == "gaps" and draw.random() < 0.2:
            return BLANK
        return round(amount, 6)

    def cell(row: int, column: int) -> Value:
        key = (row, column)
        if key not in known:
            known[key] = figure()
        return known[key]

    return cell


def _decorations(spec: ChartSpec, draw: Random) -> Iterator[Decoration]:
    if draw.random() > 0.35:
        return
    for _ in range(draw.choice((1, 1, 2, 3))):
        names = ("", *spec.categories)
        yield Decoration(
            draw.choice(list(Mark)),
            series=draw.choice(("", spec.series[0].name)),
            start=draw.choice(names),
            end=draw.choice(names),
            measure=draw.choice(list(Measure)),
            value=draw.choice((None, 30.0)),
            text=draw.choice(("", "Target", "1")),
        )
