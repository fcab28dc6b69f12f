"""Choose a layout for each planned slide by what it must hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing_app.deck.template_profile import LayoutProfile, Slot, TemplateProfile
from briefing_app.model.geometry import Box, cm
from briefing_app.model.slide_plan import PlannedSlide, Role, SlideKind
from briefing_app.ooxml.placeholders import Insets, Placeholder
from briefing_app.ooxml.text_levels import TextLevel

FREE = -1
"""The idx of a slot that no placeholder stands for; it is written as a text box."""

# Content roles: an empty one on a slide is an empty box, so a layout pays for each it has too many.
_CONTENT = frozenset({Role.EXHIBIT, Role.MESSAGES, Role.SUBTITLE})
_NAMES = {
    SlideKind.TITLE: ("title slide", "titelfolie", "标题幻灯片"),
    SlideKind.CONTENTS: ("contents", "agenda", "inhalt", "目录"),
    SlideKind.SUMMARY: ("summary", "zusammenfassung", "摘要"),
    SlideKind.TOPIC: (),
}
_GAP = cm(0.42)
_LINE = cm(0.6)


@dataclass(frozen=True, slots=True)
class ChosenLayout:
    """A layout for one slide: its slots as this slide uses them, and why it was taken."""

    layout: LayoutProfile
    slots: tuple[Slot, ...]
    reason: str

    def slot(self, role: Role) -> Slot | None:
        """Return the slot for a role, or None."""
        return next((slot for slot in self.slots if slot.role is role), None)


def needed_roles(slide: PlannedSlide) -> frozenset[Role]:
    """Return the roles that a slide has something for."""
    roles = {Role.TITLE}
    if slide.kind is SlideKind.TITLE:
        return frozenset(roles | ({Role.SUBTITLE} if slide.standfirst else set()))
    if slide.standfirst:
        roles.add(Role.STANDFIRST)
    if slide.exhibit:
        roles.add(Role.EXHIBIT)
    if slide.messages:
        roles.add(Role.MESSAGES)
    if slide.source:
        roles.add(Role.SOURCE)
    return frozenset(roles)


def _score(layout: LayoutProfile, slide: PlannedSlide, needed: frozenset[Role]) -> int:
    has = {slot.role for slot in layout.slots}
    weight = {Role.EXHIBIT: 40, Role.MESSAGES: 40, Role.SUBTITLE: 30, Role.TITLE: 200}
    score = sum(weight.get(role, 8) for role in needed & has)
    score -= sum(25 for _ in (has - needed) & _CONTENT)
    score -= 3 * len(has - needed - _CONTENT - {Role.PAGE_NUMBER, Role.DATE, Role.FOOTER})
    name = layout.name.casefold()
    for kind, words in _NAMES.items():
        # A layout that is named for another kind of slide is wrong even when its slots fit.
        if any(word in name for word in words):
            score += 20 if kind is slide.kind else -30
    if (slide.kind is SlideKind.TITLE) == (layout.type == "title"):
        score += 60
    return score


def _free_slot(role: Role, box: Box, like: Slot | None, size_pt: float) -> Slot:
    level = like.placeholder.levels[0] if like else TextLevel()
    level = replace(level, size_pt=size_pt, bullet=False, left_pt=0.0, first_pt=0.0)
    placeholder = Placeholder(role.value, "", FREE, box, Insets(0, 0, 0, 0), (level,) * 9)
    return Slot(role, placeholder, box)


def _with_free_slots(layout: LayoutProfile, needed: frozenset[Role]) -> tuple[Slot, ...]:
    """Carve what the layout lacks out of its largest content box; without one, leave it out."""
    slots = {slot.role: slot for slot in layout.slots}
    content = slots.get(Role.EXHIBIT) or slots.get(Role.MESSAGES)
    if content is None:
        return layout.slots
    box = content.box
    if Role.STANDFIRST in needed and Role.STANDFIRST not in slots:
        top = Box(box.x, box.y, box.cx, _LINE)
        slots[Role.STANDFIRST] = _free_slot(Role.STANDFIRST, top, content, 14.0)
        box = Box(box.x, box.y + _LINE + _GAP, box.cx, box.cy - _LINE - _GAP)
    if Role.SOURCE in needed and Role.SOURCE not in slots:
        foot = Box(box.x, box.bottom - _LINE, box.cx, _LINE)
        slots[Role.SOURCE] = _free_slot(Role.SOURCE, foot, content, 9.0)
        box = Box(box.x, box.y, box.cx, box.cy - _LINE - _GAP)
    slots[content.role] = replace(content, box=box)
    missing = needed & {Role.EXHIBIT, Role.MESSAGES} - slots.keys()
    if missing and needed >= {Role.EXHIBIT, Role.MESSAGES}:
        left = Box(box.x, box.y, box.cx * 2 // 3 - _GAP, box.cy)
        right = Box(box.x + box.cx * 2 // 3, box.y, box.right - box.x - box.cx * 2 // 3, box.cy)
        # A placeholder that was found for messages keeps its bullets when it moves to the right.
        text = replace(content, role=Role.MESSAGES, box=right)
        slots[Role.MESSAGES] = text
        slots[Role.EXHIBIT] = _free_slot(Role.EXHIBIT, left, content, 12.0)
    elif missing:
        role = next(iter(missing))
        slots.pop(content.role)
        slots[role] = replace(content, role=role, box=box)
    return tuple(slots.values())


def choose_layout(slide: PlannedSlide, template: TemplateProfile) -> ChosenLayout:
    """Return the layout that holds a slide best; ties go to the first of the template."""
    needed = needed_roles(slide)
    usable = [layout for layout in template.layouts if layout.slot(Role.TITLE)]
    best = max(usable, key=lambda layout: _score(layout, slide, needed))
    slots = best.slots if slide.kind is SlideKind.TITLE else _with_free_slots(best, needed)
    held = ", ".join(sorted(role.value for role in needed & {slot.role for slot in slots}))
    return ChosenLayout(best, slots, f"layout “{best.name}” holds {held}")
