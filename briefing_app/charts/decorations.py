"""What is added to a chart after its family has drawn it: arrows, lines, brackets."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.charts import decoration_findings as said
from briefing_app.charts.decoration_additions import Additions
from briefing_app.charts.decoration_arrows import add_rows
from briefing_app.charts.decoration_basis import LYING
from briefing_app.charts.decoration_beside import add_beside, column_widths, height_for_lines
from briefing_app.charts.decoration_breaks import break_of, broken_columns
from briefing_app.charts.decoration_connectors import with_connectors
from briefing_app.charts.decoration_findings import Reason
from briefing_app.charts.decoration_footnotes import footnote_findings, with_footnote_marks
from briefing_app.charts.decoration_forecast import forecast_from
from briefing_app.charts.decoration_levels import add_level_gaps
from briefing_app.charts.decoration_lines import add_level_lines, room_beside
from briefing_app.charts.decoration_plan import MARKS_OF, OWN_MARKS, Plan, plan_of
from briefing_app.charts.decoration_rates import add_rates, head_height, rates_width
from briefing_app.charts.decoration_rows import rows_height, top_of_rows
from briefing_app.charts.decoration_shapes import Shape
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Mark


def prepared(frame: Frame) -> Frame:
    """Return a frame with room for the decorations of its chart."""
    if not frame.spec.decorations:
        return frame
    frame = replace(frame, spec=with_footnote_marks(frame.spec))
    plan = plan_of(frame)
    lying = frame.spec.kind in LYING
    if lying:
        over, beside = height_for_lines(frame, plan.lines), sum(column_widths(frame, plan.rows))
    else:
        over, beside = rows_height(frame, plan.rows), room_beside(frame, plan.lines)
        if plan.rates:
            over = max(over, head_height(frame, plan.rates))
            beside += rates_width(frame, plan.rates)
    return replace(
        frame,
        over=over,
        beside=beside,
        reach=tuple(line.figure.value for line in plan.lines),
        crossed=bool(plan.lines or plan.gaps) and not lying,
    )


def decorated(frame: Frame, drawing: Drawing) -> Drawing:
    """Return a chart with its decorations."""
    if not frame.spec.decorations:
        return drawing
    if drawing.area is None:
        return _all_left_out(frame, drawing)
    plan = plan_of(frame)
    drawing, shapes = _broken(frame, drawing, plan)
    if plan.forecast is not None:
        drawing = forecast_from(drawing, frame, plan.forecast)
    if frame.spec.kind in (ChartKind.STACKED_COLUMN, ChartKind.FULL_COLUMN):
        drawing = with_connectors(drawing, frame)
    area = drawing.area
    if area is None:
        return drawing
    adding = Additions(frame, drawing, area)
    adding.shapes += shapes
    if area.lying:
        add_beside(adding, plan.rows, plan.lines)
    else:
        add_rows(adding, plan.rows)
        add_level_lines(adding, plan.lines)
        add_level_gaps(adding, plan.gaps)
        if plan.rates:
            add_rates(adding, plan.rates, top_of_rows(frame, area))
    adding.findings += (*plan.findings, *footnote_findings(frame.spec))
    return adding.result()


def _broken(frame: Frame, drawing: Drawing, plan: Plan) -> tuple[Drawing, tuple[Shape, ...]]:
    """Return columns on a broken axis where one is asked for, and the marks of the break.

    Heights mean less there: level lines are left out, and arrows do not reach down to columns.
    """
    cut = break_of(frame)
    if cut is None:
        return drawing, ()
    broken = cut if isinstance(cut, Reason) else broken_columns(frame, cut)
    if isinstance(broken, Reason):
        plan.findings.append(said.left_out(Mark.AXIS_BREAK, broken))
        return drawing, ()
    plan.findings += (said.left_out(line.mark, said.BROKEN) for line in plan.lines)
    plan.lines = []
    plan.rows = tuple(replace(mark, basis=None) for mark in plan.rows)
    return broken


def _all_left_out(frame: Frame, drawing: Drawing) -> Drawing:
    """Return a chart that has no axes of categories and values, with what is said of its marks."""
    findings = [
        said.left_out(decoration.mark, said.not_for(frame.spec.kind))
        for decoration in frame.spec.decorations
        if decoration.mark not in possible_marks(frame.spec)
    ]
    return replace(drawing, findings=(*drawing.findings, *findings, *footnote_findings(frame.spec)))


def possible_marks(spec: ChartSpec) -> tuple[Mark, ...]:
    """Return the marks that make sense on a chart, in their usual order."""
    possible = {Mark.FOOTNOTE} | MARKS_OF.get(spec.kind, frozenset())
    possible |= OWN_MARKS.get(spec.kind, frozenset())
    return tuple(mark for mark in Mark if mark in possible)
