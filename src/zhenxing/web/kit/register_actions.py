"""The plain deeds every register has: save a record, archive it, bring it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.refusals import ActionRefused, Invalid


class _RegisterAction(Action[Record], abstract=True):
    """Its code and permission follow from the register's key: `units.edit`."""

    key: str
    model: type[Record]
    pk: int | None

    @property
    def verb(self) -> str:
        raise NotImplementedError

    @property
    def code(self) -> str:
        return f"{self.key}.{self.verb}"

    permission = code

    def load(self) -> models.Model | None:
        if self.pk is None:
            return None
        return self.model._default_manager.select_for_update().get(pk=self.pk)

    def body(self) -> Mapping[str, Any]:
        return {**super().body(), "model": self.model._meta.label_lower}


@dataclass(frozen=True)
class SaveRecord(_RegisterAction):
    """Make a record, or change the fields given."""

    key: str
    model: type[Record]
    values: Mapping[str, Any]
    pk: int | None = None

    @property
    def verb(self) -> str:
        return "create" if self.pk is None else "edit"

    def check(self, deed: Deed) -> None:
        if deed.subject is not None and deed.subject.archived_at is not None:
            raise ActionRefused(_("这条记录已经归档，不能修改。"))

    def body(self) -> Mapping[str, Any]:
        plain = {
            name: list(value) if isinstance(value, models.QuerySet) else value
            for name, value in self.values.items()
        }
        return {**super().body(), "values": plain}

    def execute(self, deed: Deed) -> Record:
        record: Record = deed.subject or self.model()
        many = {field.name for field in self.model._meta.many_to_many} & self.values.keys()
        for name in self.values.keys() - many:
            setattr(record, name, self.values[name])
        try:
            record.full_clean()
        except ValidationError as error:
            raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error
        deed.save(record)
        for name in sorted(many):
            _relate(deed, record, name, self.values[name])
        self.model.written(deed, self.model._default_manager.filter(pk=record.pk))
        return record


def _relate(deed: Deed, record: Record, name: str, others: Any) -> None:
    """Set the other side of a many-to-many field; the audit row names those taken away and those added.

    It does not name the rest: some of them may lie out of the reader's sight.
    """
    related = getattr(record, name)
    before = {one.pk: str(one) for one in related.all()}
    related.set(others)
    after = {one.pk: str(one) for one in related.all()}
    gone = "、".join(label for pk, label in before.items() if pk not in after)
    new = "、".join(label for pk, label in after.items() if pk not in before)
    deed.note(record, {name: gone}, {name: new})


@dataclass(frozen=True)
class ArchiveRecord(_RegisterAction):
    """Take a record out of use; nothing is ever deleted."""

    key: str
    model: type[Record]
    pk: int

    needs_reason = True

    @property
    def verb(self) -> str:
        return "archive"

    def check(self, deed: Deed) -> None:
        if deed.subject.archived_at is not None:
            raise ActionRefused(_("这条记录已经归档。"))

    def execute(self, deed: Deed) -> Record:
        record: Record = deed.subject
        record.archived_at = timezone.now()
        deed.save(record)
        return record
