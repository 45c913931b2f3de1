"""Two years of one plan: damage resolved, a name explained once, the next year's plan compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from conftest import DESKTOP
from web.documents.version_samples import LAST_YEAR, THIS_YEAR
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.models import Document
from zhenxing.web.organisations.models import Area, UnitAlias
from zhenxing.web.tasks.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]
#: as a county's people call their bureau of commerce, and no table of names does
NICKNAME = "县商促局"
#: two digits gone beside markup, and Traditional characters with their readings
DAMAGED = (
    LAST_YEAR.replace("达到2.4亿元", "达到亿元")
    .replace("到2024年底", "到2024年底 ")
    .replace("规上企业扩产", "規(guī)上企業(yè)擴(kuò)產(chǎn)")
    .replace("县市场监管局", NICKNAME)
)
FOLLOWING = THIS_YEAR.replace("县商务局", NICKNAME)


def uploaded(page: Any, where: Path, text: str) -> None:
    where.write_text(text, encoding="utf-8")
    page.goto("/documents/upload/")
    page.set_input_files("input[type=file]", where)
    page.get_by_role("button", name="上传并解析").click()
    page.wait_for_url("**/review/")


def decide_the_rest(page: Any) -> None:
    """Accept what is left as it stands, one card after another."""
    with page.expect_navigation():
        page.locator("#rv-certain").click()
    while page.locator(".pc[data-state=pending]").count():
        card = page.locator(".pc[data-state=pending]").first
        number = card.get_attribute("data-number")
        card.locator("[data-key=a], [data-key=v]").first.click()
        page.locator(f"#p-{number}:not([data-state=pending])").wait_for()


def adopt(page: Any) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="去采纳").click()
    page.fill("input[name=due_on]", "2026-12-31")
    page.get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_url("**/matrix/")


def test_damage_is_resolved_and_next_year_knows_what_was_said(
    open_page: Open, clerk: User, county: Area, tmp_path: Path
) -> None:
    page = open_page(clerk, DESKTOP)
    uploaded(page, tmp_path / "2024.txt", DAMAGED)
    lost = page.locator(".pc[data-kind=suspicion][data-state=pending]", has_text="单位前面的数字丢了")
    number = lost.get_attribute("data-number")
    lost.locator("[name=typed]").fill("达到2.4亿")
    lost.get_by_role("button", name="照此").click()
    # with the digits back, the sentence is read anew and its goal is there
    page.locator(".pc[data-kind=goal]", has_text="2.4亿元").first.wait_for()
    named = page.locator(".pc[data-kind=unit]", has_text=NICKNAME)
    named.locator("[name=name]").fill("云岭县市场监督管理局")
    number = named.get_attribute("data-number")
    named.get_by_role("button", name="新建", exact=True).click()
    page.locator(f"#p-{number}:not([data-state=pending])").wait_for()
    decide_the_rest(page)
    adopt(page)
    kept = Task.objects.get(heading__contains="培育龙头企业")
    assert UnitAlias.objects.get(text=NICKNAME).unit.name == "云岭县市场监督管理局"

    uploaded(page, tmp_path / "2025.txt", FOLLOWING)
    # the name is known by now: nobody is asked again, and the page says who had said so
    again = page.locator(".pc[data-kind=unit]", has_text=NICKNAME)
    expect(again).to_contain_text("按上次确认", use_inner_text=True)
    with page.expect_navigation():
        page.get_by_role("link", name="承接上一份？").click()
    page.get_by_role("button", name="是，替代或承接").click()
    page.get_by_text("已记下：采纳后替代或承接选定的旧文件。").wait_for()
    page.goto(f"/documents/{Document.objects.latest('pk').pk}/review/")
    decide_the_rest(page)
    adopt(page)
    kept.refresh_from_db()
    page.goto(f"/tasks/{kept.pk}/")
    expect(page.locator("main")).to_contain_text("2025年行动计划", use_inner_text=True)
