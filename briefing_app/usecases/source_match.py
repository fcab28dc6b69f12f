"""Which workbook at hand stands for which source of a deck: by name, else by its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.errors import Place
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.facts.figures_again import share_found
from briefing_app.model.data_table import DataTable
from briefing_app.model.deck_record import DeckRecord
from briefing_app.model.finding import Finding, error, info, warning

_ENOUGH = 0.5
"""The share of a source's tables that a workbook of another name must hold."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A workbook that stands for a source of the deck. by: ``name`` or ``tables``."""

    source: str
    content: WorkbookContent
    by: str

    def to_json(self) -> dict[str, object]:
        """Return the JSON form of the contract ``briefing.check/1``."""
        return {"source": self.source, "workbook": self.content.workbook.name, "by": self.by}


def tables_of(content: WorkbookContent) -> tuple[DataTable, ...]:
    """Return the tables that were found and those that were asked for."""
    return (*content.tables, *(table for _, table in content.referenced))


def match_sources(
    record: DeckRecord, contents: Sequence[WorkbookContent], deck: str
) -> tuple[tuple[Matched, ...], tuple[Finding, ...]]:
    """Return the workbook for each source that has one, and what a person must know or say.

    deck: name of the deck, for places.
    """
    place = Place(file=deck)
    names = list(dict.fromkeys(name for name, _ in record.sources))
    matched = [
        Matched(name, same[0], "name") for name in names if len(same := _named(name, contents)) == 1
    ]
    findings: list[Finding] = []
    for name in names:
        if any(one.source == name for one in matched):
            continue
        left = [c for c in contents if not any(c is one.content for one in matched)]
        fitting = _fitting(record, name, _named(name, left) or left)
        if len(fitting) == 1:
            matched.append(Matched(name, fitting[0], "tables"))
            findings.append(_by_tables(name, fitting[0], place))
        elif fitting:
            findings.append(_unclear(name, fitting, place))
    unused = [c for c in contents if not any(c is one.content for one in matched)]
    doubtful = any(finding.code == "source-ambiguous" for finding in findings)
    findings += [_unused(content, place) for content in unused if not doubtful]
    return tuple(matched), tuple(findings)


def _named(name: str, contents: Sequence[WorkbookContent]) -> list[WorkbookContent]:
    return [c for c in contents if c.workbook.name.casefold() == name.casefold()]


def _fitting(
    record: DeckRecord, source: str, contents: Sequence[WorkbookContent]
) -> list[WorkbookContent]:
    """Return the workbooks that hold most of a source's tables: several where they tie."""
    shares = [share_found(record, source, tables_of(content)) for content in contents]
    best = max(shares, default=0.0)
    return [
        content
        for content, share in zip(contents, shares, strict=True)
        if share == best and share >= _ENOUGH
    ]


def _by_tables(source: str, content: WorkbookContent, place: Place) -> Finding:
    return info(
        "source-by-tables",
        f"“{content.workbook.name}” is taken for “{source}”: it holds its tables.",
        "Nothing, if that is so; else give the workbook that is meant.",
        place,
    )


def _unclear(source: str, fitting: Sequence[WorkbookContent], place: Place) -> Finding:
    listed = ", ".join(f"“{c.workbook.name}” ({c.workbook.sha256[:8]})" for c in fitting)
    return error(
        "source-ambiguous",
        f"Several workbooks may stand for “{source}”: {listed}. None of them is used.",
        "Give only the one that is meant.",
        place,
    )


def _unused(content: WorkbookContent, place: Place) -> Finding:
    return warning(
        "workbook-unused",
        f"“{content.workbook.name}” holds no table that the deck was made from; it is not used.",
        "Give the workbook that takes the place of the deck's source.",
        place,
    )
