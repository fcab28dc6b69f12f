"""Rows that are written alike, read with one pattern: tens of thousands at a time.

A worksheet of 200,000 rows says the same thing 200,000 times: the same columns, types and formats
in the same order. :class:`RowPattern` learns how cells are written from the rows that were read
one by one, and becomes a regular expression in which every cell is optional. Whatever does not
match it exactly is not read here.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing_app.model.cell_range import column_letters, parse_cell
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.ooxml.cell_text import shown_text
from briefing_app.ooxml.formula_notes import FormulaNotes
from briefing_app.ooxml.plain_xml import unescaped
from briefing_app.ooxml.sheet_cells import Band, Formula, Raw, Segment

_ROWS_AT_ONCE = 512
_ROW_START, _COMMENT = b"<row ", b"<!"
_SHORTEST_STRIDE, _LONGEST_STRIDE = 1 << 14, 1 << 21  # bytes that are tried at once
_MOST_COLUMNS = 256
_MOST_FORMS = 8
_MOST_TEXTS = 100_000
_PATIENCE = 400  # rows that are looked at before it is given up that more forms will help
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})\d+"((?: (?:s|t)="[0-9A-Za-z]+")*)(?:/>|>([^\0]*?)</c>)', re.DOTALL
)
_GROUP = re.compile(rb"\((?!\?)")
_STYLE, _TYPE = re.compile(rb' s="(\d+)"'), re.compile(rb' t="(\w+)"')
_NUMBER = rb"<v>(-?[0-9.]+(?:[Ee][-+]?[0-9]+)?)</v>"

Kind = Literal["number", "shared", "text", "bool", "error", "uncached"]


@dataclass(frozen=True, slots=True)
class _Body:
    """A way to write the inside of a cell. types: cell types that it stands for.

    formula: how its formula is written: itself, or the number of a shared one.
    """

    types: frozenset[bytes]
    pattern: bytes
    kind: Kind
    formula: Literal["", "own", "shared"] = ""

    @property
    def groups(self) -> int:
        """Return the number of groups in the pattern: formula, value or both."""
        return 2 if self.formula and self.kind != "uncached" else 1


_N, _STR, _S = frozenset({b"n"}), frozenset({b"str"}), frozenset({b"s"})
_INLINE, _TEXT = frozenset({b"inlineStr"}), rb"([^<]*)"
_BODIES = (
    _Body(_N, _NUMBER, "number"),
    _Body(_S, rb"<v>([0-9]+)</v>", "shared"),
    _Body(_INLINE, rb"<is><t>" + _TEXT + rb"</t></is>", "text"),
    _Body(_INLINE, rb'<is><t xml:space="preserve">' + _TEXT + rb"</t></is>", "text"),
    _Body(_STR, rb"<v>([^<]+)</v>", "text"),
    _Body(frozenset({b"b"}), rb"<v>([01])</v>", "bool"),
    _Body(frozenset({b"e"}), rb"<v>(#[A-Z0-9/!?_]+)</v>", "error"),
)
_CALCULATED = rb'(?: (?:a?ca|bx)="(?:[01]|true|false)")*'  # when, which says nothing of the result
_OWN = rb"<f" + _CALCULATED + rb">([^<]+)</f>"
_SHARED = rb"<f" + _CALCULATED + rb' t="shared" si="([0-9]+)"/>'
_FORMULA_BODIES = tuple(
    body
    for plain in _BODIES
    if plain.types not in (_INLINE, _S)
    for body in (
        _Body(plain.types, _OWN + plain.pattern, plain.kind, "own"),
        _Body(plain.types, _SHARED + plain.pattern, plain.kind, "shared"),
    )
)
_UNCACHED_BODIES = (
    _Body(_N, _OWN + rb"(?:<v></v>|<v ?/>)?", "uncached", "own"),
    _Body(_N, _SHARED + rb"(?:<v></v>|<v ?/>)?", "uncached", "shared"),
)
_WAYS = tuple(
    (re.compile(body.pattern), body) for body in (*_BODIES, *_FORMULA_BODIES, *_UNCACHED_BODIES)
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a whole cell after its address."""

    attributes: bytes
    style: int
    body: _Body | None

    @property
    def pattern(self) -> bytes:
        if self.body is None:
            return re.escape(self.attributes) + rb"(?:/>|></c>)"
        return re.escape(self.attributes) + b">" + self.body.pattern + b"</c>"


