"""An officer changes a rule in a real browser: with the script, without it, on a phone, from the keyboard."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from accessibility import Axe
from conftest import DESKTOP, by_turns, every_look
from web.rules.builder_samples import a_book
from zhenxing.web.accounts.models import User
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.organisations.models import Area
from zhenxing.web.rules.builder_table import SHEET, table_workbook
from zhenxing.web.rules.models import Rulebook
from zhenxing.web.rules.reading import read

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]


@pytest.fixture
def row(county: Area) -> Rulebook:
    Enterprise.objects.create(area=county, name="云岭陶瓷厂")
    return a_book()


def test_a_rule_is_changed_tried_and_put_into_force(open_page: Open, clerk: User, row: Rulebook) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto(f"/rulebooks/{row.pk}/rules/")
    page.get_by_role("link", name="修改 达到规模").click()
    page.get_by_role("button", name="加条件", exact=True).last.wait_for()
    # without leaving the page: a row comes, and the focus is in it
    outer = page.locator("#n-0 > .rb-add")
    outer.get_by_role("button", name="加条件", exact=True).click()
    page.locator("[name='0.2-fact']").wait_for()
    assert page.evaluate("document.activeElement.name") == "0.2-fact"
    page.select_option("[name='0.2-fact']", "active")
    page.select_option("[name='0.2-op']", "equals")
    page.fill("[name='0.2-value']", "也许")
    page.get_by_role("button", name="试判").click()
    page.locator("#n-0\\.2 .rb-fault").wait_for()
    page.fill("[name='0.2-value']", "是")
    page.get_by_role("button", name="试判").click()
    page.get_by_role("link", name="云岭陶瓷厂").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="校验并发布").click()
    # the cases say nothing of whether it works: they would come out unknown now
    assert "没有发布，已存为草稿" in page.content()
    with page.expect_navigation():
        page.get_by_role("link", name="与现行规则对照").click()
    page.get_by_text("正常经营为是").wait_for()


def test_without_a_script_every_button_still_works(
    browser: Any, live_server: Any, clerk: User, row: Rulebook
) -> None:
    from zhenxing.web.kit.testing import signed_in

    context = browser.new_context(base_url=live_server.url, viewport=DESKTOP, java_script_enabled=False)
    session = signed_in(clerk).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/rulebooks/{row.pk}/rules/0/")
    page.locator("#n-0 > .rb-add button", has_text="加条件组").click()
    page.locator("#n-0\\.2 button", has_text="加人工判断").click()
    page.fill("[name='0.2.0-question']", "有产业规划")
    page.fill("[name='0.0-value']", "1999.5万元")
    # Enter in a field moves and deletes nothing
    page.press("[name='0.0-value']", "Enter")
    page.locator("[name='0.2.0-question']").wait_for()
    page.get_by_role("button", name="删去条件 3.1", exact=True).click()
    page.get_by_role("button", name="删去条件 3", exact=True).click()
    page.get_by_role("button", name="存为草稿", exact=True).click()
    page.get_by_text("下面是草稿").wait_for()
    context.close()
    assert read(Rulebook.objects.get(pk=row.pk).text).rules[0].when is not None


@every_look
def test_the_pages_can_be_read_and_used_by_everybody(
    open_page: Open, clerk: User, row: Rulebook, viewport: dict[str, int], scheme: str
) -> None:
    page = open_page(clerk, viewport, scheme)
    below = ["", "0/", "1/", "0/cases/", "0/preview/"]
    paths = [f"/rulebooks/{row.pk}/rules/{path}" for path in below]
    paths += [f"/rulebooks/{row.pk}/versions/", f"/rulebooks/{row.pk}/standards/"]
    for path in by_turns(paths, scheme):
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_table_with_a_fault_comes_back_marked(
    open_page: Open, clerk: User, row: Rulebook, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(table_workbook(read(row.text))))
    book[SHEET]["F2"] = "大概"
    book.save(tmp_path / "规则.xlsx")
    page = open_page(clerk, DESKTOP)
    page.goto(f"/rulebooks/{row.pk}/rules-import/")
    page.set_input_files("input[type=file]", tmp_path / "规则.xlsx")
    with page.expect_navigation():
        page.get_by_role("button", name="上传并核对").click()
    page.get_by_text("规则表 F2").wait_for()
    assert Axe().run(page).violations_count == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注版").click()
    marked = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert marked[SHEET]["F2"].comment.text.startswith("应为：不低于")
