"""What stands before every public form: how often, how much, and whether a person sent it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.requests import Request

from web.buckets import Buckets, address_key
from web.form_tokens import FormTokens
from web.forms import MAX_BODY, SIGNED, TRAP, Line, TooLarge, Typed, read_form

# A person corrects a form a few times; a purchasing office asks about several products at once.
TRIES, TRY_SECONDS = 20, 30  # requests of one address; what comes faster is not even read
SENT, SENT_SECONDS = 10, 300  # forms of one address
ABOUT, ABOUT_SECONDS = 20, 300  # forms about one thing: no owner is flooded, whoever sends


class TooMany(Exception):
    """Somebody sends more than a person would. minutes: until the next may come."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"again in {minutes} minutes")
        self.minutes = minutes


class Gate:
    """One gate for all forms of a site. now: business time."""

    def __init__(self, tokens: FormTokens, now: Callable[[], datetime]) -> None:
        self.tokens, self.now = tokens, now
        self._tries = Buckets(TRIES, TRY_SECONDS)
        self._sent = Buckets(SENT, SENT_SECONDS)
        self._about = Buckets(ABOUT, ABOUT_SECONDS)

    async def read(self, request: Request, lines: Sequence[Line]) -> Typed:
        """What was sent. Raises TooMany before anything is read, and TooLarge."""
        if seconds := self._tries.take(_sender(request)):
            raise TooMany(_minutes(seconds))
        declared = request.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > MAX_BODY:
            raise TooLarge
        return await read_form(request, lines)

    def doubt(self, typed: Typed, form: str) -> str:
        """Path of what to say where it may not come from the form we gave; '' = no doubt."""
        is_ours = self.tokens.is_good(typed.get(SIGNED), form, self.now())
        return "" if is_ours and not typed.get(TRAP) else "form_fields.send_again"

    def admit(self, request: Request, about: str) -> int:
        """Let one form through; 0, or the minutes to wait."""
        if seconds := self._sent.take(_sender(request)) or self._about.take(about):
            return _minutes(seconds)
        return 0


def _sender(request: Request) -> str:
    return address_key(request.client.host) if request.client else ""


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)
