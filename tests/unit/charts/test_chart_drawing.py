"""Where bars, points, labels, ticks and legends of a drawn chart stand."""

from __future__ import annotations

import pytest

from briefing_app.charts.chart_drawing import chart_items
from briefing_app.charts.chart_text import Setter
from briefing_app.model.drawing import Colour, Group, Outline, TextRun, Typeface
from briefing_app.model.text_body import SetParagraph, SetRun, TextBody
from briefing_app.typeset.text_layout import lay_out
from tests.unit.charts.chart_pictures import (
    FRAME,
    INNER,
    SCOPE,
    axes,
    bars,
    boxes,
    chart_space,
    drawn,
    extent,
    labels,
    lines,
    metrics,
    series,
    texts,
)

A1, A2 = "4472C4", "ED7D31"


def middle(run: TextRun) -> float:
    """Return the middle of a text from left to right."""
    return run.x + run.width / 2


def test_columns_stand_where_layout_gap_and_scale_say() -> None:
    items = drawn(chart_space(INNER + bars(series((10.0, 5.0))) + axes()))
    # two slots of 160; the bar is half of a slot; 10 is the top of 240
    assert boxes(items, A1) == [(180, 80, 80, 240), (340, 200, 80, 120)]


def test_columns_side_by_side_share_their_slot() -> None:
    two = series((10.0, 5.0)) + series((5.0, 10.0), index=1)
    items = drawn(chart_space(INNER + bars(two) + axes()))
    # a slot of 160 is two bars and a gap as wide as one
    assert [box[0] for box in boxes(items, A1)] == [166.67, 326.67]
    assert [box[0] for box in boxes(items, A2)] == [220.0, 380.0]
    assert {box[2] for box in boxes(items, A1)} == {53.33}


def test_lying_bars_begin_at_the_bottom_and_reversed_ones_at_the_top() -> None:
    plain = INNER + bars(series((10.0, 5.0)), direction="bar")
    items = drawn(chart_space(plain + axes(lying=True)))
    assert boxes(items, A1) == [(140, 230, 320, 60), (140, 110, 160, 60)]
    turned = axes(lying=True).replace(
        "<c:scaling/>", '<c:scaling><c:orientation val="maxMin"/></c:scaling>'
    )
    items = drawn(chart_space(plain + turned))
    assert boxes(items, A1) == [(140, 110, 320, 60), (140, 230, 160, 60)]


def test_stacks_stand_on_each_other_and_below_zero_apart() -> None:
    rows = series((4.0, 2.0)) + series((-2.0, 6.0), index=1)
    wide = axes().replace('<c:min val="0"/>', '<c:min val="-10"/>')
    items = drawn(chart_space(INNER + bars(rows, grouping="stacked") + wide))
    assert boxes(items, A1) == [(180, 152, 80, 48), (340, 176, 80, 24)]
    assert boxes(items, A2) == [(180, 200, 80, 24), (340, 104, 80, 72)]


def test_a_hundred_per_cent_is_shared() -> None:
    rows = series((1.0,)) + series((3.0,), index=1)
    plain = axes().replace('<c:max val="10"/><c:min val="0"/>', "")
    items = drawn(chart_space(INNER + bars(rows, grouping="percentStacked") + plain))
    assert boxes(items, A1) == [(220, 260, 160, 60)]
    assert boxes(items, A2) == [(220, 80, 160, 180)]


@pytest.mark.parametrize(
    ("position", "low", "high"),
    [("outEnd", 180, 200), ("inEnd", 200, 220), ("ctr", 250, 270), ("inBase", 300, 320)],
)
def test_labels_of_columns_stand_at_their_ends(position: str, low: float, high: float) -> None:
    items = drawn(chart_space(INNER + bars(series((5.0,), extra=labels(position))) + axes()))
    run = texts(items)["5"]
    assert middle(run) == pytest.approx(300)
    assert low < run.baseline < high + 1


