"""Rows that are totals of others: what a chart must not show beside its parts.

A label that says nothing but total suffices, since publishers round, and shares and averages do
not add up. A label that only begins so (``Total fertility rate``) or names a whole (``World``)
needs the figures to agree. Without a label, the last row is a total when every column of at least
two adds up from at least three rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from briefing_app.model.total_labels import TOTAL, WHOLE, bare_label, is_total

# Latin words end there; Chinese ones go on without a blank.
_PERHAPS = re.compile(
    rf"(?:grand |sub)?totals?\b|sum of\b|summe\b|gesamt|insgesamt|(?:{WHOLE})(?!(?<=[a-z])\w)"
    r"|net (?:income|cash|change)|.*(?:合计|总计|小计|合計|總計)",
    re.IGNORECASE,
)

Numbers = Sequence[float | None]


def total_rows(labels: Sequence[str], columns: Sequence[Numbers]) -> tuple[int, ...]:
    """Return the 0-based rows that are totals, ascending.

    labels: the text of each row's last filled label; columns: the numbers of each value column.
    """
    found: set[int] = set()
    for row, text in enumerate(labels):
        perhaps = _PERHAPS.match(bare_label(text))
        whole = perhaps and _adds_up(row, columns, found, len(labels), _most)
        if whole or is_total(text):
            found.add(row)
    last = len(labels) - 1
    if (
        last >= 3
        and not found
        and len(columns) > 1
        and _adds_up(last, columns, found, last + 1, all)
    ):
        found.add(last)
    return tuple(sorted(found))


def _most(agreements: Sequence[bool]) -> bool:
    return sum(agreements) * 2 > len(agreements)


def _adds_up(
    row: int,
    columns: Sequence[Numbers],
    totals: set[int],
    count: int,
    enough: Callable[[Sequence[bool]], bool],
) -> bool:
    """Return whether a row is the sum of the rows above since a total, of all above, or below."""
    since = max((total for total in totals if total < row), default=-1) + 1
    groups = [
        range(since, row),
        [other for other in range(row) if other not in totals],
        [other for other in range(row + 1, count) if other not in totals],
    ]
    for group in groups:
        if len(group) < (2 if enough is _most else 3):
            continue
        agreements = [
            agrees for column in columns if (agrees := _is_sum(column, row, group)) is not None
        ]
        if agreements and enough(agreements):
            return True
    return False


def _is_sum(column: Numbers, row: int, group: Sequence[int]) -> bool | None:
    """Return whether a cell is the sum of others within their rounding; None when none can tell."""
    total = column[row]
    parts = [part for other in group if (part := column[other]) is not None]
    if total is None or len(parts) < 2 or not any(parts):
        return None
    error = abs(sum(parts) - total)
    if total == 0 or error > len(parts) + abs(total) * 1e-9:
        return False  # far beyond any rounding; decimals need not be counted
    # Each part may be off by half a unit of its last decimal, and so may the total.
    step = 10.0 ** -max(_decimals(number) for number in (total, *parts))
    slack = max(step * 0.5 * (len(parts) + 1) if step < 1 else 0.0, abs(total) * 1e-9)
    return error <= slack


def _decimals(number: float) -> int:
    """Return the decimals of a number as written, at most 6: beyond, it was not rounded."""
    text = f"{number:.6f}".rstrip("0")
    return len(text.partition(".")[2])


_MARGIN = r"[ \t.:,;*()\[\]\u2014\u2013=-]*"
_LINES = re.compile(
    rf"^{_MARGIN}(?:(?:{TOTAL}){_MARGIN}$|{_PERHAPS.pattern})",
    re.IGNORECASE | re.MULTILINE,
)


def totals_among(texts: Iterable[str]) -> set[str]:
    """Return the labels that say that their row is, or may be, a total; quick for very many."""
    listed = list(texts)
    joined = "\n".join([text.replace("\n", " ") for text in listed])
    found: set[str] = set()
    line = position = 0
    for match in _LINES.finditer(joined):
        line += joined.count("\n", position, match.start())
        position = match.start()
        found.add(listed[line])
    return found
