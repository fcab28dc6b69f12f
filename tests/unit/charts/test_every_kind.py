"""Every kind of chart with what must break none: a clear refusal, or a chart that is sound."""

from __future__ import annotations

import pytest

from briefing_app.charts.chart_check import check_chart
from briefing_app.charts.chart_writer import ChartStyle, can_chart, write_chart
from briefing_app.charts.families import FAMILIES
from briefing_app.errors import NOWHERE
from briefing_app.model.chart_spec import ChartKind
from briefing_app.model.finding import Severity
from briefing_app.model.geometry import cm
from briefing_app.typeset.metrics import Metrics
from tests.unit.charts.kinds import EXTREMES, spec_of

ALWAYS_REFUSED = ("no point", "nothing but errors")
FRAMES = ((30, 15), (12, 6))


@pytest.mark.parametrize("case", EXTREMES)
@pytest.mark.parametrize("kind", FAMILIES)
def test_whatever_is_charted_is_a_chart_or_is_refused_in_words(
    kind: ChartKind, case: str, style: ChartStyle, metrics: Metrics
) -> None:
    spec = EXTREMES[case](kind)
    refused = can_chart(spec)
    if refused is not None:
        assert refused.severity is Severity.ERROR
        assert refused.code.startswith("chart-")
        assert refused.message.endswith(".")
        assert refused.remedy.endswith(".")
        return
    assert case not in ALWAYS_REFUSED
    for width, height in FRAMES:
        parts = write_chart(spec, cm(width), cm(height), style, metrics)
        assert check_chart(parts.chart_xml, parts.workbook, NOWHERE) == ()
        assert parts.alt_text
        assert all(finding.message and finding.severity for finding in parts.findings)


@pytest.mark.parametrize("kind", FAMILIES)
def test_what_the_kind_is_for_is_never_refused(kind: ChartKind) -> None:
    for case in ("2 points", "long names", "from the right"):
        assert can_chart(EXTREMES[case](kind)) is None, case
    assert can_chart(spec_of(kind)) is None


def test_every_kind_that_is_drawn_has_a_specification_of_its_own() -> None:
    kinds = {spec_of(kind).kind for kind in ChartKind}
    assert kinds == set(ChartKind)
