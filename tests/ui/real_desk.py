"""A display that nobody sees, the program on it, and a person with a real mouse and keyboard.

Where to click is known from what the program tells a screen reader (telling_program.py), and when:
nothing is clicked before it stands still, can be used, and lies under the pointer. There is no
window manager, so the keyboard is given to a window by hand. Each act is followed by waiting for
what it must bring; no act is tried twice.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds for each thing that is waited for; only a fault takes all of them."""
_SERVERS = 5
Found = TypeVar("Found")


def wait(until: Callable[[], Found | None], what: str) -> Found:
    """Return what is waited for when it is there, and true. what: for whoever reads a failure."""
    end = time.monotonic() + PATIENCE
    while not (found := until()):
        assert time.monotonic() < end, f"it did not come: {what}"
        time.sleep(0.02)
    return found


@contextmanager
def display(wide: int = 1440, high: int = 900) -> Iterator[str]:
    """Give the name of a display. The server takes a free number and says which.

    One that ends may take the socket of another along that just got its number: then the next.
    """
    for _ in range(_SERVERS):
        with _server(wide, high) as name:
            if _xdotool(name, "getdisplaygeometry"):
                yield name
                return
    raise AssertionError("no display can be reached")


@contextmanager
def _server(wide: int, high: int) -> Iterator[str]:
    reader, writer = os.pipe()
    # -r: a key that is held does not repeat, however late it is let go on a busy machine.
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{wide}x{high}x24", "-r"]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL
    ) as server:
        os.close(writer)
        try:
            with os.fdopen(reader) as answer:
                yield f":{answer.readline().strip()}"
        finally:
            server.terminate()


