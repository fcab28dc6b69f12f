"""Files: every fault has its sentence, a target is whole at any moment, a zip cannot hurt."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app import files
from briefing_app.errors import (
    BriefingError,
    FileDamaged,
    FileEncrypted,
    FileMissing,
    FileUnsafe,
    InputError,
    OutputError,
    Place,
)
from briefing_app.files import ZipLimits, read_file, read_zip, write_atomically, write_zip

PLACE = Place(file="book.xlsx")
POSIX = pytest.mark.only("posix")


def plain_zip(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a package as another program would write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


# --- reading files ---------------------------------------------------------------------------


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\x00\r\n\x1a")
    assert read_file(tmp_path / "a.xlsx") == b"\x00\r\n\x1a"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("absent.xlsx", "no such file"),
        ("folder", "folder"),
        ("plain.txt/inner", "no such file"),
        ("x" * 300, "name of a file"),
        ("nul\0.xlsx", "name of a file"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "plain.txt").touch()
    with pytest.raises(FileMissing, match=what) as caught:
        read_file(tmp_path / name)
    assert caught.value.remedy
    assert caught.value.place.file == str(tmp_path / name)


@POSIX
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileMissing, match="pipe"):
        read_file(tmp_path / "pipe")


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 9)
    (tmp_path / "big").write_bytes(b"0123456789")
    with pytest.raises(FileUnsafe, match="not read"):
        read_file(tmp_path / "big")


@pytest.mark.parametrize(
    ("problem", "what"),
    [
        (PermissionError(13, "denied"), "may not read"),
        (BlockingIOError(11, "locked"), "locked"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_faults_of_the_file_system_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, what: str
) -> None:
    def fail(_self: Path) -> bytes:
        raise problem

    (tmp_path / "a").touch()
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(FileMissing, match=what) as caught:
        read_file(tmp_path / "a")
    assert caught.value.__cause__ is problem


# --- writing files ---------------------------------------------------------------------------


def test_a_new_file_and_its_folders_are_made(tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "deck.pptx"
    write_atomically(target, b"deck")
    assert target.read_bytes() == b"deck"
    assert list(target.parent.iterdir()) == [target]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old and longer")
    target.chmod(0o640)
    mode = target.stat().st_mode
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode == mode


@POSIX
def test_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "real.pptx", tmp_path / "link.pptx"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder of that name"):
        write_atomically(tmp_path, b"")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(OutputError, match="not a folder"):
        write_atomically(tmp_path / "file" / "deck.pptx", b"")
    assert (tmp_path / "file").read_bytes() == b"kept"


@pytest.mark.parametrize("name", ["x" * 300, "nul\0.pptx"])
def test_an_impossible_name_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="name of a file"):
        write_atomically(tmp_path / name, b"")


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(OutputError, match="read-only"):
        write_atomically(target, b"new")
    target.chmod(0o644)
    assert target.read_bytes() == b"old"


@POSIX
def test_a_file_locked_by_another_program_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old")
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX);"
            "print('held', flush=True); sys.stdin.read()",
            str(target),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(OutputError, match="has the file open"):
            write_atomically(target, b"new")
        assert holder.stdin is not None
        holder.stdin.close()
    assert target.read_bytes() == b"old"
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("problem", "what"),
    [
        (OSError(28, "No space left on device"), "disk is full"),
        (OSError(30, "Read-only file system"), "disk is read-only"),
        (PermissionError(13, "denied"), "PowerPoint"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_a_fault_while_writing_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, what: str
) -> None:
    def fail(_number: int) -> None:
        raise problem

    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match=what):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "deck.pptx", b"new")
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_killed_runs_are_removed_and_live_ones_are_not(tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    dead, live, foreign = (
        tmp_path / name
        for name in (".deck.pptx.1-0.part", ".deck.pptx.2-0.part", ".other.pptx.1-0.part")
    )
    for path in (dead, live, foreign):
        path.write_bytes(b"half")
    long_ago = time.time() - 7200
    os.utime(dead, (long_ago, long_ago))
    os.utime(foreign, (long_ago, long_ago))
    write_atomically(target, b"new")
    assert sorted(tmp_path.iterdir()) == sorted([target, live, foreign])


@POSIX
@pytest.mark.parametrize("delay", [0.0, 0.004, 0.011, 0.023])
def test_killed_at_any_moment_the_old_or_the_new_file_is_whole(
    tmp_path: Path, delay: float
) -> None:
    target = tmp_path / "deck.pptx"
    size = 1 << 20
    write_atomically(target, b"0" * size)
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from briefing_app.files import *;"
            "print('up', flush=True)\n"
            "for n in range(10**6):\n"
            "    write_atomically(Path(sys.argv[1]), b'%d' % (n % 10) * (1 << 20))",
            str(target),
        ],
        stdout=subprocess.PIPE,
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"up\n"
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
    content = target.read_bytes()
    assert len(content) == size
    assert content == content[:1] * size


def test_two_writers_do_not_disturb_each_other(tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    contents = [b"%d" % n * 100_000 for n in range(8)]
    threads = [
        threading.Thread(target=write_atomically, args=(target, content)) for content in contents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert target.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [target]


# --- zip packages ----------------------------------------------------------------------------

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda name: not set(name) & set("/\\:") and name not in {".", ".."}
)


@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=20))
def test_what_is_written_is_read_by_us_and_by_others(parts: dict[str, bytes]) -> None:
    distinct = {name.lower(): (name, data) for name, data in parts.items()}
    entries = list(distinct.values())
    package = write_zip(entries)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == entries
    assert list(read_zip(package, PLACE).items()) == entries


def test_a_package_is_the_same_bytes_and_carries_no_date_or_machine() -> None:
    entries = [("[Content_Types].xml", b"<Types/>"), ("ppt/media/image1.png", b"png" * 99)]
    package = write_zip(entries)
    assert package == write_zip(iter(entries))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr, entry.extra) == (0, 0, b"")
        assert [entry.compress_type for entry in archive.infolist()] == [8, 0]


def test_more_entries_than_the_old_directory_counts_are_written_and_read() -> None:
    entries = [(f"part{number}.xml", b"") for number in range(65_600)]
    package = write_zip(entries)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert len(archive.namelist()) == len(entries)
    assert len(read_zip(package, PLACE)) == len(entries)


def many_entries() -> list[tuple[str, bytes]]:
    """Return entries of all sizes, small and large ones mixed, none like another."""
    sizes = [number * 7919 % 20_011 for number in range(300)]
    return [(f"part{n}.xml", b"<a>%d</a>" % n * (size // 8)) for n, size in enumerate(sizes)]


def test_many_entries_are_packed_by_two_threads_and_stand_in_their_order() -> None:
    entries = many_entries()
    package = write_zip(entries)
    assert package == write_zip(entries)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert [(info.filename, archive.read(info)) for info in archive.infolist()] == entries
        sizes = [info.compress_size for info in archive.infolist()]
    assert sizes == [len(zlib.compress(data, 6, -zlib.MAX_WBITS)) for _, data in entries]


@pytest.mark.parametrize("failing", [0, -1])
def test_where_memory_ends_for_an_entry_nothing_is_left_out(
    failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The smallest entry is packed by this thread, the largest by the other."""
    entries = many_entries()
    victim = sorted(entries, key=lambda entry: len(entry[1]))[failing][1]
    whole, left, pack = write_zip(entries), [1], files._packed

    def short_of_memory(name: str, data: bytes) -> tuple[int, int, bytes]:
        if data == victim and left:
            left.pop()
            raise MemoryError
        return pack(name, data)

    monkeypatch.setattr(files, "_packed", short_of_memory)
    assert write_zip(entries) == whole
    assert not left


