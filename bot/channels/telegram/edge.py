"""Puts Telegram together: the client, the sender's transport, and the way updates come in."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from telegram.error import TelegramError

from bot.channels.edge import Asgi, House, Shelf
from bot.channels.events import Event
from bot.channels.telegram.client import Client
from bot.channels.telegram.limits import UPDATE_KINDS
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.requests import Labels
from bot.channels.telegram.transport import TelegramTransport
from bot.channels.telegram.updates import CHANNEL, parse
from bot.channels.telegram.webhook import TelegramWebhook
from bot.jobs import Job
from dialog.words import Words, find_text
from domain.errors import DeliveryError

log = logging.getLogger("ikm.telegram")

WEBHOOK_PATH = "/webhook/telegram"
SETTING_UP_SECONDS = 15.0
MENU = ("menu", "daftar", "status", "data_saya", "bantuan", "batal", "berhenti")


def labels_of(words: Words) -> Labels:
    """The words of the machinery's buttons."""
    return Labels(
        more=find_text(words, "form.button_more", {}),
        back=find_text(words, "form.button_back", {}),
        share_phone=find_text(words, "form.button_phone", {}),
        phone_hint=find_text(words, "form.phone_hint", {}),
    )


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

    channel = CHANNEL

    def __init__(self, house: House) -> None:
        settings, inbound = house.settings, house.inbound
        token = settings.telegram_bot_token.get_secret_value()
        client = Client(settings.telegram_api_base, token, settings.sends_in_flight)
        self.client, self.transport = client, TelegramTransport(
            client, labels_of(inbound.words), Shelf(house.database).find_media,
            house.folder.read, house.render,
        )  # fmt: skip
        acknowledge = Acknowledger(client)
        self._secret = settings.telegram_webhook_secret.get_secret_value()
        self._url = settings.public_url + WEBHOOK_PATH
        self.routes: dict[str, Asgi] = {}
        self.poller: Poller | None = None
        if self._secret:
            self.routes[WEBHOOK_PATH] = TelegramWebhook(
                client.bot_id, self._secret, inbound.clock, inbound.submit, acknowledge
            )
        else:
            alert = house.alerts.about(CHANNEL)
            self.poller = Poller(client, inbound.clock, inbound.enqueue, acknowledge, alert)
        self._words, self._clock = inbound.words, inbound.clock
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

    async def name(self) -> str:
        """The bot's user name."""
        return await self.client.name()

    def parse_stored(self, payload: str) -> Event | None:
        """The event once more, from what the inbox has kept of it."""
        return parse(payload.encode(), self.client.bot_id, self._clock.now())

    async def fetch(self, reference: str) -> bytes:
        """The content of a file that a person sent."""
        return await self.client.download(reference)

    def jobs(self) -> Sequence[Job]:
        """Nothing has to be looked after."""
        return ()

    async def close(self) -> None:
        """Give back all connections."""
        await self.client.close()

    async def stop(self) -> None:
        """Ask for no more updates."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
