"""Who may ask the preview: pages of its own address, and the address bar; nobody else, under no other name.

In: an ASGI application. Out: one that refuses. A page of another site cannot read what this one shows: the Host header
must be this machine's by name and port (so that a name that was made to point here, DNS rebinding, is refused), the
Origin header this address when there is one, and what a browser calls cross-site only a click.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHELL = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = "base-uri 'none'; form-action 'none'; connect-src 'none'; frame-src 'none'; frame-ancestors 'self'"
FRAMED = SHELL.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
_HEADERS: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets in what `refusal` does not refuse, and gives every answer the headers that keep it to itself."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        """Guard an application that answers on a port of this machine."""
        self._app = app
        self._hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", SHELL)
            await send(message)

        if reason := self.refusal(scope["method"], Headers(scope=scope)):
            await PlainTextResponse(f"{reason}\n", 403)(scope, receive, sent)
        else:
            await self._app(scope, receive, sent)

    def refusal(self, method: str, headers: Headers) -> str:
        """Return why a request is refused, or nothing."""
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return "The preview answers to 127.0.0.1 and localhost only, with its port."
        if any(origin != f"http://{hosts[0]}" for origin in origins):
            return "The preview answers to its own pages only."
        site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "")
        clicked = mode == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site not in ("none", "same-origin") and not clicked:
            return "The preview answers to its own pages only."
        return "" if method in ("GET", "HEAD") else "The preview only shows."
