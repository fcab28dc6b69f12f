"""What the tests of drawn charts share: small charts as XML, and what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from briefing_app.charts.chart_drawing import chart_items
from briefing_app.errors import Place
from briefing_app.model.drawing import Group, Item, Outline, Solid, TextRun
from briefing_app.ooxml.drawing_colours import USUAL_MAPPING, ColourScope
from briefing_app.ooxml.theme import FontSet, Theme
from briefing_app.ooxml.xml_reader import Node, parse_xml
from briefing_app.typeset.metrics import Metrics

FRAME = (100.0, 50.0, 400.0, 300.0)
COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1F497D",
    "lt2": "EEECE1",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
}
SCOPE = ColourScope(Theme(COLOURS, FontSet("Arial"), FontSet("Arial")), USUAL_MAPPING)
_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
)
INNER = (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
    '<c:yMode val="edge"/><c:x val="0.1"/><c:y val="0.1"/><c:w val="0.8"/><c:h val="0.8"/>'
    "</c:manualLayout></c:layout>"
)
"""The axes stand at 140, 80 and are 320 wide and 240 high."""


@cache
def metrics() -> Metrics:
    """Return the shipped font metrics."""
    tables = sorted((Path(__file__).parents[3] / "assets" / "metrics").glob("*.json"))
    return Metrics.from_tables(table.read_bytes() for table in tables)


def chart_space(plot_area: str, around: str = "", after: str = "") -> Node:
    """Return a chart; around: what stands in ``c:chart`` before, after: behind ``c:chart``."""
    return parse_xml(
        f"<c:chartSpace {_NS}><c:chart>{around}<c:plotArea>{plot_area}</c:plotArea></c:chart>"
        f"{after}</c:chartSpace>".encode(),
        Place(),
    )


def series(
    values: tuple[float | None, ...], *, index: int = 0, extra: str = "", tail: str = ""
) -> str:
    """Return a series with categories A, B, C ...; extra: before its values, tail: after."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{v!r}</c:v></c:pt>' for n, v in enumerate(values) if v is not None
    )
    names = "".join(f'<c:pt idx="{n}"><c:v>{chr(65 + n)}</c:v></c:pt>' for n in range(len(values)))
    count = f'<c:ptCount val="{len(values)}"/>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx><c:v>Row {index}</c:v></c:tx>{extra}"
        f"<c:cat><c:strRef><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache>{count}{points}</c:numCache></c:numRef></c:val>{tail}"
        "</c:ser>"
    )


def axes(*, category: str = "", value: str = "", deleted: bool = True, lying: bool = False) -> str:
    """Return an axis of categories (1) and one of values (2); deleted: neither shows."""
    hidden = f'<c:delete val="{int(deleted)}"/>'
    first, second = ("l", "b") if lying else ("b", "l")
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling/>{hidden}<c:axPos val="{first}"/>{category}'
        '<c:crossAx val="2"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:max val="10"/><c:min val="0"/></c:scaling>'
        f'{hidden}<c:axPos val="{second}"/>{value}<c:crossAx val="1"/></c:valAx>'
    )


def bars(inner: str, *, direction: str = "col", grouping: str = "clustered") -> str:
    """Return a bar chart of these series on axes 1 and 2, bars as wide as the gaps."""
    overlap = '<c:overlap val="100"/>' if grouping != "clustered" else ""
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/>{inner}'
        f'<c:gapWidth val="100"/>{overlap}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


def labels(position: str = "", extra: str = "") -> str:
    """Return labels that show values."""
    place = f'<c:dLblPos val="{position}"/>' if position else ""
    return f'<c:dLbls>{extra}{place}<c:showVal val="1"/></c:dLbls>'


def drawn(root: Node, frame: tuple[float, float, float, float] = FRAME) -> list[Item]:
    """Return what a chart paints, groups opened; nothing may be unpainted."""
    items, unpainted = chart_items(root, frame, SCOPE, metrics())
    assert unpainted == ()
    return list(opened(items))


def opened(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield the items in groups one by one, in the coordinates of their groups."""
    for item in items:
        if isinstance(item, Group):
            yield from opened(item.items)
        else:
            yield item


def texts(items: list[Item]) -> dict[str, TextRun]:
    """Return the texts."""
    return {item.text: item for item in items if isinstance(item, TextRun)}


def boxes(items: list[Item], rgb: str) -> list[tuple[float, float, float, float]]:
    """Return x, y, width and height of what is filled with a colour, rounded."""
    return [
        extent(item)
        for item in items
        if isinstance(item, Outline)
        and isinstance(item.fill, Solid)
        and item.fill.colour.rgb == rgb
    ]


def extent(item: Outline) -> tuple[float, float, float, float]:
    """Return the box around the points of a path."""
    points = [
        (x, y)
        for _, values in item.segments
        for x, y in zip(values[0::2], values[1::2], strict=True)
    ]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)


def lines(items: list[Item], rgb: str) -> list[Outline]:
    """Return the paths that are stroked with a colour."""
    return [
        item
        for item in items
        if isinstance(item, Outline)
        and item.stroke is not None
        and isinstance(item.stroke.paint, Solid)
        and item.stroke.paint.colour.rgb == rgb
    ]
