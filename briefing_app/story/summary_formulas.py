"""Excel formulas that give the figures of a summary from the records, so that anyone can check.

``SUMIFS`` and its kin where a group is one plain word, a number or a time; else ``SUMPRODUCT``
with ``=``, since a criterion reads ``007``, ``>5``, ``Q1`` or ``a*`` as something else than the
text (ECMA-376-1, 18.17.7: SUMIFS, COUNTIFS, AVERAGEIFS, SUMPRODUCT).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.model.cell_range import cell_address, quote_sheet
from briefing_app.model.cell_value import Missing, Value
from briefing_app.model.moments import FIRST_YEAR, Moment, date_formula, is_midnight
from briefing_app.model.summary import How
from briefing_app.story.summary_axis import Group

_LONGEST = 8192
"""Characters that a formula can have (Excel specifications and limits)."""
_LONGEST_TEXT = 255
"""Characters of a text in a formula."""
_MOST_RUNS = 6
_BLANKS = "\u00a0\u2009\u202f\u3000"
_WORDS = frozenset({"true", "false", "wahr", "falsch"})


@dataclass(frozen=True, slots=True)
class Records:
    """The cells of the records. runs: first and last worksheet row of each unbroken stretch."""

    sheet: str
    runs: tuple[tuple[int, int], ...]

    def cells(self, column: int, run: tuple[int, int]) -> str:
        """Return a column's cells of a stretch: ``Data!C2:C500``. column: 1-based."""
        first, last = (cell_address(row, column) for row in run)
        return f"{quote_sheet(self.sheet)}!{first}:{last}"


@dataclass(frozen=True, slots=True)
class Member:
    """What a record must be to count.

    column: 1-based; groups: it belongs to one of them, or, with others, to none; mixed: the column
    holds both numbers and texts with digits, which criteria do not tell apart; sound: no errors.
    """

    column: int
    groups: tuple[Group, ...]
    others: bool = False
    mixed: bool = False
    sound: bool = True


def formula(
    how: How, measure: int, members: Sequence[Member], records: Records, *, sound: bool
) -> str:
    """Return the formula for one figure, "" where none is sure to give the same value.

    measure: 1-based worksheet column, 0 to count records; sound: it holds no error.
    """
    if not records.runs or len(records.runs) > _MOST_RUNS or not members:
        return ""
    tests = [_criteria(member) for member in members]
    plain = [test for test in tests if test is not None]
    if len(plain) == len(tests) and not (how is How.MEDIAN or (how is How.COUNT and measure)):
        made = _with_criteria(how, measure, members, plain, records)
    elif all(member.sound for member in members) and (sound or not measure):
        made = _with_products(how, measure, members, records)
    else:
        return ""
    return made if len(made) <= _LONGEST else ""


# --- criteria ----------------------------------------------------------------------------------


def _criteria(member: Member) -> list[str] | None:
    """Return the criteria that choose a member's records, None where criteria cannot tell."""
    if member.others or member.mixed or len(member.groups) != 1:
        return None
    (group,) = member.groups
    if group.since and group.until and group.since.year >= FIRST_YEAR:
        return [f'">="&{date_formula(group.since)}', f'"<"&{date_formula(group.until)}']
    if len({v.lower() if isinstance(v, str) else v for v in group.spellings}) != 1:
        return None
    value = group.spellings[0]
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return [_number(value)]
    return [_text(value)] if isinstance(value, str) and _is_plain(value) else None


def _is_plain(text: str) -> bool:
    """Return whether a text as a criterion can only mean itself."""
    named = all(character.isalpha() or character in " -_.,()&/'" for character in text)
    starts = text[:1].isalpha() and text == text.strip()
    return named and starts and text.lower() not in _WORDS and len(text) <= _LONGEST_TEXT


