"""Which font is painted, and what is noticed when one is not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_app.model.drawing import Typeface

if TYPE_CHECKING:
    from briefing_app.render.fonts import Fonts
    from briefing_app.render.painter import Studio

pytestmark = pytest.mark.needs("qt")

ROOT = Path(__file__).resolve().parents[3]
HERE = {"Liberation Sans", "Carlito", "Liberation Serif", "Arial Nova", "Noto Sans CJK SC",
        "Noto Sans CJK JP", "Noto Serif CJK SC", "Liberation Mono"}  # fmt: skip


@pytest.fixture
def fonts(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Fonts:
    """Return the fonts of a machine that has HERE."""
    monkeypatch.setattr(studio.fonts, "_installed", {name.casefold(): name for name in HERE})
    return studio.fonts


@pytest.mark.parametrize(
    ("asked", "painted", "is_stand_in"),
    [
        ("Liberation Sans", "Liberation Sans", False),
        ("arial nova", "Arial Nova", False),
        ("Arial", "Liberation Sans", False),
        ("Calibri", "Carlito", False),
        ("TIMES NEW ROMAN", "Liberation Serif", False),
        ("", "Liberation Sans", False),
        ("Wingdings", "Liberation Sans", False),
        ("Calibri Light", "Carlito", True),
        ("Georgia", "Liberation Serif", True),
        ("Source Serif Pro", "Liberation Serif", True),
        ("Consolas", "Liberation Mono", True),
        ("Corporate Grotesk", "Liberation Sans", True),
        ("SimSun", "Noto Serif CJK SC", True),
        ("Microsoft YaHei", "Noto Sans CJK SC", True),
    ],
)
def test_the_nearest_family_that_is_there(
    fonts: Fonts, asked: str, painted: str, is_stand_in: bool
) -> None:
    assert fonts.families(Typeface(asked))[0] == painted
    assert fonts.stand_ins == ({(asked, painted)} if is_stand_in else set())


def test_east_asian_letters_are_those_of_the_language(fonts: Fonts) -> None:
    face = Typeface("Arial")
    assert fonts.families(face, "ja")[1] == "Noto Sans CJK JP"
    assert fonts.families(face, "zh")[1] == "Noto Sans CJK SC"
    assert fonts.families(Typeface("Arial", "SimSun"), "zh")[1] == "Noto Serif CJK SC"


def test_a_bold_name_is_painted_bold(fonts: Fonts) -> None:
    assert fonts._made(Typeface("Corporate Semibold"), "zh").bold()
    assert not fonts._made(Typeface("Corporate"), "zh").bold()


def test_letters_that_no_font_has_are_noticed(studio: Studio) -> None:
    studio.fonts.line("ab\U000e1234c", Typeface("Arial"), rtl=False, language="en")
    assert studio.fonts.missing == {"\U000e1234"}


def test_ligatures_and_kerning_are_off(studio: Studio) -> None:
    def width(text: str) -> float:
        return studio.fonts.line(text, Typeface("Calibri"), rtl=False, language="en").width

    assert width("fi") == pytest.approx(width("f") + width("i"), abs=0.1)
    assert width("AV") == pytest.approx(width("A") + width("V"), abs=0.1)


def test_spaces_count_at_both_ends(studio: Studio) -> None:
    def width(text: str) -> float:
        return studio.fonts.line(text, Typeface("Arial"), rtl=False, language="en").width

    assert width(" a  ") == pytest.approx(width("a") + 3 * 277.83, abs=3)


def test_lines_that_are_kept_stay_few(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing_app.render import fonts

    monkeypatch.setattr(fonts, "_MOST_LINES", 5)
    for number in range(20):
        studio.fonts.line(f"{number}", Typeface("Arial"), rtl=False, language="")
    assert len(studio.fonts._lines) == 5


BARE = """
import sys
from briefing_app.render.qt_start import start_qt
from briefing_app.usecases.shipped_files import shipped_fonts
start_qt(shipped_fonts() if sys.argv[1] == "shipped" else ())
from briefing_app.model.drawing import Typeface
from briefing_app.render.painter import Studio
from briefing_app.render.png import image_of
from tests.unit.render.conftest import page, run
studio = Studio()
image = image_of(page(run("Briefing", face=Typeface("Calibri"))), 2.0, studio)
dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(400) for y in range(200))
print(studio.fonts.are_there, studio.fonts.families(Typeface("Calibri")), dark > 300)
"""


@pytest.mark.only("linux")
@pytest.mark.parametrize("kind", ["shipped", "none"])
def test_a_machine_without_fonts_has_ours_and_notices_without(tmp_path: Path, kind: str) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", BARE, kind],
        cwd=ROOT,
        env={**os.environ, "FONTCONFIG_FILE": str(empty)},
        check=True,
        capture_output=True,
        text=True,
    )
    if kind == "shipped":
        assert answer.stdout == "True ['Liberation Sans'] True\n"
    else:
        assert answer.stdout == "False [] False\n"


WATCHED = """
import os, sys
for name in ("DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(name, None)
from briefing_app.render.qt_start import start_qt
start_qt(); start_qt()
import briefing_app.render.pdf, briefing_app.render.png, briefing_app.render.tiles
from PySide6.QtGui import QGuiApplication
print(QGuiApplication.platformName())
print(sorted(m for m in sys.modules if m.startswith("PySide6.Qt")))
"""


def test_only_what_paints_is_loaded_and_no_display_is_asked_for() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        check=True,
        capture_output=True,
        text=True,
    )
    platform, modules = answer.stdout.splitlines()
    assert platform == "offscreen"
    assert modules == "['PySide6.QtCore', 'PySide6.QtGui']"
