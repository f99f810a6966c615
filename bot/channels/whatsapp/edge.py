"""Puts WhatsApp together: the client, the sender's transport, the webhook, and what it tells."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress

from bot.channels.edge import Asgi, House, Shelf
from bot.channels.events import Event
from bot.channels.whatsapp.client import Client
from bot.channels.whatsapp.messages import CHANNEL, stored_event
from bot.channels.whatsapp.requests import Labels
from bot.channels.whatsapp.templates import TemplateApi, load_templates
from bot.channels.whatsapp.transport import WhatsAppTransport
from bot.channels.whatsapp.updates import News
from bot.channels.whatsapp.watch import TemplateWatch
from bot.channels.whatsapp.webhook import Keys, WhatsAppWebhook
from bot.jobs import Job
from bot.receipts import Receipts
from bot.settings import Settings
from bot.trouble import Trouble
from dialog.words import Words, find_text
from domain.delivery import SendState
from domain.errors import DeliveryError, OperatorError
from storage import outbox, people, receipts

log = logging.getLogger("ikm.whatsapp")

WEBHOOK_PATH = "/webhook/whatsapp"
MARKS_AT_ONCE = 20  # marks of reading are a courtesy: under load they are left out
TYPING_AFTER_SECONDS = 1.0  # most answers are out long before
DOUBT_SECONDS = 20.0  # a status that settles a doubtful send comes within seconds, or not soon
SETTING_UP_SECONDS = 5.0
NEEDED = ("whatsapp_phone_number_id", "whatsapp_app_secret", "whatsapp_verify_token")


def labels_of(words: Words) -> Labels:
    """The words of the machinery's buttons."""
    return Labels(
        more=find_text(words, "form.button_more", {}),
        back=find_text(words, "form.button_back", {}),
        choose=find_text(words, "form.button_choose", {}),
        type_number=find_text(words, "form.type_number", {}),
    )


def client_for(settings: Settings) -> Client:
    """A client with the settings' number and token."""
    base = f"{settings.whatsapp_api_base}/{settings.whatsapp_api_version}"
    token = settings.whatsapp_token.get_secret_value()
    return Client(base, token, settings.whatsapp_phone_number_id, settings.sends_in_flight)


def check_settings(settings: Settings) -> None:
    """Raises OperatorError where a setting is missing without which nobody is safe or served."""
    values = settings.model_dump()
    missing = [n.upper() for n in NEEDED if not _text(values[n])]
    if missing:
        raise OperatorError(f"WHATSAPP_TOKEN is set, but not {', '.join(missing)}")


def _text(value: object) -> str:
    secret = getattr(value, "get_secret_value", None)
    return str(secret() if secret is not None else value)


async def _give_time_to_answer() -> None:
    await asyncio.sleep(TYPING_AFTER_SECONDS)


