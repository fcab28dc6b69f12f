"""Which slides a deck has, and which of them shows leave out."""

from __future__ import annotations

import pytest

from briefing_app.ooxml.deck_outline import read_outline
from tests.unit.render.slide_packages import deck

_SLIDE = (
    '<?xml version="1.0"?><p:sld '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"{}/>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("said", "hidden"),
    [('show="0"', True), ("show='false'", True), ('show="1"', False), ("", False)],
)
def test_a_slide_that_is_not_shown(said: str, hidden: bool, encoding: str) -> None:
    slide = _SLIDE.format(f" {said}").encode(encoding)
    outline = read_outline(deck("", "", parts={"/ppt/slides/slide2.xml": slide}))
    assert [one.hidden for one in outline.slides] == [False, hidden]


@pytest.mark.parametrize("content", ["", "<p:sld show='0'", "no slide show at all"])
def test_a_slide_that_cannot_be_read_is_left_in(content: str) -> None:
    outline = read_outline(deck("", "", parts={"/ppt/slides/slide2.xml": content}))
    assert [one.hidden for one in outline.slides] == [False, False]
