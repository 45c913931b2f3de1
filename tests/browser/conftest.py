"""A county's clerk in a real browser, against a live server with temporary files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from zhenxing.web.accounts.models import User
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, LeadingGroup


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def county(transactional_db: None) -> Area:
    where = area("云岭县")
    office = unit(where, "云岭县工业和信息化局", short_name="县工信局")
    LeadingGroup.objects.create(name="专业镇建设领导小组", area=where, office=office)
    return where


@pytest.fixture
def clerk(county: Area) -> User:
    return person("office", county, "王芳")


@pytest.fixture
def open_page(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """`open_page(user, viewport, scheme)` → a page of that user (None: of nobody); a script's fault fails."""
    faults: list[str] = []
    contexts = []

    def opened(user: User | None, viewport: dict[str, int], scheme: str = "light") -> Any:
        context = browser.new_context(
            base_url=live_server.url, viewport=viewport, color_scheme=scheme, locale="zh-CN"
        )
        contexts.append(context)
        if user is not None:
            session = signed_in(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: _note(message, faults))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def _note(message: Any, faults: list[str]) -> None:
    """Errors and policy violations; an answer with a status is the page's own business."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        faults.append(message.text)
