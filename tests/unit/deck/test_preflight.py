"""Each cause of a repair prompt that we know is found in a deck that has it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from briefing_app.deck.assemble import assemble
from briefing_app.deck.deck_check import check_deck
from briefing_app.deck.lay_out import lay_out
from briefing_app.deck.preflight import check_package
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.facts.expressions import evaluator
from briefing_app.files import write_zip
from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.data_table import DataTable
from briefing_app.story.slide_planner import plan_slides
from briefing_app.typeset.metrics import Metrics

Entries = dict[str, bytes]
Change = Callable[[Entries], None]
PRESENTATION = "ppt/presentation.xml"
SLIDE = "ppt/slides/slide2.xml"
SLIDE_RELS = "ppt/slides/_rels/slide2.xml.rels"
TYPES = "[Content_Types].xml"


@pytest.fixture(scope="module")
def deck(
    make_table: Callable[..., DataTable],
    make_topic: Callable[..., ChosenTopic],
    make_briefing: Callable[..., Briefing],
    template: TemplateProfile,
    metrics: Metrics,
) -> bytes:
    table = make_table(["2019", "2020"], {"Asia": [1.0, 2.0], "Europe": [2.0, 2.5]})
    briefing = make_briefing(make_topic(table=table, kind="stacked column"))
    return assemble(
        lay_out(plan_slides(briefing, evaluator()), template, metrics), template, metrics
    ).content


def changed(deck: bytes, change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    return write_zip(entries.items())


def swap(part: str, old: str, new: str) -> Change:
    def change(entries: Entries) -> None:
        assert old.encode() in entries[part], f"{old} is not in {part}"
        entries[part] = entries[part].replace(old.encode(), new.encode(), 1)

    return change


def drop(part: str) -> Change:
    def change(entries: Entries) -> None:
        del entries[part]

    return change


def add(part: str, content: bytes) -> Change:
    def change(entries: Entries) -> None:
        entries[part] = content

    return change


CAUSES: dict[str, Change] = {
    "relationship-dangling": drop("ppt/tags/tag1.xml"),
    "part-orphan": add("ppt/media/image9.xml", b"<a/>"),
    "content-type": add("ppt/media/image9.bin", b"x"),
    "relationship-unknown": swap(SLIDE, 'r:id="rId3"', 'r:id="rId99"'),
    "relationship-twice": swap(SLIDE_RELS, 'Id="rId2"', 'Id="rId1"'),
    "shape-id-twice": swap(SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="2"'),
    "slide-id": swap(PRESENTATION, '<p:sldId id="257"', '<p:sldId id="256"'),
    "section-slides": swap(PRESENTATION, '<p14:sldId id="257"/>', ""),
    "layout-id": swap(PRESENTATION, '<p:sldMasterId id="2147483648"', '<p:sldMasterId id="9"'),
    "file-damaged": swap(SLIDE, "</p:sld>", ""),
    "main-part": swap("_rels/.rels", '/officeDocument"', '/somethingElse"'),
}


def test_a_deck_of_ours_has_none(deck: bytes, register_deck: Callable[[bytes, str], None]) -> None:
    register_deck(deck, "preflight.pptx")
    assert check_package(deck, "deck.pptx") == ()


@pytest.mark.broken_deck("each is broken on purpose")
@pytest.mark.parametrize("code", CAUSES)
def test_each_cause_is_found(code: str, deck: bytes) -> None:
    found = check_package(changed(deck, CAUSES[code]), "deck.pptx")
    assert code in [finding.code for finding in found]
    assert all(finding.place.file == "deck.pptx" for finding in found)


@pytest.mark.broken_deck("its chart is broken on purpose")
def test_a_wrong_figure_in_a_chart_is_found(deck: bytes) -> None:
    broken = changed(deck, swap("ppt/charts/chart1.xml", "<c:v>2.5</c:v>", "<c:v>3.5</c:v>"))
    assert any("chart" in finding.code for finding in check_package(broken, "deck.pptx"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([swap(SLIDE, ">Asia leads<", "><")], "title-missing"),
        (
            [swap(SLIDE, ">Asia leads all regions.<", "><"), swap(SLIDE, ">Lead<", "><")],
            "placeholder-empty",
        ),
        ([swap(SLIDE, 'descr="', 'title="')], "alt-text-missing"),
    ],
)
@pytest.mark.broken_deck("texts are taken out")
def test_what_a_reader_would_miss_is_found(changes: list[Change], code: str, deck: bytes) -> None:
    broken = deck
    for change in changes:
        broken = changed(broken, change)
    assert code in [finding.code for finding in check_deck(broken, "deck.pptx")]


def test_sources_are_compared_by_their_hash(deck: bytes) -> None:
    def codes(workbooks: dict[str, str] | None) -> list[str]:
        return [finding.code for finding in check_deck(deck, "deck.pptx", workbooks)]

    assert codes(None) == ["own-data"]
    assert codes({"Data.xlsx": "ab" * 32}) == []
    assert codes({"Data.xlsx": "cd" * 32}) == ["source-changed"]
    assert codes({"Other.xlsx": "ab" * 32}) == ["source-not-given"]
