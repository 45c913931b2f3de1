"""The pure parts: who is the same investor, what a chain lacks, how shares are split, what the rules say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.packs.lead_rules import lead_rules
from zhenxing.packs.ledger_rules import LedgerPackError
from zhenxing.web.leads.chain import Firm, Link, Standing, chain
from zhenxing.web.leads.drawing import Shown, draw
from zhenxing.web.leads.investors import investor, project_core, same_project
from zhenxing.web.leads.places import place_names
from zhenxing.web.leads.rules import missing
from zhenxing.web.leads.sharing import overlap, split

DAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("浙江云陶科技有限公司", "云陶科技股份有限公司", True),
        ("浙江省杭州市云陶科技有限公司", "杭州云陶科技有限责任公司", True),
        ("云陶科技（云岭）有限公司", "云陶科技", True),
        ("浙江云陶科技有限公司", "广东云陶科技有限公司", False),  # two places that contradict each other
        ("深圳市云陶科技有限公司", "佛山云陶科技有限公司", False),
        ("云陶科技有限公司", "云陶新材料有限公司", False),
        ("城市之星有限公司", "之星有限公司", False),  # not every 市 is a city
    ],
)
def test_investors_are_told_apart(one: str, other: str, same: bool) -> None:
    names = place_names()
    assert investor(one, "", names).is_same(investor(other, "", names)) is same


def test_codes_decide_when_both_are_known() -> None:
    code, another = "91990121MA0001014F", "91990121MA00010217"
    assert investor("甲公司", code).is_same(investor("乙陶瓷公司", code))
    assert not investor("云陶科技", code).is_same(investor("云陶科技", another))
    assert investor("云陶科技", code).is_same(investor("云陶科技"))


@given(st.text(max_size=40))
def test_any_name_is_read_and_is_the_same_as_itself(name: str) -> None:
    read = investor(name, "", place_names())
    assert read.is_same(read) is bool(read.core)


def test_projects_are_alike_by_what_tells_them_apart() -> None:
    one, other = (
        project_core("年产500万件日用瓷项目"),
        project_core("年产500万件日用瓷生产线建设项目（一期）"),
    )
    assert same_project(one, other, 80)
    assert not same_project(one, project_core("陶瓷机械装备制造项目"), 80)
    assert not same_project("", "", 0)


def test_a_chain_is_held_thin_or_missing() -> None:
    links = [
        Link(1, ("釉料",), (), 2),
        Link(2, ("石膏模",), (), 1),
        Link(3, (), ("3074",), 2),
        Link(4, ("窑炉",), (), 1),
        Link(5, ("纸箱",), (), 1),
        Link(6, (), (), 1),
    ]
    firms = [
        Firm(1, "甲釉料厂", "3099", "瓷土、釉料", True),
        Firm(2, "乙模具厂", "3074", "石膏模", True),  # the potters' trade, but its products say otherwise
        Firm(3, "丙瓷厂", "3074", "细瓷", True),
        Firm(4, "丁瓷厂", "3074", "", True),
        Firm(5, "戊包装厂", "2231", "纸箱", False),
        Firm(6, "己商店", "5211", "百货", True),
    ]
    found = chain(links, firms, {})
    standings = [one.standing for one in found.links]
    assert standings == [
        Standing.THIN, Standing.HELD, Standing.HELD, Standing.MISSING, Standing.NEARBY, Standing.UNKNOWN,
    ]  # fmt: skip
    assert [one.name for one in found.unplaced] == ["己商店"]
    assert [one.firm.pk for one in found.links[2].here] == [4, 3]
    told = chain(links, firms, {(3, 2): True, (2, 2): False, (4, 6): True})  # people know better
    assert [one.standing for one in told.links][1] == Standing.MISSING
    assert 2 in [one.firm.pk for one in told.links[2].here]
    assert told.links[3].standing == Standing.HELD and told.unplaced == ()


def test_the_drawing_has_every_link_and_only_known_flows() -> None:
    columns = {"upstream": "上游", "core": "核心", "service": "配套"}
    shown = [
        Shown(1, "upstream", "高温无铅釉料和色料制备与供应体系建设", "缺失", "bad"),
        Shown(2, "core", "瓷", "已有", "good"),
    ]
    made = draw(columns, shown, [(1, 2), (2, 1), (1, 9)])
    assert len(made.boxes) == 2 and len(made.arrows) == 2
    assert [label for _x, label in made.heads] == ["上游", "核心"]
    assert made.boxes[0].lines[1].endswith("…") or len(made.boxes[0].lines[1]) <= 10
    assert draw(columns, [], []).boxes == ()
    same_column = draw(
        columns, [Shown(1, "core", "甲", "", "good"), Shown(2, "core", "乙", "", "good")], [(1, 2)]
    )
    assert same_column.arrows[0].path.startswith("M180,")


@given(
    st.decimals(0, 10**15, places=2),
    st.integers(0, 10_000).flatmap(lambda a: st.tuples(st.just(a), st.integers(0, 10_000 - a))),
)
def test_parts_make_up_the_amount_and_none_is_a_cent_off(amount: Decimal, parts: tuple[int, int]) -> None:
    a, b = parts
    percents = (Decimal(a) / 100, Decimal(b) / 100, Decimal(10_000 - a - b) / 100)
    made = split(amount, percents)
    whole = (made.origin, made.host, made.third)
    assert sum(whole) == amount
    assert all(abs(got - amount * p / 100) < Decimal("0.01") for got, p in zip(whole, percents, strict=True))


def test_shares_that_do_not_make_a_hundred_are_refused() -> None:
    with pytest.raises(ValueError, match="99"):
        split(Decimal(1), (Decimal(50), Decimal(49), Decimal(0)))
    assert split(Decimal("100.01"), (Decimal(50), Decimal(50), Decimal(0))).origin == Decimal("50.01")


def test_stretches_meet_on_a_day() -> None:
    first = (date(2024, 1, 1), date(2024, 12, 31))
    assert overlap(first, (date(2024, 12, 31), None))
    assert not overlap(first, (date(2025, 1, 1), None))
    assert overlap((date(2020, 1, 1), None), first)


def test_the_rules_are_dated_cited_and_the_sites_own_come_first(tmp_path: Path) -> None:
    rules = lead_rules(DAY)
    assert [(one.key, one.limit, one.unit) for one in rules.clocks] == [
        ("reply", 1, "workday"), ("judge", 3, "day"), ("feedback", 7, "day"), ("progress", 14, "day"),
    ]  # fmt: skip
    assert all(document and status for document, status in rules.documents.values())
    city = rules.threshold("city")
    assert city is not None and city.met(Decimal(5 * 10**8), None) is True
    fixed = rules.threshold("manufacturing")
    assert fixed is not None
    assert fixed.met(Decimal(10**8), None) is None  # not known is not met and not unmet
    assert fixed.met(Decimal(10**8), Decimal(5 * 10**7)) is False
    assert fixed.met(Decimal(1), None) is False
    own = "leads:\n- {key: small, kind: small, fewer_than: 3}\n"
    (tmp_path / "leads.yaml").write_text(own, encoding="utf-8")
    assert lead_rules(DAY, tmp_path).small_below == 3
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/leads.yaml").write_text("leads:\n- {key: small, kind: other}\n", encoding="utf-8")
    with pytest.raises(LedgerPackError):
        lead_rules(DAY, tmp_path / "sub")


def test_what_is_missing_is_told_all_at_once_and_nought_is_said() -> None:
    stated = dict.fromkeys(("investor", "process", "environment"), "有")
    numbers = dict.fromkeys(("investment", "energy", "output"), Decimal(1))
    lead = SimpleNamespace(**stated, **numbers, land=Decimal(0), tax=None)
    assert list(missing(lead, lead_rules(DAY))) == ["tax"]
    lead.environment = "  "
    assert list(missing(lead, lead_rules(DAY))) == ["environment", "tax"]
