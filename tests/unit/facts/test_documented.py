"""What docs/bound-values.md says is printed is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from briefing_app.model.bound_text import BoundText
from briefing_app.model.data_table import DataTable

MakeGrid = Callable[..., DataTable]
Fill = Callable[..., BoundText]
PAGE = Path(__file__).parents[3] / "docs" / "bound-values.md"
ROW = re.compile(r"^\| (`.*) \|$", re.MULTILINE)


def rows() -> list[list[str]]:
    found = [re.split(r"(?<!\\) \| ", match[1]) for match in ROW.finditer(PAGE.read_text("utf-8"))]
    return [[cell.replace("\\|", "|").strip() for cell in row] for row in found]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def test_the_examples_print_what_the_page_says(make_grid: MakeGrid, fill: Fill) -> None:
    accounts = make_grid([("Revenue",)], {("2019",): [1000.0], ("2024",): [1234.5]}, unit="€ m")
    larger = [(f"C{i}",) for i in range(8)]
    economies = make_grid(
        [*larger, ("Brazil",)],
        {("2024",): [*map(float, range(90, 98)), 7.0]},
        title="GDP",
        sheet="G",
    )
    examples = [row for row in rows() if len(row) == 2 and "{" in row[0] and "{{" not in row[0]]
    assert len(examples) == 4
    for written, printed in examples:
        assert plain(fill(written.strip("`"), accounts, economies).text) == printed


def test_the_words_of_scale_print_what_the_page_says(make_grid: MakeGrid, fill: Fill) -> None:
    table = make_grid([("R",)], {("2024",): [1_234_500_000.0]}, unit="€")
    examples = [row for row in rows() if len(row) == 4]
    assert len(examples) == 3
    for row in examples:
        shown = [
            plain(fill(f"{{R[2024] | {row[0].strip('`')}}}", table, language=code).text)
            for code in ("en", "de", "zh")
        ]
        assert shown == row[1:]


def test_every_code_of_a_finding_is_explained() -> None:
    page = PAGE.read_text("utf-8")
    room = Path(__file__).parents[3] / "briefing_app" / "facts"
    sources = "".join(path.read_text("utf-8") for path in sorted(room.glob("*.py")))
    codes = set(re.findall(r'"(bound-[a-z-]+)"', sources))
    assert len(codes) >= 14
    assert {code for code in codes if f"`{code}`" not in page} == set()
