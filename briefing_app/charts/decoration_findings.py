"""What is said of decorations that could not be drawn, or that do not follow the workbook."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.model.chart_spec import ChartKind, Mark
from briefing_app.model.finding import Finding, info, warning

NAMES = {
    Mark.CAGR: "growth arrow",
    Mark.DIFFERENCE: "difference arrow",
    Mark.VALUE_LINE: "value line",
    Mark.MEAN_LINE: "mean line",
    Mark.BRACKET: "bracket",
    Mark.AXIS_BREAK: "axis break",
    Mark.FORECAST: "forecast",
    Mark.FOOTNOTE: "footnote mark",
    Mark.HUNDRED_PERCENT: "“100 % =” line",
    Mark.CONNECTORS: "connectors",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a decoration is left out, as the end of a sentence, and what to do."""

    why: str
    remedy: str


def left_out(mark: Mark, reason: Reason) -> Finding:
    """Return what is said of a decoration that is not drawn."""
    return warning(
        "chart-decoration-left-out",
        f"The {NAMES[mark]} is left out: {reason.why}.",
        reason.remedy,
    )


def fixed(mark: Mark) -> Finding:
    """Return what is said of a decoration that stays where it is when the data are edited."""
    return info(
        "chart-decoration-fixed",
        f"The {NAMES[mark]} is drawn on the chart and does not follow when its data are edited.",
        "Build the briefing again after a change, or choose columns.",
    )


def broken(category: str) -> Finding:
    """Return what is said of a column that is cut so that the others can be seen."""
    return warning(
        "chart-axis-broken",
        f"The axis is broken: the column of “{category}” is drawn shorter than it is.",
        "Keep the break only where the title speaks of it; a table or two charts are more honest.",
    )


def shortened(mark: Mark) -> Finding:
    """Return what is said of a text that ends in an ellipsis."""
    return warning(
        "chart-decoration-shortened",
        f"The text of the {NAMES[mark]} was too long for the chart and shortened.",
        "Give it a shorter text.",
    )


def no_category(name: str) -> Reason:
    """Return that a category was not found."""
    return Reason(f"there is no category “{name}”", "Check the name against the table.")


def no_series(name: str) -> Reason:
    """Return that a series was not found."""
    return Reason(f"there is no series “{name}”", "Check the name against the table.")


def no_value(name: str) -> Reason:
    """Return that a category has no number."""
    return Reason(f"“{name}” has no value", "Choose another category, or fill in the value.")


def not_for(kind: ChartKind) -> Reason:
    """Return that a kind of chart cannot have it."""
    return Reason(
        f"a {kind.value} chart has no place for it", "Choose columns, stacked columns or lines."
    )


NO_WHOLE = Reason(
    "the chart has several series and no total", "Name the series that it is to measure."
)
NOT_IN_TIME = Reason(
    "the categories are not periods in the order of time",
    "Choose a difference arrow, or put the periods in order.",
)
NOT_POSITIVE = Reason(
    "growth is only defined between two numbers above zero", "Choose a difference arrow."
)
FROM_ZERO = Reason(
    "a share of nothing or of a loss says nothing", "Choose the difference in absolute numbers."
)
SAME_PLACE = Reason("it begins where it ends", "Choose two different categories.")
NO_ROOM = Reason("there is no room for it", "Show fewer of them, or enlarge the exhibit.")
NO_NUMBER = Reason("it has no value", "Give the value at which it stands.")
NO_FORECAST = Reason(
    "no category is named from which on it holds", "Name the first category of the forecast."
)
NO_BREAK = Reason(
    "no single value towers over the others", "Show the columns as they are, or set the value."
)
BROKEN = Reason(
    "heights on a broken axis cannot be compared with a line", "Leave out the break or the line."
)
LINES_ONLY = Reason(
    "a difference between two series is drawn between lines", "Choose lines, or two categories."
)
ONE_SERIES = Reason("it needs a single series without negative values", "Choose one column.")
