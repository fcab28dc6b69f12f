"""Relative targets are the shortest that lead from one part to another."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from briefing_app.ooxml.package import relative_target, resolve_target

FOLDERS = st.lists(st.sampled_from(["ppt", "slides", "charts", "a.b"]), max_size=3)
PARTS = st.builds(
    lambda folders, name: "/" + "/".join([*folders, name]),
    FOLDERS,
    st.sampled_from(["slide1.xml", "chart2.xml"]),
)


@given(source=PARTS, target=PARTS)
def test_any_part_is_reached_from_any_other(source: str, target: str) -> None:
    relative = relative_target(source, target)
    assert relative == posixpath.relpath(target, posixpath.dirname(source))
    assert resolve_target(source, relative) == target
