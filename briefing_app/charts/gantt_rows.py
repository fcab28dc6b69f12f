"""The stacks of a plan: tasks and milestones with their dates, years and months above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts.chart_elements import (
    INVISIBLE,
    UNNAMED,
    Plotted,
    category_texts,
    fill_and_line,
    label_range,
    other_labels,
    range_label,
    series_title,
    series_values,
)
from briefing_app.charts.chart_sheet import ChartSheet, cell
from briefing_app.charts.columns_and_bars import bar_series
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.gantt_plan import DASH, Plan
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.model.cell_range import column_letters
from briefing_app.ooxml.elements import NOTHING, Xml

_DIAMOND = "◆"
_DATE_CODE = "yyyy-mm-dd"


# --- the worksheet ----------------------------------------------------------------------------


def inputs_of(plan: Plan) -> ChartSheet:
    """Return tasks, starts, ends and groups; without ends their column is there to be filled."""
    frame = plan.frame
    sheet = ChartSheet([SheetColumn("", frame.spec.categories)])
    sheet.input(frame.names[0], frame.values[0], _DATE_CODE)
    name = frame.names[1] if len(frame.names) > 1 else "End"
    sheet.input(name, [task.end for task in plan.tasks], _DATE_CODE)
    sheet.input("Group", [plan.groups[task.group] or None for task in plan.tasks])
    return sheet


def categories_of_rows(plan: Plan, sheet: ChartSheet) -> Xml:
    """Return the names of the rows: none for the ruler, one in so many where not all have room."""
    texts = plan.texts
    shown = [
        "" if n < plan.head or (n - plan.head) % texts.skip else each
        for n, each in enumerate(texts.texts)
    ]
    names = ("",) * plan.head + plan.frame.spec.categories
    formulas = [
        f'A{n - plan.head + 2}&""' if each and each == name else ""
        for n, (each, name) in enumerate(zip(shown, names, strict=True))
    ]
    column = sheet.helper("Row", [each or None for each in shown], formulas)
    return category_texts(column, shown)


def _padded(plan: Plan, values: Sequence[float | None]) -> list[float | None]:
    """Return the values of tasks below the rows of the ruler."""
    return [*(None,) * plan.head, *values]


def _of_tasks(plan: Plan, formulas: Sequence[str]) -> list[str]:
    return [*("",) * plan.head, *formulas]


def _is_task(r: int) -> str:
    """Return the condition that a row has a start and an end after it."""
    start, end = cell(1, r), cell(2, r)
    return f"ISNUMBER({start}),ISNUMBER({end}),{end}>={start}"


def _is_milestone(r: int) -> str:
    """Return the condition that a row has a start and no end after it."""
    start, end = cell(1, r), cell(2, r)
    return f"AND(ISNUMBER({start}),OR(NOT(ISNUMBER({end})),{end}<{start}))"


def _days_by_group(plan: Plan, sheet: ChartSheet) -> list[int]:
    """Add a column of days for each group; what belongs to no other belongs to the last."""
    rows, first = range(len(plan.tasks)), len(sheet.columns)
    heads = [f"{column_letters(first + n + 1)}$1" for n in range(len(plan.groups))]

    def belongs(n: int, r: int) -> str:
        own = cell(3, r)
        return f"EXACT({own},{heads[n]})" if plan.groups[n] else f'{own}=""'

    def last(r: int) -> str:
        others = ",".join(belongs(n, r) for n in range(len(plan.groups) - 1))
        return f"NOT(OR({others}))" if others else "TRUE"

    added = []
    for n, group in enumerate(plan.groups):
        formulas = [
            f"IF(AND({_is_task(r)},{belongs(n, r) if n < len(plan.groups) - 1 else last(r)}),"
            f"{cell(2, r)}-{cell(1, r)}+1,0)"
            for r in rows
        ]
        days = [task.length if task.group == n else 0.0 for task in plan.tasks]
        column = sheet.helper(group or "Days", _padded(plan, days), _of_tasks(plan, formulas), "0")
        added.append(column)
    return added


def _bars(plan: Plan, sheet: ChartSheet) -> list[_Stacked]:
    """Return what is stacked in the rows of tasks: start, groups, milestone, dates."""
    tasks, rows = plan.tasks, range(len(plan.tasks))
    begin = sheet.helper(
        "From",
        [*_at_ruler(plan, [plan.ruler.low] * len(plan.ruler.rows)), *(t.start for t in tasks)],
        _of_tasks(plan, [cell(1, r) if tasks[r].start is not None else "" for r in rows]),
        "0",
    )
    columns = [begin, *_days_by_group(plan, sheet)]
    columns.append(
        sheet.helper(
            "Milestone",
            _padded(plan, [float(task.milestone) for task in tasks]),
            _of_tasks(plan, [f"IF({_is_milestone(r)},1,0)" for r in rows]),
            "0",
        )
    )
    sliver = max(1.0, (plan.ruler.high - plan.ruler.low) / 1000)
    columns.append(
        sheet.helper("After", _padded(plan, [None if t.start is None else sliver for t in tasks]))
    )
    labels = _all_labels(plan, sheet)
    fills = [None, *plan.colours, None, None]
    names = [UNNAMED] * len(columns)
    for n, group in enumerate(plan.groups):
        names[n + 1] = series_title(columns[n + 1], group or "Days", plan.shown[n] or "Days")
    return [
        _Stacked(
            names[n],
            column,
            fill_and_line(fills[n], None) if fills[n] else INVISIBLE,
            *labels.get(n, (NOTHING, NOTHING)),
        )
        for n, column in enumerate(columns)
    ]


@dataclass(frozen=True, slots=True)
class _Stacked:
    """A series before it has its number. column: of its values; look: its ``c:spPr``."""

    name: Xml
    column: int
    look: Xml
    labels: Xml = NOTHING
    extension: Xml = NOTHING


def series_of(plan: Plan, sheet: ChartSheet, categories: Xml) -> tuple[list[Xml], list[int]]:
    """Return all series, and the numbers of those that the legend does not show.

    LibreOffice counts the entries of a legend of bars from the end, so as many hidden series
    stand before the groups as after them. Within a row, only the order of its own pieces counts.
    """
    bars, periods = _bars(plan, sheet), _periods(plan, sheet)
    first = len(periods) // 2 + 1
    groups = len(plan.groups)
    before = [bars[0], *periods[:first]]
    after = [*bars[groups + 1 :], *periods[first:]]
    if len(before) > len(after):
        column = sheet.helper("Nothing", [None] * (plan.head + len(plan.tasks)))
        after.append(_Stacked(UNNAMED, column, INVISIBLE))
    every = [*before, *bars[1 : groups + 1], *after]
    hidden = [*range(len(before)), *range(len(before) + groups, len(every))]
    return [
        bar_series(
            n,
            Plotted(
                each.name,
                categories,
                series_values(
                    each.column, [v or None for v in sheet.numbers(each.column)], "General"
                ),
            ),
            each.look,
            labels=each.labels,
            extension=each.extension,
        )
        for n, each in enumerate(every)
    ], hidden


# --- labels -----------------------------------------------------------------------------------


def sides_of(plan: Plan) -> list[str]:
    """Return where the dates of each task stand: ``r``, ``l``, or "" for nowhere."""
    sides = []
    for task in plan.tasks:
        shown = plan.text(task)
        if task.start is None or not shown:
            sides.append("-")
            continue
        width = plan.frame.ruler.width(shown, plan.label_pt) + 3 * EDGE_PT
        width += plan.bar / 2 if task.milestone else 0.0
        before = (task.start - plan.ruler.low) * plan.unit
        end = (task.start + (task.length or 1.0) - plan.ruler.low) * plan.unit
        if end + width <= plan.inner.width and not _crossed(plan, end, end + width):
            sides.append("r")
        elif width <= before and not _crossed(plan, before - width, before):
            sides.append("l")
        else:
            sides.append("")
    return sides


def _crossed(plan: Plan, left: float, right: float) -> bool:
    """Return whether the line at today runs between two places."""
    return plan.today is not None and (
        left <= (plan.today.day - plan.ruler.low) * plan.unit <= right
    )


def _all_labels(plan: Plan, sheet: ChartSheet) -> dict[int, tuple[Xml, Xml]]:
    """Return labels and the extension that names their cells, by the number of the series."""
    groups = len(plan.groups)
    found = {groups + 1: _diamonds(plan, sheet)}
    if plan.label_pt:
        sides = sides_of(plan)
        found[0] = _dates(plan, sheet, [side == "l" for side in sides], "l")
        found[groups + 2] = _dates(plan, sheet, [side == "r" for side in sides], "r")
    return found


def _diamonds(plan: Plan, sheet: ChartSheet) -> tuple[Xml, Xml]:
    frame = plan.frame
    texts = [""] * plan.head + [_DIAMOND if task.milestone else "" for task in plan.tasks]
    if not any(texts):
        return NOTHING, NOTHING
    formulas = [f'IF({_is_milestone(r)},"{_DIAMOND}","")' for r in range(len(plan.tasks))]
    column = sheet.helper("Mark", [t or None for t in texts], _of_tasks(plan, formulas))
    look = frame.look(max(4.0, min(16.0, int(plan.bar * 0.95))), frame.palette.total)
    points = [range_label(n, shown, look, "ctr") for n, shown in enumerate(texts) if n >= plan.head]
    return other_labels(points, look, "ctr"), label_range(column, texts)


def _dates(plan: Plan, sheet: ChartSheet, wanted: Sequence[bool], side: str) -> tuple[Xml, Xml]:
    """Return the dates of some tasks, to the right of their end or to the left of their start."""
    frame = plan.frame
    texts = [""] * plan.head + [
        plan.text(task) if here else "" for task, here in zip(plan.tasks, wanted, strict=True)
    ]
    if not any(texts):
        return NOTHING, NOTHING
    formulas = [_dates_formula(plan, r) if here else "" for r, here in enumerate(wanted)]
    column = sheet.helper(
        f"Dates ({'left' if side == 'l' else 'right'})",
        [t or None for t in texts],
        _of_tasks(plan, formulas),
    )
    look = frame.look(plan.label_pt, frame.palette.muted)
    position = "inBase" if side == "r" else "inEnd"
    points = []
    for n, shown in enumerate(texts):
        if not shown:
            continue
        aside = plan.bar / 2 if plan.tasks[n - plan.head].milestone else 0.0
        shift = (aside / frame.width * (1 if side == "r" else -1), 0.0)
        points.append(range_label(n, shown, look, position, shift))
    return other_labels(points, look, position), label_range(column, texts)


def _dates_formula(plan: Plan, r: int) -> str:
    first, last = plan.words.formula(cell(1, r)), plan.words.formula(cell(2, r))
    both = f'IF({first}={last},"","{DASH}"&{last})'
    return f'{first}&IF({_is_milestone(r)},"",{both})'


# --- the ruler --------------------------------------------------------------------------------


def _at_ruler(plan: Plan, values: Sequence[float | None]) -> list[float | None]:
    """Return values of the rows of the ruler, with the empty rows above them."""
    return [held for value in values for held in (*(None,) * plan.blanks, value)]


def _periods(plan: Plan, sheet: ChartSheet) -> list[_Stacked]:
    """Return the years and months; the n-th of each row are one series."""
    frame, rows = plan.frame, plan.ruler.rows
    size = plan.label_pt or frame.least_pt
    blank: list[float | None] = [None] * len(plan.tasks)
    look, bold = frame.look(size), frame.look(size, bold=True)
    shift = (0.0, -(plan.slot + line_height(size)) / 2 / frame.height if plan.blanks else 0.0)
    made = []
    for n in range(max(map(len, rows))):
        days = [row[n].end - row[n].start if n < len(row) else None for row in rows]
        names = [row[n].name if n < len(row) else "" for row in rows]
        texts = [""] * (plan.head + len(plan.tasks))
        for k, name in enumerate(names):
            texts[plan.ruler_row(k)] = name
        column = sheet.helper(f"Period {n + 1}", [*_at_ruler(plan, days), *blank], code="0")
        named = sheet.helper(f"Period {n + 1} (name)", [t or None for t in texts])
        points = [
            range_label(plan.ruler_row(k), name, look if k else bold, "ctr", shift)
            for k, name in enumerate(names)
            if name
        ]
        made.append(
            _Stacked(
                UNNAMED,
                column,
                fill_and_line(frame.palette.grid, frame.palette.background),
                other_labels(points, look, "ctr") if points else NOTHING,
                label_range(named, texts) if points else NOTHING,
            )
        )
    return made
