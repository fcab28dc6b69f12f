"""Nothing, one and very many; texts of 2,000 characters; every script; numbers beyond all measure.

Many cases share a deck, since each distinct deck costs a second in test_every_deck.py.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pptx.parts.chart import ChartPart
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame

if TYPE_CHECKING:
    from tests.deck.conftest import Built, Rows

    BuildSheets = Callable[..., Built]
    Library = Callable[..., dict[str, Rows]]

CHARTS = ("column", "stacked column", "bar", "stacked bar", "line", "waterfall")
KINDS = (*CHARTS, "table")
SALES = (("Region", "Sales"), ("Asia", 120.5), ("Europe", 80.25), ("Africa", 40.0))


def data_sheet(frame: GraphicFrame) -> Worksheet:
    """Return the worksheet of a chart's embedded workbook."""
    chart = frame.chart.part
    assert isinstance(chart, ChartPart)
    part = chart.chart_workbook.xlsx_part
    assert part is not None
    return openpyxl.load_workbook(io.BytesIO(part.blob))["Data"]


def cases_of(cases: Sequence[tuple[str, ...]]) -> dict[str, dict[str, str]]:
    return {case[0]: {} for case in cases}


# --- how many ----------------------------------------------------------------------------------

COUNTS = (0, 1, 300)


@pytest.fixture(scope="module")
def sizes(build_sheets: BuildSheets, library: Library) -> Built:
    """Return a deck in which each kind shows a table of 0, 1 and 300 categories."""
    cases = [(f"{kind} of {count}", kind, f"Rows {count}") for kind in KINDS for count in COUNTS]
    rows = {
        f"Rows {count}": (("Place", "Sales"), *((f"Place {n}", 10.0 + n) for n in range(count)))
        for count in COUNTS
    }
    return build_sheets(library(cases_of(cases), cases) | rows)


