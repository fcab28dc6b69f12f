"""Text bodies as files have them, with what they inherit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing_app.model.drawing import Colour, Picture, Typeface
from briefing_app.model.text_body import Alignment, Anchor, Fit, SetParagraph, TabStop, TextBody
from briefing_app.ooxml.drawing_colours import USUAL_MAPPING, ColourScope
from briefing_app.ooxml.names import NAMESPACES
from briefing_app.ooxml.text_bodies import TextSources, text_body
from briefing_app.ooxml.text_properties import KeptTexts, TextResources
from briefing_app.ooxml.theme import FontSet, Theme
from briefing_app.ooxml.xml_reader import Node

THEME = Theme(
    {"dk1": "111111", "lt1": "FFFFFF", "accent1": "0070C0", "hlink": "0563C1"},
    FontSet("Georgia", "SimHei", "Tahoma"),
    FontSet("Arial", "SimSun"),
)
SCOPE = ColourScope(THEME, USUAL_MAPPING)
_SPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
RED = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'


def node(xml: str) -> Node:
    """Return the element, its namespaces declared."""
    name, rest = xml[1:].split(">", 1)
    return etree.fromstring(f"<{name} {_SPACES}>{rest}")


def body(
    paragraphs: str,
    properties: str = "<a:bodyPr/>",
    sources: TextSources | None = None,
    resources: TextResources | None = None,
) -> TextBody:
    xml = f"<p:txBody>{properties}{paragraphs}</p:txBody>"
    return text_body(node(xml), SCOPE, sources or TextSources(), resources or TextResources())


def paragraph(properties: str, run: str = "<a:r><a:t>abc</a:t></a:r>") -> SetParagraph:
    return body(f"<a:p>{properties}{run}</a:p>").paragraphs[0]


class TestBody:
    def test_nothing_said_is_as_the_standard_has_it(self) -> None:
        found = body("<a:p><a:r><a:t>abc</a:t></a:r></a:p>")
        [run] = found.paragraphs[0].runs
        assert found == TextBody((SetParagraph((run,)),))
        assert (run.size_pt, run.face) == (18, Typeface("Arial", "SimSun"))
        assert run.colour == Colour("111111")

    def test_what_is_said_of_the_box(self) -> None:
        found = body(
            "<a:p/>",
            '<a:bodyPr lIns="0" tIns="12700" rIns="2pt" bIns="x" anchor="ctr" anchorCtr="1" '
            'wrap="none" vert="vert270" rot="2700000" numCol="2" spcCol="127000"/>',
        )
        assert found.insets == pytest.approx((0, 1, 2, 3.6))
        assert found.anchor is Anchor.CENTRE
        assert found.anchor_centre
        assert not found.wrap
        assert (found.vertical, found.rotation) == ("vert270", 45)
        assert (found.columns, found.column_gap_pt) == (2, 10)

    @pytest.mark.parametrize(
        ("child", "fit", "scale", "cut"),
        [
            ("noAutofit", Fit.NONE, 1.0, 0.0),
            ("spAutoFit", Fit.GROW, 1.0, 0.0),
            ('normAutofit fontScale="62500" lnSpcReduction="20000"', Fit.SHRINK, 0.625, 0.2),
            ('normAutofit fontScale="62.5%"', Fit.SHRINK, 0.625, 0.0),
            ('normAutofit fontScale="0"', Fit.SHRINK, 0.1, 0.0),
        ],
    )
    def test_autofit(self, child: str, fit: Fit, scale: float, cut: float) -> None:
        found = body("<a:p/>", f"<a:bodyPr><a:{child}/></a:bodyPr>")
        assert (found.fit, found.font_scale) == (fit, scale)
        assert found.spacing_reduction == pytest.approx(cut)

    def test_the_box_is_inherited_but_not_the_scale_of_a_layouts_prompt(self) -> None:
        master = node('<p:txBody><a:bodyPr lIns="0" anchor="b"/></p:txBody>')
        layout = node(
            '<p:txBody><a:bodyPr anchor="ctr"><a:normAutofit fontScale="50000"/></a:bodyPr>'
            "</p:txBody>"
        )
        found = body("<a:p/>", sources=TextSources(bodies=(master, layout)))
        assert (found.insets[0], found.anchor) == (0, Anchor.CENTRE)
        assert (found.fit, found.font_scale) == (Fit.SHRINK, 1.0)


class TestLevels:
    def test_the_last_to_speak_is_heard(self) -> None:
        style = node(
            '<p:bodyStyle><a:lvl1pPr marL="127000" algn="ctr"><a:defRPr sz="2000" b="1"/>'
            "</a:lvl1pPr>"
            '<a:lvl2pPr><a:defRPr sz="1600"/></a:lvl2pPr></p:bodyStyle>'
        )
        layout = node(
            '<p:txBody><a:bodyPr/><a:lstStyle><a:lvl1pPr marL="254000"><a:defRPr i="1"/>'
            "</a:lvl1pPr></a:lstStyle></p:txBody>"
        )
        found = body(
            '<a:p><a:r><a:rPr sz="1200"/><a:t>a</a:t></a:r></a:p><a:p><a:r><a:t>b</a:t></a:r></a:p>'
            '<a:p><a:pPr lvl="1"/><a:r><a:t>c</a:t></a:r></a:p>',
            sources=TextSources(styles=(style,), bodies=(layout,)),
        )
        first, second, third = found.paragraphs
        assert (first.left_pt, first.alignment) == (20, Alignment.CENTRE)
        assert [p.runs[0].size_pt for p in found.paragraphs] == [12, 20, 16]
        assert (second.runs[0].face.bold, second.runs[0].face.italic) == (True, True)
        assert (third.left_pt, third.runs[0].face.bold) == (0, False)

    def test_a_shapes_style_stands_between_presentation_and_placeholder(self) -> None:
        style = node(
            f"<p:otherStyle><a:lvl1pPr><a:defRPr>{RED}</a:defRPr></a:lvl1pPr></p:otherStyle>"
        )
        font = node('<a:fontRef idx="major"><a:schemeClr val="lt1"/></a:fontRef>')
        found = body(
            "<a:p><a:r><a:t>a</a:t></a:r></a:p>", sources=TextSources(styles=(style,), font=font)
        )
        assert found.paragraphs[0].runs[0].colour == Colour("FFFFFF")
        assert found.paragraphs[0].runs[0].face == Typeface("Georgia", "SimHei", "Tahoma")

    def test_a_tables_style(self) -> None:
        sources = TextSources(bold=True, italic=True, colour=Colour("00FF00", 0.5))
        [run] = body("<a:p><a:r><a:t>a</a:t></a:r></a:p>", sources=sources).paragraphs[0].runs
        assert (run.face.bold, run.face.italic) == (True, True)
        assert run.colour == Colour("00FF00", 0.5)


class TestParagraphs:
    def test_measures_and_spacing(self) -> None:
        found = paragraph(
            '<a:pPr marL="254000" marR="127000" indent="-127000" algn="just" rtl="1" '
            'defTabSz="457200"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc><a:spcBef><a:spcPct '
            'val="20%"/></a:spcBef><a:spcAft><a:spcPts val="600"/></a:spcAft><a:tabLst><a:tab '
            'pos="914400" algn="dec"/></a:tabLst></a:pPr>'
        )
        assert (found.left_pt, found.right_pt, found.first_pt) == (20, 10, -10)
        assert (found.alignment, found.right_to_left) == (Alignment.JUSTIFIED, True)
        assert (found.line_spacing, found.exact_line_pt) == (0.9, 0)
        assert (found.space_before_factor, found.space_after_pt) == (0.2, 6)
        assert (found.tabs, found.default_tab_pt) == ((TabStop(72, "dec"),), 36)

    def test_exact_lines(self) -> None:
        found = paragraph('<a:pPr><a:lnSpc><a:spcPts val="2400"/></a:lnSpc></a:pPr>')
        assert (found.line_spacing, found.exact_line_pt) == (1.0, 24)

    def test_an_empty_paragraph_is_as_high_as_its_end(self) -> None:
        [run] = paragraph("", '<a:endParaRPr sz="4000"/>').runs
        assert (run.text, run.size_pt) == ("", 40)

    def test_breaks_fields_formulas_and_fallbacks_are_text(self) -> None:
        found = body(
            "<a:p><a:r><a:t>a</a:t></a:r><a:br/>"
            '<a:fld type="slidenum" id="{0}"><a:t>‹#›</a:t></a:fld>'
            '<a:fld type="datetime1" id="{0}"><a:t>1 May</a:t></a:fld>'
            '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice/><mc:Fallback>'
            "<a:r><a:t>f</a:t></a:r></mc:Fallback></mc:AlternateContent>"
            '<x:m xmlns:x="urn:x"><x:t>y</x:t></x:m></a:p>',
            resources=TextResources(fields={"slidenum": "7"}),
        )
        assert "".join(run.text for run in found.paragraphs[0].runs) == "a\v71 Mayfy"


class TestRuns:
    def test_what_runs_may_be(self) -> None:
        [run] = paragraph(
            "",
            '<a:r><a:rPr lang="de-DE" sz="1050" b="1" i="true" u="dbl" strike="sngStrike" '
            f'baseline="30000" cap="small" spc="-150">{RED}<a:highlight><a:srgbClr val="FFFF00"/>'
            '</a:highlight><a:latin typeface="+mj-lt"/><a:ea typeface="@SimHei"/></a:rPr>'
            "<a:t>a</a:t></a:r>",
        ).runs
        assert (run.size_pt, run.underline, run.strike) == (10.5, True, True)
        assert (run.baseline, run.caps, run.spacing_pt) == (0.3, "small", -1.5)
        assert run.face == Typeface("Georgia", "SimHei", "", bold=True, italic=True)
        assert (run.colour, run.highlight) == (Colour("FF0000"), Colour("FFFF00"))
        assert run.language == "de-DE"

    @pytest.mark.parametrize(
        ("fill", "colour"),
        [
            ("<a:noFill/>", Colour("000000", 0.0)),
            (
                '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs>'
                '<a:gs pos="60000"><a:srgbClr val="00FF00"/></a:gs></a:gsLst></a:gradFill>',
                Colour("00FF00"),
            ),
            (
                '<a:pattFill><a:fgClr><a:srgbClr val="0000FF"/></a:fgClr></a:pattFill>',
                Colour("0000FF"),
            ),
            ("<a:gradFill/>", Colour("111111")),
        ],
    )
    def test_fills_other_than_plain_ones(self, fill: str, colour: Colour) -> None:
        [run] = paragraph("", f"<a:r><a:rPr>{fill}</a:rPr><a:t>a</a:t></a:r>").runs
        assert run.colour == colour

    @pytest.mark.parametrize(
        ("inside", "colour"),
        [
            ("", "0563C1"),
            (
                '<a:extLst><a:ext uri="u"><h:hlinkClr xmlns:h="urn:h" val="tx"/></a:ext>'
                "</a:extLst>",
                "FF0000",
            ),
        ],
    )
    def test_links_are_underlined_in_the_themes_colour_or_their_own(
        self, inside: str, colour: str
    ) -> None:
        xml = (
            f'<a:p><a:r><a:rPr>{RED}<a:hlinkClick r:id="rId2">{inside}</a:hlinkClick></a:rPr>'
            "<a:t>a</a:t></a:r></a:p>"
        )
        resources = TextResources(link=lambda click: click.get(f"{{{NAMESPACES['r']}}}id") or "")
        [run] = body(xml, resources=resources).paragraphs[0].runs
        assert (run.colour.rgb, run.underline, run.link) == (colour, True, "rId2")

    def test_a_link_without_a_target_is_none(self) -> None:
        [run] = paragraph(
            "", f'<a:r><a:rPr>{RED}<a:hlinkClick r:id=""/></a:rPr><a:t>a</a:t></a:r>'
        ).runs
        assert (run.colour.rgb, run.underline) == ("FF0000", False)

    def test_symbol_fonts_show_symbols(self) -> None:
        [run] = paragraph(
            "", '<a:r><a:rPr><a:sym typeface="Wingdings"/></a:rPr><a:t>a \uf0e0 b</a:t></a:r>'
        ).runs
        assert run.text == "a → b"
        [run] = paragraph(
            "", '<a:r><a:rPr><a:latin typeface="Symbol"/></a:rPr><a:t>a</a:t></a:r>'
        ).runs
        assert (run.text, run.face.latin) == ("α", "Arial")


def bullets(xml: str, resources: TextResources | None = None) -> list[str]:
    paragraphs = body(xml, resources=resources).paragraphs
    return [p.bullet.text if p.bullet else "" for p in paragraphs]


def item(level: int, mark: str, text: str = "x") -> str:
    return f'<a:p><a:pPr lvl="{level}">{mark}</a:pPr><a:r><a:t>{text}</a:t></a:r></a:p>'


NUMBER = '<a:buAutoNum type="arabicPeriod"/>'
LETTER = '<a:buAutoNum type="alphaLcParenR"/>'


class TestBullets:
    def test_numbers_count_by_level_and_begin_anew_behind_other_text(self) -> None:
        xml = "".join(
            [
                item(0, NUMBER), item(1, LETTER), item(1, LETTER), item(0, NUMBER), item(1, LETTER),
                "<a:p/>", item(0, NUMBER), item(0, "<a:buNone/>"), item(0, NUMBER),
                item(0, '<a:buAutoNum type="arabicPeriod" startAt="7"/>'),
                item(0, '<a:buAutoNum type="arabicPeriod" startAt="7"/>'),
            ]
        )  # fmt: skip
        assert bullets(xml) == ["1.", "a)", "b)", "2.", "a)", "", "3.", "", "1.", "7.", "8."]

    def test_size_colour_and_font_follow_the_first_run_or_their_own(self) -> None:
        run = f'<a:r><a:rPr sz="2000" b="1">{RED}</a:rPr><a:t>abc</a:t></a:r>'
        found = paragraph('<a:pPr><a:buChar char="–"/></a:pPr>', run).bullet
        assert found is not None
        assert (found.text, found.size_pt, found.colour.rgb) == ("–", 20, "FF0000")
        assert found.face.bold
        found = paragraph(
            '<a:pPr><a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buSzPct val="50000"/>'
            '<a:buFont typeface="+mj-lt"/><a:buChar char="–"/></a:pPr>',
            run,
        ).bullet
        assert found is not None
        assert (found.size_pt, found.colour.rgb, found.face.latin) == (10, "0070C0", "Georgia")
        found = paragraph('<a:pPr><a:buSzPts val="900"/><a:buChar char="–"/></a:pPr>', run).bullet
        assert found is not None
        assert found.size_pt == 9

    def test_wingdings_show_their_pictures(self) -> None:
        marks = ['<a:buFont typeface="Wingdings"/><a:buChar char="§"/>',
                 '<a:buFont typeface="Wingdings"/><a:buChar char="ü"/>',
                 '<a:buFont typeface="Arial"/><a:buChar char="§"/>']  # fmt: skip
        assert bullets("".join(item(0, mark) for mark in marks)) == ["▪", "✓", "§"]

    def test_pictures(self) -> None:
        picture = Picture("00", "image/png", b"")
        resources = TextResources(picture={"rId3": picture}.get)
        xml = item(0, '<a:buBlip><a:blip r:embed="rId3"/></a:buBlip>')
        [found] = body(xml, resources=resources).paragraphs
        assert found.bullet is not None
        assert found.bullet.picture == picture

    def test_an_empty_paragraph_has_none(self) -> None:
        assert bullets(f"<a:p><a:pPr>{NUMBER}</a:pPr></a:p>") == [""]


_VALUES = st.one_of(
    st.sampled_from(["", "-1", "1e99", "nan", "999999999999", "50%", "1pt", "true", "ctr"]),
    st.text("0123456789.-%abc", max_size=8),
)


@given(
    box=st.dictionaries(
        st.sampled_from("lIns tIns anchor wrap vert rot numCol spcCol anchorCtr".split()), _VALUES
    ),
    of_paragraph=st.dictionaries(
        st.sampled_from("lvl marL marR indent algn rtl defTabSz".split()), _VALUES
    ),
    of_run=st.dictionaries(
        st.sampled_from("sz b i u strike baseline cap spc lang".split()), _VALUES
    ),
    mark=_VALUES,
)
def test_no_value_is_too_odd(
    box: dict[str, str], of_paragraph: dict[str, str], of_run: dict[str, str], mark: str
) -> None:
    def said(values: dict[str, str]) -> str:
        return "".join(f' {name}="{value}"' for name, value in values.items())

    found = body(
        f"<a:p><a:pPr{said(of_paragraph)}><a:buSzPct val='{mark}'/><a:buAutoNum type='{mark}' "
        f"startAt='{mark}'/></a:pPr><a:r><a:rPr{said(of_run)}/><a:t>x</a:t></a:r></a:p>",
        f"<a:bodyPr{said(box)}/>",
    )
    [paragraph_] = found.paragraphs
    assert 1 <= paragraph_.runs[0].size_pt <= 4000
    assert 1 <= found.columns <= 16
    assert paragraph_.bullet is not None


class TestWhatIsKept:
    """Texts read with levels kept from the texts before are read as they are alone."""

    STYLE = node(
        '<p:bodyStyle><a:lvl1pPr algn="ctr"><a:defRPr sz="2400"/></a:lvl1pPr></p:bodyStyle>'
    )
    OTHER = node('<p:titleStyle><a:lvl1pPr><a:defRPr sz="4000" b="1"/></a:lvl1pPr></p:titleStyle>')

    @pytest.mark.parametrize(
        "second",
        [
            "<a:p><a:r><a:t>other</a:t></a:r></a:p>",
            '<a:p><a:pPr lvl="1"/><a:r><a:t>abc</a:t></a:r></a:p>',
            f"<a:p><a:r><a:rPr>{RED}</a:rPr><a:t>abc</a:t></a:r></a:p>",
            "<a:p><a:r><a:t>\uf0e0</a:t></a:r></a:p>",
            '<a:p><a:r><a:rPr><a:latin typeface="Wingdings"/></a:rPr><a:t>xy</a:t></a:r></a:p>',
            '<a:lstStyle><a:lvl1pPr><a:defRPr sz="900"/></a:lvl1pPr></a:lstStyle>'
            "<a:p><a:r><a:t>abc</a:t></a:r></a:p>",
        ],
    )
    def test_a_second_text_is_as_if_it_were_the_first(self, second: str) -> None:
        for style in (self.STYLE, self.OTHER):
            alone = body(second, sources=TextSources((style,)))
            resources = TextResources(kept=KeptTexts())
            for _ in range(2):
                body("<a:p><a:r><a:t>abc</a:t></a:r></a:p>", sources=TextSources((self.STYLE,)),
                     resources=resources)  # fmt: skip
                found = body(second, sources=TextSources((style,)), resources=resources)
                assert found == alone

    def test_the_same_words_in_other_colours(self) -> None:
        resources = TextResources(kept=KeptTexts())
        text = node("<p:txBody><a:bodyPr/><a:p><a:r><a:t>abc</a:t></a:r></a:p></p:txBody>")
        dark = text_body(text, SCOPE, TextSources((self.STYLE,)), resources)
        mapping = {**USUAL_MAPPING, "tx1": "accent1"}
        blue = text_body(text, ColourScope(THEME, mapping), TextSources((self.STYLE,)), resources)
        assert dark.paragraphs[0].runs[0].colour == Colour("111111")
        assert blue.paragraphs[0].runs[0].colour == Colour("0070C0")

    def test_links_are_asked_for_each_time(self) -> None:
        click = '<a:hlinkClick r:id="rId1"/>'
        text = f"<a:p><a:r><a:rPr>{click}</a:rPr><a:t>abc</a:t></a:r></a:p>"
        kept = KeptTexts()
        for target in ("slide:1", "slide:2"):
            resources = TextResources(link=lambda _, to=target: to, kept=kept)  # type: ignore[misc]
            found = body(text, sources=TextSources((self.STYLE,)), resources=resources)
            assert found.paragraphs[0].runs[0].link == target

    def test_levels_are_kept(self) -> None:
        kept = KeptTexts()
        resources = TextResources(kept=kept)
        for word in ("one", "two"):
            text = f"<a:p><a:r><a:t>{word}</a:t></a:r></a:p>"
            body(text, sources=TextSources((self.STYLE,)), resources=resources)
        [level] = kept.levels.values()
        assert len(level.runs) == len(level.paragraphs) == len(kept.boxes) == 1

    def test_boxes_that_say_otherwise_are_otherwise(self) -> None:
        resources = TextResources(kept=KeptTexts())
        insets = [
            body("<a:p/>", f'<a:bodyPr lIns="{said}"/>', resources=resources).insets[0]
            for said in (0, 12700, 0)
        ]
        assert insets == [0.0, 1.0, 0.0]
