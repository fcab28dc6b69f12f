"""Makes briefing-library.xlsx, the sample topic library, from the extracts in data/.

Run ``python assets/samples/make_briefing_library.py``; the same extracts give the same bytes.
The texts stand in texts/*.csv, the figures in data/*.csv (see data/SOURCES.md and
sample_blocks.py), and tests/unit/samples/test_sample_truth.py recomputes every number in the texts.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # works from a bare checkout too

from assets.samples.library_workbook import Library, library_bytes
from assets.samples.sample_blocks import blocks, texts_of

LIBRARY = Path(__file__).parent / "briefing-library.xlsx"
TITLE = "The shift to the South"


def sample() -> Library:
    """Return the sample."""
    lists = {name.title(): texts_of(name) for name in ("topics", "messages", "exhibits", "labels")}
    return Library(TITLE, lists, blocks())


if __name__ == "__main__":
    LIBRARY.write_bytes(library_bytes(sample()))
    print(LIBRARY.name)
