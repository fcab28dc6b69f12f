"""List levels as the writer of decks reads them and as the renderer does: the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing_app.ooxml.drawing_colours import USUAL_MAPPING, ColourScope
from briefing_app.ooxml.names import A
from briefing_app.ooxml.text_bodies import TextSources, text_body
from briefing_app.ooxml.text_levels import LEVELS, TextLevel, merged_levels
from briefing_app.ooxml.theme import FontSet, Theme
from briefing_app.ooxml.xml_reader import Node

THEME = Theme({"dk1": "000000", "lt1": "FFFFFF"}, FontSet("Georgia"), FontSet("Arial", "SimSun"))
SCOPE = ColourScope(THEME, USUAL_MAPPING)

_EMU = st.integers(0, 914_400).map(str)
_SPACING = st.one_of(
    st.integers(1, 200).map(lambda share: f'<a:spcPct val="{share * 1000}"/>'),
    st.integers(1, 200).map(lambda share: f'<a:spcPct val="{share}%"/>'),
    st.integers(1, 4800).map(lambda size: f'<a:spcPts val="{size}"/>'),
)
_BULLET = st.sampled_from(["", "<a:buNone/>", '<a:buChar char="•"/>', '<a:buAutoNum type="x"/>'])


@st.composite
def _level(draw: st.DrawFn, number: int) -> str:
    values = draw(
        st.fixed_dictionaries(
            {},
            optional={"marL": _EMU, "indent": _EMU.map("-{}".format), "rtl": st.sampled_from("01")},
        )
    )
    runs = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "sz": st.integers(100, 9600).map(str),
                "b": st.sampled_from("01"),
                "i": st.sampled_from("01"),
            },
        )
    )
    spaces = draw(
        st.fixed_dictionaries({}, optional=dict.fromkeys(("lnSpc", "spcBef", "spcAft"), _SPACING))
    )
    family = draw(
        st.sampled_from(["", '<a:latin typeface="+mj-lt"/>', '<a:ea typeface="SimHei"/>'])
    )
    said = "".join(f' {name}="{value}"' for name, value in values.items())
    of_runs = "".join(f' {name}="{value}"' for name, value in runs.items())
    inside = "".join(f"<a:{name}>{space}</a:{name}>" for name, space in spaces.items())
    bullet = draw(_BULLET)
    return (
        f"<a:lvl{number}pPr{said}>{inside}{bullet}<a:defRPr{of_runs}>{family}</a:defRPr>"
        f"</a:lvl{number}pPr>"
    )


_STYLES = st.lists(
    st.tuples(*(_level(number) for number in (1, 2, 9))).map(
        lambda levels: etree.fromstring(f'<a:lstStyle xmlns:a="{A}">{"".join(levels)}</a:lstStyle>')
    ),
    max_size=3,
)


@given(_STYLES)
def test_both_readers_agree(styles: list[Node]) -> None:
    levels = merged_levels(styles, THEME, TextLevel(fonts=THEME.minor))
    paragraphs = "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r><a:t>x</a:t></a:r></a:p>' for level in range(LEVELS)
    )
    body = etree.fromstring(f'<a:txBody xmlns:a="{A}"><a:bodyPr/>{paragraphs}</a:txBody>')
    found = text_body(body, SCOPE, TextSources(styles=tuple(styles)))
    for level, paragraph in zip(levels, found.paragraphs, strict=True):
        [run] = paragraph.runs
        assert run.size_pt == level.size_pt
        assert (run.face.bold, run.face.italic) == (level.bold, level.italic)
        assert (run.face.latin, run.face.east_asian) == (level.fonts.latin, level.fonts.east_asian)
        assert (paragraph.left_pt, paragraph.first_pt) == (level.left_pt, level.first_pt)
        assert paragraph.exact_line_pt == level.exact_line_pt
        if not level.exact_line_pt:
            assert paragraph.line_spacing == pytest.approx(level.line_spacing)
        before = paragraph.space_before_pt + paragraph.space_before_factor * run.size_pt
        after = paragraph.space_after_pt + paragraph.space_after_factor * run.size_pt
        assert (before, after) == pytest.approx((level.space_before_pt, level.space_after_pt))
        assert (paragraph.bullet is not None) == level.bullet
        assert paragraph.right_to_left == level.right_to_left
