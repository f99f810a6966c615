"""Bodies of webhooks: whole, or a reason why not."""

from typing import Any

import pytest

from bot.channels.whole_body import NoBody, read_whole

HUNG_UP: dict[str, Any] = {"type": "http.disconnect"}


def part(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


async def read(*messages: dict[str, Any]) -> bytes:
    waiting = list(messages)

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    return await read_whole(receive, 8)


async def test_parts_make_a_whole() -> None:
    assert await read(part(b"abcd", more=True), part(b"efgh", more=False)) == b"abcdefgh"


@pytest.mark.parametrize(
    ("second", "status", "why"),
    [
        pytest.param(part(b"efghi", more=True), 413, "more than 8 bytes", id="too large"),
        pytest.param(HUNG_UP, 400, "broke off after 4 bytes", id="hung up"),
    ],
)
async def test_a_body_that_is_not_taken_says_why(
    second: dict[str, Any], status: int, why: str
) -> None:
    with pytest.raises(NoBody, match=why) as refused:
        await read(part(b"abcd", more=True), second)

    assert refused.value.status == status
