"""A design written as the parts of a template: master, layouts, theme, properties, package."""

from __future__ import annotations

import re

from briefing_app.model.geometry import Box, pt
from briefing_app.ooxml.elements import Xml, document, join, quoted, text
from briefing_app.ooxml.names import A, ContentType, P, R, Rel
from briefing_app.ooxml.package import Part, Relationship, write_package
from briefing_app.ooxml.theme import SCHEME_NAMES
from templates.design_shapes import (
    GROUP,
    LANGUAGE,
    Design,
    Fonts,
    Ink,
    Layout,
    Level,
    Slot,
    colour,
    fill,
    levels_xml,
    slot_xml,
    transform,
    tree,
)

P15 = "http://schemas.microsoft.com/office/powerpoint/2012/main"
_NS = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
_PML = "application/vnd.openxmlformats-officedocument.presentationml."
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)


# ------------------------------------------------------------------------ master and layouts
def _guides(design: Design) -> Xml:
    """Return the guides of the grid ([MS-PPTX] 2.4.1.6); positions are eighths of a point."""
    places = [("", at) for at in design.vertical_guides]
    places += [(' orient="horz"', at) for at in design.horizontal_guides]
    guides = "".join(
        f'<p15:guide id="{number}"{orient} pos="{round(at * 8 / pt(1))}" userDrawn="1">'
        '<p15:clr><a:srgbClr val="C7CBD1"/></p15:clr></p15:guide>'
        for number, (orient, at) in enumerate(places, 1)
    )
    return Xml(
        '<p:extLst><p:ext uri="{27BBF7A9-308A-43DC-89C8-2F10F3537804}">'
        f'<p15:sldGuideLst xmlns:p15="{P15}">{guides}</p15:sldGuideLst></p:ext></p:extLst>'
    )


def master_part(design: Design) -> bytes:
    """Return the slide master; its layouts are rId1 to rIdN, its theme is rId(N+1)."""
    title = next(slot for slot in design.master_slots if slot.type == "title")
    layouts = "".join(
        f'<p:sldLayoutId id="{2147483649 + number}" r:id="rId{number + 1}"/>'
        for number in range(len(design.layouts))
    )
    return document(
        Xml(
            f'<p:sldMaster {_NS} preserve="1"><p:cSld><p:bg><p:bgPr>{fill(Ink("bg1"))}'
            "<a:effectLst/></p:bgPr></p:bg>"
            f"{tree(design.master_shapes, design.master_slots, on_master=True)}</p:cSld>"
            f"{_COLOUR_MAP}<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
            '<p:hf hdr="0" dt="0"/><p:txStyles>'
            f"<p:titleStyle>{levels_xml(title.levels, 1, heading=True)}</p:titleStyle>"
            f"<p:bodyStyle>{levels_xml(design.body, 9)}</p:bodyStyle>"
            f'<p:otherStyle><a:defPPr><a:defRPr lang="{LANGUAGE}"/></a:defPPr>'
            f"{levels_xml((design.other,), 9)}</p:otherStyle></p:txStyles>"
            f"{_guides(design)}</p:sldMaster>"
        )
    )