def row_of(kind: str, count: int) -> int:
    """Return the worksheet row of a case, the same among the topics and the exhibits."""
    return 2 + KINDS.index(kind) * len(COUNTS) + COUNTS.index(count)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_chart_is_said_and_leaves_no_empty_chart(kind: str, sizes: Built) -> None:
    cell = f"C{row_of(kind, 0)}"
    (finding,) = [f for f in sizes.answer.findings if (f["sheet"], f["cell"]) == ("Exhibits", cell)]
    assert (finding["code"], finding["severity"]) == ("exhibit-data-missing", "error")
    assert sizes.answer.status == 1
    assert len(sizes.sound.titled(f"{kind} of 0")) == 1
    assert sizes.sound.frames(f"{kind} of 0") == []


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("count", [1, 300])
def test_a_chart_of_one_and_of_many_categories(kind: str, count: int, sizes: Built) -> None:
    (frame,) = sizes.sound.frames(f"{kind} of {count}")
    assert len(frame.chart.plots[0].categories) == count
    sheet = data_sheet(frame)
    names = [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
    assert sorted(names) == sorted(f"Place {n}" for n in range(count))


def test_a_table_of_300_rows_is_split_and_no_row_is_lost(sizes: Built) -> None:
    tables = [frame.table for frame in sizes.sound.frames("table of 300")]
    assert len(tables) > 5
    shown = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert shown == [f"Place {n}" for n in range(300)]
    assert {table.cell(0, 1).text for table in tables} == {"Sales"}
    assert sizes.answer.finding("slide-split")["severity"] == "info"


@pytest.fixture(scope="module")
def wide(build_sheets: BuildSheets, library: Library) -> Built:
    """Return a deck in which each kind shows 300 columns."""
    rows: list[tuple[object, ...]] = [("Place", *(f"Series {n}" for n in range(300)))]
    rows += [(f"Place {row}", *(row + n + 0.5 for n in range(300))) for row in range(3)]
    cases = [(kind, kind, "Wide") for kind in KINDS]
    return build_sheets(library(cases_of(cases), cases, Wide=rows))


@pytest.mark.parametrize("kind", KINDS)
def test_300_series_are_too_many_and_that_is_said(kind: str, wide: Built) -> None:
    said = {"waterfall": "measures-left-out", "table": "columns-left-out"}
    assert wide.answer.finding(said.get(kind, "chart-too-many-series"))["remedy"]
    assert wide.sound.titled(kind)
    charts = [frame.chart for frame in wide.sound.frames(kind) if frame.has_chart]
    tables = [frame.table for frame in wide.sound.frames(kind) if frame.has_table]
    assert len(charts) == (kind == "waterfall")
    assert all(len(table.columns) <= 12 for table in tables)


# --- how long ----------------------------------------------------------------------------------

LONG = ("Growth in the eastern regions outpaced what had been planned for the year. " * 27).strip()
ENDLESS = "x" * 2_000
TEXTS = {
    "message": {"text": LONG},
    "endless message": {"text": ENDLESS},
    "heading": {"heading": LONG, "text": "Then a text."},
    "headline": {"headline": LONG},
    "standfirst": {"standfirst": LONG},
    "source": {"source": LONG},
    "section": {"section": LONG},
    "cell": {"data": "Cells"},
}
"""Topics by what is long in them."""


@pytest.fixture(scope="module")
def long(build_sheets: BuildSheets, library: Library) -> Built:
    """Return a deck in which each topic has one text of 2,000 characters."""
    assert len(LONG) >= 2_000
    head = ("Region", "Note", "Remark", "Sales")
    cells = (head, ("Asia", LONG, LONG[::-1], 1.5), ("Europe", "short", "short", 2.5))
    exhibits = [(name, "table", texts.get("data", "Sales")) for name, texts in TEXTS.items()]
    messages = [(n, t.get("heading"), t["text"]) for n, t in TEXTS.items() if "text" in t]
    topics = {name: {"headline": f"Long {name}", **texts} for name, texts in TEXTS.items()}
    return build_sheets(library(topics, exhibits, messages, Sales=SALES, Cells=cells))


def said_of(name: str, long: Built, slot: str) -> list[str]:
    """Return the codes of the findings on a slot of a topic."""
    cell = f"A{2 + list(TEXTS).index(name)}"
    findings = [f for f in long.answer.findings if (f["cell"], f["slot"]) == (cell, slot)]
    return [finding["code"] for finding in findings]


def test_a_long_message_is_split_and_no_word_is_lost(long: Built) -> None:
    assert len(long.sound.titled("Long message")) > 1
    assert long.sound.slot("Long message", "Messages") == LONG
    (split,) = [f for f in long.answer.findings if f["message"].startswith("“Long message” needs")]
    assert (split["code"], split["cell"]) == ("slide-split", "A2")


def test_a_long_heading_is_not_lost(long: Built) -> None:
    assert long.sound.slot("Long heading", "Messages") == f"{LONG} Then a text."


def test_a_message_without_a_blank_is_kept_or_said(long: Built) -> None:
    held = long.sound.slot("Long endless message", "Messages").replace(" ", "")
    assert held == ENDLESS
    on_one_slide = len(long.sound.titled("Long endless message")) == 1
    assert said_of("endless message", long, "Messages") == ["text-too-long"] * on_one_slide


@pytest.mark.parametrize(
    ("name", "slot"), [("standfirst", "Standfirst"), ("source", "Source"), ("section", "Tracker")]
)
def test_a_long_line_is_kept_whole_and_said(name: str, slot: str, long: Built) -> None:
    assert LONG in long.sound.slot(f"Long {name}", slot)
    assert said_of(name, long, slot) == ["text-too-long"]


def test_a_long_headline_is_kept_whole_and_said(long: Built) -> None:
    assert long.sound.titled(LONG)
    assert said_of("headline", long, "Title") == ["text-too-long"]


def test_a_long_cell_leaves_room_for_the_other_columns(long: Built) -> None:
    tables = [frame.table for frame in long.sound.frames("Long cell")]
    notes = [row.cells[1].text for table in tables for row in list(table.rows)[1:]]
    assert notes == [LONG, "short"]
    widths = [tables[0].columns[n].width.pt for n in range(4)]
    assert widths[0] > 30
    assert widths[1] == pytest.approx(widths[2], rel=0.01)
    assert widths[3] > 20


# --- which characters --------------------------------------------------------------------------

SHEET = "R&D <a> 'x' 你好 😀"
FLAG = "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng\x7f")
SCRIPTS = {
    "marks": "R&D </a:t> <b> ]]> &amp; {{x}} %s \\n ${{y}}",
    "chinese": "中国的销售额由二〇一九年的一百二十亿增至二百四十亿，居各地区之首。",
    "arabic": "ارتفعت مبيعات آسيا من 120 إلى 240 مليون في عام 2024.",
    "hebrew": "המכירות באסיה עלו ב-20% בשנת 2024.",
    "mixed": "Asia مبيعات 你好 Umsätze ação 😀 Ελλάδα",
    "emoji": f"Go 👩‍👩‍👧‍👦 🇩🇪 ✈️ 𝒜 e\u0301 \U0001f3f4{FLAG}",
    "blanks": "no\u00a0break \u200bzero \u2028line \u3000wide",
}


