"""Plain python-pptx: its own default template, its own charts, text boxes for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from pptx import Presentation
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Inches, Pt

from benchmarks.content import NUMBER_FORMAT, BenchmarkMessage, ChartSlide

_TITLE_ONLY = 5
_TEXT_PT, _SMALL_PT, _LABEL_PT = 14, 9, 10
_LEFT, _WIDTH, _MESSAGES_LEFT = Inches(0.5), Inches(8), Inches(8.8)


def _text(shapes: SlideShapes, text: str, top: float, size_pt: float) -> None:
    box = shapes.add_textbox(_LEFT, Inches(top), Inches(12.3), Inches(0.4))
    box.text_frame.text = text
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(size_pt)


def _messages(shapes: SlideShapes, messages: Sequence[BenchmarkMessage]) -> None:
    frame = shapes.add_textbox(_MESSAGES_LEFT, Inches(1.8), Inches(4), Inches(4.8)).text_frame
    frame.word_wrap = True
    for number, message in enumerate(messages):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        heading = paragraph.add_run()
        heading.text, heading.font.bold, heading.font.size = message.heading, True, Pt(_TEXT_PT)
        paragraph.add_line_break()
        text = paragraph.add_run()
        text.text, text.font.size = message.text, Pt(_TEXT_PT)


def _chart(shapes: SlideShapes, slide: ChartSlide) -> None:
    # python-pptx types its proxies, not its chart data.
    data = ChartData(number_format=NUMBER_FORMAT)  # type: ignore[no-untyped-call]
    data.categories = slide.categories
    for series in slide.series:
        data.add_series(series.name, series.values)  # type: ignore[no-untyped-call]
    kind, top, height = XL_CHART_TYPE.COLUMN_STACKED, Inches(1.8), Inches(4.8)
    # annotated as a chart, and in fact its frame
    frame = cast("GraphicFrame", shapes.add_chart(kind, _LEFT, top, _WIDTH, height, data))
    chart = frame.chart
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.RIGHT
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format, labels.font.size = NUMBER_FORMAT, Pt(_LABEL_PT)


def build(slides: Sequence[ChartSlide], path: Path) -> None:
    """Write the slides as a deck."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    layout = presentation.slide_layouts[_TITLE_ONLY]
    for content in slides:
        shapes = presentation.slides.add_slide(layout).shapes
        if shapes.title is not None:
            shapes.title.text = content.title
        _text(shapes, content.standfirst, 1.3, _TEXT_PT)
        _chart(shapes, content)
        _messages(shapes, content.messages)
        _text(shapes, content.source, 6.9, _SMALL_PT)
    presentation.save(str(path))
