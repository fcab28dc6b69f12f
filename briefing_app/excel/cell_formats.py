"""Cell formats made usable: the number format's code, whether it shows a date, the indent."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from briefing_app.excel.cell_values import to_value
from briefing_app.model.cell_value import GENERAL, Missing, MissingKind, Value
from briefing_app.ooxml.cell_styles import CellStyle
from briefing_app.ooxml.sheet_cells import IsoMoment, Raw

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_CHINESE_FORMATS = {
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: f'{_YEAR_MONTH}d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: _YEAR_MONTH, 50: _YEAR_MONTH, 51: _MONTH_DAY,
    52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
"""Formats that Chinese, Japanese and Korean Excel know by number alone (ECMA-376-1, 18.8.30). All
show dates or times; the file does not say whose they are, and Chinese files have them most."""
_BUILT_IN = {**BUILTIN_FORMATS, **_CHINESE_FORMATS}

_NO_DATE = Missing(MissingKind.ERROR, "#VALUE!")


@dataclass(frozen=True, slots=True)
class CellFormat:
    """A number format's code; whether a number in it is a point in time; the level of indent."""

    code: str = GENERAL
    is_moment: bool = False
    indent: int = 0


def cell_formats(styles: Sequence[CellStyle]) -> tuple[CellFormat, ...]:
    """Return the formats by the index of a cell's style."""
    known: dict[CellStyle, CellFormat] = {}
    for style in styles:
        if style not in known:
            code = style.code or _BUILT_IN.get(style.format_id, GENERAL)
            is_moment = is_date_format(code) and not is_timedelta_format(code)
            known[style] = CellFormat(code, bool(is_moment), style.indent)
    return tuple(known[style] for style in styles)


class CellDecoder:
    """Makes values of the model of what a worksheet holds, in one of Excel's two date systems."""

    def __init__(self, formats: Sequence[CellFormat], *, date_1904: bool) -> None:
        self.formats = formats
        self._moment = tuple(item.is_moment for item in formats)
        self._epoch = MAC_EPOCH if date_1904 else WINDOWS_EPOCH

    def value(self, raw: Raw, style: int) -> Value | None:
        """Return a cell's value, None for what shows nothing.

        A time without a day stays a fraction of a day, as Excel keeps it. Raises LookupError for
        a style that is not there and ValueError for a date that is none.
        """
        if isinstance(raw, IsoMoment):
            # openpyxl types its classes, not this function.
            moment: object = from_ISO8601(raw.text)  # type: ignore[no-untyped-call]
            return to_value(moment, "d")
        if self._moment[style] and isinstance(raw, float):
            return self._point_in_time(raw)
        return raw

    def _point_in_time(self, days: float) -> Value:
        try:
            moment = from_excel(days, self._epoch)
        except (OverflowError, ValueError):
            return _NO_DATE  # as Excel shows it: ########
        return moment if isinstance(moment, datetime.datetime) else days
