"""What layouts are named for: kinds of slides and forms of topics, in three languages."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.deck.template_profile import LayoutProfile, TemplateProfile
from briefing_app.model.slide_plan import PlannedSlide, SlideForm, SlideKind, SlidePlan

_KINDS = {
    SlideKind.TITLE: ("title slide", "titelfolie", "标题幻灯片"),
    SlideKind.CONTENTS: ("contents", "agenda", "inhalt", "目录"),
    SlideKind.SUMMARY: ("summary", "zusammenfassung", "摘要"),
    SlideKind.SECTION: ("section", "divider", "abschnitt", "kapitel", "节标题", "章节"),
    SlideKind.BACK: ("back page", "closing", "end slide", "schlussfolie", "rückseite", "封底"),
}
_FORMS = {
    SlideForm.TWO_EXHIBITS: ("two exhibits", "two content", "zwei inhalte", "双图", "两栏内容"),
    SlideForm.EXHIBIT_LEFT: ("exhibit and messages", "exhibit left"),
    SlideForm.EXHIBIT_RIGHT: ("messages and exhibit", "exhibit right"),
    SlideForm.FULL_WIDTH: ("full width", "volle breite", "通栏"),
    SlideForm.COMPARISON: ("comparison", "vergleich", "比较", "对比"),
    SlideForm.TIMELINE: ("timeline", "zeitstrahl", "zeitachse", "时间线"),
    SlideForm.QUOTATION: ("quot", "zitat", "引语", "引言"),
    SlideForm.APPENDIX: ("appendix", "anhang", "backup", "back-up", "附录"),
    SlideForm.RADAR: ("radar",),
    SlideForm.CONTINUATION: ("continuation", "fortsetzung", "续页"),
}
_BY_SHAPE = frozenset(
    {
        SlideForm.TWO_EXHIBITS,
        SlideForm.EXHIBIT_LEFT,
        SlideForm.EXHIBIT_RIGHT,
        SlideForm.FULL_WIDTH,
        SlideForm.RADAR,
    }
)
"""Names that say where things stand; such a layout is good for any topic that it holds."""
_BY_EXHIBIT = frozenset({SlideForm.COMPARISON, SlideForm.TIMELINE})
_OPTIONAL = frozenset({SlideKind.SECTION, SlideKind.BACK})


def _has(layout: LayoutProfile, words: tuple[str, ...]) -> bool:
    name = layout.name.casefold()
    return any(word in name for word in words)


def _is_for(layout: LayoutProfile, kind: SlideKind) -> bool:
    if kind is SlideKind.SECTION and layout.type == "secHead":
        return True
    # A title slide with a word for a section in its name is still a title slide.
    return layout.type != "title" and _has(layout, _KINDS.get(kind, ()))


def name_score(layout: LayoutProfile, slide: PlannedSlide) -> int:
    """Return how well a layout's name and type suit a slide; negative when for another use."""
    if slide.layout and layout.name.casefold() == slide.layout.casefold():
        return 500
    score = 0
    for kind in _KINDS:
        if _is_for(layout, kind):
            score += (60 if kind in _OPTIONAL else 20) if kind is slide.kind else -30
    for form, words in _FORMS.items():
        if not _has(layout, words):
            continue
        if form is slide.form:
            # One that holds what the slide has not would be an empty box.
            score += 20 if form in _BY_EXHIBIT else 60
        elif form not in _BY_SHAPE:
            score -= 30
    return score


def offered(plan: SlidePlan, template: TemplateProfile) -> SlidePlan:
    """Return a plan without dividers and back page where the template has no layout for them."""
    kinds = {
        kind for kind in _OPTIONAL if any(_is_for(layout, kind) for layout in template.layouts)
    }
    missing = _OPTIONAL - kinds
    slides = tuple(slide for slide in plan.slides if slide.kind not in missing)
    if len(slides) == len(plan.slides):
        return plan
    keys = {slide.key for slide in slides}
    sections = tuple(
        replace(section, slides=tuple(key for key in section.slides if key in keys))
        for section in plan.sections
    )
    return replace(plan, slides=slides, sections=sections)


def unknown_layout(slide: PlannedSlide, template: TemplateProfile) -> str:
    """Return the layout that a slide asks for where the template has none of that name, or ""."""
    names = {layout.name.casefold() for layout in template.layouts}
    return "" if slide.layout.casefold() in names else slide.layout
