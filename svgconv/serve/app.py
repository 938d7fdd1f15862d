"""The web application: the page, its style sheet and script, and the files to download."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import anyio
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from svgconv.encoders import encoder_for
from svgconv.gallery.page_parts import GALLERY, ONE_FIGURE, asset, rendered, script
from svgconv.serve.form import groups
from svgconv.serve.guard import Address, Guard
from svgconv.serve.limits import MOST_PASTED
from svgconv.serve.network import network_of
from svgconv.serve.pasted import PASTED
from svgconv.serve.presets import presets
from svgconv.serve.preview import Preview
from svgconv.serve.request import (
    File,
    Problem,
    Request,
    download,
    formats,
    parse,
    pasted,
    preview,
)
from svgconv.serve.work import OverloadError, Workshop
from svgconv.svg.style_sheet import theme_rules
from svgconv.themes import THEMES

PACKAGE = "svgconv.serve"
ASSETS = ("gallery.css", "dark.css", "serve.css", "serve.js")
"""The package's own files: the gallery's style sheets, and the page's own."""
CLIENT_GONE = Response(status_code=499)
"""The answer to a client that has disconnected; nobody reads it."""
GRACE_SECONDS = 5
"""How long work goes on for a client that has disconnected: to end it, a worker process is killed.

A client that draws while it types disconnects at each key, and few figures take as long.
"""


def application(address: Address, workshop: Workshop | None = None) -> ASGIApp:
    """Return the ASGI application of a server that is bound to ``address``."""
    site = Site(workshop or Workshop())
    routes = [
        Route("/", site.page),
        Route("/figure.{suffix}", site.file),
        *(Route(f"/{name}", _asset(name)) for name in ASSETS),
    ]
    return Guard(Starlette(routes=routes), address)


class Site:
    """The answers that draw figures."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def page(self, request: HttpRequest) -> Response:
        """Answer with the page: the form as in the query, with the figure or with an error.

        The answer to a pasted text is the address of the page with its figure.
        """
        return await self._answer(request, pasted if PASTED in request.query_params else preview)

    async def file(self, request: HttpRequest) -> Response:
        """Answer with a figure's file, or with the page if the query is wrong."""
        suffix = request.path_params["suffix"]
        if suffix not in formats():
            return Response("Unknown format.\n", 404, media_type="text/plain")
        return await self._answer(request, download, suffix)

    async def _answer(
        self, request: HttpRequest, job: Callable[..., Any], *arguments: object
    ) -> Response:
        query = request.query_params.multi_items()
        network = network_of(request.client.host if request.client else "")
        is_long = job is download
        begun = anyio.Event()
        status = 422 if is_long else 200
        try:
            done = await _while_connected(
                request,
                begun,
                lambda: self._workshop.run(
                    job, query, *arguments, network=network, long=is_long, begun=begun
                ),
            )
        except OverloadError as overload:
            done, status = Problem("", str(overload)), 503
        except Exception as error:
            logging.getLogger(__name__).error("a figure could not be drawn:", exc_info=error)
            kind = type(error).__name__
            done = Problem("", f"svgconv cannot draw these values ({kind}); change one of them")
        if done is None:
            return CLIENT_GONE
        if isinstance(done, File):
            return _download(done)
        if isinstance(done, dict):
            return RedirectResponse(f"./?{urlencode(done)}", 303, {"cache-control": "no-store"})
        html = render(parse(query), done, request.query_params.get(PASTED, ""))
        return HTMLResponse(html, status, {"cache-control": "no-store"})


async def _while_connected(
    request: HttpRequest, begun: anyio.Event, work: Callable[[], Awaitable[Any]]
) -> Any:
    """Return the result of the work; None if the client disconnected, which ends the work.

    Work that has begun goes on for `GRACE_SECONDS`.
    """
    done: Any = None
    failure: Exception | None = None
    async with anyio.create_task_group() as group:

        async def end_with_client() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            if begun.is_set():
                await anyio.sleep(GRACE_SECONDS)
            group.cancel_scope.cancel()

        group.start_soon(end_with_client)
        try:
            done = await work()
        except Exception as error:
            failure = error
        group.cancel_scope.cancel()
    if failure:
        raise failure
    return done


def _download(file: File) -> Response:
    kind = encoder_for(Path(file.name)).media_type
    headers = {
        "content-disposition": f'attachment; filename="{file.name}"',
        "cache-control": "no-store",
    }
    return Response(file.content, media_type=kind, headers=headers)


def render(request: Request, answer: Preview | Problem, pasted: str = "") -> str:
    """Return the page as HTML.

    Parameters
    ----------
    pasted: the text of the field for a pasted figure.
    """
    drawn = answer if isinstance(answer, Preview) else None
    return rendered(
        PACKAGE,
        "page.html.jinja",
        groups=groups(request.operation),
        values=request.values,
        drawn=drawn,
        svg=Markup(drawn.svg) if drawn else "",
        problem=answer if isinstance(answer, Problem) else None,
        query=_in_attribute(request.query),
        formats=formats(),
        sections=_sections(),
        pasted=pasted,
        longest=MOST_PASTED,
    )


@cache
def _sections() -> dict[str, list[tuple[str, str]]]:
    """Return the captions and the addresses of the catalogue's figures, by section."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for preset in presets():
        sections.setdefault(preset.section, []).append(
            (preset.caption, _in_attribute(preset.query))
        )
    return sections


def _in_attribute(query: Mapping[str, str]) -> Markup:
    """Return a query as it is in an HTML attribute, where a bare ampersand before a name is text.

    Everything else that HTML or the attribute could misread is percent-encoded.
    """
    return Markup(urlencode(query))


def _asset(name: str) -> Callable[[HttpRequest], Response]:
    """Return the answer with one of the package's own files, which is read once."""
    if name == "serve.js":
        text = script((GALLERY, ONE_FIGURE), (PACKAGE, name))
    else:
        text = asset(PACKAGE if name == "serve.css" else GALLERY, name)
    if name == "dark.css":
        text += "".join(f"{rule}\n" for rule in _dark_rules())
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    response = Response(text, media_type=kind, headers={"cache-control": "no-cache"})
    return lambda request: response


def _dark_rules() -> Iterator[str]:
    """Yield the rules for themes with a dark variant."""
    for name in THEMES.names():
        if dark := THEMES.get(name).dark:
            yield from theme_rules(dark, f".{name}")
