"""Words that name a title, a unit or a source in the languages of statistics offices."""

from __future__ import annotations

UNIT_KEYS = (
    r"(?:(?:金额|貨幣|货币|计量|計量|数量|计价|表示)?(?:单位|單位|単位)|(?:금액\s*)?단위"
    r"|(?:unit|measure|measurement)s?(?:\s+of\s+measure(?:ment)?)?|unit\s+of\s+account"
    r"|(?:maß|mess|mengen|währungs)?einheit(?:en)?|unités?(?:\s+de\s+(?:mesure|compte))?"
    r"|unidad(?:es)?(?:\s+de\s+(?:medida|cuenta))?|unidades?(?:\s+de\s+medida)?"
    r"|unità(?:\s+di\s+misura)?|unitat(?:s)?(?:\s+de\s+mesura)?|unitate(?:\s+de\s+măsură)?"
    r"|(?:meet)?eenheid|(?:måle|mått)?enhe[td]|(?:mitta)?yksikkö|mælieining|eining"
    r"|jednostk[ai](?:\s+miary)?|(?:merná\s+|měrná\s+)?jednotka|mértékegység|(?:ölçü\s+)?birimi?"
    r"|(?:mõõt)?ühik|mērvienība|matavimo\s+vienetas|(?:mjerna\s+|merska\s+)?jedinica(?:\s+mjere)?"
    r"|enota|ед(?:иница|иницы)?\.?\s*(?:измерения|изм\.?)|единица|одиниця(?:\s+виміру)?"
    r"|мерна\s+единица|мярка|μονάδ[αες]+(?:\s+μέτρησης)?|وحدة(?:\s+القياس)?|الوحدة|יחיד(?:ה|ות)"
    r"|đơn\s+vị(?:\s+tính)?|satuan|หน่วย)"
)
"""What stands before a unit, as one group of a regular expression."""

SOURCE_KEYS = (
    r"(?:(?:compiled|adapted|calculated|derived)\s+from(?=\s*:)|daten(?:basis|grundlage)"
    r"|(?:(?:own|authors?[\u2019']?|staff)\s+(?:calculations?|estimates?)\s+)?based\s+on(?=\s*:)"
    r"|(?:main\s+|primary\s+|original\s+)?(?:data\s+)?sources?(?:\s+of\s+(?:data|information))?"
    r"(?:\(s\))?|institutional\s+source(?:s|\(s\))?"
    r"|(?:daten)?quellen?(?:nangaben?)?|sources?\s+des\s+données|fuentes?(?:\s+de\s+datos)?"
    r"|fontes?(?:\s+dos?\s+dados)?|fonti?|fonts?(?=\s*:)|bron(?:nen|vermelding)?|källa|källor"
    r"|kilder?|heimild(?:ir)?|lähde|lähteet|źródł[oa](?:\s+danych)?|zdroj(?:e)?|forrás(?:a)?"
    r"|(?:veri\s+)?kaynak(?:lar|ça)?|allikas|avots|šaltinis|izvori?|vir|surs[aă]"
    r"|источники?(?:\s+данных)?|джерел[оа]|източник|извор|πηγ(?:ή|ές)|(?:ה)?מקור(?:ות)?"
    r"|(?:ال)?مصدر|(?:ال)?مصادر|nguồn|sumber|ที่มา|(?:suggested\s+)?citation|how\s+to\s+cite|zitierweise"
    r"|(?:資料|资料|数据|數據|信息)?(?:来源|來源)|出典|出所|資料(?:出所|出典)?|资料|자료(?:\s*출처)?|출처|출전)"
)
"""What stands before a source, as one group of a regular expression."""

TITLE_KEYS = (
    r"(?:data\s*set(?:\s+(?:name|title))?|(?:table|series)\s+(?:name|title)|title|titel|titre|título"
    r"|titolo|tytuł|titul|otsikko|tittel|название|заголовок|table|tabelle|series|indicator(?:\s+name)?"
    r"|标题|表名|標題|表題|統計表名|제목|통계표(?:명)?|العنوان|כותרת)"
)
"""What stands before a title, as one group of a regular expression."""

NAVIGATION = (
    r"(?:back\b|return\b|go\s+(?:to|back)\b|click\b|jump\s+to\b|home\s*$|menu\s*$|index\s*$|contents?\b"
    r"|table\s+of\s+contents|(?:list|index)\s+of\s+tables|zurück|zum\s+inhalt|inhalt|retour\b"
    r"|sommaire\b|volver\b|índice\s*$|indice\s*$|voltar\b|sumário\s*$|torna\b|terug\b|inhoud"
    r"|till?\s?baka\b|innehåll|innhold|tilbake|tilbage|takaisin|powrót|spis\s+treści|zpět|obsah\s*$"
    r"|vissza|к\s+(?:содержанию|оглавлению)|содержание\s*$|目次|目录|目錄|返回|목차|[←«⬅↩]|<+\s*[^\W\d_])"
)
"""How a link to another place of the workbook begins, as one group of a regular expression."""

SHEET_GUIDE = (
    r"(?:(?:this|the)\s+(?:work)?(?:sheet|book|tab)s?\b|this\s+table\s+contains|freeze\s+panes"
    r"|(?:some|blank)\s+cells\b|(?:dieses|das)\s+(?:arbeits|tabellen)blatt\b|cette\s+feuille\b"
    r"|esta\s+hoja\b|some\s+shorthand|.*\bscreen\s+readers?\b"
    r"|.*\b(?:row|column)\s+headers?\b)"
)
"""How a line begins that guides through a worksheet, as one group of a regular expression."""
