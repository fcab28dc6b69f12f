"""Drawings sent to another process arrive as they were, whatever they show."""

from __future__ import annotations

import hashlib
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.drawing import (
    Cap,
    Colour,
    Drawing,
    Gradient,
    GradientShape,
    Group,
    Item,
    Join,
    Link,
    Outline,
    Pattern,
    Picture,
    PictureChange,
    PictureFill,
    Segment,
    Solid,
    Stroke,
    TextRun,
    Typeface,
)
from briefing_app.render.drawing_frames import Reader, Sender

Value = TypeVar("Value")
FIGURE = st.floats(allow_nan=False) | st.integers(-9, 9).map(float)
WORDS = st.text(st.characters(exclude_categories=()), max_size=5)


def several(one: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Value, ...]]:
    return st.lists(one, max_size=3).map(tuple)


COLOUR = st.builds(Colour, st.sampled_from(["000000", "0A1B2C"]), FIGURE)
PAIR = st.tuples(FIGURE, FIGURE)
BOX = st.tuples(FIGURE, FIGURE, FIGURE, FIGURE)
CHANGE = st.builds(PictureChange, WORDS, several(COLOUR), several(FIGURE))


def picture(data: bytes, changes: tuple[PictureChange, ...] = ()) -> Picture:
    return Picture(hashlib.sha256(data).hexdigest(), "image/png", data, changes)


PICTURE = st.builds(picture, st.sampled_from([b"", b"\x00\xff", b"three"]), several(CHANGE))
PICTURE_FILL = st.builds(PictureFill, PICTURE, BOX, BOX, st.booleans(), FIGURE, WORDS)
GRADIENT = st.builds(
    Gradient, st.sampled_from(GradientShape), several(st.tuples(FIGURE, COLOUR)), PAIR, PAIR
)
PAINT = (
    st.builds(Solid, COLOUR) | st.builds(Pattern, WORDS, COLOUR, COLOUR) | GRADIENT | PICTURE_FILL
)
STROKE = st.builds(
    Stroke, PAINT, FIGURE, several(FIGURE), st.sampled_from(Cap), st.sampled_from(Join)
)
SEGMENT: st.SearchStrategy[Segment] = (
    st.tuples(st.sampled_from("ML"), PAIR)
    | st.tuples(st.just("C"), st.tuples(*[FIGURE] * 6))
    | st.just(("Z", ()))
)
OUTLINE = st.builds(Outline, several(SEGMENT), st.none() | PAINT, st.none() | STROKE, st.booleans())
FACE = st.builds(Typeface, WORDS, WORDS, WORDS, st.booleans(), st.booleans())
TEXT = st.builds(
    TextRun, WORDS, FIGURE, FIGURE, FIGURE, FIGURE, FACE, COLOUR, st.booleans(), st.booleans(),
    st.booleans(), WORDS, WORDS, FIGURE,
)  # fmt: skip
ITEM: st.SearchStrategy[Item] = st.recursive(
    TEXT | OUTLINE | PICTURE_FILL,
    lambda inner: st.builds(
        Group, several(inner), st.tuples(*[FIGURE] * 6), FIGURE, st.none() | OUTLINE
    ),
    max_leaves=6,
)
LINK = st.builds(Link, FIGURE, FIGURE, FIGURE, FIGURE, WORDS)
DRAWING = st.builds(
    Drawing, FIGURE, FIGURE, several(ITEM), several(LINK), WORDS, WORDS, several(WORDS)
)


@given(st.lists(DRAWING, max_size=3))
def test_drawings_arrive_as_they_were(drawings: list[Drawing]) -> None:
    sender, reader = Sender(), Reader()
    arrived = [reader.drawing_of(sender.text_of(one)) for one in drawings]
    assert repr(arrived) == repr(drawings)  # which tells -0.0 from 0.0 and lists from tuples
    assert list(map(hash, arrived)) == list(map(hash, drawings))  # tiles are kept by them


def test_a_picture_is_sent_once_and_shown_on_both_pages() -> None:
    logo = PictureFill(picture(b"logo" * 99), (0.0, 0.0, 9.0, 9.0))
    pages = [Drawing(10.0, 10.0, (logo,)), Drawing(10.0, 10.0, (logo, logo))]
    sender, reader = Sender(), Reader()
    sent = [sender.text_of(page) for page in pages]
    assert len(sent[1]) < 300 < len(sent[0])
    for page in map(reader.drawing_of, sent):
        for item in page.items:
            assert isinstance(item, PictureFill)
            assert item.picture.data == logo.picture.data
