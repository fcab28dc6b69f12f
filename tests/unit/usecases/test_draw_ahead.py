"""Pages drawn by a second process: which, in which order, and what if they do not come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import pytest

from briefing_app.errors import Cancelled, InputError
from briefing_app.model.drawing import Drawing
from briefing_app.ooxml.deck_outline import read_outline
from briefing_app.ooxml.package import Package, write_package
from briefing_app.progress import Progress
from briefing_app.render.drawing_frames import Reader, Sender
from briefing_app.usecases import draw_ahead
from briefing_app.usecases.draw_ahead import (
    FEWEST,
    WishedSlides,
    drawing_beside,
    shares,
    wished_slides,
)
from briefing_app.usecases.drawn_pages import DrawnAhead, Job, draw_pages, drawn_page, job_of
from briefing_app.usecases.render_deck import Wish
from briefing_app.worker import JsonObject
from tests.unit.render.slide_packages import deck, named, transform

TEXT = "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Slide {}</a:t></a:r></a:p></p:txBody>"


def write(package: Package, path: Path) -> None:
    names = [name for name in package.contents if not name.endswith(".rels")]
    path.write_bytes(write_package(map(package.part, names), package.relationships()))


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Return a deck of three slides, the second of which is broken."""
    box = f"<p:spPr>{transform(10, 20, 200, 40)}</p:spPr>"
    slides = [f"<p:sp>{named('T')}{box}{TEXT.format(n)}</p:sp>" for n in (1, 2, 3)]
    package = deck(*slides, parts={"/ppt/slides/slide2.xml": "<p:sld"})
    path = tmp_path / "three.pptx"
    write(package, path)
    return path


def sent(numbers: list[int]) -> Callable[[float], JsonObject | None]:
    """Return what gives a frame for each number, a page as many points wide, and then the end."""
    sender = Sender()
    pages = (Drawing(float(number), 1.0, ()) for number in numbers)
    frames = [
        {"kind": "progress", "what": sender.text_of(page), "done": number}
        for number, page in zip(numbers, pages, strict=True)
    ]
    return lambda _: frames.pop(0) if frames else None


def of_numbers(numbers: Iterable[int]) -> WishedSlides:
    package = deck()
    return WishedSlides(package, read_outline(package), tuple(numbers))


def job(path: Path) -> Job:
    return job_of(wished_slides(path.read_bytes(), path, Wish()), Wish())


def widths(ahead: DrawnAhead, numbers: range) -> list[float]:
    return [0.0 if (page := ahead.page(one)) is None else page.width for one in numbers]


def test_small_decks_are_drawn_by_one_process(three: Path) -> None:
    assert shares(of_numbers(range(1, FEWEST)), []) == ()
    assert shares(of_numbers(range(1, FEWEST + 1)), [3]) == ()
    assert shares(of_numbers(range(1, FEWEST + 1)), []) != ()


def test_both_processes_have_work_and_each_page_one_of_them() -> None:
    numbers = [*range(1, 50), *range(60, 80)]  # between them hidden slides
    theirs = shares(of_numbers(numbers), [40])
    assert set(theirs) < set(numbers) - {40}
    assert list(theirs) == sorted(theirs)
    assert len(numbers) / 2 < len(theirs) < len(numbers)


def test_of_a_small_deck_and_without_a_process_nothing_comes(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    def command() -> tuple[str, ...]:
        started.append("once")
        return ("no-such-program",)

    monkeypatch.setattr(draw_ahead, "program_command", command)
    for fewest in (4, 3):
        monkeypatch.setattr(draw_ahead, "FEWEST", fewest)
        with drawing_beside(three.read_bytes(), three, Wish(), [2]) as following:
            assert following(30.0) is None
        assert len(started) == 4 - fewest


def test_pages_come_in_order_and_all_others_are_ones_own() -> None:
    ahead = DrawnAhead((3, 5, 6), sent([3, 5, 6]))
    assert widths(ahead, range(1, 8)) == [0, 0, 3, 0, 5, 6, 0]


def test_a_page_that_the_other_process_left_out_is_ones_own() -> None:
    ahead = DrawnAhead((3, 5, 6), sent([3, 6]))
    assert widths(ahead, range(1, 8)) == [0, 0, 3, 0, 0, 6, 0]


def test_after_the_end_nobody_waits_again() -> None:
    asked: list[float] = []
    ahead = DrawnAhead((3, 5, 6), asked.append)
    assert widths(ahead, range(1, 8)) == [0] * 7
    assert len(asked) == 1


def request_of(deck: Path, kind: str = "slide") -> JsonObject:
    return {"deck": str(deck), "wish": asdict(Wish(kind=kind)), "left_out": []}


@pytest.fixture
def all_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the second process draw all slides that are not left out."""
    monkeypatch.setattr(draw_ahead, "FEWEST", 1)
    monkeypatch.setattr(draw_ahead, "_FIRST", 0)
    monkeypatch.setattr(draw_ahead, "_EVERY", 1_000)


@pytest.mark.usefixtures("all_theirs")
def test_drawings_are_told_with_their_numbers_and_a_broken_slide_is_left_out(three: Path) -> None:
    told: list[tuple[int, str]] = []
    draw_pages(request_of(three), Progress(lambda what, done, _: told.append((done, what))))
    assert [number for number, _ in told] == [1, 3]
    resources, reader = job(three).resources, Reader()
    for number, text in told:
        assert reader.drawing_of(text) == drawn_page(resources, number, "slide")


@pytest.mark.usefixtures("all_theirs")
def test_notes_pages_are_drawn_too(three: Path) -> None:
    told: list[str] = []
    draw_pages(request_of(three, "notes"), Progress(lambda what, _done, _: told.append(what)))
    assert Reader().drawing_of(told[0]) == drawn_page(job(three).resources, 1, "notes")


@pytest.mark.usefixtures("all_theirs")
def test_a_process_that_is_told_to_stop_stops(three: Path) -> None:
    with pytest.raises(Cancelled):
        draw_pages(request_of(three), Progress(cancelled=lambda: True))


def test_a_deck_without_slides_is_said(tmp_path: Path) -> None:
    path = tmp_path / "none.pptx"
    write(deck(), path)
    with pytest.raises(InputError, match="no slide that is shown"):
        wished_slides(path.read_bytes(), path, Wish())
