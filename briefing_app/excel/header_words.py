"""What the words of a header say of the numbers below it: codes, counts, notes, periods."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CODE = re.compile(
    r".*\b(?:codes?|ids?|schlüssel(?:-?nummer|nr)?|nuts\d?|iso\w*|isic|nace|fips|geoid|ags"
    r"|plz|zip|postcode|postal code|phone|telephone|telefon|telefono|teléfono|tel|fax|código"
    r"|codice|codigo|cod)\b.*|.*\bkey|.*(?:代码|编码|代號|コード|电话|邮编)|(?:\w*code|\w+_id)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    r"行次|(?:(?:lfd|laufende)\.?\s*)?(?:no|nr|num|number|nummer|numéro|número|numero|n[°º]|line|zeile"
    r"|index|#|№|序号|编号|page|seite|página|pagina)\.?"
    r"|version|rev(?:ision)?|release|issue|notes?|fn|footnotes?|anm(?:erkung)?\.?|anhang|ref\.?|附注"
    r"|(?:\w+ )?(?:rank|rang|ranking|pos|position|platz|rango)\.?|排名|名次",
    re.IGNORECASE,
)
_NUMBER_OR_FIGURE = re.compile(
    r"(?:no|nr|num|number|numéro|número|numero|index|position|pos)\.?", re.IGNORECASE
)
_NOTE = re.compile(
    r"行次|notes?(?:\s+no\.?)?|footnotes?|fn|anm(?:erkung)?\.?|anhang(?:angabe)?|tz\.?|notas?|附注",
    re.IGNORECASE,
)
_DICTIONARY = frozenset(
    {"description", "data type", "datatype", "type", "format", "variable", "field", "column"}
    | {"field name", "column name", "variable name", "definition", "beschreibung", "datentyp"}
    | {"feld", "字段", "字段名", "说明", "类型", "数据类型", "含义"}
)
_PERIODS = frozenset(
    {"year", "years", "fy", "jahr", "jahre", "année", "années", "año", "años", "anno", "anni"}
    | {"ano", "anos", "jaar", "rok", "period", "periods", "periode", "perioden", "période"}
    | {"periodo", "período", "ejercicio", "date", "datum", "fecha", "stichtag", "time"}
    | {"zeit", "month", "months", "monat", "mois", "mes", "mese", "maand", "quarter", "quartal"}
    | {"trimestre", "kwartaal", "week", "woche", "day", "tag", "年", "年份", "年度", "年次"}
    | {"年月", "月份", "季度", "时间", "日期", "time_period", "freq"}
)


def is_code(name: str) -> bool:
    """Return whether a header says that its numbers name things: ``Country code``."""
    return len(name) < 60 and _CODE.fullmatch(name.strip()) is not None


_SELECTION = re.compile(
    r"(?:[\w/]+\s)?(?:account|ledger|company|client|customer|order|invoice|vendor|batch|job|plant"
    r"|cost cent(?:er|re)|project|document)(?:\s*(?:no|nr|number|code|id)\.?)?"
    r"|\w*(?:konto|buchungskreis|mandant|kostenstelle|belegnr|auftragsnr|kundennr)\.?"
    r"|\w*(?:nummer|-nr\.?)|compte|sociedad|cuenta|conto|numer konta|科目|账号|公司代码",
    re.IGNORECASE,
)


def names_selection(name: str) -> bool:
    """Return whether a key says what a report selects by its number: ``Account``, ``Client``."""
    bare = name.strip().rstrip(":\uff1a ")
    return is_code(bare) or _SELECTION.fullmatch(bare) is not None


def is_number_of(name: str) -> bool:
    """Return whether a header says that its numbers count things off: ``No.``, ``Rank``."""
    return _NUMBER.fullmatch(name.strip()) is not None or is_note(name)


def may_count(name: str) -> bool:
    """Return whether numbers below a header that says ``Number`` may as well be a figure."""
    return _NUMBER_OR_FIGURE.fullmatch(name.strip()) is not None


def is_dictionary(names: Sequence[str]) -> bool:
    """Return whether headers are those of a list that explains the columns of other data."""
    return sum(name.strip().casefold() in _DICTIONARY for name in names) > 2


def is_note(name: str) -> bool:
    """Return whether a header says that its numbers point to notes."""
    return _NOTE.fullmatch(name.strip()) is not None


def names_periods(name: str) -> bool:
    """Return whether a header says that periods stand below or beside it: ``Year``."""
    words = re.split(r"[\s/\\|,;:.()\[\]-]+", name.casefold())
    return any(word in _PERIODS for word in words)
