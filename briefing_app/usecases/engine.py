"""The engine process: holds workbooks and slides, and answers the window over pipes.

The window must never wait, so all that takes time is done here. Requests are frames (see
:mod:`engine_frames`) ``{"id", "do", …}``; answers carry the id and ``"kind"``: any number of
``progress``, then one ``result`` or ``error``. What is looked at comes first, what is far away
later: between two steps of long work it answers what came meanwhile and is wanted sooner, and work
that nobody waits for any more is dropped there. Reading workbooks and exporting run beside it in
threads of their own, since they mostly wait for worker processes. A fault of the program is not
caught: the process ends, and the window starts another one.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from briefing_app.errors import BriefingError, Cancelled
from briefing_app.files import write_atomically
from briefing_app.progress import Progress
from briefing_app.usecases.build_deck import Built
from briefing_app.usecases.engine_frames import Frame, JsonObject, packed, read_frame
from briefing_app.usecases.engine_state import EngineState
from briefing_app.usecases.export_deck import export, formats_of

OPTION = "--engine"
_SOON, _AT_ONCE = 1, 2
_ORDER = {"project": 0, "picture": 2, "kinds": 3, "strip": 4, "kind-picture": 5}
"""What is done first; what is not named comes second.

Up to _AT_ONCE it is what is looked at: laying slides out lets it through where it can be answered
as things stood before.
"""


@dataclass(order=True)
class _Waiting:
    """A request in the queue, by how soon it is wanted and when it came."""

    order: int
    came: int
    facts: JsonObject = field(compare=False)


_Came = JsonObject | Callable[[], None] | None
"""A request, what a thread beside hands over, or the end."""


class _Engine:
    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._writing = threading.Lock()
        self._inbox: queue.SimpleQueue[_Came] = queue.SimpleQueue()
        self._heap: list[_Waiting] = []
        self._count = itertools.count()
        self._cancelled: set[int] = set()
        self._later: deque[_Came] = deque()
        self._state = EngineState()
        self._quick: dict[str, Callable[[JsonObject], Frame]] = {
            "item": self._state.item,
            "look": self._state.look,
            "sheet": self._state.sheet,
            "cells": self._state.cells,
            "options": self._state.options,
            "picture": self._state.picture,
        }
        self._long: dict[str, Callable[[JsonObject, Progress], Frame]] = {
            "project": self._state.project,
            "kinds": self._state.kinds,
            "kind-picture": self._state.kind_picture,
        }

    def listen(self, source: BinaryIO) -> None:
        """Read requests until there are no more; a cancel is heeded at once."""
        with contextlib.suppress(EOFError, ValueError, OSError):
            while True:
                facts = read_frame(source).header
                if facts.get("do") == "cancel":
                    self._cancelled.add(_number(facts))
                else:
                    self._inbox.put(facts)
        self._inbox.put(None)

    def run(self) -> None:
        """Answer until the window goes."""
        while True:
            try:
                came = self._next(waits=not self._heap)
            except queue.Empty:
                self._answer(heapq.heappop(self._heap).facts)
                continue
            if came is None:
                return
            if callable(came):
                came()
            elif came.get("do") in ("open", "export"):
                self._begin(came)
            else:
                self._line_up(came)

    def _next(self, *, waits: bool) -> _Came:
        return self._later.popleft() if self._later else self._inbox.get(block=waits)

    def _line_up(self, facts: JsonObject) -> None:
        heapq.heappush(self._heap, _Waiting(_order(facts), next(self._count), facts))

    def _answer(self, facts: JsonObject) -> None:
        number, do = _number(facts), str(facts["do"])
        if number not in self._cancelled:
            if do in self._long:
                work = self._long[do]
                self._guarded(facts, lambda: work(facts, self._interruptible(facts)))
            else:
                self._guarded(facts, lambda: self._quick[do](facts))
        self._cancelled.discard(number)

    def _interruptible(self, facts: JsonObject) -> Progress:
        """Return the progress of long work: at each step what is wanted sooner goes first."""
        number, order = _number(facts), _order(facts)

        def step() -> bool:
            self._let_through(order)
            return number in self._cancelled

        return Progress(cancelled=step)

    def _let_through(self, order: int) -> None:
        """Answer what came while work of an order is under way and need not wait for it."""
        with contextlib.suppress(queue.Empty):
            while True:
                came = self._inbox.get(block=False)
                if isinstance(came, dict) and came.get("do") not in ("open", "export"):
                    self._line_up(came)
                else:
                    self._later.append(came)
        while (waiting := self._sooner(order)) is not None:
            self._heap.remove(waiting)
            heapq.heapify(self._heap)
            self._answer(waiting.facts)

    def _sooner(self, order: int) -> _Waiting | None:
        """Return what waits and may go before work of an order, None without any."""
        for waiting in sorted(self._heap):
            if waiting.order < order:
                return waiting
            if order == 0 and waiting.order <= _AT_ONCE and self._state.knows(waiting.facts):
                return waiting
        return None

    def _guarded(self, facts: JsonObject, work: Callable[[], Frame | None]) -> None:
        """Send what the work gives, or its error; nothing where it was cancelled."""
        number = _number(facts)
        try:
            answer = work()
        except Cancelled:
            self._cancelled.discard(number)
        except BriefingError as problem:
            self._send(Frame({"id": number, "kind": "error", "content": problem.to_json()}))
        else:
            if answer is not None:
                header = {**answer.header, "id": number, "kind": "result"}
                self._send(Frame(header, answer.payload))

    def _send(self, frame: Frame) -> None:
        content = packed(frame)
        with self._writing, contextlib.suppress(OSError):
            self._sink.write(content)
            self._sink.flush()

    def _progress(self, facts: JsonObject) -> Progress:
        number = _number(facts)

        def tell(what: str, done: int, total: int) -> None:
            header: JsonObject = {"id": number, "kind": "progress", "what": what}
            self._send(Frame({**header, "done": done, "total": total}))

        return Progress(tell, lambda: number in self._cancelled)

    # ------------------------------------------------------------------------ beside the others

    def _begin(self, facts: JsonObject) -> None:
        """Start what takes long in a thread; what it gives is taken over in ours."""
        if facts["do"] == "open":
            self._beside(facts, lambda: self._read(facts))
            return
        progress = self._progress(facts)

        def build() -> None:
            built = self._state.built(facts, progress)
            self._beside(facts, lambda: self._export(facts, built, progress))

        self._guarded(facts, build)

    def _beside(self, facts: JsonObject, work: Callable[[], Frame | None]) -> None:
        name = f"engine-{facts['do']}"
        threading.Thread(target=self._guarded, args=(facts, work), name=name, daemon=True).start()

    def _read(self, facts: JsonObject) -> None:
        take = self._state.read(facts, self._progress(facts))
        self._inbox.put(lambda: self._guarded(facts, take))

    def _export(self, facts: JsonObject, built: Built, progress: Progress) -> Frame:
        output = Path(str(facts["output"]))

        def write(deck: Path) -> Built:
            if built.deck is not None:
                write_atomically(deck, built.deck.content)
            return built

        made = export(write, output, formats_of(str(facts["formats"])), progress)
        findings = [{**f.to_json(), "item": f.place.item} for f in made.built.findings]
        slides = built.deck.slide_count if built.deck else 0
        return Frame({"files": [*made.files], "slides": slides, "findings": findings})


def _number(facts: JsonObject) -> int:
    number = facts.get("id")
    return number if isinstance(number, int) else 0


def _order(facts: JsonObject) -> int:
    name = str(facts["do"])
    return _ORDER.get("strip" if facts.get("lane") == "strip" else name, _SOON)


def serve_engine(source: BinaryIO, sink: BinaryIO) -> int:
    """Answer the window's requests until its end of the pipe is closed; return the status."""
    # What a library prints must not disturb the frames.
    with contextlib.redirect_stdout(sys.stderr):
        engine = _Engine(sink)
        reader = threading.Thread(target=engine.listen, args=(source,), name="window", daemon=True)
        reader.start()
        engine.run()
    return 0
