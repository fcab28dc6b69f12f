"""Lines beside a table: what marks a source, a note, an organisation, a title, a unit."""

from __future__ import annotations

import re
from enum import Enum

from briefing_app.excel.key_words import (
    NAVIGATION,
    SHEET_GUIDE,
    SOURCE_KEYS,
    TITLE_KEYS,
    UNIT_KEYS,
)
from briefing_app.excel.units import unit_line


class LineKind(Enum):
    """What a line of text beside a table says."""

    SOURCE = "source"
    NOTE = "note"
    UNIT = "unit"
    ISSUE = "issue"
    """Who made the file, when, and how to go on: nothing about the figures."""
    ORGANISATION = "organisation"
    TITLE = "title"


_COLON = r"\s*[:\uff1a\ufe55]\s*"
SOURCE = re.compile(
    rf"\s*+(?:[(\[\uff08\u3010]\s*+)?(?:{SOURCE_KEYS}(?:\s*[/|,;(]\s*{SOURCE_KEYS}\)?)*|q(?!.*\?\s*\Z))"
    rf"(?:\s*[)\]\uff09\u3011](?:{_COLON})?|{_COLON}|\s+[-\u2013\u2014]\s)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A source with the word for it, alone or in two languages, in brackets or before a colon."""


def source_text(text: str) -> str:
    """Return a source without the word for it and the bracket around both."""
    match = SOURCE.match(text)
    bare = (match["text"] if match else text).strip()
    opened = sum(map(bare.count, "([\uff08\u3010"))
    return bare[:-1] if bare[-1:] in tuple(")]\uff09\u3011") and not opened else bare


_BULLET = re.compile(r"\s*[*※•·○\-]\s*(?=\S)")


def bulleted_source(text: str) -> str:
    """Return the line behind a bullet where it says the source: ``* Source: Eurostat``; or ""."""
    bullet = _BULLET.match(text)
    bare = text[bullet.end() :] if bullet else ""
    return bare if SOURCE.match(bare) else ""


EXTRACTED = re.compile(
    r"\s*data\s+from(?:\s+(?:the\s+)?database)?\s*:.*"
    r"|\s*(?:data\s+)?(?:extracted|retrieved|downloaded)\b.*\bfrom\b.*"
    r"|\s*(?:(?:the|these|this|all)\s+)?(?:data|table|figures?|information|statistics)\s+"
    r"(?:(?:was|were|is|are|has\s+been|have\s+been)\s+)?(?:prepared|compiled|obtained|taken|derived"
    r"|collected|provided|supplied|sourced)\b.{0,80}?\b(?:from|by)\b.*"
    r"|\s*(?:own|authors?[\u2019']?|staff)\s+(?:calculations?|compilation|estimates?|elaboration)\b"
    r".{0,40}\b(?:from|based\s+on|using)\b.*"
    r"|\s*eigene\s+(?:berechnung|darstellung|zusammenstellung)(?:en)?\s+"
    r"(?:auf\s+(?:basis|grundlage)|nach|aus|anhand)\b.*"
    r"|\s*elaboraci[óo]n\s+propia\s+(?:a\s+partir|con|sobre|en\s+base)\b.*"
    r"|\s*elaborazion[ei]\s.{0,40}\bsu\s+dati\b.*|\s*elaboração\s+própria\s.*"
    r"|\s*(?:calculs?|traitements?)\s.{0,40}\bd[\u2019']après\b.*"
    r"|\s*opracowanie\s.{0,20}\bna\s+podstawie\b.*",
    re.IGNORECASE | re.DOTALL,
)
COPYRIGHT = re.compile(
    r"\s*(?:©|\(c\)(?:opyright)?\s.*\b(?:19|20)\d\d\b|copyright\b)", re.IGNORECASE | re.DOTALL
)
_NOTE = re.compile(
    r"\s*(?:notes?\b|footnotes?\b|remarks?\b|legend\b|symbols?\b|anmerkung(?:en)?\b|hinweise?\b"
    r"|fußnoten?\b|nota\b|notas\b|注\s*[:\uff1a\d]|备注|说明\s*[:\uff1a]"
    r"|\(?\d{1,2}[)\]]\s*\S|\[\d{1,2}\]|\d{1,2}\.?\s{2,}\S|\([a-z]\)|[a-z]\)\s|\[[a-z]\]|[a-z]\.\s+[A-Z]"
    r"|\*|†|‡|[¹²³⁴⁵⁶⁷⁸⁹]|©|copyright\b|p\s*=\s*provisional|[a-z]{1,2}\s*[=:]\s|n/?a\s*[=:]"
    r"|\.\.\s*[=:]?\s|[-–—:]\s*[=:]\s)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[<〈《「【\[]?\s*(?:table|tabl?\.|tabelle|tableau|tabla|tabela|tavola|figure|fig\.|exhibit|chart|graph|schedule"
    r"|annex|appendix|abbildung|abb\.|tabel|grafico|gráfico|cuadro|quadro|file|表|图|附表|第(?=[\d.\-]+\s*[表図])"
    r"|図表?|표|לוח|جدول|таблица|таблиця|tabell|taulukko|táblázat|tablo|πίνακας|tabulka|tabuľka)"
    r"\s*(?:[nN][°º.]\s*)?:?\s*(?:[\dIVX]|[A-Z]\s?[.\d-]|[A-Z]+/\w)",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(
    r"(?:table|tabl?\.|tabelle|tableau|tabla|tabela|tavola|tabel|cuadro|quadro|gráfico"
    r"|figure|exhibit|chart|schedule|annex"
    r"|表|图)\s*:?\s*[\w.\-/]*[:.]?(?:\s*\([^()]*\)\.?)?"
    r"|第\s*[\w.\-]+\s*[表图図]"
    r"|(?-i:[A-Z]{1,2})[\s\-]?\d{1,3}(?:[.\-]\d{1,3}){1,4}"
    r"|\d{1,3}(?:[.\-]\d{1,3})*[.:]?",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    rf"\s*+(?:{NAVIGATION}|{SHEET_GUIDE}"
    r"|(?:(?:report|file|table|data|query|list)\s+)?(?:generated|created|exported|downloaded|printed)\b"
    r"|[^\W\d][^:\uff1a]{0,30}[:\uff1a]\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b"
    r"|released?\b|release date|published\b|publication date|last\s+(?:update|change|modified)"
    r"|updated?\b|(?:date\s+)?prepared\b|printed\b|generated\b|created\b|version\b|edition\b|status:"
    r"|stand\s*[:\d]|erscheinungs|erstellt|veröffentlich|gebietsstand|data\s+extracted|extracted\b"
    r"|contact\b|kontakt\b|telefon|phone|tel\.|e-?mail\b|https?:|www\."
    r"|download|open product|isbn|issn"
    r"|catalogue|artikelnummer|next\s+(?:update|release)|data\s+last|page\s+\d|seite\s+\d|更新|发布"
    r"|报告日期|填表|製表|截至|截止|报告期|编制单位|制表|\[[^\]]*\]\s*$|date\s*[:\d])",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?:.*\b(?:commission|bureau|office|ministry|department|division|institute|agency|authority"
    r"|council|directorate|secretariat|inspectorate|treasury|administration|bundesamt|landesamt|ministerium|institut|corporation|company|bank"
    r"|limited|nations|fund|centralbyrån?|sentralbyrå|[^\W\d_]+bank|organi[sz]ation|association|foundation|board|university|college|society"
    r"|universität|université|universidad|università|大学)(?:\s*[-–,(].*)?"
    r"|.*\b(?-i:Inc|INC|Ltd|LTD|Limited|Corp|CORP|plc|PLC|GmbH|LLC|Co|KG|KGaA|AG|S\.A|N\.V|B\.V"
    r"|S\.p\.A|SpA|S\.L|Oyj?|A/S|ASA|AB|SE|SARL|S\.r\.l|Lda|Ltda|a\.s|s\.r\.o|Kft|Zrt|Nyrt"
    r"|Sp\. z o\.o|Pty|PJSC|OJSC|A\.Ş|ПАО|ООО|АО)\.?(?:\s*[-–,(].*)?"
    r"|.*(?:统计局|公司|委员会|银行|(?<!全)部)"
    r"|.*\b(?:bureau|office|ministry|department|institute|ministère|ministerio|institut|instituto"
    r"|board|directorate(?:[-\s]general)?|secretariat|university|universidad|universität|college|society"
    r"|bank)\s+(?:of|for|de|für|des)\b.*|statistics\s+\w+|.*\bstatistisches\s+\w*amt.*"
    r"|(?:(?:royal|london)\s+)?(?:city|borough|county|town|municipality|ville|commune|ayuntamiento"
    r"|comune|município|câmara municipal|gemeente|gmina|mairie)\s+(?:of|de|di|do|da|van)\s+"
    r"(?-i:[^\W\d_a-z][\w\-\u2019']*(?:\s+[^\W\d_a-z][\w\-\u2019']*){0,2})"
    r"|(?:servicio|service|servizio|serviço|oficina|direcci[óo]n|direction|direzione|departamento"
    r"|département|dipartimento|sección|secretaría|abteilung|referat|fachbereich|amt)"
    r"\s+(?:de|des|du|di|da|do|de la|für)\s+[^\W\d]+(?:\s+[^\W\d]+){0,4}"
    r"|(?:landeshauptstadt|stadt|gemeinde|landkreis|kreis|kanton)\s+"
    r"(?-i:[^\W\d_a-z][\w\-]*(?:\s+[^\W\d_a-z][\w\-]*)?)"
    r"|u\.?s\.?\s+(?:department|bureau|census)\b.*)",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r".*\b(?:balance sheets?|income statements?|profit (?:and|&) loss|cash[- ]flow|statements? of"
    r"|bilanz|gewinn- und verlustrechnung|kapitalflussrechnung|bilan|compte de résultat"
    r"|conto economico|stato patrimoniale|balance de situación|estado de|cuenta de pérdidas"
    r"|trial balance|price list|preisliste|liste de prix|lista de precios|listino prezzi"
    r"|(?:summen- und )?saldenliste|(?:invoice|rechnung|facture|factura|fattura)\s*(?:no|nr|n[°º])"
    r"|purchase order|quotation|bank statement|kontoauszug|relevé de compte)\b"
    r"|.*(?:资产负债表|价格表|报价单|利润表|损益表|现金流量表|貸借対照表|損益計算書)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:by|per|nach|according|number|index|rates?|total)\b|\d{4}", re.IGNORECASE
)
_KEYS = tuple(
    (re.compile(rf"{keys}(?:\s*[/|(]\s*{keys}\)?)*\Z", re.IGNORECASE), kind)
    for keys, kind in (
        (TITLE_KEYS, LineKind.TITLE),
        (rf"(?:{UNIT_KEYS}|currency|währung|base\s+period)", LineKind.UNIT),
        (SOURCE_KEYS, LineKind.SOURCE),
    )
)


_LONGEST_PUBLISHER = 160
_LONGEST_LINE = 400
_MOST_WORDS_OF_A_NAME = 9


_ADDRESS = re.compile(
    r"(?:[^,\n]{2,40}\s\d{1,4}\s?[a-z]?|\d{1,4},?\s[^,\n]{2,40}),\s*"
    r"(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d_][\w .\-]{1,30}"
)
"""Street and town, with the postal code between them: ``Weg 3, 12345 Stadt``."""


def line_kind(text: str) -> LineKind:
    """Return what a line says."""
    if SOURCE.match(text):
        return LineKind.SOURCE
    text = text[:_LONGEST_LINE]  # what a line is stands at its beginning
    if unit_line(text):
        return LineKind.UNIT
    if _NUMBERED.match(text.strip()):
        return LineKind.TITLE
    if EXTRACTED.match(text):
        return LineKind.SOURCE
    if _ISSUE.match(text):
        return LineKind.ISSUE
    if _NOTE.match(text):
        return LineKind.NOTE
    bare = text.strip()
    if len(bare) <= 80 and _ADDRESS.fullmatch(bare):
        return LineKind.ISSUE
    if len(bare) <= 80 and _ORGANISATION.fullmatch(bare) and not _COUNTED.search(bare):
        return LineKind.ORGANISATION
    return LineKind.TITLE


def is_annotation(text: str) -> bool:
    """Return whether a line is a source or a note."""
    return bool(SOURCE.match(text) or _NOTE.match(text) or EXTRACTED.match(text))


_LINK = re.compile(rf"\s*+{NAVIGATION}", re.IGNORECASE)


def is_link(value: object) -> bool:
    """Return whether a cell leads to another place of the workbook: ``Back to contents``."""
    return isinstance(value, str) and len(value) <= 60 and _LINK.match(value) is not None


def is_numbered(text: str) -> bool:
    """Return whether a line begins like ``Table 3``."""
    return _NUMBERED.match(text.strip()) is not None


def is_statement(text: str) -> bool:
    """Return whether a line names a statement of accounts: ``Balance sheet as at 31 March``."""
    return len(text) <= 120 and _STATEMENT.match(text.strip()) is not None


def is_only_number(text: str) -> bool:
    """Return whether a line is nothing but the number of a table, ``Table 3`` or ``1.2``."""
    return _ONLY_NUMBER.fullmatch(text.strip()) is not None


_TABLE_CODE = re.compile(r"[A-Z]{1,2}[\s\-]?\d{1,3}(?:[.\-]\d{1,3}){1,4}")


def is_table_code(text: str) -> bool:
    """Return whether a text is the number of a table with the letter of its kind: ``T 3.4.1``."""
    return _TABLE_CODE.fullmatch(text.strip()) is not None


_KEY = re.compile(r"\s*[^:\uff1a]{1,24}[:\uff1a]\s*\S")


def is_pair(text: str) -> bool:
    """Return whether a line is an entry of a list: ``Geography: Canada``."""
    return len(text) <= _LONGEST_LINE and _KEY.match(text) is not None


_SECTIONED = re.compile(r"\d{1,2}(?:[.\-]\d{1,3}){1,3}[.:]?\s+[^\W\d_]{3}")


def is_sectioned(text: str) -> bool:
    """Return whether a line begins with the number of a section: ``5.4 Goods by mode``."""
    return _SECTIONED.match(text.strip()) is not None


_CODE = re.compile(r"[A-Z]{2,}[\s\-\u2013/.#]*\d[\d\s\-\u2013/.]*")


def is_code(text: str) -> bool:
    """Return whether a line is only a code and no name: ``ABC - 640 - 12``, not ``GDP 2022``."""
    bare = text.strip()[:_LONGEST_LINE]
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?:[-/]\d{2,4})?\Z", bare)
    return not year and _CODE.fullmatch(bare) is not None


_ENUMERATED = re.compile(r"\s*\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]+\s*\S", re.IGNORECASE)


def is_enumerated(text: str) -> bool:
    """Return whether a line begins like an item of a list: ``b) Exports``."""
    return _ENUMERATED.match(text) is not None


def is_masthead(text: str) -> bool:
    """Return whether a cell says who made a table, when, or in which unit: ``Unit: EUR``."""
    if len(text) > 80 or not _KEY.match(text):
        return False
    return line_kind(text) in (LineKind.ISSUE, LineKind.SOURCE, LineKind.UNIT)


def key_kind(key: str) -> LineKind | None:
    """Return what the key of a pair names: title, unit or source; None for anything else."""
    bare = key.strip().rstrip(":\uff1a ").strip()
    return next((kind for pattern, kind in _KEYS if pattern.match(bare)), None)


def is_publisher(text: str) -> bool:
    """Return whether a line below a table begins with who published it: ``Eurostat Office, 2023``.

    Up to the first comma it is the name of an organisation.
    """
    name = re.split(r"[,;\uff0c]", text.strip(), maxsplit=1)[0]
    short = len(text) <= _LONGEST_PUBLISHER and len(name.split()) <= _MOST_WORDS_OF_A_NAME
    return short and bool(_ORGANISATION.fullmatch(name)) and not _COUNTED.search(name)
