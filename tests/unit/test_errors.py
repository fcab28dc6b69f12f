"""Errors are short letters that survive a pipe."""

from __future__ import annotations

import pytest

from briefing_app.errors import (
    BriefingError,
    FileEncrypted,
    OutputError,
    Place,
    WorkerError,
    from_json,
)


@pytest.mark.parametrize("cls", [BriefingError, FileEncrypted, OutputError, WorkerError])
def test_an_error_comes_back_from_json_as_itself(cls: type[BriefingError]) -> None:
    place = Place("Book.xlsx", "Data", "B4", 3, "Title")
    error = cls("It broke.", remedy="Mend it.", place=place)
    back = from_json(error.to_json())
    assert type(back) is cls
    assert (back.what, back.remedy, back.place) == ("It broke.", "Mend it.", place)


def test_an_unknown_code_becomes_the_root() -> None:
    back = from_json({"code": "from-the-future", "what": "Hm.", "remedy": "Update."})
    assert type(back) is BriefingError
    assert str(back) == "Hm. Update."


def test_a_place_reads_as_a_person_would_say_it() -> None:
    assert str(Place("a.xlsx", "Data", "B4")) == "a.xlsx, Data!B4"
    assert str(Place(file="a.pptx", slide=3, slot="Title")) == "a.pptx, slide 3, Title"
    assert str(Place()) == ""
