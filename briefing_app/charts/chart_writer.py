"""From a chart specification to a chart part and its embedded workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

from briefing_app.charts.alt_text import alt_text
from briefing_app.charts.chart_elements import (
    CHART,
    CHART_SPACE,
    PLAIN_BODY,
    Fonts,
    setting,
    text_properties,
)
from briefing_app.charts.decorations import decorated, prepared
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import LONGEST_CELL, plain_number, workbook_entries
from briefing_app.charts.families import ARRANGED, FAMILIES, REFUSALS
from briefing_app.charts.honesty import honesty_findings
from briefing_app.charts.label_placement import Ruler
from briefing_app.charts.number_labels import label_format
from briefing_app.charts.palette import Palette
from briefing_app.files import Inner, write_zip
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.chart_spec import ChartSpec, Decoration, Series
from briefing_app.model.finding import Finding, error
from briefing_app.model.geometry import EMU_PER_PT
from briefing_app.model.rounding import sensible_format
from briefing_app.ooxml.elements import NOTHING, Xml, clean, document
from briefing_app.typeset.metrics import Metrics

MOST_SERIES = 255
"""Series in a chart (Excel specifications and limits)."""
MOST_CATEGORIES = 32_000
"""Points in a series (the same, for charts that older versions open too)."""
LARGEST = 1e290
"""Beyond, sums and the scale of the axis would overflow; Excel's own limit is 9.99e307."""


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Colours and type of charts in one template.

    latin, east_asian, complex_script: families by name, not theme references; label_pt: of labels
    where there is room; min_label_pt: the least that is still legible.
    """

    palette: Palette
    latin: str
    east_asian: str = ""
    complex_script: str = ""
    label_pt: float = 11.0
    min_label_pt: float = 8.0


@dataclass(frozen=True, slots=True)
class ChartParts:
    """A chart ready for a package.

    The chart part's relationship rId1 is the workbook; rId2 is the part of shapes drawn on the
    chart (``c:userShapes``, ECMA-376-1, 21.2.2.230), where there is one: user_shapes is not empty.
    """

    chart_xml: bytes
    workbook_entries: Inner
    alt_text: str
    findings: tuple[Finding, ...]
    user_shapes: bytes = b""

    @property
    def workbook(self) -> bytes:
        """Return the workbook as a file."""
        return write_zip(self.workbook_entries)


def can_chart(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a chart, None when it can."""
    series, count = spec.series, len(spec.categories)
    numbers = [v for s in series for v in s.values if isinstance(v, float | int) and isfinite(v)]
    if not count:
        return _refusal("chart-empty", "The chart has no categories.", "Choose a table with rows.")
    if not numbers:
        return _refusal(
            "chart-without-numbers", "There is no number to chart.", "Choose a table with numbers."
        )
    if len(series) > MOST_SERIES:
        return _refusal(
            "chart-too-many-series",
            f"A chart holds {MOST_SERIES} series, and here are {len(series)}.",
            "Choose fewer columns, or a table.",
        )
    if count > MOST_CATEGORIES:
        return _refusal(
            "chart-too-many-categories",
            f"A chart holds {MOST_CATEGORIES} categories, and here are {count}.",
            "Choose fewer rows.",
        )
    if any(len(s.values) != count for s in series):
        return _refusal(
            "chart-uneven",
            "The series do not have one value for each category.",
            "Check the table.",
        )
    if max(map(abs, numbers)) > LARGEST:
        return _refusal(
            "chart-too-large", "A number is too large to be drawn.", "Check it in the workbook."
        )
    own = REFUSALS.get(spec.kind)
    return own(spec) if own else None


def _refusal(code: str, message: str, remedy: str) -> Finding:
    return error(code, message, remedy)


