"""Drawings as JSON, for two processes that share the work: as they were when they arrive.

One end sends with one :class:`Sender`, the other reads with one :class:`Reader`, in the same
order: the data of a picture is sent with the first drawing that shows it. Within a drawing, equal
faces, paints and strokes that are one object are written once and meant by their place. The many
figures of texts and outlines stand apart, one after the other, as the machine has them (base64):
to print and to read each took most of the time.
"""

from __future__ import annotations

import base64
import json
from array import array
from typing import Any

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

Json = list["Json"] | str | float | bool | None
"""What stands for a value; lists where the value has tuples."""
_Shared = Typeface | Colour | Solid | Gradient | Pattern | PictureFill | Stroke
_TEXT, _OUTLINE, _PICTURE, _GROUP = range(4)
_FIGURES = {"M": 2, "L": 2, "C": 6, "Z": 0}
"""How many figures a segment has."""


class Sender:
    """Writes drawings; keeps which pictures it has sent."""

    def __init__(self) -> None:
        self._sent: set[str] = set()

    def text_of(self, drawing: Drawing) -> str:
        """Return a drawing as JSON."""
        return json.dumps(_Writing(self._sent).drawing(drawing), separators=(",", ":"))


class _Writing:
    """One drawing being written. shared: values that are meant by their place."""

    __slots__ = ("_figures", "_places", "_sent", "_shared")

    def __init__(self, sent: set[str]) -> None:
        self._sent = sent
        self._figures: list[float] = []
        self._shared: list[Json] = []
        self._places: dict[int, int] = {}  # by identity: the drawing keeps the values alive

    def drawing(self, drawing: Drawing) -> Json:
        items = self._items(drawing.items)
        links: Json = [[a.x, a.y, a.width, a.height, a.target] for a in drawing.links]
        figures = base64.b64encode(array("d", self._figures).tobytes()).decode("ascii")
        return [
            figures, self._shared, items, drawing.width, drawing.height, links, drawing.title,
            drawing.language, [*drawing.unpainted],
        ]  # fmt: skip

    def _items(self, items: tuple[Item, ...]) -> list[Json]:
        return [self._item(item) for item in items]

    def _item(self, item: Item) -> Json:
        if isinstance(item, TextRun):
            self._figures += (item.x, item.baseline, item.width, item.size, item.spacing)
            return [
                _TEXT, item.text, self._place(item.face), self._place(item.colour),
                item.right_to_left, item.underline, item.strike, item.link, item.language,
            ]  # fmt: skip
        if isinstance(item, Outline):
            return [_OUTLINE, *self._outline(item)]
        if isinstance(item, PictureFill):
            return [_PICTURE, self._place(item)]
        self._figures += item.matrix
        clip: Json = None if item.clip is None else self._outline(item.clip)
        return [_GROUP, clip, item.alpha, self._items(item.items)]

    def _outline(self, outline: Outline) -> list[Json]:
        fill = None if outline.fill is None else self._place(outline.fill)
        stroke = None if outline.stroke is None else self._place(outline.stroke)
        commands = "".join([command for command, _ in outline.segments])
        for _, values in outline.segments:
            self._figures += values
        return [commands, fill, stroke, outline.even_odd]

    def _place(self, value: _Shared) -> int:
        """Return the place of a value that many things of a drawing have in common."""
        place = self._places.get(id(value))
        if place is None:
            written = self._value(value)  # which may write others before it
            place = self._places[id(value)] = len(self._shared)
            self._shared.append(written)
        return place

    def _value(self, value: _Shared) -> Json:
        if isinstance(value, Stroke):
            return ["stroke", self._place(value.paint), value.width, [*value.dash],
                    value.cap.value, value.join.value]  # fmt: skip
        if isinstance(value, Typeface):
            return ["face", value.latin, value.east_asian, value.complex_script, value.bold,
                    value.italic]  # fmt: skip
        if isinstance(value, Colour):
            return ["colour", *_colour(value)]
        if isinstance(value, Solid):
            return ["solid", *_colour(value.colour)]
        if isinstance(value, Pattern):
            return ["pattern", value.name, _colour(value.fore), _colour(value.back)]
        if isinstance(value, Gradient):
            stops: Json = [[at, _colour(colour)] for at, colour in value.stops]
            return ["gradient", value.shape.value, stops, [*value.start], [*value.end]]
        return ["picture", self._picture(value.picture), [*value.target], [*value.source],
                value.tiled, value.alpha, value.flip]  # fmt: skip

    def _picture(self, picture: Picture) -> Json:
        data: Json = None
        if picture.digest not in self._sent:
            self._sent.add(picture.digest)
            data = base64.b64encode(picture.data).decode("ascii")
        changes: Json = [
            [one.kind, [_colour(colour) for colour in one.colours], [*one.amounts]]
            for one in picture.changes
        ]
        return [picture.digest, picture.media_type, data, changes]


