"""What reading a workbook gives."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.model.data_table import DataTable, Workbook
from briefing_app.model.finding import Finding
from briefing_app.model.labels import Labels
from briefing_app.model.topic import Topic


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """What a workbook holds.

    workbook: name and hash; tables: the data tables found, in sheet order, then from the top
    left; referenced: (reference as written, table) for the ranges and names that were asked for,
    by the caller or by an exhibit, and are not among them; topics and has_library: those of its
    topic library; title and author: its properties, "" where nobody filled them in; labels: what
    the library says that labels of data tables are called in other languages.
    """

    workbook: Workbook
    tables: tuple[DataTable, ...]
    referenced: tuple[tuple[str, DataTable], ...]
    topics: tuple[Topic, ...]
    has_library: bool
    title: str
    author: str
    findings: tuple[Finding, ...]
    labels: Labels = ()
