"""Lists of records in a briefing: asked for, proposed, or left as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.errors import ReferenceMissing
from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.data_table import DataTable, TableKind
from briefing_app.model.topic import ExhibitRequest, Text, Topic
from briefing_app.usecases.draft_briefing import Choice, Draft, draft

Make = Callable[..., DataTable]
REGIONS = ["Asia", "Europe", "Africa", "Oceania"]


@pytest.fixture
def orders(make_table: Make) -> DataTable:
    """Return 400 orders of four regions."""
    sales = [float(n % 7) for n in range(400)]
    table = make_table(REGIONS * 100, {"Product": ["A", "B"] * 200, "Sales": sales})
    return replace(table, kind=TableKind.RECORDS)


def drafted(
    table: DataTable, choice: Choice | None = None, request: ExhibitRequest | None = None
) -> Draft:
    topics = (Topic("a", Text("Headline"), exhibits=(request,)),) if request else ()
    content = WorkbookContent(table.workbook, (table,), (), topics, bool(topics), "", "", ())
    return draft([content], choice or Choice())


def shown(made: Draft) -> list[DataTable | None]:
    return [e.table for topic in made.briefing.topics for e in topic.exhibits]


def codes(made: Draft) -> list[str]:
    return [finding.code for finding in made.findings]


def test_a_long_list_is_summed_up_as_proposed_and_says_so(orders: DataTable) -> None:
    made = drafted(orders)
    (table,) = shown(made)
    assert table is not None
    assert table.computed is not None
    assert table.row_count == 4
    (said,) = [f for f in made.findings if f.code == "summary-proposed"]
    assert "400 records are summed up: sum of Sales by Region" in said.message


def test_short_lists_and_cross_tabs_stay_as_they_are(orders: DataTable, make_table: Make) -> None:
    short = make_table(REGIONS, {"Sales": [1.0, 2.0, 3.0, 4.0]})
    assert shown(drafted(short)) == [short]
    assert shown(drafted(replace(short, kind=TableKind.RECORDS))) == [
        replace(short, kind=TableKind.RECORDS)
    ]
    asked = ExhibitRequest(kind="table", data="Data!A3:C403", options=(("top", "10"),))
    small = replace(
        orders,
        columns=tuple(
            replace(c, values=c.values[:150], number_formats=c.number_formats[:150])
            for c in orders.columns
        ),
        row_numbers=orders.row_numbers[:150],
    )
    assert shown(drafted(small, request=asked)) == [small]


def test_each_summary_of_the_call_is_a_slide(orders: DataTable) -> None:
    texts = ("sum of Sales by Region, top 2", "count by Product")
    made = drafted(orders, Choice(tables=("Data#1",), summaries=texts))
    assert [table.row_count for table in shown(made) if table] == [3, 2]
    assert len({topic.topic.id for topic in made.briefing.topics}) == 2
    assert "summary-proposed" not in codes(made)


def test_a_summary_of_the_call_must_fit(orders: DataTable) -> None:
    with pytest.raises(ReferenceMissing, match="no column “Revenue”"):
        drafted(orders, Choice(summaries=("sum of Revenue by Region",)))


def test_a_wrong_option_is_an_error_and_the_proposal_is_shown(orders: DataTable) -> None:
    options = (("summary", "sum of Revenue by Region"),)
    made = drafted(orders, request=ExhibitRequest(data=str(orders.cells), options=options))
    (table,) = shown(made)
    assert table is not None
    assert table.title == "Sales: Sales by Region"
    assert codes(made) == ["summary-wrong", "summary-proposed"]


def test_parts_that_add_up_become_stacked_bars(orders: DataTable) -> None:
    options = (("summary", "sum of Sales by Region and Product"),)
    made = drafted(orders, request=ExhibitRequest(data=str(orders.cells), options=options))
    (exhibit,) = made.briefing.topics[0].exhibits
    assert exhibit.request.kind == "stacked bar"
    average = (("summary", "average of Sales by Region and Product"),)
    made = drafted(orders, request=ExhibitRequest(data=str(orders.cells), options=average))
    assert made.briefing.topics[0].exhibits[0].request.kind == ""


def test_a_summary_speaks_the_language_of_the_briefing(orders: DataTable) -> None:
    choice = Choice(language="de", summaries=("Durchschnitt von Sales nach Region, Top 2",))
    (table,) = shown(drafted(orders, choice))
    assert table is not None
    assert table.title == "Sales: Durchschnitt Sales nach Region, Top 2"
    assert table.computed is not None
    assert table.computed.method == "ungewichteter Durchschnitt von Sales, 400 Datensätze"