def test_labels_of_lying_bars_stand_beside_their_ends() -> None:
    one = series((5.0,), extra=labels("outEnd"))
    items = drawn(chart_space(INNER + bars(one, direction="bar") + axes(lying=True)))
    run = texts(items)["5"]
    assert run.x == pytest.approx(300 + 3)  # the bar ends at 300; an inset of 3 pt
    assert run.baseline - run.size * 0.7 < 200 < run.baseline


def test_a_moved_label_moves_by_fractions_of_the_frame() -> None:
    layout = (
        '<c:dLbl><c:idx val="0"/><c:layout><c:manualLayout><c:x val="0.1"/><c:y val="-0.2"/>'
        '</c:manualLayout></c:layout><c:dLblPos val="ctr"/><c:showVal val="1"/></c:dLbl>'
    )
    still = texts(drawn(chart_space(INNER + bars(series((5.0,), extra=labels("ctr"))) + axes())))
    moved = texts(
        drawn(chart_space(INNER + bars(series((5.0,), extra=labels("ctr", layout))) + axes()))
    )
    assert moved["5"].x - still["5"].x == pytest.approx(0.1 * FRAME[2])
    assert moved["5"].baseline - still["5"].baseline == pytest.approx(-0.2 * FRAME[3])


def test_a_deleted_label_is_not_there_and_a_cell_range_label_shows_its_cell() -> None:
    field = (
        '<c:dLbl><c:idx val="0"/><c:tx><c:rich><a:bodyPr/><a:p><a:fld id="{0}" type="CELLRANGE">'
        "<a:t>old</a:t></a:fld></a:p></c:rich></c:tx></c:dLbl>"
        '<c:dLbl><c:idx val="1"/><c:delete val="1"/></c:dLbl>'
    )
    cells = (
        "<c:extLst><c:ext><c15:datalabelsRange><c15:dlblRangeCache>"
        '<c:pt idx="0"><c:v>new</c:v></c:pt></c15:dlblRangeCache></c15:datalabelsRange>'
        "</c:ext></c:extLst>"
    )
    row = series((5.0, 7.0, 8.0), extra=labels("ctr", field), tail=cells)
    assert set(texts(drawn(chart_space(INNER + bars(row) + axes())))) == {"new", "8"}


def test_lines_break_at_gaps_and_join_where_blanks_are_spanned() -> None:
    row = series((5.0, None, 5.0, 10.0), tail='<c:smooth val="0"/>')
    chart = f'<c:lineChart>{row}<c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    gap = chart_space(INNER + chart + axes())
    gap[0].append(
        gap.makeelement(gap[0].tag.replace("chart}chart", "chart}dispBlanksAs"), val="gap")
    )
    assert [extent(line) for line in lines(drawn(gap), A1)] == [(340, 80, 80, 120)]
    gap[0][-1].set("val", "span")
    assert [extent(line) for line in lines(drawn(gap), A1)] == [(180, 80, 240, 120)]


def test_a_line_beyond_its_axis_is_cut_off_at_the_plot_area() -> None:
    row = series((5.0, 30.0), tail='<c:smooth val="0"/>')
    chart = f'<c:lineChart>{row}<c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    items, _ = chart_items(chart_space(INNER + chart + axes()), FRAME, SCOPE, metrics())
    clips = [item.clip for item in items if isinstance(item, Group) and item.clip is not None]
    assert [extent(clip) for clip in clips] == [(140, 80, 320, 240)]


def test_category_labels_stand_below_their_slots_and_values_beside_their_ticks() -> None:
    items = drawn(chart_space(INNER + bars(series((10.0, 5.0))) + axes(deleted=False)))
    runs = texts(items)
    assert middle(runs["A"]) == pytest.approx(220)
    assert middle(runs["B"]) == pytest.approx(380)
    assert runs["A"].baseline > 320 + runs["A"].size * 0.7
    assert runs["10"].x + runs["10"].width < 140
    assert runs["0"].baseline - runs["10"].baseline == pytest.approx(240)


def test_an_axis_that_crosses_at_the_maximum_stands_on_the_other_side() -> None:
    far = axes(value='<c:crosses val="max"/>', deleted=False)
    runs = texts(drawn(chart_space(INNER + bars(series((10.0, 5.0))) + far)))
    assert runs["10"].x > 460


