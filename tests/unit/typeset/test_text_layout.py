"""Where text stands in its box: lines as measured, and everything at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.model.drawing import (
    Colour,
    Group,
    Item,
    Outline,
    Picture,
    PictureFill,
    TextRun,
    Typeface,
)
from briefing_app.model.text_body import (
    Alignment,
    Anchor,
    Bullet,
    SetParagraph,
    SetRun,
    TabStop,
    TextBody,
)
from briefing_app.typeset.measure import Paragraph, Run, set_paragraphs
from briefing_app.typeset.metrics import Metrics, TextStyle
from briefing_app.typeset.text_layout import lay_out, set_line

ARIAL = Typeface("Arial")
BLACK = Colour("000000")
LONG = "The market grew by 12.5% in 2024, driven by prices and volumes in every region."
ARABIC = "نمت الإيرادات بنسبة 12% في عام 2024"
_WORDS = st.lists(
    st.sampled_from(
        [
            "market",
            "a",
            "12.5%",
            "growth,",
            "增长",
            "العربية",
            "שלום",
            "(b)",
            "\t",
            "\v",
            "well-known",
        ]
    ),
    max_size=14,
).map(" ".join)


def run(text: str, size: float = 10, **format_: object) -> SetRun:
    return replace(SetRun(text, size, ARIAL, BLACK), **format_)  # type: ignore[arg-type]


def one(text: str, **format_: object) -> SetParagraph:
    return replace(SetParagraph((run(text),)), **format_)  # type: ignore[arg-type]


def body(*paragraphs: SetParagraph, **format_: object) -> TextBody:
    plain = TextBody(paragraphs, insets=(0.0, 0.0, 0.0, 0.0))
    return replace(plain, **format_)  # type: ignore[arg-type]


def runs(items: tuple[Item, ...]) -> list[TextRun]:
    return list(_runs(items))


def _runs(items: tuple[Item, ...]) -> Iterator[TextRun]:
    for item in items:
        if isinstance(item, TextRun):
            yield item
        elif isinstance(item, Group):
            yield from _runs(item.items)


def width(text: str, metrics: Metrics, size: float = 10) -> float:
    return metrics.width(text, TextStyle("Arial", size))


class TestLines:
    @given(text=_WORDS, box=st.floats(20, 400), left=st.floats(0, 40))
    @settings(max_examples=60)
    def test_they_end_where_measuring_ends_them(
        self, metrics: Metrics, text: str, box: float, left: float
    ) -> None:
        """The sizes written into decks and the preview follow from one calculation."""
        measured = Paragraph((Run(text, TextStyle("Arial", 10)),), left_pt=left)
        block = set_paragraphs([measured, measured], box, metrics)
        shown = lay_out(body(*[one(text, left_pt=left)] * 2), box, 100, metrics)
        assert shown.lines == tuple(line.text for line in block.lines)
        assert shown.height_pt == pytest.approx(block.height_pt)

    def test_a_hanging_bullet_leaves_the_lines_as_measured(self, metrics: Metrics) -> None:
        style = TextStyle("Arial", 10)
        measured = Paragraph((Run(LONG, style),), left_pt=18, first_pt=-18, space_after_pt=4)
        block = set_paragraphs([measured] * 3, 120, metrics)
        bullet = Bullet("•", 10, ARIAL, BLACK)
        shown = one(LONG, left_pt=18, first_pt=-18, space_after_pt=4, bullet=bullet)
        found = lay_out(body(shown, shown, shown), 120, 100, metrics)
        assert found.lines == tuple(line.text for line in block.lines)
        # the space below the last paragraph is nobody's, but measured to be safe
        assert found.height_pt == pytest.approx(block.height_pt - 4)

    @given(text=_WORDS, box=st.floats(5, 300), right_to_left=st.booleans())
    @settings(max_examples=60)
    def test_nothing_is_lost_and_nothing_overlaps(
        self, metrics: Metrics, text: str, box: float, right_to_left: bool
    ) -> None:
        paragraph = one(text, right_to_left=right_to_left)
        found = runs(lay_out(body(paragraph), box, 100, metrics).items)
        shown = "".join(item.text for item in found)
        assert "".join(shown.split()) == "".join(text.split())
        by_line: dict[float, list[TextRun]] = {}
        for item in found:
            by_line.setdefault(item.baseline, []).append(item)
        for line in by_line.values():
            for before, after in pairwise(sorted(line, key=lambda item: item.x)):
                assert after.x >= before.x + before.width - 1e-6

    def test_the_pitch_is_a_fifth_more_than_the_size(self, metrics: Metrics) -> None:
        found = runs(lay_out(body(one("a\vb\vc")), 100, 100, metrics).items)
        first, second, third = (item.baseline for item in found)
        assert (second - first, third - second) == pytest.approx((12, 12))
        assert first == pytest.approx(metrics.ascent(TextStyle("Arial", 10)))

    def test_spacing_below_100_percent_is_taken_above_the_line(self, metrics: Metrics) -> None:
        [plain] = runs(lay_out(body(one("a")), 100, 100, metrics).items)
        [close] = runs(lay_out(body(one("a", line_spacing=0.8)), 100, 100, metrics).items)
        assert close.baseline == pytest.approx(plain.baseline - 0.2 * 12)
        [wide] = runs(lay_out(body(one("a", line_spacing=1.5)), 100, 100, metrics).items)
        assert wide.baseline == pytest.approx(1.5 * plain.baseline)

    def test_an_empty_paragraph_takes_its_line_and_shows_no_bullet(self, metrics: Metrics) -> None:
        bullet = Bullet("•", 10, ARIAL, BLACK)
        found = lay_out(body(one("", bullet=bullet), one("a")), 100, 100, metrics)
        assert found.height_pt == pytest.approx(24)
        assert [item.text for item in runs(found.items)] == ["a"]

    def test_a_soft_hyphen_shows_only_where_its_line_ends(self, metrics: Metrics) -> None:
        word = "Umsatz\u00adentwicklung"
        [whole] = runs(lay_out(body(one(word)), 200, 100, metrics).items)
        assert whole.text == "Umsatzentwicklung"
        assert whole.width == pytest.approx(width("Umsatzentwicklung", metrics))
        first, second = runs(lay_out(body(one(word)), 60, 100, metrics).items)
        assert (first.text, second.text) == ("Umsatz-", "entwicklung")
        assert first.width == pytest.approx(width("Umsatz-", metrics))


class TestAlignment:
    @pytest.mark.parametrize(
        ("alignment", "share"),
        [(Alignment.LEFT, 0.0), (Alignment.CENTRE, 0.5), (Alignment.RIGHT, 1.0)],
    )
    @pytest.mark.parametrize("right_to_left", [False, True])
    def test_it_is_of_the_page_whatever_the_direction(
        self, metrics: Metrics, alignment: Alignment, share: float, right_to_left: bool
    ) -> None:
        paragraph = one("abc", alignment=alignment, right_to_left=right_to_left)
        [item] = runs(lay_out(body(paragraph), 200, 20, metrics).items)
        assert item.x == pytest.approx(share * (200 - width("abc", metrics)))

    def test_justified_lines_reach_both_edges_but_the_last(self, metrics: Metrics) -> None:
        paragraph = one(f"{LONG}\v{LONG}", alignment=Alignment.JUSTIFIED)
        found = lay_out(body(paragraph), 150, 100, metrics)
        by_line: dict[float, list[TextRun]] = {}
        for item in runs(found.items):
            by_line.setdefault(item.baseline, []).append(item)
        ends = [max(item.x + item.width for item in line) for line in by_line.values()]
        count = len(ends) // 2
        assert ends[: count - 1] == pytest.approx([150] * (count - 1))
        assert ends[count - 1] < 149  # before a break
        assert ends[-1] < 149
        for item in runs(found.items):  # words keep their width: the gaps grow
            assert item.width == pytest.approx(width(item.text, metrics))

    def test_distributed_lines_are_spaced_letter_by_letter(self, metrics: Metrics) -> None:
        found = runs(
            lay_out(body(one("abc", alignment=Alignment.DISTRIBUTED)), 100, 20, metrics).items
        )
        assert [item.text for item in found] == ["a", "b", "c"]
        assert found[0].x == 0
        assert found[2].x + found[2].width == pytest.approx(100)

    def test_justified_ideographs_are_spaced_themselves(self, metrics: Metrics) -> None:
        text = "收入增长了百分之十二主要来自价格"
        paragraph = one(text, alignment=Alignment.JUSTIFIED)
        found = runs(lay_out(body(paragraph), 95, 100, metrics).items)
        first = [item for item in found if item.baseline == found[0].baseline]
        assert len(first) == 9
        assert first[-1].x + first[-1].width == pytest.approx(95)

    @pytest.mark.parametrize(
        ("anchor", "share"), [(Anchor.TOP, 0.0), (Anchor.CENTRE, 0.5), (Anchor.BOTTOM, 1.0)]
    )
    @pytest.mark.parametrize("height", [100.0, 6.0])
    def test_text_keeps_to_its_anchor_also_where_it_flows_out(
        self, metrics: Metrics, anchor: Anchor, share: float, height: float
    ) -> None:
        set_ = body(one("a\vb"), anchor=anchor, insets=(1.0, 2.0, 3.0, 4.0))
        first = runs(lay_out(set_, 100, height, metrics).items)[0]
        room = max(height - 6, 0)
        top = 2 + share * (room - 24)
        assert first.baseline == pytest.approx(top + metrics.ascent(TextStyle("Arial", 10)))
        assert first.x == 1

    def test_anchored_in_the_middle_the_block_is_centred_not_its_lines(
        self, metrics: Metrics
    ) -> None:
        set_ = body(one("ab"), one("abcdef"), anchor_centre=True)
        first, second = runs(lay_out(set_, 100, 50, metrics).items)
        assert first.x == second.x
        assert second.x == pytest.approx((100 - width("abcdef", metrics)) / 2)

    def test_text_that_does_not_wrap_stays_on_one_line(self, metrics: Metrics) -> None:
        set_ = body(one(LONG, alignment=Alignment.CENTRE), wrap=False)
        found = lay_out(set_, 50, 50, metrics)
        [item] = runs(found.items)
        assert item.x + item.width / 2 == pytest.approx(25)
        assert found.width_pt == pytest.approx(width(LONG, metrics))


class TestParagraphs:
    def test_bullets_hang_and_move_with_their_line(self, metrics: Metrics) -> None:
        bullet = Bullet("•", 10, ARIAL, Colour("FF0000"))
        left = one("abc", left_pt=20, first_pt=-15, bullet=bullet)
        mark, text = runs(lay_out(body(left), 100, 20, metrics).items)
        assert (mark.text, mark.x, mark.colour.rgb) == ("•", 5, "FF0000")
        assert text.x == 20
        moved = replace(left, alignment=Alignment.CENTRE)
        mark, text = runs(lay_out(body(moved), 100, 20, metrics).items)
        assert text.x - mark.x == pytest.approx(15)

    def test_a_bullet_wider_than_its_indent_pushes_the_text(self, metrics: Metrics) -> None:
        bullet = Bullet("1000.", 10, ARIAL, BLACK)
        paragraph = one("abc", left_pt=10, first_pt=-10, bullet=bullet)
        mark, text = runs(lay_out(body(paragraph), 100, 20, metrics).items)
        assert text.x == pytest.approx(mark.x + width("1000.", metrics))

    def test_right_to_left_is_a_mirror(self, metrics: Metrics) -> None:
        bullet = Bullet("•", 10, ARIAL, BLACK)
        paragraph = one(
            "שלום", left_pt=20, first_pt=-15, bullet=bullet, right_to_left=True,
            alignment=Alignment.RIGHT,
        )  # fmt: skip
        mark, text = runs(lay_out(body(paragraph), 100, 20, metrics).items)
        assert text.right_to_left
        assert text.x + text.width == pytest.approx(80)
        assert mark.x + mark.width == pytest.approx(95)

    def test_a_picture_may_be_a_bullet(self, metrics: Metrics) -> None:
        bullet = Bullet("•", 10, ARIAL, BLACK, Picture("00", "image/png", b""))
        paragraph = one("abc", left_pt=20, first_pt=-20, bullet=bullet)
        [picture] = [
            item
            for item in lay_out(body(paragraph), 100, 20, metrics).items
            if isinstance(item, PictureFill)
        ]
        assert picture.target[0] == 0
        assert picture.target[2:] == (10, 10)

    def test_spaces_between_paragraphs_add_up_but_not_at_the_edges(self, metrics: Metrics) -> None:
        paragraph = one("a", space_before_pt=5, space_after_pt=3)
        found = lay_out(body(paragraph, paragraph), 100, 100, metrics)
        first, second = runs(found.items)
        assert second.baseline - first.baseline == pytest.approx(12 + 8)
        assert found.height_pt == pytest.approx(32)
        by_factor = one("a", space_before_factor=0.5)
        first, second = runs(lay_out(body(by_factor, by_factor), 100, 100, metrics).items)
        assert second.baseline - first.baseline == pytest.approx(12 + 5)

    def test_tabs_reach_their_stops(self, metrics: Metrics) -> None:
        stops = (TabStop(30), TabStop(90, "r"), TabStop(120, "ctr"), TabStop(170, "dec"))
        found = runs(lay_out(body(one("a\tb\tc\td\t12.5", tabs=stops)), 200, 20, metrics).items)
        places = {item.text: item for item in found}
        assert places["b"].x == pytest.approx(30)
        assert places["c"].x + places["c"].width == pytest.approx(90)
        assert places["d"].x + places["d"].width / 2 == pytest.approx(120)
        assert places["12.5"].x + width("12", metrics) == pytest.approx(170)

    def test_tabs_reach_the_next_default_stop_and_the_hanging_margin(
        self, metrics: Metrics
    ) -> None:
        found = runs(lay_out(body(one("a\tb\tc", default_tab_pt=40)), 200, 20, metrics).items)
        assert [item.x for item in found] == pytest.approx([0, 40, 80])
        page = one("12\tabc", left_pt=30, first_pt=-30)
        found = runs(lay_out(body(page), 200, 20, metrics).items)
        assert [item.x for item in found] == pytest.approx([0, 30])

    def test_each_of_many_lines_has_its_own_tabs(self, metrics: Metrics) -> None:
        text = "a\tb " * 2000  # took time by the square of its length
        found = lay_out(body(one(text, default_tab_pt=40)), 100, 20, metrics)
        assert {line.strip() for line in found.lines} == {"a\tb a\tb"}
        assert {round(item.x, 6) for item in runs(found.items) if item.text == "b"} == {80.0}

    def test_columns_are_filled_one_after_the_other(self, metrics: Metrics) -> None:
        set_ = body(*map(one, "abcde"), columns=2, column_gap_pt=10)
        found = runs(lay_out(set_, 110, 40, metrics).items)
        assert [item.x for item in found] == pytest.approx([0, 0, 0, 60, 60])
        assert found[3].baseline == pytest.approx(found[0].baseline)

    def test_autofit_scales_text_and_closes_lines(self, metrics: Metrics) -> None:
        set_ = body(one("a", space_before_pt=10), one("b", space_before_pt=10))
        small = replace(set_, font_scale=0.5, spacing_reduction=0.2)
        first, second = runs(lay_out(small, 100, 100, metrics).items)
        assert (first.size, second.size) == (5, 5)
        assert second.baseline - first.baseline == pytest.approx(0.8 * 6 + 8)


class TestRuns:
    def test_runs_that_differ_in_nothing_are_one(self, metrics: Metrics) -> None:
        paragraph = SetParagraph((run("ab"), run("c"), run("d", underline=True)))
        found = runs(lay_out(body(paragraph), 100, 20, metrics).items)
        assert [(item.text, item.underline) for item in found] == [("abc", False), ("d", True)]

    def test_raised_text_is_smaller_and_leaves_the_line_as_it_is(self, metrics: Metrics) -> None:
        paragraph = SetParagraph((run("x"), run("2", baseline=0.3), run("n", baseline=-0.25)))
        set_ = lay_out(body(paragraph), 100, 20, metrics)
        plain, upper, lower = runs(set_.items)
        assert (upper.size, lower.size) == (7, 7)
        assert plain.baseline - upper.baseline == pytest.approx(3)
        assert lower.baseline - plain.baseline == pytest.approx(2.5)
        assert set_.height_pt == pytest.approx(12)

    def test_capitals(self, metrics: Metrics) -> None:
        [all_] = runs(
            lay_out(body(SetParagraph((run("Straße", caps="all"),))), 100, 20, metrics).items
        )
        assert all_.text == "STRASSE"
        small = runs(
            lay_out(body(SetParagraph((run("Ab c", caps="small"),))), 100, 20, metrics).items
        )
        assert "".join(item.text for item in small) == "AB C"
        assert {item.size for item in small} == {10, 8}

    def test_letter_spacing_is_part_of_the_width(self, metrics: Metrics) -> None:
        [item] = runs(
            lay_out(body(SetParagraph((run("abc", spacing_pt=2.0),))), 100, 20, metrics).items
        )
        assert item.width == pytest.approx(width("abc", metrics) + 6)
        assert item.spacing == 2.0

    def test_scripts_are_set_apart_but_an_arabic_phrase_is_one_run(self, metrics: Metrics) -> None:
        found = runs(lay_out(body(one("Umsatz 收入，增长 2024")), 200, 20, metrics).items)
        assert [item.text for item in found] == ["Umsatz ", "收入，增长 ", "2024"]
        found = runs(
            lay_out(body(one("نمت الإيرادات", right_to_left=True)), 200, 20, metrics).items
        )
        assert [item.text for item in found] == ["نمت الإيرادات"]

    def test_mixed_directions_come_in_reading_order_at_their_places(self, metrics: Metrics) -> None:
        paragraph = one(ARABIC, right_to_left=True, alignment=Alignment.RIGHT)
        found = runs(lay_out(body(paragraph), 400, 20, metrics).items)
        # W2, W5: digits behind Arabic letters are Arabic numbers, without the percent sign
        assert [item.text for item in found][:2] == ["نمت الإيرادات بنسبة ", "12"]
        assert found[0].x + found[0].width == pytest.approx(400)
        assert all(after.x < before.x for before, after in pairwise(found))
        assert [item.right_to_left for item in found] == [True, False, True, False]

    def test_a_highlight_lies_behind_its_text(self, metrics: Metrics) -> None:
        paragraph = SetParagraph((run("ab"), run("cd", highlight=Colour("FFFF00"))))
        items = lay_out(body(paragraph), 100, 20, metrics).items
        [mark] = [item for item in items if isinstance(item, Outline)]
        assert items.index(mark) == 0
        left, right = mark.segments[0][1][0], mark.segments[1][1][0]
        assert (left, right) == pytest.approx((width("ab", metrics), width("abcd", metrics)))


class TestTurned:
    def test_lines_run_down_from_the_right_edge(self, metrics: Metrics) -> None:
        set_ = body(one("abc"), vertical="vert", insets=(1.0, 2.0, 3.0, 4.0))
        found = lay_out(set_, 50, 100, metrics)
        [group] = found.items
        assert isinstance(group, Group)
        [item] = runs(found.items)
        a, b, c, d, e, f = group.matrix
        start = (a * item.x + c * item.baseline + e, b * item.x + d * item.baseline + f)
        ascent = metrics.ascent(TextStyle("Arial", 10))
        assert start == pytest.approx((50 - 3 - ascent, 2))
        assert (a, b) == (0, 1)
        assert (found.width_pt, found.height_pt) == pytest.approx(
            (4 + 12, 6 + width("abc", metrics))
        )

    def test_lines_run_up_from_the_left_edge(self, metrics: Metrics) -> None:
        set_ = body(one("abc"), vertical="vert270", insets=(1.0, 2.0, 3.0, 4.0))
        [group] = lay_out(set_, 50, 100, metrics).items
        assert isinstance(group, Group)
        a, b, c, d, e, f = group.matrix
        [item] = runs((group,))
        start = (a * item.x + c * item.baseline + e, b * item.x + d * item.baseline + f)
        assert start == pytest.approx((1 + metrics.ascent(TextStyle("Arial", 10)), 100 - 4))

    def test_ideographs_stand_upright_in_vertical_text(self, metrics: Metrics) -> None:
        [group] = lay_out(body(one("增A长"), vertical="eaVert"), 50, 100, metrics).items
        assert isinstance(group, Group)
        first, latin, last = group.items
        assert isinstance(first, Group)
        assert isinstance(last, Group)
        assert isinstance(latin, TextRun)
        assert first.matrix[:4] == pytest.approx((0, -1, 1, 0))
        assert latin.x == pytest.approx(10)

    def test_stacked_letters_stand_one_below_the_other(self, metrics: Metrics) -> None:
        found = lay_out(body(one("abc"), vertical="wordArtVert"), 50, 100, metrics)
        assert found.lines == ("a", "b", "c")

    def test_a_body_turns_around_the_middle_of_its_box(self, metrics: Metrics) -> None:
        [group] = lay_out(body(one("a"), rotation=90.0), 40, 20, metrics).items
        assert isinstance(group, Group)
        a, b, c, d, e, f = group.matrix
        assert (a * 20 + c * 10 + e, b * 20 + d * 10 + f) == pytest.approx((20, 10))
        assert (a, b) == pytest.approx((0, 1))


class TestOneLine:
    @pytest.mark.parametrize(
        ("alignment", "share"),
        [(Alignment.LEFT, 0.0), (Alignment.CENTRE, 0.5), (Alignment.RIGHT, 1.0)],
    )
    def test_it_stands_where_it_is_told(
        self, metrics: Metrics, alignment: Alignment, share: float
    ) -> None:
        [item] = set_line(run("Sales"), (50, 30), metrics, alignment)
        assert (item.x, item.baseline) == pytest.approx((50 - share * width("Sales", metrics), 30))
        assert item.width == pytest.approx(width("Sales", metrics))

    def test_it_runs_as_its_first_letter_does_and_never_breaks(self, metrics: Metrics) -> None:
        found = set_line(run("שלום\n2024"), (50, 30), metrics)
        assert {item.baseline for item in found} == {30}
        assert found[0].x > found[-1].x
        assert set_line(run(""), (0, 0), metrics) == ()


@given(
    text=st.text(max_size=60),
    size=st.floats(1, 200),
    box=st.tuples(st.floats(0, 500), st.floats(0, 500)),
    vertical=st.sampled_from(["horz", "vert", "vert270", "eaVert", "wordArtVert", "nonsense"]),
    wild=st.fixed_dictionaries(
        {
            "left_pt": st.floats(0, 900),
            "first_pt": st.floats(-900, 900),
            "right_to_left": st.booleans(),
            "alignment": st.sampled_from(list(Alignment)),
            "bullet": st.sampled_from([None, Bullet("•", 9, ARIAL, BLACK)]),
            "tabs": st.lists(
                st.builds(TabStop, st.floats(-9, 900), st.sampled_from(["l", "r", "ctr", "dec"])),
                max_size=3,
            ).map(tuple),
        }
    ),
    columns=st.integers(1, 4),
)
@settings(max_examples=80)
def test_no_text_and_no_box_is_too_odd(
    metrics: Metrics,
    *,
    text: str,
    size: float,
    box: tuple[float, float],
    vertical: str,
    wild: dict[str, object],
    columns: int,
) -> None:
    paragraph = replace(SetParagraph((run(text, size),)), **wild)  # type: ignore[arg-type]
    found = lay_out(body(paragraph, vertical=vertical, columns=columns), *box, metrics)
    assert found == lay_out(body(paragraph, vertical=vertical, columns=columns), *box, metrics)
    assert all(item.width >= 0 for item in runs(found.items))
