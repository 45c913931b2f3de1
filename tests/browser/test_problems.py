"""A telephone scans a town's code, reports without a name, and reads its receipt; the office merges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from accessibility import Axe
from conftest import DESKTOP, PHONE
from web.problems import problem_samples as samples
from zhenxing.web.problems.limits import QUESTIONS, REPORTS
from zhenxing.web.problems.models import CommonProblem, Problem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def faults(page: Any) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [one["id"] for one in Axe().run(page).response["violations"]] + (["wide"] if wide else [])


def send(page: Any, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("load")


def test_a_telephone_reports_and_the_office_merges(
    open_page: Callable[..., Any], transactional_db: None
) -> None:
    REPORTS.forget()
    QUESTIONS.forget()
    place = samples.county()
    for text in samples.GAS[:7]:
        place.problem(text)
    phone = open_page(None, PHONE, "dark")
    phone.goto(f"/report/{place.point.token}/")
    assert faults(phone) == []
    phone.get_by_label("遇到了什么问题").fill(samples.GAS[7])
    send(phone, "提交")
    expect(phone.locator("main")).to_contain_text("请写名称或称呼", use_inner_text=True)
    assert faults(phone) == []
    phone.get_by_label("匿名反映").check()
    send(phone, "提交")
    expect(phone.locator("main")).to_contain_text("已收到", use_inner_text=True)
    assert Problem.objects.get(anonymous=True).text == samples.GAS[7]
    send(phone, "查看办理情况")
    expect(phone.locator("main")).to_contain_text("等待分办", use_inner_text=True)
    assert faults(phone) == []

    desk = open_page(place.clerk, DESKTOP)
    desk.goto("/common_problems/proposals/")
    assert faults(desk) == []
    with desk.expect_navigation():
        desk.get_by_role("link", name="预览合并").click()
    desk.wait_for_load_state("load")
    assert faults(desk) == []
    expect(desk.locator("input[name=problem]:checked")).to_have_count(8)
    desk.locator("input[name=problem]").last.uncheck()
    send(desk, "合并")
    assert CommonProblem.objects.get().members.count() == 7
    assert faults(desk) == []
