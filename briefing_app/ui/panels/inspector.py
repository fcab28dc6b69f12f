"""The inspector: what the chosen slide says, and how it is shown.

It shows what the engine tells of an item and turns what a person does into edits; a text that was
typed is the briefing's at once, and the slide follows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing_app.model import edits
from briefing_app.model.edits import ExhibitField as ExhibitText
from briefing_app.model.edits import TextField
from briefing_app.model.project import OwnMessage, OwnText
from briefing_app.ui.decorating import Decorating
from briefing_app.ui.document import Document
from briefing_app.ui.engine_client import EngineClient, Request
from briefing_app.ui.panels.empty_state import EmptyState
from briefing_app.ui.panels.exhibit_field import ExhibitField, Kind
from briefing_app.ui.panels.messages import MessagesField
from briefing_app.ui.panels.pictures import image_of
from briefing_app.ui.panels.text_fields import OwnTextField
from briefing_app.ui.parts import PanelBar, button, label, rule
from briefing_app.ui.texts import text
from briefing_app.usecases.engine_frames import Frame, JsonObject

_PICTURE = 280
"""Pixels of the small pictures, as they are painted."""
_UNSEEN = 150
"""Milliseconds in which waiting for the engine is not shown: fields that grey and come back."""
_TEXTS: tuple[TextField, ...] = ("headline", "standfirst", "section", "source")


@dataclass(frozen=True, slots=True)
class OwnFact:
    """A text as it stands now. own: a person wrote it here."""

    shown: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class ExhibitFacts:
    """What the engine tells of an exhibit. data: the range that it shows."""

    number: int
    headline: OwnFact
    title: OwnFact
    unit: OwnFact
    data: str


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the engine tells of an item of the briefing."""

    key: str
    texts: dict[TextField, OwnFact] = field(default_factory=dict)
    messages: tuple[OwnMessage, ...] = ()
    own_messages: bool = False
    exhibits: tuple[ExhibitFacts, ...] = ()
    layouts: tuple[str, ...] = ()
    layout: str = ""


def _own(fact: object) -> OwnFact:
    facts = cast(JsonObject, fact)
    return OwnFact(str(facts["shown"]), bool(facts["own"]))


def _exhibit(fact: JsonObject) -> ExhibitFacts:
    number = cast(int, fact["number"])
    headline, title, unit = (_own(fact[name]) for name in ("headline", "title", "unit"))
    return ExhibitFacts(number, headline, title, unit, str(fact["data"]))


def item_facts(facts: JsonObject) -> ItemFacts:
    """Return what an answer of the engine tells of an item."""
    texts = {name: _own(facts[name]) for name in _TEXTS}
    messages = cast(list[list[str]], facts["messages"])
    return ItemFacts(
        key=str(facts["key"]),
        texts=texts,
        messages=tuple((heading, words) for heading, words in messages),
        own_messages=bool(facts["own_messages"]),
        exhibits=tuple(_exhibit(one) for one in cast(list[JsonObject], facts["exhibits"])),
        layouts=tuple(map(str, cast(list[str], facts["layouts"]))),
        layout=str(facts["layout"]),
    )


