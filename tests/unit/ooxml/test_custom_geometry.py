"""Custom geometry (ECMA-376-1, 20.1.9.8)."""

from __future__ import annotations

import pytest
from lxml import etree

from briefing_app.ooxml.names import A
from briefing_app.ooxml.preset_shapes import shape_paths
from briefing_app.ooxml.shape_outlines import ShapePaths


def _shape(inside: str, width: float = 100, height: float = 50) -> ShapePaths:
    node = etree.fromstring(f'<a:custGeom xmlns:a="{A}">{inside}</a:custGeom>')
    return shape_paths(node, width, height)


def _flat(found: ShapePaths) -> list[tuple[str, list[float]]]:
    return [(letter, list(numbers)) for letter, numbers in found.paths[0].segments]


def test_a_path_with_its_own_size_is_stretched_to_the_box() -> None:
    found = _shape(
        '<a:pathLst><a:path w="10" h="10" fill="none"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>'
        '<!-- a remark --><a:lnTo><a:pt x="10" y="5"/></a:lnTo><a:close/></a:path></a:pathLst>'
    )
    assert _flat(found) == [("M", [0, 0]), ("L", [100, 25]), ("Z", [])]
    assert found.paths[0].fill == "none"


def test_a_path_without_a_size_is_in_emu_and_may_use_guides() -> None:
    found = _shape(
        '<a:avLst><a:gd name="adj" fmla="val 50000"/></a:avLst>'
        '<a:gdLst><a:gd name="x" fmla="*/ w adj 100000"/></a:gdLst>'
        '<a:rect l="x" t="t" r="r" b="vc"/>'
        '<a:pathLst><a:path stroke="0"><a:moveTo><a:pt x="x" y="12700"/></a:moveTo>'
        '<a:arcTo wR="12700" hR="12700" stAng="cd2" swAng="cd4"/></a:path></a:pathLst>'
    )
    path = found.paths[0]
    assert _flat(found)[0] == ("M", [50, 1])
    assert path.segments[-1][1][-2:] == pytest.approx((51, 0))
    assert not path.stroked
    assert list(found.text_box) == [50, 0, 100, 25]


def test_quadratic_curves_are_raised_to_cubic_ones() -> None:
    found = _shape(
        '<a:pathLst><a:path w="3" h="3"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:quadBezTo>'
        '<a:pt x="3" y="0"/><a:pt x="3" y="3"/></a:quadBezTo></a:path></a:pathLst>', 3, 3,
    )  # fmt: skip
    assert _flat(found)[1][1] == pytest.approx([2, 0, 3, 1, 3, 3])


def test_steps_with_too_few_points_are_left_out() -> None:
    found = _shape("<a:pathLst><a:path><a:moveTo/><a:cubicBezTo/><a:other/></a:path></a:pathLst>")
    assert found.paths[0].segments == ()
    assert _shape("").paths == ()
