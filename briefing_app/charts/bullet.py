"""The bullet chart: a measure against its target, on bands that say how good it is.

Each item is five slots of lying bars without gaps between them: the outer two stay empty, the
three between carry the bands, and the middle one the measure in front of them. What stands in a
slot is stacked and cut at the target, whose mark is a thin segment. So everything is one chart of
bars, as LibreOffice and PowerPoint draw it alike, and every cell is a formula on the inputs.

Items of very different size are set as shares of their targets. The key at the top is drawn with
shapes, since LibreOffice mixes up the entries of a legend of bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import Scale, category_axis, scale_with_room, value_axis
from briefing_app.charts.bullet_items import (
    LANGUAGES,
    Item,
    Number,
    bands_unordered,
    bullets_told,
    in_shares,
    item_of,
    label_formula,
    shares_told,
)
from briefing_app.charts.bullet_key import MARK_PT, key_height, key_shapes, keys_of
from briefing_app.charts.bullet_layers import (
    MIDDLE,
    SLOTS,
    Bullet,
    Layer,
    item_columns,
    layers_of,
)
from briefing_app.charts.chart_elements import (
    AXIS_IDS,
    BAR_CHART,
    INVISIBLE,
    UNNAMED,
    Inner,
    Plotted,
    category_texts,
    fill_and_line,
    label_range,
    other_labels,
    range_label,
    series_name,
    series_values,
    setting,
)
from briefing_app.charts.chart_sheet import ChartSheet, cell
from briefing_app.charts.columns_and_bars import bar_series
from briefing_app.charts.decoration_shapes import with_shapes
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import plain_number
from briefing_app.charts.label_placement import (
    AXIS_GAP_PT,
    AxisTexts,
    line_height,
    size_within,
)
from briefing_app.charts.number_labels import label_format
from briefing_app.charts.plot_area import (
    EDGE_PT,
    LABEL_ROOM_PT,
    TICK_PT,
    names_beside,
    scale_beside,
)
from briefing_app.charts.point_series import marked_bar
from briefing_app.ooxml.elements import NOTHING, Xml, join

_HIGHEST_ITEM_PT = 52.0
_DIGIT_HEIGHT = 1.2


def draw_bullets(frame: Frame) -> Drawing:
    """Return a bullet chart."""
    told = LANGUAGES.get(frame.spec.language[:2], LANGUAGES["en"])
    shares = in_shares(frame)
    items = [item_of(frame, n, shares=shares) for n in range(len(frame.spec.categories))]
    keys = keys_of(frame, told, items)
    top = key_height(frame, keys) + EDGE_PT
    count = len(items)
    slot = min((frame.height - top - EDGE_PT) / count, _HIGHEST_ITEM_PT)
    size = size_within(_DIGIT_HEIGHT, slot, *frame.sizes)
    below = 0.0
    if not size:
        below = line_height(min(frame.label_pt, TICK_PT)) + AXIS_GAP_PT
        slot = max((frame.height - top - EDGE_PT - below) / count, 0.5)
    names, left = names_beside(frame, slot)
    room = frame.ruler.widest([item.shown for item in items], size, bold=True) + LABEL_ROOM_PT
    width = max(frame.width - left - EDGE_PT * 2, frame.width * 0.2)
    scale, end = _scale(items, width, room)
    if not size:
        scale, width = scale_beside(_axis_frame(frame, shares=shares), left, _ends(items), TICK_PT)
        end = scale.high
    inner = Inner(left, top, width, slot * count)
    made = Bullet(
        frame,
        told,
        items,
        ChartSheet.of(frame),
        shares,
        scale,
        MARK_PT / 2 * (scale.high - scale.low) / width,
        end,
        frame.names[2:],
    )
    series = _series(made, names, size)
    return Drawing(
        inner=inner,
        groups=(_chart(series),),
        axes=_axes(made, names, shown=not size),
        columns=made.sheet.columns,
        series=len(series),
        findings=(
            *said.of_category_texts(names, frame.spec, lying=True),
            *said.axis_for_labels(shown=not size),
            *shares_told(shares=shares),
            *bands_unordered(frame),
        ),
        told=bullets_told(frame, told, shares=shares),
        user_shapes=with_shapes(b"", key_shapes(frame, keys), frame.width, frame.height),
    )


def _ends(items: Sequence[Item]) -> tuple[float, float]:
    """Return the lowest and the highest value shown, or zero."""
    return (
        min(0.0, *(item.measure or 0.0 for item in items)),
        max(0.0, *(item.end for item in items)),
    )


def _scale(items: Sequence[Item], width: float, room: float) -> tuple[Scale, float]:
    """Return the scale of a hidden axis, and where the labels begin."""
    low, high = _ends(items)
    scale = scale_with_room(low, high, width, EDGE_PT if low < 0 else 0.0, room + MARK_PT)
    return scale, high + MARK_PT * (scale.high - scale.low) / width


def _axis_frame(frame: Frame, *, shares: bool) -> Frame:
    """Return the frame with the numbers of its axis."""
    return replace(frame, numbers=label_format("0%", frame.spec.language)) if shares else frame


# --- series -----------------------------------------------------------------------------------


def _series(made: Bullet, names: AxisTexts, size: float) -> list[Xml]:
    """Return all series from zero outwards, and the unseen ones that carry the labels."""
    cells = item_columns(made)
    sheet, count = made.sheet, len(made.items)
    shown = [text if n % names.skip == 0 else "" for n, text in enumerate(names.texts)]
    slots: list[str | None] = []
    sources: list[str] = []
    for n in range(count):
        own = shown[n] or None
        whole = bool(own) and own == made.frame.spec.categories[n]
        slots.extend(own if k == MIDDLE else None for k in range(SLOTS))
        sources.extend(f"A{n + 2}" if k == MIDDLE and whole else "" for k in range(SLOTS))
    column = sheet.helper("Slot", slots, sources)
    categories = category_texts(column, [slot or "" for slot in slots])
    layers = layers_of(made, cells)
    series = [_layer_series(made, n, layer, categories) for n, layer in enumerate(layers)]
    if size:
        series += _labels(made, len(series), layers, categories, size)
    return series


def _layer_series(made: Bullet, index: int, layer: Layer, categories: Xml) -> Xml:
    values = [value for value, _ in layer.pieces]
    formulas = [formula for _, formula in layer.pieces]
    code = "0%" if made.shares else made.frame.format_of(0)
    column = made.sheet.helper(layer.header, values, formulas, code)
    drawn = tuple(value or None for value in values)
    plotted = Plotted(
        series_name(column, layer.header), categories, series_values(column, drawn, code)
    )
    points: list[Xml] = []
    if layer.measure:
        strong = fill_and_line(made.frame.palette.focus, None)
        wanted = set(made.frame.spec.focus)
        points = [
            marked_bar(n * SLOTS + MIDDLE, strong)
            for n, name in enumerate(made.frame.spec.categories)
            if name in wanted
        ]
    return bar_series(index, plotted, fill_and_line(layer.fill, None), points=join(points))


def _labels(
    made: Bullet, index: int, layers: Sequence[Layer], categories: Xml, size: float
) -> list[Xml]:
    """Return the unseen bars that end where the labels begin, and the slivers that carry them."""
    sheet, frame, count = made.sheet, made.frame, len(made.items)
    code = "0%" if made.shares else frame.format_of(0)
    first = len(sheet.columns) - len(layers)
    spans: list[Number] = []
    span_formulas: list[str] = []
    texts: list[str | None] = []
    text_formulas: list[str] = []
    for n in range(count):
        for k in range(SLOTS):
            if k != MIDDLE or not made.items[n].shown:
                spans.append(None)
                span_formulas.append("")
                texts.append(None)
                text_formulas.append("")
                continue
            row = n * SLOTS + k
            filled = sum(max(0.0, layer.pieces[row][0] or 0.0) for layer in layers)
            cells = f"{cell(first, row)}:{cell(first + len(layers) - 1, row)}"
            spans.append(max(0.0, made.end - filled))
            span_formulas.append(f'MAX(0,{plain_number(made.end)}-SUMIF({cells},">0"))')
            texts.append(made.items[n].shown)
            measure, target = frame.values[0][n], frame.values[1][n]
            text_formulas.append(label_formula(frame, n + 2, measure, target))
    space = sheet.helper("Space", spans, span_formulas, code)
    sliver = (made.scale.high - made.scale.low) / 1000
    places = tuple(None if text is None else sliver for text in texts)
    at = sheet.helper("Label position", places, (), code)
    column = sheet.helper("Label", texts, text_formulas)
    look = frame.look(size, bold=True)
    labels = [range_label(n, text, look, "inBase") for n, text in enumerate(texts) if text]
    return [
        bar_series(
            index,
            Plotted(UNNAMED, categories, series_values(space, spans, code)),
            INVISIBLE,
        ),
        bar_series(
            index + 1,
            Plotted(UNNAMED, categories, series_values(at, places, code)),
            INVISIBLE,
            labels=other_labels(labels, look, "inBase") if labels else NOTHING,
            extension=label_range(column, [text or "" for text in texts]),
        ),
    ]


def _chart(series: Sequence[Xml]) -> Xml:
    return BAR_CHART(
        barDir=setting("c:barDir", "bar"),
        grouping=setting("c:grouping", "stacked"),
        varyColors=setting("c:varyColors", 0),
        ser=join(series),
        gapWidth=setting("c:gapWidth", 0),
        overlap=setting("c:overlap", 100),
        axId=AXIS_IDS,
    )


def _axes(made: Bullet, names: AxisTexts, *, shown: bool) -> Xml:
    """Return the axes. Every label of a slot is written, or PowerPoint would leave out names."""
    frame = _axis_frame(made.frame, shares=made.shares)
    axis = category_axis(replace(names, skip=1), frame, horizontal=True)
    every = '<c:tickLblSkip val="1"/>'
    axis = Xml(axis.replace("<c:noMultiLvlLbl", f"{every}<c:noMultiLvlLbl"))
    size = min(frame.label_pt, TICK_PT) if shown else 0.0
    return join((axis, value_axis(made.scale, frame, horizontal=True, size_pt=size)))
