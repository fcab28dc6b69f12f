"""The window's end of the engine process: requests out, answers back on the main thread.

A thread writes to the engine and another reads from it; what it reads becomes a queued signal, so
that every answer is heard on the main thread and nothing there waits. Of the requests of a lane
one is under way and one, the newest, waits: who types fast does not queue up old pictures. An
engine that dies is started again, and what was asked of it becomes an error.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal, Slot

from briefing_app.errors import BriefingError, WorkerError, from_json
from briefing_app.usecases.engine_frames import Frame, JsonObject, packed, read_frame

_log = logging.getLogger(__name__)
_MOST_DEATHS, _SOON = 3, 30.0
"""An engine that dies so often within so many seconds is not started again by itself."""

Done = Callable[[Frame], None]
Failed = Callable[[BriefingError], None]
Told = Callable[[str, int, int], None]


def _ignore(_problem: BriefingError) -> None:
    """Leave an error to whoever shows the state of the engine."""


def _unheard(_what: str, _done: int, _total: int) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, and who hears of it. Neither is called once it was cancelled."""

    do: str
    facts: JsonObject
    done: Done
    failed: Failed = _ignore
    told: Told = _unheard
    lane: str = ""


class _Process:
    """One engine process and its two threads."""

    def __init__(self, command: Sequence[str], arrived: Callable[[object, object], None]) -> None:
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW
        self._popen = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [*command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=flags,
        )
        self._arrived = arrived
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        stdin, stdout = self._popen.stdin, self._popen.stdout
        if stdin is None or stdout is None:
            raise AssertionError("the engine was started without pipes")
        threading.Thread(target=self._write, args=(stdin,), name="to-engine", daemon=True).start()
        threading.Thread(target=self._read, args=(stdout,), name="engine", daemon=True).start()

    @property
    def id(self) -> int:
        """Return the process id."""
        return self._popen.pid

    def send(self, frame: Frame) -> None:
        """Have a frame written."""
        self._outbox.put(packed(frame))

    def stop(self) -> None:
        """End the process: it ends itself at the end of its input; if not, it is killed."""
        self._outbox.put(None)
        try:
            self._popen.wait(1.0)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()

    def bury(self) -> None:
        """Have the system forget a process that has ended, or is about to."""
        self._outbox.put(None)
        self._popen.kill()
        self._popen.wait()

    def _write(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError), pipe:
            while (content := self._outbox.get()) is not None:
                pipe.write(content)
                pipe.flush()

    def _read(self, pipe: IO[bytes]) -> None:
        # At the end the window may be gone before its engine: then nobody is left to hear.
        with contextlib.suppress(RuntimeError):
            with contextlib.suppress(OSError, EOFError, ValueError), pipe:
                while True:
                    self._arrived(self, read_frame(pipe))
            self._arrived(self, None)


class EngineClient(QObject):
    """Asks the engine. command: how to start it."""

    restarted = Signal()
    """The engine died and a new one knows nothing yet."""
    lost = Signal(object)
    """The engine cannot be kept running: a BriefingError."""
    _arrived = Signal(object, object)

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._process: _Process | None = None
        self._pending: dict[int, Request] = {}
        self._lanes: dict[str, int] = {}
        self._waiting: dict[str, Request] = {}
        self._last = 0
        self._deaths: list[float] = []
        self._arrived.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def process_id(self) -> int:
        """Return the id of the engine's process, 0 when none runs."""
        return self._process.id if self._process else 0

    @property
    def is_busy(self) -> bool:
        """Return whether an answer is awaited."""
        return bool(self._pending)

    def start(self) -> None:
        """Start the engine, if it does not run."""
        if self._process is not None:
            return
        try:
            self._process = _Process(self._command, self._arrived.emit)
        except OSError as problem:
            self.lost.emit(
                WorkerError(
                    f"The engine could not be started: {problem.strerror}.",
                    remedy="Close other programs, or install this one again.",
                )
            )

    def stop(self) -> None:
        """End the engine and forget what was asked."""
        self._pending.clear()
        self._lanes.clear()
        self._waiting.clear()
        process, self._process = self._process, None
        if process is not None:
            process.stop()

    def ask(self, request: Request) -> int:
        """Send a request, or have it wait for its lane; return its number, 0 for one that waits."""
        if request.lane and request.lane in self._lanes:
            self._waiting[request.lane] = request
            return 0
        return self._send(request)

    def cancel(self, number: int) -> None:
        """Stop a request; nothing more is heard of it."""
        request = self._pending.pop(number, None)
        if request is None:
            return
        if self._process is not None:
            self._process.send(Frame({"do": "cancel", "id": number}))
        self._free(request)

    def abandon(self, *names: str) -> None:
        """Stop all requests of these names: who asked is going."""
        self._waiting = {lane: one for lane, one in self._waiting.items() if one.do not in names}
        for number in [n for n, one in self._pending.items() if one.do in names]:
            self.cancel(number)

    def _send(self, request: Request) -> int:
        self.start()
        if self._process is None:
            return 0
        self._last += 1
        self._pending[self._last] = request
        if request.lane:
            self._lanes[request.lane] = self._last
        self._process.send(Frame({"id": self._last, "do": request.do, **request.facts}))
        return self._last

    def _free(self, request: Request) -> None:
        """Let the newest request of a lane go."""
        if not request.lane:
            return
        self._lanes.pop(request.lane, None)
        following = self._waiting.pop(request.lane, None)
        if following is not None:
            self._send(following)

    @Slot(object, object)
    def _hear(self, process: object, frame: object) -> None:
        if process is not self._process:
            return
        if not isinstance(frame, Frame):
            self._died()
            return
        number, kind = frame.header.get("id"), frame.header.get("kind")
        request = self._pending.get(number) if isinstance(number, int) else None
        if request is None or not isinstance(number, int):
            return
        if kind == "progress":
            done, total = frame.header.get("done"), frame.header.get("total")
            if isinstance(done, int) and isinstance(total, int):
                request.told(str(frame.header.get("what")), done, total)
            return
        del self._pending[number]
        self._free(request)
        if kind == "error":
            content = frame.header.get("content")
            request.failed(from_json(content if isinstance(content, dict) else {}))
        elif kind == "result":
            request.done(frame)

    def _died(self) -> None:
        _log.error("the engine process ended by itself")
        asked = list(self._pending.values())
        if self._process is not None:
            self._process.bury()
        self._process = None
        self._pending.clear()
        self._lanes.clear()
        self._waiting.clear()
        problem = WorkerError(
            "The engine that draws the slides stopped unexpectedly; a file may be damaged or too "
            "large.",
            remedy="Your briefing is unharmed, and the engine was started again. Try again, or "
            "leave out what you did last.",
        )
        now = time.monotonic()
        self._deaths = [*(death for death in self._deaths if now - death < _SOON), now]
        gives_up = len(self._deaths) >= _MOST_DEATHS
        if not gives_up:
            self.start()
        for request in asked:
            request.failed(problem)
        if gives_up:
            self.lost.emit(problem)
        else:
            self.restarted.emit()
