"""Units as people write them beside figures: ``(US$ billion)``, ``in Mio. €``, ``%``.

A bracket or a line as often holds a year, a short name or a remark. So a text is a unit only when
it is made of nothing but known words of money, scale and measure and the words between them.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"[A-Za-z.]{0,4}\$|[€£¥₹₩₽%‰°]"  # signs; US$ and A$ are one
    r"|['\u2018\u2019]?\d[\d,.]*(?:[ \u00a0\u202f]000\b)?(?:['\u2019]?s\b)?"
    r"|[\u4e00-\u9fff]"
    r"|[^\W\d_\u4e00-\u9fff]+[²³₂]?\d?\w?\.?"
    r"|\S",
    re.IGNORECASE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SIGNS = _words("$ us$ u.s.$ a$ c$ s$ hk$ r$ nt$ can$ € £ ¥ ₹ ₩ ₽ % ‰")
_MONEY = _words(
    "usd eur gbp chf jpy cny rmb inr aud cad sek nok dkk pln brl zar sgd hkd try mxn krw czk huf"
    " aed sar ils thb twd nzd euro euros dollar dollars pound pounds yen yuan franken rupees"
)
_SCALE = _words(
    "milliers milliards miles millones mil milhares milhões bilhões migliaia milioni miliardi"
    " thousand thousands million millions billion billions trillion trillions mil mill mill. mio"
    " mio. mrd mrd. mn mn. bn bn. tn tsd tsd. k m b tausend millionen milliarden hundreds"
)
_MEASURE = _words(
    "percent pct prozent pp bps index points point punkte prozentpunkte prozentpunkten basis"
    " percentage w kw mw gw tw wh kwh mwh gwh twh j kj mj gj tj pj ej t kt mt gt toe mtoe ktoe"
    " tonne tonnes ton tons tonnen g kg mg lb lbs km km2 km² km3 m2 m² m3 m³ qm cm mm mile miles"
    " hectare hectares hektar ha acres l litre litres liter c f gtc co2 co₂ co2e co₂e co2eq mtco2"
    " mtco2e gtco2 barrel barrels bbl boe year years month months week weeks day days hour hours"
    " minute minutes min second seconds h s jahr jahre jahren monate tage stunden person persons"
    " people inhabitants head heads employees fte ftes households units unit number numbers no"
    " no. count share ratio rate personen einwohner beschäftigte stück anzahl haushalte"
)
_BETWEEN = _words(
    "d' de du des en par di por do chained seasonally adjusted in per of the us u.s. pro je des"
    " der and at a cent total gdp bip gross domestic product capita"
    " kopf ppp ppps current constant prices int int. international real nominal angaben value"
    " v h v. h. volume local currency equivalent live births adults / · * , - = ( ) & ^ : ."
)
_FIRST = _words("current constant real nominal local per int. international")
_BRACKETS = " \t\n()[]\uff08\uff09\u3010\u3011"
_OPENING, _CLOSING = frozenset("([\uff08\u3010"), frozenset(")]\uff09\u3011")
_CHINESE = frozenset("百千万亿十元美欧人民币口户吨公里个件年岁平方米顷立升分之比每")
_PREFIX = re.compile(
    r"(?:(?:all\s+)?(?:numbers?|figures?|amounts?|values?|data|dollars|shares)\s+(?:are\s+)?in\b"
    r"|(?:angaben|zahlen|werte|beträge)\s+in\b|expressed\s+in\b|in\b|en\b|em\b"
    r"|(?:单位|units?(?:\s+of\s+measure)?|einheit|unité|unidad|unidade)\s*[:\uff1a])\s*",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"[,;]?\s*\b(?:except|unless|other than|außer|sauf|excepto)\b.*", re.IGNORECASE
)
_BRACKETED = re.compile(
    r"\s*[(\[\uff08\u3010]([^()\[\]\uff08\uff09\u3010\u3011]{1,60})[)\]\uff09\u3011]"
)
_TRAILING = re.compile(
    r"\s*(?:[,;:\u2013\u2014]|\s-)\s*([^,;:\u2013\u2014]{1,40})\Z|\s(in\s\S.{0,30})\Z"
)
_BASE_YEAR = re.compile(r"(?:\w+\s+)?(?:18|19|20)\d\d(?:/\d\d)?\s*=\s*100\Z", re.IGNORECASE)
_ZEROS = re.compile(
    r"['\u2018\u2019]?(?:10?0?[,. \u00a0\u202f]?)?000(?:['\u2019]?s)?\Z", re.IGNORECASE
)
_YEAR = re.compile(r"(?:18|19|20)\d\d\Z")
_JOINED = re.compile(
    r"([A-Za-z]{0,3}[$€£¥])?(chf|eur|usd|gbp)?(k|m|mn|mio|bn|b|tn)?\Z", re.IGNORECASE
)


def _weight(token: str) -> int:
    """Return 2 for a sign, a currency or a scale, 1 for a measure, 0 for a link, -1 for neither."""
    word = token.casefold()
    if word in _SIGNS or word in _MONEY or word in _SCALE or _ZEROS.match(token):
        return 2
    if word in _MEASURE or token in _CHINESE:
        return 1
    if word in _BETWEEN or _YEAR.match(token):
        return 0
    return 2 if word and _JOINED.match(token) else -1


def unit_of(text: str) -> str:
    """Return the unit that a text is, without ``in`` or ``Unit:``; "" when it is something else."""
    bare = _EXCEPT.sub("", text.strip(_BRACKETS)).strip(_BRACKETS)
    bare = _PREFIX.sub("", bare, count=1).strip() if _PREFIX.match(bare) else bare
    if not bare or len(bare) > 40:
        return ""
    if _BASE_YEAR.match(bare):
        return bare
    tokens = _TOKEN.findall(bare)
    weights = [_weight(token) for token in tokens]
    starts = weights[0] > 0 or tokens[0].casefold() in _FIRST
    return bare if starts and min(weights) >= 0 and max(weights) > 0 else ""


def unit_line(text: str) -> str:
    """Return the unit that a line or cell of its own is; "" for a title such as ``Population``.

    A word of measure alone may as well be a title or a header: it must stand in brackets, follow
    ``in`` or ``Unit:``, or be a sign, a currency or a scale.
    """
    bare = text.strip()
    if bare[:1] in _OPENING and bare[-1:] in _CLOSING and unit_of(bare):
        return unit_of(bare)
    return "" if split_unit(bare)[1] else _plain_unit(bare)


def _plain_unit(bare: str) -> str:
    unit = unit_of(bare)
    if not unit or bare[0] in "([\uff08\u3010" or _PREFIX.match(bare) or _BASE_YEAR.match(bare):
        return unit
    return unit if any(_weight(token) == 2 for token in _TOKEN.findall(bare)) else ""


def split_unit(text: str) -> tuple[str, str]:
    """Return (text without its unit, unit): ``Revenue (€ m)`` is ``("Revenue", "€ m")``."""
    for match in reversed(list(_BRACKETED.finditer(text))):
        unit = unit_of(match[1])
        before, after = text[: match.start()].rstrip(" ,;:"), text[match.end() :].strip()
        rest = f"{before} {after}".strip()
        if unit and rest:
            return rest, unit
    match_end = _TRAILING.search(text)
    if match_end:
        unit = _plain_unit((match_end[1] or match_end[2]).strip())
        rest = text[: match_end.start()].strip()
        if unit and rest:
            return rest, unit
    return text, ""
