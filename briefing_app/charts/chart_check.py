"""Our own check of any chart part, for what schemas and renderers let pass.

The Open XML SDK accepts label positions that make PowerPoint ask for repair, two series of the
same number and axes that cross nothing; LibreOffice draws them all. The rules are those of
ECMA-376-1, 21.2 and of Microsoft's notes on it (MS-OI29500); each has a failing fixture in the
tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import isclose, isfinite

from lxml import etree

from briefing_app.charts.workbook_cells import (
    Cell,
    WorkbookCells,
    addresses,
    parse_reference,
    read_cells,
)
from briefing_app.errors import InputError, Place
from briefing_app.model.finding import Finding, error, of_error, warning
from briefing_app.ooxml.xml_reader import parse_xml

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
_LARGEST_AXIS_ID = 2_147_483_647
_MOST_AXES = 4
_AXES = ("catAx", "valAx", "dateAx", "serAx")
_LINES = frozenset({"l", "r", "t", "b", "ctr"})
_STACKED = frozenset({"inBase", "inEnd", "ctr"})
_CLUSTERED = _STACKED | {"outEnd"}
_PIE = frozenset({"bestFit", "outEnd", "inEnd", "ctr"})
_POSITIONS = {
    "lineChart": _LINES,
    "scatterChart": _LINES,
    "bubbleChart": _LINES,
    "stockChart": _LINES,
    "pieChart": _PIE,
    "ofPieChart": _PIE,
}
"""Legal ``c:dLblPos`` by type of chart; none at all for the types that are not named."""
_REBUILD = "Build the chart again; if it was made elsewhere, make it anew in PowerPoint."
_RENEW = "Open the chart's data in PowerPoint and save, so that it reads its cells anew."


def check_chart(chart_xml: bytes, workbook: bytes | None, place: Place) -> tuple[Finding, ...]:
    """Return what is wrong with a chart part.

    workbook: its embedded workbook, None when there is none; place: where the chart is, for the
    findings. Errors are what PowerPoint repairs or refuses; warnings are caches that do not say
    what the cells say.
    """
    try:
        root = parse_xml(chart_xml, place)
        cells = None if workbook is None else read_cells(workbook, place)
    except InputError as problem:
        return (of_error(problem),)
    if root.tag != f"{_C}chartSpace":
        return (error("chart-part", "The part is not a chart.", _REBUILD, place),)
    return tuple(_findings(root, cells, place))


def _findings(root: etree._Element, cells: WorkbookCells | None, place: Place) -> Iterator[Finding]:
    for code, message in (*_positions(root), *_numbers(root), *_axes(root), *_points(root)):
        yield error("chart-" + code, message, _REBUILD, place)
    for message in _caches(root):
        yield error("chart-cache", message, _RENEW, place)
    if cells is not None:
        for message in _references(root, cells):
            yield warning("chart-reference", message, _RENEW, place)
    elif root.find(f"{_C}externalData") is not None:
        yield warning(
            "chart-without-workbook",
            "The chart refers to a workbook that is not there, so its data cannot be edited.",
            _REBUILD,
            place,
        )


_Problem = tuple[str, str]


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname


def _val(node: etree._Element | None, default: str = "") -> str:
    return default if node is None else node.get("val", default)


def _groups(root: etree._Element) -> list[etree._Element]:
    """Return the chart groups of the plot area: ``c:barChart``, ``c:lineChart`` ..."""
    area = root.find(f"{_C}chart/{_C}plotArea")
    return [] if area is None else [node for node in area if _local(node).endswith("Chart")]


# --- labels -----------------------------------------------------------------------------------


def _positions(root: etree._Element) -> Iterator[_Problem]:
    for group in _groups(root):
        legal = _legal_positions(group)
        for node in group.iter(f"{_C}dLblPos"):
            if _val(node) not in legal:
                yield (
                    "label-position",
                    f"A label of a {_local(group)} stands at “{_val(node)}”, which PowerPoint "
                    "does not allow there.",
                )


def _legal_positions(group: etree._Element) -> frozenset[str]:
    if _local(group) == "barChart":
        grouping = _val(group.find(f"{_C}grouping"), "clustered")
        return _STACKED if grouping in ("stacked", "percentStacked") else _CLUSTERED
    return _POSITIONS.get(_local(group), frozenset())


# --- series -----------------------------------------------------------------------------------


def _series(root: etree._Element) -> list[etree._Element]:
    return [series for group in _groups(root) for series in group.findall(f"{_C}ser")]


def _numbers(root: etree._Element) -> Iterator[_Problem]:
    """Yield series that share their number or their place in the order."""
    for name in ("idx", "order"):
        counted = Counter(_val(series.find(f"{_C}{name}")) for series in _series(root))
        for value, count in counted.items():
            if count > 1 or not value.isdecimal():
                yield "series-number", f"{count} series have the {name} “{value}”."


def _points(root: etree._Element) -> Iterator[_Problem]:
    """Yield points and labels of points that are there twice or that no series has."""
    for series in _series(root):
        counts = [_val(node, "0") for node in series.iter(f"{_C}ptCount")]
        most = max((int(count) for count in counts if count.isdecimal()), default=0)
        for path in (f"{_C}dPt", f"{_C}dLbls/{_C}dLbl"):
            numbers = Counter(_val(node.find(f"{_C}idx"), "-1") for node in series.findall(path))
            for number, count in numbers.items():
                if count > 1 or not number.isdecimal() or int(number) >= most:
                    yield "point", f"A series of {most} points has {count} entries for {number}."


# --- axes -------------------------------------------------------------------------------------


def _axes(root: etree._Element) -> Iterator[_Problem]:
    area = root.find(f"{_C}chart/{_C}plotArea")
    if area is None:
        yield "part", "The chart has no plot area."
        return
    axes = [node for node in area if _local(node) in _AXES]
    ids = [_val(axis.find(f"{_C}axId")) for axis in axes]
    used = {_val(node) for group in _groups(root) for node in group.findall(f"{_C}axId")}
    yield from (
        ("axis", f"The axis id {name} is not between 0 and {_LARGEST_AXIS_ID}.")
        for name in {*ids, *used}
        if not (name.isdecimal() and int(name) <= _LARGEST_AXIS_ID)
    )
    if len(axes) > _MOST_AXES:
        yield "axis", f"The chart has {len(axes)} axes; PowerPoint knows {_MOST_AXES}."
    if len(set(ids)) < len(ids):
        yield "axis", "Two axes have the same id."
    for name in sorted(used - set(ids)):
        yield "axis", f"A series is drawn on axis {name}, which is not there."
    for name in sorted(set(ids) - used):
        yield "axis", f"Nothing is drawn on axis {name}."
    for axis in axes:
        yield from _axis(axis, ids)


def _axis(axis: etree._Element, ids: list[str]) -> Iterator[_Problem]:
    own, crossed = _val(axis.find(f"{_C}axId")), _val(axis.find(f"{_C}crossAx"))
    if crossed not in ids or crossed == own:
        yield "axis", f"Axis {own} crosses axis {crossed or '(none)'}, which is not another one."
    low = _val(axis.find(f"{_C}scaling/{_C}min"))
    high = _val(axis.find(f"{_C}scaling/{_C}max"))
    if low and high and not float(low) < float(high):
        yield "axis", f"Axis {own} runs from {low} to {high}."


# --- caches and cells -------------------------------------------------------------------------


def _caches(root: etree._Element) -> Iterator[str]:
    for reference, cache in _cached(root):
        formula = _formula(reference)
        if cache is None:
            yield f"{formula} has no stored values."
            continue
        count = _val(cache.find(f"{_C}ptCount"))
        numbers = [_val_idx(point) for point in cache.findall(f"{_C}pt")]
        if not count.isdecimal():
            yield f"{formula} does not say how many values it has."
        elif len(set(numbers)) < len(numbers) or any(n >= int(count) for n in numbers):
            yield f"{formula} stores values twice or beyond its {count} cells."
        if _local(cache) == "numCache":
            for point in cache.findall(f"{_C}pt"):
                if _number(point.findtext(f"{_C}v")) is None:
                    yield f"{formula} stores “{point.findtext(f'{_C}v')}”, which is no number."


_CACHE_OF = {
    f"{_C}numRef": f"{_C}numCache",
    f"{_C}strRef": f"{_C}strCache",
    f"{_C15}datalabelsRange": f"{_C15}dlblRangeCache",
}


def _cached(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Yield each reference to cells with its cache, None where it has none."""
    for node in root.iter(*_CACHE_OF):
        yield node, node.find(_CACHE_OF[str(node.tag)])


