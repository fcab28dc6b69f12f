"""Stacked clustered columns: for each category several stacks side by side.

Each stack of each category has a slot of its own on the axis, with an empty one between two
categories. The names of the stacks are those of the slots; those of the categories stand under
them, as labels of a line that draws nothing. All slots are formulas over the inputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import LegendPlan, legend_above, plan_legend
from briefing_app.charts.cell_labels import name_formula
from briefing_app.charts.chart_elements import (
    UNNAMED,
    hidden_line,
    label_range,
    other_labels,
    range_label,
    series_values,
)
from briefing_app.charts.columns_and_bars import bar_chart, names_for_legend
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import AxisTexts, line_height, texts_in_slots
from briefing_app.charts.plot_area import EDGE_PT, PlotArea, categories_of
from briefing_app.charts.side_names import SideNames, name_lines, side_names
from briefing_app.charts.stack_parts import Stack
from briefing_app.charts.stack_totals import totals_over
from briefing_app.charts.stacks import (
    draw_stacked,
    findings_of,
    stacked_series,
    standing_stacks,
)
from briefing_app.model.cell_range import column_letters
from briefing_app.model.cell_value import BLANK, Missing
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error
from briefing_app.ooxml.elements import NOTHING, Xml

_GAP = 12
"""Per cent of a bar's width between two stacks of a category."""
_WIDEST_SLOT_PT = 80.0
_NAMES_GAP_PT, _TURNED_GAP_PT = 2.0, 5.0
_POINT_GAP_PT = 4.0
"""Between a point and a label below it."""
_AXIS_PT = 50.0
"""What a shown axis of values may take at the left."""
_MOST_SLOTS = 32_000


