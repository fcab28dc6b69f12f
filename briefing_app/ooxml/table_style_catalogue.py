"""The table styles that PowerPoint knows by GUID and does not write into every file.

Each family is described once, in a notation of our own, for a colour ``A`` that stands for an
accent. A line is a part of the table, then what it says: ``b`` bold text, ``text=COLOUR``,
``fill=COLOUR`` or ``fill=none``, and edges as ``left,top=WIDTH COLOUR`` with widths in points
(``3d``: double). A colour is ``NAME`` or ``NAME:CHANGE:PERCENT``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from briefing_app.ooxml.names import A

_ALL = "left,right,top,bottom,insideH,insideV"
_OUTER = "left,right,top,bottom"
_BOLD_COLUMNS = "lastCol: b\nfirstCol: b\n"

_FAMILIES: Mapping[str, str] = {
    "grid": f"wholeTbl: text=tx1; {_ALL}=1 tx1; fill=none",
    "themed1": f"""wholeTbl: text=dk1; {_ALL}=1 A; fill=none
        band1H: fill=A:alpha:40
        band1V: top,bottom=1 A; fill=A:alpha:40
        lastCol: b; left,right,top,bottom,insideH=1 A
        firstCol: b; left,right,top,bottom,insideH=1 A
        lastRow: b; top=2 A; left,right,bottom=1 A; fill=none
        firstRow: b; text=lt1; left,right,top=1 A; bottom=2 lt1; fill=A""",
    "themed2": f"""tblBg: fill=A
        wholeTbl: text=lt1; {_OUTER}=1 A:tint:50
        band1H: fill=lt1:alpha:20
        band1V: fill=lt1:alpha:20
        lastCol: b; left=1 lt1
        firstCol: b; right=1 lt1
        lastRow: b; top=2 lt1
        firstRow: b; bottom=3 lt1""",
    "light1": f"""wholeTbl: text=tx1; top,bottom=1 A; fill=none
        band1H: fill=A:alpha:20
        band1V: fill=A:alpha:20
        {_BOLD_COLUMNS}lastRow: b; top=1 A; fill=none
        firstRow: b; bottom=1 A; fill=none""",
    "light2": f"""wholeTbl: text=tx1; {_OUTER}=1 A; fill=none
        band1H: top,bottom=1 A
        band1V: left,right=1 A
        band2V: left,right=1 A
        {_BOLD_COLUMNS}lastRow: b; top=4d A
        firstRow: b; text=bg1; fill=A""",
    "light3": f"""wholeTbl: text=tx1; {_ALL}=1 A; fill=none
        band1H: fill=A:alpha:20
        band1V: fill=A:alpha:20
        {_BOLD_COLUMNS}lastRow: b; top=4d A; fill=none
        firstRow: b; text=A; bottom=2 A; fill=none""",
    "medium1": f"""wholeTbl: text=dk1; left,right,top,bottom,insideH=1 A; fill=lt1
        band1H: fill=A:tint:20
        band1V: fill=A:tint:20
        {_BOLD_COLUMNS}lastRow: b; top=4d A; fill=lt1
        firstRow: b; text=lt1; fill=A""",
    "medium2": f"""wholeTbl: text=dk1; {_ALL}=1 lt1; fill=A:tint:20
        band1H: fill=A:tint:40
        band1V: fill=A:tint:40
        lastCol: b; text=lt1; fill=A
        firstCol: b; text=lt1; fill=A
        lastRow: b; text=lt1; top=3 lt1; fill=A
        firstRow: b; text=lt1; bottom=3 lt1; fill=A""",
    "medium3": """wholeTbl: text=dk1; top,bottom=2 dk1; fill=lt1
        band1H: fill=dk1:tint:20
        band1V: fill=dk1:tint:20
        lastCol: b; text=lt1; fill=A
        firstCol: b; text=lt1; fill=A
        lastRow: b; top=4d dk1; fill=lt1
        seCell: text=dk1
        swCell: text=dk1
        firstRow: b; text=lt1; bottom=2 dk1; fill=A""",
    "medium4": f"""wholeTbl: text=dk1; {_ALL}=1 A; fill=A:tint:20
        band1H: fill=A:tint:40
        band1V: fill=A:tint:40
        {_BOLD_COLUMNS}lastRow: b; top=2 A; fill=A:tint:20
        firstRow: b; text=A; fill=A:tint:20""",
    "dark1": """wholeTbl: text=lt1; fill=A
        band1H: fill=A:shade:60
        band1V: fill=A:shade:60
        lastCol: b; left=2 lt1; fill=A:shade:60
        firstCol: b; right=2 lt1; fill=A:shade:60
        lastRow: b; top=2 lt1; fill=A:shade:40
        firstRow: b; bottom=2 lt1; fill=dk1""",
    "dark1 plain": """wholeTbl: text=dk1; fill=dk1:tint:20
        band1H: fill=dk1:tint:40
        band1V: fill=dk1:tint:40
        lastCol: b; text=lt1; left=2 lt1; fill=dk1:tint:60
        firstCol: b; text=lt1; right=2 lt1; fill=dk1:tint:60
        lastRow: b; text=lt1; top=2 lt1; fill=dk1:tint:60
        firstRow: b; text=lt1; bottom=2 lt1; fill=dk1""",
    "dark2": f"""wholeTbl: text=dk1; fill=A:tint:20
        band1H: fill=A:tint:40
        band1V: fill=A:tint:40
        {_BOLD_COLUMNS}lastRow: b; top=4d dk1; fill=A:tint:20
        firstRow: b; text=lt1; fill=B""",
}

# The first GUID of a line is the family without an accent, the others are accents 1 to 6.
_GUIDS: Mapping[str, str] = {
    "themed1": "- 3C2FFA5D-87B4-456A-9821-1D502468CF0F 284E427A-3D55-4303-BF80-6455036E1DE7"
    " 69C7853C-536D-4A76-A0AE-DD22124D55A5 775DCB02-9BB8-47FD-8907-85C794F793BA"
    " 35758FB7-9AC5-4552-8A53-C91805E547FA 08FB837D-C827-4EFA-A057-4D05807E0F7C",
    "themed2": "- D113A9D2-9D6B-4929-AA2D-F23B5EE8CBE7 18603FDC-E32A-4AB5-989C-0864C3EAD2B8"
    " 306799F8-075E-4A3A-A7F6-7FBC6576F1A4 E269D01E-BC32-4049-B463-5C60D7B0CCD2"
    " 327F97BB-C833-4FB7-BDE5-3F7075034690 638B1855-1B75-4FBE-930C-398BA8C253C6",
    "light1": "9D7B26C5-4107-4FEC-AEDC-1716B250A1EF 3B4B98B0-60AC-42C2-AFA5-B58CD77FA1E5"
    " 0E3FDE45-AF77-4B5C-9715-49D594BDF05E C083E6E3-FA7D-4D7B-A595-EF9225AFEA82"
    " D27102A9-8310-4765-A935-A1911B00CA55 5FD0F851-EC5A-4D38-B0AD-8093EC10F338"
    " 68D230F3-CF80-4859-8CE7-A43EE81993B5",
    "light2": "7E9639D4-E3E2-4D34-9284-5A2195B3D0D7 69012ECD-51FC-41F1-AA8D-1B2483CD663E"
    " 72833802-FEF1-4C79-8D5D-14CF1EAF98D9 F2DE63D5-997A-4646-A377-4702673A728D"
    " 17292A2E-F333-43FB-9621-5CBBE7FDCDCB 5A111915-BE36-4E01-A7E5-04B1672EAD32"
    " 912C8C85-51F0-491E-9774-3900AFEF0FD7",
    "light3": "616DA210-FB5B-4158-B5E0-FEB733F419BA BC89EF96-8CEA-46FF-86C4-4CE0E7609802"
    " 5DA37D80-6434-44D0-A028-1B22A696006F 8799B23B-EC83-4686-B30A-512413B5E67A"
    " ED083AE6-46FA-4A59-8FB0-9F97EB10719F BDBED569-4797-4DF1-A0F4-6AAB3CD982D8"
    " E8B1032C-EA38-4F05-BA0D-38AFFFC7BED3",
    "medium1": "793D81CF-94F2-401A-BA57-92F5A7B2D0C5 B301B821-A1FF-4177-AEE7-76D212191A09"
    " 9DCAF9ED-07DC-4A11-8D7F-57B35C25682E 1FECB4D8-DB02-4DC6-A0A2-4F2EBAE1DC90"
    " 1E171933-4619-4E11-9A3F-F7608DF75F80 FABFCF23-3B69-468F-B69F-88F6DE6A72F2"
    " 10A1B5D5-9B99-4C35-A422-299274C87663",
    "medium2": "073A0DAA-6AF3-43AB-8588-CEC1D06C72B9 5C22544A-7EE6-4342-B048-85BDC9FD1C3A"
    " 21E4AEA4-8DFA-4A89-87EB-49C32662AFE0 F5AB1C69-6EDB-4FF4-983F-18BD219EF322"
    " 00A15C55-8517-42AA-B614-E9B94910E393 7DF18680-E054-41AD-8BC1-D1AEF772440D"
    " 93296810-A885-4BE3-A3E7-6D5BEEA58F35",
    "medium3": "8EC20E35-A176-4012-BC5E-935CFFF8708E 6E25E649-3F16-4E02-A733-19D2CDBF48F0"
    " 85BE263C-DBD7-4A20-BB59-AAB30ACAA65A EB344D84-9AFB-497E-A393-DC336BA19D2E"
    " EB9631B5-78F2-41C9-869B-9F39066F8104 74C1A8A3-306A-4EB7-A6B1-4F7E0EB9C5D6"
    " 2A488322-F2BA-4B5B-9748-0D474271808F",
    "medium4": "D7AC3CCA-C797-4891-BE02-D94E43425B78 69CF1AB2-1976-4502-BF36-3FF5EA218861"
    " 8A107856-5554-42FB-B03E-39F5DBC370BA 0505E3EF-67EA-436B-97B2-0124C06EBD24"
    " C4B1156A-380E-4F78-BDF5-A606A8083BF9 22838BEF-8BB2-4498-84A7-C5851F593DF1"
    " 16D9F66E-5EB9-4882-86FB-DCBF35E3C3E4",
    "dark1": "- 125E5076-3810-47DD-B79F-674D7AD40C01 37CE84F3-28C3-443E-9E96-99CF82512B78"
    " D03447BB-5D67-496B-8E87-E561075AD55C E929F9F4-4A8F-4326-A1B4-22849713DDAB"
    " 8FD4443E-F989-4FC4-A0C8-D5A2AF1F390B AF606853-7671-496A-8E4F-DF71F8EC918B",
    "dark1 plain": "E8034E78-7F5D-4C2E-B375-FC64B27BC917",
    "dark2": "5202B0CA-FC54-4496-8BCA-5EF66A818D29 0660B408-B3CF-4A94-85FC-2B1E0A45F4A2 -"
    " 91EBBBCC-DAD2-459C-BE2E-F6DE35CF9A28 - 46F890A9-2807-4EBB-B81D-B2AA78EC7F39",
    "grid": "5940675A-B579-460E-94D1-54222C63F5DA",
}
_EMU_PER_POINT = 12_700


def _accents(family: str, index: int) -> tuple[str, str]:
    """Return what A and B mean in the style at that place of its family."""
    plain = "tx1" if family.startswith("light") else "dk1"
    if not index:
        return plain, plain
    return f"accent{index}", f"accent{index + 1}"


def _colour(text: str, accents: tuple[str, str]) -> str:
    name, *change = text.split(":")
    scheme = dict(zip("AB", accents, strict=True)).get(name, name)
    inside = f'<a:{change[0]} val="{int(change[1]) * 1000}"/>' if change else ""
    return f'<a:schemeClr val="{scheme}">{inside}</a:schemeClr>'


def _solid(text: str, accents: tuple[str, str]) -> str:
    return f"<a:solidFill>{_colour(text, accents)}</a:solidFill>"


def _edges(names: str, line: str, accents: tuple[str, str]) -> Iterator[str]:
    width, colour = line.split()
    double = ' cmpd="dbl"' if width.endswith("d") else ""
    size = int(width.rstrip("d")) * _EMU_PER_POINT
    for name in names.split(","):
        inside = _solid(colour, accents)
        yield f'<a:{name}><a:ln w="{size}"{double}>{inside}</a:ln></a:{name}>'


def _part(line: str, accents: tuple[str, str]) -> str:
    name, _, said = line.partition(": ")
    bold, text, edges, fill = "", "", "", ""
    for piece in (piece.strip() for piece in said.split(";")):
        key, _, value = piece.partition("=")
        if key == "b":
            bold = ' b="on"'
        elif key == "text":
            text = _colour(value, accents)
        elif key == "fill":
            inside = "<a:noFill/>" if value == "none" else _solid(value, accents)
            fill = f"<a:fill>{inside}</a:fill>"
        else:
            edges += "".join(_edges(key, value, accents))
    if name == "tblBg":
        return f"<a:tblBg>{fill}</a:tblBg>"
    font = '<a:fontRef idx="minor"/>' if name == "wholeTbl" else ""
    return (
        f"<a:{name}><a:tcTxStyle{bold}>{font}{text}</a:tcTxStyle>"
        f"<a:tcStyle><a:tcBdr>{edges}</a:tcBdr>{fill}</a:tcStyle></a:{name}>"
    )


def _place(identity: str) -> tuple[str, int] | None:
    for family, guids in _GUIDS.items():
        listed = guids.split()
        if identity in listed:
            return family, listed.index(identity)
    return None


@lru_cache(maxsize=64)
def built_in_style(identity: str) -> etree._Element | None:
    """Return the a:tblStyle for a GUID in braces and capitals, or None; not to be changed.

    The style without formats, {2D5ABB26-0587-4C30-8999-92F81FD0307C}, is None as well.
    """
    place = _place(identity.strip("{}"))
    if place is None:
        return None
    family, index = place
    accents = _accents(family, index)
    lines = (line.strip() for line in _FAMILIES[family].splitlines())
    parts = "".join(_part(line, accents) for line in lines)
    return etree.fromstring(f'<a:tblStyle xmlns:a="{A}" styleId="{identity}">{parts}</a:tblStyle>')
