"""What a template offers: its layouts and, slot by slot, what the program would fill."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.errors import FileDamaged, Place, TemplateUnusable
from briefing_app.model.geometry import Box
from briefing_app.model.slide_plan import Role
from briefing_app.ooxml.names import ContentType, Rel, tag
from briefing_app.ooxml.package import ROOT, Package
from briefing_app.ooxml.placeholders import Placeholder, layout_placeholders
from briefing_app.ooxml.theme import Theme, read_theme

_BY_TYPE = {
    "title": Role.TITLE,
    "ctrTitle": Role.TITLE,
    "subTitle": Role.SUBTITLE,
    "dt": Role.DATE,
    "ftr": Role.FOOTER,
    "sldNum": Role.PAGE_NUMBER,
    "chart": Role.EXHIBIT,
    "tbl": Role.EXHIBIT,
}
_BY_NAME = (  # what is a part of another name comes after it
    (Role.SECOND_EXHIBIT_TITLE, ("second exhibit title", "titel abbildung 2", "图表标题 2")),
    (Role.EXHIBIT_TITLE, ("exhibit title", "chart title", "diagrammtitel", "图表标题")),
    (Role.SECOND_EXHIBIT, ("second exhibit", "abbildung 2", "图表 2")),
    (Role.SECOND_MESSAGES, ("second messages", "botschaften 2", "要点 2")),
    (Role.SERIES, ("series", "reihe", "系列")),
    (Role.NUMBER, ("issue number", "section number")),
    (Role.AUTHOR, ("author", "byline", "autor", "作者")),
    (Role.RELATED, ("related", "verwandt", "相关")),
    (Role.STANDFIRST, ("standfirst", "lead", "vorspann", "导语")),
    (Role.SOURCE, ("source", "quelle", "来源")),
    (Role.TRACKER, ("tracker", "section", "kapitel", "栏目")),
    (Role.MESSAGES, ("message", "botschaft", "要点")),
    (Role.EXHIBIT, ("exhibit", "chart", "diagramm", "图表")),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout and the role it will play; box: where a slide inherits it."""

    role: Role
    placeholder: Placeholder
    box: Box


@dataclass(frozen=True, slots=True)
class LayoutProfile:
    """A slide layout. part: its part name; type: as in ``p:sldLayout``; slots: one per role."""

    part: str
    name: str
    type: str
    slots: tuple[Slot, ...]

    def slot(self, role: Role) -> Slot | None:
        """Return the slot for a role, or None."""
        return next((slot for slot in self.slots if slot.role is role), None)


@dataclass(frozen=True)
class TemplateProfile:
    """A template read once: its package, page size in EMU, layouts, theme of the first master."""

    package: Package
    presentation: str
    cx: int
    cy: int
    layouts: tuple[LayoutProfile, ...]
    theme: Theme

    @property
    def is_one_page(self) -> bool:
        """Return whether it makes one page per topic: upright, without a title slide.

        A one-page briefing has no place for a title slide, so its template has no such layout;
        an upright report, printed as a booklet, has one.
        """
        return self.cy > self.cx and not any(
            layout.type == "title" or layout.slot(Role.SUBTITLE) for layout in self.layouts
        )

    @property
    def masters(self) -> tuple[str, ...]:
        """Return the part names of the slide masters, in order."""
        return _ordered(self.package, self.presentation, "sldMasterId", Rel.SLIDE_MASTER)


def _ordered(package: Package, part: str, entry: str, kind: str) -> tuple[str, ...]:
    """Return related parts in the order of an id list, since that is the order of the user."""
    by_id = {rel.id: rel.target for rel in package.relationships(part) if rel.type == kind}
    name = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    nodes = package.tree(part).iter(tag(f"p:{entry}"))
    return tuple(by_id[node.get(name, "")] for node in nodes if node.get(name, "") in by_id)


def theme_of(package: Package, master: str) -> Theme:
    """Return the theme of a slide master; without one, black on white in Arial."""
    themes = package.related(master, Rel.THEME)
    return read_theme(package.tree(themes[0]) if themes else package.tree(master))


