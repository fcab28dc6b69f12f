"""What stands below an exhibit: footnotes first, then the source."""

from __future__ import annotations

import pytest

from briefing_app.model.bound_text import BoundText
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, Series, TableSpec
from briefing_app.model.slide_plan import BoundValue
from briefing_app.story.source_lines import with_footnotes


def chart(*notes: tuple[str, str], language: str = "en") -> ChartSpec:
    marks = tuple(Decoration(Mark.FOOTNOTE, start=name, text=text) for name, text in notes)
    series = (Series("Sales", (1.0, 2.0)),)
    return ChartSpec(
        ChartKind.COLUMN, ("2019", "2020"), series, language=language, decorations=marks
    )


@pytest.mark.parametrize(
    ("language", "source", "line"),
    [
        ("en", "Source: Report", "¹ Estimate; ² Restated. Source: Report"),
        ("zh", "来源：年报", "¹ Estimate；² Restated。来源：年报"),
        ("en", "", "¹ Estimate; ² Restated"),
    ],
)
def test_footnotes_stand_before_the_source(language: str, source: str, line: str) -> None:
    spec = chart(("2019", "Estimate"), ("2020", "Restated"), language=language)
    assert with_footnotes(BoundText(source), spec).text == line


def test_bound_values_move_behind_the_footnotes() -> None:
    value = BoundValue(8, 12, "A", "2020", ())
    line = with_footnotes(BoundText("Source: 2020", (value,)), chart(("2019", "Estimate.")))
    (moved,) = line.values
    assert line.text == "¹ Estimate. Source: 2020"
    assert line.text[moved.start : moved.end] == "2020"


def test_a_chart_without_notes_and_a_table_keep_their_source() -> None:
    source = BoundText("Source: Report")
    assert with_footnotes(source, chart()) is source
    assert with_footnotes(source, TableSpec(("A",), (("1",),), (True,))) is source
    assert with_footnotes(source, None) is source
