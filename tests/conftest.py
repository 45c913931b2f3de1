"""What every test may count on: no network but loopback, and browser tests that say why they skip."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: axe and the screenshots look at these two
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
#: `./test --all` looks at both screens in both lights; the quick run at each screen and each light once
_LOOKS = {"desktop-light": (DESKTOP, "light"), "phone-dark": (PHONE, "dark")}
THOROUGH = bool(os.environ.get("ZHENXING_THOROUGH"))
if THOROUGH:
    _LOOKS |= {"desktop-dark": (DESKTOP, "dark"), "phone-light": (PHONE, "light")}
every_look = pytest.mark.parametrize(("viewport", "scheme"), _LOOKS.values(), ids=_LOOKS)


def by_turns(pages: Sequence[str], scheme: str) -> list[str]:
    """Those of a test's pages that are looked at in one of its looks: with `--all` every one in all.

    The quick run looks at each page once: at one on a desk, at the next on a telephone at night.
    """
    return list(pages if THOROUGH else pages[scheme == "dark" :: 2])


# How long an example takes says more of the machine than of the code. In CI the same examples each time;
# a developer's machine keeps looking for new ones.
settings.register_profile("house", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI", "").lower() in {"1", "true"} else "house")


def browser_path() -> str | None:
    """Debian's Chromium, or another one that is installed."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


#: files of few but long tests besides those that drive a browser: servers, copies, whole descriptions
_LONG = ("tests/web/operations/", "tests/web/api/", "tests/architecture/")


def _comes_later(item: pytest.Item) -> bool:
    """Files go to the workers in this order: what takes long goes first, so that both end together."""
    marked = any(item.get_closest_marker(name) for name in ("browser", "drill"))
    return not marked and not item.nodeid.startswith(_LONG)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_comes_later)
    needs_browser = any(item.get_closest_marker("browser") for item in items)
    missing = _no_browser() if needs_browser and browser_path() is None else None
    on_postgres = os.environ.get("ZHENXING_DATABASE_URL", "").startswith("postgres")
    for item in items:
        if missing and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=missing))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="not on PostgreSQL: ./test --all runs it there"))
        if item.get_closest_marker("drill") and not THOROUGH:
            item.add_marker(pytest.mark.skip(reason="a drill: ./test --all (ZHENXING_THOROUGH=1) runs it"))


def _no_browser() -> str:
    """The reason to skip; in CI there is none."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.exit(
            "CI 中不得跳过浏览器测试：没有找到 chromium。Browser tests may not be skipped in CI.",
            returncode=1,
        )
    return "没有 chromium：apt-get install chromium fonts-noto-cjk"


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """A test that would phone out fails, and says where to."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        remote = self.family in {socket.AF_INET, socket.AF_INET6} and isinstance(address, tuple)
        if remote and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise RuntimeError(f"a test tried to reach {address[0]}:{address[1]}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]  # for the whole run
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]  # and back


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of a process; on SQLite a copy of it saves filling it again after each commit."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    from pristine import put_back_after_each

    with django_db_blocker.unblock(), put_back_after_each():
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of a process; take `browser.new_context(...)` for a clean one."""
    from playwright.sync_api import expect, sync_playwright

    from arrivals import pages_arrive_whole

    expect.set_options(timeout=15_000)  # a busy machine takes its time
    # Playwright's loop lives in this thread from here on; Django cannot know that we never await.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright, pages_arrive_whole():
        # Root has no sandbox to be in; a container has little /dev/shm.
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=arguments)
        yield chromium
        chromium.close()
