"""Small questions to the XML of a chart: settings, cached values, layouts (ECMA-376-1, 21.2).

Whatever is missing, out of range or no number is as if it were not said.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from briefing_app.charts.chart_values import Layout, Texts
from briefing_app.ooxml.xml_reader import Node

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
_TRUE = frozenset({"1", "true", "on"})
_POINT, _VALUE, _COUNT, _CODE = C + "pt", C + "v", C + "ptCount", C + "formatCode"
MOST_POINTS = 10_000
"""Points of a series beyond these are not read: no slide could show them apart."""
_MOST_EMPTY = 500
"""Empty points behind the last one that are believed."""
_MOST_LEVELS = 8
_LARGEST = 1e250
"""Values beyond are as if missing: sums and ratios of them would leave the range of numbers."""


Parent = Node | dict[str, Node] | None
"""A node or, for who asks it for much, its :func:`children`."""


def child(node: Parent, name: str) -> Node | None:
    """Return the first ``c:`` child of that name."""
    if isinstance(node, dict):
        return node.get(name)
    return None if node is None else next(node.iterchildren(C + name), None)


def setting(node: Parent, name: str, default: str = "") -> str:
    """Return the ``val`` of a child, or the default when there is no child or no ``val``."""
    found = child(node, name)
    return default if found is None else str(found.get("val", default))


def children(node: Node) -> dict[str, Node]:
    """Return the first ``c:`` child of each name: for who asks for many of them."""
    found: dict[str, Node] = {}
    for one in node.iterchildren(C + "*"):
        name = one.tag[len(C) :]
        if name not in found:
            found[name] = one
    return found


def is_on(node: Node) -> bool:
    """Return what a CT_Boolean says: without ``val`` it is true."""
    said = node.get("val", "1")
    return said in _TRUE or said.strip() in _TRUE


def switch(node: Parent, name: str, *, default: bool = False) -> bool:
    """Return a CT_Boolean child (21.2.2.x): present without ``val`` is true."""
    found = child(node, name)
    if found is None:
        return default
    return is_on(found)


def number(text: str | None) -> float | None:
    """Return a finite number that fits a chart, else None."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) < _LARGEST else None


def amount(node: Parent, name: str) -> float | None:
    """Return the ``val`` of a child as a number; a trailing per cent sign is left out."""
    found = child(node, name)
    return None if found is None else number(found.get("val", "").strip().removesuffix("%"))


def bounded(node: Parent, name: str, default: float, low: float, high: float) -> float:
    """Return a setting kept within limits."""
    value = amount(node, name)
    return default if value is None else min(max(value, low), high)


def layout(node: Parent) -> Layout | None:
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


_REFERENCES = frozenset(C + name for name in ("numRef", "strRef", "multiLvlStrRef"))
_CACHES = frozenset(C + name for name in ("numCache", "strCache", "multiLvlStrCache"))
_TEXTS = C + "strCache"
_LITERALS = frozenset({C + "numLit", C + "strLit"})


def _cache(node: Node | None) -> Node | None:
    """Return the cache or literal under ``c:val``, ``c:cat`` and the like."""
    for said in () if node is None else node:
        if said.tag in _REFERENCES:
            return next((held for held in said if held.tag in _CACHES), None)
        if said.tag in _LITERALS:
            return said
    return None


def _series(cache: Node) -> tuple[list[str | None], str]:
    """Return the texts of all points, None where there is none, and their number format.

    A point without a sensible index is left out. All is found in one go over the children.
    """
    found: dict[int, str] = {}
    said, code = None, ""
    for part in cache:
        tag = part.tag
        if tag == _POINT:
            index = part.get("idx", "")
            if index.isascii() and index.isdigit() and len(index) < 9:
                found[int(index)] = _text(part)
        elif tag == _COUNT:
            said = number(part.get("val"))
        elif tag == _CODE:
            code = part.text or ""
    return [found.get(n) for n in range(_count(said, found))], code


def _text(point: Node) -> str:
    for part in point:
        if part.tag == _VALUE:
            return part.text or ""
    return ""


def _count(said: float | None, listed: Iterable[int]) -> int:
    """Return how many points there are: as said, but not more than are needed."""
    most = max(listed, default=-1) + 1
    wanted = most if said is None else min(said, most + _MOST_EMPTY)
    return int(min(max(wanted, 0), MOST_POINTS))


def numbers(node: Node | None) -> tuple[tuple[float | None, ...], str]:
    """Return the numbers of ``c:val``, ``c:xVal`` or the like, and their number format."""
    cache = _cache(node)
    return ((), "") if cache is None else _numbers(cache)


def _numbers(cache: Node) -> tuple[tuple[float | None, ...], str]:
    found, code = _series(cache)
    return tuple(map(number, found)), code


def texts(node: Node | None) -> Texts:
    """Return the categories in ``c:cat`` or ``c:xVal``: texts, levels of texts, or numbers."""
    cache = _cache(node)
    return Texts() if cache is None else _texts(cache)


def _texts(cache: Node) -> Texts:
    if cache.tag in {C + "numCache", C + "numLit"}:
        return Texts((), *_numbers(cache))
    levels = [_series(level)[0] for level in cache.findall(C + "lvl")[:_MOST_LEVELS]]
    if not levels:
        return Texts((tuple([said or "" for said in _series(cache)[0]]),))
    count = _count(amount(cache, "ptCount"), [max(map(len, levels)) - 1])
    return Texts(tuple(tuple([said or "" for said in _filled(one, count)]) for one in levels))


def _filled(texts: list[str | None], count: int) -> list[str | None]:
    return texts[:count] + [None] * (count - len(texts))


def plain_text(node: Node | None) -> str:
    """Return the text in ``c:tx``: of its cache, its value, or its rich text without styles."""
    if node is None:
        return ""
    value = child(node, "v")
    if value is not None:
        return value.text or ""
    cache = _cache(node)
    if cache is not None:
        if cache.tag == _TEXTS and len(cache) == 2:  # what all programs write
            count, point = cache
            if count.tag == _COUNT and count.get("val") == "1" and point.tag == _POINT:
                return _text(point) if point.get("idx") == "0" else ""
        levels = _texts(cache).levels
        return " ".join(filter(None, levels[0])) if levels else ""
    return " ".join(part.text or "" for part in node.iter(A + "t"))
