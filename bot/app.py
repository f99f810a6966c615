"""The composition root: everything is made here, started in order, and stopped in reverse."""

import asyncio
import gc
import logging
import secrets
import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from bot.addresses import Addresses
from bot.alerts import Alerts
from bot.broadcasts import send_broadcasts
from bot.channels.edge import Edge, House
from bot.channels.events import Event
from bot.channels.simulator_clock import follow
from bot.due import fire_timers, nudge_silent, parse_internal
from bot.edges import build_edges, build_senders
from bot.fetching import Fetching
from bot.files import MediaFolder, remove_erased
from bot.hands import Senders
from bot.http import MACHINES, Asgi, Front, health_app, server_for
from bot.inactivity import tend_inactive
from bot.inbound import Inbound
from bot.jobs import Job, Jobs
from bot.market_events import tend_market_events
from bot.marks import Marks
from bot.metrics import collect
from bot.names import note_names
from bot.notes import certify, release_silent, tell_notes
from bot.outbound import PROBE_SECONDS
from bot.plan_files import PlanFiles
from bot.prices import ask_old_prices
from bot.recovery import Recovery
from bot.rendering import Maker, renderer
from bot.retention import Retention
from bot.seats import advance_by_the_clock, expire_offers, tell_offers
from bot.settings import Settings, load_secret_key
from bot.trouble import Trouble
from domain.clock import Clock
from domain.errors import CredentialsRejected, DeliveryError
from handlers.registry import CONTENTS
from storage import leases
from storage.database import Database
from texts.catalogue import Catalogue, load
from web.courtesy import Courtesy
from web.door import Door
from web.surroundings import Surroundings

log = logging.getLogger("ikm.app")

JOBS_LEASE = "jobs"
COLLECT_AFTER = (50_000, 10, 50)  # objects, then runs of the younger generation


def catalogue_for(settings: Settings) -> Catalogue:
    """The texts with the office's name, address and contact in them, and our pages' address."""
    return load(
        {
            "agency": settings.agency_name,
            "agency_address": settings.agency_address,
            "agency_contact": settings.agency_contact,
            "site": settings.public_url,
        }
    )


