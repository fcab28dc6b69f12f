"""The bundled template: made by its script, sound as a package, true to its grid and its slots."""

from __future__ import annotations

import colorsys
import io
import itertools
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pptx
import pytest
from lxml import etree

from briefing_app.deck.template_profile import LayoutProfile, read_template
from briefing_app.errors import Place
from briefing_app.model.geometry import Box, cm
from briefing_app.model.slide_plan import Role
from briefing_app.ooxml.names import Rel, tag
from briefing_app.ooxml.package import ROOT, Package
from briefing_app.ooxml.placeholders import Insets, layout_placeholders, placeholder_shapes
from briefing_app.ooxml.theme import read_theme

CHECKOUT = Path(__file__).parents[3]
TEMPLATE = CHECKOUT / "templates" / "client-16x9.pptx"
SCRIPT = CHECKOUT / "templates" / "make_client_16x9.py"
WIDTH, HEIGHT = 12_192_000, 6_858_000
ARIAL_LINE = 1.149
"""Line height of Arial and Liberation Sans per point of size (ascent + descent + line gap)."""

FOOT = (("dt", 10, "Date"), ("ftr", 11, "Footer"), ("sldNum", 12, "Slide number"))
TITLE = ("title", 0, "Title")
STANDFIRST = ("body", 13, "Standfirst")
EXHIBIT = ("obj", 14, "Exhibit")
MESSAGES = ("body", 15, "Messages")
SOURCE = ("body", 16, "Source")
TRACKER = ("body", 17, "Tracker")
SECOND_MESSAGES = ("body", 21, "Second messages")
PAIR = (
    ("body", 19, "Exhibit title"),
    EXHIBIT,
    ("body", 20, "Second exhibit title"),
    ("obj", 18, "Second exhibit"),
)
SLOTS = {
    "Title": {("ctrTitle", 0, "Title"), ("subTitle", 1, "Subtitle"), *FOOT},
    "Contents": {TITLE, MESSAGES, TRACKER, *FOOT},
    "Executive summary": {TITLE, STANDFIRST, MESSAGES, SOURCE, TRACKER, *FOOT},
    "Exhibit and messages": {TITLE, STANDFIRST, EXHIBIT, MESSAGES, SOURCE, TRACKER, *FOOT},
    "Exhibit full width": {TITLE, STANDFIRST, EXHIBIT, SOURCE, TRACKER, *FOOT},
    "Messages": {TITLE, STANDFIRST, MESSAGES, SOURCE, TRACKER, *FOOT},
    "Section": {TITLE, ("body", 23, "Section number"), MESSAGES, *FOOT},
    "Messages and exhibit": {TITLE, STANDFIRST, EXHIBIT, MESSAGES, SOURCE, TRACKER, *FOOT},
    "Two exhibits": {TITLE, STANDFIRST, *PAIR, SOURCE, TRACKER, *FOOT},
    "Two exhibits and messages": {
        TITLE, STANDFIRST, *PAIR, MESSAGES, SECOND_MESSAGES, SOURCE, TRACKER, *FOOT,
    },
    "Comparison": {
        TITLE, STANDFIRST, EXHIBIT, MESSAGES, SECOND_MESSAGES, SOURCE, TRACKER, *FOOT,
    },
    "Timeline": {TITLE, STANDFIRST, EXHIBIT, MESSAGES, SECOND_MESSAGES, SOURCE, TRACKER, *FOOT},
    "Quotation": {TITLE, STANDFIRST, SOURCE, TRACKER, *FOOT},
    "Appendix": {TITLE, STANDFIRST, EXHIBIT, SOURCE, TRACKER, *FOOT},
    "Back page": {TITLE, STANDFIRST, FOOT[2]},
}  # fmt: skip
CONTENT_LAYOUTS = tuple(SLOTS)[2:6]
TOPIC_LAYOUTS = (*CONTENT_LAYOUTS, *tuple(SLOTS)[7:12], "Appendix")
LISTED = {Role.MESSAGES, Role.SECOND_MESSAGES, Role.EXHIBIT, Role.SECOND_EXHIBIT}
PLAIN_LISTS = {"Contents", "Section"}


def columns() -> list[tuple[int, int]]:
    gutter, margin = cm(0.42), cm(1.27)
    width = (WIDTH - 2 * margin - 11 * gutter) // 12
    return [
        (margin + i * (width + gutter), margin + i * (width + gutter) + width) for i in range(12)
    ]


def made(out: Path) -> bytes:
    subprocess.run([sys.executable, str(SCRIPT), str(out)], check=True, cwd=out.parent)
    return out.read_bytes()


@pytest.fixture(scope="module")
def content() -> bytes:
    return TEMPLATE.read_bytes()


@pytest.fixture(scope="module")
def package(content: bytes) -> Package:
    return Package.read(content, Place(file=TEMPLATE.name))


