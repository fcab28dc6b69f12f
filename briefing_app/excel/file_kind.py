"""Which kind of workbook a file is: its content decides, not its name."""

from __future__ import annotations

import codecs
from enum import Enum
from pathlib import PurePath

from briefing_app.errors import FileDamaged, FileEncrypted, InputError, Place
from briefing_app.excel.text_files import is_separated
from briefing_app.file_kind import error_of_foreign
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.spreadsheet import STRICT, workbook_part

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # [MS-CFB] 2.2
_SAVE_AS = "Open it in Excel and save it as Excel Workbook (.xlsx)."
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_MACRO = "application/vnd.ms-excel."
_BINARY = "sheet.binary"
_KINDS = {
    f"{_SML}sheet.main+xml": False,
    f"{_SML}template.main+xml": False,
    f"{_MACRO}sheet.macroEnabled.main+xml": True,
    f"{_MACRO}template.macroEnabled.main+xml": True,
}
_OTHER_PARTS = (
    ("addin.macroEnabled", "an Excel add-in (.xlam)"),
    ("presentationml", "a PowerPoint presentation"),
    ("ms-powerpoint", "a PowerPoint presentation"),
    ("wordprocessingml", "a Word document"),
    ("ms-word", "a Word document"),
)
_SHEET_SUFFIXES = {
    ".xlsx": "package", ".xlsm": "package", ".xltx": "package", ".xltm": "package",
    ".xls": "xls", ".xlt": "xls", ".xlsb": "xlsb", ".ods": "ods", ".ots": "ods",
    ".csv": "text", ".tsv": "text", ".txt": "text", ".tab": "text",
}  # fmt: skip


class FileKind(Enum):
    """How a workbook is to be read. Values: as the kinds are called."""

    PACKAGE = "package"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    TEXT = "text"

    @property
    def says(self) -> str:
        """Return what a file of this kind is, for a message."""
        return _SAYS[self]


_SAYS = {
    FileKind.PACKAGE: "an Excel workbook (.xlsx)",
    FileKind.XLS: "an Excel 97-2003 workbook (.xls)",
    FileKind.XLSB: "a binary Excel workbook (.xlsb)",
    FileKind.ODS: "an OpenDocument spreadsheet (.ods)",
    FileKind.TEXT: "a text file with separated values (.csv)",
}


def kind_of(content: bytes, name: str) -> FileKind:
    """Return the kind of a workbook; raises InputError, FileDamaged and FileEncrypted.

    name: the file's name; it matters for messages, and for text that could be anything.
    """
    place = Place(file=name)
    if content.startswith(b"PK"):
        if _is_ods(content):
            return FileKind.ODS
        if PurePath(name).suffix.lower() == ".numbers":
            raise _not_read("a Numbers spreadsheet (.numbers)", place)
        return FileKind.PACKAGE
    if content.startswith(_OLE):
        problem = error_of_foreign(content, place)
        is_book = any(
            f"{stream}\0".encode("utf-16-le") in content
            for stream in ("Workbook", "Book", "WORKBOOK", "BOOK")  # any case, [MS-CFB] 2.6.4
        )
        if isinstance(problem, FileEncrypted) or not is_book:
            raise problem
        return FileKind.XLS
    suffix = PurePath(name).suffix.lower()
    is_text = _SHEET_SUFFIXES.get(suffix) == "text"
    if _could_be_text(content) and (is_text or is_separated(content)):
        return FileKind.TEXT
    raise error_of_foreign(content, place)


_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def _is_ods(content: bytes) -> bool:
    """Return whether a zip file says that it is an OpenDocument spreadsheet.

    ODF 1.3 part 2, 3.3: its entry ``mimetype`` is stored, and should be the first; a program that
    packs a workbook again may put it anywhere.
    """
    if content[30:38] == b"mimetype":
        return b"opendocument.spreadsheet" in content[38:120]
    return b"mimetype" + _ODS in content


_NO_TEXTS = (
    b"<", b"mime-version:", b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff", b"\x1f\x8b",
    b"7z\xbc\xaf", b"rar!",
)  # fmt: skip


def _could_be_text(content: bytes) -> bool:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return not content[:4096].decode("utf-16", "ignore").lstrip().startswith("<")
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return bool(content) and b"\0" not in content[:65_536] and not start.startswith(_NO_TEXTS)


def is_misnamed(kind: FileKind, name: str) -> bool:
    """Return whether a file's name says that it is of another kind of workbook."""
    said = _SHEET_SUFFIXES.get(PurePath(name).suffix.lower())
    return said is not None and said != kind.value


def open_workbook(content: bytes, name: str) -> tuple[Package, bool]:
    """Return (package, whether it carries macros) of an Open XML workbook.

    name: the file's name, for messages. Raises InputError for kinds of workbook that are not
    read, FileDamaged, FileEncrypted and FileUnsafe.
    """
    package = Package.read(content, Place(file=name))
    return package, carries_macros(package)


def carries_macros(package: Package) -> bool:
    """Return whether a workbook carries macros; raises InputError when it is no such workbook."""
    kind = package.content_type(workbook_part(package))
    if kind not in _KINDS:
        raise _other_kind(kind, package.place)
    return _KINDS[kind] or any(
        part.lower().endswith("/vbaproject.bin") for part in package.contents
    )


def is_strict(package: Package) -> bool:
    """Return whether a workbook is saved as Strict Open XML."""
    return bool(package.tree(workbook_part(package)).tag == f"{{{STRICT}}}workbook")


def is_binary(package: Package) -> bool:
    """Return whether a package holds a workbook in the binary format (.xlsb)."""
    return _BINARY in package.content_type(workbook_part(package))


def _not_read(kind: str, place: Place) -> InputError:
    return InputError(f"This is {kind}, which is not read.", remedy=_SAVE_AS, place=place)


def _other_kind(content_type: str, place: Place) -> InputError:
    for mark, kind in _OTHER_PARTS:
        if mark in content_type:
            if mark == "addin.macroEnabled":
                return _not_read(kind, place)
            return FileDamaged(
                f"The file is {kind}, not a workbook.", remedy="Choose a workbook.", place=place
            )
    return FileDamaged(
        "The file is an Office file, but not a workbook.",
        remedy="Choose a workbook (.xlsx or .xlsm).",
        place=place,
    )
