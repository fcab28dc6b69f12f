"""The table of kinds and decorations in docs/charts.md says what the program offers."""

from __future__ import annotations

from pathlib import Path

from briefing_app.charts.decorations import possible_marks
from briefing_app.charts.families import FAMILIES
from briefing_app.model.chart_spec import ChartKind, Mark
from tests.unit.charts.kinds import spec_of

DOCS = Path(__file__).parents[3] / "docs" / "charts.md"


def row_of(kind: ChartKind) -> str:
    """Return the line of a kind: which marks it can have."""
    possible = possible_marks(spec_of(kind))
    cells = ("x" if mark in possible else "" for mark in Mark)
    return f"| {kind.value} | {' | '.join(cells)} |"


def test_the_table_is_as_the_program() -> None:
    text = DOCS.read_text(encoding="utf-8")
    head = f"| kind | {' | '.join(mark.value for mark in Mark)} |"
    assert head in text, head
    assert [row for row in map(row_of, FAMILIES) if row not in text] == []
