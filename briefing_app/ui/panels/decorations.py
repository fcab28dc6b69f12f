"""What is added to an exhibit: a line for each, with a form and a way out, and what can be added.

It turns what a person does into options (ui/exhibit_options); who shows it makes edits of them.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QMenu, QVBoxLayout, QWidget

from briefing_app.model.chart_spec import Decoration
from briefing_app.story.table_marks import LIGHTS
from briefing_app.ui.decoration_menu import fill_menu
from briefing_app.ui.decoration_texts import ICONS, marks_sentence, sentence
from briefing_app.ui.exhibit_options import CellMarks, ExhibitOptions, is_limits
from briefing_app.ui.panels.decoration_form import DecorationForm, has_form
from briefing_app.ui.panels.option_controls import OptionControls
from briefing_app.ui.parts import ElidedLabel, button, icon_button, label, row
from briefing_app.ui.style.icons import icon
from briefing_app.ui.texts import text

_SMALL = QSize(14, 14)


class _Line(QFrame):
    """One thing that is set: its sentence, a form that unfolds, and a button that takes it out."""

    def __init__(self, image: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("decoration")
        self.form: QWidget | None = None
        self.says = ElidedLabel()
        self.edit = icon_button("pencil-line", "")
        self.edit.setCheckable(True)
        self.gone = icon_button("trash-2", "")
        sign = label("")
        sign.setPixmap(icon(image).pixmap(16, 16))
        head = row(gap=6)
        head.addWidget(sign)
        head.addWidget(self.says, 1)
        for one in (self.edit, self.gone):
            one.setFixedSize(24, 24)
            one.setIconSize(_SMALL)
            head.addWidget(one)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(10, 5, 6, 5)
        self.body.setSpacing(2)
        self.body.addLayout(head)

    def say(self, words: str) -> None:
        """Show a sentence, and name the buttons after it."""
        self.says.setText(words)
        for one, key in ((self.edit, "decoration.edit"), (self.gone, "decoration.remove")):
            said = text(key, what=words)
            one.setToolTip(said)
            one.setAccessibleName(said)

    def unfold(self, form: QWidget | None) -> None:
        """Show a form below the sentence, or none."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = form
        self.edit.setChecked(form is not None)
        if form is not None:
            self.body.addWidget(form)
            form.show()


