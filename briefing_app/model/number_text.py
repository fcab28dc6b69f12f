"""Numbers, dates and values as text, by Excel number format and language.

One regime for charts, tables and sentences (ECMA-376-1, 18.8.30-31). What differs from a cell
on the screen, because a slide is set in type: the minus is U+2212; blanks that only align
(``_x``, ``?``, ``*x``) are left out at the ends; a blank beside a digit does not break; a decimal
mark with nothing after it and the sign of a rounded zero are left out. A format code that Excel
would refuse shows as General (:func:`is_readable`).
"""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from briefing_app.model.calendar_text import (
    SHORT_DATE,
    iso_text,
    moment_of,
    section_text,
    serial_of,
)
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.model.number_format import (
    Kind,
    NumberFormat,
    Section,
    SectionKind,
    Token,
    read_format,
)
from briefing_app.model.numerals import digit_by_digit, in_words, numerals
from briefing_app.model.rounding import exact, rounded, shifted
from briefing_app.model.scale_words import AUTO, Scale, asked_scale, fitting_scale

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"
NOT_A_NUMBER = "#NUM!"
"""Excel's word for an infinity or a NaN, which no cell can hold (ECMA-376-1, 18.17.3)."""

_GENERAL_WIDTH = 11
"""Characters of a General number, decimal point included, sign not."""
_LARGEST_GENERAL = Decimal(10) ** _GENERAL_WIDTH
_SMALLEST_FIXED = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Marks:
    """Decimal mark, group separator and what stands before a per cent sign."""

    point: str
    group: str
    before_percent: str = ""


_MARKS = {
    "en": Marks(".", ","),
    "de": Marks(",", ".", NO_BREAK_SPACE),
    "zh": Marks(".", ","),
}


@lru_cache(maxsize=64)
def _marks(language: str) -> Marks:
    return _MARKS.get(_base(language), _MARKS["en"])


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def value_text(value: Value, number_format: str, language: str = "en") -> str:
    """Return any value as its cell shows it: texts by the section for texts, the missing by theirs.

    A formula without a result shows nothing: what was never calculated is never printed.
    """
    if isinstance(value, str):
        return _text_shown(value, number_format)
    if isinstance(value, Missing):
        return "" if value.kind is MissingKind.UNCALCULATED else value.text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return date_text(value, number_format, language)
    return number_text(value, number_format, language)


def _text_shown(text: str, number_format: str) -> str:
    """Return a text as the last section shows it, ``"Note: "@``; codes without one show it all."""
    shown = read_format(number_format) if "@" in number_format or ";;;" in number_format else None
    if shown is None or shown.text is None:
        return text
    tokens = [token for token in shown.text.tokens if token.kind is not Kind.SPACE]
    return "".join(text if token.kind is Kind.AT else token.text for token in tokens)


def date_text(value: datetime.datetime, number_format: str, language: str = "en") -> str:
    """Return a date as a format code shows it, ISO 8601 where the code shows no date.

    Names of months and days are in the language of the briefing, whatever language the code
    names (``[$-407]``): Excel writes its own user's there without being asked.
    """
    shown = _dates_of(number_format, language)
    section = _first_date(shown) if shown else None
    if shown and section:
        index = shown.index_for(serial_of(value))
        chosen = shown.sections[index] if index is not None else section
        if chosen.kind is SectionKind.DATE:
            mark = _marks(language).point
            return _set_dates(section_text(value, chosen, _base(language), mark))
    return iso_text(value)


def number_text(value: float, number_format: str, language: str = "en") -> str:
    """Return a number as a format code shows it.

    language: en, de, zh (or a tag such as de-AT); any other has English marks. Infinities and
    NaN are ``#NUM!``. Text formats (``@``) and unreadable codes show General.
    """
    if not math.isfinite(value):
        return NOT_A_NUMBER
    shown = _dates_of(number_format, language)
    index = shown.index_for(value) if shown else None
    marks = _marks(language)
    if shown is None or index is None:
        return _signed(general_text(value, language), value < 0)
    section = shown.sections[index]
    if section.kind is SectionKind.DATE:
        elapsed = any(token.kind is Kind.ELAPSED for token in section.tokens)
        moment = moment_of(abs(value) if elapsed else value)
        if moment is None:
            return _signed(general_text(value, language), value < 0)
        shown_date = _set_dates(section_text(moment, section, _base(language), marks.point))
        return _without_signed_zero(_signed(shown_date, value < 0))
    amount = abs(exact(value))
    if len(shown.sections) == 1 and section.kind is SectionKind.NUMBER and _layout(section).plain:
        return _without_signed_zero(_signed(_plainly(amount, section, marks), value < 0))
    if section.kind is SectionKind.FRACTION:
        pieces = _fraction_pieces(amount, section)
    elif section.kind is SectionKind.GENERAL:
        pieces = [_piece(token, _general(amount, marks)) for token in section.tokens]
    else:
        pieces = _number_pieces(amount, section, marks)
    negative = value < 0 and not shown.only_negative(index)
    text = _without_signed_zero(_signed(_set_number(pieces, marks), negative))
    if not section.script.switch:
        return text
    negative = negative and text.startswith(MINUS)
    return _signed(_set_number(_in_script(pieces, section), marks), negative)


