"""Figures are charged to who asks, lead to the rows they count, and count no log-ins and no photographs."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

import zhenxing.web.burden as burden
from web.burden.burden_samples import ask, asked
from web.ledger.ledger_samples import CHINA, do
from zhenxing.web.burden import figures, services
from zhenxing.web.burden.flow import ADMITTED
from zhenxing.web.burden.models import Asking
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger.registry import works
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day() -> Any:
    with time_machine.travel(datetime(2026, 3, 17, 9, 0, tzinfo=CHINA), tick=True):
        yield


@pytest.fixture
def where() -> Area:
    return area()


class Firm:
    """An enterprise as far as an asking looks at it."""

    def __init__(self, pk: int, where: Area) -> None:
        self.pk, self.area = pk, where

    def __str__(self) -> str:
        return f"云岭陶瓷{self.pk}厂"


def counted(client: Client, url: str) -> int:
    """How many rows the list behind a figure says it has."""
    page = client.get(f"{url}&fill=total")
    found = re.search(r"(\d+)", re.sub(r"<[^>]*>", "", page.text))
    assert found is not None
    return int(found.group(1))


def test_every_figure_is_charged_and_leads_to_its_rows(where: Area) -> None:
    labour, trade = unit(where, "云岭县人社局"), unit(where, "云岭县商务局")
    township = area("窑头镇", where, "township")
    town = unit(township, "窑头镇人民政府", kind="township")
    asked(labour, town)
    asked(labour, town, notice_workdays=1)
    asked(labour, town, fields=["企业名称", "招工难在哪"], notice_workdays=None, due_on=date(2026, 3, 18))
    asked(trade, town, what="外贸月报", fields=10, notice_workdays=None)
    asked(trade, what="外贸月报", fields=4, of_enterprise=Firm(7, township))
    office = person("office", where)
    rows = figures.askings(office, 2026)
    first, second = figures.departments(rows, 2026)
    assert (first.name, first.times, first.fields, first.unknown, first.units, first.firms) == (
        "云岭县商务局",
        2,
        14,
        1,
        1,
        1,
    )
    got = (second.times, second.fields, second.held, second.repeated, second.short)
    assert got == (3, 3 + 3 + 2, 1, 2, 2)
    client = signed_in(office)
    assert counted(client, second.rows_url) == second.times
    assert counted(client, second.short_url) == second.short
    assert counted(client, second.held_url) == 1
    (of_town,) = figures.addressees(rows, 2026)
    assert (of_town.name, of_town.times, of_town.repeated) == ("窑头镇人民政府", 4, 2)
    assert counted(client, of_town.rows_url) == 4
    (firm,) = figures.firms(rows, 2026)
    assert (firm.name, firm.times) == ("云岭陶瓷7厂", 1) and counted(client, firm.rows_url) == 1
    for load in figures.matters(rows, 2026, by_unit=labour.pk):
        assert counted(client, load.rows_url) == (3 if load.name == "用工情况月报" else 0)
    page = client.get("/burden/").text
    assert page.index("云岭县商务局") < page.index("云岭县人社局") and "短通知" in page
    assert client.get(f"/burden/department/{labour.pk}/").status_code == 200
    theirs = client.get(f"/burden/unit/{town.pk}/?year=2026").text
    assert "谁要的" in theirs and "云岭县人社局" in theirs
    assert "还没有" not in client.get("/burden/?year=1999").text
    assert client.get("/burden/?year=x").status_code == 200


def test_only_one_s_own_is_seen(where: Area) -> None:
    labour, town = unit(where, "云岭县人社局"), unit(where, "窑头镇人民政府", kind="township")
    other = unit(where, "麦川镇人民政府", kind="township")
    asked(labour, town)
    asked(labour, other)
    page = signed_in(person("township", town)).get("/burden/").text
    assert "窑头镇人民政府" in page and "麦川镇人民政府" not in page
    assert signed_in(person("office", area("清河县"))).get(f"/burden/unit/{town.pk}/").status_code == 404


def test_a_standing_ask_is_weighed_where_it_can_be(where: Area) -> None:
    labour = unit(where, "云岭县人社局")
    for number in range(3):
        unit(where, f"第{number}镇", kind="township")
    one = ask(where, labour, state=ADMITTED)
    ask(where, labour, "企业年报", whom="enterprises", repeats="yearly", addressees=20, state=ADMITTED)
    ask(where, labour, "不定期摸底", repeats="irregular", state=ADMITTED)
    ask(where, labour, "一家的周报", whom="units", of_unit=labour, repeats="weekly", state=ADMITTED)
    shown = {str(one.ask): one.yearly for one in figures.standing(person("office", where))}
    assert shown == {"用工情况月报": 3 * 12 * 3, "企业年报": 3 * 20, "一家的周报": 3 * 52, "不定期摸底": None}
    total = figures.yearly(figures.standing(person("office", where)))
    assert (total.known, total.unknown) == (108 + 60 + 156, 1)
    # what is asked under it is counted to it, and it stands on the page of whoever reports
    assert asked(labour, labour).ask == one
    (part,) = [part for part in works() if part.key == "asked"]
    town = unit(where, "窑头镇人民政府", kind="township")
    assert set(part.of_unit(town).values_list("name", flat=True)) == {"用工情况月报", "不定期摸底"}
    assert "算不出" in signed_in(person("office", where)).get("/burden/").text


def test_an_asking_is_of_one_addressee_and_of_a_known_rhythm(where: Area) -> None:
    one = unit(where)
    with pytest.raises(ValueError, match="one unit or of one enterprise"):
        asked(one)
    with pytest.raises(ValueError, match="repeats is one of"):
        asked(one, one, repeats="now and then")
    many = [services.Request(of_unit=unit(where), subject=one) for _number in range(4)]
    made = do(lambda deed: services.asked_many(deed, many, by_unit=one, what="摸底", fields=2))
    assert len(made) == Asking.objects.filter(subject_label=str(one), notice_workdays=None).count() == 4
    page = signed_in(person("office", where)).get(f"/askings/{made[0].pk}/")
    assert page.status_code == 200 and str(made[0]) in unescape(page.text)


def test_nothing_counts_log_ins_or_photographs(where: Area) -> None:
    """The rule is said on the page, and no figure, column or line of this app looks at either."""
    page = signed_in(person("office", where)).get("/burden/").text
    assert "不统计登录次数，不统计拍照留痕，也不给报送单位排名" in page
    shown = figures.Load.__annotations__ | {one.name: "" for one in Asking._meta.get_fields()}
    wanted = re.compile(r"log_?in|photo|proof|picture|image|attendance|score|rank", re.IGNORECASE)
    assert not [name for name in shown if wanted.search(name)]
    folder = Path(burden.__file__).parent
    code = "\n".join(
        re.sub(r'""".*?"""|#.*', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for path in sorted(folder.glob("*.py"))
    )
    assert not re.search(r"last_login|axes|AccessLog|ProofFile|proofs|登录|拍照|照片", code)
    headings = re.findall(r"<th[^>]*>(.*?)</th>", signed_in(person("office", where)).get("/burden/").text)
    assert not [one for one in headings if re.search("登录|照片|拍照|排名|名次", one)]
