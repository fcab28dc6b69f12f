#!/usr/bin/env python3
r"""One command for everybody who works on the Briefing Deck Builder.

    python3 .ci/dev.py demo      set up what is needed, build the sample deck, say where it lies
    python3 .ci/dev.py test      set up what is needed and pass all checks
    python3 .ci/dev.py lint      the checks that need no test: style, types, walls of the house
    python3 .ci/dev.py nightly   all tests, also those that take long
    python3 .ci/dev.py freeze    build the program that needs no Python, into dist/
    python3 .ci/dev.py lock      renew the locks in .ci/lock after a change of pyproject.toml

On Windows: py .ci\dev.py demo, and so on. Needs Python 3.11 or later and nothing else. Exit
status: 0 done, 1 a check failed, 2 something is missing that you are told how to install.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO_FOLDER = ROOT / "out" / "demo"
WINDOW = "tests/ui"


def demo(_options: argparse.Namespace) -> int:
    """Build the bundled sample and say where it lies."""
    environment.prepare("run")
    status = environment.python("-m", "briefing_app", "demo", "-o", str(DEMO_FOLDER))
    for deck in sorted(DEMO_FOLDER.glob("*.pptx")) if status == 0 else ():
        print(f"The deck: {deck}")
    return status


def test(options: argparse.Namespace) -> int:
    """Set up, then run the gates and the tests."""
    environment.prepare("dev")
    nightly = "--nightly" in options.arguments
    complete = machine.is_ci()
    left_out = [] if options.unit else machine.prepare(complete=complete, rivals=nightly)
    status = gates.lint()
    usual = ["tests/unit", "tests/house"] if options.unit else ["tests", WINDOW]
    named = [one for one in options.arguments if (ROOT / one.partition("::")[0]).exists()]
    others = [one for one in options.arguments if one not in named]
    parts = [one for one in named or usual if not one.startswith(WINDOW)]
    window = [one for one in named or usual if one.startswith(WINDOW)]
    if parts:
        status = environment.python("-m", "pytest", *parts, *others) or status
    if window:  # a process of its own: see tests/ui/conftest.py
        arguments = ("-p", "pytestqt.plugin", *window, *others)
        status = environment.python("-m", "pytest", *arguments) or status
    for line in left_out:
        print(line)
    if left_out and machine.is_ci():
        print("With CI=true nothing may be left out: failed.")
        return 1
    print("All checks passed." if status == 0 else "FAILED: see above.")
    return min(status, 1)


def lint(_options: argparse.Namespace) -> int:
    """Run the gates and the tests of the house itself."""
    environment.prepare("dev")
    status = gates.lint()
    return min(environment.python("-m", "pytest", "-q", "tests/house") or status, 1)


def nightly(options: argparse.Namespace) -> int:
    """Run all tests, also those that take long."""
    options.arguments = ["--nightly", *options.arguments]
    return test(options)


def freeze(options: argparse.Namespace) -> int:
    """Build the frozen program into dist/."""
    environment.prepare("dev")
    machine.prepare_freezing()
    return environment.python(str(ROOT / ".ci" / "freeze.py"), *options.arguments)


def lock(_options: argparse.Namespace) -> int:
    """Renew the locks: the newest versions that pyproject.toml allows, for all platforms."""
    environment.prepare("dev")
    return environment.renew_locks()


COMMANDS = {command.__name__: command for command in (demo, test, lint, nightly, freeze, lock)}


def main() -> int:
    """Run the command of the command line and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--unit", action="store_true", help="test: unit and house tests only")
    options, rest = parser.parse_known_args()
    options.arguments = rest
    try:
        return COMMANDS[options.command](options)
    except machine.Missing as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - said here, before modules that need it
        sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0] + ".")
    import environment
    import gates
    import machine

    sys.exit(main())
