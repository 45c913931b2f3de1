"""The form behind a printed code: no account, one effect, no trace of who asked without a name."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from web.problems import problem_samples as samples
from zhenxing.web.kit.audit import client_of
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import signed_in
from zhenxing.web.problems import photos, receipts
from zhenxing.web.problems.limits import QUESTIONS, REPORTS, Limit
from zhenxing.web.problems.models import AskerContact, IntakePoint, Problem
from zhenxing.web.proofs.models import ProofFile
from zhenxing.web.proofs.services import Upload
from zhenxing.web.proofs.store import FILES

pytestmark = pytest.mark.django_db
SECRET = "张三手机拍摄"
NAME, FIRM, PHONE = "隐姓人", "某某窑业", "13900001111"


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> samples.County:
    settings.MEDIA_ROOT = tmp_path
    REPORTS.forget()
    QUESTIONS.forget()
    return samples.county()


def jpeg() -> bytes:
    """A picture's skeleton with an owner's name in its Exif part, in a remark, and behind its end."""
    exif = b"Exif\x00\x00" + SECRET.encode()
    return (
        b"\xff\xd8"
        + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        + b"\xff\xfe" + struct.pack(">H", len(SECRET.encode()) + 2) + SECRET.encode()
        + b"\xff\xdb\x00\x04\x00\x01" + b"\xff\xda\x00\x02picture\xff\xd9" + SECRET.encode()
    )  # fmt: skip


def png() -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    text = part(b"tEXt", SECRET.encode())
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", bytes(13)) + text + part(b"IDAT", b"x") + part(b"IEND", b"")


def webp() -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return name + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2)

    inner = b"WEBP" + part(b"VP8X", b"\x0c" + bytes(9)) + part(b"VP8 ", b"p") + part(b"EXIF", SECRET.encode())
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def everything() -> str:
    """Every text of every table that a report may touch, as it stands there."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("codetables_", "kit_historical")):  # thousands of rows nobody reports into
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            said += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(said)


def test_of_somebody_without_a_name_nothing_is_kept(place: samples.County) -> None:
    sent = {
        "text": "粉尘太大", "anonymous": "on", "name": NAME, "asker": FIRM, "phone": PHONE,
        "idempotency_key": "a",
        "photo": SimpleUploadedFile(f"{NAME}.jpg", jpeg(), "image/jpeg"),
    }  # fmt: skip
    # even of somebody who is signed in
    client = signed_in(place.villager)
    page = client.post(f"/report/{place.point.token}/", sent, REMOTE_ADDR="10.7.7.7")
    assert page.status_code == 200, page.text
    made = Problem.objects.get()
    assert (made.asker, made.enterprise, made.anonymous) == ("", None, True)
    assert not AskerContact.objects.exists()
    entry = AuditEntry.objects.get(action="problems.report")
    assert (entry.actor, entry.client, entry.request_id) == (None, "", "")
    assert set(made.history.values_list("history_user", flat=True)) == {None}
    proof = ProofFile.objects.get()
    kept = FILES.path_of(proof.sha256).read_bytes()
    assert SECRET.encode() not in kept
    assert b"picture" in kept
    told = everything()
    for trace in (NAME, FIRM, PHONE, "10.7.7.7", client_of("10.7.7.7")):
        assert trace not in told
    assert "没有保存" in page.text


def test_a_name_is_kept_where_it_is_given_and_shown_to_those_who_work_on_it(place: samples.County) -> None:
    sent = {"text": "路坏了。请修", "asker": FIRM, "name": NAME, "phone": PHONE, "idempotency_key": "b"}
    first = Client().post(f"/report/{place.point.token}/", sent)
    again = Client().post(f"/report/{place.point.token}/", sent)
    assert re.findall(r"<dd>.*?</dd>", first.text) == re.findall(r"<dd>.*?</dd>", again.text)
    made = Problem.objects.get()
    assert (made.title, made.channel, made.town) == ("路坏了", "form", place.town)
    assert PHONE in signed_in(place.clerk).get(f"/problems/{made.pk}/").text
    assert PHONE not in str(AuditEntry.objects.get(action="problems.report").changes)
    other = Client().post(f"/report/{place.point.token}/", {**sent, "text": "另一件"})
    assert other.status_code == 422
    assert "已经提交过了" in other.text


