"""The plan of tasks over time: bars from start to end, diamonds for milestones.

Bars that lie are stacked on an invisible one that reaches from the beginning of time to the start.
The years and months above the tasks are stacks of the same chart, in rows of their own, since the
steps of an axis are all as long and months are not.
"""

from __future__ import annotations

from functools import lru_cache
from math import isfinite

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import Scale, legend_above, value_axis
from briefing_app.charts.chart_elements import (
    AXIS_BODY,
    CATEGORY_AXIS,
    CATEGORY_AXIS_ID,
    SCALING,
    VALUE_AXIS_ID,
    Look,
    line_only,
    number_format,
    setting,
    text_properties,
)
from briefing_app.charts.columns_and_bars import bar_chart
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.gantt_plan import GAP_WIDTH, Plan, plan_of
from briefing_app.charts.gantt_rows import (
    categories_of_rows,
    inputs_of,
    series_of,
    sides_of,
)
from briefing_app.charts.gantt_today import today_shapes
from briefing_app.charts.palette import Colour
from briefing_app.charts.time_ruler import FIRST_DAY, LAST_DAY
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error, warning
from briefing_app.ooxml.elements import NOTHING, Xml, join

MOST_TASKS = 60
_MOST_YEARS = 60
_RULE_PT = 0.5


def gantt_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a plan."""
    if len(spec.series) > 2:
        return error(
            "chart-gantt-series",
            f"A plan has a start and an end, and here are {len(spec.series)} series.",
            "Choose two columns of dates.",
        )
    if len(spec.categories) > MOST_TASKS:
        return error(
            "chart-gantt-tasks",
            f"A plan shows {MOST_TASKS} tasks at most, and here are {len(spec.categories)}.",
            "Choose the tasks that matter, or split the plan.",
        )
    rows = [[_day(v) for v in series.values] for series in spec.series]
    days = [v for row in rows for v in row if v is not None]
    if any(not FIRST_DAY <= day <= LAST_DAY for day in days):
        return error(
            "chart-gantt-dates", "A value is not a date.", "Choose columns of dates from 1900 on."
        )
    if not rows or not any(v is not None for v in rows[0]):
        return error("chart-gantt-dates", "No task has a start.", "Choose a column of starts.")
    if max(days) - min(days) > _MOST_YEARS * 366:
        return error(
            "chart-gantt-span",
            f"The plan covers more than {_MOST_YEARS} years.",
            "Check the dates, or choose fewer tasks.",
        )
    return None


def _day(value: object) -> float | None:
    return float(value) if isinstance(value, float | int) and isfinite(value) else None


def draw_gantt(frame: Frame) -> Drawing:
    """Return a plan: categories are tasks, in order from the top."""
    plan = plan_of(frame)
    sheet = inputs_of(plan)
    categories = categories_of_rows(plan, sheet)
    series, hidden = series_of(plan, sheet, categories)
    left_out = sum(not side for side in sides_of(plan)) if plan.label_pt else len(plan.tasks)
    return Drawing(
        inner=plan.inner,
        groups=(bar_chart(series, lying=True, overlap=100, gap=GAP_WIDTH),),
        axes=join(
            (
                _task_axis(
                    Look(frame.fonts, plan.texts.size_pt, frame.palette.text), frame.palette.grid
                ),
                value_axis(Scale(plan.ruler.low, plan.ruler.high), frame, horizontal=True),
            )
        ),
        columns=sheet.columns,
        series=len(series),
        categories=categories,
        legend=legend_above(plan.legend, hidden, frame) if plan.legend else NOTHING,
        findings=(
            *said.names_cut(sum(a != b for a, b in zip(plan.shown, plan.groups, strict=True))),
            *said.of_category_texts(plan.texts, frame.spec, lying=True),
            *_turned_round(plan),
            *said.dates_left_out(left_out, len(plan.tasks)),
        ),
        told=_told(plan),
        user_shapes=today_shapes(plan),
    )


def _turned_round(plan: Plan) -> tuple[Finding, ...]:
    """Return what is said of tasks that end before they start."""
    names = [
        name
        for name, task in zip(plan.frame.spec.categories, plan.tasks, strict=True)
        if task.turned_round
    ]
    if not names:
        return ()
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return (
        warning(
            "chart-gantt-order",
            f"Ends before it starts, and is shown as a milestone: “{names[0]}”{more}.",
            "Check the two dates in the table.",
        ),
    )


@lru_cache(maxsize=64)
def _task_axis(look: Look, rule: Colour) -> Xml:
    """Return the axis of tasks, with a light line between two."""
    return CATEGORY_AXIS(
        axId=setting("c:axId", CATEGORY_AXIS_ID),
        scaling=SCALING(orientation=setting("c:orientation", "maxMin")),
        delete=setting("c:delete", 0),
        axPos=setting("c:axPos", "l"),
        majorGridlines=Xml(f"<c:majorGridlines>{line_only(rule, _RULE_PT)}</c:majorGridlines>"),
        numFmt=number_format("General"),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "low"),
        spPr=line_only(None),
        txPr=text_properties(look, AXIS_BODY),
        crossAx=setting("c:crossAx", VALUE_AXIS_ID),
        crosses=setting("c:crosses", "min"),
        auto=setting("c:auto", 0),
        lblAlgn=setting("c:lblAlgn", "ctr"),
        lblOffset=setting("c:lblOffset", 100),
        noMultiLvlLbl=setting("c:noMultiLvlLbl", 1),
    )


# --- in words ---------------------------------------------------------------------------------

_TOLD = {
    "en": ("{name}: {dates}", "{count} more tasks"),
    "de": ("{name}: {dates}", "{count} weitere Aufgaben"),
    "zh": ("{name}：{dates}", "另有{count}项任务"),
}
_MOST_TOLD = 8


def _told(plan: Plan) -> tuple[str, ...]:
    """Return the tasks with their dates for the alternative text."""
    one, more = _TOLD.get(plan.frame.spec.language[:2], _TOLD["en"])
    tasks = [
        one.format(name=name if len(name) <= 60 else name[:59] + "…", dates=plan.text(task))
        for name, task in zip(plan.frame.spec.categories, plan.tasks, strict=True)
        if task.start is not None
    ]
    rest = len(tasks) - _MOST_TOLD
    return (*tasks[:_MOST_TOLD], *((more.format(count=rest),) if rest > 0 else ()))
