"""The one-page template: made by its script, upright, its slots on their grid and known by role."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
import zipfile
from pathlib import Path

import pptx
import pytest

from briefing_app.deck.layout_choice import choose_layout
from briefing_app.deck.template_profile import LayoutProfile, TemplateProfile, read_template
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.geometry import Box, cm
from briefing_app.model.slide_plan import (
    PlannedExhibit,
    PlannedSlide,
    PlannedText,
    Role,
    SlideForm,
    SlideKind,
)
from briefing_app.usecases.shipped_files import load_template

CHECKOUT = Path(__file__).parents[3]
TEMPLATE = CHECKOUT / "templates" / "radar-a4.pptx"
SCRIPT = CHECKOUT / "templates" / "make_radar_a4.py"
MARGIN = cm(1.6)
HEAD = {Role.SERIES, Role.NUMBER, Role.DATE, Role.FOOTER, Role.PAGE_NUMBER, Role.TITLE}
TEXTS = {Role.MESSAGES, Role.SECOND_MESSAGES, Role.SOURCE, Role.TRACKER}
OPENING = {Role.STANDFIRST, Role.AUTHOR, Role.RELATED}
ONE = {Role.EXHIBIT, Role.EXHIBIT_TITLE}
TWO = {*ONE, Role.SECOND_EXHIBIT, Role.SECOND_EXHIBIT_TITLE}
ROLES = {
    "Radar page": HEAD | TEXTS | OPENING | ONE,
    "Radar page, two exhibits": HEAD | TEXTS | OPENING | TWO,
    "Radar page, text": HEAD | TEXTS | OPENING,
    "Radar continuation": HEAD | TEXTS | ONE,
    "Radar continuation, two exhibits": HEAD | TWO | {Role.SOURCE, Role.TRACKER},
    "Radar continuation, text": HEAD | TEXTS,
}


@pytest.fixture(scope="module")
def radar() -> TemplateProfile:
    return read_template(TEMPLATE.read_bytes(), TEMPLATE.name)


@pytest.fixture(scope="module")
def layouts(radar: TemplateProfile) -> dict[str, LayoutProfile]:
    return {layout.name: layout for layout in radar.layouts}


def test_the_script_makes_the_file_in_the_repository(tmp_path: Path) -> None:
    made = tmp_path / "made.pptx"
    subprocess.run([sys.executable, str(SCRIPT), str(made)], check=True, cwd=tmp_path)
    with zipfile.ZipFile(made) as ours, zipfile.ZipFile(TEMPLATE) as kept:
        assert ours.namelist() == kept.namelist()
        assert [ours.read(n) for n in ours.namelist()] == [kept.read(n) for n in kept.namelist()]


def test_it_is_an_upright_a4_page_that_makes_one_page_per_topic(radar: TemplateProfile) -> None:
    assert (radar.cx, radar.cy) == (cm(21.0), cm(29.7))
    assert radar.is_one_page
    assert not load_template("client-16x9").is_one_page


@pytest.mark.parametrize("name", ROLES)
def test_the_program_knows_every_slot(layouts: dict[str, LayoutProfile], name: str) -> None:
    assert {slot.role for slot in layouts[name].slots} == ROLES[name]
    assert len(layouts[name].slots) == len(ROLES[name])


@pytest.mark.parametrize("name", ROLES)
def test_slots_stand_between_the_margins_and_apart(
    layouts: dict[str, LayoutProfile], name: str, radar: TemplateProfile
) -> None:
    boxes = {slot.role: slot.box for slot in layouts[name].slots}
    for role, box in boxes.items():
        assert box.x >= MARGIN, role
        assert box.right <= radar.cx - MARGIN, role
        assert box.bottom <= radar.cy - cm(0.5), role
    for (_, one), (_, other) in itertools.combinations(boxes.items(), 2):
        beside = one.right <= other.x or other.right <= one.x
        assert beside or one.bottom <= other.y or other.bottom <= one.y, (name, one, other)


def test_the_large_exhibit_takes_its_share_of_the_page(layouts: dict[str, LayoutProfile]) -> None:
    def box(role: Role) -> Box:
        slot = layouts["Radar page"].slot(role)
        assert slot is not None
        return slot.box

    share = (box(Role.SOURCE).bottom - box(Role.EXHIBIT_TITLE).y) / cm(29.7)
    assert 0.35 <= share <= 0.45
    left, right = box(Role.MESSAGES), box(Role.SECOND_MESSAGES)
    assert (left.y, left.cy, left.cx) == (right.y, right.cy, right.cx)


def test_python_pptx_fills_every_layout() -> None:
    deck = pptx.Presentation(io.BytesIO(TEMPLATE.read_bytes()))
    assert [layout.name for layout in deck.slide_layouts] == list(ROLES)
    for layout in deck.slide_layouts:
        for placeholder in deck.slides.add_slide(layout).placeholders:
            placeholder.text_frame.text = "Filled"
    deck.save(io.BytesIO())


EXHIBIT = PlannedExhibit("x", TableSpec(("A",), (("1",),), (True,)), title=PlannedText("Table"))
MESSAGES = (PlannedText("Text"),)


@pytest.mark.parametrize(
    ("form", "exhibits", "messages", "layout"),
    [
        (SlideForm.RADAR, 1, MESSAGES, "Radar page"),
        (SlideForm.RADAR, 1, (), "Radar page"),
        (SlideForm.RADAR, 2, MESSAGES, "Radar page, two exhibits"),
        (SlideForm.RADAR, 0, MESSAGES, "Radar page, text"),
        (SlideForm.CONTINUATION, 1, (), "Radar continuation"),
        (SlideForm.CONTINUATION, 2, (), "Radar continuation, two exhibits"),
        (SlideForm.CONTINUATION, 0, MESSAGES, "Radar continuation, text"),
    ],
)
def test_each_page_gets_its_layout(
    radar: TemplateProfile,
    form: SlideForm,
    exhibits: int,
    messages: tuple[PlannedText, ...],
    layout: str,
) -> None:
    slide = PlannedSlide(
        "a", SlideKind.TOPIC, "A",
        messages=messages, form=form,
        exhibit=EXHIBIT if exhibits else None, second=EXHIBIT if exhibits > 1 else None,
    )  # fmt: skip
    assert choose_layout(slide, radar).layout.name == layout
