"""Sends the rows of the outbox to Telegram."""

import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from telegram import InputMediaPhoto, InputMediaVideo
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.client import Client
from bot.channels.telegram.errors import error_of, is_harmless, is_not_editable
from bot.channels.telegram.limits import MAX_MEDIA_GROUP
from bot.channels.telegram.requests import Labels, bodies
from bot.rendering import Render
from dialog.messages import Outgoing
from domain.errors import DeliveryError, Refused, Retryable, Scope, Uncertain
from storage.media import FAILED, Medium
from storage.outbox import Row

log = logging.getLogger("ikm.telegram.sending")

_decode = msgspec.json.Decoder(Outgoing).decode


class TelegramTransport:
    """One bot's way to people. find_media: rows of the media table by their ids."""

    channel = "telegram"
    paces_replies = False  # "replies to users are not bulk"

    def __init__(self, client: Client, labels: Labels,
                 find_media: Callable[[Sequence[int]], Awaitable[list[Medium]]],
                 open_file: Callable[[Medium], bytes], render: Render) -> None:  # fmt: skip
        self.client, self.labels, self.render = client, labels, render
        self.find_media, self.open_file = find_media, open_file
        self._limited: tuple[int, float] = (0, 0.0)

    async def send(self, row: Row) -> str:
        """Send one row. Raises a DeliveryError; see `client.call`."""
        outgoing = _decode(row.payload)
        try:
            if outgoing.media:
                await self._send_media(row.address, outgoing.media)
            if outgoing.document:
                await self._send_document(row.address, outgoing.document)
            return await self._send_text(row.address, outgoing)
        except Retryable as later:
            raise self._scoped(later, row.contact_id) from None

    def _scoped(self, later: Retryable, contact_id: int) -> Retryable:
        """A second person refused within the wait of a first: the limit is the whole bot's."""
        contact, until = self._limited
        now = time.monotonic()
        self._limited = (contact_id, now + later.after_seconds)
        if later.scope is Scope.CONTACT and contact not in (0, contact_id) and now < until:
            return Retryable(later.after_seconds, Scope.CHANNEL, str(later))
        return later

    async def _send_text(self, address: str, outgoing: Outgoing) -> str:
        message_id = ""
        for method, body in bodies(address, outgoing, self.labels):
            try:
                message_id = await self.client.send(method, body)
            except Refused as error:
                if is_harmless(str(error)):
                    message_id = outgoing.edits
                elif is_not_editable(str(error)):
                    body.pop("message_id", None)
                    message_id = await self.client.send("sendMessage", body)
                else:
                    raise
        return message_id

    async def _send_media(self, address: str, ids: Sequence[int]) -> None:
        """Photos as one album, voice notes one by one; files of another channel are uploaded.

        What is lost, or refused, is left out: the words below it are needed all the same.
        """
        found = [m for m in await self.find_media(ids) if m.state != FAILED]
        pictures = [m for m in found if m.kind in ("photo", "video")][:MAX_MEDIA_GROUP]
        alone = [m for m in found if m.kind in ("voice", "audio", "document")]
        if not await self._is_album_sent(int(address), pictures):
            alone = [*pictures, *alone]
        for one in alone:
            try:
                await self._send_one(int(address), one)
            except Refused as error:
                log.warning("media %d is left out of a message: %s", one.id, error)

    async def _is_album_sent(self, to: int, pictures: Sequence[Medium]) -> bool:
        """False for a single picture, and where one that is refused takes the others with it."""
        if len(pictures) < 2:
            return False
        kinds = {"photo": InputMediaPhoto, "video": InputMediaVideo}
        try:
            with _in_our_terms():
                album = [kinds[m.kind](self._source(m)) for m in pictures]
                await self.client.bot.send_media_group(to, album)
        except Refused:
            return False
        return True

    async def _send_one(self, to: int, one: Medium) -> None:
        with _in_our_terms():
            if one.kind in ("voice", "audio"):
                await self.client.bot.send_voice(to, self._source(one))
            elif one.kind == "document":
                await self.client.bot.send_document(to, self._source(one))
            elif one.kind == "video":
                await self.client.bot.send_video(to, self._source(one))
            else:
                await self.client.bot.send_photo(to, self._source(one))

    async def _send_document(self, address: str, reference: str) -> None:
        """A file that is made now, from rows; a picture is seen without opening it."""
        file = await self.render(reference)
        to, bot = int(address), self.client.bot
        with _in_our_terms():
            if file.mime.startswith("image/"):
                await bot.send_photo(to, file.content, filename=file.name)
            else:
                await bot.send_document(to, file.content, filename=file.name)

    def _source(self, medium: Medium) -> str | bytes:
        if medium.channel == self.channel and medium.provider_ref:
            return medium.provider_ref
        return self.open_file(medium)

    async def check(self) -> None:
        """Ask whether the token is accepted. Raises CredentialsRejected when it is not."""
        await self.client.call("getMe", {})


@contextmanager
def _in_our_terms() -> Iterator[None]:
    """What PTB raises is a DeliveryError outside."""
    try:
        yield
    except TelegramError as error:
        raise _translated(error) from error


def _translated(error: TelegramError) -> DeliveryError:
    """PTB's error classes in terms of ours."""
    if isinstance(error, RetryAfter):
        after = error.retry_after
        seconds = after if isinstance(after, int) else after.total_seconds()
        return Retryable(seconds, Scope.CONTACT, str(error))
    if isinstance(error, TimedOut):
        return Uncertain(str(error))
    status = {"Forbidden": 403, "InvalidToken": 401, "BadRequest": 400, "Conflict": 409}
    known = status.get(type(error).__name__)
    if known is None and isinstance(error, NetworkError):
        return Uncertain(str(error))
    return error_of(known or 500, str(error), None)
