"""The shape of a table of contents: what a bot can do, and by which words it starts."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from dialog.engine import Conversation
from dialog.session import Session

SHORT = 12  # letters: "ya", "1", "lewati" are remembered; longer ones are names and sentences


@dataclass(frozen=True, slots=True)
class Entry:
    """One conversation. is_form: unfinished, it is worth going on with and gets a reminder.

    is_urged_empty: whether the reminder also goes to who has said nothing in it yet.
    is_over: (transaction, what it was opened with, now) → whether what it is for has passed: such
    a form is not offered any more, it ends.
    """

    run: Conversation
    is_form: bool = True
    is_urged_empty: bool = True
    takes_voice: bool = False  # a voice note is an answer to it, not one for staff to enter
    starts_on_press: bool = False  # a button with the key "start" opens it; its option is the arg
    roles: frozenset[str] = frozenset()  # who may; empty = everybody
    is_over: Callable[[Any, str, datetime], Awaitable[bool]] | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The table. `commands` maps a reserved word's meaning to the conversation it opens.

    unasked: (transaction, person, text, now) → what a text without an open form answers: the
    conversation and what it is opened with, or None.
    """

    conversations: Mapping[str, Entry]
    commands: Mapping[str, str]
    codes: Sequence[tuple[re.Pattern[str], str]] = ()  # a text like this opens that one
    fulfilled: Mapping[str, Callable[[Any, Any], Awaitable[Any]]] = field(default_factory=dict)
    unasked: Callable[[Any, Any, str, datetime], Awaitable[tuple[str, str] | None]] | None = None
    menu: str = "main_menu"
    voice_note: str = ""
    file: str = ""  # opened by a file that those whom it is for send outside of a form
    staff_reply: str = ""  # opened when staff answer a message by replying to it
    _is_code: Callable[[str], bool] = field(init=False, repr=False)  # whether a text is one at all

    def __post_init__(self) -> None:
        together = "|".join(f"(?{_flags(p)}:{p.pattern})" for p, _ in self.codes)
        any_code = re.compile(together or "(?!)")

        @lru_cache(maxsize=1024)
        def is_short_code(text: str) -> bool:
            return any_code.fullmatch(text) is not None

        def is_code(text: str) -> bool:
            is_short = len(text) <= SHORT
            return is_short_code(text) if is_short else any_code.fullmatch(text) is not None

        object.__setattr__(self, "_is_code", is_code)

    def is_urged(self, content: Session) -> bool:
        """Whether a reminder of an open form has something to speak of."""
        entry = self.conversations.get(content.conversation)
        has_begun = bool(content.answers or (content.pending and content.pending.collected))
        return has_begun or entry is None or entry.is_urged_empty

    async def is_over(self, tx: Any, content: Session, now: datetime) -> bool:
        """Whether what an open form is for has passed: going on with it would lead nowhere."""
        entry = self.conversations.get(content.conversation)
        return bool(entry and entry.is_over and await entry.is_over(tx, content.arg, now))

    def read_code(self, text: str) -> tuple[str, str] | None:
        """The conversation that a text like a code opens, and with what; None for any other.

        Every message is asked, and hardly one is a code: one pattern for all says no.
        """
        if not self._is_code(text):
            return None
        for pattern, conversation in self.codes:
            found = pattern.fullmatch(text)
            if found is not None:
                return conversation, found.group(found.lastindex or 0)
        return None


def _flags(pattern: re.Pattern[str]) -> str:
    """Of a pattern, as they stand in front of a group."""
    return "i" if pattern.flags & re.IGNORECASE else ""
