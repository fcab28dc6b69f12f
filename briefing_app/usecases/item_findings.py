"""Which item of a project a finding of a workbook is for: the one that shows its row or cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing_app.errors import CallError, Place
from briefing_app.model.briefing import ChosenTopic
from briefing_app.model.cell_range import CellRange
from briefing_app.model.finding import Finding
from briefing_app.usecases.draft_briefing import row_of

_Area = tuple[str, CellRange]


def with_items(findings: Iterable[Finding], chosen: Mapping[str, ChosenTopic]) -> Iterator[Finding]:
    """Yield findings, those for one item with its key.

    chosen: topics by item key, as their workbooks hold them; of two that show a cell the first is
    named.
    """
    rows: dict[tuple[str, str, str], str] = {}
    areas: dict[str, list[tuple[CellRange, str]]] = {}
    for key, one in chosen.items():
        for place in _places(one):
            rows.setdefault(row_of(place), key)
        for book, cells in _areas(one):
            areas.setdefault(book, []).append((cells, key))
    for finding in findings:
        place = finding.place
        if place.item or not place.sheet:
            yield finding
            continue
        key = rows.get(row_of(place)) or _showing(place, areas.get(place.file, []))
        yield replace(finding, place=replace(place, item=key)) if key else finding


def _places(chosen: ChosenTopic) -> Iterator[Place]:
    """Yield the rows of a library that a topic comes from."""
    topic = chosen.topic
    if topic.proposed:
        return
    yield topic.place
    places = [message.place for message in topic.messages]
    places += [exhibit.place for exhibit in topic.exhibits]
    yield from (place for place in places if place.cell)


def _areas(chosen: ChosenTopic) -> Iterator[_Area]:
    for exhibit in chosen.exhibits:
        if exhibit.table is not None:
            yield exhibit.table.workbook.name, exhibit.table.cells


def _showing(place: Place, areas: Iterable[tuple[CellRange, str]]) -> str:
    """Return the item whose table has a cell in a place, "" where none has."""
    if not place.cell:
        return ""
    try:
        cells = CellRange.parse(place.sheet, place.cell)
    except CallError:
        return ""
    return next((key for area, key in areas if area.meets(cells)), "")
