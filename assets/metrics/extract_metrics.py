"""Write the metrics tables beside this script from open fonts that are installed here.

Run by hand when a font is added or renewed; the tables are kept in the repository, so neither
the program nor its tests need a font file:

    python assets/metrics/extract_metrics.py            # fonts from /usr/share/fonts
    python assets/metrics/extract_metrics.py --fonts DIR --fonts /usr/share/fonts

Needs fonttools and uharfbuzz (development dependencies). On Debian the fonts come with
fonts-liberation2 (version 2, under the OFL), fonts-crosextra-carlito, fonts-crosextra-caladea,
fonts-dejavu-core, fonts-dejavu-extra, fonts-noto-core and fonts-noto-cjk. Only figures (advance
widths and line metrics) are taken, no outlines. A font whose licence is not one of LICENCES is
refused. The first folder that has a file wins.

A table is one JSON object (schema ``briefing.metrics/1``):

    family    the family whose figures these are
    also      further families that this table measures with the same figures
    scripts   the scripts it is asked for when a text needs another face than the one named
    source    open font, version, licence
    faces     by style (regular, bold, italic, bold italic), each with
      em        font units per em; all other figures are in these units
      win       ascent and descent of OS/2 usWinAscent, usWinDescent
      hhea      ascent, descent (positive) and line gap of the hhea table
      default   advance for a character of the covered scripts that the font lacks
      advances  list of segments; each is a first code point and then the advances of the code
                points that follow one another; a negative number -n after an advance says that
                it holds for n more code points
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent
STYLES = ("regular", "bold", "italic", "bold italic")
ARABIC_FORMS = 0xFB50  # from here on a character is one form of a letter
ARABIC_JOINER = "\u0640"  # tatweel: joins on both sides, so that every contextual form appears


@dataclass(frozen=True, slots=True)
class Family:
    """One table to be written: whose figures, from which files, for which characters."""

    table: str
    family: str
    also: tuple[str, ...]
    scripts: tuple[str, ...]
    files: tuple[str, ...]
    """One file per style, in the order of STYLES; fewer where the font has fewer."""
    keep: Callable[[int], bool]
    shaped: bool = False
    """True where a letter's width depends on its neighbours: the widest form is kept."""
    member: str = ""
    """Full name of the font inside a collection."""


# Unicode 15, emoji-data.txt, Emoji_Presentation in the basic plane: drawn by an emoji font
_EMOJI = frozenset(
    map(
        ord,
        "\u231a\u231b\u23e9\u23ea\u23eb\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648\u2649"
        "\u264a\u264b\u264c\u264d\u264e\u264f\u2650\u2651\u2652\u2653\u267f\u2693\u26a1\u26aa"
        "\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
        "\u270a\u270b\u2728\u274c\u274e\u2753\u2754\u2755\u2757\u2795\u2796\u2797\u27b0\u27bf"
        "\u2b1b\u2b1c\u2b50\u2b55",
    )
)
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc"})


def _block(*blocks: tuple[int, int]) -> Callable[[int], bool]:
    """Return a test for code points inside the blocks (first and last code point)."""
    return lambda code: any(first <= code <= last for first, last in blocks)


# Latin, Greek, Cyrillic, punctuation and common symbols; no private use
_EUROPEAN = _block((0x0020, 0x052F), (0x1E00, 0x27FF), (0xFB00, 0xFB06))
# and Armenian, Georgian, technical and mathematical signs: the last resort of a text
_SYMBOLS = _block(
    (0x0020, 0x058F), (0x10A0, 0x10FF), (0x1E00, 0x2DFF), (0xA640, 0xAB6F), (0xFB00, 0xFB17),
    (0x1D400, 0x1F2FF),
)  # fmt: skip
_CJK = _block(
    (0x1100, 0x11FF), (0x2010, 0x2027), (0x2030, 0x203B), (0x00B7, 0x00B7), (0x2100, 0x2BFF),
    (0x2E80, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE10, 0xFE4F),
    (0xFF00, 0xFFEF), (0x1F100, 0x1F2FF), (0x20000, 0x3FFFF),
)  # fmt: skip

