"""A running preview of the tiny project, and windows on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.serve.running import PATIENCE, Running, Window, chromium, preview

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture
def running(tiny: Path) -> Iterator[Running]:
    """Return a preview of a copy of the tiny project."""
    with preview(tiny) as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    with chromium() as one:
        yield one


@pytest.fixture
def look(browser: Browser, running: Running) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a path of the preview in a window; in none may anything go wrong."""
    windows: list[Window] = []

    def opened(path: str = "", height: int = 700, width: int = 1200) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        window = Window(context.new_page(), running.url)
        windows.append(window)
        window.page.goto(running.url + path)
        return window.page

    yield opened
    for window in windows:
        window.page.context.close()
    assert [text for window in windows for text in window.seen] == []
