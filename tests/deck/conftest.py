"""The command line as a user calls it, workbooks as users make them, decks as outsiders read them.

Cells of a made workbook are plain values; ``(value, "0.0%")`` has a number format; a text that
begins with ``=`` is a formula that was never calculated, ``("=A1+B1", 3.0)`` one with its result.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import openpyxl
import pptx
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide

from briefing_app.cli import main

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]
Results = dict[str, dict[str, float | str]]

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "a16": "http://schemas.microsoft.com/office/drawing/2014/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "m": "urn:briefing-deck-builder:manifest:1",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare ``--renew-golden``."""
    parser.addoption("--renew-golden", action="store_true", help="write tests/deck/golden anew")


# --- the command line --------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What a call of the command line came to."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Return the one JSON document on standard output."""
        document = json.loads(self.out)
        assert isinstance(document, dict), self.out
        return document

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Return the findings of the JSON document."""
        key = "problems" if "problems" in self.document else "findings"
        return list(self.document[key])

    def finding(self, code: str) -> dict[str, Any]:
        """Return the first finding of a code; fails when there is none."""
        found = [one for one in self.findings if one["code"] == code]
        assert found, f"no {code} among {[one['code'] for one in self.findings]}"
        return found[0]


def _call(*arguments: object) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([str(argument) for argument in arguments])
    return Answer(status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def briefing() -> Callable[..., Answer]:
    """Return what calls the command line in this process; whatever it raises is a bug."""
    return _call


# --- workbooks ---------------------------------------------------------------------------------


def _write_cell(sheet: Worksheet, row: int, column: int, value: object, results: Results) -> None:
    extra: object = None
    if isinstance(value, tuple):
        value, extra = value
    if value is None:
        return
    cell = sheet.cell(row, column)
    cell.value = cast(str, value)  # whatever openpyxl takes, tests may give
    if isinstance(value, str) and value.startswith("="):
        if isinstance(extra, float | int | str):
            results.setdefault(sheet.title, {})[cell.coordinate] = extra
    elif isinstance(value, str):
        cell.data_type = "s"
    if isinstance(extra, str) and not (isinstance(value, str) and value.startswith("=")):
        cell.number_format = extra


def _with_results(content: bytes, titles: Sequence[str], results: Results) -> bytes:
    """Write the results of formulas into a saved workbook, as Excel keeps them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            match = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if match:
                part = _with_sheet_results(part, results.get(titles[int(match[1]) - 1], {}))
            target.writestr(name, part)
    return out.getvalue()


def _with_sheet_results(part: bytes, results: Mapping[str, float | str]) -> bytes:
    root = etree.fromstring(part)
    for cell in root.iter("{*}c"):
        result = results.get(cell.get("r", ""))
        if result is not None:
            stored = cell.find("{*}v")
            assert stored is not None
            stored.text = str(result)
            if isinstance(result, str):
                cell.set("t", "e" if result.startswith("#") else "str")
            else:
                cell.attrib.pop("t", "")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _make_workbook(path: Path, sheets: Sheets) -> Path:
    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    results: Results = {}
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row, cells in enumerate(rows, 1):
            for column, value in enumerate(cells, 1):
                _write_cell(sheet, row, column, value, results)
    saved = io.BytesIO()
    book.save(saved)
    path.write_bytes(_with_results(saved.getvalue(), list(sheets), results))
    return path


@pytest.fixture(scope="session")
def make_workbook() -> Callable[[Path, Sheets], Path]:
    """Return what writes a workbook of sheets to a path."""
    return _make_workbook


def _library(
    topics: Mapping[str, Mapping[str, str]],
    exhibits: Rows = (),
    messages: Rows = (),
    **sheets: Rows,
) -> dict[str, Rows]:
    """Return the sheets of a topic library; without a headline a topic is called by its ID.

    topics: the texts of each by column, in lower case; exhibits: ID, kind, data, options; messages:
    ID, heading, text.
    """
    columns = ("headline", "standfirst", "section", "source", "author", "date")
    rows = [
        (name, *({"headline": name, "source": "Report", **texts}.get(key) for key in columns))
        for name, texts in topics.items()
    ]
    return {
        "Topics": (("ID", *(column.title() for column in columns)), *rows),
        "Exhibits": (("Topic", "Kind", "Data", "Options"), *exhibits),
        "Messages": (("Topic", "Heading", "Text"), *messages),
        **sheets,
    }


@pytest.fixture(scope="session")
def library() -> Callable[..., dict[str, Rows]]:
    """Return what makes the sheets of a topic library."""
    return _library


# --- decks -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChartPart:
    """A chart of a deck: its part name, its root element and its embedded workbook."""

    name: str
    root: etree._Element
    workbook: bytes


