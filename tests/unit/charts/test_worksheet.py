from __future__ import annotations

import pytest

from briefing_app.charts.embedded_workbook import SheetColumn, write_workbook
from tests.unit.charts.worksheet import Cell, Worksheet


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("B2*2-1", 5.0),
        ('"a ""b"""&CHAR(10)&A2', 'a "b"\nx'),
        ("IF(B2>2,FIXED(ABS(-1234.5),1,FALSE),0)", "1,234.5"),
        ("SUM(B2:B3)+MAX(B2,B3,9)", 16.0),
        ('SUMIF($B2:B3,">0")/(1+1)', 3.5),
        ("ROW(A3)-1", 2.0),
    ],
)
def test_formulas_come_to_what_excel_says(formula: str, value: Cell) -> None:
    content = write_workbook(
        [
            SheetColumn("", ("x", "y")),
            SheetColumn("n", (3.0, 4.0)),
            SheetColumn("f", (0.0, None), helper=True, formulas=(formula, "")),
        ]
    )
    assert Worksheet(content).value("C2") == value
