"""Lengths and boxes in EMU, the unit of every OOXML drawing (ECMA-376-1, 20.1.10.16)."""

from __future__ import annotations

from dataclasses import dataclass

EMU_PER_CM = 360_000
EMU_PER_PT = 12_700


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width and height in EMU."""

    x: int
    y: int
    cx: int
    cy: int

    @property
    def right(self) -> int:
        """Return the x of the right edge in EMU."""
        return self.x + self.cx

    @property
    def bottom(self) -> int:
        """Return the y of the lower edge in EMU."""
        return self.y + self.cy

    @property
    def width_pt(self) -> float:
        """Return the width in points."""
        return self.cx / EMU_PER_PT

    @property
    def height_pt(self) -> float:
        """Return the height in points."""
        return self.cy / EMU_PER_PT


def cm(length: float) -> int:
    """Return centimetres as EMU."""
    return round(length * EMU_PER_CM)


def pt(length: float) -> int:
    """Return points as EMU."""
    return round(length * EMU_PER_PT)
