"""What was read of workbooks, kept on disk so that a known one opens at once.

An entry is named for the hash of the workbook's bytes, never for its name or folder. Entries are
the user's alone (folder 0700, files 0600), hold what the worker answered, packed, and vanish when
they have not been used for longest and the folder exceeds its size. Damaged ones are ignored.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing_app import __version__
from briefing_app.excel.transport import from_json
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.worker import JsonObject

SCHEMA = 7
"""Raised with every change of what an entry holds or of how workbooks are read."""
LARGEST_FOLDER = 256 << 20
"""Bytes that all entries together may take."""
_LARGEST_ENTRY = 32 << 20
_LARGEST_UNPACKED = 256 << 20
_HASH = 64  # characters of a SHA-256 in hexadecimal


@dataclass(frozen=True, slots=True)
class ContentCache:
    """A folder of entries; it need not exist yet. limit: bytes that it may take."""

    folder: Path
    limit: int = LARGEST_FOLDER

    def get(self, sha256: str, asked: Sequence[str], *, with_cells: bool) -> WorkbookContent | None:
        """Return what is known of a workbook, None when that is nothing.

        sha256: of its bytes; asked: its name and the references that were asked for.
        """
        entry = self._entry(sha256, asked, with_cells=with_cells)
        with contextlib.suppress(OSError):
            packed = entry.read_bytes()
            content = _content(packed)
            if content is None or content.workbook.sha256 != sha256:
                entry.unlink()
                return None
            os.utime(entry)  # it was used: the next to go is another
            return content
        return None

    def put(
        self, sha256: str, asked: Sequence[str], answer: JsonObject, *, with_cells: bool
    ) -> None:
        """Keep what the worker answered; a disk that cannot take it is no error."""
        packed = _packed(answer)
        if len(packed) > min(_LARGEST_ENTRY, self.limit):
            return
        entry = self._entry(sha256, asked, with_cells=with_cells)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.folder.chmod(0o700)
            self._make_room(len(packed))
            temporary = entry.with_name(f".{entry.name}.{os.getpid()}.part")
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
            number = os.open(temporary, flags, 0o600)
            with open(number, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
                file.write(packed)
            temporary.replace(entry)

    def forget(self, sha256: str) -> int:
        """Remove all that is kept of a workbook and return how many entries that were.

        Raises OSError when an entry cannot be removed.
        """
        removed = 0
        for entry in self._entries():
            if entry.name.startswith((sha256, f".{sha256}")):
                entry.unlink(missing_ok=True)
                removed += 1
        return removed

    def _entry(self, sha256: str, asked: Sequence[str], *, with_cells: bool) -> Path:
        facts = json.dumps([__version__, SCHEMA, with_cells, *asked])
        key = hashlib.sha256(facts.encode()).hexdigest()[:16]
        return self.folder / f"{sha256}-{key}.cache"

    def _entries(self) -> Iterator[Path]:
        if self.folder.is_dir():
            for entry in self.folder.iterdir():
                if len(entry.name) > _HASH and entry.name.endswith((".cache", ".part")):
                    yield entry

    def _make_room(self, size: int) -> None:
        """Remove the entries that were not used for longest, until one of this size fits."""
        facts = [(entry.stat(), entry) for entry in self._entries()]
        by_use = sorted(facts, key=lambda item: (item[0].st_mtime_ns, item[1].name))
        taken = sum(fact.st_size for fact, _ in by_use)
        for fact, entry in by_use:
            if taken + size <= self.limit:
                return
            entry.unlink(missing_ok=True)
            taken -= fact.st_size


def _packed(answer: JsonObject) -> bytes:
    """Return an entry: the checksum of what is packed, and that."""
    body = zlib.compress(json.dumps(answer, separators=(",", ":")).encode("ascii"), 1)
    return hashlib.sha256(body).digest() + body


def _content(packed: bytes) -> WorkbookContent | None:
    digest, body = packed[:32], packed[32:]
    if hashlib.sha256(body).digest() != digest:
        return None
    try:
        unpacked = zlib.decompressobj().decompress(body, _LARGEST_UNPACKED)
        return from_json(json.loads(unpacked))
    except (zlib.error, ValueError, LookupError, TypeError):
        return None