def layout_part(layout: Layout) -> bytes:
    """Return a slide layout."""
    kind = f' type="{layout.type}"' if layout.type else ""
    hidden = "" if layout.shows_master else ' showMasterSp="0"'
    return document(
        Xml(
            f'<p:sldLayout {_NS}{hidden}{kind} preserve="1" userDrawn="1">'
            f'<p:cSld name="{quoted(layout.name)}">{tree(layout.shapes, layout.slots)}</p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
    )


def notes_master_part(design: Design) -> bytes:
    """Return a notes master for a portrait page of 6858000 x 9144000 EMU (7.5 x 10 inches)."""
    small = design.small
    levels = (Level(11, Ink("tx1"), before_pt=4),)
    image = Xml(
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" '
        'noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{transform(Box(685800, 720000, 5486400, 3086100))}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="6350">'
        f"{fill(Ink('tx2', 25, 75))}</a:ln></p:spPr></p:sp>"
    )
    right = Level(small.size_pt, small.ink, align="r")
    slots = (
        Slot("body", 3, "Notes", Box(685800, 4104000, 5486400, 4320000), levels, size="quarter"),
        Slot("ftr", 4, "Footer", Box(685800, 8640000, 4114800, 180000), (small,), size="quarter"),
        Slot("sldNum", 5, "Page", Box(4914900, 8640000, 1257300, 180000), (right,), size="quarter"),
    )
    tree = join([image, *(slot_xml(number, slot, True) for number, slot in enumerate(slots, 3))])
    return document(
        Xml(
            f"<p:notesMaster {_NS}><p:cSld><p:bg><p:bgPr>{fill(Ink('bg1'))}<a:effectLst/></p:bgPr>"
            f"</p:bg><p:spTree>{GROUP}{tree}</p:spTree></p:cSld>{_COLOUR_MAP}"
            f'<p:hf hdr="0" dt="0"/><p:notesStyle>{levels_xml(levels, 9)}</p:notesStyle>'
            "</p:notesMaster>"
        )
    )


# ------------------------------------------------------------------------------------ theme
def _font_set(which: str, fonts: Fonts) -> str:
    scripts = "".join(
        f'<a:font script="{code}" typeface="{quoted(face)}"/>'
        for code, face in fonts.scripts.items()
    )
    return (
        f'<a:{which}Font><a:latin typeface="{fonts.latin}" panose="{fonts.panose}"/>'
        f'<a:ea typeface="{fonts.east_asian}"/><a:cs typeface="{fonts.complex_script}"/>'
        f"{scripts}</a:{which}Font>"
    )


def _format_scheme(name: str) -> str:
    """Return a flat format scheme: solid fills, three weights of line, no effects."""
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = (
        '<a:ln w="{}" cap="flat" cmpd="sng" algn="ctr">'
        f'{solid}<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>'
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{''.join(line.format(weight) for weight in (6350, 9525, 12700))}"
        f"</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )


def _object_defaults() -> str:
    """Return how a shape, a line and a text box look that somebody draws by hand: flat."""
    insets = 'lIns="72000" tIns="72000" rIns="72000" bIns="72000" rtlCol="0"'
    run = f'<a:lvl1pPr><a:defRPr lang="{LANGUAGE}" sz="1200">{{}}</a:defRPr></a:lvl1pPr>'
    return (
        f"<a:objectDefaults><a:spDef><a:spPr>{fill(Ink('accent1'))}<a:ln><a:noFill/></a:ln>"
        f'</a:spPr><a:bodyPr wrap="square" {insets} anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{run.format(fill(Ink('bg1')))}</a:lstStyle></a:spDef>"
        f'<a:lnDef><a:spPr><a:ln w="9525">{fill(Ink("tx2", 50, 50))}</a:ln></a:spPr><a:bodyPr/>'
        "<a:lstStyle/></a:lnDef>"
        '<a:txDef><a:spPr><a:noFill/></a:spPr><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" '
        'bIns="0" rtlCol="0"><a:spAutoFit/></a:bodyPr>'
        f"<a:lstStyle>{run.format(fill(Ink('tx1')))}</a:lstStyle></a:txDef></a:objectDefaults>"
    )


def theme_part(design: Design) -> bytes:
    """Return the theme: twelve colours, fonts, flat formats, further greys by name."""
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{design.colours[name]}"/></a:{name}>' for name in SCHEME_NAMES
    )
    custom = "".join(
        f'<a:custClr name="{quoted(name)}"><a:srgbClr val="{rgb}"/></a:custClr>'
        for name, rgb in design.extra_colours.items()
    )
    name = quoted(design.name)
    return document(
        Xml(
            f'<a:theme xmlns:a="{A}" name="{name}"><a:themeElements>'
            f'<a:clrScheme name="{name}">{scheme}</a:clrScheme>'
            f'<a:fontScheme name="{name}">{_font_set("major", design.headings or design.fonts)}'
            f"{_font_set('minor', design.fonts)}</a:fontScheme>{_format_scheme(name)}"
            f"</a:themeElements>{_object_defaults()}<a:extraClrSchemeLst/>"
            f"<a:custClrLst>{custom}</a:custClrLst></a:theme>"
        )
    )


# ----------------------------------------------------------------------------- other parts
def _rule(side: str, points: float, ink: Ink) -> str:
    if not points:
        return f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>"
    return (
        f'<a:{side}><a:ln w="{pt(points)}" cap="flat" cmpd="sng" algn="ctr">{fill(ink)}'
        f'<a:prstDash val="solid"/></a:ln></a:{side}>'
    )


def _table_region(name: str, rules: str, bold: bool = True) -> str:
    strong = ' b="on"' if bold else ""
    ground = "<a:fill><a:noFill/></a:fill>" if name == "wholeTbl" else ""
    return (
        f'<a:{name}><a:tcTxStyle{strong}><a:fontRef idx="minor"/>{colour(Ink("tx1"))}'
        f"</a:tcTxStyle><a:tcStyle><a:tcBdr>{rules}</a:tcBdr>{ground}</a:tcStyle></a:{name}>"
    )


def table_styles_part(design: Design) -> bytes:
    """Return the table styles: one, of horizontal rules only, which new tables take.

    Header rule 1 pt, row rules 0.5 pt light, total row bold with a rule above; no banding, which
    PowerPoint would switch on in every new table.
    """
    ink, light = Ink("tx1"), Ink("tx2", 25, 75)
    none = "".join(_rule(side, 0, ink) for side in ("left", "right"))
    whole = (
        none + _rule("top", 0, ink) + _rule("bottom", 0.5, light)
        + _rule("insideH", 0.5, light) + _rule("insideV", 0, ink)
    )  # fmt: skip
    regions = (
        _table_region("wholeTbl", whole, bold=False)
        + _table_region("lastCol", "")
        + _table_region("firstCol", "")
        + _table_region("lastRow", _rule("top", 1, ink) + _rule("bottom", 0, ink))
        + _table_region("firstRow", _rule("bottom", 1, ink))
    )
    return document(
        Xml(
            f'<a:tblStyleLst xmlns:a="{A}" def="{design.table_style_id}"><a:tblStyle '
            f'styleId="{design.table_style_id}" styleName="{quoted(design.table_style_name)}">'
            f"{regions}</a:tblStyle></a:tblStyleLst>"
        )
    )


def presentation_part(design: Design, master: str, notes_master: str) -> bytes:
    """Return the presentation without slides; master and notes_master: relationship ids."""
    default = Level(12, Ink("tx1"))
    return document(
        Xml(
            f'<p:presentation {_NS} saveSubsetFonts="1" autoCompressPictures="0">'
            f'<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="{master}"/>'
            f'</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="{notes_master}"/>'
            f'</p:notesMasterIdLst><p:sldSz cx="{design.cx}" cy="{design.cy}"/>'
            '<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr>'
            f'<a:defRPr lang="{LANGUAGE}"/></a:defPPr>{levels_xml((default,), 9)}'
            "</p:defaultTextStyle></p:presentation>"
        )
    )


def presentation_properties_part() -> bytes:
    """Return the presentation properties; chart formats follow their data points (2.4.3.2)."""
    return document(
        Xml(
            f"<p:presentationPr {_NS}><p:extLst>"
            '<p:ext uri="{FD5EFAAD-0ECE-453E-9831-46B23BE46B34}"><p15:chartTrackingRefBased '
            f'xmlns:p15="{P15}" val="1"/></p:ext></p:extLst></p:presentationPr>'
        )
    )


def view_properties_part() -> bytes:
    """Return the view properties: normal view; the grid of 0.21 cm is half a gutter."""
    return document(
        Xml(
            f'<p:viewPr {_NS}><p:normalViewPr horzBarState="maximized">'
            '<p:restoredLeft sz="15000" autoAdjust="0"/><p:restoredTop sz="80000"/>'
            '</p:normalViewPr><p:slideViewPr><p:cSldViewPr snapToGrid="0"><p:cViewPr '
            'varScale="1"><p:scale><a:sx n="100" d="100"/><a:sy n="100" d="100"/></p:scale>'
            '<p:origin x="0" y="0"/></p:cViewPr><p:guideLst/></p:cSldViewPr></p:slideViewPr>'
            '<p:gridSpacing cx="75600" cy="75600"/></p:viewPr>'
        )
    )


def core_properties_part(title: str, date: str) -> bytes:
    """Return neutral document properties; date: an ISO 8601 date, since nothing reads a clock."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        raise ValueError(f"not an ISO date: {date}")
    stamp = f'xsi:type="dcterms:W3CDTF">{date}T00:00:00Z'
    return document(
        Xml(
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{text(title)}</dc:title><dc:creator></dc:creator>"
            f"<dcterms:created {stamp}</dcterms:created>"
            f"<dcterms:modified {stamp}</dcterms:modified></cp:coreProperties>"
        )
    )


def extended_properties_part(page: str) -> bytes:
    """Return the extended properties of a presentation without slides."""
    return document(
        Xml(
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'extended-properties"><PresentationFormat>{text(page)}</PresentationFormat>'
            "<Slides>0</Slides><Notes>0</Notes></Properties>"
        )
    )


def _part(name: str, kind: str, content: bytes, *targets: tuple[str, str]) -> Part:
    """Return a part whose relationships are rId1, rId2 ... in the order of its targets."""
    relationships = (Relationship(f"rId{n}", *target) for n, target in enumerate(targets, 1))
    return Part(name, kind, content, tuple(relationships))


def template_package(design: Design, date: str) -> bytes:
    """Return the bytes of the template, the same for the same design and ISO date."""
    master, notes = "/ppt/slideMasters/slideMaster1.xml", "/ppt/notesMasters/notesMaster1.xml"
    theme, notes_theme = "/ppt/theme/theme1.xml", "/ppt/theme/theme2.xml"
    layouts = {
        f"/ppt/slideLayouts/slideLayout{number}.xml": layout
        for number, layout in enumerate(design.layouts, 1)
    }
    settings = (
        _part("/ppt/presProps.xml", _PML + "presProps+xml", presentation_properties_part()),
        _part("/ppt/viewProps.xml", _PML + "viewProps+xml", view_properties_part()),
        _part("/ppt/tableStyles.xml", _PML + "tableStyles+xml", table_styles_part(design)),
    )
    main = _part(
        "/ppt/presentation.xml", ContentType.PRESENTATION,
        presentation_part(design, "rId1", "rId2"),
        (Rel.SLIDE_MASTER, master), (Rel.NOTES_MASTER, notes), (Rel.THEME, theme),
        *((f"{R}/{part.name[5:-4]}", part.name) for part in settings),
    )  # fmt: skip
    properties = (
        _part("/docProps/core.xml", ContentType.CORE, core_properties_part(design.name, date)),
        _part("/docProps/app.xml", ContentType.EXTENDED, extended_properties_part(design.format)),
    )
    masters = (
        _part(
            master, ContentType.SLIDE_MASTER, master_part(design),
            *((Rel.SLIDE_LAYOUT, name) for name in layouts), (Rel.THEME, theme),
        ),
        *(
            _part(name, ContentType.SLIDE_LAYOUT, layout_part(layout), (Rel.SLIDE_MASTER, master))
            for name, layout in layouts.items()
        ),
        _part(theme, ContentType.THEME, theme_part(design)),
        _part(
            notes, ContentType.NOTES_MASTER, notes_master_part(design), (Rel.THEME, notes_theme)
        ),
        _part(notes_theme, ContentType.THEME, theme_part(design)),
    )  # fmt: skip
    return write_package(
        (*properties, main, *settings, *masters),
        (
            Relationship("rId1", Rel.OFFICE_DOCUMENT, main.name),
            Relationship("rId2", Rel.CORE, "/docProps/core.xml"),
            Relationship("rId3", Rel.EXTENDED, "/docProps/app.xml"),
        ),
    )
