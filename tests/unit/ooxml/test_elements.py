"""XML that we write: text is safe, children stand in schema order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing_app.ooxml.elements import Element, Xml, attributes, clean, document, leaf, text

_SER = Element("c:ser", "idx order tx val")


def test_children_come_out_in_schema_order() -> None:
    made = _SER(val=Xml("<v/>"), idx=leaf("c:idx", 0), order=leaf("c:order", 0))
    assert made == '<c:ser><c:idx val="0"/><c:order val="0"/><v/></c:ser>'


def test_a_child_that_the_type_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="spPr"):
        _SER(spPr=Xml("<x/>"))


@given(st.text())
def test_any_text_makes_a_well_formed_document(value: str) -> None:
    root = etree.fromstring(document(Xml(f"<a{attributes({'b': value})}>{text(value)}</a>")))
    assert (root.text or "") == clean(value).replace("\r\n", "\n").replace("\r", "\n")
    assert root.get("b") == clean(value)
