"""Where the CPU of a process goes, by layer: a sampler that costs about one per cent.

Every millisecond of CPU a signal looks at the main thread's stack, from the inside out, for the
first line that belongs to a layer; it is weighted with the CPU that this thread used since the
last look. What the other threads used (SQLite's) is a layer of its own.
"""

import signal
import time
from collections import defaultdict
from types import FrameType

import greenlet  # type: ignore[import-untyped]  # ships no types

EVERY_SECONDS = 0.001
OTHER = "event loop and the rest"
SQLITE = "SQLite, in its thread"

# (part of the path, names of functions or () for all, layer), the first match counts.
LAYERS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("/logging/", (), "log"),
    ("/storage/inbox.py", ("add_new",), "store: dedupe"),
    ("/storage/inbox.py", (), "store: write"),
    ("/storage/people.py", ("load",), "store: people and sessions read"),
    ("/storage/sessions.py", ("list_open",), "store: people and sessions read"),
    ("/storage/people.py", ("touch", "add"), "store: write"),
    ("/storage/sessions.py", (), "store: write"),
    ("/storage/outbox.py", ("add",), "store: write"),
    ("/storage/outbox.py", ("settle",), "store: marks of sent rows"),
    ("/storage/database.py", ("begin",), "store: begin, commit"),
    ("/storage/", (), "store: what conversations read and write"),
    ("/dialog/session.py", (), "session from and to JSON"),
    ("/domain/answers/", (), "understanding answers"),
    ("/domain/plain_text.py", (), "understanding answers"),
    ("/dialog/", (), "engine: replay and texts"),
    ("/texts/", (), "engine: replay and texts"),
    ("/handlers/", (), "engine: replay and texts"),
    ("/updates.py", (), "parse the update"),
    ("/bot/channels/whatsapp/payloads.py", (), "parse the update"),
    ("/bot/channels/whatsapp/messages.py", (), "parse the update"),
    ("/bot/channels/masking.py", (), "parse the update"),
    ("/requests.py", (), "render the request"),
    ("/bot/channels/whatsapp/labels.py", (), "render the request"),
    ("/transport.py", (), "HTTP out"),
    ("/client.py", (), "HTTP out"),
    ("/bot/channels/keep_alive.py", (), "HTTP out"),
    ("/aiohttp/", (), "HTTP out"),
    ("/bot/outbound.py", (), "sender"),
    ("/bot/lanes.py", (), "sender"),
    ("/bot/pacing.py", (), "sender"),
    ("/bot/marks.py", (), "sender"),
    ("/bot/hands.py", (), "sender"),
    ("/webhook.py", (), "HTTP in"),
    ("/uvicorn/", ("serve", "_serve", "main_loop", "on_tick"), OTHER),
    ("/uvicorn/", (), "HTTP in"),
    ("/bot/http.py", (), "HTTP in"),
    ("/bot/desk.py", (), "turn and routing"),
    ("/bot/turn.py", (), "turn and routing"),
    ("/bot/routing.py", (), "turn and routing"),
    ("/bot/reply.py", (), "turn and routing"),
    ("/bot/inbound.py", (), "batches"),
    ("/sqlalchemy/", (), "store: SQLAlchemy, unassigned"),
)


TOOLS = tuple(
    f"/storage/{name}.py"
    for name in (
        "one_hop", "bulk", "moments", "among", "ids", "brief", "brief_postgres", "rendered",
        "unnested", "lookup", "postponed",
    )
)  # fmt: skip
OF_CONVERSATIONS = "settle"  # what conversations left to be written together


def layer_of(path: str, function: str) -> str:
    """The layer a frame belongs to; '' where it is only somebody's tool."""
    if path.endswith(TOOLS) and function != OF_CONVERSATIONS:
        return ""
    for part, functions, layer in LAYERS:
        if part in path and (not functions or function in functions):
            return layer
    return ""


class Sampler:
    """Adds up seconds of CPU by layer from `start` on."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._known: dict[tuple[str, str], str] = {}
        self._last = 0.0
        self._process_from, self._thread_from = 0.0, 0.0

    def start(self) -> None:
        """Begin to look; in the main thread."""
        self._last = self._thread_from = time.thread_time()
        self._process_from = time.process_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)

    def stop(self) -> dict[str, float]:
        """Stop looking; seconds by layer."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        all_threads = time.process_time() - self._process_from
        main_thread = time.thread_time() - self._thread_from
        self.seconds[SQLITE] += all_threads - main_thread
        return dict(self.seconds)

    def _look(self, _: int, frame: FrameType | None) -> None:
        now = time.thread_time()
        self.seconds[self._find(frame)] += now - self._last
        self._last = now

    def _find(self, frame: FrameType | None) -> str:
        """The innermost layer of a stack; a greenlet's stack goes on in that of its parent."""
        inside = greenlet.getcurrent()
        found = self._find_in(frame)
        while (not found or found.endswith("unassigned")) and inside.parent is not None:
            inside = inside.parent
            found = self._find_in(inside.gr_frame) or found
        return found or OTHER

    def _find_in(self, frame: FrameType | None) -> str:
        fallback = ""
        while frame is not None:
            key = frame.f_code.co_filename, frame.f_code.co_name
            layer = self._known.get(key)
            if layer is None:
                layer = self._known[key] = layer_of(*key)
            if layer and not layer.endswith("unassigned"):
                return layer
            fallback = fallback or layer
            frame = frame.f_back
        return fallback