class Deck:
    """A deck, read without anything of ours: zip, lxml and python-pptx."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def presentation(self) -> Presentation:
        """Return python-pptx's reading of the deck."""
        return pptx.Presentation(str(self.path))

    def tree(self, name: str) -> etree._Element:
        """Return the root element of a part."""
        return etree.fromstring(self.parts[name])

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return relationship id to (last word of the type, target part) of a part."""
        folder, _, base = name.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels"
        if rels not in self.parts:
            return {}
        return {
            node.get("Id", ""): (node.get("Type", "").rpartition("/")[2], _resolved(folder, node))
            for node in self.tree(rels)
        }

    @property
    def slides(self) -> list[str]:
        """Return the part names of the slides in the order of the presentation."""
        related = self.related("ppt/presentation.xml")
        listed = self.tree("ppt/presentation.xml").iterfind(".//p:sldIdLst/p:sldId", NAMESPACES)
        return [related[node.get(f"{{{NAMESPACES['r']}}}id", "")][1] for node in listed]

    @property
    def charts(self) -> list[ChartPart]:
        """Return the charts in the order of their slides."""
        found = []
        for slide in self.slides:
            for kind, chart in self.related(slide).values():
                if kind == "chart":
                    (book,) = [t for k, t in self.related(chart).values() if k == "package"]
                    found.append(ChartPart(chart, self.tree(chart), self.parts[book]))
        return found

    @property
    def text(self) -> str:
        """Return all that is written on the slides, a line per shape."""
        return "\n".join(text for slide in self.slides for text in self.texts(slide))

    def texts(self, slide: str) -> list[str]:
        """Return the text of each paragraph of a slide, tables included."""
        a = NAMESPACES["a"]
        return [
            "".join(
                node.text or "" if node.tag == f"{{{a}}}t" else "\n"
                for node in paragraph.iter(f"{{{a}}}t", f"{{{a}}}br")
            )
            for paragraph in self.tree(slide).iter(f"{{{a}}}p")
        ]

    def titled(self, title: str) -> list[Slide]:
        """Return the slides of a title, in one or in several parts."""
        pattern = re.compile(re.escape(title) + r"( \(\d+/\d+\))?")
        return [
            slide
            for slide in self.presentation.slides
            if slide.shapes.title is not None
            and pattern.fullmatch(" ".join(slide.shapes.title.text_frame.text.split()))
        ]

    def frames(self, title: str) -> list[GraphicFrame]:
        """Return the charts and tables on the slides of a title."""
        shapes = (shape for slide in self.titled(title) for shape in slide.shapes)
        return [shape for shape in shapes if isinstance(shape, GraphicFrame)]

    def slot(self, title: str, name: str) -> str:
        """Return what a slot holds on the slides of a title, words divided by one blank."""
        shapes = (shape for slide in self.titled(title) for shape in slide.shapes)
        texts = (s.text_frame.text for s in shapes if isinstance(s, Shape) and s.name == name)
        return " ".join(" ".join(text.split()) for text in texts)

    def every_part(self) -> Iterator[tuple[str, bytes]]:
        """Yield each part, and each part of the workbooks and other packages inside."""
        for name, content in self.parts.items():
            yield name, content
            if content.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    for inner in archive.namelist():
                        yield f"{name}/{inner}", archive.read(inner)


def _resolved(folder: str, node: etree._Element) -> str:
    target = str(node.get("Target"))
    if node.get("TargetMode") == "External":
        return target
    steps = target.lstrip("/").split("/") if target.startswith("/") else [
        *folder.split("/"), *target.split("/")
    ]  # fmt: skip
    kept: list[str] = []
    for step in steps:
        if step == "..":
            kept.pop()
        elif step:
            kept.append(step)
    return "/".join(kept)


@pytest.fixture(scope="session")
def read_deck() -> Callable[[Path], Deck]:
    """Return what reads a deck."""
    return Deck


@dataclass(frozen=True)
class Built:
    """A call of ``briefing build --json``, and the deck when one was written."""

    answer: Answer
    deck: Deck | None

    @property
    def sound(self) -> Deck:
        """Return the deck; fails when none was written."""
        assert self.deck is not None, self.answer
        return self.deck


@pytest.fixture(scope="session")
def build_sheets(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """Return what builds a deck from sheets: ``build_sheets({"Data": rows}, "--lang", "de")``."""

    def build(sheets: Sheets, *options: object, name: str = "Book.xlsx") -> Built:
        folder = tmp_path_factory.mktemp("build")
        book, out = _make_workbook(folder / name, sheets), folder / "out.pptx"
        answer = _call("build", book, *options, "--json", "-o", out)
        assert out.exists() == bool(answer.status != 2 and answer.document["output"])
        return Built(answer, Deck(out) if out.exists() else None)

    return build
