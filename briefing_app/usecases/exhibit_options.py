"""What an exhibit's options say now, and what they could say: for the window's decorations.

All is found out by the doors that a workbook's Options column goes through: what is offered was
read from its words, and was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing_app.deck.slide_writer import SlideWriter
from briefing_app.errors import Place
from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.chart_spec import (
    ChartKind,
    ChartSpec,
    Decoration,
    Mark,
    SegmentLabels,
    TableSpec,
)
from briefing_app.model.data_table import DataTable
from briefing_app.model.exhibit_options import option_named
from briefing_app.model.exhibit_spec import ExhibitSpec
from briefing_app.model.geometry import Box
from briefing_app.model.labels import words_in
from briefing_app.model.number_text import is_percent
from briefing_app.model.topic import Text
from briefing_app.story.decoration_words import decorations
from briefing_app.story.decoration_writing import option_of
from briefing_app.story.exhibit_wish import Wish
from briefing_app.story.exhibits import make_exhibit
from briefing_app.story.plain_text import Wording
from briefing_app.story.table_marks import MARK_OPTIONS
from briefing_app.usecases.decoration_offers import Clicked, proposals
from briefing_app.usecases.engine_frames import JsonObject
from briefing_app.usecases.table_mark_offers import mark_offers

Pairs = tuple[tuple[str, str], ...]
_LEFT_OUT = "chart-decoration-left-out"
_MOST_NAMES = 200
"""Names that are told; a chart of more points is not decorated point by point."""
_UPRIGHT = frozenset(
    {
        ChartKind.COLUMN,
        ChartKind.STACKED_COLUMN,
        ChartKind.FULL_COLUMN,
        ChartKind.LINE,
        ChartKind.AREA,
        ChartKind.STACKED_AREA,
        ChartKind.FULL_AREA,
        ChartKind.COMBINATION,
        ChartKind.WATERFALL,
    }
)
_LYING = frozenset({ChartKind.BAR, ChartKind.STACKED_BAR, ChartKind.FULL_BAR})
"""Kinds whose categories share the length of their axis evenly."""
_INNER = re.compile(
    rb'<c:layoutTarget val="inner"/>.*?<c:x val="([\d.e-]+)"/><c:y val="([\d.e-]+)"/>'
    rb'<c:w val="([\d.e-]+)"/><c:h val="([\d.e-]+)"/>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name on the chart. shown: as it is printed; written: as it stands in the data."""

    shown: str
    written: str


@dataclass(frozen=True, slots=True)
class Picked:
    """An exhibit of a topic in its briefing. box: where it lies on its slide, in EMU."""

    briefing: Briefing
    topic: ChosenTopic
    exhibit: ChosenExhibit
    box: Box
    at: tuple[float, float] | None = None
    """Where it was clicked, as shares of the box's width and height; None for nowhere."""

    @property
    def wording(self) -> Wording:
        """Return how its texts are set."""
        words = words_in(self.briefing.labels, self.briefing.language)
        tables = {id(e.table): e.table for e in self.topic.exhibits if e.table}
        wording = Wording(self.briefing.language, evaluator(), tuple(tables.values()), words)
        return wording.nearest(self.exhibit.table)


def decoration_facts(decoration: Decoration) -> JsonObject:
    """Return a decoration as JSON values."""
    return {
        "mark": decoration.mark.value,
        "series": decoration.series,
        "start": decoration.start,
        "end": decoration.end,
        "measure": decoration.measure.value,
        "value": decoration.value,
        "text": decoration.text,
        "at": decoration.at,
    }


def option_facts(picked: Picked, writer: SlideWriter) -> JsonObject:
    """Return what the options of an exhibit say, and what they could say besides.

    Raises nothing of its own: an exhibit that shows nothing has nothing to be added.
    """
    wording, table = picked.wording, picked.exhibit.table
    spec = _spec(picked, wording, picked.exhibit.request.options)
    options = picked.exhibit.request.options
    facts: JsonObject = {"options": [list(pair) for pair in options], "kind": "", "offered": []}
    if isinstance(spec, ChartSpec) and table is not None:
        return {**facts, **_ChartOptions(picked, writer, wording, table, spec).facts()}
    if isinstance(spec, TableSpec) and table is not None and not spec.compares:
        unmarked = tuple(pair for pair in options if option_named(pair[0]) not in MARK_OPTIONS)
        plain = _spec(picked, wording, unmarked)
        if isinstance(plain, TableSpec):
            return {**facts, "kind": "table", "columns": mark_offers(plain, table, wording.words)}
    return facts


def _spec(picked: Picked, wording: Wording, options: Pairs) -> ExhibitSpec | None:
    """Return what is shown with other options; its title does not matter to them."""
    request = replace(picked.exhibit.request, options=options, title=Text(), headline=Text())
    return make_exhibit(replace(picked.exhibit, request=request), wording, message="").spec


