"""Making letters: numbered by who issues them, with what they say fixed on the day of issue."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from simple_history.utils import bulk_create_with_history

from zhenxing.core.ledger.escalation import Escalation, Step
from zhenxing.core.quoting import book_title
from zhenxing.core.workdays import Calendar
from zhenxing.packs.ledger_rules import load_wordings
from zhenxing.papers.official_blocks import chinese_date
from zhenxing.papers.wording import render
from zhenxing.web.kit.actions import Deed
from zhenxing.web.ledger.line import Receiver
from zhenxing.web.ledger.models import Clock, Letter, LetterSeries, LetterWording
from zhenxing.web.ledger.models.letters import FIELDS
from zhenxing.web.organisations.models import Unit

_KINDS = {"notice": "通报", "interview": "约谈通知书"}
_COLOURED = frozenset({"blue", "orange", "red"})


@dataclass(frozen=True)
class Issue:
    """One letter to be made: the step of whose ladder, from which office, to whom."""

    clock: Clock
    step: Step
    ladder: Escalation
    overdue: int
    office: Unit | None
    receiver: Receiver


def make(deed: Deed, issues: list[Issue], day: date, calendar: Calendar) -> list[Letter]:
    """Number and store them, in order: one number after another for each issuer and year, without a gap."""
    numbers = _numbers(issues, day)
    letters = [_letter(issue, day, calendar, numbers) for issue in issues]
    say(letters)
    LetterSeries.objects.bulk_update(numbers.values(), ["last"])
    made: list[Letter] = bulk_create_with_history(
        letters,
        Letter,
        batch_size=200,
        default_user=deed.actor,
        default_change_reason=deed.reason[:100] or None,
        default_date=deed.at,
    )
    return made


def say(letters: list[Letter]) -> None:
    """Fix what they say, in the site's wording of today or else the shipped one."""
    wordings = {one.kind: (one.title, one.body) for one in LetterWording.objects.current()}
    for letter in letters:
        title, body = wordings.get(letter.kind) or load_wordings()[letter.kind]
        fields = _fields(letter)
        letter.title = render(title, fields, FIELDS)[:400]
        letter.text = "\n".join(line for line in render(body, fields, FIELDS).splitlines() if line.strip())


def _fields(letter: Letter) -> dict[str, str]:
    clock = letter.clock
    document = book_title(clock.document) if clock.document else ""
    return {
        "发文单位": letter.organ,
        "文号": letter.reference,
        "主送": letter.addressee,
        "事项": letter.subject_label,
        "时限": clock.label,
        "到期日": chinese_date(letter.due_on),
        "超期天数": str(letter.overdue) if letter.overdue > 0 else "",
        "责任单位": str(letter.unit or letter.addressee),
        "签收期限": chinese_date(letter.receipt_by) if letter.receipt_by else "",
        "反馈期限": chinese_date(letter.feedback_by) if letter.feedback_by else "",
        "依据文件": f"{document}{clock.clause}",
        "颜色": str(letter.get_colour_display()),
    }


def _numbers(issues: list[Issue], day: date) -> dict[tuple[int, str], LetterSeries]:
    """The series of every issuer, locked until the letters stand."""
    wanted: dict[tuple[int, str], None] = defaultdict(None)
    for issue in issues:
        wanted[_issuer(issue)] = None
    for area, organ in wanted:
        LetterSeries.objects.get_or_create(area_id=area, organ=organ, year=day.year)
    rows = LetterSeries.objects.select_for_update().filter(
        year=day.year, area__in={area for area, _o in wanted}
    )
    return {(row.area_id, row.organ): row for row in rows if (row.area_id, row.organ) in wanted}


def _issuer(issue: Issue) -> tuple[int, str]:
    """Who numbers it: the office's place and name; a place without an office issues in its own name."""
    if issue.office is None:
        return issue.clock.area_id, str(issue.clock.area)
    return issue.office.area_id, issue.office.name


def _letter(
    issue: Issue, day: date, calendar: Calendar, numbers: dict[tuple[int, str], LetterSeries]
) -> Letter:
    clock, step = issue.clock, issue.step
    series = numbers[_issuer(issue)]
    series.last += 1
    assert clock.due_on is not None  # a clock without an end climbs no ladder
    return Letter(
        subject_type=clock.subject_type,
        subject_id=clock.subject_id,
        subject_label=clock.subject_label,
        clock=clock,
        round=clock.round,
        step=step.key,
        area_id=clock.area_id,
        kind=_KINDS.get(step.key, "督办单"),
        colour=step.key if step.key in _COLOURED else "",
        series=series,
        organ=series.organ,
        year=series.year,
        number=series.last,
        issued_on=day,
        addressee=issue.receiver.label[:150],
        unit=(clock.post.unit if clock.post is not None else clock.unit) or issue.receiver.unit,
        post=issue.receiver.post,
        due_on=clock.due_on,
        overdue=issue.overdue,
        basis=f"{issue.ladder.label}：{step.label}（超期{step.after}个工作日）"[:300],
        receipt_by=calendar.add(day, step.receipt_within) if step.receipt_within else None,
        feedback_by=calendar.add(day, step.feedback_within) if step.feedback_within else None,
    )
