"""Files: read whole, written atomically, and zip packages that cannot hurt.

``read_file`` and ``write_atomically`` are the only doors to a user's files; every fault of the
file system leaves here as an error that says what to do. ``read_zip`` and ``write_zip`` turn a
package (ECMA-376 Part 2, APPNOTE.TXT 6.3) into its parts and back.
"""

from __future__ import annotations

import contextlib
import errno
import io
import itertools
import os
import stat
import struct
import sys
import threading
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefing_app.errors import (
    FileDamaged,
    FileEncrypted,
    FileMissing,
    FileUnsafe,
    OutputError,
    Place,
)
from briefing_app.file_kind import error_of_foreign

LARGEST_FILE = 1 << 29
"""Bytes (512 MiB); a larger input is refused before it is read."""

_SHARING_VIOLATIONS = frozenset({32, 33})  # Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BAD_NAME = frozenset({errno.EINVAL, errno.ENAMETOOLONG, errno.EILSEQ})
_STALE_AFTER = 3600.0  # seconds after which a temporary file must come from a run that was killed


def read_file(path: Path) -> bytes:
    """Return the whole content of a regular file.

    Raises FileMissing (no such file, a folder, a device, no permission, locked, unreadable) and
    FileUnsafe (larger than LARGEST_FILE).
    """
    place = Place(file=str(path))
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise FileMissing(
                "This is a folder, not a file.", remedy="Name a file in it.", place=place
            )
        if not stat.S_ISREG(facts.st_mode):
            raise FileMissing(
                "This is a device or a pipe, not a file.", remedy="Name a file.", place=place
            )
        if facts.st_size > LARGEST_FILE:
            raise FileUnsafe(
                f"The file has {facts.st_size >> 20} MB; more than {LARGEST_FILE >> 20} MB "
                "are not read.",
                remedy="Split the file or remove pictures from it.",
                place=place,
            )
        return path.read_bytes()
    except OSError as problem:
        what, remedy = _why_unreadable(problem)
        raise FileMissing(what, remedy=remedy, place=place) from problem
    except ValueError as problem:  # a NUL character in the name
        raise FileMissing(
            "This cannot be the name of a file.", remedy="Check the name.", place=place
        ) from problem


def _why_unreadable(problem: OSError) -> tuple[str, str]:
    if _is_locked(problem):
        return "Another program keeps the file locked.", "Close it there and try again."
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return "There is no such file.", "Check the name and the folder."
    if isinstance(problem, PermissionError):
        return "You may not read the file.", "Ask its owner for permission, or copy it first."
    if problem.errno in _BAD_NAME:
        return "This cannot be the name of a file.", "Check the name."
    return f"The file cannot be read: {problem.strerror}.", "Copy it to a local disk and try again."


