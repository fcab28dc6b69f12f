"""The measure of labels sees what it must: each fault is planted here and found."""

from __future__ import annotations

from math import pi

import pytest
from lxml import etree

from briefing_app.typeset.metrics import TextStyle
from briefing_app.usecases.shipped_files import load_metrics
from tests.deck.label_measure import (
    BOX_PER_SIZE,
    Box,
    Label,
    Promise,
    Word,
    measure,
    promises,
    stretched,
)
from tests.deck.segment_measure import Slice, segments

FRAME = Box(0, 0, 400, 300)
HEIGHT = 13.0
SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
)


def word(text: str, left: float, top: float, width: float = 30) -> Word:
    return Word(text, Box(left, top, left + width, top + HEIGHT))


def faults(words: list[Word], *texts: str) -> list[str]:
    return measure(words, FRAME, [Promise((text,)) for text in texts]).faults()


# --- words ------------------------------------------------------------------------------------


def test_labels_beside_and_above_each_other_are_no_fault() -> None:
    words = [
        word("North", 10, 10),
        word("12.0", 45, 10),
        word("South", 10, 20),
        word("East", 10, 30),
    ]
    assert faults(words, "North", "12.0", "South", "East") == []


@pytest.mark.parametrize(("x", "y"), [(35, 10), (12, 15), (12, 10)])
def test_a_label_on_another_is_found(x: float, y: float) -> None:
    (fault,) = faults([word("North", 10, 10), word("12.0", x, y)], "North", "12.0")
    assert "overlap" in fault


@pytest.mark.parametrize(("x", "y"), [(-2, 10), (371.5, 10), (10, -5), (10, 292)])
def test_a_label_out_of_its_frame_is_found(x: float, y: float) -> None:
    (fault,) = faults([word("Name", x, y)], "Name")
    assert "leaves the frame" in fault


def test_a_label_that_is_cut_is_found() -> None:
    found = faults([word("Maintenance", 10, 10), word("and", 45, 10), word("...", 80, 10)],
                   "Maintenance and repair")  # fmt: skip
    assert any("not there whole" in fault for fault in found)
    assert any("promised by nothing" in fault for fault in found)


def test_a_label_that_is_left_out_is_found_and_one_that_may_be_is_not() -> None:
    assert faults([word("2020", 10, 10)], "2020", "2021") == ["“2021” is not there whole"]
    thinned = [Promise(("2020",)), Promise(("2021",), sure=False)]
    assert measure([word("2020", 10, 10)], FRAME, thinned).faults() == []


def test_of_equal_labels_each_must_be_there() -> None:
    assert faults([word("12", 10, 10)], "12", "12") == ["“12” is not there whole"]


def test_a_label_on_several_lines_is_one() -> None:
    words = [word("Mainte", 10, 10), word("nance", 10, 22), word("12", 80, 16)]
    assert faults(words, "12", "Maintenance") == []


def test_figures_of_two_labels_are_not_read_as_one() -> None:
    words = [
        word("North", 10, 200),
        word("2", 45, 200, 6),
        word("0%", 10, 100),
        word("20%", 10, 60),
    ]
    assert faults(words, "North 2", "0%", "20%") == []


def test_a_number_is_found_with_the_marks_of_any_language_and_any_minus() -> None:
    words = [word("-1,234.5", 10, 10)]
    assert measure(words, FRAME, [Promise(("\u22121.234,5", "\u22121,234.5"))]).faults() == []


def test_lines_from_the_right_are_found_in_any_order_of_words() -> None:
    words = [word("ةيقرشلا", 10, 10), word("ةقطنملا", 45, 10), word("2", 2, 10, 6)]
    assert faults(words, "المنطقة الشرقية 2") == []
    assert faults(words[:1], "المنطقة الشرقية 2") != []


def test_squeezed_letters_are_found() -> None:
    metrics = load_metrics()
    width = metrics.width("Services", TextStyle("Arial", HEIGHT / BOX_PER_SIZE))
    assert stretched([word("Services", 10, 10, width)], metrics, "Arial") == []
    assert len(stretched([word("Services", 10, 10, width * 0.85)], metrics, "Arial")) == 1
    assert len(stretched([word("Services", 10, 10, width * 1.2)], metrics, "Arial")) == 1


# --- what a chart part promises ---------------------------------------------------------------

