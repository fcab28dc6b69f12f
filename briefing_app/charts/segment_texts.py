"""Texts of segments, slices and rings: a value, its share, or both, and their formulas."""

from __future__ import annotations

from functools import lru_cache

from briefing_app.charts.number_labels import LabelFormat, label_format
from briefing_app.model.chart_spec import SegmentLabels


def share_numbers(language: str) -> LabelFormat:
    """Return how shares are printed: whole per cent, with the blank that the language asks for."""
    return label_format("0%", language)


def share_text(share: float, language: str) -> str:
    """Return a share as it is printed, the same as by :func:`share_numbers`, in less time."""
    shares = share_numbers(language)
    if shares.fixed is None:
        return shares.text(share)
    return label_format("0", language).text(share * shares.fixed.factor) + shares.fixed.suffix


def segment_text(labels: SegmentLabels, value: float, whole: float, numbers: LabelFormat) -> str:
    """Return the text of one segment: ``12``, ``34%`` or ``12 (34%)``.

    whole: what the shares are of, above zero wherever a share is asked for.
    """
    if labels is SegmentLabels.VALUE:
        return numbers.text(value)
    share = share_text(value / whole, numbers.language)
    return share if labels is SegmentLabels.SHARE else f"{numbers.text(value)} ({share})"


@lru_cache(maxsize=8192)
def segment_formula(labels: SegmentLabels, amount: str, whole: str, numbers: LabelFormat) -> str:
    """Return the Excel formula of the text of a segment, without ``=``.

    amount, whole: expressions for the value and for what it is a share of.
    """
    value = numbers.formula(amount, signed=False)
    if labels is SegmentLabels.VALUE:
        return value
    share = share_numbers(numbers.language).formula(f"{amount}/{whole}", signed=False)
    shown = share if labels is SegmentLabels.SHARE else f'{value}&" ("&{share}&")"'
    return f'IF({whole}=0,"",{shown})'
