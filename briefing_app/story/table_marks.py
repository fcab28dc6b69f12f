"""Marks in the cells of a table: what an option asks of a column, from the values in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing_app.model.chart_spec import CellMark, TableSpec, Tone
from briefing_app.model.data_table import Column
from briefing_app.model.finding import Finding, warning
from briefing_app.model.labels import said
from briefing_app.model.number_text import value_text
from briefing_app.story.exhibit_wish import Wish

BALLS, LIGHTS, BARS, ARROWS = "harvey balls", "traffic lights", "cell bars", "arrows"
MARK_OPTIONS = (BALLS, LIGHTS, BARS, ARROWS)

_QUARTERS = "○◔◑◕●"
_MOST_BLOCKS = 16
_BLOCK, _HALF = "█", "▌"
_BAR_SIZE = 0.6
_LIGHTS = {
    Tone.POSITIVE: CellMark("●", Tone.POSITIVE, alone=True),
    Tone.CAUTION: CellMark("▲", Tone.CAUTION, alone=True),
    Tone.NEGATIVE: CellMark("■", Tone.NEGATIVE, alone=True),
}
"""Each has a shape of its own, for readers who do not see the colours and for grey print."""
_COLOUR_WORDS = {
    Tone.POSITIVE: ("green", "g", "on track", "grün", "im plan", "绿", "绿色"),
    Tone.CAUTION: ("amber", "yellow", "a", "at risk", "gelb", "黄", "黄色"),
    Tone.NEGATIVE: ("red", "r", "off track", "rot", "红", "红色"),
}
_TONES = {word: tone for tone, words in _COLOUR_WORDS.items() for word in words}


def colour_named(text: str) -> Tone | None:
    """Return the colour of a light that a cell names; None where it names none."""
    return _TONES.get(text.strip().casefold())


Numbers = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class MarkedColumn:
    """The marks of a column, one for each row of the data table, None where there is none.

    beside: they stand in a column of their own, at the right; otherwise a mark that is alone
    replaces the text of its cell.
    """

    marks: tuple[CellMark | None, ...]
    beside: bool = False


def with_marks(
    spec: TableSpec, columns: Sequence[Column], rows: Sequence[int], wish: Wish
) -> tuple[TableSpec, list[Finding]]:
    """Return a table with the marks that options ask for.

    columns, rows: of the data table, as they are shown.
    """
    marked, findings = _marked_columns(wish, columns)
    if not marked:
        return spec, findings
    blank = (None,) * wish.table.row_count
    shown: list[tuple[int, MarkedColumn | None, bool]] = []
    for place, column in enumerate(columns):
        own = marked.get(column.index)
        shown.append((place, None if own and own.beside else own, False))
        if own and own.beside:
            shown.append((place, own, True))

    def text(row: int, place: int, own: MarkedColumn | None, *, beside: bool) -> str:
        mark = own.marks[rows[row]] if own else None
        return "" if beside or (mark and mark.alone) else spec.rows[row][place]

    return replace(
        spec,
        header=tuple("" if beside else spec.header[place] for place, _, beside in shown),
        rows=tuple(
            tuple(text(row, place, own, beside=beside) for place, own, beside in shown)
            for row in range(len(rows))
        ),
        numeric=tuple(
            spec.numeric[place] and not beside and not _replaced(own)
            for place, own, beside in shown
        ),
        addresses=tuple(
            tuple(
                addresses[place] if text(row, place, own, beside=beside) else ""
                for place, own, beside in shown
            )
            for row, addresses in enumerate(spec.addresses)
        ),
        marks=tuple(
            tuple((own.marks if own else blank)[row] for _, own, _ in shown) for row in rows
        ),
    ), findings


def _replaced(own: MarkedColumn | None) -> bool:
    """Return whether marks stand in place of a column's figures."""
    return own is not None and any(mark is not None and mark.alone for mark in own.marks)


def _marked_columns(
    wish: Wish, columns: Sequence[Column]
) -> tuple[dict[int, MarkedColumn], list[Finding]]:
    """Return the marks that options ask for, by the index of the column, and what is not right."""
    found: dict[int, MarkedColumn] = {}
    findings: list[Finding] = []
    by_name = {column.label.casefold(): column for column in columns}
    for option in MARK_OPTIONS:
        asked = [part.strip() for part in wish.options.get(option, "").split(",")]
        for name in filter(None, asked):
            label, limits = _limits(name) if option == LIGHTS else (name, ())
            column = by_name.get(said(label, wish.words).casefold())
            if column is None:
                findings.append(_unknown(option, label, columns, wish))
                continue
            marks = _MAKE[option](column, limits, wish)
            if any(marks):
                found[column.index] = MarkedColumn(marks, beside=option == BARS)
            else:
                findings.append(_unmarked(option, column, wish))
    return found, findings


