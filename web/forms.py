"""Reads what a form sends, bounded and clean, and says what is wrong at which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request

from domain.answers import phone
from domain.answers.nik import MASK, mask_nik
from domain.answers.result import Accepted, AsksBack
from domain.plain_text import tidy

MAX_BODY = 32_768  # all fields at their limits, every letter as %XX%XX%XX, with room
MAX_FIELDS = 40
TRAP = "situs"  # a field that people do not see
SIGNED = "token"  # of `web.form_tokens`


class TooLarge(Exception):
    """More was sent than the form could hold."""


@dataclass(frozen=True, slots=True)
class Line:
    """A field of text. has_lines: may be written in several."""

    name: str
    limit: int
    is_needed: bool = False
    has_lines: bool = False


@dataclass(slots=True)
class Typed:
    """What was sent, cleaned; `errors`: field → path of the text that says what is wrong."""

    values: Mapping[str, Sequence[str]]
    had_nik: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The value of a field, '' where it was left out."""
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str, known: Sequence[str]) -> list[str]:
        """The ticked boxes of a field, of those there are."""
        ticked = set(self.values.get(name, ()))
        return [one for one in known if one in ticked]

    def check_lines(self, lines: Sequence[Line]) -> None:
        """Note what is missing or too long."""
        for line in lines:
            value = self.get(line.name)
            if line.is_needed and not any(c.isalnum() for c in value.replace(MASK, "")):
                self.errors[line.name] = "form_fields.wrong.needed"
            elif len(value) > line.limit:
                self.errors[line.name] = "form_fields.wrong.too_long"

    def check_choice(self, name: str, known: Sequence[str]) -> None:
        """Note where nothing of the list is chosen."""
        if self.get(name) not in known:
            self.errors[name] = "form_fields.wrong.choose"

    def check_tick(self, name: str) -> None:
        """Note where the box is not ticked."""
        if not self.get(name):
            self.errors[name] = "form_fields.wrong.consent"

    def read_phone(self, name: str) -> str | None:
        """The number in E.164; None where the field is empty, or noted as wrong."""
        written = self.get(name)
        if not written:
            return None
        understood = phone.understand(written)
        if isinstance(understood, Accepted):
            return understood.value
        is_two = isinstance(understood, AsksBack) and len(understood.candidates) > 1
        self.errors[name] = f"form_fields.wrong.{'two_phones' if is_two else 'phone'}"
        return None


NOTHING = Typed({})


async def read_form(request: Request, lines: Sequence[Line]) -> Typed:
    """What a form sent: without NIKs, controls and runs of blanks. Raises TooLarge."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise TooLarge
    several = {line.name for line in lines if line.has_lines}
    values: dict[str, list[str]] = {}
    had_nik = False
    sent = parse_qsl(body.decode("ascii", "replace"), errors="replace")[:MAX_FIELDS]
    for name, raw in sent:
        if name == SIGNED:  # our own: its digits are nobody's
            values[name] = [raw]
            continue
        kept, masked = mask_nik(raw)
        had_nik = had_nik or masked
        values.setdefault(name, []).append(_clean(kept, has_lines=name in several))
    return Typed(values, had_nik)


def _clean(text: str, *, has_lines: bool) -> str:
    if not has_lines:
        return tidy(text)
    return "\n".join(kept for line in text.splitlines() if (kept := tidy(line)))
