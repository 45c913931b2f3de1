"""What surrounds every page: language, theme, errors, health, navigation, permissions on every address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from zhenxing.web.accounts.roles import ROLES, permissions
from zhenxing.web.kit import errors
from zhenxing.web.kit.middleware import KindRefusals, RequestId
from zhenxing.web.kit.pages import PUBLIC, SIGNED_IN, page, permission_of
from zhenxing.web.kit.refusals import Invalid, NotPermitted, OutOfScope
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.kit.testing_lists import links
from zhenxing.web.organisations.register import UNITS

pytestmark = pytest.mark.django_db
PREFERENCES = "/site/preferences/"


def addresses(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def test_every_address_carries_a_permission_that_some_role_has() -> None:
    known = {PUBLIC, SIGNED_IN, *permissions()}
    unguarded = {address: permission_of(view) for address, view in addresses()}
    assert len(unguarded) > 20
    assert {address for address, permission in unguarded.items() if permission not in known} == set()


def test_only_these_addresses_are_public() -> None:
    public = {address for address, view in addresses() if permission_of(view) == PUBLIC}
    roll = {"roll/", "roll/<slug:code>/", "roll/<slug:code>/paper/"}
    report = {"report/<slug:token>/", "report/answer/"}
    site = {"accounts/sign-in/", "accounts/sign-out/", "site/preferences/", "site/health/"}
    assert public == site | roll | report


def test_the_language_is_kept_without_javascript() -> None:
    client = Client()
    response = client.post(PREFERENCES, {"language": "en", "next": "/accounts/sign-in/"})
    assert response["Location"] == "/accounts/sign-in/"
    english = client.get("/accounts/sign-in/").text
    assert '<html lang="en"' in english
    assert "Sign in to Zhenxing" in english


def test_chinese_comes_first_whatever_the_browser_says() -> None:
    text = Client(headers={"accept-language": "en-US,en;q=0.9"}).get("/accounts/sign-in/").text
    assert '<html lang="zh-hans"' in text
    assert "登录镇兴" in text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_kept_without_javascript(theme: str) -> None:
    client = Client()
    client.post(PREFERENCES, {"theme": theme})
    assert f'data-bs-theme="{theme}"' in client.get("/accounts/sign-in/").text
    client.post(PREFERENCES, {"theme": "auto"})
    assert "data-bs-theme" not in client.get("/accounts/sign-in/").text


@pytest.mark.parametrize("typed", [{"theme": "neon"}, {"language": "tlh"}, {"next": "//example.com/"}])
def test_nonsense_is_not_kept_and_leads_nowhere_else(typed: dict[str, str]) -> None:
    response = Client().post(PREFERENCES, typed)
    assert response["Location"] == "/"
    assert not response.cookies


def test_the_watchdog_is_answered() -> None:
    assert Client().get("/site/health/").json()["status"] == "ok"


def test_a_request_keeps_a_sensible_id_and_gets_a_new_one_else() -> None:
    seen = RequestId(lambda request: HttpResponse(request.request_id))
    for given, kept in (("abcd-1234", True), ("<script>", False), ("", False)):
        response = seen(RequestFactory().get("/", headers={"x-request-id": given}))
        assert (response["X-Request-ID"] == given) is kept
        assert response.text == response["X-Request-ID"]


@pytest.mark.parametrize(
    ("view", "status", "text"),
    [
        (errors.bad_request, 400, "读不懂"),
        (errors.forbidden, 403, "您的角色不能做这项操作"),
        (errors.not_found, 404, "没有找到这个页面"),
        (errors.server_error, 500, "您的数据没有丢"),
        (errors.csrf_failure, 403, "页面已过期"),
    ],
)
def test_every_error_says_what_to_do(view: Any, status: int, text: str) -> None:
    request = RequestFactory().get("/")
    request.request_id = "the-request-id"
    response = view(request)
    assert response.status_code == status
    assert text in response.text
    assert ("the-request-id" in response.text) is (status == 500)


def test_a_refusal_no_view_answered_becomes_a_page() -> None:
    request = RequestFactory().get("/")
    request.user = person()
    refusals = KindRefusals(lambda _request: HttpResponse())
    response = refusals.process_exception(request, Invalid({"name": ("名称不能为空。",)}))
    assert response.status_code == 422
    assert "名称不能为空。" in response.text
    assert refusals.process_exception(request, NotPermitted()).status_code == 403
    assert refusals.process_exception(request, ValueError()) is None
    with pytest.raises(Http404):
        refusals.process_exception(request, OutOfScope())


def test_a_partial_request_without_a_session_asks_for_the_whole_page() -> None:
    response = Client().get("/units/", headers={"hx-request": "true"})
    assert (response.status_code, response["HX-Refresh"]) == (401, "true")


def test_a_public_page_needs_nobody() -> None:
    view = page(PUBLIC)(lambda request: HttpResponse("镇兴"))
    assert view(RequestFactory().get("/")).text == "镇兴"


@pytest.mark.parametrize("role", list(ROLES))
def test_the_navigation_leads_only_where_the_role_may_go(role: str) -> None:
    client = signed_in(person(role, unit(area())))
    text = client.get("/").text
    links = {part.split('"')[0] for part in text.split('<a href="')[1:]}
    local = {link for link in links if link.startswith("/")}
    assert "/" in local
    for link in local:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("role", ["", *ROLES])
def test_home_opens_for_everybody(role: str) -> None:
    response = signed_in(person(role, unit(area()))).get("/")
    assert response.status_code == 200
    assert ("您的账号还没有角色" in response.text) is (role == "")


def test_an_unknown_address_gets_the_kind_page() -> None:
    response = Client().get("/nowhere/")
    assert response.status_code == 404
    assert "没有找到这个页面" in response.text


def test_the_columns_asked_for_are_shown_and_sorted() -> None:
    where = area()
    client = signed_in(person("office", unit(where, "甲局")))
    unit(where, "乙局")
    text = client.get(UNITS.url("list") + "?column=name&sort=-name").text
    assert text.index("甲局") < text.index("乙局")
    assert 'aria-sort="descending"' in text
    assert "简称</a></th>" not in text
    assert client.get(UNITS.url("list") + "?q=甲局").text.count("甲局") >= 1
    assert "没有符合条件的记录" in client.get(UNITS.url("list") + "?q=丙局").text
    assert client.get(UNITS.url("list") + "?archived=1").status_code == 200


def test_pages_follow_one_another() -> None:
    where = area()
    client = signed_in(person("office", unit(where)))
    for _ in range(UNITS.page_size + 1):
        unit(where)
    first = client.get(UNITS.url("list")).text
    assert "下一页" in first
    assert "上一页" in client.get(UNITS.url("list") + links(first)["next"]).text
    assert "共 52 条" in client.get(UNITS.url("list") + "?fill=total").text
    assert "共 52 条" in client.get(UNITS.url("list") + "?total=1").text