LICENCES = {
    "SIL Open Font License": "SIL Open Font License 1.1",
    "scripts.sil.org/OFL": "SIL Open Font License 1.1",
    "dejavu": "Bitstream Vera licence (permissive); DejaVu changes in the public domain",
}
"""What the font's own licence entries (name table, 13 and 14) say, and how we call it."""


def _styled(stem: str, *endings: str) -> tuple[str, ...]:
    return tuple(f"{stem}-{ending}.ttf" for ending in endings)


_FOUR = ("Regular", "Bold", "Italic", "BoldItalic")
FAMILIES = (
    Family("arial", "Arial", ("Helvetica", "Liberation Sans", "Arimo"), ("latin",),
           _styled("LiberationSans", *_FOUR), _EUROPEAN),
    Family("times-new-roman", "Times New Roman", ("Times", "Liberation Serif", "Tinos"), (),
           _styled("LiberationSerif", *_FOUR), _EUROPEAN),
    Family("courier-new", "Courier New", ("Courier", "Liberation Mono", "Cousine"), (),
           _styled("LiberationMono", *_FOUR), _EUROPEAN),
    Family("calibri", "Calibri", ("Carlito",), (),
           _styled("Carlito", *_FOUR), _EUROPEAN),
    Family("cambria", "Cambria", ("Caladea",), (),
           _styled("Caladea", *_FOUR), _EUROPEAN),
    Family("dejavu-sans", "DejaVu Sans", (), ("symbols",),
           ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf",
            "DejaVuSans-BoldOblique.ttf"), _SYMBOLS),
    Family("noto-sans-cjk-sc", "Noto Sans CJK SC", ("Noto Sans SC", "Source Han Sans SC"),
           ("cjk",), ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"), _CJK,
           member="Noto Sans CJK SC"),
    Family("noto-sans-arabic", "Noto Sans Arabic", (), ("arabic",),
           _styled("NotoSansArabic", "Regular", "Bold"),
           _block((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF),
                  (0xFE70, 0xFEFC)), shaped=True),
    Family("noto-sans-hebrew", "Noto Sans Hebrew", (), ("hebrew",),
           _styled("NotoSansHebrew", "Regular", "Bold"),
           _block((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    Family("noto-sans-thai", "Noto Sans Thai", (), ("thai",),
           _styled("NotoSansThai", "Regular", "Bold"), _block((0x0E00, 0x0E7F))),
    Family("noto-sans-devanagari", "Noto Sans Devanagari", (), ("devanagari",),
           _styled("NotoSansDevanagari", "Regular", "Bold"),
           _block((0x0900, 0x097F), (0xA8E0, 0xA8FF))),
)  # fmt: skip


def _open(path: Path, member: str) -> tuple[TTFont, int]:
    """Return the font and its index in the file."""
    if path.suffix != ".ttc":
        return TTFont(path, lazy=True), 0
    fonts = TTCollection(path, lazy=True).fonts
    names = [font["name"].getDebugName(1) for font in fonts]
    index = names.index(member)
    return fonts[index], index


def _plain(font: TTFont, codes: Iterable[int]) -> dict[int, int]:
    """Return the advance of each character's own glyph."""
    cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
    return {code: metrics[cmap[code]][0] for code in codes}


def _widest(path: Path, index: int, codes: Iterable[int]) -> dict[int, int]:
    """Return the advance of each letter in its widest form: alone, first, middle, last.

    Shaped with HarfBuzz between joining strokes, whose own advance is taken off again. What is a
    presentation form already has one width.
    """
    font = hb.Font(hb.Face(path.read_bytes(), index))

    def advance(text: str) -> int:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"kern": False})
        return sum(position.x_advance for position in buffer.glyph_positions)

    stroke = advance(ARABIC_JOINER * 3) - advance(ARABIC_JOINER * 2)
    widths = {}
    for code in codes:
        letter = chr(code)
        if code >= ARABIC_FORMS:
            widths[code] = advance(letter)
            continue
        forms = (
            advance(letter),
            advance(letter + ARABIC_JOINER) - stroke,
            advance(ARABIC_JOINER + letter) - stroke,
            advance(ARABIC_JOINER + letter + ARABIC_JOINER) - 2 * stroke,
        )
        widths[code] = max(forms)
    return widths


