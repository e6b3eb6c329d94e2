"""What the preview answers: which address gives what.

In: a preview and its pages. Out: an ASGI application. A page of an edition is the bytes a render would write; all else
is furniture around it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from briefgen.briefs import audiences, topics
from briefgen.errors import BriefgenError
from briefgen.serve import files
from briefgen.serve.desk import Key
from briefgen.serve.evidence import behind_block, behind_note
from briefgen.serve.guard import FRAMED, PAGE
from briefgen.serve.pages import Pages, look
from briefgen.serve.preview import Preview

_PAGE = {"Content-Security-Policy": PAGE}
Answer = Callable[[Request, Key], Awaitable[Response]]


def application(preview: Preview, pages: Pages) -> Starlette:
    """Return the application of a preview; whoever serves it runs the preview and guards it."""
    answers = Answers(preview, pages)
    edition = "{topic:str}/{audience:str}"
    return Starlette(
        routes=[
            Route("/", answers.index),
            Route("/status", answers.status),
            Route("/events", answers.events),
            Route("/source/{file:path}", answers.source),
            Route("/look/{name:str}", answers.look),
            Route(f"/brief/{edition}", answers.of(answers.brief)),
            Route(f"/page/{edition}.html", answers.of(answers.page)),
            Route(f"/findings/{edition}", answers.of(answers.findings)),
            Route(f"/evidence/{edition}", answers.of(answers.evidence)),
            Route(f"/pdf/{edition}", answers.of(answers.make)),
            Route(f"/pdf/{edition}/{{number:int}}.pdf", answers.of(answers.pdf)),
        ]
    )


class Answers:
    """The answers, one method for each kind of address."""

    def __init__(self, preview: Preview, pages: Pages) -> None:
        """Answer for a preview."""
        self._preview, self._pages = preview, pages

    # ------------------------------------------------------------ of the project

    async def index(self, _: Request) -> Response:
        """Answer with the list of editions."""
        return HTMLResponse(self._pages.index())

    async def status(self, _: Request) -> Response:
        """Answer with the list alone."""
        return HTMLResponse(self._pages.status())

    async def look(self, request: Request) -> Response:
        """Answer with a script, a style sheet or a font."""
        found = look(request.path_params["name"])
        return Response(found[0], media_type=found[1]) if found else _unknown()

    async def source(self, request: Request) -> Response:
        """Answer with lines of a file of the project."""
        asked = request.query_params.get("line", "")
        line = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
        shown = files.shown(self._preview.state.desk.workspace, request.path_params["file"], line)
        return HTMLResponse(self._pages.source(shown, line)) if shown else _unknown()

    async def events(self, request: Request) -> Response:
        """Answer with the events of an edition, or of the list."""
        asked = request.query_params
        key = (asked["topic"], asked["audience"]) if {"topic", "audience"} <= {*asked} else None
        if key and not self._exists(key):
            return _unknown()

        async def stream() -> AsyncIterator[bytes]:
            with self._preview.hub.listening(key) as listener:
                if key:
                    self._preview.looked_at(key)
                    leaf, _ = await self._preview.page(key)
                    if leaf:  # whoever comes, or comes back, may have an older one
                        listener.tell("page", leaf.tag)
                listener.tell("status", "")
                async for event in listener.stream():
                    yield event

        return StreamingResponse(stream(), media_type="text/event-stream")

    # ------------------------------------------------------------ of an edition

    def of(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """Return the answer for an edition that exists, not found for any other."""

        async def answered(request: Request) -> Response:
            key = (request.path_params["topic"], request.path_params["audience"])
            return await answer(request, key) if self._exists(key) else _unknown()

        return answered

    def _exists(self, key: Key) -> bool:
        workspace = self._preview.state.desk.workspace
        return key in self._preview.state.keys or (key[0] in topics(workspace) and key[1] in audiences(workspace))

    async def brief(self, _: Request, key: Key) -> Response:
        """Answer with the page around an edition."""
        self._preview.looked_at(key)
        return HTMLResponse(self._pages.brief(key))

    async def page(self, _: Request, key: Key) -> Response:
        """Answer with the edition itself, as a render would write it."""
        leaf, faults = await self._preview.page(key)
        if leaf is None:
            return HTMLResponse(self._pages.none(faults), headers={"Content-Security-Policy": FRAMED})
        return HTMLResponse(leaf.page, headers=_PAGE)

    async def findings(self, _: Request, key: Key) -> Response:
        """Answer with what is wrong with an edition."""
        return HTMLResponse(self._pages.findings(key))

    async def evidence(self, request: Request, key: Key) -> Response:
        """Answer with what a note, or a block of the text, rests on."""
        leaf = self._preview.shown(key)
        if leaf is None:
            return _unknown()
        material = self._preview.state.desk.material
        number, block = request.query_params.get("note", ""), request.query_params.get("block", "")
        if number.isascii() and number.isdigit() and len(number) < 9:
            found = behind_note(leaf.made.document, material, int(number))
        else:
            found = behind_block(leaf.made.document, material, block)
        return HTMLResponse(self._pages.evidence(found)) if found else _unknown()

    async def make(self, _: Request, key: Key) -> Response:
        """Make the PDF of an edition, and answer with its address."""
        try:
            number = await self._preview.pdf(key)
        except BriefgenError as error:
            return HTMLResponse(self._pages.unmade(error.diagnostics), 422)
        return JSONResponse({"address": f"/pdf/{key[0]}/{key[1]}/{number}.pdf"})

    async def pdf(self, request: Request, key: Key) -> Response:
        """Answer with a PDF that has been made."""
        found = self._preview.papers.kept(key, request.path_params["number"])
        return Response(found, media_type="application/pdf", headers=_PAGE) if found else _unknown()


def _unknown() -> Response:
    return PlainTextResponse("There is no such page.\n", 404)
