"""The Cloud API: messages over kept connections, uploads and downloads over an aiohttp session."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec

from bot.channels.keep_alive import (
    CONNECT_SECONDS,
    FIRST_FAILURE,
    Answer,
    NoAnswerError,
    NotSentError,
    Posts,
)
from bot.channels.whatsapp.errors import EXPIRED_SUBCODE, GraphError, error_of
from bot.channels.whatsapp.limits import MAX_DOWNLOAD
from bot.rendering import File
from domain.errors import Refused, Retryable, Scope, Uncertain

EXTRA_CONNECTIONS = 10  # beside the sends: reading marks, questions of the watch
READ_SECONDS = 15.0
UPLOAD_SECONDS = 60.0
# Where Meta keeps what people sent; the token goes to these and to the API's own host alone.
MEDIA_HOSTS = ("lookaside.fbsbx.com",)
MEDIA_DOMAINS = (".fbsbx.com", ".whatsapp.net", ".fbcdn.net")
EXPIRED = "expired"  # the code of Refused for a file that is not there any more
USAGE = "x-business-use-case-usage"
RETRIES_DOWNLOAD = 5.0


class Id(msgspec.Struct):
    id: str = ""


class Sent(msgspec.Struct):
    messages: list[Id] = []


class MediaInfo(msgspec.Struct):
    url: str = ""
    sha256: str = ""
    file_size: int = 0


class OwnNumber(msgspec.Struct):
    display_phone_number: str = ""


class Failure(msgspec.Struct):
    error: GraphError | None = None


class Usage(msgspec.Struct):
    estimated_time_to_regain_access: float = 0.0  # minutes


_decode_sent = msgspec.json.Decoder(Sent).decode
_decode_id = msgspec.json.Decoder(Id).decode
_decode_media = msgspec.json.Decoder(MediaInfo, strict=False).decode
_decode_number = msgspec.json.Decoder(OwnNumber).decode
_decode_failure = msgspec.json.Decoder(Failure, strict=False).decode
_decode_usage = msgspec.json.Decoder(dict[str, list[Usage]], strict=False).decode
_encode = msgspec.json.Encoder().encode


class Client:
    """Calls the API for one phone number. base and version are settings."""

    def __init__(self, base: str, token: str, phone_number_id: str, in_flight: int) -> None:
        """base: with the version, as in https://graph.facebook.com/v26.0."""
        self._base, self._token, self.phone_number_id = base, token, phone_number_id
        self._in_flight, self._name = in_flight, ""
        self._path = urlsplit(base).path
        self._posts: Posts | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The pooled session; opened at first use, inside the running loop."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._in_flight + EXTRA_CONNECTIONS, limit_per_host=0, ttl_dns_cache=300,
                keepalive_timeout=75,
            )  # fmt: skip
            self._session = aiohttp.ClientSession(
                connector=connector, skip_auto_headers={"User-Agent"}
            )
        return self._session

    async def call(self, method: str, path: str, body: Any = None, *,
                   params: Mapping[str, str] | None = None,
                   read_seconds: float = READ_SECONDS) -> bytes:  # fmt: skip
        """One request below the base; the content of a good answer.

        Raises a DeliveryError: Retryable when it was surely not carried out, Uncertain when it may
        have been (a timeout or a broken connection after the request had left).
        """
        if method == "POST" and body is not None and not isinstance(body, aiohttp.FormData):
            status, content, told = await self._post(path, body, read_seconds)
        else:
            status, content, told = await self._request(method, path, body, params, read_seconds)
        if status >= FIRST_FAILURE:
            raise error_of(status, content, _retry_after(told))
        return content

    async def _post(self, path: str, body: Any, read_seconds: float) -> Answer:
        """JSON, as every message is: the hot path."""
        if self._posts is None:
            limit = self._in_flight + EXTRA_CONNECTIONS
            self._posts = Posts(self._base, limit, hears_failures=True)
        try:
            return await self._posts.ask(
                f"{self._path}/{path}", _encode(body), read_seconds,
                f"authorization: Bearer {self._token}\r\n",
            )  # fmt: skip
        except NotSentError as error:
            raise Retryable(CONNECT_SECONDS, Scope.CHANNEL, f"no connection: {error}") from error
        except NoAnswerError as error:
            raise Uncertain(f"{path}: {error}") from error

    async def _request(
        self, method: str, path: str, body: aiohttp.FormData | None,
        params: Mapping[str, str] | None, read_seconds: float,
    ) -> Answer:  # fmt: skip
        """Anything else."""
        timeout = aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS, sock_read=read_seconds)
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            async with self.session.request(
                method, f"{self._base}/{path}", params=params, timeout=timeout, data=body,
                headers=headers,
            ) as response:  # fmt: skip
                told = {name.lower(): value for name, value in response.headers.items()}
                return response.status, await response.read(), told
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Retryable(CONNECT_SECONDS, Scope.CHANNEL, f"no connection: {error!r}") from error
        except (TimeoutError, aiohttp.ClientError) as error:
            raise Uncertain(f"{path}: {type(error).__name__}") from error

    async def send(self, body: Any) -> str:
        """Post a message; the id that the platform gives it."""
        content = await self.call("POST", f"{self.phone_number_id}/messages", body)
        try:
            found = _decode_sent(content).messages
        except msgspec.MsgspecError:
            found = []
        if not found:
            raise Uncertain("messages: unreadable answer")
        return found[0].id

    async def mark_read(self, message_id: str, *, is_typing: bool = False) -> None:
        """The person sees that we have read it; is_typing: and that an answer is being written."""
        body = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
        typing = {"typing_indicator": {"type": "text"}} if is_typing else {}
        await self.call("POST", f"{self.phone_number_id}/messages", body | typing)

    async def check(self) -> None:
        """Ask for our own number. Raises CredentialsRejected where the token is not taken."""
        await self.call("GET", self.phone_number_id, params={"fields": "id"})

    async def name(self) -> str:
        """Our number, E.164; asked once. Raises a DeliveryError."""
        if not self._name:
            content = await self.call(
                "GET", self.phone_number_id, params={"fields": "display_phone_number"}
            )
            shown = _decode_number(content).display_phone_number
            self._name = "+" + "".join(c for c in shown if c.isdecimal())
        return self._name

    async def upload(self, file: File) -> str:
        """Upload a file; its id is good for 30 days. Nothing is uncertain: it is sent later."""
        form = aiohttp.FormData()
        form.add_field("messaging_product", "whatsapp")
        form.add_field("type", file.mime)
        form.add_field("file", file.content, filename=file.name, content_type=file.mime)
        try:
            content = await self.call(
                "POST", f"{self.phone_number_id}/media", form, read_seconds=UPLOAD_SECONDS
            )
        except Uncertain as error:
            raise Retryable(5, message=str(error)) from error
        return _decode_id(content).id

    async def download(self, media_id: str) -> bytes:
        """The content of a file that somebody sent: its address first, then the bytes.

        Raises Refused(EXPIRED) where the platform has it no more, Refused above MAX_DOWNLOAD or
        for an address that is not the platform's, Retryable for the rest.
        """
        info = await self._find_media(media_id)
        if not self._is_trusted(info.url):
            raise Refused("host", f"media of a foreign host: {urlsplit(info.url).hostname}")
        if info.file_size > MAX_DOWNLOAD:
            raise Refused("size", "the file is larger than we fetch")
        content = await self._fetch(info.url)
        if info.sha256 and not is_digest_of(info.sha256, content):
            raise Retryable(RETRIES_DOWNLOAD, message="the file is not what was announced")
        return content

    async def _find_media(self, media_id: str) -> MediaInfo:
        if not media_id.isalnum():
            raise Refused("media", "this is no id of a file")
        timeout = aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
        headers = {"Authorization": f"Bearer {self._token}"}
        address = f"{self._base}/{media_id}"
        try:
            async with self.session.get(address, headers=headers, timeout=timeout) as response:
                status, content = response.status, await response.read()
        except (TimeoutError, aiohttp.ClientError) as error:
            raise Retryable(RETRIES_DOWNLOAD, message=f"{type(error).__name__}") from error
        if status >= 300:
            if _is_expired(content):
                raise Refused(EXPIRED, "the platform has this file no more")
            raise error_of(status, content, None)
        return _decode_media(content)

    def _is_trusted(self, url: str) -> bool:
        """Whether the token may go to this address."""
        asked, own = urlsplit(url), urlsplit(self._base)
        if (asked.scheme, asked.netloc) == (own.scheme, own.netloc):
            return True
        host = asked.hostname or ""
        is_metas = host in MEDIA_HOSTS or host.endswith(MEDIA_DOMAINS)
        return is_metas and asked.scheme == "https" and asked.port in (None, 443)

    async def _fetch(self, url: str) -> bytes:
        timeout = aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
        headers = {"Authorization": f"Bearer {self._token}"}
        parts: list[bytes] = []
        size = 0
        try:
            async with self.session.get(
                url, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise Retryable(RETRIES_DOWNLOAD, message=f"HTTP {response.status}")
                async for part in response.content.iter_chunked(65536):
                    size += len(part)
                    if size > MAX_DOWNLOAD:
                        raise Refused("size", "the file is larger than we fetch")
                    parts.append(part)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise Retryable(RETRIES_DOWNLOAD, message=f"{type(error).__name__}") from error
        return b"".join(parts)

    async def close(self) -> None:
        """Close the pooled connections."""
        if self._posts is not None:
            await self._posts.close()
        if self._session is not None:
            await self._session.close()


def is_digest_of(told: str, content: bytes) -> bool:
    """Whether this is the content's SHA-256: in hex, or in base64 as newer webhooks have it."""
    digest = hashlib.sha256(content).digest()
    if len(told) == len(digest) * 2:
        return hmac.compare_digest(told.lower().encode(), digest.hex().encode())
    try:
        return hmac.compare_digest(base64.b64decode(told + "=" * (-len(told) % 4)), digest)
    except (binascii.Error, ValueError):
        return False


def _is_expired(content: bytes) -> bool:
    try:
        error = _decode_failure(content).error
    except msgspec.MsgspecError:
        return False
    return error is not None and (error.code, error.error_subcode) == (100, EXPIRED_SUBCODE)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that an answer asks us to wait, by either of the headers (small names) that do."""
    told = headers.get("retry-after", "")
    if told.isdecimal():
        return float(told)
    try:
        cases = _decode_usage(headers.get(USAGE, "{}"))
    except msgspec.MsgspecError:
        return None
    minutes = max((u.estimated_time_to_regain_access for c in cases.values() for u in c), default=0)
    return minutes * 60 or None
