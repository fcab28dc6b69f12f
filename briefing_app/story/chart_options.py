"""Options of a chart that say how it is drawn: labels, scale, axes, decorations."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing_app.model.chart_spec import ChartKind, ChartSpec, SegmentLabels
from briefing_app.model.finding import Finding, warning
from briefing_app.story.decoration_words import decorations, number_in
from briefing_app.story.exhibit_wish import Wish

_LABELS = {
    **dict.fromkeys(("value", "values", "wert", "werte", "数值"), SegmentLabels.VALUE),
    **dict.fromkeys(("share", "shares", "anteil", "anteile", "%", "占比"), SegmentLabels.SHARE),
    **dict.fromkeys(
        ("both", "value and share", "beides", "wert und anteil", "两者", "数值和占比"),
        SegmentLabels.BOTH,
    ),
}
SAME = frozenset({"same", "shared", "gleich", "相同", "统一"})
_RANGE = re.compile(
    r"\s*([\u2212-]?[\d.,']+)\s*(?:-|\u2013|to|bis|至|\.\.)\s*([\u2212-]?[\d.,']+)\s*"
)


def with_options(spec: ChartSpec, wish: Wish) -> tuple[ChartSpec, list[Finding]]:
    """Return a chart drawn as its options say, and what is not understood."""
    added, findings = decorations(spec, wish)
    made = replace(spec, decorations=added)
    labels = wish.options.get("labels", "")
    if labels:
        chosen = _LABELS.get(" ".join(labels.casefold().split()))
        if chosen:
            made = replace(made, segment_labels=chosen)
        else:
            findings.append(_unknown("labels", labels, "value, share or both", wish))
    if wish.says("totals") is False:
        made = replace(made, show_totals=False)
    axis = wish.says("second axis")
    if axis is not None and spec.kind is ChartKind.COMBINATION:
        made = replace(made, second_axis=axis)
    if wish.says("trend") is not None:
        made = replace(made, trend=bool(wish.says("trend")))
    scale = wish.options.get("scale", "")
    if scale and scale.casefold() not in SAME:
        ends = _RANGE.fullmatch(scale)
        low = number_in(ends[1], wish.language) if ends else None
        high = number_in(ends[2], wish.language) if ends else None
        if low is not None and high is not None and low < high:
            made = replace(made, limits=(low, high))
        else:
            findings.append(_unknown("scale", scale, "same, or as 0-500", wish))
    findings += _bins(wish)
    return made, findings


def _bins(wish: Wish) -> list[Finding]:
    bins = wish.options.get("bins", "")
    if not bins or (bins.isdecimal() and int(bins) > 0):
        return []
    return [_unknown("bins", bins, "a whole number", wish)]


def _unknown(option: str, value: str, form: str, wish: Wish) -> Finding:
    what = f"The option “{option}” does not understand “{value}”."
    return warning("option-value-unknown", what, f"Write {form}.", wish.place)