def general_text(value: float, language: str = "en") -> str:
    """Return the magnitude of a finite number in General: up to 11 characters, no groups."""
    return _general(abs(exact(value)), _marks(language))


def decimals_of(number_format: str) -> int | None:
    """Return the decimals that the first section shows; None for General, dates, fractions."""
    section = _first(number_format)
    if section is None or section.kind is not SectionKind.NUMBER:
        return None
    return len(_Layout.of(section).decimals)


def scale_of(number_format: str) -> int:
    """Return the power of 1000 that the first section divides by: 2 for ``0.0,,``."""
    section = _first(number_format)
    return section.scale if section else 0


def is_percent(number_format: str) -> bool:
    """Return whether the first section multiplies by 100 and shows a per cent sign."""
    section = _first(number_format)
    return bool(section and section.percents)


def is_date(number_format: str) -> bool:
    """Return whether a format code shows dates or times."""
    shown = read_format(number_format)
    return bool(shown and _first_date(shown))


def is_readable(number_format: str) -> bool:
    """Return whether a format code can be read; one that cannot be shows as General."""
    return read_format(number_format) is not None


def _first(number_format: str) -> Section | None:
    shown = read_format(number_format)
    return shown.sections[0] if shown else None


def _first_date(shown: NumberFormat) -> Section | None:
    return next((s for s in shown.sections if s.kind is SectionKind.DATE), None)


@lru_cache(maxsize=256)
def _dates_of(number_format: str, language: str) -> NumberFormat | None:
    """Return the format read, built-in formats 14 and 22 with the short date of the language."""
    short = SHORT_DATE.get(_base(language), SHORT_DATE["en"])
    built_in = {"mm-dd-yy": short, "m/d/yy h:mm": short + " h:mm"}
    return read_format(built_in.get(number_format, number_format))


# --- pieces: what is shown, with digits told from words ---------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """A bit of text. number: it came from the number, not from a literal."""

    text: str
    number: bool = False


def _piece(token: Token, number: str = "") -> _Piece:
    if token.kind is Kind.GENERAL:
        return _Piece(number, number=True)
    if token.kind is Kind.SPACE:
        return _Piece(" ")
    return _Piece(token.text)


def _in_script(pieces: list[_Piece], section: Section) -> list[_Piece]:
    """Return the pieces with their digits in the numerals that the section asks for."""
    script = section.script
    kind = numerals(script.language, script.switch) if script.switch else None
    if kind is None:
        return pieces
    said = in_words if section.kind is SectionKind.GENERAL else digit_by_digit
    return [_Piece(said(p.text, kind), number=True) if p.number else p for p in pieces]


_BESIDE_DIGIT = re.compile(r"(?<=\d) | (?=\d)")
_AFTER_DIGIT = re.compile(r"(?<=\d) (?=\w)")
_PERCENT = re.compile(r"(?<=\d)%")


def _set_number(pieces: list[_Piece], marks: Marks) -> str:
    """Return the pieces as type: true minus, no loose blanks, no break beside a digit."""
    digits = [i for i, piece in enumerate(pieces) if piece.number]
    shown = [i for i in digits if pieces[i].text.strip()]
    if not shown:
        text = "".join(piece.text for piece in pieces).strip()
        return EN_DASH if text == "-" else text
    first, last = shown[0], shown[-1]
    before = "".join(piece.text for piece in pieces[: digits[0]])
    # What stands between empty digit places, as in "# ### ##0", belongs to no digit.
    before += "".join(piece.text.strip() for piece in pieces[digits[0] : first])
    middle = "".join(piece.text for piece in pieces[first : last + 1])
    after = "".join(piece.text for piece in pieces[last + 1 :])
    text = _leading_minus(before) + middle + (MINUS if after.strip() == "-" else after)
    text = _PERCENT.sub(f"{marks.before_percent}%", text.strip(" "))
    return _BESIDE_DIGIT.sub(NO_BREAK_SPACE, text)


