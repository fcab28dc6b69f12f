"""Excel number format codes, read once: sections, conditions, tokens (ECMA-376-1, 18.8.30-31).

A code that cannot be read, or that Excel would refuse, reads as None; callers then use General.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

LONGEST_CODE = 255
"""Characters in a format code (ECMA-376-1, 18.8.30: formatCode is an xstring; Excel's limit)."""
_MOST_SECTIONS = 4


class Kind(Enum):
    """What a token of a format code stands for."""

    LITERAL = auto()
    SPACE = auto()
    """``_x``: a space as wide as x."""
    DIGIT = auto()
    """``0``, ``#`` or ``?``."""
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    """``E+`` or ``E-``."""
    SLASH = auto()
    AT = auto()
    GENERAL = auto()
    DATE = auto()
    """A run of one date letter, in lower case; minutes are told from months as ``n``."""
    ELAPSED = auto()
    """``h``, ``m`` or ``s`` in brackets, as many as there were."""
    AM_PM = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format code. text: what it shows (literal) or the code's own letters."""

    kind: Kind
    text: str


class SectionKind(Enum):
    """What a section of a format code makes of a number."""

    NUMBER = auto()
    FRACTION = auto()
    DATE = auto()
    GENERAL = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in brackets, such as ``[>=1000]``."""

    sign: str
    limit: float

    def holds(self, value: float) -> bool:
        """Return whether a value meets the condition."""
        return _COMPARE[self.sign](value, self.limit)


_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
}


@dataclass(frozen=True, slots=True)
class Script:
    """What ``[DBNum1]`` and ``[$-804]`` say of a section.

    switch: of numerals, 0 for none; language: zh, zh-tw, ja or ""; calendar: 0 and 1 Gregorian, 3
    Japanese eras, 4 Taiwan, 5 Korea, 7 Thailand.
    """

    switch: int = 0
    language: str = ""
    calendar: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One section. scale: power of 1000 to divide by; percents: number of ``%`` signs.

    tokens: without colours, fills, conditions and those commas that group or scale.
    """

    kind: SectionKind
    tokens: tuple[Token, ...]
    condition: Condition | None = None
    grouped: bool = False
    scale: int = 0
    percents: int = 0
    script: Script = Script()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format code's sections for numbers, in order, and its section for texts, if it has one."""

    sections: tuple[Section, ...]
    text: Section | None = None

    def index_for(self, value: float) -> int | None:
        """Return which section shows a value, None where no condition holds (then General)."""
        if len(self.sections) == 1 and self.sections[0].condition is None:
            return 0  # as most formats are
        for index, condition in enumerate(self._conditions()):
            if condition is None or condition.holds(value):
                return index
        return None

    def _conditions(self) -> tuple[Condition | None, ...]:
        implied: tuple[Condition | None, ...] = (None,)
        if len(self.sections) == 2:
            implied = (Condition(">=", 0), None)
        elif len(self.sections) > 2:
            implied = (Condition(">", 0), Condition("<", 0), None)
        return tuple(
            section.condition or rule for section, rule in zip(self.sections, implied, strict=False)
        )

    def only_negative(self, index: int) -> bool:
        """Return whether a section is reached by negative numbers alone: it shows no minus.

        Excel looks at conditions too: ``[>=-1]0;0`` shows -2 as 2, ``[>=1]0;0`` as -2.
        """
        limits = {0.0, *(c.limit for c in self._conditions() if c and c.limit > 0)}
        points = sorted(limits)
        between = [(low + high) / 2 for low, high in pairwise(points)]
        probes = [*points, *between, points[-1] + 1]
        return all(self.index_for(probe) != index for probe in probes)


class _UnreadableError(ValueError):
    """The code is not one that Excel accepts."""


@lru_cache(maxsize=1024)
def read_format(code: str) -> NumberFormat | None:
    """Return the sections of a format code, None where it is not a format code."""
    if not code or len(code) > LONGEST_CODE:
        return None
    try:
        sections = _sections(code)
    except _UnreadableError:
        return None
    if any(section.kind is SectionKind.TEXT for section in sections[:-1]):
        return None
    text: Section | None = None
    if sections[-1].kind is SectionKind.TEXT or len(sections) == _MOST_SECTIONS:
        sections, text = sections[:-1], sections[-1]
    return NumberFormat(sections or (_GENERAL,), text)


_GENERAL = Section(SectionKind.GENERAL, (Token(Kind.GENERAL, ""),))

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"
    | \\(?P<escaped>.)
    | _(?P<space>.)
    | (?P<fill>\*.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general)
    | (?P<ampm>am/pm|a/p|上午/下午)
    | (?P<exponent>e[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|b+|g+|a{3,4})
    | (?P<digit>[0#?])
    | (?P<mark>[.,%/@])
    | (?P<end>;)
    | (?P<literal>[-+$():!^&'~{}<>=\ 1-9]|[^\x00-\x7f])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MARKS = {
    ".": Kind.POINT,
    ",": Kind.COMMA,
    "%": Kind.PERCENT,
    "/": Kind.SLASH,
    "@": Kind.AT,
}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d*)?(?:e[+-]?\d+)?)", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SWITCH = re.compile(r"dbnum(\d)", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-[0-9a-f,;]*)?", re.IGNORECASE)
_WITHOUT_TEXT = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color\s*\d{1,2}|natnum\d{1,2}",
    re.IGNORECASE,
)


def _sections(code: str) -> tuple[Section, ...]:
    parts: list[list[Token]] = [[]]
    conditions: list[Condition | None] = [None]
    scripts: list[Script] = [Script()]
    at = 0
    while at < len(code):
        match = _TOKEN.match(code, at)
        if match is None:
            raise _UnreadableError(code)
        at = match.end()
        if match["end"]:
            parts.append([])
            conditions.append(None)
            scripts.append(Script())
        elif (condition := _CONDITION.fullmatch(match["bracket"] or "")) is not None:
            conditions[-1] = Condition(condition[1], float(condition[2]))
        else:
            scripts[-1] = _with_script(scripts[-1], match["bracket"] or "")
            parts[-1].extend(_tokens(match))
    if len(parts) > _MOST_SECTIONS:
        raise _UnreadableError(code)
    return tuple(
        replace(_section(part, condition), script=script)
        for part, condition, script in zip(parts, conditions, scripts, strict=True)
    )


_LOCALE = re.compile(r"\$[^-\]]*-([0-9a-f]{1,8})", re.IGNORECASE)
_LANGUAGES = {0x804: "zh", 0x1004: "zh", 0x404: "zh-tw", 0xC04: "zh-tw", 0x411: "ja"}
_CALENDARS = frozenset({0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 12})
"""Those whose months are the Gregorian ones; a date in another is written as ISO 8601."""


def _with_script(script: Script, bracket: str) -> Script:
    """Return what is known of numerals and calendar after one more bracket.

    ``[$-D07041E]``: numeral shape, calendar (two digits each) and language (MS-LCID, 2.2).
    """
    if (switch := _SWITCH.fullmatch(bracket)) is not None:
        return replace(script, switch=int(switch[1]))
    if (locale := _LOCALE.fullmatch(bracket)) is None:
        return script
    number = int(locale[1], 16)
    calendar = number >> 16 & 0xFF
    if calendar not in _CALENDARS:
        raise _UnreadableError(bracket)
    language = _LANGUAGES.get(number & 0xFFFF, script.language)
    return replace(script, language=language, calendar=calendar)


def _tokens(match: re.Match[str]) -> tuple[Token, ...]:
    name, text = match.lastgroup or "", match[match.lastgroup or 0]
    if name in ("quoted", "escaped", "literal"):
        return (Token(Kind.LITERAL, text),) if text else ()
    if name == "bracket":
        return _bracket(text)
    if name == "fill":
        return ()
    kinds = {
        "space": Kind.SPACE,
        "general": Kind.GENERAL,
        "ampm": Kind.AM_PM,
        "exponent": Kind.EXPONENT,
        "date": Kind.DATE,
        "digit": Kind.DIGIT,
    }
    kind = kinds.get(name) or _MARKS[text]
    return (Token(kind, text.lower() if kind is Kind.DATE else text),)


def _bracket(text: str) -> tuple[Token, ...]:
    if (currency := _CURRENCY.fullmatch(text)) is not None:
        return (Token(Kind.LITERAL, currency[1]),) if currency[1] else ()
    if _ELAPSED.fullmatch(text):
        return (Token(Kind.ELAPSED, text.lower()),)
    if _WITHOUT_TEXT.fullmatch(text) or _SWITCH.fullmatch(text):
        return ()
    raise _UnreadableError(text)


def _section(tokens: list[Token], condition: Condition | None) -> Section:
    kinds = {token.kind for token in tokens}
    if Kind.AT in kinds:
        return Section(SectionKind.TEXT, tuple(tokens), condition)
    if kinds & {Kind.DATE, Kind.ELAPSED, Kind.AM_PM}:
        return Section(SectionKind.DATE, _date_tokens(tokens), condition)
    if Kind.GENERAL in kinds:
        if kinds & {Kind.DIGIT, Kind.POINT, Kind.EXPONENT} or _count(tokens, Kind.GENERAL) > 1:
            raise _UnreadableError
        return Section(SectionKind.GENERAL, _plain(tokens, {Kind.GENERAL}), condition)
    if (fraction := _fraction_tokens(tokens)) is not None:
        return Section(SectionKind.FRACTION, fraction, condition)
    return _number_section(tokens, condition)


def _count(tokens: list[Token], kind: Kind) -> int:
    return sum(token.kind is kind for token in tokens)


def _plain(tokens: list[Token], keep: set[Kind]) -> tuple[Token, ...]:
    """Return the tokens with every mark that has no meaning here turned into a literal."""
    keep = keep | {Kind.SPACE, Kind.LITERAL}
    return tuple(t if t.kind in keep else Token(Kind.LITERAL, t.text) for t in tokens)


def _number_section(tokens: list[Token], condition: Condition | None) -> Section:
    if _count(tokens, Kind.EXPONENT) > 1:
        raise _UnreadableError
    kept: list[Token] = []
    grouped, scale, seen_point, seen_digit = False, 0, False, False
    for index, token in enumerate(tokens):
        rest = [t.kind for t in tokens[index + 1 :] if t.kind is not Kind.COMMA]
        if token.kind is Kind.COMMA and seen_digit:
            if rest[:1] == [Kind.DIGIT]:
                grouped = grouped or not seen_point
            elif tokens[index - 1].kind in (Kind.DIGIT, Kind.COMMA, Kind.POINT):
                scale += 1
            else:
                kept.append(Token(Kind.LITERAL, ","))
        elif (token.kind is Kind.POINT and seen_point) or token.kind in (Kind.COMMA, Kind.SLASH):
            kept.append(Token(Kind.LITERAL, token.text))
        else:
            kept.append(token)
        seen_point = seen_point or token.kind in (Kind.POINT, Kind.EXPONENT)
        seen_digit = seen_digit or token.kind is Kind.DIGIT
    percents = _count(tokens, Kind.PERCENT)
    return Section(SectionKind.NUMBER, tuple(kept), condition, grouped, scale, percents)


def _fraction_tokens(tokens: list[Token]) -> tuple[Token, ...] | None:
    """Return the tokens of a fraction such as ``# ??/??`` or ``# ?/16``, None for anything else."""
    slashes = [i for i, token in enumerate(tokens) if token.kind is Kind.SLASH]
    if len(slashes) != 1:
        return None
    at = slashes[0]
    if not (0 < at < len(tokens) - 1) or tokens[at - 1].kind is not Kind.DIGIT:
        return None
    below = tokens[at + 1]
    if below.kind is not Kind.DIGIT and below.text not in tuple("123456789"):
        return None
    kinds = {token.kind for token in tokens}
    if kinds & {Kind.POINT, Kind.EXPONENT, Kind.PERCENT, Kind.COMMA}:
        raise _UnreadableError
    return tuple(tokens)


def _date_tokens(tokens: list[Token]) -> tuple[Token, ...]:
    """Return the tokens with minutes told from months and marks turned into literals.

    ``m`` and ``mm`` are minutes after an hour or before a second (18.8.31).
    """
    if any(token.kind in (Kind.EXPONENT, Kind.GENERAL) for token in tokens):
        raise _UnreadableError
    kept = list(tokens)
    clock = [i for i, token in enumerate(kept) if token.kind in (Kind.DATE, Kind.ELAPSED)]
    for place, index in enumerate(clock):
        if kept[index].kind is not Kind.DATE or kept[index].text not in ("m", "mm"):
            continue
        before = kept[clock[place - 1]].text[0] if place else ""
        after = kept[clock[place + 1]].text[0] if place + 1 < len(clock) else ""
        if before == "h" or after == "s":
            kept[index] = Token(Kind.DATE, "n" * len(kept[index].text))
    return _with_second_decimals(kept)


def _with_second_decimals(tokens: list[Token]) -> tuple[Token, ...]:
    """Return the tokens with ``.000`` joined to the seconds before it; other digits are refused."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        before = kept[-1] if kept else Token(Kind.LITERAL, "")
        seconds = before.kind in (Kind.DATE, Kind.ELAPSED) and before.text[0] == "s"
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if token.kind is Kind.POINT and seconds and following == "0":
            kept[-1] = Token(before.kind, before.text + ".")
        elif token.kind is Kind.DIGIT:
            if token.text != "0" or not seconds or "." not in before.text:
                raise _UnreadableError
            kept[-1] = Token(before.kind, before.text + "0")
        else:
            kept.append(token)
    return _plain(kept, {Kind.DATE, Kind.ELAPSED, Kind.AM_PM})
