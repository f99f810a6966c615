"""Puts Telegram together: the client, the sender's transport, and the way updates come in."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from telegram.error import TelegramError

from bot.alerts import Alerts
from bot.channels.events import Event
from bot.channels.telegram.client import Client
from bot.channels.telegram.limits import UPDATE_KINDS
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.requests import Labels
from bot.channels.telegram.transport import TelegramTransport
from bot.channels.telegram.webhook import TelegramWebhook
from bot.files import MediaFolder
from bot.inbound import Inbound
from bot.rendering import Render
from dialog.words import Words, find_text
from domain.errors import DeliveryError
from storage import media
from storage.database import Database
from storage.media import Medium

log = logging.getLogger("ikm.telegram")

WEBHOOK_PATH = "/webhook/telegram"
SETTING_UP_SECONDS = 15.0
MENU = ("menu", "daftar", "status", "data_saya", "bantuan", "batal", "berhenti")


def transport_for(
    client: Client, database: Database, words: Words, folder: MediaFolder, render: Render
) -> TelegramTransport:
    """The sender's transport, with the words of its buttons."""

    async def find_media(ids: Sequence[int]) -> list[Medium]:
        async with database.read() as tx:
            return await media.list_by_id(tx, ids)

    labels = Labels(
        more=find_text(words, "form.button_more", {}),
        back=find_text(words, "form.button_back", {}),
        share_phone=find_text(words, "form.button_phone", {}),
    )
    return TelegramTransport(client, labels, find_media, folder.read, render)


class Acknowledger:
    """Tells Telegram that a press was seen, so that its button stops spinning. Best effort."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._running: set[asyncio.Task[None]] = set()

    def __call__(self, event: Event) -> None:
        """Answer the callback query of a committed press."""
        if event.ack:
            task = asyncio.create_task(self._answer(event.ack))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _answer(self, callback_id: str) -> None:
        with suppress(DeliveryError):
            await self._client.call("answerCallbackQuery", {"callback_query_id": callback_id})


class TelegramEdge:
    """The way in from Telegram: a webhook where a secret is set, else long polling."""

    def __init__(self, client: Client, inbound: Inbound, alerts: Alerts, secret: str,
                 public_url: str) -> None:  # fmt: skip
        self.client = client
        acknowledge = Acknowledger(client)
        self._secret, self._url = secret, public_url + WEBHOOK_PATH
        self.webhook = (
            TelegramWebhook(client.bot_id, secret, inbound.clock, inbound.submit, acknowledge)
            if secret
            else None
        )
        self.poller = (
            None
            if secret
            else Poller(client, inbound.clock, inbound.enqueue, acknowledge, alerts.send)
        )
        self._words = inbound.words
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to take updates."""
        if self.poller is not None:
            self._tasks.append(asyncio.create_task(self.poller.run(), name="poll"))
        self._tasks.append(asyncio.create_task(self._set_up(), name="telegram set-up"))

    async def _set_up(self) -> None:
        """Tell Telegram how updates come and which commands there are; again until it works."""
        while True:
            try:
                if self._secret:
                    await self.client.bot.set_webhook(
                        self._url, secret_token=self._secret, allowed_updates=UPDATE_KINDS
                    )
                else:
                    await self.client.bot.delete_webhook()
                await self.client.bot.set_my_commands(
                    [(c, find_text(self._words, f"form.commands.{c}", {})) for c in MENU]
                )
                return
            except TelegramError as error:
                log.warning("Telegram could not be set up, again soon: %s", error)
                await asyncio.sleep(SETTING_UP_SECONDS)

    def problem(self) -> str:
        """Why nothing comes in, '' when all is well."""
        return self.poller.problem() if self.poller is not None else ""

    async def stop(self) -> None:
        """Ask for no more updates."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
