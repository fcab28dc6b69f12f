"""A file stops at 600 lines, a function at 50."""

from __future__ import annotations

import ast
from pathlib import Path

LONGEST_FILE = 600
LONGEST_FUNCTION = 50


def long_functions(text: str) -> dict[str, int]:
    """Return the functions that are too long, with their lines."""
    functions = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    return {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}


def test_no_file_is_too_long(programs: list[Path]) -> None:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in programs}
    assert len(lengths) > 20
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long(programs: list[Path]) -> None:
    found = {str(path): long_functions(path.read_text("utf-8")) for path in programs}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_long_function_is_seen() -> None:
    body = "    x = 1\n" * LONGEST_FUNCTION
    assert long_functions(f"class A:\n  def f(self):\n{body}") == {"f": LONGEST_FUNCTION + 1}
    assert long_functions(f"async def f():\n{body[10:]}") == {}