@pytest.fixture(scope="module")
def scripts(build_sheets: BuildSheets, library: Library) -> Built:
    """Return a deck that says the same in many scripts, everywhere that a text can stand."""
    rows = [("Place", *SCRIPTS.values())]
    figures = [[m * 1.5 + n * 2.5 + 1.25 for m in range(len(SCRIPTS))] for n in range(len(SCRIPTS))]
    body = [(text, *row) for text, row in zip(SCRIPTS.values(), figures, strict=True)]
    columns = ("headline", "standfirst", "section", "source")
    topics = {name: dict.fromkeys(columns, text) for name, text in SCRIPTS.items()}
    quoted = "'" + SHEET.replace("'", "''") + "'!A1:H8"
    exhibits = [(kind, kind, quoted) for kind in KINDS] + [(name, "bar", SHEET) for name in SCRIPTS]
    messages = [(name, text, text) for name, text in SCRIPTS.items()]
    sheets = library(topics | {kind: {} for kind in KINDS}, exhibits, messages)
    return build_sheets(sheets | {SHEET: [*rows, *body]}, name="R&D 数据 😀.xlsx")


def squeezed(text: str) -> str:
    """Return a text without blanks and line breaks, which a slide may set in its own way."""
    return "".join(text.split()).replace("\u200b", "")


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_written_as_it_is(script: str, scripts: Built) -> None:
    wanted = squeezed(SCRIPTS[script].replace("{{", "{").replace("}}", "}"))
    held: dict[str, str] = {}
    for slide in scripts.sound.presentation.slides:
        texts = {s.name: squeezed(s.text_frame.text) for s in slide.shapes if isinstance(s, Shape)}
        if texts["Title"] == wanted:
            held = texts
    assert held["Standfirst"] == held["Tracker"] == wanted
    assert wanted in held["Source"]
    assert held["Messages"] == wanted * 2


@pytest.mark.parametrize("kind", CHARTS)
def test_every_script_is_charted_as_it_is(kind: str, scripts: Built) -> None:
    (frame,) = scripts.sound.frames(kind)
    sheet = data_sheet(frame)
    names = {squeezed(str(cell.value)) for cell in (*sheet["A"], *sheet[1])}
    series = list(SCRIPTS.values())[: 1 if kind == "waterfall" else None]
    assert {squeezed(text) for text in SCRIPTS.values()} <= names
    assert {squeezed(text) for text in series} <= {squeezed(str(cell.value)) for cell in sheet[1]}


def test_right_to_left_text_runs_from_the_right(scripts: Built) -> None:
    shapes = [s for slide in scripts.sound.presentation.slides for s in slide.shapes]
    paragraphs = [p for s in shapes if isinstance(s, Shape) for p in s.text_frame.paragraphs]
    directions = set()
    for paragraph in paragraphs:
        first = next((letter for letter in paragraph.text if letter.isalpha()), "")
        properties = paragraph._p.pPr
        rtl = properties is not None and properties.get("rtl") == "1"
        assert rtl == ("\u0590" <= first <= "\u06ff"), paragraph.text
        directions.add(rtl)
    assert directions == {True, False}


def test_notes_name_the_workbook_and_the_sheet_as_they_are(scripts: Built) -> None:
    notes = [slide.notes_slide.notes_text_frame for slide in scripts.sound.presentation.slides]
    said = " ".join(frame.text for frame in notes if frame is not None)
    assert "R&D 数据 😀.xlsx, 'R&D <a> ''x'' 你好 😀'!A1:H8" in said


def test_control_characters_are_left_out(build_sheets: BuildSheets, library: Library) -> None:
    dirty = "a_x0000_b_x0007_c_x001F_d_xD800_e_xFFFE_f_xFFFF_g\th\ni_x000D_j"
    rows = (("Place", dirty), (dirty, 1.5), ("Asia", 2.5))
    texts = dict.fromkeys(("headline", "standfirst", "section", "source"), dirty)
    exhibits = [("t", kind, "Data") for kind in KINDS]
    built = build_sheets(library({"t": texts}, exhibits, [("t", dirty, dirty)], Data=rows))
    assert built.answer.status == 0
    titles = [slide.shapes.title for slide in built.sound.presentation.slides]
    assert titles[-1] is not None
    assert titles[-1].text_frame.text.startswith("abcdefg h\vi\vj")
    wild = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#x?0*(?:[0-8]|1[1-9bcef]);", re.IGNORECASE)
    for name, part in built.sound.parts.items():
        if name.endswith((".xml", ".rels")):
            assert not wild.search(part), name


