"""The functions of formulas. None guesses: what it cannot take is said.

Functions that compare or pick (min, max, rank, first, last, count) leave out cells that are empty
or have no figure, and say so; functions that add (sum, avg, share, growth ...) need every figure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from briefing_app.facts.answers import (
    Answer,
    common_power,
    figure,
    finite,
    of_cell,
    shared_format,
    single,
)
from briefing_app.facts.axis import bare_key
from briefing_app.facts.cells import CellOf, Unanswerable
from briefing_app.facts.references import Cells
from briefing_app.facts.syntax import Path
from briefing_app.model.cell_value import Missing, MissingKind

PERCENT_FORMAT = "0.0%"
COUNT_FORMAT = "0"

Argument = Answer | Cells


@dataclass(frozen=True, slots=True)
class Item:
    """An argument that names an item of the next argument's cells."""

    path: Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A function call with its arguments. gaps: collects the cells that are left out."""

    name: str
    arguments: Sequence[Argument | Item]
    gaps: list[CellOf] = field(default_factory=list)

    def refused(self, what: str, remedy: str = "") -> Unanswerable:
        """Return the error that the arguments are wrong."""
        remedy = remedy or f"Write it like {EXAMPLES[self.name]}."
        return Unanswerable("bound-argument", f"{self.name} {what}", remedy)

    def figures(self, *, gaps: bool = False) -> list[Answer]:
        """Return all figures of the arguments. gaps: leave out cells without one."""
        found: list[Answer] = []
        for argument in self.arguments:
            if isinstance(argument, Item):
                raise self.refused(f"cannot take the text “{argument.path[-1]}”")
            found += [argument] if isinstance(argument, Answer) else self._of(argument, gaps=gaps)
        for answer in found:
            figure(answer)
        return found

    def _of(self, cells: Cells, *, gaps: bool) -> list[Answer]:
        return [of_cell(cell) for cell in cells.cells if not (gaps and self.is_gap(cell))]

    def is_gap(self, cell: CellOf) -> bool:
        """Return whether a cell has no figure, and note that it is left out."""
        value = cell.value
        if not isinstance(value, Missing):
            return False
        if value.kind in (MissingKind.ERROR, MissingKind.UNCALCULATED):
            return False
        self.gaps.append(cell)
        return True

    def some(self, *, gaps: bool = False) -> list[Answer]:
        """Return the figures, at least one."""
        found = self.figures(gaps=gaps)
        if not found:
            raise self.refused("has no figure to work with")
        return found

    def row(self) -> Cells:
        """Return the only argument, which names the cells of a row or column."""
        if len(self.arguments) != 1 or not isinstance(self.arguments[0], Cells):
            raise self.refused("takes one row, column or range of cells")
        return self.arguments[0]


def _all_cells(answers: Sequence[Answer]) -> tuple[CellOf, ...]:
    return tuple(cell for answer in answers for cell in answer.cells)


def _sum_of(answers: Sequence[Answer]) -> float:
    try:
        return finite(math.fsum(figure(answer) for answer in answers))
    except OverflowError:
        return finite(math.inf)


def _sum(asked: Asked) -> Answer:
    return _added(asked.some())


def _added(answers: Sequence[Answer]) -> Answer:
    power, shown = common_power(answers), shared_format(answers)
    return Answer(_sum_of(answers), _all_cells(answers), shown, power)


def _avg(asked: Asked) -> Answer:
    total = _added(answers := asked.some())
    mean = figure(total) / len(answers)
    return Answer(mean, total.cells, total.number_format, total.power)


def _extreme(asked: Asked, pick: Callable[..., Answer]) -> Answer:
    answers = asked.some(gaps=True)
    common_power(answers)
    best = pick(answers, key=figure)
    return Answer(best.value, _all_cells(answers), best.number_format, best.power)


def _count(asked: Asked) -> Answer:
    answers = asked.figures(gaps=True)
    return Answer(float(len(answers)), _all_cells(answers), COUNT_FORMAT)


def _first(asked: Asked) -> Answer:
    return _outermost(asked, 1)


def _last(asked: Asked) -> Answer:
    return _outermost(asked, -1)


def _outermost(asked: Asked, step: int) -> Answer:
    """Return the first (step 1) or last (step -1) figure; only gaps before it are left out."""
    cells = asked.row().cells[::step]
    for cell in cells:
        if not asked.is_gap(cell):
            return of_cell(cell)
    raise asked.refused("has no figure to work with")


_YEAR = re.compile(r"(?<!\d)(1[6-9]|20|21)(\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?:fy|['’])\s?(\d\d)(?!\d)", re.IGNORECASE)


def _year(label: str) -> int | None:
    if match := _YEAR.search(label):
        return int(match[1] + match[2])
    match = _SHORT_YEAR.search(label)
    return 2000 + int(match[1]) if match else None


def _ends(asked: Asked) -> tuple[Answer, Answer]:
    """Return the first and last figure of a row or of two arguments."""
    answers = asked.figures()
    common_power(answers)
    if len(answers) < 2:
        raise asked.refused("needs a first and a last figure")
    first, last = answers[0], answers[-1]
    if figure(first) <= 0:
        where = first.cells[0].shown if first.cells else "The first figure"
        raise asked.refused(
            f"starts from {figure(first):g} ({where}): a rate needs a base above zero",
            "Say the change in figures instead of a rate.",
        )
    return first, last


def _growth(asked: Asked) -> Answer:
    first, last = _ends(asked)
    rate = figure(last) / figure(first) - 1
    return Answer(finite(rate), (*first.cells, *last.cells), PERCENT_FORMAT)


def _cagr(asked: Asked) -> Answer:
    first, last = _ends(asked)
    years = _years_between(asked)
    ratio = figure(last) / figure(first)
    if ratio < 0:
        raise asked.refused("ends below zero, so that there is no yearly rate", "Say the change.")
    rate = finite(ratio) ** (1 / years) - 1
    return Answer(finite(rate), (*first.cells, *last.cells), PERCENT_FORMAT)


def _years_between(asked: Asked) -> int:
    labels: list[str] = []
    for argument in asked.arguments:
        if not isinstance(argument, Cells):
            raise asked.refused("needs cells, whose labels tell the years")
        if len(argument.cells) == 1:
            labels.append(_dated_label(argument.cells[0]))
        else:
            labels += [argument.label(cell) for cell in argument.cells]
    years = [_year(label) for label in labels]
    known = [year for year in years if year is not None]
    if len(known) < len(years) or any(b <= a for a, b in pairwise(known)):
        raise asked.refused(
            f"needs rising years; the labels are “{labels[0]}” to “{labels[-1]}”",
            "Name yearly figures from the first to the last year, or write the rate as a formula, "
            "such as (B[Q4] / B[Q1]) ^ 4 - 1.",
        )
    return known[-1] - known[0]


def _dated_label(cell: CellOf) -> str:
    """Return the label of a cell that tells a year, the column's before the row's."""
    labels = [path[-1] for path in (cell.column_path, cell.row_path) if path]
    return next((label for label in labels if _year(label)), labels[0] if labels else "")


def _total_cell(cells: Cells) -> CellOf | None:
    """Return the total of a whole row or column; None without one, or with several."""
    if not cells.whole:
        return None
    labels, first = cells.cells[0].labels, cells.cells[0]
    if cells.down:
        rows = labels.table.total_rows
        return CellOf(labels, rows[0], first.column) if len(rows) == 1 else None
    columns = tuple(labels.columns.standing.totals)
    return CellOf(labels, first.row, columns[0]) if len(columns) == 1 else None


def _whole_of(cells: Cells) -> Answer:
    """Return the total that stands in the table, else the sum of the cells."""
    total = _total_cell(cells)
    return of_cell(total) if total else _added([of_cell(cell) for cell in cells.cells])


def _total(asked: Asked) -> Answer:
    return _whole_of(asked.row())


def _item(asked: Asked) -> tuple[Answer, CellOf | None, Cells]:
    """Return the item that rank and share speak of, its cell, and the cells around it."""
    item, among = asked.arguments[0], asked.arguments[1]
    if not isinstance(among, Cells):
        raise asked.refused("needs a row or column as its second argument")
    if isinstance(item, Item):
        among = _with_peers(item.path, among)
        cell = _named_cell(asked, item.path, among)
        return of_cell(cell), cell, among
    if isinstance(item, Answer):
        return item, None, among
    cell = single(item)
    return of_cell(cell), cell, among


def _with_peers(path: Path, among: Cells) -> Cells:
    """Return the rows as deep as an item that is part of another: countries, not continents."""
    found = among.axis.find(path).indexes
    rows = among.axis.standing.peers(found[0]) if len(found) == 1 and among.whole else []
    if found[:1] not in [(row,) for row in rows]:
        return among
    first = among.cells[0]
    return replace(among, cells=tuple(CellOf(first.labels, row, first.column) for row in rows))


def _named_cell(asked: Asked, path: Path, among: Cells) -> CellOf:
    places = {among.index(cell): cell for cell in among.cells}
    found = [i for i in among.axis.find(path).indexes if i in places]
    if len(found) > 1:
        raise Unanswerable(
            "bound-label-double",
            f"“{path[-1]}” stands several times in “{among.text}”: "
            + ", ".join(places[i].shown for i in found[:6]),
            "Write its path, such as 'Europe' > 'Germany'.",
        )
    if not found:
        first, last = among.cells[0].shown, among.cells[-1].shown
        raise Unanswerable(
            "bound-label-unknown",
            f"{asked.name}: “{path[-1]}” is none of the items of “{among.text}”, {first} to {last}",
            f"Write one of: {', '.join(sorted(map(among.label, among.cells), key=bare_key)[:8])}.",
        )
    return places[found[0]]


def _share(asked: Asked) -> Answer:
    if len(asked.arguments) != 2:
        raise asked.refused("takes two arguments")
    if isinstance(asked.arguments[1], Cells) and len(asked.arguments[1].cells) > 1:
        part, _, among = _item(asked)
        whole = _whole_of(among)
    else:
        part, whole = asked.some()
    common_power((part, whole))
    if figure(whole) == 0:
        where = f" ({whole.cells[0].shown})" if len(whole.cells) == 1 else ""
        raise Unanswerable(
            "bound-division-by-zero", f"share divides by a whole of zero{where}", "Name another."
        )
    ratio = finite(figure(part) / figure(whole))
    return Answer(ratio, (*part.cells, *whole.cells), PERCENT_FORMAT)


def _rank(asked: Asked) -> Answer:
    """Return 1 for the largest; equal figures share a rank, as in Excel's RANK."""
    if len(asked.arguments) not in (2, 3):
        raise asked.refused("takes an item and a row or column")
    item, cell, among = _item(asked)
    rising = False
    if len(asked.arguments) == 3:
        order = asked.arguments[2]
        if not isinstance(order, Answer):
            raise asked.refused("takes 0 or 1 as its third argument")
        rising = figure(order) != 0
    if cell is None or cell not in among.cells:
        raise asked.refused("takes an item that stands in its row or column")
    rest = Asked(asked.name, (among,), asked.gaps).some(gaps=True)
    own = figure(item)
    values = [figure(answer) for answer in rest]
    before = sum(value < own if rising else value > own for value in values)
    return Answer(float(before + 1), _all_cells(rest), COUNT_FORMAT)


