from __future__ import annotations

import math
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from benchmarks.likeness import similarity
from benchmarks.positions import Word, assigned, near, paired, words
from briefing_app.model.drawing import Colour, Drawing, Group, TextRun, Typeface

SIZE = (90, 160)


def page(shift: int = 0) -> np.ndarray:
    """Return a white page with dark rows of words, moved to the right by some pixels."""
    pixels = np.full((*SIZE, 3), 255.0)
    source = np.random.default_rng(1)
    for top in range(10, 80, 6):
        for left in range(10, 140, 5):
            pixels[top : top + 3, left + shift : left + shift + 3] = source.uniform(0, 120)
    return pixels


def test_a_page_is_like_itself_and_unlike_a_white_one() -> None:
    white = np.full((*SIZE, 3), 255.0)
    assert similarity(page(), page()) == pytest.approx(1.0)
    assert similarity(white, page()) < 0.25
    assert similarity(white, white) == 1.0
    assert similarity(white, white - 60) == 0.0


def test_a_shift_costs_more_the_farther_it_is() -> None:
    near_by, far = similarity(page(1), page()), similarity(page(2), page())
    assert far < near_by < 0.9


def test_the_white_around_the_ink_does_not_count() -> None:
    wide = np.full((SIZE[0], SIZE[1] * 3, 3), 255.0)
    ours, theirs = wide.copy(), wide.copy()
    ours[:, : SIZE[1]], theirs[:, : SIZE[1]] = page(1), page()
    assert similarity(ours, theirs) == pytest.approx(similarity(page(1), page()), abs=0.02)


def test_words_that_say_the_same_are_paired_where_they_are_nearest() -> None:
    ours = [Word(text, i, 0, i + 1, 1) for i, text in enumerate(("a", "b", "a", "c"))]
    theirs = [Word(text, i, 0, i + 1, 1) for i, text in enumerate(("c", "a", "b", "a"))]
    assert paired(ours, theirs) == {0: 1, 1: 2, 2: 3, 3: 0}


@pytest.mark.parametrize("lost", [(), (7,), (0, 15)])
def test_equal_words_of_a_table_are_paired_cell_by_cell(lost: tuple[int, ...]) -> None:
    """Read by rows here and by columns there; some words are missing there."""
    places = [(x * 60, y * 20) for y in range(4) for x in range(4)]
    ours = [Word("0", x, y, x + 9, y + 12) for x, y in places]
    columns = [place for n, place in enumerate(places) if n not in lost]
    theirs = [Word("0", x + 2, y + 1, x + 11, y + 13) for x, y in sorted(columns)]
    pairs = paired(ours, theirs)
    assert len(pairs) == len(theirs)
    assert all(near(ours[a], theirs[b], 960) for a, b in pairs.items())


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 3), (4, 6), (5, 5), (2, 7)])
def test_an_assignment_is_the_best_of_all(rows: int, columns: int) -> None:
    for seed in range(20):
        cost = np.random.default_rng(seed).integers(0, 9, (rows, columns)).astype(float)
        best = min(
            sum(cost[row, column] for row, column in enumerate(chosen))
            for chosen in permutations(range(columns), rows)
        )
        found = assigned(cost)
        assert len(set(found)) == rows
        assert sum(cost[row, column] for row, column in enumerate(found)) == best


@pytest.mark.needs("pdftotext", "qt")
@pytest.mark.parametrize("degrees", [0, 30, 90, 180, 270])
def test_turned_words_are_left_out_and_counted(tmp_path: Path, degrees: float) -> None:
    from briefing_app.render.painter import Studio
    from briefing_app.render.pdf import pdf_of
    from briefing_app.render.pdf_outline import DocumentFacts
    from briefing_app.render.qt_start import start_qt
    from briefing_app.usecases.shipped_files import shipped_fonts

    def word(text: str, x: float) -> TextRun:
        return TextRun(text, x, 0, 0, 12, Typeface("Liberation Sans"), Colour("000000"))

    start_qt(shipped_fonts())
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    group = Group((word("one", 0),), (cosine, sine, -sine, cosine, 100, 100))
    level = Group((word("two", 0),), (1, 0, 0, 1, 20, 180))
    pdf = tmp_path / "it.pdf"
    pdf.write_bytes(pdf_of([Drawing(200, 200, (group, level))], DocumentFacts(), Studio()))
    ((width, found, left_out),) = words(pdf)
    assert width == 200
    assert bool(left_out) is (degrees > 0)  # poppler cuts some into more words than one
    assert [one.text for one in found] == ["one", "two"][1 if degrees else 0 :]


def test_boxes_are_near_when_every_side_is() -> None:
    one = Word("a", 100, 100, 200, 120)
    assert near(one, Word("a", 110, 100, 210, 120), 960)
    assert not near(one, Word("a", 100, 115, 200, 135), 960)