# --- which numbers -----------------------------------------------------------------------------

MARKED = '0.0 "<&>"'
NUMBERS: dict[str, tuple[Rows, str]] = {
    "far too large": ((("P", "S"), ("a", 1e300), ("b", -9e307)), "chart-too-large"),
    "large and small": ((("P", "S"), ("a", 1e200), ("b", 2e-200), ("c", -1e150)), ""),
    "tiny": ((("P", "S"), ("a", 5e-324), ("b", 1e-300), ("c", 0)), ""),
    "zero": ((("P", "S"), ("a", 0), ("b", 0), ("c", -0.0)), ""),
    "long": ((("P", "S"), ("a", 123456789012345), ("b", 0.123456789012345)), ""),
    "words": (
        (("P", "S"), *((c, ord(c)) for c in "defg"), ("a", "NaN"), ("b", "inf"), ("c", "1e5")),
        "chart-value-missing",
    ),
    "errors": (
        (("P", "S"), ("a", ("=1/0", "#DIV/0!")), ("b", 2), ("c", 3), ("d", ("=NA()", "#N/A"))),
        "error-value",
    ),
    "formats": (
        (("P", "S"), ("a", (1.5, '[Red]0.0;"x')), ("b", (2, "0.0.0")), ("c", (3, "\\"))), "",
    ),
    "marked": ((("P", "S"), ("a", (1.5, MARKED)), ("b", (-2, MARKED)), ("c", (3, MARKED))), ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def numbers(build_sheets: BuildSheets, library: Library) -> Built:
    """Return a deck in which each kind shows each kind of number."""
    cases = [(f"{kind} {name}", kind, name) for name in NUMBERS for kind in KINDS]
    sheets = {name: rows for name, (rows, _) in NUMBERS.items()}
    return build_sheets(library(cases_of(cases), cases) | sheets)


@pytest.mark.parametrize("name", NUMBERS)
def test_wild_numbers_are_shown_or_said(name: str, numbers: Built) -> None:
    rows, code = NUMBERS[name]
    if code:
        assert numbers.answer.finding(code)["remedy"]
    assert [frame.has_table for frame in numbers.sound.frames(f"table {name}")] == [True]
    for kind in CHARTS:
        charts = [f for f in numbers.sound.frames(f"{kind} {name}") if f.has_chart]
        assert len(charts) == (code != "chart-too-large"), kind
    if code != "chart-too-large":
        (frame,) = numbers.sound.frames(f"column {name}")
        plot = frame.chart.plots[0]
        shown = dict(zip(map(str, plot.categories), plot.series[0].values, strict=True))
        # the text 1e5 is a figure that was typed as text; NaN and inf are words
        cells = {str(row[0]): 1e5 if row[1] == "1e5" else row[1] for row in rows[1:]}
        values = {key: v[0] if isinstance(v, tuple) else v for key, v in cells.items()}
        assert shown == {k: v if isinstance(v, int | float) else None for k, v in values.items()}


def test_no_number_is_written_as_no_number(numbers: Built) -> None:
    for name, part in numbers.sound.every_part():
        assert not re.search(rb"<(?:c:)?v>\s*[-+]?(?:nan|inf)<", part, re.IGNORECASE), name


def test_an_error_of_excel_names_its_cell(numbers: Built) -> None:
    found = [f for f in numbers.answer.findings if f["code"] == "error-value"]
    assert {(f["sheet"], f["cell"]) for f in found} == {("errors", "B2"), ("errors", "B5")}


def test_a_waterfall_of_several_columns_says_what_it_leaves_out(
    build_sheets: BuildSheets, library: Library
) -> None:
    rows = (("Step", "Plan", "Actual"), ("Start", 10, 20), ("Sales", 5, 0.5), ("Costs", -3, -4))
    exhibits = [("t", "waterfall", "Data", option) for option in (None, "series=Actual")]
    built = build_sheets(library({"t": {}}, exhibits, Data=rows))
    said = [f["message"] for f in built.answer.findings if f["code"] == "measures-left-out"]
    assert ["not charted: Actual" in text for text in said] == [True]  # who asks knows what is left
