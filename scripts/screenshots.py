"""Every page as people see it, at 1366×768 and 390×844, into `screenshots/`.

    python scripts/screenshots.py [--dark]

Starts the demo county in a temporary folder, signs in as one person of each role, and opens every page
they can reach by links, one of each kind of address. Exit code 1 when a page answers with an error, logs
one to the console, or is wider than the screen.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"1366x768": {"width": 1366, "height": 768}, "390x844": {"width": 390, "height": 844}}
PASSWORD = "screenshots-谷雨"  # noqa: S105 - of an installation that lives for a minute
#: answers that are files or deeds, not pages
NOT_PAGES = re.compile(r"/(?:export|original|download|sign-out)\b|\.(?:json|xlsx|docx|pdf|txt|html?)$")


def kind(path: str) -> str:
    """One address of each kind is enough: numbers in it do not matter, what is asked of it neither."""
    return re.sub(r"/\d+(?=/|$)", "/N", urlsplit(path).path)


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo county served for as long as the block runs."""
    home = tempfile.mkdtemp(prefix="zhenxing-screenshots-")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "ZHENXING_HOME": home, "ZHENXING_DEMO_PASSWORD": PASSWORD}
    environment.pop("ZHENXING_DATABASE_URL", None)
    prepare = [sys.executable, "-m", "zhenxing.web.operations.prepare"]
    serve = [sys.executable, "-m", "zhenxing.cli", "serve", "--port", str(port)]
    subprocess.run(prepare, env=environment, check=True)  # noqa: S603 - our own command line
    server = subprocess.Popen(serve, env=environment)  # noqa: S603 - our own command line
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the server did not start")


def people() -> list[tuple[str, str]]:
    """(role, username) of the first demo account of each role."""
    from zhenxing.packs.demo_county import load_demo_county

    first: dict[str, str] = {}
    for account in load_demo_county()["accounts"]:
        first.setdefault(account["role"], account["username"])
    return list(first.items())


def sign_in(page: Page, site: str, username: str) -> None:
    page.goto(f"{site}/accounts/sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("form[method=post] button[type=submit] >> nth=-1")
    page.wait_for_load_state()


def links(page: Page, site: str) -> list[str]:
    every: list[str] = page.eval_on_selector_all("a[href]", "list => list.map(a => a.href)")
    return [link for link in every if link.startswith(site) and not NOT_PAGES.search(urlsplit(link).path)]


def walk(page: Page, site: str, folder: Path) -> list[str]:
    """Open and keep every kind of page reachable from home; returns what was wrong."""
    problems: list[str] = []
    waiting, seen = [f"{site}/"], {kind("/")}
    page.on(
        "console", lambda said: problems.append(f"{page.url}: {said.text}") if said.type == "error" else None
    )
    while waiting:
        link = waiting.pop(0)
        problems += keep(page, link, folder)
        for found in links(page, site):
            if kind(found) not in seen:
                seen.add(kind(found))
                waiting.append(found)
    return problems


def keep(page: Page, link: str, folder: Path) -> list[str]:
    response = page.goto(link)
    page.wait_for_load_state("networkidle")
    name = kind(link).strip("/").replace("/", "-") or "home"
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    problems = [f"{link}: wider than the screen"] if wide else []
    if response is None or response.status >= 400:
        problems.append(f"{link}: {response.status if response else 'no answer'}")
    return problems


def take(browser: Browser, site: str, scheme: str) -> list[str]:
    problems: list[str] = []
    for size, viewport in SIZES.items():
        for role, username in people():
            folder = ROOT / "screenshots" / f"{size}-{scheme}" / role
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN")  # type: ignore[arg-type]  # plain values here
            page = context.new_page()
            sign_in(page, site, username)
            problems += [f"{size} {role} {problem}" for problem in walk(page, site, folder)]
            context.close()
    return problems


def main(arguments: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or sys.exit("apt-get install chromium fonts-noto-cjk")
    scheme = "dark" if "--dark" in arguments else "light"
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        problems = take(browser, site, scheme)
        browser.close()
    print("\n".join(problems) if problems else f"screenshots/ ({scheme}): every page is well")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main(sys.argv[1:])
