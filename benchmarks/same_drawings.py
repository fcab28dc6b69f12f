"""Whether slides are drawn as before: a digest of each slide's and notes page's drawing.

    python benchmarks/same_drawings.py DIGESTS DECK [DECK ...]

Where the file of digests is not there yet, it is written; else the decks are drawn again and every
slide that differs is listed. Run it before and after a change that is to make drawing faster and
nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # works from a bare checkout too

from briefing_app.errors import BriefingError, Place
from briefing_app.files import read_file
from briefing_app.model.drawing import Drawing
from briefing_app.ooxml.package import Package
from briefing_app.render.deck_resources import DeckResources
from briefing_app.render.notes_pages import notes_page
from briefing_app.render.slide_drawing import slide_drawing
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.shipped_files import load_metrics


def _digest(drawing: Drawing) -> str:
    return hashlib.sha256(repr(drawing).encode()).hexdigest()


def digests(deck: Path, metrics: Metrics) -> Iterator[tuple[str, str]]:
    """Yield a name and a digest for each slide and each notes page of a deck."""
    package = Package.read(read_file(deck), Place(file=deck.name))
    resources = DeckResources(package, metrics)
    for number, slide in enumerate(resources.outline.slides, 1):
        try:
            drawing = slide_drawing(package, slide.part, resources)
            yield f"{deck.name}, slide {number}", _digest(drawing)
            page = notes_page(package, slide.part, drawing, resources)
            yield f"{deck.name}, notes {number}", _digest(page)
        except BriefingError as problem:
            yield f"{deck.name}, slide {number}", problem.what


def main(arguments: Sequence[str]) -> int:
    """Write the digests, or compare; exit status 1 when a drawing differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("digests", type=Path)
    parser.add_argument("decks", type=Path, nargs="+")
    call = parser.parse_args(arguments)
    metrics = load_metrics()
    found = {name: digest for deck in call.decks for name, digest in digests(deck, metrics)}
    if not call.digests.exists():
        call.digests.write_text(json.dumps(found, indent=1), encoding="utf-8")
        print(f"{len(found)} drawings noted")
        return 0
    before = json.loads(call.digests.read_text(encoding="utf-8"))
    different = [name for name in sorted({*before, *found}) if before.get(name) != found.get(name)]
    print(*different, f"{len(found)} drawings, {len(different)} differ", sep="\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