@pytest.fixture(scope="module")
def layouts(content: bytes) -> dict[str, LayoutProfile]:
    return {layout.name: layout for layout in read_template(content, TEMPLATE.name).layouts}


@pytest.fixture(scope="module")
def roots(package: Package, layouts: dict[str, LayoutProfile]) -> dict[str, etree._Element]:
    return {name: package.tree(layout.part) for name, layout in layouts.items()}


def test_the_script_makes_the_file_in_the_repository_twice_over(
    tmp_path: Path, content: bytes
) -> None:
    first, second = made(tmp_path / "one.pptx"), made(tmp_path / "two.pptx")
    assert first == second
    # Part by part, since another zlib may pack the same parts into other bytes.
    with (
        zipfile.ZipFile(io.BytesIO(first)) as ours,
        zipfile.ZipFile(io.BytesIO(content)) as kept,
    ):
        assert ours.namelist() == kept.namelist()
        assert [ours.read(name) for name in ours.namelist()] == [
            kept.read(name) for name in kept.namelist()
        ]


def test_the_script_refuses_a_call_that_it_does_not_understand(tmp_path: Path) -> None:
    call = [sys.executable, str(SCRIPT), "a.pptx", "b.pptx"]
    answer = subprocess.run(call, capture_output=True, check=False, cwd=tmp_path)
    assert answer.returncode == 2
    assert b"make_client_16x9.py [OUT]" in answer.stdout
    assert not list(tmp_path.iterdir())


def test_the_package_carries_nothing_foreign(content: bytes, package: Package) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    names = set(package.contents)
    assert not [n for n in names if "thumbnail" in n or "printerSettings" in n or "/slides/" in n]
    core = package.contents["/docProps/core.xml"].decode()
    assert re.findall(r">(\d{4}-[^<]+)<", core) == ["2025-01-01T00:00:00Z"] * 2
    assert "<dc:creator></dc:creator>" in core


def test_every_part_is_reached_declared_and_well_formed(package: Package) -> None:
    reached, waiting = set(), [ROOT]
    while waiting:
        part = waiting.pop()
        for relationship in package.relationships(part):
            assert not relationship.external
            assert relationship.target in package.contents
            if relationship.target not in reached:
                reached.add(relationship.target)
                waiting.append(relationship.target)
    parts = {name for name in package.contents if not name.endswith(".rels")}
    assert reached == parts
    for part in parts:
        assert package.content_type(part) not in {"", "application/xml"}
        ids = [node.get("id") for node in package.tree(part).iter(tag("p:cNvPr"))]
        assert len(ids) == len(set(ids)), part


def test_the_page_and_its_parts(package: Package) -> None:
    (main,) = package.related(ROOT, Rel.OFFICE_DOCUMENT)
    root = package.tree(main)
    size = root.find(tag("p:sldSz"))
    assert size is not None
    assert (size.get("cx"), size.get("cy")) == (str(WIDTH), str(HEIGHT))
    assert root.find(tag("p:sldIdLst")) is None
    for kind in ("presProps", "viewProps", "tableStyles", "notesMaster", "slideMaster", "theme"):
        assert len(package.related(main, Rel.THEME.replace("theme", kind))) == 1
    fonts = read_theme(package.tree("/ppt/theme/theme1.xml")).minor
    assert (fonts.latin, fonts.complex_script) == ("Arial", "Arial")
    scripts = {
        node.get("script") for node in package.tree("/ppt/theme/theme1.xml").iter(tag("a:font"))
    }
    assert {"Hans", "Hant", "Jpan", "Hang", "Arab", "Hebr"} <= scripts


def test_python_pptx_fills_every_layout(content: bytes, tmp_path: Path) -> None:
    deck = pptx.Presentation(io.BytesIO(content))
    assert len(deck.slides) == 0
    assert [layout.name for layout in deck.slide_layouts] == list(SLOTS)
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        for placeholder in slide.placeholders:
            placeholder.text_frame.text = "Filled"
    deck.save(str(tmp_path / "filled.pptx"))
    again = pptx.Presentation(str(tmp_path / "filled.pptx"))
    assert [len(slide.placeholders) for slide in again.slides] == [
        len(slots - set(FOOT)) for slots in SLOTS.values()
    ]


@pytest.mark.parametrize("name", SLOTS)
def test_a_layout_has_its_slots(
    package: Package, layouts: dict[str, LayoutProfile], name: str
) -> None:
    theme = read_theme(package.tree("/ppt/theme/theme1.xml"))
    found = layout_placeholders(package, layouts[name].part, theme)
    assert {(slot.type, slot.idx, slot.name) for slot in found} == SLOTS[name]
    assert len(found) == len(SLOTS[name])
    for slot in found:
        assert slot.insets == Insets(0, 0, 0, 0)
        assert slot.prompt or slot.type in {"dt", "ftr"}


