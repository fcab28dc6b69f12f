"""Values that are made fast are values all the same."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.drawing import Colour, Typeface
from briefing_app.model.quick_values import quick
from briefing_app.model.text_body import Alignment, Bullet, SetParagraph, SetRun, TextBody


@dataclass(frozen=True, slots=True)
class _Plain:
    name: str
    size: float = 1.0
    seen: dict[str, int] = field(default_factory=dict, compare=False)


@quick
class _Quick:
    name: str
    size: float = 1.0
    seen: dict[str, int] = field(default_factory=dict, compare=False)


@given(st.text(), st.floats(allow_nan=False))
def test_a_quick_value_is_as_the_plain_one(name: str, size: float) -> None:
    plain, made = _Plain(name, size), _Quick(name, size)
    assert repr(made) == repr(plain).replace("_Plain", "_Quick")
    assert hash(made) == hash(plain)
    assert made == _Quick(name, size=size, seen={"a": 1})
    assert made != _Quick(name + "x", size)
    assert replace(made, name="other") == _Quick("other", size)
    assert _Quick(name).size == 1.0
    assert _Quick(name).seen is not _Quick(name).seen


_RUN = SetRun(
    "one", 12.5, Typeface("Arial", bold=True), Colour("112233"), True, True, 0.3, "all", 1.5,
    "slide:2", "de", Colour("FFFF00"),
)  # fmt: skip
_BULLET = Bullet("•", 9.0, Typeface("Arial"), Colour("000000"))
_PARAGRAPH = SetParagraph(
    (_RUN,), Alignment.RIGHT, 1.0, 2.0, -3.0, 4.0, 0.5, 5.0, 0.6, 0.9, 7.0, None, (), 36.0, True,
)  # fmt: skip


def test_what_is_changed_is_changed_alone() -> None:
    assert _RUN.saying("two") == replace(_RUN, text="two")
    shown = (_RUN.saying("two"),)
    assert _PARAGRAPH.showing(shown, _BULLET) == replace(_PARAGRAPH, runs=shown, bullet=_BULLET)
    body = TextBody((), (1.0, 2.0, 3.0, 4.0), anchor_centre=True, wrap=False, columns=3,
                    font_scale=0.9, spacing_reduction=0.1, vertical="vert", rotation=12.0,
                    column_gap_pt=8.0)  # fmt: skip
    assert body.holding((_PARAGRAPH,)) == replace(body, paragraphs=(_PARAGRAPH,))
