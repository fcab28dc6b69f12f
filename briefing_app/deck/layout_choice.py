"""Choose a layout for each planned slide by what it must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.deck.layout_names import name_score
from briefing_app.deck.template_profile import LayoutProfile, Slot, TemplateProfile
from briefing_app.model.geometry import Box, cm
from briefing_app.model.slide_plan import PlannedSlide, Role, SlideKind
from briefing_app.ooxml.placeholders import Insets, Placeholder
from briefing_app.ooxml.text_levels import TextLevel

FREE = -1
"""The idx of a slot that no placeholder stands for; it is written as a text box."""

# Content roles: an empty one on a slide is an empty box, so a layout pays for each it has too many.
_BODIES = frozenset({Role.EXHIBIT, Role.MESSAGES})
_CONTENT = _BODIES | {Role.SUBTITLE, Role.SECOND_EXHIBIT}
_FREE_OF_CHARGE = frozenset(
    {Role.PAGE_NUMBER, Role.DATE, Role.FOOTER, Role.SECOND_MESSAGES, Role.RELATED}
)
_BESIDE = frozenset({Role.SECOND_EXHIBIT, Role.SECOND_MESSAGES})
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
        roles |= {Role.EXHIBIT_TITLE} if slide.exhibit.title.text else set()
    if slide.second:
        roles |= {Role.SECOND_EXHIBIT, Role.SECOND_EXHIBIT_TITLE}
    if slide.messages:
        roles.add(Role.MESSAGES)
    if slide.source:
        roles.add(Role.SOURCE)
    return frozenset(roles.union(role for role, _ in slide.more))


def _score(layout: LayoutProfile, slide: PlannedSlide, needed: frozenset[Role]) -> int:
    has = {slot.role for slot in layout.slots}
    score = 0
    if len(has & _BODIES) == len(needed & _BODIES) == 1 and not has & needed & _BODIES:
        # A single content box holds an exhibit as well as messages; one of its own is better.
        content = next(slot for slot in layout.slots if slot.role in _BODIES)
        has = has - _BODIES | needed & _BODIES
        score -= 15 if content.placeholder.type == "obj" else 30
    weight = {
        Role.TITLE: 200,
        Role.EXHIBIT: 40,
        Role.MESSAGES: 40,
        Role.SECOND_EXHIBIT: 40,
        Role.SUBTITLE: 30,
    }
    score += sum(weight.get(role, 8) for role in needed & has)
    score -= sum(25 for _ in (has - needed) & _CONTENT)
    score -= 3 * len(has - needed - _CONTENT - _FREE_OF_CHARGE)
    score += name_score(layout, slide)
    if (slide.kind is SlideKind.TITLE) == (layout.type == "title"):
        score += 60
    return score


def _free_slot(role: Role, box: Box, like: Slot | None, size_pt: float) -> Slot:
    level = like.placeholder.levels[0] if like else TextLevel()
    level = replace(level, size_pt=size_pt, bullet=False, left_pt=0.0, first_pt=0.0)
    placeholder = Placeholder(role.value, "", FREE, box, Insets(0, 0, 0, 0), (level,) * 9)
    return Slot(role, placeholder, box)


def _union(boxes: Sequence[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _with_free_slots(layout: LayoutProfile, needed: frozenset[Role]) -> tuple[Slot, ...]:
    """Carve what the layout lacks out of its content boxes; without any, leave it out."""
    slots = {slot.role: slot for slot in layout.slots}
    contents = {role: slots[role] for role in (Role.EXHIBIT, Role.MESSAGES) if role in slots}
    if not contents:
        return layout.slots
    area = _union([slot.box for slot in contents.values()])
    top, bottom, first = area.y, area.bottom, next(iter(contents.values()))
    if Role.STANDFIRST in needed and Role.STANDFIRST not in slots:
        line = Box(area.x, top, area.cx, _LINE)
        slots[Role.STANDFIRST] = _free_slot(Role.STANDFIRST, line, first, 14.0)
        top += _LINE + _GAP
    if Role.SOURCE in needed and Role.SOURCE not in slots:
        line = Box(area.x, bottom - _LINE, area.cx, _LINE)
        slots[Role.SOURCE] = _free_slot(Role.SOURCE, line, first, 9.0)
        bottom -= _LINE + _GAP
    for role, slot in contents.items():
        low, high = max(slot.box.y, top), min(slot.box.bottom, bottom)
        slots[role] = replace(slot, box=Box(slot.box.x, low, slot.box.cx, high - low))
    for further in _BESIDE & slots.keys():
        slots[further] = _clear_of(slots[further], area.y, top, bottom, area.bottom)
    missing = needed & _BODIES - contents.keys()
    if missing and len(contents) == 1:
        slots |= _shared(slots[first.role], needed)
        for role in contents.keys() - needed:
            del slots[role]
    if Role.SECOND_EXHIBIT in needed - slots.keys() and Role.EXHIBIT in slots:
        other = slots.get(Role.MESSAGES)
        if other and Role.MESSAGES not in needed and other.placeholder.type == "obj":
            slots |= _beside(slots[Role.EXHIBIT], slots.pop(Role.MESSAGES))
        else:
            slots |= _halved(slots[Role.EXHIBIT])
    return tuple(slots.values())


def _beside(one: Slot, other: Slot) -> dict[Role, Slot]:
    """Return the slots of two exhibits in two content boxes, each below its title."""
    made: dict[Role, Slot] = {}
    for slot, role, title in (
        (one, Role.EXHIBIT, Role.EXHIBIT_TITLE),
        (other, Role.SECOND_EXHIBIT, Role.SECOND_EXHIBIT_TITLE),
    ):
        box = slot.box
        made[title] = _free_slot(title, replace(box, cy=_LINE), slot, 12.0)
        below = Box(box.x, box.y + _LINE, box.cx, box.cy - _LINE)
        made[role] = replace(slot, role=role, box=below)
    return made


def _clear_of(slot: Slot, above: int, top: int, bottom: int, below: int) -> Slot:
    """Return a slot beside others that leaves what was carved above top and below bottom free."""
    low = top if above <= slot.box.y < top else slot.box.y
    high = bottom if bottom < slot.box.bottom <= below else slot.box.bottom
    return replace(slot, box=Box(slot.box.x, low, slot.box.cx, max(0, high - low)))


def _halved(exhibit: Slot) -> dict[Role, Slot]:
    """Return the slots of two exhibits, each below its title, that share the place of one."""
    box, line = exhibit.box, _LINE
    if box.cx >= box.cy:
        wide = (box.cx - _GAP) // 2
        halves = Box(box.x, box.y, wide, box.cy), Box(box.right - wide, box.y, wide, box.cy)
    else:
        high = (box.cy - _GAP) // 2
        halves = Box(box.x, box.y, box.cx, high), Box(box.x, box.bottom - high, box.cx, high)
    heads = [Box(half.x, half.y, half.cx, line) for half in halves]
    first, second = (Box(h.x, h.y + line, h.cx, h.cy - line) for h in halves)
    return {
        Role.EXHIBIT: replace(exhibit, box=first),
        Role.SECOND_EXHIBIT: _free_slot(Role.SECOND_EXHIBIT, second, exhibit, 12.0),
        Role.EXHIBIT_TITLE: _free_slot(Role.EXHIBIT_TITLE, heads[0], exhibit, 12.0),
        Role.SECOND_EXHIBIT_TITLE: _free_slot(Role.SECOND_EXHIBIT_TITLE, heads[1], exhibit, 12.0),
    }


def _shared(content: Slot, needed: frozenset[Role]) -> dict[Role, Slot]:
    """Return the slots that a single content box makes, for an exhibit or for both bodies."""
    box = content.box
    if not needed >= _BODIES:
        role = next(iter(needed & _BODIES))
        text = replace(content, role=Role.MESSAGES)
        return {role: _as_exhibit(content, box) if role is Role.EXHIBIT else text}
    left = Box(box.x, box.y, box.cx * 2 // 3 - _GAP, box.cy)
    right = Box(box.x + box.cx * 2 // 3, box.y, box.right - box.x - box.cx * 2 // 3, box.cy)
    # The placeholder goes to the messages, which need its bullets; the exhibit needs none.
    return {
        Role.MESSAGES: replace(content, role=Role.MESSAGES, box=right),
        Role.EXHIBIT: _free_slot(Role.EXHIBIT, left, content, 12.0),
    }


def _as_exhibit(content: Slot, box: Box) -> Slot:
    """Return a content slot for an exhibit; a placeholder for text alone takes no chart."""
    if content.placeholder.type == "obj":
        return replace(content, role=Role.EXHIBIT)
    return _free_slot(Role.EXHIBIT, box, content, 12.0)


def choose_layout(slide: PlannedSlide, template: TemplateProfile) -> ChosenLayout:
    """Return the layout that holds a slide best; ties go to the first of the template."""
    needed = needed_roles(slide)
    usable = [layout for layout in template.layouts if layout.slot(Role.TITLE)]
    best = max(usable, key=lambda layout: _score(layout, slide, needed))
    slots = best.slots if slide.kind is SlideKind.TITLE else _with_free_slots(best, needed)
    held = ", ".join(sorted(role.value for role in needed & {slot.role for slot in slots}))
    return ChosenLayout(best, slots, f"layout “{best.name}” holds {held}")
