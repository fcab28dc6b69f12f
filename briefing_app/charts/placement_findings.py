"""What is said when something could not be shown as it should be."""

from __future__ import annotations

from briefing_app.charts.label_placement import AxisTexts
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, info, warning

Findings = tuple[Finding, ...]


def names_cut(count: int) -> Findings:
    """Return what is said of series names that end in an ellipsis."""
    if not count:
        return ()
    return (
        warning(
            "chart-name-shortened",
            f"{_many(count, 'series name')} too long for the chart and shortened there.",
            "Shorten the names in the table.",
        ),
    )


def of_category_texts(texts: AxisTexts, spec: ChartSpec, *, lying: bool) -> Findings:
    """Return what is said of category labels that were shortened or thinned out."""
    findings: list[Finding] = []
    if texts.shortened:
        remedy = "Shorten the names in the table" + ("." if lying else ", or choose bars.")
        findings.append(
            warning(
                "chart-category-shortened",
                f"{_many(texts.shortened, 'category name')} too long for the chart and shortened.",
                remedy,
            )
        )
    if texts.skip > 1 and not spec.time:
        remedy = "Show fewer categories" + ("." if lying else ", or choose bars.")
        findings.append(
            warning(
                "chart-categories-thinned",
                f"One in {texts.skip} of the {len(spec.categories)} category names has room.",
                remedy,
            )
        )
    return tuple(findings)


def axis_for_labels(*, shown: bool) -> Findings:
    """Return what is said of a chart with a value axis in place of labels."""
    if not shown:
        return ()
    return (
        info(
            "chart-axis-for-labels",
            "There is no room for a label at every value, so the chart has an axis.",
            "Show fewer values where each should be read.",
        ),
    )


def labels_left_out(count: int, total: int) -> Findings:
    """Return what is said of segments that are too small for a label."""
    if not count:
        return ()
    return (
        info(
            "chart-label-left-out",
            f"Labels that would not fit their segments are left out: {count} of {total}.",
            "Gather small parts, or enlarge the exhibit.",
        ),
    )


def _many(count: int, noun: str) -> str:
    return f"1 {noun} was" if count == 1 else f"{count} {noun}s were"
