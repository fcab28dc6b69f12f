"""Whole decks, damaged at random: pictures and findings, never a crash.

``python -m tests.fuzz.decks`` goes on from here, with other decks, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_app.cli import main
from tests.fuzz import decks
from tests.fuzz.deck_mutations import mutated_deck
from tests.fuzz.mutations import entries_of

if TYPE_CHECKING:
    from briefing_app.render.painter import Studio

pytestmark = pytest.mark.needs("qt")

ROOT = Path(__file__).resolve().parents[3]
NIGHT = 60.0
"""Seconds of a longer run."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the sample deck: titles, contents, charts, a table, notes."""
    out = tmp_path_factory.mktemp("sample") / "deck.pptx"
    library = ROOT / "assets" / "samples" / "briefing-library.xlsx"
    assert main(["build", str(library), "-o", str(out)]) == 0
    return out.read_bytes()


@pytest.mark.usefixtures("qt")
def test_the_sample_itself_is_painted_as_a_whole(sample: bytes) -> None:
    assert decks.paint(sample) == 0


@pytest.mark.usefixtures("qt")
@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_deck_is_painted_or_refused_with_a_clear_error(sample: bytes, seed: int) -> None:
    assert decks.paint(mutated_deck(sample, seed)) >= 0


def test_the_damage_is_of_many_kinds(sample: bytes) -> None:
    before = dict(entries_of(sample))
    changed: set[str] = set()
    for seed in range(30):
        after = dict(entries_of(mutated_deck(sample, seed)))
        changed |= {name for name in before if after.get(name) != before[name]}
    folders = {name.rpartition("/")[0] for name in changed}
    assert {"ppt/slides", "ppt/charts"} < folders
    assert len(folders) >= 4, folders


@pytest.mark.usefixtures("qt")
def test_a_fault_would_be_seen(
    sample: bytes, monkeypatch: pytest.MonkeyPatch, studio: Studio
) -> None:
    from briefing_app.render import slide_drawing

    def tripping(*_: object) -> None:
        raise TypeError

    monkeypatch.setattr(slide_drawing, "put_shape", tripping)
    with pytest.raises(TypeError):
        decks.paint(sample)


@pytest.mark.nightly
def test_a_longer_run_finds_no_fault() -> None:
    assert decks.main(["--seconds", str(NIGHT), "--seed", "1000"]) == 0
