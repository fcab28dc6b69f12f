"""What became of a deck's figures, told as findings: one for each figure that is another now.

Moves and doubts are told once for each exhibit, since its cells share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing_app.errors import Place
from briefing_app.model.deck_record import ExhibitNow, FigureNow, Status, TableNow
from briefing_app.model.finding import Finding, error, info, warning

_MOST = 6
_UPDATE = "Build the deck again, or correct the slide."


@dataclass(frozen=True, slots=True)
class SlideNow:
    """What became of the figures of one slide. number: 1-based; values: those in texts."""

    number: int
    exhibits: tuple[ExhibitNow, ...]
    values: tuple[FigureNow, ...]
    uncompared: int = 0
    """Texts' values and exhibits of which the deck does not say which cells they show."""

    @property
    def figures(self) -> tuple[FigureNow, ...]:
        """Return the figures of texts and exhibits."""
        return (*self.values, *(f for exhibit in self.exhibits for f in exhibit.figures))


def figure_findings(slides: Sequence[SlideNow], deck: str) -> Iterator[Finding]:
    """Yield the findings of all slides. deck: name of the deck, for places."""
    for slide in slides:
        if slide.uncompared:
            yield _uncompared(slide, deck)
        for value in slide.values:
            yield from _of_value(value, _place(deck, slide.number, value.shape))
        for exhibit in slide.exhibits:
            yield from _of_exhibit(exhibit, _place(deck, slide.number, exhibit.shape))


def _uncompared(slide: SlideNow, deck: str) -> Finding:
    return warning(
        "figures-uncompared",
        "Figures of the slide are summed up from many cells, or made by an earlier version; they "
        "are not compared one by one.",
        "Build the deck again where its workbook changed.",
        Place(file=deck, slide=slide.number),
    )


def table_findings(tables: Iterable[TableNow], deck: str) -> Iterator[Finding]:
    """Yield a finding for each table that moved and that only texts speak of."""
    for table in tables:
        if table.now and table.was != table.now:
            what = f"What stood in {table.was} now stands in {table.now}."
            yield info("table-moved", what, "Nothing; the labels say so.", Place(file=deck))


def _place(deck: str, slide: int, shape: str) -> Place:
    return Place(file=deck, slide=slide, slot=shape.rpartition("#")[2])


def _of_value(value: FigureNow, place: Place) -> Iterator[Finding]:
    if value.status is Status.CHANGED:
        yield _changed(value, place)
    elif value.status is Status.AMBIGUOUS:
        what = f"“{value.was}” from {value.cell} may be any of {_listed(value.candidates)}."
        yield error("figure-ambiguous", what, _ASK, place)
    elif value.status is Status.LOST:
        yield error("figure-lost", _lost(value), _near(value.candidates), place)


_ASK = "Say which is meant: make the labels or titles in the workbook differ, and check again."


def _lost(value: FigureNow) -> str:
    return " ".join(filter(None, (f"“{value.was}” from {value.cell} is not found.", value.why)))


def _near(candidates: Sequence[str]) -> str:
    if not candidates:
        return "Look whether its row, column or table was deleted or renamed."
    return f"Nearest: {_listed(candidates)}; were the labels renamed?"


def _changed(figure: FigureNow, place: Place) -> Finding:
    where = f"{figure.cell}, now {figure.cell_now}" if _has_moved(figure) else figure.cell
    if figure.why:
        what = f"“{figure.was}” cannot be computed any more ({where}). {figure.why}"
        return error("figure-changed", what, _UPDATE, place)
    if figure.unseen:
        what = f"“{figure.was}” ({where}) changed in digits that are not printed."
        return info("figure-changed", what, "Nothing, unless the digits matter.", place)
    shown = f"“{figure.shown_now}”" if figure.shown_now else "empty"
    return warning("figure-changed", f"“{figure.was}” is now {shown} ({where}).", _UPDATE, place)


def _has_moved(figure: FigureNow) -> bool:
    return figure.cell != figure.cell_now


def _of_exhibit(exhibit: ExhibitNow, place: Place) -> Iterator[Finding]:
    table = exhibit.table
    if table.candidates:
        yield _which_table(table, place)
        return
    if not table.now:
        near = tuple(dict.fromkeys(c for f in exhibit.figures for c in f.candidates))
        what = f"The table {table.was} is not found: no table has its labels."
        yield error("table-lost", what, _near(near), place)
        return
    if table.was != table.now or any(f.status is Status.MOVED for f in exhibit.figures):
        yield _moved(exhibit, place)
    for figure in exhibit.figures:
        if figure.status is Status.CHANGED:
            yield _changed(figure, place)
    for status in (Status.AMBIGUOUS, Status.LOST):
        found = [f for f in exhibit.figures if f.status is status]
        if found:
            yield _open(found, status, place)


def _which_table(table: TableNow, place: Place) -> Finding:
    if len(table.candidates) == 1:
        what = f"The table {table.was} may be {table.candidates[0]} now, or another one."
    else:
        what = f"The table {table.was} may be any of {_listed(table.candidates)} now."
    return error("table-ambiguous", what, _ASK, place)


def _moved(exhibit: ExhibitNow, place: Place) -> Finding:
    table = exhibit.table
    moved = [f for f in exhibit.figures if f.cell_now and _has_moved(f)]
    example = f", such as {moved[0].cell} to {moved[0].cell_now}" if moved else ""
    what = f"The table {table.was} is now {table.now}; {len(moved)} figures moved{example}."
    return info("table-moved", what, "Nothing; the labels say so.", place)


def _open(figures: Sequence[FigureNow], status: Status, place: Place) -> Finding:
    cells = _listed([figure.cell for figure in figures])
    near = tuple(dict.fromkeys(c for figure in figures for c in figure.candidates))
    if status is Status.AMBIGUOUS:
        what = f"{_counted(figures)} have labels that stand more than once: {cells} may be any of "
        return error("figure-ambiguous", f"{what}{_listed(near)}.", _ASK, place)
    what = f"{_counted(figures)} are not found, since their labels are gone: {cells}."
    return error("figure-lost", what, _near(near), place)


def _counted(figures: Sequence[FigureNow]) -> str:
    return f"{len(figures)} figures" if len(figures) > 1 else "1 figure"


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return ", ".join(texts[:_MOST]) + more
