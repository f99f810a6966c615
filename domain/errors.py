"""What can go wrong, in four families and one for the operator.

Each docstring says when the error is raised and is its message where none is given.
"""

from enum import StrEnum
from inspect import cleandoc


class KnownError(Exception):
    """Raised when something that we know about went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or cleandoc(type(self).__doc__ or ""))


class Invalid(KnownError):
    """Raised when a person's answer cannot be taken; `key` names the words that say why."""

    def __init__(self, key: str, **hints: object) -> None:
        super().__init__(f"{key} {hints}" if hints else key)
        self.key = key
        self.hints = hints


class DomainError(KnownError):
    """Raised when a rule of the field says no."""


class NotFound(DomainError):
    """Raised when what was asked for by its id is not there (any more)."""


class OperatorError(KnownError):
    """Raised when the operator has to do something; the message is one line saying what."""


class DeliveryError(KnownError):
    """Raised when a platform did not take a message; the kind tells what to do with its row."""


class Scope(StrEnum):
    """Whom a wait concerns: nothing else stops."""

    CONTACT = "contact"
    CHANNEL = "channel"


class Retryable(DeliveryError):
    """Raised when the same message may go through later.

    growth: each wait is this many times the last one. tries: how often at most, None = for a day.
    """

    def __init__(
        self,
        after_seconds: float,
        scope: Scope = Scope.CONTACT,
        message: str | None = None,
        *,
        growth: float = 2.0,
        tries: int | None = None,
    ) -> None:
        super().__init__(message)
        self.after_seconds, self.scope = after_seconds, scope
        self.growth, self.tries = growth, tries


class RecipientGone(DeliveryError):
    """Raised when the recipient blocked us or is no longer there: reachable becomes false."""


class Refused(DeliveryError):
    """Raised when the platform will never take this message; `code` is the platform's own."""

    def __init__(self, code: int | str, message: str | None = None) -> None:
        super().__init__(message or f"refused with code {code}")
        self.code = code


class CredentialsRejected(DeliveryError):
    """Raised when the platform does not accept our token: the sender stops until it is mended."""


class Held(DeliveryError):
    """Raised when a message has to wait for something else than time; `reason` names it."""

    def __init__(self, reason: str, message: str | None = None) -> None:
        super().__init__(message or f"held: {reason}")
        self.reason = reason


class Restricted(DeliveryError):
    """Raised when the platform restricts us: bulk stops, and a human has to look."""


class OptedOut(DeliveryError):
    """Raised when the recipient has stopped our broadcasts on the platform itself."""


class Uncertain(DeliveryError):
    """Raised when a request timed out or broke off: the message may have arrived."""