def _with_criteria(
    how: How,
    measure: int,
    members: Sequence[Member],
    tests: Sequence[list[str]],
    records: Records,
) -> str:
    def chosen(run: tuple[int, int]) -> str:
        return ", ".join(
            f"{records.cells(member.column, run)}, {test}"
            for member, of_member in zip(members, tests, strict=True)
            for test in of_member
        )

    def total(name: str, *, counted: bool = False) -> str:
        figures = [f"{records.cells(measure, run)}, " if measure else "" for run in records.runs]
        numbers = [f', {records.cells(measure, run)}, ">-1E+300"' for run in records.runs]
        return "+".join(
            f"{name}({'' if counted else figures[i]}{chosen(run)}{numbers[i] if counted else ''})"
            for i, run in enumerate(records.runs)
        )

    if how is How.COUNT:
        return total("COUNTIFS")
    if how is How.SUM:
        return total("SUMIFS")
    if len(records.runs) == 1:
        return total({How.AVERAGE: "AVERAGEIFS", How.MIN: "MINIFS", How.MAX: "MAXIFS"}[how])
    if how is How.AVERAGE:
        return f"({total('SUMIFS')})/({total('COUNTIFS', counted=True)})"
    return ""


# --- products ----------------------------------------------------------------------------------


def _with_products(how: How, measure: int, members: Sequence[Member], records: Records) -> str:
    tests = [_product(members, records, run) for run in records.runs]
    if not all(tests):
        return ""
    figures = [records.cells(measure, run) if measure else "" for run in records.runs]
    pairs = list(zip(tests, figures, strict=True))
    sums = "+".join(f"SUMPRODUCT({test}, {cells})" for test, cells in pairs)
    counts = "+".join(
        f"SUMPRODUCT({test}*ISNUMBER({cells}))" if measure else f"SUMPRODUCT({test})"
        for test, cells in pairs
    )
    if how is How.COUNT:
        return counts
    if how is How.SUM:
        return sums
    if how is How.AVERAGE:
        return f"({sums})/({counts})"
    if len(pairs) > 1:
        return ""
    # In Excel before 2021 such a formula is confirmed with Ctrl+Shift+Enter.
    name = {How.MIN: "MIN", How.MAX: "MAX", How.MEDIAN: "MEDIAN"}[how]
    test, cells = pairs[0]
    return f"{name}(IF({test}*ISNUMBER({cells}), {cells}))"


def _product(members: Sequence[Member], records: Records, run: tuple[int, int]) -> str:
    """Return 1 for each record that is meant and 0 for all others, "" where a text prevents it."""
    factors: list[str] = []
    for member in members:
        cells = records.cells(member.column, run)
        tests = [_test(cells, group) for group in member.groups]
        if not all(tests):
            return ""
        joined = "+".join(tests)
        factors.append(f"(1-({joined}))" if member.others else f"({joined})")
    return "*".join(factors)


def _test(cells: str, group: Group) -> str:
    if group.since and group.until:
        if group.since.year < FIRST_YEAR:
            return ""
        return f"({cells}>={date_formula(group.since)})*({cells}<{date_formula(group.until)})"
    distinct = {v.lower() if isinstance(v, str) else v: v for v in group.spellings}
    tests = [_equals(cells, value) for value in distinct.values()]
    return "+".join(tests) if tests and all(tests) else ""


def _equals(cells: str, value: Value) -> str:
    if isinstance(value, Missing):
        return f'({cells}="")' if not value.text else ""
    if isinstance(value, bool):
        return f"({cells}={str(value).upper()})"
    if isinstance(value, float):
        # A blank cell equals 0, too.
        return (
            f'({cells}={_number(value)})*({cells}<>"")'
            if value == 0
            else (f"({cells}={_number(value)})")
        )
    if isinstance(value, Moment):
        return f"({cells}={date_formula(value)})" if is_midnight(value) else ""
    clean = all(character.isprintable() or character in _BLANKS for character in value)
    return f"({cells}={_text(value)})" if clean else ""


def _text(value: str) -> str:
    parts = [value[i : i + 100] for i in range(0, len(value), 100)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)


def _number(value: float) -> str:
    return repr(value + 0.0).removesuffix(".0")
