"""A block measured paragraph by paragraph is the block measured whole, and no more is measured."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.typeset.measure import Paragraph, Run, extents, kept_extents, set_paragraphs
from briefing_app.typeset.metrics import Metrics, TextStyle

RUNS = st.lists(
    st.builds(
        Run,
        st.text("ab -,\n\v é世", max_size=30),
        st.builds(TextStyle, st.just("Arial"), st.sampled_from([8.0, 12.5]), st.booleans()),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        RUNS,
        left_pt=st.floats(0, 20),
        first_pt=st.floats(-20, 20),
        space_before_pt=st.floats(0, 9),
        space_after_pt=st.floats(0, 9),
        exact_line_pt=st.sampled_from([0.0, 14.0]),
    ),
    max_size=5,
)


@settings(deadline=None)
@given(paragraphs=PARAGRAPHS, width=st.floats(5, 200))
def test_each_extent_is_that_of_the_block_so_far(
    metrics: Metrics, paragraphs: list[Paragraph], width: float
) -> None:
    grown = list(extents(paragraphs, width, metrics))
    assert len(grown) == len(paragraphs)
    for count, extent in enumerate(grown, start=1):
        block = set_paragraphs(paragraphs[:count], width, metrics)
        assert extent == (block.height_pt, block.width_pt)


@settings(deadline=None)
@given(paragraphs=PARAGRAPHS, width=st.floats(5, 200))
def test_extents_of_what_was_set_before_are_the_same_to_the_bit(
    metrics: Metrics, paragraphs: list[Paragraph], width: float
) -> None:
    for _ in range(2):
        assert [*kept_extents(paragraphs, width, metrics)] == [*extents(paragraphs, width, metrics)]


def test_what_nobody_asks_for_is_not_set(metrics: Metrics) -> None:
    def endless() -> Iterator[Paragraph]:
        yield from [Paragraph((Run("One", TextStyle("Arial", 10.0)),))] * 2
        raise AssertionError

    heights = [height for height, _ in islice(extents(endless(), 100, metrics), 2)]
    assert heights == [12.0, 24.0]