def _limits(asked: str) -> tuple[str, tuple[float, ...]]:
    """Return a column's name and the limits behind it: ``Margin 10/5``."""
    name, _, tail = asked.rpartition(" ")
    try:
        numbers = tuple(float(part) for part in tail.split("/"))
    except ValueError:
        return asked, ()
    return (name, numbers) if name and len(numbers) == 2 else (asked, ())


def _unknown(option: str, name: str, columns: Sequence[Column], wish: Wish) -> Finding:
    known = ", ".join(column.label for column in columns if column.label)
    return warning(
        "option-name-unknown",
        f"The option “{option}” names “{name}”, which is no column of the table.",
        f"Write one of: {known}.",
        wish.place,
    )


def _unmarked(option: str, column: Column, wish: Wish) -> Finding:
    remedies = {
        LIGHTS: "Write green, amber or red in its cells, or two limits behind its name: "
        "traffic lights=Margin 10/5.",
        BALLS: "Write shares from 0 to 1, or whole numbers from 0 to 4, in its cells.",
    }
    return warning(
        "table-mark-without-values",
        f"The column “{column.label}” has no values that {option} could show.",
        remedies.get(option, "Name a column of figures."),
        wish.place,
    )


# --- one kind after the other -----------------------------------------------------------------


def _balls(column: Column, _limits: tuple[float, ...], _wish: Wish) -> tuple[CellMark | None, ...]:
    """Return Harvey balls in quarters.

    Whole numbers up to 4 are quarters, numbers up to 1 shares; all others are shares of the
    largest. A negative number has none.
    """
    numbers = _numbers(column)
    known = [number for number in numbers if number is not None]
    most = max(known, default=0.0)
    quarters = 4.0 / most if most > 0 else 0.0
    if all(number == int(number) for number in known) and 1 < most <= 4:
        quarters = 1.0
    elif most <= 1:
        quarters = 4.0
    return tuple(
        None
        if number is None or number < 0
        else CellMark(_QUARTERS[round(number * quarters)], Tone.FOCUS, alone=True)
        for number in numbers
    )


def _lights(column: Column, limits: tuple[float, ...], _wish: Wish) -> tuple[CellMark | None, ...]:
    """Return lights: by words for their colours, or by two limits, the better one first."""
    if not limits:
        tones = (colour_named(value) if isinstance(value, str) else None for value in column.values)
        return tuple(_LIGHTS[tone] if tone else None for tone in tones)
    good, fair = limits
    sign = 1.0 if good >= fair else -1.0

    def light(number: float | None) -> CellMark | None:
        if number is None:
            return None
        better, bearable = (number - good) * sign >= 0, (number - fair) * sign >= 0
        tone = Tone.POSITIVE if better else Tone.CAUTION if bearable else Tone.NEGATIVE
        return CellMark(_LIGHTS[tone].glyphs, tone)

    return tuple(light(number) for number in _numbers(column))


def _bars(column: Column, _limits: tuple[float, ...], _wish: Wish) -> tuple[CellMark | None, ...]:
    """Return bars in half blocks, the largest value as long as may be; negative ones in red."""
    numbers = _numbers(column)
    most = max((abs(number) for number in numbers if number is not None), default=0.0)

    def bar(number: float | None) -> CellMark | None:
        halves = round(abs(number) / most * _MOST_BLOCKS * 2) if number is not None and most else 0
        if number is None or not number:
            return None
        whole, half = divmod(max(halves, 1), 2)
        tone = Tone.FOCUS if number > 0 else Tone.NEGATIVE
        return CellMark(_BLOCK * whole + _HALF * half, tone, _BAR_SIZE, alone=True)

    return tuple(bar(number) for number in numbers)


def _arrows(column: Column, _limits: tuple[float, ...], wish: Wish) -> tuple[CellMark | None, ...]:
    """Return an arrow by the sign of what is printed; colours where it is said what is good."""
    good = wish.options.get("good", "").casefold()
    tones = {"up": (Tone.POSITIVE, Tone.NEGATIVE), "down": (Tone.NEGATIVE, Tone.POSITIVE)}
    up, down = tones.get(good, (Tone.MUTED, Tone.MUTED))

    def arrow(number: float | None, shown: str) -> CellMark | None:
        if number is None:
            return None
        if not any(digit in shown for digit in "123456789"):
            return CellMark("►", Tone.MUTED)
        return CellMark("▲", up) if number > 0 else CellMark("▼", down)

    texts = (
        value_text(value, code, wish.language)
        for value, code in zip(column.values, column.number_formats, strict=True)
    )
    return tuple(arrow(number, text) for number, text in zip(_numbers(column), texts, strict=True))


_MAKE: dict[str, Callable[[Column, tuple[float, ...], Wish], tuple[CellMark | None, ...]]] = {
    BALLS: _balls,
    LIGHTS: _lights,
    BARS: _bars,
    ARROWS: _arrows,
}


def _numbers(column: Column) -> tuple[float | None, ...]:
    return tuple(value if isinstance(value, float) else None for value in column.values)
