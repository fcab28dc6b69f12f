"""The words by which sheets and columns of a topic library are known, in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class LibrarySheet(StrEnum):
    """The sheets of a topic library."""

    TOPICS = "Topics"
    MESSAGES = "Messages"
    EXHIBITS = "Exhibits"
    LABELS = "Labels"


_SHEET_NAMES: dict[LibrarySheet, str] = {
    LibrarySheet.TOPICS: "topics|topic|themen|thema|主题|议题|话题",
    LibrarySheet.MESSAGES: (
        "messages|message|key messages|key message|botschaften|botschaft|kernbotschaften"
        "|kernaussagen|aussagen|关键信息|核心信息|信息|要点|关键要点"
    ),
    LibrarySheet.EXHIBITS: (
        "exhibits|exhibit|abbildungen|abbildung|schaubilder|schaubild|grafiken|diagramme"
        "|图表|图示|附图|展示"
    ),
    LibrarySheet.LABELS: "labels|label|begriffe|bezeichnungen|beschriftungen|标签|术语|名称",
}
_TOPIC = "topic|topic id|thema|themen-id|thema-id|主题|主题编号|主题id|议题"
_ORDER = "order|no|no.|nr|nr.|position|pos|reihenfolge|rang|顺序|序号|次序"
_SOURCE = "source|sources|quelle|quellen|来源|资料来源|数据来源"
_COLUMNS: dict[LibrarySheet, dict[str, str]] = {
    LibrarySheet.TOPICS: {
        "id": "id|topic id|topic|kennung|themen-id|thema-id|nr|nr.|编号|主题编号|主题id|标识",
        "headline": (
            "headline|action title|title|überschrift|schlagzeile|titel|kernaussage"
            "|标题|行动标题|大标题"
        ),
        "standfirst": (
            "standfirst|subtitle|subheadline|summary|lead|vorspann|untertitel|unterzeile"
            "|zusammenfassung|导语|副标题|摘要"
        ),
        "section": "section|chapter|abschnitt|kapitel|章节|部分|章",
        "author": "author|autor|autorin|verfasser|verfasserin|作者|撰写人",
        "date": "date|datum|stand|日期",
        "tags": "tags|tag|keywords|schlagwörter|schlagworte|stichwörter|stichworte|标签|关键词",
        "related": (
            "related|related topics|see also|verwandt|verwandte themen|siehe auch"
            "|相关|相关主题|参见"
        ),
        "source": _SOURCE,
        "layout": "layout|folienlayout|版式|布局",
        "owner": "owner|responsible|verantwortlich|zuständig|eigentümer|负责人|所有者",
        "expires": (
            "expires|expiry|expiry date|valid until|gültig bis|ablauf|ablaufdatum|läuft ab"
            "|到期|到期日|有效期|有效期至|失效日期"
        ),
    },
    LibrarySheet.MESSAGES: {
        "topic": _TOPIC,
        "order": _ORDER,
        "heading": "heading|title|überschrift|titel|标题|小标题",
        "text": "text|message|key message|body|botschaft|kernbotschaft|aussage|正文|文本|内容|信息",
    },
    LibrarySheet.EXHIBITS: {
        "topic": _TOPIC,
        "order": _ORDER,
        "kind": "kind|type|chart|chart type|art|typ|diagrammtyp|diagrammart|类型|图表类型|种类",
        "data": (
            "data|ref|reference|range|table|daten|bezug|bereich|tabelle|数据|引用|数据区域|表格"
        ),
        "headline": "headline|action title|schlagzeile|kernaussage|行动标题|大标题",
        "title": "title|heading|titel|überschrift|标题",
        "unit": "unit|units|einheit|单位",
        "source": _SOURCE,
        "options": "options|optionen|einstellungen|选项|设置",
    },
    LibrarySheet.LABELS: {"label": "label|term|begriff|bezeichnung|beschriftung|标签|术语|名称"},
}
REQUIRED: dict[LibrarySheet, tuple[str, ...]] = {
    LibrarySheet.TOPICS: ("id", "headline"),
    LibrarySheet.MESSAGES: ("topic", "text"),
    LibrarySheet.EXHIBITS: ("topic",),
    LibrarySheet.LABELS: ("label",),
}
_LANGUAGE = re.compile(
    r"(?P<head>.*\S)\s*[(\uff08\[]\s*(?P<code>[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)\s*[)\uff09\]]\Z"
)


def _by_alias(names: Mapping[str, str]) -> dict[str, str]:
    return {alias: key for key, aliases in names.items() for alias in aliases.split("|")}


_SHEET_BY_ALIAS = {
    alias: kind for kind, names in _SHEET_NAMES.items() for alias in names.split("|")
}
_COLUMN_BY_ALIAS = {kind: _by_alias(names) for kind, names in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class LibraryColumns:
    """Which worksheet column holds what.

    plain: role to column; by_language: role to (language code, column) pairs in sheet order;
    extra: (header as written, column); double: headers whose role was taken before.
    """

    plain: Mapping[str, int] = field(default_factory=dict)
    by_language: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    extra: tuple[tuple[str, int], ...] = ()
    double: tuple[tuple[str, int], ...] = ()

    @property
    def roles(self) -> set[str]:
        """Return the roles that have a column in any language."""
        return set(self.plain) | set(self.by_language)


def library_sheet(name: str) -> LibrarySheet | None:
    """Return which library sheet a sheet or Excel table of this name would be."""
    return _SHEET_BY_ALIAS.get(name.strip().replace("_", " ").casefold())


def display_name(role: str) -> str:
    """Return a role as its English header: ``ID``, ``Headline``."""
    return "ID" if role == "id" else role.capitalize()


def library_columns(kind: LibrarySheet, headers: Sequence[tuple[int, str]]) -> LibraryColumns:
    """Return what the columns under (column, header) pairs hold; any order, extra ones kept."""
    aliases = _COLUMN_BY_ALIAS[kind]
    plain: dict[str, int] = {}
    by_language: dict[str, tuple[tuple[str, int], ...]] = {}
    extra: list[tuple[str, int]] = []
    double: list[tuple[str, int]] = []
    for column, header in headers:
        role, code = _role(aliases, header)
        taken = [language for language, _ in by_language.get(role, ())]
        if not role:
            extra.append((header, column))
        elif (code in taken) if code else (role in plain):
            double.append((header, column))
        elif code:
            by_language[role] = (*by_language.get(role, ()), (code, column))
        else:
            plain[role] = column
    return LibraryColumns(plain, by_language, tuple(extra), tuple(double))


def _role(aliases: Mapping[str, str], header: str) -> tuple[str, str]:
    """Return (role, language code) of a header; "" for neither."""
    whole = aliases.get(_bare(header))
    if whole:
        return whole, ""
    match = _LANGUAGE.match(header.strip())
    if match and (role := aliases.get(_bare(match["head"]))):
        return role, match["code"].lower()
    return "", ""


def _bare(header: str) -> str:
    return " ".join(header.split()).strip(" :*").casefold()
