"""Points that stand anywhere over columns: a scatter on hidden axes of its own.

It carries labels that are not those of a column, and lines that are no axis. LibreOffice keeps the
columns in place as long as every x lies between the first and the last category and no such series
has more points than there are categories.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.charts.axes import Scale
from briefing_app.charts.chart_elements import (
    CATEGORY_AXIS,
    CATEGORY_AXIS_ID,
    NO_MARKER,
    SCALING,
    VALUE_AXIS,
    VALUE_AXIS_ID,
    Look,
    indices,
    label_range,
    line_only,
    number_format,
    other_labels,
    setting,
)
from briefing_app.charts.embedded_workbook import cells_of, plain_number
from briefing_app.charts.palette import Colour
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join, text

SCATTER_CHART = Element("c:scatterChart", "scatterStyle varyColors ser dLbls axId extLst")
SCATTER_SERIES = Element(
    "c:ser", "idx order tx spPr marker dPt dLbls trendline errBars xVal yVal smooth extLst"
)
_X_AXIS_ID, _Y_AXIS_ID = 3, 4
_AXIS_IDS = Xml(f'<c:axId val="{_X_AXIS_ID}"/><c:axId val="{_Y_AXIS_ID}"/>')


def points_chart(series: Iterable[Xml]) -> Xml:
    """Return the scatter of some series."""
    return SCATTER_CHART(
        scatterStyle=setting("c:scatterStyle", "lineMarker"),
        varyColors=setting("c:varyColors", 0),
        ser=join(series),
        axId=_AXIS_IDS,
    )


def points_axes(categories: int, scale: Scale) -> Xml:
    """Return the hidden axes: category n of the columns stands at x = n, values as theirs."""
    across = _axis(_X_AXIS_ID, _Y_AXIS_ID, 0.5, categories + 0.5, "b")
    return join((across, _axis(_Y_AXIS_ID, _X_AXIS_ID, scale.low, scale.high, "r")))


def _axis(own: int, crossed: int, low: float, high: float, side: str) -> Xml:
    return VALUE_AXIS(
        axId=setting("c:axId", own),
        scaling=SCALING(
            orientation=setting("c:orientation", "minMax"),
            max=setting("c:max", plain_number(high)),
            min=setting("c:min", plain_number(low)),
        ),
        delete=setting("c:delete", 1),
        axPos=setting("c:axPos", side),
        numFmt=number_format("General"),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "nextTo"),
        crossAx=setting("c:crossAx", crossed),
        crosses=setting("c:crosses", "max" if side == "r" else "autoZero"),
        crossBetween=setting("c:crossBetween", "midCat"),
    )


@lru_cache(maxsize=2)
def hidden_categories(*, lying: bool = False) -> Xml:
    """Return an axis of categories that is not shown; lying: bars lie, the first on top."""
    return CATEGORY_AXIS(
        axId=setting("c:axId", CATEGORY_AXIS_ID),
        scaling=SCALING(orientation=setting("c:orientation", "maxMin" if lying else "minMax")),
        delete=setting("c:delete", 1),
        axPos=setting("c:axPos", "l" if lying else "b"),
        numFmt=number_format("General"),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "none"),
        crossAx=setting("c:crossAx", VALUE_AXIS_ID),
        crosses=setting("c:crosses", "autoZero"),
        auto=setting("c:auto", 0),
        lblAlgn=setting("c:lblAlgn", "ctr"),
        lblOffset=setting("c:lblOffset", 100),
        noMultiLvlLbl=setting("c:noMultiLvlLbl", 1),
    )


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labels of a series, and the extension that says which cells hold their texts."""

    labels: Xml = NOTHING
    cells: Xml = NOTHING

    @classmethod
    def of(
        cls, points: Sequence[Xml], usual: Look, position: str, column: int, texts: Sequence[str]
    ) -> Labelled:
        """Return labels of single points that print the texts in a column."""
        if not points:
            return cls()
        return cls(other_labels(points, usual, position), label_range(column, texts))


def points_series(
    index: int,
    name: Xml,
    x: Xml,
    y: Xml,
    *,
    labelled: Labelled = Labelled(),
    line: tuple[Colour, float] | None = None,
) -> Xml:
    """Return points without markers; line: colour and width of what joins them, None for none."""
    idx, order = indices(index)
    return SCATTER_SERIES(
        idx=idx,
        order=order,
        tx=name,
        spPr=line_only(*line) if line else line_only(None),
        marker=NO_MARKER,
        dLbls=labelled.labels,
        xVal=x,
        yVal=y,
        smooth=setting("c:smooth", 0),
        extLst=labelled.cells,
    )


def coordinates(tag: str, column: int, values: Iterable[float | None]) -> Xml:
    """Return ``c:xVal`` or ``c:yVal``: the numbers in the cells of a column."""
    held = list(values)
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{plain_number(value)}</c:v></c:pt>'
        for n, value in enumerate(held)
        if value is not None
    )
    return Xml(
        f"<{tag}><c:numRef><c:f>{text(cells_of(column, len(held)))}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(held)}"/>{points}'
        f"</c:numCache></c:numRef></{tag}>"
    )
