"""Small metafiles, record by record."""

from __future__ import annotations

import struct


def emf_record(kind: int, form: str = "", *values: float, tail: bytes = b"") -> bytes:
    """Return a record of an enhanced metafile."""
    body = struct.pack("<" + form, *values) + tail
    body += bytes(-len(body) % 4)
    return struct.pack("<II", kind, len(body) + 8) + body


def emf(*records: bytes, frame: tuple[int, int, int, int] = (0, 0, 10_000, 5_000)) -> bytes:
    """Return an enhanced metafile on a device of ten pixels to the millimetre.

    frame: in hundredths of a millimetre, so that the usual one is 1,000 by 500 pixels.
    """
    end = emf_record(14, "III", 0, 16, 20)
    whole = b"".join((*records, end))
    head = struct.pack(
        "<II4i4i4sIIIHHIIIiiii", 1, 88, 0, 0, 999, 499, *frame, b" EMF", 0x10000,
        88 + len(whole), len(records) + 2, 8, 0, 0, 0, 0, 2000, 1000, 200, 100,
    )  # fmt: skip
    return head + whole


def wmf_record(kind: int, form: str = "", *values: float, tail: bytes = b"") -> bytes:
    """Return a record of a Windows metafile."""
    body = struct.pack("<" + form, *values) + tail
    body += bytes(len(body) % 2)
    return struct.pack("<IH", 3 + len(body) // 2, kind) + body


def wmf(*records: bytes, box: tuple[int, int, int, int] | None = (0, 0, 1000, 500)) -> bytes:
    """Return a Windows metafile; box: of its placeable header, None for no such header."""
    whole = b"".join((*records, wmf_record(0)))
    head = struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + len(whole) // 2, 8, 100, 0)
    if box is None:
        return head + whole
    return struct.pack("<IH4hHIH", 0x9AC6CDD7, 0, *box, 1000, 0, 0) + head + whole


def bitmap(width: int = 2, height: int = 2, bits: int = 24) -> tuple[bytes, bytes]:
    """Return header and pixels of a bitmap: the lower half red, the upper half blue."""
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, 0, 0, 0, 0, 0, 0)
    red, blue = (b"\x00\x00\xff", b"\xff\x00\x00")
    if bits == 32:
        red, blue = b"\x00\x00\x80\x80", b"\xff\x00\x00\xff"
    rows = []
    for row in range(height):
        line = (red if row < height / 2 else blue) * width
        rows.append(line + bytes(-len(line) % 4))
    return header, b"".join(rows)


RED, GREEN = 0x0000FF, 0x00FF00
RED_BRUSH = emf_record(39, "IIII", 1, 0, RED, 0) + emf_record(37, "I", 1)
NO_PEN = emf_record(37, "I", 0x80000008)
NO_BRUSH = emf_record(37, "I", 0x80000005)