def _named_role(placeholder: Placeholder) -> Role | None:
    name = placeholder.name.casefold()
    for role, words in _BY_NAME:
        if any(word in name for word in words):
            return role
    return None


def _slots(placeholders: tuple[Placeholder, ...]) -> tuple[Slot, ...]:
    """Give each role to at most one placeholder: by type, then by name, then by size and place."""
    slots: dict[Role, Slot] = {}
    rest: list[tuple[Placeholder, Box]] = []
    for placeholder in placeholders:
        box = placeholder.box
        if box is None or box.cx <= 0 or box.cy <= 0:
            continue
        role = _BY_TYPE.get(placeholder.type)
        if role is None and placeholder.type in ("body", "obj"):
            role = _named_role(placeholder)
        if role is None and placeholder.type in ("body", "obj"):
            rest.append((placeholder, box))
        elif role is not None and role not in slots:
            slots[role] = Slot(role, placeholder, box)
    rest.sort(key=lambda pair: pair[1].cx * pair[1].cy, reverse=True)
    wanted = [role for role in (Role.EXHIBIT, Role.MESSAGES) if role not in slots]
    if len(rest) == 1 or len(wanted) == 1:
        wanted = [role for role in (Role.MESSAGES, Role.EXHIBIT) if role in wanted]
    # Two content boxes side by side: the exhibit takes the larger or the left one.
    pairs = sorted(rest[: len(wanted)], key=lambda pair: (-pair[1].cx * pair[1].cy, pair[1].x))
    for role, (placeholder, box) in zip(wanted, pairs, strict=False):
        slots[role] = Slot(role, placeholder, box)
    return tuple(slots.values())


def _layouts(package: Package, masters: tuple[str, ...]) -> tuple[LayoutProfile, ...]:
    found: list[LayoutProfile] = []
    for master in masters:
        theme = theme_of(package, master)
        for part in _ordered(package, master, "sldLayoutId", Rel.SLIDE_LAYOUT):
            root = package.tree(part)
            common = root.find(tag("p:cSld"))
            name = "" if common is None else common.get("name", "")
            slots = _slots(layout_placeholders(package, part, theme))
            found.append(LayoutProfile(part, name, root.get("type", ""), slots))
    return tuple(found)


def read_template(content: bytes, name: str) -> TemplateProfile:
    """Return what a template offers. content: bytes of a .pptx or .potx; name: for messages.

    Raises FileDamaged, FileEncrypted or FileUnsafe for files that are no sound presentation, and
    TemplateUnusable when no layout has a title placeholder.
    """
    place = Place(file=name)
    package = Package.read(content, place)
    mains = package.related(ROOT, Rel.OFFICE_DOCUMENT)
    if not mains or package.content_type(mains[0]) not in ContentType.PRESENTATIONS:
        raise FileDamaged(
            "This Office document is not a presentation.",
            remedy="Choose a PowerPoint template (.pptx or .potx).",
            place=place,
        )
    size = package.tree(mains[0]).find(tag("p:sldSz"))
    masters = _ordered(package, mains[0], "sldMasterId", Rel.SLIDE_MASTER)
    if size is None or not masters:
        raise TemplateUnusable(
            "The presentation has no slide size or no slide master.",
            remedy="Open it in PowerPoint, save it as a template and try again.",
            place=place,
        )
    layouts = _layouts(package, masters)
    if not any(layout.slot(Role.TITLE) for layout in layouts):
        names = ", ".join(f"“{layout.name}”" for layout in layouts) or "there are none"
        raise TemplateUnusable(
            f"No slide layout has a title placeholder (layouts: {names}).",
            remedy="Add a title placeholder to the layouts in PowerPoint's slide master view.",
            place=place,
        )
    return TemplateProfile(
        package=package,
        presentation=mains[0],
        cx=int(size.get("cx", "0")),
        cy=int(size.get("cy", "0")),
        layouts=layouts,
        theme=theme_of(package, masters[0]),
    )
