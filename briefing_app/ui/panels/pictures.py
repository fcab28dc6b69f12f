"""Pictures of slides, as the engine paints them: asked for when seen, kept by what they show."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from briefing_app.ui.engine_client import EngineClient, Request
from briefing_app.usecases.engine_frames import Frame

LIMIT_BYTES = 96 << 20


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture that is wanted: of which slide, what it shows, how many device pixels wide."""

    key: str
    digest: str
    width: int


def image_of(frame: Frame) -> QImage:
    """Return the picture that came with an answer; null when there is none."""
    wide, high = frame.header.get("width"), frame.header.get("height")
    if (
        not isinstance(wide, int)
        or not isinstance(high, int)
        or wide * high * 4 != len(frame.payload)
    ):
        return QImage()
    shared = QImage(frame.payload, wide, high, wide * 4, QImage.Format.Format_RGB32)
    return shared.copy()


class Pictures(QObject):
    """Pictures of one use (filmstrip or slide view).

    lane: its name towards the engine; one_at_a_time: only the slide that was asked for last is
    looked at, and nobody waits for the one before.
    """

    arrived = Signal(str)
    """The key of a slide of which there is a newer picture."""

    def __init__(
        self,
        engine: EngineClient,
        lane: str,
        parent: QObject | None = None,
        *,
        one_at_a_time: bool = False,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._one_at_a_time = one_at_a_time
        self._number = 0
        self._lane = lane
        self._kept: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._latest: dict[str, QImage] = {}
        self._wanted: OrderedDict[str, Wish] = OrderedDict()
        self._asked: Wish | None = None

    def get(self, wish: Wish) -> QImage | None:
        """Return a picture; where it is not there yet an older or other-sized one, else None."""
        found = self._kept.get((wish.digest, wish.width))
        if found is not None:
            self._kept.move_to_end((wish.digest, wish.width))
            return found
        self._want(wish)
        return self._latest.get(wish.key)

    def is_current(self, wish: Wish) -> bool:
        """Return whether the very picture is there."""
        return (wish.digest, wish.width) in self._kept

    def forget(self) -> None:
        """Ask for nothing more; what was asked before is not heard."""
        self._wanted.clear()
        self._asked = None

    def _want(self, wish: Wish) -> None:
        if self._asked == wish or self._wanted.get(wish.key) == wish:
            return
        if self._one_at_a_time:
            self._wanted.clear()
            if self._asked is not None and self._asked.key != wish.key:
                self._engine.cancel(self._number)
                self._asked = None
        self._wanted[wish.key] = wish
        self._wanted.move_to_end(wish.key)
        self._next()

    def _next(self) -> None:
        if self._asked is not None or not self._wanted:
            return
        _, wish = self._wanted.popitem(last=True)
        self._asked = wish
        self._number = self._engine.ask(
            Request(
                "picture",
                {"key": wish.key, "width": wish.width, "lane": self._lane},
                lambda frame: self._take(wish, frame),
                lambda _problem: self._skip(wish),
            )
        )

    def _skip(self, wish: Wish) -> None:
        if self._asked == wish:
            self._asked = None
            self._next()

    def _take(self, wish: Wish, frame: Frame) -> None:
        image = image_of(frame)
        digest = str(frame.header.get("digest"))
        if not image.isNull():
            self._keep((digest, wish.width), image)
            self._latest[wish.key] = image
            self.arrived.emit(wish.key)
        self._skip(wish)

    def _keep(self, key: tuple[str, int], image: QImage) -> None:
        self._kept[key] = image
        size = sum(one.sizeInBytes() for one in self._kept.values())
        while size > LIMIT_BYTES and len(self._kept) > 1:
            size -= self._kept.popitem(last=False)[1].sizeInBytes()

    def drop(self, keys: set[str]) -> None:
        """Forget the older pictures of slides that are no more. keys: those that are."""
        self._latest = {key: image for key, image in self._latest.items() if key in keys}
        for key in [key for key in self._wanted if key not in keys]:
            del self._wanted[key]
