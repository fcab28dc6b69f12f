"""What an exhibit shows that is neither chart nor plain table: events in time, single figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing_app.model.chart_spec import ChartSpec, TableSpec


class TextExhibit(StrEnum):
    """The kinds of exhibit made of texts, named as a topic library names them."""

    COMPARISON = "comparison"
    TIMELINE = "timeline"
    TILES = "tiles"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """An event. day: where it stands on the axis, in days since 1 January of the year 1.

    date, event, detail: as printed; for what has no exact day, ``day`` is the middle of its month,
    quarter or year.
    """

    day: float
    date: str
    event: str
    detail: str = ""
    focus: bool = False


@dataclass(frozen=True, slots=True)
class TimelineSpec:
    """Events in the order of their days.

    addresses: the A1 address of each event's row, one text per column, or () for computed ones.
    """

    events: tuple[TimelineEvent, ...]
    addresses: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    unit: str = ""
    language: str = "en"
    message: str = ""


class Judgement(StrEnum):
    """Whether a change is for the better; by default nobody says."""

    NONE = ""
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with what it is, and how it changed ("" where that is not told)."""

    figure: str
    label: str
    change: str = ""
    judgement: Judgement = Judgement.NONE
    focus: bool = False


@dataclass(frozen=True, slots=True)
class TilesSpec:
    """Single figures side by side, in the order of the sheet."""

    tiles: tuple[Tile, ...]
    addresses: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    unit: str = ""
    language: str = "en"
    message: str = ""


ExhibitSpec = ChartSpec | TableSpec | TimelineSpec | TilesSpec
