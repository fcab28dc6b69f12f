"""Topics, messages and exhibits read from a topic library, with all its problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefing_app.errors import Place, ReferenceMissing
from briefing_app.excel.library_rows import LibraryRegion, LibraryRow
from briefing_app.excel.meant_tables import Meant
from briefing_app.excel.references import nearest, resolve
from briefing_app.excel.topic_headers import REQUIRED, LibrarySheet, display_name
from briefing_app.model.cell_range import cell_address, parse_cell
from briefing_app.model.data_table import DataTable
from briefing_app.model.exhibit_options import stands_alone
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.model.labels import Labels
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic

_SEPARATORS = re.compile(r"[;,\uff0c\uff1b\u3001\n]")
NOTHING_MEANT: Mapping[str, Meant] = {}
_OPTION_SEPARATORS = re.compile(r"[;\uff1b\n]")
_CONTINUED = re.compile(r"\S\s*[:\uff1a]\s*\S")
"""What says more of the option before it: ``stacks=2023: A, B; 2024: C, D``."""
Item = TypeVar("Item", KeyMessage, ExhibitRequest)


@dataclass(frozen=True, slots=True)
class TopicLibrary:
    """What a library holds. topics: in the order of the sheet, with messages and exhibits."""

    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...]
    labels: Labels = ()
    """What the labels of data tables are called in other languages."""


def read_library(
    regions: Sequence[LibraryRegion],
    file: str,
    tables: Sequence[DataTable],
    hidden_sheets: Sequence[str] = (),
    meant: Mapping[str, Meant] = NOTHING_MEANT,
) -> TopicLibrary:
    """Return the topics of a library and every problem in it, each with its cell.

    file: the workbook's name, for places; tables: the data tables that exhibits may name;
    hidden_sheets: names of sheets that were not read, to say so; meant: what references as
    written mean that are no tables themselves.
    """
    reader = _LibraryReader(regions, file, tables, hidden_sheets, meant)
    topics = reader.topics()
    messages = reader.by_topic(LibrarySheet.MESSAGES, topics, reader.message)
    exhibits = reader.by_topic(LibrarySheet.EXHIBITS, topics, reader.exhibit)
    reader.check_related(topics)
    whole = tuple(
        replace(topic, messages=messages.get(key, ()), exhibits=exhibits.get(key, ()))
        for key, topic in topics.items()
    )
    labels = reader.labels()
    return TopicLibrary(whole, tuple(dict.fromkeys(reader.findings)), labels)


def exhibit_references(regions: Sequence[LibraryRegion]) -> tuple[str, ...]:
    """Return what the exhibits of a library name as their data, each once, as written.

    One that names none means the sheet that is named like its topic.
    """
    found = (
        row.plain("data") or row.plain("topic")
        for region in regions
        if region.kind is LibrarySheet.EXHIBITS
        for number in region.grid.rows(region.first_row, region.cells.bottom)
        for row in [LibraryRow(region, number, "", lambda _: None)]
    )
    return tuple(dict.fromkeys(reference for reference in found if reference))


class _LibraryReader:
    """Reads the regions of a library and collects what is wrong with them."""

    def __init__(
        self,
        regions: Sequence[LibraryRegion],
        file: str,
        tables: Sequence[DataTable],
        hidden_sheets: Sequence[str],
        meant: Mapping[str, Meant],
    ) -> None:
        self._regions = {region.kind: region for region in regions}
        self._file = file
        self._tables = tables
        self._hidden = {name.casefold() for name in hidden_sheets}
        self._meant = meant
        self.findings: list[Finding] = []
        for region in regions:
            self._check_columns(region)

    def _check_columns(self, region: LibraryRegion) -> None:
        header = cell_address(region.first_row - 1, region.cells.left)
        for role in REQUIRED[region.kind]:
            if role not in region.columns.roles:
                name = display_name(role)
                self.findings.append(
                    error(
                        "library-column-missing",
                        f"The sheet of {region.kind.lower()} has no column {name}.",
                        f"Add a column with the header {name}.",
                        Place(self._file, region.grid.sheet, header),
                    )
                )
        for name, column in region.columns.double:
            cell = cell_address(region.first_row - 1, column)
            self.findings.append(
                warning(
                    "library-column-double",
                    f"A second column “{name}” means the same as one before; it is not used.",
                    "Rename or remove one of the two.",
                    Place(self._file, region.grid.sheet, cell),
                )
            )
        if region.columns.extra and region.kind is not LibrarySheet.TOPICS:
            names = ", ".join(name for name, _ in region.columns.extra)
            self.findings.append(
                info(
                    "library-column-unused",
                    f"Columns that {region.kind.lower()} do not have are not used: {names}.",
                    "Nothing, if they are notes of your own.",
                    Place(self._file, region.grid.sheet, header),
                )
            )

    def _rows(self, kind: LibrarySheet) -> Iterator[LibraryRow]:
        region = self._regions.get(kind)
        if region is None:
            return
        used = [*region.columns.plain.values()]
        used += [column for pairs in region.columns.by_language.values() for _, column in pairs]
        for row in region.grid.rows(region.first_row, region.cells.bottom):
            if any(column in region.grid.values[row] for column in used):
                yield LibraryRow(region, row, self._file, self.findings.append)

    def topics(self) -> dict[str, Topic]:
        """Return the topics by ID in lower case; of two with one ID the first."""
        topics: dict[str, Topic] = {}
        for row in self._rows(LibrarySheet.TOPICS):
            topic = _topic(row)
            if not topic.id:
                self._problem(
                    "topic-id-missing", "The topic has no ID and is left out.", "Give it one.",
                    row.place("id"),
                )  # fmt: skip
                continue
            if not topic.headline:
                self._problem(
                    "topic-headline-missing", f"The topic “{topic.id}” has no headline.",
                    "Write what the reader is to take away, as a sentence.", row.place("headline"),
                )  # fmt: skip
            first = topics.setdefault(topic.id.casefold(), topic)
            if first is not topic:
                self._problem(
                    "topic-id-double",
                    f"The ID “{topic.id}” is already in {first.place.cell}; this one is left out.",
                    "Give each topic an ID of its own.",
                    topic.place,
                )
        return topics

    def by_topic(
        self,
        kind: LibrarySheet,
        topics: Mapping[str, Topic],
        read: Callable[[LibraryRow, str], Item | None],
    ) -> dict[str, tuple[Item, ...]]:
        """Return messages or exhibits by their topic's ID in lower case, in their order."""
        found: dict[str, list[tuple[float, Item]]] = {}
        for row in self._rows(kind):
            written = row.plain("topic")
            if written.casefold() not in topics:
                self._unknown_topic(kind, written, topics, row.place("topic"))
                continue
            item = read(row, written)
            if item is not None:
                found.setdefault(written.casefold(), []).append((row.order(), item))
        return {
            key: tuple(item for _, item in sorted(items, key=lambda pair: pair[0]))
            for key, items in found.items()
        }

    def _unknown_topic(
        self, kind: LibrarySheet, written: str, topics: Mapping[str, Topic], place: Place
    ) -> None:
        what = "message" if kind is LibrarySheet.MESSAGES else "exhibit"
        if not written:
            self._problem(
                f"{what}-topic-missing", f"The {what} names no topic and is left out.",
                "Write a topic's ID.", place,
            )  # fmt: skip
            return
        known = [topic.id for topic in topics.values()]
        self._problem(
            f"{what}-topic-unknown",
            f"The {what} is for the topic “{written}”, which is not there; it is left out.",
            _suggestion(written, known),
            place,
        )

    def message(self, row: LibraryRow, _topic_id: str) -> KeyMessage | None:
        """Return the key message of a row; None when it says nothing."""
        text, heading = row.text("text"), row.text("heading")
        if not text and not heading:
            self._problem(
                "message-empty", "The message has no text and is left out.",
                "Write its text, or delete the row.", row.place("text"),
            )  # fmt: skip
            return None
        return KeyMessage(text, heading, row.place("text"))

    def exhibit(self, row: LibraryRow, topic_id: str) -> ExhibitRequest:
        """Return the exhibit of a row, its data checked against the tables that are there."""
        request = ExhibitRequest(
            kind=row.plain("kind"),
            data=row.plain("data"),
            headline=row.text("headline"),
            title=row.text("title"),
            unit=row.text("unit"),
            source=row.text("source"),
            options=self._options(row),
            place=row.place(),
        )
        meant = self._meant.get(request.data or topic_id, Meant())
        if meant.finding is not None:
            self.findings.append(replace(meant.finding, place=row.place("data")))
        if meant.is_open or meant.table or meant.cells:
            return request
        try:
            resolve(request.data or topic_id, self._tables)
        except ReferenceMissing as problem:
            self._missing_data(request, topic_id, problem, row.place("data"))
        return request

    def labels(self) -> Labels:
        """Return what the labels of data tables are called; of two for one label the first."""
        found: dict[str, Text] = {}
        for row in self._rows(LibrarySheet.LABELS):
            texts = row.text("label")
            label = texts.default
            if not label:
                self._problem(
                    "label-missing", "The row says what a label is called, but not which one.",
                    "Write the label as it stands in the data.", row.place("label"),
                )  # fmt: skip
            elif found.setdefault(label, texts) != texts:
                what = f"The label “{label}” stands above with other texts; this row is not used."
                remedy = "Keep one of the two rows."
                self.findings.append(warning("label-double", what, remedy, row.place("label")))
        return tuple(found.items())

    def _missing_data(
        self, request: ExhibitRequest, topic_id: str, problem: ReferenceMissing, place: Place
    ) -> None:
        sheet = (request.data or topic_id).rpartition("!")[0].strip("'") or request.data
        if sheet.casefold() in self._hidden:
            what, remedy = f"The sheet “{sheet}” is hidden and was not read.", "Unhide it in Excel."
        elif request.data:
            what, remedy = problem.what, problem.remedy
        else:
            what = f"The exhibit names no data, and no sheet named “{topic_id}” holds a table."
            remedy = "Write where its data is, such as Sheet!A3:F12 or a table's name."
        self._problem("exhibit-data-missing", what, remedy, place)

    def _options(self, row: LibraryRow) -> tuple[tuple[str, str], ...]:
        options: list[tuple[str, str]] = []
        for part in _OPTION_SEPARATORS.split(row.plain("options").replace("\uff1d", "=")):
            name, mark, value = part.partition("=")
            if name.strip() and (mark or stands_alone(name)):
                options.append((name.strip().lower(), value.strip()))
            elif options and options[-1][1] and _CONTINUED.search(part):
                before, said = options[-1]
                options[-1] = before, f"{said}; {part.strip()}"
            elif part.strip():
                self._problem(
                    "exhibit-option", f"The option “{part.strip()}” has no value.",
                    "Write options as name=value; name=value.", row.place("options"),
                )  # fmt: skip
        return tuple(options)

    def check_related(self, topics: Mapping[str, Topic]) -> None:
        """Report related topics that are not there."""
        known = [topic.id for topic in topics.values()]
        related = self._regions[LibrarySheet.TOPICS].columns.plain.get("related", 0)
        for topic in topics.values():
            for name in topic.related:
                if name.casefold() not in topics:
                    row = parse_cell(topic.place.cell)[0]
                    self._problem(
                        "topic-related-unknown",
                        f"The related topic “{name}” is not there.",
                        _suggestion(name, known),
                        replace(topic.place, cell=cell_address(row, related)),
                    )

    def _problem(self, code: str, what: str, remedy: str, place: Place) -> None:
        self.findings.append(error(code, what, remedy, place))


def _topic(row: LibraryRow) -> Topic:
    return Topic(
        id=row.plain("id"),
        headline=row.text("headline"),
        standfirst=row.text("standfirst"),
        section=row.text("section"),
        author=row.plain("author"),
        date=row.plain("date"),
        tags=_split(row.plain("tags")),
        related=_split(row.plain("related")),
        source=row.text("source"),
        layout=row.plain("layout"),
        owner=row.plain("owner"),
        expires=row.plain("expires"),
        extra=row.extra(),
        place=row.place("id"),
    )


def _split(written: str) -> tuple[str, ...]:
    return tuple(part for piece in _SEPARATORS.split(written) if (part := piece.strip()))


def _suggestion(wanted: str, known: Sequence[str]) -> str:
    near = nearest(wanted, known)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"There are: {', '.join(known[:8])}." if known else "There are no topics."
