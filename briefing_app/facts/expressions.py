"""Bound values in text: ``{Revenue[2024] / Revenue[2019] - 1 | +0%}`` computed and put in.

A text with a value that cannot be computed is left out whole, with a finding for each of its
values that failed: a sentence with a hole or a mark in it would look finished to its reader.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.errors import Place
from briefing_app.facts.answers import (
    Answer,
    finite,
    hundredth,
    negative,
    of_cell,
    operated,
    single,
)
from briefing_app.facts.braces import Formula, Literal, LooseBrace, cut
from briefing_app.facts.cells import CellOf, Unanswerable, listed, origins
from briefing_app.facts.functions import OF_AN_ITEM, Argument, Asked, Item, answer
from briefing_app.facts.labels import TableLabels
from briefing_app.facts.references import Cells, resolve
from briefing_app.facts.syntax import (
    Call,
    Negative,
    Node,
    Number,
    Operation,
    Percent,
    Reference,
    UnreadableFormula,
    Words,
    parse,
)
from briefing_app.facts.value_format import printed
from briefing_app.model.bound_text import BoundText, FillIn
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, error, info
from briefing_app.model.slide_plan import MOST_CELLS, BoundValue


def evaluator() -> FillIn:
    """Return what computes bound values. It keeps the labels of tables that it has read."""
    return _Evaluator().fill_in


class _Evaluator:
    def __init__(self) -> None:
        self._known: dict[int, TableLabels] = {}

    def fill_in(
        self, text: str, tables: Sequence[DataTable], language: str, place: Place
    ) -> BoundText:
        """Return a text with its values put in; "" with findings where one cannot be."""
        if "{" not in text and "}" not in text:
            return BoundText(text)
        try:
            pieces = cut(text)
        except LooseBrace as problem:
            what = f"{problem}: “{text}”. The text is left out."
            remedy = "Close the brace, or write it twice to print one."
            return BoundText("", findings=(error("bound-brace", what, remedy, place),))
        labels = [self._labels(table) for table in tables]
        return _filled(pieces, labels, language, place)

    def _labels(self, table: DataTable) -> TableLabels:
        known = self._known.get(id(table))
        if known is None:
            known = self._known[id(table)] = TableLabels(table)
        return known


def _filled(
    pieces: Sequence[Literal | Formula],
    labels: Sequence[TableLabels],
    language: str,
    place: Place,
) -> BoundText:
    text = ""
    values: list[BoundValue] = []
    failed: list[Finding] = []
    noted: list[Finding] = []
    for piece in pieces:
        if isinstance(piece, Literal):
            text += piece.text
            continue
        gaps: list[CellOf] = []
        try:
            found = _Computation(labels, gaps).of(piece.formula)
            shown = printed(found, piece.number_format, language)
        except UnreadableFormula as problem:
            remedy = "Write it like {Sales[2024] / Sales[2019] - 1 | +0%}."
            failed.append(_failure(piece, "bound-syntax", str(problem), remedy, place))
        except Unanswerable as problem:
            failed.append(_failure(piece, problem.code, problem.message, problem.remedy, place))
        else:
            values.append(_bound(piece, found, len(text), len(text) + len(shown)))
            text += shown
            noted += _left_out(piece, gaps, place)
    return (
        BoundText("", findings=tuple(failed))
        if failed
        else BoundText(text, tuple(values), tuple(noted))
    )


def _failure(piece: Formula, code: str, message: str, remedy: str, place: Place) -> Finding:
    what = f"“{{{piece.formula}}}” cannot be printed: {message}. The text is left out."
    return error(code, what, remedy, place)


def _left_out(piece: Formula, gaps: Sequence[CellOf], place: Place) -> list[Finding]:
    cells = tuple(dict.fromkeys(gaps))
    if not cells:
        return []
    what = f"“{{{piece.formula}}}” leaves out what has no figure: {listed(cells)}."
    return [info("bound-gaps", what, "Read whether the sentence still holds.", place)]


def _bound(piece: Formula, found: Answer, start: int, end: int) -> BoundValue:
    cells = tuple(dict.fromkeys(found.cells))
    return BoundValue(
        start=start,
        end=end,
        formula=f"{piece.formula} | {piece.number_format}".removesuffix(" | "),
        value=str(found.value),
        origins=origins(cells),
        cells=tuple(cell.binding() for cell in cells) if _is_bound(cells) else (),
    )


def _is_bound(cells: Sequence[CellOf]) -> bool:
    """Return whether each cell is tied by itself: few enough, and cells of a worksheet."""
    return len(cells) <= MOST_CELLS and not any(cell.labels.table.computed for cell in cells)


class _Computation:
    """One formula being computed. gaps: collects the cells that functions leave out."""

    def __init__(self, labels: Sequence[TableLabels], gaps: list[CellOf]) -> None:
        self._labels = labels
        self._gaps = gaps

    def of(self, formula: str) -> Answer:
        node = parse(formula)
        self._refuse_year(node)
        return self._answer(node)

    def _answer(self, node: Node) -> Answer:
        found = self._argument(node)
        return of_cell(single(found)) if isinstance(found, Cells) else found

    def _argument(self, node: Node) -> Argument:
        match node:
            case Number():
                return Answer(finite(node.value))
            case Reference():
                return resolve(node, self._labels)
            case Negative():
                return negative(self._answer(node.operand))
            case Percent():
                return hundredth(self._answer(node.operand))
            case Operation():
                return operated(node.sign, self._answer(node.left), self._answer(node.right))
            case Call():
                return self._called(node)
            case Words():
                raise Unanswerable(
                    "bound-argument",
                    f"The text “{node.text}” is no figure",
                    "Name an item so in rank and share only; a label stands in single quotes.",
                )

    def _called(self, call: Call) -> Answer:
        for node in call.arguments[:2]:
            self._refuse_year(node)
        arguments = [
            Item((node.text,)) if isinstance(node, Words) else self._argument(node)
            for node in call.arguments[1:]
        ]
        first = [self._first(call, node, arguments) for node in call.arguments[:1]]
        return answer(Asked(call.name, [*first, *arguments], self._gaps))

    def _refuse_year(self, node: Node) -> None:
        """Refuse a number that a table has as a label: ``sum(2024)`` would come to 2024."""
        if not isinstance(node, Number) or not node.whole or not node.value.is_integer():
            return
        label = (f"{node.value:.0f}",)
        if any(t.rows.find(label).indexes or t.columns.find(label).indexes for t in self._labels):
            raise Unanswerable(
                "bound-argument",
                f"{label[0]} is a number here, and a label of the table",
                f"Write '{label[0]}' for the row or column, {label[0]}.0 for the number.",
            )

    def _first(self, call: Call, node: Node, rest: Sequence[Argument | Item]) -> Argument | Item:
        """Return the first argument; before a row or column of cells, a bare label is an item."""
        if isinstance(node, Words):
            return Item((node.text,))
        among = rest[0] if rest and call.name in OF_AN_ITEM else None
        several = isinstance(among, Cells) and len(among.cells) > 1
        if several and isinstance(node, Reference) and node.span is None:
            return Item(node.path)
        return self._argument(node)
