"""Names of the options of an exhibit, in English, German and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefing_app.model.summary import SUMMARY_OPTIONS

FLAGS = (
    "cagr", "difference", "mean", "break", "100%", "connectors", "second axis", "trend", "totals",
)  # fmt: skip
"""Options that say something without a value."""

_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "focus": ("highlight", "fokus", "hervorheben", "重点"),
    "totals": ("summen", "总计"),
    "number format": ("zahlenformat", "数字格式"),
    "sort": ("sortierung", "sortieren", "排序"),
    "top": ("oberste", "前"),
    "series": ("reihe", "reihen", "datenreihen", "系列"),
    "good": ("gut", "好"),
    "labels": ("beschriftung", "beschriftungen", "标签"),
    "other": ("others", "sonstige", "übrige", "其他"),
    "scale": ("skala", "maßstab", "massstab", "刻度"),
    "stacks": ("stapel", "堆积组"),
    "lines": ("linien", "折线"),
    "second axis": ("secondary axis", "2nd axis", "zweite achse", "次坐标轴", "第二轴"),
    "widths": ("width", "breiten", "breite", "宽度"),
    "bins": ("classes", "klassen", "组数", "分组数"),
    "groups": ("group", "gruppen", "gruppe", "分组"),
    "cagr": ("wachstum", "wachstum p.a.", "复合增长率", "年均增长率"),
    "difference": ("diff", "differenz", "veränderung", "差额", "变化"),
    "line": ("value line", "wertlinie", "linie", "参考线"),
    "mean": ("mean line", "average", "mittelwert", "durchschnitt", "均值", "平均值"),
    "bracket": ("klammer", "括号"),
    "break": ("axis break", "achsenbruch", "断轴"),
    "forecast": ("prognose", "预测"),
    "footnote": ("fußnote", "fussnote", "脚注"),
    "100%": ("100% =",),
    "trend": ("trend line", "trendlinie", "趋势线"),
    "harvey balls": ("harvey-balls", "哈维球"),
    "traffic lights": ("ampel", "ampeln", "红绿灯"),
    "cell bars": ("datenbalken", "数据条"),
    "arrows": ("pfeile", "箭头"),
    "connectors": ("verbindungslinien", "verbinder", "连接线"),
}
OPTIONS = (*_OTHER_NAMES, *SUMMARY_OPTIONS[:1])
"""Every option that is known, by its English name."""

_SPACES = re.compile(r"[\s_]+")


def _plain(name: str) -> str:
    joined = _SPACES.sub(" ", name.casefold()).strip().rstrip("=\uff1d").strip()
    return joined.replace(" %", "%").replace("\uff05", "%")


_NAMED = {
    **{_plain(other): name for name, others in _OTHER_NAMES.items() for other in others},
    **{_plain(name): name for name in OPTIONS},
    **{_plain(name): SUMMARY_OPTIONS[0] for name in SUMMARY_OPTIONS},
}


def option_named(name: str) -> str:
    """Return the English name of an option, in whatever language; an unknown name in lower case."""
    plain = _plain(name)
    return _NAMED.get(plain, plain)


def stands_alone(name: str) -> bool:
    """Return whether an option says something without a value."""
    return option_named(name) in FLAGS


def options_named(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return (name, value) pairs with English names; what stands twice stays twice."""
    return tuple((option_named(name), value) for name, value in pairs)
