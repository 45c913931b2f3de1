"""The pages of a round, posted as a browser posts them; a refusal comes back with what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from web.recognition import recognition_samples as samples
from zhenxing.web.kit.testing import signed_in
from zhenxing.web.recognition.models import Application, Seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def done(client: Client, url: str, typed: dict[str, Any] | None = None) -> None:
    response = client.post(url, typed or {})
    assert response.status_code == 302, (url, response.text[-2000:])


def test_an_application_is_written_and_handed_in(place: samples.County) -> None:
    town = samples.town(place, "竹编专业镇", "2.6", "1200")
    writer, office = signed_in(place.writer), signed_in(place.clerk)
    start = {"call": place.call.pk, "town": town.pk, "unit": place.township.pk}
    done(writer, "/applications/start/", start)
    at = f"/applications/{Application.objects.get().pk}"
    done(writer, f"{at}/edit/", {**samples.WORDS, "holds_safety": "yes", "why_safety": "没有"})
    assert writer.post(f"{at}/edit/", {"mark_output": "99"}).status_code == 422
    assert writer.post(f"{at}/submit/").status_code == 422  # the proofs are missing
    for key in ("output", "safety"):
        file = SimpleUploadedFile("证明.pdf", f"内容 {key}".encode())
        done(writer, f"{at}/proof/", {"file": file, "criterion": key, "name": ""})
    assert writer.post(f"{at}/proof/", {"file": SimpleUploadedFile("空.pdf", b"")}).status_code == 422
    proof = Application.objects.get().proofs.first()
    sent = office.get(f"{at}/proof-file/?proof={proof.pk}")
    assert b"".join(sent.streaming_content) == "内容 output".encode()
    assert "attachment" in sent["Content-Disposition"]
    assert office.get(f"{at}/proof-file/?proof=x").status_code == 404
    done(writer, f"{at}/remove-proof/", {"proof": str(proof.pk)})
    done(writer, f"{at}/proof/", {"file": SimpleUploadedFile("再附.pdf", b"1"), "criterion": "output"})
    stale = writer.post(f"{at}/submit/", {"version": "1"})
    assert stale.status_code == 412
    done(writer, f"{at}/submit/")
    done(office, f"{at}/return/", {"reason": "请补盖章"})
    done(writer, f"{at}/submit/")
    done(office, f"{at}/accept/")
    assert Application.objects.get().state == "in_review"


def test_a_case_is_reviewed_scored_and_noticed(place: samples.County) -> None:
    found = samples.frozen(place, samples.town(place, "竹编专业镇", "2.6", "1200"))
    office, at = signed_in(place.clerk), f"/applications/{found.pk}"
    assert office.post(f"{at}/review/", {"passed": "", "opinion": ""}).status_code == 422
    done(office, f"{at}/review/", {"passed": "yes", "opinion": "可以。", "found_safety": "yes"})
    for who in place.experts[:2]:
        samples.seated(place, found, who)
        seat, expert = Seat.objects.latest("pk"), signed_in(who)
        done(expert, f"/seats/{seat.pk}/declare/", {"conflict": "no"})
        proof = found.proofs.first()
        assert expert.get(f"/seats/{seat.pk}/proof-file/?proof={proof.pk}").status_code == 200
        assert expert.post(f"/seats/{seat.pk}/score/", {"mark_output": "70"}).status_code == 422
        done(expert, f"/seats/{seat.pk}/score/", {"mark_output": "50", "mark_brand": "30", "opinion": ""})
        assert "系统计算分" in expert.get(f"/seats/{seat.pk}/").text
    done(office, f"{at}/close-scoring/")
    done(office, f"/calls/{place.call.pk}/rank/")
    day = samples.timezone.localdate().isoformat()
    typed = {"title": "公示", "begins_on": day, "channel": "网站", "contact": "0000"}
    done(office, f"/calls/{place.call.pk}/notice/", typed)
    notice = Application.objects.get().notice
    objection = {"application": str(found.pk), "objector": "商会", "text": "请核实。"}
    done(signed_in(place.writer), f"/public_notices/{notice.pk}/object/", objection)
    answered = Application.objects.get().objections.get()
    done(office, f"/objections/{answered.pk}/answer/", {"upheld": "yes", "answer": "属实。"})
    assert Application.objects.get().state == "in_review"


def test_whoever_is_concerned_sees_no_material(place: samples.County) -> None:
    found = samples.reviewed(place, samples.town(place, "竹编专业镇", "2.6", "1200"))
    seat = samples.seated(place, found, place.experts[0])
    expert = signed_in(place.experts[0])
    done(expert, f"/seats/{seat.pk}/declare/", {"conflict": "yes", "note": "持股"})
    assert "竹编之乡" not in expert.get(f"/seats/{seat.pk}/").text
    proof = found.proofs.first()
    assert expert.get(f"/seats/{seat.pk}/proof-file/?proof={proof.pk}").status_code == 404


def test_a_decision_too_early_is_refused_where_it_was_typed(place: samples.County) -> None:
    found = samples.scored(place, samples.town(place, "竹编专业镇", "2.6", "1200"))
    samples.noticed(place)
    leader = signed_in(place.decider)
    assert "现在还不能办" in leader.get(f"/applications/{found.pk}/decide/").text
    typed = {"result": "recognise", "number": "县函1号", "reasons": ""}
    page = leader.post(f"/applications/{found.pk}/decide/", typed)
    assert page.status_code == 422
    assert "期满才能决定" in page.text and "县函1号" in page.text
