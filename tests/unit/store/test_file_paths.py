"""How a briefing names other files, on both kinds of systems."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from briefing_app.store.file_paths import found_path, meant_path, said_path

POSIX, WINDOWS = PurePosixPath, PureWindowsPath


@pytest.mark.parametrize(
    ("kind", "path", "folder", "said"),
    [
        (POSIX, "/a/b/x.xlsx", "/a/b", "x.xlsx"),
        (POSIX, "/a/b/c/x.xlsx", "/a/b", "c/x.xlsx"),
        (POSIX, "/a/d/x.xlsx", "/a/b", "../d/x.xlsx"),
        (POSIX, "/x.xlsx", "/a/b", "../../x.xlsx"),
        (POSIX, "/A/x.xlsx", "/a", "../A/x.xlsx"),
        (WINDOWS, r"C:\a\b\x.xlsx", r"C:\a", "b/x.xlsx"),
        (WINDOWS, r"c:\A\x.xlsx", r"C:\a", "x.xlsx"),
        (WINDOWS, r"D:\a\x.xlsx", r"C:\a", "D:/a/x.xlsx"),
        (WINDOWS, r"\\server\share\x.xlsx", r"C:\a", "//server/share/x.xlsx"),
        (WINDOWS, r"\\server\share\d\x.xlsx", r"\\server\share\b", "../d/x.xlsx"),
    ],
)
def test_a_file_is_named_relative_where_that_can_be(
    kind: type[PurePath], path: str, folder: str, said: str
) -> None:
    assert said_path(kind(path), kind(folder)) == said
    assert meant_path(said, kind(folder)) == kind(path)


def test_a_path_cannot_climb_over_the_root() -> None:
    assert meant_path("../../../etc/x.xlsx", POSIX("/a")) == POSIX("/etc/x.xlsx")


def test_a_file_that_is_nowhere_is_where_it_was_meant_to_be(tmp_path: Path) -> None:
    assert found_path("data/x.xlsx", tmp_path) == tmp_path / "data" / "x.xlsx"


def test_a_name_that_cannot_be_one_is_nowhere(tmp_path: Path) -> None:
    assert found_path("a\0b.xlsx", tmp_path) == tmp_path / "a\0b.xlsx"
    long = "x" * 5_000
    assert found_path(long, tmp_path) == tmp_path / long
