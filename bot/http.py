"""The HTTP server of the process: webhooks first, then health, metrics and pages."""

import contextlib
import errno
import os
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, TypeAlias

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from domain.errors import OperatorError

Asgi: TypeAlias = Callable[[Any, Any, Any], Awaitable[None]]
BACKLOG = 2048
MACHINES = ("/webhook", "/healthz", "/readyz", "/metrics")  # a wrong path here is no page either


class Front:
    """Sends a request to its place by its path; the hot webhooks come before any framework.

    rest: answers whatever is nowhere else.
    """

    def __init__(self, exact: Mapping[str, Asgi], prefixes: Mapping[str, Asgi], rest: Asgi) -> None:
        self._exact, self._prefixes, self._rest = exact, prefixes, rest
        trusted = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")  # uvicorn's own setting
        self._visited: Asgi = ProxyHeadersMiddleware(self._visit, trusted)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One ASGI request."""
        place = self._exact.get(scope.get("path", ""), self._visited)
        await place(scope, receive, send)

    async def _visit(self, scope: Any, receive: Any, send: Any) -> None:
        """One of a visitor, who may come through a proxy."""
        path = scope.get("path", "")
        found = (a for p, a in self._prefixes.items() if path == p or path.startswith(p + "/"))
        await next(found, self._rest)(scope, receive, send)


def health_app(
    problems: Callable[[], Awaitable[list[str]]],
    metrics: Callable[[], Awaitable[bytes]],
    home: str,
) -> Starlette:
    """`/healthz`, `/readyz` and `/metrics`; "/" leads to the page of the house."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        found = await problems()
        return PlainTextResponse("\n".join(found or ["ready"]) + "\n", 503 if found else 200)

    async def show_metrics(_: Request) -> Response:
        return Response(await metrics(), media_type="text/plain; version=0.0.4")

    async def root(_: Request) -> Response:
        return RedirectResponse(home)

    return Starlette(
        routes=[
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route("/metrics", show_metrics),
            Route("/", root),
        ]
    )


class Server(uvicorn.Server):
    """uvicorn that leaves signals to the composition root."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing is captured: the whole process stops in an order of its own."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OperatorError where the port is in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, because asyncio switches the 40 ms delay of Nagle off only where it is.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno != errno.EADDRINUSE:
            raise OperatorError(f"Cannot listen on {host}:{port}: {error.strerror}") from error
        raise OperatorError(
            f"Port {port} is in use: stop what uses it, or choose another with HTTP_PORT"
        ) from error
    listener.listen(BACKLOG)
    return listener


def server_for(app: Asgi) -> Server:
    """A server for this application; it serves once `serve(sockets=[…])` is called."""
    config = uvicorn.Config(
        app,
        http="httptools",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,  # `Front` asks for them where they matter
        timeout_graceful_shutdown=5,
        timeout_keep_alive=75,
    )
    return Server(config)
