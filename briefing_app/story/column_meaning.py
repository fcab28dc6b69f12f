"""What the header of a column says about its numbers: amounts, rates, names, places, times."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing_app.model.number_text import is_percent

_WORD_ENDS = re.compile(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])|[_\s/,;:.()\[\]-]+")
_NAMES = frozenset(
    "id ids uid uuid guid key code codes iso iso2 iso3 fips geoid nuts ags plz zip zipcode postcode"
    " postal phone telephone tel fax isin wkn sku ean isbn ssn number no nr num nummer index row"
    " zeile schlüssel kennung kennzahl kundennummer artikelnummer rank rang ranking position"
    " ticket version fid objectid oid".split()
)
_NAMES_ZH = re.compile(r".*(?:编号|代码|编码|序号|电话|邮编|排名|名次|身份证|股票)", re.DOTALL)
_PLACES = frozenset(
    "lat latitude lon lng long longitude breite länge breitengrad längengrad x y easting northing"
    " 纬度 经度".split()
)
_TIMES = frozenset(
    "year years yr fy month quarter date day week hour jahr jahre monat quartal datum tag woche"
    " stunde année ano año 年 年份 年度 月 月份 季度 日期 日 时间".split()
)
_RATES = frozenset(
    "rate rates ratio ratios share shares percent percentage pct pc proportion quota quote anteil"
    " prozent index score scores rating average avg mean median price prices preis preise cost/unit"
    " margin marge yield density dichte growth wachstum temperature temperatur age alter percapita"
    " speed bmi gpa multiple elasticity deviation stddev sd se ci lower upper min max minimum"
    " maximum std life expectancy height weight grade note probability wahrscheinlichkeit level"
    " latitude durchschnitt mittelwert kurs zinssatz zins interest".split()
)
_RATES_SAID = re.compile(
    r".*(?:%|\bper\b|\bpro\b|/\s?(?:capita|person|head|unit|km|h)|\w{3,}pc\b"
    r"|(?:en|ungs|ums|be|birth|death)rate\b|quote\b|preis\b"
    r"|(?:zins|steuer|hebe|prozent|beitrags)satz\b"
    r"|率|比例|占比|价格|单价|均价|平均|人均|指数|年龄|评分|温度|增速).*",
    re.IGNORECASE | re.DOTALL,
)
_AMOUNTS = frozenset(
    "sales revenue revenues turnover amount amounts total value volume quantity qty units profit"
    " cost costs expenses spend spending budget emissions population deaths cases visitors"
    " passengers income salary wages umsatz umsätze erlös erlöse betrag menge wert anzahl kosten"
    " ausgaben einnahmen gewinn einwohner bevölkerung summe gesamt count number_of".split()
)
_AMOUNTS_ZH = re.compile(
    r".*(?:销售额|金额|收入|利润|数量|总额|合计|成本|费用|产量|人口|销量|营收).*", re.DOTALL
)


def words_in(header: str) -> tuple[str, ...]:
    """Return the words of a header in lower case: ``totalSales_EUR`` is total, sales, eur."""
    return tuple(word.casefold() for word in _WORD_ENDS.split(header) if word)


_MEASURES = frozenset(
    "unit units indicator indicators variable metric measure measures item series uom attribute"
    " einheit einheiten indikator merkmal kennzahl variablenname 指标 单位 变量".split()
)


def tells_measure(header: str) -> bool:
    """Return whether a column says what the figures beside it are: an indicator, a unit."""
    words = words_in(header)
    return bool(words) and (words[0] in _MEASURES or words[-1] in _MEASURES)


def names_things(header: str) -> bool:
    """Return whether numbers below a header name or count things: codes, keys, ranks."""
    words = words_in(header)
    if _NAMES_ZH.fullmatch(header.strip()):
        return True
    # “Number of cases” counts cases, a bare “Number” numbers the rows.
    counts = len(words) > 2 and words[:2] in (("number", "of"), ("no", "of"))
    return not counts and any(word in _NAMES for word in words) and not says_amount(header)


def tells_place(header: str) -> bool:
    """Return whether numbers below a header are coordinates."""
    return any(word in _PLACES for word in words_in(header))


def tells_time(header: str) -> bool:
    """Return whether a header names a point in time."""
    words = words_in(header)
    return bool(words) and (words[0] in _TIMES or words[-1] in _TIMES)


def is_rate(header: str, unit: str = "", number_formats: Iterable[str] = ()) -> bool:
    """Return whether figures are rates, shares, prices or the like, which do not add up."""
    if any(is_percent(code) for code in number_formats) or "%" in unit:
        return True
    if any(word in _RATES for word in words_in(header)):
        return True
    said = f"{header} ({unit})" if unit else header
    return _RATES_SAID.fullmatch(said) is not None


def says_amount(header: str) -> bool:
    """Return whether a header says that its figures are amounts: sales, costs, people."""
    said = any(word in _AMOUNTS for word in words_in(header))
    return said or _AMOUNTS_ZH.fullmatch(header) is not None


# --- what a figure is held against ------------------------------------------------------------

_TARGETS = frozenset(
    "target targets plan planned budget budgeted goal goals objective quota ziel ziele zielwert"
    " soll sollwert planwert vorgabe plan-wert budgetwert".split()
)
_TARGETS_ZH = re.compile(r".*(?:目标|计划|预算)", re.DOTALL)
_LIMITS = frozenset(
    "limit limits threshold thresholds band poor fair satisfactory good excellent acceptable"
    " critical grenze grenzwert schwelle schwellenwert schlecht mäßig ausreichend gut kritisch"
    " 阈值 下限 上限 界限 差 中 良 优".split()
)
_STARTS = frozenset("start starts begin begins from since beginn anfang ab von 开始 起".split())
_ENDS = frozenset("end ends finish until to due ende bis fertig 结束 完成 止".split())
_ENDS_ZH, _STARTS_ZH = re.compile(r".*(?:结束|完成|截止)"), re.compile(r".*(?:开始|起始)")


def tells_target(header: str) -> bool:
    """Return whether figures are what others are to reach: targets, plans, budgets."""
    said = any(word in _TARGETS for word in words_in(header))
    return said or _TARGETS_ZH.fullmatch(header.strip()) is not None


def tells_limit(header: str) -> bool:
    """Return whether figures are where a band of better or worse begins."""
    return any(word in _LIMITS for word in words_in(header))


def tells_start(header: str) -> bool:
    """Return whether dates below a header are those on which something begins."""
    said = any(word in _STARTS for word in words_in(header))
    return said or _STARTS_ZH.match(header) is not None


def tells_end(header: str) -> bool:
    """Return whether dates below a header are those on which something ends."""
    said = any(word in _ENDS for word in words_in(header))
    return said or _ENDS_ZH.match(header) is not None