def test_long_names_are_turned_where_their_words_do_not_fit() -> None:
    area = INNER + bars(series(tuple(float(n) for n in range(20)))) + axes(deleted=False)
    root = chart_space(area)
    for node in root.iter("{*}v"):
        if node.text and node.text.isalpha():
            node.text = "Unpronounceable" + node.text
    items, _ = chart_items(root, FRAME, SCOPE, metrics())
    turned = [item for item in items if isinstance(item, Group) and item.clip is None]
    assert len(turned) >= 5
    assert {round(item.matrix[0], 3) for item in turned} == {0.0}  # upright: slots of 16 pt


def test_a_legend_at_the_side_takes_room_and_names_the_series() -> None:
    two = series((10.0, 5.0)) + series((5.0, 10.0), index=1)
    root = chart_space(bars(two) + axes())
    without = max(box[0] + box[2] for box in boxes(drawn(root), A2))
    legend = root.makeelement(root[0].tag.replace("chart}chart", "chart}legend"))
    root[0].append(legend)
    items = drawn(root)
    runs = texts(items)
    bars_end = max(box[0] + box[2] for box in boxes(items, A2) if box[3] > 20)
    assert bars_end < without - 30
    assert runs["Row 0"].x > bars_end
    assert runs["Row 1"].baseline > runs["Row 0"].baseline


def test_a_title_stands_in_the_middle_above_the_plot() -> None:
    rich = "<c:rich><a:bodyPr/><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:rich>"
    around = f"<c:title><c:tx>{rich}</c:tx></c:title>"
    items = drawn(chart_space(bars(series((10.0,))) + axes(), around))
    run = texts(items)["Sales"]
    assert middle(run) == pytest.approx(300)
    assert run.size == 18
    assert run.face.bold
    assert min(box[1] for box in boxes(items, A1)) > run.baseline


def test_slices_of_a_pie_take_their_share_of_the_circle() -> None:
    pie = '<c:pieChart><c:varyColors val="1"/>' + series((1.0, 1.0)) + "</c:pieChart>"
    items = drawn(chart_space(INNER + pie))
    assert boxes(items, A1) == [(300, 80, 120, 240)]  # clockwise from the top
    assert boxes(items, A2) == [(180, 80, 120, 240)]


@pytest.mark.parametrize(("right", "count"), [("0.1", 0), ("0.4", 1)])
def test_a_label_that_moves_within_its_pie_has_no_leader_line(right: str, count: int) -> None:
    moved = (
        '<c:dLbl><c:idx val="0"/><c:layout><c:manualLayout>'
        f'<c:x val="{right}"/><c:y val="0"/></c:manualLayout></c:layout><c:dLblPos val="ctr"/>'
        '<c:showVal val="1"/></c:dLbl>'
    )
    leaders = (
        '<c:showLeaderLines val="1"/><c:leaderLines><c:spPr><a:ln w="6350"><a:solidFill>'
        '<a:srgbClr val="00FF00"/></a:solidFill></a:ln></c:spPr></c:leaderLines>'
    )
    shown = f'<c:dLbls>{moved}<c:showVal val="0"/>{leaders}</c:dLbls>'
    pie = '<c:pieChart><c:varyColors val="1"/>' + series((1.0, 1.0), extra=shown) + "</c:pieChart>"
    assert len(lines(drawn(chart_space(INNER + pie)), "00FF00")) == count


def test_scatters_stand_at_x_and_y() -> None:
    points = '<c:pt idx="0"><c:v>2</c:v></c:pt><c:pt idx="1"><c:v>4</c:v></c:pt>'
    numbers = f'<c:numRef><c:numCache><c:ptCount val="2"/>{points}</c:numCache></c:numRef>'
    row = (
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        '<c:marker><c:symbol val="square"/><c:size val="10"/></c:marker>'
        f"<c:xVal>{numbers}</c:xVal><c:yVal>{numbers}</c:yVal></c:ser>"
    )
    chart = f'<c:scatterChart>{row}<c:axId val="1"/><c:axId val="2"/></c:scatterChart>'
    both = (
        axes()
        .replace("catAx", "valAx")
        .replace("<c:scaling/>", '<c:scaling><c:max val="10"/><c:min val="0"/></c:scaling>')
    )
    items = drawn(chart_space(INNER + chart + both))
    assert boxes(items, A1) == [(199, 267, 10, 10), (263, 219, 10, 10)]


