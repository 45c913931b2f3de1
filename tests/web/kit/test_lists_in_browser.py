"""Lists in Chromium: rows ticked and changed together, views, the total filled in, a stale save; axe."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from conftest import DESKTOP, PHONE
from web.kit.test_shell_in_browser import sign_in, visit, wrong_with
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import SavedView
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.saved_views import CreateView
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Unit
from zhenxing.web.organisations.register import UNITS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from zhenxing.web.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def county() -> User:
    """More units than a page holds, and somebody of the office."""
    where = area()
    clerk = person("office", unit(where, "云岭县工业和信息化局"))
    for number in range(UNITS.page_size + 5):
        unit(where, f"云岭县第{number:02d}局")
    return clerk


def test_ticked_rows_are_changed_together_and_the_total_comes_after(
    browser: Browser, live_server: Any
) -> None:
    clerk = county()
    with visit(browser, live_server.url, DESKTOP, "light") as page:
        sign_in(page, clerk.username)
        page.goto("/units/?sort=name")
        page.locator(".zx-total", has_text="共 56 条").wait_for()
        expect(page.locator("#zx-bulk")).to_be_hidden()
        boxes = page.locator("input[name=pick]")
        boxes.nth(1).check()
        boxes.nth(3).click(modifiers=["Shift"])
        expect(page.locator("[data-picked-count]")).to_have_text("3", use_inner_text=True)
        page.locator("#bulk-field").select_option("kind")
        page.get_by_role("button", name="修改所选").click()
        page.wait_for_load_state("load")
        page.locator("#id_kind").select_option("institution")
        page.get_by_label("修改理由").fill("机构改革")
        page.get_by_role("button", name="修改 3 条").click()
        page.get_by_text("已修改 3 条。").wait_for()
        assert "sort=name" in page.url
    assert Unit.objects.filter(kind="institution").count() == 3


def test_pages_are_turned_from_the_keyboard_and_back(browser: Browser, live_server: Any) -> None:
    clerk = county()
    with visit(browser, live_server.url, PHONE, "dark") as page:
        sign_in(page, clerk.username)
        page.goto("/units/?sort=name")
        first = page.locator("tbody tr").first.inner_text()
        page.locator("a[rel=next]").focus()
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
        page.get_by_text("第 2 页").wait_for()
        expect(page.locator("tbody tr")).to_have_count(6)
        with page.expect_navigation(wait_until="load"):
            page.locator("a[rel=prev]").click()
        expect(page.locator("tbody tr").first).to_have_text(first, use_inner_text=True)


def test_without_scripts_rows_are_counted_ticked_and_archived(browser: Browser, live_server: Any) -> None:
    clerk = county()
    with visit(browser, live_server.url, DESKTOP, "light", java_script_enabled=False) as page:
        sign_in(page, clerk.username)
        page.goto("/units/?sort=name")
        page.get_by_role("link", name="数一数共多少条").click()
        page.get_by_text("共 56 条").wait_for()
        page.locator("input[name=pick]").nth(2).check()
        page.get_by_role("button", name="归档所选").click()
        page.get_by_label("归档理由").fill("撤并")
        page.get_by_role("button", name="归档 1 条").click()
        page.get_by_text("已归档 1 条。").wait_for()


def test_a_list_is_kept_as_a_view_and_opens_with_it(browser: Browser, live_server: Any) -> None:
    clerk = county()
    with visit(browser, live_server.url, DESKTOP, "light") as page:
        sign_in(page, clerk.username)
        page.goto("/units/?kind=office&sort=-name")
        page.get_by_role("link", name="存为视图").click()
        page.get_by_label("视图名称").fill("只看办公室")
        page.get_by_label("打开列表时先用").check()
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**view=*")
        page.goto("/units/")
        assert "kind=office" in page.url
        expect(page.locator(".zx-views [aria-current]")).to_have_text("只看办公室", use_inner_text=True)
        page.get_by_role("link", name="全部", exact=True).click()
        page.wait_for_url("**/units/?view=")
        expect(page.locator("tbody tr")).to_have_count(UNITS.page_size)
    assert SavedView.objects.get().opens_first


def test_a_stale_save_shows_what_others_changed_and_keeps_what_was_typed(
    browser: Browser, live_server: Any
) -> None:
    where = area()
    one = unit(where, "云岭县林业局", short_name="林业局")
    clerk, other = person("office", one), person("office", one, "孙明")
    with visit(browser, live_server.url, DESKTOP, "light") as page:
        sign_in(page, clerk.username)
        page.goto(UNITS.url("edit", one.pk))
        page.get_by_label("简称").fill("县林业和草原局")
        run_action(SaveRecord("units", Unit, {"kind": "institution"}, one.pk), other, reason="改革")
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="保存").click()
        shown = page.locator(".zx-diff tr", has_text="类别").inner_text().split()
        assert shown == ["类别", "部门", "事业单位"]
        expect(page.locator("[role=alert]")).to_contain_text("孙明", use_inner_text=True)
        expect(page.get_by_label("简称")).to_have_value("县林业和草原局")
        _look(page, "stale")
    assert Unit.objects.get(pk=one.pk).short_name == "林业局"


def test_axe_finds_nothing_and_nothing_overflows(browser: Browser, live_server: Any) -> None:
    clerk = county()
    made = Unit.objects.order_by("pk")[:2]
    run_action(CreateView("units", "办公室", "kind=department&sort=-name", ""), clerk)
    picks = "&".join(f"pick={one.pk}.{one.version}" for one in made)
    view = SavedView.objects.get()
    pages = [
        f"/units/?{view.query}&view={view.pk}",
        f"/units/bulk-edit/?{picks}",
        f"/units/bulk-edit/?{picks}&field=kind",
        f"/units/bulk-archive/?{picks}",
        "/units/bulk-edit/",
        "/site/views/",
        f"/site/views/{view.pk}/edit/?query=q%3Dx",
        UNITS.url("detail", made[0].pk),
    ]
    with visit(browser, live_server.url, DESKTOP, "light") as page:
        sign_in(page, clerk.username)
        found = {}
        for at, address in enumerate(pages):
            found[address] = wrong_with(page, address, at)
            _look(page, f"page-{at}")
        assert {address: wrong for address, wrong in found.items() if wrong} == {}


def _look(page, name: str) -> None:
    folder = os.environ.get("ZX_SHOTS")
    if folder:
        for size, theme in ((DESKTOP, "light"), (PHONE, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=f"{folder}/{name}-{size['width']}.png")


def test_on_a_telephone_the_filters_fold_away(browser: Browser, live_server: Any) -> None:
    clerk = county()
    with visit(browser, live_server.url, PHONE, "light") as page:
        sign_in(page, clerk.username)
        page.goto("/units/")
        choice = page.locator("#filter-kind")
        expect(page.locator("#q")).to_be_visible()
        expect(choice).to_be_hidden()
        page.locator(".zx-fold > summary").focus()
        page.keyboard.press("Enter")
        choice.wait_for(state="visible")
        choice.select_option("department")
        with page.expect_navigation():
            page.get_by_role("button", name="筛选").click()
        expect(choice).to_be_hidden()
        expect(page.locator(".zx-fold-count")).to_have_text("1", use_inner_text=True)
        assert page.locator(".zx-fold-set").inner_text().endswith("部门")
        expect(page.locator("#filter-kind")).to_have_value("department")
        page.set_viewport_size(DESKTOP)
        expect(choice).to_be_visible()
        expect(page.locator(".zx-fold")).to_be_hidden()
