from __future__ import annotations

import pytest

from briefing_app.excel.totals import total_rows


@pytest.mark.parametrize(
    "label",
    ["Total", "TOTAL:", "Grand total", "Sum", "Summe", "Insgesamt", "合计", "总计", "Sub-total"],
)
def test_a_label_that_says_nothing_but_total_suffices(label: str) -> None:
    assert total_rows(["a", "b", label], [[1.0, 2.0, 99.0]]) == (2,)


@pytest.mark.parametrize("label", ["World", "Total fertility rate", "Gesamtdeutschland", "Global"])
def test_a_label_that_may_be_a_total_needs_the_figures(label: str) -> None:
    assert total_rows(["a", "b", label], [[1.0, 2.0, 3.0]]) == (2,)
    assert total_rows(["a", "b", label], [[1.0, 2.0, 2.5]]) == ()
    assert total_rows([label, "a", "b"], [[3.0, 1.0, 2.0]]) == (0,)


def test_rounded_parts_add_up_within_their_rounding() -> None:
    columns = [[33.3, 33.3, 33.3, 100.0]]
    assert total_rows(["a", "b", "c", "World"], columns) == (3,)
    assert total_rows(["a", "b", "c", "World"], [[33.3, 33.3, 33.3, 101.0]]) == ()


def test_subtotals_are_totals_of_what_stands_above_them() -> None:
    labels = ["a", "b", "All of A", "c", "d", "All of B", "Total"]
    assert total_rows(labels, [[1.0, 2.0, 3.0, 4.0, 5.0, 9.0, 12.0]]) == (2, 5, 6)


def test_without_a_label_only_a_last_row_that_adds_up_everywhere_is_a_total() -> None:
    labels = ["a", "b", "c", "Company"]
    sums = [[1.0, 2.0, 3.0, 6.0], [1.0, 1.0, 1.0, 3.0]]
    assert total_rows(labels, sums) == (3,)
    assert total_rows(labels, sums[:1]) == ()
    assert total_rows(labels, [sums[0], [1.0, 1.0, 1.0, 4.0]]) == ()
    assert total_rows(labels, [[0.0] * 4, [0.0] * 4]) == ()


def test_nothing_is_a_total_of_nothing() -> None:
    assert total_rows([], []) == ()
    assert total_rows(["World"], [[1.0]]) == ()
    assert total_rows(["a", "World"], [[None, None]]) == ()
