"""The audit chain: sealed in batches, idempotent, and an altered byte is found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from zhenxing.web.kit import audit
from zhenxing.web.kit.audit import client_of, seal_audit, verify_audit
from zhenxing.web.kit.models import AuditEntry

pytestmark = pytest.mark.django_db


def entries(number: int) -> list[AuditEntry]:
    return [
        AuditEntry.objects.create(
            at=timezone.now(),
            actor_label="孙明",
            action="units.edit",
            reason=f"第{n}次",
            changes={"n": [n, n + 1]},
        )
        for n in range(number)
    ]


def test_an_empty_audit_is_whole() -> None:
    assert seal_audit() == 0
    assert verify_audit() is None


def test_rows_are_sealed_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_BATCH", 2)
    entries(5)
    assert seal_audit() == 5
    assert seal_audit() == 0
    entries(1)
    assert seal_audit() == 1
    chain = list(AuditEntry.objects.order_by("position"))
    assert [entry.position for entry in chain] == [1, 2, 3, 4, 5, 6]
    assert chain[0].previous == audit.GENESIS
    assert [entry.previous for entry in chain[1:]] == [entry.seal for entry in chain[:-1]]
    assert verify_audit() is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "第2次 "),
        ("actor_label", "孙朋"),
        ("action", "units.edIt"),
        ("changes", {"n": [2, 4]}),
        ("count", 2),
        ("subject_id", "1"),
        ("client", "x"),
        ("request_id", "y"),
        ("at", timezone.now() - timedelta(microseconds=1)),
        ("seal", "0" * 64),
        ("previous", "1" * 64),
    ],
)
def test_an_altered_byte_names_its_row(field: str, value: Any) -> None:
    rows = entries(4)
    seal_audit()
    AuditEntry.objects.filter(pk=rows[2].pk).update(**{field: value})
    assert verify_audit() == rows[2]


def test_a_removed_row_is_missed() -> None:
    rows = entries(4)
    seal_audit()
    AuditEntry.objects.filter(pk=rows[1].pk).delete()
    assert verify_audit() == rows[2]


def test_a_resealed_row_is_found_at_the_next_one() -> None:
    rows = entries(3)
    seal_audit()
    forged = AuditEntry.objects.get(pk=rows[0].pk)
    forged.reason = "改过"
    AuditEntry.objects.filter(pk=forged.pk).update(reason="改过", seal=audit.seal_of(forged))
    assert verify_audit() == rows[1]


def test_an_address_is_kept_as_a_keyed_hash() -> None:
    assert client_of("10.0.0.1") == client_of("10.0.0.1") != client_of("10.0.0.2")
    assert "10.0.0.1" not in client_of("10.0.0.1")
    assert client_of("") == ""
