"""What an edit costs in a briefing that is open: beside building the whole of it anew.

``python benchmarks/edits.py`` measures a briefing of 100 slides with a chart each (``--slides``).
For each kind of edit: the time from the edited project to the new list of slides - drafted,
planned, laid out, written, hashed -, the time to draw the slides whose pictures changed among the
first, and the edit as a share of doing all of it anew in a new preview. Medians of several edits.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # works from a bare checkout too

from benchmarks.content import ChartSlide, chart_slides
from benchmarks.our_engine import METRICS, TEMPLATE, table_of
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model import edits
from briefing_app.model.edits import Edit, Pick
from briefing_app.model.project import Project
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic
from briefing_app.usecases.preview import Preview
from briefing_app.usecases.project_draft import DraftMemory, draft_project

BAR_MS = 100.0
"""What an edit of 100 slides may cost in all."""
_TIMES = 15
Change = Callable[[Project, int], Edit]
"""Returns an edit of a project; the number makes each another."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of one edit. slides: how many pictures changed; drawing: of the first."""

    update: float
    slides: int
    drawing: float


class Bench:
    """A briefing that is open."""

    def __init__(self, content: WorkbookContent) -> None:
        self.contents = {"s1": content}
        self.memory = DraftMemory()
        self.preview = Preview(TEMPLATE, METRICS)

    def show(self, project: Project) -> None:
        """Bring the slides up to date."""
        drafted = draft_project(project, self.contents, self.memory)
        self.preview.update(drafted.draft)

    def cost(self, edit: Edit) -> Cost:
        """Return what it costs to show an edit and to draw the first slide that it changed."""
        before = {face.key: face.digest for face in self.preview.faces}
        start = time.perf_counter()
        self.show(edit.project)
        shown = time.perf_counter()
        faces = self.preview.faces
        changed = [face.key for face in faces if before.get(face.key) != face.digest]
        if edit.item:
            own = [face.key for face in faces if face.item == edit.item]
            changed.sort(key=lambda key: key not in own)
        mark = time.perf_counter()
        if changed:
            self.preview.drawing(changed[0])
        drawn = time.perf_counter()
        return Cost((shown - start) * 1e3, len(changed), (drawn - mark) * 1e3)


def content_of(slides: list[ChartSlide]) -> WorkbookContent:
    """Return a workbook with a topic library of these slides."""
    tables = tuple(table_of(slide) for slide in slides)
    topics = tuple(
        Topic(
            f"area-{slide.number}",
            Text(slide.title),
            standfirst=Text(slide.standfirst),
            section=Text("Areas"),
            source=Text(slide.source),
            messages=tuple(KeyMessage(Text(m.text), Text(m.heading)) for m in slide.messages),
            exhibits=(ExhibitRequest("stacked column", table.id),),
        )
        for slide, table in zip(slides, tables, strict=True)
    )
    return WorkbookContent(tables[0].workbook, tables, (), topics, True, "Areas", "", ())


def project_of(content: WorkbookContent) -> Project:
    """Return a briefing of all topics."""
    book = content.workbook
    project = edits.add_sources(Project(), [(f"/{book.name}", book.name, book.sha256)]).project
    picks = [Pick("s1", topic=topic.id) for topic in content.topics]
    return edits.add_items(project, picks).project


def changes(content: WorkbookContent) -> Iterator[tuple[str, Change]]:
    """Yield the kinds of edits that are measured, all but the last of an item in the middle."""
    topic = content.topics[len(content.topics) // 2]
    key = f"s1/topic:{topic.id}"
    messages = [(m.heading.default, m.text.default) for m in topic.messages]
    words = "Margins recovered in the spring"

    def message(project: Project, n: int) -> Edit:
        return edits.change_message(project, key, messages, 0, ("Heading", f"{words} {n}"))

    kinds = ("bar", "line", "table", "column")
    yield "type in the headline", lambda p, n: edits.set_text(p, key, "headline", f"{words} {n}")
    yield "type in a message", message
    yield "change the exhibit", lambda p, n: edits.set_exhibit_kind(p, key, 1, kinds[n % 4])
    yield "hide the exhibit", lambda p, n: edits.show_exhibit(p, key, 1, shown=n % 2 == 1)
    yield "move to the front", lambda p, n: edits.move_items(p, [key], n % 2 * len(p.items))
    yield "remove", lambda p, n: edits.remove_items(p, [p.items[n].key])
    yield "title of the deck", lambda p, n: edits.set_title(p, f"Areas {n}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--slides", type=int, default=100)
    count = parser.parse_args().slides
    content = content_of([*chart_slides(count)])
    project = project_of(content)
    Bench(content).show(project)  # so that nothing is done for the first time below
    whole = median(_seconds(partial(Bench(content).show, project)) for _ in range(5)) * 1e3
    print(f"{count} topics, a chart each: drafted, planned, laid out and written in {whole:.0f} ms")
    print(f"{'edit':24}{'median':>10}{'worst':>10}{'of all':>9}{'pictures':>10}{'drawing':>10}")
    for name, change in changes(content):
        bench = Bench(content)
        bench.show(project)
        bench.preview.drawing(bench.preview.faces[-1].key)
        now, costs = project, []
        for number in range(_TIMES):
            edit = change(now, number)
            now = edit.project
            gc.collect()
            costs.append(bench.cost(edit))
        middle = median(cost.update for cost in costs)
        worst = max(cost.update for cost in costs)
        slides = median(cost.slides for cost in costs)
        drawing = median(cost.drawing for cost in costs)
        over = "" if worst <= BAR_MS * max(1.0, count / 100) else "  over the bar"
        print(
            f"{name:24}{middle:>7.1f} ms{worst:>7.1f} ms{middle / whole:>9.1%}"
            f"{slides:>10.0f}{drawing:>7.1f} ms{over}"
        )


def _seconds(work: Callable[[], None]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
