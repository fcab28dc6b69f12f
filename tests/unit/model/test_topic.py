"""Texts in several languages, and findings for people and programs."""

from __future__ import annotations

from briefing_app.errors import Place
from briefing_app.model.finding import Severity, error, info, warning, worst
from briefing_app.model.topic import Text


def test_a_text_falls_back_to_the_default_then_to_any_language() -> None:
    text = Text("Growth", (("de", "Wachstum"), ("zh", "")))
    assert text.in_language("de") == "Wachstum"
    assert text.in_language("zh") == "Growth"
    assert Text("", (("de", "Wachstum"),)).in_language("en") == "Wachstum"
    assert not Text("", (("de", ""),))


def test_the_worst_finding_decides() -> None:
    found = [info("a", "A.", "Do a."), error("b", "B.", "Do b."), warning("c", "C.", "Do c.")]
    assert worst(found) is Severity.ERROR
    assert worst([]) is None


def test_a_finding_in_json_has_every_part_of_the_place() -> None:
    finding = warning("code", "What.", "Do.", Place("f.xlsx", "S", "B4", 2, "Title"))
    assert finding.to_json() == {
        "code": "code",
        "severity": "warning",
        "file": "f.xlsx",
        "sheet": "S",
        "cell": "B4",
        "slide": 2,
        "slot": "Title",
        "message": "What.",
        "remedy": "Do.",
    }
    assert str(finding) == "warning [code] f.xlsx, S!B4, slide 2, Title: What. Do."
