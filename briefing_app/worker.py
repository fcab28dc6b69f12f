"""Worker processes: work on files that nobody trusts, in a process that may die.

The parent starts its own program again with ``--worker`` and talks to it over pipes: a frame is
a length (four bytes, most significant first) and that many bytes of JSON. The parent sends one
request; the worker answers with progress frames and then one result or one error. A worker that
takes too long, is cancelled or misbehaves is killed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import math
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, BinaryIO

from briefing_app.errors import BriefingError, WorkerError, from_json
from briefing_app.progress import QUIET, Progress

JsonObject = dict[str, object]
Task = Callable[[JsonObject, Progress], JsonObject]
"""A task takes a JSON request and returns a JSON result; it may raise a BriefingError."""

_log = logging.getLogger(__name__)
_LENGTH = struct.Struct(">L")
_LARGEST_FRAME = 1 << 30
_POLL = 0.05  # seconds between two looks at the cancel button
_FAREWELL = 2.0  # seconds that a worker has to end after its answer
_PIPE = 1 << 18  # bytes of frames taken from a pipe at once: each look costs a change of threads
_LINE = 8192  # bytes of the worker's log taken at a time
_PATIENCE = 5  # seconds of processor time beyond the limit, should the parent have died
_ANSWERS = frozenset({"result", "error", "memory"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use.

    seconds: wall time from its start; memory_bytes: address space on POSIX, 0 for no limit.
    On Windows memory is not limited yet.
    """

    seconds: float
    memory_bytes: int


def run(
    command: Sequence[str],
    task: str,
    request: JsonObject,
    limits: Limits,
    progress: Progress = QUIET,
) -> JsonObject:
    """Do a task in a process of its own and return its result.

    command: how to start this program as a worker, ``(*program_command(), "--worker")``.
    Raises Cancelled (the worker is killed), the BriefingError that the task raised, and
    WorkerError when the worker died, ran out of time or of memory, or could not be started.
    """
    envelope: JsonObject = {
        "task": task,
        "request": request,
        "seconds": limits.seconds,
        "memory_bytes": limits.memory_bytes,
    }
    deadline = time.monotonic() + limits.seconds
    with _started(command) as process:
        frames = _conversation(process, _packed(envelope))
        answer = _answer(frames, deadline, limits, progress)
        if answer is not None and answer.get("kind") in _ANSWERS:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_FAREWELL)
    if answer is None:
        raise _death(process.returncode, limits)
    return _opened(answer, limits)


@contextlib.contextmanager
def _started(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the worker; whatever happens then, it is dead and its pipes are closed at the end."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [*command],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            creationflags=flags,
            bufsize=_PIPE,
        )
    except OSError as problem:
        raise WorkerError(
            f"The worker process could not be started: {problem.strerror}.",
            remedy="Close other programs, or reinstall this one.",
        ) from problem
    try:
        yield process
    finally:
        process.kill()
        process.wait()


class _Frames(queue.Queue[JsonObject | None]):
    """Frames that wait to be taken; None is the end.

    maxsize: how many letters of what they tell may wait, 0 for no limit; beyond, who puts waits.
    """

    def _init(self, maxsize: int) -> None:
        super()._init(maxsize)
        self._letters = 0

    def _qsize(self) -> int:
        return self._letters

    def _put(self, item: JsonObject | None) -> None:
        super()._put(item)
        self._letters += _letters(item)

    def _get(self) -> JsonObject | None:
        item = super()._get()
        self._letters -= _letters(item)
        return item


def _letters(frame: JsonObject | None) -> int:
    """Return how much a frame tells; each counts as something."""
    return 1 if frame is None else 1 + len(str(frame.get("what", "")))


def _conversation(process: subprocess.Popen[bytes], request: bytes, most: int = 0) -> _Frames:
    """Serve the three pipes by a thread each, so that none can fill up; None ends the frames.

    most: how many letters wait at the same time, 0 for no limit; beyond, the worker has to wait.
    """
    frames = _Frames(most)
    stdin, stdout, stderr = process.stdin, process.stdout, process.stderr
    if stdin is None or stdout is None or stderr is None:
        raise AssertionError("the worker was started without pipes")
    for target in (
        lambda: _send(stdin, request),
        lambda: _receive(stdout, frames),
        lambda: _note(stderr),
    ):
        threading.Thread(target=target, name="worker-pipe", daemon=True).start()
    return frames


def _send(pipe: IO[bytes], request: bytes) -> None:
    # A worker that died before it read everything is reported by its end, not by its pipe.
    with contextlib.suppress(OSError), pipe:
        pipe.write(request)


def _receive(pipe: IO[bytes], frames: _Frames) -> None:
    try:
        with contextlib.suppress(OSError, ValueError, EOFError), pipe:
            while True:
                frames.put(_read_frame(pipe))
    finally:
        frames.put(None)


def _note(pipe: IO[bytes]) -> None:
    with contextlib.suppress(OSError), pipe:
        while line := pipe.readline(_LINE):
            _log.error("worker: %s", line.decode("utf-8", "replace").rstrip())


def _answer(
    frames: _Frames,
    deadline: float,
    limits: Limits,
    progress: Progress,
) -> JsonObject | None:
    """Hand progress on until the answer comes; None when the worker ended without one."""
    while True:
        progress.check()
        left = deadline - time.monotonic()
        if left <= 0:
            raise _too_slow(limits)
        with contextlib.suppress(queue.Empty):
            frame = frames.get(timeout=min(left, _POLL))
            if frame is None or frame.get("kind") != "progress":
                return frame
            done, total = frame.get("done"), frame.get("total")
            if isinstance(done, int) and isinstance(total, int):
                progress.tell(str(frame.get("what")), done, total)


