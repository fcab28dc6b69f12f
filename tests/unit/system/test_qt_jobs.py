"""The guard of the pinned Qt: some hundred jobs with progress, errors and cancel, and no abort.

PySide6 6.12 loses a reference to None with every QRunnable and aborts after some hundred jobs
(docs/adr/0001); this test, in a process of its own, is what a newer release must pass first.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PROGRAM = """
import json, sys, threading, time
from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

JOBS, STEPS = 500, 20

class Signals(QObject):
    progress = Signal(int, int)
    flag = Signal(bool)
    nothing = Signal(object)
    done = Signal(int, object, object)

class Job(QRunnable):
    def __init__(self, number):
        super().__init__()
        self.setAutoDelete(True)
        self.number, self.signals, self.cancelled = number, Signals(), threading.Event()

    def run(self):
        try:
            for step in range(STEPS):
                if self.cancelled.is_set():
                    self.signals.done.emit(self.number, "cancelled", None)
                    return
                self.signals.progress.emit(step, STEPS)
                self.signals.flag.emit(step % 2 == 0)
                self.signals.nothing.emit(None)
                if self.number % 10 == 3 and step == 7:
                    raise ValueError(self.number)
            self.signals.done.emit(self.number, "done", True)
        except ValueError as problem:
            self.signals.done.emit(self.number, "failed", str(problem))

application = QCoreApplication([])
before = {str(value): sys.getrefcount(value) for value in (None, True, False)}
pool = QThreadPool()
pool.setMaxThreadCount(8)
ends, heard, jobs = {}, {"progress": 0, "flag": 0, "nothing": 0}, {}

def count(name):
    def hear(*_arguments):
        heard[name] += 1
    return hear

def end(number, how, _result):
    ends[number] = how
    jobs.pop(number)
    if len(ends) == JOBS:
        application.quit()

queued = Qt.ConnectionType.QueuedConnection
for number in range(JOBS):
    job = jobs[number] = Job(number)
    for name in heard:
        getattr(job.signals, name).connect(count(name), queued)
    job.signals.done.connect(end, queued)
    if number % 7 == 5:
        job.cancelled.set()
    pool.start(job)
QTimer.singleShot(60_000, application.quit)
application.exec()
pool.waitForDone()
lost = {
    str(value): before[str(value)] - sys.getrefcount(value) for value in (None, True, False)
}
tally = {how: sum(one == how for one in ends.values()) for how in ("done", "failed", "cancelled")}
print(json.dumps({"ends": tally, "heard": heard, "lost": lost}))
"""


@pytest.mark.needs("qt")
def test_hundreds_of_jobs_end_as_they_should_and_no_reference_is_lost() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True, timeout=120
    )
    assert answer.returncode == 0, answer.stderr
    facts = json.loads(answer.stdout)
    cancelled = len([number for number in range(500) if number % 7 == 5])
    failed = len([n for n in range(500) if n % 10 == 3 and n % 7 != 5])
    done = 500 - cancelled - failed
    assert facts["ends"] == {"done": done, "failed": failed, "cancelled": cancelled}
    steps = done * 20 + failed * 8
    assert facts["heard"] == {"progress": steps, "flag": steps, "nothing": steps}
    assert max(facts["lost"].values()) < 100, "references to None, True or False are lost"