def test_the_form_says_kindly_what_is_missing(place: samples.County) -> None:
    url = f"/report/{place.point.token}/"
    page = Client().post(url, {"text": "", "phone": "call me"})
    assert page.status_code == 422
    for told in ("请写一写", "请写名称或称呼", "电话只写数字"):
        assert told in page.text
    bad = {"text": "灯坏了", "anonymous": "on", "photo": SimpleUploadedFile("a.jpg", b"%PDF-1.7 x")}
    assert "只收照片" in Client().post(url, bad).text
    broken = {**bad, "photo": SimpleUploadedFile("a.jpg", jpeg()[:9])}
    assert "照片不完整" in Client().post(url, broken).text
    assert Client().get("/report/no-such-code/").status_code == 404
    assert not Problem.objects.exists()


def test_machines_and_floods_are_kept_out(place: samples.County) -> None:
    url, sent = f"/report/{place.point.token}/", {"text": "路坏了", "anonymous": "on"}
    assert Client().post(url, {**sent, "website": "http://spam.example"}).status_code == 200
    assert not Problem.objects.exists()
    IntakePoint.objects.update(hourly=1)
    assert Client().post(url, sent).status_code == 200
    full = Client().post(url, {**sent, "text": "水也停了"})
    assert "过一小时再试" in full.text
    IntakePoint.objects.update(is_open=False)
    assert "停止受理" in Client().post(url, sent).text
    for _ in range(REPORTS.most):
        answer = Client().post(url, sent)
    assert answer.status_code == 429
    assert Problem.objects.count() == 1


def test_a_limit_forgets_with_time_and_never_grows() -> None:
    limit = Limit(2, 10)
    assert [limit.allows("a", now) for now in (0, 1, 2, 11)] == [True, True, False, True]
    assert limit.allows("b", 2)
    limit.forget()
    assert limit.allows("a", 11)


def test_an_answer_is_read_with_number_and_code_alone(place: samples.County) -> None:
    one, two = place.problem("路坏了"), place.problem("灯坏了")
    code = receipts.code_of(one.number)
    good = Client().post("/report/answer/", {"number": one.number, "code": code})
    assert "路坏了" in good.text
    for number, wrong in ((two.number, code), (one.number, "00000000"), ("W0", code), ("", "")):
        page = Client().post("/report/answer/", {"number": number, "code": wrong})
        assert page.status_code == 422
        assert "路坏了" not in page.text
    early = {"number": one.number, "code": code, "rate": "1", "rating": "satisfied"}
    assert Client().post("/report/answer/", early).status_code == 422
    for _ in range(QUESTIONS.most):
        page = Client().post("/report/answer/", {"number": one.number, "code": "1"})
    assert page.status_code == 429


def test_a_code_stays_good_when_the_key_is_changed(settings: Any) -> None:
    code = receipts.code_of("W260101ABCDEFG")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key"
    assert not receipts.fits("W260101ABCDEFG", code)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert receipts.fits("W260101ABCDEFG", code.lower())
    assert receipts.canonical(" ｗ26-0101 oil ") == "W260101011"


@pytest.mark.parametrize("made", [jpeg, png, webp])
def test_a_picture_stays_and_words_go(made: Any) -> None:
    kept = photos.nameless(Upload(f"{NAME}.x", made()))
    assert SECRET.encode() not in kept.data
    assert kept.file_name.startswith("photo.")
    assert photos.nameless(kept).data == kept.data


def test_a_photo_that_cannot_be_cleaned_is_not_taken_without_a_name() -> None:
    heic = Upload("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(8))
    assert photos.plain(heic) == heic
    with pytest.raises(photos.NotAPhoto, match="截图"):
        photos.nameless(heic)
    for cut in range(9, len(png()) - 12):
        with pytest.raises(photos.NotAPhoto):
            photos.nameless(Upload("a.png", png()[:cut]))
