"""What people call the kinds of exhibit, in English, German and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "column": ("columns", "clustered column", "säule", "säulen", "柱形图", "柱状图"),
    "stacked column": (
        "stacked columns",
        "gestapelte säule",
        "gestapelte säulen",
        "stapelsäulen",
        "堆积柱形图",
    ),
    "100% column": (
        "100% columns",
        "100% stacked column",
        "full column",
        "100% säule",
        "100% säulen",
        "百分比柱形图",
        "百分比堆积柱形图",
    ),
    "stacked clustered column": (
        "stacked clustered",
        "stacked clustered columns",
        "clustered stacked column",
        "gruppierte stapelsäulen",
        "簇状堆积柱形图",
    ),
    "bar": ("bars", "clustered bar", "balken", "条形图"),
    "stacked bar": ("stacked bars", "gestapelte balken", "stapelbalken", "堆积条形图"),
    "100% bar": ("100% bars", "100% stacked bar", "full bar", "100% balken", "百分比条形图"),
    "line": ("lines", "linie", "linien", "折线图"),
    "area": ("areas", "fläche", "flächen", "面积图"),
    "stacked area": ("stacked areas", "gestapelte fläche", "gestapelte flächen", "堆积面积图"),
    "100% area": ("100% areas", "full area", "100% fläche", "100% flächen", "百分比面积图"),
    "combination": ("combo", "column and line", "columns and lines", "kombination", "组合图"),
    "pie": ("pies", "torte", "torten", "kreis", "饼图"),
    "doughnut": ("donut", "ring", "ringe", "圆环图", "环形图"),
    "waterfall": ("bridge", "wasserfall", "brücke", "瀑布图"),
    "stacked waterfall": ("gestapelter wasserfall", "堆积瀑布图"),
    "marimekko": ("mekko", "mosaic", "mosaik", "马里梅科图", "市场结构图"),
    "marimekko units": ("bar mekko", "marimekko in units", "marimekko einheiten", "不等宽柱形图"),
    "butterfly": ("tornado", "schmetterling", "蝴蝶图", "旋风图"),
    "scatter": ("scatter plot", "xy", "streu", "punktwolke", "散点图"),
    "bubble": ("bubbles", "blasen", "气泡图"),
    "slope": ("slopes", "slopegraph", "steigung", "steigungs", "斜率图"),
    "dumbbell": ("dumbbells", "dot plot", "hantel", "hanteln", "哑铃图"),
    "bullet": ("bullets", "bullet graph", "子弹图"),
    "histogram": ("histogramm", "直方图"),
    "box plot": ("boxplot", "box and whisker", "kasten", "箱线图", "箱形图"),
    "pareto": ("帕累托图", "排列图"),
    "heat map": ("heatmap", "wärmebild", "heatmap", "热力图", "热图"),
    "small multiples": ("small multiple", "trellis", "panels", "kleine vielfache", "小多图"),
    "gantt": ("plan", "project plan", "projektplan", "甘特图"),
    "table": ("tabelle", "表格"),
    "comparison": ("compare", "vergleich", "gegenüberstellung", "对比", "比较"),
    "timeline": (
        "time line",
        "events",
        "zeitstrahl",
        "zeitachse",
        "zeitleiste",
        "时间线",
        "时间轴",
    ),
    "tiles": (
        "tile",
        "number tiles",
        "key figures",
        "kacheln",
        "kennzahlen",
        "数字卡片",
        "关键数字",
    ),
}
KIND_OF: Mapping[str, str] = {
    **{other: name for name, others in _OTHER_NAMES.items() for other in others},
    **{name: name for name in _OTHER_NAMES},
}
"""The English name of a kind by each of its names, in lower case."""
