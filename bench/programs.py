"""The programs that are measured: each a process of its own, kept running through all rounds."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from bench.script import NUMBER_ID

START_SECONDS = 60.0
STOP_SECONDS = 20.0
REST_SECONDS = 10.0  # PTB takes messages at once and answers a thousand of them in six seconds
REST_LOOK, IDLE_SHARE = 0.1, 0.3  # seconds, and how much of them an idle program may work
SECRET = "bench"
TOKEN = "77:" + "k" * 35


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Program:
    """A running process and the port its webhook listens on."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    channel: str = "telegram"  # whose webhook it is driven through

    def cpu_seconds(self) -> float:
        """CPU it has used so far, user and system."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def rss_mb(self) -> float:
        """Memory it holds, in millions of bytes."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6

    def rest(self) -> None:
        """Wait until it is done with what it has taken: the next round is another's."""
        until = time.monotonic() + REST_SECONDS
        while time.monotonic() < until:
            before = self.cpu_seconds()
            time.sleep(REST_LOOK)  # another process tells nobody when it is idle
            if self.cpu_seconds() - before <= IDLE_SHARE * REST_LOOK:
                return

    def stop(self) -> None:
        """End it; whoever does not go is killed."""
        if self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def wait_until_up(self) -> None:
        """Wait until the port answers. Raises RuntimeError with the log's end if it never does."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"{self.name} does not start:\n{self.log.read_text()[-2000:]}")


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked of a program in one round."""

    owners: int
    registrations: int
    seconds: float
    race: str = ""  # code of the training in which they enrol instead


@dataclass(frozen=True, slots=True)
class Seen:
    """What one round of one program gave. Latencies in ms, CPU in ms per message."""

    rate: float
    p50: float
    p99: float
    cpu_ms: float
    messages: int
    finished: int
    refused: int


@dataclass(slots=True)
class House:
    """Starts programs in one folder; leaving it ends them all."""

    folder: Path
    api: int = 0
    running: list[Program] = field(default_factory=list)
    owners: "subprocess.Popen[str] | None" = None  # the process that speaks for them

    def start(
        self, name: str, arguments: Sequence[str], env: Mapping[str, str], port: int
    ) -> Program:
        """Start `python -m …` and return at once."""
        log = self.folder / f"{len(self.running)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments], env={**os.environ, **env}, stdout=out,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
        program = Program(name, port, process, log)
        self.running.append(program)
        return program

    def start_api(self) -> Program:
        """The stand-in of the Bot API."""
        self.api = free_port()
        program = self.start("api", ["bench.api", str(self.api)], {}, self.api)
        program.wait_until_up()
        return program

    def bot_env(self, database_url: str, port: int) -> dict[str, str]:
        """The settings of a bot under measurement: its own database, no rates."""
        return {
            "DATABASE_URL": database_url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": f"http://127.0.0.1:{self.api}",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "TELEGRAM_RATE": "0",
            "TELEGRAM_CONTACT_RATE": "0",
            "HTTP_PORT": str(port),
            "MEDIA_DIR": str(self.folder / "media"),
            "SECRET_KEY": "bench",
        }

    def start_bot(self, name: str, database_url: str, module: Sequence[str] = ()) -> Program:
        """`ikm-bot run` on this database. module: what to run instead, with the same settings."""
        port = free_port()
        arguments = list(module) or ["bot", "run"]
        return self.start(name, arguments, self.bot_env(database_url, port), port)

    def start_whatsapp(self, name: str, database_url: str, module: Sequence[str] = ()) -> Program:
        """As `start_bot`, with a number on WhatsApp alone."""
        port = free_port()
        env = self.bot_env(database_url, port) | {
            "TELEGRAM_BOT_TOKEN": "", "TELEGRAM_WEBHOOK_SECRET": "",
            "WHATSAPP_TOKEN": TOKEN, "WHATSAPP_PHONE_NUMBER_ID": NUMBER_ID,
            "WHATSAPP_APP_SECRET": SECRET, "WHATSAPP_VERIFY_TOKEN": SECRET,
            "WHATSAPP_API_BASE": f"http://127.0.0.1:{self.api}",
            "WHATSAPP_RATE": "0", "WHATSAPP_CONTACT_RATE": "0",
        }  # fmt: skip
        program = self.start(name, list(module) or ["bot", "run"], env, port)
        program.channel = "whatsapp"
        return program

    def start_ptb(self, mode: str, name: str) -> Program:
        """The peer in one of its modes."""
        port = free_port()
        arguments = ["bench.ptb", mode, str(port), str(self.api), str(self.folder)]
        return self.start(name, arguments, {}, port)

    def drive(self, program: Program, first: int, load: Load) -> Seen:
        """Let owners from this number on talk to a program for one round.

        Raises RuntimeError with the end of their log if they broke.
        """
        told = asdict(load) | {"port": program.port, "api": self.api, "first": first,
                               "channel": program.channel, "secret": SECRET}  # fmt: skip
        before = program.cpu_seconds()
        found = self._tell_owners(told)
        messages = max(1, int(found["messages"]))
        cpu_ms = (program.cpu_seconds() - before) * 1000 / messages
        program.rest()
        return Seen(messages / found["seconds"], found["p50"], found["p99"], cpu_ms, messages,
                    int(found["finished"]), int(found["refused"]))  # fmt: skip

    def _tell_owners(self, told: Mapping[str, object]) -> dict[str, float]:
        """One round of the owners' process, which the first one starts; what it prints."""
        log = self.folder / "owners.log"
        if self.owners is None:
            with log.open("w") as out:
                self.owners = subprocess.Popen(
                    [sys.executable, "-m", "bench.driver"], text=True, stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE, stderr=out,
                )  # fmt: skip
        assert self.owners.stdin is not None
        assert self.owners.stdout is not None
        with suppress(BrokenPipeError):  # then there is no line to read, either
            print(json.dumps(told), file=self.owners.stdin, flush=True)
        if not (line := self.owners.stdout.readline()):
            raise RuntimeError(f"the owners broke off: {log.read_text()[-2000:]}")
        found: dict[str, float] = json.loads(line)
        return found

    def kill(self) -> None:
        """End every program in the middle of what it does."""
        for program in self.running:
            program.process.kill()
        self.close()

    def close(self) -> None:
        """End every program."""
        if self.owners is not None:
            self.owners.kill()
            self.owners.communicate()
        for program in reversed(self.running):
            program.stop()


def wait_until_ready(program: Program) -> None:
    """Wait until a bot says that it is ready."""
    program.wait_until_up()
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{program.port}/readyz") as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.05)
    raise RuntimeError(f"{program.name} is never ready:\n{program.log.read_text()[-2000:]}")
