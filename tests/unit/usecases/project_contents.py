"""Workbooks in memory that projects of the tests are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing_app.errors import Place
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model import edits
from briefing_app.model.cell_range import CellRange
from briefing_app.model.data_table import Column, DataTable, FoundBy, Workbook
from briefing_app.model.edits import Pick
from briefing_app.model.finding import Finding, warning
from briefing_app.model.project import Project
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic

ONE, TWO = Workbook("One.xlsx", "ab" * 32), Workbook("Two.xlsx", "cd" * 32)


def table_of(book: Workbook, sheet: str, *, rows: int = 4, top: int = 1) -> DataTable:
    """Return a table of sales in some regions in two years, with a title of its own."""
    regions = tuple(["Asia", "Europe", "Africa", "America", "Oceania", "Antarctica"][:rows])
    figures = [tuple(float(10 * year + row) for row in range(rows)) for year in (3, 4)]
    columns = [Column(("Region",), regions, ("General",) * rows, 1)]
    columns += [
        Column((str(year),), values, ("#,##0.0",) * rows, index)
        for index, (year, values) in enumerate(zip((2020, 2024), figures, strict=True), start=2)
    ]
    return DataTable(
        id=f"{sheet}#1",
        name="",
        cells=CellRange(sheet, top, 1, top + rows, 3),
        header_rows=1,
        header_cols=1,
        columns=tuple(columns),
        found_by=FoundBy.BLOCK,
        workbook=book,
        title=f"Sales by region in {book.name}",
        unit="€ m",
        source="Annual report",
        row_numbers=tuple(range(top + 1, top + 1 + rows)),
    )


def topic_of(book: Workbook, topic_id: str, row: int, *, data: str = "Data#1") -> Topic:
    """Return a topic in two languages with a bound value, two messages and an exhibit."""
    place = Place(book.name, "Topics", f"A{row}")
    exhibits = (
        ExhibitRequest("column", data, title=Text("Sales"), place=place),
        ExhibitRequest("table", data, place=place),
    )
    return Topic(
        topic_id,
        Text("Asia sold {Asia[2024]}", (("de", "Asien verkaufte {Asia[2024]}"),)),
        standfirst=Text("Sales by region"),
        section=Text("Markets"),
        author="A. Writer",
        date="2025-03-31",
        source=Text("Annual report 2024"),
        messages=(
            KeyMessage(Text("Asia leads."), Text("Lead"), place),
            KeyMessage(Text("Europe follows."), place=place),
        ),
        exhibits=exhibits,
        place=place,
    )


def content_of(
    book: Workbook, *, topics: int = 2, rows: int = 4, findings: tuple[Finding, ...] = ()
) -> WorkbookContent:
    """Return a workbook with so many topics, a and b, and two tables."""
    tables = table_of(book, "Data", rows=rows), table_of(book, "More")
    made = tuple(topic_of(book, name, row) for row, name in enumerate("ab"[:topics], start=2))
    return WorkbookContent(
        book,
        tables,
        (),
        made,
        has_library=bool(made),
        title="Sales 2024",
        author="",
        findings=findings,
    )


DOUBT = warning("doubt", "Odd.", "Look.", Place("Two.xlsx", "More", "B2"))
CONTENTS: Mapping[str, WorkbookContent] = {
    "s1": content_of(ONE),
    "s2": content_of(TWO, topics=0, findings=(DOUBT,)),
}


def project_of(contents: Mapping[str, WorkbookContent] = CONTENTS) -> Project:
    """Return a project with the sources and nothing picked."""
    files = [
        (f"/d/{c.workbook.name}", c.workbook.name, c.workbook.sha256) for c in contents.values()
    ]
    return edits.add_sources(Project(), files).project


def picked(*picks: Pick, contents: Mapping[str, WorkbookContent] = CONTENTS) -> Project:
    """Return a project with these topics and tables."""
    return edits.add_items(project_of(contents), picks).project


def renamed(content: WorkbookContent, sha256: str) -> WorkbookContent:
    """Return the content as of another state of the file."""
    book = replace(content.workbook, sha256=sha256)
    tables = tuple(replace(table, workbook=book) for table in content.tables)
    return replace(content, workbook=book, tables=tables)
