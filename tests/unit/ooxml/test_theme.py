"""Fonts of a theme, by script."""

from __future__ import annotations

import pytest
from lxml import etree

from briefing_app.model.drawing import Typeface
from briefing_app.ooxml.drawing_colours import USUAL_MAPPING, ColourScope
from briefing_app.ooxml.names import A
from briefing_app.ooxml.text_bodies import TextSources, text_body
from briefing_app.ooxml.text_properties import TextResources
from briefing_app.ooxml.theme import Theme, read_theme


def theme(east_asian: str = "", complex_script: str = "") -> Theme:
    fonts = (
        f'<a:latin typeface="Calibri"/><a:ea typeface="{east_asian}"/>'
        f'<a:cs typeface="{complex_script}"/><a:font script="Jpan" typeface="MS Gothic"/>'
        '<a:font script="Hans" typeface="SimSun"/><a:font script="Hant" typeface="PMingLiU"/>'
        '<a:font script="Hang" typeface="Batang"/><a:font script="Arab" typeface="Tahoma"/>'
    )
    return read_theme(
        etree.fromstring(
            f'<a:theme xmlns:a="{A}"><a:themeElements><a:fontScheme><a:majorFont>{fonts}'
            f"</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme></a:themeElements>"
            "</a:theme>"
        )
    )


@pytest.mark.parametrize(
    ("language", "east_asian", "complex_script"),
    [
        ("ja-JP", "MS Gothic", ""),
        ("ko", "Batang", ""),
        ("zh-CN", "SimSun", ""),
        ("zh-TW", "PMingLiU", ""),
        ("zh-Hant-HK", "PMingLiU", ""),
        ("ar-SA", "", "Tahoma"),
        ("fa-IR", "", "Tahoma"),
        ("he-IL", "", ""),
        ("en-US", "", ""),
    ],
)
def test_text_has_the_font_of_its_languages_script(
    language: str, east_asian: str, complex_script: str
) -> None:
    assert face(theme(), f'lang="{language}"') == Typeface("Calibri", east_asian, complex_script)


def test_the_other_language_of_a_run_counts_where_the_first_has_no_script() -> None:
    assert face(theme(), 'lang="en-US" altLang="ja-JP"').east_asian == "MS Gothic"


def test_a_font_that_the_theme_names_for_all_scripts_goes_first() -> None:
    found = face(theme("SimHei", "Arial"), 'lang="ja-JP"')
    assert (found.east_asian, found.complex_script) == ("SimHei", "Arial")


def face(of: Theme, attributes: str) -> Typeface:
    """Return the typeface of a run with those attributes."""
    body = etree.fromstring(
        f'<p:txBody xmlns:a="{A}" xmlns:p="p"><a:bodyPr/><a:p><a:r><a:rPr {attributes}/>'
        "<a:t>abc</a:t></a:r></a:p></p:txBody>"
    )
    scope = ColourScope(of, USUAL_MAPPING)
    (paragraph,) = text_body(body, scope, TextSources(), TextResources()).paragraphs
    return paragraph.runs[0].face
