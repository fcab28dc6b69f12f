"""The files that a fuzzer kept, each of which ended in a way of its own, read again.

``python -m tests.fuzz.grow`` grows them.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from briefing_app.excel import truth, workbook_parser
from tests.fuzz import grow
from tests.fuzz.mutations import content_of, entries_of, mutated
from tests.fuzz.outcomes import outcome
from tests.fuzz.seeds import seeds

KEPT = sorted(grow.CORPUS.iterdir())
NIGHT = 120.0
"""Seconds of a longer run."""


@pytest.mark.parametrize("path", KEPT, ids=[path.stem for path in KEPT])
def test_a_kept_file_ends_in_one_error_or_a_content(path: Path) -> None:
    assert outcome(path.read_bytes(), f"book{path.suffix}")


def test_the_kept_files_are_few_and_end_in_many_ways() -> None:
    assert sum(path.stat().st_size for path in KEPT) <= grow.LARGEST_CORPUS
    ways = {outcome(path.read_bytes(), f"book{path.suffix}") for path in KEPT}
    assert len(ways) > 20


@pytest.mark.parametrize("name", seeds())
def test_the_fuzzer_starts_from_workbooks_with_tables(name: str) -> None:
    assert not outcome(seeds()[name], name).startswith(("0 tables", "File", "Input"))


def test_the_same_seed_changes_a_file_in_the_same_way() -> None:
    def changed(seed: int) -> list[bytes]:
        content, chance = seeds()["book.xlsx"], random.Random(seed)  # noqa: S311
        return [mutated(content, [content], chance) for _ in range(20)]

    assert changed(1) == changed(1)
    assert changed(1) != changed(2)
    assert len(set(changed(1))) > 15


def test_a_file_is_put_together_as_it_was_taken_apart() -> None:
    for content in seeds().values():
        assert content_of(entries_of(content)) == content


def test_the_fuzzer_sees_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that trips over filters is caught within some hundred files."""
    read = truth.truth_findings

    def tripping(*arguments: object, **named: object) -> object:
        found = read(*arguments, **named)  # type: ignore[arg-type]
        if any(finding.code == "hidden-cells" for finding in found):
            raise ZeroDivisionError
        return found

    monkeypatch.setattr(workbook_parser, "truth_findings", tripping)
    fuzzer = grow.Fuzzer(random.Random(3))  # noqa: S311
    assert fuzzer.take("book.xlsx", seeds()["book.xlsx"])
    assert not fuzzer.take("book.xlsx", seeds()["book.xlsx"])
    parts = dict(entries_of(seeds()["book.xlsx"]))
    parts["xl/sheet1.xml"] = parts["xl/sheet1.xml"].replace(b'<row r="4"', b'<row hidden="1" r="4"')
    assert fuzzer.take("book.xlsx", content_of(list(parts.items())))
    assert any("ZeroDivisionError" in what for _, _, what in fuzzer.faults)


@pytest.mark.nightly
def test_a_longer_run_finds_no_fault() -> None:
    assert grow.main(["--seconds", str(NIGHT), "--seed", "99", "--dry"]) == 0
