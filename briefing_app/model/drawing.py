"""A slide as a list of things to paint: nothing left to look up, to inherit or to measure.

Whoever reads slides, tables or charts ends here; whoever paints begins here, and knows neither
XML nor themes. All lengths are points (1/72 inch) in the coordinates of the slide, x to the right
and y downwards; angles are degrees clockwise. Equal drawings paint equal pixels, so that a
drawing can be the key of a cache.
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from briefing_app.model.quick_values import quick


@quick
class Colour:
    """An sRGB colour: RRGGBB in capitals, and opacity from 0 to 1."""

    rgb: str
    alpha: float = 1.0


@quick
class Solid:
    """One colour."""

    colour: Colour


class GradientShape(Enum):
    """How the stops of a gradient lie (ECMA-376-1, 20.1.8.41 a:lin, 20.1.8.46 a:path)."""

    LINEAR = "linear"
    CIRCLE = "circle"
    RECTANGLE = "rect"


@quick
class Gradient:
    """Stops as (position from 0 to 1, colour), rising.

    LINEAR: from ``start`` to ``end``, in points of the slide. CIRCLE and RECTANGLE: from the focus
    (``start``) to the far corner (``end``).
    """

    shape: GradientShape
    stops: tuple[tuple[float, Colour], ...]
    start: tuple[float, float]
    end: tuple[float, float]


@quick
class Pattern:
    """A preset pattern (ECMA-376-1, 20.1.10.51) by its name, such as ``dkUpDiag``."""

    name: str
    fore: Colour
    back: Colour


@quick
class PictureChange:
    """A change of a picture's colours (ECMA-376-1, 20.1.8.13 a:blip).

    kind: ``duotone`` (colours: for black and for white), ``gray``, ``two-level`` (amounts: the
    least light that becomes white, 0 to 1), ``light`` (amounts: brightness and contrast, -1 to 1)
    or ``replace`` (colours: from and to).
    """

    kind: str
    colours: tuple[Colour, ...] = ()
    amounts: tuple[float, ...] = ()


@quick
class Picture:
    """A picture as it stands in the package; digest: SHA-256 of the data, in hexadecimal.

    Equality goes by the digest and the changes. media_type: by content, such as ``image/png``;
    changes: what is to be done with its colours, in order.
    """

    digest: str
    media_type: str
    data: bytes = field(compare=False, repr=False)
    changes: tuple[PictureChange, ...] = ()


@quick
class PictureFill:
    """A picture as a fill: source is the shown part (left, top, right, bottom cut away, 0 to 1).

    target: x, y, width, height in points of one copy; tiled: repeated from there on; flip: "x",
    "y" or "xy" where every second copy across or down is mirrored (20.1.10.81).
    """

    picture: Picture
    target: tuple[float, float, float, float]
    source: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    tiled: bool = False
    alpha: float = 1.0
    flip: str = ""


Paint = Solid | Gradient | Pattern | PictureFill


class Cap(Enum):
    """How a line ends."""

    FLAT = "flat"
    ROUND = "rnd"
    SQUARE = "sq"


class Join(Enum):
    """How two stretches of a line meet."""

    ROUND = "round"
    BEVEL = "bevel"
    MITRE = "miter"


@quick
class Stroke:
    """A line's pen. dash: lengths of dash and gap in points, one after the other; empty: solid.

    Arrow heads are paths of their own: who makes the drawing has cut the line back for them.
    """

    paint: Paint
    width: float
    dash: tuple[float, ...] = ()
    cap: Cap = Cap.FLAT
    join: Join = Join.ROUND


Segment = tuple[str, tuple[float, ...]]
"""("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) or ("Z", ())."""


@quick
class Outline:
    """A shape to fill and stroke. even_odd: overlapping parts are holes, else one whole."""

    segments: tuple[Segment, ...]
    fill: Paint | None = None
    stroke: Stroke | None = None
    even_odd: bool = False


@quick
class Typeface:
    """The families as the file names them, and which of them are for which script."""

    latin: str
    east_asian: str = ""
    complex_script: str = ""
    bold: bool = False
    italic: bool = False


@quick
class TextRun:
    """Text in one style on one line, in logical order, all in one direction.

    x: left edge; baseline: y of the base line; width: the measured width, which the painter keeps
    whatever font stands in; size: in points, as painted (superscripts are already smaller);
    space_width: nothing but the text is painted, spaces included. link: what it leads to, or "".
    language: a BCP 47 tag or "". spacing: points between letters that width has beyond the
    letters' own (a:rPr spc), so that the painter spaces them instead of stretching them.
    """

    text: str
    x: float
    baseline: float
    width: float
    size: float
    face: Typeface
    colour: Colour
    right_to_left: bool = False
    underline: bool = False
    strike: bool = False
    link: str = ""
    language: str = ""
    spacing: float = 0.0


@quick
class Group:
    """Things painted together under one transform.

    matrix: (a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f, as in PDF; clip: an outline
    (its fill and stroke do not matter) in the coordinates inside the group.
    """

    items: tuple[Item, ...]
    matrix: tuple[float, float, float, float, float, float] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    alpha: float = 1.0
    clip: Outline | None = None


Item = Outline | TextRun | PictureFill | Group
"""A PictureFill on its own is a picture in its target rectangle."""


@quick
class Link:
    """A place on the page that leads somewhere.

    x, y, width, height in points; target: ``slide:N`` (from 1) or an address. The address is
    written into the PDF and never opened.
    """

    x: float
    y: float
    width: float
    height: float
    target: str


@quick
class Drawing:
    """One slide, notes page or handout page. unpainted: what stands there as a light box."""

    width: float
    height: float
    items: tuple[Item, ...]
    links: tuple[Link, ...] = ()
    title: str = ""
    language: str = ""
    unpainted: tuple[str, ...] = ()
