"""A Bot API and a Cloud API in one process: takes every call at once, tells who was written to.

Whoever asks for `/arrivals` gets a line per message: chat id and monotonic nanoseconds.
"""

import asyncio
import re
import sys
import time

import uvloop

from bench.wire import Server

CHAT_ID = re.compile(rb'(?:"chat_id": ?"?|chat_id=|"recipient":"ID\.)(-?\d+)')
TAKEN = b'{"messaging_product":"whatsapp","messages":[{"id":"wamid.%d"}]}'
SENT = (
    b'{"ok":true,"result":{"message_id":%d,"date":1795500000,"text":"ya",'
    b'"from":{"id":1,"is_bot":true,"first_name":"IKM"},"chat":{"id":%d,"type":"private"}}}'
)
ME = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"IKM","username":"ikm_bot"}}'
DONE = b'{"ok":true,"result":true}'
STREAM = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n"


class Api:
    """Answers methods; arrivals go to the one who listens."""

    def __init__(self) -> None:
        self._listener: Server | None = None
        self._arrived: list[bytes] = []
        self._count = 0

    def answer(self, server: Server, url: bytes, body: bytes) -> bytes | None:
        """The answer to one request."""
        if url == b"/arrivals":
            self._listener = server
            assert server.transport is not None
            server.transport.write(STREAM)
            return None
        method = url.rpartition(b"/")[2]
        if method == b"getMe":
            return ME
        if method not in (b"sendMessage", b"messages") or b'"status":"read"' in body:
            return DONE
        found = CHAT_ID.search(body)
        assert found is not None, body
        self._take(chat_id := int(found[1]))
        return SENT % (self._count, chat_id) if method == b"sendMessage" else TAKEN % self._count

    def _take(self, chat_id: int) -> None:
        if not self._arrived:
            asyncio.get_running_loop().call_soon(self._tell)
        self._arrived.append(b"%d %d\n" % (chat_id, time.monotonic_ns()))
        self._count += 1

    def _tell(self) -> None:
        """Everything that arrived in this round of the loop, in one write."""
        if self._listener is not None and self._listener.transport is not None:
            self._listener.transport.write(b"".join(self._arrived))
        self._arrived.clear()


async def serve(port: int) -> None:
    """Serve for ever."""
    api = Api()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(api.answer), "127.0.0.1", port, backlog=1024)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))
