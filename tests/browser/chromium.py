"""A headless Chromium: the system's, driven by Playwright, which downloads nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SHOTS = ROOT / "target" / "screenshots"

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "no Chromium found: apt install chromium, or name it in the environment variable CHROMIUM"
    with sync_playwright() as driver:
        # no sandbox: as root Chromium refuses to start with one, and the pages are our own
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML in a window of its own; any script error or request to elsewhere fails the test."""
    faults: list[str] = []
    contexts = []

    def show(html: str, *, dark: bool = False, width: int = 1100, height: int = 800) -> Page:
        scheme = "dark" if dark else "light"
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("request", lambda x: None if x.url.startswith("file:") else faults.append(f"request: {x.url}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        page.goto(file.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert faults == []


def shot(page: Page | Locator, name: str, *, whole: bool = False) -> None:
    """A picture for people to look at, in target/screenshots/: of the window, the `whole` page, or one element."""
    file = SHOTS / f"{name}.png"
    if isinstance(page, Page):
        page.screenshot(path=file, full_page=whole)
    else:
        page.screenshot(path=file)
