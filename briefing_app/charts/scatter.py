"""The scatter: points with their names, groups by colour, lines at means or values, a trend.

Lines, leader lines and the trend are series of their own, whose cells are formulas on the points,
so they follow when a figure is edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts.axes import LegendPlan, legend_above, plan_legend
from briefing_app.charts.chart_elements import (
    UNNAMED,
    label_range,
    other_labels,
    range_label,
)
from briefing_app.charts.chart_sheet import ChartSheet
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import plain_number
from briefing_app.charts.palette import Colour, contrast
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.point_axes import (
    CloudArea,
    axis_titles,
    cloud_axes,
    plan_cloud,
    titles_cut,
)
from briefing_app.charts.point_cloud import (
    NAME,
    Cloud,
    Group,
    X,
    Y,
    cloud_of,
    cloud_sheet,
    points_missing,
)
from briefing_app.charts.point_labels import Dot
from briefing_app.charts.point_lines import (
    LineText,
    PointLine,
    line_texts,
    lines_across,
    point_lines,
    room_for_lines,
)
from briefing_app.charts.point_names import Names, names_missing, names_of, names_shortened
from briefing_app.charts.point_series import (
    Dress,
    cells,
    marked_point,
    marker,
    name_in_cell,
    points_of,
    scatter_chart,
    see_through,
    thin_line,
    trend_line,
)
from briefing_app.charts.point_words import cloud_told, fit_of, trend_findings
from briefing_app.model.cell_range import column_letters
from briefing_app.ooxml.elements import NOTHING, Xml

_KEY_PT = 20.0
_LINE_ENDS, _LEADER_ROWS = 2, 3
_LINE_PT, _LEADER_PT, _TREND_PT = 0.75, 0.5, 1.25
_MARKERS = ((60, 8), (150, 7), (400, 5))
"""Up to how many points on a whole page a marker is how large."""
_WHOLE_PAGE = 300_000.0
"""Area of a chart that fills a page, in square points."""
_SMALLEST_MARKER = 4
_CROWD = 60
"""With more points, markers let those below shine through."""
_THROUGH = 60
_LEGIBLE = 3.0


@dataclass
class _Scatter:
    """A scatter while it is being made."""

    frame: Frame
    cloud: Cloud
    area: CloudArea
    sheet: ChartSheet
    names: Names
    lines: Sequence[PointLine]
    texts: Sequence[LineText]
    marker_pt: int


def draw_scatter(frame: Frame) -> Drawing:
    """Return a scatter chart."""
    cloud = cloud_of(frame)
    crowd = len(cloud.points) * max(_WHOLE_PAGE / (frame.width * frame.height), 1.0)
    size = next((pt for most, pt in _MARKERS if crowd <= most), _SMALLEST_MARKER)
    lines = point_lines(frame, cloud)
    legend, top = cloud_legend(frame, cloud)
    room = room_for_lines(frame, lines, top)
    spots = [(point.x, point.y, 0.0) for point in cloud.points]
    wanted = tuple([line.value for line in lines if line.axis == axis] for axis in range(2))
    area = plan_cloud(frame, spots, room, (wanted[0], wanted[1]))
    dots = [Dot(*area.at(x, y), size / 2) for x, y, _ in spots]
    texts = line_texts(frame, area, lines)
    fit = fit_of(cloud) if frame.spec.trend else None
    across = lines_across(area, lines, fit, cloud)
    names = names_of(frame, cloud, area, dots, ([text.box for text in texts], across))
    sheet = cloud_sheet(frame, cloud, axis_titles(frame))
    made = _Scatter(frame, cloud, area, sheet, names, lines, texts, size)
    series, shown = _series(made, dots, trend=fit is not None)
    # The trend line has an entry of its own, behind those of the series.
    hidden = [n for n in range(len(series) + (fit is not None)) if n not in shown]
    return Drawing(
        inner=area.inner,
        over=(scatter_chart(series),),
        axes=cloud_axes(frame, area, (X, Y)),
        columns=sheet.columns,
        series=len(series),
        legend=legend_above(legend, hidden, frame) if legend else NOTHING,
        findings=(
            *titles_cut(frame, area),
            *points_missing(cloud),
            *names_missing(names, cloud),
            *names_shortened(names, cloud),
            *(trend_findings(fit) if frame.spec.trend else ()),
        ),
        told=cloud_told(frame, cloud, fit),
    )


def cloud_legend(frame: Frame, cloud: Cloud) -> tuple[LegendPlan | None, float]:
    """Return the legend of the groups, None where they need none, and the room that it takes."""
    shown = [group.name for group in cloud.named_groups]
    if not shown:
        return None, 0.0
    room = frame.width * 0.9 - _KEY_PT
    shown = [frame.ruler.shortened(name, frame.least_pt, room) for name in shown]
    plan = plan_legend(shown, frame, key_pt=_KEY_PT)
    return plan, plan.height + EDGE_PT


def _series(made: _Scatter, dots: Sequence[Dot], *, trend: bool) -> tuple[list[Xml], range]:
    """Return all series, and which of them are the groups.

    The first one has the most points, since LibreOffice leaves out whatever comes before a longer
    one; so all points come once more before the groups, unseen.
    """
    groups, lines = len(made.cloud.groups), len(made.lines)
    if len(made.cloud.points) < _LINE_ENDS and lines:
        first = _lines(made, 0)
        return [*first, *_groups(made, lines)], range(lines, lines + groups)
    start = int(groups > 1 or trend)
    series = [_all_points(made, trend=trend)] if start else []
    series += _groups(made, start)
    series += _lines(made, len(series))
    series += _leaders(made, dots, len(series))
    return series, range(start, start + groups)


# --- lines ------------------------------------------------------------------------------------


def _lines(made: _Scatter, index: int) -> list[Xml]:
    """Return a series of two points for each line, which its text stands behind."""
    if not made.lines:
        return []
    frame, area, sheet = made.frame, made.area, made.sheet
    ends: tuple[list[float | None], list[float | None]] = ([], [])
    sources: tuple[list[str], list[str]] = ([], [])
    texts: list[str | None] = []
    text_formulas: list[str] = []
    first = len(sheet.columns)
    letters = [column_letters(first + axis + 1) for axis in range(2)]
    for line, text in zip(made.lines, made.texts, strict=True):
        scale = (area.x, area.y)[1 - line.axis]
        ends[line.axis].extend((line.value, line.value))
        sources[line.axis].extend((line.formula, f"{letters[line.axis]}{len(texts) + 2}"))
        ends[1 - line.axis].extend((scale.low, scale.high))
        sources[1 - line.axis].extend(("", ""))
        texts.extend((None, text.shown))
        follows = bool(line.text_formula) and text.shown == line.text
        where = f"{letters[line.axis]}{len(texts) + 1}"
        text_formulas.extend(("", line.text_formula.replace("{}", where) if follows else ""))
    x = sheet.helper("Line x", ends[0], sources[0])
    y = sheet.helper("Line y", ends[1], sources[1])
    column = sheet.helper("Line text", texts, text_formulas)
    look = frame.look(frame.least_pt, frame.palette.muted)
    grey = thin_line(frame.palette.muted, _LINE_PT, "dash")
    series = []
    for n, (line, text) in enumerate(zip(made.lines, made.texts, strict=True)):
        shift = (text.shift[0] / frame.width, text.shift[1] / frame.height)
        position = "t" if line.axis == 0 else "r"
        label = range_label(1, text.shown, look, position, shift)
        start = 2 * n
        series.append(
            points_of(
                index + n,
                name_in_cell(column, start + 1, text.shown),
                (
                    cells("xVal", sheet, x, start, start + 2),
                    cells("yVal", sheet, y, start, start + 2),
                ),
                Dress(
                    grey,
                    labels=other_labels([label], look, position),
                    extension=label_range(column, ["", text.shown], start),
                ),
            )
        )
    return series


def _leaders(made: _Scatter, dots: Sequence[Dot], index: int) -> list[Xml]:
    """Return the leader lines: pieces with an empty row between them, in as few series as can be.

    None has more rows than there are points.
    """
    per_x, per_y = made.area.per_point
    xs: list[float | None] = []
    ys: list[float | None] = []
    x_sources: list[str] = []
    y_sources: list[str] = []
    for row, place in sorted(made.names.places.items()):
        if place.leader is None:
            continue
        point, dot = made.cloud.points[row], dots[row]
        for x, y in (place.leader[:2], place.leader[2:]):
            right, up = (x - dot.x) * per_x, (dot.y - y) * per_y
            xs.append(point.x + right)
            ys.append(point.y + up)
            x_sources.append(f"B{row + 2}+{plain_number(right)}")
            y_sources.append(f"C{row + 2}+{plain_number(up)}")
        xs.append(None)
        ys.append(None)
        x_sources.append("")
        y_sources.append("")
    if not xs:
        return []
    sheet = made.sheet
    x = sheet.helper("Leader x", xs[:-1], x_sources[:-1])
    y = sheet.helper("Leader y", ys[:-1], y_sources[:-1])
    grey = thin_line(made.frame.palette.muted, _LEADER_PT)
    step = max(1, (len(dots) + 1) // _LEADER_ROWS) * _LEADER_ROWS
    series: list[Xml] = []
    for start in range(0, len(xs), step):
        end = min(start + step, len(xs)) - 1
        values = (cells("xVal", sheet, x, start, end), cells("yVal", sheet, y, start, end))
        series.append(points_of(index + len(series), UNNAMED, values, Dress(grey)))
    return series


def _all_points(made: _Scatter, *, trend: bool) -> Xml:
    """Return all points, unseen, perhaps with the line of best fit through them."""
    sheet, count = made.sheet, len(made.cloud.points)
    values = (cells("xVal", sheet, X, 0, count), cells("yVal", sheet, Y, 0, count))
    look = thin_line(made.frame.palette.total, _TREND_PT)
    dress = Dress(trend=trend_line(look) if trend else NOTHING)
    return points_of(0, UNNAMED, values, dress)


# --- points -----------------------------------------------------------------------------------


def _groups(made: _Scatter, index: int) -> list[Xml]:
    labels = name_column(made.sheet, made.cloud, made.names)
    groups = enumerate(made.cloud.groups, index)
    return [_group(made, n, group, labels) for n, group in groups]


def _group(made: _Scatter, index: int, group: Group, label_column: int) -> Xml:
    frame, sheet, cloud = made.frame, made.sheet, made.cloud
    start, end = group.start, group.end
    crowd = len(cloud.points) > _CROWD
    percent = _THROUGH if crowd else 100
    border = None if crowd else frame.palette.background
    mark = marker(see_through(group.colour, border, percent), made.marker_pt)
    focus = [n - start for n in range(start, end) if cloud.points[n].focus]
    plain = len(cloud.groups) == 1
    points = []
    if len(focus) < end - start:
        own = frame.palette.focus if plain else group.colour
        edge = frame.palette.background if plain else frame.palette.text
        strong = marker(see_through(own, edge, 100), made.marker_pt + (2 if crowd else 1))
        points = [marked_point(n, strong) for n in focus]
    return points_of(
        index,
        group_name(frame, sheet, group),
        (cells("xVal", sheet, X, start, end), cells("yVal", sheet, Y, start, end)),
        Dress(
            mark=mark,
            points=points,
            labels=name_labels(frame, cloud, made.names, group),
            extension=label_range(label_column, made.names.texts[start:end], start)
            if any(start <= row < end for row in made.names.places)
            else NOTHING,
        ),
    )


def group_name(frame: Frame, sheet: ChartSheet, group: Group) -> Xml:
    """Return ``c:tx``: the first cell of the group, or the header of y where there is none."""
    if not group.name:
        return name_in_cell(Y, -1, sheet.columns[Y].header)
    return name_in_cell(len(frame.spec.series) + 1, group.start, group.name)


def name_column(sheet: ChartSheet, cloud: Cloud, names: Names) -> int:
    """Return the column whose cells are the names as shown: the first, unless some were cut."""
    count = len(cloud.points)
    if all(names.texts[n] == cloud.points[n].name for n in range(len(names.texts))):
        return NAME
    formulas = [f"A{n + 2}" if names.texts[n] == cloud.points[n].name else "" for n in range(count)]
    texts = [shown or None for shown in names.texts]
    return sheet.helper(
        "Name shown", texts, [f if t else "" for f, t in zip(formulas, texts, strict=True)]
    )


def name_labels(
    frame: Frame, cloud: Cloud, names: Names, group: Group, inks: dict[int, Colour] | None = None
) -> Xml:
    """Return the ``c:dLbls`` of a group. inks: by row, where it is not that of text."""
    labels = []
    for row in range(group.start, group.end):
        place = names.places.get(row)
        if place is None:
            continue
        focus = cloud.points[row].focus
        ink = (inks or {}).get(row)
        if (
            ink is None
            and focus
            and contrast(frame.palette.focus, frame.palette.background) >= _LEGIBLE
        ):
            ink = frame.palette.focus if len(cloud.groups) == 1 else None
        look = frame.look(names.size_pt, ink, bold=focus)
        shift = place.shift[0] / frame.width, place.shift[1] / frame.height
        labels.append(range_label(row - group.start, names.texts[row], look, place.position, shift))
    if not labels:
        return NOTHING
    return other_labels(labels, frame.look(names.size_pt), "r")