def _xdotool(display: str, *words: str) -> str:
    environment = {**os.environ, "DISPLAY": display}
    answer = subprocess.run(
        ["xdotool", *words],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return answer.stdout


@dataclass(frozen=True)
class Thing:
    """What a screen reader finds. rect: what is seen of it on the display, in pixels."""

    window: int
    role: str
    name: str
    value: str
    object: str
    rect: tuple[int, int, int, int]
    states: frozenset[str]

    @property
    def can_be_clicked(self) -> bool:
        return "disabled" not in self.states and self.rect[2] > 2 and self.rect[3] > 2

    @property
    def middle(self) -> tuple[int, int]:
        left, top, wide, high = self.rect
        return left + wide // 2, top + high // 2


class Sight:
    """What the program tells at one time."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.windows = told["windows"]
        self.under: int = told["under"]
        self.is_idle: bool = told["is_idle"]
        self.project: dict[str, Any] = told["project"]

    def __str__(self) -> str:
        """Return it for whoever reads a failure."""
        lines = [f"is_idle={self.is_idle} under={self.under}"]
        for one in self.windows:
            lines.append(f"{one['id']} {one['object']} “{one['title']}” {one['is_active']}")
            lines += [
                f"  {t['role']} {t['object']} “{t['name']}” {t['value']} {t['rect']} {t['states']}"
                for t in one["things"]
                if t["name"] or t["object"]
            ]
        return "\n".join(lines)

    def window(self, name: str) -> dict[str, Any] | None:
        """Return a window by its object name, or by its title, a regular expression."""
        fits = (w for w in self.windows if w["object"] == name or re.search(name, w["title"]))
        return next(fits, None)

    def all(self, role: str = "", name: str = "", object: str = "") -> list[Thing]:  # noqa: A002
        """Return what fits. name: a regular expression."""
        return [
            Thing(window["id"], **{**one, "states": frozenset(one["states"])})
            for window in self.windows
            for one in window["things"]
            if role in ("", one["role"])
            and object in ("", one["object"])
            and (not name or re.search(name, one["name"]))
        ]

    def says(self, words: str) -> bool:
        """Say whether words can be read somewhere."""
        return any(words in one.name or words in one.value for one in self.all())


class Desk:
    """A person before the program: looks, clicks, types, and waits for what comes of it."""

    def __init__(self, display: str, process: subprocess.Popen[str], scale: int) -> None:
        self._display = display
        self._scale = scale
        self.process = process

    # --- looking

    def look(self) -> Sight:
        """Return what there is now; what was sent to the window before is done."""
        asks, answers = self.process.stdin, self.process.stdout
        assert asks is not None
        assert answers is not None
        asks.write("look\n")
        asks.flush()
        line = answers.readline()
        assert line, "the program has ended"
        return Sight(json.loads(line))

    def until(self, holds: Callable[[Sight], Found | None], what: str) -> Found:
        """Wait until something holds of what is seen, and return it."""
        last: list[Sight] = []

        def looks() -> Found | None:
            last[:] = [self.look()]
            return holds(last[0])

        try:
            return wait(looks, what)
        except AssertionError as late:
            late.add_note(str(last[0]) if last else "the program has ended")
            raise

    def sees(self, words: str) -> None:
        """Wait until words can be read somewhere."""
        self.until(lambda now: now.says(words), f"“{words}”")

    def idle(self) -> Sight:
        """Wait until the program has nothing to do, and return what there is then."""
        return self.until(lambda now: now if now.is_idle else None, "the program at rest")

    def window(self, name: str) -> Sight:
        """Wait for a window, give it the keyboard, and return what there is then."""
        found = self.until(lambda now: now.window(name), f"a window {name}")
        self._do("windowfocus", str(found["id"]))

        def is_active(now: Sight) -> Sight | None:
            one = now.window(name)
            return now if one and one["is_active"] else None

        return self.until(is_active, f"the keyboard for {name}")

    def gone(self, name: str) -> None:
        """Wait until a window is gone, and give the keyboard back to the main window."""
        self.until(lambda now: not now.window(name), f"{name} gone")
        self.window("main")

    # --- acting

    def _do(self, *words: str) -> str:
        return _xdotool(self._display, *words)

    def _point(self, x: int, y: int) -> None:
        self._do("mousemove", str(x * self._scale), str(y * self._scale))

    def _still(self, role: str, name: str, owner: str) -> Thing:
        """Wait until something stands still and can be used, with all work done."""
        before: list[Thing] = []

        def stands(now: Sight) -> Thing | None:
            found = now.all(role, name, owner)
            usable = [one for one in found if one.can_be_clicked] if now.is_idle else []
            same = usable[:1] == before
            before[:] = usable[:1]
            return usable[0] if usable and same else None

        return self.until(stands, f"{role} {name} {owner} to click on".strip())

    def click(
        self,
        role: str = "",
        name: str = "",
        object: str = "",  # noqa: A002 - as Sight.all has it
        at: tuple[int, int] | None = None,
    ) -> Thing:
        """Click on the middle of something, or at a place in it, and return what it was."""
        thing = self._still(role, name, object)
        left, top = thing.rect[:2]
        x, y = (left + at[0], top + at[1]) if at else thing.middle
        self._point(x, y)
        # A tool tip or a list that is still open would take the click.
        self.until(lambda now: now.under == thing.window, f"the pointer on {thing.name}")
        assert self._still(role, name, object).rect == thing.rect
        self._do("click", "1")
        return thing

    def scroll_to(self, role: str, name: str, over: str) -> None:
        """Turn the wheel over a list until one of its rows can be clicked on; it begins above."""
        x, y = self._still("", "", over).middle
        self._point(x, y)

        def rows(now: Sight) -> list[Thing]:
            return now.all(role)

        def moved(before: list[Thing], now: Sight) -> bool:
            return rows(now) != before

        before = rows(self.idle())
        while not any(one.can_be_clicked and re.search(name, one.name) for one in before):
            self._do("click", "5")
            self.until(partial(moved, before), f"{over} moved")
            before = rows(self.idle())

    def keys(self, *keys: str) -> None:
        """Press keys, or keys together (``ctrl+s``), in the window that has the keyboard."""
        self._do("key", "--delay", "5", *keys)

    def type_over(self, words: str) -> None:
        """Replace what stands in the field that has the keyboard, and wait until it is there."""
        self.keys("ctrl+a")
        self._do("type", "--delay", "2", words)

        def is_typed(now: Sight) -> bool:
            fields = [one for one in now.all("EditableText") if "focused" in one.states]
            return any(words in (one.value, one.name) for one in fields)

        self.until(is_typed, f"“{words}” in the field")

    def answer_with(self, dialog: str, path: Path) -> None:
        """Type a path into a dialog for files."""
        self.window(dialog)
        self.click(object="fileNameEdit")
        self.type_over(str(path))
        self.keys("Return")
        self.gone(dialog)

    def quit(self) -> None:
        """Leave by the keyboard; nothing is unsaved."""
        self.window("main")
        self.keys("ctrl+q")
        assert self.process.wait(PATIENCE) == 0

    def kill(self) -> None:
        """End the program as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(PATIENCE) == -signal.SIGKILL


@contextmanager
def program(display: str, home: Path, files: Sequence[Path] = (), scale: int = 1) -> Iterator[Desk]:
    """Start the program on a display, with settings and autosaves in a home of its own."""
    desktops = ("XDG_CURRENT_DESKTOP", "QT_QPA_PLATFORMTHEME", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in desktops}
    environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
    environment |= {"DBUS_SESSION_BUS_ADDRESS": "disabled:", "PYTHONPATH": str(ROOT)}
    environment["QT_SCALE_FACTOR"] = str(scale)
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        environment[name] = str(home / name)
    script = Path(__file__).with_name("telling_program.py")
    command = [sys.executable, "-P", str(script), "app", *map(str, files)]
    with subprocess.Popen(
        command,
        env=environment,
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            desk = Desk(display, process, scale)
            desk.window("main")
            yield desk
        finally:
            process.kill()