def test_error_bars_reach_as_far_as_they_say() -> None:
    bar = (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="fixedVal"/><c:noEndCap val="1"/>'
        '<c:val val="2"/></c:errBars>'
    )
    items = drawn(chart_space(INNER + bars(series((5.0,), extra=bar)) + axes()))
    found = [extent(line) for line in lines(items, "000000")]
    assert found == [(300, 152, 0, 96)]


def test_a_second_axis_has_its_own_scale() -> None:
    line = series((1.0, 2.0), index=1, tail='<c:smooth val="0"/>')
    second = (
        '<c:catAx><c:axId val="3"/><c:scaling/><c:delete val="1"/><c:axPos val="b"/>'
        '<c:crossAx val="4"/></c:catAx><c:valAx><c:axId val="4"/><c:scaling><c:max val="2"/>'
        '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="r"/><c:crossAx val="3"/>'
        '<c:crosses val="max"/></c:valAx>'
    )
    chart = f'<c:lineChart>{line}<c:axId val="3"/><c:axId val="4"/></c:lineChart>'
    items = drawn(chart_space(INNER + bars(series((10.0, 5.0))) + chart + axes() + second))
    assert [extent(path) for path in lines(items, A2)] == [(220, 80, 160, 120)]


def test_outer_levels_of_categories_stand_in_the_middle_of_theirs() -> None:
    root = chart_space(INNER + bars(series((1.0, 2.0, 3.0, 4.0))) + axes(deleted=False))
    cache = next(root.iter("{*}strCache"))
    ns = cache.tag.rpartition("}")[0] + "}"
    level = cache.makeelement(ns + "lvl")
    for point in cache.findall(ns + "pt"):
        level.append(point)
    outer = cache.makeelement(ns + "lvl")
    for index, name in ((0, "First"), (2, "Second")):
        point = outer.makeelement(ns + "pt", idx=str(index))
        value = point.makeelement(ns + "v")
        value.text = name
        point.append(value)
        outer.append(point)
    cache.extend([level, outer])
    next(root.iter("{*}strRef")).tag = ns + "multiLvlStrRef"
    cache.tag = ns + "multiLvlStrCache"
    runs = texts(drawn(root))
    assert middle(runs["First"]) == pytest.approx(220)
    assert middle(runs["Second"]) == pytest.approx(380)
    assert runs["First"].baseline > runs["A"].baseline


def test_a_chart_of_an_unknown_kind_is_a_light_box_that_says_so() -> None:
    items, unpainted = chart_items(chart_space("<c:surfaceChart/>"), FRAME, SCOPE, metrics())
    assert unpainted == ("chart (surfaceChart)",)
    assert isinstance(items[0], Outline)
    assert extent(items[0]) == FRAME


def test_the_short_way_sets_a_line_as_the_long_way_does() -> None:
    style = SetRun("Growth 12 %", 11.5, Typeface("Arial", bold=True), Colour("112233"))
    block = Setter(metrics(), SCOPE).plain(style.text, style)
    long = lay_out(
        TextBody((SetParagraph((style,)),), (0.0, 0.0, 0.0, 0.0), wrap=False), 900, 900, metrics()
    )
    assert block.items == long.items
    assert (block.width, block.height) == pytest.approx((long.width_pt, long.height_pt))


def test_numbers_have_the_marks_of_the_language_and_a_plain_minus() -> None:
    row = series((-2.5,), extra=labels("ctr", '<c:numFmt formatCode="0.0%" sourceLinked="0"/>'))
    root = chart_space(INNER + bars(row) + axes())
    language = root.makeelement(root[0].tag.replace("chart}chart", "chart}lang"), val="de-DE")
    root.insert(0, language)
    assert set(texts(drawn(root))) == {"-250,0%"}


