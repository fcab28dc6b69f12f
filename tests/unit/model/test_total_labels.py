"""One list of words says what a total is, for rows, columns and text."""

from __future__ import annotations

import pytest

from briefing_app.excel.totals import total_rows, totals_among
from briefing_app.facts.labels import TableLabels
from briefing_app.model.total_labels import is_total, names_whole
from briefing_app.story.column_roles import is_total as is_total_column

TOTALS = [
    "Total", "TOTALS", "Grand total", "Sub-total", "Subtotal:", "Overall total", "Sum", "Summe",
    "Gesamt", "Gesamtsumme", "insgesamt", "Zwischensumme", "Total général", "合计", "总计", "小计",
    "总和", "共计", "总额", "合計", "總計", "(Total)", "– Total –", "Total *", " Grand total ",
]  # fmt: skip
WHOLES = ["World", "Welt", "All", "Alle", "Global", "世界", "全球", "全国", "全部", "Region total"]
OTHERS = ["", "Total fertility rate", "Allowances", "Germany", "Gesamtschule", "Summer", "世界银行"]


@pytest.mark.parametrize("label", TOTALS)
def test_every_room_knows_a_total(label: str) -> None:
    assert is_total(label)
    assert names_whole(label)
    assert is_total_column(label)
    assert total_rows(["A", label], [[1.0, None]]) == (1,)
    assert totals_among([label]) == {label}


@pytest.mark.parametrize("label", WHOLES)
def test_what_names_a_whole_is_a_total_of_its_parts_only(label: str) -> None:
    assert not is_total(label)
    assert names_whole(label)
    assert is_total_column(label)


@pytest.mark.parametrize("label", [w for w in WHOLES if w != "Region total"])
def test_a_row_that_names_a_whole_is_a_total_where_it_adds_up(label: str) -> None:
    assert total_rows(["A", "B", label], [[1.0, 2.0, 3.0]]) == (2,)
    assert total_rows(["A", "B", label], [[1.0, 2.0, 4.0]]) == ()


@pytest.mark.parametrize("label", OTHERS)
def test_other_labels_are_no_totals(label: str) -> None:
    assert not is_total(label)
    assert not names_whole(label)
    assert total_rows(["A", label], [[1.0, 2.0]]) == ()


def test_a_total_column_is_left_out_of_a_range(make_table: object) -> None:
    table = make_table(["A"], {"2023": [1.0], "共计": [1.0]})  # type: ignore[operator]
    assert TableLabels(table).columns.standing.totals == {1}
