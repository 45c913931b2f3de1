"""The pages of the rule builder. Each reads the request, makes one call, and shows what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.core.rules.book import FactSpec, Rule
from zhenxing.core.rules.book import Rulebook as Book
from zhenxing.core.rules.form import RuleFaults, dump
from zhenxing.web.kit import scope
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find
from zhenxing.web.rules import builder_cases as cases_of
from zhenxing.web.rules.builder_actions import DropDraft, Kept, WriteRules, state_of, working
from zhenxing.web.rules.builder_models import RuleDraft
from zhenxing.web.rules.builder_nodes import changed, of_condition, remember_places
from zhenxing.web.rules.builder_page import form, listed_faults
from zhenxing.web.rules.builder_preview import VERDICTS, can_preview, preview
from zhenxing.web.rules.builder_rules import (
    Draft,
    into_book,
    posted_draft,
    values_of,
    without,
)
from zhenxing.web.rules.builder_versions import compared, rule_lines
from zhenxing.web.rules.models import Rulebook
from zhenxing.web.rules.reading import read

AnyRegister = Register[Any]
_NEW = "new"
_NO_REQUEST = "builder"


def book_page(register: AnyRegister, request: HttpRequest, pk: int) -> HttpResponse:
    """Every rule of a book in words, its cases with what comes out, and the draft if there is one."""
    row = find(register, request, pk, "view")
    editor = scope.holds(row, request.user, "rulebooks.edit")
    draft = RuleDraft.objects.filter(rulebook=row).first() if editor else None
    text, cases = (draft.text, draft.cases) if draft else (row.text, row.cases)
    book = read(text)
    shown, wrong = cases_of.shown(cases, book)
    context = {
        **frame(row, editor),
        "rules": [_rule_row(at, rule, book, shown) for at, rule in enumerate(book.rules)],
        "cases": shown,
        "cases_wrong": wrong,
        "draft": None if draft is None else {"told": draft.told.splitlines(), "at": draft.changed_at},
        "state": state_of(row) if editor else "",
        "can_preview": can_preview(book),
        "exports": scope.permits(request.user, "rulebooks.export"),
    }
    return render(request, "rules/builder/book.html", context)


def _rule_row(at: int, rule: Rule, book: Book, shown: tuple[cases_of.Shown, ...]) -> dict[str, Any]:
    said = f"{rule.key}="
    mine = [one for one in shown if any(part.startswith(said) for part in one.expected.split("、"))]
    return {
        "at": at,
        "name": rule.name,
        "key": rule.key,
        "lines": list(rule_lines(rule, book)),
        "cases": len(mine),
        "failing": sum(not one.holds for one in mine),
    }


def frame(row: Rulebook, editor: bool = True) -> dict[str, Any]:
    """What the frame of every page of the builder needs."""
    return {
        "pk": row.pk,
        "book_name": row.name,
        "version": row.version,
        "editor": editor and row.archived_at is None,
        "list_url": reverse("rulebooks:list"),
        "book_url": reverse("rulebooks:detail", args=[row.pk]),
        "rules_url": reverse("rulebooks:rules", args=[row.pk]),
        "list_name": Rulebook._meta.verbose_name_plural,
    }


# ── one rule ─────────────────────────────────────────────────────────────────────────────────────
def rule_page(register: AnyRegister, request: HttpRequest, pk: int, at: str) -> HttpResponse:
    """The form of a rule: every button sends it; only 存草稿 and 发布 write anything."""
    row = find(register, request, pk, "edit")
    text, cases = working(row)
    book = read(text)
    old = _rule_at(book, at)
    if request.method != "POST":
        return _rule_form(request, row, book, old, at, _opened(book, old), state_of(row))
    base = request.POST.get("base", "")
    draft = posted_draft(request.POST, old, book)
    if base != state_of(row):
        # what is kept by its place may now be another thing: nothing is guessed
        messages.error(request, _("您打开之后，已有人改过这本规则。请重新打开，核对后再改。"))
        return redirect(row_url(row, at))
    deed = request.POST.get("do", "")
    if deed in ("draft", "publish"):
        return _write_rule(request, row, book, old, at, draft, cases, publish=deed == "publish")
    if deed == "remove" and old is not None and len(book.rules) > 1:
        return _written(request, row, without(book, old), cases, publish=False) or redirect(row_url(row, at))
    place = changed(draft.tree, deed) if deed and deed != "preview" else ""
    seen = _preview(request, row, book, old, draft) if deed == "preview" else None
    return _rule_form(request, row, book, old, at, draft, base, place=place, seen=seen)


def _rule_at(book: Book, at: str) -> Rule | None:
    """The rule of a place in the book; None for a new one."""
    if at == _NEW:
        return None
    if not at.isdigit() or int(at) >= len(book.rules):
        raise Http404
    return book.rules[int(at)]


def row_url(row: Rulebook, at: str) -> str:
    return reverse("rulebooks:rule", args=[row.pk, at])


def _opened(book: Book, old: Rule | None) -> Draft:
    blank = dict.fromkeys(values_of(Rule("", "")), "")
    values = values_of(old) if old else {**blank, "key": f"rule-{len(book.rules) + 1}"}
    return Draft(values, remember_places(of_condition(old.when if old else None, book)))


def known_facts(row: Rulebook) -> dict[str, FactSpec]:
    """The facts that books about the same kind of subject read: what the registers know of it."""
    texts = Rulebook.objects.filter(subject=row.subject, archived_at=None).order_by("-pk")
    found: dict[str, FactSpec] = {}
    for text in texts.values_list("text", flat=True)[:100]:
        found.update(read(text).facts)
    return dict(sorted(found.items(), key=lambda pair: pair[1].label))


def _rule_form(
    request: HttpRequest,
    row: Rulebook,
    book: Book,
    old: Rule | None,
    at: str,
    draft: Draft,
    base: str,
    *,
    place: str = "",
    seen: Any = None,
    status: int = 200,
) -> HttpResponse:
    shown = form(draft, old, book, known_facts(row))
    context = {
        **frame(row),
        "form": shown,
        "wrong_rows": list(listed_faults(shown["tree"])),
        "title": old.name if old else _("新规则"),
        "at": at,
        "base": base,
        "place": place,
        "seen": seen,
        "can_preview": can_preview(book),
        "can_remove": old is not None and len(book.rules) > 1,
        "action": row_url(row, at),
    }
    part = request.headers.get("X-Requested-With") == _NO_REQUEST
    template = "rules/builder/form.html" if part else "rules/builder/rule.html"
    return render(request, template, context, status=status)


def _write_rule(
    request: HttpRequest,
    row: Rulebook,
    book: Book,
    old: Rule | None,
    at: str,
    draft: Draft,
    cases: str,
    *,
    publish: bool,
) -> HttpResponse:
    made = into_book(draft, old, book, known_facts(row))
    base = request.POST.get("base", "")
    if made is None:
        return _rule_form(request, row, book, old, at, draft, base, status=422)
    answer = _written(request, row, made, cases, publish=publish)
    return answer or _rule_form(request, row, book, old, at, draft, base, status=422)


def _written(
    request: HttpRequest, row: Rulebook, made: Book, cases: str, *, publish: bool
) -> HttpResponseRedirect | None:
    """Keep a book and go to its page; None when it was refused (the message says why)."""
    return keep(request, row, dump(made), cases, publish=publish)


def keep(
    request: HttpRequest, row: Rulebook, text: str, cases: str, *, publish: bool
) -> HttpResponseRedirect | None:
    try:
        return write(request, row, text, cases, publish=publish)
    except Invalid as wrong:
        for lines in wrong.fields.values():
            messages.error(request, "；".join(map(str, lines)))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    return None


def write(
    request: HttpRequest, row: Rulebook, text: str, cases: str, *, publish: bool
) -> HttpResponseRedirect:
    """Keep a text and go to the page of the book, with what came of it. Raises `ActionRefused`."""
    action = WriteRules(row.pk, text, cases, request.POST.get("base", ""), publish)
    done: Kept = do(request, action).result
    if done.in_force:
        messages.success(request, _("已发布：校验案例全部通过。"))
    elif done.told:
        failing = {"count": len(done.told)}
        messages.warning(request, _("有%(count)s处与校验案例不符，没有发布，已存为草稿。") % failing)
    else:
        messages.success(request, _("已存为草稿，尚未生效。"))
    return redirect("rulebooks:rules", row.pk)


def _preview(request: HttpRequest, row: Rulebook, book: Book, old: Rule | None, draft: Draft) -> Any:
    """What the rule in the form says of those in the person's scope; None when it does not hold together."""
    made = into_book(draft, old, book, known_facts(row))
    if made is None or not can_preview(made):
        return None
    rule = made.rules[-1] if old is None else made.rules[book.rules.index(old)]
    return preview(made, rule, request.user, timezone.localdate())


