"""Notes pages and handouts: slides made small, on the paper of their masters."""

from __future__ import annotations

import pytest

from briefing_app.model.drawing import Drawing, Group, Link, Outline, Solid
from briefing_app.ooxml.package import Package
from briefing_app.render.deck_resources import DeckResources
from briefing_app.render.handouts import PER_PAGE, handout_pages, slide_areas
from briefing_app.render.notes_pages import notes_page
from briefing_app.render.slide_drawing import slide_drawing
from briefing_app.render.slide_miniatures import fitted
from briefing_app.typeset.metrics import Metrics
from tests.unit.render.slide_packages import (
    PT,
    deck,
    relationships,
    shape,
    solid,
    texts,
    transform,
    tree,
)

SLIDE = shape(transform(0, 0, 400, 300) + solid("0000FF")) + shape(
    transform(10, 10, 380, 40), "What it says", ph='type="title"'
)
_MAP = '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"/>'
IMAGE = shape(
    transform(54, 72, 432, 324) + f'<a:ln w="25400">{solid("00FF00")}</a:ln>',
    name="image", ph='type="sldImg" idx="2"',
)  # fmt: skip
NUMBER_FIELD = (
    '<p:sp><p:nvSpPr><p:cNvPr id="9" name="n"/><p:cNvSpPr/><p:nvPr><p:ph type="sldNum" idx="5"/>'
    f"</p:nvPr></p:nvSpPr><p:spPr>{transform(400, 690, 100, 20)}</p:spPr><p:txBody><a:bodyPr/>"
    '<a:p><a:fld id="{B0}" type="slidenum"><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>'
)
NOTES = shape(transform(54, 400, 432, 250), "Click to edit", name="notes", ph='type="body" idx="3"')
RULE = shape(transform(0, 0, 540, 10) + solid("FF0000"), name="rule")


def with_notes(notes: str | None, master: str = IMAGE + NOTES + NUMBER_FIELD + RULE) -> Package:
    """Return a deck of one slide; notes: the shapes of its notes page."""
    presentation = tree("presentation", "").replace("p:cSld", "p:ext").replace(
        "</p:presentation>",
        '<p:sldIdLst><p:sldId id="256" r:id="s1"/></p:sldIdLst>'
        f'<p:sldSz cx="{400 * PT}" cy="{300 * PT}"/>'
        f'<p:notesSz cx="{540 * PT}" cy="{720 * PT}"/></p:presentation>',
    )  # fmt: skip
    parts = {
        "/ppt/presentation.xml": presentation,
        "/ppt/_rels/presentation.xml.rels": relationships(
            s1="slide slides/slide1.xml", n="notesMaster notes/nm.xml",
            h="handoutMaster notes/hm.xml",
        ),
        "/ppt/notes/nm.xml": tree("notesMaster", master, _MAP),
        "/ppt/notes/_rels/nm.xml.rels": relationships(t="theme ../theme/theme1.xml"),
        "/ppt/notes/hm.xml": tree("handoutMaster", NUMBER_FIELD + RULE, _MAP),
        "/ppt/notes/_rels/hm.xml.rels": relationships(t="theme ../theme/theme1.xml"),
    }  # fmt: skip
    if notes is not None:
        parts |= {
            "/ppt/slides/_rels/slide1.xml.rels": relationships(
                l="slideLayout ../slideLayouts/l.xml", n="notesSlide ../notes/n1.xml"
            ),
            "/ppt/notes/n1.xml": tree("notes", notes),
            "/ppt/notes/_rels/n1.xml.rels": relationships(
                m="notesMaster nm.xml", s="slide ../slides/slide1.xml"
            ),
        }
    return deck(SLIDE, parts=parts)


def page(package: Package, metrics: Metrics) -> Drawing:
    resources = DeckResources(package, metrics)
    part = "/ppt/slides/slide1.xml"
    return notes_page(package, part, slide_drawing(package, part, resources), resources)


def miniatures(drawing: Drawing) -> list[Group]:
    return [item for item in drawing.items if isinstance(item, Group) and item.clip is not None]


def words(drawing: Drawing) -> str:
    """Return the texts of a page, without those of the slides on it."""
    small = miniatures(drawing)
    return " ".join(run.text for run in texts(tuple(i for i in drawing.items if i not in small)))


OWN = shape(ph='type="sldImg"') + shape(text="Say this.", ph='type="body" idx="1"')


def test_a_notes_page_has_picture_and_notes_where_its_master_has_them(metrics: Metrics) -> None:
    drawing = page(with_notes(OWN), metrics)
    assert (drawing.width, drawing.height, drawing.title) == (540, 720, "What it says")
    (image,) = miniatures(drawing)
    assert image.matrix == pytest.approx((1.08, 0, 0, 1.08, 54, 72))
    assert words(drawing) == "Say this."
    frames = [item for item in drawing.items if isinstance(item, Outline) and item.stroke]
    assert [item.stroke and item.stroke.width for item in frames] == [2.0]


