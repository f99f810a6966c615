"""Questions with a list: one of it, or several. The list as it was shown decides what "2" means."""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from dialog.messages import Incoming, Media, Option
from dialog.questions import SKIP, Collected, Question, Reading, called
from dialog.session import Pending
from domain.answers import choice, several, yes_no
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.errors import Invalid
from domain.plain_text import fold

# What a picture sent as a file may be. HEIC and the rest are sent as a photo: that makes them JPEG.
SHOWN_MIMES = frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp"})
MAX_PHOTO_BYTES = 20_000_000  # Telegram's getFile gives no more; Bot API, read 2026-11
DONE = "~done"  # no option of a conversation starts with a tilde
NONE_WORDS = {"tidak ada", "gak ada", "ga ada", "belum ada", "belum", "tak ada", "ndak ada",
              "nggak ada", "kosong", "belum punya", "tidak punya"}  # fmt: skip
DONE_WORDS = {"selesai", "sudah", "udah", "itu aja", "itu saja", "cukup", "lanjut"}


Item: TypeAlias = str | tuple[str, str] | Option


@lru_cache(maxsize=256)  # lists of our own, made anew by every run of their conversation
def _of_ids(ids: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(one) for one in ids)


def as_options(items: Sequence[Item]) -> tuple[Option, ...]:
    """Options from ids (the catalogue has the label), pairs (id, label), or options.

    Labels may be people's own words: such lists are not remembered.
    """
    if all(isinstance(item, str) for item in items):
        return _of_ids(tuple(items))
    return tuple(
        item if isinstance(item, Option)
        else Option(item) if isinstance(item, str)
        else Option(*item)
        for item in items
    )  # fmt: skip


def _id_of(item: Item) -> str:
    return item if isinstance(item, str) else item.id if isinstance(item, Option) else item[0]


class Choice(Question[str]):
    """One of a list; the value is the option's id."""

    def __init__(
        self,
        items: Sequence[Item],
        *,
        optional: bool = False,
        yes: str = "",
        no: str = "",
        understand: Callable[[str], Understood[str]] | None = None,
        way_out: str = "",
    ) -> None:
        """yes, no: the options that a plain yes or no means, where it means one.

        way_out: the option that "gak jadi" means, where the list is a yes or no to one thing.
        understand: reads an answer in people's own words, where the list alone does not help.
        """
        self._items, self.optional = items, optional  # most runs only load an answer of before
        self.plain = {True: yes, False: no}
        self.understand, self.way_out = understand, way_out

    def options(self) -> Sequence[Option]:
        return as_options(self._items)

    def read(self, text: str, pending: Pending) -> Reading:
        if named := called(text, pending.shown):
            return self.pick(named, pending)
        labels = [(o.id, o.label) for o in pending.shown if o.id != SKIP]
        found = choice.understand(text, labels)
        if isinstance(found, Accepted):
            return self.pick(labels[found.value - 1][0], pending)
        understood: Reading = found
        own = self._own_words(text)
        if isinstance(own, Accepted) or (own and isinstance(understood, Refused)):
            understood = own
        if isinstance(understood, AsksBack):  # with the whole list, so that its numbers stay
            return AsksBack(understood.reason, hints=understood.hints)
        return understood

    def _own_words(self, text: str) -> Reading | None:
        if self.understand is not None:
            return self.understand(text)
        return self._as_yes_or_no(text) if any(self.plain.values()) else None

    def _as_yes_or_no(self, text: str) -> Reading | None:
        understood = yes_no.understand(text)
        if isinstance(understood, Accepted):
            meant = self.plain[understood.value]
            return Accepted(meant) if meant else None
        return understood if isinstance(understood, AsksBack) else None

    def pick(self, option: str, pending: Pending) -> Reading:
        known = option in map(_id_of, self._items)
        return Accepted(option) if known else Refused("form.option_gone")

    def load(self, stored: Any) -> str:
        if stored in self._items or stored in map(_id_of, self._items):
            return str(stored)
        raise Invalid("form.option_gone")

    def show(self, stored: Any) -> str:
        return next((o.label for o in self.options() if o.id == stored), "")