# ── preview, draft, versions ─────────────────────────────────────────────────────────────────────
def preview_page(register: AnyRegister, request: HttpRequest, pk: int, at: str) -> HttpResponse:
    """A rule held against those a person may see, on a day; readers see the one in force."""
    row = find(register, request, pk, "view")
    editor = scope.holds(row, request.user, "rulebooks.edit")
    book = read(working(row)[0] if editor else row.text)
    rule = _rule_at(book, at)
    if rule is None or not can_preview(book):
        raise Http404
    only = request.GET.get("verdict", "")
    page = request.GET.get("page", "1")
    day = _day(request.GET.get("day", ""))
    seen = preview(
        book,
        rule,
        request.user,
        day,
        only=only if only in VERDICTS else "",
        page=int(page) if page.isdigit() and len(page) < 6 else 1,
    )
    context = {
        **frame(row, editor),
        "seen": seen,
        "only": only,
        "at": at,
        "title": rule.name,
        "own_page": True,
    }
    return render(request, "rules/builder/preview.html", context)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()


def draft_page(register: AnyRegister, request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft into force, or throw it away."""
    row = find(register, request, pk, "edit")
    if request.method != "POST":
        raise Http404
    if request.POST.get("do") == "drop":
        do(request, DropDraft(row.pk))
        messages.success(request, _("草稿已丢弃，仍按已发布的规则执行。"))
        return redirect("rulebooks:rules", row.pk)
    text, cases = working(row)
    return keep(request, row, text, cases, publish=True) or redirect("rulebooks:rules", row.pk)


def versions_page(register: AnyRegister, request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions of a book, or the draft against what is in force, in words."""
    row = find(register, request, pk, "view")
    editor = scope.holds(row, request.user, "rulebooks.edit")
    past = {str(one.version): one for one in row.history.order_by("-version", "-history_id") if one.text}
    draft = RuleDraft.objects.filter(rulebook=row).first() if editor else None
    texts = {key: one.text for key, one in past.items()}
    labels = [(key, _version_label(one)) for key, one in past.items()]
    if draft is not None:
        texts["draft"] = draft.text
        labels.insert(0, ("draft", _("草稿")))
    keys = [key for key, _label in labels]
    new = request.GET.get("new", keys[0] if keys else "")
    old = request.GET.get("old", keys[1] if len(keys) > 1 else new)
    if keys and (new not in texts or old not in texts):
        raise Http404
    parts, wrong = _parts(texts.get(old, row.text), texts.get(new, row.text))
    context = {
        **frame(row, editor),
        "versions": labels,
        "new": new,
        "old": old,
        "parts": parts,
        "wrong": wrong,
    }
    return render(request, "rules/builder/versions.html", context)


def _version_label(one: Any) -> str:
    who = str(one.history_user) if one.history_user_id else _("系统")
    return _("第%(version)s版　%(day)s　%(who)s") % {
        "version": one.version,
        "day": timezone.localtime(one.history_date).strftime("%Y-%m-%d %H:%M"),
        "who": who,
    }


def _parts(old: str, new: str) -> tuple[Any, str]:
    try:
        return compared(read(old), read(new)), ""
    except RuleFaults:
        return (), _("其中一个版本是旧格式，无法逐条对照。")
