"""A fuzzer for the reader of workbooks: it keeps what shows something new.

    python -m tests.fuzz.grow [--seconds 60] [--seed 1] [--dry]

Changes seeds and kept files at random (``mutations``), reads them, and keeps each that ends in a
new way or runs a new line of the rooms ``excel`` and ``ooxml``. What may not happen (any other
error, a contradiction, a minute of work) is printed with a file that shows it, and is a fault of
the program. The kept files are replayed by the unit tests.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.mutations import mutated
from tests.fuzz.outcomes import Line, lines_run, outcome
from tests.fuzz.seeds import seeds

CORPUS = Path(__file__).parent / "corpus"
LARGEST_CORPUS = 200_000
"""Bytes of all kept files together."""
_LARGEST_FILE = 6_000
_LARGEST_CHANGED = 100_000
_TRACED = 0.2  # of the files, those whose lines are noted
_SLOW = 5.0  # seconds for files that are this small


@dataclass(slots=True)
class Fuzzer:
    """Reads changed files and knows what was seen. faults: (name, file, what happened)."""

    chance: Random
    pool: list[tuple[str, bytes]] = field(default_factory=list)
    kept: list[tuple[str, bytes]] = field(default_factory=list)
    faults: list[tuple[str, bytes, str]] = field(default_factory=list)
    outcomes: set[str] = field(default_factory=set)
    lines: set[Line] = field(default_factory=set)

    def take(self, name: str, content: bytes, *, lines: bool = True) -> bool:
        """Read a file and return whether it showed something new. lines: note them; it is slow."""
        seen: set[Line] = set()
        start = time.monotonic()
        try:
            with lines_run(seen) if lines else nullcontext():
                way = outcome(content, name)
        except Exception:  # noqa: BLE001 - whatever it is, it is a fault and gets reported
            way = f"fault: {traceback.format_exc().splitlines()[-1][:80]}"
            if way not in self.outcomes:
                self.faults.append((name, content, traceback.format_exc()))
        if not lines and time.monotonic() - start > _SLOW:
            self.faults.append((name, content, "slow"))
        new = way not in self.outcomes or not seen <= self.lines
        self.outcomes.add(way)
        self.lines |= seen
        return new

    def step(self) -> bool:
        """Change and read one more file; return whether it was kept."""
        name, content = self.chance.choice(self.pool)
        changed = mutated(content, [data for _, data in self.pool], self.chance)
        if len(changed) > _LARGEST_CHANGED:
            return False
        if not self.take(name, changed, lines=self.chance.random() < _TRACED):
            return False
        self.pool.append((name, changed))
        if len(changed) <= _LARGEST_FILE and (b"\0" in changed or _is_utf8(changed)):
            self.kept.append((name, changed))
        return True


def _is_utf8(content: bytes) -> bool:
    """Return whether a text can stand in the repository like others; other tests have the rest."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def started(seed: int) -> Fuzzer:
    """Return a fuzzer that has read the seeds and the kept files."""
    fuzzer = Fuzzer(Random(seed))  # noqa: S311 - chance, not secrets
    for name, content in (*seeds().items(), *kept_files()):
        fuzzer.take(name, content)
        fuzzer.pool.append((name, content))
    return fuzzer


def kept_files() -> list[tuple[str, bytes]]:
    """Return (name to be read as, content) of the kept files."""
    return [(f"book{path.suffix}", path.read_bytes()) for path in sorted(CORPUS.iterdir())]


def _keep(fuzzer: Fuzzer) -> int:
    """Write the newly kept files, smallest first, as long as there is room; return how many."""
    CORPUS.mkdir(exist_ok=True)
    room = LARGEST_CORPUS - sum(path.stat().st_size for path in CORPUS.iterdir())
    written = 0
    for name, content in sorted(fuzzer.kept, key=lambda item: len(item[1])):
        room -= len(content)
        if room < 0:
            break
        digest = hashlib.sha256(content).hexdigest()[:12]
        (CORPUS / f"{digest}{Path(name).suffix}").write_bytes(content)
        written += 1
    return written


def main(arguments: list[str]) -> int:
    """Grow the corpus; return 1 when there were faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dry", action="store_true", help="keep nothing")
    parser.add_argument("--faults", type=Path, help="folder for the files that show faults")
    options = parser.parse_args(arguments)
    fuzzer = started(options.seed)
    end, count = time.monotonic() + options.seconds, 0
    while time.monotonic() < end:
        fuzzer.step()
        count += 1
    written = 0 if options.dry else _keep(fuzzer)
    for name, content, what in fuzzer.faults:
        digest = hashlib.sha256(content).hexdigest()[:12]
        sys.stdout.write(f"--- {digest} {name}\n{what}\n")
        if options.faults:
            options.faults.mkdir(parents=True, exist_ok=True)
            (options.faults / f"{digest}-{name}").write_bytes(content)
    sys.stdout.write(
        f"{count:,} files, {len(fuzzer.outcomes)} ways to end, {len(fuzzer.lines):,} lines, "
        f"{written} kept, {len(fuzzer.faults)} faults\n"
    )
    return 1 if fuzzer.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
