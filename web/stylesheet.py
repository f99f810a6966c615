"""`/gaya/{digest}.css`: the one stylesheet, under a name that changes with it."""

from hashlib import blake2s
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

CONTENT = (Path(__file__).parent / "assets" / "site.css").read_text(encoding="utf-8")
ADDRESS = f"/gaya/{blake2s(CONTENT.encode(), digest_size=6).hexdigest()}.css"
FOR_A_YEAR = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"  # an old name gets the present look, until its page is read anew


def routes() -> list[Route]:
    """The route of the stylesheet."""

    async def show(request: Request) -> Response:
        cache = FOR_A_YEAR if request.url.path == ADDRESS else BRIEFLY
        headers = {"Cache-Control": cache, "X-Content-Type-Options": "nosniff"}
        return PlainTextResponse(CONTENT, media_type="text/css", headers=headers)

    return [Route("/gaya/{name}.css", show)]
