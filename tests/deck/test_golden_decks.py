"""Whole decks compared with what they said before, by meaning and not by bytes.

``tests/deck/golden`` holds one JSON file per deck: slide by slide the layout, section, texts by
placeholder, chart, table, alternative text and notes, as python-pptx reads them. A change that is
meant is taken over by ``pytest tests/deck/test_golden_decks.py --renew-golden``; read the diff.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame

from briefing_app.usecases.shipped_files import sample_library

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide

    from tests.deck.conftest import Answer, Deck, Rows, Sheets

GOLDEN = Path(__file__).with_name("golden")
SAMPLE, TABLES, GERMAN = "sample", "tables-without-topics", "german-library"
Described = dict[str, Any]


# --- the decks ---------------------------------------------------------------------------------


def _tables() -> Sheets:
    """Return plain sheets as people keep them: title, unit, notes, totals, a gap, dates."""
    return {
        "Regions": (
            ("Sales by region",), ("€ m",), (),
            ("Region", "2022", "2023", "2024"), ("Asia", 10.5, 12.25, 15),
            ("Europe", 8, "n/a", 7.5), ("Africa", 2, 2.25, 3), ("Total", 20.5, 14.5, 25.5), (),
            ("Source: Annual report 2024",),
        ),
        "Margins": (
            ("Product", "Margin"), ("Bolts", (0.125, "0.0%")), ("Nuts", (0.08, "0.0%")),
            ("Screws", (-0.02, "0.0%")),
        ),
    }  # fmt: skip


def _german(library: Callable[..., dict[str, Rows]]) -> Sheets:
    steps = (("Schritt", "Mio. €"), ("2022", 1250.5), ("Absatz", 210.25), ("Preis", -60),
             ("2023", 1400.75))  # fmt: skip
    shares = (("Land", "Anteil"), ("Österreich", (0.416, "0.0%")), ("Schweiz", (0.25, "0.0%")))
    return library(
        {
            "ergebnis": {
                "headline": "Das Ergebnis steigt um 12 %",
                "standfirst": "Ergebnis in Mio. €",
                "section": "Überblick der Lage",
                "source": "Geschäftsbericht 2023",
                "author": "A. Müller",
                "date": "2024-02-29",
            },
            "anteile": {"headline": "Österreich führt & wächst", "section": "Märkte"},
        },
        [
            ("ergebnis", "Wasserfall", "Schritte", "totals=2022, 2023"),
            ("anteile", "Tabelle", "Anteile"),
            ("anteile", "Balken", "Anteile", "focus=Schweiz"),
        ],
        [
            ("ergebnis", "Absatz", "Der Absatz trägt 210 Mio. € bei."),
            ("ergebnis", None, "Der Preis kostet 60 Mio. €."),
            ("anteile", "„Führung“", "Österreich hält 41,6 %."),
        ],
        Schritte=steps,
        Anteile=shares,
    )


@pytest.fixture(scope="module")
def golden_decks(
    make_workbook: Callable[[Path, Sheets], Path],
    library: Callable[..., dict[str, Rows]],
    briefing: Callable[..., Answer],
    read_deck: Callable[[Path], Deck],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Deck]:
    folder = tmp_path_factory.mktemp("golden")
    tables = make_workbook(folder / "Sales figures.xlsx", _tables())
    german = make_workbook(folder / "Bericht.xlsx", _german(library))
    briefing("build", sample_library(), "-o", folder / "client-deck.pptx")
    briefing("build", tables, "-o", folder / "tables.pptx")
    briefing("build", german, "--lang", "de", "-o", folder / "german.pptx")
    return {
        SAMPLE: read_deck(folder / "client-deck.pptx"),
        TABLES: read_deck(folder / "tables.pptx"),
        GERMAN: read_deck(folder / "german.pptx"),
    }


# --- what a deck says --------------------------------------------------------------------------


def _chart(chart: Chart) -> list[Described]:
    return [
        {
            "kind": plot._element.tag.partition("}")[2],
            "grouping": next((n.get("val") for n in plot._element.iter("{*}grouping")), None),
            "direction": next((n.get("val") for n in plot._element.iter("{*}barDir")), None),
            "categories": " | ".join(map(str, plot.categories)),
            "series": {
                f"{n} {series.name}": " | ".join(
                    "" if v is None else repr(v) for v in series.values
                )
                for n, series in enumerate(plot.series, 1)
            },
        }
        for plot in chart.plots
    ]


def _shape(shape: BaseShape) -> object:
    if isinstance(shape, GraphicFrame):
        properties = shape._element.xpath(".//p:cNvPr")[0]
        said: Described = {"alternative text": properties.get("descr")}
        if shape.has_chart:
            return said | {"chart": _chart(shape.chart)}
        rows = [" | ".join(cell.text for cell in row.cells) for row in shape.table.rows]
        return said | {"table": rows}
    text = shape.text_frame.text if isinstance(shape, Shape) else ""
    return text.split("\n")


def _slide(slide: Slide, section: str) -> Described:
    notes = slide.notes_slide.notes_text_frame
    return {
        "layout": slide.slide_layout.name,
        "section": section,
        "shapes": {_name(shape): _shape(shape) for shape in slide.shapes},
        # The hash changes with the program that saved the workbook; test_provenance compares it.
        "notes": re.sub(r"SHA-256 \w{12}", "SHA-256 …", notes.text if notes else "").split("\n"),
    }


def _name(shape: BaseShape) -> str:
    if not shape.is_placeholder:
        return f"{shape.name} (free)"
    place = shape.placeholder_format
    return f"{shape.name} ({str(place.type).lower().partition(' ')[0]} {place.idx})"


def _sections(deck: Deck) -> dict[int, str]:
    """Return the section of each slide by its id."""
    return {
        int(one.get("id", "")): section.get("name", "")
        for section in deck.tree("ppt/presentation.xml").iter("{*}section")
        for one in section.iter("{*}sldId")
    }


def described(deck: Deck) -> Described:
    """Return what a deck says, as an outsider reads it."""
    sections = _sections(deck)
    slides = deck.presentation.slides
    return {
        "title": deck.presentation.core_properties.title,
        "author": deck.presentation.core_properties.author,
        "slides": {str(n): _slide(s, sections[s.slide_id]) for n, s in enumerate(slides, 1)},
    }


def written(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", [SAMPLE, TABLES, GERMAN])
def test_a_deck_says_what_it_said(
    name: str, golden_decks: dict[str, Deck], pytestconfig: pytest.Config
) -> None:
    path = GOLDEN / f"{name}.json"
    now = written(described(golden_decks[name]))
    if pytestconfig.getoption("--renew-golden", default=False):
        path.write_text(now, encoding="utf-8", newline="\n")
    before = path.read_text(encoding="utf-8")
    changes = difflib.unified_diff(
        before.splitlines(), now.splitlines(), "golden", "now", lineterm="", n=1
    )
    difference = "\n".join(changes)
    assert not difference, f"{difference}\n\nIf this is meant, renew with --renew-golden."


def test_a_changed_figure_would_be_seen(golden_decks: dict[str, Deck]) -> None:
    """This shows that the comparison looks at figures, texts and tables."""
    said = written(described(golden_decks[GERMAN]))
    for word in ("1250.5", "Der Absatz trägt", "Österreich | 41,6", "stacked", "Wasserfall"):
        assert word in said