def _form(attributes: bytes, inside: bytes | None) -> _Form | None:
    """Return the form of a cell; None when only a parser can read it."""
    style, kind = _STYLE.search(attributes), _TYPE.search(attributes)
    number = int(style[1]) if style else 0
    if not inside:
        return _Form(attributes, number, None)
    written = kind[1] if kind else b"n"
    for pattern, body in _WAYS:
        if written in body.types and pattern.fullmatch(inside):
            return _Form(attributes, number, body)
    return None


class RowPattern:
    """Learns how the rows of one worksheet are written, and reads those that are written so.

    strings: the shared strings by index; formulas: takes the formulas that it reads.
    """

    def __init__(self, strings: Sequence[str | None], formulas: FormulaNotes) -> None:
        self.formulas = formulas
        self._strings = strings
        self._texts: dict[bytes, str | None] = {}
        self._forms: dict[int, dict[bytes, _Form]] = {}
        self._one: re.Pattern[bytes] | None = None
        self._many: re.Pattern[bytes] | None = None
        self._patience = _PATIENCE
        self._stride = _SHORTEST_STRIDE

    @property
    def learns(self) -> bool:
        """Return whether it is still worth while to show rows that were read by other means."""
        return self._patience > 0

    def learn(self, row: bytes) -> None:
        """Take in how a row of the sheet is written, which is read by other means."""
        if not self._patience:
            return
        self._patience -= 1
        changed = False
        for match in _CELL.finditer(row):
            column = parse_cell(f"{match[1].decode()}1")[1]
            form = _form(match[2], match[3])
            forms = self._forms.get(column, {})
            if form and form.pattern not in forms and len(forms) < _MOST_FORMS:
                self._forms.setdefault(column, forms)[form.pattern] = form
                changed = True
        if len(self._forms) > _MOST_COLUMNS:
            self._patience, self._one, self._many = 0, None, None
        elif changed:
            self._compile()

    def _compile(self) -> None:
        """Make the two patterns: of a row with its groups, of many rows with none but the number.

        No quantifier is possessive: in Python 3.11 those confuse the groups inside them.
        """
        cells = b"".join(
            rb'(?:<c r="' + column_letters(column).encode() + rb'\1"(?:'
            + b"|".join(self._forms[column]) + rb"))?"
            for column in sorted(self._forms)
        )  # fmt: skip
        number, attributes = rb'<row r="([0-9]+)"', rb'((?: [A-Za-z][\w:.]*="[^"<>&]*")*)>'
        rest = attributes + cells + rb"</row>\s*"
        self._one = re.compile(number + rest)
        ungrouped = _GROUP.sub(rb"(?:", rest)
        self._many = re.compile(rb"(?:%s%s){1,%d}" % (number, ungrouped, _ROWS_AT_ONCE))

    def read(
        self, content: bytes, start: int, end: int
    ) -> tuple[int, Band, tuple[bytes, ...]] | None:
        """Return (where they end, rows, the attributes of each) for rows written alike.

        They begin at ``start``; None when the first one is written in another way. Notes their
        formulas. Raises ValueError and LookupError for what means nothing.
        """
        if self._one is None or self._many is None:
            return None
        stop = content.find(_ROW_START, min(start + self._stride, end), end)
        stop = end if stop < 0 else stop
        found = self._one.findall(content, start, stop)
        # The one byte is found much faster, and seldom there.
        alone = content.find(b"!", start, stop) < 0 or content.find(_COMMENT, start, stop) < 0
        if alone and len(found) == content.count(_ROW_START, start, stop) > 0:
            self._stride = min(self._stride * 2, _LONGEST_STRIDE)
        else:  # somewhere in between a row is written in another way
            self._stride = _SHORTEST_STRIDE
            match = self._many.match(content, start, end)
            if not match:
                return None
            stop = match.end()
            found = self._one.findall(content, start, stop)
        band, attributes = self._band(found)
        return stop, band, attributes

    def _band(self, found: list[tuple[bytes, ...]]) -> tuple[Band, tuple[bytes, ...]]:
        groups = list(zip(*found, strict=True))
        rows = array("l", map(int, groups[0]))
        columns: dict[int, Segment] = {}
        number = 2
        for column in sorted(self._forms):
            parts: list[_Part] = []
            for form in self._forms[column].values():
                if form.body is not None:
                    parts.append(self._part(form.body, form.style, groups, number))
                    number += form.body.groups
            used = [part for part in parts if part.count]
            for part in used:
                self._note(part, rows, column)
            if used:
                columns[column] = _joined(used)
        return Band(rows, columns), groups[1]

    def _part(
        self, body: _Body, style: int, groups: Sequence[tuple[bytes, ...]], number: int
    ) -> _Part:
        raw = groups[number + body.groups - 1]
        count = len(raw) - raw.count(b"")
        values = self._values(body.kind, raw) if count else []
        return _Part(body, style, groups[number], raw, values, count)

    def _note(self, part: _Part, rows: Sequence[int], column: int) -> None:
        """Note the formulas of a part: how many, and which have no result or a doubtful one."""
        body = part.body
        if not body.formula:
            return
        self.formulas.count += part.count
        if body.formula == "own" and any(b"]" in text for text in set(part.written)):
            for row, text in zip(rows, part.written, strict=True):
                if b"]" in text:
                    self.formulas.note_link(row, column, unescaped(text))
        if body.kind == "uncached":
            listed, wanted = self.formulas.uncached, [bool(text) for text in part.raw]
        elif body.kind == "number" and self.formulas.doubts_zeros:
            listed, wanted = self.formulas.zeros, [text == b"0" for text in part.raw]
        else:
            return
        for index, row in enumerate(rows):
            if wanted[index]:
                text = part.written[index]
                if body.formula == "shared":
                    listed.append(self.formulas.shared(row, column, text.decode()))
                else:
                    listed.append(Formula(row, column, unescaped(text)))

    def _values(self, kind: Kind, raw: Sequence[bytes]) -> array[float] | list[Raw | None]:
        if kind == "number":
            return _numbers(raw)
        if kind == "shared":
            strings = self._strings
            if b"" not in raw:
                return [strings[index] for index in map(int, raw)]
            return [strings[int(text)] if text else None for text in raw]
        read = self._text if kind == "text" else _READ[kind]
        known: dict[bytes, Raw | None] = {text: read(text) for text in set(raw)}
        known[b""] = None
        return list(map(known.__getitem__, raw))

    def _text(self, raw: bytes) -> str | None:
        if raw not in self._texts:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            self._texts[raw] = shown_text(unescaped(raw))
        return self._texts[raw]


