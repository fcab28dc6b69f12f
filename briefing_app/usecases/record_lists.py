"""Lists of records in a briefing: summed up as the call asks, as an option asks, or as proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.errors import BriefingError, CallError, Place
from briefing_app.model.briefing import ChosenExhibit, ChosenTopic
from briefing_app.model.data_table import DataTable, TableKind
from briefing_app.model.finding import Finding
from briefing_app.model.summary import SUMMARY_OPTIONS, SummaryRequest, parse_summary
from briefing_app.story.records import summed_up
from briefing_app.story.summary_columns import resolve_summary
from briefing_app.story.summary_proposal import is_long_list


def asked_summaries(
    named: Sequence[DataTable], tables: Sequence[DataTable], texts: Sequence[str]
) -> list[tuple[DataTable, SummaryRequest]]:
    """Return which tables are summed up how.

    named: the tables that the call names; without them each text is for the lists of records among
    the tables that have its columns. Raises CallError and ReferenceMissing for a text that is no
    request, or that fits no table.
    """
    lists = [t for t in tables if t.kind is TableKind.RECORDS or is_long_list(t)]
    asked: list[tuple[DataTable, SummaryRequest]] = []
    for text in texts:
        request = parse_summary(text)
        if named:
            asked += [(_fitting(table, request), request) for table in named]
            continue
        fitting, problem = _that_fit(lists or tables, request)
        if not fitting:
            raise problem or CallError(
                "There is no table to sum up.", remedy="Choose a workbook with a list of records."
            )
        asked += [(table, request) for table in fitting]
    return asked


def _fitting(table: DataTable, request: SummaryRequest) -> DataTable:
    place = Place(table.workbook.name, table.cells.sheet, table.cells.address)
    resolve_summary(table, request, place)
    return table


def _that_fit(
    tables: Sequence[DataTable], request: SummaryRequest
) -> tuple[list[DataTable], BriefingError | None]:
    """Return the tables that have a request's columns, and why the first other one has not."""
    fitting: list[DataTable] = []
    problem: BriefingError | None = None
    for table in tables:
        try:
            fitting.append(_fitting(table, request))
        except BriefingError as other:
            problem = problem or other
    return fitting, problem


def with_summary(chosen: ChosenTopic, request: SummaryRequest) -> ChosenTopic:
    """Return a proposed topic whose exhibit is summed up; its ID tells it from the others."""
    (exhibit,) = chosen.exhibits
    option = (SUMMARY_OPTIONS[0], str(request))
    asked = replace(exhibit.request, options=(*exhibit.request.options, option))
    topic = replace(chosen.topic, id=f"{chosen.topic.id} {request}", exhibits=(asked,))
    return ChosenTopic(topic, (ChosenExhibit(asked, exhibit.table),))


def all_summed_up(
    topics: Sequence[ChosenTopic], language: str
) -> tuple[list[ChosenTopic], list[Finding]]:
    """Return the topics with their long lists of records summed up, and what there is to say."""
    findings: list[Finding] = []
    made: list[ChosenTopic] = []
    for chosen in topics:
        exhibits: list[ChosenExhibit] = []
        for exhibit in chosen.exhibits:
            shown, found = summed_up(exhibit, language)
            exhibits.append(shown)
            findings += found
        made.append(ChosenTopic(chosen.topic, tuple(exhibits)))
    return made, findings
