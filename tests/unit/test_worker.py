"""Worker processes: whatever happens in the worker, the parent gets a result or a clear error."""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app.errors import Cancelled, FileDamaged, Place, WorkerError
from briefing_app.progress import Progress
from briefing_app.worker import JsonObject, Limits, Task, accompanied, run, serve

ROOMY = Limits(seconds=30, memory_bytes=0)
POSIX = pytest.mark.only("posix")

Worker = Callable[[str], list[str]]


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    """Return how to start a worker whose one task ``work`` has the body given."""

    def command(body: str) -> list[str]:
        program = tmp_path / "program.py"
        program.write_text(
            "import os, signal, sys, time\n"
            "from briefing_app.errors import FileDamaged, Place\n"
            "from briefing_app.worker import serve\n"
            "def work(request, progress):\n"
            + textwrap.indent(textwrap.dedent(body), "    ")
            + "\nsys.exit(serve({'work': work}, sys.stdin.buffer, sys.stdout.buffer))\n",
            encoding="utf-8",
        )
        return [sys.executable, str(program)]

    return command


def is_dead(pid: int) -> bool:
    """Say whether there is no such process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_request_goes_over_and_its_result_comes_back(worker: Worker) -> None:
    request: JsonObject = {"text": "Größe 数 \ud800", "numbers": [1, 2.5, None, True]}
    assert run(worker("return {'back': request}"), "work", request, ROOMY) == {"back": request}


def test_progress_arrives_in_order(worker: Worker) -> None:
    told: list[tuple[str, int, int]] = []
    run(
        worker("for _ in progress.steps('Reading', [1, 2]): pass\nreturn {}"),
        "work",
        {},
        ROOMY,
        Progress(lambda *step: told.append(step)),
    )
    assert told == [("Reading", 0, 2), ("Reading", 1, 2), ("Reading", 2, 2)]


def test_large_frames_and_chatter_on_every_pipe_do_not_block(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    body = """
        for number in range(3000):
            progress.tell('x' * 100, number, 3000)
            print('y' * 100)
        return {'text': request['text'] * 2}
    """
    text = "z" * 3_000_000
    assert run(worker(body), "work", {"text": text}, ROOMY) == {"text": text * 2}


def test_an_error_of_the_task_is_raised_here(worker: Worker) -> None:
    body = """
        place = Place(file='b.xlsx', sheet='S', slide=3)
        raise FileDamaged('It broke.', remedy='Mend it.', place=place)
    """
    with pytest.raises(FileDamaged) as caught:
        run(worker(body), "work", {}, ROOMY)
    assert (caught.value.what, caught.value.remedy) == ("It broke.", "Mend it.")
    assert caught.value.place == Place(file="b.xlsx", sheet="S", slide=3)


def test_a_bug_in_the_worker_is_logged_with_its_traceback(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(WorkerError, match="status 1") as caught:
        run(worker("return {'x': 1 // 0}"), "work", {}, ROOMY)
    assert "log" in caught.value.remedy
    deadline = time.monotonic() + 5
    while "ZeroDivisionError" not in caplog.text and time.monotonic() < deadline:
        time.sleep(0.01)
    assert "ZeroDivisionError" in caplog.text


@POSIX
@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("os.abort()", "SIGABRT"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("os._exit(0)", "status 0"),
        ("os._exit(7)", "status 7"),
    ],
)
def test_a_crash_is_told(worker: Worker, body: str, what: str) -> None:
    with pytest.raises(WorkerError, match=what):
        run(worker(body), "work", {}, ROOMY)


def test_a_worker_that_takes_too_long_is_killed(worker: Worker, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    body = f"open({str(note)!r}, 'w').write(str(os.getpid()))\nwhile True: progress.tell('On')"
    start = time.monotonic()
    with pytest.raises(WorkerError, match="within 1 seconds"):
        run(worker(body), "work", {}, Limits(seconds=1, memory_bytes=0))
    assert time.monotonic() - start < 30  # not a matter of speed: it would run for ever
    assert is_dead(int(note.read_text()))


def test_a_cancelled_worker_is_killed_though_it_says_nothing(
    worker: Worker, tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    body = f"open({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    with pytest.raises(Cancelled):
        run(
            worker(body),
            "work",
            {},
            ROOMY,
            Progress(cancelled=lambda: note.exists() and note.read_text() != ""),
        )
    assert is_dead(int(note.read_text()))


@POSIX
def test_memory_is_limited(worker: Worker) -> None:
    limits = Limits(seconds=30, memory_bytes=300 << 20)
    with pytest.raises(WorkerError, match="300 MB of memory"):
        run(worker("return {'x': len(bytearray(1 << 30))}"), "work", {}, limits)
    assert run(worker("return {'x': len(bytearray(1 << 20))}"), "work", {}, limits)


@POSIX
def test_processor_time_is_limited_should_the_parent_die(worker: Worker) -> None:
    body = "import resource; return {'cpu': resource.getrlimit(resource.RLIMIT_CPU)[0]}"
    assert run(worker(body), "work", {}, ROOMY) == {"cpu": 35}


def test_a_worker_that_talks_nonsense_is_refused() -> None:
    for program in (
        "print('hello, this is no frame at all')",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\2[]')",
        "import sys; sys.stdout.buffer.write(b'\\xff\\xff\\xff\\xff')",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\7{\"a\":1}')",
    ):
        with pytest.raises(WorkerError):
            run([sys.executable, "-c", program], "work", {}, ROOMY)


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match="could not be started"):
        run([str(tmp_path / "absent")], "work", {}, ROOMY)


@pytest.mark.only("linux")
def test_no_descriptor_stays_behind(worker: Worker) -> None:
    command = worker("return {}")
    run(command, "work", {}, ROOMY)
    folder = Path("/proc/self/fd")
    before = len(list(folder.iterdir()))
    for _ in range(5):
        run(command, "work", {}, ROOMY)
    deadline = time.monotonic() + 5
    while len(list(folder.iterdir())) > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(list(folder.iterdir())) <= before


# --- the worker's side alone -----------------------------------------------------------------


def frame(content: bytes) -> bytes:
    """Return the bytes of a frame as the module's docstring describes it."""
    return len(content).to_bytes(4, "big") + content