class Sure(Choice):
    """Once more before an act: its yes, its no, and "gak jadi" is the no."""

    def __init__(self, yes: str, no: str) -> None:
        super().__init__([yes, no], yes=yes, no=no, way_out=no)


class Several(Question[list[str]]):
    """Any number of a list, none included: presses add one by one, a text says all at once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._options = as_options(items)

    def options(self) -> Sequence[Option]:
        return (*self._options, Option(DONE))

    def read(self, text: str, pending: Pending) -> Reading:
        shown = [o for o in pending.shown if o.id != DONE]
        if fold(text) in DONE_WORDS or fold(text) == str(len(shown) + 1):
            return self.pick(DONE, pending)
        labels = [o.label for o in shown]
        understood = several.understand(text, labels)
        if isinstance(understood, AsksBack) and (sure := several.plainly_had(text, labels)):
            return Collected(shown[sure[0]].id, more=tuple(shown[place].id for place in sure[1:]))
        if not isinstance(understood, Accepted):
            return understood
        told = {shown[place].id for place in understood.value}
        return self.finish({*told, *pending.collected} if told else ())

    def pick(self, option: str, pending: Pending) -> Reading:
        if option == DONE:
            return self.finish(pending.collected)
        known = any(o.id == option for o in self._options)
        return Collected(option) if known else Refused("form.option_gone")

    def finish(self, collected: Collection[Any]) -> Reading:
        return Accepted(sorted(self.keep_parts(collected), key=self._rank))

    def keep_parts(self, collected: Collection[Any]) -> list[Any]:
        """Who was chosen may have withdrawn since: what is no option any more goes."""
        return [one for one in collected if any(o.id == one for o in self._options)]

    def _rank(self, option: str) -> int:
        return next((i for i, o in enumerate(self._options) if o.id == option), len(self._options))

    def load(self, stored: Any) -> list[str]:
        if not all(any(o.id == one for o in self._options) for one in stored):
            raise Invalid("form.option_gone")
        return list(stored)

    def show(self, stored: Any) -> str:
        """Labels that the options bring; else '' lets the catalogue's speak."""
        labels = {o.id: o.label for o in self._options}
        return ", ".join(labels[one] for one in stored if labels.get(one))


def _cannot_show(picture: Media) -> Refused | None:
    """Why a picture cannot be a photo: no phone's browser shows it, or no bot may fetch it."""
    if picture.mime and picture.mime not in SHOWN_MIMES:
        return Refused("form.photo_as_file")
    if (picture.size_bytes or 0) > MAX_PHOTO_BYTES:
        return Refused("form.photo_too_big")
    return None


class Photos(Question[list[dict[str, Any]]]):
    """Photos, where an album counts as one answer: each is silent, a timer closes it."""

    settle_seconds = 2  # the parts of an album arrive within a second

    def __init__(self, *, max_count: int, optional: bool = False) -> None:
        self.max_count, self.optional = max_count, optional

    def parse(self, incoming: Incoming, pending: Pending) -> Reading:
        if incoming.media is not None and incoming.media.kind == "photo":
            if refused := _cannot_show(incoming.media):
                return refused
            if len(pending.collected) >= self.max_count:
                return Refused("form.too_many_photos", {"limit": str(self.max_count)})
            return Collected({"ref": incoming.media.ref, "mime": incoming.media.mime})
        if incoming.media is not None and incoming.media.kind == "document":
            return Refused("form.photo_as_file")
        if incoming.kind not in ("text", "press"):
            return Refused("form.photo_wanted")
        return super().parse(incoming, pending)

    def read(self, text: str, pending: Pending) -> Reading:
        if pending.collected and fold(text) in DONE_WORDS:
            return Accepted(list(pending.collected))
        if self.optional and fold(text) in NONE_WORDS | DONE_WORDS:
            return Accepted(None)
        return Refused("form.photo_wanted")

    def keep_parts(self, collected: Sequence[Any]) -> list[Any]:
        return list(collected)

    def show(self, stored: Any) -> str:
        return str(len(stored or []))