class App:
    """One running process. role: web (takes messages), worker (sends, jobs), or all."""

    def __init__(self, settings: Settings, role: str, pages: dict[str, Asgi], home: str) -> None:
        self.settings, self.role = settings, role
        self.clock = Clock()
        self.words = catalogue_for(settings)
        self.database = Database(settings.database_url)
        self.holder = f"{socket.gethostname()}:{secrets.token_hex(4)}"
        self.alerts = Alerts()
        self.marks = Marks(self.database)
        self.senders = Senders(self.database, self.marks, self.holder)
        self.inbound = Inbound(self.database, CONTENTS, self.words, self.clock, self.senders)
        self.alerts.inbound = self.inbound
        self.jobs = Jobs()
        self.folder = MediaFolder(settings.media_dir)
        self.addresses = Addresses(
            settings.public_url, partial(self._name, "telegram"), partial(self._name, "whatsapp")
        )
        self.render = renderer(self.database, self._makers_of_papers)
        house = House(settings, self.database, self.inbound, self.alerts, self.folder, self.render)
        self.edges = build_edges(house)
        if role != "web":
            self.senders.by_channel = build_senders(house, self.edges, self.marks)
        self._is_started = False
        self._pages, self._home = pages, home

    def _makers_of_papers(self) -> Mapping[str, Maker]:
        from bot.papers import Papers  # noqa: PLC0415  # with all that draws and fills in papers

        return Papers(self.words, self.clock, self.addresses).makers()

    async def _name(self, channel: str) -> str:
        """What people find us by on a channel, '' where we are not there."""
        edge = next((e for e in self.edges if e.channel == channel), None)
        return await edge.name() if edge is not None else ""

    def front(self) -> Asgi:
        """The ASGI application of this process."""
        exact = {path: app for edge in self.edges for path, app in edge.routes.items()}
        house = Surroundings(
            self.settings.public_url, self.settings.media_dir, self.clock,
            load_secret_key(self.settings),
        )  # fmt: skip
        site: Asgi = Courtesy(Door(self.database, self.words, house), self._is_busy)
        machines: Asgi = health_app(self.problems, self.metrics, self._home)
        prefixes = {**dict.fromkeys(MACHINES, machines), **self._pages}
        return Front({"/": machines, **exact}, prefixes, site)

    def _is_busy(self) -> bool:
        return not self.inbound.is_idle

    async def metrics(self) -> bytes:
        """The figures of this process and its database."""
        return await collect(self.database, self.senders, self.clock)

    async def problems(self) -> list[str]:
        """What keeps this process from working, in words; empty when ready."""
        if not self._is_started:
            return ["it is starting"]
        found = []
        try:
            async with asyncio.timeout(5), self.database.read() as tx:
                await tx.exec_driver_sql("SELECT 1")
        except Exception as error:  # noqa: BLE001  # whatever it is, it is the answer
            return [f"database: {type(error).__name__}"]
        for edge in self.edges:
            if trouble := edge.problem():
                found.append(f"{edge.channel} in: {trouble}")
        for channel, sender in self.senders.by_channel.items():
            if sender.refused_reason:
                found.append(f"{channel} out: {sender.refused_reason}")
        return found

    async def start(self) -> None:
        """Start everything but the HTTP server."""
        if self.database.is_sqlite:  # the file's lock says that no other process lives
            async with self.database.begin() as tx:
                await leases.drop_all(tx)
        await self._take_leases()
        self.marks.start()
        self.inbound.start()
        self._add_jobs()
        self.jobs.start()
        for edge in self.edges if self.role != "worker" else ():
            edge.start()
        self._is_started = True

    def _add_jobs(self) -> None:
        parsers = {edge.channel: partial(self._parse_stored, edge) for edge in self.edges}
        recovery = Recovery(self.inbound, parsers, self.alerts.send)
        sources = {edge.channel: edge.fetch for edge in self.edges}
        own = [
            Job("leases", leases.RENEW_SECONDS, self._take_leases, is_shared=False),
            Job("look", 1, self._look, is_shared=False),
            Job("probe", PROBE_SECONDS, self._probe, is_shared=False),
        ]
        shared = [
            Job("timers", 0.5, lambda: fire_timers(self.inbound)),
            Job("nudges", 20, lambda: nudge_silent(self.inbound)),
            Job("recovery", 1, recovery.tick),
            Job("names", 20, lambda: note_names(self.database, self.addresses)),
            Job("by the clock", 5, lambda: advance_by_the_clock(self.inbound)),
            Job("market events", 5, lambda: tend_market_events(self.inbound)),
            Job("offers", 1, self._tend_offers),
            Job("training notes", 2, self._tell_notes),
            Job("prices", 60, lambda: ask_old_prices(self.inbound)),
            Job("broadcasts", 1, lambda: send_broadcasts(self.inbound)),
            Job("retention", 60, self._retention().tick),
            Job("erased files", 10, lambda: remove_erased(self.database, self.folder)),
            Job("media", 1, Fetching(self.inbound, self.folder, sources).tick),
            Job("plan files", 1, PlanFiles(self.inbound, self.folder.read).tick),
            *(job for edge in self.edges for job in edge.jobs()),
        ]
        for job in [*own, *(shared if self.role != "web" else [])]:
            self.jobs.add(job)

    def _retention(self) -> Retention:
        return Retention(self.database, self.clock, partial(tend_inactive, self.inbound))

    def _parse_stored(self, edge: Edge, payload: str) -> Event:
        event = parse_internal(edge.channel, payload) or edge.parse_stored(payload)
        if event is None:
            raise ValueError("this payload cannot be read any more")
        return event

    async def _take_leases(self) -> None:
        if self.role == "web":
            return
        async with self.database.begin() as tx:
            self.jobs.holds_lease = await leases.take(tx, JOBS_LEASE, self.holder)
        await self.senders.take_leases()

    async def _look(self) -> None:
        for sender in self.senders.by_channel.values():
            await sender.take_from_table()

    async def _tend_offers(self) -> None:
        """First what ran out, then who is next."""
        await expire_offers(self.inbound)
        await tell_offers(self.inbound)

    async def _tell_notes(self) -> None:
        """What is due of trainings: messages, seats of the silent, certificates."""
        await tell_notes(self.inbound)
        await release_silent(self.inbound)
        await certify(self.inbound)

    async def _probe(self) -> None:
        """Ask whether refused credentials are accepted again; then everything goes out."""
        for sender in self.senders.by_channel.values():
            if not sender.refused_reason:
                continue
            try:
                await sender.transport.check()
            except CredentialsRejected:
                continue
            except DeliveryError as error:
                log.info("the probe did not get through: %s", error)
                continue
            sender.refused_reason = ""
            sender.look()
            over = Trouble("token_accepted", sender.channel, is_over=True)
            await self.alerts.send(over)

    async def stop_taking(self) -> None:
        """Ask the platforms for no more updates."""
        for edge in self.edges:
            await edge.stop()

    async def stop(self) -> None:
        """Stop in reverse: no more updates, finish turns and sends, give the leases back."""
        await self.stop_taking()
        await self.jobs.stop()
        await self.inbound.stop()
        await self.senders.drop_leases()
        async with self.database.begin() as tx:
            await leases.drop(tx, JOBS_LEASE, self.holder)
        for edge in self.edges:
            await edge.close()
        await self.database.close()


def keep_for_good() -> None:
    """Tell the garbage collector that what stands now stays: it need not be looked through again.

    Measured: the collections of a loaded bot took 14 % of its CPU, and take 3 % so.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


async def serve(
    app: App, listener: socket.socket, before_stop: Callable[[], None] = lambda: None
) -> None:
    """Run until SIGTERM or SIGINT, then stop in order. before_stop: lets go of long requests."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    server = server_for(app.front())
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await app.start()
    keep_for_good()
    following = None
    if app.settings.simulator_url:
        following = asyncio.create_task(follow(app.clock, app.settings.simulator_url))
    await stopping.wait()
    if following is not None:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
    await app.stop_taking()
    before_stop()
    server.should_exit = True
    await serving
    await app.stop()