EXAMPLES = {
    "sum": "sum(Sales[2019:2024])",
    "avg": "avg(Sales[2019:2024])",
    "min": "min(Sales[2019:2024])",
    "max": "max(Sales[2019:2024])",
    "count": "count(Sales)",
    "first": "first(Sales)",
    "last": "last(Sales)",
    "total": "total(Sales)",
    "growth": "growth(Sales[2019:2024])",
    "cagr": "cagr(Sales[2019:2024])",
    "share": 'share("Brazil", Sales)',
    "rank": 'rank("Brazil", Sales)',
}
_FUNCTIONS: dict[str, Callable[[Asked], Answer]] = {
    "sum": _sum,
    "avg": _avg,
    "min": lambda asked: _extreme(asked, min),
    "max": lambda asked: _extreme(asked, max),
    "count": _count,
    "first": _first,
    "last": _last,
    "total": _total,
    "growth": _growth,
    "cagr": _cagr,
    "share": _share,
    "rank": _rank,
}
OF_AN_ITEM = frozenset({"rank", "share"})
"""Functions whose first argument may be the bare label of an item."""


def answer(asked: Asked) -> Answer:
    """Return what a function comes to. Raises Unanswerable."""
    function = _FUNCTIONS.get(asked.name)
    if function is None:
        raise Unanswerable(
            "bound-function-unknown",
            f"There is no function “{asked.name}”",
            f"Write one of {', '.join(_FUNCTIONS)}.",
        )
    if not asked.arguments:
        raise asked.refused("has no arguments")
    return function(asked)
