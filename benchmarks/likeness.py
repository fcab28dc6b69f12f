"""How alike our pictures of slides are to LibreOffice's, page by page.

    python benchmarks/likeness.py [DECK|FOLDER...] [--keep DIR] [--json FILE]

Without decks, the bundled sample is built and looked at. Each deck is rendered by us
(`briefing render --dpi 192`) and by LibreOffice with poppler, at 192 dpi; both are box-averaged to
48 dpi. A page's score is the structural similarity (SSIM, Wang and others 2004) of the colours over
windows of 7 x 7 pixels, averaged over inked windows only: those with variance in either picture.
What a blank page would score is printed beside it. ``--keep`` writes both pictures of the twenty
worst pages side by side.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

DPI, AVERAGED = 192, 4
"""Pictures are made at this resolution, and this many pixels each way become one."""
WINDOW = 7
_STEADY = (0.01 * 255) ** 2, (0.03 * 255) ** 2
_INKED = 1.0
"""Variance (of 255 levels) from which a window is more than an even ground."""
_WORST = 20
Pixels = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Page:
    """One page's score, and what a white page of the same size would score."""

    deck: str
    number: int
    score: float
    blank: float


def _means(channel: Pixels) -> Pixels:
    """Return the mean of each window of a channel."""
    sums = np.pad(channel, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    whole = sums[WINDOW:, WINDOW:] - sums[:-WINDOW, WINDOW:] - sums[WINDOW:, :-WINDOW]
    found: Pixels = (whole + sums[:-WINDOW, :-WINDOW]) / WINDOW**2
    return found


def similarity(ours: Pixels, theirs: Pixels) -> float:
    """Return the SSIM of two pictures (height x width x 3, 0 to 255) over inked windows.

    Two even pictures have no inked window and are wholly alike when equal: 1.0, else 0.0.
    """
    scores, inked = [], np.zeros(())
    for band in range(3):
        a, b = ours[:, :, band], theirs[:, :, band]
        mean_a, mean_b = _means(a), _means(b)
        var_a = np.maximum(_means(a * a) - mean_a**2, 0.0)
        var_b = np.maximum(_means(b * b) - mean_b**2, 0.0)
        both = _means(a * b) - mean_a * mean_b
        c1, c2 = _STEADY
        top = (2 * mean_a * mean_b + c1) * (2 * both + c2)
        scores.append(top / ((mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2)))
        inked = np.maximum(inked, np.maximum(var_a, var_b))
    seen = inked > _INKED
    if not seen.any():
        return 1.0 if np.allclose(ours, theirs, atol=2) else 0.0
    return float(np.mean([score[seen].mean() for score in scores]))


def averaged(picture: Path, size: tuple[int, int] | None = None) -> Pixels:
    """Return a picture box-averaged; size: width and height to bring it to before, in pixels."""
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
        if size is not None and image.size != size:
            image = image.resize(size, Image.Resampling.BOX)
        pixels = np.asarray(image, dtype=np.float64)
    high, wide = (pixels.shape[0] // AVERAGED) * AVERAGED, (pixels.shape[1] // AVERAGED) * AVERAGED
    blocks = pixels[:high, :wide].reshape(high // AVERAGED, AVERAGED, wide // AVERAGED, AVERAGED, 3)
    found: Pixels = blocks.mean(axis=(1, 3))
    return found


def ours_of(deck: Path, folder: Path) -> list[Path]:
    """Render a deck by ourselves and return its pages."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-P", "-m", "briefing_app", "render", str(deck), "--dpi", str(DPI)]
    command += ["-o", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        print(f"{deck.name}: {done.stderr.strip()}", file=sys.stderr)
    return sorted(folder.glob("slide-*.png"))


def theirs_of(deck: Path, folder: Path) -> list[Path]:
    """Render a deck by LibreOffice and poppler and return its pages."""
    pdf = as_pdf(deck, folder)
    if pdf is None:
        return []
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", str(pdf), str(folder / "p")], check=True)
    return sorted(folder.glob("p-*.png"))


def as_pdf(deck: Path, folder: Path) -> Path | None:
    """Convert a deck by LibreOffice; None where it cannot be read there."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = Path(tempfile.gettempdir(), f"likeness-profile-{os.getpid()}").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(deck)],
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    pdf = folder / f"{deck.stem}.pdf"
    return pdf if pdf.exists() else None


def has_slides(deck: Path) -> bool:
    """Return whether a deck shows anything; of a template without slides LibreOffice makes one."""
    with zipfile.ZipFile(deck) as opened:
        return any(name.startswith("ppt/slides/slide") for name in opened.namelist())


def pages(deck: Path, folder: Path, keep: Path | None) -> Iterator[Page]:
    """Yield the scores of a deck's pages; a page that is missing on our side scores 0."""
    if not has_slides(deck):
        print(f"{deck.name}: no slides")
        return
    ours, theirs = ours_of(deck, folder / "ours"), theirs_of(deck, folder / "theirs")
    for number, picture in enumerate(theirs, 1):
        with Image.open(picture) as opened:
            size = opened.size
        reference = averaged(picture)
        white = np.full_like(reference, 255.0)
        score = 0.0
        if number <= len(ours):
            score = similarity(averaged(ours[number - 1], size), reference)
            if keep is not None:
                _side_by_side(ours[number - 1], picture, keep, f"{score:.3f} {deck.stem} {number}")
        yield Page(deck.name, number, score, similarity(white, reference))


def _side_by_side(ours: Path, theirs: Path, keep: Path, name: str) -> None:
    with Image.open(ours) as left, Image.open(theirs) as right:
        size = (left.width // 2, left.height // 2)
        both = Image.new("RGB", (size[0] * 2 + 8, size[1]), "grey")
        both.paste(left.convert("RGB").resize(size), (0, 0))
        both.paste(right.convert("RGB").resize(size), (size[0] + 8, 0))
        both.save(keep / f"{name}.png")


def decks_named(named: Sequence[Path], folder: Path) -> list[Path]:
    """Return the decks that are named, those in named folders, or else the bundled sample."""
    if not named:
        command = [sys.executable, "-P", "-m", "briefing_app", "demo", "-o", str(folder / "demo")]
        subprocess.run(command, check=True, capture_output=True)
        named = [folder / "demo"]
    found: list[Path] = []
    for path in named:
        found += sorted(path.rglob("*.p[op]t[xm]")) if path.is_dir() else [path]
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the scores; exit status 1 when a page scores under 0.30 or the mean under 0.70."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("decks", nargs="*", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--mean", type=float, default=0.70, help="least mean (0.55 for foreign)")
    call = parser.parse_args(arguments)
    if call.keep:
        call.keep.mkdir(parents=True, exist_ok=True)
    scored: list[Page] = []
    with tempfile.TemporaryDirectory() as name:
        for index, deck in enumerate(decks_named(call.decks, Path(name))):
            folder = Path(name, str(index))
            scored += pages(deck, folder, call.keep)
            shutil.rmtree(folder, ignore_errors=True)
    if not scored:
        print("no pages")
        return 1
    for page in sorted(scored, key=lambda page: page.score)[:_WORST]:
        print(f"{page.score:.3f} (blank {page.blank:.3f})  {page.deck} {page.number}")
    if call.keep:
        for extra in sorted(call.keep.glob("*.png"))[_WORST:]:
            extra.unlink()
    mean = sum(page.score for page in scored) / len(scored)
    blank = sum(page.blank for page in scored) / len(scored)
    least = min(page.score for page in scored)
    print(f"{len(scored)} pages: mean {mean:.3f}, least {least:.3f}, a blank page {blank:.3f}")
    if call.json:
        call.json.write_text(json.dumps([asdict(page) for page in scored], indent=1))
    return 0 if mean >= call.mean and least >= 0.30 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
