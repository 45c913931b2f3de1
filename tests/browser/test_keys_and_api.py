"""Making a key in the browser, and reading how the API is used: on a screen, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from accessibility import Axe
from conftest import DESKTOP, PHONE
from zhenxing.web.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_a_key_is_made_and_the_description_read(
    open_page: Callable[..., Any], clerk: User, size: dict[str, int], scheme: str
) -> None:
    page = open_page(clerk, size, scheme)
    page.goto("/")
    page.locator(".zx-who summary").click()
    page.get_by_role("link", name="接口密钥").first.click()
    page.get_by_role("link", name="生成密钥").first.click()
    page.get_by_label("用途").fill("县数据平台每日同步")
    page.get_by_label("单位", exact=True).select_option("write")
    _well(page)
    page.get_by_role("button", name="生成密钥").click()
    whole = page.get_by_label("县数据平台每日同步").input_value()
    assert whole.startswith("zx_")
    _well(page)
    page.get_by_role("link", name="接口说明").click()
    page.locator("#units > summary").click()
    expect(page.get_by_text("/api/units/{pk}/history")).to_be_visible()
    _well(page)
    page.goto("/tokens/")
    expect(page.get_by_text("县数据平台每日同步").first).to_be_visible()
    _well(page)


def _well(page: Any) -> None:
    """Readable by everybody, and no wider than the screen."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
