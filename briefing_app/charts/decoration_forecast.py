"""What is foretold looks otherwise: hatched columns, dashed lines.

The drawing of a family is changed from a category on. Columns keep their colour as a hatching, and
numbers in them stand on a ground of their own; a line ends where the forecast begins, and a second
one goes on in dashes from there, on a helper column whose cells are the figures.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from lxml import etree

from briefing_app.charts.chart_elements import colour_of
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn, cells_of
from briefing_app.charts.workbook_cells import parse_reference
from briefing_app.model.cell_range import column_letters
from briefing_app.ooxml.elements import Xml
from briefing_app.ooxml.xml_reader import Node

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WRAP = f'<r xmlns:c="{_C[1:-1]}" xmlns:a="{_A[1:-1]}" xmlns:r="{_R}">'
_HATCH = "wdUpDiag"
_DASH = "sysDash"
_INSIDE = frozenset({"ctr", "inEnd", "inBase"})
_FIRST_ROW = 2


def forecast_from(drawing: Drawing, frame: Frame, start: int) -> Drawing:
    """Return a drawing whose values from a 0-based category on look like a forecast."""
    groups = [
        _hatched(group, frame, start) if group.startswith("<c:barChart") else group
        for group in drawing.groups
    ]
    lines: list[Xml] = []
    added: list[Xml] = []
    columns = list(drawing.columns)
    for series in drawing.lines:
        solid, dashed = _split(series, start, columns, drawing.series + len(added))
        lines.append(solid)
        added += dashed
    return replace(
        drawing,
        groups=tuple(groups),
        lines=(*lines, *added),
        columns=columns,
        series=drawing.series + len(added),
    )


def _read(piece: Xml) -> Node:
    return etree.fromstring(f"{_WRAP}{piece}</r>")[0]


def _written(node: Node) -> Xml:
    """Return a piece of XML without the namespaces, which the whole part declares."""
    shown = etree.tostring(node, encoding="unicode")
    for prefix, name in (("c", _C[1:-1]), ("a", _A[1:-1]), ("r", _R)):
        shown = shown.replace(f' xmlns:{prefix}="{name}"', "")
    return Xml(shown)


def _val(node: Node, name: str) -> str:
    found = node.find(f"{_C}{name}")
    return "" if found is None else found.get("val", "")


def _leaf(name: str, value: int | str) -> Node:
    return etree.Element(f"{_C}{name}", val=str(value))


# --- columns ----------------------------------------------------------------------------------


def _hatched(group: Xml, frame: Frame, start: int) -> Xml:
    chart = _read(group)
    for series in chart.findall(f"{_C}ser"):
        _hatch(series, frame, start)
    return _written(chart)


def _hatch(series: Node, frame: Frame, start: int) -> None:
    fill = series.find(f"{_C}spPr/{_A}solidFill")
    before = series.find(f"{_C}invertIfNegative")
    if fill is None or before is None:
        return
    points = {int(_val(point, "idx")): point for point in series.findall(f"{_C}dPt")}
    known = {point.get("idx") for point in series.iterfind(f"{_C}val//{_C}pt")}
    for n in range(start, len(frame.spec.categories)):
        if str(n) in known:
            points[n] = _hatched_point(n, points.get(n), fill, frame)
    first = series.index(before) + 1
    for point in series.findall(f"{_C}dPt"):
        series.remove(point)
    for place, n in enumerate(sorted(points), first):
        series.insert(place, points[n])
    _labels_on_ground(series, frame, start)


def _hatched_point(n: int, own: Node | None, fill: Node, frame: Frame) -> Node:
    """Return the ``c:dPt`` of a hatched column, in its own colour where it has one."""
    if own is not None:
        coloured = own.find(f"{_C}spPr/{_A}solidFill")
        fill = fill if coloured is None else coloured
    point = etree.Element(f"{_C}dPt")
    point.extend([_leaf("idx", n), _leaf("invertIfNegative", 0), _leaf("bubble3D", 0)])
    point.append(_pattern(fill, frame))
    return point


def _pattern(fill: Node, frame: Frame) -> Node:
    colour = etree.tostring(fill[0], encoding="unicode")
    ground = colour_of(frame.palette.background)
    return _read(
        Xml(
            f'<c:spPr><a:pattFill prst="{_HATCH}"><a:fgClr>{colour}</a:fgClr>'
            f'<a:bgClr>{ground}</a:bgClr></a:pattFill><a:ln w="9525"><a:solidFill>{colour}'
            "</a:solidFill></a:ln></c:spPr>"
        )
    )


def _labels_on_ground(series: Node, frame: Frame, start: int) -> None:
    """Give the numbers in hatched columns a ground, and the colour of text."""
    labels = series.find(f"{_C}dLbls")
    if labels is None or _val(labels, "dLblPos") not in _INSIDE:
        return
    own = {int(_val(label, "idx")): label for label in labels.findall(f"{_C}dLbl")}
    for n in range(start, len(frame.spec.categories)):
        label = own.get(n)
        if label is None:
            label = etree.Element(f"{_C}dLbl")
            label.append(_leaf("idx", n))
            label.extend(
                deepcopy(child) for child in labels if child.tag not in (f"{_C}dLbl", f"{_C}extLst")
            )
            own[n] = label
        if label.find(f"{_C}delete") is None:
            _set_on_ground(label, frame)
    for n, number in enumerate(sorted(own)):
        labels.insert(n, own[number])


def _set_on_ground(label: Node, frame: Frame) -> None:
    shape = label.find(f"{_C}spPr")
    if shape is not None:
        ground = Xml(
            f"<c:spPr><a:solidFill>{colour_of(frame.palette.background)}</a:solidFill>"
            "<a:ln><a:noFill/></a:ln></c:spPr>"
        )
        label.replace(shape, _read(ground))
    for name in ("txPr", "tx"):
        for fill in label.iterfind(f"{_C}{name}//{_A}solidFill"):
            fill[:] = [_read(colour_of(frame.palette.text))]


# --- lines ------------------------------------------------------------------------------------


def _split(piece: Xml, start: int, columns: list[SheetColumn], index: int) -> tuple[Xml, list[Xml]]:
    """Return a line up to where the forecast begins, and from its last point on in dashes."""
    series = _read(piece)
    line = series.find(f"{_C}spPr/{_A}ln")
    reference = series.find(f"{_C}val/{_C}numRef")
    if line is None or line.find(f"{_A}solidFill") is None or reference is None:
        return piece, []
    cells = parse_reference(reference.findtext(f"{_C}f", ""))
    if cells is None or not start:
        return piece, []
    column, count = cells.left - 1, cells.bottom - cells.top + 1
    rest = deepcopy(series)
    _dash(rest)
    _renumber(rest, index)
    _keep_labels(series, range(start))
    _keep_labels(rest, range(start, count))
    columns.append(_rest_column(columns[column], column, start - 1))
    _refer(rest, cells_of(len(columns) - 1, count), range(start - 1, count), count)
    _refer(series, cells_of(column, start), range(start), start)
    return _written(series), [_written(rest)]


def _dash(series: Node) -> None:
    line = series.find(f"{_C}spPr/{_A}ln")
    fill = series.find(f"{_C}spPr/{_A}ln/{_A}solidFill")
    if line is not None and fill is not None:
        line.insert(line.index(fill) + 1, etree.Element(f"{_A}prstDash", val=_DASH))


def _renumber(series: Node, index: int) -> None:
    for name in ("idx", "order"):
        node = series.find(f"{_C}{name}")
        if node is not None:
            node.set("val", str(index))


def _keep_labels(series: Node, kept: range) -> None:
    labels = series.find(f"{_C}dLbls")
    if labels is None:
        return
    for label in labels.findall(f"{_C}dLbl"):
        if int(_val(label, "idx")) not in kept:
            labels.remove(label)


def _refer(series: Node, cells: str, kept: range, count: int) -> None:
    """Let a series show a part of its values, from other cells."""
    reference = series.find(f"{_C}val/{_C}numRef")
    if reference is None:
        return
    formula, cache = reference.find(f"{_C}f"), reference.find(f"{_C}numCache")
    if formula is None or cache is None:
        return
    formula.text = cells
    size = cache.find(f"{_C}ptCount")
    if size is not None:
        size.set("val", str(count))
    for point in cache.findall(f"{_C}pt"):
        if int(point.get("idx", "0")) not in kept:
            cache.remove(point)


def _rest_column(source: SheetColumn, column: int, joint: int) -> SheetColumn:
    """Return the helper column of a forecast: the figures from the last known one on."""
    letters = column_letters(column + 1)
    return SheetColumn(
        f"{source.header} (forecast)",
        [None if n < joint else value for n, value in enumerate(source.values)],
        source.number_format,
        helper=True,
        formulas=[
            "" if n < joint or value is None else f"{letters}{n + _FIRST_ROW}"
            for n, value in enumerate(source.values)
        ],
    )
