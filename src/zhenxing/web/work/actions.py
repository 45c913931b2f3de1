"""Handing work over: everything chosen moves in one deed, with its reason, its notices and its clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.ledger import services
from zhenxing.web.organisations.models import Post, Unit
from zhenxing.web.work import moving
from zhenxing.web.work.models import HandOver
from zhenxing.web.work.moving import Choice, Holder

HOLDERS: dict[str, type[Unit] | type[Post]] = {"unit": Unit, "post": Post}
#: names a refusal gives before it says how many more
_NAMED = 5


@dataclass(frozen=True)
class HandOverWork(Action[HandOver]):
    """Let what is chosen of a unit's or a post's open work be another's from now on."""

    code: ClassVar[str] = "hand_overs.create"
    permission: ClassVar[str] = "hand_overs.create"
    needs_reason: ClassVar[bool] = True

    holder: Literal["unit", "post"]
    holder_id: int
    to_id: int
    choice: Choice

    def load(self) -> Holder:
        found: Holder = HOLDERS[self.holder]._default_manager.get(pk=self.holder_id)
        return found

    def check(self, deed: Deed) -> None:
        if self.to_id == self.holder_id:
            raise Invalid({"to": (_("移交给谁？不能移交给自己。"),)})

    def execute(self, deed: Deed) -> HandOver:
        giver: Holder = deed.subject
        taker = self._taker(deed)
        chosen = self._chosen(giver, deed)
        total = sum(len(rows) for _source, rows in chosen)
        if not total:
            raise Invalid({"__all__": (_("没有选中任何事项，请至少勾选一项。"),)})
        self._refuse_clashes(chosen, taker)
        pairs = [(source, row) for source, rows in chosen for row in rows]
        moved = [_as_moved(source, row) for source, row in pairs]
        told = {kind: len(names) for kind, names in moving.grouped(pairs).items()}
        for source, rows in chosen:
            moving.move(deed, source, rows, taker)
        made = self._written(deed, giver, taker, moved)
        deed.batch(total)
        deed.changes["moved"] = [str(giver), str(taker)]
        deed.changes["kinds"] = told
        _tell(deed, made, giver, taker, total)
        return made

    def body(self) -> dict[str, Any]:
        chosen = [sorted(self.choice.picked), sorted(self.choice.shown), sorted(self.choice.rest)]
        return {"of": [self.holder, self.holder_id], "to": self.to_id, "chosen": chosen}

    def _taker(self, deed: Deed) -> Holder:
        taker = HOLDERS[self.holder]._default_manager.filter(pk=self.to_id, archived_at__isnull=True).first()
        if taker is None or (deed.actor is not None and not scope.holds(taker, deed.actor, self.permission)):
            raise OutOfScope
        if not taker.valid_on(deed.day):
            raise Invalid({"to": (_("“%(name)s”今天不在有效期内，不能接收。") % {"name": taker},)})
        found: Holder = taker
        return found

    def _chosen(self, giver: Holder, deed: Deed) -> list[tuple[Any, list[Any]]]:
        found = []
        for source in moving.sources(giver):
            rows = moving.open_rows(source, giver, deed.actor)
            if chosen := list(self.choice.of(moving.key_of(source), rows)):
                found.append((source, chosen))
        return found

    def _refuse_clashes(self, chosen: list[tuple[Any, list[Any]]], taker: Holder) -> None:
        names = [
            str(moving.subject_of(source, row))
            for source, rows in chosen
            for row in moving.clashing(source, rows, taker)
        ]
        if names:
            said = _("“%(to)s”已经承担这些事项，请取消勾选后再移交：%(names)s")
            listed = "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
            raise ActionRefused(said % {"to": taker, "names": listed})

    def _written(self, deed: Deed, giver: Holder, taker: Holder, moved: list[dict[str, Any]]) -> HandOver:
        where = giver.area if isinstance(giver, Unit) else giver.unit.area
        made = HandOver(
            area=where,
            on=deed.day,
            reason=deed.reason[:300],
            count=len(moved),
            moved=moved,
            **{f"from_{self.holder}": giver, f"to_{self.holder}": taker},
        )
        deed.save(made)
        return made


def _as_moved(source: Any, row: Any) -> dict[str, Any]:
    subject = moving.subject_of(source, row)
    return {
        "kind": str(moving.title_of(source)),
        "type": subject._meta.label_lower,
        "id": subject.pk,
        "label": str(subject)[:300],
    }


def _tell(deed: Deed, made: HandOver, giver: Holder, taker: Holder, total: int) -> None:
    """Both sides are told, each once."""
    url = reverse("hand_overs:detail", args=[made.pk])
    text = _("%(giver)s移交给%(taker)s %(n)s 件事项：%(why)s") % {
        "giver": giver,
        "taker": taker,
        "n": total,
        "why": deed.reason,
    }
    for side, who in (("from", giver), ("to", taker)):
        receiver = {"to_unit": who} if isinstance(who, Unit) else {"to_post": who}
        key = f"handover:{made.pk}:{side}"
        services.notify(deed, key=key, text=text, subject=made, url=url, **receiver)
