"""What a partner would see first: no label on another, none out of its chart, none clipped.

Generated charts of every kind, printed by LibreOffice and measured there (label_measure.py). By day
a deck with a chart of each kind; by night five hundred.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_app.charts.families import FAMILIES
from briefing_app.model.chart_spec import ChartKind, ChartSpec, SegmentLabels
from briefing_app.model.number_text import number_text
from briefing_app.typeset.metrics import Metrics, TextStyle
from briefing_app.usecases.shipped_files import load_metrics, load_template
from tests.deck.chart_decks import Size, chart_deck
from tests.deck.conftest import Deck
from tests.deck.generated_charts import SEED, charts
from tests.deck.label_measure import (
    Box,
    Measured,
    Promise,
    Word,
    frame_of,
    measure,
    promises,
    stretched,
    words_of_pages,
)
from tests.deck.segment_measure import AIR, Segment, segments

if TYPE_CHECKING:
    from tests.conftest import Decks

pytestmark = pytest.mark.needs("soffice", "pdftotext")

NIGHTLY, BATCH = 500, 50
DAILY = max(24, len(FAMILIES))
LEAST_PT, LINE = 8.0, 1.2
COVERED = 0.98
STACKS = (
    ChartKind.STACKED_COLUMN,
    ChartKind.STACKED_BAR,
    ChartKind.FULL_COLUMN,
    ChartKind.FULL_BAR,
    ChartKind.STACKED_CLUSTERED,
    ChartKind.MARIMEKKO,
    ChartKind.MARIMEKKO_UNITS,
    ChartKind.PIE,
    ChartKind.DOUGHNUT,
)
_SHARES = (ChartKind.MARIMEKKO, ChartKind.MARIMEKKO_UNITS)


@dataclass(frozen=True)
class Printed:
    """A chart as asked for, and its labels and segments on the page."""

    number: int
    spec: ChartSpec
    size: Size
    words: tuple[Word, ...]
    measured: Measured
    segments: tuple[Segment, ...]

    def __str__(self) -> str:
        spec = self.spec
        marks = ", ".join(one.mark for one in spec.decorations)
        return (
            f"{spec.kind} {self.number // len(FAMILIES)}, "
            f"{len(spec.categories)} by {len(spec.series)}, "
            f"{self.size[0]:g} by {self.size[1]:g} cm, "
            f"{spec.language}, {spec.number_format}, {marks or 'plain'}"
        )


@cache
def _family() -> str:
    return load_template("client-16x9").theme.minor.latin


def printed(
    asked: Sequence[tuple[ChartSpec, Size]], first: int, folder: Path, decks: Decks
) -> list[Printed]:
    """Return charts as LibreOffice prints them; the deck is checked at the end of the session."""
    deck = chart_deck(asked, load_template("client-16x9"), load_metrics())
    path = folder / f"charts-{first}.pptx"
    path.write_bytes(deck.content)
    decks.add(deck.content, path.name)
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=300)
    pages = words_of_pages(path.with_suffix(".pdf"))
    assert len(pages) == len(asked)
    read = Deck(path)
    return [
        _on_page(read, slide, first + n, asked[n], pages[n]) for n, slide in enumerate(read.slides)
    ]


def _on_page(
    deck: Deck, slide: str, number: int, asked: tuple[ChartSpec, Size], words: Sequence[Word]
) -> Printed:
    related = deck.related(slide).values()
    (chart,) = [target for kind, target in related if kind == "chart"]
    drawn = [t for kind, t in deck.related(chart).values() if kind == "chartUserShapes"]
    root, frame = deck.tree(chart), frame_of(deck.tree(slide))
    promised = promises(root, deck.tree(drawn[0]) if drawn else None)
    return Printed(
        number,
        asked[0],
        asked[1],
        tuple(words),
        measure(words, frame, promised),
        tuple(segments(root, frame, _widths(asked[0]))) if asked[0].kind in STACKS else (),
    )


def _widths(spec: ChartSpec) -> tuple[float, ...]:
    """Return how wide the columns of a Marimekko are, in any unit; () for other charts."""
    if spec.kind not in _SHARES:
        return ()
    columns = zip(*(series.values for series in spec.series), strict=True)
    return spec.widths or tuple(
        sum(value for value in column if isinstance(value, float)) for column in columns
    )


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory, decks: Decks) -> list[Printed]:
    """Return a chart of each kind, printed."""
    return printed(charts(DAILY), 0, tmp_path_factory.mktemp("labels"), decks)


@pytest.fixture(scope="module")
def nightly(tmp_path_factory: pytest.TempPathFactory, decks: Decks) -> list[Printed]:
    """Return the charts of the night, printed; they are drawn anew, so none is known from the day.

    In decks of some slides each, since LibreOffice opens a long one slowly.
    """
    folder, asked = tmp_path_factory.mktemp("many labels"), charts(NIGHTLY, SEED + 1)
    return [
        one
        for first in range(0, NIGHTLY, BATCH)
        for one in printed(asked[first : first + BATCH], first, folder, decks)
    ]


def _assert_apart(shown: Sequence[Printed]) -> None:
    """Fail with all faults of all charts; there must have been labels to look at."""
    assert sum(len(one.measured.labels) for one in shown) > 8 * len(shown)
    found = []
    for one in shown:
        faults = [*one.measured.faults(), *stretched(one.words, load_metrics(), _family())]
        if faults:
            found.append("\n    ".join([str(one), *faults[:5]]))
    told = f"{len(found)} of {len(shown)} charts have faults:\n"
    assert not found, told + "\n".join(found)


def test_labels_are_whole_apart_and_in_their_chart(daily: list[Printed]) -> None:
    _assert_apart(daily)


@pytest.mark.nightly
def test_labels_of_many_charts_are_whole_apart_and_in_their_chart(nightly: list[Printed]) -> None:
    _assert_apart(nightly)


# --- segments with room have their label ------------------------------------------------------


def _text(spec: ChartSpec, segment: Segment) -> str:
    """Return what a segment's label would say, as far as it is asked for."""
    amount = segment.value
    if spec.kind in (*_SHARES, ChartKind.FULL_COLUMN, ChartKind.FULL_BAR):
        # What is drawn are shares; the labels say the figures.
        figure = spec.series[segment.series].values[segment.point]
        amount = figure if isinstance(figure, float) else amount
    value = number_text(amount, spec.number_format, spec.language)
    share = number_text(segment.share, "0%", spec.language)
    if spec.segment_labels is SegmentLabels.SHARE:
        return share
    return f"{value} ({share})" if spec.segment_labels is SegmentLabels.BOTH else value


