"""What we paint of our own decks beside what LibreOffice shows: likeness, places, line breaks.

The decks are the sample library in three languages and plain tables. `benchmarks/likeness.py` and
`benchmarks/positions.py` say how each figure is made, and take any deck.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import likeness, positions

if TYPE_CHECKING:
    from tests.deck.conftest import Answer

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.needs("qt", "soffice", "pdftotext", "pdftoppm"),
]

LIKE_ON_AVERAGE, LEAST_LIKE, BLANK = 0.70, 0.30, 0.25
SAMPLES = Path(__file__).resolve().parents[2] / "assets" / "samples"
LIBRARY = SAMPLES / "briefing-library.xlsx"
NAMES = ("en", "de", "zh", "tables")


@pytest.fixture(scope="module")
def own_decks(
    briefing: Callable[..., Answer], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Return decks of the sample library by language, and one of tables without a library."""
    folder = tmp_path_factory.mktemp("own")
    made = {name: folder / f"{name}.pptx" for name in NAMES}
    for language in NAMES[:3]:
        assert briefing("build", LIBRARY, "--lang", language, "-o", made[language]).status == 0
    tables = sorted((SAMPLES / "data").glob("*.csv"))
    assert briefing("build", *tables, "-o", made["tables"]).status == 0
    return made


def test_our_pages_are_like_libreoffice_s(own_decks: dict[str, Path], tmp_path: Path) -> None:
    pages = [
        page
        for name, deck in own_decks.items()
        for page in likeness.pages(deck, tmp_path / name, None)
    ]
    assert len(pages) > 20
    blank = sum(page.blank for page in pages) / len(pages)
    mean = sum(page.score for page in pages) / len(pages)
    told = f"{len(pages)} pages: mean {mean:.3f}, a blank page {blank:.3f}"
    print(told)  # noqa: T201 - the baseline belongs to the figure
    assert blank < BLANK, told
    assert mean >= LIKE_ON_AVERAGE, told
    assert [page for page in pages if page.score < LEAST_LIKE] == [], told


def test_words_and_line_breaks_stand_where_libreoffice_has_them(
    own_decks: dict[str, Path], tmp_path: Path
) -> None:
    agreed: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    misses: list[str] = []
    for name, deck in own_decks.items():
        for kind, agrees, what in positions.compare(deck, tmp_path / name):
            all_[kind] += 1
            agreed[kind] += agrees
            misses += [] if agrees else [f"{kind}: {what}"]
    assert all_["word"] > 1000
    assert all_["paragraph"] > 50
    print(dict(all_), dict(agreed))  # noqa: T201 - the figures of the night
    for kind in positions.JUDGED:
        assert agreed[kind] >= positions.ASKED * all_[kind], "\n".join(misses)
