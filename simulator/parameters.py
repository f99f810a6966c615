"""Parameters of a call, in whichever of the four documented ways they came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qsl

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Receive, Scope

_MAX_BODY_BYTES = 64 * 1024 * 1024  # ours: one upload of 50 MB and its surroundings
_Shape = TypeVar("_Shape")


class BadParameter(ValueError):
    """Raised when a value has not the shape it must have; says which and why."""


class BodyTooLarge(ValueError):
    """Raised when a request body is larger than any call may need."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values as they came: strings from forms, any JSON value from a JSON body."""

    values: Mapping[str, object] = field(default_factory=dict)
    uploads: Mapping[str, tuple[Upload, ...]] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """The value as text; numbers and truth values as JSON writes them."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else msgspec.json.encode(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number; what is none counts as absent, as in the real server."""
        value = self.values.get(name)
        if isinstance(value, int):
            return int(value)
        try:
            return int(value) if isinstance(value, str) else default
        except ValueError:
            return default

    def number(self, name: str) -> float:
        """The value as a number; raises BadParameter when it is none."""
        try:
            return float(self.text(name).replace(",", "."))
        except ValueError:
            raise BadParameter(f"{name} must be a number") from None

    def flag(self, name: str, default: bool = False) -> bool:
        """The value as yes or no."""
        if name not in self.values:
            return default
        return self.text(name).lower() in {"true", "1", "yes", "y", "on"}

    def structure(self, name: str, shape: type[_Shape]) -> _Shape | None:
        """A nested object, sent as JSON or as JSON in a string; None when absent."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            if isinstance(value, str):
                return msgspec.json.decode(value, type=shape)
            return msgspec.convert(value, type=shape)
        except msgspec.DecodeError as error:
            raise BadParameter(str(error)) from error

    def upload(self, name: str) -> Upload | None:
        """The first file under this name."""
        found = self.uploads.get(name)
        return found[0] if found else None


async def read_parameters(scope: Scope, receive: Receive) -> Parameters:
    """Query and body of a request together; the body wins."""
    values: dict[str, object] = dict(
        parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
    )
    content_type = _content_type(scope)
    if content_type.startswith("multipart/form-data"):
        return await _read_multipart(scope, receive, values)
    body = await _read_body(receive)
    if not body:
        return Parameters(values)
    if content_type.startswith("application/json"):
        values.update(_json_object(body))
    else:
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Parameters(values)


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return bytes(value).decode("latin-1").lower()
    return ""


async def _read_body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > _MAX_BODY_BYTES:
            raise BodyTooLarge
    return b"".join(parts)


def _json_object(body: bytes) -> dict[str, object]:
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadParameter("can't parse JSON object") from error
    if not isinstance(found, dict):
        raise BadParameter("can't parse JSON object: object expected")
    return found


async def _read_multipart(scope: Scope, receive: Receive, values: dict[str, object]) -> Parameters:
    uploads: dict[str, tuple[Upload, ...]] = {}
    async with Request(scope, receive).form(max_part_size=_MAX_BODY_BYTES) as form:
        for name, value in form.multi_items():
            if not isinstance(value, UploadFile):
                values[name] = value
            elif value.filename:
                upload = Upload(value.filename, await value.read(), value.content_type or "")
                uploads[name] = (*uploads.get(name, ()), upload)
    return Parameters(values, uploads)
