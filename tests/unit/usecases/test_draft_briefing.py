"""What of the sources goes into a briefing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.errors import ReferenceMissing
from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.data_table import DataTable, Workbook
from briefing_app.model.topic import ExhibitRequest, Text, Topic
from briefing_app.usecases.draft_briefing import Choice, draft

Make = Callable[..., DataTable]


def content_of(
    name: str = "Data.xlsx",
    *,
    tables: tuple[DataTable, ...] = (),
    topics: tuple[Topic, ...] = (),
    title: str = "",
    author: str = "",
) -> WorkbookContent:
    return WorkbookContent(
        workbook=Workbook(name, name.ljust(64, "0")),
        tables=tables,
        referenced=(),
        topics=topics,
        has_library=bool(topics),
        title=title,
        author=author,
        findings=(),
    )


def topic(topic_id: str, *, data: str = "", date: str = "", author: str = "") -> Topic:
    exhibits = (ExhibitRequest(data=data),) if data else ()
    return Topic(topic_id, Text("Headline"), exhibits=exhibits, date=date, author=author)


def test_all_topics_without_a_choice(make_table: Make) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    made = draft([content_of(tables=(table,), topics=(topic("a"), topic("b")))], Choice())
    assert [chosen.topic.id for chosen in made.briefing.topics] == ["a", "b"]


def test_a_slide_per_table_where_there_are_no_topics(make_table: Make) -> None:
    first = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    second = replace(first, id="Data#2")
    made = draft([content_of(tables=(first, second))], Choice())
    assert all(chosen.topic.proposed for chosen in made.briefing.topics)
    assert len({chosen.topic.id for chosen in made.briefing.topics}) == 2


def test_chosen_topics_and_tables_only(make_table: Make) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    content = content_of(tables=(table,), topics=(topic("a"), topic("b")))
    made = draft([content], Choice(topics=("B",), tables=("data#1",)))
    assert [chosen.topic.id for chosen in made.briefing.topics] == ["b", "Data.xlsx/Data#1"]
    only = draft([content], Choice(tables=("Data#1",)))
    assert [chosen.topic.proposed for chosen in only.briefing.topics] == [True]


def test_a_topic_that_is_not_there_is_refused_with_what_is() -> None:
    with pytest.raises(ReferenceMissing, match="“c”") as caught:
        draft([content_of(topics=(topic("a"), topic("b")))], Choice(topics=("c",)))
    assert "a, b" in caught.value.remedy


def test_an_exhibit_finds_its_table_in_another_workbook(make_table: Make) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    library = content_of("Library.xlsx", topics=(topic("a", data="Data#1"),))
    made = draft([library, content_of(tables=(table,))], Choice())
    assert made.briefing.topics[0].exhibits[0].table is table


def test_a_missing_table_is_a_finding_and_the_topic_stays() -> None:
    made = draft([content_of(topics=(topic("a", data="Nowhere"),))], Choice())
    assert made.briefing.topics[0].exhibits[0].table is None
    assert [finding.code for finding in made.findings] == ["reference-missing"]


def test_the_same_topic_of_two_workbooks_comes_once_and_is_said() -> None:
    made = draft(
        [content_of("A.xlsx", topics=(topic("a"),)), content_of("B.xlsx", topics=(topic("A"),))],
        Choice(),
    )
    assert [chosen.topic.id for chosen in made.briefing.topics] == ["a"]
    assert [finding.code for finding in made.findings] == ["topic-id-double"]


def test_title_author_and_date() -> None:
    topics = (topic("a", date="2026-11-02", author="M. Tao"), topic("b", date="2026-01-31"))
    made = draft([content_of("Q3_results.xlsx", topics=topics, author="PC")], Choice(language="de"))
    assert made.briefing.title == "Q3 results"
    assert made.briefing.author == "M. Tao"
    assert made.briefing.date == "2. November 2026"
    titled = draft([content_of(topics=(topic("a"),), title="Our year", author="PC")], Choice())
    assert titled.briefing.title == "Our year"
    assert titled.briefing.author == ""
    assert titled.briefing.date == ""