def _is_locked(problem: OSError) -> bool:
    return (
        isinstance(problem, BlockingIOError)
        or getattr(problem, "winerror", None) in _SHARING_VIOLATIONS
    )


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that, whatever happens, the old or the new one is there, whole.

    The content goes to a temporary file in the same folder, is flushed to the disk and then takes
    the place of the target; missing parent folders are made; a symbolic link is followed. Raises
    OutputError; the temporary file is removed then, and so are those of runs that were killed.
    """
    place = Place(file=str(path))
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode_of_target(target, place)
        _replace(target, content, mode)
    except OSError as problem:
        what, remedy = _why_unwritable(problem)
        raise OutputError(what, remedy=remedy, place=place) from problem
    except ValueError as problem:  # a NUL character in the name
        raise OutputError(
            "This cannot be the name of a file.", remedy="Choose another name.", place=place
        ) from problem


def _mode_of_target(target: Path, place: Place) -> int | None:
    """Return the permissions of the file that is to be replaced, None when there is none.

    Replacing needs no permission on the file itself, and on POSIX not even that nobody has it
    open; so both are asked for here, before anything is written.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise OutputError(
            "There is a folder of that name.", remedy="Choose another name.", place=place
        )
    if not stat.S_ISREG(mode):
        raise OutputError(
            "This is a device or a pipe, not a file.", remedy="Choose another name.", place=place
        )
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):  # root may write all the same
        raise PermissionError(errno.EACCES, "read-only")
    with target.open("r+b") as file:
        if sys.platform != "win32":  # Windows refuses to open or to replace a locked file itself
            import fcntl  # noqa: PLC0415 - there is none on Windows

            with contextlib.suppress(PermissionError):  # a file system without locks
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return stat.S_IMODE(mode)


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    temporary, number = _create_beside(target)
    try:
        with open(number, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        _remove_stale(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _create_beside(target: Path) -> tuple[Path, int]:
    """Create an empty file that nobody else has, and return it with its descriptor."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for attempt in itertools.count():
        temporary = target.with_name(f".{target.name}.{os.getpid()}-{attempt}.part")
        with contextlib.suppress(FileExistsError):
            return temporary, os.open(temporary, flags, 0o666)
    raise AssertionError  # pragma: no cover - count() does not end


def _remove_stale(target: Path, own: Path) -> None:
    newest = own.stat().st_mtime - _STALE_AFTER
    for other in target.parent.iterdir():
        if other.name.startswith(f".{target.name}.") and other.name.endswith(".part"):
            with contextlib.suppress(OSError):
                if other.stat().st_mtime < newest:
                    other.unlink()


def _settle(folder: Path) -> None:
    """Have the folder's new entry on the disk, where the file system can be asked for it."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _why_unwritable(problem: OSError) -> tuple[str, str]:
    if _is_locked(problem):
        return (
            "Another program, perhaps PowerPoint, has the file open.",
            "Close it there, or choose another name.",
        )
    if isinstance(problem, PermissionError):
        return (
            "The file or its folder is read-only, or open in PowerPoint.",
            "Close it there, choose another folder, or ask for permission.",
        )
    if problem.errno == errno.EROFS:
        return "The disk is read-only.", "Choose a folder on another disk."
    if problem.errno in _NO_ROOM:
        return "The disk is full.", "Free some space, or choose a folder on another disk."
    if problem.errno in _BAD_NAME:
        return "This cannot be the name of a file.", "Choose a shorter, plainer name."
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return "A part of the path is a file, not a folder.", "Choose another folder."
    return f"The file cannot be written: {problem.strerror}.", "Choose another folder."


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much a package may hold; beyond, it is taken for an attack.

    entries: number of entries; total_bytes: bytes of all entries when unpacked; ratio: bytes
    unpacked per byte packed, asked only of entries above ratio_from bytes (deflate reaches 1,032;
    large worksheets stay under 100).
    """

    entries: int = 100_000
    total_bytes: int = 1 << 29
    ratio: int = 200
    ratio_from: int = 1 << 22


_LOCAL = struct.Struct("<4s5HLLLHH")
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_ENCRYPTED_FLAG = 0x1
_COPY_AGAIN = "Copy or download it again, or save it anew in the program that made it."


def read_zip(content: bytes, place: Place, limits: ZipLimits = ZipLimits()) -> dict[str, bytes]:
    """Return the entries of a zip package by name, in the order of its directory.

    Backslashes in names become slashes; folder entries are left out. Raises FileEncrypted,
    FileUnsafe (limits, names that reach outside) and FileDamaged (no zip, truncated, wrong
    checksum, two entries of one name: part names differ in more than case, ECMA-376-2 6.3.5).
    Nothing is unpacked beyond what the directory declares and the limits allow.
    """
    entries = _directory(content, place)
    if len(entries) > limits.entries:
        raise _unsafe(f"The file holds {len(entries):,} entries.", place)
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise _unsafe(f"Unpacked, the file exceeds {limits.total_bytes >> 20} MB.", place)
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    view = memoryview(content)
    for entry in entries:
        name = _safe_name(entry, place)
        if name.endswith("/"):
            continue
        if name.lower() in seen:
            raise FileDamaged(
                f"The file holds two parts named {name}.", remedy=_COPY_AGAIN, place=place
            )
        seen.add(name.lower())
        if entry.file_size > limits.ratio_from and (
            entry.file_size > limits.ratio * entry.compress_size
        ):
            raise _unsafe(f"{name} unpacks to more than {limits.ratio} times its size.", place)
        parts[name] = _unpacked(view, entry, name, place)
    return parts


def _unsafe(what: str, place: Place) -> FileUnsafe:
    return FileUnsafe(what, remedy="Do not open it; ask where it comes from.", place=place)


def _broken(name: str, place: Place) -> FileDamaged:
    return FileDamaged(f"{name} in the file is damaged.", remedy=_COPY_AGAIN, place=place)


def _directory(content: bytes, place: Place) -> list[zipfile.ZipInfo]:
    if not content.startswith(b"PK"):
        raise error_of_foreign(content, place)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, OverflowError, NotImplementedError) as e:
        raise FileDamaged(
            "The file is incomplete or damaged: its directory cannot be read.",
            remedy=_COPY_AGAIN,
            place=place,
        ) from e


def _safe_name(entry: zipfile.ZipInfo, place: Place) -> str:
    name = entry.orig_filename.replace("\\", "/")
    steps = name.split("/")
    if name.startswith("/") or ".." in steps or ":" in steps[0] or "\0" in name or not name:
        raise _unsafe(f"The name of the entry {name!r} reaches outside the file.", place)
    return name


def _unpacked(view: memoryview, entry: zipfile.ZipInfo, name: str, place: Place) -> bytes:
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise FileEncrypted(
            "The file is protected by a password.",
            remedy="Save a copy without a password.",
            place=place,
        )
    start = entry.header_offset
    try:
        header = _LOCAL.unpack_from(view, start)
    except struct.error as problem:
        raise _broken(name, place) from problem
    start += _LOCAL.size + header[9] + header[10]
    packed = view[start : start + entry.compress_size]
    if header[0] != b"PK\x03\x04" or len(packed) != entry.compress_size:
        raise _broken(name, place)
    if entry.compress_type == _STORED:
        data = bytes(packed)
    elif entry.compress_type == _DEFLATED:
        data = _inflated(packed, entry.file_size, name, place)
    else:  # ECMA-376-2 7.3.5 and annex B: stored and deflate only
        raise _broken(name, place)
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise _broken(name, place)
    return data


def _inflated(packed: memoryview, size: int, name: str, place: Place) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # One byte more than declared, so that a longer entry shows itself without being unpacked.
        return inflater.decompress(packed, size + 1)
    except zlib.error as problem:
        raise _broken(name, place) from problem


_ALREADY_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".xlsx")
_DATE_1980 = (1 << 5) | 1  # 1 January 1980, the first day that a zip entry can name
_LEVEL = 6
_SMALL = 2048
_MANY = 64
_UTF8_FLAG = 0x800
_VERSION, _VERSION_64 = 20, 45
_MOST = 0xFFFF
_LONGEST = 0xFFFFFFFF
_CENTRAL = struct.Struct("<4s6HLLL5HLL")
_END = struct.Struct("<4s4HLLH")
_END_64 = struct.Struct("<4sQHHLLQQQQ")
_LOCATOR_64 = struct.Struct("<4sLQL")


_Packed = tuple[int, int, bytes]
"""How an entry is packed, the checksum of what was packed, what is written of it."""
Entry = tuple[str, bytes]
Inner = tuple[Entry, ...]
"""A package that is an entry of another: what it holds, packed with all the rest."""


def write_zip(entries: Iterable[tuple[str, bytes | Inner]]) -> bytes:
    """Return a zip package of the entries in the order given, the same bytes for the same input.

    Dates are 1 January 1980, no attributes are set, pictures and workbooks are stored, all else
    is deflated. The bytes depend on the deflate library (zlib) alone. Written here because
    ``zipfile`` costs more per entry than deflating it: a deck has about ten entries a slide.
    Raises ValueError when two entries share a name (a bug of the caller) and OutputError when
    the package would exceed 4 GiB.
    """
    listed = list(entries)
    packed = iter(_all_packed([leaf for entry in listed for leaf in _leaves(entry)]))
    outer: list[tuple[Entry, _Packed]] = []
    for name, data in listed:
        if isinstance(data, tuple):
            whole = _joined(list(zip(data, packed, strict=False)))
            outer.append(((name, whole), (_STORED, zlib.crc32(whole), whole)))
        else:
            outer.append(((name, data), next(packed)))
    return _joined(outer)


def _leaves(entry: tuple[str, bytes | Inner]) -> Sequence[Entry]:
    name, data = entry
    return data if isinstance(data, tuple) else ((name, data),)


def _joined(entries: Sequence[tuple[Entry, _Packed]]) -> bytes:
    chunks: list[bytes] = []
    directory: list[bytes] = []
    names: set[str] = set()
    offset = 0
    for (name, data), (method, checksum, packed) in entries:
        if name.lower() in names:
            raise ValueError(f"two parts are named {name}")
        names.add(name.lower())
        raw = name.encode("utf-8")
        flags = 0 if raw.isascii() else _UTF8_FLAG
        facts = (flags, method, 0, _DATE_1980, checksum, len(packed), len(data), len(raw))
        _refuse_beyond(offset + len(data) + len(packed))
        chunks += (_LOCAL.pack(b"PK\x03\x04", _VERSION, *facts, 0), raw, packed)
        directory += (
            _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *facts, 0, 0, 0, 0, 0, offset),
            raw,
        )
        offset += _LOCAL.size + len(raw) + len(packed)
    return b"".join((*chunks, *directory, *_end(len(names), sum(map(len, directory)), offset)))


def _all_packed(entries: Sequence[tuple[str, bytes]]) -> list[_Packed]:
    """Return the entries packed, in the order given.

    Where they are many, a second thread begins with the largest and this one with the smallest,
    until they meet: zlib lets other threads run. Entries of about one size, one after the other,
    are also deflated a fifth faster than small ones and large ones in turns.
    """
    if len(entries) < _MANY:
        return [_packed(*entry) for entry in entries]
    packed: list[_Packed | None] = [None] * len(entries)
    waiting = deque(sorted(range(len(entries)), key=lambda index: len(entries[index][1])))

    def pack(take: Callable[[], int]) -> None:
        # Nothing is left; or there is no memory for one, which is tried again at the end.
        with contextlib.suppress(IndexError, MemoryError):
            while True:
                index = take()
                packed[index] = _packed(*entries[index])

    helper = threading.Thread(target=pack, args=(waiting.pop,))
    helper.start()
    try:
        pack(waiting.popleft)
    finally:
        waiting.clear()
        helper.join()
    return [done or _packed(*entry) for done, entry in zip(packed, entries, strict=True)]


def _packed(name: str, data: bytes) -> _Packed:
    checksum = zlib.crc32(data)
    if name.lower().endswith(_ALREADY_PACKED):
        return _STORED, checksum, data
    deflated = _deflated_again(data) if len(data) <= _SMALL else _deflated(data)
    return _DEFLATED, checksum, deflated


def _deflated(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL, -zlib.MAX_WBITS)


# The workbooks embedded in a deck have most of their parts in common, and those are small.
_deflated_again = lru_cache(maxsize=64)(_deflated)


def _refuse_beyond(offset: int) -> None:
    if offset > _LONGEST:
        raise OutputError("The file would exceed 4 GB.", remedy="Split the briefing.")


def _end(count: int, size: int, offset: int) -> Iterator[bytes]:
    """Yield the records that close the directory; more than 65,534 entries want the 64-bit ones."""
    _refuse_beyond(offset + size)
    if count >= _MOST:
        version = _VERSION_64
        yield _END_64.pack(b"PK\x06\x06", 44, version, version, 0, 0, count, count, size, offset)
        yield _LOCATOR_64.pack(b"PK\x06\x07", 0, offset + size, 1)
    shown = min(count, _MOST)
    yield _END.pack(b"PK\x05\x06", 0, 0, shown, shown, size, offset, 0)
