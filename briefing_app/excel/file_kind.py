"""Which workbooks this version reads, and what to say of the others: content decides, not names."""

from __future__ import annotations

from pathlib import PurePath

from briefing_app.errors import FileDamaged, InputError, Place
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.spreadsheet import STRICT, workbook_part

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # [MS-CFB] 2.2
_SAVE_AS = "Open it in Excel and save it as Excel Workbook (.xlsx)."
_OTHER_KINDS = {
    ".csv": "a text file with separated values (.csv)",
    ".tsv": "a text file with separated values (.tsv)",
    ".txt": "a text file (.txt)",
    ".xls": "an Excel 97-2003 workbook (.xls)",
    ".xlt": "an Excel 97-2003 template (.xlt)",
    ".xlsb": "a binary Excel workbook (.xlsb)",
    ".ods": "an OpenDocument spreadsheet (.ods)",
    ".numbers": "a Numbers spreadsheet (.numbers)",
    ".xml": "an XML file (.xml)",
    ".html": "a web page (.html)",
    ".htm": "a web page (.htm)",
    ".pdf": "a PDF",
}
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_MACRO = "application/vnd.ms-excel."
_KINDS = {
    f"{_SML}sheet.main+xml": False,
    f"{_SML}template.main+xml": False,
    f"{_MACRO}sheet.macroEnabled.main+xml": True,
    f"{_MACRO}template.macroEnabled.main+xml": True,
}
_OTHER_PARTS = (
    ("sheet.binary", "a binary Excel workbook (.xlsb)"),
    ("addin.macroEnabled", "an Excel add-in (.xlam)"),
    ("presentationml", "a PowerPoint presentation"),
    ("ms-powerpoint", "a PowerPoint presentation"),
    ("wordprocessingml", "a Word document"),
    ("ms-word", "a Word document"),
)


def open_workbook(content: bytes, name: str) -> tuple[Package, bool]:
    """Return (package, whether it carries macros) of a workbook that this version reads.

    name: the file's name, for messages. Raises InputError for kinds of workbook that are not
    read, FileDamaged, FileEncrypted and FileUnsafe.
    """
    place = Place(file=name)
    _refuse_other_files(content, name, place)
    package = Package.read(content, place)
    kind = package.content_type(workbook_part(package))
    if kind not in _KINDS:
        raise _other_kind(kind, place)
    if package.tree(workbook_part(package)).tag == f"{{{STRICT}}}workbook":
        raise InputError(
            "The workbook is saved as Strict Open XML, which this version does not read.",
            remedy=_SAVE_AS,
            place=place,
        )
    macros = _KINDS[kind] or any(
        part.lower().endswith("/vbaproject.bin") for part in package.contents
    )
    return package, macros


def _refuse_other_files(content: bytes, name: str, place: Place) -> None:
    """Refuse what is, by content and name alike, a spreadsheet of another kind."""
    suffix = PurePath(name).suffix.lower()
    is_zip, is_ole = content.startswith(b"PK"), content.startswith(_OLE)
    kind = ""
    if is_zip and content[30:38] == b"mimetype":  # ODF 1.3 part 2, 3.3: first entry, stored
        kind = _OTHER_KINDS[".ods"] if b"opendocument.spreadsheet" in content[38:120] else ""
    elif is_ole and suffix in (".xls", ".xlt"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        kind = "" if encrypted else _OTHER_KINDS[suffix]
    elif not is_zip and not is_ole and suffix not in (*_WORKBOOKS, ".xls", ".xlt"):
        kind = _OTHER_KINDS.get(suffix, "")
    elif is_zip and suffix == ".numbers":
        kind = _OTHER_KINDS[suffix]
    if kind:
        raise _not_read(kind, place)


def _not_read(kind: str, place: Place) -> InputError:
    return InputError(
        f"This is {kind}; this version reads .xlsx and .xlsm.", remedy=_SAVE_AS, place=place
    )


def _other_kind(content_type: str, place: Place) -> InputError:
    for mark, kind in _OTHER_PARTS:
        if mark in content_type:
            if mark in ("sheet.binary", "addin.macroEnabled"):
                return _not_read(kind, place)
            return FileDamaged(
                f"The file is {kind}, not a workbook.", remedy="Choose a workbook.", place=place
            )
    return FileDamaged(
        "The file is an Office file, but not a workbook.",
        remedy="Choose a workbook (.xlsx or .xlsm).",
        place=place,
    )