def test_an_axis_of_dates_keeps_its_distances() -> None:
    row = series((1.0, 2.0, 3.0), tail='<c:smooth val="0"/>')
    days = row.replace("strRef", "numRef").replace("strCache", "numCache")
    for letter, day in (("A", 45000), ("B", 45001), ("C", 45004)):
        days = days.replace(f"<c:v>{letter}</c:v>", f"<c:v>{day}</c:v>")
    chart = f'<c:lineChart>{days}<c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    dated = axes().replace("catAx", "dateAx")
    (line,) = lines(drawn(chart_space(INNER + chart + dated)), A1)
    xs = [values[0] for _, values in line.segments]
    assert xs == pytest.approx([172, 236, 428])  # five slots of 64, the points in their middle


def test_hidden_entries_of_a_legend_are_left_out() -> None:
    two = series((10.0, 5.0)) + series((5.0, 10.0), index=1)
    root = chart_space(bars(two) + axes())
    legend = root.makeelement(root[0].tag.replace("chart}chart", "chart}legend"))
    entry = legend.makeelement(legend.tag.replace("legend", "legendEntry"))
    entry.append(entry.makeelement(legend.tag.replace("legend", "idx"), val="0"))
    entry.append(entry.makeelement(legend.tag.replace("legend", "delete"), val="1"))
    legend.append(entry)
    root[0].append(legend)
    assert set(texts(drawn(root))) == {"Row 1"}


def test_a_line_without_an_entry_does_not_widen_the_keys_of_a_legend() -> None:
    line = series((9.0, 9.0), index=1, tail='<c:smooth val="0"/>')
    hidden = f'<c:lineChart>{line}<c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    places = []
    for more in ("", hidden):
        root = chart_space(INNER + bars(series((10.0, 5.0))) + more + axes())
        legend = root.makeelement(root[0].tag.replace("chart}chart", "chart}legend"))
        entry = legend.makeelement(legend.tag.replace("legend", "legendEntry"))
        entry.append(entry.makeelement(legend.tag.replace("legend", "idx"), val="1"))
        entry.append(entry.makeelement(legend.tag.replace("legend", "delete"), val="1"))
        legend.append(legend.makeelement(legend.tag.replace("legend", "legendPos"), val="l"))
        legend.append(entry)
        root[0].append(legend)
        places.append(texts(drawn(root))["Row 0"])
    assert places[0] == places[1]


def test_points_of_their_own_colour_and_bars_without_fill() -> None:
    point = (
        '<c:dPt><c:idx val="1"/><c:spPr><a:solidFill><a:srgbClr val="123456"/></a:solidFill>'
        '</c:spPr></c:dPt><c:dPt><c:idx val="0"/><c:spPr><a:noFill/></c:spPr></c:dPt>'
    )
    items = drawn(chart_space(INNER + bars(series((10.0, 5.0), extra=point)) + axes()))
    assert boxes(items, "123456") == [(340, 200, 80, 120)]
    assert boxes(items, A1) == []


def test_a_data_table_is_said_not_to_be_painted() -> None:
    root = chart_space(INNER + bars(series((10.0,))) + axes() + "<c:dTable/>")
    _, unpainted = chart_items(root, FRAME, SCOPE, metrics())
    assert unpainted == ("dTable in a chart",)


def test_a_trend_is_fitted_and_its_forecast_ends_with_the_axis() -> None:
    trend = '<c:trendline><c:trendlineType val="linear"/><c:forward val="5e5"/></c:trendline>'
    items = drawn(chart_space(INNER + bars(series((2.0, 4.0), extra=trend)) + axes()))
    # through 2 and 4 in the middle of two slots, up to 5 at the end of the axis
    assert [extent(line) for line in lines(items, "000000")] == [(220, 200, 240, 72)]


def test_a_count_that_nobody_needs_is_not_believed() -> None:
    root = chart_space(INNER + bars(series((10.0, 5.0))) + axes())
    for count in root.iter("{*}ptCount"):
        count.set("val", "999999999")
    assert len(boxes(drawn(root), A1)) == 2
