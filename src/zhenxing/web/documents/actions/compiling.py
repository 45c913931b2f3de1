"""One run of the compiler over a document, from its start to its plan or its failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.web.documents.models import CompiledPlan, CompileJob, Document, Proposal
from zhenxing.web.documents.states import COMPILING, FAILED, RECEIVED, REVIEW
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused


def start(document: Document, deed: Deed) -> CompileJob:
    """Queue a compilation of a document the deed has just put in a state that allows one."""
    job = CompileJob.objects.create(document=document, created_at=deed.at)
    deed.after_commit(lambda: _enqueue(job.pk))
    return job


def _enqueue(job_id: int) -> None:
    from zhenxing.web.documents.jobs import compile_document  # the job imports this module

    compile_document.enqueue(job_id)


def _document_of(job_id: int) -> Document:
    return Document.objects.select_for_update().get(jobs=job_id)


def _job(job_id: int) -> CompileJob:
    return CompileJob.objects.select_for_update().get(pk=job_id)


def _move(document: Document, state: str, deed: Deed) -> None:
    document.state = state
    deed.save(document)


@dataclass(frozen=True)
class RetryCompile(Action[Document]):
    """Compile again a document whose compilation failed or was cancelled."""

    code: ClassVar[str] = "documents.recompile"
    permission: ClassVar[str] = "documents.compile"

    document_id: int

    def load(self) -> Document:
        return Document.objects.select_for_update().get(pk=self.document_id)

    def check(self, deed: Deed) -> None:
        if not deed.subject.can.compile:
            raise ActionRefused(_("这份文件现在不能重新解析"))

    def execute(self, deed: Deed) -> Document:
        document: Document = deed.subject
        document.jobs.filter(finished_at=None).update(cancel=True, finished_at=deed.at)
        _move(document, RECEIVED, deed)
        start(document, deed)
        return document


@dataclass(frozen=True)
class CancelCompile(Action[Document]):
    """Stop a compilation; what it has done so far is dropped, the file stays."""

    code: ClassVar[str] = "documents.cancel"
    permission: ClassVar[str] = "documents.compile"

    job_id: int

    def load(self) -> Document:
        return _document_of(self.job_id)

    def check(self, deed: Deed) -> None:
        if _job(self.job_id).finished_at is not None or not deed.subject.can.cancel:
            raise ActionRefused(_("解析已经结束，不必取消"))

    def execute(self, deed: Deed) -> Document:
        job = _job(self.job_id)
        job.cancel, job.finished_at, job.error = True, deed.at, _("已取消")
        job.save()
        _move(deed.subject, FAILED, deed)
        return deed.subject  # type: ignore[no-any-return]  # what `load` returned


@dataclass(frozen=True)
class _JobAction(Action[bool], abstract=True):
    """A deed of the job itself; it does nothing once the compilation has ended some other way."""

    permission: ClassVar[str] = "documents.compile"
    by_system: ClassVar[bool] = True

    job_id: int

    def load(self) -> Document:
        return _document_of(self.job_id)

    def execute(self, deed: Deed) -> bool:
        job = _job(self.job_id)
        if job.finished_at is not None or not deed.subject.can.cancel:
            return False
        self.proceed(job, deed.subject, deed)
        return True

    def proceed(self, job: CompileJob, document: Document, deed: Deed) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class BeginCompile(_JobAction):
    """The worker has taken the document up. True when there is still something to do."""

    code: ClassVar[str] = "documents.compile"

    def proceed(self, job: CompileJob, document: Document, deed: Deed) -> None:
        job.started_at = deed.at
        job.save()
        _move(document, COMPILING, deed)


@dataclass(frozen=True)
class FailCompile(_JobAction):
    """The compilation failed; `error` says so to the clerk."""

    code: ClassVar[str] = "documents.compile-failed"

    error: str = ""

    def proceed(self, job: CompileJob, document: Document, deed: Deed) -> None:
        job.finished_at, job.error = deed.at, self.error
        job.save()
        _move(document, FAILED, deed)


@dataclass(frozen=True)
class FinishCompile(_JobAction):
    """Store the plan and its proposals, and open the document for review; all or nothing."""

    code: ClassVar[str] = "documents.compiled"

    compiler: str = ""
    plan: Mapping[str, Any] = field(default_factory=dict, repr=False)
    layout: Mapping[str, Any] = field(default_factory=dict, repr=False)
    #: unsaved proposals, numbered, without their document
    proposals: tuple[Proposal, ...] = field(default=(), repr=False)
    header: Mapping[str, str] = field(default_factory=dict)

    def proceed(self, job: CompileJob, document: Document, deed: Deed) -> None:
        CompiledPlan.objects.create(
            document=document, compiler=self.compiler, plan=self.plan, layout=self.layout
        )
        for proposal in self.proposals:
            proposal.document = document
        deed.create_many(Proposal, self.proposals)
        for name, value in self.header.items():
            apply_header(document, name, value)
        job.finished_at = timezone.now()
        job.save()
        _move(document, REVIEW, deed)
        deed.batch(len(self.proposals))


def apply_header(document: Document, name: str, value: str) -> None:
    """Set the column a header field belongs to; fields without a column are left to the plan."""
    if name == "issued_on" or (name == "published_on" and document.issued_on is None):
        document.issued_on = as_day(value)
    elif name == "genre":
        document.genre = value if value in dict(Document._meta.get_field("genre").choices or ()) else ""
    elif name in {"title", "doc_number", "issuer"}:
        limit = Document._meta.get_field(name).max_length
        setattr(document, name, value[:limit] or (document.title if name == "title" else ""))


def as_day(value: str) -> date | None:
    """A whole ISO day; None for a month or a year, which no date column can hold."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
