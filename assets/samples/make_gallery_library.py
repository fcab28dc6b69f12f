"""Makes gallery-library.xlsx, a topic for each kind of chart, from the extracts in data/.

Run ``python assets/samples/make_gallery_library.py``; the same extracts give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # works from a bare checkout too

from assets.samples.gallery_blocks import gallery_blocks
from assets.samples.library_workbook import Library, library_bytes
from assets.samples.sample_blocks import texts_of

LIBRARY = Path(__file__).parent / "gallery-library.xlsx"
TITLE = "Gallery of charts"
_TOPICS = ("ID", "Headline", "Standfirst", "Section", "Source")
_EXHIBITS = ("Topic", "Kind", "Data", "Title", "Options")


def gallery() -> Library:
    """Return the gallery: a topic with one exhibit for each row of texts/gallery.csv."""
    blocks = gallery_blocks()
    by_sheet = {block.sheet: block for block in blocks}
    header, *rows = texts_of("gallery")
    topics: list[tuple[str, ...]] = [_TOPICS]
    exhibits: list[tuple[str, ...]] = [_EXHIBITS]
    for row in rows:
        asked = dict(zip(header, row, strict=True))
        block = by_sheet[asked["Sheet"]]
        source = block.source.removeprefix("Source: ")
        told = (asked[name] for name in ("ID", "Headline", "Standfirst", "Section"))
        topics.append((*told, source))
        exhibits.append((asked["ID"], asked["Kind"], block.data, asked["Title"], asked["Options"]))
    return Library(TITLE, {"Topics": topics, "Exhibits": exhibits}, blocks)


if __name__ == "__main__":
    LIBRARY.write_bytes(library_bytes(gallery()))
    print(LIBRARY.name)
