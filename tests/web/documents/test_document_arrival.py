"""A document arrives: read at once, stored whole or not at all, recognised, compiled, cancelled, retried."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from web.documents.document_samples import RAW, in_review, received
from zhenxing.core.compiler.pipeline import STAGES
from zhenxing.web.documents import jobs, storage
from zhenxing.web.documents.actions import (
    AlreadyReceived,
    BeginCompile,
    CancelCompile,
    FailCompile,
    RetryCompile,
)
from zhenxing.web.documents.models import CompiledPlan, CompileJob, Document, Proposal
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.panels import history
from zhenxing.web.kit.refusals import ActionRefused, NotPermitted, OutOfScope
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db
Commits = Callable[..., AbstractContextManager[list[Any]]]


def post(
    client: Client, where: Area, content: bytes = RAW.encode(), name: str = "方案.txt", **more: Any
) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/documents/upload/", {"file": file, "area": where.pk, **more})


def stored_files(tmp_path: Any) -> list[str]:
    return [path.name for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_becomes_a_document_in_review(
    where: Area, clerk: Any, tmp_path: Any, django_capture_on_commit_callbacks: Commits
) -> None:
    client = signed_in(clerk)
    with django_capture_on_commit_callbacks(execute=True):
        response = post(client, where)
    document = Document.objects.get()
    assert response["Location"] == f"/documents/{document.pk}/progress/"
    assert document.can.read
    assert stored_files(tmp_path) == [document.sha256]
    assert storage.path_of(document.sha256).read_bytes() == RAW.encode()
    job = document.jobs.get()
    assert (job.error, job.total) == ("", len(STAGES))
    assert document.plans.get().plan["source"]["sha256"] == document.sha256
    assert document.proposals.filter(kind="task").exists()
    assert client.get(f"/documents/{document.pk}/progress/")["Location"].endswith("/review/")
    assert AuditEntry.objects.filter(action="documents.compiled").get().count == document.proposals.count()


def test_its_history_tells_moments_by_the_countys_clock(where: Area, clerk: Any) -> None:
    with time_machine.travel("2026-11-22T17:30:05+00:00", tick=False):
        post(signed_in(clerk), where)
    document = Document.objects.get()
    said = {change.label: change.now for line in history(document) for change in line.changes}
    assert said["上传时间"] == "2026-11-23 01:30"


def test_pasted_text_is_a_document_too(where: Area, clerk: Any) -> None:
    response = signed_in(clerk).post("/documents/upload/", {"text": RAW, "area": where.pk})
    assert response.status_code == 302
    assert Document.objects.get().file_name == ""


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.txt", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "a.png", "图片"),
        (b"%PDF-1.7 not really", "a.pdf", "文件"),
        (b"PK\x03\x04 broken", "a.docx", "文件"),
    ],
)
def test_what_cannot_be_read_is_said_at_once_and_nothing_is_stored(
    where: Area, clerk: Any, tmp_path: Any, content: bytes, name: str, said: str
) -> None:
    response = post(signed_in(clerk), where, content, name)
    assert response.status_code == 422
    assert said in response.text
    assert "什么都没有保存" in response.text
    assert not Document.objects.exists()
    assert stored_files(tmp_path) == []


def test_the_refusal_is_in_the_readers_language(where: Area, clerk: Any) -> None:
    client = signed_in(clerk)
    client.cookies["django_language"] = "en"
    response = post(client, where, b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "a.png")
    assert "This is a picture" in response.text


def test_neither_file_nor_text_is_asked_for(where: Area, clerk: Any) -> None:
    response = signed_in(clerk).post("/documents/upload/", {"area": where.pk})
    assert response.status_code == 422
    assert "请选一个文件，或粘贴文字" in response.text


def test_a_file_over_the_limit_is_refused(where: Area, clerk: Any, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 10
    assert post(signed_in(clerk), where).status_code == 422
    assert not Document.objects.exists()


def test_the_same_file_is_recognised(where: Area, clerk: Any) -> None:
    first = received(clerk, where)
    response = post(signed_in(clerk), where, name="另一个名字.txt")
    assert response.status_code == 409
    assert f"/documents/{first.pk}/" in response.text
    assert Document.objects.count() == 1
    with pytest.raises(AlreadyReceived) as caught:
        received(person("office", where), where)
    assert caught.value.document == first


def test_another_area_has_its_own_copy(where: Area, clerk: Any) -> None:
    received(clerk, where)
    other = area("清河县")
    assert received(person("office", other), other).area == other


def test_nobody_uploads_for_an_area_that_is_not_theirs(where: Area, clerk: Any) -> None:
    other = area("清河县")
    with pytest.raises(OutOfScope):
        received(clerk, other)
    response = post(signed_in(clerk), other)
    assert response.status_code == 422
    assert "请从列表里选一个地区" in response.text
    assert not Document.objects.exists()


@pytest.mark.parametrize("role", ["liaison", "leader", "city", "system_administrator"])
def test_only_the_office_uploads(where: Area, role: str) -> None:
    other = person(role, where if role != "liaison" else unit(where))
    assert signed_in(other).get("/documents/upload/").status_code == 404
    with pytest.raises(NotPermitted):
        received(other, where)


def test_a_later_version_names_the_one_it_replaces(where: Area, clerk: Any) -> None:
    old = received(clerk, where)
    post(signed_in(clerk), where, (RAW + "修订").encode(), version_of=old.pk)
    new = Document.objects.latest("pk")
    assert new.version_of == old
    page = signed_in(clerk).get(f"/documents/{old.pk}/").text
    assert f"/documents/{new.pk}/" in page


def test_the_stored_file_is_never_written_again(tmp_path: Any) -> None:
    name = storage.keep(b"once")
    path = storage.path_of(name)
    changed = path.stat().st_mtime_ns
    assert storage.keep(b"once") == name
    assert path.stat().st_mtime_ns == changed
    assert path.stat().st_mode & 0o222 == 0


def test_a_write_that_fails_leaves_no_half_file(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        storage.keep(b"half")
    assert stored_files(tmp_path) == []


# --- the job ------------------------------------------------------------------------------------------


def test_run_twice_the_job_does_its_work_once(where: Area, clerk: Any) -> None:
    document = received(clerk, where)
    job = document.jobs.get()
    jobs.compile_document.call(job.pk)
    count = Proposal.objects.count()
    jobs.compile_document.call(job.pk)
    assert Proposal.objects.count() == count > 0
    assert CompiledPlan.objects.count() == 1


def test_a_compiler_that_breaks_is_told_kindly_and_can_be_tried_again(
    where: Area, clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = received(clerk, where)

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("secret detail")

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "compile_source", broken)
        jobs.compile_document.call(document.jobs.get().pk)
    client = signed_in(clerk)
    page = client.get(f"/documents/{document.pk}/progress/").text
    assert "重新解析" in page and "secret" not in page
    assert client.post(f"/documents/{document.pk}/retry/").status_code == 302
    document.refresh_from_db()
    assert document.can.cancel
    jobs.compile_document.call(document.jobs.first().pk)
    document.refresh_from_db()
    assert document.can.decide


def test_cancelled_while_it_runs_nothing_is_kept(
    where: Area, clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = received(clerk, where)
    job = document.jobs.get()
    whole = jobs.compile_source

    def interrupted(source: Any, knowledge: Any, on_stage: Any) -> Any:
        def stage(name: str, index: int, total: int) -> None:
            if index == 3:
                run_action(CancelCompile(job.pk), clerk)
            on_stage(name, index, total)

        return whole(source, knowledge, on_stage=stage)

    monkeypatch.setattr(jobs, "compile_source", interrupted)
    jobs.compile_document.call(job.pk)
    document.refresh_from_db()
    assert document.can.compile and not document.can.read
    assert not Proposal.objects.exists()
    assert CompileJob.objects.get().error == "已取消"


def test_cancelled_before_it_began_the_job_does_nothing(where: Area, clerk: Any) -> None:
    document = received(clerk, where)
    assert signed_in(clerk).post(f"/documents/{document.pk}/cancel/").status_code == 302
    jobs.compile_document.call(document.jobs.get().pk)
    assert not CompiledPlan.objects.exists()


def test_a_finished_compilation_cannot_be_cancelled_or_repeated(where: Area, clerk: Any) -> None:
    document = in_review(clerk, where)
    with pytest.raises(ActionRefused):
        run_action(CancelCompile(document.jobs.get().pk), clerk)
    with pytest.raises(ActionRefused):
        run_action(RetryCompile(document.pk), clerk)
    assert run_action(FailCompile(document.jobs.get().pk, "late"), None).result is False
    assert run_action(BeginCompile(document.jobs.get().pk), None).result is False


def test_progress_is_a_page_a_script_and_a_refresh(where: Area, clerk: Any) -> None:
    document = received(clerk, where)
    CompileJob.objects.update(stage="outline", done=7, total=17)
    client = signed_in(clerk)
    page = client.get(f"/documents/{document.pk}/progress/").text
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "划分条款" in page
    told = client.get(f"/documents/{document.pk}/progress/?format=json").json()
    assert told == {"running": True, "state": "已收", "stage": "划分条款", "done": 7, "total": 17}


def test_a_plan_is_never_edited(where: Area, clerk: Any) -> None:
    plan = in_review(clerk, where).plans.get()
    with pytest.raises(TypeError, match="never edited"):
        plan.save()
