"""Figures stand in line at the decimal mark."""

from __future__ import annotations

import pytest

from briefing_app.deck.decimal_alignment import behind_mark, margins
from briefing_app.deck.table_layout import fitted_table
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.geometry import EMU_PER_PT, Box, cm
from briefing_app.typeset.metrics import Metrics, TextStyle

STYLE = TextStyle("Arial", 12.0)


@pytest.mark.parametrize(
    ("text", "language", "behind"),
    [
        ("1,234.5", "en", ".5"),
        ("1.234,5", "de", ",5"),
        ("1.234", "de", ""),
        ("12", "en", ""),
        ("12.50%", "en", ".50%"),
        ("(3.1)", "en", ".1)"),
        ("12*", "en", "*"),
        ("n/a", "en", ""),
    ],
)
def test_what_stands_behind_the_whole_part(text: str, language: str, behind: str) -> None:
    assert behind_mark(text, language) == behind


def test_marks_stand_in_line(metrics: Metrics) -> None:
    texts = ["1.5", "12", "3.25", "n/a"]
    free = margins(texts, [STYLE] * 4, "en", metrics)
    behind = [metrics.width(behind_mark(text, "en"), STYLE) for text in texts]
    assert (
        len({round(gap + width, 6) for gap, width in list(zip(free, behind, strict=True))[:3]}) == 1
    )
    assert free[2] == free[3] == 0.0


def test_a_column_is_as_wide_as_its_aligned_figures(
    metrics: Metrics, template: TemplateProfile
) -> None:
    spec = TableSpec(("Name", "X"), (("A", "123456"), ("B", "0.123456")), (False, True))
    layout = fitted_table(spec, Box(0, 0, cm(5), cm(5)), template.theme.minor, metrics)
    style = TextStyle("Arial", layout.size_pt)
    need = metrics.width("123456", style) + metrics.width(".123456", style)
    assert layout.widths[1] / EMU_PER_PT >= need
    assert layout.figures_fit
    assert layout.margins[0][1] > 0 == layout.margins[1][1]