def test_a_fault_that_stays_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_memory(name: str, data: bytes) -> tuple[int, int, bytes]:
        raise MemoryError

    monkeypatch.setattr(files, "_packed", without_memory)
    with pytest.raises(MemoryError):
        write_zip(many_entries())


@pytest.mark.parametrize("others", [0, 300])
def test_a_package_within_a_package_is_the_same_packed_before_or_with_the_rest(
    others: int,
) -> None:
    inner = tuple(many_entries()[:7])
    rest = many_entries()[:others]
    packed_before = write_zip([("a.xlsx", write_zip(inner)), *rest, ("b.xlsx", write_zip(inner))])
    assert write_zip([("a.xlsx", inner), *rest, ("b.xlsx", inner)]) == packed_before
    with pytest.raises(ValueError, match="two parts"):
        write_zip([("a.xlsx", (*inner, inner[0]))])


def test_two_parts_of_one_name_are_not_written() -> None:
    with pytest.raises(ValueError, match="two parts"):
        write_zip([("a.xml", b""), ("A.xml", b"")])


def test_a_package_beyond_4_gb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LONGEST", 200)
    with pytest.raises(OutputError, match="4 GB"):
        write_zip([("a.png", b"x" * 101)])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_packages_of_others_are_read(method: int) -> None:
    package = plain_zip(("xl\\workbook.xml", b"<w/>"), ("xl/", b""), ("b", b""), method=method)
    assert read_zip(package, PLACE) == {"xl/workbook.xml": b"<w/>", "b": b""}


