"""A classic chart part read into values: nothing is refused, what is not known is left out.

Shapes: :mod:`briefing_app.charts.chart_values`. Defaults are those of ECMA-376-1, 21.2, or what
Office takes where an element is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from briefing_app.charts.chart_nodes import (
    C15,
    MOST_POINTS,
    C,
    Parent,
    amount,
    bounded,
    child,
    children,
    is_on,
    layout,
    number,
    numbers,
    plain_text,
    setting,
    switch,
    texts,
)
from briefing_app.charts.chart_values import (
    Axis,
    Chart,
    ErrorBars,
    Label,
    Legend,
    Marker,
    Plot,
    Point,
    Series,
    Texts,
    Title,
    Trend,
)
from briefing_app.ooxml.xml_reader import Node

_KINDS = {
    "barChart": "bar",
    "bar3DChart": "bar",
    "lineChart": "line",
    "line3DChart": "line",
    "areaChart": "area",
    "area3DChart": "area",
    "pieChart": "pie",
    "pie3DChart": "pie",
    "ofPieChart": "pie",
    "doughnutChart": "doughnut",
    "scatterChart": "scatter",
    "bubbleChart": "bubble",
    "radarChart": "radar",
    "stockChart": "stock",
}
_DELETED = Label(deleted=True)
_AXES = {"catAx": "cat", "valAx": "val", "dateAx": "date", "serAx": "ser"}
_MOST_SERIES = 255
_DISPLAY_UNITS = {
    "hundreds": 1e2,
    "thousands": 1e3,
    "tenThousands": 1e4,
    "hundredThousands": 1e5,
    "millions": 1e6,
    "tenMillions": 1e7,
    "hundredMillions": 1e8,
    "billions": 1e9,
    "trillions": 1e12,
}


def read_chart(root: Node) -> Chart:
    """Return the chart in a ``c:chartSpace``; without ``c:plotArea`` it has no plots."""
    chart = child(root, "chart")
    area = child(chart, "plotArea")
    plots = tuple(_plots(area))
    known = {C + name for name in (*_KINDS, *_AXES, "layout", "spPr", "extLst")}
    tags = [] if area is None else [str(node.tag) for node in area]
    return Chart(
        plots,
        {axis.id: axis for axis in _axes(area)},
        _title_of(chart, plots),
        _legend(child(chart, "legend")),
        layout(area),
        child(area, "spPr"),
        child(root, "spPr"),
        child(root, "txPr"),
        _style(root),
        setting(chart, "dispBlanksAs", "zero"),
        switch(root, "roundedCorners"),
        setting(root, "lang", "en"),
        tuple(tag.rpartition("}")[2] for tag in tags if tag[0] == "{" and tag not in known),
    )


def _style(root: Node) -> int:
    """Return ``c:style``, which may stand in a fallback (mc:AlternateContent)."""
    for node in root.iter(C + "style"):
        value = number(node.get("val"))
        if value is not None and 1 <= value <= 48:
            return int(value)
    return 2


def _plots(area: Node | None) -> Iterator[Plot]:
    budget = _MOST_SERIES
    for node in [] if area is None else area:
        kind = _KINDS.get(str(node.tag).removeprefix(C))
        if kind is not None:
            plot = _plot(node, kind, budget)
            budget -= len(plot.series)
            yield plot


def _plot(node: Node, kind: str, budget: int) -> Plot:
    said = children(node)
    shared = _label(said.get("dLbls"), Label())
    found = node.findall(C + "ser")[:budget]
    same: dict[bytes, Texts] = {}
    series = [_series(each, n, shared, kind, same) for n, each in enumerate(found)]
    grouping = "clustered" if kind == "bar" else "standard"
    return Plot(
        kind,
        tuple(sorted(series, key=lambda each: each.order)),
        tuple(axis.get("val", "") for axis in node.findall(C + "axId")),
        setting(said, "barDir") == "bar",
        setting(said, "grouping", grouping),
        switch(said, "varyColors", default=kind in {"pie", "doughnut"}),
        bounded(said, "gapWidth", 150.0, 0.0, 500.0),
        bounded(said, "overlap", 0.0, -100.0, 100.0),
        setting(said, "scatterStyle") or setting(said, "radarStyle"),
        bounded(said, "firstSliceAng", 0.0, 0.0, 360.0),
        bounded(said, "holeSize", 50.0, 1.0, 90.0),
        bounded(said, "bubbleScale", 100.0, 0.0, 300.0),
        setting(said, "sizeRepresents") == "w",
        kind != "line" or switch(said, "marker"),
        said.get("dropLines"),
        said.get("hiLowLines"),
        said.get("upDownBars"),
        said.get("serLines"),
    )


def _categories(node: Node | None, same: dict[bytes, Texts]) -> Texts:
    """Return categories; each series of a plot repeats them, and they are read once."""
    key = b"" if node is None else etree.tostring(node, with_tail=False)
    if key not in same:
        same[key] = texts(node)
    return same[key]


def _series(node: Node, place: int, shared: Label, kind: str, same: dict[bytes, Texts]) -> Series:
    """Return a series; lines are smooth unless they say not (as Office reads 21.2.2.194).

    same: the categories of the series before, by how they are written.
    """
    said = children(node)
    values, code = numbers(said["val"] if "val" in said else said.get("yVal"))
    x_node = said.get("xVal")
    x = texts(x_node)
    categories = x if x_node is not None else _categories(said.get("cat"), same)
    labels_node = said.get("dLbls")
    labels = shared if labels_node is None else _label(labels_node, shared)
    return Series(
        int(bounded(said, "idx", place, 0, 1e6)),
        int(bounded(said, "order", place, 0, 1e6)),
        plain_text(said.get("tx")),
        categories,
        values,
        code,
        said.get("spPr"),
        x.numbers,
        numbers(said.get("bubbleSize"))[0],
        _marker(said.get("marker")),
        {n: _point(point) for n, point in _indexed(node, "dPt")} if "dPt" in said else {},
        labels,
        {n: _label(point, labels, own=True) for n, point in _indexed(labels_node, "dLbl")},
        _cell_texts(said.get("extLst")),
        tuple(_errors(bars, values) for bars in _all(node, said, "errBars")[:2]),
        tuple(_trend(line) for line in _all(node, said, "trendline")[:8]),
        switch(said, "smooth", default=kind == "line"),
        switch(said, "invertIfNegative"),
        bounded(said, "explosion", 0.0, 0.0, 400.0),
    )


def _all(node: Node, said: Mapping[str, Node], name: str) -> list[Node]:
    """Return all children of a name that most nodes have none of."""
    return node.findall(C + name) if name in said else []


def _indexed(node: Node | None, name: str) -> Iterator[tuple[int, Node]]:
    for found in () if node is None else node.iterchildren(C + name):
        index = amount(found, "idx")
        if index is not None and 0 <= index < MOST_POINTS:
            yield int(index), found


def _marker(node: Node | None) -> Marker | None:
    if node is None:
        return None
    size = bounded(node, "size", 5.0, 2.0, 72.0)
    symbol = setting(node, "symbol")
    return Marker("" if symbol == "auto" else symbol, size, child(node, "spPr"))


def _point(node: Node) -> Point:
    said = children(node)
    return Point(said.get("spPr"), _marker(said.get("marker")), amount(said, "explosion"))


def _label(node: Node | None, base: Label, *, own: bool = False) -> Label:
    """Return a label's settings; what is not said is taken from the base.

    own: of a single point, whose switches stand for themselves.
    """
    if node is None:
        return base
    said = children(node)
    if switch(said, "delete"):
        return _DELETED
    code, separator, tx = said.get("numFmt"), said.get("separator"), said.get("tx")
    lines = said.get("leaderLines")
    plain = base if own or "showVal" not in said else Label()

    def shows(name: str, inherited: bool) -> bool:
        found = said.get(name)
        return inherited if found is None else is_on(found)

    return Label(
        False,
        layout(said) if "layout" in said else None,
        None if tx is None else child(tx, "rich"),
        base.number_format if code is None else code.get("formatCode", ""),
        base.linked if code is None else code.get("sourceLinked", "0") in {"1", "true"},
        said.get("spPr", base.box),
        said.get("txPr", base.text),
        setting(said, "dLblPos", base.position),
        shows("showVal", plain.value),
        shows("showCatName", plain.category),
        shows("showSerName", plain.series),
        shows("showPercent", plain.percent),
        shows("showBubbleSize", plain.bubble),
        shows("showLegendKey", plain.key),
        _extended(said, "showDataLabelsRange", inherited=own and base.from_cells),
        base.separator if separator is None else separator.text or "",
        _leaders(said, inherited=base.leader_lines),
        base.leader_line if lines is None else _or(child(lines, "spPr"), base.leader_line),
    )


def _or(node: Node | None, other: Node | None) -> Node | None:
    return other if node is None else node


def _extended(said: Mapping[str, Node], name: str, *, inherited: bool) -> bool:
    for extension in said.get("extLst", ()):
        for found in extension.iterchildren(C15 + name):
            return found.get("val", "1") in {"1", "true"}
    return inherited


def _leaders(said: Mapping[str, Node], *, inherited: bool) -> bool:
    found = said.get("showLeaderLines")
    shown = inherited if found is None else is_on(found)
    return _extended(said, "showLeaderLines", inherited=shown)


def _cell_texts(extensions: Node | None) -> dict[int, str]:
    """Return the texts that labels take from cells (MS-ODRAWXML, 2.24.3.9 datalabelsRange)."""
    found: dict[int, str] = {}
    if extensions is None:
        return found
    cache = extensions.find(f"{C}ext/{C15}datalabelsRange/{C15}dlblRangeCache")
    for point in [] if cache is None else cache.findall(C + "pt"):
        index, value = number(point.get("idx")), child(point, "v")
        if index is not None and value is not None:
            found[int(index)] = value.text or ""
    return found


def _errors(node: Node, values: tuple[float | None, ...]) -> ErrorBars:
    kind = setting(node, "errValType", "fixedVal")
    length = amount(node, "val") or 0.0
    side = setting(node, "errBarType", "both")
    if kind == "cust":
        up, down = numbers(child(node, "plus"))[0], numbers(child(node, "minus"))[0]
    else:
        up = down = _lengths(kind, length, values)
    return ErrorBars(
        setting(node, "errDir", "y") == "x",
        up if side != "minus" else (),
        down if side != "plus" else (),
        not switch(node, "noEndCap"),
        child(node, "spPr"),
    )


def _lengths(
    kind: str, length: float, values: tuple[float | None, ...]
) -> tuple[float | None, ...]:
    if kind == "percentage":
        return tuple(None if v is None else abs(v) * length / 100 for v in values)
    if kind == "stdDev":
        return (_deviation(values) * length,) * len(values)
    if kind == "stdErr":
        return (_deviation(values) / max(len(values), 1) ** 0.5,) * len(values)
    return (length,) * len(values)


def _deviation(values: tuple[float | None, ...]) -> float:
    known = [v for v in values if v is not None]
    if len(known) < 2:
        return 0.0
    mean = sum(v / len(known) for v in known)
    spread = max(abs(v - mean) for v in known) or 1.0
    total = sum(((v - mean) / spread) ** 2 for v in known) / (len(known) - 1)
    return float(spread * total**0.5)


def _trend(node: Node) -> Trend:
    name = child(node, "name")
    return Trend(
        setting(node, "trendlineType", "linear"),
        "" if name is None else name.text or "",
        child(node, "spPr"),
        bounded(node, "forward", 0.0, 0.0, 1e6),
        bounded(node, "backward", 0.0, 0.0, 1e6),
        int(bounded(node, "order", 2, 2, 6)),
        int(bounded(node, "period", 2, 2, 255)),
        amount(node, "intercept"),
    )


def _title_of(chart: Node | None, plots: tuple[Plot, ...]) -> Title | None:
    """Return the title; one without text of its own is the name of the only series."""
    node = child(chart, "title")
    if node is None:
        return None
    series = [each for plot in plots for each in plot.series]
    found = _title(node)
    if found.rich is None and not found.plain:
        own = series[0].name if len(series) == 1 and series[0].name else "Chart Title"
        return _title(node, own)
    return found


def _title(node: Node, plain: str = "") -> Title:
    tx = child(node, "tx")
    return Title(
        child(tx, "rich"),
        plain or plain_text(tx),
        child(node, "txPr"),
        child(node, "spPr"),
        layout(node),
        switch(node, "overlay"),
    )


def _legend(node: Node | None) -> Legend | None:
    if node is None:
        return None
    entries = dict(_indexed(node, "legendEntry"))
    return Legend(
        setting(node, "legendPos", "r"),
        layout(node),
        switch(node, "overlay"),
        frozenset(n for n, entry in entries.items() if switch(entry, "delete")),
        child(node, "spPr"),
        child(node, "txPr"),
        {n: found for n, entry in entries.items() if (found := child(entry, "txPr")) is not None},
    )


def _axes(area: Node | None) -> Iterator[Axis]:
    for node in [] if area is None else area:
        kind = _AXES.get(str(node.tag).removeprefix(C))
        if kind is not None:
            yield _axis(node, kind)


def _axis(node: Node, kind: str) -> Axis:
    said = children(node)
    scaling, code = said.get("scaling"), said.get("numFmt")
    return Axis(
        setting(said, "axId"),
        kind,
        switch(said, "delete"),
        setting(said, "axPos", "b"),
        amount(scaling, "min"),
        amount(scaling, "max"),
        0.0 if child(scaling, "logBase") is None else bounded(scaling, "logBase", 10.0, 2.0, 1e3),
        setting(scaling, "orientation") == "maxMin",
        setting(said, "crosses", "autoZero"),
        amount(said, "crossesAt"),
        setting(said, "crossAx"),
        setting(said, "crossBetween", "between") != "midCat",
        setting(said, "tickLblPos", "nextTo"),
        setting(said, "majorTickMark", "cross"),
        setting(said, "minorTickMark", "cross"),
        _unit(said, "majorUnit"),
        _unit(said, "minorUnit"),
        setting(said, "baseTimeUnit"),
        setting(said, "majorTimeUnit", "days"),
        "" if code is None else code.get("formatCode", ""),
        code is None or code.get("sourceLinked", "0") in {"1", "true"},
        said.get("spPr"),
        said.get("txPr"),
        _axis_title(said.get("title")),
        said.get("majorGridlines"),
        said.get("minorGridlines"),
        bounded(said, "lblOffset", 100.0, 0.0, 1000.0),
        int(bounded(said, "tickLblSkip", 0, 0, 1e5)),
        int(bounded(said, "tickMarkSkip", 0, 0, 1e5)),
        not switch(said, "noMultiLvlLbl"),
        switch(said, "auto", default=True),
        _divisor(said.get("dispUnits")),
    )


def _axis_title(node: Node | None) -> Title | None:
    if node is None:
        return None
    return _title(node, "" if child(node, "tx") is not None else "Axis Title")


def _unit(node: Parent, name: str) -> float | None:
    value = amount(node, name)
    return value if value is not None and value > 0 else None


def _divisor(node: Node | None) -> float:
    own = amount(node, "custUnit")
    if own is not None and own > 0:
        return own
    return _DISPLAY_UNITS.get(setting(node, "builtInUnit"), 1.0)
