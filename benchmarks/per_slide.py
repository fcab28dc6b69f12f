"""Per-slide cost of decks of charts: ours beside plain python-pptx and PptxGenJS.

``python benchmarks/per_slide.py`` measures and prints; ``--json FILE`` keeps all figures;
``--mixed`` adds ours with every kind of chart by turn, beside the plain stacked columns of all.
Node and ``npm ci`` in this folder are needed for PptxGenJS, which is left out where they are
missing.

The cost per slide is a slope: the time for many slides less the time for few, by the difference in
slides, so that no start-up is in it. Each build runs in a process of its own, the engines take
turns, and each measures itself from the plain values to the written file. What is printed is the
slope between the medians of several runs.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median as _median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # works from a bare checkout too

from benchmarks.content import as_json, chart_slides

OURS, OURS_WITH_FRONT = "ours", "ours with contents and summary"
OURS_MIXED = "ours, charts of all kinds"
PYTHON_PPTX, PPTXGENJS, PPTXGENJS_STORED = "python-pptx", "PptxGenJS", "PptxGenJS, not deflated"
_PLAIN, _MIXED = "benchmarks.content:chart_slides", "benchmarks.mixed_content:mixed_slides"
# for the engines that run in Python: what makes the slides up, and what builds them
_IN_PYTHON = {
    OURS: (_PLAIN, "benchmarks.our_engine:build"),
    OURS_MIXED: (_MIXED, "benchmarks.our_engine:build_mixed"),
    OURS_WITH_FRONT: (_PLAIN, "benchmarks.our_engine:build_with_front"),
    PYTHON_PPTX: (_PLAIN, "benchmarks.python_pptx_engine:build"),
}
# how the peer packs, for the engines that run in Node
_IN_NODE = {PPTXGENJS: "deflated", PPTXGENJS_STORED: "stored"}
FOLDER = Path(__file__).resolve().parent
PEER = FOLDER / "pptxgenjs_peer.mjs"


@dataclass(frozen=True, slots=True)
class Sample:
    """One build. peak_bytes: the most memory its process held, 0 where that is not told.

    seconds: by the clock on the wall; cpu_seconds: of the processor, all threads together.
    """

    engine: str
    slides: int
    seconds: float
    cpu_seconds: float
    file_bytes: int
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Slope:
    """What one slide more costs: between the medians, and the least and most of single runs.

    milliseconds, least, most: by the clock; cpu_milliseconds: of the processor, which says more
    on a machine that is busy with other things.
    """

    engine: str
    milliseconds: float
    least: float
    most: float
    cpu_milliseconds: float
    bytes_per_slide: int


# --- one build, in a process of its own -----------------------------------------------------------


def peak_bytes() -> int:
    """Return the most memory that this process has held, or 0 on systems that do not tell."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not there on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def build_here(engine: str, count: int, output: Path) -> dict[str, float]:
    """Build in this process; seconds are those of the build alone."""
    make, build = (_function(name) for name in _IN_PYTHON[engine])
    slides = make(count)
    started, before = time.perf_counter(), time.process_time()
    build(slides, output)
    return {
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time() - before,
        "peak_bytes": peak_bytes(),
    }


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def measured(engine: str, count: int, folder: Path) -> Sample:
    """Build in a new process and return what it measured."""
    output = folder / f"{count}.pptx"
    if engine in _IN_NODE:
        slides = folder / f"slides-{count}.json"
        slides.write_text(as_json(chart_slides(count)), encoding="utf-8")
        command = ["node", str(PEER), _IN_NODE[engine], str(slides), str(output)]
    else:
        command = [sys.executable, __file__, "--build", engine, str(count), str(output)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(answer.stdout)
    size = output.stat().st_size
    output.unlink()
    seconds, cpu_seconds, peak = (told[key] for key in ("seconds", "cpu_seconds", "peak_bytes"))
    return Sample(engine, count, seconds, cpu_seconds, size, int(peak))


# --- series of builds -----------------------------------------------------------------------------


def interleaved(
    engines: Sequence[str], counts: Sequence[int], runs: int, folder: Path
) -> list[Sample]:
    """Measure the engines in turns, so that what else the machine does strikes all alike."""
    samples: list[Sample] = []
    for run in range(runs):
        for count in counts:
            samples += [measured(engine, count, folder) for engine in engines]
        print(f"run {run + 1} of {runs} done", file=sys.stderr)
    return samples


def slope(samples: Sequence[Sample], engine: str) -> Slope:
    """Return what a slide costs an engine between its smallest and its largest decks."""
    own = [sample for sample in samples if sample.engine == engine]
    low, high = min(s.slides for s in own), max(s.slides for s in own)
    few = [s for s in own if s.slides == low]
    many = [s for s in own if s.slides == high]
    between = (high - low) / 1000
    single = [(b.seconds - a.seconds) / between for a, b in zip(few, many, strict=True)]
    return Slope(
        engine,
        (_median(s.seconds for s in many) - _median(s.seconds for s in few)) / between,
        min(single),
        max(single),
        (_median(s.cpu_seconds for s in many) - _median(s.cpu_seconds for s in few)) / between,
        round((many[0].file_bytes - few[0].file_bytes) / (high - low)),
    )


def available(*, mixed: bool) -> list[str]:
    """Return the engines that can run here, the one first that the others are compared with."""
    has_peer = shutil.which("node") and (FOLDER / "node_modules" / "pptxgenjs").is_dir()
    if not has_peer:
        print("PptxGenJS is left out: it needs Node and `npm ci` in benchmarks/.", file=sys.stderr)
    ours = (OURS_MIXED, OURS) if mixed else (OURS,)
    return [*ours, PYTHON_PPTX, *(_IN_NODE if has_peer else ())]


# --- what is printed ------------------------------------------------------------------------------


def print_slopes(slopes: Sequence[Slope], few: int, many: int) -> None:
    """Print the table of slopes with their ratios to ours."""
    print(f"\nCost of one slide more, from {few} to {many} chart slides")
    heads = ("ms", "least", "most", "times ours", "cpu ms", "times ours", "bytes")
    print(f"{'engine':<26}" + "".join(f"{head:>12}" for head in heads))
    for one in slopes:
        by_clock = one.milliseconds / slopes[0].milliseconds
        by_processor = one.cpu_milliseconds / slopes[0].cpu_milliseconds
        print(
            f"{one.engine:<26}{one.milliseconds:>12.2f}{one.least:>12.2f}{one.most:>12.2f}"
            f"{by_clock:>12.2f}{one.cpu_milliseconds:>12.2f}{by_processor:>12.2f}"
            f"{one.bytes_per_slide:>12,}"
        )


def print_growth(growth: Sequence[Sample]) -> None:
    """Print how our cost grows with the deck; of several builds alike the median."""
    print("\nOurs as decks grow (times ‘ms a slide’ of the smallest)")
    print(f"{'engine':<32}{'slides':>8}{'seconds':>9}{'ms a slide':>12}{'ratio':>8}{'peak MB':>9}")
    smallest: dict[str, float] = {}
    for engine, count in dict.fromkeys((one.engine, one.slides) for one in growth):
        alike = [one for one in growth if (one.engine, one.slides) == (engine, count)]
        seconds = _median(one.seconds for one in alike)
        each = seconds / count
        ratio = each / smallest.setdefault(engine, each)
        peak = max(one.peak_bytes for one in alike) / 1e6
        print(
            f"{engine:<32}{count:>8,}{seconds:>9.2f}{each * 1000:>12.2f}{ratio:>8.2f}{peak:>9.0f}"
        )


def conditions() -> dict[str, str]:
    """Return what the figures hold for: kind of machine and versions, no names."""
    peer = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    return {
        "system": platform.system(),
        "processor": f"{os.cpu_count()} × {platform.machine()}",
        "python": platform.python_version(),
        "python-pptx": importlib.metadata.version("python-pptx"),
        "pptxgenjs": peer["dependencies"]["pptxgenjs"],
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--few", type=int, default=100, metavar="N", help="slides (100)")
    parser.add_argument("--many", type=int, default=400, metavar="N", help="slides (400)")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each (5)")
    sizes = [500, 1000, 2000, 4000]
    parser.add_argument("--growth", type=int, nargs="*", default=sizes, metavar="N", help="ours")
    parser.add_argument("--mixed", action="store_true", help="also charts of all kinds by turn")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here")
    parser.add_argument("--build", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Measure and print, or build once where the measuring process asks for it."""
    options = _options()
    if options.build:
        engine, count, output = options.build
        print(json.dumps(build_here(engine, int(count), Path(output))))
        return
    engines = available(mixed=options.mixed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples = interleaved(engines, (options.few, options.many), options.runs, folder)
        both = (OURS, OURS_WITH_FRONT)
        grown = min(options.runs, 3) if options.growth else 0
        growth = interleaved(both, options.growth, grown, folder)
        growth.sort(key=lambda one: both.index(one.engine))
    slopes = [slope(samples, engine) for engine in engines]
    print_slopes(slopes, options.few, options.many)
    if growth:
        print_growth(growth)
    if options.json:
        figures = {
            "conditions": conditions(),
            "slopes": [asdict(one) for one in slopes],
            "samples": [asdict(one) for one in samples],
            "growth": [asdict(one) for one in growth],
        }
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
