"""The radar on AI governance says what the list of its facts says, and nothing else."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from briefing_app.excel.workbook_parser import parse_workbook
from briefing_app.facts.expressions import evaluator
from briefing_app.model.slide_plan import PlannedSlide, PlannedText, Role
from briefing_app.story.slide_planner import plan_slides
from briefing_app.usecases.draft_briefing import Choice, draft
from tests.unit.samples.sample_facts import LIBRARY, SAMPLES, records
from tests.unit.samples.sample_slides import printed

NAMES = tuple(
    (line.split(" | ")[0], line.split(" | ")[1], line.split(" | ")[2])
    for line in """\
Global AI Governance Initiative | Global AI Governance Initiative | 《全球人工智能治理倡议》
AI Action Plan | AI Action Plan | 《人工智能行动计划》
Digital Silk Road | Digitale | 数字丝绸之路
Belt and Road Initiative | Belt and Road Initiative | “一带一路”倡议
BRICS | BRICS | 金砖国家
Shanghai Cooperation Organization | Shanghaier Organisation für Zusammenarbeit | 上海合作组织
China–Laos AI Innovation Center | China–Laos AI Innovation Center | 中国—老挝人工智能创新中心
China–ASEAN AI Lab | China–ASEAN AI Lab | 中国—东盟人工智能实验室
Laos | Laos | 老挝
Malaysia | Malaysia | 马来西亚
Brazil | Brasilien | 巴西
DeepSeek | DeepSeek | 深度求索
Zhipu | Zhipu | 智谱
Huawei | Huawei | 华为
Ascend | Ascend | 昇腾
Global South | Globale | 全球南方""".splitlines()
)
"""Names in the list of facts, and how each language writes them."""
OWN = set(
    "A Alliances An Beijing Both Concrete Documents Emerging Exports First GNI Guiding Influence "
    "Instruments Country Key Like-minded Memoranda Multilateral PPP Partner Partners Population "
    "Joint Project Projects Sovereign Strategy The They Three To Together Two United States View "
    "Washington Win South Partnership Aim Document Date Content Initiative It".split()
)
"""Words that begin a sentence or a cell, and Beijing and Washington for their governments."""


@pytest.fixture(scope="module")
def book() -> Iterator[Workbook]:
    opened = load_workbook(LIBRARY, data_only=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    path = SAMPLES / "data" / "radar-ai-facts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet_texts(book: Workbook, sheet: str, language: str) -> list[str]:
    """Return the cells of a sheet of texts in a language, the headers among them."""
    header, *rows = [
        [str(cell) for cell in row if cell is not None]
        for row in book[sheet].iter_rows(min_row=4, values_only=True)
    ]
    mark = f" ({language})"
    own = [n for n, name in enumerate(header) if name.endswith(mark)] if language != "en" else []
    plain = [n for n, name in enumerate(header) if not re.search(r" \([a-z]{2}\)$", name)]
    texts = [row[n] for row in rows if len(row) == len(header) for n in own or plain]
    return [*(header[n].removesuffix(mark) for n in own or plain), *texts]


def radar(book: Workbook, language: str) -> list[str]:
    """Return every text of the radar."""
    said = [t for key, t in printed(language).items() if key.startswith("ai-governance ")]
    label = "Label" if language == "en" else f"Label ({language})"
    words = {row["Label"]: row[label] for row in records(book, "Labels")}
    cells = [
        str(cell)
        for row in book["AI projects"].iter_rows(min_row=4, max_row=7, values_only=True)
        for cell in row
        if isinstance(cell, str)
    ]
    return [
        *said,
        *sheet_texts(book, "AI strategies", language),
        *sheet_texts(book, "AI timeline", language),
        *(words[cell] for cell in cells),
    ]


def test_each_fact_has_its_source(facts: list[dict[str, str]]) -> None:
    assert len(facts) == 11
    assert {row["source"] for row in facts} == {
        "Sinolytics Radar no. 196, Mengying Tao, 20 August 2025"
    }


def test_no_name_or_year_is_in_the_radar_but_not_in_the_facts(
    book: Workbook, facts: list[dict[str, str]]
) -> None:
    known = " ".join(f"{row['fact']} {row['detail']}" for row in facts)
    for text in radar(book, "en"):
        bare = text.replace("’s", "").replace("252 m", "")
        for word in re.findall(r"\b[A-Z][\w–-]*|\b\d{4}\b|\b\d+\b", bare):
            assert word in OWN or re.search(rf"\b{word}\b", known), (word, text)


def test_all_names_of_the_facts_are_in_each_language(
    book: Workbook, facts: list[dict[str, str]]
) -> None:
    known = " ".join(f"{row['fact']} {row['detail']}" for row in facts)
    pages = {language: " ".join(radar(book, language)) for language in ("en", "de", "zh")}
    for english, german, chinese in NAMES:
        assert english in known
        assert english in pages["en"]
        assert german in pages["de"]
        assert chinese in pages["zh"]


def test_messages_name_the_same_in_each_language() -> None:
    texts = {language: printed(language) for language in ("en", "de", "zh")}
    for key, english in texts["en"].items():
        if not key.startswith("ai-governance "):
            continue
        for name, german, chinese in NAMES:
            if name in english and name != "AI Action Plan":
                assert german[:7] in texts["de"][key]
                assert chinese.strip("《》“”倡议")[:4] in texts["zh"][key].replace("”", "")


def test_five_messages_with_headings_and_three_exhibits(book: Workbook) -> None:
    mine = [row for row in records(book, "Messages") if row["Topic"] == "ai-governance"]
    assert len(mine) == 5
    assert all(row["Heading"] for row in mine)
    kinds = [row["Kind"] for row in records(book, "Exhibits") if row["Topic"] == "ai-governance"]
    assert kinds == ["comparison", "table", "timeline"]


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_the_page_has_its_series_and_related_topics_in_the_language(language: str) -> None:
    first, second = radar_pages(language)
    head = dict(first.more)
    series, number = SERIES[language]
    assert head[Role.SERIES][0].text == series
    assert head[Role.NUMBER][0].text == number
    related = [line.text for line in head[Role.RELATED] if line.text]
    others = printed(language)
    assert related == [others["market headline"], others["development headline"]]
    assert second.exhibit is not None
    assert second.second is not None


SERIES = {
    "en": ("South-South Radar", "No. 1"),
    "de": ("Süd-Süd-Radar", "Nr. 1"),
    "zh": ("南南合作雷达", "第1期"),
}


def radar_pages(language: str) -> tuple[PlannedSlide, ...]:
    content = parse_workbook(LIBRARY.read_bytes(), LIBRARY.name)
    made = draft((content,), Choice(("ai-governance",), language=language))
    slides = plan_slides(made.briefing, evaluator(), one_page=True).slides
    plain = {"\u00a0": " "}
    return tuple(replace(slide, more=_with(slide, str.maketrans(plain))) for slide in slides)


def _with(
    slide: PlannedSlide, marks: dict[int, str]
) -> tuple[tuple[Role, tuple[PlannedText, ...]], ...]:
    return tuple(
        (role, tuple(replace(line, text=line.text.translate(marks)) for line in lines))
        for role, lines in slide.more
    )


def test_the_two_strategies_are_compared_row_by_row(book: Workbook) -> None:
    for language in ("en", "de", "zh"):
        texts = sheet_texts(book, "AI strategies", language)
        assert len(texts) == 3 * 6
        assert all(texts)
