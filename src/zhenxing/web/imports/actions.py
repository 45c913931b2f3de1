"""The deeds of an import, from the upload to the rows in the register.

Every deed needs what it needs in the register it leads to: whoever may make records there may import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from zhenxing.web.imports.models import Import, ImportWork, RememberedColumn
from zhenxing.web.imports.queries import place_of
from zhenxing.web.imports.staging import Staging
from zhenxing.web.imports.states import (
    APPLIED,
    APPLYING,
    CANCELLED,
    CHECKED,
    CHECKING,
    CONFIRMED,
    FAILED,
)
from zhenxing.web.imports.store import FILES
from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, OutOfScope
from zhenxing.web.kit.write_once import digest
from zhenxing.web.registers import register as find_register


class AlreadyBrought(ActionRefused):
    """This very file is on its way or has been imported; `brought` is what became of it."""

    def __init__(self, brought: Import) -> None:
        super().__init__(_("这份工作簿已经上传过：%(name)s") % {"name": brought})
        self.brought = brought


class _OfRegister(Action[Import], abstract=True):
    """Its permission is the register's own: `enterprises.create`."""

    register: str

    @property
    def permission(self) -> str:  # type: ignore[override]  # follows from the register, as its name says
        return f"{self.register}.create"


@dataclass(frozen=True)
class BringWorkbook(_OfRegister):
    """Keep a workbook that could be read, and say what its sheets look like."""

    code: ClassVar[str] = "imports.bring"
    register: str
    data: bytes = field(repr=False)
    file_name: str
    layout: list[Any] = field(repr=False)
    #: the same file once more, to be compared with what the register holds now
    again: bool = False

    def check(self, deed: Deed) -> None:
        given_up = [CANCELLED, FAILED]
        earlier = Import.objects.filter(register=self.register, sha256=digest(self.data))
        earlier = earlier.exclude(state__in=given_up).order_by("-id")
        seen = scope.visible(earlier, deed.actor, self.permission).first()  # type: ignore[arg-type]  # by a person
        if seen is not None and not (self.again and seen.can.done):
            raise AlreadyBrought(seen)

    def execute(self, deed: Deed) -> Import:
        area_id, unit_id = place_of(find_register(self.register), deed.actor)
        brought = Import(
            register=self.register,
            area_id=area_id,
            unit_id=unit_id,
            sha256=FILES.keep(self.data),
            file_name=self.file_name[:255],
            size=len(self.data),
            uploaded_by=deed.actor,
            uploaded_at=deed.at,
        )
        deed.save(brought)
        ImportWork.objects.create(brought=brought, layout=self.layout)
        return brought


@dataclass(frozen=True)
class _OnImport(_OfRegister, abstract=True):
    """A deed on an import that a person sees."""

    register: str
    import_id: int

    def load(self) -> Import:
        return Import.objects.select_for_update().get(pk=self.import_id, register=self.register)  # type: ignore[no-any-return]  # its own kind


@dataclass(frozen=True)
class MapColumns(_OnImport):
    """Say which column is which field, remember it, and have the rows checked against the register."""

    code: ClassVar[str] = "imports.map"

    #: sheet → column letter → field, "" for a column to leave out; a sheet not named is left out
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: heading → field, to be remembered for the next workbook
    learnt: Mapping[str, str] = field(default_factory=dict, repr=False)

    def check(self, deed: Deed) -> None:
        if not deed.subject.can.map:
            raise ActionRefused(_("这次导入现在不能再对应列。"))

    def execute(self, deed: Deed) -> Import:
        brought: Import = deed.subject
        brought.mapping = [
            {"sheet": sheet, "columns": dict(columns)} for sheet, columns in self.mapping.items()
        ]
        brought.state, brought.error, brought.plan = CHECKING, "", ""
        deed.save(brought)
        self._remember(brought)
        ImportWork.objects.filter(brought=brought).update(stage="", done=0, total=0)
        person = deed.actor.pk if deed.actor else brought.uploaded_by_id
        deed.after_commit(lambda: _enqueue("check_workbook", brought.pk, person))
        return brought

    def _remember(self, brought: Import) -> None:
        RememberedColumn.objects.bulk_create(
            [
                RememberedColumn(
                    register=brought.register, place=brought.place, heading=heading[:200], field=name
                )
                for heading, name in self.learnt.items()
            ],
            update_conflicts=True,
            unique_fields=["register", "place", "heading"],
            update_fields=["field"],
        )


@dataclass(frozen=True)
class ConfirmImport(_OnImport):
    """Have the rows written as the dry run showed them."""

    code: ClassVar[str] = "imports.confirm"

    partly: bool = False

    def check(self, deed: Deed) -> None:
        brought: Import = deed.subject
        if not brought.can.confirm:
            raise ActionRefused(_("这次导入现在不能确认，请刷新页面看它的状态。"))
        if not brought.inserts + brought.updates:
            raise ActionRefused(_("没有要写入的行：表里的内容和系统里的一样，或者都有错误。"))
        if brought.rejected and not self.partly:
            raise ActionRefused(
                _("还有 %(n)d 行有错误。请改正后重新上传；或者选“只导入无误的行”。") % {"n": brought.rejected}
            )

    def execute(self, deed: Deed) -> Import:
        brought: Import = deed.subject
        brought.state, brought.partly, brought.confirmed_by = CONFIRMED, self.partly, deed.actor
        deed.save(brought)
        ImportWork.objects.filter(brought=brought).update(stage="", done=0, total=0)
        deed.after_commit(lambda: _enqueue("write_rows", brought.pk))
        return brought


