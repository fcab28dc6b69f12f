"""Units as people write them beside figures: ``(US$ billion)``, ``in Mio. €``, ``%``.

A bracket or a line as often holds a year, a short name or a remark. So a text is a unit only when
it is made of nothing but known words of money, scale and measure and the words between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing_app.excel.key_words import UNIT_KEYS

_TOKEN = re.compile(
    r"[A-Za-z.]{0,4}\$|[€£¥₹₩₽%‰°]"  # signs; US$ and A$ are one
    r"|['\u2018\u2019]?\d[\d,.]*(?:[ \u00a0\u202f]000\b)?(?:['\u2019]?s\b)?"
    r"|[\u4e00-\u9fff]"
    r"|[^\W\d_\u4e00-\u9fff]+[²³₂]?\d?\w?\.?"
    r"|\S",
    re.IGNORECASE,
)


def _signs(text: str) -> frozenset[str]:
    """Return signs as they are written, in large or small letters."""
    return frozenset(text.split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


_SIGNS = _words("° $ us$ u.s.$ a$ c$ s$ hk$ r$ nt$ can$ € £ ¥ ₹ ₩ ₽ % ‰")
_MONEY = _words(
    "usd eur gbp chf jpy cny rmb inr aud cad sek nok dkk pln brl zar sgd hkd try mxn krw czk huf"
    " rs rs. aed sar ils thb twd nzd euro euros dollar dollars pound pounds yen yuan franken rupees"
)
_LOCAL_MONEY = _words(
    "kč kčs ft tl dkr nkr skr ikr isk £m €m $m euroa euron euroja eurot euroina eurów eura eurech"
    " eurách korun korunách korunami koruny forintban euróban dolar doları dolarów dolarech"
    " dolárov lirası liraa złotówkach złotych kruunua euros. dinara dinarima denari leva lev лв лв."
    " din. rsd kn долларах рублях руб./ евро гривнях гривень грн грн. тенге манат ευρώ δολάρια"
    ' יורו דולר שקל שקלים ש״ח ש"ח يورو دولار ريالات درهم دينار جنيه ليرة'
)
"""Money as it is written beside figures, in the cases that the languages put it in."""
_SCALE = _words(
    "quadrillion quadrillions lakhs. tusen tusinde tuhat tusener millioner miljoner miljoonaa"
    " milliarder miljarder miljardia milj. mrd. tys tisíce tisícov mil. miliónů miliony milionów"
    " miliardów ezer millió milliárd bin milyon milyar mii milioane miliarde"
    " тисяч хиляди хил. хиљаде χιλιάδες εκατομμύρια δισεκατομμύρια χιλ. εκατ. δισ."
    " אלפים אלף מיליון מיליוני מיליארד ألف آلاف بالآلاف بالألف الآلاف مليون ملايين بالمليون"
    " مليار بالمليار 천 백만 십억 억 조 천명 천원 백만원 십억원 억원 조원 만원 만명"
    " nghìn triệu tỷ ribu juta miliar พัน ล้าน พันล้าน mdl. "
    "milliers milliards miles millones mil milhares milhões bilhões migliaia milioni miliardi"
    " duizend miljoen miljard duizenden miljoenen miljarden mln mln. mld mld. mlrd mlrd. millón"
    " тыс тыс. тысяч тысячи млн млн. млрд млрд. миллионов миллиардов tisíc"
    " lakh lakhs crore crores tys tys. tis tis. tkr mkr teur keur meur kusd musd dozen hundred"
    " thousand thousands million millions billion billions trillion trillions mil mill mill. mio"
    " mio. mrd mrd. mn mn. bn bn. tn tsd tsd. k m b tausend millionen milliarden hundreds"
)
_MEASURE = _words(
    "personer antal antall lukumäärä henkilöä kpl st stk szt. osoba osob osôb osoby osoba. ks"
    " liczba počet počet. fő db kişi adet sayısı persoane număr броя лица άτομα ατόμων αριθμός"
    " люди чел. чел тонна шт. шт га км نسمة عدد نسبة بالمائة دولار ريال درهم 명 원 개 건 가구 세대"
    " 톤 호 대 người lít orang คน บาท prósent procenta procentech százalék yüzde percentuais"
    " procentu prosenttia 퍼센트 % p.a. p.a. "
    "percent pct prozent pp bps index points point punkte prozentpunkte prozentpunkten basis"
    " percentage w kw mw gw tw wh kwh mwh gwh twh j kj mj gj tj pj ej t kt mt gt toe mtoe ktoe"
    " tonne tonnes ton tons tonnen g kg mg lb lbs km km2 km² km3 m2 m² m3 m³ qm cm mm mile miles"
    " hectare hectares hektar ha acres l litre litres liter c f gtc co2 co₂ co2e co₂e co2eq mtco2"
    " mtco2e gtco2 barrel barrels bbl boe year years month months week weeks day days hour hours"
    " minute minutes min second seconds h s jahr jahre jahren monate tage stunden person persons"
    " people inhabitants head heads employees fte ftes households units unit number numbers no"
    " no. count share ratio rate personen einwohner beschäftigte stück anzahl haushalte"
    " pourcent pourcentage porcentaje percentuale procent percentages prosent unités unidades"
    " unità eenheden personnes personas persone pessoas habitants habitantes abitanti inwoners"
    " ménages hogares famiglie viviendas nombre número numero aantal antal toneladas tonnellate"
    " tonnes ton hectares hectáreas ettari litros litri heures horas ore uur años anni ans jaren"
    " hg ct gco2 t. millimetres millimeters centimetres centimeters millilitres milligrams"
    " pkm vkm"
    " kilogram kilogramme kilograms kilometres kilometers metres meters metre meter feet"
    " ft sq sq. square cubic inches degrees celsius mmhg bar pa hpa kpa µg ug ng ppm ppb mmol twh"
    " gwh mtep ktep mtce tce bcm mcm bcf mmbtu btu pjoule terajoules gigajoules petajoules joules"
    " kilowatt kilowatts megawatt megawatts gigawatt gigawatts watts cases deaths patients beds"
    " pupils students teachers vehicles passengers nights arrivals trips jobs workers farms"
    " dwellings enterprises companies establishments firms births marriages"
    " votes pieces pcs pc items cents"
    " nm nmi teu gt dwt betriebe unternehmen schüler studierende fälle stücke wohnungen"
    " bushels bushel bales carats ounces ounce oz gallons gallon cwt hundredweight quintals sacks"
    " dinars dinar kwacha naira shilling shillings cedis rands birr taka tenge hryvnia manat"
    " lari dram francs franc francos guaraníes soles colones quetzales 달러 유로 위안 엔 ドル"
    " ユーロ トン евро долл. долларов сша гривен тенге йен dólares dollari dólar reals riyals riyal"
    " köpfe vzä vollzeitäquivalente mitarbeiter tonnen liter kilogramm kubikmeter quadratmeter"
    " schillings rials riyals rupiah ringgit baht peso pesos real reais roubles rubles zloty forint"
    " zł zł. złotych osób procent руб руб. рублей человек процентов процентах единиц тонн"
    " kroner kronor kr kr. krona dirhams shekels won renminbi lei leva lira pkr bdt idr myr php vnd"
)
_BETWEEN = _words(
    "d' de du des en par di por do chained seasonally adjusted in per of the us u.s. pro je des"
    " der and at a cent total gdp bip gross domestic product capita"
    " kopf ppp ppps current constant prices int int. international real nominal angaben value"
    " d ' \u2019 v h v. h. volume local currency equivalent live births adults"
    " / · * , - = ( ) & ^ : . x ×"
    " del los las sobre sul pil pib bbp le les la al dei delle degli da van het voor op each every"
    " on to prices price precios prix prezzi previous prior same period year-on-year annual yearly"
    " monthly quarterly change growth variation variación vorjahr vorjahreszeitraum gegenüber dem"
    " veränderung change, oil old age all average avg mean median gross net base inflation adjusted"
    " purchasing power parity parities chain-linked linked volumes reference standard lcu dollars,"
    " if in. working population inhabitants, worker employee employed hour woman women man men aged"
    " households, land area surface national abd сша usa stálé běžné ceny ve cenách stałe bieżące"
    " löpande fasta priser käyvin hinnoin faste løbende cari fiyatlarla lopende prijzen vaste"
    " konstante jeweilige preise preisen laufende courants constants corrientes constantes"
    " correnti costanti correntes na za az на за в ценах year-average end-of-period"
)
_SYMBOLS = _signs(
    "kWh MWh GWh TWh kJ MJ GJ PJ EJ kt Mt km km2 km² km3 m2 m² m3 m³ qm ha kg mg mm cm"
    " Mtoe ktoe toe Mtep ktep Mtce bcm Bcf MMBtu µg ppm ppb CO2e MtCO2 MtCO2e GtCO2"
    " GtC pp bps pct kPa hPa FTE FTEs"
)
"""Signs of measures, as they are written: in other letters they are codes of places."""
_COUNTS = _words(
    "personer antall lukumäärä henkilöä osoby osób liczba počet fő kişi 명 개 건 "
    "number numbers no num count persons people anzahl personen nombre personnes número numero"
    " personas persone aantal antal units 人 个 人数 件 戸"
)
_NUMBER_SIGNS = frozenset({"n.º", "nº", "n.°", "n°", "n.o"})
"""``Number`` as Portuguese, Spanish and Italian tables shorten it."""
_CURRENCY_CODES = _signs(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP"
    " BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP"
    " GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR"
    " KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN"
    " MYR MZN NAD NGN NIO NOK NPR NZD OMR PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR"
    " SDG SEK SGD SHP SLE SOS SRD SSP SYP SZL THB TJS TMT TND TTD TWD TZS UAH UGX USD UYU UZS VES"
    " VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW FCFA CFA"
)
"""ISO 4217; in small letters some are words (``all``), and alone some are countries (``SLE``)."""
_PREFIXED = re.compile(
    r"(?:kilo|mega|giga|tera|peta|exa)(?:joules?|watts?|watt-?hours?|wattstunden|watios?|julios?"
    r"|watturen|wattimer|wattora|tonn?e?s?|bytes?|bits?|hertz)\Z"
    r"|(?:t|k|m|mn|mil|mio|md|mrd|bn)(?:kr|sek|nok|dkk|eur|euro|usd|gbp|chf|pln|huf|czk|[€$£])\Z"
    r"|[十百千万萬亿億]+[人户戸件台吨頭円元]\Z|[십백천만억조]+(?:명|원|호|개|대|톤|건|가구|세대|달러|인)?\Z",
    re.IGNORECASE,
)
"""SI prefixes before a unit, and Korean scales before what is counted."""
_CHINESE_SCALE = frozenset("元円万萬亿億吨")
_CHINESE_SCALE_WORDS = frozenset("千万萬亿億")
_VALUE_WORDS = _words(
    "value values amount amounts figures wert werte betrag beträge valeur valeurs montant montants"
    " valor valores importe importes valore valori waarde waarden bedrag bedragen värde belopp"
    " beløb beløp"
    " hodnoty wartości värde verdi værdi arvo kwota"
    " wartość hodnota částka değer tutar сумма стоимость القيمة قيمة 금액 値 金額 金额"
)
"""Words for any figure: with a unit behind them, they are part of it."""
_INDEX_WORDS = _words(
    "index indices indexes indizes indice índice índices indici indeks indexy индекс индексы 指数"
)
_FIRST = _VALUE_WORDS | _words(
    "us u.s. chained national current constant real nominal local per int. international"
)
_OPENING, _CLOSING = frozenset("([\uff08\u3010"), frozenset(")]\uff09\u3011")
_CHINESE = frozenset(
    "百千万萬亿億十元円港澳臺幣圓美欧人民币口户戸吨公里个件年岁歳平方米顷立升分之比每辆台套亩册篇次座艘架头只株度时秒"
    "天日月家所名位国克斤两瓦焦卡伏斤箱匹"
)
_PREFIX = re.compile(
    r"(?:(?:all\s+)?(?:numbers?|figures?|amounts?|values?|data|dollars|shares|persons)\s+"
    r"(?:(?:are|is|shown|given|expressed|reported|stated|presented)\s+)*in\b"
    r"|(?:all\s+)?prices?\s+(?:(?:are|is|shown|quoted)\s+)*in\b|(?:tous\s+les\s+)?prix\s+en\b"
    r"|(?:todos\s+los\s+)?precios\s+en\b"
    r"|(?:alle\s+)?(?:angaben|zahlen|werte|beträge|personen|preise)\s+(?:jeweils\s+)?in\b"
    r"|(?:valeurs?|montants?|données|chiffres|effectifs?|valores?|importes?|cifras|datos|dados)"
    r"\s+(?:exprimée?s\s+|expresad[oa]s\s+)?(?:en|em)\b|(?:valori|importi|dati)\s+in\b"
    r"|(?:dane|wartości|kwoty|liczby|ceny|údaje|hodnoty|částky)\s+(?:(?:podano|są)\s+)?(?:w|v)\b"
    r"|(?:belopp|beløp|beløb|värden|tall|tal)\s+i\b"
    r"|(?:bedragen|waarden|cijfers)\s+in\b|expressed\s+in\b|in\b|en\b|em\b|σε\b|i(?=\s+(?:tus|mil|1))|(?:w|v|в)(?=\s+(?:tys|tis|mln|mil|mld|%|kč|zł|eur|€|тыс|млн|млрд|проц|руб))|×|x(?=\s*(?:1|mln|mld|duizend|tys)))\s*",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"{UNIT_KEYS}(?:\s*[/|]\s*{UNIT_KEYS})*\s*[:\uff1a]\s*(?P<unit>.{{1,60}})", re.IGNORECASE
)
"""A line that says itself that it is a unit: any words may follow."""
_NAMED_WIDE = re.compile(r"(?:单位|單位|単位)[ \u3000]+(?P<unit>\S.{0,40})")
"""The word for unit with a wide blank instead of the colon: ``（単位　千人）``."""
_EXCEPT = re.compile(
    r"[,;]?\s*\b(?:except|unless|other than|excluding|including|außer|ohne|sauf|excepto|salvo"
    r"|hors|excl|incl|zzgl|inkl|exkl|zuzüglich|einschließlich|plus|HT|TTC)\b.*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\s*[(\[\uff08\u3010]([^()\[\]\uff08\uff09\u3010\u3011]{1,60})[)\]\uff09\u3011]"
)
_TRAILING = re.compile(
    r"\s*(?:[,;:\u2013\u2014](?!\d)|\s-)\s*([^,;:\u2013\u2014]{1,40})\Z|\s(in\s\S.{0,30})\Z"
)
_SIGN_AT_END = re.compile(
    r"(?<=[^\W\d_])[.)]?\s+((?:[€£$¥]\s?(?:k|m|mn|bn|b|['\u2019]?000s?)?|[%‰]))\Z", re.IGNORECASE
)
"""A sign after a word, as headers end: ``This year £``, ``Sales $m``; not ``Top 10 %``."""
_LONGEST_TITLE = 400
_BASE_YEAR = re.compile(
    r"(?:[^\W\d]+\d?[.,:]?\s+(?:/\s+)?){0,9}\(?(?:(?:18|19|20)\d\d(?:\s*[-/\u2013]\s*\d\d(?:\d\d)?)?年?|[上去前](?:一)?年(?:同[期月季])?|上[月季]|基期)"
    r"\s*[=\uff1d]\s*(?:100|1\.0+|1)\)?\Z",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"(?:annual\s+)?(?:[%‰]|(?:percent(?:age)?|per\s*cent|prozent|procent|prosent|promille|pourcent"
    r"|pourcentage|porcentaje|percentuale|persentase|basis\s+points?)\b)(?:\s+(?:of|change|growth"
    r"|points?|der|des|von|du|de|del|di|da|af|av|van|z|ze|от|к)\b.{0,70}|\s+(?:[ymq]/[ymq]|yoy|qoq"
    r"|p\.\s?a\.))?\Z"
    r"|(?:row|column)\s+percent(?:age)?s?\Z"
    r"|(?:[\w-]+\s+){0,3}(?:percent(?:age)?|per\s+cent)\s+(?:changes?|points?|shares?|growth"
    r"|distribution)\Z",
    re.IGNORECASE,
)
_IN_PERCENT = re.compile(
    r"(?:valori|composizion[ei]|variazion[ei]|valores|distribución|participación|variación"
    r"|prozent)\s*(?:percentual[ei]|porcentual(?:es)?|percentuais|werte|anteile)\Z"
    r"|en (?:%|porcentaje)\Z|[%\uff05]\Z",
    re.IGNORECASE,
)
_RATE_PER = re.compile(
    r"(?:[\w.]+\s+){0,3}(?:per|pro|je|por|par)\s+(?:\d[\d., ]*\s*|million\s+|thousand\s+)"
    r"\w[\w-]*(?:\s\w+){0,2}\Z"
    r"|[^\W\d_][\w.]*\s?/\s?10{0,2}[., \u00a0]?000\s+[^\W\d_][\w.-]*\Z",
    re.IGNORECASE,
)
_MONEY_PER = re.compile(
    r"(?P<money>\S{1,5})(?:\s+(?:per|pro|je|par|por)\s+[^\W\d_]{2,20}){1,3}", re.IGNORECASE
)
"""Money for one of something: ``USD per user per month``."""
_PER_MANY = re.compile(
    r"(?<!\w)(?:per|pro|je|par|por|por cada)\s+(?:10{0,2}[ ,.\u00a0\u202f]?000"
    r"|(?:1\s+)?million|thousand|tausend|mille|mil)\s+[^\W\d_][\w-]*"
    r"(?:\s+(?:births|persons?|people|inhabitants|population|habitants|einwohner))?",
    re.IGNORECASE,
)
"""What a rate is measured by, in the middle of a title: ``per 100,000 population``."""
_SCALED_NOUN = re.compile(
    r"(?:(?:thousand|million|billion|trillion)s?|tausend|millionen|mio\.|mrd\.|tsd\.|milliers"
    r"|millions|milliards|miles|millones|mil|milhares|milhões|migliaia|milioni|miliardi|duizend"
    r"|miljoen|miljard|tusen|tusinde|tys\.|mln|mld\.?|tis\.|тыс\.|млн\.?|млрд\.?|bin|milyon"
    r"|1?[,. ]?000s?|100[,. ]?000)\s+(?:of\s+|de\s+|di\s+|d['\u2019])?"
    r"[^\W\d_]{2,20}(?:[\s-]+[^\W\d_]{2,20}){0,2}\Z",
    re.IGNORECASE,
)
"""A scale and what was counted, whatever that is: ``Million bushels``, ``1 000 heads``."""
_DOLLARS_OF = re.compile(
    r"(?:18|19|20)\d\d\s+(?:[\w.\-]+\s+){0,3}(?:US\$|dollars?|euros?|pounds?|[$€£])\Z",
    re.IGNORECASE,
)
"""Money of a year, however it was made comparable."""
_AFTER_IN = re.compile(r"(?<!\w)(?:in|en|em|i|à|w|v|в|σε|na|jako|als|as)\s+(?=\S)", re.IGNORECASE)
_LONGEST_CLAUSE = 160
_NUMBER_OF = re.compile(
    r"(?:all\s+)?(?:figures|values|data|entries)\s+(?:are|show|refer\s+to)\s+(?:the\s+)?numbers?\s+of\s+\w",
    re.IGNORECASE,
)
"""A line that says what was counted."""
_COUNT_OF = re.compile(r"(?:number|numbers|anzahl|nombre|número|numero)\s\S.{1,40}", re.IGNORECASE)
_ADJUSTED = re.compile(
    r"\s*(?:(?:not|non)\s+)?(?:seasonally|unadjusted|adjusted|saisonbereinigt|unbereinigt|données|cvs)",
    re.IGNORECASE,
)
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
    if (
        word in _SIGNS
        or word in _MONEY
        or word in _LOCAL_MONEY
        or word in _SCALE
        or token in _SYMBOLS
        or _PREFIXED.match(token)
        or token in _CHINESE_SCALE
        or _ZEROS.match(token)
    ):
        return 2
    if word in _MEASURE or token in _CHINESE or token in _CURRENCY_CODES:
        return 1
    if word in _BETWEEN or word in _VALUE_WORDS or _YEAR.match(token):
        return 0
    return 2 if word and _JOINED.match(token) else -1


def _weights(tokens: Sequence[str]) -> list[int]:
    weights = [_weight(token) for token in tokens]
    if tokens[0].casefold() == "real" and len(tokens) > 1:
        weights[0] = 0  # real GDP, not the currency
    return weights


def _unwrapped(text: str) -> str:
    """Return a text without the brackets around it; one that opens or closes inside stays."""
    bare = text.strip(" \t\n")
    if bare[:1] in _OPENING and not any(sign in _OPENING for sign in bare[1:]):
        bare = bare[1:].strip(" \t\n")
    if bare[-1:] in _CLOSING and not any(sign in _OPENING for sign in bare):
        bare = bare[:-1].strip(" \t\n")
    return bare


@lru_cache(maxsize=16_384)
def unit_of(text: str) -> str:
    """Return the unit that a text is, without ``in`` or ``Unit:``; "" when it is something else."""
    bare = _unwrapped(_EXCEPT.sub("", _unwrapped(text)))
    named = _NAMED.fullmatch(bare) or _NAMED_WIDE.fullmatch(bare)
    if named:
        return _unwrapped(named["unit"].partition("币种")[0])
    bare = _PREFIX.sub("", bare, count=1).strip() if _PREFIX.match(bare) else bare
    if not bare or len(bare) > 90:
        return ""
    money = _MONEY_PER.fullmatch(bare)
    if money and (_weight(money["money"]) == 2 or money["money"] in _CURRENCY_CODES):
        return bare
    if bare.casefold() in _NUMBER_SIGNS:
        return bare
    if _NUMBER_OF.match(text.strip()):
        return bare
    if _BASE_YEAR.match(bare) or _SHARE_OF.match(bare) or _RATE_PER.match(bare):
        return bare
    if _IN_PERCENT.match(bare) or _DOLLARS_OF.match(bare) or _SCALED_NOUN.match(bare):
        return bare
    if len(bare) > 40:
        return ""
    tokens = _TOKEN.findall(bare)
    if not tokens:  # nothing but blanks of other kinds, in brackets
        return ""
    weights = _weights(tokens)
    starts = weights[0] > 0 or tokens[0].casefold() in _FIRST
    starts = starts or (_YEAR.match(tokens[0]) is not None and max(weights) > 1)
    return bare if starts and min(weights) >= 0 and max(weights) > 0 else ""


def is_count(text: str) -> bool:
    """Return whether a text says that figures are numbers of things: ``Number``, ``Anzahl``."""
    bare = text.strip(" .()[]").casefold()
    return bare in _COUNTS or bare in _NUMBER_SIGNS


def has_scale(unit: str) -> bool:
    """Return whether a unit says thousands, millions or more: a unit of figures, not of labels."""
    return any(
        token.casefold() in _SCALE or token in _CHINESE_SCALE_WORDS or bool(_ZEROS.match(token))
        for token in _TOKEN.findall(unit)
    )


def unit_line(text: str) -> str:
    """Return the unit that a line or cell of its own is; "" for a title such as ``Population``.

    A word of measure alone may as well be a title or a header: it must stand in brackets, follow
    ``in`` or ``Unit:``, or be a sign, a currency or a scale.
    """
    if len(text) > _LONGEST_TITLE:
        return ""
    bare = text.strip()
    if bare[:1] in _OPENING and bare[-1:] in _CLOSING:
        inside = _unwrapped(bare)
        return unit_of(bare) or first_clause(inside) or unit_within(inside)
    rest, split = split_unit(bare)
    if split and rest.strip(" :").casefold() in _VALUE_WORDS:
        return split
    if split and (rest.casefold() in _INDEX_WORDS or unit_line(rest)):
        return bare
    if says_unit(bare):
        return unit_of(bare) or (unit_of(bare[:-1]) if bare.endswith(".") else "")
    return "" if split else _plain_unit(bare)


def says_unit(bare: str) -> bool:
    """Return whether a line says that it is a unit, or begins with what only a unit begins with."""
    first = bare.partition(" ")[0].casefold()
    named = _NAMED.fullmatch(bare) or _NAMED_WIDE.fullmatch(bare)
    said = named or _PREFIX.match(bare) or _NUMBER_OF.match(bare)
    return bool(said) or first in _FIRST


def _plain_unit(bare: str) -> str:
    unit = unit_of(bare)
    if not unit or bare[0] in "([\uff08\u3010" or _PREFIX.match(bare) or _BASE_YEAR.match(bare):
        return unit
    if _NAMED.fullmatch(bare) or _SHARE_OF.match(bare):
        return unit
    if len(bare) == 1 and bare.isascii() and bare.isalpha():
        return ""  # M is for men as often as for million
    if len(bare) == 4 and bare.isdecimal():
        return ""  # the year 1000
    if _RATE_PER.match(bare) and not bare[:4].casefold().startswith("per"):
        return ""  # as often a title
    sure = _PREFIXED.match(bare) or any(_weight(token) == 2 for token in _TOKEN.findall(bare))
    return unit if sure else ""


@lru_cache(maxsize=16_384)
def split_unit(text: str) -> tuple[str, str]:
    """Return (text without its unit, unit): ``Revenue (€ m)`` is ``("Revenue", "€ m")``.

    The unit stands in brackets, alone or before a comma, behind the last comma or dash, or
    between two commas.
    """
    if len(text) > _LONGEST_TITLE:
        return text, ""
    ends = _TRAILING.search(text)
    if ends and text[-1:] not in _CLOSING and (ended := _ending(text))[1]:
        return ended
    for match in reversed(list(_BRACKETED.finditer(text))):
        unit = unit_of(match[1]) or first_clause(match[1]) or unit_within(match[1])
        before, after = text[: match.start()].rstrip(" ,;:"), text[match.end() :].strip()
        rest = f"{before} {after}".strip()
        if unit and rest:
            return rest, unit
    for split in (_ending(text), _between_commas(text)):
        if split[1]:
            return split
    sign = _SIGN_AT_END.search(text)
    return (text[: sign.start()], sign[1]) if sign else (text, "")


def _ending(text: str) -> tuple[str, str]:
    """Return (text without the unit at its end, unit)."""
    match = _TRAILING.search(text)
    if match:
        unit = _plain_unit((match[1] or match[2]).strip())
        rest = text[: match.start()].strip()
        if unit and rest:
            return rest, unit
    return text, ""


def first_clause(text: str) -> str:
    """Return the unit before the first stop: ``In millions, except shares``."""
    parts = re.split(r"[,;]|\.\s|\s[-\u2013\u2014]\s", text[:_LONGEST_CLAUSE], maxsplit=1)
    first = parts[0].strip()
    if len(parts) < 2 or not first:
        return ""
    if _COUNT_OF.fullmatch(first) and _ADJUSTED.match(parts[1]):
        return first
    return unit_of(first) if says_unit(first) or _SHARE_OF.match(first) else _plain_unit(first)


def unit_within(text: str) -> str:
    """Return the unit behind ``in`` amid other words, "" without one.

    ``absolute values in thousands and changes`` holds ``thousands``; it must be money, a scale
    or a sign, as much else stands behind ``in``.
    """
    if len(text) > _LONGEST_TITLE:
        return ""
    for match in _AFTER_IN.finditer(text):
        run: list[tuple[int, int]] = []
        for token in _TOKEN.finditer(text, match.end(), match.end() + 60):
            weight = _weight(token[0]) if len(token[0]) > 1 or not token[0].isalpha() else -1
            if weight < 0 or token[0] in ",;:.":
                break
            run.append((weight, token.end()))
        ends = [end for weight, end in run if weight > 0]
        unit = text[match.end() : ends[-1]].strip(" ()") if ends else ""
        if any(weight == 2 for weight, _ in run) and not unit.isdecimal():
            return unit
    rate = _PER_MANY.search(text)
    return rate[0] if rate else ""


def _between_commas(text: str) -> tuple[str, str]:
    """Return (text without the part between two commas that is a unit, unit)."""
    parts = text.split(", ")
    for i in range(1, len(parts) - 1):
        if unit := _plain_unit(parts[i].strip() or "-"):
            return ", ".join([*parts[:i], *parts[i + 1 :]]), unit
    return text, ""
