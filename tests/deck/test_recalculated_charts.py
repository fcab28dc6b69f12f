"""After *Edit Data* a chart follows: figures are changed in the embedded workbook of each kind.

LibreOffice calculates the edited workbooks. Each cell that the chart refers to must then hold what
it would hold in a chart that is written anew from the changed figures.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from briefing_app.charts.chart_writer import ChartParts, ChartStyle, write_chart
from briefing_app.charts.families import FAMILIES
from briefing_app.charts.palette import palette_of
from briefing_app.charts.workbook_cells import addresses, parse_reference
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, SegmentLabels
from briefing_app.model.geometry import cm
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.shipped_files import load_metrics, load_template
from tests.unit.charts.kinds import SHAPES, WITH_LEVELS, Shape, spec_of

pytestmark = pytest.mark.needs("soffice")

WIDTH, HEIGHT = cm(30), cm(15)
POINTS = 6
DECORATIONS = (
    Decoration(Mark.MEAN_LINE),
    Decoration(Mark.VALUE_LINE, value=50.0, text="Target"),
    Decoration(Mark.CAGR),
    Decoration(Mark.DIFFERENCE),
    Decoration(Mark.HUNDRED_PERCENT),
    Decoration(Mark.CONNECTORS),
)
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a worksheet have no zone
Cell = float | str | None
Cells = Callable[[int, int], float]


@dataclass(frozen=True)
class Edited:
    """A chart, the same with other figures, and the first one's workbook after the edit.

    unclear: figures that do not stand once as an input, so that nobody knows which cell to edit.
    """

    before: ChartParts
    after: ChartParts
    sheet: Worksheet
    unclear: tuple[str, ...]


def figure(row: int, column: int, first: float = 200.0) -> float:
    """Return a figure that stands nowhere else. The first point is the largest of a series."""
    return 40.37 + 7 * ((row * 5 + column * 3) % 11) + row / 8 + column / 64 + first * (not column)


def changed(
    row: int, column: int, first: float = 200.0, by: float = 3.0, back: float = 3.0
) -> float:
    """Return the same with some changes that turn no order round and leave the ends as they are.

    So the axes of both charts are alike, and with them what is measured in points of the frame.
    by, back: the changes in the first and in the second half of the points.
    """
    figures = figure(row, column, first)
    if not 0 < column < POINTS - 1 or (row + column) % 2 == 0:
        return figures
    return figures + (by if column < POINTS / 2 else back)


def _turned(cell: Cells) -> Cells:
    return lambda row, column: cell(column, row)


def variants(kind: ChartKind) -> Iterator[tuple[str, ChartSpec, ChartSpec]]:
    """Yield charts of a kind before and after an edit, by a name for each."""
    by_series = SHAPES.get(kind, Shape()).by_series
    # A figure must reach another class to change a histogram. Steps add up to a level: the last one
    # stays where it is, and beside a high one they would have no room for their labels.
    steps, by = kind in WITH_LEVELS, 60.0 if kind is ChartKind.HISTOGRAM else 3.0
    first = 0.0 if steps else 200.0
    edit = partial(changed, first=first, by=by, back=-by if steps else by)
    cells: list[Cells] = [partial(figure, first=first), edit]
    if by_series:
        cells = [_turned(cell) for cell in cells]
    before, after = (spec_of(kind, POINTS, cell) for cell in cells)
    ways: list[tuple[str, Any]] = [(str(one), {"segment_labels": one}) for one in SegmentLabels]
    for way, facts in [*ways, ("decorated", {"decorations": DECORATIONS})]:
        name = f"{kind} {way}".replace(" ", "-").replace("%", "")
        yield name, replace(before, **facts), replace(after, **facts)


VARIANTS = {name: (one, other) for kind in FAMILIES for name, one, other in variants(kind)}


@cache
def _house() -> tuple[ChartStyle, Metrics]:
    colours = load_template("client-16x9").theme.colours
    return ChartStyle(palette_of(colours), "Arial", "Microsoft YaHei", "Arial"), load_metrics()


def write(spec: ChartSpec) -> ChartParts:
    return write_chart(spec, WIDTH, HEIGHT, *_house())


def edit_cells(sheet: Worksheet, one: ChartSpec, other: ChartSpec) -> tuple[str, ...]:
    """Change the figures of a worksheet and return those that do not stand once as an input."""
    cells = [cell for row in sheet.iter_rows() for cell in row]
    unclear = []
    for before, after in zip(one.series, other.series, strict=True):
        for old, new in zip(before.values, after.values, strict=True):
            found = [cell for cell in cells if _number(cell.value) == old]
            if len(found) != 1:
                places = [cell.coordinate for cell in found]
                unclear.append(f"{before.name}, {old}: stands in {places}")
            for cell in found:
                cell.value = new if isinstance(new, float) else None
    return tuple(unclear)


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edited]:
    """Return all charts with their worksheets edited and calculated.

    The worksheets stand in one workbook without results: LibreOffice takes its time for each file.
    """
    folder = tmp_path_factory.mktemp("edited")
    book = openpyxl.Workbook()
    made: dict[str, tuple[ChartParts, ChartParts, tuple[str, ...]]] = {}
    for number, (name, (one, other)) in enumerate(VARIANTS.items()):
        before = write(one)
        sheet = openpyxl.load_workbook(BytesIO(before.workbook)).worksheets[0]
        unclear = edit_cells(sheet, one, other)
        copy = book.create_sheet(f"s{number}")
        for row in sheet.iter_rows(values_only=True):
            copy.append([_number(value) for value in row])
        made[name] = (before, write(other), unclear)
    book.save(folder / "edited.xlsx")
    results = _calculated(folder, folder / "edited.xlsx")
    return {
        name: Edited(before, after, results[f"s{number}"], unclear)
        for number, (name, (before, after, unclear)) in enumerate(made.items())
    }


def _calculated(folder: Path, book: Path) -> Workbook:
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    command += ["--outdir", str(folder / "out"), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return openpyxl.load_workbook(folder / "out" / book.name, data_only=True)


def _sheet(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(content), data_only=True).worksheets[0]


def references(parts: ChartParts) -> list[str]:
    """Return the references of a chart part, each once."""
    found = (node.text or "" for node in etree.fromstring(parts.chart_xml).iter("{*}f"))
    return list(dict.fromkeys(found))


def held(sheet: Worksheet, reference: str) -> list[Cell]:
    """Return the values in a range; an empty text is an empty cell."""
    cells = parse_reference(reference)
    assert cells is not None
    values = [sheet.cell(row, column).value for row, column in addresses(cells)]
    return [_number(value) if value != "" else None for value in values]


def _number(value: object) -> Cell:
    """Return a number as a float, and a day as its number; texts as they are."""
    if isinstance(value, datetime):
        return (value - FIRST_DAY).total_seconds() / 86_400
    return float(value) if isinstance(value, int | float) else None if value is None else str(value)


def _same(one: Cell, other: Cell) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-9, abs=1e-9)
    return one == other


def astray(sheet: Worksheet, one: Edited) -> list[str]:
    """Return the cells of a sheet that do not hold what the chart written anew has there."""
    expected = _sheet(one.after.workbook)
    return [
        f"{reference}: {mine}, {theirs} expected"
        for reference in references(one.before)
        for mine, theirs in zip(held(sheet, reference), held(expected, reference), strict=True)
        if not _same(mine, theirs)
    ]


@pytest.mark.parametrize("name", VARIANTS)
def test_the_chart_s_cells_follow_the_figures(name: str, calculated: dict[str, Edited]) -> None:
    one = calculated[name]
    assert one.unclear == ()
    assert references(one.before) == references(one.after)
    assert astray(one.sheet, one) == []


@pytest.mark.parametrize("name", VARIANTS)
def test_cells_that_do_not_follow_are_seen(name: str, calculated: dict[str, Edited]) -> None:
    """With the results of the first chart, as if all its formulas were plain numbers."""
    one = calculated[name]
    assert astray(_sheet(one.before.workbook), one)
