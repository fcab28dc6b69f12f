"""A text with values put in, and what puts them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing_app.errors import Place
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding
from briefing_app.model.quick_values import quick
from briefing_app.model.slide_plan import BoundValue


@quick
class BoundText:
    """A text as printed, the values in it from left to right, and what there is to say."""

    text: str
    values: tuple[BoundValue, ...] = ()
    findings: tuple[Finding, ...] = ()


FillIn = Callable[[str, Sequence[DataTable], str, Place], BoundText]
"""Puts values into a text: (text, tables whose labels it may name, language, place of the text).

It stands here because the room that plans slides and the room that computes do not know each other.
"""
