"""What a formula or a part of it comes to, and arithmetic that keeps cells, formats and units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.facts.cells import UNSURE, CellOf, Unanswerable
from briefing_app.facts.references import Cells
from briefing_app.model.cell_value import GENERAL, Value
from briefing_app.model.number_text import is_percent
from briefing_app.model.rounding import common_format


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, never a missing one, with what it came from.

    number_format: an Excel code that suits it, "" where none is known; power: the power of ten
    that a figure with a unit stands for (6 for € m), UNSURE, or None for a number without a unit.
    """

    value: Value
    cells: tuple[CellOf, ...] = ()
    number_format: str = ""
    power: int | None = None


def content(cell: CellOf) -> Value:
    """Return the value of a cell; raises Unanswerable where there is none."""
    if problem := cell.why_missing():
        raise problem
    return cell.value


def of_cell(cell: CellOf) -> Answer:
    """Return the answer that one cell is, in its own format."""
    return Answer(content(cell), (cell,), cell.number_format, cell.power)


def single(cells: Cells) -> CellOf:
    """Return the one cell that is named; raises Unanswerable where there are several."""
    if len(cells.cells) > 1:
        first, last = cells.cells[0], cells.cells[-1]
        raise Unanswerable(
            "bound-many-cells",
            f"“{cells.text}” names {len(cells.cells)} cells, {first.shown} to {last.shown}, "
            "where one is needed",
            "Name the row and the column, such as Revenue[2024], or use a function such as sum.",
        )
    return cells.cells[0]


def figure(answer: Answer) -> float:
    """Return the number that an answer is; raises Unanswerable for a text, date or truth value."""
    value = answer.value
    if isinstance(value, float):
        return value
    where = answer.cells[0].shown if answer.cells else "The formula"
    raise Unanswerable(
        "bound-not-a-number",
        f"{where} holds “{value}”, which is no number",
        "Compute with figures only; a text or date can be put into a sentence by itself.",
    )


def finite(value: float) -> float:
    """Return a number; raises Unanswerable where it is too large to be one."""
    if not math.isfinite(value):
        raise Unanswerable(
            "bound-too-large",
            "The result is too large to be a number",
            "Look at the powers and products in the formula.",
        )
    return value


def common_power(answers: Sequence[Answer]) -> int | None:
    """Return the power that all figures share; raises Unanswerable where they differ."""
    known: dict[int, Answer] = {}
    for answer in answers:
        if answer.power is not None:
            known.setdefault(answer.power, answer)
    if len(known) > 1:
        told = " and ".join(
            f"{answer.cells[0].shown} in “{answer.cells[0].unit}”" if answer.cells else "a figure"
            for answer in list(known.values())[:2]
        )
        raise Unanswerable(
            "bound-unit",
            f"It takes figures of different units together: {told}",
            "Put both in one unit in the workbook, and name those cells.",
        )
    return next(iter(known), None)


def shared_format(answers: Sequence[Answer]) -> str:
    """Return the format that most of the answers have, "" where none has one."""
    told = [
        answer for answer in answers if answer.number_format not in ("", GENERAL) and answer.cells
    ]
    if not told:
        return ""
    numbers = [figure(answer) for answer in told]
    return common_format(numbers, [answer.number_format for answer in told])


def negative(answer: Answer) -> Answer:
    """Return an answer with the opposite sign."""
    return replace(answer, value=0.0 - figure(answer))


def hundredth(answer: Answer) -> Answer:
    """Return the hundredth that ``%`` behind an answer means."""
    return replace(answer, value=figure(answer) / 100)


def operated(sign: str, left: Answer, right: Answer) -> Answer:
    """Return what an operation comes to; raises Unanswerable where it comes to nothing."""
    a, b = figure(left), figure(right)
    cells = (*left.cells, *right.cells)
    if sign in "+-":
        power = common_power((left, right))
        value = a + b if sign == "+" else a - b
        return Answer(finite(value), cells, shared_format((left, right)), power)
    if sign == "^":
        pure = left.power in (None, 0)
        return Answer(_raised(a, b), cells, "", None if pure else UNSURE)
    if sign == "*":
        value, step = a * b, 1
    else:
        value, step = _divided(a, right), -1
    shown = _product_format(left, right, step)
    return Answer(finite(value), cells, shown, _moved(left, right, step))


def _divided(dividend: float, divisor: Answer) -> float:
    amount = figure(divisor)
    if amount == 0:
        where = f" ({', '.join(cell.shown for cell in divisor.cells[:3])})" if divisor.cells else ""
        raise Unanswerable(
            "bound-division-by-zero",
            f"It divides by zero{where}",
            "Name another base, or write the sentence without the ratio.",
        )
    return dividend / amount


def _raised(base: float, exponent: float) -> float:
    try:
        value = base**exponent
    except ZeroDivisionError as problem:
        raise Unanswerable(
            "bound-division-by-zero", "It divides by zero", "Look at the power."
        ) from problem
    except OverflowError:
        value = math.inf
    if isinstance(value, complex):
        raise Unanswerable(
            "bound-argument",
            "It takes a root of a negative number",
            "Look at the signs of the figures.",
        )
    return finite(value)


def _moved(left: Answer, right: Answer, step: int) -> int | None:
    """Return the power of a product (step 1) or quotient (step -1); a ratio has no unit."""
    if UNSURE in (left.power, right.power):
        return None if left.power == right.power and step < 0 else UNSURE
    power = (left.power or 0) + step * (right.power or 0)
    ratio = step < 0 and left.power is not None and right.power is not None
    if (left.power is None and right.power is None) or (ratio and power == 0):
        return None
    return power


def _product_format(left: Answer, right: Answer, step: int) -> str:
    """Return the format of the one amount that is scaled; a ratio of two amounts has none."""
    amounts = [side for side in (left, right) if side.cells and not is_percent(side.number_format)]
    scaled = amounts[:1] if len(amounts) == 1 and (step > 0 or amounts[0] is left) else []
    return next((side.number_format for side in scaled if side.number_format != GENERAL), "")
