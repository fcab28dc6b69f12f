"""Numbers on a chart: the format code that PowerPoint is given, and texts made by formulas.

A value label is printed by PowerPoint from the cell's number and a format code, with the decimal
marks of the reader's machine, as in any chart. Texts that no format code can print (a signed
change, a total beside a stack of bars) are cells with a formula built on ``FIXED``, which, unlike
``TEXT``, means the same in every language of Excel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.model.cell_value import GENERAL
from briefing_app.model.number_format import Kind, Section, SectionKind, read_format
from briefing_app.model.number_text import MINUS, NO_BREAK_SPACE, number_text

LONGEST_CODE = 255
"""Characters in a format code."""
_WITHOUT_TOKENS = frozenset({Kind.EXPONENT, Kind.SLASH, Kind.AT, Kind.GENERAL, Kind.SPACE})


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A format that is a fixed number of decimals between two texts."""

    prefix: str
    suffix: str
    decimals: int
    grouped: bool
    divisor: float
    factor: float


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """One number format in one language. code: readable by Excel."""

    code: str
    language: str
    fixed: _Fixed | None

    def written(self, *, negative: bool) -> str:
        """Return the format code for labels; negative: there are numbers below zero to print.

        A true minus replaces the hyphen, and German gets its blank before the per cent sign.
        """
        code = self.code
        if self.language.startswith("de") and self.fixed and "%" in self.fixed.suffix:
            code = code.replace("%", f'"{NO_BREAK_SPACE}"%')
        shown = read_format(code)
        if not negative or shown is None:
            return code
        if _HYPHEN.search(code) and '"' not in code and "[" not in code:
            code = _HYPHEN.sub(rf";\\{MINUS}", code)
        if len(shown.sections) != 1:
            return code
        both = f"{code};\\{MINUS}{code}"
        return both if len(both) <= LONGEST_CODE and ";" not in code else code

    def text(self, value: float) -> str:
        """Return a number as it is printed, the same as :func:`number_text`, which takes longer."""
        fixed = self.fixed
        if (
            fixed is None
            or fixed.factor != 1
            or fixed.divisor != 1
            or not _is_plain(value, fixed.decimals)
        ):
            return number_text(value, self.code, self.language)
        digits = f"{abs(value):{',' if fixed.grouped else ''}.{fixed.decimals}f}"
        sign = MINUS if value < 0 and any(char in "123456789" for char in digits) else ""
        if self.language.startswith("de"):
            digits = digits.translate(_GERMAN)
        return f"{sign}{fixed.prefix}{digits}{fixed.suffix}"

    def quick_text(self, value: float) -> str:
        """Return a text as wide as the number will be printed; only for measuring."""
        fixed = self.fixed
        if fixed is None:
            return self.text(value)
        amount = value * fixed.factor / fixed.divisor
        digits = f"{abs(amount):{',' if fixed.grouped else ''}.{fixed.decimals}f}"
        return f"{MINUS if value < 0 else ''}{fixed.prefix}{digits}{fixed.suffix}"

    def quick_texts(self, values: Sequence[float | None]) -> list[str]:
        """Return a text to measure for each value, "" where there is none."""
        return ["" if value is None else self.quick_text(value) for value in values]

    def signed_text(self, value: float) -> str:
        """Return a change as it is printed: with a plus or a true minus, a zero with neither."""
        shown = self.text(abs(value))
        if not any(char in "123456789" for char in shown):
            return shown
        return ("+" if value > 0 else MINUS) + shown

    def formula(self, amount: str, *, signed: bool) -> str:
        """Return the Excel formula of the text of a number, without ``=``.

        amount: an expression for the number; signed: as :meth:`signed_text` prints it.
        """
        fixed = self.fixed
        size = f"ABS({amount})"
        if fixed is None:
            digits = f'{size}&""' if self.code == GENERAL else f"TEXT({size},{_quoted(self.code)})"
            plus = f'IF({amount}>0,"+",IF({amount}<0,"{MINUS}",""))'
            minus = f'IF({amount}<0,"{MINUS}","")'
            return f"{plus if signed else minus}&{digits}"
        scaled = amount
        if fixed.factor != 1:
            scaled += f"*{fixed.factor:.0f}"
        if fixed.divisor != 1:
            scaled += f"/{fixed.divisor:.0f}"
        shown = f"ROUND({scaled},{fixed.decimals})"
        plus = f'IF({shown}>0,"+",IF({shown}<0,"{MINUS}",""))'
        minus = f'IF({shown}<0,"{MINUS}","")'
        grouped = "FALSE" if fixed.grouped else "TRUE"
        pieces = [plus if signed else minus]
        pieces += [_quoted(fixed.prefix)] if fixed.prefix else []
        pieces += [f"FIXED(ABS({shown}),{fixed.decimals},{grouped})"]
        pieces += [_quoted(fixed.suffix)] if fixed.suffix else []
        return "&".join(pieces)

    def for_step(self, step: float) -> str:
        """Return the format code for an axis with ticks a step apart: no digit too few or many."""
        fixed = self.fixed
        if fixed is None:
            return self.code
        shown = step * fixed.factor / fixed.divisor
        decimals = next(
            (n for n in range(10) if abs(shown * 10**n - round(shown * 10**n)) < 1e-6), 9
        )
        digits = ("#,##0" if fixed.grouped else "0") + ("." + "0" * decimals if decimals else "")
        commas = "," * sum(fixed.divisor >= 1000**n for n in range(1, 6))
        percent = "%" if fixed.factor != 1 else ""
        prefix = _quoted(fixed.prefix) if fixed.prefix else ""
        suffix = fixed.suffix.replace("%", "") if percent else fixed.suffix
        return f"{prefix}{digits}{commas}{_quoted(suffix) if suffix.strip() else ''}{percent}"


