"""What fits for certain fits; plain text with room to spare is told from its width alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing_app.typeset.measure import Paragraph, Run, set_paragraphs
from briefing_app.typeset.metrics import Metrics, TextStyle
from briefing_app.typeset.quick_fit import surely_fits

STYLES = st.builds(
    TextStyle,
    st.sampled_from(["Arial", "Georgia"]),
    st.sampled_from([6.0, 11.5, 28.0]),
    st.booleans(),
)
RUNS = st.builds(
    Run,
    st.text("abW -–—,.!?;:%()«»\"'\n\v\t\u00a0\u00adé世界، سلامשל0\u0301", max_size=60),
    STYLES,
    spacing_pt=st.sampled_from([0.0, 0.0, 0.0, 2.0]),
)
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        st.lists(RUNS, max_size=3).map(tuple),
        left_pt=st.floats(0, 20),
        first_pt=st.floats(-20, 20),
        right_pt=st.floats(0, 9),
        space_before_pt=st.floats(0, 9),
        space_after_pt=st.floats(0, 9),
        line_spacing=st.sampled_from([0.9, 1.0, 1.2]),
        exact_line_pt=st.sampled_from([0.0, 14.0]),
    ),
    min_size=1,
    max_size=4,
)
STYLE = TextStyle("Arial", 12.0)


@settings(deadline=None)
@example([Paragraph(())], 61.0, 1.0)
@example([Paragraph((Run('W" ! W" ! W" ! W" !', STYLE),))], 61.0, 1.0)
@example([Paragraph((Run("— — — — — — — —", STYLE),))], 61.0, 1.0)
@given(paragraphs=PARAGRAPHS, width=st.floats(20, 600), spare=st.floats(0.5, 3))
def test_what_fits_for_certain_fits(
    metrics: Metrics, paragraphs: list[Paragraph], width: float, spare: float
) -> None:
    block = set_paragraphs(paragraphs, width, metrics)
    if surely_fits(paragraphs, width, block.height_pt * spare, metrics):
        assert spare >= 1
        assert block.width_pt <= width


@pytest.mark.parametrize(
    "text",
    [
        "Revenue grew by 12 % in three of four regions, and most of it came from two products.",
        "短句",
        "",
    ],
)
def test_room_to_spare_is_told(metrics: Metrics, text: str) -> None:
    paragraph = Paragraph((Run(text, STYLE),))
    assert surely_fits([paragraph], 400, 80, metrics)
    assert not surely_fits([paragraph], 400, 10, metrics)