Next = Callable[[float], JsonObject | None]
"""Called with how many seconds to wait for; None: the worker ended, or said nothing in time."""


@contextlib.contextmanager
def accompanied(
    command: Sequence[str], task: str, request: JsonObject, limits: Limits, most: int
) -> Iterator[Next]:
    """Do a task in a process of its own beside this one, and give what it tells, frame by frame.

    For work that the caller can do itself where the worker fails: how it ended is not told. most:
    how many letters it may be ahead. limits.seconds are those of the processor. At the end the
    worker is killed. Raises WorkerError when it could not be started.
    """
    envelope: JsonObject = {
        "task": task,
        "request": request,
        "seconds": limits.seconds,
        "memory_bytes": limits.memory_bytes,
    }
    with _started(command) as process:
        frames = _conversation(process, _packed(envelope), most)

        ended = False

        def following(seconds: float) -> JsonObject | None:
            nonlocal ended
            frame = None
            with contextlib.suppress(queue.Empty):
                frame = None if ended else frames.get(timeout=seconds)
                ended = frame is None
            return frame if frame is not None and frame.get("kind") == "progress" else None

        try:
            yield following
        finally:
            process.kill()
            while not ended:  # whoever reads may be waiting for room
                ended = frames.get() is None


def _opened(answer: JsonObject, limits: Limits) -> JsonObject:
    content = answer.get("content")
    if answer.get("kind") == "memory":
        raise _too_big(limits)
    if not isinstance(content, dict):
        raise WorkerError(
            "The worker process gave an answer that makes no sense.", remedy=_SEND_LOG
        )
    if answer.get("kind") == "error":
        raise from_json(content)
    return content


_SEND_LOG = "Try again; if it happens again, send the log file to whoever looks after the program."


def _too_slow(limits: Limits) -> WorkerError:
    return WorkerError(
        f"The work was not done within {limits.seconds:g} seconds and was stopped.",
        remedy="Take a smaller file or a part of it.",
    )


def _too_big(limits: Limits) -> WorkerError:
    return WorkerError(
        f"The work needed more than {limits.memory_bytes >> 20} MB of memory and was stopped.",
        remedy="Take a smaller file or a part of it.",
    )


def _death(code: int, limits: Limits) -> WorkerError:
    """Return the error for a worker that ended without an answer; negative codes are signals."""
    if code == -getattr(signal, "SIGXCPU", 0) != 0:
        return _too_slow(limits)
    if code < 0:
        how = f"was ended by the signal {_signal_name(-code)}"
    elif code > 0xFF:  # Windows reports a crash as an NTSTATUS
        how = f"crashed with the code 0x{code:08X}"
    else:
        how = f"ended with the status {code}"
    return WorkerError(
        f"The worker process {how} before it was done; the file may be damaged or too large.",
        remedy=_SEND_LOG,
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def serve(tasks: Mapping[str, Task], source: BinaryIO, sink: BinaryIO) -> int:
    """Do the one task that a parent asks for on ``source``, answer on ``sink``, return the status.

    What the task prints goes to standard error, so that it cannot disturb the frames. A fault of
    the program (anything but a BriefingError) is not caught: it ends the worker with its
    traceback on standard error, which the parent logs. Cycles of objects are not looked for: the
    process ends with its task.
    """
    gc.disable()
    envelope = _read_frame(source)
    _limit(envelope)
    request = envelope.get("request")
    if not isinstance(request, dict):
        raise TypeError("a worker was given a request that is no object")
    task = tasks[str(envelope.get("task"))]

    def tell(what: str, done: int, total: int) -> None:
        _write(sink, {"kind": "progress", "what": what, "done": done, "total": total})

    try:
        with contextlib.redirect_stdout(sys.stderr):
            result = task(request, Progress(tell))
        answer = _packed({"kind": "result", "content": result})
    except BriefingError as problem:
        answer = _packed({"kind": "error", "content": problem.to_json()})
    except MemoryError:
        answer = _packed({"kind": "memory"})
    sink.write(answer)
    sink.flush()
    return 0


def _limit(envelope: JsonObject) -> None:
    """Limit this process as the request says; POSIX only."""
    if sys.platform == "win32":  # a job object could do it there; not done yet
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    memory, seconds = envelope.get("memory_bytes"), envelope.get("seconds")
    if isinstance(memory, int) and memory > 0:
        _lower(resource.RLIMIT_AS, memory)
    if isinstance(seconds, int | float):
        _lower(resource.RLIMIT_CPU, math.ceil(seconds) + _PATIENCE)
    _lower(resource.RLIMIT_CORE, 0)  # a crash on a client's file leaves no copy of it behind


def _lower(kind: int, wanted: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    hard = resource.getrlimit(kind)[1]
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (limit, hard))


def _packed(frame: JsonObject) -> bytes:
    content = json.dumps(frame, allow_nan=False, separators=(",", ":")).encode("ascii")
    return _LENGTH.pack(len(content)) + content


def _write(sink: BinaryIO, frame: JsonObject) -> None:
    sink.write(_packed(frame))
    sink.flush()


def _read_frame(source: IO[bytes]) -> JsonObject:
    """Read one frame; raises EOFError at the end and ValueError for what is no frame."""
    (length,) = _LENGTH.unpack(_exactly(source, _LENGTH.size))
    if length > _LARGEST_FRAME:
        raise ValueError("a frame is too large")
    frame = json.loads(_exactly(source, length))
    if not isinstance(frame, dict):
        raise ValueError("a frame is no object")  # noqa: TRY004 - it is the content that is wrong
    return frame


def _exactly(source: IO[bytes], count: int) -> bytes:
    data = source.read(count)
    if len(data) < count:
        raise EOFError
    return data