@dataclass(frozen=True, slots=True)
class _Part:
    """The cells of a column that are written in one form. written: the formulas, if any."""

    body: _Body
    style: int
    written: Sequence[bytes]
    raw: Sequence[bytes]
    values: array[float] | list[Raw | None]
    count: int


def _error(raw: bytes) -> Raw:
    return Missing(MissingKind.ERROR, raw.decode("ascii"))


def _nothing(_raw: bytes) -> None:
    return None


_READ: dict[Kind, Callable[[bytes], Raw | None]] = {
    "bool": b"1".__eq__,
    "error": _error,
    "uncached": _nothing,
}


def finite(number: float) -> Raw:
    """Return a number, or #NUM! for one beyond what Excel can hold."""
    return number if math.isfinite(number) else Missing(MissingKind.ERROR, "#NUM!")


def _numbers(raw: Sequence[bytes]) -> array[float] | list[Raw | None]:
    if b"" not in raw:
        numbers = array("d", map(float, raw))
        if math.isfinite(sum(numbers)):
            return numbers
    return [finite(float(text)) if text else None for text in raw]


def _joined(parts: Sequence[_Part]) -> Segment:
    """Return one column of a run from its cells by the form in which they are written."""
    if len(parts) == 1:
        (part,) = parts
        return Segment(part.values, part.style, bool(part.body.formula))
    size = len(parts[0].raw)
    values: list[Raw | None] = [None] * size
    styles, formulas = [parts[0].style] * size, [False] * size
    for part in parts:
        is_formula = bool(part.body.formula)
        for index in (index for index, text in enumerate(part.raw) if text):
            values[index], styles[index] = part.values[index], part.style
            formulas[index] = is_formula
    return Segment(
        values,
        styles if len({part.style for part in parts}) > 1 else parts[0].style,
        formulas if any(part.body.formula for part in parts) else False,
    )
