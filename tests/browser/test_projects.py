"""A project in a browser: a stage with its photo on a phone, the same photo caught, a number clicked open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from accessibility import Axe
from web.projects import project_samples as samples
from zhenxing.web.organisations.models import Area
from zhenxing.web.projects import flow
from zhenxing.web.projects.models import Project, Suspicion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 768}


def faults(page: Any) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    return found + (["wider than the window"] if wide else [])


def sign(page: Any, project: Project, day: str, photo: Path) -> None:
    page.goto(f"/projects/{project.pk}/")
    page.get_by_role("link", name="登记签约").click()
    page.fill("[name=happened_on]", day)
    page.set_input_files("[name=proof]", photo)
    with page.expect_navigation():
        page.get_by_role("button", name="登记签约", exact=True).click()
    page.wait_for_load_state("load")


def test_the_same_photo_twice_is_caught_and_the_rate_opens_to_its_rows(
    county: Area, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    town = samples.township(county)
    first, second = samples.project(town, flow.RESERVE), samples.project(town, flow.RESERVE)
    photo = tmp_path / "签约.png"
    photo.write_bytes(samples.photo().data)
    page = open_page(samples.officer(county), PHONE)
    sign(page, first, "2025-03-01", photo)
    assert faults(page) == []
    sign(page, second, "2025-03-02", photo)
    expect(page.get_by_role("link", name="同一佐证文件重复使用")).to_be_visible()
    doubt = Suspicion.objects.get()
    page.goto(f"/suspicions/{doubt.pk}/")
    assert faults(page) == []

    page = open_page(samples.officer(county), DESKTOP)
    page.goto("/projects/conversion/?begins=2025-01-01&ends=2025-12-31")
    expect(page.locator("main")).to_contain_text(
        "0.00%", use_inner_text=True
    )  # one signing counts, nothing has started
    with page.expect_navigation():
        page.get_by_role("link", name="没有计入 1").click()
    expect(page.get_by_role("link", name=second.name)).to_be_visible()
    assert faults(page) == []
