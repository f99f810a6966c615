"""The Bot API: JSON methods over kept connections, files and `telegram.Bot` over aiohttp.

Measured: a send costs 1–2 ms of CPU through httpx, and its pool is quadratic under load; 0.1–0.2
ms through aiohttp, 0.03 over the kept connections. What uploads files goes through `telegram.Bot`.
"""

from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.keep_alive import CONNECT_SECONDS, NoAnswerError, NotSentError, Posts
from bot.channels.mending import mended
from bot.channels.telegram.errors import error_of
from bot.channels.telegram.limits import MAX_DOWNLOAD
from domain.errors import Refused, Retryable, Scope, Uncertain

EXTRA_CONNECTIONS = 10  # beside what the sender has in flight: polls, presses, set-up
READ_SECONDS = 15.0
UPLOAD_SECONDS = 60.0


class Parameters(msgspec.Struct):
    retry_after: float | None = None


class SentMessage(msgspec.Struct):
    message_id: int = 0


class Me(msgspec.Struct):
    username: str = ""


class FilePath(msgspec.Struct):
    file_path: str = ""


class Answer(msgspec.Struct):
    """What every method answers; `result` is left undecoded."""

    ok: bool = False
    result: msgspec.Raw = msgspec.Raw(b"null")
    error_code: int = 0
    description: str = ""
    parameters: Parameters | None = None


_decode = msgspec.json.Decoder(Answer).decode
_decode_file = msgspec.json.Decoder(FilePath).decode
_decode_me = msgspec.json.Decoder(Me).decode
_decode_sent = msgspec.json.Decoder(SentMessage).decode
_encode = msgspec.json.Encoder().encode


class Client:
    """Calls methods of the Bot API for one token."""

    def __init__(self, base: str, token: str, in_flight: int) -> None:
        self._files = f"{base}/file/bot{token}/"
        self.bot_id = token.partition(":")[0]
        self._in_flight = in_flight
        self._base, self._token = base, token
        parts = urlsplit(base)
        self._path = f"{parts.path}/bot{token}/"
        self._posts: Posts | None = None
        self._session: aiohttp.ClientSession | None = None
        self._bot: Bot | None = None
        self._name = ""

    @property
    def session(self) -> aiohttp.ClientSession:
        """The pooled session; opened at first use, inside the running loop."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._in_flight + EXTRA_CONNECTIONS,
                limit_per_host=0,
                ttl_dns_cache=300,
                keepalive_timeout=75,
            )
            timeout = aiohttp.ClientTimeout(
                total=None, sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS
            )
            self._session = aiohttp.ClientSession(
                connector=connector, timeout=timeout, skip_auto_headers={"User-Agent"}
            )
        return self._session

    @property
    def bot(self) -> Bot:
        """`telegram.Bot` for the methods that are not hot, on the same session."""
        if self._bot is None:
            self._bot = Bot(
                self._token,
                base_url=f"{self._base}/bot",
                base_file_url=f"{self._base}/file/bot",
                request=AiohttpRequest(self),
                get_updates_request=AiohttpRequest(self),
            )
        return self._bot

    async def call(
        self, method: str, body: Any, *, read_seconds: float = READ_SECONDS
    ) -> msgspec.Raw:
        """Post one method as JSON; the undecoded result.

        Raises a DeliveryError: Retryable when it was surely not executed, Uncertain when it may
        have been (a timeout or a broken connection after the request had left).
        """
        if self._posts is None:
            self._posts = Posts(self._base, self._in_flight + EXTRA_CONNECTIONS)
        try:
            status, content = await self._posts.post(
                self._path + method, _encode(body), read_seconds
            )
        except NotSentError as error:
            raise Retryable(CONNECT_SECONDS, Scope.CHANNEL, f"no connection: {error}") from error
        except NoAnswerError as error:
            raise Uncertain(f"{method}: {error}") from error
        return _result(method, status, content)

    async def send(self, method: str, body: Any) -> str:
        """Post a method that answers with a message; its id."""
        return str(_decode_sent(await self.call(method, body)).message_id)

    async def name(self) -> str:
        """The bot's user name, as in t.me links; asked once. Raises a DeliveryError."""
        if not self._name:
            self._name = _decode_me(await self.call("getMe", {})).username
        return self._name

    async def find_file(self, file_id: str) -> str:
        """The path under which a file can be downloaded for the next hour."""
        return _decode_file(await self.call("getFile", {"file_id": file_id})).file_path

    async def download(self, file_id: str) -> bytes:
        """The content of a file. Raises Refused above `MAX_DOWNLOAD`, Retryable for the rest."""
        path = await self.find_file(file_id)
        parts: list[bytes] = []
        size = 0
        try:
            async with self.session.get(self._files + path) as response:
                if response.status != 200:
                    raise Retryable(5, message=f"HTTP {response.status}")
                async for part in response.content.iter_chunked(65536):
                    size += len(part)
                    if size > MAX_DOWNLOAD:
                        raise Refused("size", "the file is larger than a bot may fetch")
                    parts.append(part)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise Retryable(5, message=f"download: {type(error).__name__}") from error
        return b"".join(parts)

    async def close(self) -> None:
        """Close the pooled connections."""
        if self._posts is not None:
            await self._posts.close()
        if self._session is not None:
            await self._session.close()


def _read(content: bytes) -> Answer | None:
    try:
        return _decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _result(method: str, status: int, content: bytes) -> msgspec.Raw:
    answer = _read(content) or _read(mended(content))  # one spot would make the poller deaf
    if answer is None:
        if status == 200:  # accepted, but the answer cannot be read
            raise Uncertain(f"{method}: unreadable answer")
        raise error_of(status, f"HTTP {status}", None)
    if answer.ok:
        return answer.result
    after = answer.parameters.retry_after if answer.parameters else None
    raise error_of(answer.error_code or status, answer.description, after)


class AiohttpRequest(BaseRequest):
    """PTB's own extension point for another HTTP client, on the client's session."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """The session opens at first use."""

    async def shutdown(self) -> None:
        """The session belongs to the client, which closes it."""

    async def do_request(  # noqa: PLR0913  # the signature is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One HTTP request; the status and the body."""
        has_files = bool(request_data and request_data.contains_files)
        read = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        timeout = aiohttp.ClientTimeout(
            sock_connect=CONNECT_SECONDS, sock_read=UPLOAD_SECONDS if has_files else read
        )
        data = _form(request_data) if request_data else None
        try:
            async with self._client.session.request(
                method, url, data=data, timeout=timeout
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error


def _form(request_data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
