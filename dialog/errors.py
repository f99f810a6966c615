"""What can stop a run of a conversation, and the one error that is ours."""

from typing import NoReturn


class ConversationBug(Exception):
    """Raised when a conversation breaks a rule of the engine; the message names the rule."""


class Signal(BaseException):
    """Control flow of the engine. A BaseException, so that no conversation can swallow it."""


class Suspend(Signal):
    """Raised when the run reached a question that has no answer yet."""


class Rerun(Signal):
    """Raised when answers were forgotten and the conversation runs again from the top."""


class Leave(Signal):
    """Raised when the conversation ends before its last line."""


class Required(Signal):
    """Raised when another conversation has to be finished first."""

    def __init__(self, conversation: str) -> None:
        super().__init__(conversation)
        self.conversation = conversation


def bug(rule: str) -> NoReturn:
    """Stop loudly: the conversation, not the person, did something wrong."""
    raise ConversationBug(rule)