_HYPHEN = re.compile(";-(?=[#0])")
_GERMAN = str.maketrans(",.", ".,")


_EXCEL_DIGITS = 15
"""Significant digits of a number in Excel; :func:`number_text` rounds what has these."""


def _is_plain(value: float, decimals: int) -> bool:
    """Return whether Python rounds a number as Excel does: it is not halfway between two texts."""
    digits = f"{value:.{_EXCEL_DIGITS}g}"
    if "e" in digits or "n" in digits:
        return False
    whole, _, places = digits.partition(".")
    halfway = len(places) == decimals + 1 and places[-1] == "5"
    return not halfway and len(whole) + decimals < _EXCEL_DIGITS


def _quoted(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


@lru_cache(maxsize=512)
def label_format(code: str, language: str) -> LabelFormat:
    """Return what is known of a format code; one that Excel would refuse becomes General."""
    shown = read_format(code)
    if shown is None:
        return LabelFormat(GENERAL, language, None)
    if len(shown.sections) != 1 or shown.sections[0].condition:
        return LabelFormat(code, language, None)
    return LabelFormat(code, language, _fixed(shown.sections[0], code, language))


def _fixed(section: Section, code: str, language: str) -> _Fixed | None:
    """Return a section as fixed decimals between two texts, None where it is not that."""
    kinds = [token.kind for token in section.tokens]
    if section.kind is not SectionKind.NUMBER or _WITHOUT_TOKENS.intersection(kinds):
        return None
    places = [n for n, kind in enumerate(kinds) if kind in (Kind.DIGIT, Kind.POINT)]
    if not places or places[-1] - places[0] + 1 != len(places) or section.percents > 1:
        return None
    number = "".join(section.tokens[n].text for n in places)
    whole, _, decimals = number.partition(".")
    if not whole.endswith("0") or "?" in number or decimals.strip("0") or number.endswith("."):
        return None
    if whole.strip("#") != "0":
        return None
    before = section.tokens[: places[0]]
    after = section.tokens[places[-1] + 1 :]
    if any(char.isdigit() or char in '";\\' for token in (*before, *after) for char in token.text):
        return None
    if any(token.kind is Kind.PERCENT for token in before):
        return None
    sample = number_text(1.0, code, language)
    digits = [n for n, char in enumerate(sample) if char.isdigit()]
    if not digits:
        return None
    return _Fixed(
        prefix=sample[: digits[0]],
        suffix=sample[digits[-1] + 1 :],
        decimals=len(decimals),
        grouped=section.grouped,
        divisor=1000.0**section.scale,
        factor=100.0**section.percents,
    )
