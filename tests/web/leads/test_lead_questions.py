"""What chains, methods, plans and enclaves say from the records, and who is told what."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from web.leads import lead_samples as samples
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.leads import models, protection, queries
from zhenxing.web.leads.chain import Standing
from zhenxing.web.leads.register import CHAIN_LINKS, LEAD_REGISTER, TARGET_FIRMS
from zhenxing.web.leads.rules import rules_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SimpleNamespace:
    return samples.county()


def reported(where: Any, **fields: Any) -> models.Lead:
    return samples.lead(where, **{"state": "reported", "first_reported_on": timezone.localdate(), **fields})


def test_a_gap_is_filled_by_a_firm_that_lands(place: SimpleNamespace) -> None:
    office = signed_in(place.clerk)
    link = samples.link(place.area, fewest=1)
    samples.link(place.area, "成型", position="core", products="", industries="3074")
    own = samples.town(place.area)
    samples.firm(place.area, "丙瓷厂", industry="3074", town=own)
    samples.firm(place.area, "没了瓷厂", industry="3074", town=own, status="cancelled")
    found = queries.town_chain(own)
    assert [one.standing for one in found.chain.links] == [Standing.MISSING, Standing.THIN]
    assert "釉料" in office.get(CHAIN_LINKS.url("gaps")).text
    said = {"name": "远山釉料有限公司", "products": "釉料", "version": link.version}
    assert office.post(CHAIN_LINKS.url("seek", link.pk), said).status_code == 302
    target = models.TargetFirm.objects.get()
    assert target.link == link and "远山釉料" in office.get(CHAIN_LINKS.url("gaps")).text
    landed = samples.firm(place.area, "远山（云岭）新材料有限公司", town=own)
    typed = {"enterprise": landed.name, "landed_on": "2026-03-02", "version": target.version}
    assert office.post(TARGET_FIRMS.url("land", target.pk), typed).status_code == 302
    assert queries.town_chain(own).chain.links[0].standing == Standing.HELD
    again = {**typed, "version": target.version + 1}
    assert "已经登记落地" in office.post(TARGET_FIRMS.url("land", target.pk), again).text
    page = office.get(CHAIN_LINKS.url("chain") + f"?town={own.pk}").text
    assert "<svg" in page and "人工核定" in page and "远山（云岭）" in page
    assert office.get(CHAIN_LINKS.url("chain") + "?town=0").status_code == 404


def test_firms_out_of_sight_are_not_named(place: SimpleNamespace) -> None:
    link = samples.link(place.area, fewest=1)
    township = area("窑头镇", place.area, "township")
    other = area("铁炉镇", place.area, "township")
    samples.firm(township, "近处釉料厂", main_products="釉料", town=link.town)
    samples.firm(other, "远处釉料厂", main_products="釉料", town=link.town)
    page = signed_in(person("township", unit(township))).get(CHAIN_LINKS.url("detail", link.pk)).text
    assert "近处釉料厂" in page and "远处釉料厂" not in page and "不在您的查看范围" in page


def test_methods_are_counted_exactly_and_few_are_not_compared(place: SimpleNamespace) -> None:
    fair, chain = codes.get("lead_method", "fair"), codes.get("lead_method", "industry")
    day = timezone.localdate()
    for n in range(12):
        signed = {"signed_on": day, "state": "signed"} if n < 3 else {}
        reported(place.area, investor=f"投资方{n}", method=fair, **signed)
    reported(place.area, investor="独一家", method=chain)
    samples.lead(place.area, investor="没报的", method=chain)
    lines = {one.name: one for one in queries.effectiveness(models.Lead.objects.all())}
    assert (lines["会展招商"].leads, lines["会展招商"].signed_share) == (12, Fraction(1, 4))
    assert lines["会展招商"].small is False and lines["产业招商"].small is True
    page = signed_in(place.clerk).get(LEAD_REGISTER.url("effect")).text
    assert "3/12（25.0%）" in page and "样本太少" in page
    assert queries.effectiveness(models.Lead.objects.all(), 1999) == ()


def test_a_plan_stands_beside_what_was_done(place: SimpleNamespace) -> None:
    day = timezone.localdate()
    plan = models.LeadPlan.objects.create(
        area=place.area, unit=place.centre, year=day.year, name="年度", focus="釉料", signed_wanted=2
    )
    reported(place.area, unit=place.centre, signed_on=day, investment=None)
    reported(place.area, unit=place.centre, investor="另一家", signed_on=day, investment=Decimal(50))
    reported(place.area, investor="别家的")
    done = queries.done(plan)
    assert (done.leads, done.signed, done.signed_amount, done.unknown_amounts) == (2, 2, 50, 1)


def test_protection_ends_with_its_days_unless_talks_began(place: SimpleNamespace) -> None:
    day = timezone.localdate()
    rules = rules_on(day)
    first = reported(place.area, first_reported_on=day - timedelta(days=rules.protected_days))
    second = samples.lead(place.area)
    found = protection.first_report(second, day, rules)
    assert found is not None and found.until == day
    assert protection.first_report(second, day + timedelta(days=1), rules) is None
    models.Lead.objects.filter(pk=first.pk).update(state="negotiating")
    later = protection.first_report(second, day + timedelta(days=900), rules)
    assert later is not None and later.until is None
    models.Lead.objects.filter(pk=first.pk).update(state="dropped")
    assert protection.first_report(second, day, rules) is None


def test_whoever_may_not_know_is_not_told_who_was_first(place: SimpleNamespace) -> None:
    far, near = area("铁炉镇", place.area, "township"), area("窑头镇", place.area, "township")
    first = reported(far)
    rival = person("township", unit(near))
    mine = samples.lead(near, reported_by=unit(near), unit=place.centre)
    assert not protection.may_know(first, rival) and protection.may_know(first, place.clerk)
    page = signed_in(place.clerk).get(LEAD_REGISTER.url("detail", mine.pk)).text
    assert str(first.reported_by) in page


def test_identity_stays_as_reported_and_changes_make_a_new_first_report(place: SimpleNamespace) -> None:
    lead = reported(place.area)
    lead.project_name = "另一个项目"
    with pytest.raises(ValidationError, match="不能再改"):
        lead.clean()
    models.Lead.objects.filter(pk=lead.pk).update(state="draft")
    lead.clean()  # sent back
    assert lead.first_reported_on is None


def test_terms_make_a_hundred_stay_apart_and_stay_as_settled() -> None:
    where = area()
    term = samples.term(where)
    wrong = models.EnclaveTerm(
        agreement=term.agreement, kind="output", since=date(2024, 1, 1), origin_percent=50
    )
    with pytest.raises(ValidationError, match="合计是 50%"):
        wrong.full_clean()
    wrong.third_percent = Decimal(50)
    with pytest.raises(ValidationError, match="没有写第三方"):
        wrong.full_clean()
    twice = models.EnclaveTerm(
        agreement=term.agreement, kind="tax", since=date(2025, 1, 1), origin_percent=50, host_percent=50
    )
    with pytest.raises(ValidationError, match="时间重叠"):
        twice.full_clean()
    year = {"since": date(2024, 1, 1), "until": date(2024, 12, 31), "source": "税务局"}
    paid = models.EnclaveSettlement(agreement=term.agreement, kind="tax", amount=Decimal("0.03"), **year)
    paid.full_clean()
    paid.save()
    assert paid.shares is not None
    assert (paid.shares.origin, paid.shares.host) == (Decimal("0.01"), Decimal("0.02"))
    term.origin_percent, term.host_percent = Decimal(50), Decimal(50)
    with pytest.raises(ValidationError, match="结算过"):
        term.full_clean()
    unknown = models.EnclaveSettlement(agreement=term.agreement, kind="output", amount=Decimal(1), **year)
    with pytest.raises(ValidationError, match="没有一条分享条款"):
        unknown.full_clean()
    assert unknown.shares is None


def test_links_ask_for_codes_of_trades_and_one_town() -> None:
    where = area()
    link = samples.link(where)
    link.industries = "3074、陶瓷"
    with pytest.raises(ValidationError, match="不是行业代码"):
        link.clean()
    elsewhere = samples.link(area("清河县"), "烧成")
    with pytest.raises(ValidationError, match="同一个专业镇"):
        models.ChainFlow(source=link, target=elsewhere).clean()
    with pytest.raises(ValidationError, match="不属于所选专业镇"):
        models.TargetFirm(town=elsewhere.town, link=link, name="甲").clean()