class _ChartOptions:
    def __init__(
        self,
        picked: Picked,
        writer: SlideWriter,
        wording: Wording,
        table: DataTable,
        spec: ChartSpec,
    ) -> None:
        self._picked, self._writer, self._wording, self._spec = picked, writer, wording, spec
        self._options = picked.exhibit.request.options
        self._wish = Wish(table, (), "", "", wording.language, "", Place(), wording.words)
        self._categories = _named(spec.categories, wording.words)
        self._series = _named([one.name for one in spec.series], wording.words)
        self._drawn = self._draw(spec)

    def facts(self) -> JsonObject:
        clicked = self._clicked()
        told = len(self._spec.categories) <= _MOST_NAMES
        return {
            "kind": self._spec.kind.value,
            "percent": is_percent(self._spec.number_format),
            "time": self._spec.time,
            "categories": _listed(self._categories) if told else [],
            "series": _listed(self._series),
            "set": [*self._set()],
            "offered": [decoration_facts(self._written(one)) for one in self._offered(clicked)],
            "controls": [*self._controls()],
            "clicked": -1 if clicked is None else clicked,
        }

    # ------------------------------------------------------------------------ what is set

    def _set(self) -> Iterator[JsonObject]:
        """Return each decoration that options ask for, with the number of its option."""
        for place, (name, value) in enumerate(self._options):
            for one in self._read((option_named(name), value)):
                yield {"option": place, **decoration_facts(self._written(one))}

    def _read(self, pair: tuple[str, str]) -> tuple[Decoration, ...]:
        return decorations(self._spec, replace(self._wish, asked=(pair,)))[0]

    def _written(self, one: Decoration) -> Decoration:
        """Return a decoration with names as they stand in the data."""
        of = {name.shown: name.written for name in (*self._series, *self._categories)}
        return replace(
            one,
            series=of.get(one.series, one.series),
            start=of.get(one.start, one.start),
            end=of.get(one.end, one.end),
            at=of.get(one.at, one.at),
        )

    # -------------------------------------------------------------------- what is possible

    def _offered(self, clicked: int | None) -> Iterator[Decoration]:
        """Return for each mark the first proposal that can be written, read and drawn."""
        done: set[Mark] = set()
        for proposal in proposals(self._spec, clicked):
            if proposal.mark not in done and self._can_be_added(proposal):
                done.add(proposal.mark)
                yield proposal

    def _can_be_added(self, proposal: Decoration) -> bool:
        categories = [name.written for name in self._categories]
        percent = is_percent(self._spec.number_format)
        pair = option_of(self._written(proposal), categories, percent=percent)
        read = self._read(pair)
        if len(read) != 1 or read[0].mark is not proposal.mark:
            return False
        before, left_out = self._drawn
        more = replace(self._spec, decorations=(*self._spec.decorations, *read))
        after, more_left_out = self._draw(more)
        return after != before and more_left_out <= left_out

    def _draw(self, spec: ChartSpec) -> tuple[tuple[bytes, bytes], int]:
        """Return the parts of a chart, and how many of its decorations are left out."""
        box = self._picked.box
        made = self._writer.chart(spec, box.cx, box.cy)
        left_out = sum(finding.code == _LEFT_OUT for finding in made.findings)
        return (made.chart_xml, made.user_shapes), left_out

    def _controls(self) -> Iterator[str]:
        """Return the simple options that change something of this chart."""
        spec, before = self._spec, self._drawn
        if any(self._draw(replace(spec, segment_labels=one)) != before for one in SegmentLabels):
            yield "labels"
        if self._differs("sort", "ascending", "descending", "none"):
            yield "sort"
        if self._differs("other", "3", "none"):
            yield "other"
        if self._shares_a_unit():
            yield "scale"
        if self._draw(replace(spec, show_totals=not spec.show_totals)) != before:
            yield "totals"
        if self._draw(replace(spec, trend=not spec.trend)) != before:
            yield "trend"
        if len(self._focus_names()) > 1:
            yield "focus"

    def _differs(self, option: str, *values: str) -> bool:
        others = tuple(pair for pair in self._options if option_named(pair[0]) != option)
        return any(
            _spec(self._picked, self._wording, (*others, (option, value))) != self._spec
            for value in values
        )

    def _shares_a_unit(self) -> bool:
        """Return whether another chart of the topic could stand on the same scale."""
        others = (one for one in self._picked.topic.exhibits if one is not self._picked.exhibit)
        return any(
            isinstance(spec, ChartSpec) and spec.unit == self._spec.unit
            for one in others
            for spec in (_spec(replace(self._picked, exhibit=one), self._wording, ()),)
        )

    def _focus_names(self) -> tuple[Named, ...]:
        return self._series if len(self._series) > 1 else self._categories

    # ------------------------------------------------------------------- what was clicked

    def _clicked(self) -> Clicked:
        """Return the category whose slot was clicked, None for none."""
        at, spec = self._picked.at, self._spec
        found = _INNER.search(self._drawn[0][0])
        if at is None or found is None or spec.kind not in _UPRIGHT | _LYING:
            return None
        left, top, wide, high = map(float, found.groups())
        share = (at[1] - top) / high if spec.kind in _LYING else (at[0] - left) / wide
        count = len(spec.categories)
        return int(share * count) if 0 <= share < 1 else None


def _named(shown: Iterable[str], words: Mapping[str, str]) -> tuple[Named, ...]:
    """Return names as they are printed and as they stand in the data."""
    written: dict[str, str] = {}
    for name, printed in words.items():
        written.setdefault(printed, name)
    return tuple(Named(name, written.get(name, name)) for name in shown)


def _listed(names: Sequence[Named]) -> list[JsonObject]:
    return [{"shown": name.shown, "written": name.written} for name in names]