def write_chart(
    spec: ChartSpec, cx: int, cy: int, style: ChartStyle, metrics: Metrics
) -> ChartParts:
    """Return a chart of the specification for a frame of ``cx`` by ``cy`` EMU.

    :func:`can_chart` must have answered None. The chart refers to its workbook as rId1. The same
    input gives the same bytes.
    """
    tidy = _tidy(spec)
    if arranged := ARRANGED.get(spec.kind):
        tidy = arranged(tidy)
    frame = Frame(
        spec=tidy,
        width=cx / EMU_PER_PT,
        height=cy / EMU_PER_PT,
        palette=style.palette,
        fonts=_fonts(
            style.latin,
            style.east_asian,
            style.complex_script,
            _LANGS.get(spec.language, spec.language),
        ),
        ruler=_ruler(metrics, style.latin, style.east_asian, style.complex_script),
        numbers=label_format(tidy.number_format, tidy.language),
        label_pt=style.label_pt,
        least_pt=min(style.min_label_pt, style.label_pt),
    )
    frame = prepared(frame)
    drawing = decorated(frame, FAMILIES[tidy.kind](frame))
    return ChartParts(
        chart_xml=document(_chart_space(frame, drawing)),
        workbook_entries=workbook_entries(drawing.columns),
        alt_text=alt_text(frame, drawing.told),
        findings=(*honesty_findings(frame), *drawing.findings),
        user_shapes=drawing.user_shapes,
    )


# --- the specification made fit for cells and XML ---------------------------------------------

# The same objects for all charts of a deck: what they have measured, and what is cached by fonts.
_fonts = lru_cache(maxsize=64)(Fonts)
_ruler = lru_cache(maxsize=16)(Ruler)
_LANGS = {"en": "en-US", "de": "de-DE", "zh": "zh-CN", "": "en-US"}
_GENERAL_CHARACTERS = 11
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


def _tidy(spec: ChartSpec) -> ChartSpec:
    """Return the specification with texts on one line, formats that Excel accepts, real floats."""
    return replace(
        spec,
        categories=tuple(_one_line(name) for name in spec.categories),
        focus=tuple(_one_line(name) for name in spec.focus),
        groups=tuple(_one_line(name) for name in spec.groups),
        stacks=tuple(_one_line(name) for name in spec.stacks),
        line_series=tuple(_one_line(name) for name in spec.line_series),
        decorations=tuple(_tidy_decoration(decoration) for decoration in spec.decorations),
        series=tuple(
            Series(
                _one_line(series.name),
                series.values,
                _format_of(series.number_format, (series,), spec.language),
                series.cells,
                unit=_one_line(series.unit),
            )
            for series in spec.series
        ),
        number_format=_format_of(spec.number_format, spec.series, spec.language),
    )


def _format_of(code: str, series: Sequence[Series], language: str) -> str:
    """Return a format that every reader prints alike.

    General prints eleven characters in Excel and all digits in LibreOffice; numbers that have more
    get a format of their own.
    """
    fit = label_format(code, language).code
    if fit != GENERAL:
        return fit
    numbers = [v for each in series for v in each.values if isinstance(v, float) and isfinite(v)]
    long = any(len(plain_number(number)) > _GENERAL_CHARACTERS for number in numbers)
    return sensible_format(numbers) if long else fit


def _tidy_decoration(decoration: Decoration) -> Decoration:
    return replace(
        decoration,
        series=_one_line(decoration.series),
        start=_one_line(decoration.start),
        end=_one_line(decoration.end),
        text=_one_line(decoration.text),
        at=_one_line(decoration.at),
    )


def _one_line(name: str) -> str:
    if name.isprintable() and len(name) <= LONGEST_CELL:
        return name
    return clean(_BREAKS.sub(" ", name)).strip()[:LONGEST_CELL]


# --- the part ---------------------------------------------------------------------------------

_NAMESPACES: dict[str, str | int | None] = {
    "xmlns:c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_NO_TITLE = setting("c:autoTitleDeleted", 1)
_VISIBLE_ONLY = setting("c:plotVisOnly", 1)
_GAPS = setting("c:dispBlanksAs", "gap")
_PLAIN = Xml("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
_USER_SHAPES = Xml('<c:userShapes r:id="rId2"/>')
_WORKBOOK = Xml('<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>')


def _chart_space(frame: Frame, drawing: Drawing) -> Xml:
    chart = CHART(
        autoTitleDeleted=_NO_TITLE,
        plotArea=drawing.plot(frame),
        legend=drawing.legend,
        plotVisOnly=_VISIBLE_ONLY,
        dispBlanksAs=_GAPS,
    )
    return CHART_SPACE(
        _NAMESPACES,
        date1904=setting("c:date1904", 0),
        lang=setting("c:lang", frame.fonts.lang),
        roundedCorners=setting("c:roundedCorners", 0),
        chart=chart,
        spPr=_PLAIN,
        txPr=text_properties(frame.look(frame.label_pt), PLAIN_BODY),
        externalData=_WORKBOOK,
        userShapes=_USER_SHAPES if drawing.user_shapes else NOTHING,
    )
