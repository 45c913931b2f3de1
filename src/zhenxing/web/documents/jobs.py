"""The background job: read the stored source, compile it, tell how far it is, store the plan."""

from __future__ import annotations

import logging
from dataclasses import replace

from django.conf import settings
from django_tasks import task

from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.pipeline import compile_source
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.proposals import merge_proposals, without_proposals
from zhenxing.core.compiler.serialise import plan_to_dict
from zhenxing.intake.proposer import Proposer, ProposerError
from zhenxing.packs.loader import by_code, load_knowledge
from zhenxing.web.documents.actions.compiling import BeginCompile, FailCompile, FinishCompile
from zhenxing.web.documents.drafting import Draft, drafts
from zhenxing.web.documents.kinds import HEADER_FIELDS
from zhenxing.web.documents.layout import layout
from zhenxing.web.documents.models import CompileJob, Document, Proposal
from zhenxing.web.documents.sources import source_of
from zhenxing.web.documents.units import known_units
from zhenxing.web.kit.actions import run_action

log = logging.getLogger(__name__)


class CancelledError(Exception):
    """A person asked the compilation to stop."""


@task
def compile_document(job_id: int) -> None:
    """Compile the job's document. Run twice, the second run finds nothing to do."""
    if not run_action(BeginCompile(job_id), None).result:
        return
    job = CompileJob.objects.select_related("document__area", "document__source").get(pk=job_id)
    try:
        finish = _compiled(job)
    except CancelledError:
        return
    except Exception:
        # the boundary of the job: whatever broke, the clerk must see it and the worker must live on
        log.exception("compiling document %s failed", job.document_id)
        run_action(FailCompile(job_id, error=_FAILED), None)
        return
    run_action(finish, None)


_FAILED = (
    "解析这份文件时出了错，文件和原文都已保留。请点“重新解析”再试一次；仍然不行，请把文件编号告诉系统管理员。"
)


def _compiled(job: CompileJob) -> FinishCompile:
    def progress(stage: str, index: int, total: int) -> None:
        running = CompileJob.objects.filter(pk=job.pk, finished_at=None)
        if not running.update(stage=stage, done=index, total=total):
            raise CancelledError

    plan = compile_source(source_of(job.document), _knowledge(job.document), on_stage=progress)
    plan = _with_proposals(plan)
    found = drafts(plan)
    return FinishCompile(
        job.pk,
        compiler=_compiler_version(),
        plan=plan_to_dict(plan),
        layout=layout(plan, found),
        proposals=tuple(row_of(number, draft, plan) for number, draft in enumerate(found, 1)),
        header={name: found.value for name in HEADER_FIELDS if (found := getattr(plan.header, name))},
    )


def _with_proposals(plan: Plan) -> Plan:
    """What the site's own model proposes besides; when it fails, the plan stands and its trail says why."""
    proposer: Proposer | None = settings.ZHENXING_PROPOSER
    if proposer is None:
        return plan
    try:
        return merge_proposals(plan, proposer.propose(plan))
    except ProposerError as error:
        log.warning("no proposals: %s (%s)", error.message, error.detail)
        return without_proposals(plan, error.message)


def _knowledge(document: Document) -> Knowledge:
    """What the packs know, and the units this site has, for a document of its area."""
    home = document.area.code if document.area.code in by_code() else None
    knowledge = load_knowledge(home)
    return replace(knowledge, units=(*known_units(document.area), *knowledge.units))


def _compiler_version() -> str:
    from zhenxing import __version__

    return f"zhenxing {__version__}"


def row_of(number: int, draft: Draft, plan: Plan) -> Proposal:
    source = plan.source_span(draft.span) if draft.span else None
    return Proposal(
        number=number,
        kind=draft.kind,
        item=draft.item[:300],
        text=draft.text,
        clause=(draft.clause or "")[:60],
        start=draft.span.start if draft.span else None,
        end=draft.span.end if draft.span else None,
        source_start=source.start if source else None,
        source_end=source.end if source else None,
        certainty=draft.certainty,
        payload=draft.payload,
    )