SERIES = """
<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>Sales</c:v></c:pt></c:strCache>
</c:strRef></c:tx>{labels}<c:cat><c:strRef><c:strCache><c:ptCount val="2"/>
<c:pt idx="0"><c:v>North</c:v></c:pt><c:pt idx="1"><c:v>South</c:v></c:pt></c:strCache></c:strRef>
</c:cat><c:val><c:numRef><c:numCache><c:formatCode>0.0</c:formatCode><c:ptCount val="2"/>
<c:pt idx="0"><c:v>{one}</c:v></c:pt><c:pt idx="1"><c:v>{two}</c:v></c:pt></c:numCache></c:numRef>
</c:val>{range}</c:ser>
"""
SHOW_VALUE = '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
RANGE = (
    '<c:extLst><c:ext uri="x"><c15:datalabelsRange><c15:dlblRangeCache><c:pt idx="0">'
    "<c:v>from a cell</c:v></c:pt></c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>"
)
FIELD = (
    '<c:dLbls><c:dLbl><c:idx val="0"/><c:tx><c:rich><a:p><a:fld type="CELLRANGE"><a:t>old</a:t>'
    '</a:fld><a:r><a:t>!</a:t></a:r></a:p></c:rich></c:tx></c:dLbl><c:showVal val="0"/></c:dLbls>'
)


def chart(
    labels: str, more: str = "", extension: str = "", grouping: str = "stacked"
) -> etree._Element:
    series = SERIES.format(labels=labels, range=extension, one=3, two=1.25)
    return etree.fromstring(
        f"<c:chartSpace {SPACES}><c:chart><c:plotArea><c:layout><c:manualLayout>"
        '<c:x val="0.25"/><c:y val="0.1"/><c:w val="0.5"/><c:h val="0.8"/>'
        '</c:manualLayout></c:layout><c:barChart><c:barDir val="col"/>'
        f'<c:grouping val="{grouping}"/>{series}<c:gapWidth val="100"/><c:axId val="1"/>'
        '<c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/>'
        '</c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:max val="4"/><c:min val="0"/>'
        '</c:scaling><c:delete val="1"/></c:valAx></c:plotArea>'
        f"{more}</c:chart></c:chartSpace>"
    )


def texts(root: etree._Element) -> set[str]:
    return {promise.texts[0] for promise in promises(root)}


def test_values_in_their_format_and_categories_are_promised() -> None:
    labels = f'<c:dLbls><c:numFmt formatCode="0.00"/>{SHOW_VALUE}</c:dLbls>'
    assert texts(chart(labels)) == {"North", "South", "3.00", "1.25"}


def test_a_deleted_label_is_not_promised() -> None:
    labels = f'<c:dLbls><c:dLbl><c:idx val="0"/><c:delete val="1"/></c:dLbl>{SHOW_VALUE}</c:dLbls>'
    assert texts(chart(labels)) == {"North", "South", "1.3"}


def test_texts_of_cells_are_promised_as_the_cache_has_them() -> None:
    assert texts(chart(FIELD, extension=RANGE)) == {"North", "South", "from a cell!"}


def test_names_in_a_legend_are_promised() -> None:
    assert "Sales" in texts(chart("", "<c:legend/>"))
    hidden = (
        '<c:legend><c:legendEntry><c:idx val="0"/><c:delete val="1"/></c:legendEntry></c:legend>'
    )
    assert "Sales" not in texts(chart("", hidden))


# --- segments ---------------------------------------------------------------------------------


def test_segments_are_where_the_file_says() -> None:
    one, two = segments(chart(""), FRAME)
    # The plot area is 100..300 by 30..270; each slot 100 wide, half of it the bar; 60 pt to a unit.
    assert one.box == Box(125, 90, 175, 270)
    assert two.box == Box(225, 195, 275, 270)
    assert one.has_room(50 / 1.2 - 0.1, 100)
    assert not one.has_room(50 / 1.2 + 0.1, 100)


def test_segments_of_a_full_stack_reach_the_end_of_their_axis() -> None:
    root = chart("", grouping="percentStacked")
    scale = root.find(".//{*}max")
    assert scale is not None
    scale.set("val", "1")
    assert [segment.box.top for segment in segments(root, FRAME)] == [30, 30]


def test_a_label_counts_for_the_segment_in_which_it_stands() -> None:
    one, two = segments(chart(""), FRAME)
    label = Label("3.0", (word("3.0", 135, 150, 20),))
    assert one.shows([label])
    assert not two.shows([label])


def test_a_slice_has_room_where_a_box_is_inside_it() -> None:
    quarter = Slice(100, 100, 0, 80, 0, pi / 2)
    assert quarter.has(130, 70)
    assert not quarter.has(70, 70)
    assert quarter.has_room(40, 12)
    assert not quarter.has_room(70, 40)
    assert not Slice(100, 100, 60, 80, 0, pi / 2).has_room(40, 12)
