"""Two records of one enterprise become one, with all that hung on both and the history of each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.brands.brand_samples import product
from web.enterprises.enterprise_samples import attribute, credit_code, enterprise, qualification
from zhenxing.web.enterprises.actions import MergeEnterprises, RenameEnterprise, pointing_here, with_former
from zhenxing.web.enterprises.models import Enterprise, EnterpriseAttribute, EnterpriseLink
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NeedsReason, NotPermitted
from zhenxing.web.kit.testing import area, person, signed_in, unexplained
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db


def two(where: Area) -> tuple[Enterprise, Enterprise]:
    kept = enterprise(where, "云岭恒锻法兰有限公司", code=None, address="")
    double = enterprise(where, "云岭县恒锻法兰公司", address="铁炉镇东街168号", former_names="铁炉法兰厂")
    return kept, double


def merge(actor: Any, double: Enterprise, kept: Enterprise) -> Any:
    return run_action(MergeEnterprises(double.pk, kept.pk), actor, reason="实地核实为同一企业")


def test_everything_moves_and_what_the_survivor_lacked_is_filled_in() -> None:
    where = area()
    kept, double = two(where)
    code, own = double.code, qualification(double)
    made = product(where)
    made.enterprise = double
    made.save()
    merge(person("office", where), double, kept)
    kept.refresh_from_db()
    double.refresh_from_db()
    own.refresh_from_db()
    made.refresh_from_db()
    assert (kept.code, kept.address) == (code, "铁炉镇东街168号")
    assert kept.former_names == "铁炉法兰厂、云岭县恒锻法兰公司"
    assert (own.enterprise, made.enterprise) == (kept, kept)
    assert double.merged_into == kept and double.archived_at is not None
    assert (own.version, own.history.count()) == (2, 2)
    assert unexplained() == []


def test_what_both_have_each_keeps_and_the_deed_says_so() -> None:
    where = area()
    kept, double = two(where)
    ours, theirs = attribute(kept, value=100), attribute(double, value=120)
    newer = attribute(double, period="2025")
    merge(person("office", where), double, kept)
    assert set(EnterpriseAttribute.objects.filter(enterprise=kept)) == {ours, newer}
    theirs.refresh_from_db()
    assert theirs.enterprise == double
    changes = AuditEntry.objects.get(action="enterprises.merge").changes
    assert changes["moved"][1] == "企业数据 1" and changes["kept"][1] == "企业数据 1"


def test_a_link_between_the_two_does_not_become_one_to_itself() -> None:
    where = area()
    kept, double = two(where)
    between = EnterpriseLink.objects.create(supplier=double, buyer=kept, goods="毛坯")
    other = EnterpriseLink.objects.create(supplier=double, buyer=enterprise(where), goods="毛坯")
    merge(person("office", where), double, kept)
    between.refresh_from_db()
    other.refresh_from_db()
    assert between.supplier == double
    assert other.supplier == kept


def test_a_chain_of_merges_points_to_the_last_survivor() -> None:
    where = area()
    kept, double = two(where)
    last = enterprise(where, "云岭恒锻集团有限公司")
    clerk = person("office", where)
    merge(clerk, double, kept)
    merge(clerk, kept, last)
    double.refresh_from_db()
    assert double.merged_into == last
    page = signed_in(clerk).get(f"/enterprises/{last.pk}/").text
    assert "由此并入的企业" in page and f'href="/enterprises/{double.pk}/"' in page
    assert f'href="/enterprises/{last.pk}/"' in signed_in(clerk).get(f"/enterprises/{double.pk}/").text


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_max_num_queries: Any) -> None:
    where = area()
    clerk = person("office", where)
    counts = []
    for rows in (2, 40):
        kept, double = enterprise(where, f"甲{rows}"), enterprise(where, f"乙{rows}")
        for year in range(rows):
            attribute(double, period=str(1980 + year))
        with django_assert_max_num_queries(200) as asked:
            merge(clerk, double, kept)
        counts.append(len(asked))
    assert counts[1] <= counts[0]


def test_who_may_not_see_the_survivor_cannot_merge_into_it() -> None:
    where, other = area(), area("清河县")
    kept, double = enterprise(other, "清河法兰厂"), enterprise(where)
    with pytest.raises(Invalid):
        merge(person("office", where), double, kept)
    with pytest.raises(NotPermitted):
        merge(person("township", where), double, double)


def test_nothing_is_merged_into_itself_or_twice_or_without_a_reason() -> None:
    where = area()
    kept, double = two(where)
    clerk = person("office", where)
    with pytest.raises(NeedsReason):
        run_action(MergeEnterprises(double.pk, kept.pk), clerk)
    with pytest.raises(Invalid):
        merge(clerk, double, double)
    merge(clerk, double, kept)
    with pytest.raises(ActionRefused):
        merge(clerk, double, kept)
    with pytest.raises(Invalid):
        merge(clerk, kept, double)


def test_the_page_of_doubles_leads_to_the_merge_with_the_survivor_filled_in() -> None:
    where = area("云岭县")
    kept, double = two(where)
    clerk = signed_in(person("office", where))
    page = clerk.get("/enterprises/doubles/").text
    assert "名称相近" in page
    first, second = sorted((kept, double), key=lambda one: one.pk)
    link = f"/enterprises/{second.pk}/merge/?survivor=%23{first.pk}"
    assert link in page
    form = clerk.get(link)
    assert f'value="#{first.pk}"' in form.text
    typed = {"survivor": f"#{first.pk}", "reason": "核实", "version": second.version}
    assert clerk.post(f"/enterprises/{second.pk}/merge/", typed).status_code == 302
    assert "没有找到疑似重复" in clerk.get("/enterprises/doubles/").text


def test_too_many_at_once_are_asked_for_by_area(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhenxing.web.enterprises.doubles.MOST_COMPARED", 1)
    where = area()
    two(where)
    assert (
        "请先在企业列表里按地区筛选" in signed_in(person("office", where)).get("/enterprises/doubles/").text
    )


def test_every_foreign_key_to_an_enterprise_is_known_and_no_history_is() -> None:
    found = {(model._meta.label, field) for model, field in pointing_here()}
    assert {("brands.Brand", "enterprise"), ("enterprises.EnterpriseLink", "buyer")} <= found
    assert ("enterprises.Enterprise", "merged_into") in found
    assert not any("Historical" in label for label, _field in found)


def test_a_new_name_keeps_the_old_one_findable() -> None:
    where = area()
    one = enterprise(where, "铁炉法兰厂")
    clerk = person("office", where)
    deed = RenameEnterprise(one.pk, "云岭恒锻法兰有限公司", date(2024, 3, 1))
    run_action(deed, clerk, reason="变更登记通知书")
    one.refresh_from_db()
    assert (one.name, one.former_names) == ("云岭恒锻法兰有限公司", "铁炉法兰厂（至2024-02-29）")
    assert "云岭恒锻法兰有限公司" in signed_in(clerk).get("/enterprises/?q=铁炉法兰厂").text
    with pytest.raises(Invalid):
        run_action(deed, clerk, reason="再改")
    with pytest.raises(Invalid):
        run_action(RenameEnterprise(one.pk, "别的", date(2999, 1, 1)), clerk, reason="再改")


def test_former_names_never_outgrow_their_column() -> None:
    names = ""
    for number in range(60):
        names = with_former(names, f"第{number}个很长的名字的陶瓷厂（至2024-02-29）")
    assert len(names) <= 500 and names.endswith("第59个很长的名字的陶瓷厂（至2024-02-29）")
    assert with_former(names, "新名") == with_former(with_former(names, "新名"), "新名")


def test_a_renamed_enterprise_that_is_archived_stays_as_it_is() -> None:
    where = area()
    kept, double = two(where)
    clerk = person("office", where)
    merge(clerk, double, kept)
    with pytest.raises(ActionRefused):
        run_action(RenameEnterprise(double.pk, "新名", date(2024, 1, 1)), clerk, reason="改")
    assert credit_code() != credit_code()
