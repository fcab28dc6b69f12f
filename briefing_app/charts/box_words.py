"""What is said of a box plot: in the alternative text, in headers of its worksheet, in findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts.drawing import Frame
from briefing_app.charts.five_numbers import FEWEST, FiveNumbers
from briefing_app.model.finding import Finding, info, warning

MOST_POINTS = 40
"""Outliers drawn in a group."""


@dataclass(frozen=True, slots=True)
class BoxWords:
    """The words of one language."""

    group: str
    mean: str
    outlier: str
    point: str
    told: str
    few: str
    outliers: tuple[str, str]


LANGUAGES = {
    "en": BoxWords(
        "Group",
        "Mean",
        "Outlier",
        "Observation",
        "{name}: median {median}, half of the values from {first} to {third}, "
        "whiskers from {low} to {high}",
        "{name}: {values}",
        ("1 outlier", "{count} outliers"),
    ),
    "de": BoxWords(
        "Gruppe",
        "Mittelwert",
        "Ausreißer",
        "Beobachtung",
        "{name}: Median {median}, die Hälfte der Werte von {first} bis {third}, "
        "Antennen von {low} bis {high}",
        "{name}: {values}",
        ("1 Ausreißer", "{count} Ausreißer"),
    ),
    "zh": BoxWords(
        "组",
        "均值",
        "离群值",
        "观测值",
        "{name}：中位数 {median}，半数在 {first} 至 {third} 之间，须线 {low} 至 {high}",
        "{name}：{values}",
        ("1 个离群值", "{count} 个离群值"),
    ),
}


def few_observations(boxes: Sequence[FiveNumbers | None]) -> tuple[Finding, ...]:
    """Return what is said of groups that are points."""
    count = sum(not box for box in boxes)
    if not count:
        return ()
    return (
        warning(
            "chart-few-observations",
            f"{count} {'group has' if count == 1 else 'groups have'} fewer than {FEWEST} "
            "observations and show them as points, without a box.",
            "Gather small groups, or show the observations of all.",
        ),
    )


def outliers_left_out(boxes: Sequence[FiveNumbers | None]) -> tuple[Finding, ...]:
    """Return what is said of outliers beyond those that a group shows."""
    count = sum(max(0, len(box.outliers) - MOST_POINTS) for box in boxes if box)
    if not count:
        return ()
    return (
        info(
            "chart-outliers-left-out",
            f"{count} outliers are not drawn; a group shows {MOST_POINTS} at most.",
            "Check the observations, or show a histogram.",
        ),
    )


def medians_left_out(*, shown: bool) -> tuple[Finding, ...]:
    """Return what is said where medians have no labels."""
    if shown:
        return ()
    return (
        info(
            "chart-median-left-out",
            "There is no room for the medians beside the boxes; the axis tells the values.",
            "Show fewer groups, or enlarge the exhibit.",
        ),
    )


_MOST_TOLD = 8


def boxes_told(
    frame: Frame,
    words: BoxWords,
    rows: Sequence[tuple[float, ...]],
    boxes: Sequence[FiveNumbers | None],
) -> tuple[str, ...]:
    """Return sentences for the alternative text."""
    numbers = frame.numbers
    told = []
    for name, row, box in list(zip(frame.names, rows, boxes, strict=True))[:_MOST_TOLD]:
        if box is None:
            values = ", ".join(numbers.text(value) for value in sorted(row))
            told.append(words.few.format(name=name, values=values or "–"))
            continue
        facts = {
            field: numbers.text(getattr(box, field))
            for field in ("median", "first", "third", "low", "high")
        }
        sentence = words.told.format(name=name, **facts)
        if box.outliers:
            count = len(box.outliers)
            sentence += ", " + words.outliers[count > 1].format(count=count)
        told.append(sentence)
    return tuple(told)
