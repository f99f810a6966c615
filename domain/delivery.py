"""States, kinds and priorities of a message on its way out."""

from enum import IntEnum, StrEnum

WITHOUT_MEDIA = "without_media"  # reason of a row whose pictures the platform could not use


class SendState(StrEnum):
    """queued → sending → sent → delivered → read, or one of the ends below."""

    QUEUED = "queued"
    SENDING = "sending"  # handed to the sender: it may have left
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    HELD = "held"  # waits for a reason: quiet hours, window, credentials
    UNCERTAIN = "uncertain"  # it may have arrived; nobody can tell
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Kind(StrEnum):
    """What a message is; decides its priority and what becomes of it in doubt."""

    PROMPT = "prompt"  # puts a question: sent again once when uncertain
    REPLY = "reply"
    NOTICE = "notice"  # to somebody else than who spoke
    REMINDER = "reminder"
    BROADCAST = "broadcast"  # never sent again when uncertain


class Priority(IntEnum):
    """Replies go before reminders, reminders before broadcasts."""

    REPLY = 0
    REMINDER = 1
    BROADCAST = 2


PRIORITY_OF = {
    Kind.PROMPT: Priority.REPLY,
    Kind.REPLY: Priority.REPLY,
    Kind.NOTICE: Priority.REPLY,
    Kind.REMINDER: Priority.REMINDER,
    Kind.BROADCAST: Priority.BROADCAST,
}