@pytest.mark.parametrize("name", SLOTS)
def test_the_program_knows_every_slot(layouts: dict[str, LayoutProfile], name: str) -> None:
    assert len(layouts[name].slots) == len(SLOTS[name])


@pytest.mark.parametrize("name", SLOTS)
def test_prompts_are_shown_and_nothing_shrinks(roots: dict[str, etree._Element], name: str) -> None:
    for shape in placeholder_shapes(roots[name]):
        node = next(shape.iter(tag("p:ph")))
        custom = node.get("type") not in {"dt", "ftr", "sldNum"}
        assert (node.get("hasCustomPrompt") == "1") == custom
        assert shape.find(f".//{tag('a:noAutofit')}") is not None
        assert shape.find(f".//{tag('a:xfrm')}") is not None


@pytest.mark.parametrize("name", SLOTS)
def test_slots_stand_on_the_grid(layouts: dict[str, LayoutProfile], name: str) -> None:
    lefts, rights = ({edges[side] for edges in columns()} for side in (0, 1))
    for slot in layouts[name].slots:
        assert slot.box.x in lefts, slot.role
        assert slot.box.right in rights, slot.role
        assert slot.box.y >= cm(1.0)
        assert slot.box.bottom <= HEIGHT - cm(0.9)


@pytest.mark.parametrize("name", SLOTS)
def test_slots_do_not_overlap(layouts: dict[str, LayoutProfile], name: str) -> None:
    for one, other in itertools.combinations((slot.box for slot in layouts[name].slots), 2):
        beside = one.right <= other.x or other.right <= one.x
        assert beside or one.bottom <= other.y or other.bottom <= one.y


def test_the_frame_of_content_slides_never_moves(layouts: dict[str, LayoutProfile]) -> None:
    for role in (Role.TITLE, Role.TRACKER, Role.SOURCE, Role.PAGE_NUMBER, Role.FOOTER, Role.DATE):
        boxes = {slot.box for name in TOPIC_LAYOUTS if (slot := layouts[name].slot(role))}
        assert len(boxes) == 1, role
    content = {
        (slot.box.y, slot.box.bottom)
        for name in CONTENT_LAYOUTS
        for role in (Role.EXHIBIT, Role.MESSAGES)
        if (slot := layouts[name].slot(role))
    }
    assert len(content) == 1


def test_exhibit_and_messages_take_eight_and_four_columns(
    layouts: dict[str, LayoutProfile],
) -> None:
    def box(name: str, role: Role) -> Box:
        slot = layouts[name].slot(role)
        assert slot is not None
        return slot.box

    edges = columns()
    both = box("Exhibit and messages", Role.EXHIBIT), box("Exhibit and messages", Role.MESSAGES)
    assert (both[0].x, both[0].right) == (edges[0][0], edges[7][1])
    assert (both[1].x, both[1].right) == (edges[8][0], edges[11][1])
    full = box("Exhibit full width", Role.EXHIBIT)
    assert (full.x, full.right) == (edges[0][0], edges[11][1])


@pytest.mark.parametrize("role", [Role.TITLE, Role.STANDFIRST, Role.SOURCE])
def test_two_lines_fit(layouts: dict[str, LayoutProfile], role: Role) -> None:
    for name in CONTENT_LAYOUTS:
        slot = layouts[name].slot(role)
        assert slot is not None
        assert 2 * ARIAL_LINE * slot.placeholder.levels[0].size_pt <= slot.box.height_pt


def test_sizes_are_those_of_the_house_style(layouts: dict[str, LayoutProfile]) -> None:
    bounds = {
        Role.TITLE: (22, 24),
        Role.STANDFIRST: (13, 14),
        Role.MESSAGES: (12, 14),
        Role.SOURCE: (8, 9),
        Role.PAGE_NUMBER: (8, 9),
        Role.FOOTER: (8, 9),
    }
    for name in CONTENT_LAYOUTS:
        for slot in layouts[name].slots:
            low, high = bounds.get(slot.role, (8, 14))
            assert low <= slot.placeholder.levels[0].size_pt <= high
    contents = layouts["Contents"].slot(Role.MESSAGES)
    assert contents is not None
    assert contents.placeholder.levels[0].size_pt == 16


@pytest.mark.parametrize("name", ["Executive summary", "Exhibit and messages", "Messages"])
def test_messages_have_real_bullets_that_hang(
    layouts: dict[str, LayoutProfile], roots: dict[str, etree._Element], name: str
) -> None:
    slot = layouts[name].slot(Role.MESSAGES)
    assert slot is not None
    for level in slot.placeholder.levels[:2]:
        assert level.bullet
        assert level.first_pt == -13
        assert level.space_before_pt > 0
    (shape,) = (
        shape
        for shape in placeholder_shapes(roots[name])
        if next(shape.iter(tag("p:ph"))).get("idx") == "15"
    )
    bullets = [node.get("char") for node in shape.iter(tag("a:buChar"))]
    assert bullets[:2] == ["\N{BLACK SMALL SQUARE}", "\N{EN DASH}"]
    colours = {node.get("val") for b in shape.iter(tag("a:buClr")) for node in b}
    assert colours == {"accent1"}


