"""Values keep their places when a text is stripped and its marks are set."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from briefing_app.errors import NOWHERE, Place
from briefing_app.model.bound_text import BoundText
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import BoundValue
from briefing_app.model.typography import set_text
from briefing_app.story.plain_text import Wording

SHOWN = ["1.0", "12", "50%", "50\u00a0%", "−3", "1,2 Mrd.", "on track"]


@given(
    st.lists(st.text(' a%5-"€.', max_size=6), min_size=1, max_size=5),
    st.lists(st.sampled_from(SHOWN), max_size=4),
    st.sampled_from(["en", "de", "zh"]),
)
def test_a_value_stands_where_it_is_said_to_stand(
    literals: list[str], shown: list[str], language: str
) -> None:
    text, values = literals[0], list[BoundValue]()
    for number, printed in enumerate(shown[: len(literals) - 1], start=1):
        values.append(BoundValue(len(text), len(text) + len(printed), printed, printed, ()))
        text += printed + literals[number]

    def fill_in(_: str, __: Sequence[DataTable], ___: str, ____: Place) -> BoundText:
        return BoundText(text, tuple(values))

    wording = Wording(language, fill_in)
    made = wording.set("as it may be", NOWHERE)
    assert made.text == set_text(text.strip(), language)
    for before, after in zip(values, made.values, strict=True):
        words = made.text[after.start : after.end].replace("\u00a0", " ")
        assert (
            words.replace("%", "").strip()
            == before.formula.replace("%", "").replace("\u00a0", " ").strip()
            or "-" in words + before.formula
        )
