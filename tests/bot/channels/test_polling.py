"""Polling: what is said of a trouble that lasts, and when it is over."""

import asyncio
from collections.abc import Mapping

import pytest

from bot.channels.events import Event
from bot.channels.telegram.polling import Poller
from bot.trouble import Trouble
from domain.clock import Clock
from domain.errors import CredentialsRejected, DeliveryError, Retryable
from tests.support.toys import NOW

HICCUPS = 4  # half a second, one, two and four: nobody is told of them
_sleep = asyncio.sleep


class Line:
    """Telegram, as far as a poller sees it: so many times in trouble, then silent."""

    bot_id = "99"

    def __init__(self, trouble: DeliveryError, times: int) -> None:
        self._trouble, self._times = trouble, times
        self.is_well = asyncio.Event()

    async def call(self, method: str, body: Mapping[str, object], *, read_seconds: int) -> bytes:
        """No update ever comes."""
        if self._times > 0:
            self._times -= 1
            raise self._trouble
        if self.is_well.is_set():
            await asyncio.Event().wait()  # the second answer never comes
        self.is_well.set()
        return b"[]"


@pytest.mark.parametrize(
    ("trouble", "times", "told"),
    [
        pytest.param(Retryable(1), HICCUPS, [], id="a hiccup"),
        pytest.param(Retryable(1), HICCUPS + 3, ["deaf"], id="no network"),
        pytest.param(CredentialsRejected("401"), HICCUPS + 3, ["token_refused", "token_accepted"],
                     id="a refused token"),
    ],
)  # fmt: skip
async def test_a_lasting_trouble_is_told_once_by_its_name(
    monkeypatch: pytest.MonkeyPatch, trouble: DeliveryError, times: int, told: list[str]
) -> None:
    monkeypatch.setattr(asyncio, "sleep", lambda seconds: _sleep(0))
    line, said = Line(trouble, times), list[str]()

    async def alert(what: Trouble) -> None:
        said.append(what.key)

    def enqueue(event: Event) -> asyncio.Future[None]:
        raise AssertionError("nothing came")

    poller = Poller(line, Clock(frozen_at=NOW), enqueue, lambda event: None, alert)  # type: ignore[arg-type]  # as much of a client as it needs
    polling = asyncio.create_task(poller.run())
    await line.is_well.wait()
    await _sleep(0.01)
    polling.cancel()

    assert said == told
    assert poller.problem() == ""