def _leading_minus(text: str) -> str:
    """Return a prefix with its hyphen as a minus, unless it belongs to a word (``Co-op``)."""
    return re.sub(r"(?<!\w)-(?!\w)", MINUS, text)


def _set_dates(text: str) -> str:
    return _AFTER_DIGIT.sub(NO_BREAK_SPACE, text.strip(" "))


def _signed(text: str, negative: bool) -> str:
    """Return the text with a minus before it where the number is negative and none is there."""
    return MINUS + text if negative and text else text


def _without_signed_zero(text: str) -> str:
    """Return the text without its minus where every digit that it shows is zero."""
    digits = {char for char in text if char.isdigit()}
    return text.removeprefix(MINUS) if digits == {"0"} else text


# --- General ----------------------------------------------------------------------------------


def _general(amount: Decimal, marks: Marks) -> str:
    if amount.is_zero():
        return "0"
    text = _fixed(amount)
    if amount >= _SMALLEST_FIXED and Decimal(text) < _LARGEST_GENERAL:
        return text.replace(".", marks.point)
    if amount < _SMALLEST_FIXED:
        text = _plain(amount)
        if len(text) <= _GENERAL_WIDTH:
            return text.replace(".", marks.point)
    power = amount.adjusted()
    mantissa = rounded(shifted(amount, -power), 5)
    if mantissa >= 10:
        mantissa, power = shifted(mantissa, -1), power + 1
    sign = MINUS if power < 0 else "+"
    return f"{_plain(mantissa)}E{sign}{abs(power):02d}".replace(".", marks.point)


def _fixed(amount: Decimal) -> str:
    """Return the amount in at most eleven characters, as far as its whole part allows."""
    return _plain(rounded(amount, max(0, _GENERAL_WIDTH - 2 - max(amount.adjusted(), 0))))


def _plain(amount: Decimal) -> str:
    """Return a decimal without an exponent and without zeros at the end of its decimals."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- numbers ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the digits of a number section stand: indexes of its tokens."""

    whole: tuple[int, ...]
    decimals: tuple[int, ...]
    exponent: tuple[int, ...]
    point: int | None
    power: int | None
    """The ``E+`` token."""
    plain: bool
    """Digits alone, as ``#,##0.00`` and ``0.0%``: with a whole one and as many decimals always."""

    @staticmethod
    def of(section: Section) -> _Layout:
        kinds = [token.kind for token in section.tokens]
        point = kinds.index(Kind.POINT) if Kind.POINT in kinds else None
        power = kinds.index(Kind.EXPONENT) if Kind.EXPONENT in kinds else None
        digits = [i for i, kind in enumerate(kinds) if kind is Kind.DIGIT]
        end = len(kinds) if power is None else power
        middle = end if point is None else min(point, end)
        return _Layout(
            whole=tuple(i for i in digits if i < middle),
            decimals=tuple(i for i in digits if middle < i < end),
            exponent=tuple(i for i in digits if i > end),
            point=None if point is None or point > end else point,
            power=power,
            plain=_is_plain(section),
        )


_PLAIN = re.compile(r"#*0(?:\.0+)?%?")


def _is_plain(section: Section) -> bool:
    """Tell whether :func:`_plainly` shows numbers as a section asks for."""
    code = "".join(token.text for token in section.tokens)
    kinds = {Kind.DIGIT, Kind.POINT, Kind.PERCENT}
    return (
        section.condition is None
        and not section.script.switch
        and all(token.kind in kinds for token in section.tokens)
        and _PLAIN.fullmatch(code) is not None
    )


def _plainly(amount: Decimal, section: Section, marks: Marks) -> str:
    """Return an amount as a section shows it that is plain; the commonest by far."""
    places = len(_layout(section).decimals)
    amount = rounded(shifted(amount, 2 * section.percents - 3 * section.scale), places)
    text = f"{amount:,f}" if section.grouped else f"{amount:f}"
    if marks.point != ".":
        whole, _, decimals = text.partition(".")
        text = whole.replace(",", marks.group) + (marks.point + decimals if decimals else "")
    return f"{text}{marks.before_percent}%" if section.percents else text


