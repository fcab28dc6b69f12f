"""Plans in time: a bar from start to end for each task, and milestones."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.model.cell_value import BLANK, Missing, MissingKind, Value
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.data_table import Column
from briefing_app.model.finding import Finding, info
from briefing_app.model.moments import is_moment, serial_of
from briefing_app.model.number_text import is_date
from briefing_app.story.chart_series import Ask, Made
from briefing_app.story.column_meaning import tells_end, tells_start, words_in
from briefing_app.story.point_specs import group_column, group_texts, names_beside

_DAYS = {
    **dict.fromkeys(("days", "duration", "dauer", "tage", "天", "天数", "工期"), 1.0),
    **dict.fromkeys(("weeks", "wochen", "周", "周数"), 7.0),
}
_ISO = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class _Task:
    """start, end: days as Excel counts them; ``at`` their addresses."""

    name: str
    group: str
    start: float
    end: float | Missing
    at: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PlanColumns:
    """Which columns tell a plan. length: days in place of the end, and how many days one is."""

    start: Column
    end: Column | None = None
    milestone: Column | None = None
    length: Column | None = None
    days: float = 1.0


def plan_columns(ask: Ask) -> PlanColumns | None:
    """Return the columns of a plan by their headers, else by their order; None without dates."""
    dates = list(ask.data.dates)
    if not dates:
        return None
    start = next((column for column in dates if tells_start(column.label)), dates[0])
    others = [column for column in dates if column is not start]
    end = next((column for column in others if tells_end(column.label)), None)
    end = end or (others[0] if others else None)
    third = next((column for column in others if column is not end), None)
    if end is None:
        for column in ask.data.measures:
            days = [_DAYS[word] for word in words_in(column.label) if word in _DAYS]
            if days:
                return PlanColumns(start, length=column, days=days[0])
    return PlanColumns(start, end, third)


def of_plan(ask: Ask) -> Made:
    """Return the tasks of a plan in the order of the sheet; without an end, a milestone."""
    plan = plan_columns(ask)
    if plan is None:
        return ask.cannot(
            "A Gantt chart needs a column of dates, and the table has none.",
            "Write dates as dates in Excel, in columns such as “Start” and “End”.",
        )
    tasks, undated = _tasks(ask, plan)
    if not tasks:
        return ask.cannot("No row of the plan has a date.", "Fill in the start of each task.")
    code = next((c for c in plan.start.number_formats if is_date(c)), _ISO)
    ends = plan.end.label if plan.end else "End"
    spec = ChartSpec(
        ChartKind.GANTT,
        tuple(task.name for task in tasks),
        (
            Series(
                plan.start.label or "Start",
                tuple(task.start for task in tasks),
                code,
                addresses=tuple(task.at[0] for task in tasks),
            ),
            Series(
                ends or "End",
                tuple(task.end for task in tasks),
                code,
                addresses=tuple(task.at[1] for task in tasks),
            ),
        ),
        number_format=code,
        groups=tuple(task.group for task in tasks) if any(task.group for task in tasks) else (),
    )
    return spec, _without_dates(ask, undated)


def _tasks(ask: Ask, plan: PlanColumns) -> tuple[list[_Task], list[str]]:
    """Return the tasks, and the names of rows without a date that head no phase."""
    group, _ = group_column(ask)
    names, groups = names_beside(ask, group), group_texts(ask, group)
    tasks: list[_Task] = []
    undated: list[str] = []
    heading = ""
    for row in ask.data.rows:
        own = groups[row] if groups else heading
        found = list(_of_row(ask, plan, row, (names[row], own)))
        tasks += found
        if not found and names[row]:
            undated.append(names[row])
            heading = names[row]
    # Rows without a date that others stand under are the headings of phases.
    used = {task.group for task in tasks}
    return tasks, [name for name in undated if name not in used]


def _of_row(ask: Ask, plan: PlanColumns, row: int, names: tuple[str, str]) -> list[_Task]:
    name, group = names
    start = _day(plan.start.values[row])
    end = _day(plan.end.values[row]) if plan.end else BLANK
    at = [ask.wish.address(row, column) if column else "" for column in (plan.start, plan.end)]
    if plan.length is not None:
        length = plan.length.values[row]
        if isinstance(length, float) and length > 0 and not isinstance(start, Missing):
            end = start + length * plan.days
    made: list[_Task] = []
    if isinstance(start, Missing) and not isinstance(end, Missing):
        start, end, at = end, BLANK, [at[1], ""]
    if not isinstance(start, Missing):
        made.append(_Task(name, group, start, end, (at[0], at[1])))
    if plan.milestone is not None:
        day = _day(plan.milestone.values[row])
        if not isinstance(day, Missing):
            said = f"{name}: {plan.milestone.label}" if made and plan.milestone.label else name
            where = ask.wish.address(row, plan.milestone)
            made.append(_Task(said, group, day, BLANK, (where, "")))
    return made


def _day(value: Value) -> float | Missing:
    if is_moment(value):
        return serial_of(value)
    return value if isinstance(value, Missing) else Missing(MissingKind.NOT_AVAILABLE, str(value))


def _without_dates(ask: Ask, names: list[str]) -> list[Finding]:
    if not names:
        return []
    what = f"Not on the chart, since they have no date: {', '.join(names)}."
    return [info("points-left-out", what, "Fill in their dates.", ask.wish.place)]
