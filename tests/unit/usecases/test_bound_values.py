"""From a topic library with bound values to a deck that prints them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pptx

from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.data_table import DataTable
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.build_deck import build_deck
from briefing_app.usecases.draft_briefing import Choice, draft

Make = Callable[..., DataTable]


def test_a_deck_prints_what_its_texts_are_bound_to(
    make_table: Make, template: TemplateProfile, metrics: Metrics
) -> None:
    table = make_table(["Asia", "Europe"], {"2019": [1.0, 2.0], "2024": [3.0, 2.5]})
    topic = Topic(
        "growth",
        Text("Asia is {Asia[2024] / Asia[2019] | 0} times its size"),
        source=Text("Annual report"),
        messages=(
            KeyMessage(Text("Europe: {growth(Europe[2019:2024]) | +0%}\ta year")),
            KeyMessage(Text("Africa: {Africa[2024]}")),
        ),
        exhibits=(ExhibitRequest(data="Data#1"),),
    )
    content = WorkbookContent(
        workbook=table.workbook, tables=(table,), referenced=(), topics=(topic,),
        has_library=True, title="", author="", findings=(),
    )  # fmt: skip
    made = draft([content], Choice())
    built = build_deck(made, template, metrics)
    assert built.deck is not None
    assert [f.code for f in built.findings if f.severity == "error"] == ["bound-label-unknown"]
    slide = pptx.Presentation(io.BytesIO(built.deck.content)).slides[1]
    shown = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "Asia is 3 times its size" in shown
    assert "Europe: +25% a year" in shown
    assert not any("{" in text or "Africa" in text for text in shown)
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None
    assert "“+25%” is growth(Europe[2019:2024]) | +0%: Data.xlsx, Data!B5:C5" in notes.text
