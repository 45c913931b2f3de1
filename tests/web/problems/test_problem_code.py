"""The address in a town's printed code: the site's public one, or a warning before it is printed."""

from __future__ import annotations

from typing import Any

import pytest

from web.problems.problem_samples import County, county
from zhenxing.web.kit.site_address import only_here
from zhenxing.web.kit.testing import signed_in

pytestmark = pytest.mark.django_db
_WARNING = "先别打印"


@pytest.fixture
def place() -> County:
    return county()


def test_the_paper_carries_the_public_address(place: County, settings: Any) -> None:
    settings.ZHENXING_ADDRESS = "https://zhenxing.example.gov.cn"
    page = signed_in(place.clerk).get(f"/intake_points/{place.point.pk}/sheet/", HTTP_HOST="127.0.0.1").text
    assert f"https://zhenxing.example.gov.cn/report/{place.point.token}/" in page
    assert _WARNING not in page and "127.0.0.1" not in page


def test_an_address_only_this_machine_opens_is_warned_of_and_not_on_paper(
    place: County, settings: Any
) -> None:
    settings.ZHENXING_ADDRESS = ""
    settings.ALLOWED_HOSTS = ["*"]
    client = signed_in(place.clerk)
    page = client.get(f"/intake_points/{place.point.pk}/sheet/", HTTP_HOST="127.0.0.1:8000").text
    warning = next(line for line in page.splitlines() if _WARNING in line)
    assert "d-print-none" in warning and "ZHENXING_ADDRESS" in warning
    reached = client.get(f"/intake_points/{place.point.pk}/sheet/", HTTP_HOST="10.3.2.1").text
    assert f"http://10.3.2.1/report/{place.point.token}/" in reached and _WARNING not in reached


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://127.0.0.1:8000/x", True),
        ("http://localhost/x", True),
        ("http://[::1]:8000/x", True),
        ("http://demo.localhost/x", True),
        ("http://192.168.1.5/x", False),
        ("https://zhenxing.example.gov.cn/x", False),
    ],
)
def test_what_only_this_machine_opens(address: str, here: bool) -> None:
    assert only_here(address) is here