_MOST_LAYOUTS = 200
_layouts: dict[int, tuple[Section, _Layout]] = {}


def _layout(section: Section) -> _Layout:
    """Return the layout of a section; it is kept by identity, since hashing costs as much."""
    known = _layouts.get(id(section))
    if known is not None and known[0] is section:
        return known[1]
    if len(_layouts) >= _MOST_LAYOUTS:
        _layouts.clear()
    layout = _Layout.of(section)
    _layouts[id(section)] = section, layout
    return layout


def _number_pieces(amount: Decimal, section: Section, marks: Marks) -> list[_Piece]:
    layout = _layout(section)
    places = len(layout.decimals)
    amount = shifted(amount, 2 * section.percents - 3 * section.scale)
    shown: dict[int, str] = {}
    if layout.power is not None:
        amount, power = _split_power(amount, len(layout.whole), places)
        shown |= _power_digits(power, section, layout)
    whole, _, decimals = f"{rounded(amount, places):f}".partition(".")
    if layout.whole or layout.point is not None or layout.decimals:
        shown |= _whole_digits(whole.lstrip("0"), section, layout, marks)
        tail = _decimal_digits(decimals, section, layout, marks)
        if layout.point is not None:
            tail[layout.point] = shown.get(layout.point, "") + tail.get(layout.point, "")
        shown |= tail
    return [
        _Piece(shown[i], number=True) if i in shown else _piece(token)
        for i, token in enumerate(section.tokens)
    ]


def _split_power(amount: Decimal, digits: int, places: int) -> tuple[Decimal, int]:
    """Return mantissa and power of ten; the power is a multiple of the whole digits' number."""
    if amount.is_zero():
        return amount, 0
    step = max(digits, 1)
    power = amount.adjusted() // step * step if digits else amount.adjusted() + 1
    mantissa = rounded(shifted(amount, -power), places)
    if mantissa >= Decimal(10) ** digits:
        power += step
        mantissa = rounded(shifted(amount, -power), places)
    return mantissa, power


def _power_digits(power: int, section: Section, layout: _Layout) -> dict[int, str]:
    at = layout.power if layout.power is not None else 0
    letters = section.tokens[at].text
    sign = MINUS if power < 0 else letters[1].replace("-", "")
    digits = str(abs(power)).rjust(len(layout.exponent), "0")
    shown = dict.fromkeys(layout.exponent, "")
    shown[at] = letters[0].upper() + sign + ("" if layout.exponent else digits)
    if layout.exponent:
        shown[layout.exponent[0]] = digits
    return shown


def _whole_digits(digits: str, section: Section, layout: _Layout, marks: Marks) -> dict[int, str]:
    """Return the whole part by token, filled from the right; the first place takes the rest."""
    shown: dict[int, str] = {}
    written = 0
    for index in reversed(layout.whole):
        first = index == layout.whole[0]
        take = digits if first else digits[-1:]
        digits = "" if first else digits[:-1]
        take = take or section.tokens[index].text.replace("#", "").replace("?", " ")
        text = ""
        for digit in reversed(take):
            if section.grouped and written and written % 3 == 0 and digit != " ":
                text = marks.group + text
            text = digit + text
            written += 1
        shown[index] = text
    if digits and layout.point is not None:
        shown[layout.point] = digits
    return shown


def _decimal_digits(digits: str, section: Section, layout: _Layout, marks: Marks) -> dict[int, str]:
    """Return decimal mark and decimals by token; zeros at the end only where the code has 0."""
    shown: dict[int, str] = {}
    kept = False
    for index, digit in reversed(tuple(zip(layout.decimals, digits, strict=False))):
        code = section.tokens[index].text
        kept = kept or digit != "0" or code == "0"
        shown[index] = digit if kept else " " if code == "?" else ""
    if layout.point is not None and kept:
        shown[layout.point] = marks.point
    return shown


# --- fractions --------------------------------------------------------------------------------