def served(task: Task, request: bytes = b'{"task":"work","request":{}}') -> bytes:
    """Return what a worker answers."""
    sink = io.BytesIO()
    assert serve({"work": task}, io.BytesIO(frame(request)), sink) == 0
    return sink.getvalue()


def test_an_answer_is_one_frame_of_json() -> None:
    assert served(lambda _request, _progress: {"a": 1}) == frame(
        b'{"kind":"result","content":{"a":1}}'
    )


def test_what_a_task_prints_stays_out_of_the_frames(capsys: pytest.CaptureFixture[str]) -> None:
    def chatty(_request: JsonObject, _progress: Progress) -> JsonObject:
        print("hello")  # noqa: T201 - that is the point
        return {}

    assert served(chatty) == frame(b'{"kind":"result","content":{}}')
    assert capsys.readouterr().err == "hello\n"


def test_memory_that_runs_out_is_an_answer() -> None:
    def greedy(_request: JsonObject, _progress: Progress) -> JsonObject:
        raise MemoryError

    assert served(greedy) == frame(b'{"kind":"memory"}')


def test_a_bug_is_not_swallowed() -> None:
    def faulty(_request: JsonObject, _progress: Progress) -> JsonObject:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        served(faulty)
    with pytest.raises(KeyError):
        served(faulty, b'{"task":"unknown","request":{}}')
    with pytest.raises(TypeError):
        served(faulty, b'{"task":"work","request":[]}')


def test_a_result_that_is_no_json_is_a_bug() -> None:
    with pytest.raises(ValueError, match="JSON"):
        served(lambda _request, _progress: {"x": float("nan")})


@POSIX
def test_the_signal_of_the_time_limit_has_its_own_sentence(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="within 30 seconds"):
        run(worker(f"os.kill(os.getpid(), {int(signal.SIGXCPU)})"), "work", {}, ROOMY)


def test_beside_this_process_frames_come_one_by_one_and_then_none(worker: Worker) -> None:
    body = "for n in range(50): progress.tell('x' * 10_000, n)\nreturn {}"
    with accompanied(worker(body), "work", {}, ROOMY, most=2) as following:
        frames = [following(30.0) for _ in range(50)]
        assert [frame and frame["done"] for frame in frames] == [*range(50)]
        assert following(30.0) is None


def test_who_is_beside_this_process_may_say_nothing_in_time_or_die(worker: Worker) -> None:
    with accompanied(worker("time.sleep(60)"), "work", {}, ROOMY, most=2) as following:
        assert following(0.01) is None
    with accompanied(worker("os._exit(7)"), "work", {}, ROOMY, most=2) as following:
        assert following(30.0) is None


def test_how_far_ahead_a_process_may_be_is_counted_in_letters(
    worker: Worker, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    told.touch()
    body = (
        "for n in range(200):\n"
        "    progress.tell('x' * 10_000, n)\n"
        f"    open({str(told)!r}, 'a').write('.')\n"
        "return {}"
    )
    with accompanied(worker(body), "work", {}, ROOMY, most=500_000) as following:
        assert following(30.0) is not None
        until = time.monotonic() + 30
        while len(told.read_text()) < 50 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.2)
        assert 50 <= len(told.read_text()) < 100  # the pipe holds a few more
        assert all(following(30.0) is not None for _ in range(199))
        assert following(30.0) is None


@POSIX
def test_who_is_beside_this_process_is_dead_at_the_end_even_with_much_to_say(
    worker: Worker,
) -> None:
    body = "n = 0\nwhile True: progress.tell(str(os.getpid()) + ' ' * 99_999, n)"
    with accompanied(worker(body), "work", {}, ROOMY, most=1) as following:
        frame = following(30.0)
        assert frame is not None
    assert is_dead(int(str(frame["what"])))
