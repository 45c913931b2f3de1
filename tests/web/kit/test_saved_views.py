"""Views of lists: one's own, shared, opened first; what they keep and whom they let see what."""

from __future__ import annotations

from typing import Any

import pytest

from zhenxing.web.kit import saved_views
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import SavedView
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.kit.saved_views import CreateView, DeleteView, EditView, kept
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.register import UNITS

pytestmark = pytest.mark.django_db


def names(user: Any) -> list[str]:
    return [view.name for view in saved_views.views_for(user, "units")]


def test_a_view_is_shared_with_ones_unit_or_ones_area_and_nobody_else() -> None:
    county = area()
    bureau, other = unit(county, "甲局"), unit(county, "乙局")
    township = area("第一乡", county, "township")
    owner, colleague, neighbour = (
        person("liaison", bureau),
        person("liaison", bureau),
        person("liaison", other),
    )
    below, stranger = person("township", unit(township)), person("office", unit(area("清河县")))
    run_action(CreateView("units", "本局", "kind=office", f"unit:{bureau.pk}"), owner)
    clerk = person("office", bureau)
    run_action(CreateView("units", "全县", "", f"area:{county.pk}"), person("leader", county))
    assert sorted(names(owner)) == sorted(names(colleague)) == ["全县", "本局"]
    assert names(neighbour) == names(below) == ["全县"]
    assert names(stranger) == []
    assert "全县" in names(clerk)


def test_nobody_shares_with_a_unit_or_area_that_is_not_theirs() -> None:
    county, elsewhere = area(), area("清河县")
    owner = person("liaison", unit(county, "甲局"))
    for share in (f"unit:{unit(county, '乙局').pk}", f"area:{elsewhere.pk}", "unit:x", "everybody"):
        with pytest.raises(Invalid):
            run_action(CreateView("units", "越权", "", share), owner)
    assert not SavedView.objects.exists()


def test_a_shared_view_shows_each_person_what_they_may_see() -> None:
    county = area()
    bureau = unit(county, "甲局")
    run_action(CreateView("units", "本县", "kind=department", f"area:{county.pk}"), person("leader", county))
    reader = signed_in(person("liaison", bureau))
    unit(area("清河县"), "外县局")
    view = SavedView.objects.get()
    shown = reader.get(f"/units/?{view.query}&view={view.pk}").text
    assert "本县" in shown
    assert "共享给云岭县" in shown
    assert "外县局" not in shown


def test_only_what_belongs_to_a_view_is_kept() -> None:
    asked = "?q=甲&kind=office&sort=-name&column=name&column=kind&after=x&page=3&next=//evil&level=&a%00=b"
    assert kept(UNITS, asked) == "q=%E7%94%B2&kind=office&sort=-name&column=name&column=kind"


def test_one_view_opens_first_and_the_last_one_named_is_it() -> None:
    owner = person("office", unit(area(), "甲局"))
    client = signed_in(owner)
    run_action(CreateView("units", "甲", "kind=office", opens_first=True), owner)
    run_action(CreateView("units", "乙", "sort=-name", opens_first=True), owner)
    assert [view.name for view in SavedView.objects.filter(opens_first=True)] == ["乙"]
    assert "sort=-name" in client.get("/units/")["Location"]
    assert client.get("/units/?view=").status_code == 200
    run_action(DeleteView(SavedView.objects.get(name="乙").pk), owner)
    assert client.get("/units/").status_code == 200


def test_a_name_stands_once_and_is_free_again_after_deleting() -> None:
    owner = person("office", unit(area(), "甲局"))
    first = run_action(CreateView("units", "常看", ""), owner).result
    client = signed_in(owner)
    refused = client.post("/site/views/units/new/", {"name": "常看"})
    assert refused.status_code == 422
    assert "同名的视图" in refused.text
    run_action(DeleteView(first.pk), owner)
    assert client.post("/site/views/units/new/", {"name": "常看"}).status_code == 302
    assert client.post("/site/views/units/new/", {"name": " "}).status_code == 422


def test_a_view_is_renamed_and_given_other_conditions() -> None:
    owner = person("office", unit(area(), "甲局"))
    view = run_action(CreateView("units", "常看", "kind=office"), owner).result
    client = signed_in(owner)
    assert client.get(f"/site/views/{view.pk}/edit/?query=kind%3Dtownship").status_code == 200
    typed = {"name": "常看乡镇", "query": "kind=township", "opens_first": "on"}
    assert "view=" in client.post(f"/site/views/{view.pk}/edit/", typed)["Location"]
    view.refresh_from_db()
    assert (view.name, view.query, view.opens_first) == ("常看乡镇", "kind=township", True)
    run_action(EditView(view.pk, "再改"), owner)
    view.refresh_from_db()
    assert (view.query, view.opens_first) == ("kind=township", False)
    assert "再改" in client.get("/site/views/").text


def test_views_of_lists_one_may_not_see_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = person("township", unit(area(), "甲局"))
    with pytest.raises(OutOfScope):
        run_action(CreateView("audit", "审计", ""), owner)
    client = signed_in(owner)
    assert client.get("/site/views/audit/new/").status_code == 404
    assert client.get("/site/views/nothing/new/").status_code == 404
    monkeypatch.setattr(saved_views, "MOST", 1)
    run_action(CreateView("units", "一", ""), owner)
    with pytest.raises(ActionRefused, match="最多存 1 个"):
        run_action(CreateView("units", "二", ""), owner)
    with pytest.raises(ActionRefused, match="条件太多"):
        run_action(CreateView("units", "三", "q=" + "x" * 2000), owner)
