"""Speaker notes: where a slide's figures came from, and the notes master that they need."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.deck.text_body import RunFormat, run
from briefing_app.model.slide_plan import BoundValue, PlannedSlide, Provenance
from briefing_app.ooxml.elements import Xml, document, join
from briefing_app.ooxml.names import A, P, R

_SHORT_HASH = 12
_MOST_FORMULAS = 12
"""Formulas of a summary that the notes list; the manifest has all."""
_SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_WORDS = {
    "en": (
        "Figures from {workbook}, {cells} (SHA-256 {hash})",
        "Proposed by the program; not yet confirmed",
        "“{shown}” is {formula}: {cells}",
    ),
    "de": (
        "Zahlen aus {workbook}, {cells} (SHA-256 {hash})",
        "Vorschlag des Programms; noch nicht bestätigt",
        "„{shown}“ ist {formula}: {cells}",
    ),
    "zh": (
        "数据来自 {workbook}，{cells}（SHA-256 {hash}）",
        "由程序建议，尚未确认",
        "“{shown}”为 {formula}：{cells}",
    ),
}


def notes_lines(
    slide: PlannedSlide, language: str, texts: Sequence[tuple[str, Sequence[BoundValue]]] = ()
) -> tuple[str, ...]:
    """Return what the notes of a slide say: provenance with a short hash, and whether proposed.

    texts: the texts of the slide as written, with the values in them; their cells are named.
    """
    source, proposed, bound = _WORDS.get(language, _WORDS["en"])
    origins = [origin for exhibit in slide.exhibits for origin in exhibit.provenance]
    lines = [
        source.format(
            workbook=origin.workbook, cells=origin.cells, hash=origin.sha256[:_SHORT_HASH]
        )
        for origin in origins
    ]
    lines += [line for origin in origins for line in _formulas(origin)]
    if slide.proposed:
        lines.append(proposed)
    lines += [
        bound.format(
            shown=text[value.start : value.end], formula=value.formula, cells=_cells(value)
        )
        for text, values in texts
        for value in values
    ]
    return tuple(dict.fromkeys(lines))


def _formulas(origin: Provenance) -> list[str]:
    """Return the first figures of a summary with the Excel formula that gives each."""
    told = [figure for figure in origin.computed if figure.formula]
    lines = [
        f"{', '.join(filter(None, (figure.row, figure.column)))} = {figure.formula}"
        for figure in told[:_MOST_FORMULAS]
    ]
    return [*lines, "…"] if len(told) > _MOST_FORMULAS else lines


def _cells(value: BoundValue) -> str:
    """Return the cells of a value by workbook: ``Data.xlsx, Sales!B4, Sales!C4``."""
    return "; ".join(f"{origin.workbook}, {origin.cells}" for origin in value.origins)


def notes_slide_xml(lines: Sequence[str], language: str) -> bytes:
    """Return a notes slide: the slide's image and the lines as paragraphs."""
    style = RunFormat(language)
    paragraphs = join(Xml(f"<a:p>{run(line, style)}</a:p>") for line in lines) or Xml("<a:p/>")
    return document(
        Xml(
            f"<p:notes {_SPACES}><p:cSld><p:spTree>{_GROUP}"
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image Placeholder 1"/><p:cNvSpPr>'
            '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
            '<p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
            '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes Placeholder 2"/><p:cNvSpPr>'
            '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr>'
            f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
            "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        )
    )


def _master_shape(
    number: int, name: str, ph: str, box: tuple[int, int, int, int], body: str
) -> str:
    x, y, cx, cy = box
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{body}</p:sp>'
    )


def notes_master_xml() -> bytes:
    """Return a plain notes master, for templates that have none: slide image above, text below."""
    image = _master_shape(
        2, "Slide Image Placeholder 1", '<p:ph type="sldImg" idx="2"/>',
        (685_800, 1_143_000, 5_486_400, 3_086_100), "",
    )  # fmt: skip
    prompt = "<a:p><a:r><a:rPr/><a:t>Notes</a:t></a:r></a:p>"
    text = f"<p:txBody><a:bodyPr/><a:lstStyle/>{prompt}</p:txBody>"
    body = _master_shape(
        3, "Notes Placeholder 2", '<p:ph type="body" sz="quarter" idx="3"/>',
        (685_800, 4_400_550, 5_486_400, 3_600_450), text,
    )  # fmt: skip
    return document(
        Xml(
            f'<p:notesMaster {_SPACES}><p:cSld><p:bg><p:bgRef idx="1001">'
            f'<a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{_GROUP}{image}{body}'
            '</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" '
            'accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
            'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
            '<p:notesStyle><a:lvl1pPr><a:defRPr sz="1200"/></a:lvl1pPr></p:notesStyle>'
            "</p:notesMaster>"
        )
    )
