"""One slide as parts: a function of the laid-out slide, the template and the font metrics."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from briefing_app.charts.chart_writer import ChartParts, ChartStyle, write_chart
from briefing_app.charts.palette import palette_of
from briefing_app.deck.drawn_shapes import group_xml
from briefing_app.deck.drawn_text import Gauge
from briefing_app.deck.identity import guid
from briefing_app.deck.layout_choice import FREE
from briefing_app.deck.notes import notes_lines, notes_slide_xml
from briefing_app.deck.table_frame import table_alt_text, table_xml
from briefing_app.deck.table_layout import (
    MOST_COMPARED_PT,
    MOST_PT,
    SIZES_PT,
    fitted_table,
    table_findings,
)
from briefing_app.deck.template_profile import Slot, TemplateProfile
from briefing_app.deck.text_body import RunFormat, page_number_body, text_body
from briefing_app.deck.text_values import slot_text, slot_values
from briefing_app.deck.tile_shapes import Tiles
from briefing_app.deck.timeline_shapes import Timeline
from briefing_app.errors import Place
from briefing_app.model.chart_spec import ChartSpec, TableSpec
from briefing_app.model.exhibit_spec import TilesSpec, TimelineSpec
from briefing_app.model.finding import Finding
from briefing_app.model.geometry import Box
from briefing_app.model.quick_values import quick
from briefing_app.model.remembered import Remembered
from briefing_app.model.slide_plan import (
    BoundValue,
    LaidOutSlide,
    PlannedExhibit,
    Role,
    SlideKind,
    SlotFill,
)
from briefing_app.ooxml.elements import NOTHING, Element, Xml, attributes, document, join, quoted
from briefing_app.ooxml.names import A16, P14, A, C, P, R
from briefing_app.typeset.metrics import Metrics

LAYOUT_ID, NOTES_ID = "rId1", "rId2"
TAG_NAME = "BRIEFING_BINDING"
"""PowerPoint upper-cases tag names, so ours are upper case from the start."""

_SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
# CT_Shape, CT_GraphicalObjectFrame (ECMA-376-1, 19.3.1.43 and 19.3.1.21).
_SHAPE = Element("p:sp", "nvSpPr spPr txBody")
_FRAME = Element("p:graphicFrame", "nvGraphicFramePr xfrm graphic")
_NV_PR = Element("p:nvPr", "ph custDataLst")
# A person and a screen reader meet the shapes in this order.
_READING_ORDER = (
    Role.TITLE, Role.SUBTITLE, Role.STANDFIRST, Role.AUTHOR, Role.EXHIBIT_TITLE, Role.EXHIBIT,
    Role.SECOND_EXHIBIT_TITLE, Role.SECOND_EXHIBIT, Role.MESSAGES, Role.SECOND_MESSAGES,
    Role.SOURCE, Role.RELATED, Role.TRACKER, Role.SERIES, Role.NUMBER, Role.DATE, Role.FOOTER,
    Role.PAGE_NUMBER,
)  # fmt: skip
_PLACE_IN_ORDER = {role: place for place, role in enumerate(_READING_ORDER)}
_MAJOR, _MINOR = (
    Xml(
        f'<a:latin typeface="{family}-lt"/><a:ea typeface="{family}-ea"/>'
        f'<a:cs typeface="{family}-cs"/>'
    )
    for family in ("+mj", "+mn")
)
_SHOWN_PT, _PRINTED_PT = 14.0, 11.0
"""The largest type in a timeline on a slide, and on a page that is read on paper."""
_PLAIN = frozenset(
    {Role.SUBTITLE, Role.STANDFIRST, Role.SOURCE, Role.TRACKER, Role.EXHIBIT_TITLE}
    | {Role.SECOND_EXHIBIT_TITLE, Role.SERIES, Role.NUMBER, Role.AUTHOR, Role.RELATED}
)
_CONTENTS = frozenset({SlideKind.CONTENTS, SlideKind.SECTION})


@quick
class ShapeBinding:
    """What a shape is bound to: its key, its role, the text that was written, the values in it."""

    key: str
    role: str
    text: str
    values: tuple[BoundValue, ...] = ()


@dataclass(frozen=True, slots=True)
class SlideParts:
    """A slide before it has part names.

    charts, tags and links use the relationship ids of :func:`chart_id`, :func:`tag_id` and
    :func:`link_id`; links: slide keys.
    """

    key: str
    creation_id: int
    layout: str
    slide_xml: bytes
    notes_xml: bytes
    charts: tuple[ChartParts, ...]
    tags: tuple[bytes, ...]
    links: tuple[str, ...]
    bindings: tuple[ShapeBinding, ...]
    findings: tuple[Finding, ...] = ()


def tag_id(number: int) -> str:
    """Return the relationship id of the nth tags part of a slide (from 0)."""
    return f"rIdT{number + 1}"


def link_id(number: int) -> str:
    """Return the relationship id of the nth link of a slide (from 0)."""
    return f"rIdL{number + 1}"


def chart_id(number: int) -> str:
    """Return the relationship id of the nth chart of a slide (from 0)."""
    return f"rIdC{number + 1}" if number else "rId3"


@dataclass(frozen=True)
class SlideWriter:
    """Writes slides into one template with one set of metrics and one language."""

    template: TemplateProfile
    metrics: Metrics
    language: str
    style: ChartStyle
    clean: bool = False
    """Write neither tags nor notes: nothing but what is shown."""
    charts: Remembered[ChartParts] = field(default_factory=Remembered)
    """The charts that were written so far: other texts around one do not write it again."""

    @classmethod
    def of(
        cls, template: TemplateProfile, metrics: Metrics, language: str, *, clean: bool = False
    ) -> SlideWriter:
        """Return a writer; colours and fonts of charts and tables come from the theme."""
        fonts = template.theme.minor
        style = ChartStyle(
            palette=palette_of(template.theme.colours),
            latin=fonts.latin,
            east_asian=fonts.east_asian,
            complex_script=fonts.complex_script,
        )
        return cls(template, metrics, language, style, clean)

    def chart(self, spec: ChartSpec, width: int, height: int) -> ChartParts:
        """Return the parts of a chart; width and height in EMU."""
        make = partial(write_chart, spec, width, height, self.style, self.metrics)
        return self.charts.get((spec,), (width, height), make)

    def write(self, slide: LaidOutSlide, creation_id: int) -> SlideParts:
        """Return the parts of a slide. The same slide gives the same parts."""
        return _Writing(self, slide).parts(creation_id)


def _non_visual(number: int, name: str, key: str, description: str = "") -> Xml:
    attrs = attributes({"id": number, "name": name, "descr": description or None})
    return Xml(
        f"<p:cNvPr{attrs}><a:extLst>"
        '<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}">'
        f'<a16:creationId xmlns:a16="{A16}" id="{guid(key)}"/></a:ext></a:extLst></p:cNvPr>'
    )


def _transform(tag: str, box: Box) -> Xml:
    return Xml(
        f'<{tag}><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.cx}" cy="{box.cy}"/></{tag}>'
    )


@lru_cache(maxsize=256)
def _placeholder(kind: str, idx: int) -> Xml:
    facts = {"type": None if kind == "obj" else kind, "idx": idx or None}
    return Xml(f"<p:ph{attributes(facts)}/>")


class _Writing:
    """One slide on its way: gives out shape numbers, tags and links."""

    def __init__(self, writer: SlideWriter, slide: LaidOutSlide) -> None:
        self._writer = writer
        self._slide = slide
        self._charts: list[ChartParts] = []
        self._tags: list[bytes] = []
        self._links: list[str] = []
        self._bindings: list[ShapeBinding] = []
        self._findings: list[Finding] = []
        layouts = {layout.part: layout for layout in writer.template.layouts}
        self._inherited: dict[int, Slot] = {
            slot.placeholder.idx: slot for slot in layouts[slide.layout].slots
        }

    def parts(self, creation_id: int) -> SlideParts:
        planned = self._slide.planned
        fills = sorted(self._slide.fills, key=lambda fill: _PLACE_IN_ORDER[fill.role])
        shapes = [self._shape(number, fill) for number, fill in enumerate(fills, start=2)]
        slide_tag = self._tag(planned.key)
        tree = Xml(f"<p:spTree>{_GROUP}{join(shapes)}</p:spTree>")
        ext = (
            '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}">'
            f'<p14:creationId xmlns:p14="{P14}" val="{creation_id}"/>'
            "</p:ext></p:extLst>"
        )
        xml = document(
            Xml(
                f"<p:sld {_SPACES}><p:cSld>{tree}{slide_tag}{ext}</p:cSld>"
                "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
            )
        )
        return SlideParts(
            key=planned.key,
            creation_id=creation_id,
            layout=self._slide.layout,
            slide_xml=xml,
            notes_xml=self._notes(),
            charts=tuple(self._charts),
            tags=tuple(self._tags),
            links=tuple(self._links),
            bindings=tuple(self._bindings),
            findings=tuple(self._findings),
        )

    def _notes(self) -> bytes:
        if self._writer.clean:
            return b""
        language = self._writer.language
        texts = [(binding.text, binding.values) for binding in self._bindings]
        return notes_slide_xml(notes_lines(self._slide.planned, language, texts), language)

    def _tag(self, key: str) -> Xml:
        if self._writer.clean:
            return NOTHING
        self._tags.append(
            document(
                Xml(
                    f'<p:tagLst {_SPACES}><p:tag name="{TAG_NAME}" val="{quoted(key)}"/></p:tagLst>'
                )
            )
        )
        return Xml(f'<p:custDataLst><p:tags r:id="{tag_id(len(self._tags) - 1)}"/></p:custDataLst>')

    def _bind(self, fill: SlotFill, text: str) -> tuple[str, Xml]:
        key = f"{self._slide.planned.key}#{fill.role.value}"
        values = slot_values(fill, self._slide.planned)
        self._bindings.append(ShapeBinding(key, fill.role.value, text, values))
        return key, self._tag(key)

    def _shape(self, number: int, fill: SlotFill) -> Xml:
        planned = self._slide.planned
        shown = {Role.EXHIBIT: planned.exhibit, Role.SECOND_EXHIBIT: planned.second}
        exhibit = shown.get(fill.role)
        return self._exhibit(number, fill, exhibit) if exhibit else self._text(number, fill)

    def _placeholder(self, fill: SlotFill) -> Xml:
        if fill.idx == FREE:
            return NOTHING
        return _placeholder(self._inherited[fill.idx].placeholder.type, fill.idx)

    def _text(self, number: int, fill: SlotFill) -> Xml:
        text = slot_text(fill)
        key, tags = self._bind(fill, text)
        locks = Xml('<a:spLocks noGrp="1"/>')
        free = fill.idx == FREE
        nv = Xml(
            f"<p:nvSpPr>{_non_visual(number, fill.name, key)}"
            + ('<p:cNvSpPr txBox="1"/>' if free else f"<p:cNvSpPr>{locks}</p:cNvSpPr>")
            + _NV_PR(ph=self._placeholder(fill), custDataLst=tags)
            + "</p:nvSpPr>"
        )
        return _SHAPE(nvSpPr=nv, spPr=self._shape_properties(fill), txBody=self._body(fill))

    def _shape_properties(self, fill: SlotFill) -> Xml:
        if fill.idx != FREE and self._inherited[fill.idx].box == fill.box:
            return Xml("<p:spPr/>")
        shape = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if fill.idx == FREE else ""
        return Xml(f"<p:spPr>{_transform('a:xfrm', fill.box)}{shape}</p:spPr>")

    def _body(self, fill: SlotFill) -> Xml:
        writer = self._writer
        if fill.role is Role.PAGE_NUMBER:
            return page_number_body(writer.language)
        links: dict[str, str] = {}
        for paragraph in fill.paragraphs:
            if paragraph.target and paragraph.target not in links:
                self._links.append(paragraph.target)
                links[paragraph.target] = link_id(len(self._links) - 1)
        fonts = _MAJOR if fill.role is Role.TITLE else _MINOR
        style = RunFormat(writer.language, fill.size_pt, fonts=fonts)
        insets: dict[str, str | int | None] = {}
        if fill.idx == FREE:
            insets = {"wrap": "square", "lIns": 0, "tIns": 0, "rIns": 0, "bIns": 0}
        # Section names in the contents are headings over their lines, not items of a list.
        plain = fill.role in _PLAIN or self._slide.planned.kind in _CONTENTS
        return text_body(
            fill.paragraphs,
            style,
            links=links,
            body_properties=insets,
            plain=plain,
            before_pt=fill.before_pt,
        )

    def _exhibit(self, number: int, fill: SlotFill, exhibit: PlannedExhibit) -> Xml:
        key, tags = self._bind(fill, exhibit.key)
        spec = exhibit.spec
        if isinstance(spec, TimelineSpec | TilesSpec):
            return self._drawn(number, fill, spec, key, tags)
        if isinstance(spec, ChartSpec):
            graphic, alt, box = self._chart_graphic(spec, fill.box)
        else:
            graphic, alt, box = self._table_graphic(spec, fill.box)
        nv = Xml(
            f"<p:nvGraphicFramePr>{_non_visual(number, fill.name, key, alt)}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
            + _NV_PR(ph=self._placeholder(fill), custDataLst=tags)
            + "</p:nvGraphicFramePr>"
        )
        return _FRAME(nvGraphicFramePr=nv, xfrm=_transform("p:xfrm", box), graphic=graphic)

    def _drawn(
        self, number: int, fill: SlotFill, spec: TimelineSpec | TilesSpec, key: str, tags: Xml
    ) -> Xml:
        """Return an exhibit of shapes, in one group; no placeholder can hold it."""
        writer = self._writer
        gauge = Gauge(writer.template.theme.minor, writer.metrics)
        palette = writer.style.palette
        if isinstance(spec, TimelineSpec):
            most = _PRINTED_PT if writer.template.is_one_page else _SHOWN_PT
            drawn = Timeline(spec, fill.box, palette, gauge, most).drawn()
        else:
            drawn = Tiles(spec, fill.box, palette, gauge).drawn()
        place = replace(self._slide.planned.place, slot=fill.role.value)
        self._findings += [_placed(finding, place) for finding in drawn.findings]
        head = _non_visual(number, fill.name, key, drawn.alt_text)
        style = RunFormat(writer.language, fonts=_MINOR)
        return group_xml(drawn, number, head, tags, style, key)

    def _chart_graphic(self, spec: ChartSpec, box: Box) -> tuple[Xml, str, Box]:
        writer = self._writer
        chart = writer.chart(spec, box.cx, box.cy)
        place = replace(self._slide.planned.place, slot=Role.EXHIBIT.value)
        self._charts.append(chart)
        own = chart_id(len(self._charts) - 1)
        self._findings += [_placed(finding, place) for finding in chart.findings]
        graphic = Xml(
            f'<a:graphic><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="{own}"/>'
            "</a:graphicData></a:graphic>"
        )
        return graphic, chart.alt_text, box

    def _most_pt(self, spec: TableSpec) -> float:
        """Return how large a table may be set: beside messages as they are, in print as usual."""
        planned = self._slide.planned
        if planned.messages or planned.second or self._writer.template.is_one_page:
            return SIZES_PT[0]
        return MOST_COMPARED_PT if spec.compares else MOST_PT

    def _table_graphic(self, spec: TableSpec, box: Box) -> tuple[Xml, str, Box]:
        writer = self._writer
        fonts = writer.template.theme.minor
        layout = fitted_table(spec, box, fonts, writer.metrics, self._most_pt(spec))
        place = replace(self._slide.planned.place, slot=Role.EXHIBIT.value)
        self._findings += [_placed(finding, place) for finding in table_findings(layout, box)]
        style = RunFormat(writer.language, layout.size_pt, fonts=_MINOR)
        table = table_xml(spec, layout, writer.style.palette, style)
        graphic = Xml(
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
            f"{table}</a:graphicData></a:graphic>"
        )
        return graphic, table_alt_text(spec), replace(box, cy=layout.height)


def _placed(finding: Finding, place: Place) -> Finding:
    """Return a finding of the chart engine, which knows no slide, with the slide's place."""
    return replace(finding, place=place) if not str(finding.place) else finding
