"""PDF: text that can be read again, outline, links, sizes, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image as Pillow
from pypdf import PdfReader

from briefing_app.model.drawing import (
    Colour,
    Drawing,
    Gradient,
    GradientShape,
    Group,
    Link,
    Outline,
    Picture,
    PictureFill,
    Solid,
)
from briefing_app.render.pdf_outline import DocumentFacts
from tests.unit.render.conftest import box, page, run

if TYPE_CHECKING:
    from briefing_app.render.painter import Studio

    Pdf = Callable[..., bytes]

pytestmark = pytest.mark.needs("qt")

ROOT = Path(__file__).resolve().parents[3]
PLAIN = DocumentFacts()


@pytest.fixture
def pdf(studio: Studio) -> Pdf:
    """Return what makes a PDF of drawings."""
    from briefing_app.render.pdf import pdf_of

    def make(
        *drawings: Drawing,
        facts: DocumentFacts = PLAIN,
        page_of_slide: dict[int, int] | None = None,
    ) -> bytes:
        return pdf_of(drawings, facts, studio, page_of_slide=page_of_slide)

    return make


def pdfium_text(content: bytes, number: int = 0) -> str:
    """Return a page's text as pdfium has it, without hints on lines."""
    with pypdfium2.PdfDocument(content) as document:
        found = document[number].get_textpage().get_text_bounded()
    return " ".join(found.split())


def poppler_text(content: bytes, tmp_path: Path, *options: str) -> str:
    """Return the text as poppler has it, without direction marks and presentation forms."""
    (tmp_path / "it.pdf").write_bytes(content)
    answer = subprocess.run(
        ["pdftotext", *options, str(tmp_path / "it.pdf"), "-"], check=True, capture_output=True
    )
    bare = "".join(c for c in answer.stdout.decode() if c not in "\u202a\u202b\u202c\u200e\u200f")
    return " ".join(unicodedata.normalize("NFKC", bare).split())


TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "latin": ("Revenue grew 12\u00a0% – “office”, Straße, fi fl ffi", {}),
    "minus": ("−4.5 °C, 3 × 10⁶, €1,000 ± 2…", {}),
    "chinese": ("一人大小中国 2024年增长了二十八，力山工", {"language": "zh-CN"}),
    "japanese": ("売上高は前年比で日本一の伸び", {"language": "ja-JP"}),
    "korean": ("매출이 늘었다", {"language": "ko-KR"}),
    "arabic": ("السلام عليكم لا إله نمو المبيعات", {"right_to_left": True, "language": "ar"}),
    "hebrew": ("שלום עולם", {"right_to_left": True, "language": "he"}),
    "chinese quotes": (
        "“一带一路”与‘南方’——合作……《倡议》（2023年）·七月、全球％",
        {"language": "zh-CN"},
    ),
    "vietnamese": ("Tăng trưởng ở Đông Nam Á", {"language": "vi-VN"}),
    "greek": ("Ωμέγα и кириллица", {}),
}


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("case", TEXTS)
def test_text_can_be_read_again(pdf: Pdf, tmp_path: Path, case: str) -> None:
    text, more = TEXTS[case]
    content = pdf(page(run(text, 20, 60, size=12.0, **more), width=600))
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    assert poppler_text(content, tmp_path) == plain
    found = pdfium_text(content)
    if more.get("right_to_left"):  # pdfium gives words of such a line from left to right
        assert sorted(found.split()) == sorted(plain.split())
    else:
        assert " ".join(unicodedata.normalize("NFKC", found).split()) == plain


