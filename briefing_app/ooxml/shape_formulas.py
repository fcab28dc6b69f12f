"""The guides of a shape: named values, worked out one after the other (ECMA-376-1, 20.1.9.11).

Values are numbers in the units of the shape's box (EMU in files), angles are 60,000ths of a degree.
Whatever cannot be worked out is 0: a shape with an odd guide is still a shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import atan2, cos, degrees, isfinite, radians, sin, sqrt, tan

DEGREE = 60_000
"""Angles in files are this many to the degree (20.1.10.3)."""
_LARGEST = 1e100
"""Beyond, a value counts as none; formulas of arrows multiply four lengths in EMU."""
_MOST_GUIDES = 5_000

Values = dict[str, float]
_Formula = Callable[[float, float, float], float]


def _ratio(x: float, y: float, z: float) -> float:
    return x * y / z if z else 0.0


def _sum_ratio(x: float, y: float, z: float) -> float:
    return (x + y) / z if z else 0.0


def _turn(angle: float) -> float:
    return radians(angle / DEGREE)


def _pin(low: float, value: float, high: float) -> float:
    return low if value < low else min(value, high)


_FORMULAS: Mapping[str, _Formula] = {
    "*/": _ratio,
    "+-": lambda x, y, z: x + y - z,
    "+/": _sum_ratio,
    "?:": lambda x, y, z: y if x > 0 else z,
    "abs": lambda x, _y, _z: abs(x),
    "at2": lambda x, y, _z: degrees(atan2(y, x)) * DEGREE,
    "cat2": lambda x, y, z: x * cos(atan2(z, y)),
    "cos": lambda x, y, _z: x * cos(_turn(y)),
    "max": lambda x, y, _z: max(x, y),
    "min": lambda x, y, _z: min(x, y),
    "mod": lambda x, y, z: sqrt(x * x + y * y + z * z),
    "pin": _pin,
    "sat2": lambda x, y, z: x * sin(atan2(z, y)),
    "sin": lambda x, y, _z: x * sin(_turn(y)),
    "sqrt": lambda x, _y, _z: sqrt(x) if x > 0 else 0.0,
    "tan": lambda x, y, _z: x * tan(_turn(y)),
    "val": lambda x, _y, _z: x,
}


def box_guides(width: float, height: float) -> Values:
    """Return what every shape may refer to (ECMA-376-1, 20.1.10.56): edges, parts, angles."""
    short, long = min(width, height), max(width, height)
    values: Values = {
        "l": 0.0, "t": 0.0, "r": width, "b": height, "w": width, "h": height,
        "hc": width / 2, "vc": height / 2, "ss": short, "ls": long,
        "cd2": 180.0 * DEGREE, "cd4": 90.0 * DEGREE, "cd8": 45.0 * DEGREE,
        "3cd4": 270.0 * DEGREE, "3cd8": 135.0 * DEGREE, "5cd8": 225.0 * DEGREE,
        "7cd8": 315.0 * DEGREE,
    }  # fmt: skip
    for part in (2, 3, 4, 5, 6, 8, 10, 12, 16, 32):
        values[f"wd{part}"] = width / part
        values[f"hd{part}"] = height / part
        values[f"ssd{part}"] = short / part
    return values


def value_of(text: str | None, values: Mapping[str, float]) -> float:
    """Return what a guide name or a number means; 0 for anything else."""
    if not text:
        return 0.0
    known = values.get(text)
    if known is not None:
        return known
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if isfinite(number) and abs(number) <= _LARGEST else 0.0


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """Return the result of one formula such as ``*/ w 1 2``; 0 where it has none."""
    name, *words = formula.split() or [""]
    rule = _FORMULAS.get(name)
    if rule is None:
        return value_of(name, values) if not words else 0.0
    x, y, z = ([value_of(word, values) for word in words[:3]] + [0.0, 0.0, 0.0])[:3]
    try:
        result = rule(x, y, z)
    except (OverflowError, ValueError, ZeroDivisionError):
        return 0.0
    return result if isfinite(result) and abs(result) <= _LARGEST else 0.0


def add_guides(values: Values, guides: Iterable[tuple[str, str]]) -> None:
    """Work out guides given as (name, formula), each with those before it; adds to ``values``."""
    for count, (name, formula) in enumerate(guides):
        if count >= _MOST_GUIDES:
            return
        values[name] = evaluate(formula, values)
