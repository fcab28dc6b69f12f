"""Small decks in memory: one master, one layout, slides of the given shapes."""

from __future__ import annotations

from collections.abc import Mapping

from briefing_app.errors import Place
from briefing_app.model.drawing import Drawing, Group, Item, Outline, TextRun
from briefing_app.ooxml.names import ContentType
from briefing_app.ooxml.package import Package
from briefing_app.render.deck_resources import DeckResources
from briefing_app.render.slide_drawing import slide_drawing
from briefing_app.typeset.metrics import Metrics

PT = 12_700
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_THEME = f"""<a:theme {_NS} name="t"><a:themeElements><a:clrScheme name="c">
<a:dk1><a:srgbClr val="111111"/></a:dk1><a:lt1><a:srgbClr val="FEFEFE"/></a:lt1>
<a:accent1><a:srgbClr val="AA0000"/></a:accent1></a:clrScheme>
<a:fontScheme name="f"><a:majorFont><a:latin typeface="Arial"/></a:majorFont>
<a:minorFont><a:latin typeface="Arial"/></a:minorFont></a:fontScheme>
<a:fmtScheme name="m"><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>
</a:fillStyleLst><a:lnStyleLst><a:ln w="25400"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>
</a:ln></a:lnStyleLst></a:fmtScheme></a:themeElements></a:theme>"""
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)


def relationships(**targets: str) -> str:
    """Return a relationships part: id="kind target", external where the target has a colon."""
    entries = ""
    for key, value in targets.items():
        kind, _, target = value.partition(" ")
        mode = ' TargetMode="External"' if ":" in target else ""
        entries += f'<Relationship Id="{key}" Type="{_R}{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{_RELS}">{entries}</Relationships>'


def transform(x: float, y: float, width: float, height: float, more: str = "") -> str:
    """Return an ``a:xfrm`` of points; more: attributes."""
    return (
        f'<a:xfrm {more}><a:off x="{round(x * PT)}" y="{round(y * PT)}"/>'
        f'<a:ext cx="{round(width * PT)}" cy="{round(height * PT)}"/></a:xfrm>'
    )


def named(name: str, ph: str = "", inside: str = "", more: str = "") -> str:
    """Return the properties of a shape that say its name, its placeholder and its link."""
    ph = f"<p:ph {ph}/>" if ph else ""
    return (
        f'<p:nvSpPr><p:cNvPr id="2" name="{name}" {more}>{inside}</p:cNvPr><p:cNvSpPr/>'
        f"<p:nvPr>{ph}</p:nvPr></p:nvSpPr>"
    )


def shape(
    properties: str = "", text: str = "", *, name: str = "S", ph: str = "", style: str = "",
    link: str = "", more: str = "",
) -> str:  # fmt: skip
    """Return a ``p:sp`` with these shape properties and this text."""
    body = f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody>"
    style = f"<p:style>{style}</p:style>" if style else ""
    return (
        f"<p:sp>{named(name, ph, link, more)}<p:spPr>{properties}</p:spPr>{style}"
        f"{body if text else ''}</p:sp>"
    )


def group(inside: str, properties: str = "", more: str = "") -> str:
    """Return a ``p:grpSp``; properties: of its p:grpSpPr; more: attributes of its cNvPr."""
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="3" name="G" {more}/></p:nvGrpSpPr>'
        f"<p:grpSpPr>{properties}</p:grpSpPr>{inside}</p:grpSp>"
    )


def frame(box: str, content: str, uri: str, name: str = "F") -> str:
    """Return a ``p:graphicFrame`` with an ``a:xfrm`` for its place."""
    box = box.replace("<a:xfrm ", "<p:xfrm ").replace("</a:xfrm>", "</p:xfrm>")
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="{name}"/>'
        f"</p:nvGraphicFramePr>{box}"
        f'<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def solid(rgb: str) -> str:
    """Return a solid fill."""
    return f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'


def tree(kind: str, shapes: str, more: str = "", attributes: str = "") -> str:
    """Return a slide, layout or master of these shapes; more: what follows its p:cSld."""
    return (
        f"<p:{kind} {_NS} {attributes}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{shapes}"
        f"</p:spTree></p:cSld>{more}</p:{kind}>"
    )


def deck(
    *slides: str, layout: str = "", master: str = "", parts: Mapping[str, str | bytes] | None = None
) -> Package:
    """Return a package of slides of 400 by 300 points.

    slides: shapes, or whole slide parts; layout, master: their shapes; parts: further parts, or
    others in place of these.
    """
    numbers = range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="s{n}"/>' for n in numbers)
    contents: dict[str, str | bytes] = {
        "/_rels/.rels": relationships(r1="officeDocument ppt/presentation.xml"),
        "/ppt/presentation.xml": f"<p:presentation {_NS}><p:sldIdLst>{ids}</p:sldIdLst>"
        f'<p:sldSz cx="{400 * PT}" cy="{300 * PT}"/></p:presentation>',
        "/ppt/_rels/presentation.xml.rels": relationships(
            **{f"s{n}": f"slide slides/slide{n}.xml" for n in numbers}
        ),
        "/ppt/theme/theme1.xml": _THEME,
        "/ppt/slideMasters/m.xml": tree("sldMaster", master, _MAP),
        "/ppt/slideMasters/_rels/m.xml.rels": relationships(t="theme ../theme/theme1.xml"),
        "/ppt/slideLayouts/l.xml": tree("sldLayout", layout),
        "/ppt/slideLayouts/_rels/l.xml.rels": relationships(m="slideMaster ../slideMasters/m.xml"),
    }
    for n, slide in zip(numbers, slides, strict=True):
        whole = slide if slide.startswith("<p:sld ") else tree("sld", slide)
        contents[f"/ppt/slides/slide{n}.xml"] = whole
        contents[f"/ppt/slides/_rels/slide{n}.xml.rels"] = relationships(
            l="slideLayout ../slideLayouts/l.xml"
        )
    contents |= parts or {}
    data = {k: v.encode() if isinstance(v, str) else v for k, v in contents.items()}
    return Package(
        data, Place(file="deck.pptx"), {"xml": "application/xml"},
        {"/ppt/presentation.xml": ContentType.PRESENTATION},
    )  # fmt: skip


def drawn(package: Package, metrics: Metrics, number: int = 1) -> Drawing:
    """Return the drawing of one slide."""
    return slide_drawing(package, f"/ppt/slides/slide{number}.xml", DeckResources(package, metrics))


def outlines(drawing: Drawing) -> list[Outline]:
    """Return the outlines that stand directly on a page."""
    return [item for item in drawing.items if isinstance(item, Outline)]


def texts(items: tuple[Item, ...]) -> list[TextRun]:
    """Return all text runs, from back to front."""
    found: list[TextRun] = []
    for item in items:
        if isinstance(item, Group):
            found += texts(item.items)
        elif isinstance(item, TextRun):
            found.append(item)
    return found
