"""Options of exhibits between window and engine: asked for, shown, and made an edit when changed.

Who changes something has seen what the engine told a moment ago. Where the document went on
meanwhile - an undo, say - that is no base for a change, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from briefing_app.model import edits
from briefing_app.ui.document import Document
from briefing_app.ui.engine_client import EngineClient, Request
from briefing_app.ui.exhibit_options import ExhibitOptions, options_of
from briefing_app.ui.panels.decorations import DecorationsField
from briefing_app.usecases.engine_frames import Frame, JsonObject


class Decorating(QObject):
    """Keeps the field of decorations and the document in step."""

    def __init__(self, document: Document, engine: EngineClient, field: DecorationsField) -> None:
        super().__init__(field)
        self._document, self._engine, self.field = document, engine, field
        self._asked = ("", 0)
        field.changed.connect(self.apply)
        field.reset_asked.connect(self._reset)

    def show(self, item: str, number: int) -> None:
        """Show the options of an exhibit; those of another one are hidden until it is told."""
        now = self.field.options
        if (item, number) != (now.item, now.number):
            self.field.show_options(ExhibitOptions(item, number))
        self._asked = (item, number)
        facts: JsonObject = {"item": item, "number": number}
        self._engine.ask(Request("options", facts, self._take, lane="options"))

    def ask_at(
        self, item: str, key: str, at: list[float] | None, take: Callable[[ExhibitOptions], None]
    ) -> None:
        """Ask for the options of the exhibit at a place on a slide, in points; None for nowhere."""
        facts: JsonObject = {"item": item, "key": key, "at": at}
        self._engine.ask(Request("options", facts, lambda answer: take(options_of(answer.header))))

    def _take(self, answer: Frame) -> None:
        told = options_of(answer.header)
        if (told.item, told.number) == self._asked and self._is_now(told):
            self.field.show_options(told)

    def _is_now(self, options: ExhibitOptions) -> bool:
        """Return whether options are those of the document as it is now."""
        items = {item.key: item for item in self._document.project.items}
        if options.item not in items:
            return False
        own = items[options.item].overrides.exhibit(options.number).options
        if own is None or not options.own:
            return own is None and not options.own
        return own == tuple((name.lower(), value) for name, value in options.options)

    def apply(self, before: ExhibitOptions, after: ExhibitOptions) -> None:
        """Make one edit of a change of options."""
        if before.number and self._is_now(before):
            project, (item, number) = self._document.project, (after.item, after.number)
            self._document.apply(edits.set_exhibit_options(project, item, number, after.options))

    def _reset(self) -> None:
        options, project = self.field.options, self._document.project
        if options.number and options.item in {item.key for item in project.items}:
            self._document.apply(
                edits.set_exhibit_options(project, options.item, options.number, None)
            )
