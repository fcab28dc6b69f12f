"""What the tests of charts share: a palette, a style, and a chart read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from briefing_app.charts.chart_writer import ChartParts, ChartStyle, write_chart
from briefing_app.charts.palette import Palette, palette_of
from briefing_app.model.cell_value import BLANK, Missing
from briefing_app.model.chart_spec import ChartSpec, Series
from briefing_app.model.geometry import cm
from briefing_app.typeset.metrics import Metrics

THEME = {
    "dk1": "1F2933",
    "lt1": "FFFFFF",
    "dk2": "0B2545",
    "lt2": "F2F4F7",
    "accent1": "0B3C6F",
    "accent2": "3E7CB1",
    "accent3": "7A6C9D",
    "accent4": "C9A227",
    "accent5": "2A9D8F",
    "accent6": "D1495B",
}
NS = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
}
WIDTH, HEIGHT = cm(20), cm(12)


@dataclass(frozen=True)
class ReadBack:
    """A chart as another program reads it."""

    parts: ChartParts
    root: etree._Element
    sheet: Worksheet

    def find(self, path: str) -> list[etree._Element]:
        """Return the elements that an XPath names."""
        found = self.root.xpath(path, namespaces=NS)
        assert isinstance(found, list)
        return [node for node in found if isinstance(node, etree._Element)]

    def vals(self, path: str) -> list[str]:
        """Return the ``val`` attributes of the elements that an XPath names."""
        return [node.get("val", "") for node in self.find(path)]

    def codes(self) -> set[str]:
        """Return the codes of the findings."""
        return {finding.code for finding in self.parts.findings}

    def column(self, header: str) -> list[object]:
        """Return the values below a header of the embedded workbook."""
        headers = [cell.value for cell in self.sheet[1]]
        index = headers.index(header) + 1
        rows = range(2, self.sheet.max_row + 1)
        return [self.sheet.cell(row, index).value for row in rows]


Write = Callable[..., ReadBack]
MakeSeries = Callable[..., Series]


@pytest.fixture(scope="session")
def palette() -> Palette:
    return palette_of(THEME)


@pytest.fixture(scope="session")
def style(palette: Palette) -> ChartStyle:
    return ChartStyle(palette, "Calibri", "Microsoft YaHei", "Arial")


@pytest.fixture(scope="session")
def write(style: ChartStyle, metrics: Metrics) -> Write:
    """Return a function that writes a chart and reads it back."""

    def written(spec: ChartSpec, cx: int = WIDTH, cy: int = HEIGHT) -> ReadBack:
        parts = write_chart(spec, cx, cy, style, metrics)
        book = openpyxl.load_workbook(BytesIO(parts.workbook), data_only=True)
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        return ReadBack(parts, etree.fromstring(parts.chart_xml), sheet)

    return written


@pytest.fixture(scope="session")
def series() -> MakeSeries:
    """Return a function that makes a series; None is a blank cell."""

    def made(name: str, *values: float | Missing | None) -> Series:
        held = tuple(
            BLANK if v is None else v if isinstance(v, Missing) else float(v) for v in values
        )
        return Series(name, held)

    return made
