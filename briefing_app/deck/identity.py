"""Stable identities: every id in a deck follows from what it stands for, never from chance."""

from __future__ import annotations

import hashlib
import uuid
import zlib
from collections.abc import Iterable

# The project's own namespace for name-based UUIDs (RFC 9562, 5.5).
_NAMESPACE = uuid.UUID("6f0c1f5e-8a3b-5b0e-9d5c-2f6a7c1e4b90")
_MOST = 0xFFFFFFFF


def guid(*keys: str) -> str:
    """Return the GUID for a key, upper case and in braces, as Office writes it.

    A name-based UUID (RFC 9562, 5.5), put together here since every shape has one and the
    standard library takes five times as long.
    """
    name = _NAMESPACE.bytes + _bytes("\x1f".join(keys))
    number = bytearray(hashlib.sha1(name, usedforsecurity=False).digest()[:16])
    number[6] = number[6] & 0x0F | 0x50  # version 5
    number[8] = number[8] & 0x3F | 0x80  # variant
    hexa = number.hex().upper()
    return f"{{{hexa[:8]}-{hexa[8:12]}-{hexa[12:16]}-{hexa[16:20]}-{hexa[20:]}}}"


def _bytes(key: str) -> bytes:
    """Return a key in UTF-8, which has no place for the lone surrogates of some file names."""
    return key.encode("utf-8", "surrogatepass")


def creation_ids(keys: Iterable[str]) -> dict[str, int]:
    """Return a ``p14:creationId`` (MS-PPTX, 2.2.5) for each slide key: 32 bits, above 0, unique.

    It follows from the key alone, unless two keys meet in 32 bits; then the later one moves on.
    """
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for key in keys:
        number = zlib.crc32(_bytes(key)) or 1
        while number in taken:
            number = number % _MOST + 1
        taken.add(number)
        ids[key] = number
    return ids
