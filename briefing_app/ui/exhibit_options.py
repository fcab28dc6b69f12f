"""The options of an exhibit in the window: what the engine told of them, and how they change.

Every change gives new (name, value) pairs, as they would stand in a workbook's Options column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from briefing_app.model.chart_spec import Decoration, Mark, Measure
from briefing_app.model.exhibit_options import option_named
from briefing_app.story.decoration_writing import option_of
from briefing_app.story.table_marks import LIGHTS, MARK_OPTIONS
from briefing_app.usecases.engine_frames import JsonObject

Pairs = tuple[tuple[str, str], ...]
_NEW = -1


@dataclass(frozen=True, slots=True)
class Name:
    """A series or a category. shown: as it is printed; written: as it stands in the data."""

    shown: str
    written: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A decoration that is set. option: place of the pair that asks for it."""

    option: int
    decoration: Decoration


@dataclass(frozen=True, slots=True)
class CellMarks:
    """Marks in a column of a table. limits: of lights, the better one first, or ""."""

    mark: str
    column: str
    limits: str = ""


@dataclass(frozen=True, slots=True)
class MarkedColumn:
    """A column of a table and the marks that it can have."""

    name: Name
    marks: tuple[CellMarks, ...]


@dataclass(frozen=True, slots=True)
class ExhibitOptions:
    """What is said of an exhibit beside its texts, and what could be.

    number: of the exhibit, 0 for none; kind: as a topic library names it, "" for what takes no
    decorations; own: a person set the options here; clicked: place of the category that was
    clicked, -1 for none.
    """

    item: str = ""
    number: int = 0
    kind: str = ""
    own: bool = False
    options: Pairs = ()
    percent: bool = False
    categories: tuple[Name, ...] = ()
    series: tuple[Name, ...] = ()
    placed: tuple[Placed, ...] = ()
    offered: tuple[Decoration, ...] = ()
    controls: tuple[str, ...] = ()
    columns: tuple[MarkedColumn, ...] = ()
    clicked: int = -1

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to be set and nothing that is."""
        return not (self.placed or self.offered or self.controls or self.columns)

    @property
    def focus_names(self) -> tuple[Name, ...]:
        """Return what a headline may speak of; a name with a comma would be read as two."""
        names = self.series if len(self.series) > 1 else self.categories
        return tuple(name for name in names if "," not in name.written)

    def shown(self, written: str) -> str:
        """Return how a name is printed."""
        names = (*self.categories, *self.series)
        return next((name.shown for name in names if name.written == written), written)

    # -------------------------------------------------------------------------- decorations

    def added(self, decoration: Decoration) -> ExhibitOptions:
        """Return the options with one decoration more, the last one."""
        return self._placed((*self.placed, Placed(_NEW, decoration)))

    def changed(self, place: int, decoration: Decoration) -> ExhibitOptions:
        """Return the options with another decoration at a place."""
        new = replace(self.placed[place], decoration=decoration)
        return self._placed((*self.placed[:place], new, *self.placed[place + 1 :]))

    def removed(self, place: int) -> ExhibitOptions:
        """Return the options without the decoration at a place."""
        return self._placed((*self.placed[:place], *self.placed[place + 1 :]))

    def _placed(self, placed: Sequence[Placed]) -> ExhibitOptions:
        """Return the options with these decorations; pairs whose own stay are left as they are."""
        pairs: list[tuple[str, str]] = []
        kept: list[Placed] = []
        for number, pair in enumerate((*self.options, ("", ""))):
            is_end = number == len(self.options)
            wanted = [one for one in placed if one.option == (_NEW if is_end else number)]
            if not is_end and wanted == [one for one in self.placed if one.option == number]:
                kept += [replace(one, option=len(pairs)) for one in wanted]
                pairs.append(pair)
                continue
            for one in wanted:
                kept.append(Placed(len(pairs), one.decoration))
                pairs.append(self._pair(one.decoration))
        return replace(self, options=tuple(pairs), placed=tuple(kept), own=True)

    def _pair(self, decoration: Decoration) -> tuple[str, str]:
        categories = [name.written for name in self.categories]
        return option_of(decoration, categories, percent=self.percent)

    # ------------------------------------------------------------------------ simple options

    def value(self, option: str) -> str:
        """Return what is said of an option, "" where nothing is."""
        return {option_named(name): said for name, said in self.options}.get(option, "")

    def says(self, option: str) -> bool:
        """Return whether an option stands there at all."""
        return any(option_named(name) == option for name, _ in self.options)

    def with_value(self, option: str, value: str | None) -> ExhibitOptions:
        """Return the options with another value of one, None to leave it out."""
        kept: list[tuple[str, str]] = []
        moved: dict[int, int] = {}
        at = -1
        for number, pair in enumerate(self.options):
            if option_named(pair[0]) == option:
                if value is not None and at < 0:
                    at = len(kept)
                    kept.append((option, value))
                continue
            moved[number] = len(kept)
            kept.append(pair)
        if value is not None and at < 0:
            kept.append((option, value))
        placed = tuple(replace(one, option=moved[one.option]) for one in self.placed)
        return replace(self, options=tuple(kept), placed=placed, own=True)

    def focus(self) -> tuple[str, ...]:
        """Return the names in focus, as they are written."""
        names = (name.strip() for name in self.value("focus").split(","))
        return tuple(name for name in names if name)

    def with_focus(self, written: str) -> ExhibitOptions:
        """Return the options with one name in focus, or without it where it is there already."""
        now = self.focus()
        same = [name for name in now if name.casefold() == written.casefold()]
        if not same:
            return self.with_value("focus", written or None)
        left = [name for name in now if name not in same]
        return self.with_value("focus", ", ".join(left) or None)

    # --------------------------------------------------------------------- marks in cells

    @property
    def cell_marks(self) -> tuple[CellMarks, ...]:
        """Return the marks in the columns of a table."""
        return tuple(
            _cell_marks(option, part.strip())
            for option in MARK_OPTIONS
            for part in self.value(option).split(",")
            if part.strip()
        )

    def with_cell_marks(self, marks: Iterable[CellMarks]) -> ExhibitOptions:
        """Return the options with these marks and no others."""
        wanted, made = tuple(marks), self
        for option in MARK_OPTIONS:
            value = ", ".join(_mark_words(one) for one in wanted if one.mark == option)
            if value != self.value(option):
                made = made.with_value(option, value or None)
        return made


def _cell_marks(option: str, words: str) -> CellMarks:
    name, _, tail = words.rpartition(" ")
    if option == LIGHTS and name and is_limits(tail):
        return CellMarks(option, name, tail)
    return CellMarks(option, words)


def _mark_words(one: CellMarks) -> str:
    return f"{one.column} {one.limits}" if one.limits else one.column


def is_limits(text: str) -> bool:
    """Return whether a text is two limits: ``10/5``."""
    try:
        return len([float(part) for part in text.split("/")]) == 2
    except ValueError:
        return False


# ------------------------------------------------------------------------- what the engine told


def options_of(facts: JsonObject) -> ExhibitOptions:
    """Return what an answer of the engine tells."""
    if not facts.get("number"):
        return ExhibitOptions(str(facts["item"]))
    pairs = cast(list[list[str]], facts["options"])
    return ExhibitOptions(
        item=str(facts["item"]),
        number=cast(int, facts["number"]),
        kind=str(facts["kind"]),
        own=bool(facts["own"]),
        options=tuple((name, value) for name, value in pairs),
        percent=bool(facts.get("percent")),
        categories=_names(facts.get("categories")),
        series=_names(facts.get("series")),
        placed=tuple(
            Placed(cast(int, one["option"]), _decoration(one)) for one in _all(facts.get("set"))
        ),
        offered=tuple(_decoration(one) for one in _all(facts.get("offered"))),
        controls=tuple(map(str, cast(list[str], facts.get("controls") or []))),
        columns=tuple(_column(one) for one in _all(facts.get("columns"))),
        clicked=cast(int, facts.get("clicked", -1)),
    )


def _all(facts: object) -> list[JsonObject]:
    return cast(list[JsonObject], facts or [])


def _names(facts: object) -> tuple[Name, ...]:
    return tuple(Name(str(one["shown"]), str(one["written"])) for one in _all(facts))


def _column(facts: JsonObject) -> MarkedColumn:
    name = Name(str(facts["column"]), str(facts["written"]))
    marks = tuple(
        CellMarks(str(one["mark"]), name.written, str(one["limits"]))
        for one in _all(facts["marks"])
    )
    return MarkedColumn(name, marks)


def _decoration(facts: JsonObject) -> Decoration:
    value = facts["value"]
    return Decoration(
        Mark(str(facts["mark"])),
        series=str(facts["series"]),
        start=str(facts["start"]),
        end=str(facts["end"]),
        measure=Measure(str(facts["measure"])),
        value=value if isinstance(value, int | float) else None,
        text=str(facts["text"]),
        at=str(facts["at"]),
    )
