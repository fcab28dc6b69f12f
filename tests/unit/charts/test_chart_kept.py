"""What charts keep for each other changes nothing of what they paint."""

from __future__ import annotations

from briefing_app.charts.chart_drawing import chart_items
from briefing_app.charts.chart_paint import Kept
from briefing_app.charts.chart_reading import read_chart
from briefing_app.model.drawing import Item, Outline, Picture, PictureFill
from briefing_app.ooxml.pictures import no_media
from briefing_app.ooxml.xml_reader import Node
from tests.unit.charts.chart_pictures import (
    FRAME,
    INNER,
    SCOPE,
    axes,
    bars,
    chart_space,
    drawn,
    labels,
    metrics,
    series,
    texts,
)


def _styled(rgb: str, size: int, width: int) -> Node:
    """Return a chart whose label texts have that colour and size, their boxes such an edge."""
    fill = f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'
    text = (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}">{fill}</a:defRPr></a:pPr></a:p>'
        "</c:txPr>"
    )
    edge = f'<c:spPr><a:ln w="{width}">{fill}</a:ln></c:spPr>'
    return chart_space(INNER + bars(series((5.0,), extra=labels("ctr", edge + text))) + axes())


def _with(kept: Kept, root: Node) -> list[Item]:
    return list(chart_items(root, FRAME, SCOPE, metrics(), kept=kept)[0])


def test_a_chart_is_painted_as_if_it_were_the_first() -> None:
    kept = Kept()
    charts = [_styled("FF0000", 900, 12700), _styled("00FF00", 900, 12700),
              _styled("FF0000", 1400, 12700), _styled("FF0000", 900, 25400)]  # fmt: skip
    for root in (*charts, *charts):
        assert _with(kept, root) == drawn(root)
    assert len({str(_with(kept, root)) for root in charts}) == len(charts)


def test_equal_styles_of_charts_are_worked_out_once() -> None:
    kept = Kept()
    _with(kept, _styled("FF0000", 900, 12700))
    before = len(kept.styles), len(kept.strokes)
    _with(kept, _styled("FF0000", 900, 12700))
    assert (len(kept.styles), len(kept.strokes)) == before
    _with(kept, _styled("FF0000", 950, 12700))
    assert len(kept.styles) > before[0]


def test_a_picture_that_one_chart_lacks_is_looked_for_in_the_next() -> None:
    blip = '<a:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    spaces = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    own = f"<c:spPr {spaces}>{blip}</c:spPr>"
    root = chart_space(INNER + bars(series((5.0,), extra=own)) + axes())
    kept = Kept()
    picture = Picture("a", "image/png", b"")
    filled = [
        sum(isinstance(one, Outline) and isinstance(one.fill, PictureFill) for one in items)
        for media in (no_media, {"rId1": picture}.get)
        for items, _ in [chart_items(root, FRAME, SCOPE, metrics(), media, kept)]
    ]
    assert filled == [0, 1]


def test_levels_of_categories_are_as_long_as_the_cache_says() -> None:
    def level(*points: tuple[int, str]) -> str:
        shown = "".join(f"<c:pt idx='{n}'><c:v>{name}</c:v></c:pt>" for n, name in points)
        return f"<c:lvl>{shown}</c:lvl>"

    for count, length in (("4", 4), ("2", 2), (None, 3)):
        said = "" if count is None else f"<c:ptCount val='{count}'/>"
        cache = said + level((0, "a"), (2, "c")) + level((0, "All"))
        cat = f"<c:cat><c:multiLvlStrRef><c:multiLvlStrCache>{cache}</c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"  # noqa: E501
        row = f"<c:ser><c:idx val='0'/>{cat}</c:ser>"
        (found,) = read_chart(chart_space(INNER + bars(row) + axes())).series
        names = (*("a", "", "c", "")[:length],), (*("All", "", "", "")[:length],)
        assert found.categories.levels == names


def test_labels_of_two_series_look_each_their_own_way() -> None:
    small = '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="700"/></a:pPr></a:p></c:txPr>'
    large = small.replace("700", "2000")
    rows = series((4.0, 5.0), extra=labels("ctr", small)) + series(
        (6.0, 7.0), index=1, extra=labels("ctr", large)
    )
    found = texts(drawn(chart_space(INNER + bars(rows) + axes())))
    assert [found[each].size for each in "4567"] == [7, 7, 20, 20]


def test_each_series_has_its_own_categories() -> None:
    said = (
        "<c:cat><c:strLit><c:ptCount val='1'/><c:pt idx='0'><c:v>{}</c:v></c:pt></c:strLit></c:cat>"
    )
    rows = "".join(
        f"<c:ser><c:idx val='{n}'/>{said.format(name)}"
        "<c:val><c:numLit><c:ptCount val='1'/><c:pt idx='0'><c:v>1</c:v></c:pt></c:numLit></c:val>"
        "</c:ser>"
        for n, name in enumerate(("North", "South", "North"))
    )
    chart = read_chart(chart_space(INNER + bars(rows) + axes()))
    assert [one.categories.levels for one in chart.series] == [
        (("North",),), (("South",),), (("North",),)
    ]  # fmt: skip
