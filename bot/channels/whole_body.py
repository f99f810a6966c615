"""The whole body of a request to a webhook, as far as it may be read."""

from typing import Any


class NoBody(Exception):
    """Raised when a body is too large, or breaks off; says so without a word of it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status  # what is answered, where somebody still listens


async def read_whole(receive: Any, max_bytes: int) -> bytes:
    """All parts of a body. receive: as ASGI has it. Raises NoBody."""
    parts: list[bytes] = []
    size = 0
    while True:
        message: dict[str, Any] = await receive()
        if message["type"] == "http.disconnect":
            raise NoBody(400, f"a body broke off after {size} bytes: the other side hung up")
        part = bytes(message.get("body", b""))
        size += len(part)
        if size > max_bytes:
            raise NoBody(413, f"a body of more than {max_bytes} bytes was refused")
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)
