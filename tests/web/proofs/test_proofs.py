"""Proofs: attached within a deed, told by their bytes, served only to those who may see them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.proofs import kinds, queries, services
from zhenxing.web.proofs.forms import ProofField
from zhenxing.web.proofs.models import ProofFile
from zhenxing.web.proofs.register import PROOFS
from zhenxing.web.proofs.services import Upload

PICTURE = b"\x89PNG\r\n\x1a\n" + b"signing" * 8


def archive(*names: str) -> bytes:
    """An archive that holds these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return held.getvalue()


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@dataclass(frozen=True)
class Prove(Action[ProofFile]):
    """Attach a file to a unit: any record will do."""

    code: ClassVar[str] = "units.prove"
    permission: ClassVar[str] = "units.edit"

    unit_id: int
    upload: Upload
    taken_on: date | None = None

    def load(self) -> Unit:
        return Unit.objects.get(pk=self.unit_id)

    def execute(self, deed: Deed) -> ProofFile:
        return services.attach(deed, deed.subject, self.upload, kind="visit", taken_on=self.taken_on)


def prove(where: Area, data: bytes = PICTURE, *, of: Unit | None = None, by: User | None = None) -> ProofFile:
    done = Prove((of or unit(where)).pk, Upload(r"C:\现场\签约.png", data), date(2025, 3, 1))
    return run_action(done, by or person("office", where)).result


class TestProofRegister(RegisterTests):
    register = PROOFS

    def record(self, where: Area) -> Any:
        return prove(where)


@pytest.mark.django_db
def test_a_proof_knows_what_it_proves_whose_it_is_and_its_bytes() -> None:
    of = unit(area())
    proof = prove(of.area, of=of)
    assert (proof.subject_type, proof.subject_id) == ("organisations.unit", of.pk)
    assert (proof.area, proof.media_type, proof.size) == (of.area, kinds.PNG, len(PICTURE))
    assert proof.file_name == proof.name == "签约.png"
    assert list(services.proofs_of(of)) == list(services.proofs_of(of, "visit")) == [proof]
    assert not services.proofs_of(of, "other").exists()
    assert queries.count_by_subject("organisations.unit", [of.pk, 0]) == {of.pk: 1}


@pytest.mark.django_db
def test_the_same_file_used_for_two_records_is_found_and_archived_uses_do_not_count() -> None:
    first, second = prove(area()), prove(area("清河县"))
    assert services.others_with_same_file(first) == [second]
    assert [one["again"] for one in queries.lines_of([first, second])] == [1, 1]
    client = signed_in(person("office", first.area))
    page = client.get(PROOFS.url("detail", first.pk)).text
    assert "另有 1 处在您的管理范围之外" in page
    assert str(first.pk) in client.get(PROOFS.url("list") + "?same=1").text
    archiving = {"reason": "传错了", "version": second.version}
    signed_in(person("office", second.area)).post(PROOFS.url("archive", second.pk), archiving)
    assert services.others_with_same_file(first) == []
    assert "这份文件只用在这里" in client.get(PROOFS.url("detail", first.pk)).text


@pytest.mark.django_db
def test_a_file_opens_for_whoever_sees_what_it_proves_and_for_nobody_else() -> None:
    where = area()
    proof = prove(where)
    url = PROOFS.url("file", proof.pk)
    shown = signed_in(person("leader", where)).get(url)
    assert b"".join(shown) == PICTURE  # type: ignore[arg-type]  # a streamed answer
    assert shown["Content-Type"] == kinds.PNG
    assert "inline" in shown["Content-Disposition"]
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    saved = signed_in(person("leader", where)).get(url + "?save=1")
    assert "attachment" in saved["Content-Disposition"]
    colleague = person("liaison", unit(where))  # another unit's proof, of a unit they may look up
    assert signed_in(colleague).get(url).status_code == 200
    assert signed_in(person("office", area("清河县"))).get(url).status_code == 404
    assert signed_in(person("office", where)).get(PROOFS.url("file", proof.pk + 9)).status_code == 404


@pytest.mark.django_db
def test_a_document_is_saved_not_shown() -> None:
    where = area()
    proof = prove(where, archive("word/document.xml"))
    assert (
        "attachment"
        in signed_in(person("office", where)).get(PROOFS.url("file", proof.pk))["Content-Disposition"]
    )


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 x", kinds.PDF),
        (b"\xff\xd8\xff\xe0x", kinds.JPEG),
        (b"RIFF\0\0\0\0WEBPVP8 ", kinds.WEBP),
        (b"\0\0\0\x18ftypheic\0\0", kinds.HEIC),
        (archive("word/document.xml"), kinds.DOCX),
        (archive("xl/workbook.xml"), kinds.XLSX),
        (archive("OFD.xml"), kinds.OFD),
    ],
    # an archive's bytes hold the time it was made at, and every worker must call a test the same
    ids=["pdf", "jpeg", "webp", "heic", "docx", "xlsx", "ofd"],
)
def test_a_kind_is_told_by_its_bytes(data: bytes, found: str) -> None:
    assert kinds.media_type(data) == found


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"x" * (kinds.MOST_BYTES + 1), "20 MB"),
        (b"<html><script>", "不认识"),
        (b"\xd0\xcf\x11\xe0 old", "另存为 docx"),
        (archive("a.txt"), "压缩包"),
        (archive("word/document.xml", "word/vbaProject.bin"), "宏"),
        (b"PK\x03\x04 broken", "损坏"),
    ],
    ids=["empty", "big", "page", "old", "archive", "macro", "broken"],
)
def test_what_proves_nothing_is_refused_and_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(kinds.Refused, match=said):
        kinds.media_type(data)


@pytest.mark.django_db
def test_a_refused_file_stands_beside_its_field_and_nothing_is_kept() -> None:
    with pytest.raises(Invalid) as refused:
        prove(area(), b"plain words")
    assert "不认识" in str(refused.value.fields["proof"][0])
    assert not ProofFile.objects.exists()


def test_the_field_gives_bytes_or_nothing_and_refuses_kindly() -> None:
    field = ProofField()
    assert field.clean(None) is None
    assert field.clean(SimpleUploadedFile("a.png", PICTURE)) == Upload("a.png", PICTURE)
    with pytest.raises(ValidationError, match="不认识"):
        field.clean(SimpleUploadedFile("a.png", b"words"))
    with pytest.raises(ValidationError, match="请附上佐证"):
        ProofField(required=True).clean(None)
    assert ProofField(camera=True).widget.attrs["capture"] == "environment"


def test_only_a_saved_record_can_have_proofs() -> None:
    with pytest.raises(ValueError, match="not saved"):
        services.subject_of(Unit(name="云岭县统计局"))