class Inspector(QWidget):
    """Edits the item of the chosen slide, or the briefing as a whole on the title slide."""

    def __init__(self, document: Document, engine: EngineClient) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self._document = document
        self._engine = engine
        self._facts = ItemFacts("")
        self._exhibit_at = 0
        self._pictures_of = ""
        self._kinds_of = ("", "")
        self.fields = {name: OwnTextField(text(f"inspector.{name}"), role=name) for name in _TEXTS}
        self.messages = MessagesField()
        self.exhibit = ExhibitField()
        self.decorating = Decorating(document, engine, self.exhibit.decorations)
        self.which = QComboBox()
        self.layouts = QComboBox()
        self.reset = button(text("inspector.reset-all"), "quiet", self._reset_item, "rotate-ccw")
        self.whole = {name: OwnTextField(text(f"inspector.{name}"), role=f"deck-{name}")
                      for name in ("title", "author", "date")}  # fmt: skip
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.bar = PanelBar(text("inspector.slide"))
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        empty = EmptyState("pencil-line", text("inspector.empty"), text("inspector.empty.remark"))
        self._pages.addWidget(empty)
        self._item_page()
        self._whole_page()
        self._connect()

    # ---------------------------------------------------------------------------------- pages

    def _item_page(self) -> None:
        self.fields["headline"].field.setProperty("role", "headline")
        self.which.setAccessibleName(text("inspector.which"))
        self.layouts.setAccessibleName(text("inspector.layout"))
        self.layouts.setObjectName("layout")
        for box in (self.which, self.layouts):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        chosen_layout = QWidget()
        inner = QVBoxLayout(chosen_layout)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(label(text("inspector.layout"), "label"))
        inner.addWidget(self.layouts)
        _fill_page(
            self._pages,
            self.fields["headline"],
            self.fields["standfirst"],
            rule(),
            self.which,
            self.exhibit,
            rule(),
            self.messages,
            rule(),
            self.fields["source"],
            self.fields["section"],
            chosen_layout,
            self.reset,
        )

    def _whole_page(self) -> None:
        remark = label(text("inspector.whole"), "quiet", wrap=True)
        _fill_page(self._pages, remark, *self.whole.values())

    def _connect(self) -> None:
        for name in _TEXTS:
            own = self.fields[name]
            own.edited.connect(self._texts(name, lambda shown: shown))
            own.reset_asked.connect(lambda n=name: self._edit(self._text_edit(n, None)))
        deck = {"title": edits.set_title, "author": edits.set_author, "date": edits.set_date}
        for part, change in deck.items():
            own = self.whole[part]
            own.edited.connect(lambda shown, c=change: self._edit(c(self._document.project, shown)))
            own.reset_asked.connect(lambda c=change: self._edit(c(self._document.project, "")))
        self.messages.changed.connect(self._message_changed)
        self.messages.moved.connect(self._message_moved)
        self.messages.removed.connect(self._message_removed)
        self.messages.add_asked.connect(self._message_added)
        self.messages.reset_asked.connect(
            lambda: self._edit(edits.reset_messages(self._document.project, self._facts.key))
        )
        self.exhibit.kind_chosen.connect(self._kind_chosen)
        exhibit = self.exhibit
        exhibit.title_edited.connect(lambda shown: self._exhibit_text("title", shown))
        exhibit.unit_edited.connect(lambda shown: self._exhibit_text("unit", shown))
        exhibit.title_reset.connect(lambda: self._exhibit_text("title", None))
        exhibit.unit_reset.connect(lambda: self._exhibit_text("unit", None))
        self.layouts.activated.connect(self._layout_chosen)
        self.which.activated.connect(self._exhibit_picked)

    # ------------------------------------------------------------------------------- what is shown

    @property
    def item(self) -> str:
        """Return the key of the item that is edited, "" for none."""
        return self._facts.key if self._pages.currentIndex() == 1 else ""

    def first_field(self) -> QWidget:
        """Return where the focus goes when the inspector is gone to."""
        on_page = (self, self.fields["headline"].field, self.whole["title"].field)
        return on_page[self._pages.currentIndex()]

    def show_nothing(self) -> None:
        """Show that there is no slide."""
        self._facts = ItemFacts("")
        self._go_on("")
        self._pages.setCurrentIndex(0)

    def show_whole(self, title: str, author: str, date: str) -> None:
        """Show what is said of the briefing as a whole; texts as they stand on the slide."""
        self._facts = ItemFacts("")
        self._go_on("")
        project = self._document.project
        own = {"title": project.title, "author": project.author, "date": project.date}
        shown = {"title": title, "author": author, "date": date}
        for name, one in self.whole.items():
            one.show_text(own[name] or shown[name], own=bool(own[name]))
        self._pages.setCurrentIndex(2)

    def show_item(self, key: str, exhibit: int) -> None:
        """Show an item; what the engine tells of it comes a moment later.

        exhibit: number of the one that the chosen slide shows.
        """
        self._exhibit_at = exhibit - 1
        if key not in {item.key for item in self._document.project.items}:
            self.show_nothing()
            return
        if key != self._facts.key:
            self._wait()
        self._asked = key
        self._engine.ask(
            Request("item", {"item": key}, lambda answer: self._take(key, answer), lane="item")
        )

    _asked = ""
    """The item that was asked for last, "" for none."""
    _focus: QWidget | None = None
    """The field that had the focus when the waiting began."""

    def _wait(self) -> None:
        """Take nothing until the engine has told: it would be written into another slide."""
        if not self._pages.isEnabled():
            return
        fields = [one.field for one in self.fields.values()]
        self._focus = next((one for one in fields if one is QApplication.focusWidget()), None)
        self._facts = ItemFacts("")
        self._engine.abandon("kinds", "kind-picture")
        self._kinds_of = ("", "")
        self._pages.setUpdatesEnabled(False)
        self._pages.setEnabled(False)
        QTimer.singleShot(_UNSEEN, self, lambda: self._pages.setUpdatesEnabled(True))

    def _go_on(self, key: str) -> None:
        """Take what a person does again, for an item."""
        self._asked = key
        self._pages.setEnabled(True)
        self._pages.setUpdatesEnabled(True)
        focus, self._focus = self._focus, None
        if focus is not None and key and QApplication.focusWidget() is None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, key: str, answer: Frame) -> None:
        if key != self._asked or key not in {item.key for item in self._document.project.items}:
            return
        self._facts = item_facts(answer.header)
        for name, one in self.fields.items():
            _show(one, self._text_fact(name), self._own_text(name))
        self._show_messages()
        self._show_exhibit()
        self._show_layouts()
        self.reset.setEnabled(bool(self._document.project.item(key).overrides))
        self._pages.setCurrentIndex(1)
        self._go_on(key)

    def _own_text(self, name: TextField) -> str | None:
        """Return what a person wrote, as the document has it: it is newer than any answer."""
        project = self._document.project
        own = project.item(self._facts.key).overrides
        place = self._exhibit_at
        if name == "headline" and 0 < place < len(self._facts.exhibits):
            number = self._facts.exhibits[place].number
            return own.exhibit(number).headline.get(project.language)
        texts = {
            "headline": own.headline,
            "standfirst": own.standfirst,
            "section": own.section,
            "source": own.source,
        }
        return texts[name].get(project.language)

    def _show_messages(self) -> None:
        project = self._document.project
        own = project.item(self._facts.key).overrides.messages.get(project.language)
        if own is not None:
            self.messages.show_messages(own, own=True)
        elif not self._facts.own_messages:
            self.messages.show_messages(self._facts.messages, own=False)

    def _text_fact(self, name: TextField) -> OwnFact:
        """Return a text as it stands; a further exhibit may have a headline of its own."""
        place = self._exhibit_at
        if name == "headline" and 0 < place < len(self._facts.exhibits):
            own = self._facts.exhibits[place].headline
            return own if own.shown else OwnFact(self._facts.texts[name].shown)
        return self._facts.texts[name]

    def _show_layouts(self) -> None:
        names = ["", *self._facts.layouts]
        self.layouts.clear()
        for name in names:
            self.layouts.addItem(name or text("inspector.layout-chosen"), name)
        self.layouts.setCurrentIndex(max(0, self.layouts.findData(self._facts.layout)))

    def _show_exhibit(self) -> None:
        exhibits = self._facts.exhibits
        self._exhibit_at = min(self._exhibit_at, max(0, len(exhibits) - 1))
        self.exhibit.setVisible(bool(exhibits))
        self.which.setVisible(len(exhibits) > 1)
        if not exhibits:
            return
        names = [text("inspector.exhibit-number", number=one.number) for one in exhibits]
        said = [
            f"{name}: {one.title.shown}" if one.title.shown else name
            for name, one in zip(names, exhibits, strict=True)
        ]
        if said != [self.which.itemText(place) for place in range(self.which.count())]:
            self.which.clear()
            self.which.addItems(said)
        self.which.setCurrentIndex(self._exhibit_at)
        shown = exhibits[self._exhibit_at]
        project = self._document.project
        own = project.item(self._facts.key).overrides.exhibit(shown.number)
        _show(self.exhibit.title, shown.title, own.title.get(project.language))
        _show(self.exhibit.unit, shown.unit, own.unit.get(project.language))
        self._ask_kinds(shown)
        self.decorating.show(self._facts.key, shown.number)

    def _ask_kinds(self, shown: ExhibitFacts) -> None:
        """Ask which kinds there are, where the exhibit is another than before."""
        key, number = self._facts.key, shown.number
        item = self._document.project.item(key)
        asked = replace(item.overrides.exhibit(number), title=OwnText(), unit=OwnText())
        source = self._document.project.source(item.source)
        template = self._document.project.template
        of = (
            f"{key} {number}",
            f"{asked} {item.summary} {source.sha256} {shown.data} {template}",
        )
        if of == self._kinds_of:
            return
        self._kinds_of = of
        if of[0] != self._pictures_of:
            self.exhibit.show_kinds((), "")
        facts: JsonObject = {"item": key, "number": number}
        self._engine.ask(Request("kinds", facts, self._kinds_taken(of, facts), lane="kinds"))

    def _kinds_taken(self, of: tuple[str, str], exhibit: JsonObject) -> Callable[[Frame], None]:
        def take(answer: Frame) -> None:
            if of != self._kinds_of:
                return
            found = cast(list[JsonObject], answer.header["kinds"])
            kinds = [
                Kind(str(one["name"]), text(f"kind.{one['name']}"), bool(one["proposed"]))
                for one in found
            ]
            self.exhibit.show_kinds(kinds, str(answer.header["chosen"]))
            self.exhibit.reason.setText(str(answer.header["reason"]))
            self.exhibit.reason.setVisible(bool(answer.header["reason"]))
            self._pictures_of = of[0]
            self._ask_pictures(of[0], exhibit, kinds)

        return take

    def _ask_pictures(self, of: str, exhibit: JsonObject, kinds: Sequence[Kind]) -> None:
        """Ask for a small picture of each kind; they are kept until another exhibit is shown.

        exhibit: its item and number; a slide without one may be shown by now.
        """
        self._engine.abandon("kind-picture")  # of the exhibit as it was before
        for kind in kinds:
            facts: JsonObject = {**exhibit, "kind": kind.name, "width": _PICTURE}
            self._engine.ask(Request("kind-picture", facts, self._picture_of(of, kind.name)))

    def _picture_of(self, of: str, kind: str) -> Callable[[Frame], None]:
        def take(answer: Frame) -> None:
            if of == self._pictures_of:
                image: QImage = image_of(answer)
                self.exhibit.show_picture(kind, image)

        return take

    # ------------------------------------------------------------------------------- what is done

    def _edit(self, edit: edits.Edit | None) -> None:
        if edit is not None:
            self._document.apply(edit)

    def _texts(self, name: TextField, shown: Callable[[str], str]) -> Callable[[str], None]:
        return lambda typed: self._edit(self._text_edit(name, shown(typed)))

    def _text_edit(self, name: TextField, words: str | None) -> edits.Edit | None:
        if not self.item:
            return None
        project, exhibits = self._document.project, self._facts.exhibits
        if name == "headline" and 0 < self._exhibit_at < len(exhibits):
            number = exhibits[self._exhibit_at].number
            return edits.set_exhibit_text(project, self.item, number, "headline", words)
        return edits.set_text(project, self.item, name, words)

    def _reset_item(self) -> None:
        if self.item:
            self._edit(edits.reset_item(self._document.project, self.item))

    def _shown_messages(self) -> Sequence[OwnMessage]:
        """Return the messages as they stand: a person's, where there are any, are the newest."""
        project = self._document.project
        own = project.item(self._facts.key).overrides.messages.get(project.language)
        return self._facts.messages if own is None else own

    def _message_changed(self, number: int, heading: str, words: str) -> None:
        if self.item:
            shown = self._shown_messages()
            message = (heading, words)
            project = self._document.project
            self._edit(edits.change_message(project, self.item, shown, number, message))

    def _message_moved(self, number: int, by: int) -> None:
        if self.item:
            place = number + by if by < 0 else number + by + 1
            shown = self._shown_messages()
            self._edit(edits.move_message(self._document.project, self.item, shown, number, place))

    def _message_removed(self, number: int) -> None:
        if self.item:
            shown = self._shown_messages()
            self._edit(edits.remove_message(self._document.project, self.item, shown, number))

    def _message_added(self) -> None:
        if self.item:
            shown = self._shown_messages()
            self._edit(edits.add_message(self._document.project, self.item, shown))

    def _kind_chosen(self, kind: str) -> None:
        if self.item and self._facts.exhibits:
            number = self._facts.exhibits[self._exhibit_at].number
            self._edit(edits.set_exhibit_kind(self._document.project, self.item, number, kind))

    def _exhibit_text(self, part: ExhibitText, words: str | None) -> None:
        if self.item and self._facts.exhibits:
            number = self._facts.exhibits[self._exhibit_at].number
            project = self._document.project
            self._edit(edits.set_exhibit_text(project, self.item, number, part, words))

    def _layout_chosen(self, place: int) -> None:
        if self.item:
            name = str(self.layouts.itemData(place))
            self._edit(edits.set_layout(self._document.project, self.item, name))

    def _exhibit_picked(self, place: int) -> None:
        self._exhibit_at = place
        self._show_exhibit()


def _show(one: OwnTextField, fact: OwnFact, own: str | None) -> None:
    """Show a person's own text, else the workbook's where the engine's answer is about that."""
    if own is not None:
        one.show_text(own, own=True)
    elif not fact.own:
        one.show_text(fact.shown, own=False)


def _fill_page(pages: QStackedWidget, *widgets: QWidget) -> None:
    """Add a page of widgets one above the other, with a scroll bar where there is no room.

    From the outside in: Qt styles all that a widget holds anew each time it gets a parent.
    """
    page = QWidget()
    page.setProperty("role", "panel-ground")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(16, 12, 16, 24)
    layout.setSpacing(12)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields on it scroll it
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    pages.addWidget(area)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
