"""The ledger's pages in Chromium: axe finds nothing; a letter is signed and answered without scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from conftest import DESKTOP, PHONE
from web.kit.test_shell_in_browser import sign_in, visit, wrong_with
from web.ledger.ledger_samples import clock_on, office_of
from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Letter
from zhenxing.web.ledger.ticking import tick

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def lively_county() -> tuple[str, str, Letter]:
    """A county with clocks in every light and letters on the way; an office's and a bureau's account."""
    where = area()
    office_of(where)
    bureau = unit(where, "云岭县工业和信息化局")
    today = timezone.localdate()
    begun = queries.calendar().add(today, -12)
    clock_on(bureau, on=begun)
    clock_on(unit(where, "云岭县商务局"), on=begun, rule=ClockRule("sooner", "申报初审", 14))
    clock_on(unit(where, "云岭县文化和旅游局"), on=today, rule=ClockRule("later", "整改", 40))
    clock_on(bureau, on=today - timedelta(days=60), rule=ClockRule("old", "月度调度", 5))
    tick()
    letter = Letter.objects.filter(unit=bureau, step="blue").latest("pk")
    return person("office", where).username, person("liaison", bureau).username, letter


def test_axe_finds_nothing(browser: Browser, live_server: Any) -> None:
    office, _liaison, letter = lively_county()
    addresses = [
        "/inbox/",
        "/inbox/board/",
        "/inbox/rules/",
        "/clocks/",
        f"/clocks/{letter.clock_id}/",
        f"/clocks/{letter.clock_id}/extend/",
        f"/letters/{letter.pk}/",
        f"/letters/{letter.pk}/withdraw/",
        "/letter_wordings/new/",
        "/special_days/new/",
    ]
    with visit(browser, live_server.url, DESKTOP, "light") as page:
        sign_in(page, office)
        wrong = {address: wrong_with(page, address, at) for at, address in enumerate(addresses)}
    assert {address: found for address, found in wrong.items() if found} == {}


def test_a_letter_is_signed_for_and_answered_without_javascript(browser: Browser, live_server: Any) -> None:
    _office, liaison, letter = lively_county()
    with visit(browser, live_server.url, PHONE, "dark", java_script_enabled=False) as page:
        sign_in(page, liaison)
        page.goto("/inbox/")
        page.get_by_role("link", name=letter.reference).first.click()
        page.get_by_role("link", name="签收", exact=True).click()
        page.get_by_role("button", name="签收", exact=True).click()
        page.wait_for_url(f"**/letters/{letter.pk}/")
        page.get_by_role("link", name="反馈办理情况", exact=True).click()
        page.get_by_label("办理情况").fill("已办结，附验收材料。")
        page.get_by_role("button", name="反馈办理情况", exact=True).click()
        page.wait_for_url(f"**/letters/{letter.pk}/")
        expect(page.locator("main")).to_contain_text("待复核", use_inner_text=True)
    letter.refresh_from_db()
    assert letter.answered_at is not None