@pytest.mark.needs("pdftotext")
def test_text_is_in_the_order_in_which_it_was_painted(pdf: Pdf, tmp_path: Path) -> None:
    words = [run(f"w{n}", 20 + n % 3 * 60, 90 - n // 3 * 30, size=12.0) for n in range(9)]
    content = pdf(page(*words))
    wanted = " ".join(f"w{n}" for n in range(9))
    assert poppler_text(content, tmp_path, "-raw") == wanted
    assert pdfium_text(content) == wanted


def test_fonts_are_subsets_and_text_is_no_picture(pdf: Pdf) -> None:
    content = pdf(page(run("Chart", 20, 50), run("一", 20, 80, language="zh-CN")))
    assert len(content) < 20_000
    assert b"/FontFile2" in content
    assert not PdfReader(io.BytesIO(content)).pages[0].images


def test_stretched_text_is_still_text(pdf: Pdf) -> None:
    assert pdfium_text(pdf(page(run("stretched words", 20, 50, 160.0)))) == "stretched words"


def test_title_author_and_language(pdf: Pdf) -> None:
    facts = DocumentFacts("Growth & “more”", "Ann Otter", "de-DE")
    reader = PdfReader(io.BytesIO(pdf(page(), facts=facts)))
    information = reader.metadata
    assert information is not None
    assert (information.title, information.author) == ("Growth & “more”", "Ann Otter")
    root: Any = reader.trailer["/Root"].get_object()
    assert root["/Lang"] == "de-DE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - pypdf's object
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": "Growth & “more”"}


def test_nothing_tells_of_the_machine_or_the_day(pdf: Pdf) -> None:
    content = pdf(page(run("x")), facts=DocumentFacts("T", "A"))
    information: Any = PdfReader(io.BytesIO(content)).trailer["/Info"].get_object()
    assert set(information) == {"/Title", "/Author", "/Creator", "/Producer"}
    for word in (b"CreationDate", b"ModDate", b"CreateDate", b"Qt ", b"/home", b"uuid:"):
        assert word not in content


def outline(content: bytes) -> list[tuple[int, str, int]]:
    """Return level, title and page (from 1) of each entry, as pdfium has them."""
    with pypdfium2.PdfDocument(content) as document:
        found = []
        for entry in document.get_toc():
            target = entry.get_dest()
            found.append((entry.level, entry.get_title(), target.get_index() + 1 if target else 0))
        return found


def test_sections_hold_the_titles_of_their_pages(pdf: Pdf) -> None:
    pages = [page(title=f"Page {n} (größer)") for n in (1, 2, 3)]
    made = pdf(*pages, page(), facts=DocumentFacts(sections=(("First", 2), ("Then", 4))))
    assert outline(made) == [
        (0, "Page 1 (größer)", 1),
        (0, "First", 2),
        (1, "Page 2 (größer)", 2),
        (1, "Page 3 (größer)", 3),
        (0, "Then", 4),
    ]


def links(content: bytes, number: int = 0) -> list[tuple[list[float], str]]:
    """Return rectangle and target of each link of a page."""
    reader = PdfReader(io.BytesIO(content))
    found = []
    for reference in reader.pages[number].get("/Annots", []):
        one = reference.get_object()
        target = str(one["/A"]["/URI"]) if "/A" in one else ""
        if "/Dest" in one:
            target = str(1 + (reader.get_page_number(one["/Dest"][0].get_object()) or 0))
        found.append(([float(side) for side in one["/Rect"]], target))
    return found


def test_links_lead_to_slides_and_addresses(pdf: Pdf) -> None:
    first = page(
        links=(Link(10, 20, 50, 30, "slide:2"), Link(0, 0, 5, 5, "https://example.org/?a=1&b=ü"))
    )
    made = pdf(first, page())
    assert links(made) == [
        ([10, 50, 60, 80], "2"),
        ([0, 95, 5, 100], "https://example.org/?a=1&b=ü"),
    ]


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "file:///etc/passwd", "C:\\Books\\a.xlsx", "slide:9", "slide:x", "",
     "slide:0", "other.pptx", "\\\\server\\share"],
)  # fmt: skip
def test_other_links_are_left_out(pdf: Pdf, target: str) -> None:
    made = pdf(page(run("x", link=target), links=(Link(0, 0, 9, 9, target),)))
    assert links(made) == []
    assert b"passwd" not in made


def test_a_link_of_text_is_where_the_text_is_and_only_once(pdf: Pdf) -> None:
    text = run("click", 10, 30, 40, link="https://example.org")
    moved = Group((text,), (1, 0, 0, 1, 100, 50))
    (found,) = links(pdf(page(moved)))
    assert found[0] == [110, 15, 150, 40]
    covered = page(text, links=(Link(0, 0, 60, 60, "https://example.org"),))
    assert len(links(pdf(covered))) == 1


def test_slides_that_are_left_out_shift_the_pages(pdf: Pdf) -> None:
    first = page(links=(Link(0, 0, 9, 9, "slide:3"), Link(0, 0, 9, 9, "slide:2")))
    made = pdf(first, page(), page_of_slide={1: 1, 3: 2})
    assert [target for _, target in links(made)] == ["2"]


def test_a_page_has_its_exact_size_and_stands_at_its_top(pdf: Pdf) -> None:
    drawing = page(Outline(box(0, 0, 50, 10), Solid(Colour("FF0000"))), width=200.5, height=99.25)
    made = pdf(drawing)
    with pypdfium2.PdfDocument(made) as document:
        assert document[0].get_size() == pytest.approx((200.5, 99.25))
        bitmap = document[0].render(scale=4).to_pil().convert("RGB")
    assert bitmap.getpixel((100, 2)) == (255, 0, 0)
    assert bitmap.getpixel((100, 38)) == (255, 0, 0)
    assert bitmap.getpixel((100, 42)) == (255, 255, 255)