def _colour(colour: Colour) -> list[Json]:
    return [colour.rgb, colour.alpha]


class Reader:
    """Reads what one :class:`Sender` wrote, in its order."""

    def __init__(self) -> None:
        self._pictures: dict[str, bytes] = {}

    def drawing_of(self, text: str) -> Drawing:
        """Return the drawing; the text is our own, a fault in it is a fault of the program."""
        figures, shared, items, width, height, links, title, language, unpainted = json.loads(text)
        numbers = array("d", base64.b64decode(figures))
        return Drawing(
            width, height, _Reading(self._pictures, shared, tuple(numbers)).items(items),
            tuple(Link(*link) for link in links), title, language, tuple(unpainted),
        )  # fmt: skip


class _Reading:
    """One drawing being read. values: those that are meant by their place."""

    __slots__ = ("_at", "_figures", "_pictures", "_values")

    def __init__(
        self, pictures: dict[str, bytes], shared: list[list[Any]], figures: tuple[float, ...]
    ) -> None:
        self._pictures = pictures
        self._figures = figures
        self._at = 0
        self._values: list[Any] = []
        for kind, *said in shared:
            self._values.append(self._value(kind, said))

    def items(self, items: list[list[Any]]) -> tuple[Item, ...]:
        return tuple([self._item(item) for item in items])

    def _item(self, item: list[Any]) -> Item:
        kind = item[0]
        if kind == _TEXT:
            _, text, face, colour, right_to_left, underline, strike, link, language = item
            x, baseline, width, size, spacing = self._next(5)
            return TextRun(
                text, x, baseline, width, size, self._values[face], self._values[colour],
                right_to_left, underline, strike, link, language, spacing,
            )  # fmt: skip
        if kind == _OUTLINE:
            return self._outline(*item[1:])
        if kind == _PICTURE:
            picture: PictureFill = self._values[item[1]]
            return picture
        _, clip, alpha, items = item
        a, b, c, d, e, f = self._next(6)
        around = None if clip is None else self._outline(*clip)
        return Group(self.items(items), (a, b, c, d, e, f), alpha, around)

    def _next(self, count: int) -> tuple[float, ...]:
        """Return the figures that come next."""
        start = self._at
        self._at = start + count
        return self._figures[start : self._at]

    def _outline(
        self, commands: str, fill: int | None, stroke: int | None, even_odd: bool
    ) -> Outline:
        figures, start = self._figures, self._at
        segments: list[Segment] = []
        for command in commands:
            end = start + _FIGURES[command]
            segments.append((command, figures[start:end]))
            start = end
        self._at = start
        values = self._values
        return Outline(
            tuple(segments),
            None if fill is None else values[fill],
            None if stroke is None else values[stroke],
            even_odd,
        )

    def _value(self, kind: str, said: list[Any]) -> _Shared:
        if kind == "stroke":
            paint, width, dash, cap, join = said
            return Stroke(self._values[paint], width, tuple(dash), Cap(cap), Join(join))
        if kind == "face":
            return Typeface(*said)
        if kind == "colour":
            return Colour(*said)
        if kind == "solid":
            return Solid(Colour(*said))
        if kind == "pattern":
            name, fore, back = said
            return Pattern(name, Colour(*fore), Colour(*back))
        if kind == "gradient":
            shape, stops, start, end = said
            known = tuple((at, Colour(*colour)) for at, colour in stops)
            return Gradient(GradientShape(shape), known, tuple(start), tuple(end))
        picture, target, source, tiled, alpha, flip = said
        return PictureFill(
            self._picture(*picture), tuple(target), tuple(source), tiled, alpha, flip
        )

    def _picture(
        self, digest: str, media_type: str, data: str | None, changes: list[list[Any]]
    ) -> Picture:
        if data is not None:
            self._pictures[digest] = base64.b64decode(data)
        known = tuple(
            PictureChange(kind, tuple(Colour(*one) for one in colours), tuple(amounts))
            for kind, colours, amounts in changes
        )
        return Picture(digest, media_type, self._pictures[digest], known)