def test_entries_with_sizes_behind_the_data_are_read() -> None:
    class Pipe(io.RawIOBase):
        """A target that cannot be rewound, for which sizes follow the data."""

        def __init__(self) -> None:
            self.chunks: list[bytes] = []

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes is all we write
            self.chunks.append(bytes(data))
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<a/>" * 50)
    assert read_zip(b"".join(pipe.chunks), PLACE) == {"a.xml": b"<a/>" * 50}


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "xl/../../evil", "C:\\evil", "..\\evil", "C:evil"]
)
def test_names_that_reach_outside_are_refused(name: str) -> None:
    with pytest.raises(FileUnsafe, match="outside"):
        read_zip(plain_zip((name, b"x")), PLACE)


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    bomb = plain_zip(("xl/sheet.xml", b"\0" * (5 << 20)))
    with pytest.raises(FileUnsafe, match="200 times"):
        read_zip(bomb, PLACE)
    with pytest.raises(FileUnsafe, match="Unpacked"):
        read_zip(bomb, PLACE, ZipLimits(total_bytes=5 << 20 - 1))
    with pytest.raises(FileUnsafe, match="3 entries"):
        read_zip(plain_zip(("a", b""), ("b", b""), ("c", b"")), PLACE, ZipLimits(entries=2))


def test_an_entry_longer_than_it_says_is_damaged() -> None:
    package = bytearray(plain_zip(("a.xml", b"a" * 1000)))
    at = package.index(b"PK\x01\x02") + 24  # the unpacked size in the directory
    package[at : at + 4] = (999).to_bytes(4, "little")
    with pytest.raises(FileDamaged, match=r"a\.xml"):
        read_zip(bytes(package), PLACE)


def test_a_wrong_checksum_is_damage() -> None:
    package = plain_zip(("a.xml", b"hello"), method=zipfile.ZIP_STORED)
    with pytest.raises(FileDamaged, match=r"a\.xml"):
        read_zip(package.replace(b"hello", b"jello"), PLACE)


def test_a_part_that_comes_twice_is_damage() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        package = plain_zip(("xl/a.xml", b"1"), ("xl/a.xml", b"2"))
    with pytest.raises(FileDamaged, match=r"two parts named xl/a\.xml"):
        read_zip(package, PLACE)
    with pytest.raises(FileDamaged, match="two parts"):
        read_zip(plain_zip(("xl/a.xml", b"1"), ("XL/A.xml", b"2")), PLACE)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_no_office_reads_is_damage(method: int) -> None:
    with pytest.raises(FileDamaged, match=r"a\.xml"):
        read_zip(plain_zip(("a.xml", b"hello"), method=method), PLACE)


def test_a_password_is_told_apart_from_damage() -> None:
    package = bytearray(plain_zip(("a.xml", b"hello")))
    package[package.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FileEncrypted, match="password"):
        read_zip(bytes(package), PLACE)


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


@pytest.mark.parametrize(
    ("content", "error", "what"),
    [
        (b"", FileDamaged, "empty"),
        (bytes(100), FileDamaged, "empty"),
        (b"%PDF-1.7", FileDamaged, "a PDF"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", FileDamaged, "a web page"),
        (b"<?xml version='1.0'?><Workbook/>", FileDamaged, "an XML file"),
        (b"Region;2023\nNorth;1", FileDamaged, "a text file"),
        (b"\x00\x01\x02\x03", FileDamaged, "not an Office file"),
        (b"\x89PNG\r\n", FileDamaged, "a picture"),
        (OLE, FileDamaged, "old binary format"),
        (OLE + "Workbook\0".encode("utf-16-le"), FileDamaged, r"\.xls"),
        (OLE + "PowerPoint Document\0".encode("utf-16-le"), FileDamaged, r"\.ppt"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), FileEncrypted, "password"),
        (b"PK\x03\x04 and then the line broke", FileDamaged, "incomplete"),
    ],
)
def test_what_is_no_package_is_named(content: bytes, error: type[InputError], what: str) -> None:
    with pytest.raises(error, match=what) as caught:
        read_zip(content, PLACE)
    assert caught.value.place == PLACE
    assert caught.value.remedy


GOOD = plain_zip(("[Content_Types].xml", b"<Types/>" * 9), ("xl/a.xml", bytes(range(256)) * 4))


@given(st.integers(0, len(GOOD) - 1))
def test_a_truncated_package_is_damaged(length: int) -> None:
    with pytest.raises(FileDamaged):
        read_zip(GOOD[:length], PLACE)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=6))
def test_any_flipped_bytes_give_the_parts_or_a_clear_error(flips: list[tuple[int, int]]) -> None:
    package = bytearray(GOOD)
    for at, value in flips:
        package[at] = value
    with contextlib.suppress(BriefingError):  # anything else fails the test
        parts = read_zip(bytes(package), PLACE)
        assert sum(map(len, parts.values())) < len(GOOD) * 99
