"""A project from a lead to 达效, proven at each stage; a photo used twice is caught; rates by hand count."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from web.projects import project_samples as samples
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.testing import area, signed_in, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.projects import actions, flow, queries, services
from zhenxing.web.projects.case_registers import ROUNDS, SUSPICIONS
from zhenxing.web.projects.models import BatchRound, Project, Suspicion
from zhenxing.web.projects.register import PROJECTS

#: each step of the story on its day
DAYS = {
    "sign": date(2025, 1, 15),
    "land": date(2025, 2, 20),
    "start": date(2025, 4, 1),
    "build": date(2025, 5, 6),
    "produce": date(2025, 9, 12),
    "reach": date(2025, 11, 28),
}


def picture(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("现场照片.png", samples.photo(text).data, "image/png")


def post_stage(client: Client, project: Project, step: str, day: date, text: str) -> Any:
    sent = {"happened_on": day.isoformat(), "proof": picture(text), "note": "演示"}
    return client.post(PROJECTS.url(step, project.pk), {**sent, "version": _version(project)})


def _version(project: Project) -> int:
    project.refresh_from_db()
    return project.version


def from_a_lead(county: Area, town: Area) -> Project:
    """A signed lead handed over within a deed; any saved record can be the lead."""
    lead = unit(county, "招商线索：日用瓷窑炉")
    deed = Deed(None, samples.now(), "", None, "leads.sign")
    made = services.from_lead(
        deed, area=town, name="日用瓷智能窑炉项目", investor="云岭窑业集团有限公司", investor_uscc="",
        investment=Decimal(60_000_000), lead_subject=lead, **samples.MORE,
    )  # fmt: skip
    assert services.from_lead(deed, area=town, name="x", investor="y", lead_subject=lead) == made
    return made


@pytest.mark.django_db
@time_machine.travel("2025-12-05 10:00 +0800", tick=False)
def test_from_lead_to_effect_with_the_same_photo_caught_and_rates_by_hand() -> None:
    samples.rulebook()
    county = area()
    town = samples.township(county)
    office, judge = signed_in(samples.officer(county)), signed_in(samples.officer(county))
    project = from_a_lead(county, town)

    # screened by the rules, criterion by criterion
    page = office.get(PROJECTS.url("detail", project.pk)).text
    assert "亩均产值" in page and "招商线索：日用瓷窑炉" in page
    assert office.post(PROJECTS.url("screen", project.pk), {"passes": "yes"}).status_code == 302
    assert project.screenings.get().verdict == "true"

    # no proof, no stage; then each stage on its day, with its own photo
    refused = office.post(PROJECTS.url("sign", project.pk), {"happened_on": "2025-01-15"})
    assert refused.status_code == 422 and "请附上佐证" in refused.text
    for step, day in DAYS.items():
        assert post_stage(office, project, step, day, f"photo {step}").status_code == 302, step
    project.refresh_from_db()
    assert project.state == "effective"

    # a second project signs with the first one's photo
    second = samples.project(town, flow.RESERVE)
    assert post_stage(office, second, "sign", date(2025, 2, 10), "photo sign").status_code == 302
    third = samples.through(town, date(2025, 3, 3))
    doubt = Suspicion.objects.get()
    assert (doubt.project, doubt.other, doubt.kind, doubt.grave) == (second, project, "proof", True)
    assert "同一个文件" in office.get(SUSPICIONS.url("detail", doubt.pk)).text

    # by hand: two evidenced signings (the first and the third), one started; of it one produces
    assert rates(town) == {"start": "1/2", "production": "1", "effect": "1"}
    shown = office.get(
        PROJECTS.url("conversion") + "?begins=2025-01-01&ends=2025-12-31&rows=start.left_out"
    ).text
    assert "50.00%" in shown and second.name in shown and third.name not in shown

    # whoever registered the stage does not judge it; a colleague clears it and the signing counts
    verdict = {"step": "clear", "reason": "两项目同日签约，合影为同一场活动"}
    assert office.post(SUSPICIONS.url("judge", doubt.pk), verdict).status_code == 422
    assert judge.post(SUSPICIONS.url("judge", doubt.pk), verdict).status_code == 302
    assert rates(town)["start"] == "1/3"
    frozen(office, county)


def rates(town: Area) -> dict[str, str]:
    rows = Project.objects.filter(area=town)
    found = queries.rates(rows, date(2025, 1, 1), date(2025, 12, 31), date(2025, 12, 5))
    return {one.rule.key: str(one.value) for one in found}


def frozen(office: Client, county: Area) -> None:
    """The round of the first quarter, frozen: what is registered afterwards changes nothing in it."""
    held = BatchRound.objects.create(area=county, year=2025, quarter=1)
    assert "签约一批（3 个）" in office.get(ROUNDS.url("detail", held.pk)).text
    assert office.post(ROUNDS.url("freeze", held.pk), {"version": 1}).status_code == 302
    held.refresh_from_db()
    samples.through(samples.township(county), date(2025, 3, 30))
    assert len(json.loads(held.text)["lists"]["signed"]) == 3
    page = office.get(ROUNDS.url("detail", held.pk)).text
    assert "签约一批（3 个）" in page and held.sha256 in page
    assert office.post(ROUNDS.url("freeze", held.pk), {"version": 2}).status_code == 422


@pytest.mark.django_db
def test_a_stage_taken_back_no_longer_counts_and_the_photo_is_free_again() -> None:
    town = samples.township()
    first = samples.through(town, date(2025, 1, 5))
    file = samples.photo("one photo")
    second, third = samples.project(town, flow.RESERVE), samples.project(town, flow.RESERVE)
    samples.advance(second, date(2025, 2, 1), proof=file)
    samples.advance(third, date(2025, 2, 2), proof=file)
    assert [one.standing for one in queries.facts(Project.objects.filter(pk=third.pk))] == ["suspected"]
    samples.do(actions.UndoStage(third.pk), samples.officer(town), "照片用错")
    third.refresh_from_db()
    assert third.state == flow.RESERVE
    assert Suspicion.objects.get().state == "gone"
    assert queries.facts(Project.objects.filter(pk=third.pk)) == []
    event = samples.advance(third, date(2025, 2, 3))
    assert queries.standing_of([event]) == {event.pk: "evidenced"}
    samples.do(actions.LeaveLibrary(first.pk), samples.officer(town), "投资方放弃")
    counted = queries.rates(Project.objects.all(), date(2025, 1, 1), date(2025, 12, 31), date(2025, 12, 31))
    assert len(counted[0].base) == 3, "one that left stays in the base"


@pytest.mark.django_db
def test_a_project_of_another_county_is_not_named_to_those_who_may_not_see_it() -> None:
    elsewhere = samples.project(samples.township(area("清河县")), code=CODE, name="清河陶瓷新线")
    here = samples.project(samples.township(county := area()), flow.RESERVE, code=CODE)
    samples.advance(here, date(2025, 2, 1))
    doubt = Suspicion.objects.get(project=here, kind="code")
    assert doubt.other == elsewhere
    client = signed_in(samples.officer(county))
    for url in (SUSPICIONS.url("detail", doubt.pk), PROJECTS.url("detail", here.pk), SUSPICIONS.url("list")):
        page = client.get(url).text
        assert "清河" not in page
    assert "在您的管理范围之外" in client.get(SUSPICIONS.url("detail", doubt.pk)).text
    assert queries.facts(Project.objects.filter(pk=here.pk))[0].standing == "suspected"


CODE = "2025-990121-30-03-123456"


@pytest.mark.django_db
@time_machine.travel("2025-03-20 10:00 +0800", tick=False)
def test_a_stage_says_by_how_many_days_it_was_early_or_late() -> None:
    town = samples.township()
    planned = {"plan_signed_on": date(2025, 2, 1), "plan_landed_on": date(2025, 3, 10)}
    made = samples.through(
        town, date(2025, 1, 22), date(2025, 3, 12), plan_started_on=date(2025, 3, 16), **planned
    )
    page = signed_in(samples.officer(town)).get(PROJECTS.url("detail", made.pk)).text
    assert "早 10 天" in page and "晚 2 天" in page and "已过 4 天" in page
