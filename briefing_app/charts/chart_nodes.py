"""Small questions to the XML of a chart: settings, cached values, layouts (ECMA-376-1, 21.2).

Whatever is missing, out of range or no number is as if it were not said.
"""

from __future__ import annotations

from math import isfinite

from briefing_app.charts.chart_values import Layout, Texts
from briefing_app.ooxml.xml_reader import Node

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
MOST_POINTS = 10_000
"""Points of a series beyond these are not read: no slide could show them apart."""
_MOST_EMPTY = 500
"""Empty points behind the last one that are believed."""
_MOST_LEVELS = 8
_LARGEST = 1e250
"""Values beyond are as if missing: sums and ratios of them would leave the range of numbers."""


def child(node: Node | None, name: str) -> Node | None:
    """Return the first ``c:`` child of that name."""
    return None if node is None else next(node.iterchildren(C + name), None)


def setting(node: Node | None, name: str, default: str = "") -> str:
    """Return the ``val`` of a child, or the default when there is no child or no ``val``."""
    found = child(node, name)
    return default if found is None else str(found.get("val", default))


def children(node: Node) -> dict[str, Node]:
    """Return the first ``c:`` child of each name: for who asks for many of them."""
    found: dict[str, Node] = {}
    for one in node.iterchildren(C + "*"):
        found.setdefault(one.tag[len(C) :], one)
    return found


def is_on(node: Node) -> bool:
    """Return what a CT_Boolean says: without ``val`` it is true."""
    return str(node.get("val", "1")).strip() in {"1", "true", "on"}


def switch(node: Node | None, name: str, *, default: bool = False) -> bool:
    """Return a CT_Boolean child (21.2.2.x): present without ``val`` is true."""
    found = child(node, name)
    if found is None:
        return default
    return is_on(found)


def number(text: str | None) -> float | None:
    """Return a finite number that fits a chart, else None."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) < _LARGEST else None


def amount(node: Node | None, name: str) -> float | None:
    """Return the ``val`` of a child as a number; a trailing per cent sign is left out."""
    return number(setting(node, name).strip().removesuffix("%"))


def bounded(node: Node | None, name: str, default: float, low: float, high: float) -> float:
    """Return a setting kept within limits."""
    value = amount(node, name)
    return default if value is None else min(max(value, low), high)


def layout(node: Node | None) -> Layout | None:
    """Return the manual layout of a node's ``c:layout``."""
    manual = child(child(node, "layout"), "manualLayout")
    if manual is None:
        return None
    x, y, w, h = (_fraction(manual, name) for name in "xywh")
    x_edge, y_edge, w_edge, h_edge = (setting(manual, f"{name}Mode") == "edge" for name in "xywh")
    inner = setting(manual, "layoutTarget") == "inner"
    return Layout(x, y, w, h, x_edge, y_edge, w_edge, h_edge, inner)


def _fraction(manual: Node, name: str) -> float | None:
    value = amount(manual, name)
    return None if value is None else min(max(value, -10.0), 10.0)


def _cache(node: Node | None) -> Node | None:
    """Return the cache or literal under ``c:val``, ``c:cat`` and the like."""
    if node is None:
        return None
    for name in ("numRef", "strRef", "multiLvlStrRef"):
        reference = child(node, name)
        if reference is not None:
            kinds = ("numCache", "strCache", "multiLvlStrCache")
            return next((c for kind in kinds if (c := child(reference, kind)) is not None), None)
    literal = child(node, "numLit")
    return child(node, "strLit") if literal is None else literal


def _points(cache: Node | None, count: int) -> dict[int, Node]:
    found: dict[int, Node] = {}
    for point in () if cache is None else cache.iterchildren(C + "pt"):
        index = point.get("idx", "")
        if index.isascii() and index.isdigit() and len(index) < 9 and int(index) < count:
            found[int(index)] = point
    return found


def _count(cache: Node | None) -> int:
    """Return how many points there are: as said, but not more than are needed."""
    if cache is None:
        return 0
    said = amount(cache, "ptCount")
    listed = [
        int(index)
        for point in cache.iter(C + "pt")
        if (index := point.get("idx", "")).isascii() and index.isdigit() and len(index) < 9
    ]
    most = max(listed, default=-1) + 1
    wanted = most if said is None else min(said, most + _MOST_EMPTY)
    return int(min(max(wanted, 0), MOST_POINTS))


def _text(point: Node | None) -> str:
    value = child(point, "v")
    return "" if value is None else value.text or ""


def numbers(node: Node | None) -> tuple[tuple[float | None, ...], str]:
    """Return the numbers of ``c:val``, ``c:xVal`` or the like, and their number format."""
    if node is None:
        return (), ""
    cache = _cache(node)
    count = _count(cache)
    points = _points(cache, count)
    code = child(cache, "formatCode")
    values = tuple(number(_text(points.get(n))) for n in range(count))
    return values, "" if code is None else code.text or ""


def texts(node: Node | None) -> Texts:
    """Return the categories in ``c:cat`` or ``c:xVal``: texts, levels of texts, or numbers."""
    cache = _cache(node)
    if cache is None:
        return Texts()
    count = _count(cache)
    levels = cache.findall(C + "lvl")[:_MOST_LEVELS]
    if levels:
        return Texts(tuple(_level(level, count) for level in levels))
    if cache.tag in {C + "numCache", C + "numLit"}:
        values, code = numbers(node)
        return Texts((), values, code)
    return Texts((_level(cache, count),))


def _level(node: Node, count: int) -> tuple[str, ...]:
    points = _points(node, count)
    return tuple(_text(points.get(n)) for n in range(count))


def plain_text(node: Node | None) -> str:
    """Return the text in ``c:tx``: of its cache, its value, or its rich text without styles."""
    if node is None:
        return ""
    value = child(node, "v")
    if value is not None:
        return value.text or ""
    cache = _cache(node)
    if cache is not None:
        return " ".join(filter(None, texts(node).levels[0])) if texts(node).levels else ""
    return " ".join(part.text or "" for part in node.iter(A + "t"))
