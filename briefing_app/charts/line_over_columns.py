"""A line over columns: thin, with a round marker at each point as long as there are few."""

from __future__ import annotations

from briefing_app.charts.chart_elements import (
    LINE_SERIES,
    NO_MARKER,
    Plotted,
    fill_and_line,
    indices,
    line_only,
    setting,
)
from briefing_app.charts.palette import Colour
from briefing_app.ooxml.elements import NOTHING, Xml

LINE_PT = 2.25
MARKER_PT = 6
MOST_MARKED = 20
"""Width of a line's key in a legend, with the gaps around it."""


def line_over(
    index: int, plotted: Plotted, colour: Colour, count: int, labels: Xml = NOTHING
) -> Xml:
    """Return the series of a line. count: of its points."""
    idx, order = indices(index)
    dot = fill_and_line(colour, None)
    marked = Xml(f'<c:marker><c:symbol val="circle"/><c:size val="{MARKER_PT}"/>{dot}</c:marker>')
    return LINE_SERIES(
        idx=idx,
        order=order,
        tx=plotted.name,
        spPr=line_only(colour, LINE_PT),
        marker=marked if count <= MOST_MARKED else NO_MARKER,
        dLbls=labels,
        cat=plotted.categories,
        val=plotted.values,
        smooth=setting("c:smooth", 0),
    )