class DecorationsField(QWidget):
    """All that is added to one exhibit, and the simple options beside it."""

    changed = Signal(object, object)
    """The ExhibitOptions as they were shown, and as they are to be."""
    reset_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decorations")
        self.options = ExhibitOptions()
        self._lines: list[_Line] = []
        self._shown: list[Decoration | CellMarks] = []
        self._opens_last = False
        self.reset = icon_button("rotate-ccw", text("decoration.reset"), self.reset_asked.emit)
        self.reset.setObjectName("reset-options")
        self.reset.setFixedSize(24, 24)
        self.reset.setIconSize(_SMALL)
        self.controls = OptionControls()
        self.controls.chosen.connect(self._option_chosen)
        self.add = button(text("decoration.add"), "quiet", None, "plus")
        self.add.setObjectName("add-decoration")
        self.menu = QMenu(self.add)
        self.menu.setObjectName("add-decoration-menu")
        self.menu.aboutToShow.connect(self.fill_menu)
        self.add.setMenu(self.menu)
        head = row(gap=4)
        head.addWidget(label(text("inspector.decorations"), "label"), 1)
        head.addWidget(self.reset)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addLayout(head)
        self._layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(self.controls)
        self.hide()

    @property
    def lines(self) -> tuple[_Line, ...]:
        """Return the lines of what is set, in their order."""
        return tuple(self._lines)

    def open_last(self) -> None:
        """Unfold the form of what was added last, when it is shown next."""
        self._opens_last = True

    # ------------------------------------------------------------------------- what is shown

    def show_options(self, options: ExhibitOptions) -> None:
        """Show what is set and what can be; forms at work stay as they are."""
        of_another = (options.item, options.number) != (self.options.item, self.options.number)
        self.options = options
        self.setVisible(not options.is_empty)
        shown: list[Decoration | CellMarks] = [
            *(one.decoration for one in options.placed),
            *options.cell_marks,
        ]
        if of_another or shown != self._shown:
            self._show_lines(shown, opened=-1 if of_another else self._opened())
        self._say()
        if self._opens_last and self._lines:
            self._unfold(len(self._lines) - 1)
        self._opens_last = False
        self.reset.setVisible(options.own)
        self.add.setVisible(bool(options.offered or options.columns))
        self.controls.show_options(options)

    def _opened(self) -> int:
        return next((n for n, line in enumerate(self._lines) if line.form is not None), -1)

    def _show_lines(self, shown: list[Decoration | CellMarks], *, opened: int) -> None:
        at_work = QApplication.focusWidget()
        focus = next(
            (n for n, one in enumerate(self._lines) if at_work and one.isAncestorOf(at_work)), -1
        )
        before, self._shown = self._shown, shown
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._made(place, one) for place, one in enumerate(shown)]
        stays = 0 <= opened < min(len(shown), len(before))
        if stays and _sort_of(before[opened]) == _sort_of(shown[opened]):
            self._unfold(opened)
        if focus >= 0:
            at = self._lines[min(focus, len(self._lines) - 1)].gone if self._lines else self.add
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, place: int, one: Decoration | CellMarks) -> _Line:
        mark = one.mark.value if isinstance(one, Decoration) else one.mark
        line = _Line(ICONS[mark])
        line.edit.setVisible(self._can_be_changed(one))
        line.edit.clicked.connect(lambda ticked: self._unfold(place if ticked else -1))
        line.gone.clicked.connect(lambda _=False: self._remove(place))
        self._layout.insertWidget(self._layout.count() - 2, line)
        return line

    def _can_be_changed(self, one: Decoration | CellMarks) -> bool:
        if isinstance(one, CellMarks):
            return one.mark == LIGHTS and bool(one.limits)
        return has_form(one, self.options)

    def _say(self) -> None:
        for line, one in zip(self._lines, self._shown, strict=True):
            if isinstance(one, Decoration):
                line.say(sentence(one, self.options))
            else:
                line.say(marks_sentence(one, self.options))

    def _unfold(self, place: int) -> None:
        """Show the form of one line, and no other's."""
        for number, line in enumerate(self._lines):
            if number == place and self._can_be_changed(self._shown[number]):
                line.unfold(self._form(number))
            else:
                line.unfold(None)

    def _form(self, place: int) -> QWidget:
        one = self._shown[place]
        if isinstance(one, CellMarks):
            return self._limits(place, one)
        form = DecorationForm(one, self.options)
        form.changed.connect(lambda decoration: self._change(place, decoration))
        return form

    def _limits(self, place: int, one: CellMarks) -> QLineEdit:
        """Return the field of the two limits of lights."""
        field = QLineEdit(one.limits)
        field.setAccessibleName(text("decoration.limits"))
        field.setToolTip(text("decoration.limits.remark"))
        field.setObjectName("decoration-limits")

        def take() -> None:
            typed = field.text().replace(" ", "").replace(",", ".")
            if not is_limits(typed):
                field.setText(one.limits)
            elif typed != one.limits:
                marks = [*self.options.cell_marks]
                marks[place - len(self.options.placed)] = CellMarks(one.mark, one.column, typed)
                self._tell(self.options.with_cell_marks(marks))

        field.editingFinished.connect(take)
        return field

    # -------------------------------------------------------------------------- what is done

    def fill_menu(self) -> None:
        """Put what can be added now into the menu."""
        for inner in self.menu.findChildren(QMenu):
            inner.deleteLater()  # a menu that is cleared keeps those within
            inner.setParent(None)
        self.menu.clear()
        fill_menu(self.menu, self.options, self._added)

    def _added(self, options: ExhibitOptions) -> None:
        self._opens_last = True
        self._tell(options)
        form = self._lines[-1].form if self._lines else None
        first = form.first_field() if isinstance(form, DecorationForm) else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(first, QLineEdit):
                first.selectAll()

    def _change(self, place: int, decoration: Decoration) -> None:
        before, after = self.options, self.options.changed(place, decoration)
        # The form that says so stays: it must not be made anew while somebody types in it.
        self._shown[place] = decoration
        self._then(before, after)

    def _remove(self, place: int) -> None:
        placed = len(self.options.placed)
        if place < placed:
            self._tell(self.options.removed(place))
            return
        marks = [one for n, one in enumerate(self.options.cell_marks) if n != place - placed]
        self._tell(self.options.with_cell_marks(marks))

    def _option_chosen(self, option: str, value: object) -> None:
        self._tell(self.options.with_value(option, value if isinstance(value, str) else None))

    def _tell(self, after: ExhibitOptions) -> None:
        self._then(self.options, after)

    def _then(self, before: ExhibitOptions, after: ExhibitOptions) -> None:
        """Show options as they are to be, at once, and say so."""
        self.show_options(after)
        self.changed.emit(before, after)


def _sort_of(one: Decoration | CellMarks) -> str:
    return one.mark.value if isinstance(one, Decoration) else one.mark
