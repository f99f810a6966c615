"""Templates: files of `texts/templates/`, what Meta gets of them, and how one is sent."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

import msgspec

from bot.channels.whatsapp.client import Client
from bot.channels.whatsapp.labels import shorten
from bot.channels.whatsapp.limits import MAX_TEMPLATE_PARAMETER
from bot.channels.whatsapp.messages import AWAKE
from bot.channels.whatsapp.requests import button_id
from dialog.messages import Outgoing, Template, literal
from domain.errors import Held
from domain.window import HELD_FOR_TEMPLATE
from storage.templates import APPROVED, TemplateState

Body: TypeAlias = dict[str, Any]

NAME = re.compile(r"[a-z0-9_]{1,512}")  # Meta, "Template name"
PLACE = re.compile(r"\{\{(\d+)\}\}")
GAPS = re.compile(r"\s+")  # Meta refuses line breaks, tabs and many blanks in a parameter
LINK = re.compile(r"(https?://[^\s*`~]+)")
PAGE = 100


@dataclass(frozen=True, slots=True)
class TemplateText:
    """One file. examples: one for each place of the body, as Meta wants them.

    announces: it only says that something waits; the message itself follows when they write.
    """

    name: str
    category: str
    language: str
    body: str
    examples: Sequence[str]
    buttons: Sequence[str] = ()
    announces: bool = False

    def as_pushed(self, places: Mapping[str, str]) -> Body:
        """What the management API takes. places: the office's name, for one."""
        body = self.body
        for name, value in places.items():
            body = body.replace("{" + name + "}", value)
        component: Body = {"type": "BODY", "text": body}
        if self.examples:
            component["example"] = {"body_text": [list(self.examples)]}
        components = [component]
        if self.buttons:
            replies = [{"type": "QUICK_REPLY", "text": text} for text in self.buttons]
            components.append({"type": "BUTTONS", "buttons": replies})
        return {"name": self.name, "language": self.language, "category": self.category,
                "components": components}  # fmt: skip


@cache
def load_templates() -> Mapping[str, TemplateText]:
    """All templates by name. Raises ValueError for a file that Meta would refuse."""
    found = {}
    for file in resources.files("texts").joinpath("templates").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            one = TemplateText(name=file.name.removesuffix(".toml"), **table)
            _check(one)
            found[one.name] = one
    return dict(sorted(found.items()))


def _check(one: TemplateText) -> None:
    places = [int(n) for n in PLACE.findall(one.body)]
    if not NAME.fullmatch(one.name):
        raise ValueError(f"{one.name}: small letters, digits and _ only")
    if places != list(range(1, len(places) + 1)) or len(places) != len(one.examples):
        raise ValueError(f"{one.name}: places count from {{{{1}}}}, with one example each")
    if PLACE.match(one.body) or PLACE.fullmatch(one.body[-5:]):
        raise ValueError(f"{one.name}: Meta refuses a place at the beginning or the end")


def template_body(template: Template, outgoing: Outgoing) -> Body:
    """The message that sends a template instead of, or ahead of, `outgoing`."""
    text = load_templates().get(template.name)
    if text is None:
        raise Held(HELD_FOR_TEMPLATE)
    places = len(text.examples)
    given = [*template.params, *["-"] * places][:places]
    components: list[Body] = []
    if given:
        parameters = [{"type": "text", "text": parameter(words)} for words in given]
        components.append({"type": "body", "parameters": parameters})
    options = () if text.announces else outgoing.options
    for n in range(len(text.buttons)):
        payload = button_id(outgoing, options[n]) if n < len(options) else AWAKE
        parameters = [{"type": "payload", "payload": payload}]
        components.append(
            {"type": "button", "sub_type": "quick_reply", "index": str(n), "parameters": parameters}
        )
    body: Body = {"name": text.name, "language": {"code": text.language}}
    if components:
        body["components"] = components
    return {"type": "template", "template": body}


def parameter(words: str) -> str:
    """People's words as Meta takes them in a template: one line, no markup, not too long.

    Links stay as they are, else nobody could follow them.
    """
    parts = LINK.split(GAPS.sub(" ", words).strip())
    safe = "".join(part if n % 2 else literal(part) for n, part in enumerate(parts))
    return shorten(safe or "-", MAX_TEMPLATE_PARAMETER)


class _Listed(msgspec.Struct):
    id: str = ""
    name: str = ""
    status: str = ""
    language: str = ""
    rejected_reason: str = ""


class _Cursors(msgspec.Struct):
    after: str = ""


class _Paging(msgspec.Struct):
    cursors: _Cursors | None = None
    next: str = ""


class _Page(msgspec.Struct):
    data: list[_Listed] = []
    paging: _Paging | None = None


class TemplateApi:
    """The management API of one business account."""

    def __init__(self, client: Client, account_id: str) -> None:
        self._client, self._path = client, f"{account_id}/message_templates"

    async def list_states(self) -> dict[str, TemplateState]:
        """What Meta says of each of our templates, in its own language, by name."""
        known = load_templates()
        found: dict[str, TemplateState] = {}
        after = ""
        while True:
            asked = {"fields": "id,name,status,language,rejected_reason", "limit": str(PAGE)}
            content = await self._client.call(
                "GET", self._path, params=asked | ({"after": after} if after else {})
            )
            page = msgspec.json.decode(content, type=_Page, strict=False)
            for one in page.data:
                if one.name in known and known[one.name].language == one.language:
                    reason = "" if one.rejected_reason in ("", "NONE") else one.rejected_reason
                    found[one.name] = TemplateState(one.name, one.status.lower(), reason)
            cursors = page.paging.cursors if page.paging and page.paging.next else None
            if cursors is None or not cursors.after:
                return found
            after = cursors.after

    async def push(self, template: TemplateText, places: Mapping[str, str]) -> str:
        """Hand a new template in; the state that Meta gives it."""
        content = await self._client.call("POST", self._path, template.as_pushed(places))
        return msgspec.json.decode(content, type=_Listed, strict=False).status.lower() or APPROVED