def test_what_the_notes_master_shows_stands_behind(metrics: Metrics) -> None:
    shown = [item for item in page(with_notes(OWN), metrics).items if isinstance(item, Outline)]
    assert any(isinstance(item.fill, Solid) and item.fill.colour.rgb == "FF0000" for item in shown)


def test_a_number_on_a_notes_page_is_that_of_the_slide(metrics: Metrics) -> None:
    assert words(page(with_notes(OWN + NUMBER_FIELD), metrics)) == "Say this. 1"


def test_a_slide_without_notes_has_a_page_of_the_master(metrics: Metrics) -> None:
    drawing = page(with_notes(None), metrics)
    assert len(miniatures(drawing)) == 1
    assert words(drawing) == "1"


def test_a_deck_without_a_notes_master_has_notes_pages(metrics: Metrics) -> None:
    drawing = page(deck(SLIDE), metrics)
    assert (drawing.width, drawing.height) == (540, 720)
    (image,) = miniatures(drawing)
    assert image.matrix[0] == pytest.approx(243 / 300)  # as high as Office's own place for it
    assert words(drawing) == "1"


def test_notes_that_cannot_be_read_are_listed(metrics: Metrics) -> None:
    package = with_notes(OWN)
    broken = dict(package.contents) | {"/ppt/notes/n1.xml": b"<p:notes"}
    drawing = page(Package(broken, package.place, package._defaults, package._overrides), metrics)
    assert len(miniatures(drawing)) == 1
    assert drawing.unpainted[0].startswith("notes: ")


def slides(count: int) -> list[Drawing]:
    link = Link(40, 30, 40, 30, "slide:1")
    return [Drawing(400, 300, (), (link,), f"Slide {n}", "en-GB") for n in range(1, count + 1)]


@pytest.mark.parametrize("per_page", PER_PAGE)
@pytest.mark.parametrize("size", [(540.0, 720.0), (720.0, 540.0), (595.0, 842.0)])
def test_slides_on_a_handout_stand_apart_and_on_the_page(
    per_page: int, size: tuple[float, float]
) -> None:
    areas = [fitted(slides(1)[0], area) for area in slide_areas(size, per_page)]
    assert len(areas) == per_page
    for x, y, width, height in areas:
        assert width > 0 < height
        assert 0 <= x <= x + width <= size[0]
        assert 0 <= y <= y + height <= size[1]
    for index, (x, y, width, height) in enumerate(areas):
        for left, top, wide, high in areas[:index]:
            assert x >= left + wide or left >= x + width or y >= top + high or top >= y + height


def test_handouts_hold_all_slides_in_order(metrics: Metrics) -> None:
    resources = DeckResources(with_notes(None), metrics)
    pages = list(handout_pages(slides(8), 6, resources))
    assert [len(miniatures(one)) for one in pages] == [6, 2]
    assert [one.title for one in pages] == ["Slide 1", "Slide 7"]
    assert [words(one) for one in pages] == ["1", "2"]
    assert [(one.width, one.height) for one in pages] == [(540, 720)] * 2


def test_links_are_made_small_with_their_slide(metrics: Metrics) -> None:
    resources = DeckResources(with_notes(None), metrics)
    (drawing,) = handout_pages(slides(1), 2, resources)
    (small,) = miniatures(drawing)
    scale, _, _, _, x, y = small.matrix
    (link,) = drawing.links
    assert [link.x, link.y, link.width] == pytest.approx(
        [x + 40 * scale, y + 30 * scale, 40 * scale]
    )
    assert link.target == "slide:1"


def test_three_on_a_page_have_lines_to_write_on(metrics: Metrics) -> None:
    resources = DeckResources(deck(SLIDE), metrics)
    with_lines, plain = (next(iter(handout_pages(slides(3), count, resources))) for count in (3, 2))

    def lines(drawing: Drawing) -> int:
        shown = [item for item in drawing.items if isinstance(item, Outline)]
        return sum(len(item.segments) == 2 for item in shown)

    assert lines(with_lines) >= 3 * 5
    assert lines(plain) == 0


def test_no_other_numbers_of_slides_on_a_page(metrics: Metrics) -> None:
    with pytest.raises(ValueError, match="5 slides"):
        next(handout_pages(slides(1), 5, DeckResources(deck(SLIDE), metrics)))
    assert list(handout_pages([], 6, DeckResources(deck(SLIDE), metrics))) == []


def test_a_number_or_a_date_may_be_switched_off(metrics: Metrics) -> None:
    package = with_notes(None)
    date = NUMBER_FIELD.replace("slidenum", "datetime1").replace("sldNum", "dt")
    footer = shape(transform(50, 690, 200, 20), "House", ph='type="ftr" idx="4"')
    for switches, said in (("", "House 1"), ('<p:hf sldNum="0"/>', "House")):
        master = tree("handoutMaster", date + footer + NUMBER_FIELD, _MAP + switches)
        changed = dict(package.contents) | {"/ppt/notes/hm.xml": master.encode()}
        again = Package(changed, package.place, package._defaults, package._overrides)
        (drawing,) = handout_pages(slides(1), 1, DeckResources(again, metrics))
        assert words(drawing) == said
