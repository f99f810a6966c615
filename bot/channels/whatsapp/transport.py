"""Sends the rows of the outbox to WhatsApp: free words within the window, templates outside."""

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias

import msgspec
from msgspec.structs import replace

from bot.channels.whatsapp.client import Client
from bot.channels.whatsapp.errors import FEW_TRIES, MEDIA, NoSuchObject
from bot.channels.whatsapp.limits import MAX_FILE_NAME, UPLOAD_LIVES_SECONDS
from bot.channels.whatsapp.messages import CHANNEL
from bot.channels.whatsapp.requests import Labels, bodies, recipient
from bot.channels.whatsapp.templates import load_templates, template_body
from bot.rendering import File, Render
from dialog.messages import Outgoing, Template
from domain import window
from domain.clock import Clock
from domain.delivery import WITHOUT_MEDIA
from domain.errors import Held, Refused, Retryable
from storage.media import FAILED, Medium
from storage.outbox import Row

Body: TypeAlias = dict[str, Any]

TYPES = {"photo": "image", "video": "video", "voice": "audio", "audio": "audio"}
NAMES = {  # by what `bot.files` found at the beginning of the file
    ".jpg": ("foto.jpg", "image/jpeg"),
    ".png": ("foto.png", "image/png"),
    ".webp": ("foto.webp", "image/webp"),
    ".ogg": ("suara.ogg", "audio/ogg"),
    ".pdf": ("berkas.pdf", "application/pdf"),
}
MOST_REMEMBERED = 2000  # uploads, and people who were told that something waits
log = logging.getLogger("ikm.whatsapp.sending")

_decode = msgspec.json.Decoder(Outgoing).decode


class Shelf(Protocol):
    """What the transport has to look up outside of its row."""

    async def find_media(self, ids: Sequence[int]) -> list[Medium]:
        """Rows of the media table."""
        ...

    async def is_announced(self, contact_id: int) -> bool:
        """Whether the person was told that something waits for them."""
        ...


