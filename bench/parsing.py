"""What reading a webhook's body costs, beside `json.loads` of the same body."""

import json
import statistics
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bench import script
from bench.table import Target, print_table, print_targets
from bot.channels.telegram.updates import parse
from bot.channels.whatsapp.updates import read_body

ROUNDS = 25
TIMES = 200  # in one round
MESSAGES = 100  # of a large body
OWNER, STEP = 1_100_000_000, 5
MOST = 3.0  # times json.loads


def measure() -> bool:
    """Measure and print; whether the target holds for each body."""
    now = datetime.now(UTC)
    one = script.webhook_body(OWNER, STEP, 1)
    bodies: Mapping[str, tuple[bytes, Callable[[bytes], object]]] = {
        "WhatsApp, a message": (one, lambda body: read_body(body, script.NUMBER_ID, now)),
        f"WhatsApp, {MESSAGES} messages": (
            many(one), lambda body: read_body(body, script.NUMBER_ID, now),
        ),
        "Telegram, a message": (
            script.update(OWNER, STEP, 1), lambda body: parse(body, "77", now),
        ),
    }  # fmt: skip
    rows, targets = [], []
    for name, (body, read) in bodies.items():
        ours, theirs, ratio = compare(read, json.loads, body)
        rows.append((name, str(len(body)), f"{ours:.1f}", f"{theirs:.1f}", f"{ratio:.2f}"))
        targets.append(Target(f"{name}: times json.loads", ratio, most=MOST))
    print_table(f"Reading a body, {ROUNDS} rounds, medians",
                ("", "bytes", "µs", "json.loads µs", "times"), rows)  # fmt: skip
    return print_targets(targets)


def many(one: bytes) -> bytes:
    """A body with the messages of so many people in one change."""
    body = json.loads(one)
    value = body["entry"][0]["changes"][0]["value"]
    (message,), (contact,) = value["messages"], value["contacts"]
    people = [f"ID.{OWNER + n}" for n in range(MESSAGES)]
    value["contacts"] = [{**contact, "user_id": who} for who in people]
    value["messages"] = [
        {**message, "from_user_id": who, "id": f"wamid.{n:058d}"} for n, who in enumerate(people)
    ]
    return json.dumps(body).encode()


def compare(
    ours: Callable[[bytes], object], theirs: Callable[[bytes], object], body: bytes
) -> tuple[float, float, float]:
    """Microseconds of both and the ratio, paired by round, in turn; medians."""
    pairs = [(_round(ours, body), _round(theirs, body)) for _ in range(ROUNDS)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def _round(read: Callable[[bytes], object], body: bytes) -> float:
    """Microseconds of CPU for one reading."""
    times = max(10, TIMES * 300 // len(body))
    started = time.thread_time()
    for _ in range(times):
        read(body)
    return (time.thread_time() - started) * 1e6 / times
