"""Records that a chart shows one by one are not summed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.data_table import DataTable, TableKind
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.records import summed_up


@pytest.mark.parametrize(
    ("kind", "rows"), [("histogram", 400), ("Streudiagramm", 400), ("box plot", 400), ("bar", 2)]
)
def test_observations_are_shown_as_they_are(
    make_table: Callable[..., DataTable], kind: str, rows: int
) -> None:
    regions = [f"Region {n % 2}" for n in range(400)]
    columns = {"Sales": [float(n) for n in range(400)], "Growth": [n / 7 for n in range(400)]}
    table = replace(make_table(regions, columns), kind=TableKind.RECORDS)
    made, _ = summed_up(ChosenExhibit(ExhibitRequest(kind=kind), table), "en")
    assert made.table is not None
    assert made.table.row_count == rows
