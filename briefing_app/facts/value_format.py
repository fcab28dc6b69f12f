"""A computed value as it is printed: by its own format, an Excel format code or a word of scale."""

from __future__ import annotations

import re

from briefing_app.facts.answers import Answer
from briefing_app.facts.cells import UNSURE, Unanswerable, listed
from briefing_app.model.cell_value import Missing
from briefing_app.model.number_text import (
    MINUS,
    date_text,
    is_date,
    is_percent,
    is_readable,
    number_text,
    scaled_text,
    value_text,
)
from briefing_app.model.rounding import sensible_format
from briefing_app.model.scale_words import is_scale
from briefing_app.ooxml.elements import clean

# What an Excel format code cannot be: digits, a word of scale, and perhaps a unit.
_SCALED = re.compile(r"(\+?)(?:(?:#,##)?0)?(?:\.(0{1,6}))?\s*([^\W\d_]+\.?)(?:\s+(\S.*))?")
_BLANKS = re.compile(r"[\x00-\x20]+")
_DIGITS = re.compile(r"[+#0]")
_DEFAULT_DECIMALS = 1


def printed(answer: Answer, number_format: str, language: str) -> str:
    """Return an answer as text. number_format: as written after ``|``, "" for the answer's own.

    Raises Unanswerable where the format cannot be read or does not suit the value.
    """
    text = clean(_BLANKS.sub(" ", _printed(answer, number_format, language)))
    if not text.strip():
        raise Unanswerable(
            "bound-empty",
            f"The format “{number_format or answer.number_format}” prints nothing",
            "Write a format that shows the value.",
        )
    return text


def _printed(answer: Answer, number_format: str, language: str) -> str:
    value = answer.value
    if isinstance(value, str | bool | Missing):
        return value_text(value, answer.number_format, language).strip()
    if not isinstance(value, float):
        if number_format and not is_date(number_format):
            raise _unsuitable(number_format, "a date", "yyyy or d mmm yyyy")
        return date_text(value, number_format or answer.number_format, language)
    if not number_format:
        return number_text(value, answer.number_format or sensible_format([value]), language)
    if (scaled := _SCALED.fullmatch(number_format)) and is_scale(scaled[3]):
        return _scaled(answer, value, scaled, language)
    return _formatted(answer, value, number_format, language)


def _scaled(answer: Answer, value: float, asked: re.Match[str], language: str) -> str:
    if answer.power == UNSURE:
        unit = answer.cells[0].unit if answer.cells else ""
        raise Unanswerable(
            "bound-unit",
            f"The unit “{unit}” may be a scale or a measure, so that “{asked[3]}” is no sure thing",
            "Write the unit in full in the workbook, such as € million, or use an Excel format.",
        )
    digits = _DIGITS.search(asked[0])
    decimals = len(asked[2] or "") if digits else _DEFAULT_DECIMALS
    amount = value * 10.0 ** (answer.power or 0)
    text = scaled_text(amount, language, decimals, asked[4] or "", asked[3])
    return _signed(text, value, asked[1])


def _signed(text: str, value: float, plus: str) -> str:
    """Return a text with the plus that was asked for, unless it shows nothing but zeros."""
    shown = plus and value > 0 and any(char in "123456789" for char in text)
    return f"+{text}" if shown else text


def _formatted(answer: Answer, value: float, code: str, language: str) -> str:
    if not is_readable(code):
        raise Unanswerable(
            "bound-format",
            f"The format “{code}” is no Excel number format and no word of scale",
            "Write it like 0.0%, #,##0 or 0.0 bn.",
        )
    if is_date(code) and not is_date(answer.number_format):
        raise _unsuitable(code, "a number", "0.0% or #,##0")
    if is_percent(code) and len(answer.cells) > 1 and answer.power not in (None, 0, UNSURE):
        raise Unanswerable(
            "bound-unit",
            f"The figures in {listed(answer.cells, 3)} have different units, so that it is no "
            f"percentage, as the format “{code}” says",
            "Put both in one unit in the workbook, and name those cells.",
        )
    if code.startswith("+") and ";" not in code:
        text = number_text(abs(value), code[1:], language)
        if not any(char in "123456789" for char in text):
            return text
        return ("+" if value > 0 else MINUS) + text
    return number_text(value, code, language)


def _unsuitable(code: str, kind: str, example: str) -> Unanswerable:
    return Unanswerable(
        "bound-format", f"The format “{code}” does not show {kind}", f"Write it like {example}."
    )
