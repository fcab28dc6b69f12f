"""Make the contact sheets of the samples, from their pages, and of the layouts.

    briefing demo -o DIR
    briefing gallery --format pptx,png -o DIR/gallery.pptx
    python docs/pictures/make_contact_sheet.py DIR

Writes client-deck.png, radar.png, gallery-1.png, gallery-2.png and layouts.png (each layout of the
client template with what it asks for) beside this script; needs Pillow. All stay under 300 KB.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pptx
from PIL import Image

WIDTH, GAP = 1428, 12
"""Of a sheet, and between its pages, in pixels."""
GROUND = (205, 205, 205)
COLOURS = 256
"""Flat slides need few colours; a palette keeps the picture small."""
FRONT = 8
"""Pages of the gallery before its first section."""
HERE = Path(__file__).parent
TEMPLATE = HERE.parent.parent / "templates" / "client-16x9.pptx"


def contact_sheet(pages: list[Path], columns: int) -> Image.Image:
    """Return the pages in rows on a grey ground."""
    pictures = [Image.open(page).convert("RGB") for page in pages]
    width = (WIDTH - GAP) // columns - GAP
    height = round(pictures[0].height * width / pictures[0].width)
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (WIDTH, rows * (height + GAP) + GAP), GROUND)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        place = (GAP + column * (width + GAP), GAP + row * (height + GAP))
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS), place)
    return sheet


def filled_layouts(folder: Path) -> list[Path]:
    """Return a picture of each layout of the client template, filled with its own prompts."""
    deck = pptx.Presentation(str(TEMPLATE))
    for layout in deck.slide_layouts:
        for shape in deck.slides.add_slide(layout).placeholders:
            asking = layout.placeholders.get(shape.placeholder_format.idx)
            shape.text_frame.text = asking.text_frame.text if asking is not None else ""
    path = folder / "layouts.pptx"
    deck.save(str(path))
    command = [sys.executable, "-m", "briefing_app", "render", str(path), "-o", str(folder)]
    subprocess.run(command, check=True, cwd=HERE.parent.parent)
    return sorted(folder.glob("slide-*.png"))


def main() -> None:
    """Make the sheets."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as made:
        _write(folder, filled_layouts(Path(made)))


def _write(folder: Path, layouts: list[Path]) -> None:
    shown = sorted((folder / "gallery").glob("*.png"))[FRONT:]
    half = -(-len(shown) // 2)
    sheets = {
        "gallery-1": (shown[:half], 4),
        "gallery-2": (shown[half:], 4),
        "layouts": (layouts, 4),
        "client-deck": (sorted((folder / "client-deck").glob("*.png")), 4),
        "radar": (sorted(folder.glob("radar-*/slide-001.png")), 3),
    }
    for name, (pages, columns) in sheets.items():
        # The palette is made to keep colours of small areas too, such as one green bar.
        sheet = contact_sheet(pages, columns)
        kept = sheet.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        out = HERE / f"{name}.png"
        kept.save(out, optimize=True)
        print(f"{out.name}: {out.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
