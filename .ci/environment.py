"""The checkout's own Python environment, .venv: made from the lock, renewed when it changes."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import machine
from machine import FOLDER, PYTHON, ROOT, Missing

LOCKS = ROOT / ".ci" / "lock"
STAMP = FOLDER / "briefing-stamp.txt"

# Where Python comes without pip and nobody may install packages, this one is fetched; its hash is
# what makes it the right one, whatever the network does.
PIP_URL = (
    "https://files.pythonhosted.org/packages/07/25/"
    "ee8c38ae72d66b844ce8eb9711ba905dba21ca1a8a0c960057c41cd23337/pip-26.3-py3-none-any.whl"
)
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def python(*arguments: str) -> int:
    """Run the environment's Python in the checkout and return its exit status."""
    sys.stdout.flush()
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False).returncode


def prepare(kind: str) -> None:
    """Have .venv hold the packages of a lock and this checkout. kind: ``run`` or ``dev``.

    The stamp holds a line for each lock that was installed; ``dev`` includes ``run``. Raises
    Missing when that cannot be done here.
    """
    wanted = _fingerprint(kind)
    done = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    if PYTHON.exists() and (wanted in done or _fingerprint("dev") in done):
        return
    if not _has_pip():
        _create()
    lock = LOCKS / f"{kind}.txt"
    count = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    print(f"Installing up to {count} Python packages of .ci/lock/{lock.name} into .venv ...")
    _pip("--require-hashes", "--only-binary=:all:", "--no-deps", "-r", str(lock))
    _pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text("\n".join([*_still_true(done), wanted]), encoding="utf-8")


def _fingerprint(kind: str) -> str:
    """Return what a finished set-up depends on, as a hash: locks, project, Python, place."""
    facts = hashlib.sha256(f"{sys.version} {FOLDER}".encode())
    for path in (LOCKS / f"{kind}.txt", ROOT / "pyproject.toml"):
        facts.update(path.read_bytes())
    return f"{kind}-{facts.hexdigest()}"


def _still_true(done: list[str]) -> list[str]:
    return [line for line in done if line == _fingerprint(line.partition("-")[0])]


def _has_pip() -> bool:
    if not PYTHON.exists():
        return False
    question = [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(question, check=False, capture_output=True).returncode == 0


def _create() -> None:
    print(f"Making a Python environment in {FOLDER} ...")
    if importlib.util.find_spec("ensurepip") is None and not machine.install(
        ["python3-venv", "ca-certificates"], "Python's own installer"
    ):
        _create_without_ensurepip()
        return
    _run([sys.executable, "-m", "venv", "--clear", str(FOLDER)])


def _create_without_ensurepip() -> None:
    """Make the environment with a pip that we fetch, for want of Python's own."""
    print(f"Python comes without pip here; fetching {PIP_URL.rsplit('/', 1)[1]} from PyPI ...")
    content = _fetch(PIP_URL)
    if hashlib.sha256(content).hexdigest() != PIP_SHA256:
        raise Missing("What was fetched is not the pip that this project knows; nothing was run.")
    _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(FOLDER)])
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / PIP_URL.rsplit("/", 1)[1]
        wheel.write_bytes(content)
        _run([PYTHON, str(wheel / "pip"), "install", "--quiet", "--no-index", str(wheel)])


def _fetch(url: str) -> bytes:
    """Return what lies at the address; where no certificates are installed, unverified.

    The hash is checked by the caller, so that a false server cannot do harm.
    """
    try:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - our https address
                return bytes(answer.read())
        except urllib.error.URLError as problem:
            if not isinstance(problem.reason, ssl.SSLCertVerificationError):
                raise
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            with urllib.request.urlopen(url, timeout=60, context=context) as answer:  # noqa: S310
                return bytes(answer.read())
    except OSError as problem:
        raise Missing(
            f"pip could not be fetched ({problem}). Install Python's own and try again:\n"
            f"    {machine.install_line(['python3-venv', 'ca-certificates'])}"
        ) from problem


def _pip(*arguments: str) -> None:
    _run([PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *arguments])


def _run(command: Sequence[str | Path]) -> None:
    sys.stdout.flush()
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    status = subprocess.run(command, cwd=ROOT, check=False, env=environment).returncode
    if status:
        raise Missing(f"That did not work (status {status}): {' '.join(map(str, command))}")


def renew_locks() -> int:
    """Write the locks anew with uv, which resolves for all platforms at once."""
    _pip("--require-hashes", "--only-binary=:all:", "-r", str(LOCKS / "lock.txt"))
    build, project = LOCKS / "build.in", ROOT / "pyproject.toml"
    extras = ["--extra", "test", "--extra", "dev", "--extra", "freeze"]
    _compile("dev", [project, build, *extras])
    _compile("run", [project, build, "--constraint", LOCKS / "dev.txt"])
    _compile("lock", [LOCKS / "lock.in"])
    print("The locks are new; now: python3 .ci/dev.py test")
    return 0


def _compile(name: str, sources: Sequence[str | Path]) -> None:
    """Resolve afresh, from PyPI alone: no index, path or setting of this machine gets in."""
    uv = FOLDER / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    target = LOCKS / f"{name}.txt"
    options = "--no-config --upgrade --universal --python-version=3.11 --generate-hashes"
    options += " --no-annotate --no-header --quiet --default-index=https://pypi.org/simple"
    _run([uv, "pip", "compile", *options.split(), "--output-file", target, *sources])
