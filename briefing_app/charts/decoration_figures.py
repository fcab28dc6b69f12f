"""Numbers that decorations show: a cell with a formula, and the text made of it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.charts.number_labels import LabelFormat, label_format
from briefing_app.model.chart_spec import Measure
from briefing_app.model.number_text import NO_BREAK_SPACE

PERCENT_FINE, PERCENT = "0.0%", "0%"
_TIMES = "0.0"
_COARSE = 0.1
"""From here on a change in per cent is told without decimals."""
CAGR_WORDS = {"zh": f"年均复合增长率{NO_BREAK_SPACE}"}
_CAGR = f"CAGR{NO_BREAK_SPACE}"
MEAN_WORDS = {"de": "Ø", "zh": "平均"}
FORECAST_WORDS = {"de": "Prognose", "zh": "预测"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the workbook and how it is told.

    value: as the formula gives it; formula: without ``=``; numbers: its format; signed: with a
    plus; before, after: words around it.
    """

    value: float
    formula: str
    numbers: LabelFormat
    signed: bool = False
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """Return the words and the number."""
        tell = self.numbers.signed_text if self.signed else self.numbers.text
        return f"{self.before}{tell(self.value)}{self.after}"

    def text_formula(self, cell: str) -> str:
        """Return the formula of the text, from the cell that holds the number.

        The cell holds a text where there is no number to tell (growth from a loss).
        """
        pieces = [_quoted(self.before)] if self.before else []
        pieces.append(self.numbers.formula(cell, signed=self.signed))
        pieces += [_quoted(self.after)] if self.after else []
        return f'IF(ISNUMBER({cell}),{"&".join(pieces)},"")'


def _quoted(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def language_of(numbers: LabelFormat) -> str:
    """Return the two letters of a language."""
    return numbers.language[:2].lower()


def cagr_word(numbers: LabelFormat) -> str:
    """Return the word for a compound rate of growth a year."""
    return CAGR_WORDS.get(language_of(numbers), _CAGR).strip()


def growth_figure(
    ends: tuple[float, float],
    cells: tuple[str, str],
    years: float,
    numbers: LabelFormat,
    *,
    named: bool = True,
    of: str = "",
) -> Figure:
    """Return the compound rate of growth a year between two numbers above zero.

    named: with the word for it; of: the name of what grows, before that.
    """
    (first, last), (one, other) = ends, cells
    rate = (last / first) ** (1 / years) - 1
    word = CAGR_WORDS.get(language_of(numbers), _CAGR) if named else ""
    return Figure(
        rate,
        f'IF(MIN({one},{other})>0,({other}/{one})^(1/{years:.12g})-1,"")',
        label_format(PERCENT_FINE, numbers.language),
        signed=True,
        before=f"{of} {word}" if of else word,
    )


def difference_figure(
    ends: tuple[float, float], cells: tuple[str, str], measure: Measure, numbers: LabelFormat
) -> Figure:
    """Return the difference of two numbers as it is to be said."""
    (first, last), (one, other) = ends, cells
    if measure is Measure.ABSOLUTE:
        return Figure(last - first, f"{other}-{one}", numbers, signed=True)
    if measure is Measure.TIMES:
        times = label_format(_TIMES, numbers.language)
        formula = f'IF({one}>0,{other}/{one},"")'
        return Figure(last / first, formula, times, after="×")
    share = last / first - 1
    code = PERCENT if abs(share) >= _COARSE else PERCENT_FINE
    formula = f'IF({one}>0,{other}/{one}-1,"")'
    return Figure(share, formula, label_format(code, numbers.language), signed=True)
