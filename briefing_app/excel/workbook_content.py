"""What reading a workbook gives."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.model.data_table import DataTable, Workbook
from briefing_app.model.finding import Finding
from briefing_app.model.labels import Labels
from briefing_app.model.topic import Topic

ContextCell = tuple[int, int, str, bool]
"""Row, column, text as the cell shows it, and whether it is a figure."""


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What stands on a worksheet near its tables, their data left out.

    hidden_rows, hidden_columns: ascending spans (first, last); rows, columns: how far around each
    table the cells reach; cells: by row, then column.
    """

    sheet: str
    hidden_rows: tuple[tuple[int, int], ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    rows: int = 0
    columns: int = 0
    cells: tuple[ContextCell, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """What a workbook holds.

    workbook: name and hash; tables: the data tables found, in sheet order, then from the top
    left; referenced: (reference as written, table) for the ranges and names that were asked for,
    by the caller or by an exhibit, and are not among them; topics and has_library: those of its
    topic library; title and author: its properties, "" where nobody filled them in; labels: what
    the library says that labels of data tables are called in other languages; contexts: what
    stands around the tables, for each worksheet that has any.
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
    contexts: tuple[SheetContext, ...] = ()
