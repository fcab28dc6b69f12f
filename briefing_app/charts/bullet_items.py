"""The items of a bullet chart: a measure, its target, bands; and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from briefing_app.charts.drawing import Frame
from briefing_app.charts.number_labels import label_format
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error, info

_MOST_ITEMS, _MOST_BANDS = 40, 5
_SPREAD = 20.0
"""Targets that differ by more cannot share a scale."""
_TINY = 1e-280
_MOST_TOLD = 12

Number = float | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    met: str
    missed: str
    share: str
    of: str
    plain: str


LANGUAGES = {
    "en": Words(
        "{name}: target met",
        "{name}: below target",
        "Each item is shown as a share of its target, since their sizes differ.",
        "{name}: {value} against a target of {target} ({share})",
        "{name}: {value}",
    ),
    "de": Words(
        "{name}: Ziel erreicht",
        "{name}: unter Ziel",
        "Jede Zeile zeigt den Anteil an ihrem Ziel, da die Größen verschieden sind.",
        "{name}: {value} bei einem Ziel von {target} ({share})",
        "{name}: {value}",
    ),
    "zh": Words(
        "{name}：达标",
        "{name}：未达标",
        "各项大小不同，因此按占目标的比例显示。",
        "{name}：{value}，目标 {target}（{share}）",
        "{name}：{value}",
    ),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the chart, as drawn: perhaps in shares of its target.

    target: None without one; limits: of bands, none below the one before it.
    """

    measure: Number
    target: Number
    limits: tuple[float, ...]
    shown: str

    @property
    def end(self) -> float:
        """Return where the longest part ends."""
        return max(self.measure or 0.0, self.target or 0.0, *self.limits, 0.0)

    @property
    def met(self) -> bool:
        """Return whether the target is reached; there must be a measure and a target."""
        return (self.measure or 0.0) >= (self.target or 0.0)


def bullet_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a bullet chart."""
    count = len(spec.series)
    if not 2 <= count <= 2 + _MOST_BANDS:
        return error(
            "chart-bullet-series",
            f"A bullet chart has a measure, a target and up to {_MOST_BANDS} limits of bands, and "
            f"here {'is 1 series' if count == 1 else f'are {count} series'}.",
            "Choose two to seven columns, or another kind of chart.",
        )
    if len(spec.categories) > _MOST_ITEMS:
        return error(
            "chart-bullet-items",
            f"A bullet chart has room for {_MOST_ITEMS} items, and here are "
            f"{len(spec.categories)}.",
            "Choose fewer rows, or a table.",
        )
    below = any(
        isinstance(value, float | int) and value < 0
        for series in spec.series[1:]
        for value in series.values
    )
    if below:
        return error(
            "chart-bullet-negative",
            "Targets and bands of a bullet chart start at zero, and here some lie below.",
            "Choose columns beside each other for figures below zero.",
        )
    return None


def in_shares(frame: Frame) -> bool:
    """Return whether items differ so much in size that they are set as shares of their targets."""
    targets = frame.values[1]
    known = [target for target in targets if target is not None]
    if len(known) < len(targets) or min(known, default=0.0) <= _TINY:
        return False
    return max(known) / min(known) > _SPREAD


def item_of(frame: Frame, row: int, *, shares: bool) -> Item:
    """Return an item as it is drawn."""
    values = [series[row] for series in frame.values]
    measure, target = values[0], values[1]
    whole = target if shares and target else 1.0
    limits = tuple(accumulate(((limit or 0.0) / whole for limit in values[2:]), max))
    return Item(
        None if measure is None else measure / whole,
        None if not target else target / whole,
        limits,
        _label(frame, measure, target),
    )


def _label(frame: Frame, measure: Number, target: Number) -> str:
    if measure is None:
        return ""
    shown = frame.numbers.text(measure)
    if not target or not 0 <= measure / target < 100:
        return shown
    share = label_format("0%", frame.spec.language).text(measure / target)
    return f"{shown} ({share})"


def label_formula(frame: Frame, row: int, measure: Number, target: Number) -> str:
    """Return the formula of a label. row: of the worksheet."""
    if measure is None:
        return ""
    shown = frame.numbers.formula(f"B{row}", signed=False)
    if not target or not 0 <= measure / target < 100:
        return shown
    share = label_format("0%", frame.spec.language).formula(f"(B{row}/C{row})", signed=False)
    return f'{shown}&" ("&{share}&")"'


def shares_told(*, shares: bool) -> tuple[Finding, ...]:
    """Return what is said of items that are set as shares of their targets."""
    if not shares:
        return ()
    return (
        info(
            "chart-bullet-shares",
            "The targets differ by more than a factor of 20, so each item is drawn as a share of "
            "its target; the labels tell the figures.",
            "Say so in the title of the chart, or show items of like size.",
        ),
    )


def bands_unordered(frame: Frame) -> tuple[Finding, ...]:
    """Return what is said of limits that do not rise."""
    limits = frame.values[2:]
    for row in zip(*limits, strict=True):
        known = [limit for limit in row if limit is not None]
        if known != sorted(known):
            return (
                info(
                    "chart-bullet-bands",
                    "The limits of the bands do not rise from one to the next; a band that ends "
                    "below the one before it is not seen.",
                    "Order the columns of limits, the lowest first.",
                ),
            )
    return ()


def bullets_told(frame: Frame, words: Words, *, shares: bool) -> tuple[str, ...]:
    """Return sentences for the alternative text."""
    percent = label_format("0%", frame.spec.language)
    told = [words.share] if shares else []
    for n, name in enumerate(frame.spec.categories[:_MOST_TOLD]):
        measure, target = frame.values[0][n], frame.values[1][n]
        if measure is None:
            continue
        facts = {"name": name, "value": frame.numbers.text(measure)}
        if not target or abs(measure / target) > 1e6:
            told.append(words.plain.format(**facts))
            continue
        facts |= {"target": frame.numbers.text(target), "share": percent.text(measure / target)}
        told.append(words.of.format(**facts))
    return tuple(told)
