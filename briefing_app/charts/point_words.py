"""What is said of a cloud of points: in the alternative text and in findings."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, isfinite

from briefing_app.charts.drawing import Frame
from briefing_app.charts.point_axes import axis_frame, axis_titles
from briefing_app.charts.point_cloud import Cloud, Point
from briefing_app.model.finding import Finding, info, warning

_LONGEST_NAME = 60
_WEAK = 0.1


@dataclass(frozen=True, slots=True)
class Fit:
    """A straight line of best fit. r_squared: share of the variance of y that it explains."""

    slope: float
    middle: tuple[float, float]
    r_squared: float
    count: int

    def at(self, x: float) -> float:
        """Return y on the line."""
        return self.middle[1] + self.slope * (x - self.middle[0])


def fit_of(cloud: Cloud) -> Fit | None:
    """Return the line through the points, None where there is none that means anything."""
    points = cloud.points
    count = len(points)
    if count < 3:
        return None
    # Scaled, so that squares neither overflow nor vanish.
    large_x = max(abs(point.x) for point in points) or 1.0
    large_y = max(abs(point.y) for point in points) or 1.0
    xs, ys = [p.x / large_x for p in points], [p.y / large_y for p in points]
    mean_x, mean_y = fsum(xs) / count, fsum(ys) / count
    xx = fsum((x - mean_x) ** 2 for x in xs)
    yy = fsum((y - mean_y) ** 2 for y in ys)
    xy = fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    if xx <= 1e-18 or yy <= 1e-18:
        return None
    slope = xy / xx * (large_y / large_x)
    middle = mean_x * large_x, mean_y * large_y
    return Fit(slope, middle, min(1.0, xy * xy / (xx * yy)), count) if isfinite(slope) else None


def trend_findings(fit: Fit | None) -> tuple[Finding, ...]:
    """Return what is said of a trend line, or of why there is none."""
    if fit is None:
        return (
            warning(
                "chart-trend-missing",
                "There is no trend line: it needs three points with different x and y.",
                "Leave out the trend, or choose other columns.",
            ),
        )
    said = f"R² is {fit.r_squared:.2f} for {fit.count} points"
    if fit.r_squared < _WEAK:
        return (
            warning(
                "chart-trend-weak",
                f"The trend line explains next to nothing: {said}.",
                "Leave out the trend, or say that there is none.",
            ),
        )
    return (
        info(
            "chart-trend",
            f"The trend line is a straight line of best fit; {said}.",
            "Name R² below the chart where it matters.",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    points: str
    axis: str
    trend: str
    rising: str
    falling: str


_LANGUAGES = {
    "en": _Words(
        "{count} points",
        "{name} from {low} ({low_at}) to {high} ({high_at})",
        "trend {way}, R² = {fit}",
        "rising",
        "falling",
    ),
    "de": _Words(
        "{count} Punkte",
        "{name} von {low} ({low_at}) bis {high} ({high_at})",
        "Trend {way}, R² = {fit}",
        "steigend",
        "fallend",
    ),
    "zh": _Words(
        "{count} 个点",
        "{name}：{low}（{low_at}）至 {high}（{high_at}）",
        "趋势{way}，R² = {fit}",
        "上升",
        "下降",
    ),
}


def cloud_told(frame: Frame, cloud: Cloud, fit: Fit | None) -> tuple[str, ...]:
    """Return sentences for the alternative text."""
    words = _LANGUAGES.get(frame.spec.language[:2], _LANGUAGES["en"])
    told = [words.points.format(count=len(cloud.points))]
    titles = axis_titles(frame)
    for n in range(len(frame.spec.series)):
        known = [p for p in cloud.points if _value(p, n) is not None]
        if not known:
            continue
        numbers = axis_frame(frame, n).numbers
        low = min(known, key=lambda p: _value(p, n) or 0.0)
        high = max(known, key=lambda p: _value(p, n) or 0.0)
        told.append(
            words.axis.format(
                name=_clipped(titles[n]),
                low=numbers.text(_value(low, n) or 0.0),
                low_at=_clipped(low.name),
                high=numbers.text(_value(high, n) or 0.0),
                high_at=_clipped(high.name),
            )
        )
    if fit is not None:
        way = words.rising if fit.slope > 0 else words.falling
        shown = f"{fit.r_squared:.2f}"
        shown = shown.replace(".", ",") if frame.spec.language.startswith("de") else shown
        told.append(words.trend.format(way=way, fit=shown))
    return tuple(told)


def _value(point: Point, n: int) -> float | None:
    return (point.x, point.y, point.size)[n]


def _clipped(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
