"""What the engine knows: workbooks that are open, the briefing as it is now, and its pictures.

Each method answers one request of the window (docs/engine.md): JSON values in, JSON values and
pixels out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app.errors import BriefingError, CallError, Place, ReferenceMissing
from briefing_app.excel.content_cache import ContentCache
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.files import read_file
from briefing_app.model.finding import Finding
from briefing_app.model.project import Project
from briefing_app.policy.settings import TEMPLATE, Settings
from briefing_app.progress import QUIET, Progress
from briefing_app.store.project_json import project_from_json
from briefing_app.usecases.build_deck import Built
from briefing_app.usecases.draft_briefing import find_table, open_sources, references_elsewhere
from briefing_app.usecases.engine_frames import Frame, JsonObject
from briefing_app.usecases.exhibit_kinds import Alternatives
from briefing_app.usecases.exhibit_options import Picked, option_facts
from briefing_app.usecases.exhibit_places import place_at, place_of
from briefing_app.usecases.forget_workbook import workbook_cache
from briefing_app.usecases.load_settings import load_settings
from briefing_app.usecases.preview import Preview, SlideFace
from briefing_app.usecases.project_draft import DraftMemory, ItemDraft, ProjectDraft, draft_project
from briefing_app.usecases.project_sources import asked_ranges
from briefing_app.usecases.sheet_view import SheetView
from briefing_app.usecases.shipped_files import load_metrics, load_template, shipped_fonts
from briefing_app.usecases.workbook_entries import entries_of

if TYPE_CHECKING:  # Qt is loaded with the first picture
    from briefing_app.model.drawing import Drawing
    from briefing_app.render.tiles import Tiles

_POINT = 12_700  # EMU
_MOST_PIXELS = 6_000
"""Of a picture's width."""


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook that is open. asked: references beyond what was found; marks: size and time."""

    content: WorkbookContent
    asked: tuple[str, ...]
    marks: tuple[int, int]


def _marks(path: Path) -> tuple[int, int]:
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return -1, 0
    return facts.st_size, facts.st_mtime_ns


class EngineState:
    """Answers requests; one thread at a time, but for :meth:`read`."""

    def __init__(self) -> None:
        self._settings: Settings = load_settings({})[0]
        self._cache: ContentCache | None = workbook_cache(self._settings)
        self._books: dict[str, _Book] = {}
        self._memory = DraftMemory()
        self._project = Project()
        self._draft: ProjectDraft | None = None
        self._previews: dict[str, Preview] = {}
        self._faces: dict[str, SlideFace] = {}
        self._tiles: Tiles | None = None
        self._alternatives: Alternatives | None = None
        self._sheet: SheetView | None = None

    # ----------------------------------------------------------------------------- workbooks

    def read(self, facts: JsonObject, progress: Progress) -> Callable[[], Frame]:
        """Read a workbook, which takes long and may be done in another thread.

        Returns what is then to be called in the engine's own thread: it takes the content over
        and answers. Raises InputError, WorkerError or Cancelled.
        """
        path = str(facts["path"])
        known = self._books.get(path)
        marks = _marks(Path(path))
        if known is not None and known.marks == marks and not facts.get("anew"):
            return lambda: self._entries(path, str(facts["language"]))
        (content,) = open_sources([Path(path)], (), progress, cache=self._cache)

        def take() -> Frame:
            self._books[path] = _Book(content, (), marks)
            return self._entries(path, str(facts["language"]))

        return take

    def _entries(self, path: str, language: str) -> Frame:
        content = self._books[path].content
        return Frame(
            {
                "sha256": content.workbook.sha256,
                "name": content.workbook.name,
                "has_topics": bool(content.topics),
                "entries": [*entries_of(content, language)],
                "findings": _json(content.findings),
            }
        )

    def look(self, facts: JsonObject) -> Frame:
        """Say of each file whether it is still what was read: ready, changed or missing."""
        files = facts["files"]
        states: JsonObject = {}
        for one in files if isinstance(files, list) else []:
            path = str(one["path"])
            states[path] = self._state_of(path, str(one["sha256"]))
        return Frame({"states": states})

    def _state_of(self, path: str, sha256: str) -> str:
        marks, known = _marks(Path(path)), self._books.get(path)
        if marks[0] < 0:
            return "missing"
        if known is not None and known.marks == marks:
            return "ready"
        try:
            content = read_file(Path(path))
        except BriefingError:
            return "missing"
        same = hashlib.sha256(content).hexdigest() == sha256
        if same and known is not None:
            self._books[path] = replace(known, marks=marks)
        return "ready" if same else "changed"

    def sheet(self, facts: JsonObject) -> Frame:
        """Return what the worksheet shows around a table."""
        return Frame(self._view_of(facts).facts())

    def cells(self, facts: JsonObject) -> Frame:
        """Return the texts of a window of the cells around a table."""
        first, count, left, width = (facts[name] for name in ("first", "count", "left", "width"))
        if not (
            isinstance(first, int)
            and isinstance(count, int)
            and isinstance(left, int)
            and isinstance(width, int)
        ):
            raise TypeError("rows and columns are numbers")
        return Frame(self._view_of(facts).window(first, count, left, width))

    def _view_of(self, facts: JsonObject) -> SheetView:
        """Return the worksheet around a table; that of the last one is kept."""
        book = self._books.get(str(facts["path"]))
        if book is None:
            raise ReferenceMissing(
                "The workbook is not open.",
                remedy="Open it again.",
                place=Place(file=str(facts["path"])),
            )
        table = find_table(str(facts["table"]), book.content, [book.content])
        if self._sheet is None or self._sheet.table is not table:
            self._sheet = SheetView(table, book.content)
        return self._sheet

    # ----------------------------------------------------------------------------- the briefing

    def project(self, facts: JsonObject, progress: Progress = QUIET) -> Frame:
        """Take the briefing over as it is now; return its slides and findings."""
        project, _ = project_from_json(facts["project"], Place())
        contents = self._contents(project, progress)
        drafted = draft_project(project, contents, self._memory)
        preview = self._preview_for(project)
        faces = preview.update(drafted.draft, progress)
        # Taken over in one go: what is asked in between is answered as it was before.
        self._draft, self._project = drafted, project
        self._faces = {face.key: face for face in faces}
        briefing, template = drafted.draft.briefing, preview.template
        return Frame(
            {
                "slides": [_face(face) for face in faces],
                "findings": _json(preview.findings),
                "size": [template.cx / _POINT, template.cy / _POINT],
                "whole": [briefing.title, briefing.author, briefing.date],
            }
        )

    def _contents(self, project: Project, progress: Progress) -> dict[str, WorkbookContent]:
        """Return the open workbooks by source key, with the ranges that are asked for."""
        books = {s.key: self._books[s.path] for s in project.sources if s.path in self._books}
        others = references_elsewhere([book.content for book in books.values()])
        for source in project.sources:
            book = books.get(source.key)
            if book is None:
                continue
            wanted = asked_ranges(project, source, book.content)
            missing = tuple(ref for ref in (*others, *wanted) if ref not in book.asked)
            if missing:
                asked = (*book.asked, *missing)
                books[source.key] = self._read_more(source.path, book, asked, progress)
        return {key: book.content for key, book in books.items()}

    def _read_more(
        self, path: str, book: _Book, asked: tuple[str, ...], progress: Progress
    ) -> _Book:
        try:
            (content,) = open_sources([Path(path)], asked, progress, cache=self._cache)
        except BriefingError:  # what was read stands; what is missing there is a finding
            content = book.content
        self._books[path] = _Book(content, asked, book.marks)
        return self._books[path]

    def knows(self, facts: JsonObject) -> bool:
        """Return whether a request is about what is known now, and need not wait for more."""
        if facts["do"] == "picture":
            return str(facts["key"]) in self._faces
        if facts["do"] in ("item", "options"):
            items = self._draft.items if self._draft else ()
            return any(one.key == facts["item"] for one in items)
        return facts["do"] in ("sheet", "cells") and str(facts["path"]) in self._books

    def _preview(self) -> Preview:
        return self._preview_for(self._project)

    def _preview_for(self, project: Project) -> Preview:
        """Return the preview with a project's template; that of the one before is kept, too."""
        usual = self._settings.text(TEMPLATE)
        name, now = project.template or usual, self._project.template or usual
        if name not in self._previews:
            self._previews = {key: one for key, one in self._previews.items() if key == now}
            self._previews[name] = Preview(load_template(name), load_metrics())
        return self._previews[name]

    def item(self, facts: JsonObject) -> Frame:
        """Return an item's texts as they stand, and which of them are a person's own."""
        drafted = self._drafted(str(facts["item"]))
        item, language = self._project.item(drafted.key), self._project.language
        own, texts = item.overrides, drafted.texts
        return Frame(
            {
                "key": item.key,
                **{
                    name: _text(getattr(texts, name), getattr(own, name).get(language))
                    for name in ("headline", "standfirst", "section", "source")
                },
                "messages": [[heading, words] for heading, words in texts.messages],
                "own_messages": own.messages.get(language) is not None,
                "exhibits": [
                    {
                        "number": one.number,
                        "headline": _text(
                            one.headline, own.exhibit(one.number).headline.get(language)
                        ),
                        "title": _text(one.title, own.exhibit(one.number).title.get(language)),
                        "unit": _text(one.unit, own.exhibit(one.number).unit.get(language)),
                        "hidden": one.hidden,
                        "data": one.data,
                    }
                    for one in texts.exhibits
                ],
                "layouts": [layout.name for layout in self._preview().template.layouts],
                "layout": texts.layout,
                "proposed": texts.proposed,
            }
        )

    def _drafted(self, key: str) -> ItemDraft:
        items = self._draft.items if self._draft else ()
        found = next((one for one in items if one.key == key), None)
        if found is None:
            raise ReferenceMissing("There is no such slide any more.", remedy="Choose another one.")
        return found

    # ----------------------------------------------------------------------------- pictures

    def picture(self, facts: JsonObject) -> Frame:
        """Return a slide as pixels, so many wide."""
        key = str(facts["key"])
        face = self._faces.get(key)
        if face is None:
            raise ReferenceMissing("There is no such slide any more.", remedy="Choose another one.")
        made = self._pixels(self._preview().drawing(key), facts["width"])
        return replace(made, header={**made.header, "key": key, "digest": face.digest})

    def _pixels(self, drawing: Drawing, width: object) -> Frame:
        if not isinstance(width, int) or not 0 < width <= _MOST_PIXELS:
            raise CallError("A picture cannot be so wide.", remedy="Ask for a smaller one.")
        image = self._painter().whole(drawing, width)
        pixels = bytes(image.constBits())[: image.sizeInBytes()]
        return Frame({"width": image.width(), "height": image.height()}, pixels)

    def _painter(self) -> Tiles:
        if self._tiles is None:
            from briefing_app.render.painter import Studio  # noqa: PLC0415 - loads Qt
            from briefing_app.render.qt_start import start_qt  # noqa: PLC0415
            from briefing_app.render.tiles import Tiles  # noqa: PLC0415
            from briefing_app.system.diagnostics import install_qt_messages  # noqa: PLC0415

            install_qt_messages()
            start_qt(shipped_fonts())
            self._tiles = Tiles(Studio())
        return self._tiles

    def kinds(self, facts: JsonObject, progress: Progress = QUIET) -> Frame:
        """Return the kinds that an exhibit can have, and the one that it has."""
        number = facts["number"]
        if not isinstance(number, int):
            raise TypeError("an exhibit has a number")
        found = self._other_kinds().kinds(str(facts["item"]), number, progress)
        return Frame(
            {
                "chosen": found.chosen,
                "reason": found.reason,
                "kinds": [{"name": name, "proposed": name == found.proposed} for name in found.all],
            }
        )

    def kind_picture(self, facts: JsonObject, progress: Progress = QUIET) -> Frame:
        """Return an exhibit in one of its kinds as pixels, so many wide."""
        number = facts["number"]
        if not isinstance(number, int):
            raise TypeError("an exhibit has a number")
        item, kind = str(facts["item"]), str(facts["kind"])
        drawing = self._other_kinds().drawing(item, number, kind, progress)
        return self._pixels(drawing, facts["width"])

    def options(self, facts: JsonObject) -> Frame:
        """Return what the options of an exhibit say, and what they could say besides.

        Of the exhibit with a ``number``, or of the one on the slide ``key`` at ``at``, a place in
        points; a slide's first one where there is none at the place.
        """
        drafted, preview = self._drafted(str(facts["item"])), self._preview()
        plan, number, at = preview.plan, facts.get("number"), facts.get("at")
        shown = [one.number for one in drafted.texts.exhibits if not one.hidden]
        if plan is None or drafted.chosen is None or self._draft is None:
            raise ReferenceMissing("There is no such slide any more.", remedy="Choose another one.")
        found = None
        if number in shown:
            found = place_of(plan, drafted.key, shown.index(number) + 1)
        elif number is None:
            point = (at[0] * _POINT, at[1] * _POINT) if isinstance(at, list) else None
            found = place_at(plan, str(facts["key"]), point)
        if found is None or not 0 < found.number <= len(drafted.chosen.exhibits):
            return Frame({"item": drafted.key, "number": 0})
        picked = Picked(
            self._draft.draft.briefing,
            drafted.chosen,
            drafted.chosen.exhibits[found.number - 1],
            found.box,
            found.at,
        )
        own = self._project.item(drafted.key).overrides.exhibit(shown[found.number - 1]).options
        writer = preview.writer(self._project.language)
        return Frame(
            {
                "item": drafted.key,
                "number": shown[found.number - 1],
                "own": own is not None,
                **option_facts(picked, writer),
            }
        )

    def _other_kinds(self) -> Alternatives:
        template = self._preview().template
        if self._alternatives is None or self._alternatives.template is not template:
            self._alternatives = Alternatives(template, self._preview().metrics)
        contents = {s.key: self._books[s.path].content for s in self._project.sources
                    if s.path in self._books}  # fmt: skip
        self._alternatives.take(self._project, contents)
        return self._alternatives

    # ----------------------------------------------------------------------------- the deck

    def built(self, facts: JsonObject, progress: Progress) -> Built:
        """Return the deck of the briefing as it is now."""
        if self._draft is None:
            raise CallError("There is nothing to export yet.", remedy="Pick a topic or a table.")
        return self._preview().deck(clean=bool(facts.get("clean")), progress=progress)


def _text(shown: str, own: str | None) -> JsonObject:
    return {"shown": shown, "own": own is not None}


def _json(findings: tuple[Finding, ...]) -> list[JsonObject]:
    return [{**finding.to_json(), "item": finding.place.item} for finding in findings]


def _face(face: SlideFace) -> JsonObject:
    return {
        "key": face.key,
        "item": face.item,
        "title": face.title,
        "section": face.section,
        "digest": face.digest,
        "findings": _json(face.findings),
    }
