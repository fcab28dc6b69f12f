"""The briefing: the ordered choice of topics, with the data that each exhibit shows."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.model.data_table import DataTable, Workbook
from briefing_app.model.labels import Labels
from briefing_app.model.topic import ExhibitRequest, Topic

LANGUAGES = ("en", "de", "zh")


@dataclass(frozen=True, slots=True)
class ChosenExhibit:
    """An exhibit request and the data table it means; None when there is none to be had."""

    request: ExhibitRequest
    table: DataTable | None


@dataclass(frozen=True, slots=True)
class ChosenTopic:
    """A topic and its exhibits, in order."""

    topic: Topic
    exhibits: tuple[ChosenExhibit, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the deck will be made of. date: as printed; language: one of LANGUAGES."""

    title: str
    topics: tuple[ChosenTopic, ...]
    sources: tuple[Workbook, ...]
    language: str = "en"
    author: str = ""
    date: str = ""
    known: tuple[ChosenTopic, ...] = ()
    """Topics that are not in the deck and that its topics name as related."""
    labels: Labels = ()
    """What labels of the data tables are called in other languages."""
