"""Qt started once, for painting only: no display is touched, no window can appear.

The one place of the room that makes a QGuiApplication. Whoever has one already, such as the
window, keeps it. Painting may then happen in any thread.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QCoreApplication, QHashSeed
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImageReader

_LARGEST_PICTURE_MB = 256
_lock = threading.Lock()
_kept: list[QCoreApplication] = []
_loaded: set[int] = set()


def start_qt(font_files: Sequence[bytes] = ()) -> None:
    """Have Qt ready to paint, with these fonts (TrueType or OpenType files) beside the machine's.

    Call it first on the main thread. Again it costs next to nothing; fonts are loaded once.
    """
    with _lock:
        if QCoreApplication.instance() is None:
            # Before the first Qt object: the order of fonts in a PDF follows Qt's hash seed.
            QHashSeed.setDeterministicGlobalSeed()
            _kept.append(QGuiApplication(["briefing", "-platform", "offscreen"]))
        QImageReader.setAllocationLimit(_LARGEST_PICTURE_MB)
        for content in font_files:
            if hash(content) not in _loaded:
                _loaded.add(hash(content))
                QFontDatabase.addApplicationFontFromData(QByteArray(content))
