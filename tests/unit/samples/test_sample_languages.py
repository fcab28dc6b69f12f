"""The sample says the same in English, German and Chinese, with the marks of each language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from briefing_app.deck.lay_out import lay_out
from briefing_app.model.chart_spec import ChartSpec, TableSpec
from briefing_app.model.finding import Severity
from briefing_app.model.slide_plan import SlideKind
from briefing_app.usecases.shipped_files import load_metrics, load_template
from tests.unit.samples.sample_facts import LIBRARY, records
from tests.unit.samples.sample_slides import LANGUAGES, findings, planned, printed

TEXTS = {
    "Topics": ("Headline", "Standfirst", "Section", "Source", "Series"),
    "Messages": ("Heading", "Text"),
    "Exhibits": ("Headline", "Title", "Unit", "Source"),
    "Labels": ("Label",),
}
FORMULA = re.compile(r"\{([^{}|]*?)\s*(?:\|[^{}]*)?\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def book() -> Iterator[Workbook]:
    opened = load_workbook(LIBRARY, data_only=True)
    yield opened
    opened.close()


def trios(book: Workbook) -> list[tuple[str, str, str]]:
    """Return every text of the library in its three languages."""
    return [
        (row[column], row[f"{column} (de)"], row[f"{column} (zh)"])
        for sheet, columns in TEXTS.items()
        for row in records(book, sheet)
        for column in columns
        if row[column] or row[f"{column} (de)"] or row[f"{column} (zh)"]
    ]


def figures(text: str) -> Counter[str]:
    """Return the figures of a text that are written out, not computed."""
    return Counter(re.findall(r"\d+(?:[.,]\d+)*", FORMULA.sub("", text)))


def test_every_text_is_there_in_three_languages(book: Workbook) -> None:
    found = trios(book)
    assert len(found) > 200
    assert all(all(trio) for trio in found)


def test_the_three_languages_hold_the_same_numbers(book: Workbook) -> None:
    for trio in trios(book):
        formulas = [Counter(FORMULA.findall(text)) for text in trio]
        assert formulas[0] == formulas[1] == formulas[2], trio
        assert set(figures(trio[0])) - {"1", "7", "8"} == set(figures(trio[1])) - {"1"}, trio


def test_chinese_writes_the_same_figures(book: Workbook) -> None:
    for english, _, chinese in trios(book):
        months = {"July": "7", "August": "8"}
        meant = Counter(figures(english).keys())
        for month, number in months.items():
            if month in english:
                meant[number] += 1
        assert set(meant) == set(figures(chinese)), (english, chinese)


def test_as_many_values_are_printed_in_each_language() -> None:
    counts = [
        [
            len(values)
            for slide in planned(language).slides
            for values in (
                *(values for _, values in slide.values),
                *(message.values for message in slide.messages),
            )
        ]
        for language in LANGUAGES
    ]
    assert counts[0] == counts[1] == counts[2]
    assert sum(counts[0]) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_or_doubtful(language: str) -> None:
    assert not [f for f in findings(language) if f.severity is not Severity.INFO]


def test_german_marks(book: Workbook) -> None:
    for text in printed("de").values():
        assert not re.search(r"\d%|\.\.|[\"”'’]", text), text
        assert text.count("„") == text.count("“")
        assert not CHINESE.search(text)
    for slide in planned("de").slides:
        for message in slide.messages:
            assert not re.search(r"\d %", message.text)  # the space does not break
    assert not any("ß" in chinese for _, _, chinese in trios(book))


def test_chinese_marks() -> None:
    for text in printed("zh").values():
        assert not re.search(
            r"[\u4e00-\u9fff][,.;:()]|[,.;:()][\u4e00-\u9fff]", text.replace(": ", "")
        ), text
        assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", text.replace(": ", "")), text
    topics = [slide for slide in planned("zh").slides if slide.kind is SlideKind.TOPIC]
    assert all(message.text.endswith("。") for slide in topics for message in slide.messages)
    assert not any(slide.title.endswith("。") for slide in topics)


SAME_IN_GERMAN = {
    "China", "Indonesia", "Japan", "Laos", "Malaysia", "Nigeria", "Region", "Partner",
    "China–Laos AI Innovation Center", "China–ASEAN AI Lab", "Greater China", "AI Action Plan",
}  # fmt: skip


@pytest.mark.parametrize(("language", "same"), [("de", SAME_IN_GERMAN), ("zh", set[str]())])
def test_labels_of_charts_and_tables_are_translated(language: str, same: set[str]) -> None:
    english, theirs = _labels("en"), _labels(language)
    assert len(english) == len(theirs) > 100
    words = (label for label in {*english} & {*theirs} if re.search(r"[a-z]{3}", label))
    assert {*words} <= same


def _labels(language: str) -> list[str]:
    """Return the words on charts and tables; figures are left out."""
    found: list[str] = []
    for slide in planned(language).slides:
        spec = slide.exhibit.spec if slide.exhibit else None
        if isinstance(spec, ChartSpec):
            found += [*(series.name for series in spec.series), *spec.categories]
        elif isinstance(spec, TableSpec):
            found += [*spec.header, *(cell for row in spec.rows for cell in row)]
    return [label for label in found if re.search(r"[^\W\d_]", label)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deck_has_its_title_and_sections_in_the_language(language: str) -> None:
    plan = planned(language)
    assert plan.title.startswith({"en": "The shift", "de": "Schwerpunkt", "zh": "重心"}[language])
    assert len(plan.sections) == 4
    assert len(plan.slides) >= 15
    assert len({section.name for section in plan.sections}) == 4


@pytest.mark.parametrize(
    ("language", "mark"), [("en", " (1/2)"), ("de", " (1/2)"), ("zh", "（1/2）")]
)
def test_slides_of_one_title_are_numbered_with_the_marks_of_the_language(
    language: str, mark: str
) -> None:
    laid_out = lay_out(planned(language), load_template("client-16x9"), load_metrics())
    topics = [slide.planned for slide in laid_out.slides if slide.planned.kind is SlideKind.TOPIC]
    titles = [slide.title for slide in topics]
    assert [title for title in titles if "1/2" in title] == [f"{titles[0][: -len(mark)]}{mark}"]
    assert len(set(titles)) == len(titles) >= 15
