"""The background jobs: check a workbook against its register, and write what was confirmed.

Both may be run again at any moment. A check writes nothing but its result. Writing stages the rows of
the kept plan in a table of this connection's own and then writes them in one transaction: a worker that
dies before its end leaves nothing behind, and after it there is nothing more to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from zhenxing.intake import IntakeError
from zhenxing.web.accounts.models import User
from zhenxing.web.imports import plans
from zhenxing.web.imports.actions import ApplyImport, BeginWriting, FailImport, FinishCheck
from zhenxing.web.imports.applying import staged
from zhenxing.web.imports.comparing import dry_run
from zhenxing.web.imports.known import vocabulary
from zhenxing.web.imports.layouts import mapped_sheets
from zhenxing.web.imports.missed import missed_rows
from zhenxing.web.imports.models import Import, ImportWork
from zhenxing.web.imports.reading import forget, workbook_of
from zhenxing.web.imports.staging import Refusal
from zhenxing.web.imports.states import states_that
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.registers import register as find_register

log = logging.getLogger(__name__)


class GivenUpError(Exception):
    """A person cancelled the import."""


@task()
def check_workbook(import_id: int, user_id: int) -> None:
    """Compare the workbook with the register, for what this person may see and do there."""
    brought = Import.objects.get(pk=import_id)
    if brought.can.checks:
        _guarded(brought, lambda: _check(brought, User.objects.get(pk=user_id)))


@task()
def write_rows(import_id: int) -> None:
    """Write the rows of a confirmed import, as the person who confirmed it."""
    if run_action(BeginWriting(import_id), None).result:
        brought = Import.objects.select_related("confirmed_by").get(pk=import_id)
        _guarded(brought, lambda: _write(brought))


def _guarded(brought: Import, work: Callable[[], None]) -> None:
    """The boundary of a job: whatever breaks, the clerk sees it and the worker lives on."""
    try:
        work()
    except GivenUpError:
        log.info("import %s was cancelled", brought.pk)
    except IntakeError as error:
        run_action(FailImport(brought.pk, error.message), None)
    except Invalid as refusal:
        run_action(FailImport(brought.pk, _in_words(brought, refusal)), None)
    except ActionRefused as refusal:
        run_action(FailImport(brought.pk, str(refusal)), None)
    except Exception:
        log.exception("import %s failed", brought.pk)
        run_action(FailImport(brought.pk, str(_FAILED)), None)


def _in_words(brought: Import, refusal: Invalid) -> str:
    """What a rule of the whole register says against the rows: there is no form with a field to mark."""
    register = find_register(brought.register)
    labels = {one.name: f"{one.verbose_name}：" for one in register.model._meta.concrete_fields}
    said = [f"{labels.get(name, '')}{'；'.join(map(str, told))}" for name, told in refusal.fields.items()]
    return str(_("一行都没有写入。%(said)s 请在表里改好，重新上传。")) % {"said": " ".join(said)}


_FAILED = _(
    "导入时出了错，系统里的记录没有任何改动，文件已保留。请重新核对；仍然不行，请把导入编号告诉系统管理员。"
)


def _check(brought: Import, user: Any) -> None:
    register = find_register(brought.register)
    tell = _teller(brought)
    tell("read", 0, 4)
    workbook = workbook_of(brought)
    sheets = mapped_sheets(workbook, vocabulary(register, user).spec, brought.mapping)
    plan = dry_run(register, user, sheets, tell)
    run_action(FinishCheck(brought.pk, plans.keep(plan), plan.counts), None)
    forget(brought)


def _write(brought: Import) -> None:
    register = find_register(brought.register)
    plan = plans.load(brought.plan)
    tell = _teller(brought)
    with staged(plan, register.model, lambda done, total: tell("stage", done, total)) as staging:
        tell("write", plan.counts["inserts"] + plan.counts["updates"], 0)

        def missed(refusals: Sequence[Refusal]) -> list[dict[str, Any]]:
            return missed_rows(register, brought, plan, refusals)

        run_action(ApplyImport(brought.register, brought.pk, staging, missed), brought.confirmed_by)


def _teller(brought: Import) -> Callable[[str, int, int], None]:
    """Tells how far the job is; ends it when the import has been cancelled meanwhile."""

    def tell(stage: str, done: int, total: int) -> None:
        running = ImportWork.objects.filter(pk=brought.pk, brought__state__in=states_that("busy"))
        if not running.update(stage=stage, done=done, total=total):
            raise GivenUpError

    return tell
