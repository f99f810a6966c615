"""Sends the rows of the outbox to Telegram."""

import time
from collections.abc import Awaitable, Callable, Sequence

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
from storage.media import Medium
from storage.outbox import Row

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
        """Photos as one album, voice notes one by one; files of another channel are uploaded."""
        found = await self.find_media(ids)
        photos = [m for m in found if m.kind in ("photo", "video")][:MAX_MEDIA_GROUP]
        try:
            if len(photos) == 1:
                await self.client.bot.send_photo(int(address), self._source(photos[0]))
            elif photos:
                kinds = {"photo": InputMediaPhoto, "video": InputMediaVideo}
                album = [kinds[m.kind](self._source(m)) for m in photos]
                await self.client.bot.send_media_group(int(address), album)
            for one in found:
                if one.kind in ("voice", "audio"):
                    await self.client.bot.send_voice(int(address), self._source(one))
                elif one.kind == "document":
                    await self.client.bot.send_document(int(address), self._source(one))
        except TelegramError as error:
            raise _translated(error) from error

    async def _send_document(self, address: str, reference: str) -> None:
        """A file that is made now, from rows; a picture is seen without opening it."""
        file = await self.render(reference)
        to, bot = int(address), self.client.bot
        try:
            if file.mime.startswith("image/"):
                await bot.send_photo(to, file.content, filename=file.name)
            else:
                await bot.send_document(to, file.content, filename=file.name)
        except TelegramError as error:
            raise _translated(error) from error

    def _source(self, medium: Medium) -> str | bytes:
        if medium.channel == self.channel and medium.provider_ref:
            return medium.provider_ref
        return self.open_file(medium)

    async def check(self) -> None:
        """Ask whether the token is accepted. Raises CredentialsRejected when it is not."""
        await self.client.call("getMe", {})


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