class WhatsAppTransport:
    """One number's way to people."""

    channel = CHANNEL
    paces_replies = True  # the number's throughput counts every message

    def __init__(self, client: Client, labels: Labels, shelf: Shelf, clock: Clock,
                 open_file: Callable[[Medium], bytes], render: Render) -> None:  # fmt: skip
        self.client, self.labels, self.shelf, self.clock = client, labels, shelf, clock
        self.open_file, self.render = open_file, render
        self.unusable: dict[str, str] = {}  # templates that are not accepted now, and why
        self.on_refused: Callable[[str, str], Awaitable[None]] | None = None
        self._uploads: dict[int, tuple[str, float]] = {}
        self._announced: dict[int, datetime | None] = {}  # contact → when they had last written
        self._done: dict[int, int] = {}  # parts of a row that have gone, while it is under way

    async def send(self, row: Row) -> str:
        """Send one row. Raises a DeliveryError; see `Client.call`."""
        outgoing = _decode(row.payload)
        if self._is_closed(row):
            return await self._send_outside(row, outgoing)
        try:
            return await self._send_with_files(row, outgoing)
        except Held as held:
            if held.reason != window.HELD_FOR_WINDOW:
                raise
        return await self._send_outside(row, outgoing)  # the platform's clock has the last word

    def _is_closed(self, row: Row) -> bool:
        """Whether the window has closed, by our clock or as the platform has said."""
        if row.reason == window.HELD_FOR_WINDOW:
            return True
        last = row.last_inbound_at
        return last is not None and not window.is_open(last, self.clock.now())

    # -------------------------------------------------------------- outside the window

    async def _send_outside(self, row: Row, outgoing: Outgoing) -> str:
        template = outgoing.template
        if template is None:
            raise Held(window.HELD_FOR_WINDOW)
        text = load_templates().get(template.name)
        if text is None or not text.announces:
            return await self._send_template(row, outgoing, template, str(row.id))
        if not await self._is_announced(row):
            await self._send_template(row, outgoing, template, f"{row.id}:announced")
            self._announced[row.contact_id] = row.last_inbound_at
        raise Held(window.HELD_ANNOUNCED)

    async def _is_announced(self, row: Row) -> bool:
        """Whether the person was told already, since they wrote last, that something waits."""
        if len(self._announced) >= MOST_REMEMBERED:
            self._announced.clear()
        told = self._announced.get(row.contact_id, row)
        return told == row.last_inbound_at or await self.shelf.is_announced(row.contact_id)

    async def _send_template(
        self, row: Row, outgoing: Outgoing, template: Template, reference: str
    ) -> str:
        if template.name in self.unusable:
            raise Held(window.HELD_FOR_TEMPLATE)
        body = template_body(template, outgoing)
        try:
            return await self._post(row, body, reference)
        except Held as held:
            if held.reason == window.HELD_FOR_TEMPLATE:
                why = str(held)
                self.unusable[template.name] = why
                if self.on_refused is not None:
                    await self.on_refused(template.name, why)
            raise

    # -------------------------------------------------------------- within the window

    async def _send_with_files(self, row: Row, outgoing: Outgoing) -> str:
        """With the pictures where the platform takes them, else the words alone."""
        if row.reason == WITHOUT_MEDIA:
            return await self._send_freely(row, replace(outgoing, media=()))
        try:
            return await self._send_freely(row, outgoing)
        except Refused as error:
            if error.code != MEDIA or not outgoing.media:
                raise
            log.warning("media %s are left out of a message: %s", outgoing.media, error)
            self._done.pop(row.id, None)  # the parts are others now
            return await self._send_freely(row, replace(outgoing, media=()))

    async def _send_freely(self, row: Row, outgoing: Outgoing) -> str:
        """All parts but the last say in their reference that they are not the row itself."""
        files = await self._files(outgoing)
        *before, last = files or [None]
        parts = [b for b in before if b is not None] + bodies(outgoing, self.labels, last)
        try:
            return await self._post_parts(row, parts)
        except NoSuchObject as error:
            known = [m for m in outgoing.media if self._uploads.pop(m, None) is not None]
            if not known:
                raise
            raise Retryable(1.0, message=f"an upload is gone: {error}", tries=FEW_TRIES) from error

    async def _post_parts(self, row: Row, parts: Sequence[Body]) -> str:
        """The parts that have not gone yet; the id of the last."""
        provider_id = ""
        for n, body in enumerate(parts):
            if n < self._done.get(row.id, 0):
                continue  # it has gone in an earlier attempt
            is_last = n == len(parts) - 1
            provider_id = await self._post(row, body, str(row.id) if is_last else f"{row.id}:{n}")
            if not is_last:
                self._done[row.id] = n + 1
        self._done.pop(row.id, None)
        return provider_id

    async def _post(self, row: Row, body: Body, reference: str) -> str:
        return await self.client.send(
            {**recipient(row.address), **body, "biz_opaque_callback_data": reference}
        )

    async def _files(self, outgoing: Outgoing) -> list[Body | None]:
        """What goes with the message, uploaded; the last of it may share a message with the text.

        Voice notes come first, because they never share one.
        """
        found = await self.shelf.find_media(outgoing.media) if outgoing.media else []
        sound_first = sorted(
            (m for m in found if m.state != FAILED), key=lambda m: m.kind not in ("voice", "audio")
        )
        files: list[Body | None] = []
        for medium in sound_first:
            try:
                files.append(await self._uploaded(medium))
            except Refused as error:  # the words are needed all the same
                log.warning("media %d is left out of a message: %s", medium.id, error)
        if outgoing.document:
            file = await self.render(outgoing.document)
            uploaded = await self.client.upload(file)
            if file.mime.startswith("image/"):
                files.append({"type": "image", "image": {"id": uploaded}})
            else:
                content = {"id": uploaded, "filename": file.name[:MAX_FILE_NAME]}
                files.append({"type": "document", "document": content})
        return files

    async def _uploaded(self, medium: Medium) -> Body:
        """A stored file under an id of the platform; the id is used again while it lives."""
        known = self._uploads.get(medium.id)
        now = time.monotonic()
        kind = TYPES.get(medium.kind, "document")
        suffix = "." + (medium.path or "").rpartition(".")[2]
        name, mime = NAMES.get(suffix, ("berkas.bin", medium.mime or "application/octet-stream"))
        kind = kind if suffix in NAMES and suffix != ".webp" else "document"
        if known is None or known[1] < now:
            content = self.open_file(medium)
            if not content:
                raise Refused("media", f"media {medium.id} is empty")
            uploaded = await self.client.upload(File(name, mime, content))
            if len(self._uploads) >= MOST_REMEMBERED:
                self._uploads.clear()
            known = self._uploads[medium.id] = (uploaded, now + UPLOAD_LIVES_SECONDS)
        content_of: Body = {"id": known[0]} | ({"filename": name} if kind == "document" else {})
        return {"type": kind, kind: content_of}

    async def check(self) -> None:
        """Ask whether the token is accepted. Raises CredentialsRejected when it is not."""
        await self.client.check()