@dataclass(frozen=True)
class GiveUp(_OnImport):
    """Stop an import: nothing of it is written, the file stays."""

    code: ClassVar[str] = "imports.give-up"

    def check(self, deed: Deed) -> None:
        if not deed.subject.can.cancel:
            raise ActionRefused(_("这次导入已经结束，不能取消。"))

    def execute(self, deed: Deed) -> Import:
        brought: Import = deed.subject
        brought.state = CANCELLED
        deed.save(brought)
        return brought


@dataclass(frozen=True)
class GoOn(_OnImport):
    """Put an import whose worker is gone back in the queue. Harmless when it is not gone."""

    code: ClassVar[str] = "imports.go-on"

    def check(self, deed: Deed) -> None:
        if not deed.subject.can.busy:
            raise ActionRefused(_("这次导入没有在排队或运行。"))

    def execute(self, deed: Deed) -> Import:
        brought: Import = deed.subject
        if brought.can.checks:
            person = deed.actor.pk if deed.actor else brought.uploaded_by_id
            deed.after_commit(lambda: _enqueue("check_workbook", brought.pk, person))
        else:
            deed.after_commit(lambda: _enqueue("write_rows", brought.pk))
        return brought


def _enqueue(job: str, *inputs: int) -> None:
    from zhenxing.web.imports import jobs  # the jobs import this module

    getattr(jobs, job).enqueue(*inputs)


class _ByWorker(Action[bool], abstract=True):
    """A deed of the job itself: False, and nothing done, once the import has moved on some other way."""

    by_system: ClassVar[bool] = True
    #: states in which it has something to do
    during: ClassVar[str] = ""

    import_id: int

    def load(self) -> Import:
        return Import.objects.select_for_update().get(pk=self.import_id)  # type: ignore[no-any-return]  # its own kind

    def execute(self, deed: Deed) -> bool:
        if not getattr(deed.subject.can, self.during):
            return False
        self.proceed(deed.subject, deed)
        return True

    def proceed(self, brought: Import, deed: Deed) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class FinishCheck(_ByWorker):
    """The dry run is done: what would become of every row is kept."""

    code: ClassVar[str] = "imports.checked"
    permission: ClassVar[str] = "imports.view"
    during: ClassVar[str] = "checks"

    import_id: int
    plan: str
    counts: Mapping[str, int]

    def proceed(self, brought: Import, deed: Deed) -> None:
        brought.state, brought.plan = CHECKED, self.plan
        for name, number in self.counts.items():
            setattr(brought, name, number)
        deed.save(brought)
        deed.batch(brought.total)


@dataclass(frozen=True)
class FailImport(_ByWorker):
    """Reading, checking or writing failed; `error` says so to whoever brought the workbook."""

    code: ClassVar[str] = "imports.fail"
    permission: ClassVar[str] = "imports.view"
    during: ClassVar[str] = "busy"

    import_id: int
    error: str

    def proceed(self, brought: Import, deed: Deed) -> None:
        brought.state, brought.error = FAILED, self.error
        deed.save(brought)


@dataclass(frozen=True)
class BeginWriting(_ByWorker):
    """The worker has taken the import up; taken up again after a dead worker, nothing changes."""

    code: ClassVar[str] = "imports.begin"
    permission: ClassVar[str] = "imports.view"
    during: ClassVar[str] = "writes"

    import_id: int

    def proceed(self, brought: Import, deed: Deed) -> None:
        if brought.state != APPLYING:
            brought.state = APPLYING
            deed.save(brought)


@dataclass(frozen=True)
class ApplyImport(_OfRegister):
    """Write the staged rows, their history and their way back to the sheet: all of it or nothing.

    Rows that no longer fit (changed by others since the dry run, a key taken meanwhile) are left out
    and told in `missed`; a row that would leave the person's scope refuses the whole.
    """

    register: str
    import_id: int
    staging: Staging = field(repr=False)
    describe: Any = field(repr=False)

    @property
    def code(self) -> str:  # type: ignore[override]  # follows from the register, as its name says
        return f"{self.register}.import"

    def load(self) -> Import:
        return Import.objects.select_for_update().get(pk=self.import_id, register=self.register)  # type: ignore[no-any-return]  # its own kind

    def check(self, deed: Deed) -> None:
        if not deed.subject.can.writes:
            raise ActionRefused(_("这次导入已经结束或取消。"))

    def execute(self, deed: Deed) -> Import:
        brought: Import = deed.subject
        refusals = self.staging.refusals()
        missed = self.describe(refusals)
        self.staging.drop({one.row for one in refusals})
        written = self.staging.write(deed.at, deed.actor, brought.file_name)
        self.staging.trace(brought.pk)
        model = find_register(self.register).model
        model.written(deed, model._default_manager.filter(pk__in=self.staging.written()))  # type: ignore[attr-defined]  # a Record
        self._stay_in_scope(deed)
        ImportWork.objects.filter(brought=brought).update(missed=missed)
        brought.state, brought.applied_at = APPLIED, deed.at
        brought.inserts, brought.updates = written.inserted, written.updated
        brought.refused = len({one.row for one in refusals})
        deed.save(brought)
        deed.changes |= {"file": [None, brought.file_name], "sha256": [None, brought.sha256]}
        deed.batch(written.inserted + written.updated)
        return brought

    def _stay_in_scope(self, deed: Deed) -> None:
        """Nobody imports where they may not make records, or changes what they may not edit."""
        records = find_register(self.register).model._default_manager.filter(pk__in=self.staging.written())
        for verb, these in (("create", records.filter(version=1)), ("edit", records.filter(version__gt=1))):
            seen = scope.visible(these, deed.actor, f"{self.register}.{verb}")  # type: ignore[arg-type]  # by a person
            if these.exclude(pk__in=seen.values("pk")).exists():
                raise OutOfScope