def has_room(spec: ChartSpec, segment: Segment, metrics: Metrics) -> bool:
    """Return whether the label fits at the least size with air around it."""
    style = TextStyle(_family(), LEAST_PT)
    return segment.has_room(metrics.width(_text(spec, segment), style), LEAST_PT * LINE)


def _assert_covered(shown: Sequence[Printed], least: int) -> None:
    metrics = load_metrics()
    roomy = [
        (one, segment)
        for one in shown
        for segment in one.segments
        if has_room(one.spec, segment, metrics)
    ]
    assert len(roomy) >= least
    bare = [
        f"{one}: {segment.value:g} in {segment.box}"
        for one, segment in roomy
        if not segment.shows(one.measured.labels)
    ]
    told = f"{len(bare)} of {len(roomy)} segments with {AIR} times the room have no label:\n"
    assert len(bare) <= (1 - COVERED) * len(roomy), told + "\n".join(bare[:40])


def test_segments_with_room_have_their_label(daily: list[Printed]) -> None:
    _assert_covered(daily, 10)


@pytest.mark.nightly
def test_segments_with_room_have_their_label_in_many_charts(nightly: list[Printed]) -> None:
    _assert_covered(nightly, 200)


# --- the measure sees what is wrong -----------------------------------------------------------


def test_a_label_moved_onto_another_is_seen(daily: list[Printed]) -> None:
    """On real pages: each of these would pass unseen if the measure were blind."""
    one = next(p for p in daily if len(p.measured.labels) > 4 and not p.measured.faults())
    first, second = one.measured.labels[:2]
    there, width = second.words[0].box, first.words[0].box
    onto = replace(
        first.words[0],
        box=Box(there.left, there.top, there.left + width.right - width.left, there.bottom),
    )
    moved = replace(first, words=(onto, *first.words[1:]))
    rest = one.measured.labels[1:]
    faults = Measured(one.measured.frame, [moved, *rest]).faults()
    assert any("overlap" in fault for fault in faults)


def test_a_label_that_is_gone_or_outside_is_seen(daily: list[Printed]) -> None:
    one = next(p for p in daily if len(p.measured.labels) > 4 and not p.measured.faults())
    promised = [Promise((label.text,)) for label in one.measured.labels]
    gone = set(one.measured.labels[0].words)
    left = [word for word in one.words if word not in gone]
    frame = one.measured.frame
    assert measure(left, frame, promised).missing == [one.measured.labels[0].text]
    narrow = Box(frame.left, frame.top, frame.left + 20, frame.bottom)
    assert any("leaves the frame" in fault for fault in measure(left, narrow, promised).faults())
