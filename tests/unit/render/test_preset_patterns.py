"""The preset patterns: all there, and as dense as their names say."""

from __future__ import annotations

import pytest

from briefing_app.render.preset_patterns import pattern_dots

# ECMA-376-1, 20.1.10.51 ST_PresetPatternVal.
NAMES = """
pct5 pct10 pct20 pct25 pct30 pct40 pct50 pct60 pct70 pct75 pct80 pct90 horz vert ltHorz ltVert
dkHorz dkVert narHorz narVert dashHorz dashVert cross dnDiag upDiag ltDnDiag ltUpDiag dkDnDiag
dkUpDiag wdDnDiag wdUpDiag dashDnDiag dashUpDiag diagCross smCheck lgCheck smGrid lgGrid dotGrid
smConfetti lgConfetti horzBrick diagBrick solidDmnd openDmnd dotDmnd plaid sphere weave divot
shingle wave trellis zigZag
""".split()


def share(name: str) -> float:
    return sum(row.bit_count() for row in pattern_dots(name)) / 64


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_of_the_standard_is_there(name: str) -> None:
    assert len(pattern_dots(name)) == 8
    assert all(0 <= row <= 255 for row in pattern_dots(name))
    assert 0 < share(name) < 1
    assert name == "pct50" or pattern_dots(name) != pattern_dots("unheard of")


@pytest.mark.parametrize("percent", [int(name[3:]) for name in NAMES if name.startswith("pct")])
def test_a_percentage_is_the_share_of_the_fore_colour(percent: int) -> None:
    assert share(f"pct{percent}") * 100 == pytest.approx(percent, abs=2)


def test_diagonals_run_up_or_down() -> None:
    up, down = pattern_dots("upDiag"), pattern_dots("dnDiag")
    assert [row.bit_length() for row in down] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert up[0] == 0x80
    assert up[1] == 0x01
