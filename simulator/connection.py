"""The ways in which a connection ends before an answer."""

import asyncio

from starlette.types import Receive, Send


async def break_off(receive: Receive, send: Send) -> None:
    """Close the connection without an answer, as a dying proxy does."""
    # ASGI has no word for this. Uvicorn's `receive` belongs to the object that has the transport.
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
        await wait_until_gone(receive)
        return
    # Under another server: promise more than is sent, which ends the connection too.
    headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def wait_until_gone(receive: Receive, timeout_seconds: float = 5.0) -> bool:
    """True once the caller has gone away, False if still there after the timeout."""
    try:
        async with asyncio.timeout(timeout_seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True
