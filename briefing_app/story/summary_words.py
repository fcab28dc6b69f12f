"""How a summary is called, in three languages: its title, its columns and its method."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.model.number_text import number_text
from briefing_app.model.summary import DatePart, How

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "sum": "{name}", "average": "Average {name}", "count": "Records with {name}",
        "min": "Lowest {name}", "max": "Highest {name}", "median": "Median {name}",
        "records": "Number of records", "other": "Other",
        "title": "{figure} by {groups}", "and": " and ", "top": "{title}, top {top}",
        "year": "year", "quarter": "quarter", "month": "month",
        "did sum": "sum of {name}, {records}", "did count": "{records} counted",
        "did average": "unweighted average of {name}, {records}",
        "did min": "lowest {name} of {records}", "did max": "highest {name} of {records}",
        "did median": "median of {name}, {records}", "many": "{count} records", "one": "1 record",
    },
    "de": {
        "sum": "{name}", "average": "Durchschnitt {name}", "count": "Datensätze mit {name}",
        "min": "Kleinster Wert {name}", "max": "Größter Wert {name}", "median": "Median {name}",
        "records": "Zahl der Datensätze", "other": "Übrige",
        "title": "{figure} nach {groups}", "and": " und ", "top": "{title}, Top {top}",
        "year": "Jahr", "quarter": "Quartal", "month": "Monat",
        "did sum": "Summe von {name}, {records}", "did count": "{records} gezählt",
        "did average": "ungewichteter Durchschnitt von {name}, {records}",
        "did min": "kleinster Wert von {name}, {records}",
        "did max": "größter Wert von {name}, {records}",
        "did median": "Median von {name}, {records}", "many": "{count} Datensätze",
        "one": "1 Datensatz",
    },
    "zh": {
        "sum": "{name}", "average": "平均{name}", "count": "有{name}的记录数",
        "min": "最低{name}", "max": "最高{name}", "median": "{name}中位数",
        "records": "记录数", "other": "其他",
        "title": "按{groups}的{figure}", "and": "和", "top": "{title}，前{top}",
        "year": "年", "quarter": "季度", "month": "月",
        "did sum": "{name}合计，{records}", "did count": "{records}计数",
        "did average": "{name}未加权平均，{records}", "did min": "{name}最小值，{records}",
        "did max": "{name}最大值，{records}", "did median": "{name}中位数，{records}",
        "many": "{count}条记录", "one": "1条记录",
    },
}  # fmt: skip


def _words(language: str) -> dict[str, str]:
    return _WORDS.get(language, _WORDS["en"])


def other_word(language: str) -> str:
    """Return the name of the group that gathers the rest."""
    return _words(language)["other"]


def part_word(part: DatePart, language: str) -> str:
    """Return the word for a part of a date."""
    return _words(language)[part.value]


def figure_name(how: How, measure: str, language: str) -> str:
    """Return what the figures are: ``Average Price``; measure "" for the records themselves."""
    words = _words(language)
    return words[how.value].format(name=measure) if measure else words["records"]


def title_of(how: How, measure: str, groups: Sequence[str], top: int, language: str) -> str:
    """Return the title of a summary. groups: the names of its columns; top: 0 for all."""
    words = _words(language)
    figure = figure_name(how, measure, language)
    title = words["title"].format(figure=figure, groups=words["and"].join(groups))
    return words["top"].format(title=title, top=top) if top else title


def method_of(how: How, measure: str, records: int, language: str) -> str:
    """Return how the figures came about: ``sum of Sales, 50,000 records``."""
    words = _words(language)
    count = number_text(float(records), "#,##0", language)
    said = words["one"] if records == 1 else words["many"].format(count=count)
    return words[f"did {how.value}"].format(name=measure, records=said)