def test_only_lists_have_bullets(layouts: dict[str, LayoutProfile]) -> None:
    for layout in layouts.values():
        for slot in layout.slots:
            listed = slot.role in LISTED and layout.name not in PLAIN_LISTS
            assert slot.placeholder.levels[0].bullet == listed


def test_guides_show_the_columns(package: Package) -> None:
    guides = [
        node
        for node in package.tree("/ppt/slideMasters/slideMaster1.xml").iter()
        if etree.QName(node).localname == "guide"
    ]
    eighth = 12_700 / 8  # the unit of a guide's position, an eighth of a point
    upright = [int(node.get("pos", "0")) for node in guides if node.get("orient") is None]
    edges = [edge for column in columns() for edge in column]
    assert [round(edge / eighth) for edge in edges] == upright
    assert len({node.get("id") for node in guides}) == len(guides) > len(upright)


def test_nothing_has_shadows_gradients_or_pictures(package: Package) -> None:
    for part, content in package.contents.items():
        for word in (b"gradFill", b"Shdw", b"<a:blip", b"<a:glow", b"roundRect", b"normAutofit"):
            assert word not in content, part


def test_the_table_style_rules_rows_only(package: Package) -> None:
    root = package.tree("/ppt/tableStyles.xml")
    style = root.find(tag("a:tblStyle"))
    assert style is not None
    assert root.get("def") == style.get("styleId")
    assert re.fullmatch(r"\{[0-9A-F-]{36}\}", style.get("styleId", ""))
    for side in ("left", "right", "insideV"):
        for rule in style.iter(tag(f"a:{side}")):
            assert rule.find(f"{tag('a:ln')}/{tag('a:noFill')}") is not None

    def weight(region: str, side: str) -> int:
        line = style.find(f"{tag(f'a:{region}')}//{tag(f'a:{side}')}/{tag('a:ln')}")
        assert line is not None
        return int(line.get("w", "0"))

    assert weight("firstRow", "bottom") == weight("lastRow", "top") == 12_700
    assert weight("wholeTbl", "insideH") == 6_350


# ------------------------------------------------------------------------- contrast of texts
def resolved(colour: etree._Element, theme: dict[str, str]) -> str:
    """The RGB of an ``a:schemeClr`` with lumMod and lumOff (ECMA-376-1, 20.1.2.3.20 and 21)."""
    name = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(
        colour.get("val", ""), colour.get("val", "")
    )
    rgb = [int(theme[name][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    hue, light, saturation = colorsys.rgb_to_hls(*rgb)
    for change in colour:
        value = int(change.get("val", "0")) / 100_000
        light = light * value if change.tag == tag("a:lumMod") else light + value
    out = colorsys.hls_to_rgb(hue, min(1.0, light), saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in out)


def luminance(rgb: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def box_of(shape: etree._Element) -> Box:
    off, ext = next(shape.iter(tag("a:xfrm")))
    numbers = (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
    x, y, cx, cy = (int(number or 0) for number in numbers)
    return Box(x, y, cx, cy)


def grounds(root: etree._Element, theme: dict[str, str]) -> Iterator[tuple[Box, str]]:
    yield Box(0, 0, WIDTH, HEIGHT), theme["lt1"]
    for shape in root.iter(tag("p:sp")):
        if next(shape.iter(tag("p:ph")), None) is None:
            fill = shape.find(f"{tag('p:spPr')}/{tag('a:solidFill')}/{tag('a:schemeClr')}")
            assert fill is not None
            yield box_of(shape), resolved(fill, theme)


@pytest.mark.parametrize("name", SLOTS)
def test_every_text_is_read_on_its_ground(
    package: Package, roots: dict[str, etree._Element], name: str
) -> None:
    theme = dict(read_theme(package.tree("/ppt/theme/theme1.xml")).colours)
    fields = list(grounds(roots[name], theme))
    for shape in placeholder_shapes(roots[name]):
        box = box_of(shape)
        page, *over = [
            rgb for field, rgb in fields
            if field.x < box.right and box.x < field.right
            and field.y < box.bottom and box.y < field.bottom
        ]  # fmt: skip
        ground = over or [page]
        for colour in shape.iterfind(f".//{tag('a:defRPr')}//{tag('a:schemeClr')}"):
            for under in ground:
                dark, light = sorted((luminance(resolved(colour, theme)), luminance(under)))
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, etree.tostring(shape)[:200])
