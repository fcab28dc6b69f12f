"""The benchmark compares like with like: the same slides always, the same numbers in each deck."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import cast

import openpyxl
import pptx
import pytest
from pptx.chart.chart import Chart
from pptx.parts.chart import ChartPart
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame

from benchmarks import our_engine, python_pptx_engine
from benchmarks.content import ChartSlide, as_json, chart_slides
from benchmarks.per_slide import OURS, PEER, PYTHON_PPTX, Sample, slope

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
PINNED = "0c52cef241b7cc1b4b510f441ad8994ee295cf90f13f9fb9fe80781372dffcbf"
"""Figures of two years compare only as long as the content is this."""

Build = Callable[[Sequence[ChartSlide], Path], None]


def _by_peer(slides: Sequence[ChartSlide], path: Path) -> None:
    content = path.with_suffix(".json")
    content.write_text(as_json(slides), encoding="utf-8")
    subprocess.run(["node", str(PEER), "deflated", str(content), str(path)], check=True)


ENGINES = [
    pytest.param(our_engine.build, id="ours"),
    pytest.param(python_pptx_engine.build, id="python-pptx"),
    # Node comes with no Python; who measures has it.
    pytest.param(
        _by_peer,
        id="PptxGenJS",
        marks=[
            pytest.mark.needs("pptxgenjs"),
            pytest.mark.nightly,
            pytest.mark.filterwarnings("ignore:Workbook contains no stylesheet"),
        ],
    ),
]


def _slide_texts(slide: pptx.slide.Slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if isinstance(shape, Shape)]
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())


def _chart(slide: pptx.slide.Slide) -> Chart:
    charts = [s.chart for s in slide.shapes if isinstance(s, GraphicFrame) and s.has_chart]
    assert len(charts) == 1
    return charts[0]


def _plotted(chart: Chart) -> dict[str, list[float]]:
    """Return the stacked series by name; a series that only carries totals lies on another plot."""
    return {series.name: list(series.values) for series in chart.plots[0].series}


def _in_workbook(chart: Chart) -> set[object]:
    content = cast("ChartPart", chart.part).chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return {value for row in sheet.iter_rows(values_only=True) for value in row}


def test_the_content_is_the_same_everywhere_and_always() -> None:
    written = as_json(chart_slides(400)).encode()
    assert hashlib.sha256(written).hexdigest() == PINNED
    assert chart_slides(3) == chart_slides(400)[:3]


def test_no_two_slides_are_alike() -> None:
    slides = chart_slides(400)
    for fact in ("title", "standfirst", "categories", "series", "messages", "source"):
        assert len({getattr(slide, fact) for slide in slides}) == 400, fact


@pytest.mark.parametrize("build", ENGINES)
def test_each_engine_writes_the_same_numbers_and_words(build: Build, tmp_path: Path) -> None:
    slides = chart_slides(3)
    build(slides, tmp_path / "deck.pptx")
    written = list(pptx.Presentation(str(tmp_path / "deck.pptx")).slides)
    assert len(written) == 3
    for content, slide in zip(slides, written, strict=True):
        chart = _chart(slide)
        expected = {series.name: list(series.values) for series in content.series}
        assert _plotted(chart) == expected
        assert list(chart.plots[0].categories) == list(content.categories)
        assert {v for values in expected.values() for v in values} <= _in_workbook(chart)
        assert chart._chartSpace.xpath(".//c:dLbls//c:showVal[@val='1']")
        texts = _slide_texts(slide)
        said = [word for message in content.messages for word in (message.heading, message.text)]
        for text in (content.title, content.standfirst, content.source, *said):
            assert text in texts


def test_with_front_the_charts_are_the_same_behind_title_contents_and_summary(
    tmp_path: Path,
) -> None:
    our_engine.build_with_front(chart_slides(3), tmp_path / "deck.pptx")
    written = list(pptx.Presentation(str(tmp_path / "deck.pptx")).slides)
    assert len(written) == 6
    for content, slide in zip(chart_slides(3), written[3:], strict=True):
        assert list(_chart(slide).plots[0].categories) == list(content.categories)


def test_a_slope_has_no_start_up_in_it() -> None:
    start, each = 7.0, 0.002
    samples = [
        Sample("ours", count, start + each * count + late, 1.0 + each * count, 50 * count, 0)
        for late in (0.0, 0.03, 0.9)  # the last run met a busy machine; the median does not care
        for count in (100, 400)
    ]
    found = slope(samples, "ours")
    assert found.milliseconds == pytest.approx(2.0)
    assert found.cpu_milliseconds == pytest.approx(2.0)
    assert found.bytes_per_slide == 50


def test_the_command_measures_and_keeps_its_figures(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    sizes = ["--few", "1", "--many", "2", "--runs", "1", "--growth", "2"]
    command = [sys.executable, str(BENCHMARKS / "per_slide.py"), *sizes, "--json", str(figures)]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    kept = json.loads(figures.read_text(encoding="utf-8"))
    assert {OURS, PYTHON_PPTX} <= {one["engine"] for one in kept["slopes"]}
    assert all(one["seconds"] > 0 and one["file_bytes"] > 0 for one in kept["samples"])
    assert [one["slides"] for one in kept["growth"]] == [2, 2]
    assert PYTHON_PPTX in shown
    assert "times ours" in shown
