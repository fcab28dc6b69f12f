"""The manifest and the notes say which cells a figure in a text came from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from briefing_app.deck.assemble import assemble
from briefing_app.deck.deck_check import check_deck
from briefing_app.deck.lay_out import lay_out
from briefing_app.deck.manifest import NAMESPACE
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import BoundValue, PlannedText, within
from briefing_app.model.topic import Text
from briefing_app.story.slide_planner import plan_slides
from briefing_app.typeset.metrics import Metrics

MakeTable = Callable[..., DataTable]
MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]
Element = ElementTree.Element


@pytest.fixture(scope="module")
def build(
    make_table: MakeTable,
    make_topic: MakeTopic,
    make_briefing: MakeBriefing,
    template: TemplateProfile,
    metrics: Metrics,
) -> Callable[..., dict[str, bytes]]:
    """Return what builds a deck of two topics and returns its parts."""

    def built(message: str, *, clean: bool = False) -> dict[str, bytes]:
        table = make_table(["Asia", "Europe"], {"2023": [1.0, 2.0], "2024": [3.0, 2.5]})
        first = make_topic(
            "a", "Asia at {Asia[2024]}", table=table, messages=[("Lead {Asia[2023]}", message)]
        )
        first = replace(first, topic=replace(first.topic, standfirst=Text("{Asia[2023]}, € m")))
        second = make_topic("b", "Europe at {Europe[2024]}", table=table)
        plan = plan_slides(make_briefing(first, second), evaluator())
        deck = assemble(lay_out(plan, template, metrics), template, metrics, clean=clean)
        assert [f for f in check_deck(deck.content, "x") if f.severity == "error"] == []
        with zipfile.ZipFile(io.BytesIO(deck.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return built


def manifest(parts: dict[str, bytes]) -> Element:
    content = next(c for n, c in parts.items() if n.startswith("customXml/") and b"<manifest" in c)
    return ElementTree.fromstring(content)  # noqa: S314 - our own part


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def bound(root: Element) -> list[tuple[str, str, str]]:
    """Return role, formula and what stands at the place of each value in its shape's text."""
    found: list[tuple[str, str, str]] = []
    for slide in root.iter(tag("slide")):
        texts = {s.get("key"): (s.get("role"), s.text or "") for s in slide.iter(tag("shape"))}
        for value in slide.iter(tag("value")):
            role, text = texts[value.get("shape")]
            start, end = int(value.get("start", "")), int(value.get("end", ""))
            found.append((str(role), value.get("formula", ""), text[start:end]))
    return found


def test_the_manifest_ties_each_value_to_its_cells(
    build: Callable[..., dict[str, bytes]],
) -> None:
    root = manifest(build("Half: {Asia[2024] / 2 | 0.00}"))
    assert bound(root) == [
        ("messages", "Asia[2024]", "3.0"),  # the contents, behind their page numbers
        ("messages", "Europe[2024]", "2.5"),
        ("messages", "Asia[2024]", "3.0"),  # the summary
        ("messages", "Asia[2024] / 2 | 0.00", "1.50"),
        ("messages", "Europe[2024]", "2.5"),
        ("title", "Asia[2024]", "3.0"),
        ("standfirst", "Asia[2023]", "1.0"),
        ("messages", "Asia[2023]", "1.0"),
        ("messages", "Asia[2024] / 2 | 0.00", "1.50"),
        ("title", "Europe[2024]", "2.5"),
    ]
    value = next(v for v in root.iter(tag("value")) if v.get("formula") == "Asia[2024] / 2 | 0.00")
    assert value.get("value") == "1.5"
    source, cell = value
    assert source.attrib == {"workbook": "Data.xlsx", "sha256": "ab" * 32, "cells": "Data!C4"}
    assert (cell.get("sheet"), cell.get("address"), cell.get("table")) == ("Data", "C4", "Sales")
    assert [(child.tag, child.text) for child in cell] == [
        (tag("row"), "Asia"), (tag("column"), "2024"),
    ]  # fmt: skip


def test_characters_that_xml_cannot_hold_move_no_value(
    build: Callable[..., dict[str, bytes]],
) -> None:
    found = bound(manifest(build("A\x01\x0bbad\r\nline\r & < {Asia[2024] | 0.000} \x02 >")))
    shown = [shown for role, formula, shown in found if formula.endswith("0.000")]
    assert shown == ["3.000", "3.000"]


def test_the_notes_name_the_cells(build: Callable[..., dict[str, bytes]]) -> None:
    parts = build("Half: {Asia[2024] / 2 | 0.00}")
    notes = b"".join(c for n, c in parts.items() if n.startswith("ppt/notesSlides/notes"))
    assert "“1.50” is Asia[2024] / 2 | 0.00: Data.xlsx, Data!C4" in notes.decode()


def test_a_clean_deck_says_nothing_of_cells(build: Callable[..., dict[str, bytes]]) -> None:
    parts = build("Half: {Asia[2024] / 2 | 0.00}", clean=True)
    assert not any(b"Asia[2024]" in content for content in parts.values())


def test_a_message_that_is_split_keeps_its_values_in_place(
    build: Callable[..., dict[str, bytes]],
) -> None:
    sentence = "Asia sells {Asia[2024]} and Europe sells {Europe[2024] | 0.00} in the same year. "
    found = bound(manifest(build(sentence * 40)))
    values = [shown for role, formula, shown in found if "[2024]" in formula and role == "messages"]
    assert len(values) > 80
    assert set(values) == {"3.0", "2.5", "2.50"}


def test_values_that_are_cut_are_dropped() -> None:
    def value(start: int, end: int) -> BoundValue:
        return BoundValue(start, end, "f", "v", ())

    text = PlannedText("abcdef", "head", values=(value(0, 2), value(2, 4), value(4, 6)))
    assert text.until(3) == replace(text, text="abc", values=(value(0, 2),))
    rest = text.after(3)
    assert (rest.text, rest.heading, rest.values) == ("def", "", (value(1, 3),))
    assert within(text.values, 2, 6) == (value(0, 2), value(2, 4))
    assert re.fullmatch("def", rest.text)
