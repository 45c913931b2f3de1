"""The shell in Chromium: axe finds nothing, nothing overflows, and every page reads without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from accessibility import Axe
from conftest import DESKTOP, PHONE, THOROUGH
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Post, Unit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ROLES = ("office", "system_administrator", "security_administrator", "audit_administrator")
LOOKS = [(DESKTOP, "light"), (PHONE, "dark")]


@contextmanager
def visit(browser: Browser, site: str, size: dict[str, int], theme: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site, viewport=size, color_scheme=theme, reduced_motion="reduce", **options
    )
    context.set_default_timeout(15_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/sign-in/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("口令").fill("a-long-word-1")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/")


def pages(role: str) -> tuple[str, list[str]]:
    where = area()
    one = unit(where, "云岭县工业和信息化局")
    user = person(role, one)
    if role == "office":
        post = Post.objects.create(unit=one, title="局长")
        run_action(SaveRecord("units", Unit, {"short_name": "县工信局"}, one.pk), user, reason="规范简称")
        of_post = [f"/posts/{post.pk}/", f"/posts/{post.pk}/handover/", f"/posts/{post.pk}/appoint/"]
        of_unit = [f"/units/{one.pk}/", f"/units/{one.pk}/edit/", f"/units/{one.pk}/archive/"]
        return user.username, ["/", "/units/", "/units/?q=none", *of_unit, *of_post, "/nowhere/"]
    return user.username, {
        "system_administrator": [
            "/",
            "/users/",
            "/users/create/",
            f"/users/{user.pk}/",
            "/accounts/password/",
        ],
        "security_administrator": ["/", "/memberships/", "/memberships/grant/", "/accounts/lockouts/"],
        "audit_administrator": ["/", "/audit/", "/audit/verify/"],
    }[role]


def wrong_with(page: Page, address: str, at: int) -> list[str]:
    """What axe finds, and whether the page is wider than the window.

    `at` is the page's place among those of the test: `--all` looks at every page in either look, the quick
    run at one in the first, at the next in the second.
    """
    page.goto(address)
    found = []
    for size, theme in LOOKS if THOROUGH else [LOOKS[at % 2]]:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        for one in Axe().run(page, options=RULES).response["violations"]:
            found.append(f"{theme} {one['id']}: {one['nodes'][0]['html']}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"wider than {size['width']}")
    return found


@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing(browser: Browser, live_server: Any, role: str) -> None:
    username, addresses = pages(role)
    with visit(browser, live_server.url, DESKTOP, "light") as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        at_the_door = ROLES.index(role)
        wrong = {"/accounts/sign-in/": wrong_with(page, "/accounts/sign-in/", at_the_door)}
        sign_in(page, username)
        wrong |= {address: wrong_with(page, address, at) for at, address in enumerate(addresses)}
    assert {address: found for address, found in wrong.items() if found} == {}
    assert [text for text in said if "404" not in text] == []


def test_every_page_reads_and_works_without_javascript(browser: Browser, live_server: Any) -> None:
    username, addresses = pages("office")
    with visit(browser, live_server.url, PHONE, "dark", java_script_enabled=False) as page:
        sign_in(page, username)
        for address in addresses:
            page.goto(address)
            assert page.locator("h1").inner_text()
        page.goto("/")
        page.locator(".zx-menu > summary").click()
        page.locator(".zx-menu").get_by_text("机构", exact=True).click()
        page.locator(".zx-menu").get_by_role("link", name="单位", exact=True).click()
        page.wait_for_url("**/units/")
        page.get_by_label("查找").fill("工业")
        page.get_by_role("button", name="筛选").click()
        expect(page.get_by_role("link", name="云岭县工业和信息化局")).to_be_visible()
        background = page.evaluate("() => getComputedStyle(document.body).backgroundColor") or ""
        assert background == "rgb(18, 22, 28)"
        page.get_by_role("button", name="外观：跟随系统").click()
        page.get_by_role("button", name="外观：深色").click()
        expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_keyboard_reaches_the_content_first(browser: Browser, live_server: Any) -> None:
    username, _addresses = pages("office")
    with visit(browser, live_server.url, DESKTOP, "light") as page:
        sign_in(page, username)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "zx-skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        summary = page.locator(".zx-who > summary")
        summary.click()
        expect(page.get_by_role("button", name="退出")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="退出")).to_be_hidden()
