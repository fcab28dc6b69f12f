"""What a file that should be a package (.xlsx, .pptx) but is no zip file seems to be."""

from __future__ import annotations

from briefing_app.errors import FileDamaged, FileEncrypted, Place

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # [MS-CFB] 2.2
_OLE_STREAMS = (
    ("Workbook", "an Excel 97-2003 workbook (.xls)", "Excel"),
    ("Book", "an Excel 5 workbook (.xls)", "Excel"),
    ("PowerPoint Document", "a PowerPoint 97-2003 presentation (.ppt)", "PowerPoint"),
    ("WordDocument", "a Word 97-2003 document (.doc)", "Word"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a text document (RTF)"),
)


def error_of_foreign(content: bytes, place: Place) -> FileDamaged | FileEncrypted:
    """Return the error that says what a file that is no zip package seems to be."""
    if content.startswith(_OLE):
        return _ole_error(content, place)
    remedy = "Open it in the program that made it and save it as .xlsx or .pptx."
    if not content.strip(b"\0"):
        return FileDamaged("The file is empty.", remedy="Copy or download it again.", place=place)
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return FileDamaged(f"The file is {kind}.", remedy=remedy, place=place)
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        kind = "a web page"
    elif start.startswith(b"mime-version:"):  # RFC 2557: a page with its pictures in one file
        kind = "a web page in one file (.mht)"
    elif start.startswith(b"<") and b"excel.sheet" in start:
        kind = "a workbook in the format XML Spreadsheet 2003 (.xml)"
    elif start.startswith(b"<"):
        kind = "an XML file"
    elif b"\0" not in content[:4096]:
        kind = "a text file"
    else:
        kind = "not an Office file"
    return FileDamaged(f"The file is {kind}.", remedy=remedy, place=place)


def _ole_error(content: bytes, place: Place) -> FileDamaged | FileEncrypted:
    if "EncryptedPackage".encode("utf-16-le") in content:  # [MS-OFFCRYPTO] 2.3.1
        return FileEncrypted(
            "The file is protected by a password.",
            remedy="Open it, remove the password (File > Info) and save a copy.",
            place=place,
        )
    for stream, kind, program in _OLE_STREAMS:
        # A directory entry: the name and its closing NUL, [MS-CFB] 2.6.1.
        if f"{stream}\0".encode("utf-16-le") in content:
            return FileDamaged(
                f"The file is {kind}.",
                remedy=f"Open it in {program} and save it in the present format (.xlsx, .pptx).",
                place=place,
            )
    return FileDamaged(
        "The file is in an old binary format.",
        remedy="Open it in the program that made it and save it as .xlsx or .pptx.",
        place=place,
    )
