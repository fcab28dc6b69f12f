"""What is said when something could not be shown as it should be."""

from __future__ import annotations

from collections.abc import Sequence

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


def scale_widened(*, beyond: bool) -> Findings:
    """Return what is said where values lie outside the scale that charts are to share."""
    if not beyond:
        return ()
    return (
        warning(
            "chart-beyond-limits",
            "Values lie outside the scale that the charts share, so this chart has a wider one.",
            "Give all of the charts the wider scale.",
        ),
    )


def shares_left_out(count: int, total: int) -> Findings:
    """Return what is said of labels that have room for the value alone, not for its share."""
    if not count:
        return ()
    return (
        info(
            "chart-share-left-out",
            f"Labels with room for the value but not for its share: {count} of {total}.",
            "Show shares alone, or enlarge the exhibit.",
        ),
    )


def shares_of_mixed_signs(*, shown: bool) -> Findings:
    """Return what is said of shares in stacks that have parts below zero."""
    if not shown:
        return ()
    return (
        warning(
            "chart-share-negative",
            "A stack with parts below zero has no shares, so the labels show values.",
            "Label values, or choose another kind of chart.",
        ),
    )


def marimekko_names(count: int) -> Findings:
    """Return what is said of names that their columns are too narrow for."""
    if not count:
        return ()
    return (
        warning(
            "chart-category-shortened",
            f"{_many(count, 'column name')} too long for the column and shortened or left out.",
            "Gather narrow columns, or shorten the names in the table.",
        ),
    )


def values_left_out(count: int, total: int) -> Findings:
    """Return what is said of labels that have room for the share alone, not for its value."""
    if not count:
        return ()
    return (
        info(
            "chart-share-alone",
            f"Labels with room for the share but not for the value: {count} of {total}.",
            "Show values alone, or enlarge the exhibit.",
        ),
    )


def cells_without_values(*, shown: bool) -> Findings:
    """Return what is said of a heat map whose cells are too small for their values."""
    if not shown:
        return ()
    return (
        info(
            "chart-label-left-out",
            "There is no room for the values in the cells, so only their colours tell them.",
            "Enlarge the exhibit, or show fewer rows and columns.",
        ),
    )


def dates_left_out(count: int, total: int) -> Findings:
    """Return what is said of tasks without room for their dates."""
    if not count:
        return ()
    return (
        info(
            "chart-label-left-out",
            f"Tasks without room for their dates beside them: {count} of {total}.",
            "Enlarge the exhibit, or show fewer tasks.",
        ),
    )


def too_narrow(count: int) -> Findings:
    """Return what is said of columns that are too narrow to be drawn."""
    if not count:
        return ()
    return (
        warning(
            "chart-column-too-narrow",
            f"Less than half a per cent of the width, and so not drawn: "
            f"{count} {'column' if count == 1 else 'columns'}.",
            "Gather them as “Other”.",
        ),
    )


def stack_names_left_out(stacks: Sequence[str], *, missing: bool) -> Findings:
    """Return what is said where stacks side by side are not named."""
    if not missing:
        return ()
    return (
        warning(
            "chart-stack-names-left-out",
            f"The names of the stacks ({', '.join(stacks)}) have no room under them.",
            "Show fewer categories, or say in the title how the stacks are ordered.",
        ),
    )


def _many(count: int, noun: str) -> str:
    return f"1 {noun} was" if count == 1 else f"{count} {noun}s were"
