"""Requests for a summary, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing_app.errors import CallError, Place
from briefing_app.model.summary import (
    SAMPLE,
    DatePart,
    Grouping,
    How,
    SummaryRequest,
    parse_summary,
    spread,
)

REGION = (Grouping("Region"),)


@pytest.mark.parametrize(
    ("text", "request_made"),
    [
        ("sum of Sales by Region, top 10", SummaryRequest(How.SUM, "Sales", REGION, 10)),
        ("Sum Sales per Region top 10", SummaryRequest(How.SUM, "Sales", REGION, 10)),
        ("sum of Sales (€) by Region", SummaryRequest(How.SUM, "Sales (€)", REGION)),
        ("sum(Sales) by Region", SummaryRequest(How.SUM, "Sales", REGION)),
        (
            "average of Price by Region and Year",
            SummaryRequest(How.AVERAGE, "Price", (*REGION, Grouping("Year"))),
        ),
        (
            "count by month of 'Order date'",
            SummaryRequest(How.COUNT, "", (Grouping("Order date", DatePart.MONTH),)),
        ),
        ("number of records by Region", SummaryRequest(How.COUNT, "", REGION)),
        ("count of 'records' by Region", SummaryRequest(How.COUNT, "records", REGION)),
        (
            "avg 'Sales by unit, net' by 'Research and Development'",
            SummaryRequest(
                How.AVERAGE, "Sales by unit, net", (Grouping("Research and Development"),)
            ),
        ),
        (
            "median of 'It''s' by quarter(Date)",
            SummaryRequest(How.MEDIAN, "It's", (Grouping("Date", DatePart.QUARTER),)),
        ),
        (
            "Summe von Umsatz nach Region und Jahr von Datum, Top 5",
            SummaryRequest(How.SUM, "Umsatz", (*REGION, Grouping("Datum", DatePart.YEAR)), 5),
        ),
        ("Anzahl Datensätze je Region", SummaryRequest(How.COUNT, "", REGION)),
        ("Durchschnitt Preis nach Region", SummaryRequest(How.AVERAGE, "Preis", REGION)),
        ("按地区求和销售额，前10名", SummaryRequest(How.SUM, "销售额", (Grouping("地区"),), 10)),
        (
            "求和 销售额 按 地区、年份",
            SummaryRequest(How.SUM, "销售额", (Grouping("地区"), Grouping("年份"))),
        ),
        ("按Region求和Sales，前3名", SummaryRequest(How.SUM, "Sales", REGION, 3)),
        (
            "按日期的月份平均价格",
            SummaryRequest(How.AVERAGE, "价格", (Grouping("日期", DatePart.MONTH),)),
        ),
    ],
)
def test_people_write_it_in_three_languages(text: str, request_made: SummaryRequest) -> None:
    assert parse_summary(text) == request_made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sales by Region", "not understood"),
        ("sum of Sales", "not understood"),
        ("", "not understood"),
        ("sum by Region", "not complete"),
        ("sum of Sales by Region, top 0", "not complete"),
        ("sum of Sales by A and B and C", "3 columns"),
    ],
)
def test_what_is_no_request_says_where_and_how_to_write_it(text: str, said: str) -> None:
    place = Place("Book.xlsx", "Exhibits", "H4")
    with pytest.raises(CallError, match=said) as caught:
        parse_summary(text, place)
    assert caught.value.place == place
    assert "sum of Sales by Region" in caught.value.remedy


_NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp"), exclude_characters="‘’"),
    min_size=1,
    max_size=12,
).map(lambda name: " ".join(name.split())).filter(bool) | st.sampled_from(
    ["Year", "sum", "by", "top 5", "year of Date", "records", "a and b", "1,5", "(x)", "按", "it's"]
)  # fmt: skip


@example(How.SUM, "0", [Grouping("top 5", DatePart.YEAR)], 0)
@given(
    st.sampled_from(How),
    _NAMES,
    st.lists(
        st.builds(Grouping, _NAMES, st.none() | st.sampled_from(DatePart)), min_size=1, max_size=2
    ),
    st.integers(0, 99),
)
def test_a_request_reads_as_it_is_written(
    how: How, measure: str, groups: list[Grouping], top: int
) -> None:
    request = SummaryRequest(how, measure, tuple(groups), top)
    assert parse_summary(str(request)) == request


@given(st.integers(0, 10 * SAMPLE))
def test_a_sample_is_all_of_a_few_and_spread_over_many(count: int) -> None:
    rows = spread(count)
    assert len(rows) <= SAMPLE
    assert len(rows) == count or len(rows) * 2 > SAMPLE
    assert not rows or (rows[0] == 0 and rows[-1] < count and count - rows[-1] <= rows.step)
