"""The order of categories, and the long tail of small ones gathered as “Other”."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing_app.model.cell_value import Missing
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.finding import Finding, info, warning
from briefing_app.model.labels import said
from briefing_app.story.column_meaning import is_rate
from briefing_app.story.exhibit_wish import NO, Wish
from briefing_app.story.headline import OTHER

_NAMES = {"en": "Other", "de": "Sonstige", "zh": "其他"}
_SLICES, _MOST_SLICES = 6, 7
_BARS_KEPT, _MOST_BARS = 20, 40
ROUND = frozenset({ChartKind.PIE, ChartKind.DOUGHNUT})
_BARS = frozenset({ChartKind.BAR, ChartKind.STACKED_BAR, ChartKind.FULL_BAR})
_SORTED = frozenset({ChartKind.BAR, ChartKind.STACKED_BAR, ChartKind.PARETO}) | ROUND
_FULL = frozenset({ChartKind.FULL_BAR, ChartKind.FULL_COLUMN, ChartKind.FULL_AREA})
_IN_ORDER = frozenset(
    {
        ChartKind.COLUMN,
        ChartKind.STACKED_COLUMN,
        ChartKind.FULL_COLUMN,
        ChartKind.STACKED_CLUSTERED,
        ChartKind.COMBINATION,
        ChartKind.MARIMEKKO,
        ChartKind.BUTTERFLY,
        ChartKind.DUMBBELL,
        ChartKind.BULLET,
        *_BARS,
        *_SORTED,
    }
)
"""Kinds whose categories may stand in any order, one after the other."""
_LAYERS = frozenset(
    {
        ChartKind.STACKED_COLUMN,
        ChartKind.FULL_COLUMN,
        ChartKind.STACKED_BAR,
        ChartKind.FULL_BAR,
        ChartKind.STACKED_AREA,
        ChartKind.FULL_AREA,
        ChartKind.MARIMEKKO,
    }
)
_GATHERED = _LAYERS | ROUND | {ChartKind.COLUMN, ChartKind.BAR, ChartKind.PARETO, ChartKind.LINE}
_DESCENDING = frozenset({"descending", "down", "desc", "value", "absteigend", "wert", "降序"})
_ASCENDING = frozenset({"ascending", "up", "asc", "aufsteigend", "升序"})
_BY_NAME = frozenset({"name", "alphabetical", "alphabetisch", "名称"})


def in_order(spec: ChartSpec, wish: Wish) -> tuple[ChartSpec, list[Finding]]:
    """Return a chart with its categories sorted, cut and gathered as asked for, or as is usual.

    Single bars, slices and stacked bars stand with the largest first, what is gathered last.
    """
    spec, findings = _sorted(spec, wish)
    top = wish.options.get("top", "")
    if top.isdecimal() and int(top) > 0 and spec.kind in _IN_ORDER and not spec.time:
        spec = _with_categories(spec, range(min(int(top), len(spec.categories))))
    spec, found = _gathered(spec, wish)
    return spec, [*findings, *found]


def _with_categories(spec: ChartSpec, picked: Sequence[int]) -> ChartSpec:
    def of(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(values[i] for i in picked) if values else ()

    return replace(
        spec,
        categories=of(spec.categories),
        groups=of(spec.groups),
        widths=tuple(spec.widths[i] for i in picked) if spec.widths else (),
        series=tuple(
            replace(
                series,
                values=tuple(series.values[i] for i in picked),
                addresses=of(series.addresses),
            )
            for series in spec.series
        ),
    )


def _sorted(spec: ChartSpec, wish: Wish) -> tuple[ChartSpec, list[Finding]]:
    asked = wish.options.get("sort", "")
    order = asked.casefold()
    if (order in NO and order) or spec.kind not in _IN_ORDER or spec.time:
        return spec, []
    usual = spec.kind in _SORTED and (len(spec.series) == 1 or spec.kind is ChartKind.STACKED_BAR)
    if not order and not usual:
        return spec, []
    by = said(asked, wish.words).casefold()
    named = [series for series in spec.series if series.name.casefold() == by]
    findings: list[Finding] = []
    if order and not named and order not in _DESCENDING | _ASCENDING | _BY_NAME:
        what = f"The option “sort” does not know “{asked}”."
        remedy = "Write descending, ascending, name, none, or the name of a series."
        findings.append(warning("option-value-unknown", what, remedy, wish.place))
        if not usual:
            return spec, findings
    amount = _amounts(spec, named)
    sign = 1.0 if order in _ASCENDING else -1.0
    last = [name.casefold() in OTHER for name in spec.categories]

    def key(i: int) -> tuple[bool, str, float, int]:
        name = spec.categories[i].casefold() if order in _BY_NAME else ""
        return last[i], name, sign * amount(i), i

    return _with_categories(spec, sorted(range(len(spec.categories)), key=key)), findings


def _amounts(spec: ChartSpec, named: Sequence[Series]) -> Callable[[int], float]:
    """Return what categories are sorted by: their sum, of whole bars the share of the first."""
    shown = list(named) or list(spec.series)
    sums = [
        sum(v for one in shown if isinstance(v := one.values[i], float))
        for i in range(len(spec.categories))
    ]
    if named or spec.kind not in _FULL:
        return sums.__getitem__
    first = [v if isinstance(v, float) else 0.0 for v in spec.series[0].values]
    return lambda i: first[i] / sums[i] if sums[i] else 0.0


# --- the long tail ----------------------------------------------------------------------------


def _gathered(spec: ChartSpec, wish: Wish) -> tuple[ChartSpec, list[Finding]]:
    asked = wish.options.get("other", "")
    if spec.kind not in _GATHERED or asked.casefold() in NO:
        return spec, []
    number, share = _how_many(asked)
    if asked and not number and not share:
        what = f"The option “other” does not know “{asked}”."
        remedy = "Write how many are kept, such as other=5, or from which share on: other=3 %."
        return spec, [warning("option-value-unknown", what, remedy, wish.place)]
    if not asked:
        number = 0 if wish.options.get("top") else _usually_kept(spec)
    if not number and not share:
        return spec, []
    layers = len(spec.series) > 1 and (
        spec.time or (spec.kind in _LAYERS and (share > 0 or len(spec.series) > number))
    )
    if not _adds(spec):
        if not asked:
            return spec, []
        what = "Nothing is gathered as “Other”: the figures are rates or below zero."
        return spec, [warning("other-not-gathered", what, "Use the option top=….", wish.place)]
    names = [one.name for one in spec.series] if layers else list(spec.categories)
    if spec.time and not layers:
        return spec, []
    tail = _tail(names, _sums(spec, layers=layers), number, share)
    if len(tail) < 2:
        return spec, []
    name = next((names[i] for i in tail if names[i].casefold() in OTHER), "")
    name = name or _NAMES.get(wish.language.partition("-")[0], _NAMES["en"])
    made = _with_layers(spec, tail, name) if layers else _with_tail(spec, tail, name)
    gathered = ", ".join(names[i] for i in tail if names[i] != name)
    what = f"Gathered as “{name}”: {gathered}."
    remedy = "Write other=none to show each, or another number."
    return made, [info("other-gathered", what, remedy, wish.place)]


def _how_many(asked: str) -> tuple[int, float]:
    """Return how many are kept, or from which share of the whole on."""
    text = asked.replace(" ", "").replace("\u00a0", "").replace("\uff05", "%").replace(",", ".")
    number = text.removesuffix("%")
    if not number.replace(".", "", 1).isdecimal():
        return 0, 0.0
    if text.endswith("%"):
        return 0, float(number) / 100
    return (int(number), 0.0) if number.isdecimal() else (0, 0.0)


def _usually_kept(spec: ChartSpec) -> int:
    count = len(spec.categories)
    if spec.kind in ROUND and count > _MOST_SLICES:
        return _SLICES
    # Bars may be of averages or indices, whose sum says nothing: there it must be asked for.
    return _BARS_KEPT if spec.kind is ChartKind.PARETO and count > _MOST_BARS else 0


def _sums(spec: ChartSpec, *, layers: bool) -> list[float]:
    rows = [[v if isinstance(v, float) else 0.0 for v in one.values] for one in spec.series]
    return [sum(row) for row in (rows if layers else zip(*rows, strict=True))]


def _adds(spec: ChartSpec) -> bool:
    """Return whether the figures are parts of sums: amounts, or shares of one whole."""
    values = [v for one in spec.series for v in one.values if isinstance(v, float)]
    if not values or min(values) < 0:
        return False
    if not any(is_rate(one.name, spec.unit, (spec.number_format,)) for one in spec.series):
        return True
    whole = max(_sums(spec, layers=True))
    return "%" in f"{spec.number_format}{spec.unit}" and (whole <= 1.005 or 99 <= whole <= 100.5)


def _tail(names: Sequence[str], sums: Sequence[float], number: int, share: float) -> list[int]:
    """Return which are gathered, in their order; what is called other already goes along."""
    own = [i for i, name in enumerate(names) if name.casefold() in OTHER]
    ranked = sorted((i for i in range(len(names)) if i not in own), key=lambda i: -sums[i])
    whole = sum(sums)
    small = ranked[number:] if number else [i for i in ranked if sums[i] < share * whole]
    return sorted([*small, *own]) if small else []


def _sum(values: Sequence[float | Missing]) -> float | Missing:
    known = [value for value in values if isinstance(value, float)]
    return float(sum(known)) if known else values[0]


def _with_tail(spec: ChartSpec, tail: Sequence[int], name: str) -> ChartSpec:
    kept = [i for i in range(len(spec.categories)) if i not in set(tail)]
    short = _with_categories(spec, kept)
    return replace(
        short,
        categories=(*short.categories, name),
        groups=(*short.groups, "") if short.groups else (),
        series=tuple(
            replace(
                one,
                values=(*one.values, _sum([whole.values[i] for i in tail])),
                addresses=(*one.addresses, "") if one.addresses else (),
            )
            for one, whole in zip(short.series, spec.series, strict=True)
        ),
    )


def _with_layers(spec: ChartSpec, tail: Sequence[int], name: str) -> ChartSpec:
    gathered = [spec.series[i] for i in tail]
    values = tuple(_sum([one.values[n] for one in gathered]) for n in range(len(spec.categories)))
    kept = tuple(one for i, one in enumerate(spec.series) if i not in set(tail))
    other = Series(name, values, gathered[0].number_format, addresses=("",) * len(values))
    return replace(spec, series=(*kept, other))
