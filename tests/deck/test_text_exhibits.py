"""Comparisons, timelines, tiles and pairs of exhibits as a user gets them, in both templates."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WAYS = [
    ["Aspect", "China", "United States"],
    ["Aim", "Capacity for all", "Winning a race"],
    ["Partners", "The South", "Allies"],
]
BRIEFING: dict[str, Sequence[Sequence[object]]] = {
    "Topics": [
        ["ID", "Headline", "Standfirst", "Section", "Author", "Date", "Related", "Source",
         "Layout", "Series", "Number"],
        ["ways", "Two ways compete", "One shares, one races", "Ways", "A. Author", "2025-08-20",
         "events", "Documents, 2025", "", "Radar", "7"],
        ["events", "Three acts in two years", "", "Ways", "", "", "ways", "Documents, 2025",
         "", "", ""],
        ["figures", "Most people live in Asia", "", "Numbers", "", "", "", "UN, 2024", "", "", ""],
        ["pair", "Both grow", "", "Numbers", "", "", "", "UN, 2024", "two exhibits", "", ""],
        ["words", "Sharing is a public good", "Somebody, 2025", "Numbers", "", "", "",
         "A speech, 2025", "quotation", "", ""],
        ["more", "All the figures", "", "Numbers", "", "", "", "UN, 2024", "appendix", "", ""],
    ],
    "Messages": [
        ["Topic", "Heading", "Text"],
        *(["ways", f"Point {n}", "A sentence about it."] for n in range(1, 6)),
        ["events", "First", "It began."],
    ],
    "Exhibits": [
        ["Topic", "Kind", "Data", "Title", "Unit", "Options"],
        ["ways", "comparison", "", "Two ways", "", "focus=China"],
        ["events", "timeline", "Acts!A1:C4", "Acts", "", ""],
        ["figures", "tiles", "Figures", "People", "bn", "good=up"],
        ["pair", "column", "Figures", "People", "bn", ""],
        ["pair", "bar", "Figures", "People again", "bn", ""],
        ["more", "table", "Figures", "People", "bn", ""],
    ],
    "ways": WAYS,
    "Acts": [
        ["Date", "Event", "Detail"],
        ["2023", "Initiative", "Principles"],
        ["July 2025", "Plan", "Steps"],
        ["Q4 2025", "Report", ""],
    ],
    "Figures": [["Region", "People", "Change"], ["Asia", 4.75, 0.5], ["Africa", 1.5, 0.25]],
}  # fmt: skip


@pytest.fixture(scope="module")
def build(
    make_workbook: Callable[..., Path],
    briefing: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], Presentation]:
    """Return what builds the briefing with a bundled template."""
    folder = tmp_path_factory.mktemp("texts")
    book = make_workbook(folder / "Book.xlsx", BRIEFING)

    def built(template: str) -> Presentation:
        out = folder / f"{template}.pptx"
        answer = briefing("build", book, "--template", template, "-o", out, "--json")
        assert [f for f in answer.findings if f["severity"] != "info"] == []
        return pptx.Presentation(io.BytesIO(out.read_bytes()))

    return built


@pytest.fixture(scope="module")
def client(build: Callable[[str], Presentation]) -> Presentation:
    return build("client-16x9")


@pytest.fixture(scope="module")
def radar(build: Callable[[str], Presentation]) -> Presentation:
    return build("radar-a4")


@pytest.fixture(scope="module", params=["client", "radar"])
def deck(request: pytest.FixtureRequest) -> Presentation:
    made: Presentation = request.getfixturevalue(request.param)
    return made


def slide_of(deck: Presentation, title: str) -> Slide:
    for slide in deck.slides:
        head = slide.shapes.title
        divides = slide.slide_layout.name in ("Section", "Contents")
        if head is not None and title in head.text_frame.text and not divides:
            made: Slide = slide
            return made
    raise AssertionError(title)


def shapes_of(slide: Slide | GroupShape) -> list[Any]:
    """Return shapes of whatever kind; python-pptx tells the kinds apart at run time."""
    return list(slide.shapes)


def groups(slide: Slide) -> Iterator[GroupShape]:
    return (shape for shape in slide.shapes if isinstance(shape, GroupShape))


def description(shape: BaseShape) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def test_a_comparison_is_a_native_table(deck: Presentation) -> None:
    (frame,) = (s for s in shapes_of(slide_of(deck, "Two ways compete")) if s.has_table)
    table = frame.table
    texts = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert texts == [["", "China", "United States"], *WAYS[1:]]
    heads = [cell._tc.tcPr.xpath("a:solidFill/a:schemeClr/@val") for cell in table.rows[0].cells]
    assert heads == [[], ["accent1"], ["tx1"]]
    assert "Two ways" in description(frame)


def test_a_timeline_is_a_group_with_its_events_as_text(deck: Presentation) -> None:
    (group,) = groups(slide_of(deck, "Three acts"))
    words = [s.text_frame.text for s in shapes_of(group) if s.has_text_frame and s.text_frame.text]
    joined = "\n".join(words)
    for text in ("2023", "Initiative", "Principles", "July 2025", "Plan", "Q4 2025", "Report"):
        assert text in joined
    assert re.search(
        r"Timeline, Acts: 2023 Initiative; July 2025 Plan; Q4 2025 Report", description(group)
    )
    ids = [node.get("id") for node in group._element.iter("{*}cNvPr")]
    assert len(ids) == len(set(ids))
    assert all(int(number or 0) < 2**31 for number in ids)


def test_what_is_drawn_stays_within_its_group(deck: Presentation) -> None:
    for slide in deck.slides:
        for group in groups(slide):
            for shape in group.shapes:
                assert group.left <= shape.left + 1
                assert shape.left + shape.width <= group.left + group.width + 12_700
                assert group.top <= shape.top + 12_700
                assert shape.top + shape.height <= group.top + group.height + 12_700


def test_tiles_say_figure_label_and_change(deck: Presentation) -> None:
    (group,) = groups(slide_of(deck, "Most people"))
    words = [s.text_frame.text for s in shapes_of(group) if s.has_text_frame and s.text_frame.text]
    assert words == [
        "4.75\N{NO-BREAK SPACE}bn\nAsia\n+0.5",
        "1.5\N{NO-BREAK SPACE}bn\nAfrica\n+0.25",
    ]
    colours = group._element.xpath(".//a:t[.='+0.5']/../a:rPr/a:solidFill/a:schemeClr/@val")
    assert colours == ["accent5"]


def test_two_charts_share_a_slide(deck: Presentation) -> None:
    slide = slide_of(deck, "Both grow")
    charts = [shape for shape in shapes_of(slide) if shape.has_chart]
    assert [chart.chart.plots[0].categories[0] for chart in charts] == ["Asia", "Asia"]
    assert len({chart.chart.part.partname for chart in charts}) == 2


def test_every_shape_of_an_exhibit_is_bound(deck: Presentation) -> None:
    for slide in deck.slides:
        tags = {
            rel.target_part.blob.decode() for rel in slide.part.rels.values()
            if rel.reltype.endswith("/tags")
        }  # fmt: skip
        for group in groups(slide):
            assert group._element.xpath("p:nvGrpSpPr/p:nvPr/p:custDataLst/p:tags")
            assert any("#exhibit" in tag for tag in tags)


def test_the_client_deck_has_dividers_quotation_appendix_and_a_last_page(
    client: Presentation,
) -> None:
    layouts = [slide.slide_layout.name for slide in client.slides]
    assert layouts.count("Section") == 3
    assert layouts[-1] == "Back page"
    quotation = slide_of(client, "Sharing is")
    assert quotation.slide_layout.name == "Quotation"
    assert quotation.shapes.title is not None
    assert quotation.shapes.title.text_frame.text == "“Sharing is a public good”"
    assert slide_of(client, "All the figures").slide_layout.name == "Appendix"


def test_a_radar_has_one_page_for_each_topic(radar: Presentation) -> None:
    assert len(radar.slides) == len(BRIEFING["Topics"]) - 1
    layouts = {slide.slide_layout.name for slide in radar.slides}
    assert layouts == {"Radar page", "Radar page, two exhibits", "Radar page, text"}


def test_related_topics_lead_to_their_slides(radar: Presentation) -> None:
    slide = slide_of(radar, "Two ways compete")
    (related,) = (s for s in slide.placeholders if s.placeholder_format.idx == 25)
    assert related.text_frame.text == "Related topics\nThree acts in two years"
    (link,) = related._element.iter("{*}hlinkClick")
    target = slide.part.rels[link.get(ID)].target_part
    assert target is slide_of(radar, "Three acts").part


def test_the_head_and_the_columns_of_a_radar_page(radar: Presentation) -> None:
    placeholders = slide_of(radar, "Two ways compete").placeholders
    texts = {s.placeholder_format.idx: s.text_frame.text for s in placeholders if s.has_text_frame}
    head = [texts[idx] for idx in (22, 23, 10, 24)]
    assert head == ["Radar", "No. 7", "20\N{NO-BREAK SPACE}August 2025", "A. Author"]
    assert (texts[15].count("Point"), texts[21].count("Point")) == (3, 2)
