from __future__ import annotations

import numpy as np
import pytest

from benchmarks.likeness import similarity
from benchmarks.positions import Word, near, paired

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


def test_words_are_paired_by_what_they_say_in_reading_order() -> None:
    ours = [Word(text, i, 0, i + 1, 1) for i, text in enumerate(("a", "b", "a", "c"))]
    theirs = [Word(text, i, 0, i + 1, 1) for i, text in enumerate(("c", "a", "b", "a"))]
    assert paired(ours, theirs) == {0: 1, 1: 2, 2: 3, 3: 0}


def test_boxes_are_near_when_every_side_is() -> None:
    one = Word("a", 100, 100, 200, 120)
    assert near(one, Word("a", 110, 100, 210, 120), 960)
    assert not near(one, Word("a", 100, 115, 200, 135), 960)