def clusters_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be stacked clustered columns."""
    if len(spec.stacks) != len(spec.series):
        return error(
            "chart-clusters-stacks",
            f"There are {len(spec.series)} series and {len(spec.stacks)} names of stacks.",
            "Say for each series in which stack it stands.",
        )
    slots = len(spec.categories) * (len(set(spec.stacks)) + 1)
    if slots > _MOST_SLOTS:
        return error(
            "chart-too-many-categories",
            f"The chart would have {slots} places for stacks, and {_MOST_SLOTS} is the most.",
            "Choose fewer rows.",
        )
    return None


@dataclass(frozen=True, slots=True)
class _Slots:
    """Slots of the axis. stacks: their names, in order; count: of categories."""

    stacks: tuple[str, ...]
    count: int

    @property
    def pitch(self) -> int:
        """Return the slots from one category to the next."""
        return len(self.stacks) + 1

    @property
    def total(self) -> int:
        """Return how many slots there are; none stands empty at the end."""
        return self.count * self.pitch - 1

    def of(self, category: int, stack: str) -> int:
        """Return the slot of a stack."""
        return category * self.pitch + self.stacks.index(stack)

    def names(self) -> tuple[str, ...]:
        """Return the names of the slots, "" between two categories."""
        return ((*self.stacks, "") * self.count)[:-1]

    def middle(self, category: int) -> int:
        """Return the slot that carries the name of a category."""
        return category * self.pitch + (len(self.stacks) - 1) // 2


def draw_clusters(frame: Frame) -> Drawing:
    """Return stacked clustered columns."""
    slots = _Slots(tuple(dict.fromkeys(frame.spec.stacks)), len(frame.spec.categories))
    if len(slots.stacks) == 1:
        return draw_stacked(frame, lying=False)
    wide = _in_slots(frame, slots)
    side = side_names(wide)
    shown, cut = (wide.names, side.cut) if side else names_for_legend(wide)
    distinct = tuple(dict.fromkeys(shown))
    legend = None if side else plan_legend(distinct, wide)
    names = _category_names(frame, slots, side)
    stack = _stack(wide, names)
    area = standing_stacks(stack, legend.height + EDGE_PT if legend else EDGE_PT, side)
    names = _inside(names, slots, area, frame)
    columns = _columns(frame, wide, slots)
    categories = categories_of(area.texts, wide.spec.categories, columns, len(frame.names) + 1)
    series, findings = stacked_series(stack, area, shown, categories, columns)
    lines = name_lines(stack, side, area, categories, columns) if side else []
    if area.label_pt and stack.totals_shown:
        index = len(series) + len(lines)
        lines.append(totals_over(stack, area, index, categories, columns))
    _name_columns(frame, slots, area, names, columns)
    index = len(series) + len(lines)
    lines.append(_names_line(frame, slots, area, names.size_pt, (categories, columns), index))
    return Drawing(
        inner=area.inner,
        groups=(bar_chart(series, lying=False, overlap=100, gap=_GAP),),
        lines=tuple(lines),
        axes=area.axes(wide),
        columns=columns,
        series=len(series) + len(lines),
        categories=categories,
        legend=_legend(legend, shown, len(lines), wide) if legend else NOTHING,
        findings=(
            *said.names_cut(cut),
            *findings,
            *said.of_category_texts(names, frame.spec, lying=False),
            *findings_of(stack, area),
            *said.stack_names_left_out(slots.stacks, missing=not area.texts.lines),
        ),
    )


def _legend(plan: LegendPlan, shown: Sequence[str], helpers: int, frame: Frame) -> Xml:
    """Return the legend with one entry for each name."""
    again = [n for n, name in enumerate(shown) if name in shown[:n]]
    return legend_above(plan, [*again, *range(len(shown), len(shown) + helpers)], frame)


def _stack(wide: Frame, names: AxisTexts) -> Stack:
    below = names.lines * line_height(names.size_pt) + _TURNED_GAP_PT
    return Stack(
        wide,
        first=len(wide.names) + 2,
        gap=_GAP,
        cap=_WIDEST_SLOT_PT,
        below=below,
        unnamed=True,
        named_at=1,
        turned=True,
    )


def _in_slots(frame: Frame, slots: _Slots) -> Frame:
    """Return the frame whose categories are the slots."""
    series = []
    for given, stack in zip(frame.spec.series, frame.spec.stacks, strict=True):
        values: list[float | Missing] = [BLANK] * slots.total
        for category, value in enumerate(given.values):
            values[slots.of(category, stack)] = value
        series.append(replace(given, values=tuple(values), addresses=()))
    spec = replace(frame.spec, categories=slots.names(), series=tuple(series), time=False)
    return replace(frame, spec=spec)


# --- names of categories ----------------------------------------------------------------------


def _category_names(frame: Frame, slots: _Slots, side: SideNames | None) -> AxisTexts:
    """Return the names under the stacks, measured so that they fit beside a shown axis too."""
    right = side.width if side else EDGE_PT
    room = max(frame.width - right - _AXIS_PT, frame.width * 0.2)
    slot = min(room / slots.total, _WIDEST_SLOT_PT)
    return texts_in_slots(
        frame.spec.categories,
        slot * len(slots.stacks),
        frame.sizes,
        frame.ruler,
        time=frame.spec.time,
    )


def _inside(names: AxisTexts, slots: _Slots, area: PlotArea, frame: Frame) -> AxisTexts:
    """Return thinned names no longer than what the first has room for, which is not thinned."""
    if names.skip == 1:
        return names
    half = area.inner.left + area.slot * len(slots.stacks) / 2 - EDGE_PT
    texts = tuple(
        name if n % names.skip else frame.ruler.shortened(name, names.size_pt, 2 * half)
        for n, name in enumerate(names.texts)
    )
    cut = sum(one != other for one, other in zip(texts, frame.spec.categories, strict=True))
    return replace(names, texts=texts, shortened=cut)


def _name_columns(
    frame: Frame, slots: _Slots, area: PlotArea, names: AxisTexts, columns: list[SheetColumn]
) -> None:
    """Add the columns of the names of categories: their texts, broken into lines, and places."""
    width = area.slot * len(slots.stacks) if names.skip == 1 else frame.width
    texts, formulas = [""] * slots.total, [""] * slots.total
    for n, name in enumerate(names.texts):
        if n % names.skip == 0 and not (names.last_hidden and n + names.skip >= slots.count):
            at = slots.middle(n)
            lines = frame.ruler.lines(name, names.size_pt, width * 0.95)
            texts[at] = "\n".join(lines)
            formulas[at] = name_formula(lines, frame.spec.categories[n], f"A{n + 2}")
    cells = [shown or None for shown in texts]
    columns.append(SheetColumn("Category", cells, helper=True, formulas=formulas))
    places = [0.0 if shown else None for shown in texts]
    columns.append(SheetColumn("Category position", places, helper=True))


def _names_line(
    frame: Frame,
    slots: _Slots,
    area: PlotArea,
    size_pt: float,
    sheet: tuple[Xml, Sequence[SheetColumn]],
    index: int,
) -> Xml:
    """Return the line that carries the names of the categories, each under its stacks.

    sheet: the categories, and the columns of the workbook, of which the last two are the names.
    """
    categories, columns = sheet
    texts, places = columns[-2].values, columns[-1].values
    look = frame.look(size_pt)
    to_bottom = -min(area.scale.low, 0.0) * area.unit
    air = _TURNED_GAP_PT if area.texts.turned else _NAMES_GAP_PT
    down = (to_bottom + area.texts.height + air - _POINT_GAP_PT) / frame.height
    # With an even number of stacks the middle lies between two slots.
    right = 0.0 if len(slots.stacks) % 2 else area.slot / 2 / frame.width
    labels = [
        range_label(n, str(shown), look, "b", (right, down))
        for n, shown in enumerate(texts)
        if shown
    ]
    return hidden_line(
        index,
        UNNAMED,
        categories,
        series_values(len(columns) - 1, places, "0"),
        other_labels(labels, look, "b"),
        label_range(len(columns) - 2, [str(shown or "") for shown in texts]),
    )


# --- the worksheet ----------------------------------------------------------------------------


def _columns(frame: Frame, wide: Frame, slots: _Slots) -> list[SheetColumn]:
    """Return the table as it was given, then the slots, whose cells refer to it."""
    own = column_letters(len(frame.names) + 2)
    names = wide.spec.categories
    of_names = [
        f"{own}${n % slots.pitch + 2}" if n >= slots.pitch and name else ""
        for n, name in enumerate(names)
    ]
    stacks = SheetColumn("Stack", [name or None for name in names], helper=True, formulas=of_names)
    return [
        *frame.input_columns(),
        stacks,
        *(
            SheetColumn(
                f"{name} ({frame.spec.stacks[n]})",
                row,
                frame.format_of(n),
                helper=True,
                formulas=[
                    "" if value is None else f"{column_letters(n + 2)}{at // slots.pitch + 2}"
                    for at, value in enumerate(row)
                ],
            )
            for n, (name, row) in enumerate(zip(frame.names, wide.values, strict=True))
        ),
    ]
