"""A second pair of axes over the first: for lines with a scale of their own.

The axis of categories is always hidden, as it is the first one again. The axis of values stands at
the right, where it is shown.
"""

from __future__ import annotations

from briefing_app.charts.axes import Scale
from briefing_app.charts.chart_elements import (
    AXIS_BODY,
    CATEGORY_AXIS,
    SCALING,
    SECOND_CATEGORY_AXIS_ID,
    SECOND_VALUE_AXIS_ID,
    VALUE_AXIS,
    line_only,
    number_format,
    setting,
    text_properties,
)
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import plain_number
from briefing_app.charts.number_labels import label_format
from briefing_app.ooxml.elements import Xml, join


def second_axes(scale: Scale, frame: Frame, size_pt: float = 0.0, code: str = "") -> Xml:
    """Return the second axes.

    scale: shown at the right where it has a step; size_pt, code: how large its ticks are set, and
    their format, "" for that of the frame's numbers.
    """
    return join((_categories(), _values(scale, frame, size_pt, code)))


def _categories() -> Xml:
    return CATEGORY_AXIS(
        axId=setting("c:axId", SECOND_CATEGORY_AXIS_ID),
        scaling=SCALING(orientation=setting("c:orientation", "minMax")),
        delete=setting("c:delete", 1),
        axPos=setting("c:axPos", "b"),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "nextTo"),
        crossAx=setting("c:crossAx", SECOND_VALUE_AXIS_ID),
        crosses=setting("c:crosses", "autoZero"),
        auto=setting("c:auto", 0),
        lblAlgn=setting("c:lblAlgn", "ctr"),
        lblOffset=setting("c:lblOffset", 100),
        noMultiLvlLbl=setting("c:noMultiLvlLbl", 1),
    )


def _values(scale: Scale, frame: Frame, size_pt: float, code: str) -> Xml:
    shown = scale.step > 0
    step = {"majorUnit": setting("c:majorUnit", plain_number(scale.step))} if shown else {}
    numbers = frame.numbers
    if shown and not code:
        ticks = label_format(numbers.for_step(scale.step), numbers.language)
        code = ticks.written(negative=scale.low < 0)
    look = frame.look(size_pt or frame.label_pt, frame.palette.muted)
    return VALUE_AXIS(
        axId=setting("c:axId", SECOND_VALUE_AXIS_ID),
        scaling=SCALING(
            orientation=setting("c:orientation", "minMax"),
            max=setting("c:max", plain_number(scale.high)),
            min=setting("c:min", plain_number(scale.low)),
        ),
        # LibreOffice would draw the lines on the first axes if this one were deleted.
        delete=setting("c:delete", 0),
        axPos=setting("c:axPos", "r"),
        numFmt=number_format(code or numbers.code),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "nextTo" if shown else "none"),
        spPr=line_only(None),
        txPr=text_properties(look, AXIS_BODY),
        crossAx=setting("c:crossAx", SECOND_CATEGORY_AXIS_ID),
        crosses=setting("c:crosses", "max"),
        crossBetween=setting("c:crossBetween", "between"),
        **step,
    )