def logo() -> Picture:
    buffer = io.BytesIO()
    Pillow.effect_noise((64, 64), 90).convert("RGB").save(buffer, "PNG")
    data = buffer.getvalue()
    return Picture(hashlib.sha256(data).hexdigest(), "image/png", data)


def test_a_picture_on_every_page_is_held_once_and_as_it_is(pdf: Pdf) -> None:
    picture = logo()
    drawing = page(PictureFill(picture, (0, 0, 30, 30)))
    one, ten = pdf(drawing), pdf(*[drawing] * 10)
    assert len(ten) - len(one) < len(picture.data)
    (held,) = PdfReader(io.BytesIO(one)).pages[0].images
    assert held.image is not None
    original = Pillow.open(io.BytesIO(picture.data))
    assert held.image.convert("RGB").tobytes() == original.tobytes()


def test_what_is_cropped_away_is_not_in_the_file(pdf: Pdf) -> None:
    made = pdf(page(PictureFill(logo(), (0, 0, 30, 30), (0.5, 0, 0, 0))))
    (held,) = PdfReader(io.BytesIO(made)).pages[0].images
    assert held.image is not None
    assert held.image.size == (32, 64)


@pytest.mark.parametrize("shape", GradientShape)
def test_gradients_with_opacity_look_as_in_a_picture(
    pdf: Pdf, studio: Studio, shape: GradientShape
) -> None:
    from briefing_app.render.png import image_of

    stops = ((0.0, Colour("FF0000", 0.2)), (1.0, Colour("0000FF", 0.9)))
    drawing = page(Outline(box(0, 0, 200, 100), Gradient(shape, stops, (100, 50), (200, 100))))
    image = image_of(drawing, 1.0, studio)
    with pypdfium2.PdfDocument(pdf(drawing)) as document:
        bitmap = document[0].render(scale=1).to_pil().convert("RGB")
    for x, y in ((100, 50), (150, 50), (110, 80), (180, 90)):
        seen = image.pixelColor(x, y)
        wanted = (seen.red(), seen.green(), seen.blue())
        found = bitmap.getpixel((x, y))
        assert isinstance(found, tuple)
        assert all(abs(a - b) < 14 for a, b in zip(found, wanted, strict=True))


SAME = """
import sys
from briefing_app.render.qt_start import start_qt
from briefing_app.usecases.shipped_files import shipped_fonts
start_qt(shipped_fonts())
from briefing_app.render.painter import Studio
from briefing_app.render.pdf import pdf_of
from briefing_app.render.pdf_outline import DocumentFacts
from briefing_app.render.png import image_of, png_of
from tests.unit.render.conftest import page, run
from briefing_app.model.drawing import Link, Typeface
faces = [Typeface(name, bold=bold) for name in ("Arial", "Calibri", "Cambria") for bold in (0, 1)]
items = [run("Some words", 10, 10 + 12 * n, face=face, size=9.0) for n, face in enumerate(faces)]
items += [run("增长 نمو", 100, 50, language="zh-CN")]
drawing = page(*items, title="Title", links=(Link(0, 0, 9, 9, "https://example.org"),))
facts = DocumentFacts("T", "A", "en", (("S", 1),))
sys.stdout.buffer.write(pdf_of([drawing, drawing], facts, Studio()))
sys.stdout.buffer.write(png_of(image_of(drawing, 2.0, Studio()), 144))
"""


def test_the_same_drawings_give_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    made = [
        subprocess.run(
            [sys.executable, "-c", SAME],
            cwd=ROOT,
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
        ).stdout
        for environment in (
            {"PYTHONHASHSEED": "1", "TZ": "UTC"},
            {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"},
            {"PYTHONHASHSEED": "3", "QT_HASH_SEED": "7", "QT_SCALE_FACTOR": "2",
             "QT_FONT_DPI": "144"},
        )
    ]  # fmt: skip
    assert made[0]
    assert made[0] == made[1] == made[2]


def test_two_contents_have_two_identifiers(pdf: Pdf) -> None:
    found = {
        str(PdfReader(io.BytesIO(pdf(page(run(text))))).trailer["/ID"]) for text in ("a", "b", "a")
    }
    assert len(found) == 2


def test_a_pdf_without_a_page_is_a_fault(pdf: Pdf) -> None:
    with pytest.raises(ValueError, match="page"):
        pdf()
