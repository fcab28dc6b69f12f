"""Builders that several rooms' tests share: data tables, topics, metrics and template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Value
from briefing_app.model.data_table import Column, DataTable, FoundBy, Workbook
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.shipped_files import load_metrics, load_template

WORKBOOK = Workbook("Data.xlsx", "ab" * 32)
MakeTable = Callable[..., DataTable]
MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]


@pytest.fixture(scope="session")
def metrics() -> Metrics:
    """Return the shipped metrics."""
    return load_metrics()


@pytest.fixture(scope="session")
def template() -> TemplateProfile:
    """Return the bundled template."""
    return load_template("client-16x9")


def _make_table(
    labels: Sequence[Value],
    columns: Mapping[str, Sequence[Value]],
    *,
    number_format: str = "#,##0.0",
    total_rows: tuple[int, ...] = (),
    title: str = "Sales",
    sheet: str = "Data",
) -> DataTable:
    rows = len(labels)
    made = [Column(("Region",), tuple(labels), ("General",) * rows, 1)]
    made += [
        Column((head,), tuple(values), (number_format,) * rows, index)
        for index, (head, values) in enumerate(columns.items(), start=2)
    ]
    return DataTable(
        id=f"{sheet}#1",
        name="",
        cells=CellRange(sheet, 3, 1, 3 + rows, 1 + len(columns)),
        header_rows=1,
        header_cols=1,
        columns=tuple(made),
        found_by=FoundBy.BLOCK,
        workbook=WORKBOOK,
        title=title,
        unit="€ m",
        source="Annual report 2024",
        total_rows=total_rows,
        row_numbers=tuple(range(4, 4 + rows)),
    )


def _make_topic(
    topic_id: str = "a",
    headline: str = "Asia leads",
    *,
    table: DataTable | None = None,
    kind: str = "",
    options: tuple[tuple[str, str], ...] = (),
    messages: Sequence[tuple[str, str]] = (("Lead", "Asia leads all regions."),),
    section: str = "Markets",
    proposed: bool = False,
) -> ChosenTopic:
    request = ExhibitRequest(kind=kind, options=options)
    return ChosenTopic(
        Topic(
            topic_id,
            Text(headline),
            section=Text(section),
            source=Text("Annual report 2024"),
            messages=tuple(KeyMessage(Text(text), Text(head)) for head, text in messages),
            proposed=proposed,
        ),
        (ChosenExhibit(request, table),) if table else (),
    )


@pytest.fixture(scope="session")
def make_table() -> MakeTable:
    """Return what makes a data table of labels and columns of values."""
    return _make_table


@pytest.fixture(scope="session")
def make_topic() -> MakeTopic:
    """Return what makes a topic, with one exhibit when a table is given."""
    return _make_topic


@pytest.fixture(scope="session")
def make_briefing() -> MakeBriefing:
    """Return what makes a briefing of topics."""

    def make(*topics: ChosenTopic, language: str = "en") -> Briefing:
        return Briefing("Growth moves east", topics, (WORKBOOK,), language, "A. Author")

    return make