def _coded(advances: dict[int, int]) -> list[list[int]]:
    """Return the advances as segments; see the head of this file."""
    segments: list[list[int]] = []
    previous, last = -2, -1
    for code, advance in sorted(advances.items()):
        if code != previous + 1:
            segments.append([code, advance])
        elif advance == last:
            if segments[-1][-1] < 0:
                segments[-1][-1] -= 1
            else:
                segments[-1].append(-1)
        else:
            segments[-1].append(advance)
        previous, last = code, advance
    return segments


def _face(path: Path, family: Family) -> tuple[dict[str, Any], str]:
    """Return the face's figures and the font's version."""
    font, index = _open(path, family.member)
    codes = [
        code
        for code in font.getBestCmap()
        if family.keep(code)
        and code not in _EMOJI
        and unicodedata.category(chr(code)) not in _NO_WIDTH
    ]
    advances = _widest(path, index, codes) if family.shaped else _plain(font, codes)
    hhea, os2 = font["hhea"], font["OS/2"]
    letters = sorted(advances[code] for code in codes if chr(code).isalnum())
    face = {
        "em": font["head"].unitsPerEm,
        "win": [os2.usWinAscent, os2.usWinDescent],
        "hhea": [hhea.ascent, -hhea.descent, hhea.lineGap],
        # three letters in four are no wider
        "default": letters[len(letters) * 3 // 4],
        "advances": _coded(advances),
    }
    return face, font["name"].getDebugName(5).split(";")[0].removeprefix("Version ").strip()


def _licence(font: TTFont) -> str:
    """Return the name of the font's licence; stops on one that is not known to be permissive."""
    said = " ".join(font["name"].getDebugName(entry) or "" for entry in (13, 14))
    for mark, licence in LICENCES.items():
        if mark in said:
            return licence
    sys.exit(f"{font['name'].getDebugName(4)}: licence not known: {said}")


def _table(family: Family, paths: Sequence[Path]) -> dict[str, Any]:
    """Return the table of one family."""
    faces, versions = {}, set()
    for style, path in zip(STYLES, paths, strict=False):
        faces[style], version = _face(path, family)
        versions.add(version)
    font = TTFont(paths[0], fontNumber=0, lazy=True)
    return {
        "schema": "briefing.metrics/1",
        "family": family.family,
        "also": list(family.also),
        "scripts": list(family.scripts),
        "source": {
            "font": family.member or font["name"].getDebugName(1),
            "version": ", ".join(sorted(versions)),
            "licence": _licence(font),
        },
        "faces": faces,
    }


def main() -> None:
    """Write one table per family; a font that is not installed is named and left out."""
    parser = argparse.ArgumentParser(description="Extract font metrics tables.")
    parser.add_argument("--fonts", type=Path, action="append")
    parser.add_argument("--into", type=Path, default=HERE)
    options = parser.parse_args()
    folders = options.fonts or [Path("/usr/share/fonts")]
    installed = {
        path.name: path for folder in reversed(folders) for path in sorted(folder.rglob("*.tt?"))
    }
    for family in FAMILIES:
        if missing := [name for name in family.files if name not in installed]:
            print(f"{family.table}: not installed: {', '.join(missing)}")
            continue
        table = _table(family, [installed[name] for name in family.files])
        target = options.into / f"{family.table}.json"
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"
        target.write_text(text, encoding="utf-8", newline="\n")
        print(f"{target.name}: {len(text):,} characters, {len(table['faces'])} faces")


if __name__ == "__main__":
    main()
