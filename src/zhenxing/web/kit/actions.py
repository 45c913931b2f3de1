"""Deeds. One class is one sentence a person could say; `run_action` is the only way to do one.

permission → scope → version → check → execute → audit row, in one transaction, deny by default;
what must happen afterwards is told to `Deed.after_commit`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from zhenxing.web.kit import differences, scope
from zhenxing.web.kit.models import AuditEntry, IdempotencyKey, Record
from zhenxing.web.kit.refusals import (
    ActionRefused,
    KeyConflict,
    NeedsReason,
    NotPermitted,
    OutOfScope,
    SelfApproval,
    StaleVersion,
)
from zhenxing.web.kit.search import Searchable, fill_search_keys

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User
    from zhenxing.web.organisations.models import Post

Result = TypeVar("Result")
AnyRecord = TypeVar("AnyRecord", bound=Record)
#: rows a statement
BATCH = 500


class Action(Generic[Result]):
    """One deed. Subclasses are `@dataclass(frozen=True)` whose fields are the inputs.

    `code` names the deed in the audit ("documents.adopt"), `permission` the capability it needs; a
    class without either cannot be made. `load` returns the record it is done to (None for a new one),
    `check` raises `ActionRefused`, `execute` does it through the `Deed` and returns the result.
    """

    code: ClassVar[str] = ""
    permission: ClassVar[str] = ""
    #: a deed that needs a reason is refused without one
    needs_reason: ClassVar[bool] = False
    #: a job may do it without a person
    by_system: ClassVar[bool] = False

    def __init_subclass__(cls, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not abstract and not (cls.code and cls.permission):
            raise TypeError(f"{cls.__qualname__} has no audit code or no permission: it may not exist")

    def load(self) -> models.Model | None:
        """The record the deed is done to, read inside the transaction; DoesNotExist means out of scope."""
        return None

    def check(self, deed: Deed) -> None:
        """Raise `ActionRefused` with a message for the person when the deed may not be done now."""

    def execute(self, deed: Deed) -> Result:
        raise NotImplementedError

    def body(self) -> Mapping[str, Any]:
        """The inputs, for telling a repeated submission from another one."""
        return {entry.name: getattr(self, entry.name) for entry in dataclasses.fields(self)}


@dataclass
class Deed:
    """One doing of an action: who, when, why, to what; and what it changed so far."""

    actor: User | None
    at: datetime
    reason: str
    subject: Any
    permission: str
    count: int = 1
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day it is done on, as it is here."""
        return timezone.localtime(self.at).date()

    def save(self, record: Record, **extra: Any) -> None:
        """Save a record: raises its version, writes its history and what changed."""
        new = record._state.adding
        before = {} if new else differences.stored(record)
        if not new:
            record.version += 1
        self.sign(record)
        record.save(**extra)
        self.note(record, before, differences.snapshot(record))

    def sign(self, record: Any) -> None:
        """What is written to this record's history next is of this deed: its person, reason and moment.

        By the moment a record's history finds the audit row, and with it the request.
        """
        record._history_user = self.actor
        record._change_reason = self.reason[:100] or None
        record._history_date = self.at

    def create_many(self, model: type[AnyRecord], records: Iterable[AnyRecord]) -> list[AnyRecord]:
        """Write new records, their search keys and their history in a few statements; returns them."""
        new = list(records)
        fill_search_keys(new)
        return list(bulk_create_with_history(new, model, batch_size=BATCH, **self._signature()))

    def update_many(
        self, model: type[AnyRecord], records: Iterable[AnyRecord], fields: Iterable[str], reason: str = ""
    ) -> None:
        """Write fields of many records and their history in a few statements; the caller raises versions."""
        rows, names = list(records), list(fields)
        if issubclass(model, Searchable):
            fill_search_keys(rows)
            names.append("search_key")
        signature = self._signature(reason)
        bulk_update_with_history(
            rows, model, names, batch_size=BATCH, manager=model._base_manager, **signature
        )

    def _signature(self, reason: str = "") -> dict[str, Any]:
        said = (reason or self.reason)[:100] or None
        return {"default_user": self.actor, "default_change_reason": said, "default_date": self.at}

    def note(self, record: models.Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Put what changed into the audit row; the subject's own fields stand at the top."""
        changed = differences.changed(before, after)
        if not changed:
            return
        if self.subject is None or record == self.subject:
            self.subject = record
            self.changes.update(changed)
        else:
            self.changes.setdefault("others", {})[f"{record._meta.label_lower}:{record.pk}"] = changed

    def batch(self, count: int) -> None:
        """The deed was done to `count` records at once: still one audit row."""
        self.count = count

    def after_commit(self, event: Callable[[], object]) -> None:
        """Do something once the deed stands (enqueue a job, send a notice); never if it fails."""
        transaction.on_commit(event)

    def forbid_self(self, author_id: Any) -> None:
        """Nobody approves their own work."""
        if self.actor is not None and author_id == self.actor.pk:
            raise SelfApproval


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """What came of it. `repeated` means this very submission had its effect before."""

    result: Result
    entry: AuditEntry
    repeated: bool = False


def run_action(
    action: Action[Result],
    actor: User | None,
    *,
    reason: str = "",
    request_id: str = "",
    idempotency_key: str | None = None,
    expected_version: int | None = None,
    on_behalf_of: Post | None = None,
    client: str = "",
) -> Outcome[Result]:
    """Do it, or raise `ActionRefused` and leave no trace. `actor=None` is a job of the system."""
    _permit(action, actor)
    earlier = _earlier(action, actor, idempotency_key)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            deed = _begin(action, actor, reason, expected_version)
            action.check(deed)
            result = action.execute(deed)
            _still_in_scope(deed, result)
            entry = _record(action, deed, request_id, on_behalf_of, client)
            _remember(action, actor, idempotency_key, entry)
    except (IntegrityError, ActionRefused):
        # the same submission, sent twice at once, may have had its effect while this one waited
        earlier = _earlier(action, actor, idempotency_key)
        if earlier is None:
            raise
        return earlier
    return Outcome(result, entry)


def _permit(action: Action[Any], actor: User | None) -> None:
    if actor is None:
        if not action.by_system:
            raise NotPermitted
    elif not (actor.is_active and scope.permits(actor, action.permission)):
        raise NotPermitted


def _begin(action: Action[Any], actor: User | None, reason: str, expected: int | None) -> Deed:
    try:
        subject = action.load()
    except models.ObjectDoesNotExist:
        raise OutOfScope from None
    if subject is not None and actor is not None and not scope.holds(subject, actor, action.permission):
        raise OutOfScope
    if action.needs_reason and not reason.strip():
        raise NeedsReason
    if expected is not None and subject is not None:
        _same_version(subject, expected)
    return Deed(actor, timezone.now(), reason.strip(), subject, action.permission)


def _same_version(subject: models.Model, expected: int) -> None:
    current = subject.version
    if current == expected:
        return
    changed, by = differences.since(subject, expected)
    raise StaleVersion(changed, expected=expected, current=current, by=by)


def _still_in_scope(deed: Deed, result: Any) -> None:
    """A deed may not put a record where its doer has no say."""
    if deed.actor is None:
        return
    for record in {id(item): item for item in (deed.subject, result)}.values():
        if isinstance(record, Record) and not scope.holds(record, deed.actor, deed.permission):
            raise OutOfScope


def _record(action: Action[Any], deed: Deed, request_id: str, post: Post | None, client: str) -> AuditEntry:
    subject = deed.subject
    return AuditEntry.objects.create(
        at=deed.at,
        actor=deed.actor,
        actor_label=deed.actor.audit_label[:150] if deed.actor else "系统",
        on_behalf_of=post,
        action=action.code,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_label=str(subject)[:300] if subject is not None else "",
        reason=deed.reason,
        request_id=request_id,
        changes=json.loads(json.dumps(deed.changes, cls=DjangoJSONEncoder)),
        count=deed.count,
        client=client,
    )


def digest(code: str, body: Mapping[str, Any]) -> str:
    """A keyed hash of a submission: inputs may hold a password, so nobody may guess them from it."""
    said = json.dumps([code, body], cls=_Body, sort_keys=True, ensure_ascii=False)
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


class _Body(DjangoJSONEncoder):
    """Inputs as JSON: records by their key, files by their name and size, sets in order."""

    def default(self, o: Any) -> Any:
        if isinstance(o, models.Model):
            return [o._meta.label_lower, o.pk]
        if isinstance(o, set | frozenset):
            return sorted(o, key=str)
        if isinstance(o, bytes):
            return hashlib.sha256(o).hexdigest()
        if dataclasses.is_dataclass(o) and not isinstance(o, type):
            return dataclasses.asdict(o)
        return super().default(o)


def _earlier(action: Action[Result], actor: User | None, key: str | None) -> Outcome[Result] | None:
    if not key:
        return None
    seen = IdempotencyKey.objects.select_related("entry").filter(actor=actor, key=key).first()
    if seen is None:
        return None
    if seen.body != digest(action.code, action.body()):
        raise KeyConflict
    result: Any = None
    if seen.subject_type:
        model = apps.get_model(seen.subject_type)
        result = model._default_manager.filter(pk=seen.subject_id).first()
    return Outcome(result, seen.entry, repeated=True)


def _remember(action: Action[Any], actor: User | None, key: str | None, entry: AuditEntry) -> None:
    if not key:
        return
    IdempotencyKey.objects.create(
        key=key,
        actor=actor,
        action=action.code,
        body=digest(action.code, action.body()),
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        entry=entry,
    )
