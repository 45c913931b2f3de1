"""Next year's plan in a browser: asked about, compared, adopted; the page on both screens and in print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from accessibility import Axe
from conftest import DESKTOP, PHONE, by_turns, every_look
from web.documents.version_samples import LAST_YEAR, THIS_YEAR, adopted, compiled, decided
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.models import Document
from zhenxing.web.organisations.models import Area
from zhenxing.web.tasks.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]


@pytest.fixture
def last(clerk: User, county: Area) -> Document:
    return adopted(compiled(clerk, county, LAST_YEAR), clerk)


def test_next_years_plan_is_compared_and_adopted(
    open_page: Open, clerk: User, last: Document, tmp_path: Path
) -> None:
    kept = Task.objects.get(heading="培育龙头企业").pk
    plan = tmp_path / "2025.txt"
    plan.write_text(THIS_YEAR, encoding="utf-8")
    page = open_page(clerk, DESKTOP)
    page.goto("/documents/upload/")
    page.set_input_files("input[type=file]", plan)
    page.get_by_role("button", name="上传并解析").click()
    page.wait_for_url("**/review/")
    page.get_by_role("link", name="承接上一份？").click()
    page.wait_for_url("**/difference/")
    assert page.locator(".df-row.df-orphaned .df-note").inner_text().endswith("制定县级标准不少于3项")
    page.get_by_role("button", name="是，替代或承接").click()
    page.get_by_text("已记下：采纳后替代或承接选定的旧文件。").wait_for()
    decided(Document.objects.get(version_of=last), clerk)
    page.get_by_role("link", name="去采纳").click()
    page.wait_for_url("**/adopt/")
    assert page.locator(".df-tile.df-changed strong").inner_text() != "0"
    page.fill("input[name=due_on]", "2026-12-31")
    page.get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_url("**/matrix/")
    page.goto(f"/tasks/{kept}/")
    expect(page.locator("main")).to_contain_text("2025年行动计划", use_inner_text=True)


def faults(page: Any, url: str, viewport: dict[str, int]) -> list[str]:
    """What axe finds on a page, and whether it runs over the side."""
    page.goto(url)
    found = [
        f"{url}: {violation['id']} {node['target']}: {node['failureSummary'][:200]}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"][:3]
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    return found if width <= viewport["width"] else [*found, f"{url}: {width} px wide"]


@every_look
def test_the_page_is_accessible_and_fits(
    open_page: Open, clerk: User, county: Area, last: Document, viewport: dict[str, int], scheme: str
) -> None:
    asked = compiled(clerk, county, THIS_YEAR)
    tied = decided(compiled(clerk, county, THIS_YEAR.replace("6号", "7号"), last), clerk)
    page = open_page(clerk, viewport, scheme)
    urls = [
        f"/documents/{asked.pk}/difference/",
        f"/documents/{tied.pk}/difference/",
        f"/documents/{tied.pk}/adopt/",
        f"/documents/{last.pk}/difference/",
        f"/documents/{last.pk}/matrix/",
    ]
    assert [fault for url in by_turns(urls, scheme) for fault in faults(page, url, viewport)] == []


def test_side_by_side_on_a_desk_and_stacked_on_a_phone(
    open_page: Open, clerk: User, county: Area, last: Document
) -> None:
    tied = compiled(clerk, county, THIS_YEAR, last)
    for viewport, beside in ((DESKTOP, True), (PHONE, False)):
        page = open_page(clerk, viewport)
        page.goto(f"/documents/{tied.pk}/difference/")
        old, new = (page.locator(".df-changed .df-half").nth(index).bounding_box() for index in (0, 1))
        assert (old["y"] == new["y"]) is beside
        assert (old["x"] == new["x"]) is not beside


def test_in_print_the_marks_stay_and_the_forms_go(
    open_page: Open, clerk: User, county: Area, last: Document
) -> None:
    tied = compiled(clerk, county, THIS_YEAR, last)
    page = open_page(clerk, DESKTOP)
    page.goto(f"/documents/{tied.pk}/difference/")
    page.emulate_media(media="print")
    expect(page.locator(".df-choose")).to_be_hidden()
    assert page.locator(".df-orphaned .df-mark").first.inner_text().replace("\n", "") == "！无人承担"
    ink = page.locator(".df-changed del").first.evaluate("node => getComputedStyle(node).color")
    assert ink == "rgb(0, 0, 0)"
