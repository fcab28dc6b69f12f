from __future__ import annotations

import pytest

from briefing_app.errors import NOWHERE
from briefing_app.ooxml.cell_text import shared_strings

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RAISED = '<rPr><vertAlign val="superscript"/></rPr>'
LOWERED = '<rPr><vertAlign val="subscript"/></rPr>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (f"<r><t>2019</t></r><r>{RAISED}<t>1</t></r>", "2019¹"),
        (f"<r><t>1 234</t></r><r>{RAISED}<t>12)</t></r>", "1 234¹²)"),
        (f"<r><t>km</t></r><r>{RAISED}<t>2</t></r>", "km2"),
        (f"<r><t>2019</t></r><r>{RAISED}<t>a</t></r>", "2019a"),
        (f"<r><t>CO</t></r><r>{LOWERED}<t>2</t></r>", "CO2"),
        (f"<r><t>20</t></r><r>{LOWERED}<t>1</t></r>", "201"),
        ("<r><t>20</t></r><r><t>19</t></r>", "2019"),
    ],
)
def test_a_raised_mark_does_not_lengthen_a_number(runs: str, text: str) -> None:
    part = f'<sst xmlns="{MAIN}"><si>{runs}</si></sst>'.encode()
    assert shared_strings(part, NOWHERE) == [text]
