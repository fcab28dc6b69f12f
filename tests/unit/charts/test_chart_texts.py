"""What charts print the quick way is what they would print the long way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.chart_nodes import plain_text
from briefing_app.charts.chart_paint import Painter
from briefing_app.charts.chart_paths import Rect
from briefing_app.charts.chart_reading import read_chart
from briefing_app.charts.chart_scene import Scene
from briefing_app.charts.chart_text import Setter
from briefing_app.errors import Place
from briefing_app.model.drawing import Colour
from briefing_app.model.number_text import MINUS, number_text
from briefing_app.ooxml.pictures import no_media
from briefing_app.ooxml.xml_reader import Node, parse_xml
from tests.unit.charts.chart_pictures import FRAME, SCOPE, chart_space, metrics

CODES = ("0", "0.0", "#,##0", "#,##0.00", "0%", "General", "#,##0;(#,##0)", "[DBNum3]0", "0.0,")
LANGUAGES = ("en-GB", "de-CH", "de", "DE-de", "zh-TW", "den", "fr-FR", "")
NUMBERS = st.floats(-1e13, 1e13) | st.integers(-(10**6), 10**6).map(lambda n: n / 20)


def scene(language: str) -> Scene:
    """Return a chart without anything in it, in a language."""
    chart = read_chart(chart_space("", after=f'<c:lang val="{language}"/>'))
    assert chart.language == language
    setter = Setter(metrics(), SCOPE)
    text = setter.base(None, language, Colour("000000"))
    return Scene(chart, Rect(*FRAME), Painter(SCOPE, no_media), setter, text)


@given(NUMBERS, st.sampled_from(CODES), st.sampled_from(LANGUAGES))
def test_a_number_is_printed_as_its_format_says(value: float, code: str, language: str) -> None:
    wanted = number_text(value, code, language).replace(MINUS, "-").replace("\u00a0", " ")
    assert scene(language).number(value, code).replace("\u00a0", " ") == wanted.replace(" %", "%")


def name(content: str, kind: str = "str") -> Node:
    """Return a ``c:tx`` with that cache."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    cache = f"<c:{kind}Ref><c:{kind}Cache>{content}</c:{kind}Cache></c:{kind}Ref>"
    return parse_xml(f'<c:tx xmlns:c="{space}">{cache}</c:tx>'.encode(), Place())


@pytest.mark.parametrize(
    ("content", "kind", "shown"),
    [
        ('<c:ptCount val="1"/><c:pt idx="0"><c:v>Pumps</c:v></c:pt>', "str", "Pumps"),
        ('<c:ptCount val="1"/><c:pt idx="0"/>', "str", ""),
        ('<c:ptCount val="1"/><c:pt idx="3"><c:v>Pumps</c:v></c:pt>', "str", ""),
        ('<c:pt idx="0"><c:v>Pumps</c:v></c:pt><c:ptCount val="1"/>', "str", "Pumps"),
        ('<c:ptCount val="2"/><c:pt idx="1"><c:v>B</c:v></c:pt><c:pt idx="0"><c:v>A</c:v></c:pt>',
         "str", "A B"),
        ('<c:ptCount val="1"/><c:pt idx="0"><c:v>5</c:v></c:pt>', "num", ""),
        ("", "str", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_series(content: str, kind: str, shown: str) -> None:
    assert plain_text(name(content, kind)) == shown