class Acknowledger:
    """Shows people that their message was read, and, where it takes a while, that an answer comes.

    Typing is shown until the next message, or for 25 seconds: asked for when the answer is out
    already, or when none will come, it would promise something that never follows.
    """

    def __init__(self, client: Client, is_answer_waiting: Callable[[str], Awaitable[bool]]) -> None:
        self._client = client
        self._is_answer_waiting = is_answer_waiting  # of an address
        self._asking = asyncio.Lock()  # twenty at once would want twenty connections
        self._running: set[asyncio.Task[None]] = set()

    def __call__(self, events: Iterable[Event]) -> None:
        """Mark the last message of each person: those before it are read along with it."""
        last = {event.address: event.ack for event in events if event.ack}
        for address, message_id in list(last.items())[: MARKS_AT_ONCE - len(self._running)]:
            task = asyncio.create_task(self._mark(address, message_id), name="whatsapp mark")
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _mark(self, address: str, message_id: str) -> None:
        with suppress(DeliveryError):
            await self._client.mark_read(message_id)
            await _give_time_to_answer()
            async with self._asking:
                is_waiting = await self._is_answer_waiting(address)
            if is_waiting:
                await self._client.mark_read(message_id, is_typing=True)

    async def stop(self) -> None:
        """Courtesies that have not been shown are left out."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


class WhatsAppEdge:
    """One number of the Cloud API."""

    channel = CHANNEL

    def __init__(self, house: House) -> None:
        settings, inbound = house.settings, house.inbound
        check_settings(settings)
        self._house, self._settings = house, settings
        self.client = client_for(settings)
        self.transport = WhatsAppTransport(
            self.client, labels_of(inbound.words), Shelf(house.database), inbound.clock,
            house.folder.read, house.render,
        )  # fmt: skip
        self.watch = TemplateWatch(
            house.database, self.transport, inbound.clock, house.alerts, inbound.hands.look
        )
        if settings.whatsapp_business_account_id:
            self.watch.api = TemplateApi(self.client, settings.whatsapp_business_account_id)
        self._receipts = Receipts(house.database, CHANNEL)
        self._clock = inbound.clock
        self._acknowledge = Acknowledger(self.client, self._is_answer_waiting)
        self.routes: dict[str, Asgi] = {WEBHOOK_PATH: self._webhook()}
        self._told: set[str] = set()  # troubles of our account that the admins know
        self._task: asyncio.Task[None] | None = None

    def _webhook(self) -> WhatsAppWebhook:
        s, inbound = self._settings, self._house.inbound
        keys = Keys(
            s.whatsapp_phone_number_id,
            s.whatsapp_app_secret.get_secret_value(),
            s.whatsapp_verify_token.get_secret_value(),
        )
        return WhatsAppWebhook(keys, inbound.clock, inbound.enqueue, self.take, self._acknowledge)

    async def _is_answer_waiting(self, address: str) -> bool:
        async with self._house.database.read() as tx:
            return await outbox.is_reply_waiting(tx, CHANNEL, address)

    async def take(self, news: News) -> None:
        """Commit what a body brought besides messages."""
        if news.receipts:
            await self._receipts.submit(news.receipts)
            if any(r.state is SendState.QUEUED for r in news.receipts):
                self._house.inbound.hands.look()
        if news.stopped:
            async with self._house.database.begin() as tx:
                found, _ = await people.load(tx, news.stopped)
                ids = [c.id for c in found.values() if c.channel == CHANNEL]
                await receipts.set_stopped(tx, ids, self._clock.now())
        if news.templates:
            await self.watch.note(news.templates)
        for trouble in news.troubles:
            await self._tell(trouble)

    async def _tell(self, trouble: DeliveryError) -> None:
        """Statuses say that something is wrong with our account: once, until a restart."""
        kind = type(trouble).__name__
        if kind not in self._told:
            self._told.add(kind)
            told = Trouble("account", CHANNEL, str(trouble))
            await self._house.alerts.send(told, broken=CHANNEL)

    def start(self) -> None:
        """Begin to take updates. The address of the webhook is entered in Meta's dashboard."""
        self._receipts.start()
        if self._settings.simulator_url:
            self._task = asyncio.create_task(self._register(), name="whatsapp set-up")

    async def _register(self) -> None:
        """The simulator has no dashboard: it is told where news shall go, until it listens."""
        account = self._settings.whatsapp_business_account_id
        told = {
            "override_callback_uri": self._settings.public_url + WEBHOOK_PATH,
            "verify_token": self._settings.whatsapp_verify_token.get_secret_value(),
        }
        while True:
            try:
                await self.client.call("POST", f"{account}/subscribed_apps", told)
                return await self._push_templates()
            except DeliveryError as error:
                log.info("the webhook could not be registered, again soon: %s", error)
                await asyncio.sleep(SETTING_UP_SECONDS)

    async def _push_templates(self) -> None:
        """The demo's operator has nobody who would do it."""
        api, places = self.watch.api, {"agency": self._settings.agency_name}
        known = await api.list_states() if api is not None else {}
        for name, template in load_templates().items():
            if api is not None and name not in known:
                await api.push(template, places)

    def problem(self) -> str:
        """A webhook cannot tell that nobody calls it."""
        return ""

    async def name(self) -> str:
        """Our number, E.164."""
        return await self.client.name()

    def parse_stored(self, payload: str) -> Event | None:
        """The event once more, from what the inbox has kept of it."""
        return stored_event(payload, self._clock.now())

    async def fetch(self, reference: str) -> bytes:
        """The content of a file that a person sent."""
        return await self.client.download(reference)

    def jobs(self) -> Sequence[Job]:
        """Held rows whose window has opened, and what has become of templates."""
        return [
            Job("whatsapp window", 5, self._open_windows),
            Job("whatsapp templates known", 20, self.watch.load, is_shared=False),
            Job("whatsapp templates asked", 600, self.watch.refresh),
        ]

    async def _open_windows(self) -> None:
        """A person has written since something was held for them."""
        now = self._clock.now()
        async with self._house.database.read() as tx:
            ids = await receipts.list_open_again(tx, CHANNEL, now)
        if ids:
            async with self._house.database.begin() as tx:
                await receipts.release_held(tx, ids, now)
            self._house.inbound.hands.look()

    async def stop(self) -> None:
        """Write what has come."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def close(self) -> None:
        """Give back all connections."""
        await self._acknowledge.stop()
        await self._receipts.stop()
        await self.client.close()
