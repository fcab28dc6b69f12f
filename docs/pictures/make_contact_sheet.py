"""Make a contact sheet of a deck, as LibreOffice prints it.

    python docs/pictures/make_contact_sheet.py DECK.pptx OUT.png

Needs LibreOffice (soffice), poppler (pdftoppm) and Pillow. The picture stays under 300 KB.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

COLUMNS, WIDTH, GAP = 3, 460, 12
GROUND = (205, 205, 205)
COLOURS = 256
"""Flat slides need few colours; a palette keeps the picture small."""


def pages(deck: Path, folder: Path) -> list[Image.Image]:
    """Return a deck's pages as pictures of WIDTH pixels, drawn at twice the size."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(deck)], check=True, capture_output=True)
    pdf = folder / f"{deck.stem}.pdf"
    scale = ["-scale-to-x", str(2 * WIDTH), "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", "-png", *scale, str(pdf), str(folder / "page")], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page*.png"))]


def contact_sheet(pictures: list[Image.Image]) -> Image.Image:
    """Return the pictures in rows of COLUMNS on a grey ground."""
    height = round(pictures[0].height * WIDTH / pictures[0].width)
    rows = -(-len(pictures) // COLUMNS)
    size = (COLUMNS * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP)
    sheet = Image.new("RGB", size, GROUND)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, COLUMNS)
        place = (GAP + column * (WIDTH + GAP), GAP + row * (height + GAP))
        sheet.paste(picture.resize((WIDTH, height), Image.Resampling.LANCZOS), place)
    return sheet


def main() -> None:
    """Make the sheet."""
    deck, out = Path(sys.argv[1]), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        sheet = contact_sheet(pages(deck.resolve(), Path(folder)))
    # The palette is made to keep colours of small areas too, such as one green bar.
    kept = sheet.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    kept.save(out, optimize=True)
    print(f"{out}: {out.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
