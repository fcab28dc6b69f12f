from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing_app.charts.axes import nice_scale, scale_with_room
from briefing_app.charts.label_placement import (
    Ruler,
    even_sizes,
    line_height,
    size_within,
    spread,
    texts_beside_bars,
    texts_in_slots,
)
from briefing_app.typeset.metrics import Metrics

LONG = "A name of two hundred characters that goes on and on, as names of budget lines do " * 3


@pytest.fixture(scope="module")
def ruler(metrics: Metrics) -> Ruler:
    return Ruler(metrics, "Calibri")


@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(5, 20)), min_size=1, max_size=9))
def test_spread_boxes_do_not_overlap_and_stay_inside(boxes: list[tuple[float, float]]) -> None:
    heights = [height for _, height in boxes]
    assume(sum(heights) <= 200)
    centres = spread([centre for centre, _ in boxes], heights, 0.0, 200.0)
    placed = sorted(zip(centres, heights, strict=True))
    for (one, h1), (other, h2) in pairwise(placed):
        assert other - one >= (h1 + h2) / 2 - 1e-6
    assert placed[0][0] - placed[0][1] / 2 >= -1e-6
    assert placed[-1][0] + placed[-1][1] / 2 <= 200 + 1e-6


def test_boxes_that_have_room_do_not_move() -> None:
    assert spread([150.0, 20.0, 80.0], [10.0] * 3, 0.0, 200.0) == [150.0, 20.0, 80.0]


def test_boxes_that_touch_share_the_way() -> None:
    assert spread([100.0, 100.0], [10.0, 10.0], 0.0, 200.0) == [95.0, 105.0]


def test_sizes_go_down_in_half_points_to_the_least() -> None:
    assert size_within(10.0, 110.0, 11.0, 8.0) == 11.0
    assert size_within(10.0, 97.0, 11.0, 8.0) == 9.5
    assert size_within(10.0, 79.0, 11.0, 8.0) == 0.0


def test_labels_share_a_size_unless_one_is_very_small() -> None:
    assert even_sizes([11.0, 9.5, 11.0, 0.0], 11.0) == [9.5, 9.5, 9.5, 0.0]
    assert even_sizes([11.0, 8.0, 10.0], 11.0) == [10.0, 8.0, 10.0]


def test_short_names_stay_on_one_line(ruler: Ruler) -> None:
    names = texts_in_slots(("North", "South"), 80.0, (11.0, 8.0), ruler, time=False)
    assert (names.lines, names.size_pt, names.skip, names.shortened) == (1, 11.0, 1, 0)


def test_longer_names_are_broken_between_words(ruler: Ruler) -> None:
    names = texts_in_slots(("Overseas territories",), 60.0, (11.0, 8.0), ruler, time=False)
    assert names.lines == 2
    assert names.texts == ("Overseas territories",)


def test_no_word_is_broken(ruler: Ruler) -> None:
    names = texts_in_slots(("Ampersand & Sons",), 40.0, (11.0, 8.0), ruler, time=False)
    for size_step in ruler.lines(names.texts[0], names.size_pt, 40.0 * 0.87):
        assert size_step.strip() in names.texts[0]
    assert ruler.words_fit(names.texts[0], names.size_pt, 40.0 * 0.87)


NAMES = st.sampled_from(["North", LONG, "机械设备制造" * 9, "W" * 200, "", "a b"])


@given(texts=st.lists(NAMES, min_size=1, max_size=30), slot=st.floats(2, 150))
def test_names_fit_their_slots_or_are_thinned(
    texts: list[str], slot: float, metrics: Metrics
) -> None:
    ruler = Ruler(metrics, "Calibri")
    names = texts_in_slots(tuple(texts), slot, (11.0, 8.0), ruler, time=False)
    room = slot * names.skip
    for n, text in enumerate(names.texts):
        if n % names.skip == 0 and names.skip < len(texts):
            lines = ruler.lines(text, names.size_pt, room)
            assert len(lines) <= names.lines <= 3
            assert ruler.widest(lines, names.size_pt) <= max(room, 9.0) + 1e-6


def test_points_in_time_are_thinned_and_not_broken(ruler: Ruler) -> None:
    years = tuple(str(year) for year in range(1990, 2025))
    names = texts_in_slots(years, 10.0, (11.0, 8.0), ruler, time=True)
    assert names.skip > 1
    assert names.lines == 1
    assert names.size_pt == 11.0
    assert names.widest < names.skip * 10.0


def test_names_beside_bars_use_the_height_of_their_slot(ruler: Ruler) -> None:
    names = texts_beside_bars((LONG, "Short"), 40.0, 150.0, (11.0, 8.0), ruler)
    assert names.shortened == 1
    assert names.texts[0].endswith("…")
    assert names.lines * line_height(names.size_pt) <= 40.0


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12))
def test_a_nice_scale_encloses_its_values(low: float, span: float) -> None:
    scale = nice_scale(low, low + span)
    air = (abs(low) + span) * 1e-8 + 1e-280
    assert scale.low <= low + air
    assert scale.high >= low + span - air
    assert 2 <= len(scale.ticks) <= 7
    assert scale.low < scale.high


def test_a_hidden_scale_leaves_room_for_labels() -> None:
    scale = scale_with_room(0.0, 80.0, 200.0, 0.0, 20.0)
    unit = 200.0 / (scale.high - scale.low)
    assert scale.low == 0.0
    assert 20.0 <= (scale.high - 80.0) * unit < 21.0


@given(st.floats(-1e200, 0), st.floats(0, 1e200))
def test_a_hidden_scale_is_never_empty(low: float, high: float) -> None:
    scale = scale_with_room(low, high, 200.0, 20.0, 20.0)
    assert scale.low <= low
    assert scale.high >= high
    assert scale.low < scale.high