def _fraction_pieces(amount: Decimal, section: Section) -> list[_Piece]:
    """Return a number as a fraction: ``# ?/?`` mixed, ``?/?`` improper, ``# ?/16`` in 16ths."""
    tokens = section.tokens
    slash = next(i for i, token in enumerate(tokens) if token.kind is Kind.SLASH)
    top = slash
    while top > 0 and tokens[top - 1].kind is Kind.DIGIT:
        top -= 1
    below = slash + 1
    while below < len(tokens) and (
        tokens[below].kind is Kind.DIGIT or tokens[below].text in tuple("0123456789")
    ):
        below += 1
    code = "".join(token.text for token in tokens[slash + 1 : below])
    places = [i for i, token in enumerate(tokens[:top]) if token.kind is Kind.DIGIT]
    whole, parts, unit = _mixed(Fraction(amount), code, mixed=bool(places))
    pieces = [_piece(token) for token in tokens]
    for index in (*places, *range(top, below)):
        pieces[index] = _Piece("", number=True)
    if places:
        zeros = "".join(tokens[i].text for i in places).count("0")
        digits = str(whole or "").rjust(zeros, "0")
        pieces[places[0]] = _Piece(digits or ("" if parts else "0"), number=True)
    if parts or not places:
        pieces[slash] = _Piece(f"{parts}/{unit}", number=True)
    if places and not (pieces[places[0]].text and parts):
        between = range(places[-1] + 1, top)
        pieces = [_Piece("") if i in between else piece for i, piece in enumerate(pieces)]
    return pieces


def _mixed(amount: Fraction, code: str, *, mixed: bool) -> tuple[int, int, int]:
    """Return whole, numerator and denominator. code: the denominator's places or its digits."""
    whole = int(amount) if mixed else 0
    rest = amount - whole
    if code.isdigit() and code.strip("0"):
        unit = int(code)
        parts = int(rest * unit + Fraction(1, 2))
    else:
        near = rest.limit_denominator(10 ** len(code) - 1)
        parts, unit = near.numerator, near.denominator
    if mixed and parts == unit:
        return whole + 1, 0, unit
    return whole, parts, unit


# --- words of scale ---------------------------------------------------------------------------

_CURRENCY_SIGN = re.compile(r"[A-Za-z]{0,3}[$€£¥₹₩₽]")
_CURRENCY_CODE = re.compile(r"[A-Z]{3}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def scaled_text(
    value: float, language: str, decimals: int, unit: str = "", scale: str = AUTO
) -> str:
    """Return a number with a word of scale and the unit once: ``€1.2 bn``, ``1,2 Mrd. €``.

    decimals: shown as they are, the number rounded once; scale: a word such as ``m`` or ``Mrd.``,
    or ``auto`` for the one that fits the rounded number (999,950 with one decimal is ``1.0 m``);
    unit: a currency before the number in English and Chinese, anything else after it. Raises
    KeyError for an unknown word of scale.
    """
    if not math.isfinite(value):
        return NOT_A_NUMBER
    amount = abs(exact(value))
    if scale.casefold() == AUTO:
        chosen = _fitting(amount, decimals, language)
    else:
        chosen = asked_scale(scale, language)
    code = "#,##0." + "0" * decimals if decimals else "#,##0"
    marks = _marks(language)
    section = _first(code)
    pieces = _number_pieces(shifted(amount, -chosen.power), section, marks) if section else []
    number = _set_number(pieces, marks)
    text = _with_unit(number + _word(chosen.word), unit, language)
    return MINUS + text if value < 0 and any(char in "123456789" for char in number) else text


def _fitting(amount: Decimal, decimals: int, language: str) -> Scale:
    """Return the scale that the number as printed needs: rounding may lift it to the next one."""
    chosen = fitting_scale(_whole_places(amount), language)
    printed = shifted(rounded(shifted(amount, -chosen.power), decimals), chosen.power)
    return fitting_scale(_whole_places(printed), language)


def _whole_places(amount: Decimal) -> int:
    return 0 if amount.is_zero() else amount.adjusted() + 1


def _word(word: str) -> str:
    if not word or _CHINESE.match(word):
        return word
    return NO_BREAK_SPACE + word


def _with_unit(text: str, unit: str, language: str) -> str:
    unit = unit.strip()
    if not unit:
        return text
    if _base(language) != "de":
        if _CURRENCY_SIGN.fullmatch(unit):
            return unit + text
        if _CURRENCY_CODE.fullmatch(unit):
            return unit + NO_BREAK_SPACE + text
    joined = _CHINESE.match(unit) and _base(language) == "zh"
    return f"{text}{unit}" if joined else f"{text}{NO_BREAK_SPACE}{unit}"
