"""Text bodies: paragraphs with real bullets, explicit sizes, proofing language and links."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from briefing_app.deck.text_fit import PAGE_NUMBER_PT
from briefing_app.model.geometry import EMU_PER_PT
from briefing_app.model.quick_values import quick
from briefing_app.model.slide_plan import PlannedText
from briefing_app.ooxml.elements import NOTHING, Element, Xml, attributes, join, leaf, text

# CT_TextParagraphProperties, CT_TextCharacterProperties, CT_TextBody (ECMA-376-1, 21.1.2).
_PPR = Element("a:pPr", "lnSpc spcBef spcAft bullet tabLst")
_RPR = Element("a:rPr", "ln fill latin ea cs sym hlinkClick")
_BODY = Element("p:txBody", "bodyPr lstStyle paragraphs")
_LIST_STYLE = leaf("a:lstStyle")
_LANGUAGES = {"en": "en-GB", "de": "de-DE", "zh": "zh-CN"}
# A link to a slide in the colour of its text (MS-ODRAWXML, 2.27.1: hlinkClr).
_LINK = Xml(
    '<a:hlinkClick r:id="{}" action="ppaction://hlinksldjump"><a:extLst>'
    '<a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
    "</a:ext></a:extLst></a:hlinkClick>"
)


def proofing_language(language: str) -> str:
    """Return the language tag that a run carries for a briefing's language."""
    return _LANGUAGES.get(language, language)


def is_right_to_left(value: str) -> bool:
    """Return whether the first strong character of a text is right-to-left (UAX #9, P2 and P3)."""
    for character in value:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


@quick
class RunFormat:
    """How the runs of a text body are written. size_pt 0 keeps the inherited size.

    closer: letters stand nearer to each other by so many hundredths of a point.
    """

    language: str
    size_pt: float = 0.0
    fill: Xml = NOTHING
    fonts: Xml = NOTHING
    closer: int = 0


@lru_cache(maxsize=256)
def _run_properties(style: RunFormat, *, bold: bool, link: str) -> Xml:
    return _RPR(
        {
            "lang": proofing_language(style.language),
            "sz": round(style.size_pt * 100) if style.size_pt else None,
            "b": 1 if bold else None,
            "spc": -style.closer or None,
            "dirty": 0,
        },
        fill=style.fill,
        latin=style.fonts,
        hlinkClick=Xml(_LINK.format(link)) if link else NOTHING,
    )


def paragraph_end(style: RunFormat) -> Xml:
    """Return what gives an empty paragraph its height: else it is as high as 18-point text."""
    return Xml(_run_properties(style, bold=False, link="").replace("a:rPr", "a:endParaRPr"))


def run(value: str, style: RunFormat, *, bold: bool = False, link: str = "") -> Xml:
    """Return a run; line ends inside become line breaks. link: a relationship id to a slide."""
    properties = _run_properties(style, bold=bold, link=link)
    pieces = [
        f"<a:r>{properties}<a:t>{text(piece)}</a:t></a:r>" if piece else ""
        for piece in value.replace("\v", "\n").replace("\r\n", "\n").split("\n")
    ]
    return Xml(f"<a:br>{properties}</a:br>".join(pieces))


@lru_cache(maxsize=64)
def _paragraph_properties(
    level: int, *, page: bool, plain: bool, rtl: bool, before_pt: float = 0.0
) -> Xml:
    space = f'<a:spcBef><a:spcPts val="{round(before_pt * 100)}"/></a:spcBef>'
    indent = round(PAGE_NUMBER_PT * EMU_PER_PT)
    return _PPR(
        {
            "marL": indent if page else 0 if plain else None,
            "lvl": level or None,
            "indent": -indent if page else 0 if plain else None,
            "algn": "r" if rtl else None,
            "rtl": 1 if rtl else None,
        },
        spcBef=Xml(space) if before_pt else NOTHING,
        bullet=Xml("<a:buNone/>") if plain or page else NOTHING,
    )


def paragraph(
    content: PlannedText,
    style: RunFormat,
    *,
    link: str = "",
    plain: bool = False,
    before_pt: float = 0.0,
) -> Xml:
    """Return a paragraph: heading in bold, a line break, the text.

    A text of the form ``page<tab>text`` is a line of contents: its page number carries the link;
    of any other text all of it does.
    plain: no bullet and no indent; before_pt: the space above, 0 keeps the inherited one.
    """
    page, tab, body = content.text.rpartition("\t")
    rtl = is_right_to_left(content.heading or content.text)
    properties = _paragraph_properties(
        content.level, page=bool(tab), plain=plain, rtl=rtl, before_pt=before_pt
    )
    heading = run(content.heading, style, bold=True) if content.heading else NOTHING
    between = NOTHING
    if content.heading and body:
        between = Xml(f"<a:br>{_run_properties(style, bold=False, link='')}</a:br>")
    number = join([run(page, style, bold=True, link=link), run("\t", style)]) if tab else NOTHING
    said = run(body, style, link="" if tab else link)
    return Xml(f"<a:p>{properties}{heading}{between}{number}{said}</a:p>")


def text_body(
    contents: Sequence[PlannedText],
    style: RunFormat,
    *,
    links: Mapping[str, str],
    body_properties: Mapping[str, str | int | None] | None = None,
    plain: bool = False,
    before_pt: float = 0.0,
) -> Xml:
    """Return a shape's text body. links: slide key to relationship id, for texts with a target.

    before_pt: the space above each paragraph but the first, 0 keeps the inherited one.
    """
    paragraphs = [
        paragraph(
            content,
            style,
            link=links.get(content.target, ""),
            plain=plain,
            before_pt=before_pt if number else 0.0,
        )
        for number, content in enumerate(contents)
    ]
    # Sizes are written, so PowerPoint must not shrink them once more (ECMA-376-1, 21.1.2.1.2).
    properties = Xml(
        f"<a:bodyPr{attributes(dict(body_properties or {}))}><a:noAutofit/></a:bodyPr>"
    )
    return _BODY(
        bodyPr=properties,
        lstStyle=_LIST_STYLE,
        paragraphs=join(paragraphs) or Xml("<a:p/>"),
    )


def page_number_body(language: str) -> Xml:
    """Return the text body of a slide number placeholder: the field, as PowerPoint writes it."""
    field_id = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
    return Xml(
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:fld id="{field_id}" type="slidenum"><a:rPr lang="{proofing_language(language)}"/>'
        "<a:t>‹#›</a:t></a:fld></a:p></p:txBody>"
    )