def _formula(reference: etree._Element) -> str:
    return reference.findtext(f"{_C}f") or reference.findtext(f"{_C15}f") or "A reference"


def _val_idx(point: etree._Element) -> int:
    number = point.get("idx", "")
    return int(number) if number.isdecimal() else _LARGEST_AXIS_ID


def _number(content: str | None) -> float | None:
    try:
        value = float(content or "")
    except ValueError:
        return None
    return value if isfinite(value) else None


def _references(root: etree._Element, workbook: WorkbookCells) -> Iterator[str]:
    """Yield caches that do not hold what their cells hold.

    References that are not one plain range (names, several areas) are left unchecked.
    """
    for reference, cache in _cached(root):
        cells = parse_reference(_formula(reference))
        if cells is None or cache is None:
            continue
        formula = _formula(reference)
        if cells.sheet not in workbook.sheets:
            yield f"{formula} points to a worksheet that the workbook does not have."
            continue
        held = [workbook.sheets[cells.sheet].get(address) for address in addresses(cells)]
        count = _val(cache.find(f"{_C}ptCount"), "0")
        if count.isdecimal() and int(count) != len(held):
            yield f"{formula} has {len(held)} cells, but the chart stores {count} values."
            continue
        stored = {_val_idx(p): p.findtext(f"{_C}v") or "" for p in cache.findall(f"{_C}pt")}
        for n, cell in enumerate(held):
            if not _same(stored.get(n), cell, text=_local(cache) != "numCache"):
                shown = stored.get(n, "nothing")
                there = "nothing" if cell is None else cell
                yield f"{formula}: the chart stores {shown} at {n + 1}, the cell holds {there}."
                break


def _same(stored: str | None, cell: Cell | None, *, text: bool) -> bool:
    """Return whether a stored value is that of its cell.

    A zero may be left out, since a bar of no height is drawn the same as none.
    """
    if stored is None or stored == "":
        return cell in (None, "", 0.0) or (not text and isinstance(cell, str))
    if isinstance(cell, float):
        number = _number(stored)
        # A number shown as text depends on its format; it is compared where it reads as one.
        return text if number is None else isclose(number, cell, rel_tol=1e-12)
    return stored == cell if isinstance(cell, str) else False
