"""The style sheet, made of tokens; what it cannot say is painted by the panels themselves."""

from __future__ import annotations

from string import Template

from briefing_app.ui.style import tokens
from briefing_app.ui.style.tokens import Palette

_SHEET = """
QWidget { color: $text; }
QMainWindow, QDialog { background: $canvas; }
QToolTip { background: $text; color: $surface; border: 0; padding: 4px 8px; }

QMenuBar { background: $raised; padding: 2px 8px; border-bottom: 0; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $soft; color: $on_soft; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $soft; color: $on_soft; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 10px; }

QToolBar { background: $raised; border: 0; border-bottom: 1px solid $line; padding: 6px 12px;
  spacing: 4px; }
QToolBar::separator { width: 1px; background: $line; margin: 4px 8px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
  padding: 5px; }
QToolBar > QToolButton { padding: 5px 8px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $soft; }
QToolButton:checked { background: $soft; color: $on_soft; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; width: 0; }

QPushButton { background: $raised; border: 1px solid $edge; border-radius: ${radius}px;
  padding: 6px 16px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $soft; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 15px; }
QPushButton:disabled { color: $disabled; border-color: $line; }
QPushButton:default, QPushButton[role="primary"], QToolButton[role="primary"] {
  background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QToolButton[role="primary"] { padding: 5px 14px; }
QPushButton:default:hover, QPushButton[role="primary"]:hover, QToolButton[role="primary"]:hover {
  background: $accent_hover; border-color: $accent_hover; }
QPushButton:default:pressed, QPushButton[role="primary"]:pressed,
QToolButton[role="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton:default:focus, QPushButton[role="primary"]:focus, QToolButton[role="primary"]:focus {
  border: 2px solid $on_soft; padding: 5px 15px; }
QPushButton:default:disabled, QPushButton[role="primary"]:disabled,
QToolButton[role="primary"]:disabled {
  background: $line; color: $disabled; border-color: $line; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus { border: 1px solid $accent; padding: 6px 16px; }
QPushButton[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px;
  padding: 0; text-align: left; }
QPushButton[role="card"]:hover { border-color: $accent; background: $marked; }
QPushButton[role="card"]:focus { border: 2px solid $accent; padding: 0; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox { background: $field; border: 1px solid $edge;
  border-radius: ${radius}px; padding: 5px 8px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $quiet; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 4px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $disabled;
  border-color: $line; background: $canvas; }
QLineEdit[role="search"] { padding-left: 2px; min-height: 20px; }
QLineEdit[role="search"]:focus { padding-left: 1px; }
QPlainTextEdit[role="headline"] { font-size: ${lead}px; font-weight: 600; }
QComboBox { padding-right: 24px; min-height: 20px; }
QComboBox::drop-down { border: 0; width: 24px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(style:chevron-down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; padding: 4px;
  selection-background-color: $soft; selection-color: $on_soft; outline: 0; }
QComboBox[role="bare"] { border-color: transparent; background: transparent; }
QComboBox[role="bare"]:hover { background: $hover; }
QComboBox[role="bare"]:focus { border: 1px solid $accent; padding: 5px 24px 5px 8px; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator { width: 14px; height: 14px;
  border: 1px solid $edge; border-radius: 4px; background: $field; }
QCheckBox::indicator:hover, QTreeView::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; image: url(style:check.svg); }
QTreeView::indicator:indeterminate { background: $accent; border-color: $accent;
  image: url(style:dash.svg); }
QCheckBox:focus { outline: 0; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }

QTreeView, QListView, QTableView { background: $surface; border: 0; outline: 0;
  alternate-background-color: $raised; }
QTreeView::item { padding: 3px 4px; min-height: 20px; border: 0; border-radius: 4px; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $soft; color: $on_soft; }
QTreeView { padding-left: 6px; }
QTreeView::branch { background: $surface; }
QTreeView::branch:has-children:closed { image: url(style:chevron-right.svg); }
QTreeView::branch:has-children:open { image: url(style:chevron-down.svg); }
QListWidget { border: 1px solid $line; border-radius: ${radius}px; padding: 4px; }
QListWidget::item { padding: 8px; border-radius: 4px; }
QTableView { gridline-color: $line; selection-background-color: $soft; selection-color: $on_soft; }
QHeaderView { background: $raised; border: 0; }
QHeaderView::section { background: $raised; color: $quiet; border: 0;
  border-right: 1px solid $line; border-bottom: 1px solid $line; padding: 3px 6px;
  font-size: ${caption}px; }
QTableCornerButton::section { background: $raised; border: 0; border-right: 1px solid $line;
  border-bottom: 1px solid $line; }

QScrollArea { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
#inspector QScrollArea #qt_scrollarea_vcontainer { background: $surface; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $quiet; padding: 8px 12px 6px 12px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: 0; }

QStatusBar { background: $raised; border-top: 1px solid $line; color: $quiet; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $quiet; font-size: ${small}px; }
QProgressBar { background: $line; border: 0; border-radius: 3px; height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QFrame[role="panel"] { background: $surface; border: 0; }
QWidget[role="panel-ground"] { background: $surface; }
QFrame[role="desk"] { background: $desk; border: 0; }
QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[role="foot"] { background: $surface; border: 0; border-top: 1px solid $line; }
QFrame[role="notice"] { background: $soft; border: 0; border-bottom: 1px solid $line; }
QFrame[role="notice"] QLabel { color: $on_soft; }
QFrame[role="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QWidget[role="page"] { background: $canvas; }
QLabel[role="display"] { font-size: ${display}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="lead"] { font-size: ${lead}px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="small"] { color: $quiet; font-size: ${small}px; }
QLabel[role="label"] { color: $quiet; font-size: ${caption}px; font-weight: 600; }
QLabel[role="title"] { font-size: ${small}px; font-weight: 600; color: $text; }
QLabel[role="count"] { color: $on_soft; background: $soft; border-radius: 8px;
  padding: 1px 7px; font-size: ${caption}px; }
QLabel[role="code"] { font-family: "Noto Sans Mono", "Consolas", "DejaVu Sans Mono", monospace;
  font-size: ${small}px; color: $quiet; }
"""


def style_sheet(palette: Palette) -> str:
    """Return the Qt style sheet of a palette."""
    names = {name: str(getattr(palette, name)) for name in Palette._fields}
    sizes = {
        "radius": tokens.RADIUS,
        "caption": tokens.CAPTION,
        "small": tokens.SMALL,
        "lead": tokens.LEAD,
        "heading": tokens.HEADING,
        "display": tokens.DISPLAY,
    }
    return Template(_SHEET).substitute(names, **{key: str(size) for key, size in sizes.items()})
